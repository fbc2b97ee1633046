/* SPDX-License-Identifier: MIT */

/*
 * Fields of gravity in the format of the International Centre for Global Earth Models (.gfc).
 *
 * A head of lines `key value`, begun by begin_of_head where free text stands before it, ended by end_of_head; then rows
 *
 *     gfc n m C S [sigmas]      gfct n m C S [sigmas] t0      trnd, dot, asin, acos: how a gfct row moves with time
 *
 * Source  Barthelmes & Foerste, The ICGEM-format, GFZ Potsdam, 2011.
 * Valid   fully normalised. Of rows that move with time the value at their epoch is taken; what moves them is
 *         passed over. A coefficient in several pieces of time (icgem2.0) is refused as given twice. Degree 0 and 1 may be
 *         left out (1, and 0), any other coefficient may not.
 */
#include "base/error.h"
#include "world/ephemeris.h"
#include "world/gravity.h"

#include <string.h>

enum { DEGREE_LIMIT = 10800, ROW_BYTES = 9, SHOWN = 40 }; // "gfc 2 0 0" is nine bytes

/* A word of the present line, from column `at`. */
typedef struct word {
    const char *text;
    size_t length, at;
} word;

typedef struct head {
    double gm_m3_s2, radius_m, degree;
    const char *name;
    leo_tide_system tides;
    long begun_in_line;
    leo_lines norm_line; // where another norm stands
    word norm;
} head;

typedef struct reader {
    leo_lines lines;
    leo_arena *arena;
    leo_error *error;
    head head;
    int degree; // that is kept
    int room;   // the degree to which there is room; below `degree` only if the file cannot hold all that
    double *c, *s;
    unsigned char *seen;
} reader;

static int is(word w, const char *text)
{
    return w.length == strlen(text) && memcmp(w.text, text, w.length) == 0;
}

static word next_word(reader *in, size_t *at)
{
    word w = { "", 0, 0 };
    if (!leo_lines_word(&in->lines, at, 0, &w.text, &w.length))
        w.length = 0;
    w.at = *at - w.length;
    return w;
}

/* "found `word`": a refusal of a word of the present line. */
static leo_status refuse(reader *in, word w, const char *wanted)
{
    char where[256];
    leo_lines_where(&in->lines, w.at + 1, where);
    if (!w.length)
        return leo_fail(in->error, LEO_BAD_INPUT, where, "the line ends here: expected %s", wanted);
    return leo_fail(in->error, LEO_BAD_INPUT, where, "'%.*s': expected %s",
                    (int)(w.length < SHOWN ? w.length : SHOWN), w.text, wanted);
}

static leo_status read_positive(reader *in, word w, double *value, const char *what)
{
    if (*value != 0)
        return refuse(in, w, "each key once");
    if (!leo_number_read(w.text, w.length, value) || !(*value > 0 && *value < 1e30))
        return refuse(in, w, what);
    return LEO_OK;
}

static leo_status read_key(reader *in, word key, word value)
{
    head *h = &in->head;
    if (is(key, "earth_gravity_constant") || is(key, "gravity_constant"))
        return read_positive(in, value, &h->gm_m3_s2, "GM in m^3/s^2, above zero");
    if (is(key, "radius"))
        return read_positive(in, value, &h->radius_m, "a radius in m, above zero");
    if (is(key, "max_degree")) {
        // degree 0 is stored one higher, so that zero means absent
        if (h->degree != 0)
            return refuse(in, value, "each key once");
        if (!leo_number_read(value.text, value.length, &h->degree) ||
            !(h->degree >= 0 && h->degree <= DEGREE_LIMIT) || h->degree != (int)h->degree)
            return refuse(in, value, "a whole degree from 0 to 10800");
        h->degree += 1;
    } else if (is(key, "modelname")) {
        h->name = leo_arena_text_n(in->arena, value.text, value.length < 64 ? value.length : 64);
        if (!h->name)
            return leo_fail(in->error, LEO_NO_MEMORY, in->lines.bytes.name, "no memory");
    } else if (is(key, "norm") && !is(value, "fully_normalized")) {
        h->norm_line = in->lines;
        h->norm = value.length ? value : (word){ "?", 1, value.at };
    } else if (is(key, "product_type") && !is(value, "gravity_field")) {
        return refuse(in, value, "gravity_field");
    } else if (is(key, "tide_system")) {
        h->tides = is(value, "tide_free")   ? LEO_TIDE_FREE
                   : is(value, "zero_tide") ? LEO_TIDE_ZERO
                   : is(value, "mean_tide") ? LEO_TIDE_MEAN
                                            : LEO_TIDE_UNKNOWN;
    }
    return LEO_OK;
}

/* All that the head must have, when it ends. */
static leo_status check_head(reader *in)
{
    const head *h = &in->head;
    const char *missing = h->gm_m3_s2 == 0   ? "earth_gravity_constant"
                          : h->radius_m == 0 ? "radius"
                          : h->degree == 0   ? "max_degree"
                                             : NULL;
    if (!missing)
        return LEO_OK;
    char where[256];
    leo_lines_where(&in->lines, 0, where);
    return leo_fail(in->error, LEO_BAD_INPUT, where, "the head ends without %s", missing);
}

static leo_status read_head(reader *in)
{
    while (leo_lines_next(&in->lines)) {
        size_t at = 0;
        const word key = next_word(in, &at);
        if (key.length >= 11 && memcmp(key.text, "end_of_head", 11) == 0)
            return check_head(in);
        if (key.length >= 13 && memcmp(key.text, "begin_of_head", 13) == 0) {
            if (in->head.begun_in_line)
                return refuse(in, key, "one begin_of_head");
            in->head = (head){ .begun_in_line = in->lines.number };
            continue;
        }
        if (is(key, "gfc") || is(key, "gfct"))
            return refuse(in, key, "end_of_head before the first row");
        const leo_status status = read_key(in, key, next_word(in, &at));
        if (status != LEO_OK)
            return status;
    }
    return leo_fail(in->error, LEO_BAD_INPUT, in->lines.bytes.name,
                    "ends after line %ld without end_of_head: not a whole ICGEM file", in->lines.number);
}

static leo_status read_index(reader *in, word w, int last, int *index, const char *wanted)
{
    int value = 0;
    for (size_t i = 0; i < w.length; i++) {
        if (w.text[i] < '0' || w.text[i] > '9' || i > 5)
            return refuse(in, w, wanted);
        value = 10 * value + (w.text[i] - '0');
    }
    if (w.length == 0 || value > last)
        return refuse(in, w, wanted);
    *index = value;
    return LEO_OK;
}

/* gfc or gfct: n m C S and what follows. */
static leo_status read_row(reader *in, size_t at)
{
    int n = 0, m = 0;
    double c = 0, s = 0;
    const word place = next_word(in, &at);
    leo_status status = read_index(in, place, (int)in->head.degree - 1, &n, "a degree of at most max_degree");
    if (status == LEO_OK)
        status = read_index(in, next_word(in, &at), n, &m, "an order of at most the degree");
    if (status != LEO_OK)
        return status;
    const word first = next_word(in, &at), second = next_word(in, &at);
    if (!leo_number_read(first.text, first.length, &c))
        return refuse(in, first, "the number C");
    if (!leo_number_read(second.text, second.length, &s))
        return refuse(in, second, "the number S");
    for (word more = next_word(in, &at); more.length; more = next_word(in, &at)) {
        double error_or_date;
        if (!leo_number_read(more.text, more.length, &error_or_date))
            return refuse(in, more, "numbers: C, S, their errors, a date");
    }
    if (n > in->room)
        return LEO_OK;
    const int i = n * (n + 1) / 2 + m;
    if (in->seen[i])
        return refuse(in, place, "each degree and order once (fields in pieces of time are not read)");
    in->seen[i] = 1;
    in->c[i] = c;
    in->s[i] = m > 0 ? s : 0;
    return LEO_OK;
}

static leo_status read_rows(reader *in)
{
    static const char *const passed_over[] = { "trnd", "dot", "asin", "acos" };
    while (leo_lines_next(&in->lines)) {
        size_t at = 0;
        const word key = next_word(in, &at);
        if (!key.length)
            continue;
        int known = 0;
        for (size_t i = 0; i < sizeof passed_over / sizeof *passed_over; i++)
            known |= is(key, passed_over[i]);
        if (known)
            continue;
        if (!is(key, "gfc") && !is(key, "gfct"))
            return refuse(in, key, "gfc, gfct, trnd, dot, asin or acos");
        const leo_status status = read_row(in, at);
        if (status != LEO_OK)
            return status;
    }
    return LEO_OK;
}

/* Every coefficient from degree 2 on must have been given, and be normalised. */
static leo_status check_rows(reader *in)
{
    for (int n = 0; n <= in->degree; n++)
        for (int m = 0; m <= n; m++)
            if (n > 1 && (n > in->room || !in->seen[n * (n + 1) / 2 + m]))
                return leo_fail(in->error, LEO_BAD_INPUT, in->lines.bytes.name,
                                "ends after line %ld without degree %d, order %d: max_degree is %d",
                                in->lines.number, n, m, (int)in->head.degree - 1);
    if (in->head.norm.length) {
        in->lines = in->head.norm_line;
        return refuse(in, in->head.norm, "fully_normalized: other coefficients are not read");
    }
    if (!in->seen[0])
        in->c[0] = 1;
    if (!(in->c[0] > 0.5 && in->c[0] < 2))
        return leo_fail(in->error, LEO_BAD_INPUT, in->lines.bytes.name,
                        "%g: C of degree 0 must lie near 1 (from 0.5 to 2)", in->c[0]);
    return LEO_OK;
}

/* The body is told by its GM: the Earth's and the Moon's differ by far more than fields of one body do. */
static int body_of(double gm_m3_s2)
{
    static const struct {
        int body;
        double gm_m3_s2;
    } known[] = { { LEO_BODY_EARTH, 3.986004415e14 },
                  { LEO_BODY_MOON, 4.9028e12 },
                  { LEO_BODY_MARS, 4.282837e13 },
                  { LEO_BODY_VENUS, 3.248586e14 },
                  { LEO_BODY_MERCURY, 2.203187e13 } };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (gm_m3_s2 > 0.9999 * known[i].gm_m3_s2 && gm_m3_s2 < 1.0001 * known[i].gm_m3_s2)
            return known[i].body;
    return 0;
}

/* Room for the coefficients, no more than the bytes of the file can hold. */
static leo_status make_room(reader *in, int degree_max)
{
    const int there = (int)in->head.degree - 1;
    const size_t rows = (in->lines.bytes.size - in->lines.at) / ROW_BYTES + 4; // three may be absent
    in->degree = degree_max > 0 && degree_max < there ? degree_max : there;
    while (in->room < in->degree && (size_t)(in->room + 2) * (size_t)(in->room + 3) / 2 <= rows)
        in->room++;
    const size_t count = (size_t)(in->room + 1) * (size_t)(in->room + 2) / 2;
    in->c = LEO_TAKE(in->arena, double, count);
    in->s = LEO_TAKE(in->arena, double, count);
    in->seen = LEO_TAKE(in->arena, unsigned char, count);
    if (!in->c || !in->s || !in->seen)
        return leo_fail(in->error, LEO_NO_MEMORY, in->lines.bytes.name, "no memory for degree %d",
                        in->degree);
    return LEO_OK;
}

leo_gravity *leo_gravity_parse(leo_bytes bytes, int degree_max, leo_arena *arena, leo_error *error)
{
    reader in = { .lines = leo_lines_of(bytes), .arena = arena, .error = error };
    if (read_head(&in) != LEO_OK || make_room(&in, degree_max) != LEO_OK || read_rows(&in) != LEO_OK ||
        check_rows(&in) != LEO_OK)
        return NULL;
    leo_gravity *field = LEO_TAKE(arena, leo_gravity, 1);
    const char *source = leo_arena_text(arena, bytes.name);
    if (!field || !source) {
        leo_fail(error, LEO_NO_MEMORY, bytes.name, "no memory");
        return NULL;
    }
    *field = (leo_gravity){
        .name = in.head.name ? in.head.name : "without a name",
        .source = source,
        .body = body_of(in.head.gm_m3_s2),
        .gm_m3_s2 = in.head.gm_m3_s2,
        .radius_m = in.head.radius_m,
        .degree = in.degree,
        .tides = in.head.tides,
        .c = in.c,
        .s = in.s,
    };
    return field;
}
