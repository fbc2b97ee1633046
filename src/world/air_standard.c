/* SPDX-License-Identifier: MIT */

/*
 * US Standard Atmosphere 1976 below 86 km.
 *
 *     H = R z / (R + z);   T = Tb + L (H - Hb)
 *     p = pb (Tb/T)^(g0 M0/(R* L)),  or pb exp(-g0 M0 (H - Hb)/(R* Tb)) where L = 0;   rho = p M0/(R* T)
 *
 * Source  U.S. Standard Atmosphere, 1976, NOAA-S/T 76-1562 (1976), tables 3 and 4, equations 18, 23, 33.
 * Valid   -5 km .. 86 km of geometric height; cut to that range.
 * Error   of the standard itself: it is a mean of middle latitudes; density of a day differs by 5 % near the ground,
 *         by 10-20 % at 60-80 km. The lighter air of 80-86 km (0.04 % in T and M) is left out: density is exact.
 */
#include "world/air.h"

#include <math.h>

static const double GAS_J_KMOL_K = 8314.32, MOLAR_KG_KMOL = 28.9644, G0_M_S2 = 9.80665, RADIUS_M = 6356766;
static const double PI = 3.14159265358979323846;

typedef struct layer {
    double base_m; // geopotential
    double base_k, lapse_k_m, base_pa;
} layer;

// base pressures follow from the first by the formula of the card
static const layer layers[] = {
    { 0, 288.15, -6.5e-3, 101325 },
    { 11000, 216.65, 0, 22632.06397346291 },
    { 20000, 216.65, 1e-3, 5474.8886696777745 },
    { 32000, 228.65, 2.8e-3, 868.0186847552279 },
    { 47000, 270.65, 0, 110.90630555496608 },
    { 51000, 270.65, -2.8e-3, 66.93887311868738 },
    { 71000, 214.65, -2e-3, 3.956420428040732 },
};

void leo_air_standard(double alt_m, leo_air *air)
{
    const double z = leo_clamp(alt_m, -5000, 86000);
    const double height = RADIUS_M * z / (RADIUS_M + z);
    int i = (int)(sizeof layers / sizeof *layers) - 1;
    while (i > 0 && height < layers[i].base_m)
        i--;
    const layer *b = &layers[i];
    const double weight = G0_M_S2 * MOLAR_KG_KMOL / GAS_J_KMOL_K; // K per metre
    const double t = b->base_k + b->lapse_k_m * (height - b->base_m);
    const double p = b->base_pa * (b->lapse_k_m == 0 ? exp(-weight * (height - b->base_m) / b->base_k)
                                                     : pow(b->base_k / t, weight / b->lapse_k_m));
    const double number = 6.022169e26 * p / (GAS_J_KMOL_K * t);
    const double sigma = 3.65e-10; // effective diameter of the molecules
    *air = (leo_air){
        .density_kg_m3 = p * MOLAR_KG_KMOL / (GAS_J_KMOL_K * t),
        .temperature_k = t,
        .pressure_pa = p,
        .sound_speed_m_s = sqrt(1.4 * GAS_J_KMOL_K * t / MOLAR_KG_KMOL),
        .mean_free_path_m = 1 / (sqrt(2) * PI * sigma * sigma * number),
        .molar_mass_kg_mol = 1e-3 * MOLAR_KG_KMOL,
        .number_density_m3 = number,
    };
}
