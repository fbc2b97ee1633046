/* SPDX-License-Identifier: MIT */

/*
 * The pull of Sun, Moon, Earth and planets, in axes that fall with the central body.
 *
 *     a = GM [ (s - r)/|s - r|^3 - s/|s|^3 ] = -GM/d^3 (r + F(q) s)
 *     d = |r - s|,  q = r.(r - 2 s)/s^2,  F = q (3 + 3 q + q^2)/(1 + (1 + q)^(3/2))
 *     of the flattened Earth, p = r - s and at r = 0, k its pole:
 *     a2 = -3/2 J2 GM R^2/p^5 [ (1 - 5 (p.k)^2/p^2) p + 2 (p.k) k ]
 *
 * Source  Battin, An Introduction to the Mathematics and Methods of Astrodynamics (1999), section 8.4: the second form
 *         has no difference of nearly equal numbers. J2 = 1.08262617e-3 with R = 6378136.3 m: EGM2008, tide-free
 *         (Pavlis et al., J. Geophys. Res. 117 (2012) B04406).
 * Valid   outside the body. All are points but for the flattening of the Earth seen from another body, if asked for; its
 *         pole is then the mean one of J2000 (0.14 degrees off per 25 years). A planet stands for its moons, too.
 * Error   that of their places. What the flattening of the Earth adds at the Moon is 3e-11 m/s^2 in low lunar orbit.
 * Axes    ICRF.
 */
#include "force/third_body.h"

#include "base/error.h"
#include "force/force.h"

static const double J2_M2 = 1.08262617e-3 * 6378136.3 * 6378136.3; // of the Earth, times its radius squared

leo_vec3 leo_third_body_accel(double gm_m3_s2, leo_vec3 body_m, leo_vec3 pos_m)
{
    const leo_vec3 apart = leo_sub(pos_m, body_m);
    const double d = leo_norm(apart);
    const double q = leo_dot(pos_m, leo_add_scaled(pos_m, -2, body_m)) / leo_dot(body_m, body_m);
    const double f = q * (3 + q * (3 + q)) / (1 + (1 + q) * sqrt(1 + q));
    return leo_scale(-gm_m3_s2 / (d * d * d), leo_add_scaled(pos_m, f, body_m));
}

leo_mat3 leo_third_body_gradient(double gm_m3_s2, leo_vec3 body_m, leo_vec3 pos_m)
{
    const leo_vec3 u = leo_sub(pos_m, body_m);
    const double d = leo_norm(u), k = gm_m3_s2 / (d * d * d);
    const double e[3] = { u.x / d, u.y / d, u.z / d };
    leo_mat3 by_pos;
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            by_pos.m[i][j] = k * (3 * e[i] * e[j] - (i == j));
    return by_pos;
}

typedef struct made {
    const char *key;
    int slot;
    double gm_m3_s2, radius_m;
} made;

/* Name and numbers of a row, and how it is made ready. */
static const void *look_up(int body, const char *key, const leo_force_host *host, leo_arena *arena,
                           leo_error *error)
{
    made *self = LEO_TAKE(arena, made, 1);
    const int slot = leo_force_slot(host, body);
    if (!self)
        leo_fail(error, LEO_NO_MEMORY, key, "no memory");
    else if (body == host->center)
        leo_fail(error, LEO_BAD_INPUT, key, "this is the central body: its pull is `gravity`");
    else if (slot < 0)
        leo_fail(error, LEO_BAD_INPUT, key, "the place of this body is not known here");
    if (!self || body == host->center || slot < 0)
        return NULL;
    *self = (made){ key, slot, host->body_gm_m3_s2[slot], host->body_radius_m[slot] };
    return self;
}

static leo_status inside(const made *self, double apart_m, leo_error *error)
{
    return leo_fail(error, LEO_RETRY_STEP, self->key, "%g m from the centre of a body of %g m", apart_m,
                    self->radius_m);
}

static leo_status accel(const void *made_, const leo_surroundings *here, leo_vec3 *accel_icrf_m_s2,
                        leo_error *error)
{
    const made *self = made_;
    const leo_vec3 body = here->body_m[self->slot];
    const double apart = leo_norm(leo_sub(here->pos_icrf_m, body));
    if (!(apart > self->radius_m))
        return inside(self, apart, error);
    *accel_icrf_m_s2 = leo_third_body_accel(self->gm_m3_s2, body, here->pos_icrf_m);
    return LEO_OK;
}

/* Operation for operation what leo_third_body_accel does, so that a lane has its bits. */
static leo_status accel8(const void *made_, leo_fidelity fidelity, const leo_instants8 *instants,
                         const leo_lanes3 *pos_icrf_m, leo_lanes3 *accel_icrf_m_s2, leo_error *error)
{
    (void)fidelity;
    const made *self = made_;
    const double gm = self->gm_m3_s2;
    const leo_lanes3 *p = pos_icrf_m, *b = &instants->body_m[self->slot];
    double distance[LEO_LANES];
    for (int i = 0; i < LEO_LANES; i++) {
        const double ux = p->x[i] - b->x[i], uy = p->y[i] - b->y[i], uz = p->z[i] - b->z[i];
        const double d = sqrt(ux * ux + uy * uy + uz * uz);
        const double q = (p->x[i] * (p->x[i] + -2 * b->x[i]) + p->y[i] * (p->y[i] + -2 * b->y[i]) +
                          p->z[i] * (p->z[i] + -2 * b->z[i])) /
                         (b->x[i] * b->x[i] + b->y[i] * b->y[i] + b->z[i] * b->z[i]);
        const double f = q * (3 + q * (3 + q)) / (1 + (1 + q) * sqrt(1 + q));
        const double k = -gm / (d * d * d);
        accel_icrf_m_s2->x[i] = k * (p->x[i] + f * b->x[i]);
        accel_icrf_m_s2->y[i] = k * (p->y[i] + f * b->y[i]);
        accel_icrf_m_s2->z[i] = k * (p->z[i] + f * b->z[i]);
        distance[i] = d;
    }
    for (int i = 0; i < LEO_LANES; i++)
        if (!(distance[i] > self->radius_m))
            return inside(self, distance[i], error);
    return LEO_OK;
}

static void partials(const void *made_, const leo_surroundings *here, int degree, leo_mat3 *by_pos,
                     leo_mat3 *by_vel)
{
    const made *self = made_;
    (void)degree, (void)by_vel;
    const leo_mat3 g = leo_third_body_gradient(self->gm_m3_s2, here->body_m[self->slot], here->pos_icrf_m);
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            by_pos->m[i][j] += g.m[i][j];
}

/* A row: its key, its NAIF number, a sentence. */
#define THIRD_BODY(word, number, sentence)                                                              \
    static const int bodies_##word[] = { number, 0 };                                                   \
    static const void *prepare_##word(const void *config, const leo_force_host *host, leo_arena *arena, \
                                      leo_error *error)                                                 \
    {                                                                                                   \
        (void)config;                                                                                   \
        return look_up(number, "forces." #word, host, arena, error);                                    \
    }                                                                                                   \
    const leo_force leo_force_##word = { .name = #word,                                                 \
                                         .summary = sentence,                                           \
                                         .prepare = prepare_##word,                                     \
                                         .accel = accel,                                                \
                                         .nature = LEO_FORCE_GRAVITATION,                               \
                                         .bodies = bodies_##word,                                       \
                                         .coarsest = LEO_FIDELITY_MIDDLE,                               \
                                         .accel8 = accel8,                                              \
                                         .partials = partials };

THIRD_BODY(sun, LEO_BODY_SUN, "Pull of the Sun")
THIRD_BODY(moon, LEO_BODY_MOON, "Pull of the Moon")
THIRD_BODY(mercury, LEO_BODY_MERCURY_BARYCENTRE, "Pull of Mercury")
THIRD_BODY(venus, LEO_BODY_VENUS_BARYCENTRE, "Pull of Venus")
THIRD_BODY(mars, LEO_BODY_MARS_BARYCENTRE, "Pull of Mars")
THIRD_BODY(jupiter, LEO_BODY_JUPITER_BARYCENTRE, "Pull of Jupiter and its moons")
THIRD_BODY(saturn, LEO_BODY_SATURN_BARYCENTRE, "Pull of Saturn and its moons")
THIRD_BODY(uranus, LEO_BODY_URANUS_BARYCENTRE, "Pull of Uranus and its moons")
THIRD_BODY(neptune, LEO_BODY_NEPTUNE_BARYCENTRE, "Pull of Neptune and its moons")
THIRD_BODY(pluto, LEO_BODY_PLUTO_BARYCENTRE, "Pull of Pluto and its moons")

/* The Earth, seen from elsewhere: a point, or flattened. */
typedef struct made_earth {
    made point; // first, so that the functions of a point take it, too
    int flattened;
} made_earth;

static const void *prepare_earth(const void *config, const leo_force_host *host, leo_arena *arena,
                                 leo_error *error)
{
    const leo_force_earth_config *earth = config;
    const made *point = look_up(LEO_BODY_EARTH, "forces.earth", host, arena, error);
    made_earth *self = LEO_TAKE(arena, made_earth, 1);
    if (!self)
        leo_fail(error, LEO_NO_MEMORY, "forces.earth", "no memory");
    if (!point || !self)
        return NULL;
    *self = (made_earth){ *point, earth->flattened };
    return self;
}

/* At `apart` from the centre of the Earth, without its GM. The pole of J2000 is that of the ICRF to 23 mas. */
static leo_vec3 flattening(leo_vec3 apart)
{
    const double p2 = leo_dot(apart, apart), p = sqrt(p2), s = apart.z;
    const double k = -1.5 * J2_M2 / (p2 * p2 * p);
    return leo_add(leo_scale(k * (1 - 5 * s * s / p2), apart), leo_vec(0, 0, 2 * k * s));
}

static leo_vec3 flattened(const made_earth *self, leo_vec3 earth_m, leo_vec3 pos_m)
{
    const leo_vec3 there = flattening(leo_sub(pos_m, earth_m)), center = flattening(leo_scale(-1, earth_m));
    return leo_scale(self->point.gm_m3_s2, leo_sub(there, center));
}

static leo_status accel_earth(const void *made_, const leo_surroundings *here, leo_vec3 *accel_icrf_m_s2,
                              leo_error *error)
{
    const made_earth *self = made_;
    const leo_status status = accel(&self->point, here, accel_icrf_m_s2, error);
    if (status == LEO_OK && self->flattened)
        *accel_icrf_m_s2 =
            leo_add(*accel_icrf_m_s2, flattened(self, here->body_m[self->point.slot], here->pos_icrf_m));
    return status;
}

static leo_status accel8_earth(const void *made_, leo_fidelity fidelity, const leo_instants8 *instants,
                               const leo_lanes3 *pos_icrf_m, leo_lanes3 *accel_icrf_m_s2, leo_error *error)
{
    const made_earth *self = made_;
    const leo_status status = accel8(&self->point, fidelity, instants, pos_icrf_m, accel_icrf_m_s2, error);
    for (int i = 0; status == LEO_OK && self->flattened && i < LEO_LANES; i++) {
        const leo_vec3 more = flattened(self, leo_lanes3_get(&instants->body_m[self->point.slot], i),
                                        leo_lanes3_get(pos_icrf_m, i));
        leo_lanes3_set(accel_icrf_m_s2, i, leo_add(leo_lanes3_get(accel_icrf_m_s2, i), more));
    }
    return status;
}

// clang-format off
static const char *const shapes[] = { "point", "flattened", NULL };
static const leo_field earth_fields[] = {
    { "shape", LEO_CHOICE_AT(leo_force_earth_config, flattened), NULL, 0, 0, "point", shapes,
      "A point, or flattened: with its second zonal harmonic." },
    { 0 }
};
// clang-format on

static const int earth_alone[] = { LEO_BODY_EARTH, 0 };

const leo_force leo_force_earth = {
    .name = "earth",
    .summary = "Pull of the Earth on what circles another body",
    .fields = earth_fields,
    .size = sizeof(leo_force_earth_config),
    .prepare = prepare_earth,
    .accel = accel_earth,
    .nature = LEO_FORCE_GRAVITATION,
    .bodies = earth_alone,
    .coarsest = LEO_FIDELITY_MIDDLE,
    .accel8 = accel8_earth,
    .partials = partials,
};
