/* SPDX-License-Identifier: MIT */

/* What links add to the rates: the same amount is taken here and given there, so that every share conserves.
 */
#include "network/inside.h"

#include <math.h>

void leo_share_mixture(const leo_network *network, const leo_view *view, double *rate, int a, int b,
                       double flow_kg_s)
{
    if (flow_kg_s == 0)
        return;
    const int from = flow_kg_s > 0 ? a : b, to = flow_kg_s > 0 ? b : a;
    const double flow = fabs(flow_kg_s);
    const leo_gas *gas = &view->gas[from];
    if (!(gas->total_kg > 0))
        return;
    double *out = rate + network->nodes[from].first, *in = rate + network->nodes[to].first;
    for (int i = 0; i < LEO_GAS_COUNT; i++) {
        const double part = flow * gas->mass_kg[i] / gas->total_kg;
        out[i] -= part;
        in[i] += part;
    }
    const double heat = flow * gas->enthalpy_j_kg;
    out[LEO_GAS_COUNT] -= heat;
    in[LEO_GAS_COUNT] += heat;
}

void leo_share_gas(const leo_network *network, const leo_view *view, double *rate, int a, int b, int gas,
                   double flow_kg_s, double temperature_k)
{
    (void)view;
    double *out = rate + network->nodes[a].first, *in = rate + network->nodes[b].first;
    const double heat = flow_kg_s * leo_gas_table[gas].cp_j_kg_k * temperature_k;
    out[gas] -= flow_kg_s;
    in[gas] += flow_kg_s;
    out[LEO_GAS_COUNT] -= heat;
    in[LEO_GAS_COUNT] += heat;
}

static void give_heat(const leo_network *network, double *rate, int node, double heat_w)
{
    const leo_node *self = &network->nodes[node];
    if (self->kind == LEO_NODE_HEAT)
        rate[self->first] += heat_w / self->capacity_j_k;
    else
        rate[self->first + LEO_GAS_COUNT] += heat_w;
}

void leo_share_heat(const leo_network *network, const leo_view *view, double *rate, int a, int b,
                    double heat_w)
{
    (void)view;
    give_heat(network, rate, a, -heat_w);
    give_heat(network, rate, b, heat_w);
}

double leo_view_temperature_k(const leo_network *network, const leo_view *view, int node)
{
    return network->nodes[node].kind == LEO_NODE_OUTSIDE ? view->outside->temperature_k
                                                         : view->gas[node].temperature_k;
}
