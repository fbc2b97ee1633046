/* SPDX-License-Identifier: MIT */

/*
 * A soft pressure suit: gas, restraint, relief valve, helmet, insulation, and what it costs to move in it.
 *
 *     volume   V = V_0 + C p_g,  followed within a second;  p_g = p - p_around
 *     relief   lift = clamp((p_g - p_set)/band, 0, 1), inward when p_g < -1 kPa
 *     work     W = V_j max(0, p_g) + W_f,  P = rate W        torque = p_g dV/dtheta on the way in, lost on the way out
 *     shell    C T' = G (T_gas - T) + G_film f(p) (T_around - T)  or  + Q_space
 *
 * Source  joint torque in proportion to pressure by change of volume, structure second: P. Schmidt, An
 *         Investigation of Space Suit Mobility with Applications to EVA Operations, MIT 2001; A.
 *         Frazer et al., SAE 2003-01-2411; settings 0.40 and 0.27 atm of the suit Berkut: I. Abramov
 *         and A. Skoog, Russian Spacesuits, Springer 2003. V_j: EMU elbow and shoulder torques at 29.6
 *         kPa times three for a suit without constant-volume joints, estimated; V_0, C: estimated (57
 *         l of free volume for the EMU).
 * Valid   gauge pressures to 60 kPa.
 * Error   work 50 %; volume 20 %.
 */
#include "part/suit.h"

#include "base/error.h"
#include "part/air.h"
#include "part/link.h"
#include "part/radiation.h"

#include <math.h>
#include <stdio.h>

enum { PLACES = 12 };

typedef struct config {
    double volume_m3, compliance_m3_pa, pressure_pa, temperature_k, o2_fraction, humidity;
    double high_pa, low_pa, band_pa, relief_area_m2, leak_area_m2, helmet_area_m2, helmet_mixing_m3_s;
    double joint_volume_m3, joint_friction_j;
    double shell_capacity_j_k, shell_w_k, film_w_k;
    leo_surface surface;
} config;

typedef struct input {
    const char *location;
    int helmet, setting, fault;
    double fault_size_m2;
} input;

enum { OPEN, SHUT };
enum { HIGH, LOW, VENTED };
enum { SOUND, LEAKING, STUCK, FAILED };

typedef struct output {
    double pressure_pa, gauge_pa, temperature_k, volume_m3, o2_pressure_pa, co2_pressure_pa, h2o_pressure_pa;
    double o2_fraction, humidity, mass_kg, relief_flow_kg_s, motion_work_j, shell_temperature_k,
        skin_temperature_k;
} output;

enum { GAS, SHELL, FIRST_PLACE }; // slots; places end with -1

static const double VOLUME_LAG_S = 1.0, INWARD_PA = 1000;

int leo_part_is_suit(const leo_part_at *part)
{
    return part && part->part == &leo_part_suit;
}

int leo_suit_node(const leo_part_at *suit)
{
    return suit->slot[GAS];
}

int leo_suit_shell_node(const leo_part_at *suit)
{
    return suit->slot[SHELL];
}

int leo_suit_location_node(const leo_part_at *suit)
{
    return leo_network_find(suit->network, ((const input *)suit->input)->location);
}

int leo_suit_helmet_open(const leo_part_at *suit)
{
    return ((const input *)suit->input)->helmet == OPEN;
}

double leo_suit_gauge_pa(const leo_part_at *suit, const leo_view *view)
{
    const int around = leo_suit_location_node(suit);
    return view->gas[suit->slot[GAS]].pressure_pa - (around >= 0 ? view->gas[around].pressure_pa : 0);
}

static double motion_work_j(const leo_part_at *suit, const leo_view *view)
{
    const config *c = suit->config;
    return c->joint_volume_m3 * fmax(0, leo_suit_gauge_pa(suit, view)) + c->joint_friction_j;
}

double leo_suit_work_w(const leo_part_at *suit, const leo_view *view, double motion_per_s)
{
    return motion_per_s > 0 ? motion_per_s * motion_work_j(suit, view) : 0;
}

static int is_place(const leo_part_at *suit, int node)
{
    for (int i = 0; i < PLACES && suit->slot[FIRST_PLACE + i] >= 0; i++)
        if (suit->slot[FIRST_PLACE + i] == node)
            return 1;
    return 0;
}

leo_status leo_suit_move(leo_part_at *suit, const char *node, leo_error *error)
{
    const int number = leo_network_find(suit->network, node);
    if (number < 0 || !is_place(suit, number))
        return leo_fail(error, LEO_BAD_INPUT, suit->name, "location: `%s` is no place where a suit can be",
                        node ? node : "");
    // the name of the network lives as long as the run; the run finds its own copy for a checkpoint
    ((input *)suit->input)->location = leo_network_node_name(suit->network, number);
    return LEO_OK;
}

static leo_status build(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    const config *c = self->config;
    leo_gas_setup setup = { .name = self->name,
                            .volume_m3 = c->volume_m3,
                            .pressure_pa = c->pressure_pa,
                            .temperature_k = c->temperature_k,
                            .moving_volume = 1 };
    const leo_status status = leo_air_mixture(self->name, c->pressure_pa, c->temperature_k, c->o2_fraction,
                                              0.0004, c->humidity, setup.mole_fraction, error);
    if (status != LEO_OK)
        return status;
    if ((self->slot[GAS] = leo_network_add_gas(craft->network, &setup, error)) < 0)
        return LEO_BAD_INPUT;
    char shell[128];
    snprintf(shell, sizeof shell, "%.100s.shell", self->name);
    self->slot[SHELL] =
        leo_network_add_heat(craft->network, shell, c->shell_capacity_j_k, c->temperature_k, error);
    return self->slot[SHELL] < 0 ? LEO_BAD_INPUT : LEO_OK;
}

static leo_status connect(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    const int count = leo_craft_places(craft, self->slot + FIRST_PLACE, PLACES);
    for (int i = count; i < PLACES; i++)
        self->slot[FIRST_PLACE + i] = -1;
    const input *in = self->input;
    const int node = leo_craft_node(craft, self, "location", in->location, error);
    if (node < 0)
        return LEO_BAD_INPUT;
    if (!is_place(self, node))
        return leo_fail(error, LEO_BAD_INPUT, self->name, "location: `%s` is no place where a suit can be",
                        in->location);
    return leo_network_add_element(self->network, self->name, self->part->rates, self, self->slot,
                                   FIRST_PLACE + PLACES, NULL, 0, error);
}

static double lift(const leo_part_at *self, double gauge_pa)
{
    const config *c = self->config;
    const input *in = self->input;
    const double set = in->setting == HIGH ? c->high_pa : in->setting == LOW ? c->low_pa : 0;
    if (in->fault == STUCK)
        return 0;
    return in->fault == FAILED ? 1 : fmax(0, fmin(1, (gauge_pa - set) / c->band_pa));
}

/* Flow through the relief valve, out positive. */
static double relief_flow(const leo_part_at *self, const leo_view *view, int around)
{
    const config *c = self->config;
    const leo_gas *gas = &view->gas[self->slot[GAS]], *outer = &view->gas[around];
    const double gauge = gas->pressure_pa - outer->pressure_pa;
    const double inward = fmax(0, fmin(1, (-gauge - INWARD_PA) / INWARD_PA));
    return leo_orifice_flow(c->relief_area_m2 * fmax(gauge > 0 ? lift(self, gauge) : 0, inward), gas, outer);
}

static void exchange_gas(const leo_part_at *self, const leo_view *view, double *rate, int around)
{
    const config *c = self->config;
    const input *in = self->input;
    const int gas = self->slot[GAS];
    double area = 0.6 * c->leak_area_m2 + (in->fault == LEAKING ? 0.6 * in->fault_size_m2 : 0);
    if (in->helmet == OPEN)
        area += 0.7 * c->helmet_area_m2;
    leo_share_orifice(self->network, view, rate, gas, around, area);
    leo_share_mixture(self->network, view, rate, gas, around, relief_flow(self, view, around));
    if (in->helmet == OPEN) {
        const double to_and_fro = c->helmet_mixing_m3_s;
        leo_share_mixture(self->network, view, rate, gas, around, to_and_fro * view->gas[gas].density_kg_m3);
        leo_share_mixture(self->network, view, rate, around, gas,
                          to_and_fro * view->gas[around].density_kg_m3);
    }
}

/* Work of the moving restraint: what pushes the surroundings goes there, the rest into the fabric. */
static void stretch(const leo_part_at *self, const leo_view *view, double *rate, int around)
{
    const config *c = self->config;
    const leo_gas *gas = &view->gas[self->slot[GAS]];
    const double around_pa = view->gas[around].pressure_pa;
    const double wanted = c->volume_m3 + c->compliance_m3_pa * (gas->pressure_pa - around_pa);
    const double growth = (fmax(0.5 * c->volume_m3, wanted) - gas->volume_m3) / VOLUME_LAG_S;
    rate[leo_network_volume_state(self->network, self->slot[GAS])] += growth;
    leo_share_heat(self->network, view, rate, self->slot[GAS], around, around_pa * growth);
    leo_share_heat(self->network, view, rate, self->slot[GAS], self->slot[SHELL],
                   (gas->pressure_pa - around_pa) * growth);
}

static leo_status rates(const void *context, const leo_view *view, double *rate, leo_error *error)
{
    const leo_part_at *self = context;
    const config *c = self->config;
    const int around = leo_suit_location_node(self), shell = self->slot[SHELL];
    if (around < 0)
        return leo_fail(error, LEO_BAD_INPUT, self->name, "location: there is no such node");
    exchange_gas(self, view, rate, around);
    stretch(self, view, rate, around);
    const leo_gas *gas = &view->gas[self->slot[GAS]];
    const double shell_k = leo_view_temperature_k(self->network, view, shell);
    leo_share_heat(self->network, view, rate, self->slot[GAS], shell,
                   c->shell_w_k * leo_film_factor(gas->pressure_pa) * (gas->temperature_k - shell_k));
    const double film = c->film_w_k * leo_film_factor(view->gas[around].pressure_pa);
    double heat = film * (leo_view_temperature_k(self->network, view, around) - shell_k);
    if (around == leo_network_outside(self->network))
        heat += leo_radiation_w(&c->surface, view->outside, shell_k);
    leo_share_heat(self->network, view, rate, around, shell, heat);
    return LEO_OK;
}

static void outputs(leo_part_at *self, const leo_view *view)
{
    const config *c = self->config;
    const leo_gas *gas = &view->gas[self->slot[GAS]];
    const int around = leo_suit_location_node(self);
    const double shell_k = leo_view_temperature_k(self->network, view, self->slot[SHELL]);
    output *out = self->output;
    *out = (output){
        .pressure_pa = gas->pressure_pa,
        .gauge_pa = leo_suit_gauge_pa(self, view),
        .temperature_k = gas->temperature_k,
        .volume_m3 = gas->volume_m3,
        .o2_pressure_pa = gas->partial_pa[LEO_O2],
        .co2_pressure_pa = gas->partial_pa[LEO_CO2],
        .h2o_pressure_pa = gas->partial_pa[LEO_H2O],
        .o2_fraction = leo_gas_o2_fraction(gas),
        .humidity = leo_gas_humidity(gas),
        .mass_kg = gas->total_kg,
        .relief_flow_kg_s = around >= 0 ? relief_flow(self, view, around) : 0,
        .motion_work_j = motion_work_j(self, view),
        .shell_temperature_k = shell_k,
        .skin_temperature_k = around == leo_network_outside(self->network)
                                  ? leo_radiation_skin_k(&c->surface, view->outside, shell_k)
                                  : shell_k,
    };
}

/* A helmet does not open against pressure, nor where there is nothing to breathe. */
static leo_status changed(leo_part_at *self, const leo_view *view, leo_error *error)
{
    const input *in = self->input;
    const int around = leo_suit_location_node(self);
    if (around < 0 || !is_place(self, around))
        return leo_fail(error, LEO_BAD_INPUT, self->name, "location: `%s` is no place where a suit can be",
                        in->location ? in->location : "");
    if (in->helmet != OPEN)
        return LEO_OK;
    const double gauge = leo_suit_gauge_pa(self, view);
    if (fabs(gauge) > 5000)
        return leo_fail(error, LEO_BAD_INPUT, self->name, "helmet: it does not open against %.3g kPa",
                        gauge / 1000);
    if (view->gas[around].pressure_pa < 6300)
        return leo_fail(error, LEO_BAD_INPUT, self->name,
                        "helmet: open in %.3g kPa the wearer's blood would boil",
                        view->gas[around].pressure_pa / 1000);
    return LEO_OK;
}

// clang-format off
static const leo_field config_fields[] = {
    { "volume",         LEO_REAL_AT(config, volume_m3),          "m^3",    5e-3, 1,    "50 L",        NULL, "Free volume without pressure." },
    { "compliance",     LEO_REAL_AT(config, compliance_m3_pa),   "m^3/Pa", 0,    1e-5, "0.2 L/kPa",   NULL, "How it balloons." },
    { "pressure",       LEO_REAL_AT(config, pressure_pa),        "Pa",     1e3,  2e5,  "101.325 kPa", NULL, "Pressure inside at the start." },
    { "temperature",    LEO_REAL_AT(config, temperature_k),      "K",      220,  340,  "296.15 K",    NULL, "Temperature at the start." },
    { "o2-fraction",    LEO_REAL_AT(config, o2_fraction),        "1",      0,    0.99, "0.2095",      NULL, "Oxygen in the dry gas at the start, by volume." },
    { "humidity",       LEO_REAL_AT(config, humidity),           "1",      0,    1,    "0.4",         NULL, "Relative humidity at the start." },
    { "high",           LEO_REAL_AT(config, high_pa),            "Pa",     0,    2e5,  "0.40 atm",    NULL, "Relief pressure above the surroundings, setting high." },
    { "low",            LEO_REAL_AT(config, low_pa),             "Pa",     0,    2e5,  "0.27 atm",    NULL, "Relief pressure above the surroundings, setting low." },
    { "band",           LEO_REAL_AT(config, band_pa),            "Pa",     10,   1e5,  "2 kPa",       NULL, "Further pressure that opens the relief valve fully." },
    { "relief-area",    LEO_REAL_AT(config, relief_area_m2),     "m^2",    1e-8, 1e-2, "60 mm^2",     NULL, "Effective area of the open relief valve." },
    { "leak-area",      LEO_REAL_AT(config, leak_area_m2),       "m^2",    0,    1e-4, "0.01 mm^2",   NULL, "Leak of the sound suit." },
    { "helmet-area",    LEO_REAL_AT(config, helmet_area_m2),     "m^2",    1e-4, 0.1,  "0.01 m^2",    NULL, "Opening of the helmet." },
    { "helmet-mixing",  LEO_REAL_AT(config, helmet_mixing_m3_s), "m^3/s",  0,    1,    "150 L/min",   NULL, "Air that moves to and fro through the open helmet and the ventilation." },
    { "joint-volume",   LEO_REAL_AT(config, joint_volume_m3),    "m^3",    0,    0.1,  "1.2 L",       NULL, "Change of volume in one motion of work: bending all joints in use." },
    { "joint-friction", LEO_REAL_AT(config, joint_friction_j),   "J",      0,    1e3,  "8 J",         NULL, "Work of one such motion without pressure." },
    { "shell-capacity", LEO_REAL_AT(config, shell_capacity_j_k), "J/K",    10,   1e6,  "20 kJ/K",     NULL, "Heat capacity of the layers." },
    { "shell-conductance", LEO_REAL_AT(config, shell_w_k),       "W/K",    0,    1e3,  "4 W/K",       NULL, "Conductance from the gas to the layers." },
    { "film",           LEO_REAL_AT(config, film_w_k),           "W/K",    0,    1e3,  "8 W/K",       NULL, "Conductance from the layers to a gas around." },
    { "area",           LEO_REAL_AT(config, surface.area_m2),        "m^2", 0,    20, "2.2 m^2", NULL, "Surface that faces space." },
    { "absorptivity",   LEO_REAL_AT(config, surface.absorptivity),   "1",   0,    1,  "0.25",    NULL, "Of sunlight, outer layer." },
    { "emissivity",     LEO_REAL_AT(config, surface.emissivity),     "1",   0.01, 1,  "0.85",    NULL, "Of the infrared, outer layer." },
    { "blanket-emittance", LEO_REAL_AT(config, surface.mli_emittance), "1", 0,    1,  "0.05",    NULL, "Effective emittance of the insulation; 0: bare." },
    { "sun-fraction",   LEO_REAL_AT(config, surface.sun_fraction),   "1",   0,    1,  "0.25",    NULL, "Projected towards the Sun over area." },
    { "earth-fraction", LEO_REAL_AT(config, surface.earth_fraction), "1",   0,    1,  "0.25",    NULL, "Projected towards the Earth over area." },
    { 0 }
};

static const char *const helmets[] = { "open", "shut", NULL };
static const char *const settings[] = { "high", "low", "vented", NULL };
static const char *const faults[] = { "none", "leaking", "stuck", "failed", NULL };

static const leo_field input_fields[] = {
    { "location",   LEO_NAME_AT(input, location),      NULL,  0, 0,   NULL,       NULL,     "Node that it hangs in: a cabin, an airlock, the outside." },
    { "helmet",     LEO_CHOICE_AT(input, helmet),      NULL,  0, 0,   "open",     helmets,  "Open: the gas is that of the location." },
    { "setting",    LEO_CHOICE_AT(input, setting),     NULL,  0, 0,   "high",     settings, "Which pressure the relief valve holds; vented: none." },
    { "fault",      LEO_CHOICE_AT(input, fault),       NULL,  0, 0,   "none",     faults,   "leaking: a tear; stuck: the relief valve stays shut; failed: it stays open." },
    { "fault-size", LEO_REAL_AT(input, fault_size_m2), "m^2", 0, 0.1, "1 mm^2",   NULL,     "Area of the tear." },
    { 0 }
};

static const leo_verb verbs[] = {
    { "high",        "setting", "high", "Hold the higher pressure." },
    { "low",         "setting", "low",  "Hold the lower pressure: easier to move in." },
    { "vent",        "setting", "vented", "Let the pressure go: only where the place itself can be breathed." },
    { "don",         "helmet",  "shut", "Shut the helmet: the wearer lives on the suit." },
    { "open-helmet", "helmet",  "open", "Open the helmet; refused against pressure and in thin air." },
    { "move",        "location", NULL,  "Carry it to another node." },
    { 0 }
};

static const leo_field output_fields[] = {
    { "pressure",          LEO_REAL_AT(output, pressure_pa),         "Pa",   0,    1e7, NULL, NULL, "Pressure inside, absolute." },
    { "gauge",             LEO_REAL_AT(output, gauge_pa),            "Pa",   -1e7, 1e7, NULL, NULL, "Pressure inside above that around it." },
    { "temperature",       LEO_REAL_AT(output, temperature_k),       "K",    0,    1e4, NULL, NULL, "Temperature of the gas inside." },
    { "volume",            LEO_REAL_AT(output, volume_m3),           "m^3",  0,    10,  NULL, NULL, "Volume of the gas inside." },
    { "o2-pressure",       LEO_REAL_AT(output, o2_pressure_pa),      "Pa",   0,    1e7, NULL, NULL, "Partial pressure of oxygen." },
    { "co2-pressure",      LEO_REAL_AT(output, co2_pressure_pa),     "Pa",   0,    1e7, NULL, NULL, "Partial pressure of carbon dioxide." },
    { "h2o-pressure",      LEO_REAL_AT(output, h2o_pressure_pa),     "Pa",   0,    1e7, NULL, NULL, "Partial pressure of water vapour." },
    { "o2-fraction",       LEO_REAL_AT(output, o2_fraction),         "1",    0,    1,   NULL, NULL, "Oxygen by volume." },
    { "humidity",          LEO_REAL_AT(output, humidity),            "1",    0,    1e3, NULL, NULL, "Relative humidity." },
    { "mass",              LEO_REAL_AT(output, mass_kg),             "kg",   0,    100, NULL, NULL, "Gas inside." },
    { "relief-flow",       LEO_REAL_AT(output, relief_flow_kg_s),    "kg/s", -10,  10,  NULL, NULL, "Flow out of the relief valve." },
    { "motion-work",       LEO_REAL_AT(output, motion_work_j),       "J",    0,    1e5, NULL, NULL, "Work of one motion against the suit." },
    { "shell-temperature", LEO_REAL_AT(output, shell_temperature_k), "K",    0,    1e4, NULL, NULL, "Temperature of the layers." },
    { "skin-temperature",  LEO_REAL_AT(output, skin_temperature_k),  "K",    0,    1e4, NULL, NULL, "Temperature of the outermost layer." },
    { 0 }
};
// clang-format on

const leo_part leo_part_suit = {
    .kind = { .name = "suit",
              .summary = "Soft pressure suit with relief valve, helmet and insulation",
              .config = { config_fields, sizeof(config) },
              .input = { input_fields, sizeof(input) },
              .output = { output_fields, sizeof(output) },
              .verbs = verbs },
    .build = build,
    .connect = connect,
    .rates = rates,
    .outputs = outputs,
    .changed = changed,
};
