/* SPDX-License-Identifier: MIT */
#ifndef LEO_BASE_HASH_H
#define LEO_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* A 64-bit hash of `size` bytes, chained from `seed`: the run hash is a chain over every accepted window. */
uint64_t leo_hash(uint64_t seed, const void *bytes, size_t size);

#endif
