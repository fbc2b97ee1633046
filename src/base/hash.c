/* SPDX-License-Identifier: MIT */
#include "base/hash.h"

#include <xxhash.h>

uint64_t leo_hash(uint64_t seed, const void *bytes, size_t size)
{
    return XXH64(bytes, size, seed);
}
