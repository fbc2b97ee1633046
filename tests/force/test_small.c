/* SPDX-License-Identifier: MIT */

/* The two smallest forces: tides of the solid Earth, relativity. */
#include "check.h"
#include "force/force.h"
#include "world/body.h"

static leo_surroundings low_orbit(void)
{
    return (leo_surroundings){ .pos_gcrf_m = { 7e6, 0, 0 },
                               .vel_gcrf_m_s = { 0, sqrt(LEO_EARTH_GM_M3_S2 / 7e6), 0 },
                               .sun_gcrf_m = { 0, 0, LEO_AU_M },
                               .moon_gcrf_m = { 3.844e8, 0, 0 },
                               .mass_kg = 1 };
}

/* Potential of the tide of one body: k2 GM/d^3 R^5/r^3 (3 cos^2 - 1)/2 (IERS Conventions 2010, section 6.2, degree 2). */
static double tide_potential(double gm, leo_vec3 body, leo_vec3 pos)
{
    const double d = leo_norm(body), r = leo_norm(pos), c = leo_dot(body, pos) / (d * r);
    return 0.30190 * gm / (d * d * d) * pow(LEO_EARTH_RADIUS_M, 5) / (r * r * r) * (3 * c * c - 1) / 2;
}

static void the_tide_is_the_gradient_of_its_potential(void)
{
    leo_surroundings here = low_orbit();
    const leo_vec3 places[] = { { 7e6, 0, 0 }, { 3e6, 5e6, -4e6 }, { 0, 0, 6.6e6 }, { -2e6, 6e6, 3e6 } };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        leo_vec3 a, want;
        here.pos_gcrf_m = places[i];
        CHECK(leo_force_solid_tide.accel(NULL, &here, &a, NULL) == LEO_OK);
        const double h = 2000;
        double g[3];
        for (int k = 0; k < 3; k++) {
            const leo_vec3 step = leo_vec(k == 0 ? h : 0, k == 1 ? h : 0, k == 2 ? h : 0);
            const leo_vec3 up = leo_add(places[i], step), down = leo_sub(places[i], step);
            g[k] = (tide_potential(LEO_SUN_GM_M3_S2, here.sun_gcrf_m, up) -
                    tide_potential(LEO_SUN_GM_M3_S2, here.sun_gcrf_m, down) +
                    tide_potential(LEO_MOON_GM_M3_S2, here.moon_gcrf_m, up) -
                    tide_potential(LEO_MOON_GM_M3_S2, here.moon_gcrf_m, down)) /
                   (2 * h);
        }
        want = leo_vec(g[0], g[1], g[2]);
        // differences: (h/r)^2 times a factor of 10
        CHECK_NEAR(leo_norm(leo_sub(a, want)), 0, 3e-6 * leo_norm(want));
    }
}

static void the_tide_is_as_large_as_textbooks_say(void)
{
    // Montenbruck & Gill 2012, figure 3.1: 1e-7 .. 1e-6 m/s^2 at 7000 km
    leo_surroundings here = low_orbit();
    leo_vec3 a;
    CHECK(leo_force_solid_tide.accel(NULL, &here, &a, NULL) == LEO_OK);
    CHECK(leo_norm(a) > 1e-7 && leo_norm(a) < 1e-6);
    CHECK(a.x < 0); // below the Moon the bulge pulls down
    here.pos_gcrf_m = leo_vec(1, 0, 0);
    CHECK(leo_force_solid_tide.accel(NULL, &here, &a, NULL) == LEO_RETRY_STEP);
}

static void relativity_is_three_times_v2_over_c2_on_a_circle(void)
{
    // on a circle v^2 = GM/r, r.v = 0: a = 3 (GM/r^2) (v/c)^2 outward
    leo_surroundings here = low_orbit();
    leo_vec3 a;
    CHECK(leo_force_relativity.accel(NULL, &here, &a, NULL) == LEO_OK);
    const double v2 = LEO_EARTH_GM_M3_S2 / 7e6,
                 want = 3 * v2 / 7e6 * v2 / (LEO_LIGHT_SPEED_M_S * LEO_LIGHT_SPEED_M_S);
    CHECK_NEAR(a.x, want, 1e-12 * want);
    CHECK(a.y == 0 && a.z == 0);
    // falling straight down: [4 GM/r - v^2] r + 4 v^2 r
    here.vel_gcrf_m_s = leo_vec(-sqrt(v2), 0, 0);
    CHECK(leo_force_relativity.accel(NULL, &here, &a, NULL) == LEO_OK);
    CHECK_NEAR(a.x, want * 7 / 3, 1e-12 * want);
    here.pos_gcrf_m = leo_vec(0, 0, 0);
    CHECK(leo_force_relativity.accel(NULL, &here, &a, NULL) == LEO_RETRY_STEP);
}

int main(void)
{
    RUN(the_tide_is_the_gradient_of_its_potential);
    RUN(the_tide_is_as_large_as_textbooks_say);
    RUN(relativity_is_three_times_v2_over_c2_on_a_circle);
    return check_result();
}
