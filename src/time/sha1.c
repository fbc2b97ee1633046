/* SPDX-License-Identifier: MIT */

/*
 * The secure hash SHA-1, with which leap-seconds.list signs its digits. It guards against accidents, not against forgers.
 *
 * Source  FIPS PUB 180-4 (2015), section 6.1.
 */
#include "time/sha1.h"

leo_sha1 leo_sha1_begin(void)
{
    return (leo_sha1){ { 0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0 }, { 0 }, 0 };
}

static uint32_t rotl(uint32_t x, int n)
{
    return x << n | x >> (32 - n);
}

static void block_done(leo_sha1 *s)
{
    static const uint32_t k[] = { 0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6 };
    uint32_t w[80], a = s->h[0], b = s->h[1], c = s->h[2], d = s->h[3], e = s->h[4];
    for (int t = 0; t < 16; t++)
        w[t] = (uint32_t)s->block[4 * t] << 24 | (uint32_t)s->block[4 * t + 1] << 16 |
               (uint32_t)s->block[4 * t + 2] << 8 | s->block[4 * t + 3];
    for (int t = 16; t < 80; t++)
        w[t] = rotl(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);
    for (int t = 0; t < 80; t++) {
        const uint32_t f = t < 20   ? (b & c) | (~b & d)
                           : t < 40 ? b ^ c ^ d
                           : t < 60 ? (b & c) | (b & d) | (c & d)
                                    : b ^ c ^ d;
        const uint32_t next = rotl(a, 5) + f + e + k[t / 20] + w[t];
        e = d, d = c, c = rotl(b, 30), b = a, a = next;
    }
    s->h[0] += a, s->h[1] += b, s->h[2] += c, s->h[3] += d, s->h[4] += e;
}

void leo_sha1_add(leo_sha1 *s, const char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        s->block[s->size++ % 64] = (unsigned char)bytes[i];
        if (s->size % 64 == 0)
            block_done(s);
    }
}

void leo_sha1_end(leo_sha1 *s)
{
    const uint64_t bits = 8 * s->size;
    leo_sha1_add(s, "\x80", 1);
    while (s->size % 64 != 56)
        leo_sha1_add(s, "", 1);
    char length[8];
    for (int i = 0; i < 8; i++)
        length[i] = (char)(bits >> (56 - 8 * i) & 0xff);
    leo_sha1_add(s, length, 8);
}
