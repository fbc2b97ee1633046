/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_SKY_H
#define LEO_WORLD_SKY_H

/*
 * Seen from the centre of one body during one stretch of time: how that body is turned, and where the others stand.
 * Tabulated once, so that a call costs some ten nanoseconds. Inertial axes: ICRF (for the Earth, GCRF). Times are seconds
 * elapsed since the `epoch` given at create; they may be negative. All calls are pure and const.
 */

#include "base/memory.h"
#include "math/lanes.h"
#include "world/data.h"
#include "world/earth.h"

enum { LEO_SKY_BODIES = 12 };

typedef struct leo_sky leo_sky;

typedef struct leo_sky_setup {
    const leo_data *data;       // NULL: built in
    int center;                 // LEO_BODY_EARTH, LEO_BODY_MOON, LEO_BODY_SUN, a planet
    int bodies[LEO_SKY_BODIES]; // the others that will be asked for; the Sun is always there
    int body_count;
    leo_epoch epoch;
    double from_s, to_s; // from_s <= to_s; at most 20 years
} leo_sky_setup;

leo_sky *leo_sky_create(const leo_sky_setup *setup, leo_arena *arena, leo_error *error);

int leo_sky_center(const leo_sky *sky);
leo_epoch leo_sky_epoch(const leo_sky *sky);
int leo_sky_covers(const leo_sky *sky, double elapsed_s);

/* Which slot of the table holds `body`, or -1; and the place of the body of a slot, from the centre. */
int leo_sky_slot(const leo_sky *sky, int body);
leo_vec3 leo_sky_body_m(const leo_sky *sky, int slot, double elapsed_s);
double leo_sky_gm_m3_s2(const leo_sky *sky, int slot);

/* Axes fixed in the central body: ITRF for the Earth, principal axes of DE421 for the Moon, IAU axes for the others. */
leo_mat3 leo_sky_fixed_from_icrf(const leo_sky *sky, double elapsed_s);
leo_vec3 leo_sky_spin_icrf_rad_s(const leo_sky *sky, double elapsed_s);

/* The tables of the Earth when it is the centre, else NULL. */
const leo_earth *leo_sky_earth(const leo_sky *sky);

#endif
