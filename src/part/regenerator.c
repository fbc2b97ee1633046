/* SPDX-License-Identifier: MIT */

/*
 * An air regenerator: potassium superoxide takes carbon dioxide and gives oxygen.
 *
 *     carbonate     4 KO2 + 2 CO2         -> 2 K2CO3 + 3 O2          187.7 kJ per mol CO2
 *     bicarbonate   4 KO2 + 4 CO2 + 2 H2O -> 4 KHCO3 + 3 O2          163.9 kJ per mol CO2
 *     uptake        n = Q c_CO2 (1 - exp(-N)),  N = N0 (1 - x)^a     x  part of the superoxide used
 *     share         b = clamp((p_O2 - p_set)/band + 1/2, 0, 1) p_H2O/(p_H2O + 100 Pa)
 *
 * The bed gives 1.5 mol of oxygen per mol of carbon dioxide on the first way, 0.75 on the second; a crew wants about 1.2. As
 * in Vostok a sensor of oxygen shares the air between fresh superoxide and alkali, so b rises with oxygen.
 *
 * Source  enthalpies of formation: NIST Chemistry WebBook (SRD 69) and Wagman et al., J. Phys. Chem.
 *         Ref. Data 11 (1982) suppl. 2; the bed as a row of transfer units: Levenspiel, Chemical
 *         Reaction Engineering, Wiley 1999, chapter 18; regulation by shared air flow: S. Malkin, in
 *         Problems of Space Biology 1, Moscow 1962.
 * Valid   humid air of 10 to 35 C; the reactions are stoichiometric, side products are neglected.
 * Error   N0 and a are estimates (40 %); the yields are exact.
 */
#include "network/gas.h"
#include "part/link.h"

#include <math.h>

typedef struct config {
    const char *at;
    double superoxide_kg, air_m3_s, transfer_units, exponent, set_point_pa, band_pa;
} config;

typedef struct input {
    int running;
    double set_scale;
    int fault;
} input;

enum { SOUND, STUCK, FAILED };

typedef struct output {
    double co2_removed_kg_s, o2_made_kg_s, used, heat_w, share;
} output;

enum { NODE, CARBONATE, BICARBONATE, HEAT }; // slots; extents in mol CO2, energy in J

static const double HEAT_CARBONATE_J_MOL = 187.7e3, HEAT_BICARBONATE_J_MOL = 163.9e3;
static const double SUPEROXIDE_KG_MOL = 71.096e-3; // K 39.098, O 15.999

/* What the bed gains, kg for a mol of CO2, in the gas's own masses: the ledger closes to the last digit. */
static leo_ledger_weight bed_weight(double o2_per_co2, double h2o_per_co2)
{
    leo_ledger_weight weight = { { 0 } };
    for (int i = 0; i < LEO_LEDGER_ENERGY; i++)
        weight.per_unit[i] =
            leo_gas_table[LEO_CO2].molar_kg_mol * leo_gas_table[LEO_CO2].weight.per_unit[i] +
            h2o_per_co2 * leo_gas_table[LEO_H2O].molar_kg_mol * leo_gas_table[LEO_H2O].weight.per_unit[i] -
            o2_per_co2 * leo_gas_table[LEO_O2].molar_kg_mol * leo_gas_table[LEO_O2].weight.per_unit[i];
    return weight;
}

static leo_status build(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    const leo_ledger_weight carbonate = bed_weight(1.5, 0), bicarbonate = bed_weight(0.75, 0.5);
    const leo_ledger_weight joule = { { [LEO_LEDGER_ENERGY] = 1 } };
    self->slot[CARBONATE] = leo_network_add_state(craft->network, self->name, 0, 1e-4, &carbonate, error);
    self->slot[BICARBONATE] = leo_network_add_state(craft->network, self->name, 0, 1e-4, &bicarbonate, error);
    self->slot[HEAT] = leo_network_add_state(craft->network, self->name, 0, 0, &joule, error);
    return self->slot[HEAT] < 0 ? LEO_NO_MEMORY : LEO_OK;
}

static leo_status connect(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    const config *c = self->config;
    self->slot[NODE] = leo_craft_gas_node(craft, self, "at", c->at, error);
    if (self->slot[NODE] < 0)
        return LEO_BAD_INPUT;
    return leo_network_add_element(self->network, self->name, self->part->rates, self, self->slot, 1,
                                   self->slot + 1, 3, error);
}

typedef struct work {
    double carbonate_mol_s, bicarbonate_mol_s, used, share, heat_w;
} work;

static work at_work(const leo_part_at *self, const leo_view *view)
{
    const config *c = self->config;
    const input *in = self->input;
    const leo_gas *gas = &view->gas[self->slot[NODE]];
    work w = { 0 };
    w.used = (2 * view->y[self->slot[CARBONATE]] + view->y[self->slot[BICARBONATE]]) * SUPEROXIDE_KG_MOL /
             c->superoxide_kg;
    const double vapour = gas->partial_pa[LEO_H2O];
    const double wanted = (gas->partial_pa[LEO_O2] - c->set_point_pa * in->set_scale) / c->band_pa + 0.5;
    w.share = fmax(0, fmin(1, in->fault == STUCK ? 0.5 : wanted)) * vapour / (vapour + 100);
    const double running = in->fault == FAILED || !in->running ? 0 : 1;
    const double units = c->transfer_units * pow(fmax(0, 1 - w.used), c->exponent);
    const double mol_m3 = gas->partial_pa[LEO_CO2] / (LEO_GAS_CONSTANT * gas->temperature_k);
    const double mol_s = running * c->air_m3_s * mol_m3 * -expm1(-units);
    w.bicarbonate_mol_s = mol_s * w.share;
    w.carbonate_mol_s = mol_s - w.bicarbonate_mol_s;
    w.heat_w = w.carbonate_mol_s * HEAT_CARBONATE_J_MOL + w.bicarbonate_mol_s * HEAT_BICARBONATE_J_MOL;
    return w;
}

static leo_status rates(const void *context, const leo_view *view, double *rate, leo_error *error)
{
    const leo_part_at *self = context;
    (void)error;
    const work w = at_work(self, view);
    const double t = view->gas[self->slot[NODE]].temperature_k;
    const double mol_s[LEO_GAS_COUNT] = {
        [LEO_CO2] = -(w.carbonate_mol_s + w.bicarbonate_mol_s),
        [LEO_H2O] = -0.5 * w.bicarbonate_mol_s,
        [LEO_O2] = 1.5 * w.carbonate_mol_s + 0.75 * w.bicarbonate_mol_s,
    };
    double heat = w.heat_w;
    const int first = leo_network_mass_state(self->network, self->slot[NODE]);
    for (int i = 0; i < LEO_GAS_COUNT; i++) {
        const double kg_s = mol_s[i] * leo_gas_table[i].molar_kg_mol;
        rate[first + i] += kg_s;
        heat += kg_s * leo_gas_table[i].cp_j_kg_k * t;
    }
    rate[leo_network_energy_state(self->network, self->slot[NODE])] += heat;
    rate[self->slot[HEAT]] -= heat;
    rate[self->slot[CARBONATE]] += w.carbonate_mol_s;
    rate[self->slot[BICARBONATE]] += w.bicarbonate_mol_s;
    return LEO_OK;
}

static void outputs(leo_part_at *self, const leo_view *view)
{
    const work w = at_work(self, view);
    output *out = self->output;
    *out = (output){
        .co2_removed_kg_s = (w.carbonate_mol_s + w.bicarbonate_mol_s) * leo_gas_table[LEO_CO2].molar_kg_mol,
        .o2_made_kg_s =
            (1.5 * w.carbonate_mol_s + 0.75 * w.bicarbonate_mol_s) * leo_gas_table[LEO_O2].molar_kg_mol,
        .used = w.used,
        .heat_w = w.heat_w,
        .share = w.share,
    };
}

// clang-format off
static const char *const faults[] = { "none", "stuck", "failed", NULL };

static const leo_field config_fields[] = {
    { "at",             LEO_NAME_AT(config, at),             NULL,    0,    0,    NULL,        NULL, "Node whose air it regenerates." },
    { "superoxide",     LEO_REAL_AT(config, superoxide_kg),  "kg",    0.01, 1e4,  "12 kg",     NULL, "Potassium superoxide in the bed." },
    { "air-flow",       LEO_REAL_AT(config, air_m3_s),       "m^3/s", 0,    10,   "180 L/min", NULL, "Air through the bed." },
    { "transfer-units", LEO_REAL_AT(config, transfer_units), "1",     0.1,  20,   "2.5",       NULL, "Of the fresh bed for carbon dioxide." },
    { "exponent",       LEO_REAL_AT(config, exponent),       "1",     0,    3,    "0.7",       NULL, "How the transfer units fall as the bed is used up." },
    { "set-point",      LEO_REAL_AT(config, set_point_pa),   "Pa",    0,    1e6,  "160 mmHg",  NULL, "Partial pressure of oxygen that it holds." },
    { "band",           LEO_REAL_AT(config, band_pa),        "Pa",    1,    1e6,  "3 kPa",     NULL, "Range of oxygen over which it goes from one way to the other." },
    { 0 }
};

static const leo_field input_fields[] = {
    { "running",   LEO_CHOICE_AT(input, running), NULL, 0, 0,  "yes",  leo_no_yes, "Whether the fan runs." },
    { "set-scale", LEO_REAL_AT(input, set_scale), "1",  0, 10, "1",    NULL,       "Factor on the set point: trim by the crew, or drift of the sensor." },
    { "fault",     LEO_CHOICE_AT(input, fault),   NULL, 0, 0,  "none", faults,     "stuck: the air is shared half and half whatever the oxygen; failed: no air flows." },
    { 0 }
};

static const leo_verb verbs[] = {
    { "on",  "running", "yes", "Start the fan." },
    { "off", "running", "no",  "Stop the fan." },
    { 0 }
};

static const leo_field output_fields[] = {
    { "co2-removed", LEO_REAL_AT(output, co2_removed_kg_s), "kg/s", 0, 10,  NULL, NULL, "Carbon dioxide taken from the air." },
    { "o2-made",     LEO_REAL_AT(output, o2_made_kg_s),     "kg/s", 0, 10,  NULL, NULL, "Oxygen given to the air." },
    { "used",        LEO_REAL_AT(output, used),             "1",    0, 2,   NULL, NULL, "Part of the superoxide used up." },
    { "heat",        LEO_REAL_AT(output, heat_w),           "W",    0, 1e6, NULL, NULL, "Heat of the reactions, into the air." },
    { "share",       LEO_REAL_AT(output, share),            "1",    0, 1,   NULL, NULL, "Part of the carbon dioxide that becomes bicarbonate." },
    { 0 }
};
// clang-format on

const leo_part leo_part_regenerator = {
    .kind = { .name = "regenerator",
              .summary = "Superoxide bed: takes carbon dioxide and gives oxygen",
              .config = { config_fields, sizeof(config) },
              .input = { input_fields, sizeof(input) },
              .output = { output_fields, sizeof(output) },
              .verbs = verbs },
    .build = build,
    .connect = connect,
    .rates = rates,
    .outputs = outputs,
};
