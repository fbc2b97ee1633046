/* SPDX-License-Identifier: MIT */
/* The rows of forces put together around one central body. */
#include "force/dynamics.h"

#include "base/error.h"
#include "force/light.h"
#include "force/surroundings.h"

#include <string.h>

typedef struct acting {
    const leo_force *force;
    const void *made;
    int switches;
} acting;

struct leo_dynamics {
    leo_dynamics_setup setup;
    leo_force_host host;
    leo_sampler sampler;
    acting *forces;
    int force_count;
    int switches;
    int is_smooth;
    int degree; // of the gravity that acts
};

static leo_vec3 body_at(const void *context, int slot, double elapsed_s)
{
    return leo_sky_body_m(context, slot, elapsed_s);
}

static leo_status fill_host(leo_dynamics *dynamics, leo_error *error)
{
    const leo_dynamics_setup *setup = &dynamics->setup;
    leo_force_host *host = &dynamics->host;
    const leo_body_facts *center = leo_body_facts_of(leo_sky_center(setup->sky));
    if (!center)
        return leo_fail(error, LEO_BAD_ARGUMENT, "dynamics", "%d: nothing is known of this central body",
                        leo_sky_center(setup->sky));
    if (setup->field && setup->field->body && setup->field->body != center->body)
        return leo_fail(error, LEO_BAD_INPUT, "forces.gravity.field",
                        "%s is not a field of the central body, %s", setup->field->name, center->name);
    *host = (leo_force_host){ .center = center->body,
                              .gm_m3_s2 = setup->gm_m3_s2 > 0 ? setup->gm_m3_s2
                                          : setup->field      ? setup->field->gm_m3_s2
                                                              : center->gm_m3_s2,
                              .radius_m = center->radius_m,
                              .epoch = leo_sky_epoch(setup->sky),
                              .field = setup->field,
                              .kernel = setup->kernel,
                              .body_m = body_at,
                              .context = setup->sky };
    static const int known[] = { LEO_BODY_SUN,
                                 LEO_BODY_MOON,
                                 LEO_BODY_EARTH,
                                 LEO_BODY_MERCURY_BARYCENTRE,
                                 LEO_BODY_VENUS_BARYCENTRE,
                                 LEO_BODY_MARS_BARYCENTRE,
                                 LEO_BODY_JUPITER_BARYCENTRE,
                                 LEO_BODY_SATURN_BARYCENTRE,
                                 LEO_BODY_URANUS_BARYCENTRE,
                                 LEO_BODY_NEPTUNE_BARYCENTRE,
                                 LEO_BODY_PLUTO_BARYCENTRE,
                                 LEO_BODY_MERCURY,
                                 LEO_BODY_VENUS,
                                 LEO_BODY_MARS };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const int slot = leo_sky_slot(setup->sky, known[i]);
        if (known[i] == center->body || slot < 0 || slot > LEO_SKY_BODIES)
            continue;
        const leo_body_facts *facts = leo_body_facts_of(known[i]);
        host->bodies[slot] = known[i];
        host->body_gm_m3_s2[slot] = leo_sky_gm_m3_s2(setup->sky, slot);
        host->body_radius_m[slot] = facts ? facts->radius_m : 0;
        if (slot >= host->body_count)
            host->body_count = slot + 1;
    }
    for (const leo_body_gm *other = setup->others; other && other->gm_m3_s2 > 0; other++) {
        const int slot = leo_force_slot(host, other->body);
        if (slot >= 0)
            host->body_gm_m3_s2[slot] = other->gm_m3_s2;
    }
    return LEO_OK;
}

/* A copy of a configuration, so that the caller's may go; `config` itself where there is nothing to copy. */
static const void *kept(const void *config, size_t size, leo_arena *arena)
{
    if (!config || size == 0)
        return config;
    void *copy = leo_arena_take(arena, size, 1);
    if (copy)
        memcpy(copy, config, size);
    return copy;
}

static leo_status make_forces(leo_dynamics *dynamics, leo_arena *arena, leo_error *error)
{
    const leo_dynamics_setup *setup = &dynamics->setup;
    int count = 0;
    while (setup->forces[count])
        count++;
    dynamics->forces = LEO_TAKE(arena, acting, count + 1);
    if (!dynamics->forces)
        return leo_fail(error, LEO_NO_MEMORY, "dynamics", "no memory");
    dynamics->is_smooth = 1;
    for (int i = 0; i < count; i++) {
        const leo_force *force = setup->forces[i];
        if (!setup->configs[i])
            continue;
        acting *next = &dynamics->forces[dynamics->force_count];
        const void *config = kept(setup->configs[i], force->size, arena);
        next->force = force;
        next->made = config ? leo_force_made(force, config, &dynamics->host, arena, error) : NULL;
        if (force == &leo_force_gravity && config && setup->field) {
            const int degree = ((const leo_force_gravity_config *)config)->degree;
            dynamics->degree = degree < setup->field->degree ? degree : setup->field->degree;
        }
        if (!next->made)
            return config ? (error && error->status != LEO_OK ? error->status : LEO_BAD_INPUT)
                          : leo_fail(error, LEO_NO_MEMORY, "dynamics", "no memory");
        next->switches = force->switches ? force->switches(next->made) : 0;
        dynamics->switches += next->switches;
        dynamics->is_smooth &= !force->is_rough;
        dynamics->sampler.wants_air |= force->wants_air;
        dynamics->sampler.wants_spin |= force->is_rough;
        dynamics->sampler.wants_light |= force->wants_light;
        dynamics->force_count++;
    }
    return LEO_OK;
}

leo_dynamics *leo_dynamics_create(const leo_dynamics_setup *setup, leo_arena *arena, leo_error *error)
{
    if (!setup || !setup->sky || !setup->forces || !setup->configs) {
        leo_fail(error, LEO_BAD_ARGUMENT, "dynamics", "sky, forces or their configurations are missing");
        return NULL;
    }
    if (!(setup->craft.mass_kg > 0) || !(setup->craft.drag_area_m2 >= 0) ||
        !(setup->craft.srp_area_m2 >= 0)) {
        leo_fail(
            error, LEO_BAD_INPUT, "spacecraft",
            "mass %g kg, drag area %g m^2, area in sunlight %g m^2: the mass must be above 0, no area below",
            setup->craft.mass_kg, setup->craft.drag_area_m2, setup->craft.srp_area_m2);
        return NULL;
    }
    leo_dynamics *dynamics = LEO_TAKE(arena, leo_dynamics, 1);
    if (!dynamics) {
        leo_fail(error, LEO_NO_MEMORY, "dynamics", "no memory");
        return NULL;
    }
    dynamics->setup = *setup;
    dynamics->setup.atmosphere_config =
        kept(setup->atmosphere_config, setup->atmosphere ? setup->atmosphere->size : 0, arena);
    dynamics->setup.wind_config = kept(setup->wind_config, setup->wind ? setup->wind->size : 0, arena);
    if ((setup->atmosphere_config && !dynamics->setup.atmosphere_config) ||
        (setup->wind_config && !dynamics->setup.wind_config)) {
        leo_fail(error, LEO_NO_MEMORY, "dynamics", "no memory");
        return NULL;
    }
    if (fill_host(dynamics, error) != LEO_OK || make_forces(dynamics, arena, error) != LEO_OK ||
        leo_sampler_fill(&dynamics->sampler, &dynamics->setup, &dynamics->host, error) != LEO_OK)
        return NULL;
    dynamics->switches += dynamics->sampler.edge_count > 0;
    return dynamics;
}

double leo_dynamics_gm_m3_s2(const leo_dynamics *dynamics)
{
    return dynamics->host.gm_m3_s2;
}

const leo_sky *leo_dynamics_sky(const leo_dynamics *dynamics)
{
    return dynamics->setup.sky;
}

const leo_spacecraft *leo_dynamics_craft(const leo_dynamics *dynamics)
{
    return &dynamics->setup.craft;
}

static leo_status add_up(const leo_dynamics *dynamics, const leo_surroundings *here, leo_vec3 *accel_m_s2,
                         leo_error *error)
{
    leo_vec3 sum = { 0, 0, 0 };
    for (int i = 0; i < dynamics->force_count; i++) {
        const acting *row = &dynamics->forces[i];
        leo_vec3 a;
        const leo_status status = row->force->accel(row->made, here, &a, error);
        if (status != LEO_OK)
            return status;
        sum = leo_add(sum, a);
    }
    *accel_m_s2 = sum;
    return LEO_OK;
}

leo_status leo_dynamics_accel(const leo_dynamics *dynamics, double elapsed_s, leo_vec3 pos_m,
                              leo_vec3 vel_m_s, double mass_kg, leo_vec3 *accel_m_s2, leo_error *error)
{
    leo_surroundings here;
    leo_sampler_instant(&dynamics->sampler, elapsed_s, &here);
    const leo_status status = leo_sampler_state(&dynamics->sampler, pos_m, vel_m_s, mass_kg, &here, error);
    return status == LEO_OK ? add_up(dynamics, &here, accel_m_s2, error) : status;
}

void leo_dynamics_instants8(const leo_dynamics *dynamics, const double elapsed_s[LEO_LANES],
                            leo_instants8 *instants)
{
    const leo_sampler *sampler = &dynamics->sampler;
    const leo_sky *sky = dynamics->setup.sky;
    for (int i = 0; i < LEO_LANES; i++) {
        const double t = instants->elapsed_s[i] = elapsed_s[i];
        const leo_mat3 turn = leo_sky_fixed_from_icrf(sky, t);
        for (int j = 0; j < 3; j++)
            for (int k = 0; k < 3; k++)
                instants->fixed_from_icrf[j][k].v[i] = turn.m[j][k];
        leo_lanes3_set(&instants->spin_rad_s, i,
                       sampler->wants_spin ? leo_sky_spin_icrf_rad_s(sky, t) : leo_vec(0, 0, 0));
        for (int k = 0; k < sampler->used_count; k++)
            leo_lanes3_set(&instants->body_m[sampler->used[k]], i, leo_sky_body_m(sky, sampler->used[k], t));
    }
}

/* The surroundings of one lane, from what the instants hold. */
static leo_status lane_state(const leo_dynamics *dynamics, const leo_instants8 *instants, int lane,
                             const leo_lanes3 *pos_m, const leo_lanes3 *vel_m_s, leo_surroundings *here,
                             leo_error *error)
{
    here->elapsed_s = instants->elapsed_s[lane];
    for (int j = 0; j < 3; j++)
        for (int k = 0; k < 3; k++)
            here->fixed_from_icrf.m[j][k] = instants->fixed_from_icrf[j][k].v[lane];
    here->spin_icrf_rad_s = leo_lanes3_get(&instants->spin_rad_s, lane);
    for (int i = 0; i < dynamics->sampler.used_count; i++) {
        const int slot = dynamics->sampler.used[i];
        here->body_m[slot] = leo_lanes3_get(&instants->body_m[slot], lane);
    }
    return leo_sampler_state(&dynamics->sampler, leo_lanes3_get(pos_m, lane), leo_lanes3_get(vel_m_s, lane),
                             0, here, error);
}

static void add_lanes(const leo_lanes3 *more, leo_lanes3 *sum)
{
    for (int i = 0; i < LEO_LANES; i++) {
        sum->x[i] += more->x[i];
        sum->y[i] += more->y[i];
        sum->z[i] += more->z[i];
    }
}

leo_status leo_dynamics_accel8(const leo_dynamics *dynamics, leo_fidelity fidelity,
                               const leo_instants8 *instants, const leo_lanes3 *pos_m,
                               const leo_lanes3 *vel_m_s, leo_lanes3 *accel_m_s2, leo_error *error)
{
    leo_lanes3 sum = { 0 }, more;
    leo_surroundings here[LEO_LANES];
    int sampled = 0;
    for (int i = 0; i < dynamics->force_count; i++) {
        const acting *row = &dynamics->forces[i];
        if (row->force->coarsest < fidelity)
            continue;
        leo_status status = LEO_OK;
        if (row->force->accel8) {
            status = row->force->accel8(row->made, fidelity, instants, pos_m, &more, error);
        } else {
            for (int k = 0; !sampled && status == LEO_OK && k < LEO_LANES; k++)
                status = lane_state(dynamics, instants, k, pos_m, vel_m_s, &here[k], error);
            sampled = 1;
            for (int k = 0; status == LEO_OK && k < LEO_LANES; k++) {
                leo_vec3 a;
                status = row->force->accel(row->made, &here[k], &a, error);
                leo_lanes3_set(&more, k, a);
            }
        }
        if (status != LEO_OK)
            return status;
        add_lanes(&more, &sum);
    }
    *accel_m_s2 = sum;
    return LEO_OK;
}

leo_status leo_dynamics_partials(const leo_dynamics *dynamics, int degree, double elapsed_s, leo_vec3 pos_m,
                                 leo_vec3 vel_m_s, double mass_kg, leo_mat3 *by_pos, leo_mat3 *by_vel,
                                 leo_error *error)
{
    leo_surroundings here;
    leo_sampler_instant(&dynamics->sampler, elapsed_s, &here);
    leo_status status = leo_sampler_state(&dynamics->sampler, pos_m, vel_m_s, mass_kg, &here, error);
    if (status == LEO_OK && dynamics->sampler.wants_air)
        status = leo_sampler_slope(&dynamics->sampler, &here, error);
    if (status != LEO_OK)
        return status;
    if (!(leo_norm(pos_m) > 1e5))
        return leo_fail(error, LEO_RETRY_STEP, "dynamics", "%g m from the centre of the central body",
                        leo_norm(pos_m));
    *by_pos = *by_vel = (leo_mat3){ { { 0 } } };
    for (int i = 0; i < dynamics->force_count; i++) {
        const acting *row = &dynamics->forces[i];
        if (row->force->partials)
            row->force->partials(row->made, &here, degree, by_pos, by_vel);
    }
    return LEO_OK;
}

int leo_dynamics_switches(const leo_dynamics *dynamics)
{
    return dynamics->switches;
}

double leo_dynamics_switch(const leo_dynamics *dynamics, int index, double elapsed_s, leo_vec3 pos_m)
{
    leo_surroundings here;
    leo_sampler_instant(&dynamics->sampler, elapsed_s, &here);
    here.pos_icrf_m = pos_m;
    here.pos_fixed_m = leo_mat_vec(here.fixed_from_icrf, pos_m);
    for (int i = 0; i < dynamics->force_count; i++) {
        const acting *row = &dynamics->forces[i];
        if (index < row->switches)
            return row->force->switching(row->made, &here, index);
        index -= row->switches;
    }
    return leo_sampler_air_edge(&dynamics->sampler, &here); // the last
}

int leo_dynamics_is_smooth(const leo_dynamics *dynamics)
{
    return dynamics->is_smooth;
}

int leo_dynamics_degree(const leo_dynamics *dynamics)
{
    return dynamics->degree;
}
