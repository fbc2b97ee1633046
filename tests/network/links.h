/* SPDX-License-Identifier: MIT */
#ifndef LEO_TESTS_NETWORK_LINKS_H
#define LEO_TESTS_NETWORK_LINKS_H

/* Small elements that the tests of the network build with. */
#include "check.h"
#include "network/gas.h"
#include "network/orifice.h"

typedef struct link {
    leo_network *network;
    int a, b;
    double area_m2; // effective
    double watt_k;  // heat link: conductance
    int bath;       // isothermal: heat node that keeps the gas of `a` at its temperature, else -1
} link_t;

static inline leo_status hole_rates(const void *self, const leo_view *view, double *rate, leo_error *error)
{
    const link_t *l = self;
    (void)error;
    const double flow = leo_orifice_flow(l->area_m2, &view->gas[l->a], &view->gas[l->b]);
    leo_share_mixture(l->network, view, rate, l->a, l->b, flow);
    if (l->bath >= 0) { // what leaves takes cp T, what stays keeps cv T: R T is missing
        const leo_gas *gas = &view->gas[l->a];
        leo_share_heat(l->network, view, rate, l->bath, l->a, flow * gas->r_j_kg_k * gas->temperature_k);
    }
    return LEO_OK;
}

static inline leo_status heat_rates(const void *self, const leo_view *view, double *rate, leo_error *error)
{
    const link_t *l = self;
    (void)error;
    const double difference =
        leo_view_temperature_k(l->network, view, l->a) - leo_view_temperature_k(l->network, view, l->b);
    leo_share_heat(l->network, view, rate, l->a, l->b, l->watt_k * difference);
    return LEO_OK;
}

static inline void join(link_t *l, leo_rates_fn *rates, const char *name)
{
    const int nodes[] = { l->a, l->b, l->bath };
    CHECK(leo_network_add_element(l->network, name, rates, l, nodes, 3, NULL, 0, NULL) == LEO_OK);
}

static inline int tank(leo_network *network, const char *name, int gas, double volume_m3, double pressure_pa,
                       double temperature_k)
{
    leo_gas_setup setup = {
        .name = name, .volume_m3 = volume_m3, .pressure_pa = pressure_pa, .temperature_k = temperature_k
    };
    setup.mole_fraction[gas] = 1;
    leo_error error = { 0 };
    const int node = leo_network_add_gas(network, &setup, &error);
    CHECK(node >= 0);
    return node;
}

static inline void fly(leo_network *network, double end_s)
{
    leo_error error = { 0 };
    while (leo_network_end_s(network) < end_s)
        if (leo_network_step(network, end_s, &error) != LEO_OK) {
            CHECK(!"step");
            printf("  %s: %s\n", error.where, error.message);
            return;
        }
}

static inline leo_gas gas_now(leo_network *network, int node)
{
    const leo_view *view = NULL;
    CHECK(leo_network_at(network, leo_network_end_s(network), &view, NULL) == LEO_OK);
    return view->gas[node];
}

static inline void seal_with(leo_network *network, double rel_tol, double longest_step_s)
{
    leo_error error = { 0 };
    const leo_network_options options = { .rel_tol = rel_tol, .longest_step_s = longest_step_s };
    CHECK(leo_network_seal(network, &options, &error) == LEO_OK);
    if (error.status)
        printf("  %s: %s\n", error.where, error.message);
}

static inline void seal(leo_network *network, double rel_tol)
{
    seal_with(network, rel_tol, 60);
}

#endif
