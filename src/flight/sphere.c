/* SPDX-License-Identifier: MIT */
/*
 * Drag coefficient of a sphere.
 *
 *     continuum       C_c(M), table below the critical Reynolds number, monotone cubic between its rows
 *     supercritical   C_c - w_R w_M (C_c - C_s);  w_R rises from 0 at Re 2e5 to 1 at 4e5 (in log Re), w_M
 * falls from 1 at M 0.7 to 0 at M 0.9; both smooth steps s^2 (3 - 2s). The shock that stands on the sphere
 *                     above M 0.9 separates the flow whatever the boundary layer does
 *     free molecular  C_f = (2s^2 + 1) exp(-s^2) / (sqrt(pi) s^3) + (4s^4 + 4s^2 - 1) erf(s) / (2s^4)
 *                           + 2 sqrt(pi) / (3 s_w);   s speed ratio, s_w = s sqrt(T / T_w), fully diffuse,
 * T_w 300 K between         C_c + (C_f - C_c) sin^2(pi (3 + log10 Kn) / 8),  1e-3 < Kn < 10, Kn by diameter
 *     viscosity       1.458e-6 T^1.5 / (T + 110.4)
 *
 * Source  table: ballistic-range and wind-tunnel handbook values (Hoerner, Fluid-Dynamic Drag, 1965, chapters
 * 3 and 16; Bailey, Hiatt, AEDC-TR-70-291, 1971). Critical Reynolds number: Achenbach, J. Fluid Mech. 54
 * (1972) 565. Free molecular: Schaaf, Chambre, Flow of Rarefied Gases, 1961. Sine-squared bridge: engineering
 *         practice for blunt entry bodies. Viscosity: US Standard Atmosphere 1976, equation 51.
 * Valid   a sphere that does not lift: any M, Kn, Re of an entry from orbit. The wall stays at 300 K in C_f.
 * Error   continuum 3 %, supercritical 25 % (roughness of the charred surface is not known), free molecular 5
 * % (accommodation), bridge 15 % near Kn 0.1.
 */
#include "flight/sphere.h"

#include "math/interpolate.h"
#include "math/vec.h"

static const double PI = 3.14159265358979323846, WALL_K = 300;

// clang-format off
static const double mach_row[] = { 0.4,   0.6,  0.8,  0.9,  1.0,  1.2,  1.5,  2.0,  3.0,  4.0,  6.0,   8.0 };
static const double drag_row[] = { 0.475, 0.52, 0.60, 0.68, 0.78, 0.93, 1.00, 1.00, 0.98, 0.96, 0.935, 0.92 };
// clang-format on

enum { ROWS = sizeof mach_row / sizeof *mach_row };

double leo_sphere_drag_continuum(double mach)
{
    return leo_interpolate_monotone(mach_row, drag_row, ROWS, mach);
}

double leo_sphere_drag_free_molecular(double speed_ratio, double temperature_k)
{
    const double s = fmax(speed_ratio, 0.05), s2 = s * s; // slower is no flight through air this thin
    const double s_wall = s * sqrt(temperature_k / WALL_K);
    return (2 * s2 + 1) * exp(-s2) / (sqrt(PI) * s2 * s) +
           (4 * s2 * s2 + 4 * s2 - 1) * erf(s) / (2 * s2 * s2) + 2 * sqrt(PI) / (3 * s_wall);
}

static double smooth_step(double s)
{
    const double x = leo_clamp(s, 0, 1);
    return x * x * (3 - 2 * x);
}

double leo_sphere_drag(const leo_sphere_flow *flow, double supercritical_drag)
{
    double continuum = leo_sphere_drag_continuum(flow->mach);
    if (flow->mach < 0.9 && flow->reynolds > 2e5) {
        const double weight =
            smooth_step(log(flow->reynolds / 2e5) / log(2)) * smooth_step((0.9 - flow->mach) / 0.2);
        continuum += weight * (supercritical_drag - continuum);
    }
    if (flow->knudsen <= 1e-3)
        return continuum;
    const double free = leo_sphere_drag_free_molecular(flow->speed_ratio, flow->temperature_k);
    if (flow->knudsen >= 10)
        return free;
    const double wave = sin(PI * (3 + log10(flow->knudsen)) / 8);
    return continuum + (free - continuum) * wave * wave;
}

double leo_reynolds(double density_kg_m3, double speed_m_s, double size_m, double temperature_k)
{
    const double viscosity_pa_s = 1.458e-6 * temperature_k * sqrt(temperature_k) / (temperature_k + 110.4);
    return density_kg_m3 * speed_m_s * size_m / viscosity_pa_s;
}
