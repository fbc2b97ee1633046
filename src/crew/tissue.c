/* SPDX-License-Identifier: MIT */

/*
 * Nitrogen in a tissue compartment.
 *
 *     dP/dt = k (P_a - P),  k = ln 2/h;  P_a = F_N2 (p - 6.27 kPa)
 *     P_a = P_a0 + R t:  P(t) = P_a0 + R (t - 1/k) - (P_a0 - P_0 - R/k) exp(-k t)
 *
 * written as P_0 + (P_a0 - P_0) a + (P_a1 - P_a0) (1 - a/(k t)) with a = 1 - exp(-k t), which does not
 * cancel for small k t.
 *
 * Source  A. E. Boycott, G. C. C. Damant, J. S. Haldane, Journal of Hygiene 8 (1908) 342; H. R. Schreiner
 *         and P. L. Kelley, A pragmatic view of decompression, in Underwater Physiology, Academic Press
 *         1971. Slow compartment of 360 min and accepted ratio 1.65: NASA practice for suits at 29.6 kPa.
 * Valid   inert gas in solution, no bubbles; half-times of a body at rest (work shortens them, so that
 *         what is given when nitrogen leaves is too high rather than too low).
 * Error   a ratio orders the risk; it is not a probability of bends.
 */
#include "crew/tissue.h"

#include <math.h>

double leo_tissue_alveolar_pa(double dry_fraction, double pressure_pa)
{
    return dry_fraction * fmax(pressure_pa - LEO_LUNG_VAPOUR_PA, 0);
}

double leo_tissue_after_pa(double tissue_pa, double begin_pa, double end_pa, double half_time_s,
                           double duration_s)
{
    const double x = log(2) / half_time_s * duration_s;
    if (!(x > 0))
        return tissue_pa;
    const double a = -expm1(-x);
    // 1 - a/x for small x by its series: x/2 - x^2/6 + x^3/24 - x^4/120
    const double ramp = x < 1e-3 ? x / 2 * (1 - x / 3 * (1 - x / 4 * (1 - x / 5))) : 1 - a / x;
    return tissue_pa + (begin_pa - tissue_pa) * a + (end_pa - begin_pa) * ramp;
}
