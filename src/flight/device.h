/* SPDX-License-Identifier: MIT */
#ifndef LEO_FLIGHT_DEVICE_H
#define LEO_FLIGHT_DEVICE_H

/*
 * What a vehicle is built of, as far as its motion goes: bodies, engines, parachutes, landing motors. A
 * device is a row: its kind (words, config, inputs, memory, outputs) and what it adds to mass, drag and
 * thrust. One file per kind of device; all.c is the table.
 */

#include "math/vec.h"
#include "schema/field.h"

#include <leonov/types.h>

typedef struct leo_device leo_device;

/* One device of a vehicle. The blocks are laid out by device->kind and owned by the caller. */
typedef struct leo_flight_thing {
    const char *name;
    const leo_device *device;
    const void *config;
    void *input, *memory, *output;
} leo_flight_thing;

/* What a device sees of the flight at one instant. */
typedef struct leo_device_view {
    double elapsed_s;
    leo_vec3 pos_gcrf_m, vel_gcrf_m_s;
    leo_vec3 up_gcrf; // unit, normal of the ellipsoid, outward
    double mass_kg;   // of the whole vehicle; 0 while the mass is being summed
    double height_m;  // above the ground
    double sink_m_s;  // downward, relative to the ground
    double air_speed_m_s, density_kg_m3, temperature_k, pressure_pa, sound_speed_m_s, mean_free_path_m;
    double dynamic_pressure_pa;
    int landed;
    int mounted;         // 1 while the body that carries the device (or the body itself) is attached
    const double *state; // the device's own integrated states
} leo_device_view;

/* What a device adds to the motion. */
typedef struct leo_device_share {
    double mass_kg;
    double drag_area_m2;     // drag coefficient times area
    double area_m2;          // of a body: the reference area; else 0
    double drag_coefficient; // of a body
    double diameter_m;       // of a body
    double nose_radius_m;    // 0: no heating is computed
    leo_vec3 thrust_gcrf_n;
} leo_device_share;

struct leo_device {
    leo_kind kind;   // first: a device is a kind
    int state_count; // integrated states of its own
    /* Key of the LEO_NAME in config that names the body it is mounted on; NULL: it is a body. */
    const char *mount_key;

    /* Of a body only: is it still attached? */
    int (*attached)(const leo_flight_thing *self);
    /* May be NULL. Refuse settings that the rows cannot refuse one by one. */
    leo_status (*check)(const leo_flight_thing *self, leo_error *error);
    /* Its mass, as it stands. Called before the air is known. */
    double (*mass_kg)(const leo_flight_thing *self, const leo_device_view *view);
    /* May be NULL: neither drag nor thrust. Fills its share and the rates of its own states. */
    void (*share)(const leo_flight_thing *self, const leo_device_view *view, leo_device_share *share,
                  double *rate);
    /* May be NULL. Next known instant after `now_s` at which its share jumps or bends; INFINITY: none. */
    double (*next_s)(const leo_flight_thing *self, double now_s);
    /* May be NULL. Crosses zero downward where its latch flips; the step ends there. Positive: not to be
     * watched. */
    double (*switching)(const leo_flight_thing *self, const leo_device_view *view);
    /* May be NULL. After a command: look at the inputs, latch memory. */
    void (*changed)(const leo_flight_thing *self, const leo_device_view *view);
    /* May be NULL. At the end of a step; `switched`: its own `switching` crossed zero here. Returns how many
       names of events it wrote (at most 4). */
    int (*settle)(const leo_flight_thing *self, const leo_device_view *view, int switched,
                  const char **names);
    /* Fill self->output. */
    void (*outputs)(const leo_flight_thing *self, const leo_device_view *view);
};

extern const leo_device *const leo_devices[]; // NULL-terminated: every kind of device

#endif
