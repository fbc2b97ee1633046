/* SPDX-License-Identifier: MIT */
/*
 * A parachute that fills in a given time.
 *
 *     drag area = C A min(1, (t / t_f)^j)         t since deployment
 *     load F = q C A(t)
 *
 * Source  Knacke: Parachute Recovery Systems Design Manual, NWC TP 6575, 1992, chapter 5 (growth of drag
 *         area, j 1 to 2 for solid canopies, up to 6 for ribbons).
 * Valid   finite-mass inflation follows from the motion itself; no added mass, no swinging, no riser stretch.
 *         The load is that on the canopy in steady drag; the opening shock of a real canopy is higher by up
 *         to 1.8.
 * Error   drag coefficient 5 - 10 %, so rate of descent 3 - 5 %; peak load 30 %.
 */
#include "base/error.h"
#include "flight/device.h"

typedef struct config {
    const char *on;
    double mass_kg, area_m2, drag_coefficient, opening_time_s, exponent;
} config;

typedef struct input {
    int deployed, released, fault;
} input;

typedef struct memory {
    double out, deployed_s, open;
} memory;

typedef struct output {
    double drag_area_m2, load_n, opening;
} output;

static double mass_kg(const leo_flight_thing *self, const leo_device_view *view)
{
    (void)view;
    return ((const input *)self->input)->released ? 0 : ((const config *)self->config)->mass_kg;
}

static double opening(const config *c, const memory *m, const leo_device_view *view)
{
    if (!m->out || !view->mounted)
        return 0;
    const double since = view->elapsed_s - m->deployed_s;
    if (m->open || since >= c->opening_time_s)
        return 1;
    return since > 0 ? pow(since / c->opening_time_s, c->exponent) : 0;
}

static void share(const leo_flight_thing *self, const leo_device_view *view, leo_device_share *share,
                  double *rate)
{
    const config *c = self->config;
    (void)rate;
    share->drag_area_m2 = c->drag_coefficient * c->area_m2 * opening(c, self->memory, view);
}

static double next_s(const leo_flight_thing *self, double now_s)
{
    const memory *m = self->memory;
    const double full_s = m->deployed_s + ((const config *)self->config)->opening_time_s;
    return m->out && !m->open && full_s > now_s ? full_s : INFINITY;
}

static void changed(const leo_flight_thing *self, const leo_device_view *view)
{
    const input *in = self->input;
    memory *m = self->memory;
    if (!in->deployed || in->released || in->fault) {
        m->out = 0;
        return;
    }
    if (!m->out)
        *m = (memory){ .out = 1, .deployed_s = view->elapsed_s };
}

static int settle(const leo_flight_thing *self, const leo_device_view *view, int switched, const char **names)
{
    const config *c = self->config;
    memory *m = self->memory;
    (void)switched;
    if (!m->out || m->open || view->elapsed_s < m->deployed_s + c->opening_time_s)
        return 0;
    m->open = 1;
    names[0] = "open";
    return 1;
}

static void outputs(const leo_flight_thing *self, const leo_device_view *view)
{
    const config *c = self->config;
    const double part = opening(c, self->memory, view), area = c->drag_coefficient * c->area_m2 * part;
    *(output *)self->output = (output){ area, view->landed ? 0 : area * view->dynamic_pressure_pa, part };
}

static const char *const yes_words[] = { "no", "yes", NULL };
static const char *const fault_words[] = { "none", "failed", NULL };

// clang-format off
static const leo_field config_rows[] = {
    // key               type and place                          unit   min   max  default  choices
    { "on",               LEO_NAME_AT(config, on),               NULL,  0,    0,   NULL,    NULL, "Name of the body that carries it." },
    { "mass",             LEO_REAL_AT(config, mass_kg),          "kg",  0,    1e5, "0 kg",  NULL, "Its mass, where the body's mass does not have it already; gone when released." },
    { "area",             LEO_REAL_AT(config, area_m2),          "m^2", 1e-3, 1e5, NULL,    NULL, "Nominal area of the canopy, or of all canopies of the set." },
    { "drag-coefficient", LEO_REAL_AT(config, drag_coefficient), "1",   0.05, 3,   NULL,    NULL, "By the nominal area, as it descends." },
    { "opening-time",     LEO_REAL_AT(config, opening_time_s),   "s",   0,    1e3, NULL,    NULL, "From deployment to the full canopy." },
    { "exponent",         LEO_REAL_AT(config, exponent),         "1",   1,    8,   "2",     NULL, "How the drag area grows: with this power of time." },
    { 0 }
};
static const leo_field input_rows[] = {
    { "deployed", LEO_CHOICE_AT(input, deployed), NULL, 0, 0, "no",   yes_words,   "Whether it is out; it opens from this instant." },
    { "released", LEO_CHOICE_AT(input, released), NULL, 0, 0, "no",   yes_words,   "Whether it was cut away." },
    { "fault",    LEO_CHOICE_AT(input, fault),    NULL, 0, 0, "none", fault_words, "Failed: torn, or not out of its container; no drag." },
    { 0 }
};
static const leo_field output_rows[] = {
    { "drag-area", LEO_REAL_AT(output, drag_area_m2), "m^2", 0, 1e6, NULL, NULL, "Drag coefficient times area, as far as it is open." },
    { "load",      LEO_REAL_AT(output, load_n),       "N",   0, 1e9, NULL, NULL, "Drag force of the canopy." },
    { "opening",   LEO_REAL_AT(output, opening),      "1",   0, 1,   NULL, NULL, "Drag area over that of the full canopy." },
    { 0 }
};
static const leo_verb verbs[] = {
    { "deploy",  "deployed", "yes", "Let it out." },
    { "release", "released", "yes", "Cut it away." },
    { 0 }
};
// clang-format on

const leo_device leo_device_parachute = {
    .kind = { .events = (const char *const[]){ "open", NULL },
              .name = "parachute",
              .summary = "A parachute, or a set that opens together",
              .config = { config_rows, sizeof(config) },
              .input = { input_rows, sizeof(input) },
              .memory = { NULL, sizeof(memory) },
              .output = { output_rows, sizeof(output) },
              .verbs = verbs },
    .mount_key = "on",
    .mass_kg = mass_kg,
    .share = share,
    .next_s = next_s,
    .changed = changed,
    .settle = settle,
    .outputs = outputs,
};
