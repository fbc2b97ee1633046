/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_GRAVITY_H
#define LEO_WORLD_GRAVITY_H

/* Fields of gravity in spherical harmonics. */

#include "math/vec.h"

/* Largest degree that the evaluation takes. */
enum { LEO_GRAVITY_DEGREE_MAX = 20 };

/*
 * Fully normalised coefficients. C[n][m] and S[n][m] stand at index n (n + 1) / 2 + m, from n = 0.
 */
typedef struct leo_gravity {
    const char *name;
    double gm_m3_s2, radius_m;
    int degree; // at most LEO_GRAVITY_DEGREE_MAX
    const double *c, *s;
} leo_gravity;

/* EGM2008 to degree and order 20, tide-free. */
const leo_gravity *leo_gravity_earth(void);

/*
 * The whole field, central term included, up to `degree` (cut to the field's own): acceleration in the axes
 * of the field (ITRF), m/s^2, and potential (positive, falling outward), J/kg. The position must not be the
 * centre.
 */
leo_vec3 leo_gravity_accel(const leo_gravity *field, int degree, leo_vec3 pos_itrf_m);
double leo_gravity_potential(const leo_gravity *field, int degree, leo_vec3 pos_itrf_m);

#endif
