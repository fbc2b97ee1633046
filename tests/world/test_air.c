/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "world/air.h"

static const leo_air_settings voskhod = { .f107 = 74, .f107_mean = 74, .kp = 1.3 };
static const leo_vec3 sun = { 1.49e11, 2e9, 8e8 };

static leo_air air_over(leo_geodetic place)
{
    leo_air air = { 0 };
    leo_error error = { 0 };
    const leo_vec3 pos = leo_itrf_from_geodetic(place);
    CHECK(leo_air_at(&voskhod, place, pos, sun, 77, &air, &error) == LEO_OK);
    return air;
}

static leo_air air_at(double alt_m)
{
    return air_over((leo_geodetic){ 0.9, 0.6, alt_m });
}

static void sea_level_is_the_standard(void)
{
    // US Standard Atmosphere 1976, table 4: 15 C, 1 atm, 1.2250 kg/m^3, 340.294 m/s, 6.6332e-8 m, 2.5470e25 m^-3
    const leo_air air = air_at(0);
    CHECK_NEAR(air.temperature_k, 288.15, 1e-9);
    CHECK_NEAR(air.pressure_pa, 101325, 1e-6);
    CHECK_NEAR(air.density_kg_m3, 1.2250, 5e-5);
    CHECK_NEAR(air.sound_speed_m_s, 340.294, 5e-4);
    CHECK_NEAR(air.mean_free_path_m, 6.6332e-8, 5e-12);
    CHECK_NEAR(air.number_density_m3, 2.5470e25, 5e21);
}

static void every_layer_meets_the_published_table(FILE *file)
{
    char line[256];
    int count = 0;
    double worst = 0;
    while (fgets(line, sizeof line, file)) {
        double alt, rho, p, t;
        if (line[0] == '%' || sscanf(line, "%lf %lf %lf %lf", &alt, &rho, &p, &t) != 4 || alt < -500 ||
            alt > 86000)
            continue;
        leo_air air;
        leo_air_standard(alt, &air);
        // the table rounds to five digits
        CHECK_NEAR(air.density_kg_m3 / rho, 1, 1e-4);
        CHECK_NEAR(air.pressure_pa / p, 1, 1e-4);
        CHECK_NEAR(air.temperature_k / t, 1, alt > 80000 ? 5e-4 : 1e-4); // above 80 km: the card, 0.04 %
        worst = fmax(worst, fabs(air.density_kg_m3 / rho - 1));
        count++;
    }
    printf("    %d heights, density within %.1e\n", count, worst);
    CHECK(count == 866);
}

static void the_joint_stays_near_the_standard(FILE *file)
{
    char line[256];
    double worst = 0;
    rewind(file);
    while (fgets(line, sizeof line, file)) {
        double alt, rho, p, t;
        if (line[0] == '%' || sscanf(line, "%lf %lf %lf %lf", &alt, &rho, &p, &t) != 4 || alt < 86000 ||
            alt > 105000)
            continue;
        worst = fmax(worst, fabs(log(air_at(alt).density_kg_m3 / rho)));
    }
    printf("    86 .. 105 km: within %.0f %% of the standard\n", 100 * worst);
    CHECK(worst < 0.15 && worst > 0); // the card
}

static void the_thermosphere_is_of_the_right_size(FILE *file)
{
    // The standard stands for F10.7 near 150 and 1000 K. At solar minimum, by day, 800 K: atomic oxygen (R T/M g, 47
    // against 59 km) leaves exp(-300/47 + 300/59) = 0.3 between 200 and 500 km. Brackets of a factor of two around.
    char line[256];
    rewind(file);
    while (fgets(line, sizeof line, file)) {
        double alt, rho, p, t;
        if (line[0] == '%' || sscanf(line, "%lf %lf %lf %lf", &alt, &rho, &p, &t) != 4 || alt < 0)
            continue;
        const double ratio = air_at(alt).density_kg_m3 / rho;
        if (alt == 120000)
            CHECK(ratio > 0.8 && ratio < 1.25);
        if (alt == 200000)
            CHECK(ratio > 0.5 && ratio < 1);
        if (alt == 500000)
            CHECK(ratio > 0.15 && ratio < 0.6);
    }
}

static void density_and_its_slope_are_continuous(void)
{
    const double seams[] = { 0, 86e3, 105e3, 110.6e3, 125e3, 170e3, 230e3, 440e3, 500e3, 2400e3 };
    for (size_t i = 0; i < sizeof seams / sizeof *seams; i++) {
        const double d = 20, z = seams[i];
        const double l[4] = { log(air_at(z - 2 * d).density_kg_m3), log(air_at(z - d).density_kg_m3),
                              log(air_at(z + d).density_kg_m3), log(air_at(z + 2 * d).density_kg_m3) };
        const double below = (l[1] - l[0]) / d, above = (l[3] - l[2]) / d;
        // slopes 60 m apart: the curvature of an exponential whose scale height changes by 100 m in 1 km moves them
        // by 1e-3 of themselves; at the tropopause-like corners of the standard there would be more, none is here
        CHECK_NEAR(above / below, 1, 5e-3);
        CHECK_NEAR(l[2] - l[1], (below + above) / 2 * 2 * d, 5e-3 * fabs(below) * 2 * d + 1e-13);
    }
}

static void everything_falls_or_grows_as_it_should(void)
{
    leo_air before = air_at(-500);
    for (double z = 0; z < 2400e3; z += 500) {
        const leo_air air = air_at(z);
        CHECK(air.density_kg_m3 < before.density_kg_m3 && air.density_kg_m3 > 0);
        CHECK(air.pressure_pa < before.pressure_pa);
        CHECK(air.mean_free_path_m > before.mean_free_path_m);
        CHECK(air.temperature_k > 150 && air.temperature_k < 1500);
        CHECK(air.sound_speed_m_s > 250 && air.sound_speed_m_s < 5000);
        // the gas law
        CHECK_NEAR(air.pressure_pa * air.molar_mass_kg_mol /
                       (air.density_kg_m3 * 8.31432 * air.temperature_k),
                   1, 1e-9);
        before = air;
    }
}

static void space_is_empty(void)
{
    const leo_air air = air_at(36e6);
    CHECK(air.density_kg_m3 == 0 && air.pressure_pa == 0 && air.number_density_m3 == 0);
    CHECK(isinf(air.mean_free_path_m) && air.temperature_k > 150 && air.sound_speed_m_s > 250);
}

static void poles_are_no_special_places(void)
{
    const double half_pi = 1.5707963267948966;
    for (int side = -1; side <= 1; side += 2) {
        const leo_air pole = air_over((leo_geodetic){ side * half_pi, 0, 300e3 });
        const leo_air near = air_over((leo_geodetic){ side * (half_pi - 1e-9), 2, 300e3 });
        CHECK_NEAR(near.density_kg_m3 / pole.density_kg_m3, 1, 1e-6);
    }
}

static void refusals_name_the_value(void)
{
    leo_air air;
    leo_error error = { 0 };
    const leo_vec3 pos = { 7e6, 0, 0 };
    CHECK(leo_air_at(&voskhod, (leo_geodetic){ 0, 0, -501 }, pos, sun, 77, &air, &error) == LEO_OUT_OF_RANGE);
    CHECK(strstr(error.message, "-501") != NULL);
    CHECK(leo_air_at(&voskhod, (leo_geodetic){ 0, 0, NAN }, pos, sun, 77, &air, NULL) == LEO_RETRY_STEP);
    leo_air_settings bad = voskhod;
    bad.kp = 12;
    CHECK(leo_air_at(&bad, (leo_geodetic){ 0, 0, 2e5 }, pos, sun, 77, &air, NULL) == LEO_OUT_OF_RANGE);
    bad = voskhod;
    bad.f107 = NAN;
    CHECK(leo_air_at(&bad, (leo_geodetic){ 0, 0, 2e5 }, pos, sun, 77, &air, NULL) == LEO_OUT_OF_RANGE);
}

int main(void)
{
    RUN(sea_level_is_the_standard);
    RUN(density_and_its_slope_are_continuous);
    RUN(everything_falls_or_grows_as_it_should);
    RUN(space_is_empty);
    RUN(poles_are_no_special_places);
    RUN(refusals_name_the_value);
    if (!check_reference_data())
        SKIP_LOUDLY("LEO_REFERENCE_DATA");
    char path[512];
    snprintf(path, sizeof path, "%s/atmosphere/ussa1976_0_1000km.dat", check_reference_data());
    FILE *file = fopen(path, "r");
    if (!file)
        SKIP_LOUDLY(path);
    every_layer_meets_the_published_table(file);
    the_joint_stays_near_the_standard(file);
    the_thermosphere_is_of_the_right_size(file);
    fclose(file);
    return check_result();
}
