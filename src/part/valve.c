/* SPDX-License-Identifier: MIT */

/*
 * A valve between two nodes of gas; flows both ways.
 *
 *     flow = orifice(Cd A open(s)),  s' limited by the stroke time
 *
 * Source  network/orifice.c; discharge coefficients of seats 0.6 to 0.8: Idelchik, Handbook of
 *         Hydraulic Resistance, Begell 2007, chapter 9.
 * Valid   short passages; pipes count by a smaller area.
 * Error   that of the area and of Cd.
 */
#include "base/error.h"
#include "part/jet.h"
#include "part/link.h"

#include <math.h>

typedef struct config {
    const char *from, *to;
    double area_m2, diameter_m, discharge_coefficient, stroke_time_s;
    int jet;
} config;

typedef struct input {
    double opening;
    int fault;
    double fault_size;
} input;

enum { SOUND, STUCK, LEAKING, FAILED };

typedef struct output {
    double opening, flow_kg_s;
} output;

static leo_status build(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    const config *c = self->config;
    const input *in = self->input;
    if ((c->area_m2 > 0) == (c->diameter_m > 0))
        return leo_fail(error, LEO_BAD_INPUT, self->name, "give either `area` or `diameter`");
    self->slot[LEO_LINK_STATE] =
        leo_network_add_state(craft->network, self->name, in->opening, 1e-5, NULL, error);
    self->slot[LEO_LINK_JET] = leo_jet_state(self, craft, error);
    return self->slot[LEO_LINK_STATE] < 0 || self->slot[LEO_LINK_JET] < 0 ? LEO_NO_MEMORY : LEO_OK;
}

static leo_status connect(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    const config *c = self->config;
    return leo_link_connect(self, craft, "from", c->from, "to", c->to, self->slot[LEO_LINK_STATE], error);
}

static double opening(const leo_part_at *self, const leo_view *view)
{
    const input *in = self->input;
    const double open = leo_stroke_open(view->y[self->slot[LEO_LINK_STATE]]);
    return in->fault == LEAKING ? fmax(open, in->fault_size) : open;
}

static double passage_m2(const leo_part_at *self, const leo_view *view)
{
    const config *c = self->config;
    if (leo_link_broken(self))
        return 0;
    const double area = c->area_m2 > 0 ? c->area_m2 : leo_bore_m2(c->diameter_m);
    return c->discharge_coefficient * area * opening(self, view);
}

static double flow(const leo_part_at *self, const leo_view *view)
{
    return leo_orifice_flow(passage_m2(self, view), &view->gas[self->slot[LEO_LINK_FROM]],
                            &view->gas[self->slot[LEO_LINK_TO]]);
}

static leo_status rates(const void *context, const leo_view *view, double *rate, leo_error *error)
{
    const leo_part_at *self = context;
    const config *c = self->config;
    const input *in = self->input;
    (void)error;
    const int state = self->slot[LEO_LINK_STATE];
    if (in->fault != STUCK)
        rate[state] +=
            leo_stroke_rate(view->y[state], in->fault == FAILED ? 0 : in->opening, c->stroke_time_s);
    leo_share_orifice(self->network, view, rate, self->slot[LEO_LINK_FROM], self->slot[LEO_LINK_TO],
                      passage_m2(self, view));
    return LEO_OK;
}

static leo_vec3 impulse(const leo_part_at *self, const leo_view *view)
{
    return leo_jet_push(((const config *)self->config)->jet, view->y[self->slot[LEO_LINK_JET]]);
}

static void outputs(leo_part_at *self, const leo_view *view)
{
    output *out = self->output;
    *out = (output){ .opening = opening(self, view), .flow_kg_s = flow(self, view) };
}

// clang-format off
static const leo_field config_fields[] = {
    { "from",     LEO_NAME_AT(config, from),           NULL,  0, 0,   NULL,    NULL, "Node on one side." },
    { "to",       LEO_NAME_AT(config, to),             NULL,  0, 0,   NULL,    NULL, "Node on the other side." },
    { "area",     LEO_REAL_AT(config, area_m2),        "m^2", 0, 1,   "0 m^2", NULL, "Passage when open; give this or `diameter`." },
    { "diameter", LEO_REAL_AT(config, diameter_m),     "m",   0, 1,   "0 m",   NULL, "Bore when open; give this or `area`." },
    { "discharge-coefficient", LEO_REAL_AT(config, discharge_coefficient), "1", 0.1, 1, "0.8", NULL, "Effective over geometric area." },
    { "jet", LEO_CHOICE_AT(config, jet), NULL, 0, 0, "none", leo_jet_words, "Where gas that leaves the craft goes, in the frame of the flight: it pushes the craft the other way; none: all around." },
    { "stroke-time", LEO_REAL_AT(config, stroke_time_s), "s", 0.01, 600, "0.1 s", NULL, "Time from shut to open." },
    { 0 }
};

static const char *const faults[] = { "none", "stuck", "leaking", "failed", NULL };

static const leo_field input_fields[] = {
    { "opening",    LEO_REAL_AT(input, opening),    "1",  0, 1, "0",    NULL,   "How far it is told to open." },
    { "fault",      LEO_CHOICE_AT(input, fault),    NULL, 0, 0, "none", faults, "stuck: stays where it is; leaking: never shuts beyond `fault-size`; failed: falls shut." },
    { "fault-size", LEO_REAL_AT(input, fault_size), "1",  0, 1, "0.01", NULL,   "Part of the passage that a leaking valve leaves open." },
    { 0 }
};

static const leo_verb verbs[] = {
    { "open",  "opening", "1", "Open it." },
    { "close", "opening", "0", "Shut it." },
    { 0 }
};

static const leo_field output_fields[] = {
    { "opening", LEO_REAL_AT(output, opening),   "1",    0,    1,   NULL, NULL, "How far it is open." },
    { "flow",    LEO_REAL_AT(output, flow_kg_s), "kg/s", -1e3, 1e3, NULL, NULL, "Flow from `from` to `to`." },
    { 0 }
};
// clang-format on

const leo_part leo_part_valve = {
    .kind = { .name = "valve",
              .summary = "Valve between two nodes of gas",
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
