/* SPDX-License-Identifier: MIT */
/*
 * Heat flux at the stagnation point.
 *
 *     q_c = 1.7415e-4 sqrt(rho / R) v^3     continuum, cold wall, air
 *     q_f = 1/2 rho v^3                     free molecular: all the energy that arrives
 *     q = q_c q_f / sqrt(q_c^2 + q_f^2)     the smaller of the two, joined smoothly
 *
 * Source  Sutton, Graves: A general stagnation-point convective-heating equation for arbitrary gas mixtures,
 *         NASA TR R-376, 1971. Free molecular limit: full accommodation.
 * Valid   entry from orbit into air, up to about 8 km/s (radiation from the shock layer is left out; it is
 *         less than a few per cent there).
 * Error   10 - 15 % against Navier-Stokes solutions for capsules; a hot wall takes 5 - 10 % less.
 */
#include "flight/heating.h"

#include <math.h>

double leo_stagnation_heat_w_m2(double density_kg_m3, double speed_m_s, double nose_radius_m)
{
    if (!(density_kg_m3 > 0) || !(nose_radius_m > 0) || !(speed_m_s > 0))
        return 0;
    const double cubed = speed_m_s * speed_m_s * speed_m_s;
    const double continuum = 1.7415e-4 * sqrt(density_kg_m3 / nose_radius_m) * cubed;
    const double free = 0.5 * density_kg_m3 * cubed;
    return continuum * free / sqrt(continuum * continuum + free * free);
}
