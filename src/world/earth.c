/* SPDX-License-Identifier: MIT */

/*
 * The axes of the Earth, the Sun and the Moon, from tables made once for a flight.
 *
 *     itrf = Rx(-yp) Ry(-xp) R3(ERA(UT1) - s + s') P(X, Y) gcrf
 *     tod  = R3(EO - s) P(X, Y) gcrf                      EO equation of the origins
 *     P    = [1-aXX, -aXY, -X; -aXY, 1-aYY, -Y; X, Y, Z]  a = 1/(1+Z)
 *
 *     X, Y, s, EO, UT1-TAI, xp, yp, Sun, Moon: nodes every 0.25 d, polynomials through eight of them
 *
 * Source  IERS Conventions (2010), chapter 5; ERFA: eraPnm06a, eraS06, eraEors, eraSp00, eraEra00; Sun eraEpv00
 *         (VSOP2000 fit, Fairhead & Bretagnon's series shortened), Moon eraMoon98 (Meeus 1998 after ELP-2000/82).
 *         Orientation: time/orientation.c.
 * Valid   where the Earth orientation is known. dX, dY of the pole (below 1 mas) are left out.
 * Error   of the tables below 1e-12 rad (6 um at the surface); UT1 and pole as in time/orientation.c (7 cm, 3 cm rms);
 *         Sun 5 km rms, 13 km at worst, Moon 6 km rms, 32 km at worst (as ERFA states): 3e-13 and 3e-10 m/s^2 of their
 *         pull on a low orbit. The rotation vector leaves out precession (8e-12 rad/s).
 * Axes    GCRF in, ITRF (or true of date) out.
 */
#include "world/earth.h"

#include "base/error.h"
#include "time/epoch.h"
#include "time/orientation.h"
#include "world/body.h"

#include <erfa.h>
#include <erfam.h>

enum { POLE_X, POLE_Y, LOCATOR, ORIGINS, UT1, XP, YP, UT1_RATE, SUN, MOON = SUN + 3, WIDTH = MOON + 3 };
enum { POINTS = 8, BEFORE = POINTS / 2 - 1 };

static const double STEP_S = 21600, MARGIN_S = 3600, LONGEST_S = 20 * 365.25 * 86400;

typedef struct node {
    double value[WIDTH];
} node;

struct leo_earth {
    double start_jd1, start_jd2; // TAI
    double start_day_of_year;
    double span_s;
    double first_s;     // of the first node, elapsed
    double tio_locator; // s'
    int count;
    node *nodes;
};

static leo_status fill(leo_epoch epoch, double *value, leo_error *error)
{
    leo_orientation now, later, earlier;
    leo_status status = leo_orientation_at(epoch, &now, error);
    if (status == LEO_OK)
        status = leo_orientation_at(leo_epoch_add(epoch, STEP_S / 2), &later, error);
    if (status == LEO_OK)
        status = leo_orientation_at(leo_epoch_add(epoch, -STEP_S / 2), &earlier, error);
    if (status != LEO_OK)
        return status;
    value[UT1] = now.ut1_minus_tai_s;
    value[XP] = now.pole_x_rad;
    value[YP] = now.pole_y_rad;
    value[UT1_RATE] = (later.ut1_minus_tai_s - earlier.ut1_minus_tai_s) / STEP_S;

    double tt1, tt2, tdb1, tdb2, npb[3][3], sun[2][3], barycentric[2][3], moon[2][3];
    leo_epoch_tt(epoch, &tt1, &tt2);
    leo_epoch_tdb(epoch, &tdb1, &tdb2);
    eraPnm06a(tt1, tt2, npb);
    eraBpn2xy(npb, &value[POLE_X], &value[POLE_Y]);
    value[LOCATOR] = eraS06(tt1, tt2, value[POLE_X], value[POLE_Y]);
    value[ORIGINS] = eraEors(npb, value[LOCATOR]);
    eraEpv00(tdb1, tdb2, sun, barycentric);
    eraMoon98(tt1, tt2, moon);
    for (int i = 0; i < 3; i++) {
        value[SUN + i] = -sun[0][i] * LEO_AU_M;
        value[MOON + i] = moon[0][i] * LEO_AU_M;
    }
    return LEO_OK;
}

leo_earth *leo_earth_create(leo_epoch start, double span_s, leo_arena *arena, leo_error *error)
{
    if (!(span_s >= 0 && span_s <= LONGEST_S)) {
        leo_fail(error, LEO_BAD_ARGUMENT, "span", "%g s: must lie in 0 .. %g s (20 years)", span_s,
                 LONGEST_S);
        return NULL;
    }
    leo_earth *earth = LEO_TAKE(arena, leo_earth, 1);
    const double before_s = MARGIN_S + BEFORE * STEP_S;
    const int count = (int)ceil((span_s + MARGIN_S + before_s) / STEP_S) + 1 + POINTS / 2;
    node *nodes = LEO_TAKE(arena, node, count);
    if (!earth || !nodes) {
        leo_fail(error, LEO_NO_MEMORY, "earth", "no memory for %d nodes", count);
        return NULL;
    }
    *earth = (leo_earth){ .span_s = span_s, .first_s = -before_s, .count = count, .nodes = nodes };
    leo_epoch_tai(start, &earth->start_jd1, &earth->start_jd2);
    if (leo_epoch_day_of_year(start, &earth->start_day_of_year, error) != LEO_OK)
        return NULL;
    double tt1, tt2;
    leo_epoch_tt(leo_epoch_add(start, span_s / 2), &tt1, &tt2);
    earth->tio_locator = eraSp00(tt1, tt2);
    for (int i = 0; i < count; i++)
        if (fill(leo_epoch_add(start, earth->first_s + i * STEP_S), nodes[i].value, error) != LEO_OK)
            return NULL;
    return earth;
}

int leo_earth_covers(const leo_earth *earth, double elapsed_s)
{
    return elapsed_s >= -MARGIN_S && elapsed_s <= earth->span_s + MARGIN_S;
}

static double within(const leo_earth *earth, double elapsed_s)
{
    return leo_clamp(elapsed_s, -MARGIN_S, earth->span_s + MARGIN_S);
}

/* Lagrange's weights for the eight nodes around; returns the first of them. */
static const node *weigh(const leo_earth *earth, double elapsed_s, double w[POINTS])
{
    static const double divisor[POINTS] = { -1.0 / 5040, 1.0 / 720, -1.0 / 240, 1.0 / 144,
                                            -1.0 / 144,  1.0 / 240, -1.0 / 720, 1.0 / 5040 };
    const double at = (within(earth, elapsed_s) - earth->first_s) / STEP_S;
    int k = (int)at - BEFORE;
    k = k < 0 ? 0 : k > earth->count - POINTS ? earth->count - POINTS : k;
    const double x = at - k;
    double left = 1, right = 1;
    for (int i = 0; i < POINTS; i++) {
        w[i] = left * divisor[i];
        left *= x - i;
    }
    for (int i = POINTS - 1; i >= 0; i--) {
        w[i] *= right;
        right *= x - i;
    }
    return earth->nodes + k;
}

static void read(const node *nodes, const double w[POINTS], int first, int count, double *value)
{
    for (int j = 0; j < count; j++)
        value[j] = 0;
    for (int i = 0; i < POINTS; i++)
        for (int j = 0; j < count; j++)
            value[j] += w[i] * nodes[i].value[first + j];
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
    double w[POINTS], v[YP + 1];
    const node *nodes = weigh(earth, elapsed_s, w);
    read(nodes, w, 0, YP + 1, v);
    const double ut1_jd2 = earth->start_jd2 + (within(earth, elapsed_s) + v[UT1]) / ERFA_DAYSEC;
    const double angle = eraEra00(earth->start_jd1, ut1_jd2) - v[LOCATOR] + earth->tio_locator;
    const leo_mat3 tirs = turned(v[POLE_X], v[POLE_Y], angle);

    // Rx(-yp) Ry(-xp); both are a few microradians, so that their squares are enough
    const double xp = v[XP], yp = v[YP], cx = 1 - xp * xp / 2, cy = 1 - yp * yp / 2;
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
    double w[POINTS], v[ORIGINS + 1];
    const node *nodes = weigh(earth, elapsed_s, w);
    read(nodes, w, 0, ORIGINS + 1, v);
    return turned(v[POLE_X], v[POLE_Y], v[ORIGINS] - v[LOCATOR]);
}

leo_vec3 leo_earth_spin_gcrf_rad_s(const leo_earth *earth, double elapsed_s)
{
    double w[POINTS], pole[2], rate;
    const node *nodes = weigh(earth, elapsed_s, w);
    read(nodes, w, POLE_X, 2, pole);
    read(nodes, w, UT1_RATE, 1, &rate);
    const double spin = LEO_EARTH_SPIN_RAD_S * (1 + rate);
    return leo_vec(spin * pole[0], spin * pole[1], spin * sqrt(1 - pole[0] * pole[0] - pole[1] * pole[1]));
}

static leo_vec3 body_at(const leo_earth *earth, int first, double elapsed_s)
{
    double w[POINTS], v[3];
    const node *nodes = weigh(earth, elapsed_s, w);
    read(nodes, w, first, 3, v);
    return leo_vec(v[0], v[1], v[2]);
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
