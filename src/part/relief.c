/* SPDX-License-Identifier: MIT */

/*
 * A relief valve with two settings.
 *
 *     lift = clamp((p_from - p_to - p_set)/band, 0, 1),  flow = orifice(Cd A lift), never backwards
 *
 * Source  static law of a spring-loaded poppet: Hydraulic and pneumatic practice as in Anderson, The
 *         Analysis and Design of Pneumatic Systems, Wiley 1967, chapter 4.
 * Valid   changes slow against the poppet (tens of milliseconds).
 * Error   set pressure 2 to 5 % with the hysteresis of a real seat, which is not modelled.
 */
#include "part/link.h"

#include <math.h>

typedef struct config {
    const char *from, *to;
    double high_pa, low_pa, band_pa, diameter_m, discharge_coefficient;
} config;

typedef struct input {
    int setting, fault;
    double fault_size;
} input;

enum { HIGH, LOW };
enum { SOUND, STUCK, LEAKING, FAILED };

typedef struct output {
    double lift, flow_kg_s;
} output;

static leo_status connect(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    const config *c = self->config;
    return leo_link_connect(self, craft, "from", c->from, "to", c->to, -1, error);
}

static double lift(const leo_part_at *self, const leo_view *view)
{
    const config *c = self->config;
    const input *in = self->input;
    const double over = view->gas[self->slot[LEO_LINK_FROM]].pressure_pa -
                        view->gas[self->slot[LEO_LINK_TO]].pressure_pa -
                        (in->setting == HIGH ? c->high_pa : c->low_pa);
    const double lifted = fmax(0, fmin(1, over / c->band_pa));
    if (in->fault == STUCK)
        return 0;
    return in->fault == FAILED ? 1 : in->fault == LEAKING ? fmax(lifted, in->fault_size) : lifted;
}

static double flow(const leo_part_at *self, const leo_view *view)
{
    const config *c = self->config;
    if (leo_link_broken(self))
        return 0;
    const double area = c->discharge_coefficient * leo_bore_m2(c->diameter_m) * lift(self, view);
    return fmax(0, leo_orifice_flow(area, &view->gas[self->slot[LEO_LINK_FROM]],
                                    &view->gas[self->slot[LEO_LINK_TO]]));
}

static leo_status rates(const void *context, const leo_view *view, double *rate, leo_error *error)
{
    const leo_part_at *self = context;
    (void)error;
    leo_share_mixture(self->network, view, rate, self->slot[LEO_LINK_FROM], self->slot[LEO_LINK_TO],
                      flow(self, view));
    return LEO_OK;
}

static void outputs(leo_part_at *self, const leo_view *view)
{
    output *out = self->output;
    *out = (output){ lift(self, view), flow(self, view) };
}

// clang-format off
static const char *const settings[] = { "high", "low", NULL };
static const char *const faults[] = { "none", "stuck", "leaking", "failed", NULL };

static const leo_field config_fields[] = {
    { "from",     LEO_NAME_AT(config, from),       NULL, 0,    0,   NULL,     NULL, "Node that it relieves." },
    { "to",       LEO_NAME_AT(config, to),         NULL, 0,    0,   NULL,     NULL, "Node that it vents to." },
    { "high",     LEO_REAL_AT(config, high_pa),    "Pa", 0,    1e7, NULL,     NULL, "Set pressure above the downstream node, setting high." },
    { "low",      LEO_REAL_AT(config, low_pa),     "Pa", 0,    1e7, "0 Pa",   NULL, "Set pressure above the downstream node, setting low." },
    { "band",     LEO_REAL_AT(config, band_pa),    "Pa", 1,    1e6, "2 kPa",  NULL, "Further pressure that opens it fully." },
    { "diameter", LEO_REAL_AT(config, diameter_m), "m",  1e-4, 0.5, "10 mm",  NULL, "Bore when fully open." },
    { "discharge-coefficient", LEO_REAL_AT(config, discharge_coefficient), "1", 0.1, 1, "0.7", NULL, "Effective over geometric area." },
    { 0 }
};

static const leo_field input_fields[] = {
    { "setting",    LEO_CHOICE_AT(input, setting),  NULL, 0, 0, "high", settings, "Which of the two set pressures holds." },
    { "fault",      LEO_CHOICE_AT(input, fault),    NULL, 0, 0, "none", faults,   "stuck: stays shut; leaking: never shuts beyond `fault-size`; failed: fully open." },
    { "fault-size", LEO_REAL_AT(input, fault_size), "1",  0, 1, "0.01", NULL,     "Lift that a leaking valve keeps." },
    { 0 }
};

static const leo_verb verbs[] = {
    { "high", "setting", "high", "Take the higher set pressure." },
    { "low",  "setting", "low",  "Take the lower set pressure." },
    { 0 }
};

static const leo_field output_fields[] = {
    { "lift", LEO_REAL_AT(output, lift),      "1",    0, 1,   NULL, NULL, "How far it is open." },
    { "flow", LEO_REAL_AT(output, flow_kg_s), "kg/s", 0, 1e3, NULL, NULL, "Flow that it vents." },
    { 0 }
};
// clang-format on

const leo_part leo_part_relief = {
    .kind = { .name = "relief",
              .summary = "Relief valve with two settings",
              .config = { config_fields, sizeof(config) },
              .input = { input_fields, sizeof(input) },
              .output = { output_fields, sizeof(output) },
              .verbs = verbs },
    .connect = connect,
    .rates = rates,
    .outputs = outputs,
};
