/* SPDX-License-Identifier: MIT */
#ifndef LEO_TIME_SHA1_H
#define LEO_TIME_SHA1_H

/* SHA-1 of bytes that come in pieces: begin, add, end; then `h` holds the five words. */

#include <stddef.h>
#include <stdint.h>

typedef struct leo_sha1 {
    uint32_t h[5];
    unsigned char block[64];
    uint64_t size;
} leo_sha1;

leo_sha1 leo_sha1_begin(void);
void leo_sha1_add(leo_sha1 *sha1, const char *bytes, size_t count);
void leo_sha1_end(leo_sha1 *sha1);

#endif
