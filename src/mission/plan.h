/* SPDX-License-Identifier: MIT */
#ifndef LEO_MISSION_PLAN_H
#define LEO_MISSION_PLAN_H

/*
 * The plan: a mission as read from its files, checked, in SI, immutable. The public functions on it stand in
 * leonov/leonov.h; this header shows its insides to the run, the record and the tests.
 */

#include "base/memory.h"
#include "crew/person.h"
#include "flight/device.h"
#include "flight/flight.h"
#include "force/force.h"
#include "part/part.h"
#include "world/air.h"
#include "world/data.h"
#include <leonov/leonov.h>

typedef enum leo_wing { LEO_WING_CABIN /* parts and persons */, LEO_WING_FLIGHT /* devices */ } leo_wing;

/* Something with a name: a part, a person or a device. */
typedef struct leo_thing {
    const char *name, *place;
    leo_wing wing;
    const leo_kind *kind; // also the leo_part or the leo_device, whose first member it is
    void *config;         // of kind->config.size bytes
    void *input;          // initial inputs, kind->input.size bytes
    size_t first_channel; // its outputs are channels first_channel .. in the order of kind->output
} leo_thing;

/* Where a channel is read from. */
typedef struct leo_channel_row {
    leo_channel shown;
    int thing;              // index of the thing, or -1: a member of leo_motion
    const leo_field *field; // into the output block, or a row of leo_motion_fields
} leo_channel_row;

/* Channels of the vehicle in motion: rows over leo_motion ("altitude", "latitude", "load-factor", ...). Ended by { 0 }. */
extern const leo_field leo_motion_fields[];

/* `airlock.pressure < 0.1 kPa and outside-hatch.open > 0.5` */
typedef struct leo_term {
    int channel;
    int above;    // nonzero: holds when the channel is above `value`; else below
    double value; // SI
} leo_term;

typedef struct leo_condition {
    const char *text;
    const leo_term *terms;
    int count; // all terms must hold; 0: always
} leo_condition;

/* One command: set an input of a thing. */
typedef struct leo_command {
    const char *text; // as written: "airlock-vent.open"
    int thing;
    const leo_field *input;
    double real;      // LEO_REAL in SI; LEO_CHOICE and LEO_COUNT as a number
    const char *name; // LEO_NAME, LEO_TEXT
} leo_command;

/* Write a command's value into an input block. */
void leo_command_apply(const leo_command *command, void *input);

/* Read a command ("leonov.move airlock"); texts go to `arena`. Used by the reader, the run and the console. */
leo_status leo_command_read(const leo_plan *plan, const char *text, leo_arena *arena, leo_command *command,
                            leo_error *error);

typedef enum leo_trigger { LEO_AT, LEO_WHEN, LEO_AFTER } leo_trigger;

/* One entry of the timeline or of the faults. */
typedef struct leo_entry {
    const char *name; // the event that it leaves in the log; default: the text of its first command
    const char *place;
    const char *note; // a sentence or ""
    leo_trigger trigger;
    double at_s;             // LEO_AT: elapsed
    leo_condition condition; // LEO_WHEN: fires when it comes to hold (or holds when armed)
    const char *after; // LEO_AFTER: the event waited for. LEO_WHEN: armed by this event; NULL: from the start
    double delay_s;    // added after the trigger
    leo_condition
        only_if;  // `if`: looked at when it fires; not holding: the commands are left out, event "skipped"
    int enabled;  // `enabled: no` takes it out
    int is_fault; // stands in `faults`
    const leo_command *commands;
    int command_count;
} leo_entry;

typedef enum leo_severity { LEO_WARNS, LEO_LOSES } leo_severity;

/* A limit of crew or craft: passing it is an event, or the loss of the mission. */
typedef struct leo_limit {
    const char *name, *place, *note;
    leo_condition condition;
    double for_s; // it must hold that long without a break
    leo_severity severity;
} leo_limit;

typedef enum leo_measure {
    LEO_MEASURE_EVENT,    // when an event happened
    LEO_MEASURE_INTERVAL, // from one event to another
    LEO_MEASURE_AT,       // a channel at an instant or event
    LEO_MEASURE_MAX,      // ... over from..to
    LEO_MEASURE_MIN,
    LEO_MEASURE_MEAN,
    LEO_MEASURE_RISE, // largest value minus the value at `from`
    LEO_MEASURE_PLACE // latitude and longitude at an event
} leo_measure;

/* An instant given by clock or by event (+ offset): `event` NULL means `at_s`. */
typedef struct leo_instant {
    const char *event;
    double at_s; // elapsed, or offset from the event
} leo_instant;

typedef struct leo_history_row {
    const char *what, *place, *because, *source, *calibrated, *others, *likely; // never NULL
    leo_measure measure;
    int channel;             // -1 where none is needed
    leo_instant from, to;    // EVENT, AT, PLACE use `from`
    double value, tolerance; // SI; EVENT: elapsed s
    double lat_rad, lon_rad; // PLACE; tolerance in m
    const char *unit, *shown_unit;
    double shown_scale, shown_offset; // SI = shown * scale + offset
} leo_history_row;

/* Telemetry rates: `rate_hz` between two instants; the fastest wins. The first row covers everything. */
typedef struct leo_rate_row {
    leo_instant from, to;
    double rate_hz;
} leo_rate_row;

/* A mission file as flown, for the record. */
typedef struct leo_plan_file {
    const char *path; // as it was opened
    const char *name; // relative to the deepest folder that holds all files of the mission: no ".."
    const char *text;
    size_t size;
} leo_plan_file;

typedef struct leo_source_row {
    const char *key, *text;
} leo_source_row;

/* `solver:` in the mission file. */
typedef struct leo_solver_settings {
    double flight_tolerance; // relative, per step
    double cabin_tolerance;  // relative, per step
    double longest_window_s;
} leo_solver_settings;

/* `world:` in the mission file. */
typedef struct leo_world_settings {
    double f107, f107_mean, kp; // solar flux in 1e-22 W/(m^2 Hz), planetary index
    double ground_alt_m;        // of the landing site, above the ellipsoid
    double albedo, infrared_w_m2, solar_constant_w_m2;
    const char *atmosphere; // its name
    const char *wind;       // "none", or heights with their wind
    int weather_measured;   // 1: of the data pack; 0: f107, f107_mean, kp, on every day
} leo_world_settings;

struct leo_plan {
    leo_arena *arena;
    const char *name, *path, *vehicle;
    leo_epoch epoch;
    leo_epoch clock_zero; // T+ counts from here
    double end_s;
    leo_vec3 pos_gcrf_m, vel_gcrf_m_s; // at the epoch
    leo_world_settings world;
    leo_solver_settings solver;
    const void *const *force_configs; // parallel to leo_forces; NULL: that force is off
    const leo_atmosphere *atmosphere; // NULL: the usual one by f107, f107_mean, kp
    const leo_weather *weather;       // for `atmosphere`
    const leo_wind *wind;             // NULL: none
    const void *wind_config;
    const leo_gravity *field; // of the Earth
    const leo_data *data;     // lent; NULL: the built-in sets
    leo_thing *things;
    int thing_count;
    leo_channel_row *channels;
    int channel_count;
    leo_entry *entries; // timeline, then faults, in file order
    int entry_count;
    leo_limit *limits;
    int limit_count;
    leo_history_row *history;
    int history_count;
    leo_rate_row *rates;
    int rate_count;
    leo_number *numbers;
    int number_count;
    leo_source_row *sources;
    int source_count;
    leo_plan_file *files; // the first is the mission file
    int file_count;
    const char *const *sets; // overrides in force, as given
    int set_count;
    uint64_t hash; // of all files, overrides and sets of data: a checkpoint belongs to one plan
};

/* Index of a thing by name, or -1. */
int leo_plan_thing(const leo_plan *plan, const char *name);

#endif
