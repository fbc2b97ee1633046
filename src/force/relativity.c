/* SPDX-License-Identifier: MIT */

/*
 * What general relativity adds to Newton, to first order: the field of the central body (Schwarzschild), its rotation
 * (Lense-Thirring, the Earth only), and the way of the axes around the Sun (geodesic precession, de Sitter).
 *
 *     a =   GM/(c^2 r^3) { [4 GM/r - v^2] r + 4 (r.v) v }
 *         + 2 GM/(c^2 r^3) { 3/r^2 (r x v) (r.J) + v x J }
 *         + 3 { V x (-GMs R / (c^2 R^3)) } x v        R, V  of the central body relative to the Sun
 *
 * Source  IERS Conventions (2010), equation 10.12 (beta = gamma = 1); J = 9.8e8 m^2/s of the Earth.
 * Valid   weak field, slow motion. The rotation of other bodies than the Earth is left out: of the Moon 1e-17 m/s^2.
 * Error   1e-12 m/s^2. In low orbit of the Earth the first term is 2e-8 m/s^2, the others 1e-10 and 4e-11.
 * Axes    ICRF in, ICRF out; they do not turn with the geodesic precession.
 */
#include "base/error.h"
#include "force/force.h"
#include "world/body.h"

static const double EARTH_MOMENTUM_M2_S = 9.8e8; // per mass
static const double HALF_STEP_S = 60;            // for the velocity of the Sun, from differences

typedef struct made {
    double gm_m3_s2, momentum_m2_s, sun_gm_m3_s2;
    int sun_slot; // -1: none
    const leo_force_host *host;
} made;

static const void *prepare(const void *config, const leo_force_host *host, leo_arena *arena, leo_error *error)
{
    (void)config;
    made *self = LEO_TAKE(arena, made, 1);
    leo_force_host *own = LEO_TAKE(arena, leo_force_host, 1);
    if (!self || !own) {
        leo_fail(error, LEO_NO_MEMORY, "forces.relativity", "no memory");
        return NULL;
    }
    *own = *host;
    const int slot = host->center == LEO_BODY_SUN ? -1 : leo_force_slot(host, LEO_BODY_SUN);
    *self = (made){ .gm_m3_s2 = host->gm_m3_s2,
                    .momentum_m2_s = host->center == LEO_BODY_EARTH ? EARTH_MOMENTUM_M2_S : 0,
                    .sun_gm_m3_s2 = slot < 0 ? 0 : host->body_gm_m3_s2[slot],
                    .sun_slot = slot,
                    .host = own };
    return self;
}

static leo_vec3 geodesic(const made *self, const leo_surroundings *here)
{
    const leo_force_host *host = self->host;
    const double t = here->elapsed_s, c = LEO_LIGHT_SPEED_M_S;
    const leo_vec3 sun = here->body_m[self->sun_slot];
    const leo_vec3 moved = leo_sub(host->body_m(host->context, self->sun_slot, t + HALF_STEP_S),
                                   host->body_m(host->context, self->sun_slot, t - HALF_STEP_S));
    // the central body seen from the Sun is the Sun seen from the body, turned round
    const leo_vec3 vel = leo_scale(-1 / (2 * HALF_STEP_S), moved), pos = leo_scale(-1, sun);
    const double d = leo_norm(pos);
    const leo_vec3 pull = leo_scale(-self->sun_gm_m3_s2 / (c * c * d * d * d), pos);
    return leo_scale(3, leo_cross(leo_cross(vel, pull), here->vel_icrf_m_s));
}

static leo_status accel(const void *made_, const leo_surroundings *here, leo_vec3 *accel_icrf_m_s2,
                        leo_error *error)
{
    const made *self = made_;
    const leo_vec3 r = here->pos_icrf_m, v = here->vel_icrf_m_s;
    const double n = leo_norm(r), c = LEO_LIGHT_SPEED_M_S, gm = self->gm_m3_s2;
    if (!(n > 1e5))
        return leo_fail(error, LEO_RETRY_STEP, "forces.relativity",
                        "%g m from the centre of the central body", n);
    const double k = gm / (c * c * n * n * n);
    leo_vec3 a = leo_add(leo_scale(k * (4 * gm / n - leo_dot(v, v)), r), leo_scale(k * 4 * leo_dot(r, v), v));
    const double spin = leo_norm(here->spin_icrf_rad_s);
    if (self->momentum_m2_s > 0 && spin > 0) {
        const leo_vec3 j = leo_scale(self->momentum_m2_s / spin, here->spin_icrf_rad_s);
        const leo_vec3 turned =
            leo_add(leo_scale(3 * leo_dot(r, j) / (n * n), leo_cross(r, v)), leo_cross(v, j));
        a = leo_add_scaled(a, 2 * k, turned);
    }
    if (self->sun_slot >= 0)
        a = leo_add(a, geodesic(self, here));
    *accel_icrf_m_s2 = a;
    return LEO_OK;
}

static const int bodies[] = { LEO_BODY_SUN, 0 };

const leo_force leo_force_relativity = {
    .name = "relativity",
    .summary = "First correction of general relativity",
    .prepare = prepare,
    .accel = accel,
    .nature = LEO_FORCE_GRAVITATION,
    .bodies = bodies,
    .is_rough = 1,
};
