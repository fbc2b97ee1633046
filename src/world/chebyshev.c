/* SPDX-License-Identifier: MIT */

/*
 * Three coordinates as series of Chebyshev in equal pieces of time.
 *
 *     f(t) = sum c_k T_k(x),   x = 2 (t - t_piece) / h - 1,   df/dt = (2 / h) sum k c_k U_(k-1)(x)
 *     T_2k = 2 T_k^2 - 1,  T_2k+1 = 2 T_k T_k+1 - x,  U_k = U_k-2 + 2 T_k
 *
 * Source  Newhall, Numerical representation of planetary ephemerides, Celest. Mech. 45 (1989) 305; layout of the types 2
 *         and 3: NAIF, SPK Required Reading.
 * Valid   up to 66 terms. The doubling keeps the rounding of T_k below k^2 ulp, where the terms are small.
 * Error   that of the file; sums run from the smallest term, so that rounding stays at about one ulp of the value.
 * Axes    those of the file.
 */
#include "base/error.h"
#include "world/ephemeris_set.h"

#include <math.h>

/* A value and its slope, side by side, so that one instruction takes both. */
typedef double pair __attribute__((vector_size(16)));

/* T[0 .. terms - 1] */
static inline void polynomials(double x, int terms, double *T)
{
    T[0] = 1;
    T[1] = x;
    for (int k = 1; 2 * k < terms; k++) {
        T[2 * k] = 2 * T[k] * T[k] - 1;
        T[2 * k + 1] = 2 * T[k] * T[k + 1] - x;
    }
}

/* T_k and dT_k/dx = k U_(k-1) */
static inline void with_slopes(double x, int terms, const double *T, pair *both)
{
    double even = 1, odd = 2 * x; // U of the even and of the odd numbers
    both[0] = (pair){ 1, 0 };
    both[1] = (pair){ x, 1 };
    for (int k = 2; k < terms; k += 2) {
        both[k] = (pair){ T[k], k * odd };
        even += 2 * T[k];
        both[k + 1] = (pair){ T[k + 1], (k + 1) * even };
        odd += 2 * T[k + 1];
    }
}

/* Odd and even terms apart: two short chains of additions instead of a long one. */
static inline leo_vec3 sum(const unsigned char *c, int swapped, int terms, const double *w)
{
    leo_vec3 s[2] = { { 0, 0, 0 }, { 0, 0, 0 } };
    int k = terms;
    if (k & 1) {
        k--;
        s[0] = leo_vec(w[k] * leo_word_at(c + 8 * (size_t)k, swapped),
                       w[k] * leo_word_at(c + 8 * (size_t)(k + terms), swapped),
                       w[k] * leo_word_at(c + 8 * (size_t)(k + 2 * terms), swapped));
    }
    for (k -= 2; k >= 0; k -= 2)
        for (int i = 1; i >= 0; i--) {
            s[i].x += w[k + i] * leo_word_at(c + 8 * (size_t)(k + i), swapped);
            s[i].y += w[k + i] * leo_word_at(c + 8 * (size_t)(k + i + terms), swapped);
            s[i].z += w[k + i] * leo_word_at(c + 8 * (size_t)(k + i + 2 * terms), swapped);
        }
    return leo_add(s[0], s[1]);
}

static inline void sum_both(const unsigned char *c, int swapped, int terms, const pair *w, leo_vec3 *value,
                            leo_vec3 *slope)
{
    pair x[2] = { { 0 } }, y[2] = { { 0 } }, z[2] = { { 0 } };
    int k = terms;
    if (k & 1) {
        k--;
        x[0] = w[k] * leo_word_at(c + 8 * (size_t)k, swapped);
        y[0] = w[k] * leo_word_at(c + 8 * (size_t)(k + terms), swapped);
        z[0] = w[k] * leo_word_at(c + 8 * (size_t)(k + 2 * terms), swapped);
    }
    for (k -= 2; k >= 0; k -= 2)
        for (int i = 1; i >= 0; i--) {
            x[i] += w[k + i] * leo_word_at(c + 8 * (size_t)(k + i), swapped);
            y[i] += w[k + i] * leo_word_at(c + 8 * (size_t)(k + i + terms), swapped);
            z[i] += w[k + i] * leo_word_at(c + 8 * (size_t)(k + i + 2 * terms), swapped);
        }
    *value = leo_vec(x[0][0] + x[1][0], y[0][0] + y[1][0], z[0][0] + z[1][0]);
    *slope = leo_vec(x[0][1] + x[1][1], y[0][1] + y[1][1], z[0][1] + z[1][1]);
}

/* Coefficients of the piece that holds `t`, and where in it `t` lies. */
static inline const unsigned char *piece_at(const leo_ephemeris_link *link, leo_instant t, double *x)
{
    const double from_start_s = t.days_s - link->start_s;
    const double last = (double)link->rows * link->parts - 1;
    double piece = (from_start_s + t.rest_s) * link->parts_s;
    piece = piece < 0 ? 0 : piece > last ? last : (double)(long long)piece;
    const double into_s = (from_start_s - piece * link->part_s) + t.rest_s;
    *x = leo_clamp(2 * (into_s * link->parts_s) - 1, -1, 1);
    const uint32_t at = (uint32_t)piece, row = at / (uint32_t)link->parts, part = at % (uint32_t)link->parts;
    return link->words.data +
           8 * (row * link->row_words + link->first_word + (size_t)part * 3 * (size_t)link->terms);
}

static void state(const leo_ephemeris_link *link, leo_instant t, leo_vec3 *value, leo_vec3 *rate)
{
    double x, T[LEO_CHEBYSHEV_TERMS + 2];
    pair both[LEO_CHEBYSHEV_TERMS + 2];
    const int terms = link->terms;
    const unsigned char *c = piece_at(link, t, &x);
    polynomials(x, terms, T);
    if (!rate) {
        *value = link->words.swapped ? sum(c, 1, terms, T) : sum(c, 0, terms, T);
        return;
    }
    leo_vec3 slope;
    with_slopes(x, terms, T, both);
    if (link->words.swapped)
        sum_both(c, 1, terms, both, value, &slope);
    else
        sum_both(c, 0, terms, both, value, &slope);
    *rate = leo_scale(2 * link->parts_s, slope);
}

static void state_with_rates(const leo_ephemeris_link *link, leo_instant t, leo_vec3 *value, leo_vec3 *rate)
{
    double x, T[LEO_CHEBYSHEV_TERMS + 2];
    const unsigned char *c = piece_at(link, t, &x);
    polynomials(x, link->terms, T);
    *value = sum(c, link->words.swapped, link->terms, T);
    if (rate)
        *rate = sum(c + 24 * (size_t)link->terms, link->words.swapped, link->terms, T);
}

/* The segment ends with the start, the length of a piece, the words of a record and how many records there are. */
static leo_status open_records(leo_ephemeris_link *link, int series, const char *where, leo_error *error)
{
    const leo_words words = link->words;
    if (words.count < 4)
        return leo_fail(error, LEO_BAD_INPUT, where, "%zu words: a segment of type %d has 4 at least",
                        words.count, link->kind->type);
    const double start_s = leo_word(words, words.count - 4), part_s = leo_word(words, words.count - 3);
    const double row_words = leo_word(words, words.count - 2), rows = leo_word(words, words.count - 1);
    if (!(fabs(start_s) < 1e13) || !(part_s >= 1e-6 && part_s < 1e13))
        return leo_fail(error, LEO_BAD_INPUT, where,
                        "start %g s, length of a piece %g s: must be finite, the length above 1e-6", start_s,
                        part_s);
    if (!(row_words >= 2 + series && row_words <= 2 + series * LEO_CHEBYSHEV_TERMS) ||
        row_words != floor(row_words) || ((int)row_words - 2) % series != 0)
        return leo_fail(error, LEO_BAD_INPUT, where,
                        "%g words in a record: must be 2 and %d times 1 .. %d terms", row_words, series,
                        LEO_CHEBYSHEV_TERMS);
    if (!(rows >= 1 && rows < 4e9) || rows * row_words != (double)(words.count - 4))
        return leo_fail(error, LEO_BAD_INPUT, where,
                        "%g records of %g words: the segment has %zu words for them", rows, row_words,
                        words.count - 4);
    link->start_s = start_s;
    link->part_s = part_s;
    link->parts_s = 1 / part_s;
    link->rows = (size_t)rows;
    link->row_words = (size_t)row_words;
    link->first_word = 2;
    link->parts = 1;
    link->terms = ((int)row_words - 2) / series;
    for (size_t i = 0; i < link->rows; i++) {
        const double middle_s = leo_word(words, i * link->row_words),
                     radius_s = leo_word(words, i * link->row_words + 1),
                     wanted_s = start_s + part_s * ((double)i + 0.5);
        if (!(fabs(middle_s - wanted_s) <= 1e-6 * part_s) || !(fabs(2 * radius_s / part_s - 1) <= 1e-6))
            return leo_fail(
                error, LEO_BAD_INPUT, where,
                "record %zu: middle %.17g s, half length %.17g s, but the segment says %.17g s and %.17g s",
                i + 1, middle_s, radius_s, wanted_s, part_s / 2);
    }
    if (link->first_s < start_s - 1e-6 * part_s || link->last_s > start_s + part_s * (rows + 1e-6))
        return leo_fail(error, LEO_BAD_INPUT, where,
                        "said to cover %.17g .. %.17g s, but its records cover %.17g .. %.17g s",
                        link->first_s, link->last_s, start_s, start_s + part_s * rows);
    return LEO_OK;
}

static leo_status open_three(leo_ephemeris_link *link, const char *where, leo_error *error)
{
    return open_records(link, 3, where, error);
}

static leo_status open_six(leo_ephemeris_link *link, const char *where, leo_error *error)
{
    return open_records(link, 6, where, error);
}

const leo_ephemeris_kind leo_chebyshev_kind = {
    .type = 2,
    .name = "Chebyshev series, position",
    .open = open_three,
    .state = state,
};

const leo_ephemeris_kind leo_chebyshev_rates_kind = {
    .type = 3,
    .name = "Chebyshev series, position and velocity",
    .open = open_six,
    .state = state_with_rates,
};
