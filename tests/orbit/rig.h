/* SPDX-License-Identifier: MIT */
#ifndef LEO_TESTS_ORBIT_RIG_H
#define LEO_TESTS_ORBIT_RIG_H

/* A sky and dynamics for tests of orbits. */
#include "check.h"
#include "force/dynamics.h"
#include "orbit/propagator.h"
#include "time/epoch.h"

#include <string.h>

enum { RIG_FORCES = 12 };

typedef struct rig {
    leo_arena *arena;
    leo_sky *sky;
    leo_dynamics *dynamics;
    leo_dynamics_setup setup;
    const leo_force *forces[RIG_FORCES + 1];
    const void *configs[RIG_FORCES + 1];
    int count;
    leo_force_gravity_config gravity;
    leo_force_radiation_config radiation;
    leo_error error;
} rig;

static inline void rig_say(const leo_error *error)
{
    if (error->status != LEO_OK)
        printf("  %s: %s: %s [%s]\n", leo_status_name(error->status), error->where, error->message,
               error->source);
}

/* The Earth with Sun and Moon from a day before `utc` to `days` and one more behind it; a craft of 1000 kg. */
static inline void rig_open(rig *r, const char *utc, double days)
{
    *r = (rig){ .arena = leo_arena_create(NULL) };
    leo_sky_setup sky = { .center = LEO_BODY_EARTH, .bodies = { LEO_BODY_MOON }, .body_count = 1 };
    CHECK(leo_epoch_from_utc(utc, &sky.epoch, &r->error) == LEO_OK);
    sky.from_s = -86400 * (1 + fmax(0, -days));
    sky.to_s = 86400 * (1 + fmax(0, days));
    r->sky = leo_sky_create(&sky, r->arena, &r->error);
    CHECK(r->sky != NULL);
    rig_say(&r->error);
    r->setup = (leo_dynamics_setup){ .sky = r->sky, .craft = { .mass_kg = 1000 } };
}

static inline void rig_add(rig *r, const leo_force *force, const void *config)
{
    r->forces[r->count] = force;
    r->configs[r->count++] = config ? config : "";
}

/* Gravity of the Earth to a degree; 0: a point. */
static inline void rig_gravity(rig *r, const leo_gravity *field, int degree)
{
    r->gravity = (leo_force_gravity_config){ .degree = degree };
    r->setup.field = field;
    rig_add(r, &leo_force_gravity, &r->gravity);
}

static inline const leo_dynamics *rig_ready(rig *r)
{
    r->setup.forces = r->forces;
    r->setup.configs = r->configs;
    r->dynamics = leo_dynamics_create(&r->setup, r->arena, &r->error);
    CHECK(r->dynamics != NULL);
    rig_say(&r->error);
    if (!r->dynamics)
        exit(check_result());
    return r->dynamics;
}

static inline void rig_close(rig *r)
{
    leo_arena_destroy(r->arena);
}

/* From perigee height, eccentricity and inclination, above the node. */
static inline leo_orbit_state rig_state(const rig *r, double perigee_m, double ecc, double inc_deg,
                                        double anomaly_deg)
{
    const double turn = acos(-1) / 180;
    const leo_elements e = { .sma_m = (6378137 + perigee_m) / (1 - ecc),
                             .ecc = ecc,
                             .inc_rad = inc_deg * turn,
                             .raan_rad = 1,
                             .argp_rad = 0.5,
                             .true_anomaly_rad = anomaly_deg * turn };
    leo_orbit_state state = { leo_vec(0, 0, 0), leo_vec(0, 0, 0) };
    CHECK(leo_orbit_state_from_elements(&e, leo_dynamics_gm_m3_s2(r->dynamics), &state, NULL) == LEO_OK);
    return state;
}

/* Flown from 0 to `to_s`; stops the test program's row when it fails. */
static inline leo_orbit_state rig_fly(rig *r, leo_method method, double accuracy_m, leo_orbit_state start,
                                      double to_s, long *evaluations)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_error error = { 0 };
    leo_propagated end = { 0 };
    leo_propagator *p = leo_propagator_create(
        &(leo_propagator_setup){
            .dynamics = r->dynamics, .accuracy_m = accuracy_m, .method = method, .span_s = fabs(to_s) },
        arena, &error);
    CHECK(p != NULL);
    if (p) {
        CHECK(leo_propagator_start(p, 0, start, &error) == LEO_OK);
        CHECK(leo_propagator_to(p, to_s, &error) == LEO_OK);
        leo_propagator_at(p, to_s, &end);
        if (evaluations)
            *evaluations = leo_propagator_evaluations(p);
    }
    rig_say(&error);
    leo_arena_destroy(arena);
    return end.state;
}

static inline double rig_apart_m(leo_orbit_state a, leo_orbit_state b)
{
    return leo_norm(leo_sub(a.pos_m, b.pos_m));
}

#endif
