/* SPDX-License-Identifier: MIT */

/*
 * A rigid volume of gas: a cabin.
 *
 *     well mixed: dm_i/dt = sum of flows,  dU/dt = sum of flows of enthalpy + heat
 *
 * Source  Moran & Shapiro, Fundamentals of Engineering Thermodynamics, Wiley 2006, chapter 4 (control
 *         volume).
 * Valid   mixing by fans that is quick against the flows; no layers, no pockets around a sleeper's
 *         head.
 * Error   none of its own beside that of the gas law.
 */
#include "network/gas.h"
#include "part/air.h"
#include "part/link.h"

typedef struct config {
    double volume_m3, pressure_pa, temperature_k;
    double o2_fraction, co2_fraction, humidity;
} config;

typedef struct input {
    int fault;
    double fault_size_m2;
} input;

enum { SOUND, LEAKING };

typedef struct output {
    double pressure_pa, temperature_k, o2_pressure_pa, n2_pressure_pa, co2_pressure_pa, h2o_pressure_pa;
    double o2_fraction, humidity, fire_index, mass_kg;
} output;

static leo_status build(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    const config *c = self->config;
    leo_gas_setup setup = { .name = self->name,
                            .volume_m3 = c->volume_m3,
                            .pressure_pa = c->pressure_pa,
                            .temperature_k = c->temperature_k };
    const leo_status status = leo_air_mixture(self->name, c->pressure_pa, c->temperature_k, c->o2_fraction,
                                              c->co2_fraction, c->humidity, setup.mole_fraction, error);
    if (status != LEO_OK)
        return status;
    self->slot[0] = leo_network_add_gas(craft->network, &setup, error);
    return self->slot[0] < 0 ? LEO_BAD_INPUT : LEO_OK;
}

static leo_status connect(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    return leo_link_connect(self, craft, "name", self->name, "outside", "outside", -1, error);
}

static leo_status rates(const void *context, const leo_view *view, double *rate, leo_error *error)
{
    const leo_part_at *self = context;
    const input *in = self->input;
    (void)error;
    if (in->fault != LEAKING)
        return LEO_OK;
    const int a = self->slot[LEO_LINK_FROM], b = self->slot[LEO_LINK_TO];
    leo_share_orifice(self->network, view, rate, a, b, 0.6 * in->fault_size_m2);
    return LEO_OK;
}

static void outputs(leo_part_at *self, const leo_view *view)
{
    const leo_gas *gas = &view->gas[self->slot[0]];
    output *out = self->output;
    *out = (output){
        .pressure_pa = gas->pressure_pa,
        .temperature_k = gas->temperature_k,
        .o2_pressure_pa = gas->partial_pa[LEO_O2],
        .n2_pressure_pa = gas->partial_pa[LEO_N2],
        .co2_pressure_pa = gas->partial_pa[LEO_CO2],
        .h2o_pressure_pa = gas->partial_pa[LEO_H2O],
        .o2_fraction = leo_gas_o2_fraction(gas),
        .humidity = leo_gas_humidity(gas),
        .fire_index = leo_gas_fire_index(gas),
        .mass_kg = gas->total_kg,
    };
}

// clang-format off
static const leo_field config_fields[] = {
    { "volume",       LEO_REAL_AT(config, volume_m3),     "m^3", 1e-3, 1e4, NULL,          NULL, "Free volume of gas." },
    { "pressure",     LEO_REAL_AT(config, pressure_pa),   "Pa",  0,    1e6, "101.325 kPa", NULL, "Total pressure at the start." },
    { "temperature",  LEO_REAL_AT(config, temperature_k), "K",   220,  340, "293.15 K",    NULL, "Temperature at the start." },
    { "o2-fraction",  LEO_REAL_AT(config, o2_fraction),   "1",   0,    1,   "0.2095",      NULL, "Oxygen in the dry gas at the start, by volume; the rest beside CO2 is nitrogen." },
    { "co2-fraction", LEO_REAL_AT(config, co2_fraction),  "1",   0,    0.2, "0.0004",      NULL, "Carbon dioxide in the dry gas at the start, by volume." },
    { "humidity",     LEO_REAL_AT(config, humidity),      "1",   0,    1,   "0.4",         NULL, "Relative humidity at the start." },
    { 0 }
};

static const char *const faults[] = { "none", "leaking", NULL };

static const leo_field input_fields[] = {
    { "fault",      LEO_CHOICE_AT(input, fault),       NULL,  0, 0,   "none",     faults, "leaking: a hole to the outside." },
    { "fault-size", LEO_REAL_AT(input, fault_size_m2), "m^2", 0, 0.1, "1e-6 m^2", NULL,   "Area of that hole." },
    { 0 }
};

static const leo_field output_fields[] = {
    { "pressure",     LEO_REAL_AT(output, pressure_pa),     "Pa", 0, 1e7, NULL, NULL, "Total pressure." },
    { "temperature",  LEO_REAL_AT(output, temperature_k),   "K",  0, 1e4, NULL, NULL, "Temperature of the gas." },
    { "o2-pressure",  LEO_REAL_AT(output, o2_pressure_pa),  "Pa", 0, 1e7, NULL, NULL, "Partial pressure of oxygen." },
    { "n2-pressure",  LEO_REAL_AT(output, n2_pressure_pa),  "Pa", 0, 1e7, NULL, NULL, "Partial pressure of nitrogen." },
    { "co2-pressure", LEO_REAL_AT(output, co2_pressure_pa), "Pa", 0, 1e7, NULL, NULL, "Partial pressure of carbon dioxide." },
    { "h2o-pressure", LEO_REAL_AT(output, h2o_pressure_pa), "Pa", 0, 1e7, NULL, NULL, "Partial pressure of water vapour." },
    { "o2-fraction",  LEO_REAL_AT(output, o2_fraction),     "1",  0, 1,   NULL, NULL, "Oxygen by volume." },
    { "humidity",     LEO_REAL_AT(output, humidity),        "1",  0, 100, NULL, NULL, "Relative humidity; above 1 it would fog." },
    { "fire-index",   LEO_REAL_AT(output, fire_index),      "1",  0, 1e4, NULL, NULL, "How readily things burn: 1 in air at sea level." },
    { "mass",         LEO_REAL_AT(output, mass_kg),         "kg", 0, 1e6, NULL, NULL, "Gas in the volume." },
    { 0 }
};
// clang-format on

const leo_part leo_part_volume = {
    .kind = { .name = "volume",
              .summary = "Rigid volume of gas, such as a cabin",
              .config = { config_fields, sizeof(config) },
              .input = { input_fields, sizeof(input) },
              .output = { output_fields, sizeof(output) } },
    .build = build,
    .connect = connect,
    .rates = rates,
    .outputs = outputs,
};
