/* SPDX-License-Identifier: MIT */

/*
 * The pull of Sun and Moon, in axes that fall with the Earth.
 *
 *     a = GM [ (s - r)/|s - r|^3 - s/|s|^3 ] = -GM/d^3 (r + F(q) s)
 *     d = |r - s|,  q = r.(r - 2 s)/s^2,  F = q (3 + 3 q + q^2)/(1 + (1 + q)^(3/2))
 *
 * Source  Battin, An Introduction to the Mathematics and Methods of Astrodynamics (1999), section 8.4: the second form
 *         has no difference of nearly equal numbers.
 * Valid   outside the body. Both are points.
 * Error   that of their places: world/earth.c. Their own harmonics and the other planets: below 1e-11 m/s^2.
 * Axes    GCRF in, GCRF out.
 */
#include "force/third_body.h"

#include "base/error.h"
#include "force/force.h"
#include "world/body.h"

leo_vec3 leo_third_body_accel(double gm_m3_s2, leo_vec3 body_m, leo_vec3 pos_m)
{
    const leo_vec3 apart = leo_sub(pos_m, body_m);
    const double d = leo_norm(apart);
    const double q = leo_dot(pos_m, leo_add_scaled(pos_m, -2, body_m)) / leo_dot(body_m, body_m);
    const double f = q * (3 + q * (3 + q)) / (1 + (1 + q) * sqrt(1 + q));
    return leo_scale(-gm_m3_s2 / (d * d * d), leo_add_scaled(pos_m, f, body_m));
}

static leo_status pull(const char *name, double gm_m3_s2, double radius_m, leo_vec3 body_m, leo_vec3 pos_m,
                       leo_vec3 *accel_gcrf_m_s2, leo_error *error)
{
    const double apart = leo_norm(leo_sub(pos_m, body_m));
    if (!(apart > radius_m))
        return leo_fail(error, LEO_RETRY_STEP, name, "%g m from the centre of a body of %g m", apart,
                        radius_m);
    *accel_gcrf_m_s2 = leo_third_body_accel(gm_m3_s2, body_m, pos_m);
    return LEO_OK;
}

static leo_status sun(const void *config, const leo_surroundings *here, leo_vec3 *accel_gcrf_m_s2,
                      leo_error *error)
{
    (void)config;
    return pull("forces.sun", LEO_SUN_GM_M3_S2, LEO_SUN_RADIUS_M, here->sun_gcrf_m, here->pos_gcrf_m,
                accel_gcrf_m_s2, error);
}

static leo_status moon(const void *config, const leo_surroundings *here, leo_vec3 *accel_gcrf_m_s2,
                       leo_error *error)
{
    (void)config;
    return pull("forces.moon", LEO_MOON_GM_M3_S2, LEO_MOON_RADIUS_M, here->moon_gcrf_m, here->pos_gcrf_m,
                accel_gcrf_m_s2, error);
}

const leo_force leo_force_sun = {
    .name = "sun", .summary = "Pull of the Sun", .accel = sun, .nature = LEO_FORCE_GRAVITATION
};
const leo_force leo_force_moon = {
    .name = "moon", .summary = "Pull of the Moon", .accel = moon, .nature = LEO_FORCE_GRAVITATION
};
