/* SPDX-License-Identifier: MIT */
#ifndef LEO_TESTS_WORLD_KERNEL_H
#define LEO_TESTS_WORLD_KERNEL_H

/* Writes small SPICE kernels (DAF) after NAIF's required reading, of either byte order. */
#include "world/ephemeris.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { KERNEL_WORDS = 60000 };

typedef struct kernel {
    unsigned char *bytes; // two records of header, one of summaries, one of names, then words
    size_t words;         // behind the fourth record
    int ni, segments, big;
} kernel;

static inline void kernel_put(unsigned char *at, const void *value, size_t size, int big)
{
    unsigned char raw[8];
    memcpy(raw, value, size);
    for (size_t i = 0; i < size; i++)
        at[i] = big ? raw[size - 1 - i] : raw[i];
}

static inline void kernel_int(kernel *k, size_t byte, int32_t value)
{
    kernel_put(k->bytes + byte, &value, 4, k->big);
}

static inline void kernel_double(kernel *k, size_t byte, double value)
{
    kernel_put(k->bytes + byte, &value, 8, k->big);
}

static inline kernel kernel_begin(int ni, int big)
{
    kernel k = { .bytes = calloc(4 * 1024 + 8 * KERNEL_WORDS + 1, 1), .ni = ni, .big = big };
    memcpy(k.bytes, ni == 6 ? "DAF/SPK " : "DAF/PCK ", 8);
    kernel_int(&k, 8, 2);
    kernel_int(&k, 12, ni);
    memset(k.bytes + 16, ' ', 60);
    kernel_int(&k, 76, 3);
    kernel_int(&k, 80, 3);
    memcpy(k.bytes + 88, big ? "BIG-IEEE" : "LTL-IEEE", 8);
    memcpy(k.bytes + 699, "FTPSTR:\r:\n:\r\n:\r\0:\x81:\x10\xce:ENDFTP", 28);
    memset(k.bytes + 1024, ' ', 1024);
    return k;
}

/* Opens a segment; its words follow by kernel_word, and kernel_close ends it. */
static inline void kernel_segment(kernel *k, int target, int center, int frame, int type, double first_s,
                                  double last_s)
{
    const size_t at = 2 * 1024 + 24 + 40 * (size_t)k->segments;
    const int spk[6] = { target, center, frame, type, (int)(513 + k->words), 0 };
    const int pck[5] = { target, frame, type, (int)(513 + k->words), 0 };
    kernel_double(k, at, first_s);
    kernel_double(k, at + 8, last_s);
    for (int i = 0; i < k->ni; i++)
        kernel_int(k, at + 16 + 4 * (size_t)i, k->ni == 6 ? spk[i] : pck[i]);
}

static inline void kernel_word(kernel *k, double value)
{
    if (k->words < KERNEL_WORDS)
        kernel_double(k, 4 * 1024 + 8 * k->words++, value);
}

static inline void kernel_close(kernel *k)
{
    const size_t at = 2 * 1024 + 24 + 40 * (size_t)k->segments;
    kernel_int(k, at + 16 + 4 * (size_t)(k->ni - 1), (int)(512 + k->words));
    kernel_double(k, 2 * 1024 + 16, ++k->segments);
    kernel_int(k, 84, (int)(513 + k->words));
}

static inline leo_bytes kernel_bytes(const kernel *k, const char *name)
{
    return (leo_bytes){ name, k->bytes, 4 * 1024 + 8 * k->words };
}

#endif
