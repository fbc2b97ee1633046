/* SPDX-License-Identifier: MIT */

/*
 * The air from the ground to 2500 km.
 *
 *     up to 86 km    US Standard Atmosphere 1976 (air_standard.c)
 *     86 .. 105 km   cubics in height for ln(rho), T and M, with values and slopes of both neighbours;  p = rho R T/M
 *     from 105 km    Jacchia-Roberts 1971 (air_upper.c): sunlight, season, flux, geomagnetic activity
 *     above 2500 km  vacuum: 0, temperature of the last layer, mean free path INFINITY
 *
 *     sound speed    sqrt(g p / rho),  g = cp/cv of the mixture: 1.4 below 86 km, 5/3 for single atoms
 *     free path      1 / (sqrt(2) pi s^2 n),  s = 3.65e-10 m
 *
 * Source  those of the two models; the free path: U.S. Standard Atmosphere, 1976, equation 21.
 * Valid   -500 m .. any height; F10.7 40 .. 400, Kp 0 .. 9.
 * Error   those of the two models; between 86 and 105 km within 15 % of the standard, which itself is 20 % from a given
 *         day there. Density and its slope are continuous everywhere. The upper air turns with the Earth as one body:
 *         winds are left out.
 */
#include "world/air.h"

#include "base/error.h"
#include "world/air_upper.h"

static const double PI = 3.14159265358979323846;
static const double GAS_J_MOL_K = 8.31432, AVOGADRO = 6.022045e23, SIGMA_M = 3.65e-10;
static const double STANDARD_TOP_M = 86000, JOIN_TOP_M = 105000, TOP_M = 2500e3, BOTTOM_M = -500;

/* What is joined: all that the rest follows from. */
typedef struct mixture {
    double ln_density, temperature_k, molar_mass_kg_mol, heat_ratio;
} mixture;

void leo_air_derive(double density, double temperature_k, double molar_mass_kg_mol, double heat_ratio,
                    leo_air *air)
{
    air->density_kg_m3 = density;
    air->temperature_k = temperature_k;
    air->molar_mass_kg_mol = molar_mass_kg_mol;
    air->pressure_pa = density * GAS_J_MOL_K * temperature_k / molar_mass_kg_mol;
    air->sound_speed_m_s = sqrt(heat_ratio * GAS_J_MOL_K * temperature_k / molar_mass_kg_mol);
    air->number_density_m3 = density * AVOGADRO / molar_mass_kg_mol;
    air->mean_free_path_m = 1 / (sqrt(2) * PI * SIGMA_M * SIGMA_M * air->number_density_m3);
}

static double heat_ratio_of(const leo_upper_air *upper)
{
    const double twos = upper->number_m3[LEO_AIR_N2] + upper->number_m3[LEO_AIR_O2];
    const double ones = upper->total_m3 - twos;
    return (3.5 * twos + 2.5 * ones) / (2.5 * twos + 1.5 * ones);
}

static mixture upper_mixture(const leo_air_drivers *drivers, double alt_m)
{
    leo_upper_air upper;
    leo_upper_air_at(drivers, alt_m, &upper);
    return (mixture){ log(upper.density_kg_m3), upper.temperature_k,
                      upper.density_kg_m3 * AVOGADRO / upper.total_m3, heat_ratio_of(&upper) };
}

/* Cubic with values a, b and slopes da, db at the ends of a span, at the part x of it. */
static double hermite(double a, double da, double b, double db, double span, double x)
{
    const double y = 1 - x;
    return y * y * ((1 + 2 * x) * a + x * span * da) + x * x * ((1 + 2 * y) * b - y * span * db);
}

static void join(const leo_air_drivers *drivers, double alt_m, leo_air *air)
{
    // slopes by differences over 50 m, inside the neighbours: good to 1e-6 of themselves
    const double d = 50, span = JOIN_TOP_M - STANDARD_TOP_M, x = (alt_m - STANDARD_TOP_M) / span;
    leo_air low, lower, lowest;
    leo_air_standard(STANDARD_TOP_M, &low);
    leo_air_standard(STANDARD_TOP_M - d, &lower);
    leo_air_standard(STANDARD_TOP_M - 2 * d, &lowest);
    const double bottom_fall =
        (3 * log(low.density_kg_m3) - 4 * log(lower.density_kg_m3) + log(lowest.density_kg_m3)) / (2 * d);
    const double bottom_warming = (low.temperature_k - lower.temperature_k) / d;

    const mixture top = upper_mixture(drivers, JOIN_TOP_M);
    const mixture up = upper_mixture(drivers, JOIN_TOP_M + d), down = upper_mixture(drivers, JOIN_TOP_M - d);
    const double density = exp(hermite(log(low.density_kg_m3), bottom_fall, top.ln_density,
                                       (up.ln_density - down.ln_density) / (2 * d), span, x));
    const double temperature = hermite(low.temperature_k, bottom_warming, top.temperature_k,
                                       (up.temperature_k - down.temperature_k) / (2 * d), span, x);
    const double molar = hermite(low.molar_mass_kg_mol, 0, top.molar_mass_kg_mol,
                                 (up.molar_mass_kg_mol - down.molar_mass_kg_mol) / (2 * d), span, x);
    leo_air_derive(density, temperature, molar, hermite(1.4, 0, top.heat_ratio, 0, span, x), air);
}

static void vacuum(const leo_air_drivers *drivers, leo_air *air)
{
    const mixture last = upper_mixture(drivers, TOP_M - 100e3);
    *air = (leo_air){ .temperature_k = last.temperature_k,
                      .molar_mass_kg_mol = last.molar_mass_kg_mol,
                      .sound_speed_m_s =
                          sqrt(last.heat_ratio * GAS_J_MOL_K * last.temperature_k / last.molar_mass_kg_mol),
                      .mean_free_path_m = INFINITY };
}

static leo_status check(const leo_air_settings *settings, double alt_m, leo_error *error)
{
    if (!(settings->f107 >= 40 && settings->f107 <= 400))
        return leo_fail(error, LEO_OUT_OF_RANGE, "world.f10.7", "%g: must lie in 40 .. 400", settings->f107);
    if (!(settings->f107_mean >= 40 && settings->f107_mean <= 400))
        return leo_fail(error, LEO_OUT_OF_RANGE, "world.f10.7-mean", "%g: must lie in 40 .. 400",
                        settings->f107_mean);
    if (!(settings->kp >= 0 && settings->kp <= 9))
        return leo_fail(error, LEO_OUT_OF_RANGE, "world.kp", "%g: must lie in 0 .. 9", settings->kp);
    if (!isfinite(alt_m))
        return leo_fail(error, LEO_RETRY_STEP, "air", "%g m: the height is not finite", alt_m);
    if (alt_m < BOTTOM_M)
        return leo_fail(error, LEO_OUT_OF_RANGE, "air", "%g m: air is known from %g m up", alt_m, BOTTOM_M);
    return LEO_OK;
}

leo_status leo_air_at(const leo_air_settings *settings, leo_geodetic place, leo_vec3 pos_gcrf_m,
                      leo_vec3 sun_gcrf_m, double day_of_year, leo_air *air, leo_error *error)
{
    const leo_status status = check(settings, place.alt_m, error);
    if (status != LEO_OK)
        return status;
    if (place.alt_m <= STANDARD_TOP_M) {
        leo_air_standard(place.alt_m, air);
        return LEO_OK;
    }
    const leo_air_drivers drivers = {
        .f107 = settings->f107,
        .f107_mean = settings->f107_mean,
        .kp = settings->kp,
        .lat_rad = place.lat_rad,
        .hour_angle_rad = atan2(pos_gcrf_m.y * sun_gcrf_m.x - pos_gcrf_m.x * sun_gcrf_m.y,
                                pos_gcrf_m.x * sun_gcrf_m.x + pos_gcrf_m.y * sun_gcrf_m.y),
        .sun_lat_rad = atan2(sun_gcrf_m.z, hypot(sun_gcrf_m.x, sun_gcrf_m.y)),
        .day_of_year = day_of_year,
    };
    if (place.alt_m < JOIN_TOP_M) {
        join(&drivers, place.alt_m, air);
        return LEO_OK;
    }
    leo_upper_air upper = { 0 };
    if (place.alt_m < TOP_M)
        leo_upper_air_at(&drivers, place.alt_m, &upper);
    if (upper.density_kg_m3 > 0)
        leo_air_derive(upper.density_kg_m3, upper.temperature_k,
                       upper.density_kg_m3 * AVOGADRO / upper.total_m3, heat_ratio_of(&upper), air);
    else
        vacuum(&drivers, air);
    return LEO_OK;
}
