/* SPDX-License-Identifier: MIT */

/*
 * A wall: a heat capacity between gas, other walls and space.
 *
 *     C T' = G_a f(p_a) (T_a - T) + G_b f(p_b) (T_b - T) + Q_space + P + k q A
 *
 *     f  film factor of thin gas, part/link.c;  q  heat flux at the stagnation point in entry;  k  entry share
 *
 * Source  balance of heat; Q_space as in part/radiation.c.
 * Valid   one temperature. Of the heat of entry all but the entry share goes with the heat shield; the share is given,
 *         not computed.
 * Error   conductances 30 to 50 %; entry share, a factor of 3.
 */
#include "part/link.h"
#include "part/radiation.h"

typedef struct config {
    double capacity_j_k, temperature_k;
    const char *inside, *other;
    double inside_w_k, other_w_k, entry_share;
    leo_surface surface;
} config;

typedef struct input {
    double heat_w;
} input;

typedef struct output {
    double temperature_k, radiation_w, inside_heat_w, skin_temperature_k;
} output;

enum { WALL, OUTSIDE, INSIDE, OTHER }; // slots

static leo_status build(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    const config *c = self->config;
    self->slot[WALL] =
        leo_network_add_heat(craft->network, self->name, c->capacity_j_k, c->temperature_k, error);
    return self->slot[WALL] < 0 ? LEO_BAD_INPUT : LEO_OK;
}

static leo_status connect(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    const config *c = self->config;
    const char *const names[] = { c->inside, c->other };
    static const char *const keys[] = { "inside", "other" };
    self->slot[OUTSIDE] = leo_network_outside(craft->network);
    for (int i = 0; i < 2; i++) {
        self->slot[INSIDE + i] = -1;
        if (leo_is_none(names[i]))
            continue;
        self->slot[INSIDE + i] = leo_craft_node(craft, self, keys[i], names[i], error);
        if (self->slot[INSIDE + i] < 0)
            return LEO_BAD_INPUT;
    }
    return leo_network_add_element(self->network, self->name, self->part->rates, self, self->slot, 4, NULL, 0,
                                   error);
}

/* Heat from one of the two nodes into the wall. */
static double heat_from_w(const leo_part_at *self, const leo_view *view, int node, double conductance_w_k)
{
    if (node < 0)
        return 0;
    const int is_gas = leo_network_mass_state(self->network, node) >= 0;
    const double film = is_gas ? leo_film_factor(view->gas[node].pressure_pa) : 1;
    return conductance_w_k * film *
           (leo_view_temperature_k(self->network, view, node) -
            leo_view_temperature_k(self->network, view, self->slot[WALL]));
}

static leo_status rates(const void *context, const leo_view *view, double *rate, leo_error *error)
{
    const leo_part_at *self = context;
    const config *c = self->config;
    const input *in = self->input;
    const int *slot = self->slot;
    (void)error;
    if (slot[INSIDE] >= 0)
        leo_share_heat(self->network, view, rate, slot[INSIDE], slot[WALL],
                       heat_from_w(self, view, slot[INSIDE], c->inside_w_k));
    if (slot[OTHER] >= 0)
        leo_share_heat(self->network, view, rate, slot[OTHER], slot[WALL],
                       heat_from_w(self, view, slot[OTHER], c->other_w_k));
    const double space =
        leo_radiation_w(&c->surface, view->outside, leo_view_temperature_k(self->network, view, slot[WALL]));
    const double entry = c->entry_share * view->outside->heat_flux_w_m2 * c->surface.area_m2;
    leo_share_heat(self->network, view, rate, slot[OUTSIDE], slot[WALL], space + entry + in->heat_w);
    return LEO_OK;
}

static void outputs(leo_part_at *self, const leo_view *view)
{
    const config *c = self->config;
    const double t = leo_view_temperature_k(self->network, view, self->slot[WALL]);
    output *out = self->output;
    *out = (output){ t, leo_radiation_w(&c->surface, view->outside, t),
                     heat_from_w(self, view, self->slot[INSIDE], c->inside_w_k),
                     leo_radiation_skin_k(&c->surface, view->outside, t) };
}

// clang-format off
static const leo_field config_fields[] = {
    { "capacity",           LEO_REAL_AT(config, capacity_j_k),  "J/K", 1,   1e9, NULL,       NULL, "Heat capacity." },
    { "temperature",        LEO_REAL_AT(config, temperature_k), "K",   100, 500, "293.15 K", NULL, "Temperature at the start." },
    { "inside",             LEO_NAME_AT(config, inside),        NULL,  0,   0,   "none",     NULL, "Node of gas or heat on its inner side, or none." },
    { "inside-conductance", LEO_REAL_AT(config, inside_w_k),    "W/K", 0,   1e5, "0 W/K",    NULL, "Conductance to that node." },
    { "other",              LEO_NAME_AT(config, other),         NULL,  0,   0,   "none",     NULL, "Another node of gas or heat, or none." },
    { "other-conductance",  LEO_REAL_AT(config, other_w_k),     "W/K", 0,   1e5, "0 W/K",    NULL, "Conductance to that other node." },
    { "entry-share",        LEO_REAL_AT(config, entry_share),   "1",   0,   1,   "0",        NULL, "Part of the heat flux at the stagnation point, over all the area, that comes through the heat shield in entry." },
    { "area",               LEO_REAL_AT(config, surface.area_m2),        "m^2", 0,    1e4, "0 m^2", NULL, "Surface that faces space." },
    { "absorptivity",       LEO_REAL_AT(config, surface.absorptivity),   "1",   0,    1,   "0.4",   NULL, "Of sunlight, outer layer." },
    { "emissivity",         LEO_REAL_AT(config, surface.emissivity),     "1",   0.01, 1,   "0.8",   NULL, "Of the infrared, outer layer." },
    { "blanket-emittance",  LEO_REAL_AT(config, surface.mli_emittance),  "1",   0,    1,   "0",     NULL, "Effective emittance of the insulation below the outer layer; 0: bare." },
    { "sun-fraction",       LEO_REAL_AT(config, surface.sun_fraction),   "1",   0,    1,   "0.25",  NULL, "Projected towards the Sun over area; a quarter for a sphere." },
    { "earth-fraction",     LEO_REAL_AT(config, surface.earth_fraction), "1",   0,    1,   "0.25",  NULL, "Projected towards the Earth over area." },
    { 0 }
};

static const leo_field input_fields[] = {
    { "heat", LEO_REAL_AT(input, heat_w), "W", -1e5, 1e6, "0 W", NULL, "Electrical heat set free in the wall." },
    { 0 }
};

static const leo_field output_fields[] = {
    { "temperature",      LEO_REAL_AT(output, temperature_k),      "K", 0,    1e4, NULL, NULL, "Temperature of the wall." },
    { "radiation",        LEO_REAL_AT(output, radiation_w),        "W", -1e7, 1e7, NULL, NULL, "Heat from space into the wall; negative: it cools." },
    { "inside-heat",      LEO_REAL_AT(output, inside_heat_w),      "W", -1e7, 1e7, NULL, NULL, "Heat from the inner node into the wall." },
    { "skin-temperature", LEO_REAL_AT(output, skin_temperature_k), "K", 0,    1e4, NULL, NULL, "Temperature of the outermost layer." },
    { 0 }
};
// clang-format on

const leo_part leo_part_wall = {
    .kind = { .name = "wall",
              .summary = "Wall: heat capacity between gas and space",
              .config = { config_fields, sizeof(config) },
              .input = { input_fields, sizeof(input) },
              .output = { output_fields, sizeof(output) } },
    .build = build,
    .connect = connect,
    .rates = rates,
    .outputs = outputs,
};
