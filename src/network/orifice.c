/* SPDX-License-Identifier: MIT */

/*
 * Flow through an orifice, choked and unchoked.
 *
 *     flow = Cd A p1 sqrt(gamma/(R T1)) psi(r),  r = p2/p1,  r* = (2/(gamma+1))^(gamma/(gamma-1))
 *     r <= r*       psi = (2/(gamma+1))^((gamma+1)/(2(gamma-1)))
 *     r* < r <= b   psi = r^(1/gamma) sqrt(2/(gamma-1) (1 - r^((gamma-1)/gamma)))
 *     r > b         chord from (b, psi(b)) to (1, 0)
 *
 * Source  Shapiro, The Dynamics and Thermodynamics of Compressible Fluid Flow, Ronald 1953, chapter 4;
 *         the chord near equal pressures as in ISO 6358 component models (b = 0.995 to 0.999 there).
 * Valid   ideal gas upstream of a hole that is short and not small against the free path. From a
 *         real-gas bottle the ideal-gas gamma is used.
 * Error   that of Cd (5 to 10 %); 2 % within a per mille of equal pressures, by the chord.
 */
#include "network/orifice.h"

#include <math.h>

static const double CHORD_FROM = 0.999;

static double subsonic(double r, double gamma)
{
    const double root = pow(r, 1 / gamma);
    return root * sqrt(2 / (gamma - 1) * (1 - r / root));
}

double leo_orifice_psi(double pressure_ratio, double gamma)
{
    const double r = pressure_ratio;
    if (r >= 1)
        return 0;
    if (r > CHORD_FROM)
        return subsonic(CHORD_FROM, gamma) * (1 - r) / (1 - CHORD_FROM);
    if (r > 0.61) // above the critical ratio of any gas
        return subsonic(r, gamma);
    const double x = 2 / (gamma + 1), power = pow(x, 1 / (gamma - 1));
    return r <= x * power ? power * sqrt(x) : subsonic(r, gamma);
}

double leo_orifice_flow(double effective_area_m2, const leo_gas *a, const leo_gas *b)
{
    if (!(effective_area_m2 > 0) || a->pressure_pa == b->pressure_pa)
        return 0;
    const int forward = a->pressure_pa > b->pressure_pa;
    const leo_gas *up = forward ? a : b, *down = forward ? b : a;
    const double flow = effective_area_m2 * up->pressure_pa *
                        sqrt(up->gamma / (up->r_j_kg_k * up->temperature_k)) *
                        leo_orifice_psi(down->pressure_pa / up->pressure_pa, up->gamma);
    return forward ? flow : -flow;
}

void leo_share_orifice(const leo_network *network, const leo_view *view, double *rate, int a, int b,
                       double effective_area_m2)
{
    leo_share_mixture(network, view, rate, a, b,
                      leo_orifice_flow(effective_area_m2, &view->gas[a], &view->gas[b]));
}
