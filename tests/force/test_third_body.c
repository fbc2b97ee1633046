/* SPDX-License-Identifier: MIT */
#include "fly.h"

#include "force/third_body.h"

static leo_arena *arena;

static void is_the_difference_of_two_pulls(void)
{
    // where nothing cancels, the plain formula serves: a craft half-way to the Moon
    const leo_vec3 moon = { 3.0e8, 2.0e8, 1.0e8 }, pos = { 1.9e8, -0.4e8, 0.9e8 };
    const leo_vec3 apart = leo_sub(moon, pos);
    const double gm = LEO_MOON_GM_M3_S2, d = leo_norm(apart), s = leo_norm(moon);
    const leo_vec3 want = leo_sub(leo_scale(gm / (d * d * d), apart), leo_scale(gm / (s * s * s), moon));
    const leo_vec3 got = leo_third_body_accel(gm, moon, pos);
    CHECK_NEAR(leo_norm(leo_sub(got, want)), 0, 1e-14 * gm / (d * d));
}

static void near_the_earth_it_is_a_tide(void)
{
    // 2 GM r/d^3 outward below the body, -GM r/d^3 across; to (r/d) of itself, which for the Sun is 4.5e-5
    const leo_vec3 sun = { LEO_AU_M, 0, 0 };
    const double tide = LEO_SUN_GM_M3_S2 / (LEO_AU_M * LEO_AU_M * LEO_AU_M) * 7e6;
    CHECK_NEAR(leo_third_body_accel(LEO_SUN_GM_M3_S2, sun, leo_vec(7e6, 0, 0)).x, 2 * tide, 2e-4 * tide);
    CHECK_NEAR(leo_third_body_accel(LEO_SUN_GM_M3_S2, sun, leo_vec(0, 7e6, 0)).y, -tide, 1e-4 * tide);
    // no cancellation: a metre from the centre of the Earth it is still linear, to 1e-10
    const leo_vec3 small = leo_third_body_accel(LEO_SUN_GM_M3_S2, sun, leo_vec(1, 0, 0));
    CHECK_NEAR(small.x / (2 * tide / 7e6), 1, 1e-10);
    CHECK(leo_norm(leo_third_body_accel(LEO_SUN_GM_M3_S2, sun, leo_vec(0, 0, 0))) == 0);
}

static void inside_the_body_is_refused(void)
{
    leo_surroundings here = { .pos_icrf_m = { 3.8e8, 0, 0 }, .body_m[MOON] = { 3.8e8, 1e6, 0 } };
    leo_vec3 a;
    leo_error error = { 0 };
    const void *moon = fly_made(&leo_force_moon, "", NULL, arena, &error);
    CHECK(moon != NULL);
    CHECK(leo_force_moon.accel(moon, &here, &a, &error) == LEO_RETRY_STEP);
    CHECK(error.message[0] != '\0');
}

static void a_body_that_is_not_seen_or_is_the_centre_is_refused(void)
{
    leo_error error = { 0 };
    CHECK(!fly_made(&leo_force_jupiter, "", NULL, arena, &error));
    CHECK(error.status == LEO_BAD_INPUT);
    CHECK_TEXT(error.where, "forces.jupiter");
    const leo_force_earth_config point = { 0 };
    error = (leo_error){ 0 };
    CHECK(!fly_made(&leo_force_earth, &point, NULL, arena, &error));
    CHECK(error.status == LEO_BAD_INPUT);
}

static void its_gradient_is_that_of_differences(void)
{
    const leo_vec3 moon = { 3.0e8, 2.0e8, 1.0e8 }, pos = { 7e6, -3e6, 1e6 };
    const leo_mat3 g = leo_third_body_gradient(LEO_MOON_GM_M3_S2, moon, pos);
    const double h = 1e4;
    for (int j = 0; j < 3; j++) {
        const leo_vec3 step = leo_vec(j == 0 ? h : 0, j == 1 ? h : 0, j == 2 ? h : 0);
        const leo_vec3 d = leo_scale(
            1 / (2 * h), leo_sub(leo_third_body_accel(LEO_MOON_GM_M3_S2, moon, leo_add(pos, step)),
                                 leo_third_body_accel(LEO_MOON_GM_M3_S2, moon, leo_sub(pos, step))));
        // third derivatives: 15 (h/d)^2 = 1e-8 of it
        CHECK_NEAR(g.m[0][j], d.x, 2e-21);
        CHECK_NEAR(g.m[1][j], d.y, 2e-21);
        CHECK_NEAR(g.m[2][j], d.z, 2e-21);
    }
    CHECK_NEAR(g.m[0][0] + g.m[1][1] + g.m[2][2], 0, 1e-27);
}

static void the_flattened_earth_is_its_potential_seen_from_the_moon(void)
{
    // -GM J2 R^2/(2 p^3) (3 sin^2 - 1), by differences, less that at the centre of the axes
    const leo_force_host host = { .center = LEO_BODY_MOON,
                                  .gm_m3_s2 = LEO_MOON_GM_M3_S2,
                                  .radius_m = LEO_MOON_RADIUS_M,
                                  .body_count = 1,
                                  .bodies = { LEO_BODY_EARTH },
                                  .body_gm_m3_s2 = { LEO_EARTH_GM_M3_S2 },
                                  .body_radius_m = { LEO_EARTH_RADIUS_M } };
    const leo_force_earth_config flat = { 1 }, round = { 0 };
    const void *a = leo_force_made(&leo_force_earth, &flat, &host, arena, NULL);
    const void *b = leo_force_made(&leo_force_earth, &round, &host, arena, NULL);
    CHECK(a && b);
    if (!a || !b)
        return;
    // so near that the tide of the flattening is large
    const leo_vec3 earth = { -1.5e7, 2e6, 9e6 }, pos = { 1.8e6, 3e5, -4e5 };
    const leo_surroundings here = { .pos_icrf_m = pos, .body_m[0] = earth };
    leo_vec3 with, without;
    CHECK(leo_force_earth.accel(a, &here, &with, NULL) == LEO_OK);
    CHECK(leo_force_earth.accel(b, &here, &without, NULL) == LEO_OK);
    const leo_vec3 at[2] = { leo_sub(pos, earth), leo_scale(-1, earth) };
    double want[2][3];
    const double h = 100, k = LEO_EARTH_GM_M3_S2 * 1.08262617e-3 * 6378136.3 * 6378136.3;
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 3; j++) {
            double u[2];
            for (int side = 0; side < 2; side++) {
                const double s = side ? h : -h;
                const leo_vec3 p = leo_add(at[i], leo_vec(j == 0 ? s : 0, j == 1 ? s : 0, j == 2 ? s : 0));
                const double r = leo_norm(p), u2 = p.z * p.z / (r * r);
                u[side] = -k / (2 * r * r * r) * (3 * u2 - 1);
            }
            want[i][j] = (u[1] - u[0]) / (2 * h);
        }
    const leo_vec3 got = leo_sub(with, without);
    CHECK_NEAR(got.x, want[0][0] - want[1][0], 1e-7 * leo_norm(got));
    CHECK_NEAR(got.y, want[0][1] - want[1][1], 1e-7 * leo_norm(got));
    CHECK_NEAR(got.z, want[0][2] - want[1][2], 1e-7 * leo_norm(got));
}

static double flown(const char *name, const leo_force *second, const leo_force *third)
{
    double state[6], duration;
    leo_vec3 end;
    if (!fly_row(name, state, &duration, &end))
        return 1e9;
    leo_epoch epoch;
    // 2020-01-01T00:00:00 TAI
    CHECK(leo_epoch_from_utc("2019-12-31T23:59:23Z", &epoch, NULL) == LEO_OK);
    const leo_force_gravity_config point = { 0 };
    fly_setup setup = { .earth = leo_earth_create(NULL, epoch, duration, arena, NULL),
                        .forces = { &leo_force_gravity, second, third },
                        .configs = { &point },
                        .mass_kg = 1 };
    return fly_miss_m(&setup, state, duration, end);
}

static void a_day_under_sun_and_moon_ends_where_gmat_says(void)
{
    // They have Jupiter, too: 2 GM r/d^3 = 2 * 1.27e17 * 7.7e6 / (9.3e11)^3 = 2e-12 m/s^2, some centimetres in a day.
    // The Moon moved the end by 76 m; our Moon is 6 km of 384 000 km off (rms), three times that of the tide: 4 mm.
    const double sun = flown("earth_sun_jupiter_leo_2020", &leo_force_sun, NULL);
    const double both = flown("earth_moon_sun_jupiter_leo_2020", &leo_force_sun, &leo_force_moon);
    printf("    Sun: %.4f m, Sun and Moon: %.4f m after a day\n", sun, both);
    CHECK_NEAR(sun, 0, 0.03);
    CHECK_NEAR(both, 0, 0.03);
    // and without the Moon it does not
    CHECK(flown("earth_moon_sun_jupiter_leo_2020", &leo_force_sun, NULL) > 50);
}

int main(void)
{
    arena = leo_arena_create(NULL);
    RUN(is_the_difference_of_two_pulls);
    RUN(near_the_earth_it_is_a_tide);
    RUN(inside_the_body_is_refused);
    RUN(a_body_that_is_not_seen_or_is_the_centre_is_refused);
    RUN(its_gradient_is_that_of_differences);
    RUN(the_flattened_earth_is_its_potential_seen_from_the_moon);
    if (check_reference_data())
        RUN(a_day_under_sun_and_moon_ends_where_gmat_says);
    leo_arena_destroy(arena);
    if (!check_reference_data() && !check_failures)
        SKIP_LOUDLY("LEO_REFERENCE_DATA");
    return check_result();
}
