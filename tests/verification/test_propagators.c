/* SPDX-License-Identifier: MIT */
/*
 * The propagators against each other, against Kepler and against themselves backwards. The forces are the same on both
 * sides, so that what is left is the integration alone.
 */
#include "orbit/picard.h"
#include "orbit/rig.h"
#include "verify.h"

static const double DAY_S = 86400;

static leo_orbit_state picard(const rig *r, double accuracy_m, leo_orbit_state start, double from_s,
                              double to_s)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_error error = { 0 };
    leo_picard *p = leo_picard_create(r->dynamics, accuracy_m, arena, &error);
    CHECK(p && leo_picard_start(p, from_s, start.pos_m, start.vel_m_s, &error) == LEO_OK);
    leo_status status = LEO_OK;
    while (status == LEO_OK && leo_picard_end_s(p) != to_s)
        status = leo_picard_step(p, to_s, &error);
    CHECK(status == LEO_OK);
    rig_say(&error);
    leo_orbit_state end;
    leo_picard_at(p, to_s, &end.pos_m, &end.vel_m_s);
    leo_arena_destroy(arena);
    return end;
}

typedef struct orbit {
    const char *name;
    int degree;
    double perigee_m, ecc, inc_deg, days;
} orbit;

static const orbit orbits[] = {
    { "173 x 498 km, 65 deg, 70x70", 70, 173e3, 0.02423, 65, 1 },
    { "400 km, 51.6 deg, 70x70", 70, 400e3, 0, 51.6, 1 },
    { "400 km, 51.6 deg, 20x20", 20, 400e3, 0, 51.6, 1 },
    { "800 km, 98.6 deg, 50x50", 50, 800e3, 0.001, 98.6, 3 },
    { "300 x 35786 km, 28.5 deg, 20x20", 20, 300e3, 0.7265, 28.5, 2 },
    { "20200 km, 55 deg, 20x20", 20, 20200e3, 0.01, 55, 7 },
};
enum { ORBITS = sizeof orbits / sizeof *orbits };

/* A row for each orbit: `accuracy_m` was asked of the one, a hundredth of the step-by-step method. */
static void picard_agrees_with_dop853(void)
{
    for (int i = 0; i < ORBITS; i++) {
        const orbit *o = &orbits[i];
        rig r;
        rig_open(&r, "2023-01-01T00:00:00Z", o->days);
        rig_gravity(&r, leo_gravity_earth(), o->degree);
        rig_add(&r, &leo_force_sun, NULL);
        rig_add(&r, &leo_force_moon, NULL);
        rig_ready(&r);
        const leo_orbit_state start = rig_state(&r, o->perigee_m, o->ecc, o->inc_deg, 40);
        const double end_s = o->days * DAY_S;
        const leo_orbit_state truth = rig_fly(&r, LEO_METHOD_DOP853, 1e-4, start, end_s, NULL);
        const double accuracies_m[] = { 1, 1e-2 };
        for (int k = 0; k < 2; k++) {
            char name[160];
            snprintf(name, sizeof name, "Picard-Chebyshev at %g m, %s, Sun and Moon, %g d", accuracies_m[k],
                     o->name, o->days);
            verify("Propagators", name, rig_apart_m(picard(&r, accuracies_m[k], start, 0, end_s), truth),
                   accuracies_m[k], "m", "DOP853 of this program at 0.1 mm, same forces");
        }
        rig_close(&r);
    }
}

/* Low lunar orbit, degree 50, the Earth and the Sun as points. */
static void picard_agrees_with_dop853_around_the_moon(void)
{
    rig r = { .arena = leo_arena_create(NULL) };
    leo_sky_setup sky = {
        .center = LEO_BODY_MOON, .bodies = { LEO_BODY_EARTH }, .body_count = 1, .to_s = DAY_S
    };
    CHECK(leo_epoch_from_utc("2023-01-01T00:00:00Z", &sky.epoch, &r.error) == LEO_OK);
    r.sky = leo_sky_create(&sky, r.arena, &r.error);
    r.setup = (leo_dynamics_setup){ .sky = r.sky, .craft = { .mass_kg = 1000 } };
    leo_force_earth_config earth = { 0 };
    rig_gravity(&r, leo_gravity_moon(), 50);
    rig_add(&r, &leo_force_sun, NULL);
    rig_add(&r, &leo_force_earth, &earth);
    rig_ready(&r);
    const double radius_m = 1838e3, speed_m_s = sqrt(leo_dynamics_gm_m3_s2(r.dynamics) / radius_m);
    const leo_orbit_state start = { leo_vec(radius_m, 0, 0), leo_vec(0, 0.2 * speed_m_s, 0.98 * speed_m_s) };
    const leo_orbit_state truth = rig_fly(&r, LEO_METHOD_DOP853, 1e-4, start, DAY_S, NULL);
    verify("Propagators", "Picard-Chebyshev at 0.01 m, 100 km above the Moon, 50x50, Earth and Sun, 1 d",
           rig_apart_m(picard(&r, 1e-2, start, 0, DAY_S), truth), 1e-2, "m",
           "DOP853 of this program at 0.1 mm, same forces");
    rig_close(&r);
}

/* A hundred turns of two bodies must end where they began. In 40 d of an eccentric orbit the last digits grow to 2 mm. */
static void a_hundred_turns_of_kepler(void)
{
    rig r;
    rig_open(&r, "2023-01-01T00:00:00Z", 40);
    rig_gravity(&r, leo_gravity_earth(), 0);
    rig_ready(&r);
    const double gm = leo_dynamics_gm_m3_s2(r.dynamics);
    const double eccentricities[] = { 0.001, 0.1, 0.7 }, goals_m[] = { 1e-3, 1e-3, 1e-2 };
    for (int i = 0; i < 3; i++) {
        const leo_orbit_state start = rig_state(&r, 400e3, eccentricities[i], 51.6, 0);
        const double end_s = 100 * leo_orbit_period_s(6778137 / (1 - eccentricities[i]), gm);
        const leo_orbit_state end = picard(&r, goals_m[i], start, 0, end_s);
        char name[96];
        snprintf(name, sizeof name, "Picard-Chebyshev at %g m, 100 turns of two bodies, e = %g", goals_m[i],
                 eccentricities[i]);
        verify("Propagators", name, rig_apart_m(end, start), goals_m[i], "m", "Kepler: the start again");
        const leo_orbit_state other = rig_fly(&r, LEO_METHOD_DOP853, goals_m[i], start, end_s, NULL);
        snprintf(name, sizeof name, "DOP853 at %g m, 100 turns of two bodies, e = %g", goals_m[i],
                 eccentricities[i]);
        if (i < 2)
            verify("Propagators", name, rig_apart_m(other, start), goals_m[i], "m",
                   "Kepler: the start again");
        else
            verify_missed(
                "Propagators", name, rig_apart_m(other, start), goals_m[i], "m", "Kepler: the start again",
                "how errors of steps add up was tried on shorter flights: 40 d of this orbit lose 5 cm");
    }
    rig_close(&r);
}

static void there_and_back(void)
{
    rig r;
    rig_open(&r, "2023-01-01T00:00:00Z", 1);
    rig_gravity(&r, leo_gravity_earth(), 70);
    rig_add(&r, &leo_force_sun, NULL);
    rig_add(&r, &leo_force_moon, NULL);
    rig_ready(&r);
    const leo_orbit_state start = rig_state(&r, 400e3, 0.001, 51.6, 0);
    const leo_orbit_state there = picard(&r, 1e-3, start, 0, DAY_S);
    verify("Propagators", "Picard-Chebyshev at 1 mm, 400 km, 70x70, one day there and back",
           rig_apart_m(picard(&r, 1e-3, there, DAY_S, 0), start), 2e-3, "m", "the start again");
    rig_close(&r);
}

int main(void)
{
    RUN(picard_agrees_with_dop853);
    RUN(picard_agrees_with_dop853_around_the_moon);
    RUN(a_hundred_turns_of_kepler);
    RUN(there_and_back);
    return check_result();
}
