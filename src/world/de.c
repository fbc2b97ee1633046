/* SPDX-License-Identifier: MIT */

/*
 * JPL's development ephemerides in their binary form ("unxp", "lnxp").
 *
 *     record 1   three titles of 84 characters | 400 names of 6 | first, last date, days of a record | constants |
 *                au, EMRAT | 12 pointers of three | number of the ephemeris | pointer of librations | names of constants
 *                beyond 400 | pointers of Euler rates and of TT - TDB
 *     record 2   values of the constants
 *     record 3   two dates, then series of Chebyshev; and so on
 *
 *     pointer    first word from 1, terms of a coordinate, parts of a record
 *
 * All records have the same number of words, which the largest pointer tells. The Moon is geocentric; Earth and Moon lie
 * about their barycentre as EMRAT divides them.
 *
 * Source  JPL, Format of the ephemeris files (ftp://ssd.jpl.nasa.gov/pub/eph/planets/ascii/ascii_format.txt); Standish,
 *         JPL IOM 312.F-98-048, 1998.
 * Valid   both byte orders; any number of constants; excerpts, whose own records tell the span.
 * Error   none of its own: 1e-13 au against JPL's test points, see tests/verification/test_ephemeris.c.
 * Axes    ICRF (B1950 in ephemerides before DE200, which are refused).
 */
#include "base/error.h"
#include "world/ephemeris_set.h"

#include <math.h>
#include <stdio.h>

enum {
    NAMES = 400,
    NAME = 6,
    AT_DATES = 3 * 84 + NAMES * NAME,
    AT_CONSTANTS = AT_DATES + 24,
    AT_EMRAT = AT_CONSTANTS + 12,
    AT_POINTERS = AT_EMRAT + 8,
    AT_NUMBER = AT_POINTERS + 12 * 12,
    AT_LIBRATIONS = AT_NUMBER + 4,
    AT_MORE = AT_LIBRATIONS + 12,
    CONSTANTS_MAX = 3000,
    RECORD_WORDS_MAX = 8000,
    SERIES = 12
};

typedef struct pointer {
    int word, terms, parts; // from 1; 0 terms: not in the file
} pointer;

typedef struct de {
    leo_bytes bytes;
    int swapped, number, constants;
    double days, emrat;
    pointer series[SERIES + 3]; // planets, Moon, Sun, nutations; librations; Euler rates; TT - TDB
    size_t record_words, records;
    double first_jd;
} de;

static int int_at(leo_bytes bytes, size_t byte, int swapped)
{
    uint32_t bits;
    int32_t value;
    memcpy(&bits, bytes.data + byte, sizeof bits);
    if (swapped)
        bits = __builtin_bswap32(bits);
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* Number and dates tell the byte order: 0 when they make sense in neither. */
static int number_of(leo_bytes bytes, int *swapped)
{
    for (*swapped = 0; *swapped < 2; ++*swapped) {
        const int number = int_at(bytes, AT_NUMBER, *swapped);
        const double first = leo_word_at(bytes.data + AT_DATES, *swapped),
                     last = leo_word_at(bytes.data + AT_DATES + 8, *swapped),
                     days = leo_word_at(bytes.data + AT_DATES + 16, *swapped);
        if (number > 0 && number < 10000 && fabs(first) < 1e9 && last > first && days > 1e-3 && days < 1e5)
            return number;
    }
    return 0;
}

int leo_de_is(leo_bytes bytes)
{
    int swapped;
    return bytes.size > AT_MORE && number_of(bytes, &swapped) != 0;
}

static pointer pointer_at(const de *f, size_t byte)
{
    return (pointer){ int_at(f->bytes, byte, f->swapped), int_at(f->bytes, byte + 4, f->swapped),
                      int_at(f->bytes, byte + 8, f->swapped) };
}

/* Coordinates of a series: two of the nutations, one of TT - TDB. */
static int coordinates_of(int series)
{
    return series == 11 ? 2 : series == 14 ? 1 : 3;
}

static const char *where_of(const de *f, size_t byte, char where[256])
{
    snprintf(where, 256, "%.200s: byte %zu", f->bytes.name, byte);
    return where;
}

/* The pointers, and from the largest of them the words of a record. */
static leo_status read_pointers(de *f, leo_error *error)
{
    char where[256];
    // names beyond 400 stand between the librations and the last two pointers
    const size_t more = f->constants > NAMES ? (size_t)(f->constants - NAMES) * NAME : 0;
    f->record_words = 2;
    for (int i = 0; i < SERIES + 3; i++) {
        const size_t byte = i < SERIES    ? AT_POINTERS + 12 * (size_t)i
                            : i == SERIES ? AT_LIBRATIONS
                                          : AT_MORE + more + 12 * (size_t)(i - SERIES - 1);
        if (byte + 12 > f->bytes.size)
            return leo_fail(error, LEO_BAD_INPUT, where_of(f, f->bytes.size, where),
                            "the file ends in its first record");
        pointer p = pointer_at(f, byte);
        if (i > SERIES && f->number < 430) // older files have no such pointers
            p = (pointer){ 0, 0, 0 };
        if (p.terms == 0 || p.parts == 0)
            p.terms = p.parts = 0;
        else if (p.word < 3 || p.word > RECORD_WORDS_MAX || p.terms < 2 || p.terms > LEO_CHEBYSHEV_TERMS ||
                 p.parts < 1 || p.parts > 64)
            return leo_fail(error, LEO_BAD_INPUT, where_of(f, byte, where),
                            "series %d: word %d, %d terms, %d parts: must be 3 .. %d, 2 .. %d, 1 .. 64",
                            i + 1, p.word, p.terms, p.parts, RECORD_WORDS_MAX, LEO_CHEBYSHEV_TERMS);
        f->series[i] = p;
        const size_t end =
            (size_t)(p.terms * p.parts * coordinates_of(i)) + (p.terms ? (size_t)p.word - 1 : 0);
        f->record_words = end > f->record_words ? end : f->record_words;
    }
    return LEO_OK;
}

/* Records follow one another without a gap, as their dates say. */
static leo_status check_records(de *f, leo_error *error)
{
    char where[256];
    const size_t record_bytes = 8 * f->record_words;
    if (f->bytes.size < 3 * record_bytes || f->bytes.size % record_bytes != 0)
        return leo_fail(
            error, LEO_BAD_INPUT, where_of(f, f->bytes.size, where),
            "the file ends inside a record: %zu bytes are no whole number (3 at least) of records of %zu",
            f->bytes.size, record_bytes);
    f->records = f->bytes.size / record_bytes - 2;
    f->first_jd = leo_word_at(f->bytes.data + 2 * record_bytes, f->swapped);
    if (!(f->first_jd > -1e8 && f->first_jd < 1e8))
        return leo_fail(error, LEO_BAD_INPUT, where_of(f, 2 * record_bytes, where),
                        "the first record begins at JD %g", f->first_jd);
    for (size_t i = 0; i < f->records; i++) {
        const size_t byte = (i + 2) * record_bytes;
        const double begin = leo_word_at(f->bytes.data + byte, f->swapped),
                     end = leo_word_at(f->bytes.data + byte + 8, f->swapped);
        const double wanted = f->first_jd + f->days * (double)i;
        if (!(fabs(begin - wanted) < 1e-6) || !(fabs(end - wanted - f->days) < 1e-6))
            return leo_fail(error, LEO_BAD_INPUT, where_of(f, byte, where),
                            "record %zu covers JD %.9g .. %.9g: JD %.9g .. %.9g is its turn", i + 3, begin,
                            end, wanted, wanted + f->days);
    }
    return LEO_OK;
}

static leo_status read_header(de *f, leo_error *error)
{
    char where[256];
    f->number = number_of(f->bytes, &f->swapped);
    f->days = leo_word_at(f->bytes.data + AT_DATES + 16, f->swapped);
    f->constants = int_at(f->bytes, AT_CONSTANTS, f->swapped);
    f->emrat = leo_word_at(f->bytes.data + AT_EMRAT, f->swapped);
    if (f->number < 200)
        return leo_fail(error, LEO_BAD_INPUT, where_of(f, AT_NUMBER, where),
                        "DE%d: ephemerides from DE200 on are read, in axes of J2000", f->number);
    if (f->constants < 0 || f->constants > CONSTANTS_MAX)
        return leo_fail(error, LEO_BAD_INPUT, where_of(f, AT_CONSTANTS, where),
                        "%d constants: must be 0 .. %d", f->constants, CONSTANTS_MAX);
    if (!(f->emrat > 80 && f->emrat < 83))
        return leo_fail(error, LEO_BAD_INPUT, where_of(f, AT_EMRAT, where),
                        "mass of the Earth over that of the Moon %g: must be near 81.3", f->emrat);
    const leo_status status = read_pointers(f, error);
    return status == LEO_OK ? check_records(f, error) : status;
}

static leo_ephemeris_link link_of(const de *f, int series, int target, int center, double scale)
{
    const pointer p = f->series[series];
    const double start_s = (f->first_jd - LEO_J2000_JD) * LEO_DAY_S;
    return (leo_ephemeris_link){
        .target = target,
        .center = center,
        .model = f->number,
        .first_s = start_s,
        .last_s = start_s + f->days * LEO_DAY_S * (double)f->records,
        .scale = scale,
        .kind = &leo_chebyshev_kind,
        .words = { f->bytes.data + 16 * f->record_words, f->record_words * f->records, f->swapped },
        .start_s = start_s,
        .part_s = f->days * LEO_DAY_S / p.parts,
        .parts_s = p.parts / (f->days * LEO_DAY_S),
        .rows = f->records,
        .row_words = f->record_words,
        .first_word = (size_t)p.word - 1,
        .parts = p.parts,
        .terms = p.terms,
    };
}

leo_status leo_de_open(leo_bytes bytes, leo_ephemeris *set, leo_arena *arena, leo_error *error)
{
    // the eleventh series is the Sun, the tenth the Moon
    static const int targets[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, LEO_BODY_MOON, LEO_BODY_SUN };
    de f = { .bytes = bytes };
    const leo_status status = read_header(&f, error);
    if (status != LEO_OK)
        return status;
    leo_ephemeris_link *links = LEO_TAKE(arena, leo_ephemeris_link, SERIES + 1);
    leo_ephemeris_link *turn = LEO_TAKE(arena, leo_ephemeris_link, 1);
    if (!links || !turn)
        return leo_fail(error, LEO_NO_MEMORY, bytes.name, "no memory");
    int count = 0, turns = 0;
    for (int i = 0; i < SERIES - 1; i++)
        if (f.series[i].terms && targets[i] != LEO_BODY_MOON)
            links[count++] = link_of(&f, i, targets[i], LEO_BODY_BARYCENTRE, 1e3);
    if (f.series[9].terms) {
        links[count++] = link_of(&f, 9, LEO_BODY_MOON, LEO_BODY_EARTH, 1e3);
        links[count++] = link_of(&f, 9, LEO_BODY_EARTH, LEO_BODY_EARTH_MOON, -1e3 / (1 + f.emrat));
    }
    if (f.series[SERIES].terms)
        turn[turns++] = link_of(&f, SERIES, LEO_BODY_MOON, LEO_BODY_MOON, 1);
    char what[64];
    snprintf(what, sizeof what, "DE%d: Sun, Moon, planets%s", f.number, turns ? ", librations" : "");
    set->what = leo_arena_text(arena, what);
    if (!set->what)
        return leo_fail(error, LEO_NO_MEMORY, bytes.name, "no memory");
    return leo_ephemeris_settle(set, links, count, turn, turns, error);
}
