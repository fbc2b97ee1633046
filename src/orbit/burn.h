/* SPDX-License-Identifier: MIT */
#ifndef LEO_ORBIT_BURN_H
#define LEO_ORBIT_BURN_H

/* Burns of a flight in order of time, and the axes that their directions follow. */

#include "base/memory.h"
#include "orbit/propagator.h"

/*
 * A vector given in axes of the orbit, in inertial axes. `by_pos` and `by_vel` (both or neither NULL) are its partial
 * derivatives: the axes turn when the state changes.
 */
leo_vec3 leo_burn_vector(leo_burn_axes axes, leo_vec3 components, leo_vec3 pos_m, leo_vec3 vel_m_s,
                         leo_mat3 *by_pos, leo_mat3 *by_vel);

typedef struct leo_burns {
    int count;
    leo_burn *burns; // rising in time, directions of length one
} leo_burns;

/* Checks, copies and sorts. `mass_kg` is that before the first burn. */
leo_status leo_burns_create(leo_burns *burns, const leo_burn *given, int count, double mass_kg,
                            leo_arena *arena, leo_error *error);

/* The next instant behind `elapsed_s` in the direction `sign` (1 or -1) where a burn begins or ends; +-INFINITY if none. */
double leo_burns_next_s(const leo_burns *burns, double elapsed_s, int sign);

/* The burn with thrust that is on just behind `elapsed_s` in the direction `sign`; NULL if none. */
const leo_burn *leo_burns_on(const leo_burns *burns, double elapsed_s, int sign);

double leo_burn_flow_kg_s(const leo_burn *burn);

/*
 * Takes a state over the impulse (sign 1) or back before it (sign -1, by iteration where the axes follow the velocity).
 * `stm` may be NULL.
 */
leo_status leo_burn_apply(const leo_burn *burn, int sign, leo_orbit_state *state, double *mass_kg,
                          double (*stm)[6], leo_error *error);

#endif
