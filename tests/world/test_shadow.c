/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "time/epoch.h"
#include "world/body.h"
#include "world/earth.h"
#include "world/geodesy.h"
#include "world/shadow.h"

static const leo_vec3 sun = { 1.495978707e11, 0, 0 };

static void the_cones_have_the_size_of_geometry(void)
{
    // Behind the Earth the umbra tapers with (Rs - R)/D, the penumbra widens with (Rs + R)/D.
    const double d = sun.x, r = LEO_EARTH_MEAN_RADIUS_M, back = 2e6 + 7e6;
    const double umbra = r - back * (LEO_SUN_RADIUS_M - r) / d,
                 penumbra = r + back * (LEO_SUN_RADIUS_M + r) / d;
    // cones touch the ball, not its equator: second order in the half-angle, 6.4e6 (4.6e-3)^2 / 2 = 70 m, and parallax
    CHECK(leo_sunlit_fraction(leo_vec(-back, umbra - 300, 0), sun) == 0);
    CHECK(leo_sunlit_fraction(leo_vec(-back, umbra + 300, 0), sun) > 0);
    CHECK(leo_sunlit_fraction(leo_vec(-back, 0, penumbra - 300), sun) < 1);
    CHECK(leo_sunlit_fraction(leo_vec(-back, 0, penumbra + 300), sun) == 1);
    // on the edge of the ball's cylinder the limb cuts the disc in two; the Earth's disc is large: nearly straight
    CHECK_NEAR(leo_sunlit_fraction(leo_vec(-back, r, 0), sun), 0.5, 0.02);
}

static void day_and_night_are_plain(void)
{
    CHECK(leo_sunlit_fraction(leo_vec(7e6, 0, 0), sun) == 1);
    CHECK(leo_sunlit_fraction(leo_vec(0, 7e6, 0), sun) == 1);
    CHECK(leo_sunlit_fraction(leo_vec(-7e6, 0, 0), sun) == 0);
    CHECK(leo_sunlit_fraction(leo_vec(-36e6, 1e6, 2e6), sun) == 0);
    // beyond the tip of the umbra (1.4e9 m) a ring of the Sun is left: 1 - (b/a)^2
    const leo_vec3 far = { -3e9, 0, 0 };
    const double a = asin(LEO_SUN_RADIUS_M / (sun.x + 3e9)), b = asin(LEO_EARTH_MEAN_RADIUS_M / 3e9);
    CHECK_NEAR(leo_sunlit_fraction(far, sun), 1 - b * b / (a * a), 1e-12);
}

static void the_fraction_rises_steadily_through_the_penumbra(void)
{
    double before = 0;
    int inside = 0;
    for (double y = 6.2e6; y < 6.5e6; y += 200) {
        const double now = leo_sunlit_fraction(leo_vec(-2e6, y, 0), sun);
        CHECK(now >= before && now <= 1);
        CHECK(now - before < 0.03);
        inside += now > 0 && now < 1;
        before = now;
    }
    CHECK(before == 1 && inside > 50);
}

static void elevation_is_the_angle_above_the_horizon(void)
{
    const double deg = 180 / 3.14159265358979323846;
    CHECK_NEAR(leo_sun_elevation_rad(leo_vec(7e6, 0, 0), sun) * deg, 90, 1e-9);
    CHECK_NEAR(leo_sun_elevation_rad(leo_vec(-7e6, 0, 0), sun) * deg, -90, 1e-9);
    // at the terminator parallax lowers it by 7e6/1.5e11
    CHECK_NEAR(leo_sun_elevation_rad(leo_vec(0, 7e6, 0), sun), -7e6 / sun.x, 1e-12);
}

/* Where Voskhod 2 was on 1965-03-18 by its elements (McDowell, General Catalog, propagated with J2): digits printed. */
typedef struct point {
    const char *utc;
    double lat_deg, lon_deg, alt_km, sun_deg;
} point;

static void the_sun_stood_over_voskhod_2_as_reconstructed(void)
{
    const point points[] = { { "1965-03-18T08:34:51Z", 41.7, 36.0, 182, 45 },
                             { "1965-03-18T08:40:51Z", 59.5, 62.6, 179, 29 },
                             { "1965-03-18T08:47:00Z", 63.9, 115.4, 201, 10 },
                             { "1965-03-18T08:51:54Z", 53.5, 147.8, 233, -6 },
                             { "1965-03-18T08:55:17Z", 43.0, 160.3, 261, -17 } };
    const double rad = 3.14159265358979323846 / 180;
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        leo_epoch epoch;
        leo_arena *arena = leo_arena_create(NULL);
        CHECK(leo_epoch_from_utc(points[i].utc, &epoch, NULL) == LEO_OK);
        const leo_earth *earth = leo_earth_create(NULL, epoch, 0, arena, NULL);
        const leo_vec3 itrf = leo_itrf_from_geodetic(
            (leo_geodetic){ points[i].lat_deg * rad, points[i].lon_deg * rad, 1000 * points[i].alt_km });
        const leo_vec3 pos = leo_mat_tvec(leo_earth_itrf_from_gcrf(earth, 0), itrf);
        const leo_vec3 from = leo_earth_sun_gcrf_m(earth, 0);
        const double sun_deg = leo_sun_elevation_rad(pos, from) / rad;
        const double limb_deg = -acos(LEO_EARTH_MEAN_RADIUS_M / leo_norm(pos)) / rad;
        printf("    %s Sun %.2f deg, limb %.2f deg, sunlit %.2f\n", points[i].utc, sun_deg, limb_deg,
               leo_sunlit_fraction(pos, from));
        CHECK_NEAR(sun_deg, points[i].sun_deg, 0.6); // printed in whole degrees, the place in tenths
        if (points[i].sun_deg > -17)
            CHECK(leo_sunlit_fraction(pos, from) == 1);
        else // sunset at the craft; the reconstruction allows 1.5 deg of longitude, 1.1 deg of the Sun's height
            CHECK_NEAR(sun_deg, limb_deg, 1.1);
        leo_arena_destroy(arena);
    }
}

int main(void)
{
    RUN(the_cones_have_the_size_of_geometry);
    RUN(day_and_night_are_plain);
    RUN(the_fraction_rises_steadily_through_the_penumbra);
    RUN(elevation_is_the_angle_above_the_horizon);
    RUN(the_sun_stood_over_voskhod_2_as_reconstructed);
    return check_result();
}
