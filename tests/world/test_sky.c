/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "check.h"
#include "time/epoch.h"
#include "world/body.h"
#include "world/frame.h"
#include "world/sky.h"

enum { PLACES = 1000 };

static const double DAY_S = 86400;

static leo_arena *arena;

static leo_epoch epoch_of(const char *utc)
{
    leo_epoch epoch = { 0 };
    leo_error error = { 0 };
    CHECK(leo_epoch_from_utc(utc, &epoch, &error) == LEO_OK);
    return epoch;
}

static const leo_sky *create(const leo_sky_setup *setup)
{
    leo_error error = { 0 };
    const leo_sky *sky = leo_sky_create(setup, arena, &error);
    CHECK(sky != NULL);
    if (!sky)
        printf("    %s: %s\n", error.where, error.message);
    return sky;
}

/* The largest departure of a body's table from the ephemeris, m. */
static double worst_place_m(const leo_sky *sky, const leo_sky_setup *setup, int body)
{
    double worst = 0;
    const int slot = leo_sky_slot(sky, body);
    CHECK(slot >= 0);
    for (int i = 0; i < PLACES; i++) {
        const double t_s = setup->from_s + (setup->to_s - setup->from_s) * (i + 0.37) / PLACES;
        double jd1, jd2;
        leo_vec3 pos;
        leo_epoch_tdb(leo_epoch_add(setup->epoch, t_s), &jd1, &jd2);
        CHECK(leo_ephemeris_state(leo_ephemeris_builtin(), body, setup->center, jd1, jd2, &pos, NULL, NULL) ==
              LEO_OK);
        worst = fmax(worst, leo_norm(leo_sub(leo_sky_body_m(sky, slot, t_s), pos)));
    }
    return worst;
}

static void tables_keep_what_the_ephemeris_says(void)
{
    static const int centers[] = { LEO_BODY_EARTH, LEO_BODY_MOON, LEO_BODY_MARS, LEO_BODY_SUN };
    static const double spans_s[] = { 5400, 30 * 86400.0, 400 * 86400.0 };
    for (int c = 0; c < 4; c++)
        for (int s = 0; s < 3; s++) {
            leo_sky_setup setup = { .center = centers[c],
                                    .epoch = epoch_of("1995-03-18T07:00:00Z"),
                                    .bodies = { 5, 2 },
                                    .body_count = 2,
                                    .from_s = -0.4 * spans_s[s],
                                    .to_s = 0.6 * spans_s[s] };
            const int near = centers[c] == LEO_BODY_EARTH ? LEO_BODY_MOON : LEO_BODY_EARTH;
            setup.bodies[setup.body_count++] = near;
            const leo_sky *sky = create(&setup);
            if (!sky)
                continue;
            const double near_m = worst_place_m(sky, &setup, near),
                         sun_m = worst_place_m(sky, &setup, LEO_BODY_SUN),
                         venus_m = worst_place_m(sky, &setup, 2), jupiter_m = worst_place_m(sky, &setup, 5);
            printf("    from %d over %g d: %d %.2g m, Sun %.2g m, Venus %.2g m, Jupiter %.2g m\n", centers[c],
                   spans_s[s] / DAY_S, near, near_m, sun_m, venus_m, jupiter_m);
            if (c < 2)
                CHECK_NEAR(near_m, 0, 2e-4);
            CHECK_NEAR(sun_m, 0, 0.1);
            CHECK_NEAR(venus_m, 0, 0.1);
            CHECK_NEAR(jupiter_m, 0, 0.1);
        }
}

static double worst_of(leo_mat3 a, leo_mat3 b)
{
    double worst = 0;
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            worst = fmax(worst, fabs(a.m[i][j] - b.m[i][j]));
    return worst;
}

static void axes_are_those_of_the_frames(void)
{
    const struct {
        int center;
        leo_frame frame;
        double axes_rad, spin_rad_s;
    } cases[] = {
        // the Earth's tables: world/earth.c; its spin as frames give it by differences
        { LEO_BODY_EARTH, LEO_ITRF, 1e-10, 1e-11 },
        { LEO_BODY_MARS, LEO_IAU_MARS, 1e-10, 2e-13 },
        { LEO_BODY_SUN, LEO_IAU_SUN, 1e-10, 2e-13 },
        { 5, LEO_IAU_JUPITER, 1e-10, 2e-13 },
    };
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        const leo_sky_setup setup = { .center = cases[c].center,
                                      .epoch = epoch_of("2004-01-04T00:00:00Z"),
                                      .from_s = -40 * DAY_S,
                                      .to_s = 100 * DAY_S };
        const leo_sky *sky = create(&setup);
        double axes = 0, spin = 0;
        for (int i = 0; sky && i < 200; i++) {
            const double t_s = setup.from_s + (setup.to_s - setup.from_s) * (i + 0.37) / 200;
            leo_mat3 wanted;
            leo_vec3 wanted_spin;
            leo_error error = { 0 };
            CHECK(leo_frame_from_gcrf(cases[c].frame, NULL, leo_epoch_add(setup.epoch, t_s), &wanted,
                                      &wanted_spin, &error) == LEO_OK);
            axes = fmax(axes, worst_of(leo_sky_fixed_from_icrf(sky, t_s), wanted));
            spin = fmax(spin, leo_norm(leo_sub(leo_sky_spin_icrf_rad_s(sky, t_s), wanted_spin)));
        }
        printf("    body %d: axes %.2g rad, spin %.2g rad/s\n", cases[c].center, axes, spin);
        CHECK_NEAR(axes, 0, cases[c].axes_rad);
        CHECK_NEAR(spin, 0, cases[c].spin_rad_s);
        CHECK((leo_sky_earth(sky) != NULL) == (cases[c].center == LEO_BODY_EARTH));
    }
}

static void the_moon_turns_in_the_axes_of_its_fields(void)
{
    const leo_sky_setup setup = {
        .center = LEO_BODY_MOON, .epoch = epoch_of("1994-03-01T00:00:00Z"), .from_s = 0, .to_s = 60 * DAY_S
    };
    const leo_sky *sky = create(&setup);
    double axes = 0, spin = 0, turn = 0;
    for (int i = 0; sky && i < 500; i++) {
        const double t_s = setup.to_s * (i + 0.37) / 500;
        double jd1, jd2;
        leo_mat3 pa;
        leo_vec3 rate;
        leo_epoch_tdb(leo_epoch_add(setup.epoch, t_s), &jd1, &jd2);
        CHECK(leo_ephemeris_moon_axes(leo_ephemeris_builtin(), jd1, jd2, &pa, &rate, NULL) == LEO_OK);
        const leo_mat3 to_421 = leo_ephemeris_pa421_from_pa(leo_ephemeris_builtin(), jd1, jd2);
        axes = fmax(axes, worst_of(leo_sky_fixed_from_icrf(sky, t_s), leo_mat_mul(to_421, pa)));
        spin = fmax(spin, leo_norm(leo_sub(leo_sky_spin_icrf_rad_s(sky, t_s), rate)));
        turn = fmax(turn, worst_of(to_421, (leo_mat3){ { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } } }));
    }
    CHECK_NEAR(axes, 0, 1e-11); // as the card of sky.c says: 17 um at the surface
    CHECK_NEAR(spin, 0, 2e-13);
    CHECK_NEAR(turn * 206264.806, 5.2013, 1e-4); // the mean rotation stated in world/ephemeris.c, arcseconds
}

static void axes_stay_orthogonal_and_spin_carries_them(void)
{
    const leo_sky_setup setup = {
        .center = LEO_BODY_MARS, .epoch = epoch_of("2012-08-06T05:17:57Z"), .from_s = -1e5, .to_s = 1e5
    };
    const leo_sky *sky = create(&setup);
    for (double t_s = -1e5; sky && t_s <= 1e5; t_s += 3333) {
        const leo_mat3 a = leo_sky_fixed_from_icrf(sky, t_s), one = leo_mat_mul(a, leo_mat_transpose(a));
        CHECK(worst_of(one, (leo_mat3){ { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } } }) < 1e-15);
        const leo_mat3 later = leo_sky_fixed_from_icrf(sky, t_s + 1),
                       earlier = leo_sky_fixed_from_icrf(sky, t_s - 1);
        const leo_vec3 x = leo_vec(a.m[0][0], a.m[0][1], a.m[0][2]);
        const leo_vec3 slope =
            leo_scale(0.5, leo_vec(later.m[0][0] - earlier.m[0][0], later.m[0][1] - earlier.m[0][1],
                                   later.m[0][2] - earlier.m[0][2]));
        CHECK_NEAR(leo_norm(leo_sub(slope, leo_cross(leo_sky_spin_icrf_rad_s(sky, t_s), x))), 0, 1e-12);
    }
}

static void slots_hold_the_sun_first_and_no_body_twice(void)
{
    const leo_sky_setup setup = { .center = LEO_BODY_EARTH,
                                  .bodies = { 301, 10, 301, 5 },
                                  .body_count = 4,
                                  .epoch = epoch_of("1965-03-18T07:00:00Z"),
                                  .from_s = 0,
                                  .to_s = 0 };
    const leo_sky *sky = create(&setup);
    CHECK(leo_sky_slot(sky, LEO_BODY_SUN) == 0 && leo_sky_slot(sky, 301) == 1 && leo_sky_slot(sky, 5) == 2);
    CHECK(leo_sky_slot(sky, 2) == -1 && leo_sky_center(sky) == LEO_BODY_EARTH);
    CHECK(leo_sky_gm_m3_s2(sky, 1) == LEO_MOON_GM_M3_S2 && leo_sky_gm_m3_s2(sky, 0) == LEO_SUN_GM_M3_S2);
    CHECK(leo_epoch_since(leo_sky_epoch(sky), setup.epoch) == 0);
    CHECK(leo_sky_covers(sky, 0) && leo_sky_covers(sky, 3600) && !leo_sky_covers(sky, 3601));
    // a sky of one instant is a sky of two hours around it
    CHECK_NEAR(worst_place_m(sky, &setup, 301), 0, 1e-6);
    // beyond its ends the value is kept
    const leo_vec3 end = leo_sky_body_m(sky, 1, 3600), beyond = leo_sky_body_m(sky, 1, 1e9);
    CHECK(leo_norm(leo_sub(end, beyond)) == 0);
}

static void the_end_of_a_set_is_the_end_of_the_sky(void)
{
    // the last day of DE405, JD 2473488.5: TAI 2060-01-29T23:59:27.8
    leo_ephemeris_about about;
    CHECK(leo_ephemeris_layer(leo_ephemeris_builtin(), 0, &about));
    const double to_end_s = (about.last_jd - 2451545.0) * DAY_S - 32.184 - 0.01;
    leo_sky_setup setup = { .center = LEO_BODY_MOON,
                            .bodies = { 399 },
                            .body_count = 1,
                            .from_s = to_end_s - DAY_S,
                            .to_s = to_end_s };
    const leo_sky *sky = create(&setup);
    CHECK(sky && leo_sky_covers(sky, to_end_s) && !leo_sky_covers(sky, to_end_s + 1));
    setup.to_s += 1;
    leo_error error = { 0 };
    CHECK(leo_sky_create(&setup, arena, &error) == NULL && error.status == LEO_OUT_OF_RANGE);
    CHECK(strstr(error.message, "DE405 covers 1959-12-10 .. 2060-01-30") &&
          strstr(error.message, "leonov data add"));
}

static void what_makes_no_sense_is_refused(void)
{
    leo_sky_setup setup = { .center = LEO_BODY_MOON, .to_s = -1 };
    CHECK(leo_sky_create(&setup, arena, NULL) == NULL);
    setup.to_s = 21 * 365.25 * DAY_S;
    CHECK(leo_sky_create(&setup, arena, NULL) == NULL);
    setup.to_s = NAN;
    CHECK(leo_sky_create(&setup, arena, NULL) == NULL);
    setup.to_s = 1;
    setup.body_count = LEO_SKY_BODIES + 1;
    CHECK(leo_sky_create(&setup, arena, NULL) == NULL);
    setup.body_count = 1;
    setup.bodies[0] = LEO_BODY_MOON;
    leo_error error = { 0 };
    CHECK(leo_sky_create(&setup, arena, &error) == NULL);
    CHECK_TEXT(error.message, "body 301 is the centre: only others can be asked for");
    error = (leo_error){ 0 };
    setup.bodies[0] = -25;
    CHECK(leo_sky_create(&setup, arena, &error) == NULL && error.status == LEO_OUT_OF_RANGE);
}

int main(void)
{
    arena = leo_arena_create(NULL);
    RUN(tables_keep_what_the_ephemeris_says);
    RUN(axes_are_those_of_the_frames);
    RUN(the_moon_turns_in_the_axes_of_its_fields);
    RUN(axes_stay_orthogonal_and_spin_carries_them);
    RUN(slots_hold_the_sun_first_and_no_body_twice);
    RUN(the_end_of_a_set_is_the_end_of_the_sky);
    RUN(what_makes_no_sense_is_refused);
    leo_arena_destroy(arena);
    return check_result();
}
