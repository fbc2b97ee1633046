/* SPDX-License-Identifier: MIT */

/*
 * Air drag.
 *
 *     a = -1/2 rho (Cd A)/m |v| v        v  velocity relative to the air, which turns with the body and may blow
 *
 * Source  Montenbruck & Gill, Satellite Orbits, Springer 2012, section 3.5.
 * Valid   without lift. Cd A is the sum over the bodies and parachutes, by the flow they meet; see src/flight.
 * Error   that of the density (world/atmosphere.h) and of Cd A. The partial derivatives take the gradient of the density
 *         from differences and leave out that of the wind but for the turning.
 * Axes    ICRF in, ICRF out.
 */
#include "base/error.h"
#include "force/force.h"

static leo_status accel(const void *config, const leo_surroundings *here, leo_vec3 *accel_icrf_m_s2,
                        leo_error *error)
{
    (void)config;
    if (!(here->mass_kg > 0))
        return leo_fail(error, LEO_RETRY_STEP, "forces.drag",
                        "%g kg: the trial step used more mass than there was", here->mass_kg);
    if (!(here->drag_area_m2 >= 0))
        return leo_fail(error, LEO_RETRY_STEP, "forces.drag", "%g m^2: the drag area is not physical",
                        here->drag_area_m2);
    const leo_vec3 v = leo_sub(here->vel_icrf_m_s, here->wind_icrf_m_s);
    const double k = -0.5 * here->air.density_kg_m3 * here->drag_area_m2 / here->mass_kg;
    *accel_icrf_m_s2 = leo_scale(k * leo_norm(v), v);
    return LEO_OK;
}

static void partials(const void *config, const leo_surroundings *here, int degree, leo_mat3 *by_pos,
                     leo_mat3 *by_vel)
{
    (void)config, (void)degree;
    const leo_vec3 v = leo_sub(here->vel_icrf_m_s, here->wind_icrf_m_s);
    const double speed = leo_norm(v), b = -0.5 * here->drag_area_m2 / here->mass_kg;
    if (!(speed > 0))
        return;
    const double w[3] = { v.x, v.y, v.z };
    const leo_vec3 g = here->density_gradient_icrf_kg_m4, s = here->spin_icrf_rad_s;
    const double slope[3] = { g.x, g.y, g.z };
    // d wind / d pos: spin x pos
    const double turning[3][3] = { { 0, -s.z, s.y }, { s.z, 0, -s.x }, { -s.y, s.x, 0 } };
    double dv[3][3];
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            dv[i][j] = b * here->air.density_kg_m3 * (w[i] * w[j] / speed + speed * (i == j));
            by_vel->m[i][j] += dv[i][j];
        }
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            double sum = b * speed * w[i] * slope[j];
            for (int k = 0; k < 3; k++)
                sum -= dv[i][k] * turning[k][j];
            by_pos->m[i][j] += sum;
        }
}

static const int bodies[] = { LEO_BODY_SUN, 0 };

const leo_force leo_force_drag = {
    .name = "drag",
    .summary = "Drag of the air",
    .accel = accel,
    .nature = LEO_FORCE_SURFACE,
    .bodies = bodies,
    .partials = partials,
    .wants_air = 1,
    .is_rough = 1,
};
