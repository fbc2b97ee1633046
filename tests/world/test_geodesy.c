/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "world/body.h"
#include "world/geodesy.h"

static const double PI = 3.14159265358979323846;

static leo_geodetic at(double lat_deg, double lon_deg, double alt_m)
{
    return (leo_geodetic){ lat_deg * PI / 180, lon_deg * PI / 180, alt_m };
}

static void a_place_matches_the_published_example(void)
{
    // Vallado, Fundamentals of Astrodynamics, 4th ed., example 3-3: (6524.834, 6862.875, 6448.296) km is
    // latitude 34.352496 deg, longitude 46.4464 deg, height 5085.22 km; the digits printed set the tolerance
    const leo_geodetic place = leo_geodetic_from_itrf(leo_vec(6524834, 6862875, 6448296));
    CHECK_NEAR(place.lat_rad * 180 / PI, 34.352496, 1e-6);
    CHECK_NEAR(place.lon_rad * 180 / PI, 46.4464, 1e-4);
    CHECK_NEAR(place.alt_m, 5085.22e3, 10);
    // WGS 84: the polar radius is 6356752.3142 m
    CHECK_NEAR(leo_itrf_from_geodetic(at(90, 0, 0)).z, 6356752.3142, 1e-4);
    CHECK_NEAR(leo_itrf_from_geodetic(at(0, 90, 0)).y, 6378137, 1e-9);
}

static void places_come_back_from_everywhere(void)
{
    const double heights[] = { -10e3, -100, 0, 1, 8848, 100e3, 261e3, 1e6, 36e6, 4e8, 1e9 };
    double worst_near = 0, worst_far = 0;
    for (size_t i = 0; i < sizeof heights / sizeof *heights; i++)
        for (int lat = -90; lat <= 90; lat += 1)
            for (int lon = -180; lon < 180; lon += 37) {
                const leo_geodetic place = at(lat, lon, heights[i]);
                const leo_vec3 pos = leo_itrf_from_geodetic(place);
                const leo_geodetic back = leo_geodetic_from_itrf(pos);
                const double miss = leo_norm(leo_sub(leo_itrf_from_geodetic(back), pos));
                if (heights[i] <= 1e7) {
                    worst_near = fmax(worst_near, miss);
                    CHECK_NEAR(back.alt_m, place.alt_m,
                               heights[i] == 0 ? 1e-8 : fmin(1e-8, fabs(heights[i]) / 2));
                } else {
                    worst_far = fmax(worst_far, miss / leo_norm(pos));
                }
                CHECK_NEAR(back.lat_rad, place.lat_rad,
                           lat == 0 ? 2e-15 : 3e-15 * fmax(1, fabs(place.lat_rad)) + 1e-15);
            }
    printf("    round trip: %.1e m up to 1e7 m, %.1e relative beyond\n", worst_near, worst_far);
    // a position of 7e6 m is resolved to 1e-9 m, of anything to 2.2e-16: a few of these
    CHECK(worst_near < 6e-9);
    CHECK(worst_far < 1e-15);
}

static void axis_and_centre_are_defined(void)
{
    leo_geodetic place = leo_geodetic_from_itrf(leo_vec(0, 0, 6356752.3142451793 + 1000));
    CHECK_NEAR(place.lat_rad, PI / 2, 1e-15);
    CHECK(place.lon_rad == 0);
    CHECK_NEAR(place.alt_m, 1000, 2e-9);
    place = leo_geodetic_from_itrf(leo_vec(0, 0, -6.7e6));
    CHECK_NEAR(place.lat_rad, -PI / 2, 1e-15);
    place = leo_geodetic_from_itrf(leo_vec(0, 0, 0));
    CHECK(place.lat_rad == 0 && place.lon_rad == 0 && place.alt_m == -LEO_EARTH_RADIUS_M);
    place = leo_geodetic_from_itrf(leo_vec(1000, 1000, 500));
    CHECK(isfinite(place.lat_rad) && isfinite(place.alt_m));
}

static void the_vertical_is_the_gradient_of_height(void)
{
    const leo_geodetic place = at(47, -110, 250e3);
    const leo_vec3 up = leo_geodetic_up(place), pos = leo_itrf_from_geodetic(place);
    CHECK_NEAR(leo_norm(up), 1, 1e-15);
    CHECK_NEAR(leo_geodetic_from_itrf(leo_add_scaled(pos, 1000, up)).alt_m, 251e3, 1e-8);
    CHECK_NEAR(leo_geodetic_from_itrf(leo_add_scaled(pos, 1000, up)).lat_rad, place.lat_rad, 1e-15);
}

static void distances_match_published_ones(void)
{
    // Karney, Algorithms for geodesics, J. Geodesy 87 (2013), section 4 (nearly antipodal): 19 989 832.827 610 m
    CHECK_NEAR(leo_geodetic_distance_m(at(-30, 0, 0), at(29.9, 179.8, 0)), 19989832.827610, 1e-3);
    // GeographicLib's manual: Wellington to Salamanca 19 959 679.267 m; JFK to LHR 5 551 759.400 m
    CHECK_NEAR(leo_geodetic_distance_m(at(-41.32, 174.81, 0), at(40.96, -5.50, 0)), 19959679.26735382, 1e-3);
    CHECK_NEAR(leo_geodetic_distance_m(at(40.6, -73.8, 0), at(51.6, -0.5, 0)), 5551759.400, 1e-3);
    // half a meridian: 20 003 931.4586 m, over either pole
    CHECK_NEAR(leo_geodetic_distance_m(at(0, 20, 0), at(0, -160, 0)), 20003931.4586, 1e-3);
    CHECK_NEAR(leo_geodetic_distance_m(at(90, 0, 0), at(-90, 77, 0)), 20003931.4586, 1e-3);
    CHECK_NEAR(leo_geodetic_distance_m(at(35, 10, 0), at(-35, -170, 0)), 20003931.4586, 1e-3);
    // along the equator: a degree is 111 319.4908 m
    CHECK_NEAR(leo_geodetic_distance_m(at(0, 179.5, 0), at(0, -179.5, 0)), 111319.4908, 1e-3);
}

static void distance_is_a_distance(void)
{
    const leo_geodetic places[] = { at(59.567, 55.467, 180), at(-33, 151, 0), at(0, 0, 0), at(89.9, 40, 0),
                                    at(-12, -179.9, 0) };
    enum { COUNT = sizeof places / sizeof *places };
    for (int i = 0; i < COUNT; i++) {
        CHECK(leo_geodetic_distance_m(places[i], places[i]) == 0);
        for (int j = 0; j < COUNT; j++) {
            const double there = leo_geodetic_distance_m(places[i], places[j]);
            CHECK(there <= 20003931.459 && there >= 0);
            CHECK(fabs(there - leo_geodetic_distance_m(places[j], places[i])) < 1e-6);
            for (int k = 0; k < COUNT; k++)
                CHECK(there <= leo_geodetic_distance_m(places[i], places[k]) +
                                   leo_geodetic_distance_m(places[k], places[j]) + 1e-3);
        }
    }
    // small ones are those of the tangent plane
    CHECK_NEAR(leo_geodetic_distance_m(at(45, 10, 0), at(45.00001, 10, 0)), 1.11132, 1e-5);
}

int main(void)
{
    RUN(a_place_matches_the_published_example);
    RUN(places_come_back_from_everywhere);
    RUN(axis_and_centre_are_defined);
    RUN(the_vertical_is_the_gradient_of_height);
    RUN(distances_match_published_ones);
    RUN(distance_is_a_distance);
    return check_result();
}
