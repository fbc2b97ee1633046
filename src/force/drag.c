/* SPDX-License-Identifier: MIT */

/*
 * Air drag.
 *
 *     a = -1/2 rho (Cd A)/m |v| v        v  velocity relative to the air, which turns with the Earth
 *
 * Source  Montenbruck & Gill, Satellite Orbits, Springer 2012, section 3.5.
 * Valid   without lift. Cd A is the sum over the bodies and parachutes, by the flow they meet; see src/flight.
 * Error   that of the density (world/air.c) and of Cd A.
 * Axes    GCRF in, GCRF out.
 */
#include "base/error.h"
#include "force/force.h"

static leo_status accel(const void *config, const leo_surroundings *here, leo_vec3 *accel_gcrf_m_s2,
                        leo_error *error)
{
    (void)config;
    if (!(here->mass_kg > 0))
        return leo_fail(error, LEO_RETRY_STEP, "forces.drag",
                        "%g kg: the trial step used more mass than there was", here->mass_kg);
    if (!(here->drag_area_m2 >= 0))
        return leo_fail(error, LEO_RETRY_STEP, "forces.drag", "%g m^2: the drag area is not physical",
                        here->drag_area_m2);
    const leo_vec3 v = leo_sub(here->vel_gcrf_m_s, here->wind_gcrf_m_s);
    const double k = -0.5 * here->air.density_kg_m3 * here->drag_area_m2 / here->mass_kg;
    *accel_gcrf_m_s2 = leo_scale(k * leo_norm(v), v);
    return LEO_OK;
}

const leo_force leo_force_drag = {
    .name = "drag", .summary = "Drag of the air", .accel = accel, .nature = LEO_FORCE_SURFACE
};
