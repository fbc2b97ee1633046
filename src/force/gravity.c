/* SPDX-License-Identifier: MIT */

/*
 * The pull of the central body: its field in spherical harmonics, turning with it.
 *
 *     a = icrf_from_fixed g(fixed_from_icrf r)
 *
 * Source  see world/gravity_model.h and the source that the field names.
 * Valid   outside the body; degree 0 (a point), or 2 up to that of the field. Degree 1 vanishes: the origin is the centre
 *         of mass. The coarser fidelities cut the field at degree 20 and 4.
 * Error   what lies above the degree; of EGM2008 at 250 km height 8e-5 m/s^2 rms above degree 8, 4e-5 above 20,
 *         1e-6 above 70.
 * Axes    ICRF in, ICRF out; the field in axes fixed in the body.
 */
#include "force/force.h"

#include "base/error.h"
#include "world/gravity_model.h"

enum { MIDDLE_DEGREE = 20, LOW_DEGREE = 4, LARGEST_DEGREE = 2190 };

typedef struct made {
    const leo_gravity_model *model[3]; // by fidelity
} made;

static leo_gravity_model *cut(const leo_gravity *field, const leo_force_gravity_config *gravity, int degree,
                              const leo_force_host *host, leo_arena *arena, leo_error *error)
{
    int order = gravity->order > 0 ? gravity->order : degree;
    if (gravity->terms)
        order = 0;
    return leo_gravity_model_create(field, degree, order < degree ? order : degree, host->kernel, arena,
                                    error);
}

/* The field with the GM that was asked for; a point when there is none. */
static const leo_gravity *field_of(const leo_force_host *host, leo_arena *arena)
{
    leo_gravity *field = LEO_TAKE(arena, leo_gravity, 1);
    double *one = LEO_TAKE(arena, double, 2);
    if (!field || !one)
        return NULL;
    one[0] = 1;
    if (host->field)
        *field = *host->field;
    else
        *field = (leo_gravity){ .name = "a point",
                                .source = "",
                                .body = host->center,
                                .radius_m = host->radius_m,
                                .c = one,
                                .s = one + 1 };
    field->gm_m3_s2 = host->gm_m3_s2;
    return field;
}

static const void *prepare(const void *config, const leo_force_host *host, leo_arena *arena, leo_error *error)
{
    const leo_force_gravity_config *gravity = config;
    made *self = LEO_TAKE(arena, made, 1);
    const leo_gravity *field = field_of(host, arena);
    if (!self || !field) {
        leo_fail(error, LEO_NO_MEMORY, "forces.gravity", "no memory");
        return NULL;
    }
    if (gravity->degree > field->degree || gravity->degree < 0) {
        leo_fail(error, LEO_BAD_INPUT, "forces.gravity.degree", "%d: the field %s goes from 0 to degree %d",
                 gravity->degree, field->name, field->degree);
        return NULL;
    }
    static const int degrees[] = { LARGEST_DEGREE, MIDDLE_DEGREE, LOW_DEGREE };
    for (int i = 0; i < 3; i++) {
        const int degree = gravity->degree < degrees[i] ? gravity->degree : degrees[i];
        self->model[i] = i && degree == gravity->degree ? self->model[i - 1]
                                                        : cut(field, gravity, degree, host, arena, error);
        if (!self->model[i])
            return NULL;
    }
    return self;
}

static leo_status refuse(double r_m, leo_error *error)
{
    return leo_fail(error, LEO_RETRY_STEP, "forces.gravity", "%g m from the centre of the central body", r_m);
}

static leo_status accel(const void *made_, const leo_surroundings *here, leo_vec3 *accel_icrf_m_s2,
                        leo_error *error)
{
    const made *self = made_;
    const double r = leo_norm(here->pos_fixed_m);
    if (!(r > 1e5 && r < 1e15))
        return refuse(r, error);
    *accel_icrf_m_s2 =
        leo_mat_tvec(here->fixed_from_icrf, leo_gravity_model_accel(self->model[0], here->pos_fixed_m));
    return LEO_OK;
}

static leo_status accel8(const void *made_, leo_fidelity fidelity, const leo_instants8 *instants,
                         const leo_lanes3 *pos_icrf_m, leo_lanes3 *accel_icrf_m_s2, leo_error *error)
{
    const made *self = made_;
    const leo_lanes(*turn)[3] = instants->fixed_from_icrf;
    const leo_lanes3 *p = pos_icrf_m;
    leo_lanes3 fixed, g;
    double r2[LEO_LANES];
    for (int i = 0; i < LEO_LANES; i++) {
        fixed.x[i] = turn[0][0].v[i] * p->x[i] + turn[0][1].v[i] * p->y[i] + turn[0][2].v[i] * p->z[i];
        fixed.y[i] = turn[1][0].v[i] * p->x[i] + turn[1][1].v[i] * p->y[i] + turn[1][2].v[i] * p->z[i];
        fixed.z[i] = turn[2][0].v[i] * p->x[i] + turn[2][1].v[i] * p->y[i] + turn[2][2].v[i] * p->z[i];
        r2[i] = fixed.x[i] * fixed.x[i] + fixed.y[i] * fixed.y[i] + fixed.z[i] * fixed.z[i];
    }
    for (int i = 0; i < LEO_LANES; i++)
        if (!(sqrt(r2[i]) > 1e5 && sqrt(r2[i]) < 1e15))
            return refuse(sqrt(r2[i]), error);
    leo_gravity_model_accel8(self->model[fidelity], &fixed, &g);
    for (int i = 0; i < LEO_LANES; i++) {
        accel_icrf_m_s2->x[i] =
            turn[0][0].v[i] * g.x[i] + turn[1][0].v[i] * g.y[i] + turn[2][0].v[i] * g.z[i];
        accel_icrf_m_s2->y[i] =
            turn[0][1].v[i] * g.x[i] + turn[1][1].v[i] * g.y[i] + turn[2][1].v[i] * g.z[i];
        accel_icrf_m_s2->z[i] =
            turn[0][2].v[i] * g.x[i] + turn[1][2].v[i] * g.y[i] + turn[2][2].v[i] * g.z[i];
    }
    return LEO_OK;
}

static void partials(const void *made_, const leo_surroundings *here, int degree, leo_mat3 *by_pos,
                     leo_mat3 *by_vel)
{
    const made *self = made_;
    (void)by_vel;
    const leo_mat3 fixed = leo_gravity_model_gradient(self->model[0], degree, here->pos_fixed_m);
    const leo_mat3 turned =
        leo_mat_mul(leo_mat_transpose(here->fixed_from_icrf), leo_mat_mul(fixed, here->fixed_from_icrf));
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            by_pos->m[i][j] += turned.m[i][j];
}

static double potential(const void *made_, const leo_surroundings *here)
{
    const made *self = made_;
    return leo_gravity_model_potential(self->model[0], here->pos_fixed_m);
}

// clang-format off
static const char *const terms[] = { "all", "zonal", NULL };
static const leo_field fields[] = {
    { "degree", LEO_COUNT_AT(leo_force_gravity_config, degree), NULL, 0, LARGEST_DEGREE, "8", NULL,
      "Degree of the field; 0 is a point." },
    { "order", LEO_COUNT_AT(leo_force_gravity_config, order), NULL, 0, LARGEST_DEGREE, "0", NULL,
      "Largest order of its terms; 0 goes as far as the degree." },
    { "terms", LEO_CHOICE_AT(leo_force_gravity_config, terms), NULL, 0, 0, "all", terms,
      "All terms, or only the zonal ones, those without longitude." },
    { "field", LEO_TEXT_AT(leo_force_gravity_config, field), NULL, 0, 0, "built-in", NULL,
      "Name of the field: EGM2008, GL0660B, or that of a file of yours; `built-in` is that of the central body." },
    { 0 }
};
// clang-format on

const leo_force leo_force_gravity = {
    .name = "gravity",
    .summary = "Pull of the central body",
    .fields = fields,
    .size = sizeof(leo_force_gravity_config),
    .prepare = prepare,
    .accel = accel,
    .nature = LEO_FORCE_GRAVITATION,
    .potential = potential,
    .coarsest = LEO_FIDELITY_LOW,
    .accel8 = accel8,
    .partials = partials,
};
