/* SPDX-License-Identifier: MIT */

/* The small forces: tides of the solid Earth, relativity, the light of the Earth. */
#include "fly.h"

static leo_arena *arena;
static const leo_mat3 unturned = { { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } } };

static leo_surroundings at(leo_vec3 pos, leo_vec3 vel)
{
    return (leo_surroundings){ .pos_icrf_m = pos,
                               .pos_fixed_m = pos,
                               .vel_icrf_m_s = vel,
                               .fixed_from_icrf = unturned,
                               .body_m = { { 0, 0, LEO_AU_M }, { 3.844e8, 0, 0 } },
                               .srp_area_m2 = 1,
                               .mass_kg = 1 };
}

static leo_surroundings low_orbit(void)
{
    return at(leo_vec(7e6, 0, 0), leo_vec(0, sqrt(LEO_EARTH_GM_M3_S2 / 7e6), 0));
}

static leo_vec3 tide_of(const void *made, leo_surroundings here)
{
    leo_vec3 a = { 0 };
    CHECK(leo_force_solid_tide.accel(made, &here, &a, NULL) == LEO_OK);
    return a;
}

/*
 * Potential of the tide of one body, sum over n = 2, 3 of kn GM/d (R/d)^n (R/r)^(n+1) Pn(cos); IERS Conventions 2010, section
 * 6.2, one Love number for each degree.
 */
static double tide_potential(double gm, leo_vec3 body, leo_vec3 pos)
{
    const double d = leo_norm(body), r = leo_norm(pos), c = leo_dot(body, pos) / (d * r);
    const double a = LEO_EARTH_RADIUS_M / d, b = LEO_EARTH_RADIUS_M / r;
    return gm / d * a * a * b * b * b *
           (0.30190 * (3 * c * c - 1) / 2 + 0.093 * a * b * c * (5 * c * c - 3) / 2);
}

/* The largest pull of the degree 2 of a tide: 3 k2 GM/d^3 R^5/r^4. */
static double tide_size(double gm, leo_vec3 body, leo_vec3 pos)
{
    return 3 * 0.3 * gm / pow(leo_norm(body), 3) * pow(LEO_EARTH_RADIUS_M, 5) / pow(leo_norm(pos), 4);
}

static void the_tide_is_nearly_that_of_one_love_number_a_degree(void)
{
    const leo_force_tide_config still = { 0 };
    const void *made = fly_made(&leo_force_solid_tide, &still, NULL, arena, NULL);
    leo_force_host host = fly_host(NULL, NULL);
    host.body_gm_m3_s2[SUN] = host.body_gm_m3_s2[MOON] = 0;
    const void *bare = leo_force_made(&leo_force_solid_tide, &still, &host, arena, NULL);
    leo_surroundings here = low_orbit();
    const leo_vec3 places[] = { { 7e6, 0, 0 }, { 3e6, 5e6, -4e6 }, { 0, 0, 6.6e6 }, { -2e6, 6e6, 3e6 } };
    for (size_t turn = 0; turn < 3 * sizeof places / sizeof *places; turn++) {
        const size_t i = turn / 3;
        here.body_m[SUN] = turn % 3 ? leo_vec(1e11, -0.9e11, 0.6e11) : leo_vec(0, 0, LEO_AU_M);
        // on the axes; off them; off them and so near that degree 3 is a fifth of degree 2
        here.body_m[MOON] = turn % 3 == 0   ? leo_vec(3.844e8, 0, 0)
                            : turn % 3 == 1 ? leo_vec(2.4e8, 2.2e8, 1.9e8)
                                            : leo_vec(0.8e7, -0.9e7, 0.9e7);
        here.pos_icrf_m = here.pos_fixed_m = places[i];
        const double h = 2000;
        double g[3];
        for (int k = 0; k < 3; k++) {
            const leo_vec3 step = leo_vec(k == 0 ? h : 0, k == 1 ? h : 0, k == 2 ? h : 0);
            const leo_vec3 up = leo_add(places[i], step), down = leo_sub(places[i], step);
            g[k] = (tide_potential(LEO_SUN_GM_M3_S2, here.body_m[SUN], up) -
                    tide_potential(LEO_SUN_GM_M3_S2, here.body_m[SUN], down) +
                    tide_potential(LEO_MOON_GM_M3_S2, here.body_m[MOON], up) -
                    tide_potential(LEO_MOON_GM_M3_S2, here.body_m[MOON], down)) /
                   (2 * h);
        }
        const leo_vec3 want = leo_vec(g[0], g[1], g[2]);
        // step 2 is what is left without bodies. Of degree 2: k2m differ from k20 by up to 1.2 %, the lag is 0.5 %, what it
        // raises in degree 4 is 0.3 %
        const double size = tide_size(LEO_SUN_GM_M3_S2, here.body_m[SUN], places[i]) +
                            tide_size(LEO_MOON_GM_M3_S2, here.body_m[MOON], places[i]);
        const leo_vec3 tuned = tide_of(bare, here);
        CHECK_NEAR(leo_norm(leo_sub(leo_sub(tide_of(made, here), tuned), want)), 0, 0.02 * size);
    }
}

static void degree_3_is_what_turns_with_the_body(void)
{
    // degree 2, and what it raises in degree 4, are the same for a body on the other side
    const leo_force_tide_config still = { 0 };
    leo_force_host host = fly_host(NULL, NULL);
    host.body_gm_m3_s2[SUN] = 0;
    const void *made = leo_force_made(&leo_force_solid_tide, &still, &host, arena, NULL);
    const leo_vec3 bodies[] = { { 3e8, 1e8, 1.5e8 }, { -1e8, 2e8, -2e8 }, { 1e6, -3.5e8, 5e7 } };
    const leo_vec3 places[] = {
        { 6.6e6, 0, 0 }, { 3e6, 5e6, -4e6 }, { -2e6, 6e6, 3e6 }, { 1e6, -2e6, 6.5e6 }
    };
    for (int i = 0; i < 12; i++) {
        const leo_vec3 body = bodies[i % 3], pos = places[i / 3];
        const double h = 1000, far = pow(leo_norm(body), 4), gm = LEO_MOON_GM_M3_S2;
        double g[3];
        for (int k = 0; k < 3; k++) {
            const leo_vec3 step = leo_vec(k == 0 ? h : 0, k == 1 ? h : 0, k == 2 ? h : 0);
            double odd = 0;
            for (int sides = 0; sides < 4; sides++) {
                const double to = sides % 2 ? 1 : -1, of = sides / 2 ? 1 : -1;
                odd += to * of * tide_potential(gm, leo_scale(of, body), leo_add_scaled(pos, to, step));
            }
            g[k] = odd / (2 * h);
        }
        leo_surroundings here = at(pos, leo_vec(0, 7500, 0));
        here.body_m[MOON] = body;
        const leo_vec3 near = tide_of(made, here);
        here.body_m[MOON] = leo_scale(-1, body);
        const leo_vec3 got = leo_sub(near, tide_of(made, here));
        // k33 is 1 % more than the others; the largest pull is 2 * 4 k3 GM R^7/(d^4 r^5)
        const double size = 8 * 0.093 * gm / far * pow(LEO_EARTH_RADIUS_M, 7) / pow(leo_norm(pos), 5);
        CHECK_NEAR(leo_norm(leo_sub(got, leo_vec(g[0], g[1], g[2]))), 0, 0.012 * size);
    }
}

static void the_tide_is_as_large_as_textbooks_say(void)
{
    // Montenbruck & Gill 2012, figure 3.1: 1e-7 .. 1e-6 m/s^2 at 7000 km
    const leo_force_tide_config still = { 0 };
    const void *made = fly_made(&leo_force_solid_tide, &still, NULL, arena, NULL);
    leo_surroundings here = low_orbit();
    leo_vec3 a = tide_of(made, here);
    CHECK(leo_norm(a) > 1e-7 && leo_norm(a) < 1e-6);
    CHECK(a.x < 0); // below the Moon the bulge pulls down
    here.pos_fixed_m = leo_vec(1, 0, 0);
    CHECK(leo_force_solid_tide.accel(made, &here, &a, NULL) == LEO_RETRY_STEP);
}

static void the_lasting_tide_is_left_out_of_a_field_that_has_it(void)
{
    // IERS Conventions (2010), equation 6.14: 4.4228e-8 * (-0.31460) * 0.30190 = -4.2006e-9 in C20
    leo_gravity zero = *leo_gravity_earth();
    zero.tides = LEO_TIDE_ZERO;
    leo_gravity none = *leo_gravity_earth();
    none.tides = LEO_TIDE_FREE;
    const leo_force_tide_config still = { 0 };
    const leo_surroundings here = at(leo_vec(0, 0, 7e6), leo_vec(0, 7500, 0));
    const leo_vec3 with = tide_of(fly_made(&leo_force_solid_tide, &still, &zero, arena, NULL), here);
    const leo_vec3 without = tide_of(fly_made(&leo_force_solid_tide, &still, &none, arena, NULL), here);
    // over the pole: -3 GM/r^2 (R/r)^2 C20 sqrt 5
    const double want = 3 * zero.gm_m3_s2 / (7e6 * 7e6) * pow(zero.radius_m / 7e6, 2) * sqrt(5) * 4.2006e-9;
    CHECK_NEAR(without.z - with.z, want, 2e-4 * fabs(want));
}

static void the_tuned_tide_is_k1_of_the_conventions(void)
{
    /*
     * IERS Conventions (2010), table 6.5a: K1 470.9e-12, its neighbour 68.1e-12 in C21 and S21. Without bodies only step 2
     * is left; over a sidereal day C21 and S21 turn once: at 45 degrees of latitude the pull of C21 sin swings with
     * 3 GM/r^2 (R/r)^2 sqrt(15)/2 C21, and the sum of all its terms stays below 470.9 + 68.1 + 43.4 + 20.6 + 40.
     */
    const leo_force_tide_config still = { 0 };
    leo_force_host host = fly_host(NULL, NULL);
    host.body_gm_m3_s2[SUN] = host.body_gm_m3_s2[MOON] = 0;
    const void *made = leo_force_made(&leo_force_solid_tide, &still, &host, arena, NULL);
    double largest = 0;
    for (int hour = 0; hour < 24; hour++) {
        leo_surroundings here = at(leo_vec(7e6 * sqrt(0.5), 0, 7e6 * sqrt(0.5)), leo_vec(0, 7500, 0));
        const double turn = 2 * 3.14159265358979 * hour / 24.;
        here.elapsed_s = 3600. * hour;
        here.fixed_from_icrf =
            (leo_mat3){ { { cos(turn), sin(turn), 0 }, { -sin(turn), cos(turn), 0 }, { 0, 0, 1 } } };
        largest = fmax(largest, leo_norm(tide_of(made, here)));
    }
    const double unit =
        3 * LEO_EARTH_GM_M3_S2 / (7e6 * 7e6) * pow(LEO_EARTH_RADIUS_M / 7e6, 2) * sqrt(15) / 2;
    CHECK(largest > 300e-12 * unit && largest < 700e-12 * unit);
}

static void the_tuned_part_takes_a_seventh_off_k1(void)
{
    /*
     * IERS Conventions (2010), table 6.5a: the Love number of K1 is 0.04084 less than the nominal 0.29830. K1 stands still
     * among the stars: over a year it is what is left, at 45 degrees north in longitude 90 less that in longitude 270, of
     * the diurnal tides. Its neighbour of the node, an eighth of it, has 0.04355; the others are gone to some percent.
     */
    leo_epoch epoch;
    CHECK(leo_epoch_from_utc("2005-03-01T00:00:00Z", &epoch, NULL) == LEO_OK);
    const leo_earth *earth = leo_earth_create(NULL, epoch, 366 * 86400., arena, NULL);
    const leo_force_tide_config still = { 0 };
    leo_force_host host = fly_host(earth, NULL);
    host.epoch = epoch;
    const void *made = leo_force_made(&leo_force_solid_tide, &still, &host, arena, NULL);
    host.body_gm_m3_s2[SUN] = host.body_gm_m3_s2[MOON] = 0;
    const void *bare = leo_force_made(&leo_force_solid_tide, &still, &host, arena, NULL);
    CHECK(earth && made && bare);
    if (!earth || !made || !bare)
        return;
    double whole = 0, tuned = 0;
    for (int i = 0; i < 4 * 365; i++)
        for (int side = -1; side <= 1; side += 2) {
            const double t = i * 86400 / 4. + 1;
            const leo_vec3 pos = leo_vec(0, side * 5e6, 5e6);
            leo_surroundings here = { .elapsed_s = t, .pos_icrf_m = pos };
            here.fixed_from_icrf = leo_earth_itrf_from_gcrf(earth, t);
            here.pos_fixed_m = leo_mat_vec(here.fixed_from_icrf, pos);
            here.body_m[SUN] = leo_earth_sun_gcrf_m(earth, t);
            here.body_m[MOON] = leo_earth_moon_gcrf_m(earth, t);
            whole += side * leo_dot(tide_of(made, here), pos);
            tuned += side * leo_dot(tide_of(bare, here), pos);
        }
    printf("    %.4f of the nominal, K1 alone -0.1369\n", tuned / (whole - tuned));
    CHECK_NEAR(tuned / (whole - tuned), -0.04084 / 0.29830, 0.006);
}

static void the_pole_tide_is_as_large_as_the_conventions_say(void)
{
    // 1.333e-9 per arc second; the pole wanders by some 0.3", that is 4e-10 in C21, S21: 1e-9 m/s^2 times 3 sqrt(15)/2 ...
    const leo_force_tide_config still = { 0 }, wandering = { 1 };
    leo_surroundings here = at(leo_vec(5e6, 1e6, 5e6), leo_vec(0, 7500, 0));
    here.elapsed_s = 5e8; // 2015
    const leo_vec3 more =
        leo_sub(tide_of(fly_made(&leo_force_solid_tide, &wandering, NULL, arena, NULL), here),
                tide_of(fly_made(&leo_force_solid_tide, &still, NULL, arena, NULL), here));
    CHECK(leo_norm(more) > 1e-10 && leo_norm(more) < 2e-8);
}

static leo_vec3 relativity_of(leo_force_host host, leo_surroundings here)
{
    leo_vec3 a = { 0 };
    CHECK(leo_force_relativity.accel(leo_force_made(&leo_force_relativity, "", &host, arena, NULL), &here, &a,
                                     NULL) == LEO_OK);
    return a;
}

static void relativity_is_three_times_v2_over_c2_on_a_circle(void)
{
    // on a circle v^2 = GM/r, r.v = 0: a = 3 (GM/r^2) (v/c)^2 outward. No spin, no Sun: the first term alone
    leo_force_host host = fly_host(NULL, NULL);
    host.body_count = 0;
    leo_surroundings here = low_orbit();
    leo_vec3 a = relativity_of(host, here);
    const double v2 = LEO_EARTH_GM_M3_S2 / 7e6,
                 want = 3 * v2 / 7e6 * v2 / (LEO_LIGHT_SPEED_M_S * LEO_LIGHT_SPEED_M_S);
    CHECK_NEAR(a.x, want, 1e-12 * want);
    CHECK(a.y == 0 && a.z == 0);
    // falling straight down: [4 GM/r - v^2] r + 4 v^2 r
    here.vel_icrf_m_s = leo_vec(-sqrt(v2), 0, 0);
    CHECK_NEAR(relativity_of(host, here).x, want * 7 / 3, 1e-12 * want);
    here.pos_icrf_m = leo_vec(0, 0, 0);
    CHECK(leo_force_relativity.accel(leo_force_made(&leo_force_relativity, "", &host, arena, NULL), &here, &a,
                                     NULL) == LEO_RETRY_STEP);
}

static void the_turning_earth_drags_the_node_of_lageos(void)
{
    /*
     * Lense-Thirring: the node advances by 2 G J/(c^2 a^3 (1 - e^2)^1.5) = 31 mas a year for LAGEOS (Ciufolini & Pavlis,
     * Nature 431 (2004) 958: a 12270 km). The mean torque along the node over the circle gives the same.
     */
    const double r = 12.27e6, v = sqrt(LEO_EARTH_GM_M3_S2 / r), inc = 1.9169;
    leo_force_host host = fly_host(NULL, NULL);
    host.body_count = 0;
    double rate = 0;
    for (int i = 0; i < 360; i++) {
        const double u = i * 3.14159265358979 / 180;
        leo_surroundings here = at(leo_vec(r * cos(u), r * sin(u) * cos(inc), r * sin(u) * sin(inc)),
                                   leo_vec(-v * sin(u), v * cos(u) * cos(inc), v * cos(u) * sin(inc)));
        const leo_vec3 still = relativity_of(host, here);
        here.spin_icrf_rad_s = leo_vec(0, 0, 7.292115e-5);
        const leo_vec3 more = leo_sub(relativity_of(host, here), still);
        const double across = leo_dot(more, leo_vec(0, -sin(inc), cos(inc)));
        rate += across * sin(u) / (v * sin(inc)) / 360;
    }
    CHECK_NEAR(rate * 365.25 * 86400 * 206264806.247, 31, 0.5);
}

static void the_way_around_the_sun_turns_the_axes_by_19_mas_a_year(void)
{
    // de Sitter precession, IERS Conventions (2010), section 10.1: 19.2 mas a year; a = 2 W x v
    leo_epoch epoch;
    CHECK(leo_epoch_from_utc("2005-03-01T00:00:00Z", &epoch, NULL) == LEO_OK);
    const leo_earth *earth = leo_earth_create(NULL, epoch, 86400, arena, NULL);
    leo_force_host host = fly_host(earth, NULL);
    leo_surroundings here = at(leo_vec(7e6, 0, 0), leo_vec(0, 7500, 0));
    here.body_m[SUN] = fly_body(earth, SUN, 0);
    const leo_vec3 with = relativity_of(host, here);
    host.body_count = 0;
    const leo_vec3 more = leo_sub(with, relativity_of(host, here));
    // W stands on the ecliptic: its part along the pole of the equator is cos 23.4 degrees
    const double w_mas = -more.x / (2 * 7500) / cos(0.40909) * 365.25 * 86400 * 206264806.247;
    CHECK_NEAR(w_mas, 19.2, 0.6); // 3 % by the season: the Earth is nearer to the Sun and faster
}

static leo_vec3 light_of(leo_force_host host, leo_surroundings here)
{
    static const leo_force_albedo_config black = { 1 };
    leo_vec3 a = { 0 };
    CHECK(leo_force_albedo.accel(leo_force_made(&leo_force_albedo, &black, &host, arena, NULL), &here, &a,
                                 NULL) == LEO_OK);
    return a;
}

static void the_dark_earth_pushes_by_its_heat_alone(void)
{
    /*
     * Over the night side of the equator: emissivity 0.68 less 0.18 P2 of the latitudes seen, over 4. From 2 radii up all
     * sides are dark enough; the mean of P2 over the disc lies between -1/2 and 0: 0.68 .. 0.77 of S/4, times (R/r)^2.
     */
    leo_surroundings here = at(leo_vec(8e6, 0, 0), leo_vec(0, 7000, 0));
    here.body_m[SUN] = leo_vec(-LEO_AU_M, 0, 0);
    const leo_vec3 a = light_of(fly_host(NULL, NULL), here);
    const double unit = 4.56e-6 / 4 * pow(LEO_EARTH_MEAN_RADIUS_M / 8e6, 2);
    CHECK(a.x > 0.68 * unit && a.x < 0.77 * unit);
    CHECK(fabs(a.y) < 0.01 * a.x && fabs(a.z) < 0.05 * a.x);
}

static void the_bright_earth_pushes_a_third_of_sunlight_at_most(void)
{
    // Knocke, Ries & Tapley 1988: in low orbit 10 to 25 % of the direct pressure, mostly outward
    leo_surroundings here = at(leo_vec(7e6, 0, 0), leo_vec(0, 7500, 0));
    here.body_m[SUN] = leo_vec(LEO_AU_M, 0, 0);
    const double noon = light_of(fly_host(NULL, NULL), here).x / 4.56e-6;
    here.body_m[SUN] = leo_vec(0, LEO_AU_M, 0);
    const double dusk = light_of(fly_host(NULL, NULL), here).x / 4.56e-6;
    CHECK(noon > 0.2 && noon < 0.5);
    CHECK(dusk > 0.1 && dusk < noon);
    // far out it falls with the square of the distance
    here = at(leo_vec(7e8, 0, 0), leo_vec(0, 700, 0));
    here.body_m[SUN] = leo_vec(LEO_AU_M, 0, 0);
    const double once = light_of(fly_host(NULL, NULL), here).x;
    here.pos_fixed_m.x *= 2;
    CHECK_NEAR(light_of(fly_host(NULL, NULL), here).x / once, 0.25, 0.005);
}

static void needs_the_earth_at_the_centre(void)
{
    leo_force_host host = fly_host(NULL, NULL);
    host.center = LEO_BODY_MOON;
    const leo_force_tide_config tide = { 1 };
    const leo_force_albedo_config albedo = { 1 };
    leo_error error = { 0 };
    CHECK(!leo_force_made(&leo_force_solid_tide, &tide, &host, arena, &error));
    CHECK(error.status == LEO_BAD_INPUT && strcmp(error.where, "forces.solid-tide") == 0);
    error = (leo_error){ 0 };
    CHECK(!leo_force_made(&leo_force_albedo, &albedo, &host, arena, &error));
    CHECK(error.status == LEO_BAD_INPUT && strcmp(error.where, "forces.albedo") == 0);
    leo_surroundings here = low_orbit();
    here.mass_kg = 0;
    leo_vec3 a;
    host.center = LEO_BODY_EARTH;
    CHECK(leo_force_albedo.accel(leo_force_made(&leo_force_albedo, &albedo, &host, arena, NULL), &here, &a,
                                 NULL) == LEO_RETRY_STEP);
}

int main(void)
{
    arena = leo_arena_create(NULL);
    RUN(the_tide_is_nearly_that_of_one_love_number_a_degree);
    RUN(degree_3_is_what_turns_with_the_body);
    RUN(the_tide_is_as_large_as_textbooks_say);
    RUN(the_lasting_tide_is_left_out_of_a_field_that_has_it);
    RUN(the_tuned_tide_is_k1_of_the_conventions);
    RUN(the_tuned_part_takes_a_seventh_off_k1);
    RUN(the_pole_tide_is_as_large_as_the_conventions_say);
    RUN(relativity_is_three_times_v2_over_c2_on_a_circle);
    RUN(the_turning_earth_drags_the_node_of_lageos);
    RUN(the_way_around_the_sun_turns_the_axes_by_19_mas_a_year);
    RUN(the_dark_earth_pushes_by_its_heat_alone);
    RUN(the_bright_earth_pushes_a_third_of_sunlight_at_most);
    RUN(needs_the_earth_at_the_centre);
    leo_arena_destroy(arena);
    return check_result();
}
