/* SPDX-License-Identifier: MIT */
/*
 * A body: what has mass, meets the air and may be left behind.
 *
 *     constant   drag area = drag coefficient times area
 *     sphere     drag area = C(M, Kn, Re) pi d^2 / 4, see flight/sphere.c
 *
 * Source  definition; the sphere as in its own card.
 * Valid   attached bodies add their masses and drag areas: none shades another, so give only the area that
 *         meets the air to each. Attitude is not known here.
 * Error   that of the drag coefficient; constant: 2.2 is good to about 10 % in orbit, for bodies that tumble.
 */
#include "base/error.h"
#include "flight/device.h"
#include "flight/sphere.h"

typedef struct config {
    double mass_kg;
    int drag;
    double area_m2, diameter_m, drag_coefficient, nose_radius_m, supercritical_drag;
} config;

typedef struct input {
    int attached;
} input;

typedef struct output {
    double attached, mass_kg, drag_area_m2;
} output;

enum { CONSTANT, SPHERE };

static leo_status check(const leo_flight_thing *self, leo_error *error)
{
    const config *c = self->config;
    if (c->area_m2 > 0 && c->diameter_m > 0)
        return leo_fail(error, LEO_BAD_INPUT, self->name, "give `area` or `diameter`, not both");
    if (c->drag == SPHERE && !(c->diameter_m > 0))
        return leo_fail(error, LEO_BAD_INPUT, self->name, "`drag: sphere` needs a `diameter`");
    return LEO_OK;
}

static int attached(const leo_flight_thing *self)
{
    return ((const input *)self->input)->attached;
}

static double mass_kg(const leo_flight_thing *self, const leo_device_view *view)
{
    (void)view;
    return ((const config *)self->config)->mass_kg;
}

static double coefficient(const config *c, const leo_device_view *view)
{
    if (c->drag != SPHERE)
        return c->drag_coefficient;
    const double thermal = view->density_kg_m3 > 0 ? 2 * view->pressure_pa / view->density_kg_m3 : 0;
    const double speed = view->air_speed_m_s, temperature = view->temperature_k;
    const leo_sphere_flow flow = {
        .mach = view->sound_speed_m_s > 0 ? speed / view->sound_speed_m_s : 0,
        .knudsen = view->mean_free_path_m / c->diameter_m,
        .reynolds = leo_reynolds(view->density_kg_m3, speed, c->diameter_m, temperature),
        .speed_ratio = thermal > 0 ? speed / sqrt(thermal) : 8,
        .temperature_k = temperature,
    };
    return leo_sphere_drag(&flow, c->supercritical_drag);
}

static void share(const leo_flight_thing *self, const leo_device_view *view, leo_device_share *share,
                  double *rate)
{
    const config *c = self->config;
    (void)rate;
    share->diameter_m = c->diameter_m > 0 ? c->diameter_m : sqrt(c->area_m2 / 0.78539816339744831);
    share->area_m2 = c->area_m2 > 0 ? c->area_m2 : 0.78539816339744831 * c->diameter_m * c->diameter_m;
    share->drag_coefficient = share->area_m2 > 0 ? coefficient(c, view) : 0;
    share->drag_area_m2 = share->drag_coefficient * share->area_m2;
    share->nose_radius_m = c->nose_radius_m;
}

static void outputs(const leo_flight_thing *self, const leo_device_view *view)
{
    output *out = self->output;
    leo_device_share own = { 0 };
    *out = (output){ 0 };
    if (!view->mounted)
        return;
    share(self, view, &own, NULL);
    *out = (output){ 1, mass_kg(self, view), own.drag_area_m2 };
}

static const char *const drag_words[] = { "constant", "sphere", NULL };
static const char *const attached_words[] = { "no", "yes", NULL };

// clang-format off
static const leo_field config_rows[] = {
    // key                 type and place                            unit   min max    default     choices
    { "mass",               LEO_REAL_AT(config, mass_kg),            "kg",  0,  1e6,   NULL,       NULL,
      "Its mass, without the devices mounted on it that have a mass of their own." },
    { "drag",               LEO_CHOICE_AT(config, drag),             NULL,  0,  0,     "constant", drag_words,
      "How its drag is found: a constant coefficient, or a sphere by Mach, Knudsen and Reynolds number." },
    { "area",               LEO_REAL_AT(config, area_m2),            "m^2", 0,  1e5,   "0 m^2",    NULL,
      "Area that meets the air; 0 with no diameter: it meets none." },
    { "diameter",           LEO_REAL_AT(config, diameter_m),         "m",   0,  1e3,   "0 m",      NULL,
      "Diameter, instead of the area." },
    { "drag-coefficient",   LEO_REAL_AT(config, drag_coefficient),   "1",   0,  10,    "2.2",      NULL,
      "Of `drag: constant`: drag force over dynamic pressure and area." },
    { "nose-radius",        LEO_REAL_AT(config, nose_radius_m),      "m",   0,  100,   "0 m",      NULL,
      "Radius of its front, for the heat flux; 0: no heat flux is computed." },
    { "supercritical-drag", LEO_REAL_AT(config, supercritical_drag), "1",   0.1, 0.6,  "0.42",     NULL,
      "Of `drag: sphere`: coefficient at low Mach beyond the critical Reynolds number; 0.2 smooth, 0.42 charred." },
    { 0 }
};
static const leo_field input_rows[] = {
    { "attached", LEO_CHOICE_AT(input, attached), NULL, 0, 0, "yes", attached_words,
      "Whether it still belongs to the vehicle, with all that is mounted on it." },
    { 0 }
};
static const leo_field output_rows[] = {
    { "attached",  LEO_REAL_AT(output, attached),     "1",   0, 1,   NULL, NULL, "1 while it belongs to the vehicle." },
    { "mass",      LEO_REAL_AT(output, mass_kg),      "kg",  0, 1e6, NULL, NULL, "Its mass while attached, else 0." },
    { "drag-area", LEO_REAL_AT(output, drag_area_m2), "m^2", 0, 1e6, NULL, NULL, "Drag coefficient times area." },
    { 0 }
};
static const leo_verb verbs[] = {
    { "separate", "attached", "no", "Leave it behind, with all that is mounted on it." },
    { 0 }
};
// clang-format on

const leo_device leo_device_body = {
    .kind = { .name = "body",
              .summary = "A body: mass, drag, heat on its nose; may be left behind",
              .config = { config_rows, sizeof(config) },
              .input = { input_rows, sizeof(input) },
              .output = { output_rows, sizeof(output) },
              .verbs = verbs },
    .attached = attached,
    .check = check,
    .mass_kg = mass_kg,
    .share = share,
    .outputs = outputs,
};
