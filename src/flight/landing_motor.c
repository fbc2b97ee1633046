/* SPDX-License-Identifier: MIT */
/*
 * A soft-landing motor: constant upward thrust for a short time, lit by a probe that touches the ground.
 *
 *     thrust F along the local vertical from the instant when the height above the ground passes the trigger
 * height on the way down, for the burn time
 *
 * Source  principle of the probe-fired powder motors of Voskhod and Soyuz.
 * Valid   hanging below a canopy, so that up is along the lines; the little mass of the charge is kept.
 * Error   real charges rise and fall within tens of milliseconds; impulse 5 %, trigger height 0.3 m.
 */
#include "base/error.h"
#include "flight/device.h"

typedef struct config {
    const char *on;
    double mass_kg, thrust_n, burn_time_s, trigger_height_m;
} config;

typedef struct input {
    int armed, fault;
} input;

typedef struct memory {
    double fired, burning, cutoff_s;
} memory;

typedef struct output {
    double thrust_n, fired;
} output;

static double mass_kg(const leo_flight_thing *self, const leo_device_view *view)
{
    (void)view;
    return ((const config *)self->config)->mass_kg;
}

static void share(const leo_flight_thing *self, const leo_device_view *view, leo_device_share *share,
                  double *rate)
{
    const memory *m = self->memory;
    (void)rate;
    if (m->burning && view->mounted)
        share->thrust_gcrf_n = leo_scale(((const config *)self->config)->thrust_n, view->up_gcrf);
}

static double next_s(const leo_flight_thing *self, double now_s)
{
    const memory *m = self->memory;
    return m->burning && m->cutoff_s > now_s ? m->cutoff_s : INFINITY;
}

static int waits(const leo_flight_thing *self, const leo_device_view *view)
{
    const input *in = self->input;
    return in->armed && !in->fault && view->mounted && !((const memory *)self->memory)->fired &&
           !view->landed;
}

static double switching(const leo_flight_thing *self, const leo_device_view *view)
{
    return waits(self, view) ? view->height_m - ((const config *)self->config)->trigger_height_m : 1;
}

static void light(const leo_flight_thing *self, const leo_device_view *view)
{
    *(memory *)self->memory = (memory){ 1, 1, view->elapsed_s + ((const config *)self->config)->burn_time_s };
}

/* Armed below the trigger height: the probe touches at once. */
static void changed(const leo_flight_thing *self, const leo_device_view *view)
{
    if (waits(self, view) && switching(self, view) < 0)
        light(self, view);
}

static int settle(const leo_flight_thing *self, const leo_device_view *view, int switched, const char **names)
{
    memory *m = self->memory;
    if (switched && waits(self, view)) {
        light(self, view);
        names[0] = "fire";
        return 1;
    }
    if (m->burning && (view->elapsed_s >= m->cutoff_s || view->landed)) {
        m->burning = 0;
        names[0] = "burnout";
        return 1;
    }
    return 0;
}

static void outputs(const leo_flight_thing *self, const leo_device_view *view)
{
    const memory *m = self->memory;
    const int burns = m->burning && view->mounted && !view->landed;
    *(output *)self->output = (output){ burns ? ((const config *)self->config)->thrust_n : 0, m->fired };
}

static const char *const yes_words[] = { "no", "yes", NULL };
static const char *const fault_words[] = { "none", "failed", NULL };

// clang-format off
static const leo_field config_rows[] = {
    // key             type and place                          unit  min   max  default choices
    { "on",             LEO_NAME_AT(config, on),               NULL, 0,    0,   NULL,   NULL, "Name of the body that carries it." },
    { "mass",           LEO_REAL_AT(config, mass_kg),          "kg", 0,    1e4, "0 kg", NULL, "Its mass, where the body's mass does not have it already." },
    { "thrust",         LEO_REAL_AT(config, thrust_n),         "N",  1,    1e7, NULL,   NULL, "Upward thrust of all its charges." },
    { "burn-time",      LEO_REAL_AT(config, burn_time_s),      "s",  1e-3, 100, NULL,   NULL, "How long they burn." },
    { "trigger-height", LEO_REAL_AT(config, trigger_height_m), "m",  0.01, 1e3, NULL,   NULL, "Length of the probe: height above the ground at which they are lit." },
    { 0 }
};
static const leo_field input_rows[] = {
    { "armed", LEO_CHOICE_AT(input, armed), NULL, 0, 0, "no",   yes_words,   "Whether the probe is out." },
    { "fault", LEO_CHOICE_AT(input, fault), NULL, 0, 0, "none", fault_words, "Failed: it does not light." },
    { 0 }
};
static const leo_field output_rows[] = {
    { "thrust", LEO_REAL_AT(output, thrust_n), "N", 0, 1e7, NULL, NULL, "Thrust now." },
    { "fired",  LEO_REAL_AT(output, fired),    "1", 0, 1,   NULL, NULL, "1 once it was lit." },
    { 0 }
};
static const leo_verb verbs[] = {
    { "arm", "armed", "yes", "Put the probe out." },
    { 0 }
};
// clang-format on

const leo_device leo_device_landing_motor = {
    .kind = { .events = (const char *const[]){ "fire", "burnout", NULL },
              .name = "landing-motor",
              .summary = "A soft-landing motor lit by a probe",
              .config = { config_rows, sizeof(config) },
              .input = { input_rows, sizeof(input) },
              .memory = { NULL, sizeof(memory) },
              .output = { output_rows, sizeof(output) },
              .verbs = verbs },
    .mount_key = "on",
    .mass_kg = mass_kg,
    .share = share,
    .next_s = next_s,
    .switching = switching,
    .changed = changed,
    .settle = settle,
    .outputs = outputs,
};
