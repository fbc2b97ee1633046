/* SPDX-License-Identifier: MIT */

/*
 * A surface in sunlight, earthshine and shadow, bare or below a blanket.
 *
 *     absorbed  q = a (S f_s + B f_e) + e I f_e                        S sunlight, B albedo, I infrared, W/m^2
 *     bare      Q = A (q - e sigma T^4)
 *     blanket   q + m sigma T^4 = (e + m) sigma T_o^4,  Q = A m sigma (T_o^4 - T^4)    m effective emittance
 *
 * Source  Gilmore, Spacecraft Thermal Control Handbook, Aerospace Press 2002, chapters 2 and 5; sigma:
 *         CODATA 2018.
 * Valid   in vacuum; surfaces at one temperature, attitude averaged into f_s and f_e; the outer layer
 *         holds no heat.
 * Error   absorptivity and blankets of real craft: 20 to 50 %.
 */
#include "part/radiation.h"

#include <math.h>

static const double STEFAN_BOLTZMANN = 5.670374419e-8;

static double absorbed_w_m2(const leo_surface *s, const leo_outside *outside)
{
    return s->absorptivity *
               (outside->solar_w_m2 * s->sun_fraction + outside->albedo_w_m2 * s->earth_fraction) +
           s->emissivity * outside->infrared_w_m2 * s->earth_fraction;
}

/* sigma T_o^4 */
static double outer_w_m2(const leo_surface *s, const leo_outside *outside, double t)
{
    const double inner = STEFAN_BOLTZMANN * t * t * t * t;
    if (!(s->mli_emittance > 0))
        return inner;
    return (absorbed_w_m2(s, outside) + s->mli_emittance * inner) / (s->emissivity + s->mli_emittance);
}

double leo_radiation_w(const leo_surface *surface, const leo_outside *outside, double temperature_k)
{
    const double t = temperature_k, inner = STEFAN_BOLTZMANN * t * t * t * t;
    if (!(surface->mli_emittance > 0))
        return surface->area_m2 * (absorbed_w_m2(surface, outside) - surface->emissivity * inner);
    return surface->area_m2 * surface->mli_emittance * (outer_w_m2(surface, outside, t) - inner);
}

double leo_radiation_skin_k(const leo_surface *surface, const leo_outside *outside, double temperature_k)
{
    return sqrt(sqrt(outer_w_m2(surface, outside, temperature_k) / STEFAN_BOLTZMANN));
}
