/* SPDX-License-Identifier: MIT */

/*
 * US Standard Atmosphere 1976 from 86 to 1000 km.
 *
 *     T    186.8673 K to 91 km;  263.1905 - 76.3232 sqrt(1 - ((z - 91)/19.9429)^2) to 110 km;  240 + 12 (z - 110) to
 *          120 km;  1000 - 640 exp(-0.01875 (z - 120) (R + 120)/(R + z)) above;  z, R in km
 *     ln(rho), ln(n) from the table, by cubics with values and slopes;  p = n k T;  M = rho NA/n
 *
 * Source  U.S. Standard Atmosphere, 1976, NOAA-S/T 76-1562 (1976), equations 25 to 40; table air_standard_table.c.
 * Valid   86 .. 1000 km of geometric height; cut to that range.
 * Error   5e-4 of the printed tables; the standard itself is a mean over place, season and Sun: a day above 300 km may
 *         be at a third or at five times its density.
 */
#include "world/air.h"

#include "world/air_standard_table.h"

static const double RADIUS_KM = 6356.766, BOLTZMANN = 1.380622e-23, AVOGADRO = 6.022169e26;

static double temperature(double z)
{
    if (z <= 91)
        return 186.8673;
    if (z <= 110) {
        const double part = (z - 91) / 19.9429;
        return 263.1905 - 76.3232 * sqrt(1 - part * part);
    }
    if (z <= 120)
        return 240 + 12 * (z - 110);
    return 1000 - 640 * exp(-0.01875 * (z - 120) * (RADIUS_KM + 120) / (RADIUS_KM + z));
}

static double cubic(double a, double da, double b, double db, double span, double x)
{
    const double y = 1 - x;
    return y * y * ((1 + 2 * x) * a + x * span * da) + x * x * ((1 + 2 * y) * b - y * span * db);
}

void leo_air_standard_upper(double alt_m, leo_air *air)
{
    const leo_air_standard_row *rows = leo_air_standard_rows;
    int low = 0, high = leo_air_standard_row_count - 1;
    const double z = leo_clamp(alt_m / 1000, rows[low].alt_km, rows[high].alt_km);
    while (high - low > 1) {
        const int middle = (low + high) / 2;
        if (rows[middle].alt_km <= z)
            low = middle;
        else
            high = middle;
    }
    const leo_air_standard_row *a = &rows[low], *b = &rows[high];
    const double span = b->alt_km - a->alt_km, x = (z - a->alt_km) / span;
    const double rho = exp(cubic(a->ln_density, a->density_slope, b->ln_density, b->density_slope, span, x));
    const double n = exp(cubic(a->ln_number, a->number_slope, b->ln_number, b->number_slope, span, x));
    const double t = temperature(z), sigma = 3.65e-10;
    *air = (leo_air){
        .density_kg_m3 = rho,
        .temperature_k = t,
        .pressure_pa = n * BOLTZMANN * t,
        // the document ends its speed of sound at 86 km: here the ratio of heats of air is kept
        .sound_speed_m_s = sqrt(1.4 * n * BOLTZMANN * t / rho),
        .mean_free_path_m = 1 / (sqrt(2) * 3.14159265358979323846 * sigma * sigma * n),
        .molar_mass_kg_mol = 1e-3 * rho * AVOGADRO / n,
        .number_density_m3 = n,
    };
}
