/* SPDX-License-Identifier: MIT */

/* The row of a person: words, accounts, moving between places, channels. What the body does stands in body.c. */
#include "crew/person.h"

#include "base/error.h"
#include "crew/body.h"
#include "crew/metabolism.h"
#include "crew/strain.h"
#include "crew/tissue.h"
#include "network/gas.h"
#include "part/hatch.h"
#include "part/link.h"
#include "part/suit.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const double CORE_K = 36.8 + 273.15, SKIN_K = 33.7 + 273.15;

/* Water boils at the body's temperature below this. */
static const double BOILING_PA = 6270;

static const double HALF_TIMES_S[LEO_TISSUE_COUNT] = { 5 * 60, 40 * 60, 120 * 60, 240 * 60, 360 * 60 };
enum { SLOWEST = LEO_TISSUE_COUNT - 1, PLACES_AT_MOST = 32 };

typedef struct state_row {
    const char *name;
    double initial, tolerance;
    int gas; // that it accounts for; -1: none
    int energy;
    double sign;
} state_row;

// clang-format off
static const state_row STATES[LEO_BODY_STATES] = {
    [LEO_BODY_CORE]         = { "core",         CORE_K, 1e-4, -1, 0, 0 },
    [LEO_BODY_SKIN]         = { "skin",         SKIN_K, 1e-4, -1, 0, 0 },
    [LEO_BODY_O2]           = { "o2-uptake",    0,      1e-9, -1, 0, 0 },
    [LEO_BODY_CO2]          = { "co2-output",   0,      1e-9, -1, 0, 0 },
    [LEO_BODY_PULSE]        = { "pulse",        0,      1e-4, -1, 0, 0 },
    [LEO_BODY_AWARE]        = { "consciousness", 1,     1e-5, -1, 0, 0 },
    [LEO_BODY_VISION]       = { "vision",       1,      1e-5, -1, 0, 0 },
    [LEO_BODY_O2_USED]      = { "o2-used",      0,      0, LEO_O2,  0, 1 },
    [LEO_BODY_CO2_GIVEN]    = { "co2-given",    0,      0, LEO_CO2, 0, -1 },
    [LEO_BODY_VAPOUR_GIVEN] = { "vapour-given", 0,      0, LEO_H2O, 0, -1 },
    [LEO_BODY_SWEAT]        = { "sweat",        0,      0, -1, 0, 0 },
    [LEO_BODY_DRIP]         = { "drip",         0,      0, -1, 0, 0 },
    [LEO_BODY_STORED]       = { "heat-stored",  0,      0, -1, 1, 0 },
    [LEO_BODY_FUEL]         = { "energy",       0,      0, -1, 1, 0 },
};
// clang-format on

/* The uptake and output at which a person starts: those of the activity he starts with, without a suit's work. */
static void start(const leo_part_at *self, double initial[LEO_BODY_STATES])
{
    const leo_person_config *config = self->config;
    const leo_person_input *input = self->input;
    leo_person_memory *memory = self->memory;
    memory->body.mass_kg = config->mass_kg;
    memory->body.area_m2 = leo_heat_area_m2(config->mass_kg, config->height_m);
    const double basal_w = config->basal_w_m2 * memory->body.area_m2, rq = config->respiratory_quotient;
    const double rest_w = basal_w * leo_activities[LEO_ACTIVITY_REST].multiple;
    const double o2 =
        leo_metabolism_o2_m3_s(basal_w * leo_activities[input->activity].multiple, rq, config->o2_max_m3_s);
    memory->heart = (leo_heart){ .resting_hz = config->resting_pulse_hz,
                                 .age_s = config->age_s,
                                 .o2_rest_m3_s = leo_metabolism_o2_m3_s(rest_w, rq, config->o2_max_m3_s),
                                 .o2_max_m3_s = config->o2_max_m3_s };
    memory->emotion_hz = input->emotion_hz;
    for (int i = 0; i < LEO_TISSUE_COUNT; i++)
        memory->tissue_pa[i] = config->tissue_nitrogen_pa;
    for (int i = 0; i < LEO_BODY_STATES; i++)
        initial[i] = STATES[i].initial;
    initial[LEO_BODY_O2] = o2;
    initial[LEO_BODY_CO2] = o2 * leo_metabolism_quotient(rq, o2 / config->o2_max_m3_s);
    initial[LEO_BODY_PULSE] = leo_heart_steady_hz(&memory->heart, o2, CORE_K, 0);
}

static leo_status build(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    leo_person_input *input = self->input;
    double initial[LEO_BODY_STATES];
    start(self, initial);
    input->emotion_hz = 0;
    for (int i = 0; i < LEO_BODY_STATES; i++) {
        const state_row *row = &STATES[i];
        leo_ledger_weight weight = { { 0 } };
        for (int k = 0; row->gas >= 0 && k < LEO_LEDGER_COUNT; k++)
            weight.per_unit[k] = row->sign * leo_gas_table[row->gas].weight.per_unit[k];
        if (row->energy)
            weight.per_unit[LEO_LEDGER_ENERGY] = 1;
        char name[128];
        snprintf(name, sizeof name, "%.80s.%s", self->name, row->name);
        self->slot[i] =
            leo_network_add_state(craft->network, name, initial[i], row->tolerance, &weight, error);
        if (self->slot[i] < 0)
            return LEO_NO_MEMORY;
    }
    return LEO_OK;
}

/* Find the suit that is worn, and hang it where its wearer is. */
static leo_status put_on(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    const leo_person_config *config = self->config;
    const leo_person_input *input = self->input;
    self->slot[LEO_BODY_SUIT] = self->slot[LEO_BODY_SHELL] = -1;
    if (leo_is_none(config->wears))
        return LEO_OK;
    leo_part_at *suit = leo_craft_find(craft, config->wears);
    if (!suit || !leo_part_is_suit(suit))
        return leo_fail(error, LEO_BAD_INPUT, self->name, "wears: `%s` is %s", config->wears,
                        suit ? "no suit" : "not there");
    for (int i = 0; i < craft->count; i++)
        if (craft->parts[i].part == self->part && &craft->parts[i] < self &&
            craft->parts[i].other[LEO_BODY_WEARS] == suit)
            return leo_fail(error, LEO_BAD_INPUT, self->name, "wears: `%s` is worn by %s already",
                            config->wears, craft->parts[i].name);
    self->other[LEO_BODY_WEARS] = suit;
    self->slot[LEO_BODY_SUIT] = leo_suit_node(suit);
    self->slot[LEO_BODY_SHELL] = leo_suit_shell_node(suit);
    const leo_person_memory *memory = self->memory;
    if (leo_suit_location_node(suit) == memory->place)
        return LEO_OK;
    if (suit > self) // it is put together later and cannot be moved yet
        return leo_fail(error, LEO_BAD_INPUT, self->name,
                        "location: `%s`, but `%s` that is worn hangs elsewhere", input->location,
                        config->wears);
    return leo_suit_move(suit, input->location, error);
}

static leo_status connect(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    const leo_person_input *input = self->input;
    leo_person_memory *memory = self->memory;
    memory->place = leo_craft_gas_node(craft, self, "location", input->location, error);
    if (memory->place < 0)
        return LEO_BAD_INPUT;
    const leo_status status = put_on(self, craft, error);
    if (status != LEO_OK)
        return status;
    self->other[LEO_BODY_PARTS] = craft->parts;
    self->slot[LEO_BODY_PART_COUNT] = craft->count;
    int nodes[PLACES_AT_MOST + 2];
    int count = leo_craft_places(craft, nodes, PLACES_AT_MOST);
    nodes[count++] = self->slot[LEO_BODY_SUIT];
    nodes[count++] = self->slot[LEO_BODY_SHELL];
    return leo_network_add_element(self->network, self->name, leo_body_rates, self, nodes, count, self->slot,
                                   LEO_BODY_STATES, error);
}

static int way_is_open(const leo_part_at *self, int from, int to)
{
    const leo_part_at *parts = self->other[LEO_BODY_PARTS];
    for (int i = 0; i < self->slot[LEO_BODY_PART_COUNT]; i++)
        if (leo_part_is_hatch(&parts[i]) && leo_hatch_joins(&parts[i], from, to))
            return 1;
    return 0;
}

static leo_status move(leo_part_at *self, const leo_view *view, leo_error *error)
{
    const leo_person_input *input = self->input;
    leo_person_memory *memory = self->memory;
    leo_part_at *suit = self->other[LEO_BODY_WEARS];
    const int to = leo_network_find(self->network, input->location), from = memory->place;
    if (to == from)
        return LEO_OK;
    leo_craft places = { self->network, self->other[LEO_BODY_PARTS], self->slot[LEO_BODY_PART_COUNT] };
    if (leo_craft_gas_node(&places, self, "location", input->location, error) < 0)
        return LEO_BAD_INPUT;
    if (!(view->y[self->slot[LEO_BODY_AWARE]] > 0))
        return leo_fail(error, LEO_BAD_INPUT, self->name, "has lost consciousness and stays in `%s`",
                        leo_network_node_name(self->network, from));
    if (!way_is_open(self, from, to))
        return leo_fail(error, LEO_BAD_INPUT, self->name, "no open hatch joins `%s` and `%s`",
                        leo_network_node_name(self->network, from), input->location);
    const double pressure_pa = view->gas[to].pressure_pa;
    const int sealed =
        suit && !leo_suit_helmet_open(suit) && view->gas[self->slot[LEO_BODY_SUIT]].pressure_pa > BOILING_PA;
    if (pressure_pa < BOILING_PA && !sealed)
        return leo_fail(error, LEO_BAD_INPUT, self->name,
                        "`%s` is at %.2f kPa: below %.2f kPa only in a suit that is %s", input->location,
                        pressure_pa / 1e3, BOILING_PA / 1e3, "shut and under pressure");
    if (suit) {
        const leo_status status = leo_suit_move(suit, input->location, error);
        if (status != LEO_OK)
            return status;
    }
    memory->place = to;
    return LEO_OK;
}

static leo_status changed(leo_part_at *self, const leo_view *view, leo_error *error)
{
    leo_person_input *input = self->input;
    leo_person_memory *memory = self->memory;
    const leo_status status = move(self, view, error);
    if (status != LEO_OK || !(input->emotion_hz > 0))
        return status;
    memory->emotion_hz = input->emotion_hz +
                         leo_heart_emotion_hz(memory->emotion_hz, view->elapsed_s - memory->emotion_since_s);
    memory->emotion_since_s = view->elapsed_s;
    input->emotion_hz = 0;
    return LEO_OK;
}

static double lung_nitrogen_pa(const leo_gas *gas)
{
    const double dry_pa = gas->pressure_pa - gas->partial_pa[LEO_H2O];
    return dry_pa > 0 ? leo_tissue_alveolar_pa(gas->partial_pa[LEO_N2] / dry_pa, gas->pressure_pa) : 0;
}

static int mouth(const leo_part_at *self)
{
    const leo_person_memory *memory = self->memory;
    const leo_part_at *suit = self->other[LEO_BODY_WEARS];
    return suit && !leo_suit_helmet_open(suit) ? self->slot[LEO_BODY_SUIT] : memory->place;
}

static double tissue_pa(const leo_person_memory *memory, int i, double lung_pa, double elapsed_s)
{
    return leo_tissue_after_pa(memory->tissue_pa[i], memory->settled ? memory->lung_nitrogen_pa : lung_pa,
                               lung_pa, HALF_TIMES_S[i], elapsed_s - memory->tissue_since_s);
}

static int settle(leo_part_at *self, const leo_view *view, leo_notice *notices, int room)
{
    leo_person_memory *memory = self->memory;
    const double lung_pa = lung_nitrogen_pa(&view->gas[mouth(self)]);
    (void)notices;
    (void)room;
    for (int i = 0; i < LEO_TISSUE_COUNT; i++)
        memory->tissue_pa[i] = tissue_pa(memory, i, lung_pa, view->elapsed_s);
    memory->lung_nitrogen_pa = lung_pa;
    memory->tissue_since_s = view->elapsed_s;
    memory->settled = 1;
    return 0;
}

static void outputs(leo_part_at *self, const leo_view *view)
{
    const leo_person_config *config = self->config;
    const leo_person_memory *memory = self->memory;
    const double *y = view->y;
    const int *slot = self->slot;
    leo_person_output *out = self->output;
    leo_body_now now;
    leo_error ignored = { 0 };
    if (leo_body_at(self, view, &now, &ignored) != LEO_OK)
        return; // the solver has refused this state: what was last filled stays
    const leo_gas *mouth_gas = &view->gas[now.mouth], *skin_gas = &view->gas[now.skin];
    const double emotion =
        leo_heart_emotion_hz(memory->emotion_hz, view->elapsed_s - memory->emotion_since_s);
    const double load = view->outside->load_factor, co2 = y[slot[LEO_BODY_CO2]], o2 = y[slot[LEO_BODY_O2]];
    const double quotient = leo_metabolism_quotient(config->respiratory_quotient, o2 / config->o2_max_m3_s);
    const leo_breathing breathing =
        leo_breathing_at(&now.breathed, co2, quotient, config->vital_capacity_m3, load, emotion);
    const double water = y[slot[LEO_BODY_VAPOUR_GIVEN]] + y[slot[LEO_BODY_DRIP]];
    const double pulse = y[slot[LEO_BODY_PULSE]] + emotion + leo_heart_thirst_hz(water / config->mass_kg);
    const double slow_pa = tissue_pa(memory, SLOWEST, lung_nitrogen_pa(mouth_gas), view->elapsed_s);
    *out = (leo_person_output){
        .metabolic_w = now.metabolic_w,
        .suit_work_w = now.suit_work_w,
        .vo2_m3_s = o2,
        .co2_output_m3_s = co2,
        .pulse_hz = fmin(pulse, leo_heart_highest_hz(&memory->heart)),
        .emotion_hz = emotion,
        .breathing_hz = breathing.rate_hz,
        .ventilation_m3_s = breathing.ventilation_m3_s,
        .core_k = y[slot[LEO_BODY_CORE]],
        .skin_k = y[slot[LEO_BODY_SKIN]],
        .sweat_kg_s = now.heat.secreted_kg_s,
        .sweat_lost_kg = y[slot[LEO_BODY_SWEAT]],
        .water_lost_kg = water,
        .wetness = now.heat.wetness,
        .evaporative_w = now.heat.evaporation_w + now.heat.breath_latent_w,
        .heat_stored_j = y[slot[LEO_BODY_STORED]],
        .inspired_o2_pa = mouth_gas->partial_pa[LEO_O2],
        .inspired_co2_pa = mouth_gas->partial_pa[LEO_CO2],
        .alveolar_o2_pa = breathing.alveolar_o2_pa,
        .saturation = breathing.saturation,
        .consciousness = fmin(fmax(y[slot[LEO_BODY_AWARE]], 0), 1),
        .tissue_n2_pa = slow_pa,
        .tissue_ratio = slow_pa / fmax(skin_gas->pressure_pa, 1),
        .load = load,
        .vision = fmin(fmax(y[slot[LEO_BODY_VISION]], 0), 1),
        .o2_used_kg = y[slot[LEO_BODY_O2_USED]],
        .outside = memory->place == leo_network_outside(self->network),
    };
}

// clang-format off
static const leo_field config_fields[] = {
    { "mass",      LEO_REAL_AT(leo_person_config, mass_kg),   "kg", 35,  160, NULL,      NULL, "Mass of the body." },
    { "height",    LEO_REAL_AT(leo_person_config, height_m),  "m",  1.2, 2.3, NULL,      NULL, "Height of the body." },
    { "age",       LEO_REAL_AT(leo_person_config, age_s),     "s",  5e8, 3e9, "35 yr",   NULL, "Age; sets the highest pulse." },
    { "resting-pulse", LEO_REAL_AT(leo_person_config, resting_pulse_hz), "1/s", 0.5, 2, "65 bpm", NULL, "Pulse at rest." },
    { "vo2-max",   LEO_REAL_AT(leo_person_config, o2_max_m3_s), "m^3/s", 1.5e-5, 1.5e-4, "3.3 NL/min", NULL, "Highest uptake of oxygen (dry, 0 C, 101.325 kPa)." },
    { "basal",     LEO_REAL_AT(leo_person_config, basal_w_m2), "W/m^2", 25, 65, "44 W/m^2", NULL, "Basal metabolic rate per area of skin; activities are multiples of it." },
    { "respiratory-quotient", LEO_REAL_AT(leo_person_config, respiratory_quotient), "1", 0.7, 1, "0.85", NULL, "Carbon dioxide given over oxygen taken at rest, by volume; follows from the food." },
    { "vital-capacity", LEO_REAL_AT(leo_person_config, vital_capacity_m3), "m^3", 1e-3, 1e-2, "4.7 L", NULL, "Most that a breath can move." },
    { "clothing",  LEO_REAL_AT(leo_person_config, clothing_clo), "1",  0,   4,   "0.6",  NULL, "Insulation of the clothing in clo (0.155 K m^2/W); in a suit that of the underwear." },
    { "draught",   LEO_REAL_AT(leo_person_config, draught_m_s), "m/s", 0.02, 3, "0.1 m/s", NULL, "Speed of the gas along the skin." },
    { "tissue-nitrogen", LEO_REAL_AT(leo_person_config, tissue_nitrogen_pa), "Pa", 0, 2e5, "75.1 kPa", NULL, "Nitrogen in the tissues at the start; 75.1 kPa after a day in air at sea level." },
    { "load-tolerance", LEO_REAL_AT(leo_person_config, load_tolerance), "1", 0.2, 2, "1", NULL, "Tolerance of load, 1: a fit man on his couch; about 0.6 after long weightlessness." },
    { "wears",     LEO_NAME_AT(leo_person_config, wears), NULL, 0, 0, "none", NULL, "The suit that the person has on." },
    { 0 }
};

static const leo_field input_fields[] = {
    { "location", LEO_NAME_AT(leo_person_input, location),   NULL,  0, 0, NULL,   NULL, "Where the person is." },
    { "activity", LEO_CHOICE_AT(leo_person_input, activity), NULL,  0, 0, "rest", leo_activity_names, "What the person does." },
    { "emotion",  LEO_REAL_AT(leo_person_input, emotion_hz), "1/s", 0, 2, "0 bpm", NULL, "Rise of pulse out of fear or strain of will, added when it is said; dies away within minutes." },
    { 0 }
};

static const leo_verb verbs[] = {
    { "move",     "location", NULL,       "Go to another place, through an open hatch." },
    { "sleep",    "activity", "sleep",    "Sleep." },
    { "rest",     "activity", "rest",     "Sit or float still." },
    { "light",    "activity", "light",    "Handle switches, talk, write." },
    { "work",     "activity", "work",     "Work steadily with the arms." },
    { "hard",     "activity", "hard",     "Work hard with the whole body." },
    { "struggle", "activity", "struggle", "Do all that can be done for some minutes." },
    { "startle",  "emotion",  "40 bpm", "Be moved by what happens: the pulse rises by 40 a minute for a while." },
    { 0 }
};

#define OUT(m) LEO_REAL_AT(leo_person_output, m)
static const leo_field output_fields[] = {
    { "metabolic-rate",   OUT(metabolic_w),      "W",     0,    3e3,  NULL, NULL, "Energy that the body turns over, with suit work and shivering." },
    { "suit-work",        OUT(suit_work_w),      "W",     0,    1e3,  NULL, NULL, "Mechanical power that goes into the joints of the suit." },
    { "vo2",              OUT(vo2_m3_s),         "m^3/s", 0,    2e-4, NULL, NULL, "Uptake of oxygen (dry, 0 C, 101.325 kPa)." },
    { "co2-output",       OUT(co2_output_m3_s),  "m^3/s", 0,    2e-4, NULL, NULL, "Carbon dioxide given off (dry, 0 C, 101.325 kPa)." },
    { "pulse",            OUT(pulse_hz),         "1/s",   0,    4,    NULL, NULL, "Pulse." },
    { "emotion",          OUT(emotion_hz),       "1/s",   0,    4,    NULL, NULL, "What is left of emotion in it." },
    { "breathing-rate",   OUT(breathing_hz),     "1/s",   0,    5,    NULL, NULL, "Breaths." },
    { "ventilation",      OUT(ventilation_m3_s), "m^3/s", 0,    1e-2, NULL, NULL, "Volume breathed, at the body's temperature and pressure." },
    { "core-temperature", OUT(core_k),           "K",     278,  320,  NULL, NULL, "Temperature of the body's core." },
    { "skin-temperature", OUT(skin_k),           "K",     278,  320,  NULL, NULL, "Mean temperature of the skin." },
    { "sweat-rate",       OUT(sweat_kg_s),       "kg/s",  0,    1e-3, NULL, NULL, "Sweat that the glands give." },
    { "sweat-lost",       OUT(sweat_lost_kg),    "kg",    0,    50,   NULL, NULL, "Sweat since the start." },
    { "water-lost",       OUT(water_lost_kg),    "kg",    0,    50,   NULL, NULL, "Water that breath and skin have lost since the start, with sweat that dripped." },
    { "skin-wetness",     OUT(wetness),          "1",     0,    1,    NULL, NULL, "Part of the skin that is wet." },
    { "evaporative-heat", OUT(evaporative_w),    "W",     0,    3e3,  NULL, NULL, "Heat that evaporation takes from skin and lungs." },
    { "heat-stored",      OUT(heat_stored_j),    "J",     -1e8, 1e8,  NULL, NULL, "Heat stored in the body since the start." },
    { "inspired-o2",      OUT(inspired_o2_pa),   "Pa",    0,    1e6,  NULL, NULL, "Partial pressure of oxygen in the gas breathed." },
    { "inspired-co2",     OUT(inspired_co2_pa),  "Pa",    0,    1e6,  NULL, NULL, "Partial pressure of carbon dioxide in the gas breathed." },
    { "alveolar-o2",      OUT(alveolar_o2_pa),   "Pa",    0,    1e6,  NULL, NULL, "Partial pressure of oxygen in the lungs." },
    { "saturation",       OUT(saturation),       "1",     0,    1,    NULL, NULL, "Oxygen in the arterial blood over what it could hold." },
    { "consciousness",    OUT(consciousness),    "1",     0,    1,    NULL, NULL, "Reserve of useful consciousness; 0: lost." },
    { "tissue-n2",        OUT(tissue_n2_pa),     "Pa",    0,    1e6,  NULL, NULL, "Nitrogen in the tissues of 360 min half-time." },
    { "tissue-ratio",     OUT(tissue_ratio),     "1",     0,    1e6,  NULL, NULL, "That over the pressure on the body; bends are rare below 1.65." },
    { "load",             OUT(load),             "1",     0,    1e3,  NULL, NULL, "Load factor." },
    { "vision",           OUT(vision),           "1",     0,    1,    NULL, NULL, "Reserve of vision under load; 0: black." },
    { "o2-used",          OUT(o2_used_kg),       "kg",    0,    1e3,  NULL, NULL, "Oxygen used since the start." },
    { "outside",          OUT(outside),          "1",     0,    1,    NULL, NULL, "1 while the person is outside the craft." },
    { 0 }
};
// clang-format on

const leo_part leo_person = {
    .kind = { .name = "person",
              .summary = "A member of the crew",
              .config = { config_fields, sizeof(leo_person_config) },
              .input = { input_fields, sizeof(leo_person_input) },
              .memory = { NULL, sizeof(leo_person_memory) },
              .output = { output_fields, sizeof(leo_person_output) },
              .verbs = verbs },
    .build = build,
    .connect = connect,
    .rates = leo_body_rates,
    .outputs = outputs,
    .changed = changed,
    .settle = settle,
};
