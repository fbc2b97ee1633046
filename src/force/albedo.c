/* SPDX-License-Identifier: MIT */

/*
 * Pressure of the light that the Earth sends back, and of its heat.
 *
 *     a = C A/m Sum over elements of the visible disc  M/(pi c) w (-d),   M = S (albedo cos+ s + emissivity/4)
 *     albedo     = 0.34 + 0.10 cos(2 pi (t - t0)/365.25 d) P1 + 0.29 P2
 *     emissivity = 0.68 - 0.07 cos(2 pi (t - t0)/365.25 d) P1 - 0.18 P2
 *     w  solid angle of an element as seen from the craft (all alike), d  direction to it, s  zenith angle of the Sun there
 *     P1, P2  Legendre polynomials of the sine of the latitude; t0 22 December 1981
 *
 * Source  Knocke, Ries & Tapley, Earth radiation pressure effects on satellites, AIAA 88-4292 (1988). S: 1367 W/m^2 at
 *         1 au, as the force `radiation-pressure`.
 * Valid   near the Earth; Lambert's law, zonal and seasonal means, no clouds of the day. 37 elements, in rings of 1, 6, 12
 *         and 18, whose light is exact for a planet of even brightness.
 * Error   20 % of itself, which is 1e-1 of the pressure of sunlight at 500 km.
 * Axes    ICRF in, ICRF out; the elements in axes fixed in the Earth.
 */
#include "base/error.h"
#include "force/light.h"
#include "world/body.h"

static const double PI = 3.14159265358979323846;
static const double PRESSURE_PA = 4.56e-6; // of sunlight at 1 au
static const double YEAR_S = 365.25 * 86400;
static const double T0_S = -6584.5 * 86400; // 22 December 1981, from J2000, days of 86400 s

enum { RINGS = 4, ELEMENTS = 37 };

typedef struct made {
    leo_light light;
    double coefficient;
    double epoch_s; // from t0 to elapsed time 0
} made;

static const void *prepare(const void *config, const leo_force_host *host, leo_arena *arena, leo_error *error)
{
    const leo_force_albedo_config *albedo = config;
    made *self = LEO_TAKE(arena, made, 1);
    if (!self) {
        leo_fail(error, LEO_NO_MEMORY, "forces.albedo", "no memory");
        return NULL;
    }
    *self =
        (made){ leo_light_of(host), albedo->coefficient, host->epoch.whole_s + host->epoch.part_s - T0_S };
    if (host->center != LEO_BODY_EARTH || !self->light.sun_is_known) {
        leo_fail(error, LEO_BAD_INPUT, "forces.albedo",
                 "needs the Earth as central body and the place of the Sun");
        return NULL;
    }
    return self;
}

/* What a place sends out, as a part of the sunlight on a plane across it. */
static double brightness(double season, double sin_lat, double cos_sun)
{
    const double p1 = sin_lat, p2 = 1.5 * sin_lat * sin_lat - 0.5;
    const double albedo = 0.34 + 0.10 * season * p1 + 0.29 * p2;
    const double emissivity = 0.68 - 0.07 * season * p1 - 0.18 * p2;
    return albedo * fmax(0, cos_sun) + emissivity / 4;
}

/* Sum of brightness times direction away from the element, over the disc; in fixed axes. */
static leo_vec3 disc(leo_vec3 pos_fixed_m, leo_vec3 sun_fixed, double season)
{
    static const int in_ring[RINGS] = { 1, 6, 12, 18 };
    const double r = leo_norm(pos_fixed_m), radius = LEO_EARTH_MEAN_RADIUS_M;
    const leo_vec3 up = leo_scale(1 / r, pos_fixed_m);
    const leo_vec3 east = leo_unit(fabs(up.z) < 0.9 ? leo_vec(-up.y, up.x, 0) : leo_vec(0, -up.z, up.y));
    const leo_vec3 north = leo_cross(up, east);
    const double rim = sqrt(fmax(0, 1 - radius / r * (radius / r))), share = (1 - rim) / ELEMENTS;
    leo_vec3 sum = { 0, 0, 0 };
    double edge = 1; // cosine of the angle from the nadir
    for (int ring = 0; ring < RINGS; ring++) {
        const double u = edge - 0.5 * share * in_ring[ring], s = ring ? sqrt(fmax(0, 1 - u * u)) : 0;
        edge -= share * in_ring[ring];
        const double down = ring ? u : 1; // the middle one stands below
        const double reach = r * down - sqrt(fmax(0, radius * radius - r * r * s * s));
        for (int i = 0; i < in_ring[ring]; i++) {
            const double around = 2 * PI * i / in_ring[ring];
            const leo_vec3 side =
                leo_add(leo_scale(s * cos(around), east), leo_scale(s * sin(around), north));
            const leo_vec3 to = leo_add_scaled(side, -down, up);
            const leo_vec3 normal = leo_scale(1 / radius, leo_add_scaled(pos_fixed_m, reach, to));
            const double sent = brightness(season, normal.z, leo_dot(normal, sun_fixed));
            // of an element, the push along the nadir is that of its mean cosine
            sum = leo_add_scaled(sum, -sent, leo_add_scaled(side, -u, up));
        }
    }
    return leo_scale(2 * share, sum); // solid angle over pi
}

static leo_status accel(const void *made_, const leo_surroundings *here, leo_vec3 *accel_icrf_m_s2,
                        leo_error *error)
{
    const made *self = made_;
    if (!(here->mass_kg > 0))
        return leo_fail(error, LEO_RETRY_STEP, "forces.albedo",
                        "%g kg: the trial step used more mass than there was", here->mass_kg);
    if (!(leo_norm(here->pos_fixed_m) > 1e5))
        return leo_fail(error, LEO_RETRY_STEP, "forces.albedo", "%g m from the centre of the Earth",
                        leo_norm(here->pos_fixed_m));
    const leo_vec3 sun = leo_light_sun_m(&self->light, here);
    const double near = LEO_AU_M / leo_norm(sun);
    const double season = cos(2 * PI * fmod(self->epoch_s + here->elapsed_s, YEAR_S) / YEAR_S);
    const double area = here->srp_push_m2 > 0 ? here->srp_push_m2 : self->coefficient * here->srp_area_m2;
    const leo_vec3 push = disc(here->pos_fixed_m, leo_mat_vec(here->fixed_from_icrf, leo_unit(sun)), season);
    *accel_icrf_m_s2 = leo_mat_tvec(here->fixed_from_icrf,
                                    leo_scale(area / here->mass_kg * PRESSURE_PA * near * near, push));
    return LEO_OK;
}

// clang-format off
static const leo_field fields[] = {
    { "coefficient", LEO_REAL_AT(leo_force_albedo_config, coefficient), "1", 0, 2, "1.3", NULL,
      "Momentum taken from the light: 1 when all is absorbed, 2 when all is mirrored back." },
    { 0 }
};
// clang-format on

static const int bodies[] = { LEO_BODY_SUN, 0 };

const leo_force leo_force_albedo = {
    .name = "albedo",
    .summary = "Pressure of the light and heat of the Earth",
    .fields = fields,
    .size = sizeof(leo_force_albedo_config),
    .prepare = prepare,
    .accel = accel,
    .nature = LEO_FORCE_SURFACE,
    .bodies = bodies,
    .is_rough = 1,
};
