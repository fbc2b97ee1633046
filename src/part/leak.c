/* SPDX-License-Identifier: MIT */

/*
 * A leak: an equivalent hole between two nodes.
 *
 *     flow = orifice(Cd A scale)
 *
 * Source  network/orifice.c; Cd 0.6 of sharp edges: Shapiro, Compressible Fluid Flow, Ronald 1953,
 *         chapter 4.
 * Valid   holes wider than the free path of the gas, and shorter than wide.
 * Error   that of the area.
 */
#include "part/jet.h"
#include "part/link.h"

typedef struct config {
    const char *from, *to;
    double area_m2, discharge_coefficient;
    int jet;
} config;

typedef struct input {
    double scale;
} input;

typedef struct output {
    double flow_kg_s;
} output;

static leo_status build(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    self->slot[LEO_LINK_JET] = leo_jet_state(self, craft, error);
    return self->slot[LEO_LINK_JET] < 0 ? LEO_NO_MEMORY : LEO_OK;
}

static leo_status connect(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    const config *c = self->config;
    return leo_link_connect(self, craft, "from", c->from, "to", c->to, -1, error);
}

static double hole_m2(const leo_part_at *self)
{
    const config *c = self->config;
    const input *in = self->input;
    return leo_link_broken(self) ? 0 : c->discharge_coefficient * c->area_m2 * in->scale;
}

static double flow(const leo_part_at *self, const leo_view *view)
{
    return leo_orifice_flow(hole_m2(self), &view->gas[self->slot[LEO_LINK_FROM]],
                            &view->gas[self->slot[LEO_LINK_TO]]);
}

static leo_status rates(const void *context, const leo_view *view, double *rate, leo_error *error)
{
    const leo_part_at *self = context;
    (void)error;
    leo_share_orifice(self->network, view, rate, self->slot[LEO_LINK_FROM], self->slot[LEO_LINK_TO],
                      hole_m2(self));
    leo_link_jet(self, view, rate, flow(self, view));
    return LEO_OK;
}

static leo_vec3 impulse(const leo_part_at *self, const leo_view *view)
{
    return leo_jet_push(((const config *)self->config)->jet, view->y[self->slot[LEO_LINK_JET]]);
}

static void outputs(leo_part_at *self, const leo_view *view)
{
    ((output *)self->output)->flow_kg_s = flow(self, view);
}

// clang-format off
static const leo_field config_fields[] = {
    { "from", LEO_NAME_AT(config, from),    NULL,  0, 0,   NULL, NULL, "Node on one side." },
    { "to",   LEO_NAME_AT(config, to),      NULL,  0, 0,   NULL, NULL, "Node on the other side." },
    { "area", LEO_REAL_AT(config, area_m2), "m^2", 0, 0.1, NULL, NULL, "Area of the hole." },
    { "discharge-coefficient", LEO_REAL_AT(config, discharge_coefficient), "1", 0.1, 1, "0.6", NULL, "Effective over geometric area." },
    { "jet", LEO_CHOICE_AT(config, jet), NULL, 0, 0, "none", leo_jet_words, "Where gas that leaves the craft goes, in the frame of the flight: it pushes the craft the other way; none: all around." },
    { 0 }
};

static const leo_field input_fields[] = {
    { "scale", LEO_REAL_AT(input, scale), "1", 0, 1e6, "1", NULL, "Factor on the area; 0 closes the leak." },
    { 0 }
};

static const leo_verb verbs[] = {
    { "stop",   "scale", "0", "Close the leak." },
    { "spring", "scale", "1", "Let it leak." },
    { 0 }
};

static const leo_field output_fields[] = {
    { "flow", LEO_REAL_AT(output, flow_kg_s), "kg/s", -1e3, 1e3, NULL, NULL, "Flow from `from` to `to`." },
    { 0 }
};
// clang-format on

const leo_part leo_part_leak = {
    .kind = { .name = "leak",
              .summary = "Leak: a hole between two nodes of gas",
              .config = { config_fields, sizeof(config) },
              .input = { input_fields, sizeof(input) },
              .output = { output_fields, sizeof(output) },
              .verbs = verbs },
    .build = build,
    .connect = connect,
    .rates = rates,
    .outputs = outputs,
    .impulse = impulse,
};
