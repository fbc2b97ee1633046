/* SPDX-License-Identifier: MIT */

/*
 * A bottle of compressed gas and its wall.
 *
 *     gas    Redlich-Kwong, network/gas.c
 *     wall   m c T' = G_in (T_gas - T) + G_out (T_around - T)
 *
 * Source  Redlich & Kwong, Chem. Rev. 44 (1949) 233; balance of heat.
 * Valid   above the critical temperature of the gas, below 30 MPa. Weightless gas stirs little: G_in
 *         is 5 to 15 W/K for each square metre of wall.
 * Error   mass 1.4 % at 20 MPa and room temperature; G_in 50 %.
 */
#include "base/error.h"
#include "part/air.h"
#include "part/link.h"

#include <stdio.h>

typedef struct config {
    double volume_m3, pressure_pa, temperature_k;
    int gas;
    double wall_capacity_j_k, film_w_k, surroundings_w_k;
    const char *surroundings;
} config;

typedef struct input {
    int fault;
    double fault_size_m2;
} input;

enum { SOUND, LEAKING };
enum { OXYGEN, NITROGEN, AIR };
enum { GAS, OUTSIDE, WALL, AROUND }; // slots

typedef struct output {
    double pressure_pa, temperature_k, mass_kg, wall_temperature_k;
} output;

static leo_status build(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    const config *c = self->config;
    leo_gas_setup setup = { .name = self->name,
                            .volume_m3 = c->volume_m3,
                            .pressure_pa = c->pressure_pa,
                            .temperature_k = c->temperature_k,
                            .law = LEO_GAS_REAL };
    setup.mole_fraction[LEO_O2] = c->gas == OXYGEN ? 1 : c->gas == AIR ? 0.2095 : 0;
    setup.mole_fraction[LEO_N2] = 1 - setup.mole_fraction[LEO_O2];
    char wall[128];
    snprintf(wall, sizeof wall, "%.100s.wall", self->name);
    self->slot[GAS] = leo_network_add_gas(craft->network, &setup, error);
    if (self->slot[GAS] < 0)
        return LEO_BAD_INPUT;
    self->slot[WALL] =
        leo_network_add_heat(craft->network, wall, c->wall_capacity_j_k, c->temperature_k, error);
    return self->slot[WALL] < 0 ? LEO_BAD_INPUT : LEO_OK;
}

static leo_status connect(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    const config *c = self->config;
    self->slot[OUTSIDE] = leo_network_outside(craft->network);
    self->slot[AROUND] = -1;
    if (!leo_is_none(c->surroundings)) {
        self->slot[AROUND] = leo_craft_node(craft, self, "surroundings", c->surroundings, error);
        if (self->slot[AROUND] < 0)
            return LEO_BAD_INPUT;
    }
    return leo_network_add_element(self->network, self->name, self->part->rates, self, self->slot, 4, NULL, 0,
                                   error);
}

static leo_status rates(const void *context, const leo_view *view, double *rate, leo_error *error)
{
    const leo_part_at *self = context;
    const config *c = self->config;
    const input *in = self->input;
    const int *slot = self->slot;
    (void)error;
    const double wall_k = leo_view_temperature_k(self->network, view, slot[WALL]);
    const leo_gas *gas = &view->gas[slot[GAS]];
    const double film = c->film_w_k * leo_film_factor(gas->pressure_pa);
    leo_share_heat(self->network, view, rate, slot[WALL], slot[GAS], film * (wall_k - gas->temperature_k));
    if (slot[AROUND] >= 0) {
        const double around_k = leo_view_temperature_k(self->network, view, slot[AROUND]);
        leo_share_heat(self->network, view, rate, slot[AROUND], slot[WALL],
                       c->surroundings_w_k * (around_k - wall_k));
    }
    if (in->fault == LEAKING) {
        leo_share_orifice(self->network, view, rate, slot[GAS], slot[OUTSIDE], 0.6 * in->fault_size_m2);
    }
    return LEO_OK;
}

static void outputs(leo_part_at *self, const leo_view *view)
{
    const leo_gas *gas = &view->gas[self->slot[GAS]];
    output *out = self->output;
    *out = (output){ gas->pressure_pa, gas->temperature_k, gas->total_kg,
                     leo_view_temperature_k(self->network, view, self->slot[WALL]) };
}

// clang-format off
static const char *const gases[] = { "o2", "n2", "air", NULL };

static const leo_field config_fields[] = {
    { "volume",        LEO_REAL_AT(config, volume_m3),         "m^3", 1e-5, 10,   NULL,        NULL,  "Volume of gas." },
    { "pressure",      LEO_REAL_AT(config, pressure_pa),       "Pa",  1e3,  3e7,  NULL,        NULL,  "Filling pressure." },
    { "temperature",   LEO_REAL_AT(config, temperature_k),     "K",   220,  340,  "293.15 K",  NULL,  "Temperature of gas and wall at the start." },
    { "gas",           LEO_CHOICE_AT(config, gas),             NULL,  0,    0,    "o2",        gases, "What is in it." },
    { "wall-capacity", LEO_REAL_AT(config, wall_capacity_j_k), "J/K", 1,    1e6,  "2000 J/K",  NULL,  "Heat capacity of the wall." },
    { "film",          LEO_REAL_AT(config, film_w_k),          "W/K", 0,    1e3,  "1 W/K",     NULL,  "Conductance from gas to wall." },
    { "surroundings",  LEO_NAME_AT(config, surroundings),      NULL,  0,    0,    "none",      NULL,  "Node that the wall stands in heat exchange with, or none." },
    { "surroundings-conductance", LEO_REAL_AT(config, surroundings_w_k), "W/K", 0, 1e3, "1 W/K", NULL, "Conductance from the wall to that node." },
    { 0 }
};

static const char *const faults[] = { "none", "leaking", NULL };

static const leo_field input_fields[] = {
    { "fault",      LEO_CHOICE_AT(input, fault),       NULL,  0, 0,    "none",     faults, "leaking: a hole to the outside." },
    { "fault-size", LEO_REAL_AT(input, fault_size_m2), "m^2", 0, 1e-2, "1e-8 m^2", NULL,   "Area of that hole." },
    { 0 }
};

static const leo_field output_fields[] = {
    { "pressure",         LEO_REAL_AT(output, pressure_pa),        "Pa", 0, 1e9, NULL, NULL, "Pressure of the gas." },
    { "temperature",      LEO_REAL_AT(output, temperature_k),      "K",  0, 1e4, NULL, NULL, "Temperature of the gas." },
    { "mass",             LEO_REAL_AT(output, mass_kg),            "kg", 0, 1e4, NULL, NULL, "Gas left." },
    { "wall-temperature", LEO_REAL_AT(output, wall_temperature_k), "K",  0, 1e4, NULL, NULL, "Temperature of the wall." },
    { 0 }
};
// clang-format on

const leo_part leo_part_bottle = {
    .kind = { .name = "bottle",
              .summary = "Bottle of compressed gas",
              .config = { config_fields, sizeof(config) },
              .input = { input_fields, sizeof(input) },
              .output = { output_fields, sizeof(output) } },
    .build = build,
    .connect = connect,
    .rates = rates,
    .outputs = outputs,
};
