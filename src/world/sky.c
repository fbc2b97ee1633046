/* SPDX-License-Identifier: MIT */

/*
 * The sky of one body, from tables of equal pieces.
 *
 *     f(t) = sum a_k x^k, k = 0 .. 11,   x = 2 (t - middle of the piece) / h
 *
 * Each piece goes through twelve nodes of Chebyshev and is kept in powers of x: the powers are summed in pairs, fours and
 * eights, three coordinates side by side, without a branch. The longest piece is taken whose departure from the ephemeris
 * stays below the tolerance between the nodes. The axes of a body are kept as a quaternion, for which a turn of a radian
 * a piece is smooth, and brought back to length one; those of the Earth come from world/earth.c.
 *
 * Source  Chebyshev interpolation: Trefethen, Approximation Theory and Approximation Practice, SIAM 2013, ch. 3 and 8.
 *         Summation in pairs: Estrin, Proc. Western Joint Computer Conf., 1960, 33.
 * Valid   between `from_s` and `to_s`, and 3600 s beyond where the sets reach; further out the end value is kept. A centre
 *         that is a barycentre of no planet has the axes of ICRF, without spin.
 * Error   of the tables: Moon below 0.2 mm, other bodies below 0.1 m or 1e-14 of the distance, axes of the Moon below 1e-11 rad,
 *         of the others 1e-10 rad, spin below 2e-13 rad/s; they add to that of the sets.
 * Axes    ICRF; of the Moon the principal axes of DE421, in which GL0660B is given, brought from those of the
 *         set through the mean Earth axes.
 */
#include "world/sky.h"

#include "base/error.h"
#include "math/rotation.h"
#include "time/epoch.h"
#include "world/frame.h"

enum { TERMS = 12, WIDTH = 4, SLOTS = LEO_SKY_BODIES + 1, PIECES_MAX = 1 << 21, PROBES = 9 };

static const double PI = 3.14159265358979323846;
static const double DAY_S = 86400, LONGEST_S = 20 * 365.25 * 86400, MARGIN_S = 3600, PIECE_S = 32 * 86400.0,
                    SHORTEST_S = 60;

typedef struct piece {
    _Alignas(64) double a[TERMS][WIDTH];
} piece;

typedef struct table {
    double from_s, to_s, piece_s, pieces_s, scale; // pieces in a second, x in a second
    int last;
    piece *pieces;
} table;

struct leo_sky {
    int center, body_count;
    int bodies[SLOTS];
    double gm_m3_s2[SLOTS];
    leo_epoch epoch;
    double from_s, to_s, earth_s; // what the tables cover; where those of the Earth begin
    const leo_earth *earth;
    int turns; // 0: axes of ICRF
    table places[SLOTS], axes, spin;
};

/* What a table is made of. */
typedef struct source source;
struct source {
    const char *what;
    const table *tdb; // TDB - TT, s
    const leo_ephemeris *ephemeris;
    const leo_data *data;
    leo_epoch epoch;
    int body, center;
    leo_frame frame;
    leo_status (*sample)(const source *from, double elapsed_s, double value[WIDTH], leo_error *error);
    double (*tolerance)(const source *from, const double value[WIDTH]);
};

static inline void sum(const piece *p, double x, double value[WIDTH])
{
    const double x2 = x * x, x4 = x2 * x2, x8 = x4 * x4;
    for (int i = 0; i < WIDTH; i++) {
        const double a0 = p->a[0][i] + p->a[1][i] * x, a2 = p->a[2][i] + p->a[3][i] * x;
        const double a4 = p->a[4][i] + p->a[5][i] * x, a6 = p->a[6][i] + p->a[7][i] * x;
        const double a8 = p->a[8][i] + p->a[9][i] * x, a10 = p->a[10][i] + p->a[11][i] * x;
        value[i] = (a0 + a2 * x2) + (a4 + a6 * x2) * x4 + (a8 + a10 * x2) * x8;
    }
}

static inline void read(const table *t, double elapsed_s, double value[WIDTH])
{
    const double at_s = leo_clamp(elapsed_s, t->from_s, t->to_s);
    int i = (int)((at_s - t->from_s) * t->pieces_s);
    i = i > t->last ? t->last : i;
    sum(&t->pieces[i], (at_s - (t->from_s + (i + 0.5) * t->piece_s)) * t->scale, value);
}

/* TDB - TT, for the centre of the Earth. */
static leo_status sample_tdb(const source *from, double elapsed_s, double value[WIDTH], leo_error *error)
{
    double tt1, tt2, tdb1, tdb2;
    const leo_epoch epoch = leo_epoch_add(from->epoch, elapsed_s);
    (void)error;
    leo_epoch_tt(epoch, &tt1, &tt2);
    leo_epoch_tdb(epoch, &tdb1, &tdb2);
    value[0] = ((tdb1 - tt1) + (tdb2 - tt2)) * DAY_S;
    return LEO_OK;
}

static double tolerance_of_tdb(const source *from, const double value[WIDTH])
{
    (void)from;
    (void)value;
    return 1e-9;
}

static void tdb_of(const source *from, double elapsed_s, double *jd1, double *jd2)
{
    double tdb_minus_tt_s[WIDTH];
    read(from->tdb, elapsed_s, tdb_minus_tt_s);
    leo_epoch_tt(leo_epoch_add(from->epoch, elapsed_s), jd1, jd2);
    *jd2 += tdb_minus_tt_s[0] / DAY_S;
}

static leo_status sample_place(const source *from, double elapsed_s, double value[WIDTH], leo_error *error)
{
    double jd1, jd2;
    leo_vec3 pos_m;
    tdb_of(from, elapsed_s, &jd1, &jd2);
    const leo_status status =
        leo_ephemeris_state(from->ephemeris, from->body, from->center, jd1, jd2, &pos_m, NULL, error);
    if (status != LEO_OK)
        return status;
    value[0] = pos_m.x;
    value[1] = pos_m.y;
    value[2] = pos_m.z;
    return LEO_OK;
}

static double tolerance_of_place(const source *from, const double value[WIDTH])
{
    (void)from;
    const double far_m = fabs(value[0]) + fabs(value[1]) + fabs(value[2]);
    return far_m < 1e9 ? 1e-4 : fmax(0.05, 5e-15 * far_m);
}

static leo_status turn_at(const source *from, double elapsed_s, leo_mat3 *fixed_from_icrf, leo_vec3 *spin,
                          leo_error *error)
{
    if (from->center != LEO_BODY_MOON)
        return leo_frame_from_gcrf(from->frame, from->data, leo_epoch_add(from->epoch, elapsed_s),
                                   fixed_from_icrf, spin, error);
    double jd1, jd2;
    tdb_of(from, elapsed_s, &jd1, &jd2);
    const leo_status status =
        leo_ephemeris_moon_axes(from->ephemeris, jd1, jd2, fixed_from_icrf, spin, error);
    if (status == LEO_OK)
        *fixed_from_icrf =
            leo_mat_mul(leo_ephemeris_pa421_from_pa(from->ephemeris, jd1, jd2), *fixed_from_icrf);
    return status;
}

static leo_status sample_spin(const source *from, double elapsed_s, double value[WIDTH], leo_error *error)
{
    leo_mat3 fixed_from_icrf;
    leo_vec3 spin;
    const leo_status status = turn_at(from, elapsed_s, &fixed_from_icrf, &spin, error);
    if (status != LEO_OK)
        return status;
    value[0] = spin.x;
    value[1] = spin.y;
    value[2] = spin.z;
    return LEO_OK;
}

static double tolerance_of_spin(const source *from, const double value[WIDTH])
{
    (void)from;
    (void)value;
    return 1e-13;
}

/* Of the four forms of the quaternion the one that divides by the largest member. */
static leo_status sample_axes(const source *from, double elapsed_s, double q[WIDTH], leo_error *error)
{
    leo_mat3 a;
    const leo_status status = turn_at(from, elapsed_s, &a, NULL, error);
    if (status != LEO_OK)
        return status;
    const double four[4] = { 1 + a.m[0][0] + a.m[1][1] + a.m[2][2], 1 + a.m[0][0] - a.m[1][1] - a.m[2][2],
                             1 - a.m[0][0] + a.m[1][1] - a.m[2][2], 1 - a.m[0][0] - a.m[1][1] + a.m[2][2] };
    const double x = a.m[1][2] - a.m[2][1], y = a.m[2][0] - a.m[0][2], z = a.m[0][1] - a.m[1][0];
    const double xy = a.m[0][1] + a.m[1][0], xz = a.m[0][2] + a.m[2][0], yz = a.m[1][2] + a.m[2][1];
    const double form[4][WIDTH] = {
        { four[0], x, y, z }, { x, four[1], xy, xz }, { y, xy, four[2], yz }, { z, xz, yz, four[3] }
    };
    int best = 0;
    for (int i = 1; i < 4; i++)
        if (four[i] > four[best])
            best = i;
    for (int i = 0; i < WIDTH; i++)
        q[i] = form[best][i] / (2 * sqrt(four[best]));
    return LEO_OK;
}

/* The angles of the IAU grow to some 1e5 rad, where a double resolves 1e-11. */
static double tolerance_of_axes(const source *from, const double value[WIDTH])
{
    (void)value;
    return from->center == LEO_BODY_MOON ? 1e-12 : 5e-11;
}

/* q and -q turn alike: take the one on the side of `near`. Does nothing to vectors of other tables. */
static void same_side(const source *from, const double near[WIDTH], double value[WIDTH])
{
    if (from->sample != sample_axes)
        return;
    double dot = 0;
    for (int i = 0; i < WIDTH; i++)
        dot += near[i] * value[i];
    for (int i = 0; i < WIDTH && dot < 0; i++)
        value[i] = -value[i];
}

/* Through the nodes x_j = cos(pi (2 j + 1) / 24): coefficients of Chebyshev, then powers. */
static leo_status fit(const source *from, double middle_s, double half_s, piece *fitted, leo_error *error)
{
    double f[TERMS][WIDTH] = { { 0 } }, c[TERMS][WIDTH] = { { 0 } };
    for (int j = 0; j < TERMS; j++) {
        const double x = cos(PI * (2 * j + 1) / (2 * TERMS));
        const leo_status status = from->sample(from, middle_s + half_s * x, f[j], error);
        if (status != LEO_OK)
            return status;
        same_side(from, f[0], f[j]);
    }
    for (int k = 0; k < TERMS; k++)
        for (int j = 0; j < TERMS; j++) {
            const double w = (k > 0 ? 2.0 : 1.0) / TERMS * cos(PI * k * (2 * j + 1) / (2 * TERMS));
            for (int i = 0; i < WIDTH; i++)
                c[k][i] += w * f[j][i];
        }
    // before, now: T_(k-1) and T_k in powers of x
    double before[TERMS + 1] = { 1 }, now[TERMS + 1] = { 0, 1 };
    *fitted = (piece){ 0 };
    for (int i = 0; i < WIDTH; i++)
        fitted->a[0][i] = c[0][i];
    for (int k = 1; k < TERMS; k++) {
        double next[TERMS + 1] = { 0 };
        for (int n = 0; n <= k; n++) {
            for (int i = 0; i < WIDTH; i++)
                fitted->a[n][i] += c[k][i] * now[n];
            next[n + 1] += 2 * now[n];
            next[n] -= before[n];
        }
        for (int n = 0; n <= TERMS; n++) {
            before[n] = now[n];
            now[n] = next[n];
        }
    }
    return LEO_OK;
}

/* The largest departure of a piece from its source, in units of the tolerance. */
static leo_status probe(const source *from, double middle_s, double half_s, double *worst, leo_error *error)
{
    piece p;
    leo_status status = fit(from, middle_s, half_s, &p, error);
    *worst = 0;
    for (int k = 0; k < PROBES && status == LEO_OK; k++) {
        const double x = -1 + 2.0 * k / (PROBES - 1);
        double got[WIDTH], true_value[WIDTH] = { 0 };
        sum(&p, x, got);
        status = from->sample(from, middle_s + half_s * x, true_value, error);
        same_side(from, got, true_value);
        for (int i = 0; i < WIDTH; i++)
            *worst = fmax(*worst, fabs(got[i] - true_value[i]) / from->tolerance(from, true_value));
    }
    return status;
}

/* The longest piece, a whole part of the span, that is true enough at up to eight places of the span. */
static leo_status choose(const source *from, double from_s, double to_s, int *count, leo_error *error)
{
    const double span_s = to_s - from_s;
    double piece_s = PIECE_S, worst = 0;
    for (; piece_s >= SHORTEST_S; piece_s /= 2) {
        const double pieces = fmax(1, ceil(span_s / piece_s));
        if (pieces > PIECES_MAX)
            break;
        *count = (int)pieces;
        const double length_s = span_s / pieces;
        const int places = *count < 8 ? *count : 8;
        worst = 0;
        for (int k = 0; k < places && worst <= 1; k++) {
            const int at = places > 1 ? (int)((long long)k * (*count - 1) / (places - 1)) : 0;
            const leo_status status =
                probe(from, from_s + (at + 0.5) * length_s, length_s / 2, &worst, error);
            if (status != LEO_OK)
                return status;
        }
        if (worst <= 1)
            return LEO_OK;
    }
    return leo_fail(error, LEO_OUT_OF_RANGE, "sky",
                    "%s of body %d, seen from body %d, over %g s: changes too fast for a table of %d pieces "
                    "of %g s at least",
                    from->what, from->body, from->center, span_s, PIECES_MAX, SHORTEST_S);
}

static leo_status tabulate(const source *from, double from_s, double to_s, table *t, leo_arena *arena,
                           leo_error *error)
{
    int count = 0;
    leo_status status = choose(from, from_s, to_s, &count, error);
    if (status != LEO_OK)
        return status;
    const double length_s = (to_s - from_s) / count;
    *t = (table){ .from_s = from_s, .to_s = to_s, .piece_s = length_s, .last = count - 1 };
    t->pieces_s = length_s > 0 ? 1 / length_s : 0;
    t->scale = length_s > 0 ? 2 / length_s : 0;
    t->pieces = LEO_TAKE(arena, piece, count);
    if (!t->pieces)
        return leo_fail(error, LEO_NO_MEMORY, "sky", "no memory for %d pieces", count);
    for (int i = 0; i < count && status == LEO_OK; i++)
        status = fit(from, from_s + (i + 0.5) * length_s, length_s / 2, &t->pieces[i], error);
    return status;
}

/* The axes of a centre that are tabulated here; LEO_FRAMES: none. */
static leo_frame frame_of(int center)
{
    static const struct {
        int body;
        leo_frame frame;
    } rows[] = {
        { LEO_BODY_SUN, LEO_IAU_SUN },
        { LEO_BODY_MERCURY, LEO_IAU_MERCURY },
        { LEO_BODY_MERCURY_BARYCENTRE, LEO_IAU_MERCURY },
        { LEO_BODY_VENUS, LEO_IAU_VENUS },
        { LEO_BODY_VENUS_BARYCENTRE, LEO_IAU_VENUS },
        { LEO_BODY_MOON, LEO_MOON_PA },
        { LEO_BODY_MARS, LEO_IAU_MARS },
        { LEO_BODY_MARS_BARYCENTRE, LEO_IAU_MARS },
        { LEO_BODY_JUPITER_BARYCENTRE, LEO_IAU_JUPITER },
        { LEO_BODY_SATURN_BARYCENTRE, LEO_IAU_SATURN },
        { LEO_BODY_URANUS_BARYCENTRE, LEO_IAU_URANUS },
        { LEO_BODY_NEPTUNE_BARYCENTRE, LEO_IAU_NEPTUNE },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].body == center)
            return rows[i].frame;
    return LEO_FRAMES;
}

static leo_status fill(leo_sky *sky, const leo_sky_setup *setup, double margin_s, leo_arena *arena,
                       leo_error *error)
{
    source from = {
        .ephemeris = setup->data && setup->data->ephemeris ? setup->data->ephemeris : leo_ephemeris_builtin(),
        .data = setup->data,
        .epoch = setup->epoch,
        .center = setup->center,
        .frame = frame_of(setup->center),
    };
    table tdb = { 0 };
    sky->from_s = setup->from_s - margin_s;
    sky->to_s = setup->to_s + margin_s;
    from.what = "the clock";
    from.sample = sample_tdb;
    from.tolerance = tolerance_of_tdb;
    from.tdb = &tdb;
    leo_status status = tabulate(&from, sky->from_s, sky->to_s, &tdb, arena, error);
    from.what = "the place";
    from.sample = sample_place;
    from.tolerance = tolerance_of_place;
    for (int i = 0; i < sky->body_count && status == LEO_OK; i++) {
        from.body = sky->bodies[i];
        status = tabulate(&from, sky->from_s, sky->to_s, &sky->places[i], arena, error);
    }
    sky->turns = from.frame != LEO_FRAMES;
    from.body = setup->center;
    from.what = "the turn";
    from.sample = sample_axes;
    from.tolerance = tolerance_of_axes;
    if (status == LEO_OK && sky->turns)
        status = tabulate(&from, sky->from_s, sky->to_s, &sky->axes, arena, error);
    from.sample = sample_spin;
    from.tolerance = tolerance_of_spin;
    if (status == LEO_OK && sky->turns)
        status = tabulate(&from, sky->from_s, sky->to_s, &sky->spin, arena, error);
    return status;
}

/* Takes the list of bodies over, the Sun in front. */
static leo_status list_bodies(leo_sky *sky, const leo_sky_setup *setup, leo_error *error)
{
    if (setup->body_count < 0 || setup->body_count > LEO_SKY_BODIES)
        return leo_fail(error, LEO_BAD_ARGUMENT, "sky.bodies", "%d: must be 0 .. %d", setup->body_count,
                        LEO_SKY_BODIES);
    sky->bodies[sky->body_count++] = LEO_BODY_SUN;
    for (int i = 0; i < setup->body_count; i++) {
        if (setup->bodies[i] == setup->center && setup->center != LEO_BODY_SUN)
            return leo_fail(error, LEO_BAD_ARGUMENT, "sky.bodies",
                            "body %d is the centre: only others can be asked for", setup->center);
        if (leo_sky_slot(sky, setup->bodies[i]) < 0)
            sky->bodies[sky->body_count++] = setup->bodies[i];
    }
    for (int i = 0; i < sky->body_count; i++) {
        const leo_body_facts *facts = leo_body_facts_of(sky->bodies[i]);
        sky->gm_m3_s2[i] = facts ? facts->gm_m3_s2 : 0;
    }
    return LEO_OK;
}

leo_sky *leo_sky_create(const leo_sky_setup *setup, leo_arena *arena, leo_error *error)
{
    const double span_s = setup->to_s - setup->from_s;
    if (!(span_s >= 0 && span_s <= LONGEST_S && fabs(setup->from_s) < 1e11)) {
        leo_fail(error, LEO_BAD_ARGUMENT, "sky", "%g .. %g s: must rise, over at most %g s (20 years)",
                 setup->from_s, setup->to_s, LONGEST_S);
        return NULL;
    }
    leo_sky *sky = LEO_TAKE(arena, leo_sky, 1);
    if (!sky) {
        leo_fail(error, LEO_NO_MEMORY, "sky", "no memory");
        return NULL;
    }
    sky->center = setup->center;
    sky->epoch = setup->epoch;
    sky->earth_s = setup->from_s;
    if (list_bodies(sky, setup, error) != LEO_OK)
        return NULL;
    leo_error beyond = { 0 }; // the margin is a courtesy
    if (fill(sky, setup, MARGIN_S, arena, &beyond) != LEO_OK && fill(sky, setup, 0, arena, error) != LEO_OK)
        return NULL;
    if (setup->center != LEO_BODY_EARTH)
        return sky;
    sky->earth =
        leo_earth_create(setup->data, leo_epoch_add(setup->epoch, setup->from_s), span_s, arena, error);
    return sky->earth ? sky : NULL;
}

int leo_sky_center(const leo_sky *sky)
{
    return sky->center;
}

leo_epoch leo_sky_epoch(const leo_sky *sky)
{
    return sky->epoch;
}

int leo_sky_covers(const leo_sky *sky, double elapsed_s)
{
    return elapsed_s >= sky->from_s && elapsed_s <= sky->to_s;
}

int leo_sky_slot(const leo_sky *sky, int body)
{
    for (int i = 0; i < sky->body_count; i++)
        if (sky->bodies[i] == body)
            return i;
    return -1;
}

leo_vec3 leo_sky_body_m(const leo_sky *sky, int slot, double elapsed_s)
{
    double value[WIDTH];
    read(&sky->places[slot], elapsed_s, value);
    return leo_vec(value[0], value[1], value[2]);
}

double leo_sky_gm_m3_s2(const leo_sky *sky, int slot)
{
    return sky->gm_m3_s2[slot];
}

leo_mat3 leo_sky_fixed_from_icrf(const leo_sky *sky, double elapsed_s)
{
    if (sky->earth)
        return leo_earth_itrf_from_gcrf(sky->earth, elapsed_s - sky->earth_s);
    if (!sky->turns)
        return (leo_mat3){ { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } } };
    double q[WIDTH];
    read(&sky->axes, elapsed_s, q);
    const double ww = q[0] * q[0], xx = q[1] * q[1], yy = q[2] * q[2], zz = q[3] * q[3];
    const double s = 1 / (ww + xx + yy + zz), s2 = 2 * s;
    const double xy = s2 * q[1] * q[2], xz = s2 * q[1] * q[3], yz = s2 * q[2] * q[3];
    const double wx = s2 * q[0] * q[1], wy = s2 * q[0] * q[2], wz = s2 * q[0] * q[3];
    return (leo_mat3){ { { s * (ww + xx - yy - zz), xy + wz, xz - wy },
                         { xy - wz, s * (ww - xx + yy - zz), yz + wx },
                         { xz + wy, yz - wx, s * (ww - xx - yy + zz) } } };
}

leo_vec3 leo_sky_spin_icrf_rad_s(const leo_sky *sky, double elapsed_s)
{
    if (sky->earth)
        return leo_earth_spin_gcrf_rad_s(sky->earth, elapsed_s - sky->earth_s);
    if (!sky->turns)
        return leo_vec(0, 0, 0);
    double value[WIDTH];
    read(&sky->spin, elapsed_s, value);
    return leo_vec(value[0], value[1], value[2]);
}

const leo_earth *leo_sky_earth(const leo_sky *sky)
{
    return sky->earth;
}
