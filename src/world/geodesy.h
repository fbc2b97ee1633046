/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_GEODESY_H
#define LEO_WORLD_GEODESY_H

/* Places on and above the ellipsoid WGS 84. */

#include "math/vec.h"

typedef struct leo_geodetic {
    double lat_rad, lon_rad; // geodetic; longitude east, -pi .. pi
    double alt_m;            // above the ellipsoid, along its normal
} leo_geodetic;

/*
 * On the axis the longitude is 0. Within 43 km of the centre a point has no unique normal (the evolute of the
 * ellipse): there the answer is the point's geocentric latitude and its distance less the equatorial radius.
 */
leo_geodetic leo_geodetic_from_itrf(leo_vec3 pos_itrf_m);
leo_vec3 leo_itrf_from_geodetic(leo_geodetic place);

/* Unit vector along the outward normal of the ellipsoid. */
leo_vec3 leo_geodetic_up(leo_geodetic place);

/* Shortest way between two places on the ellipsoid (heights do not count), antipodes included. */
double leo_geodetic_distance_m(leo_geodetic from, leo_geodetic to);

#endif
