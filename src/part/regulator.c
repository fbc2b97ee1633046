/* SPDX-License-Identifier: MIT */

/*
 * A regulator: feeds a node from a bottle while its pressure, or its oxygen, is below a set point.
 *
 *     flow = n_max M clamp((p_set - p)/droop, 0, 1) min(1, (p_bottle - p_node)/p_inlet)
 *
 * Source  static law of a demand regulator with droop: Anderson, The Analysis and Design of Pneumatic
 *         Systems, Wiley 1967, chapter 5.
 * Valid   node pressures that change slowly against the regulator (tenths of a second).
 * Error   set point 1 to 3 % (lock-up), not modelled.
 */
#include "part/link.h"

#include <math.h>

typedef struct config {
    const char *from, *to;
    int senses;
    double set_point_pa, droop_pa, flow_m3_s, inlet_pa;
} config;

typedef struct input {
    int running;
    double set_scale;
    int fault;
    double fault_size;
} input;

enum { PRESSURE, OXYGEN };
enum { SOUND, STUCK, LEAKING, FAILED };

typedef struct output {
    double opening, flow_kg_s, used_kg;
} output;

static leo_status build(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    self->slot[LEO_LINK_STATE] = leo_network_add_state(craft->network, self->name, 0, 0, NULL, error);
    return self->slot[LEO_LINK_STATE] < 0 ? LEO_NO_MEMORY : LEO_OK;
}

static leo_status connect(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    const config *c = self->config;
    return leo_link_connect(self, craft, "from", c->from, "to", c->to, self->slot[LEO_LINK_STATE], error);
}

static double opening(const leo_part_at *self, const leo_view *view)
{
    const config *c = self->config;
    const input *in = self->input;
    const leo_gas *gas = &view->gas[self->slot[LEO_LINK_TO]];
    const double sensed = c->senses == OXYGEN ? gas->partial_pa[LEO_O2] : gas->pressure_pa;
    const double open =
        in->running ? fmax(0, fmin(1, (c->set_point_pa * in->set_scale - sensed) / c->droop_pa)) : 0;
    if (in->fault == FAILED)
        return 0;
    return in->fault == STUCK ? in->fault_size : in->fault == LEAKING ? fmax(open, in->fault_size) : open;
}

static double flow(const leo_part_at *self, const leo_view *view)
{
    const config *c = self->config;
    const leo_gas *bottle = &view->gas[self->slot[LEO_LINK_FROM]],
                  *node = &view->gas[self->slot[LEO_LINK_TO]];
    if (leo_link_broken(self))
        return 0;
    const double push = fmax(0, fmin(1, (bottle->pressure_pa - node->pressure_pa) / c->inlet_pa));
    return leo_normal_mol_s(c->flow_m3_s) / leo_mol_kg(bottle) * opening(self, view) * push;
}

static leo_status rates(const void *context, const leo_view *view, double *rate, leo_error *error)
{
    const leo_part_at *self = context;
    (void)error;
    const double kg_s = flow(self, view);
    rate[self->slot[LEO_LINK_STATE]] += kg_s;
    leo_share_mixture(self->network, view, rate, self->slot[LEO_LINK_FROM], self->slot[LEO_LINK_TO], kg_s);
    return LEO_OK;
}

static void outputs(leo_part_at *self, const leo_view *view)
{
    output *out = self->output;
    *out = (output){ opening(self, view), flow(self, view), view->y[self->slot[LEO_LINK_STATE]] };
}

// clang-format off
static const char *const senses[] = { "pressure", "o2", NULL };
static const char *const faults[] = { "none", "stuck", "leaking", "failed", NULL };

static const leo_field config_fields[] = {
    { "from",           LEO_NAME_AT(config, from),         NULL,    0, 0,   NULL,        NULL,   "Bottle." },
    { "to",             LEO_NAME_AT(config, to),           NULL,    0, 0,   NULL,        NULL,   "Node that it feeds and senses." },
    { "senses",         LEO_CHOICE_AT(config, senses),     NULL,    0, 0,   "pressure",  senses, "Absolute pressure, or partial pressure of oxygen." },
    { "set-point",      LEO_REAL_AT(config, set_point_pa), "Pa",    0, 1e7, NULL,        NULL,   "Pressure from which it feeds nothing." },
    { "droop",          LEO_REAL_AT(config, droop_pa),     "Pa",    1, 1e6, "1 kPa",     NULL,   "How far below the set point it feeds fully." },
    { "max-flow",       LEO_REAL_AT(config, flow_m3_s),    "m^3/s", 0, 1,   "50 NL/min", NULL,   "Flow when fully open, at 0 Celsius and 101.325 kPa." },
    { "inlet-pressure", LEO_REAL_AT(config, inlet_pa),     "Pa",    1, 1e7, "0.5 MPa",   NULL,   "Pressure of the bottle above the node below which the flow falls off." },
    { 0 }
};

static const leo_field input_fields[] = {
    { "running",    LEO_CHOICE_AT(input, running),  NULL, 0, 0,  "yes",  leo_no_yes, "Whether it is switched on." },
    { "set-scale",  LEO_REAL_AT(input, set_scale),  "1",  0, 10, "1",    NULL,       "Factor on the set point: trim by the crew, or drift of the sensor." },
    { "fault",      LEO_CHOICE_AT(input, fault),    NULL, 0, 0,  "none", faults,     "stuck: open by `fault-size` whatever it senses; leaking: never less than that; failed: shut." },
    { "fault-size", LEO_REAL_AT(input, fault_size), "1",  0, 1,  "0.1",  NULL,       "Opening of a stuck or leaking regulator." },
    { 0 }
};

static const leo_verb verbs[] = {
    { "on",  "running", "yes", "Switch it on." },
    { "off", "running", "no",  "Switch it off." },
    { 0 }
};

static const leo_field output_fields[] = {
    { "opening", LEO_REAL_AT(output, opening),   "1",    0, 1,   NULL, NULL, "How far it is open." },
    { "flow",    LEO_REAL_AT(output, flow_kg_s), "kg/s", 0, 1e3, NULL, NULL, "Flow into the node." },
    { "used",    LEO_REAL_AT(output, used_kg),   "kg",   0, 1e4, NULL, NULL, "Gas fed so far." },
    { 0 }
};
// clang-format on

const leo_part leo_part_regulator = {
    .kind = { .name = "regulator",
              .summary = "Regulator that keeps the pressure or the oxygen of a node from a bottle",
              .config = { config_fields, sizeof(config) },
              .input = { input_fields, sizeof(input) },
              .output = { output_fields, sizeof(output) },
              .verbs = verbs },
    .build = build,
    .connect = connect,
    .rates = rates,
    .outputs = outputs,
};
