/* SPDX-License-Identifier: MIT */

/*
 * Cuts the built-in ephemeris out of the table that Debian's package casacore-data-jpl-de405 installs.
 *
 * usage: ephemeris table.f0i de405.bin
 *
 * The table: 16 bytes, then records of 8160 bytes (12 of a header, 1018 doubles, little endian, 4 of padding; the padding
 * of the last one is short). A record holds 32 days from MJD 36912 on: the words of the JPL file from the third on (the
 * two dates are left out), of which 816 are positions, 80 nutations, 120 librations. Nutations are not taken.
 *
 * Source  Standish, DE405/LE405, JPL IOM 312.F-98-048, 1998; as packaged by casacore (2007.07.05).
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    RECORDS = 1143,
    RECORD_BYTES = 8160,
    HEADER = 16,
    RECORD_HEADER = 12,
    POSITIONS = 816,
    NUTATIONS = 80,
    LIBRATIONS = 120
};

static void fail(const char *what, const char *name)
{
    fprintf(stderr, "ephemeris: %s: %s\n", what, name);
    exit(EXIT_FAILURE);
}

static double word_at(const unsigned char *bytes)
{
    uint64_t bits = 0;
    for (int i = 7; i >= 0; i--)
        bits = bits << 8 | bytes[i];
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* A record is what we take it for: its words are of the sizes that Mercury, the Moon and the librations have. */
static int plausible(const unsigned char *record)
{
    static const unsigned char header[RECORD_HEADER] = { 1, 0, 0, 0, 1, 0, 0, 0, 0xfa, 3, 0, 0 };
    const unsigned char *words = record + RECORD_HEADER;
    const double mercury_km = word_at(words), theta = word_at(words + 8 * (POSITIONS + NUTATIONS + 10));
    return memcmp(record, header, sizeof header) == 0 && mercury_km > -1e8 && mercury_km < 1e8 &&
           theta > 0.3 && theta < 0.5;
}

int main(int argc, char **argv)
{
    if (argc != 3)
        fail("usage", "ephemeris table.f0i de405.bin");
    FILE *in = fopen(argv[1], "rb"), *out = fopen(argv[2], "wb");
    if (!in)
        fail("cannot open", argv[1]);
    if (!out)
        fail("cannot write", argv[2]);
    unsigned char record[RECORD_BYTES];
    if (fread(record, 1, HEADER, in) != HEADER)
        fail("is cut short", argv[1]);
    for (int i = 0; i < RECORDS; i++) {
        const size_t wanted = RECORD_HEADER + 8 * (POSITIONS + NUTATIONS + LIBRATIONS);
        const size_t got = fread(record, 1, RECORD_BYTES, in);
        if (got < wanted || (i < RECORDS - 1 && got != RECORD_BYTES) || !plausible(record))
            fail("is not the table of DE405 that was expected", argv[1]);
        const unsigned char *words = record + RECORD_HEADER;
        if (fwrite(words, 8, POSITIONS, out) != POSITIONS ||
            fwrite(words + 8 * (POSITIONS + NUTATIONS), 8, LIBRATIONS, out) != LIBRATIONS)
            fail("cannot write", argv[2]);
    }
    fclose(in);
    if (fclose(out) != 0)
        fail("cannot write", argv[2]);
    return EXIT_SUCCESS;
}
