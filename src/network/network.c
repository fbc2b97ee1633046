/* SPDX-License-Identifier: MIT */

/* Building a network: nodes, states, elements; then stepping it and reading it. */
#include "base/error.h"
#include "network/inside.h"

#include <math.h>
#include <string.h>

/* Twice the room, with what is there. Returns NULL when there is no memory. */
static void *grow(leo_arena *arena, void *old, int count, int *room, size_t size)
{
    if (count < *room)
        return old;
    const int wanted = *room ? 2 * *room : 32;
    void *block = leo_arena_take(arena, (size_t)wanted, size);
    if (!block)
        return NULL;
    if (count)
        memcpy(block, old, (size_t)count * size);
    *room = wanted;
    return block;
}

static int add_state(leo_network *network, const char *name, int node, double initial, leo_error *error)
{
    leo_state *states =
        grow(network->arena, network->states, network->count, &network->state_room, sizeof *network->states);
    char *own = leo_arena_text(network->arena, name);
    if (!states || !own) {
        leo_fail(error, LEO_NO_MEMORY, name, "no memory for another state");
        return -1;
    }
    network->states = states;
    states[network->count] = (leo_state){ .name = own, .node = node, .initial = initial };
    return network->count++;
}

static int add_node(leo_network *network, const char *name, leo_node_kind kind, leo_error *error)
{
    if (network->sealed) {
        leo_fail(error, LEO_BAD_ARGUMENT, name, "the network is sealed");
        return -1;
    }
    if (leo_network_find(network, name) >= 0) {
        leo_fail(error, LEO_BAD_INPUT, name, "there is a node of that name already");
        return -1;
    }
    leo_node *nodes =
        grow(network->arena, network->nodes, network->node_count, &network->node_room, sizeof *nodes);
    char *own = leo_arena_text(network->arena, name);
    if (!nodes || !own) {
        leo_fail(error, LEO_NO_MEMORY, name, "no memory for another node");
        return -1;
    }
    network->nodes = nodes;
    nodes[network->node_count] =
        (leo_node){ .name = own, .kind = kind, .first = network->count, .volume_state = -1 };
    return network->node_count++;
}

/* The four masses and the energy of a gas node or of the outside. */
static int add_gas_states(leo_network *network, int node, const double mass_kg[LEO_GAS_COUNT],
                          double energy_j, leo_error *error)
{
    const char *name = network->nodes[node].name;
    for (int i = 0; i < LEO_GAS_COUNT; i++) {
        const int state = add_state(network, name, node, mass_kg[i], error);
        if (state < 0)
            return -1;
        network->states[state].weight = leo_gas_table[i].weight;
    }
    const int state = add_state(network, name, node, energy_j, error);
    if (state < 0)
        return -1;
    network->states[state].weight.per_unit[LEO_LEDGER_ENERGY] = 1;
    network->nodes[node].count = LEO_GAS_COUNT + 1;
    return node;
}

leo_network *leo_network_create(leo_arena *arena, leo_error *error)
{
    leo_network *network = LEO_TAKE(arena, leo_network, 1);
    if (!network) {
        leo_fail(error, LEO_NO_MEMORY, NULL, "no memory for a network");
        return NULL;
    }
    network->arena = arena;
    const double none[LEO_GAS_COUNT] = { 0 };
    network->outside_node = add_node(network, "outside", LEO_NODE_OUTSIDE, error);
    if (network->outside_node < 0 || add_gas_states(network, network->outside_node, none, 0, error) < 0)
        return NULL;
    for (int i = 0; i < network->count; i++)
        network->states[i].is_account = 1;
    return network;
}

/* Amounts below these do not matter: gas of a thousandth of a kilogram and 200 J in a cubic metre (about 80
 * Pa). */
static const double FLOOR_DENSITY_KG_M3 = 1e-3, FLOOR_ENERGY_J_M3 = 200, THIN = 1e-4;

int leo_network_add_gas(leo_network *network, const leo_gas_setup *setup, leo_error *error)
{
    double mass_kg[LEO_GAS_COUNT], energy_j;
    if (leo_gas_fill(setup, mass_kg, &energy_j, error) != LEO_OK)
        return -1;
    const int node = add_node(network, setup->name, LEO_NODE_GAS, error);
    if (node < 0 || add_gas_states(network, node, mass_kg, energy_j, error) < 0)
        return -1;
    leo_node *self = &network->nodes[node];
    self->volume_m3 = setup->volume_m3;
    self->law = setup->law;
    self->thin_kg = THIN * FLOOR_DENSITY_KG_M3 * setup->volume_m3;
    for (int i = 0; i < LEO_GAS_COUNT; i++)
        network->states[self->first + i].floor = FLOOR_DENSITY_KG_M3 * setup->volume_m3;
    network->states[self->first + LEO_GAS_COUNT].floor = FLOOR_ENERGY_J_M3 * setup->volume_m3;
    if (setup->moving_volume) {
        const int state = add_state(network, setup->name, node, setup->volume_m3, error);
        if (state < 0)
            return -1;
        network->states[state].floor = setup->volume_m3;
        self->volume_state = state;
        self->count++;
    }
    return node;
}

int leo_network_add_heat(leo_network *network, const char *name, double capacity_j_k, double temperature_k,
                         leo_error *error)
{
    if (!(capacity_j_k > 0 && isfinite(capacity_j_k) && temperature_k > 0 && isfinite(temperature_k))) {
        leo_fail(error, LEO_BAD_INPUT, name, "%g J/K at %g K: both must be positive", capacity_j_k,
                 temperature_k);
        return -1;
    }
    const int node = add_node(network, name, LEO_NODE_HEAT, error);
    const int state = node < 0 ? -1 : add_state(network, name, node, temperature_k, error);
    if (state < 0)
        return -1;
    network->nodes[node].count = 1;
    network->nodes[node].capacity_j_k = capacity_j_k;
    network->states[state].floor = 10;
    network->states[state].weight.per_unit[LEO_LEDGER_ENERGY] = capacity_j_k;
    return node;
}

int leo_network_add_state(leo_network *network, const char *name, double initial, double tolerance,
                          const leo_ledger_weight *weight, leo_error *error)
{
    if (network->sealed || !isfinite(initial) || !(tolerance >= 0)) {
        leo_fail(error, LEO_BAD_ARGUMENT, name, "a state from %g within %g", initial, tolerance);
        return -1;
    }
    const int state = add_state(network, name, -1, initial, error);
    if (state < 0)
        return -1;
    network->states[state].tolerance = tolerance;
    network->states[state].is_account = tolerance == 0;
    if (weight)
        network->states[state].weight = *weight;
    return state;
}

int leo_network_outside(const leo_network *network)
{
    return network->outside_node;
}

int leo_network_find(const leo_network *network, const char *name)
{
    for (int i = 0; name && i < network->node_count; i++)
        if (strcmp(network->nodes[i].name, name) == 0)
            return i;
    return -1;
}

const char *leo_network_node_name(const leo_network *network, int node)
{
    return node >= 0 && node < network->node_count ? network->nodes[node].name : NULL;
}

int leo_network_mass_state(const leo_network *network, int node)
{
    return network->nodes[node].kind == LEO_NODE_HEAT ? -1 : network->nodes[node].first;
}

int leo_network_energy_state(const leo_network *network, int node)
{
    return network->nodes[node].kind == LEO_NODE_HEAT ? -1 : network->nodes[node].first + LEO_GAS_COUNT;
}

int leo_network_volume_state(const leo_network *network, int node)
{
    return network->nodes[node].volume_state;
}

int leo_network_temperature_state(const leo_network *network, int node)
{
    return network->nodes[node].kind == LEO_NODE_HEAT ? network->nodes[node].first : -1;
}

static int has(const int *list, int count, int item)
{
    for (int i = 0; i < count; i++)
        if (list[i] == item)
            return 1;
    return 0;
}

leo_status leo_network_add_element(leo_network *network, const char *name, leo_rates_fn *rates,
                                   const void *self, const int *nodes, int node_count, const int *states,
                                   int state_count, leo_error *error)
{
    if (network->sealed)
        return leo_fail(error, LEO_BAD_ARGUMENT, name, "the network is sealed");
    leo_element *elements = grow(network->arena, network->elements, network->element_count,
                                 &network->element_room, sizeof *elements);
    leo_element e = { .rates = rates, .self = self };
    e.name = leo_arena_text(network->arena, name);
    e.nodes = LEO_TAKE(network->arena, int, node_count);
    e.states = LEO_TAKE(network->arena, int, state_count);
    if (!elements || !e.name || !e.nodes || !e.states)
        return leo_fail(error, LEO_NO_MEMORY, name, "no memory for another element");
    for (int i = 0; i < node_count; i++) {
        if (nodes[i] >= network->node_count)
            return leo_fail(error, LEO_BAD_ARGUMENT, name, "touches node %d of %d", nodes[i],
                            network->node_count);
        if (nodes[i] >= 0 && !has(e.nodes, e.node_count, nodes[i]))
            e.nodes[e.node_count++] = nodes[i];
    }
    for (int i = 0; i < state_count; i++) {
        if (states[i] >= network->count || (states[i] >= 0 && network->states[states[i]].node >= 0))
            return leo_fail(error, LEO_BAD_ARGUMENT, name, "touches state %d, which is no single state",
                            states[i]);
        if (states[i] >= 0 && !has(e.states, e.state_count, states[i]))
            e.states[e.state_count++] = states[i];
    }
    network->elements = elements;
    network->elements[network->element_count++] = e;
    return LEO_OK;
}

/* ---- stepping and reading ---------------------------------------------------------------------------------------- */

leo_status leo_network_step(leo_network *network, double limit_s, leo_error *error)
{
    network->outside_known = 0;
    return leo_rodas_step(network->solver, limit_s, error);
}

leo_status leo_network_redo(leo_network *network, double end_s, leo_error *error)
{
    network->outside_known = 0;
    return leo_rodas_redo(network->solver, end_s, error);
}

double leo_network_begin_s(const leo_network *network)
{
    return leo_rodas_begin(network->solver);
}

double leo_network_end_s(const leo_network *network)
{
    return leo_rodas_end(network->solver);
}

leo_status leo_network_at(leo_network *network, double elapsed_s, const leo_view **view, leo_error *error)
{
    const double begin = leo_network_begin_s(network), end = leo_network_end_s(network);
    if (!(elapsed_s >= begin && elapsed_s <= end))
        return leo_fail(error, LEO_BAD_ARGUMENT, NULL, "%.9g s: the last step spans %.9g to %.9g s",
                        elapsed_s, begin, end);
    network->outside_known = 0;
    leo_rodas_at(network->solver, elapsed_s, network->y);
    const leo_status status = leo_network_look(network, elapsed_s, network->y, error);
    network->outside_known = 0;
    *view = &network->view;
    return status;
}

void leo_network_changed(leo_network *network)
{
    leo_rodas_jumped(network->solver);
}

void leo_network_ledger(const leo_network *network, double total[LEO_LEDGER_COUNT])
{
    const double *y = leo_rodas_state(network->solver);
    for (int line = 0; line < LEO_LEDGER_COUNT; line++) {
        double sum = 0, lost = 0; // Neumaier's sum
        for (int i = 0; i < network->count; i++) {
            const double term = network->states[i].weight.per_unit[line] * y[i], next = sum + term;
            lost += fabs(sum) >= fabs(term) ? (sum - next) + term : (term - next) + sum;
            sum = next;
        }
        total[line] = sum + lost;
    }
}

size_t leo_network_state_size(const leo_network *network)
{
    return leo_rodas_state_size(network->solver);
}

void leo_network_save(const leo_network *network, void *bytes)
{
    leo_rodas_save(network->solver, bytes);
}

void leo_network_restore(leo_network *network, const void *bytes)
{
    network->outside_known = 0;
    leo_rodas_restore(network->solver, bytes);
}

leo_network_count leo_network_work(const leo_network *network)
{
    const leo_rodas_count work = leo_rodas_work(network->solver);
    return (leo_network_count){ work.steps, work.rejected, work.factorisations, network->rate_calls };
}
