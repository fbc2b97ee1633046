/* SPDX-License-Identifier: MIT */

/*
 * SPK segments that are rows of states (km, km/s).
 *
 *     type   rows            between them
 *       5    epochs          two-body motion from both neighbours, w = 1/2 + 1/2 cos(pi (t - t1) / (t2 - t1)) of the first
 *       8    equal steps     Lagrange, position and velocity apart
 *       9    epochs          Lagrange, position and velocity apart
 *      12    equal steps     Hermite, velocity is the derivative
 *      13    epochs          Hermite, velocity is the derivative
 *      18    epochs          subtype 0: Hermite of positions with their rates, and of velocities with theirs (12 words);
 *                            subtype 1: Lagrange, as type 9
 *
 *     rows | epochs, every 100th once more (5, 9, 13, 18) | 5: GM   8, 12: start, step   18: subtype | window | rows
 *
 * A window of n rows stands around the date: n/2 on either side, an odd n around the nearest row. At the ends of a segment
 * it is shifted inwards; that of type 18 is cut instead. The window word is the degree (8, 9), the size less one (12, 13),
 * the size (18).
 *
 * Source  NAIF, SPK Required Reading, types 5, 8, 9, 12, 13, 18. Hermite by Newton's divided differences. Two-body motion
 *         in universal variables: Bate, Mueller & White, Fundamentals of Astrodynamics, Dover 1971, ch. 4.
 * Valid   windows of at most 32 rows.
 * Error   that of the interpolation; rounding of some ulp. Checked against segments that the tests write after the layouts
 *         above from orbits in closed form, not against files of NAIF's own writers.
 * Axes    those of the segment.
 */
#include "base/error.h"
#include "world/ephemeris_set.h"

#include <float.h>
#include <math.h>

enum { WINDOW_MAX = 32, STATE = 6, PACKET = 12, HALVINGS = 200 };

static const double PI = 3.14159265358979323846;

static double epoch_at(const leo_ephemeris_link *link, size_t row)
{
    if (link->part_s > 0)
        return link->start_s + link->part_s * (double)row;
    return leo_word(link->words, link->first_word + row);
}

/* From `t` to the epoch of a row. */
static double ahead_s(const leo_ephemeris_link *link, leo_instant t, size_t row)
{
    if (link->part_s > 0)
        return ((link->start_s - t.days_s) + link->part_s * (double)row) - t.rest_s;
    return (epoch_at(link, row) - t.days_s) - t.rest_s;
}

/* The last row that is not later than `t`, at most the last but one. */
static size_t row_before(const leo_ephemeris_link *link, leo_instant t)
{
    if (link->rows < 2)
        return 0;
    size_t low = 0, high = link->rows - 1;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (ahead_s(link, t, middle) <= 0)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* The rows first .. first + count - 1 around `t`. */
static size_t window_at(const leo_ephemeris_link *link, leo_instant t, int *count)
{
    const int half = link->window / 2, odd = link->window % 2, cut = link->kind->type == 18;
    long long middle = (long long)row_before(link, t);
    if (odd && middle + 1 < (long long)link->rows &&
        -ahead_s(link, t, (size_t)middle) >= ahead_s(link, t, (size_t)middle + 1))
        middle++;
    long long first = middle - half + (odd ? 0 : 1), end = first + link->window;
    const long long rows = (long long)link->rows;
    if (!cut && first < 0)
        end -= first;
    if (!cut && end > rows)
        first -= end - rows;
    first = first < 0 ? 0 : first;
    end = end > rows ? rows : end;
    *count = (int)(end - first);
    return (size_t)first;
}

static leo_status check_rows(leo_ephemeris_link *link, size_t words, const char *where, leo_error *error)
{
    const leo_words all = link->words;
    const double rows = leo_word(all, all.count - 1);
    if (!(rows >= 1 && rows <= (double)all.count) || rows != floor(rows))
        return leo_fail(error, LEO_BAD_INPUT, where, "%g rows: a segment of %zu words cannot hold them", rows,
                        all.count);
    link->rows = (size_t)rows;
    link->row_words = words;
    return LEO_OK;
}

/* Epochs behind the rows, rising; `trailer` words at the end. */
static leo_status check_epochs(leo_ephemeris_link *link, size_t trailer, const char *where, leo_error *error)
{
    const size_t needed = link->rows * (link->row_words + 1) + trailer;
    if (link->rows > link->words.count / link->row_words || needed > link->words.count ||
        link->words.count - needed > link->rows / 100)
        return leo_fail(error, LEO_BAD_INPUT, where,
                        "%zu rows of %zu words with their epochs: the segment has %zu words", link->rows,
                        link->row_words, link->words.count);
    link->first_word = link->rows * link->row_words;
    double before = -DBL_MAX;
    for (size_t i = 0; i < link->rows; i++) {
        const double epoch = epoch_at(link, i);
        if (!(epoch > before && fabs(epoch) < 1e13))
            return leo_fail(error, LEO_BAD_INPUT, where,
                            "epoch %zu is %.17g s: must be finite and after %.17g s", i + 1, epoch, before);
        before = epoch;
    }
    return LEO_OK;
}

/* Rows of equal steps: start, step, window, rows. */
static leo_status check_steps(leo_ephemeris_link *link, const char *where, leo_error *error)
{
    const leo_words all = link->words;
    if (link->rows * link->row_words + 4 != all.count)
        return leo_fail(error, LEO_BAD_INPUT, where, "%zu rows of %zu words: the segment has %zu words",
                        link->rows, link->row_words, all.count);
    link->start_s = leo_word(all, all.count - 4);
    link->part_s = leo_word(all, all.count - 3);
    if (!(fabs(link->start_s) < 1e13 && link->part_s > 0 && link->part_s < 1e13))
        return leo_fail(error, LEO_BAD_INPUT, where,
                        "start %g s, step %g s: must be finite, the step above 0", link->start_s,
                        link->part_s);
    return LEO_OK;
}

/* The window, and the span that the rows themselves cover. */
static leo_status check_window(leo_ephemeris_link *link, double window, const char *where, leo_error *error)
{
    const int cut = link->kind->type == 18;
    if (!(window >= 1 && window <= WINDOW_MAX) || window != floor(window) ||
        (!cut && window > (double)link->rows))
        return leo_fail(error, LEO_BAD_INPUT, where,
                        "a window of %g rows: 1 .. %d, and at most the %zu rows there are", window,
                        WINDOW_MAX, link->rows);
    link->window = (int)window;
    link->first_s = fmax(link->first_s, epoch_at(link, 0));
    link->last_s = fmin(link->last_s, epoch_at(link, link->rows - 1));
    if (link->first_s > link->last_s)
        return leo_fail(error, LEO_BAD_INPUT, where, "the rows end before the segment begins");
    return LEO_OK;
}

static leo_status too_short(const leo_ephemeris_link *link, const char *where, leo_error *error)
{
    return leo_fail(error, LEO_BAD_INPUT, where, "%zu words: too short for a segment of type %d",
                    link->words.count, link->kind->type);
}

static leo_status open_two_body(leo_ephemeris_link *link, const char *where, leo_error *error)
{
    if (link->words.count < 9)
        return too_short(link, where, error);
    leo_status status = check_rows(link, STATE, where, error);
    if (status == LEO_OK)
        status = check_epochs(link, 2, where, error);
    link->gm = leo_word(link->words, link->words.count - 2);
    if (status == LEO_OK && !(link->gm > 0 && link->gm < 1e20))
        status = leo_fail(error, LEO_BAD_INPUT, where, "GM %g km^3/s^2: must be above 0", link->gm);
    return status;
}

static leo_status open_equal(leo_ephemeris_link *link, const char *where, leo_error *error)
{
    if (link->words.count < 10)
        return too_short(link, where, error);
    leo_status status = check_rows(link, STATE, where, error);
    if (status == LEO_OK)
        status = check_steps(link, where, error);
    if (status == LEO_OK)
        status = check_window(link, leo_word(link->words, link->words.count - 2) + 1, where, error);
    return status;
}

static leo_status open_unequal(leo_ephemeris_link *link, const char *where, leo_error *error)
{
    if (link->words.count < 9)
        return too_short(link, where, error);
    leo_status status = check_rows(link, STATE, where, error);
    if (status == LEO_OK)
        status = check_epochs(link, 2, where, error);
    if (status == LEO_OK)
        status = check_window(link, leo_word(link->words, link->words.count - 2) + 1, where, error);
    return status;
}

static leo_status open_packets(leo_ephemeris_link *link, const char *where, leo_error *error)
{
    if (link->words.count < 10)
        return too_short(link, where, error);
    const double subtype = leo_word(link->words, link->words.count - 3);
    if (subtype != 0 && subtype != 1)
        return leo_fail(error, LEO_BAD_INPUT, where, "subtype %g of type 18: 0 and 1 are read", subtype);
    link->subtype = (int)subtype;
    leo_status status = check_rows(link, subtype == 0 ? PACKET : STATE, where, error);
    if (status == LEO_OK)
        status = check_epochs(link, 3, where, error);
    if (status == LEO_OK)
        status = check_window(link, leo_word(link->words, link->words.count - 2), where, error);
    return status;
}

static leo_vec3 triple(const leo_ephemeris_link *link, size_t row, size_t word)
{
    const size_t at = row * link->row_words + word;
    return leo_vec(leo_word(link->words, at), leo_word(link->words, at + 1), leo_word(link->words, at + 2));
}

/* Weights of the rows in the polynomial through them, at `t`. */
static void lagrange_state(const leo_ephemeris_link *link, leo_instant t, leo_vec3 *value, leo_vec3 *rate)
{
    int count;
    double x[WINDOW_MAX];
    const size_t first = window_at(link, t, &count);
    leo_vec3 pos = { 0, 0, 0 }, vel = { 0, 0, 0 };
    for (int i = 0; i < count; i++)
        x[i] = ahead_s(link, t, first + (size_t)i);
    for (int i = 0; i < count; i++) {
        double w = 1;
        for (int j = 0; j < count; j++)
            if (j != i)
                w *= x[j] / (x[j] - x[i]);
        pos = leo_add_scaled(pos, w, triple(link, first + (size_t)i, 0));
        vel = leo_add_scaled(vel, w, triple(link, first + (size_t)i, 3));
    }
    *value = pos;
    if (rate)
        *rate = vel;
}

/*
 * The polynomial that has the values f and the slopes d at the points x, each point taken twice: divided differences, then
 * value and slope at 0.
 */
static void hermite(int count, const double *x, const double *f, const double *d, double *value,
                    double *slope)
{
    double c[2 * WINDOW_MAX] = { 0 }, s = 0, v;
    const int n = 2 * count;
    for (int i = 0; i < n; i++)
        c[i] = f[i / 2];
    for (int i = n - 1; i > 0; i--)
        c[i] = i % 2 ? d[i / 2] : (c[i] - c[i - 1]) / (x[i / 2] - x[i / 2 - 1]);
    for (int order = 2; order < n; order++)
        for (int i = n - 1; i >= order; i--)
            c[i] = (c[i] - c[i - 1]) / (x[i / 2] - x[(i - order) / 2]);
    v = c[n - 1];
    for (int i = n - 2; i >= 0; i--) {
        s = v - s * x[i / 2];
        v = c[i] - v * x[i / 2];
    }
    *value = v;
    *slope = s;
}

/* Of the three values at `word` with their rates at `word + 3` in a row. */
static void hermite_triple(const leo_ephemeris_link *link, leo_instant t, size_t word, leo_vec3 *value,
                           leo_vec3 *slope)
{
    int count;
    double x[WINDOW_MAX], f[3][WINDOW_MAX], d[3][WINDOW_MAX], v[3], s[3];
    const size_t first = window_at(link, t, &count);
    double unit_s = fabs(epoch_at(link, first + (size_t)count - 1) - epoch_at(link, first));
    unit_s = unit_s > 0 ? unit_s : 1;
    for (int i = 0; i < count; i++) {
        const leo_vec3 p = triple(link, first + (size_t)i, word),
                       q = triple(link, first + (size_t)i, word + 3);
        x[i] = ahead_s(link, t, first + (size_t)i) / unit_s;
        f[0][i] = p.x, f[1][i] = p.y, f[2][i] = p.z;
        d[0][i] = q.x * unit_s, d[1][i] = q.y * unit_s, d[2][i] = q.z * unit_s;
    }
    for (int k = 0; k < 3; k++)
        hermite(count, x, f[k], d[k], &v[k], &s[k]);
    *value = leo_vec(v[0], v[1], v[2]);
    *slope = leo_vec(s[0] / unit_s, s[1] / unit_s, s[2] / unit_s);
}

static void hermite_state(const leo_ephemeris_link *link, leo_instant t, leo_vec3 *value, leo_vec3 *rate)
{
    leo_vec3 slope;
    hermite_triple(link, t, 0, value, &slope);
    if (rate)
        *rate = slope;
}

static void packet_state(const leo_ephemeris_link *link, leo_instant t, leo_vec3 *value, leo_vec3 *rate)
{
    leo_vec3 slope;
    if (link->subtype == 1) {
        lagrange_state(link, t, value, rate);
        return;
    }
    hermite_triple(link, t, 0, value, &slope);
    if (rate)
        hermite_triple(link, t, 6, rate, &slope);
}

/* Stumpff's C and S of z = alpha chi^2. */
static void stumpff(double z, double *C, double *S)
{
    if (fabs(z) < 1) { // twelve terms: the next is below 1e-26
        double c = 0, s = 0;
        for (int k = 11; k >= 0; k--) {
            c = 1.0 / ((2 * k + 1) * (2 * k + 2)) * (1 - z * c);
            s = 1.0 / ((2 * k + 2) * (2 * k + 3)) * (1 - z * s);
        }
        *C = c;
        *S = s;
    } else if (z > 0) {
        const double root = sqrt(z);
        *C = (1 - cos(root)) / z;
        *S = (root - sin(root)) / (z * root);
    } else {
        const double root = sqrt(-z);
        *C = (1 - cosh(root)) / z;
        *S = (sinh(root) - root) / (-z * root);
    }
}

/* Motion over `span_s`; Newton's steps inside a bracket, because the time rises with chi. Not a number when it fails. */
static void two_body(double gm, double span_s, leo_vec3 *pos, leo_vec3 *vel)
{
    const double root = sqrt(gm), r0 = leo_norm(*pos), sigma = leo_dot(*pos, *vel) / root;
    const double alpha = 2 / r0 - leo_dot(*vel, *vel) / gm;
    if (alpha > 0)
        span_s = remainder(span_s, 2 * PI / (root * alpha * sqrt(alpha)));
    const double wanted = root * span_s;
    double chi = wanted / r0, low = -INFINITY, high = INFINITY, C = 0, S = 0, r = r0;
    for (int i = 0; i < HALVINGS; i++) {
        const double z = alpha * chi * chi;
        stumpff(z, &C, &S);
        const double time = chi * (r0 + chi * (sigma * C + (1 - alpha * r0) * chi * S));
        r = chi * (chi * C + sigma * (1 - z * S)) + r0 * (1 - z * C);
        if (!(fabs(time - wanted) > 4 * DBL_EPSILON * fabs(wanted)))
            break;
        if (time < wanted)
            low = chi;
        else
            high = chi;
        double next = chi - (time - wanted) / r;
        if (!(next > low && next < high))
            next = isinf(low) ? 2 * high - 1 : isinf(high) ? 2 * low + 1 : (low + high) / 2;
        if (next == chi)
            break;
        chi = next;
    }
    const double z = alpha * chi * chi, f = 1 - chi * chi * C / r0, g = span_s - chi * chi * chi * S / root;
    const double f_rate = root / (r * r0) * chi * (z * S - 1), g_rate = 1 - chi * chi * C / r;
    const leo_vec3 p = *pos, v = *vel;
    *pos = leo_add_scaled(leo_scale(f, p), g, v);
    *vel = leo_add_scaled(leo_scale(f_rate, p), g_rate, v);
}

static void two_body_state(const leo_ephemeris_link *link, leo_instant t, leo_vec3 *value, leo_vec3 *rate)
{
    const size_t before = row_before(link, t), last = link->rows - 1;
    size_t rows[2] = { before, before < last ? before + 1 : last };
    if (ahead_s(link, t, rows[0]) > 0)
        rows[1] = rows[0];
    if (ahead_s(link, t, rows[1]) < 0)
        rows[0] = rows[1];
    leo_vec3 pos[2], vel[2];
    for (int i = 0; i < 2; i++) {
        pos[i] = triple(link, rows[i], 0);
        vel[i] = triple(link, rows[i], 3);
        two_body(link->gm, -ahead_s(link, t, rows[i]), &pos[i], &vel[i]);
    }
    double w = 1, w_rate = 0;
    if (rows[1] > rows[0]) {
        const double length_s = epoch_at(link, rows[1]) - epoch_at(link, rows[0]),
                     angle = PI * -ahead_s(link, t, rows[0]) / length_s;
        w = 0.5 + 0.5 * cos(angle);
        w_rate = -0.5 * PI / length_s * sin(angle);
    }
    *value = leo_add_scaled(leo_scale(w, pos[0]), 1 - w, pos[1]);
    if (rate)
        *rate = leo_add_scaled(leo_add_scaled(leo_scale(w, vel[0]), 1 - w, vel[1]), w_rate,
                               leo_sub(pos[0], pos[1]));
}

const leo_ephemeris_kind leo_spk_5 = {
    .type = 5,
    .name = "two-body motion between states",
    .open = open_two_body,
    .state = two_body_state,
};

const leo_ephemeris_kind leo_spk_8 = {
    .type = 8,
    .name = "Lagrange, equal steps",
    .open = open_equal,
    .state = lagrange_state,
};

const leo_ephemeris_kind leo_spk_9 = {
    .type = 9,
    .name = "Lagrange",
    .open = open_unequal,
    .state = lagrange_state,
};

const leo_ephemeris_kind leo_spk_12 = {
    .type = 12,
    .name = "Hermite, equal steps",
    .open = open_equal,
    .state = hermite_state,
};

const leo_ephemeris_kind leo_spk_13 = {
    .type = 13,
    .name = "Hermite",
    .open = open_unequal,
    .state = hermite_state,
};

const leo_ephemeris_kind leo_spk_18 = {
    .type = 18,
    .name = "Hermite or Lagrange packets",
    .open = open_packets,
    .state = packet_state,
};
