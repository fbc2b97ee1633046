/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_GRAVITY_H
#define LEO_WORLD_GRAVITY_H

/* Fields of gravity in spherical harmonics. For speed and for degrees above 20 see world/gravity_model.h. */

#include "base/file.h"
#include "math/vec.h"

/* Largest degree that leo_gravity_accel and leo_gravity_potential take. */
enum { LEO_GRAVITY_DEGREE_MAX = 20 };

/* Is the permanent part of the tides in C20? */
typedef enum leo_tide_system {
    LEO_TIDE_UNKNOWN,
    LEO_TIDE_FREE,
    LEO_TIDE_ZERO,
    LEO_TIDE_MEAN
} leo_tide_system;

/*
 * Fully normalised coefficients. C[n][m] and S[n][m] stand at index n (n + 1) / 2 + m, from n = 0.
 */
typedef struct leo_gravity {
    const char *name;   // "EGM2008"
    const char *source; // who, when
    int body;           // LEO_BODY_EARTH, LEO_BODY_MOON, ...; 0: the file does not say
    double gm_m3_s2, radius_m;
    int degree;
    leo_tide_system tides;
    const double *c, *s;
} leo_gravity;

/* EGM2008 to degree and order 70, tide-free. */
const leo_gravity *leo_gravity_earth(void);
/* GRAIL GL0660B to degree and order 50, principal axes. */
const leo_gravity *leo_gravity_moon(void);

/*
 * An ICGEM file (.gfc), fully normalised; exponents with d allowed; rows beyond `degree_max` (0: all) are passed over.
 *
 *   returns   NULL with LEO_BAD_INPUT: file:line and what is wrong
 */
leo_gravity *leo_gravity_parse(leo_bytes bytes, int degree_max, leo_arena *arena, leo_error *error);

/*
 * The whole field, central term included, up to `degree` (cut to the field's own): acceleration in the axes
 * of the field (ITRF), m/s^2, and potential (positive, falling outward), J/kg. The position must not be the
 * centre.
 */
leo_vec3 leo_gravity_accel(const leo_gravity *field, int degree, leo_vec3 pos_itrf_m);
double leo_gravity_potential(const leo_gravity *field, int degree, leo_vec3 pos_itrf_m);

#endif
