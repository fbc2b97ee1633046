/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_SHADOW_H
#define LEO_WORLD_SHADOW_H

/* Sunlight near bodies that stand before the Sun. All vectors of a call in the same axes, from the same origin. */

#include "math/vec.h"

/* The part of the Sun's disc that a ball does not cover: 0 in the umbra, 1 in full light. */
double leo_sunlit_past_ball(leo_vec3 pos_m, leo_vec3 sun_m, leo_vec3 ball_m, double radius_m);

/* The same near the Earth; both vectors from its centre. */
double leo_sunlit_fraction(leo_vec3 pos_gcrf_m, leo_vec3 sun_gcrf_m);

/*
 * Angle by which the discs of Sun and ball stand apart at the edge: of the penumbra (they begin to overlap), or of the
 * core, where one disc comes to lie inside the other (umbra, or ring of light). Negative inside.
 */
typedef enum leo_shadow_edge { LEO_EDGE_PENUMBRA, LEO_EDGE_CORE } leo_shadow_edge;
double leo_shadow_edge_rad(leo_vec3 pos_m, leo_vec3 sun_m, leo_vec3 ball_m, double radius_m,
                           leo_shadow_edge edge);

/* Height of the centre of the Sun above the plane across the local geocentric vertical. */
double leo_sun_elevation_rad(leo_vec3 pos_gcrf_m, leo_vec3 sun_gcrf_m);

#endif
