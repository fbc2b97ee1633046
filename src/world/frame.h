/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_FRAME_H
#define LEO_WORLD_FRAME_H

/* Axes by the names that users and files give them, and the way of a state from one to another. */

#include "math/vec.h"
#include "world/data.h"

typedef enum leo_frame {
    LEO_GCRF,    // ICRF axes
    LEO_EME2000, // mean equator and equinox of J2000 (frame bias)
    LEO_MOD,     // mean equator and equinox of date, IAU 2006
    LEO_TOD,     // true equator and equinox of date, IAU 2006/2000A
    LEO_TEME,    // true equator, mean equinox, as SGP4 means it (IAU 1976/1980/1982)
    LEO_CIRF,
    LEO_TIRF,
    LEO_ITRF,
    LEO_MOON_PA, // principal axes of the Moon
    LEO_MOON_ME, // mean Earth/polar axis
    LEO_IAU_MARS,
    LEO_IAU_MOON,
    LEO_IAU_SUN,
    LEO_IAU_MERCURY,
    LEO_IAU_VENUS,
    LEO_IAU_JUPITER,
    LEO_IAU_SATURN,
    LEO_IAU_URANUS,
    LEO_IAU_NEPTUNE,
    LEO_MOD_76, // mean equator and equinox of date, IAU 1976, from EME2000
    LEO_TOD_76, // true equator and equinox of date, IAU 1976/1980, without corrections
    LEO_ITRF_76, // ITRF by IAU 1976/1980/1982 (GMST-82 and the equation of the equinoxes), as simulators of the time have it
    LEO_FRAMES
} leo_frame;

/* "GCRF", "EME2000", ... and the synonyms of files (ICRF, J2000, TOD, ITRF2014, ...). LEO_FRAMES when there is none. */
const char *leo_frame_name(leo_frame frame);
leo_frame leo_frame_find(const char *name, size_t length);

/*
 * The axes of `frame` at an instant, exact (not tabulated), and their rotation vector relative to GCRF in GCRF axes, rad/s
 * (may be NULL). Quasi-inertial frames of date (MOD, TOD, TEME, CIRF) have the rotation zero, as files mean their velocities;
 * that of TIRF and ITRF is whole: length of day, precession and nutation, for ITRF the wander of the pole. `data` NULL:
 * what is built in.
 *
 *   returns   LEO_OUT_OF_RANGE  CIRF, TIRF, ITRF outside the set of Earth orientation, MOON_* outside the ephemeris
 */
leo_status leo_frame_from_gcrf(leo_frame frame, const leo_data *data, leo_epoch epoch,
                               leo_mat3 *frame_from_gcrf, leo_vec3 *spin_gcrf_rad_s, leo_error *error);

typedef struct leo_state {
    leo_vec3 pos_m, vel_m_s;
} leo_state;

/* A state from one frame to another at one instant (same centre). */
leo_status leo_frame_turn(leo_frame from, leo_frame to, const leo_data *data, leo_epoch epoch,
                          const leo_state *state, leo_state *turned, leo_error *error);

/* Local orbital axes, rows in the order of their name: RSW (= RTN, QSW: radial, along, cross), LVLH (x along, y against the
 * momentum, z down), VNC (velocity, normal, co-normal), and topocentric east-north-up of a geodetic place in ITRF. */
leo_mat3 leo_rsw_from_inertial(leo_vec3 pos_m, leo_vec3 vel_m_s);
leo_mat3 leo_lvlh_from_inertial(leo_vec3 pos_m, leo_vec3 vel_m_s);
leo_mat3 leo_vnc_from_inertial(leo_vec3 pos_m, leo_vec3 vel_m_s);
leo_mat3 leo_enu_from_fixed(double lat_rad, double lon_rad);

#endif
