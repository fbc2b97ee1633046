/* SPDX-License-Identifier: MIT */

/*
 * SPK segments of modified differences, as integrators of variable order leave them: types 1 and 21.
 *
 * In a record the acceleration is a polynomial about the time TL of its reference state, in the steps g before it:
 *
 *     a(s) = sum_j d_j b_j(s),  b_1 = 1,  b_(j+1)(s) = b_j(s) (s + g_(j-1)) / g_j,  g_0 = 0,  s = t - TL
 *     v = v0 + s sum_j d_j W(j, 1),   r = r0 + s (v0 + s sum_j d_j W(j, 2))
 *     W(1, q) = 1 / q,   W(j + 1, q) = (s + g_(j-1)) / g_j W(j, q) - s / g_j W(j, q + 1)
 *
 * where W(j, q) are the q-fold integrals of b_j over s^q, as integration by parts gives them.
 *
 *     record   TL | g[n] | x0 vx0 y0 vy0 z0 vz0 | d_x[n] d_y[n] d_z[n] | largest number of terms + 1 | terms of x, y, z
 *     segment  records | their last epochs, every 100th once more | 21: n, or the words of a record | records
 *
 * n is 15 in type 1. The first record whose last epoch is not before the date answers.
 *
 * Source  Krogh, Changing stepsize in the integration of differential equations using modified divided differences, Lecture
 *         Notes in Mathematics 362 (1974) 22; NAIF, SPK Required Reading, types 1 and 21.
 * Valid   n up to 50.
 * Error   that of the file. Checked against quadrature of a(s) for segments that the tests write, not against files of
 *         NAIF's own writers.
 * Axes    those of the segment.
 */
#include "base/error.h"
#include "world/ephemeris_set.h"

#include <float.h>
#include <math.h>

enum { TERMS_MAX = 50, RECORD_MAX = 4 * TERMS_MAX + 11 };

static double epoch_at(const leo_ephemeris_link *link, size_t row)
{
    return leo_word(link->words, link->first_word + row);
}

/* The numbers of terms in a record are whole and within it, and no step is zero. */
static leo_status check_record(const leo_ephemeris_link *link, size_t row, const char *where,
                               leo_error *error)
{
    const size_t first = row * link->row_words, n = (size_t)link->terms;
    const double most = leo_word(link->words, first + 4 * n + 7);
    for (size_t i = 0; i < 4; i++) {
        const double terms = leo_word(link->words, first + 4 * n + 7 + i),
                     limit = i ? most - 1 : (double)n + 1;
        if (!(terms >= 0 && terms <= limit) || terms != floor(terms))
            return leo_fail(error, LEO_BAD_INPUT, where, "record %zu has %g terms: 0 .. %g", row + 1, terms,
                            limit);
    }
    for (size_t j = 0; (double)j + 2 < most; j++)
        if (!(fabs(leo_word(link->words, first + 1 + j)) > 0))
            return leo_fail(error, LEO_BAD_INPUT, where, "record %zu: step %zu is no length of time", row + 1,
                            j + 1);
    return LEO_OK;
}

static leo_status open_lines(leo_ephemeris_link *link, int terms, size_t trailer, const char *where,
                             leo_error *error)
{
    const leo_words all = link->words;
    const double rows = leo_word(all, all.count - 1);
    link->terms = terms;
    link->row_words = 4 * (size_t)terms + 11;
    if (!(rows >= 1 && rows <= (double)(all.count / link->row_words)) || rows != floor(rows))
        return leo_fail(error, LEO_BAD_INPUT, where, "%g records of %zu words: the segment has %zu words",
                        rows, link->row_words, all.count);
    link->rows = (size_t)rows;
    link->first_word = link->rows * link->row_words;
    const size_t needed = link->first_word + link->rows + trailer;
    if (needed > all.count || all.count - needed > link->rows / 100)
        return leo_fail(error, LEO_BAD_INPUT, where,
                        "%zu records of %zu words with their epochs: the segment has %zu words", link->rows,
                        link->row_words, all.count);
    double before = -DBL_MAX;
    for (size_t i = 0; i < link->rows; i++) {
        const double epoch = epoch_at(link, i);
        if (!(epoch > before && fabs(epoch) < 1e13))
            return leo_fail(error, LEO_BAD_INPUT, where,
                            "epoch %zu is %.17g s: must be finite and after %.17g s", i + 1, epoch, before);
        before = epoch;
        const leo_status status = check_record(link, i, where, error);
        if (status != LEO_OK)
            return status;
    }
    link->last_s = fmin(link->last_s, before);
    if (link->first_s > link->last_s)
        return leo_fail(error, LEO_BAD_INPUT, where, "the records end before the segment begins");
    return LEO_OK;
}

static leo_status open_fixed(leo_ephemeris_link *link, const char *where, leo_error *error)
{
    return open_lines(link, 15, 1, where, error);
}

static leo_status open_extended(leo_ephemeris_link *link, const char *where, leo_error *error)
{
    if (link->words.count < 2)
        return leo_fail(error, LEO_BAD_INPUT, where, "%zu words: too short for a segment of type 21",
                        link->words.count);
    double terms = leo_word(link->words, link->words.count - 2);
    if (terms > TERMS_MAX)
        terms = (terms - 11) / 4; // the words of a record
    if (!(terms >= 1 && terms <= TERMS_MAX) || terms != floor(terms))
        return leo_fail(error, LEO_BAD_INPUT, where, "difference lines of %g terms: 1 .. %d are read", terms,
                        TERMS_MAX);
    return open_lines(link, (int)terms, 2, where, error);
}

static size_t record_at(const leo_ephemeris_link *link, leo_instant t)
{
    size_t low = 0, high = link->rows - 1;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if ((epoch_at(link, middle) - t.days_s) - t.rest_s < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* W(j, 1) and W(j, 2) for j = 1 .. count. */
static void integrals(int count, double s, const double *g, double *once, double *twice)
{
    double w[TERMS_MAX + 3];
    for (int q = 1; q <= count + 1; q++)
        w[q] = 1.0 / q;
    for (int j = 1; j <= count; j++) {
        once[j - 1] = w[1];
        twice[j - 1] = w[2];
        if (j == count)
            break;
        const double back = j > 1 ? g[j - 2] : 0, f = (s + back) / g[j - 1], k = s / g[j - 1];
        for (int q = 1; q <= count + 1 - j; q++)
            w[q] = f * w[q] - k * w[q + 1];
    }
}

static void state(const leo_ephemeris_link *link, leo_instant t, leo_vec3 *value, leo_vec3 *rate)
{
    double line[RECORD_MAX], once[TERMS_MAX + 1], twice[TERMS_MAX + 1], pos[3], vel[3];
    const size_t first = record_at(link, t) * link->row_words;
    for (size_t i = 0; i < link->row_words; i++)
        line[i] = leo_word(link->words, first + i);
    const int n = link->terms;
    const double s = (t.days_s - line[0]) + t.rest_s, *start = line + 1 + n, *d = start + 6,
                 *terms = d + 3 * n + 1;
    const int most = (int)terms[-1] - 1;
    integrals(most > 0 ? most : 0, s, line + 1, once, twice);
    for (int k = 0; k < 3; k++) {
        double sum1 = 0, sum2 = 0;
        for (int j = (int)terms[k] - 1; j >= 0; j--) {
            sum1 += d[k * n + j] * once[j];
            sum2 += d[k * n + j] * twice[j];
        }
        pos[k] = start[2 * k] + s * (start[2 * k + 1] + s * sum2);
        vel[k] = start[2 * k + 1] + s * sum1;
    }
    *value = leo_vec(pos[0], pos[1], pos[2]);
    if (rate)
        *rate = leo_vec(vel[0], vel[1], vel[2]);
}

const leo_ephemeris_kind leo_spk_1 = {
    .type = 1,
    .name = "modified differences",
    .open = open_fixed,
    .state = state,
};

const leo_ephemeris_kind leo_spk_21 = {
    .type = 21,
    .name = "extended modified differences",
    .open = open_extended,
    .state = state,
};
