/* SPDX-License-Identifier: MIT */
#ifndef LEO_NETWORK_INSIDE_H
#define LEO_NETWORK_INSIDE_H

/*
 * What the files of a network share.
 *
 *     y = | outside: O2 N2 CO2 H2O U | cabin: O2 N2 CO2 H2O U | bottle ... U | suit ... U V | shell T |
 * stroke | account |
 */

#include "math/rodas.h"
#include "network/gas.h"
#include "network/network.h"

typedef enum leo_node_kind { LEO_NODE_OUTSIDE, LEO_NODE_GAS, LEO_NODE_HEAT } leo_node_kind;

typedef struct leo_node {
    const char *name;
    leo_node_kind kind;
    int first, count;    // its states
    int volume_state;    // -1: fixed
    double volume_m3;    // at the start, or for good
    double thin_kg;      // see leo_gas_derive
    double capacity_j_k; // heat node
    leo_gas_law law;
    int element_first, element_count; // in `touching`
} leo_node;

typedef struct leo_state {
    const char *name;
    int node; // that it belongs to, -1
    double initial;
    double tolerance; // absolute; for states of nodes: over rel_tol, filled in at seal
    int is_account;   // nothing depends on it
    double step;      // of differences, relative to max(|y|, floor)
    double floor;
    leo_ledger_weight weight;
    int element_first, element_count; // single states: in `touching`
} leo_state;

typedef struct leo_ledger_term {
    int state, line;
    double weight;
} leo_ledger_term;

typedef struct leo_element {
    const char *name;
    leo_rates_fn *rates;
    const void *self;
    int *nodes, node_count;
    int *states, state_count; // single ones
    int *rows, row_count;     // all states touched
    double *base;             // its share at the start of the step, by row
    leo_ledger_term *terms;
    int term_count;
} leo_element;

struct leo_network {
    leo_arena *arena;
    leo_node *nodes;
    int node_count, node_room;
    leo_state *states;
    int count, state_room;
    leo_element *elements;
    int element_count, element_room;
    int *touching; // element numbers by node, then by single state
    int outside_node;
    int sealed;

    leo_network_options options;
    leo_rodas *solver;
    double *tolerance;
    long rate_calls;

    // trial state
    double *y, *share; // y: what `view` shows
    leo_gas *gas;
    leo_outside outside;
    leo_view view;
    double outside_at_s;
    int outside_known;
    double *increments; // scratch of the ledger
};

/* Fill the view for (t, y). LEO_RETRY_STEP as leo_gas_derive. */
leo_status leo_network_look(leo_network *network, double t, const double *y, leo_error *error);

/* Gas of one node from the view's states. */
leo_status leo_network_derive(leo_network *network, int node, leo_error *error);

/* Callbacks of the solver. */
leo_status leo_network_rate(void *network, double t, const double *y, double *rate, leo_error *error);
leo_status leo_network_jacobian(void *network, double t, const double *y, double step, double *rate,
                                double *jacobian, double *rate_dt, leo_error *error);
void leo_network_correct(void *network, const double *y, double *increment);

/* Order of elimination, into `order`. */
void leo_network_order(const leo_network *network, leo_arena *arena, int *order);

#endif
