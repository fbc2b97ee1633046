/* SPDX-License-Identifier: MIT */
#ifndef LEO_ORBIT_PICARD_H
#define LEO_ORBIT_PICARD_H

/*
 * Picard-Chebyshev collocation with several fidelities of the force: a whole piece of orbit at once, its nodes eight wide.
 */

#include "force/dynamics.h"

typedef struct leo_picard leo_picard;

/*
 * `accuracy_m` is what the position may be off after a day in low orbit, or after the span if that is longer; it picks
 * nodes, pieces and sweeps. All memory is taken here.
 */
leo_picard *leo_picard_create(const leo_dynamics *dynamics, double accuracy_m, leo_arena *arena,
                              leo_error *error);
leo_status leo_picard_start(leo_picard *picard, double elapsed_s, leo_vec3 pos_m, leo_vec3 vel_m_s,
                            leo_error *error);

/*
 * One piece further, forward or back, never beyond `limit_s` (met exactly). LEO_NO_CONVERGENCE: not the method for this
 * arc; nothing was changed.
 */
leo_status leo_picard_step(leo_picard *picard, double limit_s, leo_error *error);

/* The solution anywhere inside the last piece; to the accuracy of the nodes. */
void leo_picard_at(const leo_picard *picard, double elapsed_s, leo_vec3 *pos_m, leo_vec3 *vel_m_s);
double leo_picard_begin_s(const leo_picard *picard);
double leo_picard_end_s(const leo_picard *picard);

/* Evaluations of the force so far, counted in states: at full, middle and low fidelity. */
void leo_picard_evaluations(const leo_picard *picard, long count[3]);

#endif
