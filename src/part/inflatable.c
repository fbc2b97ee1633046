/* SPDX-License-Identifier: MIT */

/*
 * An inflatable airlock: a main volume that unfolds as three groups of beams stiffen.
 *
 *     beams   filled from a bottle up to their pressure, each group by itself
 *     stroke  x' = rate-limited to x_t,  x_t = S(p_2/p_erect),  p_2  second of the three gauge pressures
 *     volume  V = V_0 + x (V_1 - V_0);  the gas does p dV: p_out dV on the outside, the rest on the skin
 *     skin    heat node between the gas, space and its own capacity
 *
 * Source  three isolated groups of air beams of which two suffice, 2.5 m^3 deployed: D. Portree and R.
 *         Trevino, Walking to Olympus, NASA 1997; A. Zak, russianspaceweb.com, Voskhod 2. The law of
 *         the stroke is an estimate.
 * Valid   folded and erect states; between them only the time that it takes.
 * Error   rate of unfolding estimated to match the time given.
 */
#include "part/inflatable.h"

#include "base/error.h"
#include "part/air.h"
#include "part/link.h"
#include "part/radiation.h"
#include "part/suit.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { BEAMS = 3 };

typedef struct config {
    double volume_m3, stowed_volume_m3, pressure_pa, temperature_k, humidity;
    const char *bottle;
    double beam_volume_m3, beam_pressure_pa, erect_pressure_pa, fill_area_m2, stroke_time_s;
    double skin_capacity_j_k, film_w_k, jettison_area_m2;
    leo_surface surface;
} config;

typedef struct input {
    int inflate, jettisoned, fault;
    double fault_size_m2;
} input;

enum { SOUND, LEAKING, STUCK, FAILED };

typedef struct memory {
    int deployed, gone;
} memory;

typedef struct output {
    double pressure_pa, temperature_k, volume_m3, stroke, o2_pressure_pa, co2_pressure_pa, h2o_pressure_pa;
    double o2_fraction, humidity, fire_index, mass_kg, beam_pressure_pa, weakest_beam_pa, skin_temperature_k;
} output;

enum { MAIN, BEAM, SKIN = BEAM + BEAMS, OUTSIDE, BOTTLE, STROKE }; // slots

static const double DEPLOYED = 0.98, FOLDED = 0.5;
static const double GONE_PA = 1; // below it a lock that was cast off is left alone with its last gas

int leo_inflatable_owns(const leo_part_at *part, int node)
{
    if (!part || part->part != &leo_part_inflatable)
        return 0;
    for (int i = MAIN; i < BEAM + BEAMS; i++)
        if (part->slot[i] == node)
            return 1;
    return 0;
}

int leo_inflatable_gone(const leo_part_at *part)
{
    return part && part->part == &leo_part_inflatable && ((const input *)part->input)->jettisoned;
}

static leo_status build(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    const config *c = self->config;
    if (!(c->volume_m3 > c->stowed_volume_m3))
        return leo_fail(error, LEO_BAD_INPUT, self->name, "deployed %g m^3, stowed %g m^3: must be smaller",
                        c->volume_m3, c->stowed_volume_m3);
    leo_gas_setup main = { .name = self->name,
                           .volume_m3 = c->stowed_volume_m3,
                           .pressure_pa = c->pressure_pa,
                           .temperature_k = c->temperature_k,
                           .moving_volume = 1 };
    leo_status status = leo_air_mixture(self->name, c->pressure_pa, c->temperature_k, 0.2095, 0.0004,
                                        c->humidity, main.mole_fraction, error);
    if (status != LEO_OK)
        return status;
    if ((self->slot[MAIN] = leo_network_add_gas(craft->network, &main, error)) < 0)
        return LEO_BAD_INPUT;
    char name[128];
    for (int i = 0; i < BEAMS; i++) {
        leo_gas_setup beam = { .name = name,
                               .volume_m3 = c->beam_volume_m3 / BEAMS,
                               .pressure_pa = 100,
                               .temperature_k = c->temperature_k,
                               .mole_fraction = { [LEO_O2] = 0.2095, [LEO_N2] = 0.7905 } };
        snprintf(name, sizeof name, "%.100s.beam-%d", self->name, i + 1);
        if ((self->slot[BEAM + i] = leo_network_add_gas(craft->network, &beam, error)) < 0)
            return LEO_BAD_INPUT;
    }
    snprintf(name, sizeof name, "%.100s.skin", self->name);
    if ((self->slot[SKIN] =
             leo_network_add_heat(craft->network, name, c->skin_capacity_j_k, c->temperature_k, error)) < 0)
        return LEO_BAD_INPUT;
    self->slot[STROKE] = leo_network_add_state(craft->network, self->name, 0, 1e-5, NULL, error);
    return self->slot[STROKE] < 0 ? LEO_NO_MEMORY : LEO_OK;
}

static leo_status connect(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    const config *c = self->config;
    self->slot[OUTSIDE] = leo_network_outside(craft->network);
    self->slot[BOTTLE] = leo_craft_gas_node(craft, self, "bottle", c->bottle, error);
    if (self->slot[BOTTLE] < 0)
        return LEO_BAD_INPUT;
    int suits = 0;
    for (int i = 0; i < craft->count && suits < 6; i++)
        if (leo_part_is_suit(&craft->parts[i]))
            self->other[suits++] = &craft->parts[i];
    return leo_network_add_element(self->network, self->name, self->part->rates, self, self->slot, BOTTLE + 1,
                                   self->slot + STROKE, 1, error);
}

/* Gauge pressures of the beams, least first. */
static void sort_beams(const leo_part_at *self, const leo_view *view, double gauge_pa[BEAMS])
{
    for (int i = 0; i < BEAMS; i++) {
        const double p = view->gas[self->slot[BEAM + i]].pressure_pa - view->outside->pressure_pa;
        int at = i;
        for (; at > 0 && gauge_pa[at - 1] > p; at--)
            gauge_pa[at] = gauge_pa[at - 1];
        gauge_pa[at] = p;
    }
}

static double stroke_rate(const leo_part_at *self, const leo_view *view)
{
    const config *c = self->config;
    const input *in = self->input;
    double gauge_pa[BEAMS];
    sort_beams(self, view, gauge_pa);
    if (in->fault == STUCK || in->jettisoned)
        return 0;
    return leo_stroke_rate(view->y[self->slot[STROKE]], leo_smooth_step(gauge_pa[1] / c->erect_pressure_pa),
                           c->stroke_time_s);
}

static void fill_beams(const leo_part_at *self, const leo_view *view, double *rate)
{
    const config *c = self->config;
    const input *in = self->input;
    const leo_gas *bottle = &view->gas[self->slot[BOTTLE]];
    for (int i = 0; i < BEAMS; i++) {
        const leo_gas *beam = &view->gas[self->slot[BEAM + i]];
        const double lacking = (c->beam_pressure_pa - beam->pressure_pa) / (0.05 * c->beam_pressure_pa);
        const double open = in->inflate && !in->jettisoned ? fmax(0, fmin(1, lacking)) : 0;
        const double flow = fmax(0, leo_orifice_flow(c->fill_area_m2 * open, bottle, beam));
        leo_share_mixture(self->network, view, rate, self->slot[BOTTLE], self->slot[BEAM + i], flow);
        const double hole = in->jettisoned                  ? c->jettison_area_m2 * 0.1
                            : in->fault == FAILED && i == 0 ? in->fault_size_m2
                                                            : 0;
        leo_share_orifice(self->network, view, rate, self->slot[BEAM + i], self->slot[OUTSIDE], 0.6 * hole);
    }
}

static void move_walls(const leo_part_at *self, const leo_view *view, double *rate)
{
    const config *c = self->config;
    const double x_rate = stroke_rate(self, view);
    const double growth = x_rate * (c->volume_m3 - c->stowed_volume_m3);
    const double work = view->gas[self->slot[MAIN]].pressure_pa * growth;
    const double outer = view->outside->pressure_pa * growth;
    rate[self->slot[STROKE]] += x_rate;
    rate[leo_network_volume_state(self->network, self->slot[MAIN])] += growth;
    leo_share_heat(self->network, view, rate, self->slot[MAIN], self->slot[SKIN], work - outer);
    leo_share_heat(self->network, view, rate, self->slot[MAIN], self->slot[OUTSIDE], outer);
}

static leo_status rates(const void *context, const leo_view *view, double *rate, leo_error *error)
{
    const leo_part_at *self = context;
    const config *c = self->config;
    const input *in = self->input;
    const leo_gas *main = &view->gas[self->slot[MAIN]];
    (void)error;
    if (((const memory *)self->memory)->gone)
        return LEO_OK;
    fill_beams(self, view, rate);
    move_walls(self, view, rate);
    const double skin_k = leo_view_temperature_k(self->network, view, self->slot[SKIN]);
    const double inside = c->film_w_k * leo_film_factor(main->pressure_pa) * (main->temperature_k - skin_k);
    leo_share_heat(self->network, view, rate, self->slot[MAIN], self->slot[SKIN], inside);
    for (int i = 0; i < BEAMS; i++) {
        const leo_gas *beam = &view->gas[self->slot[BEAM + i]];
        const double film = 0.3 * c->film_w_k * leo_film_factor(beam->pressure_pa);
        leo_share_heat(self->network, view, rate, self->slot[BEAM + i], self->slot[SKIN],
                       film * (beam->temperature_k - skin_k));
    }
    leo_share_heat(self->network, view, rate, self->slot[OUTSIDE], self->slot[SKIN],
                   leo_radiation_w(&c->surface, view->outside, skin_k));
    const double hole = in->jettisoned ? c->jettison_area_m2 : in->fault == LEAKING ? in->fault_size_m2 : 0;
    leo_share_orifice(self->network, view, rate, self->slot[MAIN], self->slot[OUTSIDE], 0.6 * hole);
    return LEO_OK;
}

static void outputs(leo_part_at *self, const leo_view *view)
{
    const leo_gas *gas = &view->gas[self->slot[MAIN]];
    double gauge_pa[BEAMS];
    sort_beams(self, view, gauge_pa);
    output *out = self->output;
    *out = (output){
        .pressure_pa = gas->pressure_pa,
        .temperature_k = gas->temperature_k,
        .volume_m3 = gas->volume_m3,
        .stroke = view->y[self->slot[STROKE]],
        .o2_pressure_pa = gas->partial_pa[LEO_O2],
        .co2_pressure_pa = gas->partial_pa[LEO_CO2],
        .h2o_pressure_pa = gas->partial_pa[LEO_H2O],
        .o2_fraction = leo_gas_o2_fraction(gas),
        .humidity = leo_gas_humidity(gas),
        .fire_index = leo_gas_fire_index(gas),
        .mass_kg = gas->total_kg,
        .beam_pressure_pa = gauge_pa[1] + view->outside->pressure_pa,
        .weakest_beam_pa = gauge_pa[0] + view->outside->pressure_pa,
        .skin_temperature_k =
            leo_radiation_skin_k(&((const config *)self->config)->surface, view->outside,
                                 leo_view_temperature_k(self->network, view, self->slot[SKIN])),
    };
}

static leo_status changed(leo_part_at *self, const leo_view *view, leo_error *error)
{
    const input *in = self->input;
    (void)view;
    for (int i = 0; in->jettisoned && i < 6 && self->other[i]; i++)
        if (leo_suit_location_node(self->other[i]) == self->slot[MAIN])
            return leo_fail(error, LEO_BAD_INPUT, self->name, "`%s` is still inside", self->other[i]->name);
    return LEO_OK;
}

/* The highest of its pressures, above which a jettisoned lock is still emptying. */
static double left_pa(const leo_part_at *self, const leo_view *view)
{
    double highest = view->gas[self->slot[MAIN]].pressure_pa;
    for (int i = 0; i < BEAMS; i++)
        highest = fmax(highest, view->gas[self->slot[BEAM + i]].pressure_pa);
    return highest - GONE_PA;
}

static double switching(const leo_part_at *self, const leo_view *view)
{
    if (((const input *)self->input)->jettisoned)
        return ((const memory *)self->memory)->gone ? 1 : left_pa(self, view);
    const double x = view->y[self->slot[STROKE]];
    return ((const memory *)self->memory)->deployed ? x - FOLDED : x - DEPLOYED;
}

static int settle(leo_part_at *self, const leo_view *view, leo_notice *notices, int room)
{
    memory *m = self->memory;
    if (((const input *)self->input)->jettisoned) {
        if (m->gone || room < 1 || left_pa(self, view) > 0)
            return 0;
        m->gone = 1;
        notices[0] = (leo_notice){ self, "gone" };
        return 1;
    }
    const double x = view->y[self->slot[STROKE]];
    const int deployed = m->deployed ? x > FOLDED : x >= DEPLOYED;
    if (deployed == m->deployed || room < 1)
        return 0;
    m->deployed = deployed;
    notices[0] = (leo_notice){ self, deployed ? "deployed" : "folded" };
    return 1;
}

// clang-format off
static const leo_field config_fields[] = {
    { "volume",         LEO_REAL_AT(config, volume_m3),         "m^3", 0.1,  1e3,  NULL,         NULL, "Volume inside when deployed." },
    { "stowed-volume",  LEO_REAL_AT(config, stowed_volume_m3),  "m^3", 0.01, 1e3,  "0.3 m^3",    NULL, "Volume inside when stowed." },
    { "pressure",       LEO_REAL_AT(config, pressure_pa),       "Pa",  0,    2e5,  "1 kPa",      NULL, "Pressure inside at the start, of air." },
    { "temperature",    LEO_REAL_AT(config, temperature_k),     "K",   220,  340,  "283.15 K",   NULL, "Temperature at the start." },
    { "humidity",       LEO_REAL_AT(config, humidity),          "1",   0,    1,    "0",          NULL, "Relative humidity at the start." },
    { "bottle",         LEO_NAME_AT(config, bottle),            NULL,  0,    0,    NULL,         NULL, "Node of gas that the beams are filled from." },
    { "beam-volume",    LEO_REAL_AT(config, beam_volume_m3),    "m^3", 1e-3, 10,   "0.15 m^3",   NULL, "Volume of all beams together." },
    { "beam-pressure",  LEO_REAL_AT(config, beam_pressure_pa),  "Pa",  1e3,  1e6,  "0.62 atm",   NULL, "Pressure that the beams are filled to." },
    { "erect-pressure", LEO_REAL_AT(config, erect_pressure_pa), "Pa",  1e2,  1e6,  "30 kPa",     NULL, "Pressure above the outside at which two groups of beams hold the shape." },
    { "fill-area",      LEO_REAL_AT(config, fill_area_m2),      "m^2", 1e-9, 1e-2, "0.02 mm^2",  NULL, "Effective area of the filling valve of each group." },
    { "stroke-time",    LEO_REAL_AT(config, stroke_time_s),     "s",   1,    1e4,  "240 s",      NULL, "Least time that the unfolding takes." },
    { "skin-capacity",  LEO_REAL_AT(config, skin_capacity_j_k), "J/K", 10,   1e7,  "60 kJ/K",    NULL, "Heat capacity of the skin." },
    { "film",           LEO_REAL_AT(config, film_w_k),          "W/K", 0,    1e4,  "30 W/K",     NULL, "Conductance from the gas to the skin." },
    { "jettison-area",  LEO_REAL_AT(config, jettison_area_m2),  "m^2", 1e-4, 10,   "0.05 m^2",   NULL, "Opening through which its gas escapes when it is cast off." },
    { "area",           LEO_REAL_AT(config, surface.area_m2),        "m^2", 0,    1e3, "9 m^2",  NULL, "Surface that faces space." },
    { "absorptivity",   LEO_REAL_AT(config, surface.absorptivity),   "1",   0,    1,   "0.4",    NULL, "Of sunlight, outer layer." },
    { "emissivity",     LEO_REAL_AT(config, surface.emissivity),     "1",   0.01, 1,   "0.8",    NULL, "Of the infrared, outer layer." },
    { "blanket-emittance", LEO_REAL_AT(config, surface.mli_emittance), "1", 0,    1,   "0.03",   NULL, "Effective emittance of the insulation; 0: bare." },
    { "sun-fraction",   LEO_REAL_AT(config, surface.sun_fraction),   "1",   0,    1,   "0.25",   NULL, "Projected towards the Sun over area." },
    { "earth-fraction", LEO_REAL_AT(config, surface.earth_fraction), "1",   0,    1,   "0.25",   NULL, "Projected towards the Earth over area." },
    { 0 }
};

static const char *const faults[] = { "none", "leaking", "stuck", "failed", NULL };

static const leo_field input_fields[] = {
    { "inflate",    LEO_CHOICE_AT(input, inflate),     NULL,  0, 0,   "no",       leo_no_yes, "Whether the beams are filled." },
    { "jettisoned", LEO_CHOICE_AT(input, jettisoned),  NULL,  0, 0,   "no",       leo_no_yes, "Whether it was cast off; for good." },
    { "fault",      LEO_CHOICE_AT(input, fault),       NULL,  0, 0,   "none",     faults,     "leaking: a hole in the skin; stuck: does not unfold; failed: a hole in the first group of beams." },
    { "fault-size", LEO_REAL_AT(input, fault_size_m2), "m^2", 0, 0.1, "1e-5 m^2", NULL,       "Area of that hole." },
    { 0 }
};

static const leo_verb verbs[] = {
    { "inflate",  "inflate",    "yes", "Fill the beams." },
    { "jettison", "jettisoned", "yes", "Cast it off; refused while a suit is inside." },
    { 0 }
};

static const leo_field memory_fields[] = {
    { "deployed", LEO_COUNT_AT(memory, deployed), NULL, 0, 1, "0", NULL, "Whether it stands." },
    { "gone",     LEO_COUNT_AT(memory, gone),     NULL, 0, 1, "0", NULL, "Whether it was cast off and has lost its gas; nothing happens in it any more." },
    { 0 }
};

static const leo_field output_fields[] = {
    { "pressure",         LEO_REAL_AT(output, pressure_pa),      "Pa",  0, 1e7, NULL, NULL, "Pressure inside." },
    { "temperature",      LEO_REAL_AT(output, temperature_k),    "K",   0, 1e4, NULL, NULL, "Temperature of the gas inside." },
    { "volume",           LEO_REAL_AT(output, volume_m3),        "m^3", 0, 1e3, NULL, NULL, "Volume inside." },
    { "stroke",           LEO_REAL_AT(output, stroke),           "1",   -1, 2,  NULL, NULL, "How far it has unfolded." },
    { "o2-pressure",      LEO_REAL_AT(output, o2_pressure_pa),   "Pa",  0, 1e7, NULL, NULL, "Partial pressure of oxygen." },
    { "co2-pressure",     LEO_REAL_AT(output, co2_pressure_pa),  "Pa",  0, 1e7, NULL, NULL, "Partial pressure of carbon dioxide." },
    { "h2o-pressure",     LEO_REAL_AT(output, h2o_pressure_pa),  "Pa",  0, 1e7, NULL, NULL, "Partial pressure of water vapour." },
    { "o2-fraction",      LEO_REAL_AT(output, o2_fraction),      "1",   0, 1,   NULL, NULL, "Oxygen by volume." },
    { "humidity",         LEO_REAL_AT(output, humidity),         "1",   0, 1e3, NULL, NULL, "Relative humidity." },
    { "fire-index",       LEO_REAL_AT(output, fire_index),       "1",   0, 1e4, NULL, NULL, "How readily things burn: 1 in air at sea level." },
    { "mass",             LEO_REAL_AT(output, mass_kg),          "kg",  0, 1e4, NULL, NULL, "Gas inside." },
    { "beam-pressure",    LEO_REAL_AT(output, beam_pressure_pa), "Pa",  0, 1e7, NULL, NULL, "Pressure of the second weakest group of beams." },
    { "weakest-beam",     LEO_REAL_AT(output, weakest_beam_pa),  "Pa",  0, 1e7, NULL, NULL, "Pressure of the weakest group of beams." },
    { "skin-temperature", LEO_REAL_AT(output, skin_temperature_k), "K", 0, 1e4, NULL, NULL, "Temperature of the outermost layer." },
    { 0 }
};
// clang-format on

const leo_part leo_part_inflatable = {
    .kind = { .events = (const char *const[]){ "deployed", "folded", "gone", NULL },
              .name = "inflatable",
              .summary = "Inflatable airlock with three groups of beams",
              .config = { config_fields, sizeof(config) },
              .input = { input_fields, sizeof(input) },
              .memory = { memory_fields, sizeof(memory) },
              .output = { output_fields, sizeof(output) },
              .verbs = verbs },
    .build = build,
    .connect = connect,
    .rates = rates,
    .outputs = outputs,
    .changed = changed,
    .settle = settle,
    .switching = switching,
};
