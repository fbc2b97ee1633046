/* SPDX-License-Identifier: MIT */

/*
 * A cooler and drier of air; its heat goes to a node or overboard.
 *
 *     cooling  Q = clamp(G f(p) (T - T_set), 0, Q_max)          f  film factor of thin gas, part/link.c
 *     drying   m = V k max(0, rho_w - rho_sat(T_coil)),  latent heat L = 2.501e6 - 2381 t J/kg to the sink, t in Celsius
 *
 * Source  coil with contact factor: ASHRAE Handbook, Fundamentals 2009, chapter 1 (psychrometrics,
 *         latent heat) and HVAC Systems and Equipment 2008, chapter 22 (contact factor 0.7 to 0.95).
 * Valid   coils above freezing.
 * Error   10 % of the water taken.
 */
#include "network/gas.h"
#include "part/link.h"

#include <math.h>

typedef struct config {
    const char *at, *sink;
    double conductance_w_k, max_heat_w, air_m3_s, contact;
} config;

typedef struct input {
    int running;
    double set_point_k, coil_k;
    int fault;
} input;

enum { SOUND, FAILED };

typedef struct output {
    double heat_w, water_kg_s, water_kg;
} output;

enum { NODE, SINK, WATER, ENERGY }; // slots

static leo_status build(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    const leo_ledger_weight joule = { { [LEO_LEDGER_ENERGY] = 1 } };
    self->slot[WATER] =
        leo_network_add_state(craft->network, self->name, 0, 0, &leo_gas_table[LEO_H2O].weight, error);
    self->slot[ENERGY] = leo_network_add_state(craft->network, self->name, 0, 0, &joule, error);
    return self->slot[ENERGY] < 0 ? LEO_NO_MEMORY : LEO_OK;
}

static leo_status connect(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    const config *c = self->config;
    self->slot[NODE] = leo_craft_gas_node(craft, self, "at", c->at, error);
    if (self->slot[NODE] < 0)
        return LEO_BAD_INPUT;
    self->slot[SINK] = leo_craft_node(craft, self, "sink", c->sink, error);
    if (self->slot[SINK] < 0)
        return LEO_BAD_INPUT;
    return leo_network_add_element(self->network, self->name, self->part->rates, self, self->slot, 2,
                                   self->slot + WATER, 2, error);
}

static int runs(const leo_part_at *self)
{
    const input *in = self->input;
    return in->running && in->fault != FAILED;
}

static double cooling_w(const leo_part_at *self, const leo_view *view)
{
    const config *c = self->config;
    const input *in = self->input;
    const leo_gas *gas = &view->gas[self->slot[NODE]];
    const double over = gas->temperature_k - in->set_point_k;
    const double conductance_w_k = c->conductance_w_k * leo_film_factor(gas->pressure_pa);
    return runs(self) ? fmax(0, fmin(c->max_heat_w, conductance_w_k * over)) : 0;
}

static double water_kg_s(const leo_part_at *self, const leo_view *view)
{
    const config *c = self->config;
    const input *in = self->input;
    const leo_gas *gas = &view->gas[self->slot[NODE]];
    const double over = gas->partial_pa[LEO_H2O] - leo_water_saturation_pa(in->coil_k);
    if (!runs(self) || !(over > 0))
        return 0;
    return c->air_m3_s * c->contact * over / (leo_gas_table[LEO_H2O].r_j_kg_k * gas->temperature_k);
}

static double latent_j_kg(double temperature_k)
{
    return 2.501e6 - 2381 * (temperature_k - 273.15);
}

static leo_status rates(const void *context, const leo_view *view, double *rate, leo_error *error)
{
    const leo_part_at *self = context;
    const input *in = self->input;
    (void)error;
    const double water = water_kg_s(self, view);
    const double carried =
        water * leo_gas_table[LEO_H2O].cp_j_kg_k * view->gas[self->slot[NODE]].temperature_k;
    rate[leo_network_mass_state(self->network, self->slot[NODE]) + LEO_H2O] -= water;
    rate[leo_network_energy_state(self->network, self->slot[NODE])] -= carried;
    rate[self->slot[WATER]] += water;
    // vapour comes in with cp T, heat of condensation goes on to the sink: the account keeps the difference
    const double latent = water * latent_j_kg(in->coil_k);
    rate[self->slot[ENERGY]] += carried;
    if (latent != 0) {
        rate[self->slot[ENERGY]] -= latent;
        const int sink = self->slot[SINK];
        leo_share_heat(self->network, view, rate, self->slot[NODE], sink, latent);
        rate[leo_network_energy_state(self->network, self->slot[NODE])] += latent;
    }
    leo_share_heat(self->network, view, rate, self->slot[NODE], self->slot[SINK], cooling_w(self, view));
    return LEO_OK;
}

static void outputs(leo_part_at *self, const leo_view *view)
{
    output *out = self->output;
    *out = (output){ cooling_w(self, view), water_kg_s(self, view), view->y[self->slot[WATER]] };
}

// clang-format off
static const char *const faults[] = { "none", "failed", NULL };

static const leo_field config_fields[] = {
    { "at",          LEO_NAME_AT(config, at),              NULL,    0, 0,   NULL,        NULL, "Node whose air it cools and dries." },
    { "sink",        LEO_NAME_AT(config, sink),            NULL,    0, 0,   "outside",   NULL, "Node that takes the heat: a wall, or the outside for a radiator." },
    { "conductance", LEO_REAL_AT(config, conductance_w_k), "W/K",   0, 1e4, "100 W/K",   NULL, "Cooling for each kelvin above the set point." },
    { "max-heat",    LEO_REAL_AT(config, max_heat_w),      "W",     0, 1e6, "500 W",     NULL, "Largest cooling of the gas." },
    { "air-flow",    LEO_REAL_AT(config, air_m3_s),        "m^3/s", 0, 10,  "0.01 m^3/s", NULL, "Air over the coil." },
    { "contact",     LEO_REAL_AT(config, contact),         "1",     0, 1,   "0.8",       NULL, "Part of the air that reaches the temperature of the coil." },
    { 0 }
};

static const leo_field input_fields[] = {
    { "running",   LEO_CHOICE_AT(input, running),   NULL, 0,   0,   "yes",      leo_no_yes, "Whether it runs." },
    { "set-point", LEO_REAL_AT(input, set_point_k), "K",  270, 320, "291.15 K", NULL,       "Temperature above which it cools." },
    { "coil",      LEO_REAL_AT(input, coil_k),      "K",  274, 320, "281.15 K", NULL,       "Temperature of the coil: the dew point that it dries to." },
    { "fault",     LEO_CHOICE_AT(input, fault),     NULL, 0,   0,   "none",     faults,     "failed: neither cools nor dries." },
    { 0 }
};

static const leo_verb verbs[] = {
    { "on",  "running", "yes", "Switch it on." },
    { "off", "running", "no",  "Switch it off." },
    { 0 }
};

static const leo_field output_fields[] = {
    { "heat",       LEO_REAL_AT(output, heat_w),     "W",    0, 1e6, NULL, NULL, "Sensible heat taken from the air." },
    { "water-flow", LEO_REAL_AT(output, water_kg_s), "kg/s", 0, 10,  NULL, NULL, "Water taken from the air." },
    { "water",      LEO_REAL_AT(output, water_kg),   "kg",   0, 1e4, NULL, NULL, "Water taken so far." },
    { 0 }
};
// clang-format on

const leo_part leo_part_conditioner = {
    .kind = { .name = "conditioner",
              .summary = "Cooler and drier of air",
              .config = { config_fields, sizeof(config) },
              .input = { input_fields, sizeof(input) },
              .output = { output_fields, sizeof(output) },
              .verbs = verbs },
    .build = build,
    .connect = connect,
    .rates = rates,
    .outputs = outputs,
};
