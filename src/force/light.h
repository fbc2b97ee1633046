/* SPDX-License-Identifier: MIT */
#ifndef LEO_FORCE_LIGHT_H
#define LEO_FORCE_LIGHT_H

/*
 * Which bodies may stand before the Sun: the central body, the Earth and the Moon where they are seen; balls of their
 * equatorial radius. The true limb of the Earth lies up to 21 km inside, the air darkens as much outside.
 */

#include "force/force.h"

enum { LEO_LIGHT_BODIES = 3, LEO_LIGHT_CENTER = -1 };

typedef struct leo_light {
    int sun_is_known, sun_slot; // LEO_LIGHT_CENTER: the central body
    int count;
    int slot[LEO_LIGHT_BODIES];
    double radius_m[LEO_LIGHT_BODIES];
} leo_light;

leo_light leo_light_of(const leo_force_host *host);

leo_vec3 leo_light_sun_m(const leo_light *light, const leo_surroundings *here);

/* The part of the Sun's disc that none of them covers; overlapping covers count twice. */
double leo_light_sunlit(const leo_light *light, const leo_surroundings *here);

/* Edges of their shadows, two for each body; see world/shadow.h. */
double leo_light_edge_rad(const leo_light *light, const leo_surroundings *here, int index);

#endif
