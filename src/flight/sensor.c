/* SPDX-License-Identifier: MIT */

/*
 * A sensor of the attitude control: it works or it does not. What hangs on it (an automatic retrofire) asks
 * its channel: `if: sun-sensor.ready > 0.5`.
 *
 * Source  the logic of the Vostok and Voskhod automatic orientation: without the Sun signal the programme
 *         does not start the braking engine.
 * Valid   as a yes or no; pointing itself is an input of the engine, not computed here.
 * Error   none: it is a switch. A Sun sensor also needs the Sun: `needs-sunlight`.
 */
#include "flight/device.h"

#include <stddef.h>

typedef struct config {
    const char *on;
    double mass_kg;
} config;

typedef struct input {
    int power, fault;
} input;

typedef struct output {
    double ready, mass_kg;
} output;

static double mass_kg(const leo_flight_thing *self, const leo_device_view *view)
{
    (void)view;
    return ((const config *)self->config)->mass_kg;
}

static void outputs(const leo_flight_thing *self, const leo_device_view *view)
{
    const input *in = self->input;
    output *out = self->output;
    out->ready = in->power && !in->fault && view->mounted ? 1 : 0;
    out->mass_kg = view->mounted ? mass_kg(self, view) : 0;
}

static const char *const switch_words[] = { "off", "on", NULL };
static const char *const fault_words[] = { "none", "failed", NULL };

// clang-format off
static const leo_field config_rows[] = {
    // key    type and place                     unit  min max  default choices
    { "on",   LEO_NAME_AT(config, on),           NULL, 0,  0,   NULL,   NULL, "Name of the body that carries it." },
    { "mass", LEO_REAL_AT(config, mass_kg),      "kg", 0,  1e3, "0 kg", NULL, "Its mass." },
    { 0 }
};
static const leo_field input_rows[] = {
    { "power", LEO_CHOICE_AT(input, power), NULL, 0, 0, "on",   switch_words, "Off: it says nothing." },
    { "fault", LEO_CHOICE_AT(input, fault), NULL, 0, 0, "none", fault_words,  "Failed: it says nothing, whatever it is told." },
    { 0 }
};
static const leo_field output_rows[] = {
    { "ready", LEO_REAL_AT(output, ready),   "1",  0, 1,   NULL, NULL, "1 when its signal can be used, else 0." },
    { "mass",  LEO_REAL_AT(output, mass_kg), "kg", 0, 1e3, NULL, NULL, "Its mass while it is attached." },
    { 0 }
};
static const leo_verb verbs[] = {
    { "on",  "power", "on",  "Switch it on." },
    { "off", "power", "off", "Switch it off." },
    { 0 }
};
// clang-format on

const leo_device leo_device_sensor = {
    .kind = { .name = "sensor",
              .summary = "A sensor that automatic sequences ask for",
              .config = { config_rows, sizeof(config) },
              .input = { input_rows, sizeof(input) },
              .output = { output_rows, sizeof(output) },
              .verbs = verbs },
    .mount_key = "on",
    .mass_kg = mass_kg,
    .outputs = outputs,
};
