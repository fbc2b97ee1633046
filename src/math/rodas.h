/* SPDX-License-Identifier: MIT */
#ifndef LEO_MATH_RODAS_H
#define LEO_MATH_RODAS_H

/*
 * Stiff ordinary differential equations y' = f(t, y) of some tens of states: one linear system per step, no
 * iteration. Order 4 with an error estimate of order 3, L-stable, dense output of order 3.
 */

#include "base/memory.h"

typedef struct leo_rodas leo_rodas;

typedef struct leo_rodas_problem {
    int count;
    /* dy/dt. LEO_RETRY_STEP: not physical, shorten the step. */
    leo_status (*rate)(void *context, double t, const double *y, double *rate, leo_error *error);
    /*
     * At (t, y): `rate`, the row-major `jacobian` (all of it, zeros too) and the change of the rate with time
     * alone. `step` is the step about to be tried, as a length for differences in time.
     */
    leo_status (*jacobian)(void *context, double t, const double *y, double step, double *rate,
                           double *jacobian, double *rate_dt, leo_error *error);
    /* May be NULL: called with the increment of the step before it is added. */
    void (*correct)(void *context, const double *y, double *increment);
    void *context;
    const double
        *abs_tol; // error allowed per step by state, besides rel_tol |y|; 0: the state is not controlled
    double rel_tol;
    double longest_step_s;        // 0: no limit
    const int *order;             // of elimination; may be NULL
    const unsigned char *pattern; // of the Jacobian, see leo_lu_create; may be NULL
} leo_rodas_problem;

/* The problem (not what its pointers show) is copied; `abs_tol` must live as long. NULL when there is no
 * memory. */
leo_rodas *leo_rodas_create(leo_arena *arena, const leo_rodas_problem *problem, leo_error *error);

void leo_rodas_start(leo_rodas *rodas, double t, const double *y);

/* One accepted adaptive step, never beyond `limit_t`; takes no memory. On failure the last accepted step
 * stays. */
leo_status leo_rodas_step(leo_rodas *rodas, double limit_t, leo_error *error);

/* The last accepted step again, ending earlier: at `end_t`, with begin < end_t <= end. */
leo_status leo_rodas_redo(leo_rodas *rodas, double end_t, leo_error *error);

/* The right-hand side jumped at the current end: the next step starts small. */
void leo_rodas_jumped(leo_rodas *rodas);

double leo_rodas_begin(const leo_rodas *rodas);
double leo_rodas_end(const leo_rodas *rodas);
const double *leo_rodas_state(const leo_rodas *rodas);          // at the end
void leo_rodas_at(const leo_rodas *rodas, double t, double *y); // in the last step
double leo_rodas_suggested_step(const leo_rodas *rodas);

/* Everything that continues the integration bit for bit, the last step's dense output included. */
size_t leo_rodas_state_size(const leo_rodas *rodas);
void leo_rodas_save(const leo_rodas *rodas, void *bytes);
void leo_rodas_restore(leo_rodas *rodas, const void *bytes);

typedef struct leo_rodas_count {
    long steps, rejected, factorisations, pivoted;
} leo_rodas_count;
leo_rodas_count leo_rodas_work(const leo_rodas *rodas);

#endif
