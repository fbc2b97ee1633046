/* SPDX-License-Identifier: MIT */
#ifndef LEO_NETWORK_NETWORK_H
#define LEO_NETWORK_NETWORK_H

/*
 * Nodes and links: one solver for gas and heat.
 *
 * A network is a set of states y and of elements that say how fast they change. Nodes are groups of states: a
 * gas node holds the masses of four gases and their internal energy (and its volume, where that moves), a
 * heat node a temperature. An element (a valve, a wall, a person) adds its share to dy/dt and touches only
 * states that it declared, so that the solver can build the Jacobian element by element and keep it sparse.
 *
 * Conservation. What an element takes from one state it gives to another in the same call; what leaves the
 * craft goes to the outside node, what is turned into something else goes to an account. Each state tells
 * what it weighs in the ledger (kilograms of O, N, C, H; joules), and the sum over all states stays what it
 * was.
 *
 * Life: create, add nodes, states and elements, seal; then step, redo, read. All memory is taken until
 * `seal`.
 */

#include "base/memory.h"

enum { LEO_O2, LEO_N2, LEO_CO2, LEO_H2O, LEO_GAS_COUNT };

/* The lines of the ledger. */
enum { LEO_LEDGER_O, LEO_LEDGER_N, LEO_LEDGER_C, LEO_LEDGER_H, LEO_LEDGER_ENERGY, LEO_LEDGER_COUNT };

typedef struct leo_ledger_weight {
    double per_unit[LEO_LEDGER_COUNT]; // kg of O, N, C, H and J for one unit of the state
} leo_ledger_weight;

/* What the world outside does to the craft at one instant; the flight wing provides it. */
typedef struct leo_outside {
    double elapsed_s;
    double pressure_pa, temperature_k; // of the air outside (0.78 N2, 0.21 O2 ... where there is any)
    double solar_w_m2;                 // direct sunlight on a plate that faces the Sun, 0 in shadow
    double albedo_w_m2, infrared_w_m2; // of the Earth, on a plate that faces it
    double load_factor;                // non-gravitational acceleration over g0; 1 on the ground
    double heat_flux_w_m2;             // stagnation point, entry
} leo_outside;

typedef leo_status leo_outside_fn(void *context, double elapsed_s, leo_outside *outside, leo_error *error);

/* Gas in a node, derived from the trial state. */
typedef struct leo_gas {
    double mass_kg[LEO_GAS_COUNT], total_kg;
    double energy_j, volume_m3;
    double pressure_pa, temperature_k, partial_pa[LEO_GAS_COUNT];
    double r_j_kg_k, cp_j_kg_k, cv_j_kg_k, gamma; // of the mixture
    double enthalpy_j_kg;                         // of the mixture, what a kilogram that leaves carries away
    double density_kg_m3;
} leo_gas;

/* A trial state, as elements see it. */
typedef struct leo_view {
    double elapsed_s;
    const double *y;
    const leo_gas *gas; // by node number; nodes that hold no gas have an empty entry
    const leo_outside *outside;
} leo_view;

/* Adds this element's share to `rate` (dy/dt). LEO_RETRY_STEP: the trial state is not physical. */
typedef leo_status leo_rates_fn(const void *self, const leo_view *view, double *rate, leo_error *error);

typedef enum leo_gas_law { LEO_GAS_IDEAL, LEO_GAS_REAL /* Redlich-Kwong, for bottles */ } leo_gas_law;

typedef struct leo_gas_setup {
    const char *name;
    double volume_m3;
    double pressure_pa, temperature_k;
    double mole_fraction[LEO_GAS_COUNT]; // sums to 1
    leo_gas_law law;
    int moving_volume; // nonzero: the volume is a state that an element drives, with its p dV work
} leo_gas_setup;

typedef struct leo_network leo_network;

leo_network *leo_network_create(leo_arena *arena, leo_error *error);

/* Each returns a node number (>= 0), or -1 with `error` set (a name twice, no memory, not physical). */
int leo_network_add_gas(leo_network *network, const leo_gas_setup *setup, leo_error *error);
int leo_network_add_heat(leo_network *network, const char *name, double capacity_j_k, double temperature_k,
                         leo_error *error);

/*
 * A single state: a valve's stroke, a pulse rate, or an account of the ledger (`weight` may be NULL: weighs
 * nothing). Returns its index in y. `tolerance` is the absolute error allowed per step, in the state's own
 * unit; 0: an account that takes no part in the error control.
 */
int leo_network_add_state(leo_network *network, const char *name, double initial, double tolerance,
                          const leo_ledger_weight *weight, leo_error *error);

/* The node "outside" exists from the start: pressure and temperature from the flight wing; what flows in is
 * accounted. */
int leo_network_outside(const leo_network *network);
int leo_network_find(const leo_network *network, const char *name); // node by name, -1 if there is none
const char *leo_network_node_name(const leo_network *network, int node);

/* Index in y of: the first of a gas node's four masses, its energy, its volume (-1 if fixed), a heat node's
 * temperature. */
int leo_network_mass_state(const leo_network *network, int node);
int leo_network_energy_state(const leo_network *network, int node);
int leo_network_volume_state(const leo_network *network, int node);
int leo_network_temperature_state(const leo_network *network, int node);

/* An element touches whole nodes (all their states) and single states. -1 entries in the lists are skipped.
 */
leo_status leo_network_add_element(leo_network *network, const char *name, leo_rates_fn *rates,
                                   const void *self, const int *nodes, int node_count, const int *states,
                                   int state_count, leo_error *error);

typedef struct leo_network_options {
    double rel_tol;        // relative error per step; 0 means 1e-6
    double longest_step_s; // 0 means no limit
    leo_outside_fn *outside;
    void *outside_context;
} leo_network_options;

leo_status leo_network_seal(leo_network *network, const leo_network_options *options, leo_error *error);

/*
 * One accepted adaptive step from the end of the last one, to `limit_s` at most.
 * `redo` takes the last accepted step again, ending earlier. `at` fills a view for any instant of the last
 * step (dense output; the view is borrowed until the next call on this network).
 */
leo_status leo_network_step(leo_network *network, double limit_s, leo_error *error);
leo_status leo_network_redo(leo_network *network, double end_s, leo_error *error);
double leo_network_begin_s(const leo_network *network);
double leo_network_end_s(const leo_network *network);
leo_status leo_network_at(leo_network *network, double elapsed_s, const leo_view **view, leo_error *error);

/* Inputs jumped at the current end: shorten the next step. `at` the current end gives the new view. */
void leo_network_changed(leo_network *network);

/* Ledger: what all states weigh now, and what has passed through (sum of |share| moved, the scale of the
 * error). */
void leo_network_ledger(const leo_network *network, double total[LEO_LEDGER_COUNT]);

/* Everything that continues the integration bit for bit. */
size_t leo_network_state_size(const leo_network *network);
void leo_network_save(const leo_network *network, void *bytes);
void leo_network_restore(leo_network *network, const void *bytes);

typedef struct leo_network_count {
    long steps, rejected, factorisations, rate_calls;
} leo_network_count;
leo_network_count leo_network_work(const leo_network *network);

/* Shares that links add. All conserve by construction. */

/* `flow_kg_s` of the mixture upstream, from `a` to `b` when positive, else from `b` to `a`, with its
 * enthalpy. */
void leo_share_mixture(const leo_network *network, const leo_view *view, double *rate, int a, int b,
                       double flow_kg_s);
/* One gas from node a to node b at temperature `temperature_k` (its enthalpy cp T goes along). */
void leo_share_gas(const leo_network *network, const leo_view *view, double *rate, int a, int b, int gas,
                   double flow_kg_s, double temperature_k);
/* Heat from node a to node b (gas or heat nodes, or outside), W. */
void leo_share_heat(const leo_network *network, const leo_view *view, double *rate, int a, int b,
                    double heat_w);

/* Temperature of any node: gas, heat or outside. */
double leo_view_temperature_k(const leo_network *network, const leo_view *view, int node);

#endif
