/* SPDX-License-Identifier: MIT */

/* Sealing a network: who touches what, tolerances, order of elimination, the solver. */
#include "base/error.h"
#include "network/inside.h"

#include <math.h>
#include <string.h>

/* An element that touches more nodes than this (a suit that may hang in any of them) does not shape the
 * order. */
enum { NEAR_NODES = 4 };

static leo_status list_rows(leo_network *network, leo_element *e, leo_error *error)
{
    int count = e->state_count, terms = 0;
    for (int i = 0; i < e->node_count; i++)
        count += network->nodes[e->nodes[i]].count;
    e->rows = LEO_TAKE(network->arena, int, count);
    e->base = LEO_TAKE(network->arena, double, count);
    e->terms = LEO_TAKE(network->arena, leo_ledger_term, count * LEO_LEDGER_COUNT);
    if (!e->rows || !e->base || !e->terms)
        return leo_fail(error, LEO_NO_MEMORY, e->name, "no memory for %d rows", count);
    for (int i = 0; i < e->node_count; i++)
        for (int k = 0; k < network->nodes[e->nodes[i]].count; k++)
            e->rows[e->row_count++] = network->nodes[e->nodes[i]].first + k;
    for (int i = 0; i < e->state_count; i++)
        e->rows[e->row_count++] = e->states[i];
    for (int line = 0; line < LEO_LEDGER_COUNT; line++)
        for (int i = 0; i < e->row_count; i++) {
            const double weight = network->states[e->rows[i]].weight.per_unit[line];
            if (weight != 0)
                e->terms[terms++] = (leo_ledger_term){ e->rows[i], line, weight };
        }
    e->term_count = terms;
    return LEO_OK;
}

static int holds(const int *list, int count, int item)
{
    for (int i = 0; i < count; i++)
        if (list[i] == item)
            return 1;
    return 0;
}

/* For every node and single state the elements that touch it. */
static leo_status list_touching(leo_network *network, leo_error *error)
{
    int total = 0, at = 0;
    for (int i = 0; i < network->element_count; i++)
        total += network->elements[i].node_count + network->elements[i].state_count;
    network->touching = LEO_TAKE(network->arena, int, total);
    if (!network->touching)
        return leo_fail(error, LEO_NO_MEMORY, NULL, "no memory for the pattern");
    for (int n = 0; n < network->node_count; n++) {
        network->nodes[n].element_first = at;
        for (int i = 0; i < network->element_count; i++)
            if (holds(network->elements[i].nodes, network->elements[i].node_count, n))
                network->touching[at++] = i;
        network->nodes[n].element_count = at - network->nodes[n].element_first;
    }
    for (int s = 0; s < network->count; s++) {
        network->states[s].element_first = at;
        for (int i = 0; i < network->element_count; i++)
            if (holds(network->elements[i].states, network->elements[i].state_count, s))
                network->touching[at++] = i;
        network->states[s].element_count = at - network->states[s].element_first;
    }
    return LEO_OK;
}

/* Blocks (nodes and single states) that meet in an element are neighbours. Each block is named by its first
 * state. */
static void list_neighbours(const leo_network *network, unsigned char *near)
{
    const int n = network->count;
    for (int i = 0; i < network->element_count; i++) {
        const leo_element *e = &network->elements[i];
        if (e->node_count > NEAR_NODES)
            continue;
        for (int a = 0; a < e->row_count; a++)
            for (int b = 0; b < e->row_count; b++) {
                const int sa = e->rows[a], sb = e->rows[b];
                if (!network->states[sa].is_account && !network->states[sb].is_account)
                    near[sa * n + sb] = 1;
            }
    }
}

/*
 * Accounts first (nothing depends on them: their columns cost nothing), then the state with the fewest
 * neighbours left, then the next; its neighbours become neighbours of each other.
 */
void leo_network_order(const leo_network *network, leo_arena *arena, int *order)
{
    const int n = network->count;
    unsigned char *near = LEO_TAKE(arena, unsigned char, n *n), *done = LEO_TAKE(arena, unsigned char, n);
    int at = 0;
    for (int i = 0; i < n; i++)
        order[i] = i;
    if (!near || !done)
        return;
    list_neighbours(network, near);
    for (int i = 0; i < n; i++)
        if (network->states[i].is_account) {
            order[at++] = i;
            done[i] = 1;
        }
    while (at < n) {
        int best = -1, fewest = n + 1;
        for (int i = 0; i < n; i++) {
            if (done[i])
                continue;
            int count = 0;
            for (int j = 0; j < n; j++)
                count += near[i * n + j] && !done[j];
            if (count < fewest) {
                fewest = count;
                best = i;
            }
        }
        done[best] = 1;
        order[at++] = best;
        for (int i = 0; i < n; i++)
            for (int j = 0; near[i * n + best] && !done[i] && j < n; j++)
                if (near[best * n + j] && !done[j])
                    near[i * n + j] = 1;
    }
}

/* Which state an element's share can make depend on which. */
static void list_pattern(const leo_network *network, unsigned char *pattern)
{
    const int n = network->count;
    for (int i = 0; i < network->element_count; i++) {
        const leo_element *e = &network->elements[i];
        for (int a = 0; a < e->row_count; a++)
            for (int b = 0; b < e->row_count; b++)
                if (!network->states[e->rows[b]].is_account)
                    pattern[e->rows[a] * n + e->rows[b]] = 1;
    }
}

leo_status leo_network_seal(leo_network *network, const leo_network_options *options, leo_error *error)
{
    static const leo_network_options usual = { 0 };
    if (network->sealed)
        return leo_fail(error, LEO_BAD_ARGUMENT, NULL, "the network is sealed already");
    network->options = options ? *options : usual;
    if (network->options.rel_tol == 0)
        network->options.rel_tol = 1e-6;
    const double rel_tol = network->options.rel_tol;
    if (!(rel_tol >= 1e-12 && rel_tol <= 1e-2))
        return leo_fail(error, LEO_BAD_INPUT, "solver",
                        "a relative tolerance of %g: must lie in 1e-12 to 1e-2", rel_tol);
    leo_arena *arena = network->arena;
    const size_t n = (size_t)network->count;
    double *initial = LEO_TAKE(arena, double, n);
    int *order = LEO_TAKE(arena, int, n);
    unsigned char *pattern = LEO_TAKE(arena, unsigned char, n *n);
    network->tolerance = LEO_TAKE(arena, double, n);
    network->y = LEO_TAKE(arena, double, n);
    network->share = LEO_TAKE(arena, double, n);
    network->increments = LEO_TAKE(arena, double, n);
    network->gas = LEO_TAKE(arena, leo_gas, network->node_count);
    if (!initial || !order || !pattern || !network->tolerance || !network->y || !network->share ||
        !network->increments || !network->gas)
        return leo_fail(error, LEO_NO_MEMORY, NULL, "no memory for %zu states", n);
    for (size_t i = 0; i < n; i++) {
        leo_state *state = &network->states[i];
        initial[i] = state->initial;
        if (state->node >= 0)
            state->tolerance = rel_tol * state->floor;
        else
            state->floor = state->tolerance > 0 ? state->tolerance / rel_tol : 1;
        network->tolerance[i] = state->is_account ? 0 : state->tolerance;
    }
    leo_status status = LEO_OK;
    for (int i = 0; status == LEO_OK && i < network->element_count; i++)
        status = list_rows(network, &network->elements[i], error);
    if (status != LEO_OK || (status = list_touching(network, error)) != LEO_OK)
        return status;
    leo_network_order(network, arena, order);
    list_pattern(network, pattern);
    const leo_rodas_problem problem = {
        .count = network->count,
        .rate = leo_network_rate,
        .jacobian = leo_network_jacobian,
        .correct = leo_network_correct,
        .context = network,
        .abs_tol = network->tolerance,
        .rel_tol = rel_tol,
        .longest_step_s = network->options.longest_step_s,
        .order = order,
        .pattern = pattern,
    };
    if (!(network->solver = leo_rodas_create(arena, &problem, error)))
        return LEO_NO_MEMORY;
    leo_rodas_start(network->solver, 0, initial);
    network->view = (leo_view){ .y = network->y, .gas = network->gas, .outside = &network->outside };
    network->sealed = 1;
    return LEO_OK;
}
