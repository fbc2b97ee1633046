/* SPDX-License-Identifier: MIT */
/*
 * A braking engine of constant thrust.
 *
 *     F = k F0,  dm/dt = -F / (Isp g0),  delta-v = Isp g0 ln(m0 / m1)      k thrust scale
 *     direction  cos p (cos y (-t) + sin y n) + sin p r
 *                r outward radial, n orbit normal (r x v), t = n x r along the track; p, y pitch and yaw
 * error
 *
 * Source  rocket equation. The thrust stands against the motion along the local horizontal, as in the
 *         retrofire of Vostok, Voskhod, Soyuz. Nose: the end that the thrust pushes ahead. Pitch error
 *         positive: nose up, which lands farther; yaw error positive: nose to the right of one who looks
 *         along the nose, head up.
 * Valid   no rise and tail-off of thrust; burn in vacuum. `hold: inertial` keeps the direction of ignition
 *         among the stars, as gyros do; `hold: local` turns it with the local horizontal.
 * Error   that of thrust and specific impulse. A 41 s burn turns through 2.7 deg of orbit: the difference
 *         between the two holds.
 * Axes    GCRF.
 */
#include "base/error.h"
#include "flight/device.h"
#include "world/body.h"

typedef struct config {
    const char *on;
    double mass_kg, thrust_n, specific_impulse_s, propellant_kg;
    int hold;
} config;

typedef struct input {
    int firing, fault;
    double burn_time_s, pitch_error_rad, yaw_error_rad, thrust_scale;
} input;

typedef struct memory {
    double running, ignition_s, cutoff_s, empties, thrust_n, flow_kg_s;
    leo_vec3 direction_gcrf;
} memory;

typedef struct output {
    double thrust_n, propellant_kg, delta_v_m_s, impulse_n_s, burned_s;
} output;

enum { USED_KG, DELTA_V_M_S, STATES };
enum { INERTIAL, LOCAL };

static leo_vec3 braking_direction(const input *in, const leo_device_view *view)
{
    const leo_vec3 r = leo_unit(view->pos_gcrf_m);
    const leo_vec3 n = leo_unit(leo_cross(view->pos_gcrf_m, view->vel_gcrf_m_s));
    const leo_vec3 t = leo_cross(n, r);
    const double cp = cos(in->pitch_error_rad), cy = cos(in->yaw_error_rad), sy = sin(in->yaw_error_rad);
    const leo_vec3 level = leo_add(leo_scale(-cy, t), leo_scale(sy, n));
    return leo_add(leo_scale(cp, level), leo_scale(sin(in->pitch_error_rad), r));
}

static double left_kg(const config *c, const leo_device_view *view)
{
    return fmax(c->propellant_kg - view->state[USED_KG], 0);
}

static double mass_kg(const leo_flight_thing *self, const leo_device_view *view)
{
    const config *c = self->config;
    return c->mass_kg + left_kg(c, view);
}

static void share(const leo_flight_thing *self, const leo_device_view *view, leo_device_share *share,
                  double *rate)
{
    const config *c = self->config;
    const memory *m = self->memory;
    if (!m->running || !view->mounted)
        return;
    const leo_vec3 direction = c->hold == LOCAL ? braking_direction(self->input, view) : m->direction_gcrf;
    share->thrust_gcrf_n = leo_scale(m->thrust_n, direction);
    rate[USED_KG] = m->flow_kg_s;
    rate[DELTA_V_M_S] = m->thrust_n / view->mass_kg;
}

static double next_s(const leo_flight_thing *self, double now_s)
{
    const memory *m = self->memory;
    return m->running && m->cutoff_s > now_s ? m->cutoff_s : INFINITY;
}

/* Light it, keep it running with what the inputs say now, or put it out. */
static void changed(const leo_flight_thing *self, const leo_device_view *view)
{
    const config *c = self->config;
    const input *in = self->input;
    memory *m = self->memory;
    const double left = left_kg(c, view);
    if (!in->firing || in->fault || !view->mounted || view->landed || !(left > 1e-9 * c->propellant_kg)) {
        m->running = 0;
        return;
    }
    if (!m->running) {
        m->running = 1;
        m->ignition_s = view->elapsed_s;
        m->direction_gcrf = braking_direction(in, view);
    }
    m->thrust_n = c->thrust_n * in->thrust_scale;
    m->flow_kg_s = m->thrust_n / (c->specific_impulse_s * LEO_G0_M_S2);
    const double empty_s = view->elapsed_s + left / m->flow_kg_s;
    const double timed_s = in->burn_time_s > 0 ? m->ignition_s + in->burn_time_s : INFINITY;
    m->empties = empty_s < timed_s;
    m->cutoff_s = fmin(empty_s, timed_s);
    if (m->cutoff_s <= view->elapsed_s)
        m->running = 0;
}

static int settle(const leo_flight_thing *self, const leo_device_view *view, int switched, const char **names)
{
    input *in = self->input;
    memory *m = self->memory;
    (void)switched;
    if (!m->running || view->elapsed_s < m->cutoff_s)
        return 0;
    m->running = 0;
    in->firing = 0;
    int count = 0;
    if (m->empties)
        names[count++] = "depleted";
    names[count++] = "cutoff";
    return count;
}

static void outputs(const leo_flight_thing *self, const leo_device_view *view)
{
    const config *c = self->config;
    const memory *m = self->memory;
    const double used = fmin(view->state[USED_KG], c->propellant_kg);
    const double impulse = used * c->specific_impulse_s * LEO_G0_M_S2;
    *(output *)self->output = (output){
        .thrust_n = m->running && view->mounted ? m->thrust_n : 0,
        .propellant_kg = c->propellant_kg - used,
        .delta_v_m_s = view->state[DELTA_V_M_S],
        .impulse_n_s = impulse,
        .burned_s = impulse / (c->thrust_n * ((const input *)self->input)->thrust_scale),
    };
}

static const char *const hold_words[] = { "inertial", "local", NULL };
static const char *const yes_words[] = { "no", "yes", NULL };
static const char *const fault_words[] = { "none", "failed", NULL };

// clang-format off
static const leo_field config_rows[] = {
    // key                 type and place                            unit  min   max  default     choices
    { "on",                LEO_NAME_AT(config, on),                  NULL, 0,    0,   NULL,       NULL,
      "Name of the body that carries it." },
    { "mass",              LEO_REAL_AT(config, mass_kg),             "kg", 0,    1e5, "0 kg",     NULL,
      "Dry mass, where the body's mass does not have it already." },
    { "thrust",            LEO_REAL_AT(config, thrust_n),            "N",  1e-3, 1e8, NULL,       NULL,
      "Thrust in vacuum." },
    { "specific-impulse",  LEO_REAL_AT(config, specific_impulse_s),  "s",  1,    1e4, NULL,       NULL,
      "Specific impulse in vacuum, as a time: thrust over weight flow." },
    { "propellant",        LEO_REAL_AT(config, propellant_kg),       "kg", 1e-6, 1e6, NULL,       NULL,
      "Propellant on board at the start, which adds to the mass." },
    { "hold",              LEO_CHOICE_AT(config, hold),              NULL, 0,    0,   "inertial", hold_words,
      "What the thrust direction keeps during a burn: the one of ignition among the stars, or the local horizontal." },
    { 0 }
};
static const leo_field input_rows[] = {
    { "firing",       LEO_CHOICE_AT(input, firing),        NULL,  0,    0,    "no",    yes_words,
      "Whether it burns; falls back to `no` at the end of the burn." },
    { "burn-time",    LEO_REAL_AT(input, burn_time_s),     "s",   0,    1e5,  "0 s",   NULL,
      "Cut-off so long after ignition; 0: when told, or when the propellant is gone." },
    { "pitch-error",  LEO_REAL_AT(input, pitch_error_rad), "rad", -3.2, 3.2,  "0 deg", NULL,
      "Nose above the local horizontal at ignition; up lands farther." },
    { "yaw-error",    LEO_REAL_AT(input, yaw_error_rad),   "rad", -3.2, 3.2,  "0 deg", NULL,
      "Nose to the right of the plane of the orbit at ignition." },
    { "thrust-scale", LEO_REAL_AT(input, thrust_scale),    "1",   0.01, 2,    "1",     NULL,
      "Thrust and flow over their rated values, at the same specific impulse." },
    { "fault",        LEO_CHOICE_AT(input, fault),         NULL,  0,    0,    "none",  fault_words,
      "Failed: it does not light, or goes out." },
    { 0 }
};
static const leo_field output_rows[] = {
    { "thrust",     LEO_REAL_AT(output, thrust_n),      "N",   0, 1e9,  NULL, NULL, "Thrust now." },
    { "propellant", LEO_REAL_AT(output, propellant_kg), "kg",  0, 1e6,  NULL, NULL, "Propellant left." },
    { "delta-v",    LEO_REAL_AT(output, delta_v_m_s),   "m/s", 0, 1e5,  NULL, NULL, "Velocity change it gave so far." },
    { "impulse",    LEO_REAL_AT(output, impulse_n_s),   "N s", 0, 1e12, NULL, NULL, "Thrust over time so far." },
    { "burned",     LEO_REAL_AT(output, burned_s),      "s",   0, 1e6,  NULL, NULL, "How long it has burned so far, at the present thrust." },
    { 0 }
};
static const leo_verb verbs[] = {
    { "ignite",  "firing", "yes", "Light it." },
    { "cut-off", "firing", "no",  "Put it out." },
    { 0 }
};
// clang-format on

const leo_device leo_device_engine = {
    .kind = { .events = (const char *const[]){ "cutoff", "depleted", NULL },
              .name = "engine",
              .summary = "A braking engine of constant thrust, with errors of attitude",
              .config = { config_rows, sizeof(config) },
              .input = { input_rows, sizeof(input) },
              .memory = { NULL, sizeof(memory) },
              .output = { output_rows, sizeof(output) },
              .verbs = verbs },
    .state_count = STATES,
    .mount_key = "on",
    .mass_kg = mass_kg,
    .share = share,
    .next_s = next_s,
    .changed = changed,
    .settle = settle,
    .outputs = outputs,
};
