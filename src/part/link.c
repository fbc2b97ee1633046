/* SPDX-License-Identifier: MIT */

/*
 * What links share: ends, strokes, films.
 *
 *     stroke  s' = clamp(20 (target - s)/t, -1/t, 1/t),  open = clamp((s - 0.002)/0.996, 0, 1)
 *     film    h = h0 p/(p + 100 Pa)
 *
 * Source  definition of a rate-limited actuator; the film between continuum and free molecular flow as
 *         in Corruccini, Vacuum 7/8 (1957) 19: conduction becomes proportional to pressure when thin.
 * Valid   gaps of centimetres.
 * Error   film 30 % between 10 Pa and 1 kPa.
 */
#include "part/link.h"

#include "part/jet.h"

#include "base/error.h"
#include "part/inflatable.h"

#include <math.h>
#include <string.h>

const char *const leo_no_yes[] = { "no", "yes", NULL };

int leo_is_none(const char *name)
{
    return !name || !name[0] || strcmp(name, "none") == 0;
}

double leo_stroke_rate(double stroke, double target, double stroke_time_s)
{
    const double fastest = 1 / stroke_time_s;
    return fmax(-fastest, fmin(fastest, 20 * fastest * (target - stroke)));
}

double leo_stroke_open(double stroke)
{
    return fmax(0, fmin(1, (stroke - 0.002) / 0.996));
}

double leo_bore_m2(double diameter_m)
{
    return 0.785398163397448 * diameter_m * diameter_m;
}

double leo_film_factor(double pressure_pa)
{
    return pressure_pa / (pressure_pa + 100);
}

double leo_normal_mol_s(double flow_m3_s)
{
    return flow_m3_s * 101325 / (8.31446261815324 * 273.15);
}

double leo_mol_kg(const leo_gas *gas)
{
    return gas->r_j_kg_k / 8.31446261815324;
}

double leo_smooth_step(double x)
{
    const double s = fmax(0, fmin(1, x));
    return s * s * (3 - 2 * s);
}

int leo_craft_gas_node(leo_craft *craft, const leo_part_at *self, const char *key, const char *name,
                       leo_error *error)
{
    const int node = leo_craft_node(craft, self, key, name, error);
    if (node < 0 || leo_network_mass_state(craft->network, node) >= 0)
        return node;
    leo_fail(error, LEO_BAD_INPUT, self->name, "%s: `%s` holds no gas", key, name);
    return -1;
}

int leo_craft_places(const leo_craft *craft, int *nodes, int room)
{
    int count = 0;
    if (room > 0)
        nodes[count++] = leo_network_outside(craft->network);
    for (int i = 0; i < craft->count; i++) {
        const char *kind = craft->parts[i].part->kind.name;
        if (count < room && (strcmp(kind, "volume") == 0 || strcmp(kind, "inflatable") == 0))
            nodes[count++] = craft->parts[i].slot[0];
    }
    return count;
}

leo_status leo_link_connect(leo_part_at *self, leo_craft *craft, const char *from_key, const char *from,
                            const char *to_key, const char *to, int state, leo_error *error)
{
    const int a = leo_craft_gas_node(craft, self, from_key, from, error);
    if (a < 0)
        return LEO_BAD_INPUT;
    const int b = leo_craft_gas_node(craft, self, to_key, to, error);
    if (b < 0)
        return LEO_BAD_INPUT;
    if (a == b)
        return leo_fail(error, LEO_BAD_INPUT, self->name, "both ends lie in `%s`", from);
    self->slot[LEO_LINK_FROM] = a;
    self->slot[LEO_LINK_TO] = b;
    self->slot[LEO_LINK_STATE] = state;
    for (int i = 0; i < craft->count; i++)
        for (int end = 0; end < 2; end++)
            if (leo_inflatable_owns(&craft->parts[i], self->slot[end]))
                self->other[end] = &craft->parts[i];
    const int nodes[] = { a, b, leo_network_outside(craft->network) };
    const int states[] = { state, self->slot[LEO_LINK_JET] > 0 ? self->slot[LEO_LINK_JET] : -1 };
    return leo_network_add_element(self->network, self->name, self->part->rates, self, nodes, 3, states, 2,
                                   error);
}

int leo_link_end(const leo_part_at *self, int end)
{
    return leo_inflatable_gone(self->other[end]) ? leo_network_outside(self->network) : self->slot[end];
}

void leo_link_jet(const leo_part_at *self, const leo_view *view, double *rate, double flow_kg_s)
{
    const int out = leo_network_outside(self->network);
    const int from = self->slot[LEO_LINK_FROM], to = self->slot[LEO_LINK_TO];
    if (to == out)
        rate[self->slot[LEO_LINK_JET]] +=
            leo_jet_thrust_n(&view->gas[from], flow_kg_s, view->outside->pressure_pa);
    else if (from == out)
        rate[self->slot[LEO_LINK_JET]] +=
            leo_jet_thrust_n(&view->gas[to], -flow_kg_s, view->outside->pressure_pa);
}

int leo_link_broken(const leo_part_at *self)
{
    return leo_inflatable_gone(self->other[0]) || leo_inflatable_gone(self->other[1]);
}
