/* SPDX-License-Identifier: MIT */

/*
 * The pull of the Earth: its field in spherical harmonics, turning with it.
 *
 *     a = gcrf_from_itrf g(itrf_from_gcrf r)
 *
 * Source  see world/gravity.c.
 * Valid   outside the Earth; degree 0 (a point), or 2 .. 20. Degree 1 vanishes: the origin is the centre of mass.
 * Error   see world/gravity.c: at degree 8 8e-5 m/s^2 rms at 250 km height, at degree 20 4e-5 m/s^2.
 * Axes    GCRF in, GCRF out.
 */
#include "force/force.h"

#include "base/error.h"
#include "world/gravity.h"

static leo_status accel(const void *config, const leo_surroundings *here, leo_vec3 *accel_gcrf_m_s2,
                        leo_error *error)
{
    const leo_force_gravity_config *gravity = config;
    const double r = leo_norm(here->pos_itrf_m);
    if (!(r > 1e5 && r < 1e15))
        return leo_fail(error, LEO_RETRY_STEP, "forces.gravity", "%g m from the centre of the Earth", r);
    const leo_vec3 g = leo_gravity_accel(leo_gravity_earth(), gravity->degree, here->pos_itrf_m);
    *accel_gcrf_m_s2 = leo_mat_tvec(here->itrf_from_gcrf, g);
    return LEO_OK;
}

static double potential(const void *config, const leo_surroundings *here)
{
    const leo_force_gravity_config *gravity = config;
    return leo_gravity_potential(leo_gravity_earth(), gravity->degree, here->pos_itrf_m);
}

// clang-format off
static const leo_field fields[] = {
    { "degree", LEO_COUNT_AT(leo_force_gravity_config, degree), NULL, 0, LEO_GRAVITY_DEGREE_MAX, "8", NULL,
      "Degree and order of the Earth's field; 0 is a point." },
    { 0 }
};
// clang-format on

const leo_force leo_force_gravity = {
    .name = "gravity",
    .summary = "Pull of the Earth",
    .fields = fields,
    .size = sizeof(leo_force_gravity_config),
    .accel = accel,
    .nature = LEO_FORCE_GRAVITATION,
    .potential = potential,
};
