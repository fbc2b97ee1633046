/* SPDX-License-Identifier: MIT */
#ifndef LEO_TESTS_FLIGHT_RIG_H
#define LEO_TESTS_FLIGHT_RIG_H

/* Vehicles for the tests of flight: things filled by the keys of their rows, as a reader would fill them. */
#include "check.h"
#include "flight/flight.h"
#include "time/epoch.h"

enum { RIG_THINGS = 8 };

typedef struct rig {
    leo_arena *arena;
    leo_flight_thing things[RIG_THINGS];
    int count;
    leo_flight_setup setup;
    const void *force_configs[16];
    leo_force_gravity_config gravity;
    leo_force_radiation_config radiation;
    leo_flight *flight;
    leo_error error;
} rig;

static inline const leo_field *rig_row(const leo_field *rows, const char *key)
{
    for (; rows && rows->key; rows++)
        if (strcmp(rows->key, key) == 0)
            return rows;
    return NULL;
}

static inline void rig_write(const leo_field *row, void *block, double value, const char *word)
{
    void *at = (char *)block + row->offset;
    if (row->type == LEO_REAL)
        memcpy(at, &value, sizeof value);
    else if (row->type == LEO_NAME || row->type == LEO_TEXT)
        memcpy(at, &word, sizeof word);
    else {
        int number = (int)value;
        for (int i = 0; word && row->choices && row->choices[i]; i++)
            if (strcmp(word, row->choices[i]) == 0)
                number = i;
        memcpy(at, &number, sizeof number);
    }
}

static inline void rig_defaults(const leo_field *rows, void *block)
{
    for (; rows && rows->key; rows++)
        if (rows->fallback)
            rig_write(rows, block, strtod(rows->fallback, NULL), rows->fallback);
}

static inline leo_flight_thing *rig_find(rig *r, const char *name)
{
    for (int i = 0; i < r->count; i++)
        if (strcmp(r->things[i].name, name) == 0)
            return &r->things[i];
    return NULL;
}

static inline void rig_add(rig *r, const char *name, const char *kind)
{
    const leo_device *device = NULL;
    for (int i = 0; leo_devices[i]; i++)
        if (strcmp(leo_devices[i]->kind.name, kind) == 0)
            device = leo_devices[i];
    const leo_kind *k = &device->kind;
    leo_flight_thing *thing = &r->things[r->count++];
    void *config = leo_arena_take(r->arena, 1, k->config.size);
    *thing = (leo_flight_thing){ name,
                                 device,
                                 config,
                                 leo_arena_take(r->arena, 1, k->input.size),
                                 leo_arena_take(r->arena, 1, k->memory.size),
                                 leo_arena_take(r->arena, 1, k->output.size) };
    rig_defaults(k->config.fields, config);
    rig_defaults(k->input.fields, thing->input);
}

/* Set a member of config or input by its key; `word` for names and choices. */
static inline void rig_set(rig *r, const char *name, const char *key, double value, const char *word)
{
    leo_flight_thing *thing = rig_find(r, name);
    const leo_field *row = rig_row(thing->device->kind.config.fields, key);
    if (row)
        rig_write(row, (void *)thing->config, value, word);
    else if ((row = rig_row(thing->device->kind.input.fields, key)))
        rig_write(row, thing->input, value, word);
    CHECK(row != NULL);
}

/* Say a verb to a thing, as a command would. */
static inline void rig_say(rig *r, const char *name, const char *word)
{
    leo_flight_thing *thing = rig_find(r, name);
    const leo_verb *verb = thing->device->kind.verbs;
    while (verb->word && strcmp(verb->word, word) != 0)
        verb++;
    CHECK(verb->word != NULL);
    if (verb->word)
        rig_write(rig_row(thing->device->kind.input.fields, verb->input), thing->input, 0, verb->value);
    leo_flight_changed(r->flight);
}

static inline double rig_output(rig *r, const char *name, const char *key)
{
    leo_flight_thing *thing = rig_find(r, name);
    double value = NAN;
    memcpy(&value, (char *)thing->output + rig_row(thing->device->kind.output.fields, key)->offset,
           sizeof value);
    return value;
}

static inline void rig_force(rig *r, const char *name, int on)
{
    for (int i = 0; leo_forces[i]; i++) {
        if (strcmp(leo_forces[i]->name, name) != 0)
            continue;
        r->force_configs[i] = !on                                     ? NULL
                              : leo_forces[i] == &leo_force_gravity   ? (void *)&r->gravity
                              : leo_forces[i] == &leo_force_radiation ? (void *)&r->radiation
                                                                      : (void *)r->arena; // nothing to set
        return;
    }
    CHECK(!"no such force");
}

/* A vehicle without things at rest in the books: gravity of degree 8, Sun, Moon and drag on. */
static inline void rig_open(rig *r, const char *utc, double span_s)
{
    *r = (rig){ .arena = leo_arena_create(NULL),
                .gravity = { .degree = 8 },
                .radiation = { .coefficient = 1.3 } };
    r->setup = (leo_flight_setup){ .span_s = span_s,
                                   .rel_tol = 1e-11,
                                   .longest_step_s = 60,
                                   .air = { .f107 = 75, .f107_mean = 75, .kp = 2 },
                                   .forces = leo_forces };
    CHECK(leo_epoch_from_utc(utc, &r->setup.epoch, &r->error) == LEO_OK);
    r->setup.earth = leo_earth_create(NULL, r->setup.epoch, span_s, r->arena, &r->error);
    CHECK(r->setup.earth != NULL);
    rig_force(r, "gravity", 1);
    rig_force(r, "sun", 1);
    rig_force(r, "moon", 1);
    rig_force(r, "drag", 1);
}

static inline void rig_start(rig *r)
{
    r->setup.things = r->things;
    r->setup.thing_count = r->count;
    r->setup.force_configs = r->force_configs;
    r->flight = leo_flight_create(&r->setup, r->arena, &r->error);
    if (!r->flight)
        printf("  not made: %s: %s\n", r->error.where, r->error.message);
}

static inline void rig_close(rig *r)
{
    leo_arena_destroy(r->arena);
}

/* One window as a run would do it: step, settle. The events of the window are left in `events`. */
static inline int rig_window(rig *r, double limit_s, leo_flight_event events[8])
{
    int count = 8;
    leo_status status = leo_flight_step(r->flight, limit_s, &r->error);
    if (status == LEO_OK)
        status = leo_flight_settle(r->flight, events, &count, &r->error);
    if (status != LEO_OK) {
        printf("  stopped at %.3f s: %s: %s\n", leo_flight_end_s(r->flight), r->error.where,
               r->error.message);
        CHECK(!"the flight goes on");
        return -1;
    }
    return count;
}

static inline leo_motion rig_now(rig *r)
{
    leo_motion motion = { 0 };
    CHECK(leo_flight_at(r->flight, leo_flight_end_s(r->flight), &motion, &r->error) == LEO_OK);
    return motion;
}

/* Fly on to an instant, or until the event named; returns the instant reached. */
static inline double rig_fly(rig *r, double until_s, const char *event)
{
    leo_flight_event events[8];
    while (leo_flight_end_s(r->flight) < until_s) {
        const int count =
            rig_window(r, fmin(until_s, leo_flight_end_s(r->flight) + r->setup.longest_step_s), events);
        if (count < 0)
            break;
        for (int i = 0; i < count; i++)
            if (event && strcmp(events[i].name, event) == 0)
                return events[i].elapsed_s;
    }
    return leo_flight_end_s(r->flight);
}

#endif
