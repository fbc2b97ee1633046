/* SPDX-License-Identifier: MIT */

/*
 * Rates of a network, their Jacobian by differences, element by element, and the ledger.
 *
 *     df_e/dy_j = (f_e(y + d_j) - f_e(y)) / d_j           d_j = 3e-10 max(|y_j|, floor_j)
 *     increment <- increment - S W (W^T S W)^-1 W^T increment      W  ledger weights, S = diag |increment|^2
 *
 * A linear invariant is kept by the method exactly but for rounding: differences leave some 1e-6 of what
 * moves within a step. The second line takes that remainder out again, from states in proportion to what they
 * moved. It hides no leak of a model: every element's own balance is checked at the start of every step, and
 * a remainder larger than rounding can explain is left to show in the ledger.
 *
 * Source  Hairer, Lubich & Wanner, Geometric Numerical Integration, Springer 2006, section IV.4
 *         (projection methods).
 * Valid   rates that are smooth over a difference step; kinks cost steps.
 * Error   elements of matter 1e-12, energy 1e-9 of what is held, over a mission.
 */
#include "base/error.h"
#include "network/inside.h"

#include <math.h>
#include <string.h>

/* Short: where a flow turns round its composition bends, and a longer difference would look across the bend. Slopes are
   good to six digits. */
static const double DIFFERENCE = 3e-10;

/* An element whose own balance is further off than this share of what it moves is refused. */
static const double BALANCE = 1e-9;

/* What differences may leave of an increment; more is a fault that must show. */
static const double REMAINDER = 1e-4;

leo_status leo_network_derive(leo_network *network, int node, leo_error *error)
{
    const leo_node *self = &network->nodes[node];
    const double *y = network->y + self->first;
    leo_gas *gas = &network->gas[node];
    if (self->kind == LEO_NODE_OUTSIDE) {
        leo_gas_outside(network->outside.pressure_pa, network->outside.temperature_k, gas);
        return LEO_OK;
    }
    if (self->kind == LEO_NODE_HEAT) {
        gas->temperature_k = y[0];
        if (!(y[0] > 1 && y[0] < 1e4))
            return leo_fail(error, LEO_RETRY_STEP, self->name, "%g K", y[0]);
        return LEO_OK;
    }
    const double volume = self->volume_state >= 0 ? network->y[self->volume_state] : self->volume_m3;
    const leo_status status =
        leo_gas_derive(self->law, y, y[LEO_GAS_COUNT], volume, self->thin_kg, gas, error);
    if (status != LEO_OK)
        leo_error_locate(error, self->name);
    return status;
}

static leo_status look_outside(leo_network *network, double t, leo_error *error)
{
    if (network->outside_known && network->outside_at_s == t)
        return LEO_OK;
    leo_outside *outside = &network->outside;
    *outside = (leo_outside){ .elapsed_s = t, .temperature_k = 2.7 };
    if (network->options.outside) {
        const leo_status status =
            network->options.outside(network->options.outside_context, t, outside, error);
        if (status != LEO_OK)
            return status;
        if (!(outside->pressure_pa >= 0 && outside->temperature_k > 0))
            return leo_fail(error, LEO_OUT_OF_RANGE, "outside", "%g Pa at %g K", outside->pressure_pa,
                            outside->temperature_k);
    }
    network->outside_at_s = t;
    network->outside_known = 1;
    return LEO_OK;
}

leo_status leo_network_look(leo_network *network, double t, const double *y, leo_error *error)
{
    if (y != network->y)
        memcpy(network->y, y, sizeof(double) * (size_t)network->count);
    network->view.elapsed_s = t;
    leo_status status = look_outside(network, t, error);
    for (int i = 0; status == LEO_OK && i < network->node_count; i++)
        status = leo_network_derive(network, i, error);
    return status;
}

static leo_status blame(const leo_element *e, leo_status status, leo_error *error)
{
    leo_error_locate(error, e->name);
    return status;
}

leo_status leo_network_rate(void *context, double t, const double *y, double *rate, leo_error *error)
{
    leo_network *network = context;
    leo_status status = leo_network_look(network, t, y, error);
    if (status != LEO_OK)
        return status;
    memset(rate, 0, sizeof(double) * (size_t)network->count);
    network->rate_calls += network->element_count;
    for (int i = 0; i < network->element_count; i++) {
        const leo_element *e = &network->elements[i];
        if ((status = e->rates(e->self, &network->view, rate, error)) != LEO_OK)
            return blame(e, status, error);
    }
    return LEO_OK;
}

static const char *const LINES[LEO_LEDGER_COUNT] = { "kg/s of oxygen", "kg/s of nitrogen", "kg/s of carbon",
                                                     "kg/s of hydrogen", "W" };

/* Does what the element takes equal what it gives? */
static leo_status check_balance(const leo_element *e, const double *share, leo_error *error)
{
    double sum[LEO_LEDGER_COUNT] = { 0 }, size[LEO_LEDGER_COUNT] = { 0 };
    for (int i = 0; i < e->term_count; i++) {
        const leo_ledger_term *term = &e->terms[i];
        const double x = term->weight * share[term->state];
        sum[term->line] += x;
        size[term->line] += fabs(x);
    }
    for (int line = 0; line < LEO_LEDGER_COUNT; line++)
        if (!isfinite(sum[line]))
            return leo_fail(error, LEO_RETRY_STEP, e->name, "its rates are not finite");
        else if (!(fabs(sum[line]) <= BALANCE * size[line] + 1e-25))
            return leo_fail(error, LEO_NOT_CLOSED, e->name, "creates %.6g %s of the %.6g that it moves",
                            sum[line], LINES[line], size[line]);
    return LEO_OK;
}

/* The share of one element alone, into network->share (zero elsewhere, and again after `take_share`). */
static leo_status call(leo_network *network, const leo_element *e, leo_error *error)
{
    network->rate_calls++;
    const leo_status status = e->rates(e->self, &network->view, network->share, error);
    if (status != LEO_OK) {
        memset(network->share, 0, sizeof(double) * (size_t)network->count);
        return blame(e, status, error);
    }
    return LEO_OK;
}

static leo_status base_shares(leo_network *network, double *rate, leo_error *error)
{
    memset(rate, 0, sizeof(double) * (size_t)network->count);
    memset(network->share, 0, sizeof(double) * (size_t)network->count);
    for (int i = 0; i < network->element_count; i++) {
        leo_element *e = &network->elements[i];
        leo_status status = call(network, e, error);
        if (status != LEO_OK || (status = check_balance(e, network->share, error)) != LEO_OK)
            return status;
        for (int r = 0; r < e->row_count; r++) {
            e->base[r] = network->share[e->rows[r]];
            rate[e->rows[r]] += e->base[r];
            network->share[e->rows[r]] = 0;
        }
    }
    return LEO_OK;
}

/* Column of the Jacobian for a state that has been moved by `move`. */
static leo_status stamp(leo_network *network, int state, double move, const int *touching, int count,
                        double *jacobian, leo_error *error)
{
    const size_t n = (size_t)network->count;
    for (int i = 0; i < count; i++) {
        const leo_element *e = &network->elements[touching[i]];
        const leo_status status = call(network, e, error);
        if (status != LEO_OK)
            return status;
        for (int r = 0; r < e->row_count; r++) {
            const int row = e->rows[r];
            const double change = network->share[row] - e->base[r];
            network->share[row] = 0;
            if (change != 0)
                jacobian[(size_t)row * n + (size_t)state] += change / move;
        }
    }
    return LEO_OK;
}

/* How far to move a state for a difference: a part of its size, for a gas of the size of all gas in the node. */
static double difference_size(const leo_network *network, int state)
{
    const leo_state *self = &network->states[state];
    double size = fmax(fabs(network->y[state]), self->floor);
    if (self->node >= 0 && network->nodes[self->node].kind == LEO_NODE_GAS &&
        state < network->nodes[self->node].first + LEO_GAS_COUNT)
        size = fmax(size, network->gas[self->node].total_kg);
    return DIFFERENCE * size;
}

/* Difference in one state; backward where forward is not physical. */
static leo_status difference(leo_network *network, int state, const int *touching, int count,
                             double *jacobian, leo_error *error)
{
    const leo_state *self = &network->states[state];
    const double here = network->y[state], size = difference_size(network, state);
    leo_status status = LEO_OK;
    leo_gas held = { 0 };
    if (self->node >= 0)
        held = network->gas[self->node];
    for (int sign = 1; sign >= -1; sign -= 2) {
        leo_error local = { 0 };
        network->y[state] = here + sign * size;
        status = self->node >= 0 ? leo_network_derive(network, self->node, &local) : LEO_OK;
        if (status == LEO_OK)
            status = stamp(network, state, network->y[state] - here, touching, count, jacobian, &local);
        network->y[state] = here;
        if (self->node >= 0)
            network->gas[self->node] = held;
        if (status != LEO_RETRY_STEP)
            break;
        if (sign < 0 && error && error->status == LEO_OK)
            *error = local;
        for (int i = 0; i < network->count; i++)
            jacobian[(size_t)i * (size_t)network->count + (size_t)state] = 0;
    }
    return status;
}

leo_status leo_network_jacobian(void *context, double t, const double *y, double step, double *rate,
                                double *jacobian, double *rate_dt, leo_error *error)
{
    leo_network *network = context;
    const size_t n = (size_t)network->count;
    const double later = t + 1e-3 * step;
    leo_status status = leo_network_rate(network, later, y, rate_dt, error);
    if (status != LEO_OK || (status = leo_network_look(network, t, y, error)) != LEO_OK ||
        (status = base_shares(network, rate, error)) != LEO_OK)
        return status;
    for (size_t i = 0; i < n; i++)
        rate_dt[i] = (rate_dt[i] - rate[i]) / (later - t);
    for (int i = 0; i < network->count; i++) {
        const leo_state *state = &network->states[i];
        if (state->is_account)
            continue;
        const int first = state->node >= 0 ? network->nodes[state->node].element_first : state->element_first;
        const int count = state->node >= 0 ? network->nodes[state->node].element_count : state->element_count;
        if ((status = difference(network, i, network->touching + first, count, jacobian, error)) != LEO_OK)
            return status;
    }
    return LEO_OK;
}

/* ---- the ledger -------------------------------------------------------------------------------------------------- */

typedef struct remainder {
    double sum[LEO_LEDGER_COUNT], size[LEO_LEDGER_COUNT];
} remainder_t;

static remainder_t weigh(const leo_network *network, const double *increment)
{
    remainder_t left = { { 0 }, { 0 } };
    for (int line = 0; line < LEO_LEDGER_COUNT; line++) {
        double lost = 0;
        for (int i = 0; i < network->count; i++) {
            const double term = network->states[i].weight.per_unit[line] * increment[i];
            if (term == 0)
                continue;
            const double next = left.sum[line] + term;
            lost += fabs(left.sum[line]) >= fabs(term) ? (left.sum[line] - next) + term
                                                       : (term - next) + left.sum[line];
            left.sum[line] = next;
            left.size[line] += fabs(term);
        }
        left.sum[line] += lost;
    }
    return left;
}

/* Solve the scaled normal equations in place by elimination with skipped rows: a line that nothing moves has
 * no row. */
static void solve_small(double a[LEO_LEDGER_COUNT][LEO_LEDGER_COUNT], double b[LEO_LEDGER_COUNT])
{
    int used[LEO_LEDGER_COUNT] = { 0 };
    for (int k = 0; k < LEO_LEDGER_COUNT; k++) {
        used[k] = a[k][k] > 1e-12;
        if (!used[k])
            continue;
        for (int i = k + 1; i < LEO_LEDGER_COUNT; i++) {
            const double factor = a[i][k] / a[k][k];
            for (int j = k; j < LEO_LEDGER_COUNT; j++)
                a[i][j] -= factor * a[k][j];
            b[i] -= factor * b[k];
        }
    }
    for (int k = LEO_LEDGER_COUNT - 1; k >= 0; k--) {
        for (int j = k + 1; used[k] && j < LEO_LEDGER_COUNT; j++)
            b[k] -= a[k][j] * b[j];
        b[k] = used[k] ? b[k] / a[k][k] : 0;
    }
}

void leo_network_correct(void *context, const double *y, double *increment)
{
    const leo_network *network = context;
    (void)y;
    for (int pass = 0; pass < 2; pass++) { // the second takes out what the first rounds
        const remainder_t left = weigh(network, increment);
        double a[LEO_LEDGER_COUNT][LEO_LEDGER_COUNT] = { { 0 } }, b[LEO_LEDGER_COUNT],
               inverse[LEO_LEDGER_COUNT];
        for (int l = 0; l < LEO_LEDGER_COUNT; l++) {
            const int small = fabs(left.sum[l]) <= REMAINDER * left.size[l];
            inverse[l] = small && left.size[l] > 0 ? 1 / left.size[l] : 0;
            b[l] = left.sum[l] * inverse[l];
        }
        for (int i = 0; i < network->count; i++) {
            const double *weight = network->states[i].weight.per_unit;
            for (int l = 0; l < LEO_LEDGER_COUNT; l++) {
                const double x = weight[l] * increment[i] * inverse[l];
                for (int k = 0; x != 0 && k < LEO_LEDGER_COUNT; k++)
                    a[l][k] += x * weight[k] * increment[i] * inverse[k];
            }
        }
        solve_small(a, b);
        for (int i = 0; i < network->count; i++) {
            const double *weight = network->states[i].weight.per_unit;
            double share = 0;
            for (int l = 0; l < LEO_LEDGER_COUNT; l++)
                share += weight[l] * inverse[l] * b[l];
            increment[i] -= increment[i] * increment[i] * share;
        }
    }
}
