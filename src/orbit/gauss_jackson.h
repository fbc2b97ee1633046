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

/* Another step, from the next start on. */
leo_status leo_gauss_jackson_set_step(leo_gauss_jackson *gj, double step_s, leo_error *error);

/*
 * Starts by iterating on nine points, as the method's literature does: four on either side of `elapsed_s` where the sky
 * covers them, else all of them ahead. `pos_m` and `vel_m_s` hold one state for each lane. The last step is then the stretch
 * from `elapsed_s` to the last of these points.
 *
 *   returns   LEO_NO_CONVERGENCE  the step is too long for this orbit; the error says how long it is
 *             LEO_OUT_OF_RANGE    the sky does not cover the points
 */
leo_status leo_gauss_jackson_start(leo_gauss_jackson *gj, double elapsed_s, const leo_vec3 *pos_m,
                                   const leo_vec3 *vel_m_s, leo_error *error);
leo_status leo_gauss_jackson_step(leo_gauss_jackson *gj, leo_error *error);

/* Of lane `lane`, inside the last step, by the method's own accelerations. */
void leo_gauss_jackson_at(const leo_gauss_jackson *gj, int lane, double elapsed_s, leo_vec3 *pos_m,
                          leo_vec3 *vel_m_s);
double leo_gauss_jackson_begin_s(const leo_gauss_jackson *gj);
double leo_gauss_jackson_end_s(const leo_gauss_jackson *gj);

/* Evaluations of the force since create, each for all lanes. */
long leo_gauss_jackson_evaluations(const leo_gauss_jackson *gj);

/*
 * The weights of the summed form, for tests: with back differences at point n of accelerations a,
 *   v(t_n + s h) = h   (S_n + sum_j velocity[j] (nabla^j a)_n)           S_n = S_(n-1) + a_n
 *   r(t_n + s h) = h^2 (T_n + s1 S_n + sum_j position[j] (nabla^j a)_n)  T_n = T_(n-1) + S_n,  s1 = s - 1
 */
enum { LEO_GJ_POINTS = 9 };
void leo_gauss_jackson_weights(double s, double velocity[LEO_GJ_POINTS], double position[LEO_GJ_POINTS]);

#endif
