/* SPDX-License-Identifier: MIT */

/*
 * Picard's iteration with the costly part of the force frozen.
 *
 *     x <- x_0 + t v_0 + int int (low(x) + R)        R = force(x_f) - low(x_f), frozen at an earlier x_f
 *
 *     until x stands still; then R anew: from the middle fidelity, from the full one at the nodes of the rule below, and
 *     from the full one at the nodes of this rule. What a renewal changes shrinks by gradient(force - low) times the square
 *     of the length, some 1e-3, so that the change that the next one would make is told from the last two.
 *
 * Source  Bai & Junkins, Modified Chebyshev-Picard iteration methods for orbit propagation, J. Astronautical Sci. 58
 *         (2011); Bradley, Jones, Beylkin, Sandberg, Axelrad, Bandlimited implicit Runge-Kutta integration for
 *         astrodynamics, Celest. Mech. Dyn. Astron. 119 (2014), for the fidelities.
 * Valid   pieces of at most one turn; longer ones do not converge.
 * Error   that of the rule (picard_rule.c) and of the last change.
 * Axes    those of the dynamics.
 */
#include "orbit/picard_solve.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

enum { SWEEPS_MAX = 80, RENEWALS_MAX = 6 };

static void add(leo_lanes3 *sum, const leo_lanes3 *a, const leo_lanes3 *b)
{
    for (int i = 0; i < LEO_LANES; i++) {
        sum->x[i] = a->x[i] + b->x[i];
        sum->y[i] = a->y[i] + b->y[i];
        sum->z[i] = a->z[i] + b->z[i];
    }
}

static void subtract(leo_lanes3 *difference, const leo_lanes3 *a, const leo_lanes3 *b)
{
    for (int i = 0; i < LEO_LANES; i++) {
        difference->x[i] = a->x[i] - b->x[i];
        difference->y[i] = a->y[i] - b->y[i];
        difference->z[i] = a->z[i] - b->z[i];
    }
}

static leo_status force(leo_picard_work *work, leo_fidelity fidelity, int group, leo_lanes3 *accel,
                        leo_error *error)
{
    work->evaluations[fidelity] += LEO_LANES;
    return leo_dynamics_accel8(work->dynamics, fidelity, &work->instants[group], &work->pos_m[group],
                               &work->vel_m_s[group], accel, error);
}

static void set_instants(leo_picard_work *work, const leo_picard_piece *piece, const leo_picard_rule *rule)
{
    for (int g = 0; g < rule->groups; g++) {
        double elapsed_s[LEO_LANES];
        for (int i = 0; i < LEO_LANES; i++)
            elapsed_s[i] = piece->begin_s + rule->at[g * LEO_LANES + i] * piece->length_s;
        leo_dynamics_instants8(work->dynamics, elapsed_s, &work->instants[g]);
    }
}

/* Sweeps at low fidelity with R frozen until no position moves by more than `goal_m`. */
static leo_status relax(leo_picard_work *work, const leo_picard_piece *piece, int k, double goal_m,
                        leo_error *error)
{
    const leo_picard_product product = leo_picard_to_own(&work->ladder, k);
    double change = 0;
    for (int sweep = 0; sweep < SWEEPS_MAX; sweep++) {
        for (int g = 0; g < product.groups; g++) {
            leo_lanes3 low;
            const leo_status status = force(work, LEO_FIDELITY_LOW, g, &low, error);
            if (status != LEO_OK)
                return status;
            add(&work->accel_m_s2[g], &low, &work->rest_m_s2[g]);
        }
        change = leo_picard_positions(&product, piece, work->accel_m_s2, work->pos_m);
        if (change <= goal_m * goal_m)
            return LEO_OK;
        if (!(change < 1e26))
            break;
    }
    return leo_fail(error, LEO_NO_CONVERGENCE, "orbit.picard", "positions still move by %g m after %d sweeps",
                    sqrt(change), SWEEPS_MAX);
}

/* R anew, from `fidelity`, along the positions and velocities as they are. */
static leo_status renew(leo_picard_work *work, int k, leo_fidelity fidelity, leo_error *error)
{
    for (int g = 0; g < work->ladder.rule[k].groups; g++) {
        leo_lanes3 low, better;
        leo_status status = force(work, LEO_FIDELITY_LOW, g, &low, error);
        if (status == LEO_OK)
            status = force(work, fidelity, g, &better, error);
        if (status != LEO_OK)
            return status;
        subtract(&work->rest_m_s2[g], &better, &low);
    }
    return LEO_OK;
}

static leo_status improve(leo_picard_work *work, const leo_picard_piece *piece, int k, leo_fidelity fidelity,
                          double goal_m, leo_picard_end *end, leo_error *error)
{
    leo_status status = renew(work, k, fidelity, error);
    if (status == LEO_OK)
        status = relax(work, piece, k, goal_m, error);
    if (status == LEO_OK && work->follows_velocity) {
        const leo_picard_product product = leo_picard_to_velocity(&work->ladder, k);
        leo_picard_velocities(&product, piece, work->accel_m_s2, work->vel_m_s);
    }
    leo_picard_finish(&work->ladder.rule[k], piece, work->accel_m_s2, &end->pos_m, &end->vel_m_s);
    return status;
}

/* Begin with a parabola, and nothing beyond the low fidelity. */
static leo_status begin(leo_picard_work *work, const leo_picard_piece *piece, int k, leo_picard_end *end,
                        leo_error *error)
{
    const leo_picard_rule *rule = &work->ladder.rule[k];
    set_instants(work, piece, rule);
    const double r = leo_norm(piece->pos_m);
    const leo_vec3 pull = leo_scale(-leo_dynamics_gm_m3_s2(work->dynamics) / (r * r * r), piece->pos_m);
    for (int i = 0; i < rule->nodes; i++) {
        const double t = rule->at[i] * piece->length_s;
        const leo_vec3 pos =
            leo_add_scaled(leo_add_scaled(piece->pos_m, t, piece->vel_m_s), 0.5 * t * t, pull);
        leo_lanes3_set(&work->pos_m[i / LEO_LANES], i % LEO_LANES, pos);
        leo_lanes3_set(&work->vel_m_s[i / LEO_LANES], i % LEO_LANES, leo_add_scaled(piece->vel_m_s, t, pull));
    }
    memset(work->rest_m_s2, 0, sizeof work->rest_m_s2);
    const leo_status status = relax(work, piece, k, work->goals.low_m, error);
    const leo_picard_product product = leo_picard_to_velocity(&work->ladder, k);
    leo_picard_velocities(&product, piece, work->accel_m_s2, work->vel_m_s);
    leo_picard_finish(rule, piece, work->accel_m_s2, &end->pos_m, &end->vel_m_s);
    return status;
}

/* Positions, and velocities where a force follows them, at the nodes of the next rule. */
static void move_on(leo_picard_work *work, const leo_picard_piece *piece, int k)
{
    const leo_picard_product next = leo_picard_to_next(&work->ladder, k);
    leo_picard_positions(&next, piece, work->accel_m_s2, work->pos_m);
    if (work->follows_velocity) {
        const leo_picard_product product = leo_picard_to_next_velocity(&work->ladder, k);
        leo_picard_velocities(&product, piece, work->accel_m_s2, work->vel_m_s);
    }
    set_instants(work, piece, &work->ladder.rule[k + 1]);
}

leo_status leo_picard_solve(leo_picard_work *work, const leo_picard_piece *piece, int k,
                            leo_picard_gain *gain, const void *context, double allowed, leo_picard_end *end,
                            leo_error *error)
{
    const leo_picard_goals *goals = &work->goals;
    leo_picard_rule_ready(&work->ladder, k - 1, 1);
    leo_picard_end before;
    leo_status status = begin(work, piece, k - 1, &before, error);
    if (status == LEO_OK && !work->middle_is_full)
        status = improve(work, piece, k - 1, LEO_FIDELITY_MIDDLE, goals->middle_m, &before, error);
    if (status == LEO_OK)
        status = improve(work, piece, k - 1, LEO_FIDELITY_FULL, goals->first_m, end, error);
    if (status != LEO_OK)
        return status;

    double last = gain(context, &before, end);
    move_on(work, piece, k - 1);
    for (int pass = 0; pass < RENEWALS_MAX; pass++) {
        before = *end;
        status = improve(work, piece, k, LEO_FIDELITY_FULL, goals->last_m, end, error);
        if (status != LEO_OK)
            return status;
        // the next change would be this one times the ratio of the last two
        const double change = work->last_gain = gain(context, &before, end);
        if (change <= 0.1 * allowed || change * change <= 0.1 * allowed * last)
            return LEO_OK;
        if (!(change < 1e26) || (pass > 0 && change >= last))
            break;
        last = change;
    }
    return leo_fail(error, LEO_NO_CONVERGENCE, "orbit.picard", "the full force does not settle");
}

leo_status leo_picard_audit(leo_picard_work *work, const leo_picard_piece *piece, int k, leo_picard_end *end,
                            leo_error *error)
{
    leo_picard_rule_ready(&work->ladder, k, 1);
    const leo_picard_rule *next = leo_picard_rule_ready(&work->ladder, k + 1, 0);
    move_on(work, piece, k);
    for (int g = 0; g < next->groups; g++) {
        const leo_status status = force(work, LEO_FIDELITY_FULL, g, &work->accel_m_s2[g], error);
        if (status != LEO_OK)
            return status;
    }
    leo_picard_finish(next, piece, work->accel_m_s2, &end->pos_m, &end->vel_m_s);
    return LEO_OK;
}
