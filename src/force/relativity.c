/* SPDX-License-Identifier: MIT */

/*
 * The field of a point in general relativity, first order beyond Newton.
 *
 *     a = GM/(c^2 r^3) { [4 GM/r - v^2] r + 4 (r.v) v }
 *
 * Source  IERS Conventions (2010), equation 10.12, first term (Schwarzschild; beta = gamma = 1).
 * Valid   weak field, slow motion. Lense-Thirring and geodesic precession (1e-11 m/s^2) are left out.
 * Error   1e-11 m/s^2; the term is 2e-8 m/s^2 in low orbit.
 * Axes    GCRF in, GCRF out.
 */
#include "base/error.h"
#include "force/force.h"
#include "world/body.h"

static leo_status accel(const void *config, const leo_surroundings *here, leo_vec3 *accel_gcrf_m_s2,
                        leo_error *error)
{
    (void)config;
    const leo_vec3 r = here->pos_gcrf_m, v = here->vel_gcrf_m_s;
    const double n = leo_norm(r), c = LEO_LIGHT_SPEED_M_S;
    if (!(n > 1e5))
        return leo_fail(error, LEO_RETRY_STEP, "forces.relativity", "%g m from the centre of the Earth", n);
    const double k = LEO_EARTH_GM_M3_S2 / (c * c * n * n * n);
    *accel_gcrf_m_s2 = leo_add(leo_scale(k * (4 * LEO_EARTH_GM_M3_S2 / n - leo_dot(v, v)), r),
                               leo_scale(k * 4 * leo_dot(r, v), v));
    return LEO_OK;
}

const leo_force leo_force_relativity = {
    .name = "relativity",
    .summary = "First correction of general relativity",
    .accel = accel,
    .nature = LEO_FORCE_GRAVITATION,
};
