/* SPDX-License-Identifier: MIT */
#ifndef LEO_MATH_DOP853_H
#define LEO_MATH_DOP853_H

/*
 * Adaptive integration of dy/dt = f(t, y) by the Runge-Kutta pair 8(5,3) of Dormand and Prince, with dense
 * output of order 7. Deterministic: the steps depend only on what is written below, never on how often the
 * dense output is read.
 */

#include "base/memory.h"

#include <leonov/types.h>

/* Writes dy/dt. LEO_RETRY_STEP: this trial state is not physical, take a shorter step. Other failures stop
 * the step. */
typedef leo_status leo_rate_fn(void *context, double t, const double *y, double *dydt, leo_error *error);

typedef struct leo_dop853 leo_dop853;

/*
 * `count` states; the error of a step is measured against abs_tol[i] + rel_tol |y[i]|. `abs_tol` is copied,
 * `context` is lent. NULL when there is no memory or a tolerance is not positive. Start before the first
 * step.
 */
leo_dop853 *leo_dop853_create(leo_arena *arena, int count, const double *abs_tol, double rel_tol,
                              leo_rate_fn *rate, void *context);

/* No step is longer than this; 0: any. */
void leo_dop853_limit(leo_dop853 *solver, double longest);

/* Begin at (t, y) with a step chosen from the first two derivatives. */
leo_status leo_dop853_start(leo_dop853 *solver, double t, const double *y, leo_error *error);

/* The state at the end was changed a little: take it over, keep the suggested step. The dense output stays.
 */
leo_status leo_dop853_amend(leo_dop853 *solver, const double *y, leo_error *error);

/* State or rates jump at the end: go on from `y` with a step chosen afresh. The dense output stays. */
leo_status leo_dop853_jump(leo_dop853 *solver, const double *y, leo_error *error);

/*
 * One accepted step, never beyond `limit_t` (which is met exactly).
 *
 *   returns   LEO_BAD_ARGUMENT    `limit_t` is not after the end
 *             LEO_NO_CONVERGENCE  the step fell below the resolution of t
 *             what the rate function failed with, but LEO_RETRY_STEP
 *   on error  the solver stands at the end of the last accepted step
 */
leo_status leo_dop853_step(leo_dop853 *solver, double limit_t, leo_error *error);

/* The last accepted step again, ending at `end_t`: begin < end_t <= end. On error the longer step stands. */
leo_status leo_dop853_redo(leo_dop853 *solver, double end_t, leo_error *error);

/* The solution at `t` inside the last step (begin .. end): order 7, exact at the ends. */
void leo_dop853_at(const leo_dop853 *solver, double t, double *y);

double leo_dop853_begin(const leo_dop853 *solver);
double leo_dop853_end(const leo_dop853 *solver);
const double *leo_dop853_state(const leo_dop853 *solver); // at the end
double leo_dop853_suggested(const leo_dop853 *solver);    // length of the next step

/* Everything that continues the integration and its dense output bit for bit: so many doubles. */
size_t leo_dop853_saved_count(const leo_dop853 *solver);
void leo_dop853_save(const leo_dop853 *solver, double *saved);
void leo_dop853_restore(leo_dop853 *solver, const double *saved);

/* The coefficients, for tests: 16 stages (13: the end point, 14-16: for the dense output only). */
typedef struct leo_dop853_tableau {
    double c[16], a[16][15], b[12];
    double error5[12], weight3[3]; // weight3: of stages 1, 9, 12
    double dense[4][16];
} leo_dop853_tableau;

extern const leo_dop853_tableau leo_dop853_figures;

#endif
