/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_SHADOW_H
#define LEO_WORLD_SHADOW_H

/* Sunlight near the Earth. Both vectors from the centre of the Earth, in the same axes. */

#include "math/vec.h"

/* The part of the Sun's disc that the Earth does not cover: 0 in the umbra, 1 in full light. */
double leo_sunlit_fraction(leo_vec3 pos_gcrf_m, leo_vec3 sun_gcrf_m);

/* Height of the centre of the Sun above the plane across the local geocentric vertical. */
double leo_sun_elevation_rad(leo_vec3 pos_gcrf_m, leo_vec3 sun_gcrf_m);

#endif
