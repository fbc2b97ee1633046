/* SPDX-License-Identifier: MIT */

/*
 * Picard's iteration with the costly part of the force frozen.
 *
 *     x <- x_0 + t v_0 + int int (low(x) + R)        R = force(x_f) - low(x_f), frozen at an earlier x_f
 *
 *     until x stands still, then R anew: nothing, then the middle fidelity, both on a rule of few nodes; then the full one
 *     on the rule below its own, and on its own as often as needed. What a renewal changes shrinks by some
 *     gradient(force - low) times the square of the length, so that the change that the next one would make is told from
 *     those seen; one that would weigh less than 0.3 of what is allowed is left out.
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

enum { SWEEPS_MAX = 80, RENEWALS_MAX = 6, START_RULE = 2 };

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

/* Positions, and velocities where a force follows them, at the nodes of another rule. */
static void move_on(leo_picard_work *work, const leo_picard_piece *piece, const leo_picard_cross *cross)
{
    leo_picard_product product = leo_picard_across(&work->ladder, cross);
    leo_picard_positions(&product, piece, work->accel_m_s2, work->pos_m);
    if (work->follows_velocity) {
        product = leo_picard_across_to_velocity(&work->ladder, cross);
        leo_picard_velocities(&product, piece, work->accel_m_s2, work->vel_m_s);
    }
    set_instants(work, piece, &work->ladder.rule[cross->to]);
}

/* The rule of the first sweep at full fidelity: one of fewer nodes, unless that sweep will be the only one. */
static int first_rule(const leo_picard_work *work, int k, double allowed)
{
    const int lowest = k < START_RULE ? k : START_RULE, fewer = k - work->fewer;
    if (work->first * work->contraction <= 0.05 * allowed)
        return k;
    return fewer > lowest ? fewer : lowest;
}

/* Low and middle fidelity on the nodes of the lowest rule, then the positions at those of rule `k`. */
static leo_status approach(leo_picard_work *work, const leo_picard_piece *piece, int k, leo_picard_end *end,
                           leo_error *error)
{
    leo_picard_ladder *ladder = &work->ladder;
    const int start = k < START_RULE ? k : START_RULE;
    leo_picard_rule_ready(ladder, start);
    leo_picard_rule_ready(ladder, k);
    leo_status status = begin(work, piece, start, end, error);
    if (status == LEO_OK && !work->middle_is_full)
        status = improve(work, piece, start, LEO_FIDELITY_MIDDLE, work->goals.middle_m, end, error);
    if (status == LEO_OK && start != k) {
        leo_picard_cross_ready(ladder, &ladder->start, start, k);
        move_on(work, piece, &ladder->start);
    }
    return status;
}

leo_status leo_picard_solve(leo_picard_work *work, const leo_picard_piece *piece, int k,
                            leo_picard_gain *gain, const void *context, double allowed, leo_picard_end *end,
                            leo_error *error)
{
    leo_picard_end before;
    int rule = first_rule(work, k, allowed);
    leo_status status = approach(work, piece, rule, &before, error);
    double last = 0;
    for (int pass = 0; pass < RENEWALS_MAX && status == LEO_OK; pass++) {
        status = improve(work, piece, rule, LEO_FIDELITY_FULL, work->goals.full_m, end, error);
        if (status != LEO_OK)
            return status;
        const double change = gain(context, &before, end), ratio = last > 0 ? change / last : 0;
        if (pass == 0)
            work->first = change;
        else if (pass == 1 && work->contraction >= 1)
            work->contraction = fmin(ratio, 1);
        else
            work->contraction = fmin(fmax(work->contraction, ratio), 1);
        work->left = change * work->contraction;
        if (!(change < 1e26) || (pass > 1 && ratio >= 1))
            break;
        if (rule == k && (work->left <= 0.3 * allowed || (pass > 0 && change <= 0.3 * allowed)))
            return LEO_OK;
        if (pass == 1 && work->fewer > 0) // the first sweep had too few nodes
            work->fewer--;
        if (rule != k) {
            leo_picard_cross_ready(&work->ladder, &work->ladder.next, rule, k);
            move_on(work, piece, &work->ladder.next);
            rule = k;
        }
        last = change;
        before = *end;
    }
    if (status != LEO_OK)
        return status;
    return leo_fail(error, LEO_NO_CONVERGENCE, "orbit.picard", "the full force does not settle");
}

leo_status leo_picard_audit(leo_picard_work *work, const leo_picard_piece *piece, int k, leo_picard_end *end,
                            leo_error *error)
{
    leo_picard_ladder *ladder = &work->ladder;
    leo_picard_cross_ready(ladder, &ladder->audit, k, k + 1);
    const leo_picard_rule *next = &ladder->rule[k + 1];
    move_on(work, piece, &ladder->audit);
    for (int g = 0; g < next->groups; g++) {
        const leo_status status = force(work, LEO_FIDELITY_FULL, g, &work->accel_m_s2[g], error);
        if (status != LEO_OK)
            return status;
    }
    const leo_picard_product product = leo_picard_to_own(ladder, k + 1);
    leo_picard_positions(&product, piece, work->accel_m_s2, work->pos_m);
    leo_picard_finish(next, piece, work->accel_m_s2, &end->pos_m, &end->vel_m_s);
    return LEO_OK;
}
