/* SPDX-License-Identifier: MIT */

/*
 * A metered supply: a steady flow from a bottle, whatever the pressure downstream.
 *
 *     flow = n M min(1, (p_bottle - p_node)/p_starve)          n  moles per second of the setting
 *
 * Source  a choked restrictor behind a pressure reducer: Anderson, The Analysis and Design of
 *         Pneumatic Systems, Wiley 1967, chapter 5.
 * Valid   downstream below half the reduced pressure.
 * Error   5 % of the setting.
 */
#include "part/link.h"

#include <math.h>

typedef struct config {
    const char *from, *to;
    double starve_pa;
} config;

typedef struct input {
    int running;
    double flow_m3_s;
    int fault;
    double fault_size;
} input;

enum { SOUND, STUCK, FAILED };

typedef struct output {
    double flow_kg_s, used_kg;
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

static double flow(const leo_part_at *self, const leo_view *view)
{
    const config *c = self->config;
    const input *in = self->input;
    const leo_gas *bottle = &view->gas[self->slot[LEO_LINK_FROM]],
                  *node = &view->gas[self->slot[LEO_LINK_TO]];
    const double open = in->fault == FAILED ? 0 : in->fault == STUCK ? in->fault_size : in->running ? 1 : 0;
    if (open == 0 || leo_link_broken(self))
        return 0;
    const double push = fmax(0, fmin(1, (bottle->pressure_pa - node->pressure_pa) / c->starve_pa));
    return leo_normal_mol_s(in->flow_m3_s) / leo_mol_kg(bottle) * open * push;
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
    *out = (output){ flow(self, view), view->y[self->slot[LEO_LINK_STATE]] };
}

// clang-format off
static const char *const faults[] = { "none", "stuck", "failed", NULL };

static const leo_field config_fields[] = {
    { "from", LEO_NAME_AT(config, from), NULL, 0, 0, NULL, NULL, "Bottle." },
    { "to",   LEO_NAME_AT(config, to),   NULL, 0, 0, NULL, NULL, "Node that it feeds, such as a suit." },
    { "starve-pressure", LEO_REAL_AT(config, starve_pa), "Pa", 1, 1e7, "1 MPa", NULL, "Pressure of the bottle above the node below which the flow falls off." },
    { 0 }
};

static const leo_field input_fields[] = {
    { "running",    LEO_CHOICE_AT(input, running),  NULL,    0, 0, "no",        leo_no_yes, "Whether it flows." },
    { "flow",       LEO_REAL_AT(input, flow_m3_s),  "m^3/s", 0, 1, "30 NL/min", NULL,       "Setting, at 0 Celsius and 101.325 kPa." },
    { "fault",      LEO_CHOICE_AT(input, fault),    NULL,    0, 0, "none",      faults,     "stuck: flows at `fault-size` of the setting whatever it is told; failed: gives nothing." },
    { "fault-size", LEO_REAL_AT(input, fault_size), "1",     0, 2, "1",         NULL,       "Part of the setting that a stuck supply gives." },
    { 0 }
};

static const leo_verb verbs[] = {
    { "on",  "running", "yes", "Let it flow." },
    { "off", "running", "no",  "Stop it." },
    { 0 }
};

static const leo_field output_fields[] = {
    { "flow", LEO_REAL_AT(output, flow_kg_s), "kg/s", 0, 1e3, NULL, NULL, "Flow into the node." },
    { "used", LEO_REAL_AT(output, used_kg),   "kg",   0, 1e4, NULL, NULL, "Gas fed so far." },
    { 0 }
};
// clang-format on

const leo_part leo_part_supply = {
    .kind = { .name = "supply",
              .summary = "Metered flow of gas from a bottle",
              .config = { config_fields, sizeof(config) },
              .input = { input_fields, sizeof(input) },
              .output = { output_fields, sizeof(output) },
              .verbs = verbs },
    .build = build,
    .connect = connect,
    .rates = rates,
    .outputs = outputs,
};
