/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "time/epoch.h"
#include "world/air.h"
#include "world/air_upper.h"
#include "world/earth.h"

static const double RAD = 0.017453292519943295;

static leo_air_drivers quiet(void)
{
    return (leo_air_drivers){ .f107 = 75,
                              .f107_mean = 75,
                              .kp = 1.3,
                              .lat_rad = 0.8,
                              .hour_angle_rad = 0.5,
                              .sun_lat_rad = -0.02,
                              .day_of_year = 77 };
}

static double density(leo_air_drivers drivers, double alt_m)
{
    leo_upper_air air;
    leo_upper_air_at(&drivers, alt_m, &air);
    return air.density_kg_m3;
}

/* Row by row of the public set: 2017-01-01T00:00 UTC, latitude 45 deg, longitude 0. */
static void matches_the_densities_computed_by_gmat(FILE *file)
{
    leo_epoch epoch;
    leo_error error = { 0 };
    leo_arena *arena = leo_arena_create(NULL);
    CHECK(leo_epoch_from_utc("2017-01-01T00:00:00Z", &epoch, &error) == LEO_OK);
    leo_earth *earth = leo_earth_create(NULL, epoch, 0, arena, &error);
    const leo_vec3 sun = leo_earth_sun_gcrf_m(earth, 0);
    const leo_mat3 itrf_from_gcrf = leo_earth_itrf_from_gcrf(earth, 0);
    char line[256];
    int count = 0;
    double worst = 0;
    while (fgets(line, sizeof line, file)) {
        double kp, f107, mean, lat, lon, alt_km, rho;
        if (sscanf(line, "%lf,%lf,%lf,2017-01-01T00:00:00,%lf,%lf,%lf,%lf", &kp, &f107, &mean, &lat, &lon,
                   &alt_km, &rho) != 7 ||
            alt_km <= 100)
            continue; // up to 100 km the published run takes a formula that is not used here
        const leo_vec3 pos = leo_mat_tvec(
            itrf_from_gcrf, leo_itrf_from_geodetic((leo_geodetic){ lat * RAD, lon * RAD, 1000 * alt_km }));
        const double year = (57754 - 36204) / 365.2422; // the source counts tropical years from 1958
        const leo_air_drivers drivers = {
            .f107 = f107,
            .f107_mean = mean,
            .kp = kp,
            .lat_rad = lat * RAD,
            .hour_angle_rad = atan2(pos.y, pos.x) - atan2(sun.y, sun.x),
            .sun_lat_rad = atan2(sun.z, hypot(sun.x, sun.y)),
            .day_of_year = 1 + 365.2422 * (year - floor(year)),
        };
        // 5e-4 is what the publishers of the set allow; at 125 km our joint of the two published pieces adds their
        // gap; at 1500 km 0.1 K of the exospheric temperature (whose Sun and sidereal time are not published) is 1e-3
        const double got = density(drivers, 1000 * alt_km), want = 1000 * rho;
        CHECK_NEAR(got / want, 1, alt_km == 125 || alt_km > 1000 ? 1e-3 : 5e-4);
        worst = fmax(worst, fabs(got / want - 1));
        count++;
    }
    printf("    %d densities, worst %.2e\n", count, worst);
    CHECK(count == 21);
    leo_arena_destroy(arena);
}

static void exospheric_temperature_is_jacchias(void)
{
    // Equinox, equator, Kp 0, F = Fm = 100: Tc = 379 + 324 = 703 K at night, 30 % more at most by day
    leo_air_drivers d = { .f107 = 100, .f107_mean = 100, .day_of_year = 80 };
    leo_upper_air air;
    double low = 1e9, high = 0;
    for (int hour = 0; hour < 48; hour++) {
        d.hour_angle_rad = hour * 7.5 * RAD;
        leo_upper_air_at(&d, 2000e3, &air);
        low = fmin(low, air.temperature_k);
        high = fmax(high, air.temperature_k);
    }
    // sampled every half hour, and at 2000 km within 2 K of the limit
    CHECK_NEAR(low, 703, 3);
    CHECK_NEAR(high, 703 * 1.3, 4);
}

static void falls_with_height_and_has_no_steps(void)
{
    const leo_air_drivers d = quiet();
    double before = density(d, 100e3);
    for (double z = 100e3 + 50; z < 2500e3; z += 50) {
        const double now = density(d, z);
        // no scale height is below 4 km: 1.3 % in 50 m; a step would show
        if (!(now < before && now > 0.985 * before) && z < 2390e3) {
            CHECK(!"falls smoothly");
            printf("    at %.2f km: %.4g after %.4g\n", z / 1000, now, before);
        }
        before = now;
    }
    CHECK(density(d, 2500e3) == 0);
    // at the seams, 1 m apart: what the slope takes, no more
    const double seams[] = { 110.6e3, 125e3, 170e3, 200e3, 230e3, 440e3, 500e3 };
    for (size_t i = 0; i < sizeof seams / sizeof *seams; i++)
        CHECK_NEAR(density(d, seams[i] + 0.5) / density(d, seams[i] - 0.5), 1, 3e-4);
}

static void swells_with_activity_and_by_day(void)
{
    leo_air_drivers d = quiet(), other = d;
    other.f107 = other.f107_mean = 200;
    CHECK(density(other, 400e3) > 5 * density(d, 400e3));
    other = d;
    other.kp = 6;
    CHECK(density(other, 400e3) > 1.3 * density(d, 400e3));
    CHECK(density(other, 150e3) > density(d, 150e3));
    // warmest about 14 h local time, coolest about 4 h
    other.kp = d.kp;
    other.hour_angle_rad = 30 * RAD;
    d.hour_angle_rad = -120 * RAD;
    CHECK(density(other, 400e3) > 1.5 * density(d, 400e3));
    // a full turn more is the same place
    d = other;
    other.hour_angle_rad += 2 * 3.14159265358979323846;
    CHECK_NEAR(density(other, 300e3) / density(d, 300e3), 1, 1e-12);
}

int main(void)
{
    RUN(exospheric_temperature_is_jacchias);
    RUN(falls_with_height_and_has_no_steps);
    RUN(swells_with_activity_and_by_day);
    if (!check_reference_data())
        SKIP_LOUDLY("LEO_REFERENCE_DATA");
    char path[512];
    snprintf(path, sizeof path, "%s/atmosphere/jacchia_roberts71_gmat.csv", check_reference_data());
    FILE *file = fopen(path, "r");
    if (!file)
        SKIP_LOUDLY(path);
    matches_the_densities_computed_by_gmat(file);
    fclose(file);
    return check_result();
}
