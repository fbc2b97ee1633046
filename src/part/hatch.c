/* SPDX-License-Identifier: MIT */

/*
 * A hatch that opens inward, towards `from`, and its seal.
 *
 *     open   orifice(Cd pi d^2/4 open(s))
 *     shut   seal leak A = k (A_tight + (A_leak - A_tight)(1 - S((p_from - p_to - p_s)/b)))     S  smooth step
 *     opens  only while |p_from - p_to| <= limit: the force on the lid is that times its area
 *
 * Source  statics: 0.7 kPa on 0.65 m is 230 N, what a man can pull; a lid that is pressed on its seal
 *         by the pressure inside is ordinary practice (NASA/SP-2010-3407, Human Integration Design
 *         Handbook, chapter 8); that the seal of Voskhod 2 tightened as the cabin pressure rose is
 *         told by A. Leonov, Air and Space, January 2005.
 *         What was beyond it when that was cast off is the outside from then on.
 * Valid   flow through the open hatch as through an orifice; both gases mix by flow alone once
 *         pressures are equal, besides the exchange of `mixing`.
 * Error   seal areas are estimates for every craft.
 */
#include "part/hatch.h"

#include "base/error.h"
#include "part/link.h"

#include <math.h>

typedef struct config {
    const char *from, *to;
    double diameter_m, discharge_coefficient, stroke_time_s, open_limit_pa;
    double leak_area_m2, tight_area_m2, seal_pressure_pa, seal_band_pa, mixing_m3_s;
} config;

typedef struct input {
    double opening, seal;
    int fault;
    double fault_size_m2;
} input;

enum { SOUND, STUCK, LEAKING, FAILED };

typedef struct memory {
    int open; // wide enough to pass
} memory;

typedef struct output {
    double opening, flow_kg_s, pressure_difference_pa, leak_area_m2;
} output;

/* Wide enough to pass, and shut. */
static const double WIDE = 0.9, SHUT = 0.01;

int leo_part_is_hatch(const leo_part_at *part)
{
    return part && part->part == &leo_part_hatch;
}

int leo_hatch_joins(const leo_part_at *hatch, int a, int b)
{
    if (!leo_part_is_hatch(hatch) || leo_link_broken(hatch) || !((const memory *)hatch->memory)->open)
        return 0;
    const int from = hatch->slot[LEO_LINK_FROM], to = hatch->slot[LEO_LINK_TO];
    return (a == from && b == to) || (a == to && b == from);
}

static leo_status build(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    const input *in = self->input;
    ((memory *)self->memory)->open = in->opening > WIDE;
    self->slot[LEO_LINK_STATE] =
        leo_network_add_state(craft->network, self->name, in->opening, 1e-5, NULL, error);
    return self->slot[LEO_LINK_STATE] < 0 ? LEO_NO_MEMORY : LEO_OK;
}

static leo_status connect(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    const config *c = self->config;
    return leo_link_connect(self, craft, "from", c->from, "to", c->to, self->slot[LEO_LINK_STATE], error);
}

static double difference_pa(const leo_part_at *self, const leo_view *view)
{
    return view->gas[leo_link_end(self, LEO_LINK_FROM)].pressure_pa -
           view->gas[leo_link_end(self, LEO_LINK_TO)].pressure_pa;
}

static double leak_area_m2(const leo_part_at *self, const leo_view *view)
{
    const config *c = self->config;
    const input *in = self->input;
    const double squeezed =
        leo_smooth_step((difference_pa(self, view) - c->seal_pressure_pa) / c->seal_band_pa);
    const double area = c->tight_area_m2 + (c->leak_area_m2 - c->tight_area_m2) * (1 - squeezed);
    return in->seal * area + (in->fault == LEAKING ? in->fault_size_m2 : 0);
}

static double passage_m2(const leo_part_at *self, const leo_view *view)
{
    const config *c = self->config;
    const double open = leo_stroke_open(view->y[self->slot[LEO_LINK_STATE]]);
    return c->discharge_coefficient * leo_bore_m2(c->diameter_m) * open +
           0.6 * leak_area_m2(self, view) * (1 - open);
}

static double flow(const leo_part_at *self, const leo_view *view)
{
    return leo_orifice_flow(passage_m2(self, view), &view->gas[leo_link_end(self, LEO_LINK_FROM)],
                            &view->gas[leo_link_end(self, LEO_LINK_TO)]);
}

static leo_status rates(const void *context, const leo_view *view, double *rate, leo_error *error)
{
    const leo_part_at *self = context;
    const config *c = self->config;
    const input *in = self->input;
    (void)error;
    const int state = self->slot[LEO_LINK_STATE];
    const int a = leo_link_end(self, LEO_LINK_FROM), b = leo_link_end(self, LEO_LINK_TO);
    if (in->fault != STUCK)
        rate[state] +=
            leo_stroke_rate(view->y[state], in->fault == FAILED ? 0 : in->opening, c->stroke_time_s);
    if (a == b)
        return LEO_OK;
    leo_share_orifice(self->network, view, rate, a, b, passage_m2(self, view));
    const double exchange = c->mixing_m3_s * leo_stroke_open(view->y[state]);
    if (exchange > 0 && b != leo_network_outside(self->network) && a != leo_network_outside(self->network)) {
        leo_share_mixture(self->network, view, rate, a, b, exchange * view->gas[a].density_kg_m3);
        leo_share_mixture(self->network, view, rate, b, a, exchange * view->gas[b].density_kg_m3);
    }
    return LEO_OK;
}

static void outputs(leo_part_at *self, const leo_view *view)
{
    output *out = self->output;
    *out = (output){ leo_stroke_open(view->y[self->slot[LEO_LINK_STATE]]), flow(self, view),
                     difference_pa(self, view), leak_area_m2(self, view) };
}

static leo_status changed(leo_part_at *self, const leo_view *view, leo_error *error)
{
    const config *c = self->config;
    const input *in = self->input;
    const double difference = difference_pa(self, view);
    if (in->opening > SHUT && view->y[self->slot[LEO_LINK_STATE]] < SHUT &&
        fabs(difference) > c->open_limit_pa)
        return leo_fail(error, LEO_BAD_INPUT, self->name,
                        "%.3g kPa across the hatch press %.3g kN on it: it opens below %.3g kPa",
                        difference / 1000, fabs(difference) * leo_bore_m2(c->diameter_m) / 1000,
                        c->open_limit_pa / 1000);
    return LEO_OK;
}

static double switching(const leo_part_at *self, const leo_view *view)
{
    const double stroke = view->y[self->slot[LEO_LINK_STATE]];
    return ((const memory *)self->memory)->open ? stroke - SHUT : stroke - WIDE;
}

static int settle(leo_part_at *self, const leo_view *view, leo_notice *notices, int room)
{
    memory *m = self->memory;
    const double stroke = view->y[self->slot[LEO_LINK_STATE]];
    const int open = m->open ? stroke > SHUT : stroke >= WIDE;
    if (open == m->open || room < 1)
        return 0;
    m->open = open;
    notices[0] = (leo_notice){ self, open ? "opened" : "shut" };
    return 1;
}

// clang-format off
static const leo_field config_fields[] = {
    { "from",     LEO_NAME_AT(config, from),       NULL, 0,   0, NULL, NULL, "Node that the lid opens into; pressure there squeezes the seal." },
    { "to",       LEO_NAME_AT(config, to),         NULL, 0,   0, NULL, NULL, "Node on the other side." },
    { "diameter", LEO_REAL_AT(config, diameter_m), "m",  0.1, 3, NULL, NULL, "Clear diameter." },
    { "discharge-coefficient", LEO_REAL_AT(config, discharge_coefficient), "1", 0.1, 1, "0.7", NULL, "Effective over geometric area when open." },
    { "stroke-time",   LEO_REAL_AT(config, stroke_time_s),    "s",     0.1, 600,  "3 s",       NULL, "Time from shut to open." },
    { "open-limit",    LEO_REAL_AT(config, open_limit_pa),    "Pa",    0,   1e5,  "0.7 kPa",   NULL, "Largest pressure difference that it can be opened against." },
    { "leak-area",     LEO_REAL_AT(config, leak_area_m2),     "m^2",   0,   1e-2, "0 m^2",     NULL, "Leak of the seal while it is not squeezed." },
    { "tight-area",    LEO_REAL_AT(config, tight_area_m2),    "m^2",   0,   1e-2, "0 m^2",     NULL, "Leak of the seal squeezed tight." },
    { "seal-pressure", LEO_REAL_AT(config, seal_pressure_pa), "Pa",    0,   1e6,  "100 kPa",   NULL, "Pressure difference above which the seal begins to tighten." },
    { "seal-band",     LEO_REAL_AT(config, seal_band_pa),     "Pa",    1,   1e6,  "10 kPa",    NULL, "Further pressure difference that squeezes it tight." },
    { "mixing",        LEO_REAL_AT(config, mixing_m3_s),      "m^3/s", 0,   10,   "0.02 m^3/s", NULL, "Air that moves to and fro through the open hatch." },
    { 0 }
};

static const char *const faults[] = { "none", "stuck", "leaking", "failed", NULL };

static const leo_field input_fields[] = {
    { "opening",    LEO_REAL_AT(input, opening),       "1",   0, 1,    "0",        NULL,   "How far it is told to open." },
    { "seal",       LEO_REAL_AT(input, seal),          "1",   0, 1e6,  "1",        NULL,   "Factor on the leak of the seal, for damage or distortion." },
    { "fault",      LEO_CHOICE_AT(input, fault),       NULL,  0, 0,    "none",     faults, "stuck: the lid stays where it is; leaking: a further hole in the seal; failed: falls shut." },
    { "fault-size", LEO_REAL_AT(input, fault_size_m2), "m^2", 0, 1e-2, "1e-6 m^2", NULL,   "Area of that hole." },
    { 0 }
};

static const leo_field memory_fields[] = {
    { "open", LEO_COUNT_AT(memory, open), NULL, 0, 1, "0", NULL, "Whether it is open wide enough to pass." },
    { 0 }
};

static const leo_verb verbs[] = {
    { "open",  "opening", "1", "Open it; refused against a pressure difference." },
    { "close", "opening", "0", "Shut it." },
    { 0 }
};

static const leo_field output_fields[] = {
    { "opening",   LEO_REAL_AT(output, opening),      "1",    0,    1,   NULL, NULL, "How far it is open." },
    { "flow",      LEO_REAL_AT(output, flow_kg_s),    "kg/s", -1e4, 1e4, NULL, NULL, "Flow from `from` to `to`." },
    { "pressure-difference", LEO_REAL_AT(output, pressure_difference_pa), "Pa", -1e7, 1e7, NULL, NULL, "Pressure in `from` above that in `to`." },
    { "leak-area", LEO_REAL_AT(output, leak_area_m2), "m^2",  0,    1,   NULL, NULL, "Leak of the seal at this pressure difference." },
    { 0 }
};
// clang-format on

const leo_part leo_part_hatch = {
    .kind = { .events = (const char *const[]){ "opened", "shut", NULL },
              .name = "hatch",
              .summary = "Hatch between two nodes of gas, with its seal",
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
