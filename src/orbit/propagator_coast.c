/* SPDX-License-Identifier: MIT */
/* Legs without thrust by the methods for smooth forces: Gauss-Jackson and Picard-Chebyshev. */
#include "orbit/propagator_inside.h"

#include "base/error.h"

typedef struct steady {
    const leo_dynamics *dynamics;
    double accuracy_m, span_s, end_s, mass_kg;
    leo_gauss_jackson *gj, *trial;
} steady;

void *leo_steady_create(const leo_propagator_setup *setup, double span_s, leo_arena *arena, leo_error *error)
{
    steady *me = LEO_TAKE(arena, steady, 1);
    if (!me) {
        leo_fail(error, LEO_NO_MEMORY, "propagator", "no memory");
        return NULL;
    }
    *me = (steady){ .dynamics = setup->dynamics, .accuracy_m = setup->accuracy_m, .span_s = span_s };
    me->gj = leo_gauss_jackson_create(setup->dynamics, 60, 1, arena, error);
    me->trial = leo_gauss_jackson_create(setup->dynamics, 60, 1, arena, error);
    return me->gj && me->trial ? me : NULL;
}

/* The end of one revolution with `steps` of them. */
static leo_status fly_trial(leo_gauss_jackson *trial, double elapsed_s, double length_s, int steps,
                            const leo_orbit_state *state, leo_vec3 *pos_m, leo_error *error)
{
    leo_status status = leo_gauss_jackson_set_step(trial, length_s / steps, error);
    if (status == LEO_OK)
        status = leo_gauss_jackson_start(trial, elapsed_s, &state->pos_m, &state->vel_m_s, error);
    const double end_s = elapsed_s + length_s, near_s = 1e-6 * fabs(length_s / steps);
    const int sign = length_s < 0 ? -1 : 1;
    while (status == LEO_OK && sign * (end_s - leo_gauss_jackson_end_s(trial)) > near_s)
        status = leo_gauss_jackson_step(trial, error);
    if (status == LEO_OK)
        leo_gauss_jackson_at(trial, 0, end_s, pos_m, NULL);
    return status;
}

leo_status leo_steady_choose_step(leo_gauss_jackson *trial, const leo_dynamics *dynamics, double accuracy_m,
                                  double span_s, double elapsed_s, double leg_s, const leo_orbit_state *state,
                                  double *step_s, leo_error *error)
{
    /* Steps a revolution. From one to the next an error of order 8 falls tenfold; a third is counted on. */
    static const int tries[] = { 40, 54, 72, 96, 128, 170, 224, 300, 400, 540, 720, 960, 1280 };
    enum { TRIES = sizeof tries / sizeof tries[0] };
    const leo_orbit_size size = leo_orbit_size_of(state, leo_dynamics_gm_m3_s2(dynamics));
    if (!(size.ecc < 1))
        return leo_fail(error, LEO_NO_CONVERGENCE, "gauss-jackson", "not a closed orbit");
    const double turn_s = 2 * acos(-1) / size.mean_motion_rad_s, leg = leg_s - elapsed_s;
    const double length_s = copysign(fmin(turn_s, fabs(leg)), leg);
    /* What a revolution gets wrong grows with the square of their number, when it is wrong in the energy. */
    const double turns = fmax(1, span_s / turn_s), allowed_m = accuracy_m / (turns * turns);
    double least_m = INFINITY;
    leo_vec3 before = { 0, 0, 0 };
    int chosen = tries[TRIES - 1];
    for (int i = 0; i < TRIES; i++) {
        leo_vec3 now;
        const int steps = (int)fmax(8, ceil(tries[i] * fabs(length_s) / turn_s));
        leo_error failed = { 0 };
        const leo_status status = fly_trial(trial, elapsed_s, length_s, steps, state, &now, &failed);
        if (status == LEO_NO_CONVERGENCE && i + 1 < TRIES) { // too long a step to start with
            before = leo_vec(INFINITY, 0, 0);
            continue;
        }
        if (status != LEO_OK) {
            if (error && error->status == LEO_OK)
                *error = failed;
            return status;
        }
        const double off_m = leo_norm(leo_sub(now, before));
        if (i > 0 && off_m / 3 <= allowed_m) {
            chosen = tries[i];
            break;
        }
        if (i > 2 && off_m < 1e-5 && off_m > 0.3 * least_m) { // rounding rules from here on
            chosen = tries[i];
            break;
        }
        least_m = i > 0 && isfinite(off_m) ? fmin(least_m, off_m) : least_m;
        before = now;
    }
    *step_s = leg / fmax(8, ceil(fabs(leg) / turn_s * chosen));
    return LEO_OK;
}

static leo_status steady_start(void *solver, double elapsed_s, const leo_flight_point *point,
                               const leo_burn *burn, double leg_s, leo_error *error)
{
    (void)burn;
    steady *me = solver;
    double step_s = 0;
    leo_status status = leo_steady_choose_step(me->trial, me->dynamics, me->accuracy_m, me->span_s, elapsed_s,
                                               leg_s, &point->state, &step_s, error);
    if (status == LEO_OK)
        status = leo_gauss_jackson_set_step(me->gj, step_s, error);
    if (status == LEO_OK)
        status =
            leo_gauss_jackson_start(me->gj, elapsed_s, &point->state.pos_m, &point->state.vel_m_s, error);
    me->end_s = elapsed_s;
    me->mass_kg = point->mass_kg;
    return status;
}

static leo_status steady_step(void *solver, double limit_s, leo_error *error)
{
    steady *me = solver;
    const int sign = limit_s < me->end_s ? -1 : 1;
    const double step_s = leo_gauss_jackson_end_s(me->gj) - leo_gauss_jackson_begin_s(me->gj);
    const double near_s = 1e-6 * fabs(step_s);
    if (sign * (leo_gauss_jackson_end_s(me->gj) - me->end_s) <= near_s) {
        const leo_status status = leo_gauss_jackson_step(me->gj, error);
        if (status != LEO_OK)
            return status;
    }
    const double end_s = leo_gauss_jackson_end_s(me->gj);
    me->end_s = sign * (end_s - limit_s) >= -near_s ? limit_s : end_s;
    return LEO_OK;
}

static void steady_at(const void *solver, double elapsed_s, leo_flight_point *point)
{
    const steady *me = solver;
    leo_gauss_jackson_at(me->gj, 0, elapsed_s, &point->state.pos_m, &point->state.vel_m_s);
    point->mass_kg = me->mass_kg;
}

static double steady_end_s(const void *solver)
{
    return ((const steady *)solver)->end_s;
}

static long steady_evaluations(const void *solver)
{
    const steady *me = solver;
    return leo_gauss_jackson_evaluations(me->gj) + leo_gauss_jackson_evaluations(me->trial);
}

const leo_coast leo_coast_steady = {
    .method = LEO_METHOD_GAUSS_JACKSON,
    .start = steady_start,
    .step = steady_step,
    .at = steady_at,
    .end_s = steady_end_s,
    .evaluations = steady_evaluations,
};

typedef struct pieces {
    leo_picard *picard;
    double mass_kg;
} pieces;

void *leo_pieces_create(const leo_propagator_setup *setup, leo_arena *arena, leo_error *error)
{
    pieces *me = LEO_TAKE(arena, pieces, 1);
    if (!me) {
        leo_fail(error, LEO_NO_MEMORY, "propagator", "no memory");
        return NULL;
    }
    me->picard = leo_picard_create(setup->dynamics, setup->accuracy_m, arena, error);
    return me->picard ? me : NULL;
}

static leo_status pieces_start(void *solver, double elapsed_s, const leo_flight_point *point,
                               const leo_burn *burn, double leg_s, leo_error *error)
{
    (void)burn;
    (void)leg_s;
    pieces *me = solver;
    me->mass_kg = point->mass_kg;
    return leo_picard_start(me->picard, elapsed_s, point->state.pos_m, point->state.vel_m_s, error);
}

static leo_status pieces_step(void *solver, double limit_s, leo_error *error)
{
    return leo_picard_step(((pieces *)solver)->picard, limit_s, error);
}

static void pieces_at(const void *solver, double elapsed_s, leo_flight_point *point)
{
    const pieces *me = solver;
    leo_picard_at(me->picard, elapsed_s, &point->state.pos_m, &point->state.vel_m_s);
    point->mass_kg = me->mass_kg;
}

static double pieces_end_s(const void *solver)
{
    return leo_picard_end_s(((const pieces *)solver)->picard);
}

static long pieces_evaluations(const void *solver)
{
    long count[3];
    leo_picard_evaluations(((const pieces *)solver)->picard, count);
    return count[0];
}

const leo_coast leo_coast_pieces = {
    .method = LEO_METHOD_PICARD,
    .start = pieces_start,
    .step = pieces_step,
    .at = pieces_at,
    .end_s = pieces_end_s,
    .evaluations = pieces_evaluations,
};
