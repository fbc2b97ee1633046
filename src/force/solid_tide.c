/* SPDX-License-Identifier: MIT */

/*
 * The pull of the tides that Sun and Moon raise in the solid Earth.
 *
 *     a = k2/2 (GM/d^3) (R^5/r^4) [ (3 - 15 cos^2 t) r^ + 6 cos t d^ ]
 *     t  angle at the centre between the craft and the body, d its distance, r^ and d^ unit vectors
 *
 * Source  Seeber, Satellite Geodesy, 2nd ed. (2003), section 3.2.3, after Rizos & Stolz (1985); k2 = 0.30190 of the
 *         IERS Conventions (2010), table 6.3, which goes with a tide-free field.
 * Valid   degree 2, an Earth that yields at once. No ocean tides, no dependence on frequency.
 * Error   10 % of itself; the ocean tides left out are of that size, too. It is 1e-7 .. 4e-7 m/s^2 in low orbit.
 * Axes    GCRF in, GCRF out.
 */
#include "base/error.h"
#include "force/force.h"
#include "world/body.h"

static const double LOVE_K2 = 0.30190;

static leo_vec3 tide(double gm_m3_s2, leo_vec3 body_m, leo_vec3 pos_m)
{
    const double d = leo_norm(body_m), r = leo_norm(pos_m), ratio = LEO_EARTH_RADIUS_M / r;
    const double k =
        LOVE_K2 / 2 * gm_m3_s2 / (d * d * d) * LEO_EARTH_RADIUS_M * ratio * ratio * ratio * ratio;
    const double c = leo_dot(body_m, pos_m) / (d * r);
    return leo_scale(k, leo_add(leo_scale((3 - 15 * c * c) / r, pos_m), leo_scale(6 * c / d, body_m)));
}

static leo_status accel(const void *config, const leo_surroundings *here, leo_vec3 *accel_gcrf_m_s2,
                        leo_error *error)
{
    (void)config;
    if (!(leo_norm(here->pos_gcrf_m) > 1e5))
        return leo_fail(error, LEO_RETRY_STEP, "forces.solid-tide", "%g m from the centre of the Earth",
                        leo_norm(here->pos_gcrf_m));
    *accel_gcrf_m_s2 = leo_add(tide(LEO_SUN_GM_M3_S2, here->sun_gcrf_m, here->pos_gcrf_m),
                               tide(LEO_MOON_GM_M3_S2, here->moon_gcrf_m, here->pos_gcrf_m));
    return LEO_OK;
}

const leo_force leo_force_solid_tide = {
    .name = "solid-tide",
    .summary = "Pull of the tides of the solid Earth",
    .accel = accel,
    .nature = LEO_FORCE_GRAVITATION,
};
