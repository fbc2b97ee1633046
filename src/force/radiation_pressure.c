/* SPDX-License-Identifier: MIT */

/*
 * Pressure of sunlight.
 *
 *     a = -nu C A/m P (AU/d)^2 e        nu sunlit part, e unit vector to the Sun, d distance to it
 *
 * Source  Montenbruck & Gill, Satellite Orbits, Springer 2012, section 3.4: P = 4.56e-6 N/m^2 at 1 au, from 1367 W/m^2.
 *         Shadows: world/shadow.c.
 * Valid   a craft that looks the same from all sides ("cannonball"). Central body, Earth and Moon cast shadows; limb
 *         darkening, and air that bends the light, are left out. Light from the Earth: the force `albedo`.
 * Error   10-30 % for a real craft. The flux measured since 2003 is 0.5 % lower: 1360.8 W/m^2 (Kopp & Lean, Geophys. Res.
 *         Lett. 38 (2011) L01706); say so by `pressure: 4.539e-6 Pa`.
 * Axes    ICRF in, ICRF out.
 */
#include "base/error.h"
#include "force/light.h"
#include "world/body.h"

static const double PRESSURE_PA = 4.56e-6;

typedef struct made {
    leo_light light;
    double coefficient, pressure_pa;
} made;

static const void *prepare(const void *config, const leo_force_host *host, leo_arena *arena, leo_error *error)
{
    const leo_force_radiation_config *radiation = config;
    made *self = LEO_TAKE(arena, made, 1);
    if (!self) {
        leo_fail(error, LEO_NO_MEMORY, "forces.radiation-pressure", "no memory");
        return NULL;
    }
    *self = (made){ leo_light_of(host), radiation->coefficient,
                    radiation->pressure_pa > 0 ? radiation->pressure_pa : PRESSURE_PA };
    if (!self->light.sun_is_known) {
        leo_fail(error, LEO_BAD_INPUT, "forces.radiation-pressure", "the place of the Sun is not known here");
        return NULL;
    }
    return self;
}

/* Push per mass, in full light, at the distance d. */
static double push_m_s2(const made *self, const leo_surroundings *here, double d_m)
{
    const double near = LEO_AU_M / d_m;
    const double area = here->srp_push_m2 > 0 ? here->srp_push_m2 : self->coefficient * here->srp_area_m2;
    return area / here->mass_kg * self->pressure_pa * near * near;
}

static leo_status accel(const void *made_, const leo_surroundings *here, leo_vec3 *accel_icrf_m_s2,
                        leo_error *error)
{
    const made *self = made_;
    if (!(here->mass_kg > 0))
        return leo_fail(error, LEO_RETRY_STEP, "forces.radiation-pressure",
                        "%g kg: the trial step used more mass than there was", here->mass_kg);
    const leo_vec3 to_sun = leo_sub(leo_light_sun_m(&self->light, here), here->pos_icrf_m);
    const double d = leo_norm(to_sun);
    *accel_icrf_m_s2 = leo_scale(-here->sunlit * push_m_s2(self, here, d) / d, to_sun);
    return LEO_OK;
}

/* In constant light: the edges of shadows, and the slope inside the penumbra, are left out. */
static void partials(const void *made_, const leo_surroundings *here, int degree, leo_mat3 *by_pos,
                     leo_mat3 *by_vel)
{
    const made *self = made_;
    (void)degree, (void)by_vel;
    const leo_vec3 u = leo_sub(here->pos_icrf_m, leo_light_sun_m(&self->light, here));
    const double d = leo_norm(u), k = here->sunlit * push_m_s2(self, here, d) / d;
    const double e[3] = { u.x / d, u.y / d, u.z / d };
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            by_pos->m[i][j] += k * ((i == j) - 3 * e[i] * e[j]);
}

static int switches(const void *made_)
{
    const made *self = made_;
    return 2 * self->light.count;
}

static double switching(const void *made_, const leo_surroundings *here, int index)
{
    const made *self = made_;
    return leo_light_edge_rad(&self->light, here, index);
}

// clang-format off
static const leo_field fields[] = {
    { "coefficient", LEO_REAL_AT(leo_force_radiation_config, coefficient), "1", 0, 2, "1.3", NULL,
      "Momentum taken from the light: 1 when all is absorbed, 2 when all is mirrored back." },
    { "pressure", LEO_REAL_AT(leo_force_radiation_config, pressure_pa), "Pa", 1e-7, 1e-4, "4.56e-6 Pa", NULL,
      "Pressure of the light on what absorbs it, 1 au from the Sun." },
    { 0 }
};
// clang-format on

static const int bodies[] = { LEO_BODY_SUN, LEO_BODY_EARTH, LEO_BODY_MOON, 0 };

const leo_force leo_force_radiation = {
    .name = "radiation-pressure",
    .summary = "Pressure of sunlight",
    .fields = fields,
    .size = sizeof(leo_force_radiation_config),
    .prepare = prepare,
    .accel = accel,
    .nature = LEO_FORCE_SURFACE,
    .bodies = bodies,
    .partials = partials,
    .wants_light = 1,
    .is_rough = 1,
    .switches = switches,
    .switching = switching,
};
