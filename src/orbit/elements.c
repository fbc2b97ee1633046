/* SPDX-License-Identifier: MIT */
/*
 * Kepler elements and states.
 *
 *     p = a (1 - e^2),  r = p / (1 + e cos nu)
 *     position  r (cos nu P + sin nu Q),   velocity  sqrt(GM/p) (-sin nu P + (e + cos nu) Q)
 *     e vector  (v x h)/GM - r/|r|,  a = 1 / (2/r - v^2/GM),  node = z x h
 *
 * Source  Vallado: Fundamentals of Astrodynamics and Applications, 4th edition 2013, sections 2.2, 2.5 and
 *         2.6.
 * Valid   two-body motion, ellipses and hyperbolas; not parabolas. Below an eccentricity of 1e-11 an orbit
 *         counts as circular, below a sine of inclination of 1e-11 as equatorial.
 * Error   rounding: angles lose 1e-16 / e and 1e-16 / sin i.
 */
#include "orbit/elements.h"

#include "base/error.h"

#include <stdio.h>

static const double PI = 3.14159265358979323846, SMALL = 1e-11;

static leo_status impossible(leo_error *error, const char *place, const char *key, const char *what,
                             double value)
{
    char where[160];
    snprintf(where, sizeof where, "%s%s%s", place ? place : "", place && *place ? "." : "", key);
    return leo_fail(error, LEO_BAD_INPUT, where, "impossible orbit: %s (found %.10g)", what, value);
}

leo_status leo_orbit_check(const leo_elements *elements, double ground_radius_m, const char *place,
                           leo_error *error)
{
    const leo_elements *k = elements;
    if (!(k->ecc >= 0 && k->ecc < 1))
        return impossible(error, place, "eccentricity", "the eccentricity must be at least 0 and below 1",
                          k->ecc);
    if (!(k->sma_m > 0) || !isfinite(k->sma_m))
        return impossible(error, place, "semi-major-axis", "the semi-major axis must be above 0", k->sma_m);
    if (!(k->inc_rad >= 0 && k->inc_rad <= PI))
        return impossible(error, place, "inclination", "the inclination must lie between 0 and pi rad",
                          k->inc_rad);
    if (!isfinite(k->raan_rad))
        return impossible(error, place, "raan", "not a number", k->raan_rad);
    if (!isfinite(k->argp_rad))
        return impossible(error, place, "argument-of-perigee", "not a number", k->argp_rad);
    if (!isfinite(k->true_anomaly_rad))
        return impossible(error, place, "anomaly", "not a number", k->true_anomaly_rad);
    const double perigee_m = k->sma_m * (1 - k->ecc);
    if (perigee_m < ground_radius_m)
        return impossible(error, place, "semi-major-axis",
                          "the perigee lies below the ground; its height in km",
                          (perigee_m - ground_radius_m) / 1e3);
    return LEO_OK;
}

double leo_orbit_period_s(double sma_m, double gm_m3_s2)
{
    return sma_m > 0 ? 2 * PI * sqrt(sma_m * sma_m * sma_m / gm_m3_s2) : INFINITY;
}

leo_status leo_orbit_state_from_elements(const leo_elements *elements, double gm_m3_s2,
                                         leo_orbit_state *state, leo_error *error)
{
    const leo_elements *k = elements;
    const double e = k->ecc, nu = k->true_anomaly_rad, p = k->sma_m * (1 - e * e);
    if (!(e >= 0) || e == 1)
        return leo_fail(error, LEO_BAD_INPUT, "eccentricity", "%g: must be 0 or more, and not 1", e);
    if (!(p > 0) || !isfinite(p) || !(gm_m3_s2 > 0))
        return leo_fail(error, LEO_BAD_INPUT, "semi-major-axis",
                        "%g m: must be positive for an ellipse, negative for a hyperbola (eccentricity %g)",
                        k->sma_m, e);
    const double r = p / (1 + e * cos(nu));
    if (!(r > 0) || !isfinite(k->inc_rad + k->raan_rad + k->argp_rad))
        return leo_fail(error, LEO_BAD_INPUT, "anomaly",
                        "%g rad: beyond the asymptotes, or an angle is not a number", nu);
    const double cO = cos(k->raan_rad), sO = sin(k->raan_rad), ci = cos(k->inc_rad), si = sin(k->inc_rad);
    const double cw = cos(k->argp_rad), sw = sin(k->argp_rad);
    const leo_vec3 P = leo_vec(cO * cw - sO * sw * ci, sO * cw + cO * sw * ci, sw * si);
    const leo_vec3 Q = leo_vec(-cO * sw - sO * cw * ci, -sO * sw + cO * cw * ci, cw * si);
    const double v = sqrt(gm_m3_s2 / p);
    state->pos_m = leo_add(leo_scale(r * cos(nu), P), leo_scale(r * sin(nu), Q));
    state->vel_m_s = leo_add(leo_scale(-v * sin(nu), P), leo_scale(v * (e + cos(nu)), Q));
    return LEO_OK;
}

static double turn(double angle_rad)
{
    return angle_rad < 0 ? angle_rad + 2 * PI : angle_rad;
}

leo_status leo_elements_from_state(leo_vec3 pos_m, leo_vec3 vel_m_s, double gm_m3_s2, leo_elements *elements,
                                   leo_error *error)
{
    const double r = leo_norm(pos_m), v2 = leo_dot(vel_m_s, vel_m_s);
    const leo_vec3 h = leo_cross(pos_m, vel_m_s);
    const double h_size = leo_norm(h);
    if (!(r > 0) || !isfinite(v2) || !(h_size > 1e-12 * r * sqrt(v2)) || !(gm_m3_s2 > 0))
        return leo_fail(error, LEO_BAD_INPUT, "orbit",
                        "no orbit: distance %g m, speed %g m/s along a straight line", r, sqrt(v2));
    const leo_vec3 w = leo_scale(1 / h_size, h), rhat = leo_scale(1 / r, pos_m);
    const leo_vec3 ev = leo_sub(leo_scale(1 / gm_m3_s2, leo_cross(vel_m_s, h)), rhat);
    const double e = leo_norm(ev), sin_i = sqrt(w.x * w.x + w.y * w.y);
    leo_vec3 node = leo_vec(1, 0, 0);
    leo_elements k = { .sma_m = 1 / (2 / r - v2 / gm_m3_s2), .ecc = e, .inc_rad = atan2(sin_i, w.z) };
    if (sin_i > SMALL) {
        node = leo_vec(-w.y / sin_i, w.x / sin_i, 0);
        k.raan_rad = turn(atan2(w.x, -w.y));
    }
    const leo_vec3 apsis = e > SMALL ? leo_scale(1 / e, ev) : node;
    if (e > SMALL)
        k.argp_rad = turn(atan2(leo_dot(leo_cross(node, apsis), w), leo_dot(node, apsis)));
    k.true_anomaly_rad = turn(atan2(leo_dot(leo_cross(apsis, rhat), w), leo_dot(apsis, rhat)));
    *elements = k;
    return LEO_OK;
}

leo_status leo_orbit_summarise(leo_vec3 pos_m, leo_vec3 vel_m_s, double gm_m3_s2, double radius_m,
                               leo_orbit_summary *summary, leo_error *error)
{
    leo_elements k;
    const leo_status status = leo_elements_from_state(pos_m, vel_m_s, gm_m3_s2, &k, error);
    if (status != LEO_OK)
        return status;
    const int closed = k.ecc < 1 && k.sma_m > 0;
    *summary = (leo_orbit_summary){ .elements = k,
                                    .perigee_alt_m = k.sma_m * (1 - k.ecc) - radius_m,
                                    .apogee_alt_m = closed ? k.sma_m * (1 + k.ecc) - radius_m : INFINITY,
                                    .period_s = closed ? leo_orbit_period_s(k.sma_m, gm_m3_s2) : INFINITY };
    return LEO_OK;
}
