/* SPDX-License-Identifier: MIT */

/*
 * The axes of the Earth, the Sun and the Moon, from tables made once for a flight.
 *
 *     itrf = Rx(-yp) Ry(-xp) R3(ERA(UT1) - s + s') P(X, Y) gcrf
 *     tod  = R3(EO - s) P(X, Y) gcrf                      EO equation of the origins; without dX, dY
 *     P    = [1-aXX, -aXY, -X; -aXY, 1-aYY, -Y; X, Y, Z]  a = 1/(1+Z)
 *     spin = p x p' + p d(ERA)/dt                         p = (X, Y, Z)
 *
 *     X, Y, s, EO, Sun, Moon: one polynomial for each 0.25 d, through eight nodes around it
 *     UT1, xp, yp, dX, dY: the same, through eight instants within it
 *
 * Source  IERS Conventions (2010), chapter 5; ERFA: eraPnm06a, eraS06, eraEors, eraSp00, eraEra00; X and Y with the
 *         offsets dX, dY of the set of Earth orientation, time/orientation.c. Sun, Moon: world/ephemeris.c.
 * Valid   where the Earth orientation is known.
 * Error   of the tables 0.02 uas (1e-13 rad, 1 um at the surface), Sun and Moon below 5 mm; UT1 and pole as in
 *         time/orientation.c. The rotation vector leaves out how the pole wanders over the Earth (2e-13 rad/s).
 *         By the theory of 1980 X, Y, s and EO are those of its axes, the angle is its sidereal time, and s' is none.
 * Axes    GCRF in, ITRF (or true of date) out.
 */
#include "world/earth.h"

#include "base/error.h"
#include "time/epoch.h"
#include "time/orientation.h"
#include "time/utc.h"
#include "world/body.h"
#include "world/frame.h"

#include <erfa.h>
#include <erfam.h>

enum {
    POLE_X,
    POLE_Y,
    ANGLE,
    XP,
    YP,
    ORIGINS,
    OFFSET_X,
    OFFSET_Y,
    AXES,
    SUN = AXES,
    MOON = SUN + 3,
    WIDTH = MOON + 3
};
enum { POINTS = 8, BEFORE = POINTS / 2 - 1 };

static const double STEP_S = 21600, MARGIN_S = 3600, LONGEST_S = 20 * 365.25 * 86400;
static const double TURN_RAD_DAY = 6.283185307179586 * 1.00273781191135448; // of the Earth, by UT1

/* A polynomial in the time from the middle of the piece, in steps: -0.5 .. 0.5. */
typedef struct piece {
    double c[WIDTH][POINTS];
} piece;

struct leo_earth {
    double start_jd1, start_jd2; // TAI
    double start_day_of_year;
    double span_s;
    double first_s; // where the first piece begins, elapsed
    int count;
    piece *pieces;
};

typedef struct node {
    double value[WIDTH]; // 0 where orientation alone matters; ANGLE: s' - s
} node;

/* The stretch that must be covered. */
typedef struct stretch {
    const leo_orientation_table *orientation;
    leo_earth_axes axes;
    leo_epoch start, end;
} stretch;

/* From two instants an hour apart, at `at` hours from the first. */
static leo_orientation line_through(leo_orientation a, leo_orientation b, double at)
{
    return (leo_orientation){ a.ut1_minus_tai_s + at * (b.ut1_minus_tai_s - a.ut1_minus_tai_s),
                              a.pole_x_rad + at * (b.pole_x_rad - a.pole_x_rad),
                              a.pole_y_rad + at * (b.pole_y_rad - a.pole_y_rad),
                              a.dx_rad + at * (b.dx_rad - a.dx_rad), a.dy_rad + at * (b.dy_rad - a.dy_rad) };
}

/* Nodes reach beyond what is flown; where the set ends first a straight line goes on. */
static leo_status orientation_of(const stretch *flown, leo_epoch epoch, leo_orientation *now,
                                 leo_error *error)
{
    const double past_s = leo_epoch_since(epoch, flown->end), ahead_s = leo_epoch_since(flown->start, epoch);
    if ((past_s <= 0 && ahead_s <= 0) || leo_orientation_in(flown->orientation, epoch, now, NULL) == LEO_OK)
        return leo_orientation_in(flown->orientation, epoch, now, error);
    const leo_epoch edge = past_s > 0 ? flown->end : flown->start;
    const double hour_s = past_s > 0 ? -3600 : 3600;
    leo_orientation at_edge, inside;
    leo_status status = leo_orientation_in(flown->orientation, edge, &at_edge, error);
    if (status == LEO_OK)
        status = leo_orientation_in(flown->orientation, leo_epoch_add(edge, hour_s), &inside, error);
    if (status == LEO_OK)
        *now = line_through(at_edge, inside, leo_epoch_since(epoch, edge) / hour_s);
    return status;
}

/* X, Y, s - EO and the angle besides that of the Earth's rotation, so that the same formulas turn by GMST of 1982. */
static leo_status fill_1980(const leo_data *data, leo_epoch epoch, const leo_orientation *now, double *value,
                            leo_error *error)
{
    leo_mat3 tod;
    const leo_status status = leo_frame_from_gcrf(LEO_TOD_76, data, epoch, &tod, NULL, error);
    if (status != LEO_OK)
        return status;
    double tt1, tt2, ut1, ut2;
    leo_epoch_tt(epoch, &tt1, &tt2);
    leo_epoch_tai(epoch, &ut1, &ut2);
    ut2 += now->ut1_minus_tai_s / ERFA_DAYSEC;
    eraBpn2xy(tod.m, &value[POLE_X], &value[POLE_Y]);
    const double locator = eraS06(tt1, tt2, value[POLE_X], value[POLE_Y]);
    value[ORIGINS] = eraEors(tod.m, locator) - locator;
    value[ANGLE] = value[ORIGINS] + eraAnpm(eraGmst82(ut1, ut2) - eraEra00(ut1, ut2)) + eraEqeq94(tt1, tt2);
    return LEO_OK;
}

static void fill_2006(leo_epoch epoch, const leo_orientation *now, double *value)
{
    double tt1, tt2, npb[3][3];
    leo_epoch_tt(epoch, &tt1, &tt2);
    eraPnm06a(tt1, tt2, npb);
    eraBpn2xy(npb, &value[POLE_X], &value[POLE_Y]);
    const double model = eraS06(tt1, tt2, value[POLE_X], value[POLE_Y]);
    value[ORIGINS] = eraEors(npb, model) - model;
    const double locator = eraS06(tt1, tt2, value[POLE_X] + now->dx_rad, value[POLE_Y] + now->dy_rad);
    value[ANGLE] = eraSp00(tt1, tt2) - locator;
}

static leo_status fill(const leo_data *data, const stretch *flown, leo_epoch epoch, double *value,
                       leo_error *error)
{
    leo_orientation now;
    leo_status status = orientation_of(flown, epoch, &now, error);
    if (status != LEO_OK)
        return status;
    double tdb1, tdb2;
    leo_epoch_tdb(epoch, &tdb1, &tdb2);
    if (flown->axes == LEO_EARTH_1980)
        status = fill_1980(data, epoch, &now, value, error);
    else
        fill_2006(epoch, &now, value);
    for (int k = 0; k < 2 && status == LEO_OK; k++) {
        leo_vec3 pos;
        status = leo_ephemeris_state(data->ephemeris, k ? LEO_BODY_MOON : LEO_BODY_SUN, LEO_BODY_EARTH, tdb1,
                                     tdb2, &pos, NULL, error);
        double *to = &value[k ? MOON : SUN];
        to[0] = pos.x, to[1] = pos.y, to[2] = pos.z;
    }
    return status;
}

/* Newton's divided differences through eight values at -3.5 .. 3.5, multiplied out. */
static void fit(double d[POINTS], double c[POINTS])
{
    for (int order = 1; order < POINTS; order++)
        for (int i = POINTS - 1; i >= order; i--)
            d[i] = (d[i] - d[i - 1]) / order;
    for (int i = 0; i < POINTS; i++)
        c[i] = 0;
    for (int i = POINTS - 1; i >= 0; i--) { // c <- c (x - x_i) + d_i
        const double x_i = i - (BEFORE + 0.5);
        for (int j = POINTS - 1; j > 0; j--)
            c[j] = c[j - 1] - x_i * c[j];
        c[0] = d[i] - x_i * c[0];
    }
}

/*
 * What is observed, at eight instants within the piece: its series is smooth between two midnights only, and pieces begin at
 * midnights.
 */
static leo_status fit_orientation(const stretch *flown, leo_epoch begin, piece *p, leo_error *error)
{
    enum { UT1, X, Y, DX, DY, COUNT };
    static const int into[COUNT] = { ANGLE, XP, YP, OFFSET_X, OFFSET_Y };
    double value[COUNT][POINTS], c[POINTS];
    for (int i = 0; i < POINTS; i++) {
        leo_orientation o;
        const leo_status status =
            orientation_of(flown, leo_epoch_add(begin, STEP_S * i / (POINTS - 1)), &o, error);
        if (status != LEO_OK)
            return status;
        if (flown->axes == LEO_EARTH_1980)
            o.dx_rad = o.dy_rad = 0;
        const double now[COUNT] = { o.ut1_minus_tai_s * (TURN_RAD_DAY / ERFA_DAYSEC), o.pole_x_rad,
                                    o.pole_y_rad, o.dx_rad, o.dy_rad };
        for (int j = 0; j < COUNT; j++)
            value[j][i] = now[j];
    }
    for (int j = 0; j < COUNT; j++) {
        fit(value[j], c);
        double scale = 1; // the eight stand 1/7 of a step apart
        for (int i = 0; i < POINTS; i++, scale *= POINTS - 1)
            p->c[into[j]][i] += c[i] * scale;
    }
    for (int i = 0; i < POINTS; i++) {
        p->c[POLE_X][i] += p->c[OFFSET_X][i];
        p->c[POLE_Y][i] += p->c[OFFSET_Y][i];
    }
    return LEO_OK;
}

static leo_status fit_piece(const leo_earth *earth, const stretch *flown, const node *nodes, int k,
                            leo_error *error)
{
    piece *p = &earth->pieces[k];
    const double begin_s = earth->first_s + k * STEP_S;
    double value[POINTS];
    for (int j = 0; j < WIDTH; j++) {
        for (int i = 0; i < POINTS; i++)
            value[i] = nodes[k + i].value[j];
        fit(value, p->c[j]);
    }
    // the even growth, from the angle of a UT1 that were TAI at the middle
    p->c[ANGLE][0] += eraEra00(earth->start_jd1, earth->start_jd2 + (begin_s + STEP_S / 2) / ERFA_DAYSEC);
    p->c[ANGLE][1] += TURN_RAD_DAY * (STEP_S / ERFA_DAYSEC);
    return fit_orientation(flown, leo_epoch_add(flown->start, begin_s), p, error);
}

leo_earth *leo_earth_create(const leo_data *data, leo_epoch start, double span_s, leo_arena *arena,
                            leo_error *error)
{
    if (!(span_s >= 0 && span_s <= LONGEST_S)) {
        leo_fail(error, LEO_BAD_ARGUMENT, "span", "%g s: must lie in 0 .. %g s (20 years)", span_s,
                 LONGEST_S);
        return NULL;
    }
    if (!data)
        data = leo_data_builtin();
    leo_utc utc;
    if (leo_utc_of_epoch(start, data->clocks.leap, &utc, error) != LEO_OK)
        return NULL;
    // the last quarter of a day of UTC that begins before the margin
    const double from_s = utc.whole_s + utc.part_s - MARGIN_S;
    const double first_s = -MARGIN_S - (from_s - STEP_S * floor(from_s / STEP_S));
    const int count = (int)ceil((span_s + MARGIN_S - first_s) / STEP_S);
    leo_earth *earth = LEO_TAKE(arena, leo_earth, 1);
    piece *pieces = LEO_TAKE(arena, piece, count);
    node *nodes = LEO_TAKE(arena, node, count + POINTS - 1);
    if (!earth || !pieces || !nodes) {
        leo_fail(error, LEO_NO_MEMORY, "earth", "no memory for %d pieces", count);
        return NULL;
    }
    *earth = (leo_earth){ .span_s = span_s, .first_s = first_s, .count = count, .pieces = pieces };
    leo_epoch_tai(start, &earth->start_jd1, &earth->start_jd2);
    if (leo_epoch_day_of_year(start, &earth->start_day_of_year, error) != LEO_OK)
        return NULL;
    const stretch flown = { data->clocks.orientation, data->earth_axes, start, leo_epoch_add(start, span_s) };
    leo_orientation edge; // an instant that is flown must be known
    if (leo_orientation_in(flown.orientation, flown.start, &edge, error) != LEO_OK ||
        leo_orientation_in(flown.orientation, flown.end, &edge, error) != LEO_OK)
        return NULL;
    for (int i = 0; i < count + POINTS - 1; i++) {
        const double at_s = earth->first_s + (i - BEFORE) * STEP_S;
        if (fill(data, &flown, leo_epoch_add(start, at_s), nodes[i].value, error) != LEO_OK)
            return NULL;
    }
    for (int k = 0; k < count; k++)
        if (fit_piece(earth, &flown, nodes, k, error) != LEO_OK)
            return NULL;
    return earth;
}

int leo_earth_covers(const leo_earth *earth, double elapsed_s)
{
    return elapsed_s >= -MARGIN_S && elapsed_s <= earth->span_s + MARGIN_S;
}

/* The piece around an instant, and the place in it. */
static const piece *find(const leo_earth *earth, double elapsed_s, double *x)
{
    const double at = (leo_clamp(elapsed_s, -MARGIN_S, earth->span_s + MARGIN_S) - earth->first_s) / STEP_S;
    int k = (int)at;
    k = k < earth->count ? k : earth->count - 1;
    *x = at - (k + 0.5);
    return &earth->pieces[k];
}

static double value_of(const double c[POINTS], double x)
{
    const double x2 = x * x, x4 = x2 * x2;
    return ((c[0] + c[1] * x) + (c[2] + c[3] * x) * x2) + ((c[4] + c[5] * x) + (c[6] + c[7] * x) * x2) * x4;
}

static double slope_of(const double c[POINTS], double x)
{
    double slope = 0;
    for (int j = POINTS - 1; j > 0; j--)
        slope = slope * x + j * c[j];
    return slope / STEP_S;
}

/* R3(angle) P(X, Y) */
static leo_mat3 turned(double x, double y, double angle)
{
    const double z = sqrt(1 - x * x - y * y), a = 1 / (1 + z);
    const double c = cos(angle), s = sin(angle);
    const double p[2][3] = { { 1 - a * x * x, -a * x * y, -x }, { -a * x * y, 1 - a * y * y, -y } };
    leo_mat3 r;
    for (int j = 0; j < 3; j++) {
        r.m[0][j] = c * p[0][j] + s * p[1][j];
        r.m[1][j] = c * p[1][j] - s * p[0][j];
    }
    r.m[2][0] = x;
    r.m[2][1] = y;
    r.m[2][2] = z;
    return r;
}

leo_mat3 leo_earth_itrf_from_gcrf(const leo_earth *earth, double elapsed_s)
{
    double x_step;
    const piece *p = find(earth, elapsed_s, &x_step);
    const leo_mat3 tirs =
        turned(value_of(p->c[POLE_X], x_step), value_of(p->c[POLE_Y], x_step), value_of(p->c[ANGLE], x_step));

    // Rx(-yp) Ry(-xp); both are a few microradians, so that their squares are enough
    const double xp = value_of(p->c[XP], x_step), yp = value_of(p->c[YP], x_step);
    const double cx = 1 - xp * xp / 2, cy = 1 - yp * yp / 2;
    leo_mat3 itrf;
    for (int j = 0; j < 3; j++) {
        const double x = cx * tirs.m[0][j] + xp * tirs.m[2][j];
        const double z = cx * tirs.m[2][j] - xp * tirs.m[0][j];
        itrf.m[0][j] = x;
        itrf.m[1][j] = cy * tirs.m[1][j] - yp * z;
        itrf.m[2][j] = cy * z + yp * tirs.m[1][j];
    }
    return itrf;
}

leo_mat3 leo_earth_tod_from_gcrf(const leo_earth *earth, double elapsed_s)
{
    double x;
    const piece *p = find(earth, elapsed_s, &x);
    return turned(value_of(p->c[POLE_X], x) - value_of(p->c[OFFSET_X], x),
                  value_of(p->c[POLE_Y], x) - value_of(p->c[OFFSET_Y], x), value_of(p->c[ORIGINS], x));
}

leo_vec3 leo_earth_spin_gcrf_rad_s(const leo_earth *earth, double elapsed_s)
{
    double x;
    const piece *p = find(earth, elapsed_s, &x);
    const double px = value_of(p->c[POLE_X], x), py = value_of(p->c[POLE_Y], x);
    const leo_vec3 pole = { px, py, sqrt(1 - px * px - py * py) };
    const double dx = slope_of(p->c[POLE_X], x), dy = slope_of(p->c[POLE_Y], x);
    const leo_vec3 drift = { dx, dy, -(px * dx + py * dy) / pole.z };
    return leo_add_scaled(leo_cross(pole, drift), slope_of(p->c[ANGLE], x), pole);
}

static leo_vec3 body_at(const leo_earth *earth, int first, double elapsed_s)
{
    double x;
    const piece *p = find(earth, elapsed_s, &x);
    return leo_vec(value_of(p->c[first], x), value_of(p->c[first + 1], x), value_of(p->c[first + 2], x));
}

leo_vec3 leo_earth_sun_gcrf_m(const leo_earth *earth, double elapsed_s)
{
    return body_at(earth, SUN, elapsed_s);
}

leo_vec3 leo_earth_moon_gcrf_m(const leo_earth *earth, double elapsed_s)
{
    return body_at(earth, MOON, elapsed_s);
}

double leo_earth_day_of_year(const leo_earth *earth, double elapsed_s)
{
    return earth->start_day_of_year + elapsed_s / ERFA_DAYSEC;
}
