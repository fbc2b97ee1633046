/* SPDX-License-Identifier: MIT */
#ifndef LEO_ORBIT_ELEMENTS_H
#define LEO_ORBIT_ELEMENTS_H

/* Osculating Kepler elements and Cartesian states, in whatever inertial axes the caller means. */

#include "math/vec.h"

#include <leonov/types.h>

typedef struct leo_elements {
    double sma_m; // negative for a hyperbola
    double ecc;
    double inc_rad, raan_rad, argp_rad, true_anomaly_rad;
} leo_elements;

typedef struct leo_orbit_state {
    leo_vec3 pos_m, vel_m_s;
} leo_orbit_state;

/* What a reader of an orbit looks at first. Heights are above a sphere of the radius given. */
typedef struct leo_orbit_summary {
    leo_elements elements;
    double perigee_alt_m, apogee_alt_m; // apogee INFINITY, period INFINITY when not closed
    double period_s;
} leo_orbit_summary;

/*
 * Is this a closed orbit that stays above the ground at its perigee? A key of `where` is appended to `place`
 * in the error ("orbit" gives "orbit.eccentricity"); `place` may be NULL.
 *
 *   returns   LEO_BAD_INPUT  "impossible orbit: ..." for an eccentricity outside [0, 1), a semi-major axis
 * that is not positive, an inclination outside 0 .. 180 deg, a perigee below `ground_radius_m`, or a value
 * that is not a number
 */
leo_status leo_orbit_check(const leo_elements *elements, double ground_radius_m, const char *place,
                           leo_error *error);

/*
 * Elements to position and velocity. Ellipses and hyperbolas; angles in any turn.
 *
 *   returns   LEO_BAD_INPUT  eccentricity 1 (no such semi-major axis), signs of axis and eccentricity that
 * disagree, an anomaly beyond the asymptotes, a value that is not a number
 */
leo_status leo_orbit_state_from_elements(const leo_elements *elements, double gm_m3_s2,
                                         leo_orbit_state *state, leo_error *error);

/*
 * Position and velocity to elements. Angles in [0, 2 pi), inclination in [0, pi]. Where an angle has no
 * meaning it is counted from the next one that has: a circular orbit has argp 0 (the anomaly counts from the
 * node), an equatorial one raan 0 (argp counts from the x axis).
 *
 *   returns   LEO_BAD_INPUT  zero position, straight-line motion, a value that is not a number
 */
leo_status leo_elements_from_state(leo_vec3 pos_m, leo_vec3 vel_m_s, double gm_m3_s2, leo_elements *elements,
                                   leo_error *error);

/* As above, with heights and period. */
leo_status leo_orbit_summarise(leo_vec3 pos_m, leo_vec3 vel_m_s, double gm_m3_s2, double radius_m,
                               leo_orbit_summary *summary, leo_error *error);

double leo_orbit_period_s(double sma_m, double gm_m3_s2);

#endif
