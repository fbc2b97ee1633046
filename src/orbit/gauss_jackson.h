/* SPDX-License-Identifier: MIT */
#ifndef LEO_ORBIT_GAUSS_JACKSON_H
#define LEO_ORBIT_GAUSS_JACKSON_H

/*
 * Gauss-Jackson of order 8 in summed form, fixed step, predict - evaluate - correct: one evaluation of the force a step.
 * Eight trajectories in lanes that share their dynamics and their instants; a single one takes one lane.
 */

#include "force/dynamics.h"

typedef struct leo_gauss_jackson leo_gauss_jackson;

/* `step_s` may be negative. `lanes` is 1 .. 8. */
leo_gauss_jackson *leo_gauss_jackson_create(const leo_dynamics *dynamics, double step_s, int lanes,
                                            leo_arena *arena, leo_error *error);

/* Starts by iterating on the first nine points, as the method's literature does. */
leo_status leo_gauss_jackson_start(leo_gauss_jackson *gj, double elapsed_s, const leo_vec3 *pos_m,
                                   const leo_vec3 *vel_m_s, leo_error *error);
leo_status leo_gauss_jackson_step(leo_gauss_jackson *gj, leo_error *error);

/* Of lane `lane`, inside the last step, by the method's own accelerations. */
void leo_gauss_jackson_at(const leo_gauss_jackson *gj, int lane, double elapsed_s, leo_vec3 *pos_m,
                          leo_vec3 *vel_m_s);
double leo_gauss_jackson_begin_s(const leo_gauss_jackson *gj);
double leo_gauss_jackson_end_s(const leo_gauss_jackson *gj);

#endif
