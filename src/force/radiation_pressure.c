/* SPDX-License-Identifier: MIT */

/*
 * Pressure of sunlight.
 *
 *     a = -nu C A/m (S/c) (AU/d)^2 e        nu sunlit part, e unit vector to the Sun, d distance to it
 *
 * Source  Montenbruck & Gill, Satellite Orbits, Springer 2012, section 3.4. S = 1360.8 W/m^2 at 1 AU: Kopp & Lean,
 *         Geophys. Res. Lett. 38 (2011) L01706.
 * Valid   a craft that looks the same from all sides ("cannonball"); no light from the Earth.
 * Error   10-30 % for a real craft; light from the Earth would add some 10-20 %.
 * Axes    GCRF in, GCRF out.
 */
#include "base/error.h"
#include "force/force.h"
#include "world/body.h"

static const double SOLAR_CONSTANT_W_M2 = 1360.8;

static leo_status accel(const void *config, const leo_surroundings *here, leo_vec3 *accel_gcrf_m_s2,
                        leo_error *error)
{
    const leo_force_radiation_config *radiation = config;
    if (!(here->mass_kg > 0))
        return leo_fail(error, LEO_RETRY_STEP, "forces.radiation-pressure",
                        "%g kg: the trial step used more mass than there was", here->mass_kg);
    const leo_vec3 to_sun = leo_sub(here->sun_gcrf_m, here->pos_gcrf_m);
    const double d = leo_norm(to_sun), near = LEO_AU_M / d;
    const double pressure_pa = SOLAR_CONSTANT_W_M2 / LEO_LIGHT_SPEED_M_S * near * near;
    const double push =
        here->sunlit * radiation->coefficient * here->srp_area_m2 / here->mass_kg * pressure_pa;
    *accel_gcrf_m_s2 = leo_scale(-push / d, to_sun);
    return LEO_OK;
}

// clang-format off
static const leo_field fields[] = {
    { "coefficient", LEO_REAL_AT(leo_force_radiation_config, coefficient), "1", 0, 2, "1.3", NULL,
      "Momentum taken from the light: 1 when all is absorbed, 2 when all is mirrored back." },
    { 0 }
};
// clang-format on

const leo_force leo_force_radiation = {
    .name = "radiation-pressure",
    .summary = "Pressure of sunlight",
    .fields = fields,
    .size = sizeof(leo_force_radiation_config),
    .accel = accel,
    .nature = LEO_FORCE_SURFACE,
};
