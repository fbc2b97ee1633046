/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "force/dynamics.h"
#include "time/epoch.h"
#include "world/body.h"

static leo_arena *arena;

enum { FORCES = 32 };

/* A craft of 1 t with 20 m^2 each way, and the forces that a test names. */
typedef struct rig {
    leo_sky_setup sky;
    leo_dynamics_setup setup;
    const void *configs[FORCES];
    leo_force_gravity_config gravity;
    leo_force_radiation_config radiation;
    leo_force_albedo_config albedo;
    leo_force_earth_config earth;
    leo_force_tide_config tide;
    leo_error error;
} rig;

static void rig_open(rig *r, int center)
{
    *r = (rig){ .gravity = { .degree = 8 },
                .radiation = { 1.3, 0 },
                .albedo = { 1.3 },
                .earth = { 1 },
                .tide = { 1 },
                .setup = { .craft = { 1000, 2.2 * 20, 1.3 * 20 },
                           .forces = leo_forces,
                           .field = center == LEO_BODY_EARTH  ? leo_gravity_earth()
                                    : center == LEO_BODY_MOON ? leo_gravity_moon()
                                                              : NULL } };
    CHECK(leo_epoch_from_utc("2014-03-01T00:00:00Z", &r->sky.epoch, NULL) == LEO_OK);
    r->sky.center = center;
    r->sky.to_s = 86400;
    const int others[] = { LEO_BODY_EARTH, LEO_BODY_MOON, LEO_BODY_VENUS_BARYCENTRE,
                           LEO_BODY_JUPITER_BARYCENTRE };
    for (int i = 0; i < 4; i++)
        if (others[i] != center)
            r->sky.bodies[r->sky.body_count++] = others[i];
    r->setup.configs = r->configs;
}

/* Switches a force on; rows with nothing to set take any configuration. */
static void rig_on(rig *r, const leo_force *force)
{
    for (int i = 0; leo_forces[i]; i++)
        if (leo_forces[i] == force)
            r->configs[i] = force == &leo_force_gravity      ? (void *)&r->gravity
                            : force == &leo_force_radiation  ? (void *)&r->radiation
                            : force == &leo_force_albedo     ? (void *)&r->albedo
                            : force == &leo_force_earth      ? (void *)&r->earth
                            : force == &leo_force_solid_tide ? (void *)&r->tide
                                                             : (void *)r;
    if (force == &leo_force_drag)
        r->setup.atmosphere = leo_atmosphere_find("us-1976", NULL);
}

static leo_dynamics *rig_make(rig *r)
{
    r->setup.sky = leo_sky_create(&r->sky, arena, &r->error);
    return r->setup.sky ? leo_dynamics_create(&r->setup, arena, &r->error) : NULL;
}

static leo_dynamics *rig_ready(rig *r)
{
    leo_dynamics *dynamics = rig_make(r);
    if (!dynamics)
        printf("  not made: %s: %s\n", r->error.where, r->error.message);
    CHECK(dynamics != NULL);
    return dynamics;
}

/* Eight states around a body, in its light and its shadow. */
static void some_states(double radius_m, double gm, double t[LEO_LANES], leo_lanes3 *pos, leo_lanes3 *vel)
{
    for (int i = 0; i < LEO_LANES; i++) {
        const double u = 0.8 * i, r = radius_m * (1 + 0.01 * i), v = sqrt(gm / r);
        t[i] = 1000. * i;
        leo_lanes3_set(pos, i, leo_vec(r * cos(u), r * sin(u) * 0.6, r * sin(u) * 0.8));
        leo_lanes3_set(vel, i, leo_vec(-v * sin(u), v * cos(u) * 0.6, v * cos(u) * 0.8));
    }
}

static void compare_lanes(leo_dynamics *dynamics, double radius_m)
{
    double t[LEO_LANES];
    leo_lanes3 pos, vel, a;
    leo_instants8 instants;
    leo_error error = { 0 };
    some_states(radius_m, leo_dynamics_gm_m3_s2(dynamics), t, &pos, &vel);
    leo_dynamics_instants8(dynamics, t, &instants);
    const leo_status status =
        leo_dynamics_accel8(dynamics, LEO_FIDELITY_FULL, &instants, &pos, &vel, &a, &error);
    CHECK(status == LEO_OK);
    if (status != LEO_OK)
        printf("  %s: %s\n", error.where, error.message);
    for (int i = 0; i < LEO_LANES; i++) {
        leo_vec3 one = { 0 };
        CHECK(leo_dynamics_accel(dynamics, t[i], leo_lanes3_get(&pos, i), leo_lanes3_get(&vel, i), 0, &one,
                                 NULL) == LEO_OK);
        const leo_vec3 lane = leo_lanes3_get(&a, i);
        CHECK(memcmp(&one, &lane, sizeof one) == 0);
        CHECK(leo_norm(one) > 0 && isfinite(leo_norm(one)));
    }
}

static void a_lane_has_the_bits_of_the_scalar(void)
{
    const leo_kernel kernels[] = { LEO_KERNEL_BASELINE, LEO_KERNEL_AVX2, LEO_KERNEL_AVX512 };
    for (int k = 0; k < 3; k++) {
        rig r;
        rig_open(&r, LEO_BODY_EARTH);
        r.gravity.degree = 36;
        r.setup.kernel = kernels[k];
        const leo_force *const on[] = { &leo_force_gravity,   &leo_force_sun,     &leo_force_moon,
                                        &leo_force_venus,     &leo_force_jupiter, &leo_force_drag,
                                        &leo_force_radiation, &leo_force_albedo,  &leo_force_solid_tide,
                                        &leo_force_relativity };
        for (size_t i = 0; i < sizeof on / sizeof *on; i++)
            rig_on(&r, on[i]);
        leo_dynamics *dynamics = rig_ready(&r);
        if (dynamics)
            compare_lanes(dynamics, 6.8e6);
    }
}

static void so_it_has_around_moon_mars_and_sun(void)
{
    rig r;
    rig_open(&r, LEO_BODY_MOON);
    r.gravity.degree = 30;
    const leo_force *const on[] = { &leo_force_gravity, &leo_force_sun,       &leo_force_earth,
                                    &leo_force_jupiter, &leo_force_radiation, &leo_force_relativity };
    for (size_t i = 0; i < sizeof on / sizeof *on; i++)
        rig_on(&r, on[i]);
    leo_dynamics *dynamics = rig_ready(&r);
    if (dynamics)
        compare_lanes(dynamics, 1.85e6);
    rig_open(&r, LEO_BODY_MARS);
    r.gravity.degree = 0;
    for (size_t i = 0; i < sizeof on / sizeof *on; i++)
        rig_on(&r, on[i]);
    if ((dynamics = rig_ready(&r)))
        compare_lanes(dynamics, 3.8e6);
    rig_open(&r, LEO_BODY_SUN);
    r.gravity.degree = 0;
    for (size_t i = 0; i < sizeof on / sizeof *on; i++)
        if (on[i] != &leo_force_sun)
            rig_on(&r, on[i]);
    if ((dynamics = rig_ready(&r)))
        compare_lanes(dynamics, 1.1e11);
}

static leo_vec3 accel_of(rig *r, leo_vec3 pos)
{
    leo_vec3 a = { 0 };
    leo_dynamics *dynamics = rig_ready(r);
    if (dynamics)
        CHECK(leo_dynamics_accel(dynamics, 3600, pos, leo_vec(0, 1600, 0), 0, &a, &r->error) == LEO_OK);
    return a;
}

static void around_the_moon_the_earth_pulls_like_a_tide(void)
{
    // 2 GM r/d^3 at most: 2 * 3.986e14 * 1.837e6 / (3.63e8 .. 4.06e8)^3 = 2.2e-5 .. 3.1e-5 m/s^2
    rig r;
    rig_open(&r, LEO_BODY_MOON);
    rig_on(&r, &leo_force_gravity);
    const leo_sky *sky = leo_sky_create(&r.sky, arena, NULL);
    CHECK(sky != NULL);
    if (!sky)
        return;
    const leo_vec3 earth = leo_sky_body_m(sky, leo_sky_slot(sky, LEO_BODY_EARTH), 3600);
    const leo_vec3 pos = leo_scale(1.837e6, leo_unit(earth));
    const leo_vec3 alone = accel_of(&r, pos);
    rig_on(&r, &leo_force_earth);
    const leo_vec3 tide = leo_sub(accel_of(&r, pos), alone);
    const double d = leo_norm(earth), want = 2 * LEO_EARTH_GM_M3_S2 * 1.837e6 / (d * d * d);
    CHECK(leo_dot(tide, earth) > 0);
    CHECK_NEAR(leo_norm(tide), want, 0.02 * want); // next term: 3/2 r/d = 0.8 %
    CHECK_NEAR(leo_norm(alone), 4.9028e12 / (1.837e6 * 1.837e6), 2e-3 * leo_norm(alone));
}

static void the_coarse_fidelities_are_what_they_say(void)
{
    rig r;
    rig_open(&r, LEO_BODY_EARTH);
    r.gravity.degree = 50;
    const leo_force *const on[] = { &leo_force_gravity, &leo_force_sun, &leo_force_moon, &leo_force_drag,
                                    &leo_force_solid_tide };
    for (size_t i = 0; i < sizeof on / sizeof *on; i++)
        rig_on(&r, on[i]);
    leo_dynamics *full = rig_ready(&r);
    rig_open(&r, LEO_BODY_EARTH);
    r.gravity.degree = 4;
    rig_on(&r, &leo_force_gravity);
    leo_dynamics *four = rig_ready(&r);
    rig_open(&r, LEO_BODY_EARTH);
    r.gravity.degree = 20;
    rig_on(&r, &leo_force_gravity);
    rig_on(&r, &leo_force_sun);
    rig_on(&r, &leo_force_moon);
    leo_dynamics *twenty = rig_ready(&r);
    if (!full || !four || !twenty)
        return;
    double t[LEO_LANES];
    leo_lanes3 pos, vel, got, want;
    leo_instants8 instants;
    some_states(6.8e6, LEO_EARTH_GM_M3_S2, t, &pos, &vel);
    leo_dynamics_instants8(full, t, &instants);
    CHECK(leo_dynamics_accel8(full, LEO_FIDELITY_LOW, &instants, &pos, &vel, &got, NULL) == LEO_OK);
    CHECK(leo_dynamics_accel8(four, LEO_FIDELITY_FULL, &instants, &pos, &vel, &want, NULL) == LEO_OK);
    CHECK(memcmp(&got, &want, sizeof got) == 0);
    CHECK(leo_dynamics_accel8(full, LEO_FIDELITY_MIDDLE, &instants, &pos, &vel, &got, NULL) == LEO_OK);
    leo_dynamics_instants8(twenty, t, &instants);
    CHECK(leo_dynamics_accel8(twenty, LEO_FIDELITY_FULL, &instants, &pos, &vel, &want, NULL) == LEO_OK);
    CHECK(memcmp(&got, &want, sizeof got) == 0);
    CHECK(!leo_dynamics_is_smooth(full) && leo_dynamics_is_smooth(twenty));
}

static void partials_are_those_of_differences(void)
{
    rig r;
    rig_open(&r, LEO_BODY_EARTH);
    r.gravity.degree = 12;
    const leo_force *const on[] = { &leo_force_gravity, &leo_force_sun, &leo_force_moon, &leo_force_drag,
                                    &leo_force_radiation };
    for (size_t i = 0; i < sizeof on / sizeof *on; i++)
        rig_on(&r, on[i]);
    r.setup.craft.drag_area_m2 = 2e3; // so that drag counts: 0.01 m/s^2
    leo_dynamics *dynamics = rig_ready(&r);
    if (!dynamics)
        return;
    const double p[3] = { 5.0e6, 2.1e6, 3.7e6 }, v[3] = { -4300, 1500, 5900 };
    leo_mat3 by_pos, by_vel;
    CHECK(leo_dynamics_partials(dynamics, 12, 100, leo_vec(p[0], p[1], p[2]), leo_vec(v[0], v[1], v[2]), 0,
                                &by_pos, &by_vel, NULL) == LEO_OK);
    for (int j = 0; j < 6; j++) {
        const double h = j < 3 ? 20 : 0.5;
        leo_vec3 side[2];
        for (int s = 0; s < 2; s++) {
            double q[6] = { p[0], p[1], p[2], v[0], v[1], v[2] };
            q[j] += s ? h : -h;
            CHECK(leo_dynamics_accel(dynamics, 100, leo_vec(q[0], q[1], q[2]), leo_vec(q[3], q[4], q[5]), 0,
                                     &side[s], NULL) == LEO_OK);
        }
        const leo_vec3 d = leo_scale(1 / (2 * h), leo_sub(side[1], side[0]));
        const leo_mat3 *m = j < 3 ? &by_pos : &by_vel;
        // rounding: 9 m/s^2 * 2e-16/20 m = 1e-16; of drag, 4e-7 along the height, the part (50 m)^2/(6 (40 km)^2) is lost
        // to the differences on either side
        const double within = j < 3 ? 1e-12 : 1e-11;
        CHECK_NEAR(m->m[0][j % 3], d.x, within);
        CHECK_NEAR(m->m[1][j % 3], d.y, within);
        CHECK_NEAR(m->m[2][j % 3], d.z, within);
    }
    CHECK(fabs(by_vel.m[0][0]) > 1e-9);
}

static void the_edges_of_shadow_are_told(void)
{
    rig r;
    rig_open(&r, LEO_BODY_EARTH);
    rig_on(&r, &leo_force_gravity);
    rig_on(&r, &leo_force_radiation);
    leo_dynamics *dynamics = rig_ready(&r);
    if (!dynamics)
        return;
    CHECK(leo_dynamics_switches(dynamics) == 4);
    const leo_sky *sky = leo_dynamics_sky(dynamics);
    const leo_vec3 sun = leo_sky_body_m(sky, leo_sky_slot(sky, LEO_BODY_SUN), 0);
    const leo_vec3 day = leo_scale(7e6, leo_unit(sun)), night = leo_scale(-1, day);
    CHECK(leo_dynamics_switch(dynamics, 0, 0, day) > 0 && leo_dynamics_switch(dynamics, 1, 0, day) > 0);
    CHECK(leo_dynamics_switch(dynamics, 0, 0, night) < 0 && leo_dynamics_switch(dynamics, 1, 0, night) < 0);
}

static void mass_and_gm_may_be_given(void)
{
    rig r;
    rig_open(&r, LEO_BODY_EARTH);
    r.gravity.degree = 0;
    r.setup.gm_m3_s2 = 4e14;
    rig_on(&r, &leo_force_gravity);
    leo_dynamics *dynamics = rig_ready(&r);
    if (!dynamics)
        return;
    leo_vec3 a, b;
    CHECK(leo_dynamics_accel(dynamics, 0, leo_vec(0, 2e7, 0), leo_vec(0, 0, 0), 0, &a, NULL) == LEO_OK);
    CHECK_NEAR(a.y, -1, 1e-14);
    CHECK(leo_dynamics_gm_m3_s2(dynamics) == 4e14);
    rig_open(&r, LEO_BODY_EARTH);
    rig_on(&r, &leo_force_radiation);
    if (!(dynamics = rig_ready(&r)))
        return;
    const leo_vec3 day = leo_scale(7e6, leo_unit(leo_sky_body_m(r.setup.sky, 0, 0)));
    CHECK(leo_dynamics_accel(dynamics, 0, day, leo_vec(0, 0, 0), 0, &a, NULL) == LEO_OK);
    CHECK(leo_dynamics_accel(dynamics, 0, day, leo_vec(0, 0, 0), 500, &b, NULL) == LEO_OK);
    CHECK_NEAR(leo_norm(b) / leo_norm(a), 2, 1e-14);
    // the coefficient of the craft is not applied twice: 4.56e-6 * 26 / 1000, and the Sun is 0.991 au away
    CHECK_NEAR(leo_norm(a), 4.56e-6 * 26 / 1000 / (0.991 * 0.991), 3e-3 * leo_norm(a));
}

static void refused(rig *r, leo_status status, const char *where)
{
    CHECK(rig_make(r) == NULL);
    CHECK(r->error.status == status);
    CHECK_TEXT(r->error.where, where);
    CHECK(r->error.message[0]);
}

static void what_cannot_be_put_together_is_refused(void)
{
    rig r;
    rig_open(&r, LEO_BODY_EARTH);
    rig_on(&r, &leo_force_drag);
    r.setup.atmosphere = NULL;
    refused(&r, LEO_BAD_INPUT, "forces.drag");
    rig_open(&r, LEO_BODY_EARTH);
    rig_on(&r, &leo_force_saturn);
    refused(&r, LEO_BAD_INPUT, "forces.saturn");
    rig_open(&r, LEO_BODY_MOON);
    rig_on(&r, &leo_force_moon);
    refused(&r, LEO_BAD_INPUT, "forces.moon");
    rig_open(&r, LEO_BODY_MOON);
    r.setup.field = leo_gravity_earth();
    refused(&r, LEO_BAD_INPUT, "forces.gravity.field");
    rig_open(&r, LEO_BODY_EARTH);
    r.setup.craft.mass_kg = 0;
    refused(&r, LEO_BAD_INPUT, "spacecraft");
    rig_open(&r, LEO_BODY_MARS);
    rig_on(&r, &leo_force_gravity); // degree 8 of a point
    refused(&r, LEO_BAD_INPUT, "forces.gravity.degree");
    static const char *const airs[] = { "us-1976", "exponential", "nrlmsise-00", "met" };
    for (int i = 0; i < 4; i++) { // of the Earth
        unsigned char config[256] = { 0 };
        rig_open(&r, LEO_BODY_MARS);
        rig_on(&r, &leo_force_drag);
        r.setup.atmosphere = leo_atmosphere_find(airs[i], NULL);
        r.setup.atmosphere_config = config;
        refused(&r, LEO_BAD_INPUT, "forces.drag");
    }
    CHECK(leo_dynamics_create(NULL, arena, NULL) == NULL);
}

static void a_state_that_is_not_physical_asks_for_a_shorter_step(void)
{
    rig r;
    rig_open(&r, LEO_BODY_EARTH);
    rig_on(&r, &leo_force_gravity);
    rig_on(&r, &leo_force_sun);
    leo_dynamics *dynamics = rig_ready(&r);
    if (!dynamics)
        return;
    leo_vec3 a;
    const leo_vec3 still = { 0, 0, 0 };
    CHECK(leo_dynamics_accel(dynamics, 0, leo_vec(NAN, 0, 0), still, 0, &a, NULL) == LEO_RETRY_STEP);
    CHECK(leo_dynamics_accel(dynamics, 0, leo_vec(1, 0, 0), still, 0, &a, NULL) == LEO_RETRY_STEP);
    double t[LEO_LANES];
    leo_lanes3 pos, vel, got;
    leo_instants8 instants;
    some_states(7e6, LEO_EARTH_GM_M3_S2, t, &pos, &vel);
    leo_dynamics_instants8(dynamics, t, &instants);
    pos.y[5] = NAN;
    CHECK(leo_dynamics_accel8(dynamics, LEO_FIDELITY_FULL, &instants, &pos, &vel, &got, NULL) ==
          LEO_RETRY_STEP);
    leo_mat3 by_pos, by_vel;
    CHECK(leo_dynamics_partials(dynamics, 4, 0, still, still, 0, &by_pos, &by_vel, NULL) == LEO_RETRY_STEP);
}

int main(void)
{
    arena = leo_arena_create(NULL);
    RUN(a_lane_has_the_bits_of_the_scalar);
    RUN(so_it_has_around_moon_mars_and_sun);
    RUN(around_the_moon_the_earth_pulls_like_a_tide);
    RUN(the_coarse_fidelities_are_what_they_say);
    RUN(partials_are_those_of_differences);
    RUN(the_edges_of_shadow_are_told);
    RUN(mass_and_gm_may_be_given);
    RUN(what_cannot_be_put_together_is_refused);
    RUN(a_state_that_is_not_physical_asks_for_a_shorter_step);
    leo_arena_destroy(arena);
    return check_result();
}
