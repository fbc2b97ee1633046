/* SPDX-License-Identifier: MIT */
/* A flight: making it, its books, commands, exchange with the cabin, save and restore. */
#include "flight/flight.h"

#include "base/error.h"
#include "flight/moment.h"
#include "world/body.h"

#include <string.h>

/* Sizes that turn a relative tolerance into an absolute one: low orbit, its speed, an entry. */
static const double USUAL_POS_M = 6.5e6, USUAL_VEL_M_S = 7.5e3, USUAL_DELTA_V_M_S = 1e2,
                    USUAL_HEAT_J_M2 = 1e8, USUAL_WORK_J_KG = 3e7, USUAL_OWN = 1e2;

static const char *mount_name(const leo_flight_thing *thing)
{
    const leo_field *row = thing->device->kind.config.fields;
    for (; row && row->key; row++)
        if (strcmp(row->key, thing->device->mount_key) == 0)
            return *(const char *const *)((const char *)thing->config + row->offset);
    return NULL;
}

static leo_status find_mount(leo_flight *flight, int thing, leo_error *error)
{
    const leo_flight_thing *things = flight->setup.things;
    flight->mount[thing] = thing;
    if (!things[thing].device->mount_key)
        return LEO_OK;
    const char *wanted = mount_name(&things[thing]);
    for (int i = 0; wanted && i < flight->setup.thing_count; i++)
        if (!things[i].device->mount_key && strcmp(things[i].name, wanted) == 0) {
            flight->mount[thing] = i;
            return LEO_OK;
        }
    return leo_fail(error, LEO_BAD_INPUT, things[thing].name, "`%s: %s`: there is no body of that name",
                    things[thing].device->mount_key, wanted ? wanted : "");
}

static leo_status check_setup(const leo_flight_setup *setup, leo_error *error)
{
    if (!setup->earth || !setup->forces || setup->thing_count < 0 || (setup->thing_count && !setup->things))
        return leo_fail(error, LEO_BAD_ARGUMENT, "flight", "earth, forces or things are missing");
    if (!(setup->rel_tol >= 1e-13 && setup->rel_tol <= 1e-4))
        return leo_fail(error, LEO_BAD_INPUT, "solver.flight-tolerance",
                        "%g: must lie between 1e-13 and 1e-4", setup->rel_tol);
    if (!(setup->longest_step_s > 0) || !(setup->span_s > 0))
        return leo_fail(error, LEO_BAD_INPUT, "solver.longest-window",
                        "longest step %g s, span %g s: must be above 0", setup->longest_step_s,
                        setup->span_s);
    for (int i = 0; i < setup->thing_count; i++)
        if (setup->things[i].device->check) {
            const leo_status status = setup->things[i].device->check(&setup->things[i], error);
            if (status != LEO_OK)
                return status;
        }
    return LEO_OK;
}

static leo_status make_solver(leo_flight *flight, leo_arena *arena, leo_error *error)
{
    const double tol = flight->setup.rel_tol;
    double *abs_tol = flight->trial; // read while the solver is made
    for (int i = 0; i < flight->state_count; i++)
        abs_tol[i] = tol * (i < LEO_VEL        ? USUAL_POS_M
                            : i < LEO_DELTA_V  ? USUAL_VEL_M_S
                            : i == LEO_DELTA_V ? USUAL_DELTA_V_M_S
                            : i == LEO_HEAT    ? USUAL_HEAT_J_M2
                            : i == LEO_WORK    ? USUAL_WORK_J_KG
                                               : USUAL_OWN);
    flight->solver = leo_dop853_create(arena, flight->state_count, abs_tol, tol, leo_flight_rates, flight);
    if (!flight->solver)
        return leo_fail(error, LEO_NO_MEMORY, "flight", "no memory for the integrator");
    leo_dop853_limit(flight->solver, flight->setup.longest_step_s);
    flight->saved = LEO_TAKE(arena, double, leo_dop853_saved_count(flight->solver));
    return flight->saved ? LEO_OK : leo_fail(error, LEO_NO_MEMORY, "flight", "no memory for the integrator");
}

static leo_vec3 body_at(const void *context, int slot, double elapsed_s)
{
    const leo_flight *flight = context;
    const leo_flight_setup *setup = &flight->setup;
    return slot == LEO_SUN_SLOT    ? leo_earth_sun_gcrf_m(setup->earth, elapsed_s)
           : slot == LEO_MOON_SLOT ? leo_earth_moon_gcrf_m(setup->earth, elapsed_s)
                                   : leo_sky_body_m(setup->sky, flight->sky_slot[slot], elapsed_s);
}

/* The Earth with Sun and Moon; and of the sky what the forces ask for. */
static leo_force_host look_around(leo_flight *flight)
{
    const leo_flight_setup *setup = &flight->setup;
    const leo_gravity *field = setup->field ? setup->field : leo_gravity_earth();
    leo_force_host host = { .center = LEO_BODY_EARTH,
                            .gm_m3_s2 = field->gm_m3_s2,
                            .radius_m = LEO_EARTH_RADIUS_M,
                            .epoch = setup->epoch,
                            .field = field,
                            .body_count = LEO_OTHERS_SLOT,
                            .bodies = { LEO_BODY_SUN, LEO_BODY_MOON },
                            .body_gm_m3_s2 = { LEO_SUN_GM_M3_S2, LEO_MOON_GM_M3_S2 },
                            .body_radius_m = { LEO_SUN_RADIUS_M, LEO_MOON_RADIUS_M },
                            .body_m = body_at,
                            .context = flight };
    int bodies[LEO_SKY_BODIES];
    const int count = setup->sky && setup->force_configs
                          ? leo_force_bodies(setup->forces, setup->force_configs, LEO_BODY_EARTH, bodies)
                          : 0;
    for (int i = 0; i < count; i++) {
        const int slot = leo_sky_slot(setup->sky, bodies[i]);
        const leo_body_facts *facts = leo_body_facts_of(bodies[i]);
        if (slot < 0 || leo_force_slot(&host, bodies[i]) >= 0)
            continue;
        host.bodies[host.body_count] = bodies[i];
        host.body_gm_m3_s2[host.body_count] = leo_sky_gm_m3_s2(setup->sky, slot);
        host.body_radius_m[host.body_count] = facts ? facts->radius_m : 0;
        flight->sky_slot[host.body_count++] = slot;
    }
    flight->seen = host.body_count;
    return host;
}

static leo_status make_forces(leo_flight *flight, leo_arena *arena, leo_error *error)
{
    const leo_flight_setup *setup = &flight->setup;
    const leo_force_host host = look_around(flight);
    int count = 0;
    while (setup->forces[count])
        count++;
    flight->made = LEO_TAKE(arena, const void *, count + 1);
    if (!flight->made)
        return leo_fail(error, LEO_NO_MEMORY, "flight", "no memory");
    for (int i = 0; setup->force_configs && i < count; i++) {
        if (!setup->force_configs[i])
            continue;
        flight->made[i] = leo_force_made(setup->forces[i], setup->force_configs[i], &host, arena, error);
        if (!flight->made[i])
            return error ? error->status : LEO_BAD_INPUT;
    }
    return LEO_OK;
}

static leo_status set_out(leo_flight *flight, leo_error *error)
{
    const leo_flight_setup *setup = &flight->setup;
    flight->spin_ref_gcrf_rad_s = leo_earth_spin_gcrf_rad_s(setup->earth, 0);
    const double start[] = { setup->pos_gcrf_m.x,   setup->pos_gcrf_m.y,   setup->pos_gcrf_m.z,
                             setup->vel_gcrf_m_s.x, setup->vel_gcrf_m_s.y, setup->vel_gcrf_m_s.z };
    memcpy(flight->now, start, sizeof start);
    flight->books->gas_kg = flight->books->gas_before_kg = setup->cabin_gas_kg;
    flight->books->ended_by = LEO_BY_LIMIT;
    leo_moment moment;
    leo_status status = leo_moment_full(flight, LEO_MOMENT_RATES, 0, flight->now, setup->cabin_gas_kg,
                                        &moment, flight->trial_rate, error);
    if (status == LEO_RETRY_STEP || (status == LEO_OK && moment.view.height_m < 0))
        return leo_fail(
            error ? (*error = (leo_error){ 0 }, error) : NULL, LEO_BAD_INPUT, "orbit",
            "impossible orbit: the vehicle starts below the ground, or its state is not a number");
    if (status != LEO_OK)
        return status;
    flight->books->below_interface = moment.here.place.alt_m < LEO_ENTRY_INTERFACE_M;
    leo_flight_changed(flight);
    status = leo_dop853_start(flight->solver, 0, flight->now, error);
    flight->books->pending = LEO_SMOOTH;
    return status;
}

leo_flight *leo_flight_create(const leo_flight_setup *setup, leo_arena *arena, leo_error *error)
{
    if (check_setup(setup, error) != LEO_OK)
        return NULL;
    leo_flight *flight = LEO_TAKE(arena, leo_flight, 1);
    int *numbers = LEO_TAKE(arena, int, 2 * (size_t)setup->thing_count);
    leo_flight_books *books = LEO_TAKE(arena, leo_flight_books, 1);
    int count = LEO_OWN;
    for (int i = 0; i < setup->thing_count; i++)
        count += setup->things[i].device->state_count;
    double *states = LEO_TAKE(arena, double, 4 * (size_t)count + 1);
    if (!flight || !numbers || !books || !states) {
        leo_fail(error, LEO_NO_MEMORY, "flight", "no memory");
        return NULL;
    }
    *flight = (leo_flight){ .setup = *setup,
                            .state_count = count,
                            .own = numbers,
                            .mount = numbers + setup->thing_count,
                            .now = states,
                            .trial = states + count,
                            .trial_rate = states + 2 * count,
                            .looked = states + 3 * count,
                            .looked_s = states + 4 * count,
                            .books = books };
    *flight->looked_s = NAN;
    for (int i = 0, next = LEO_OWN; i < setup->thing_count; i++) {
        flight->own[i] = next;
        next += setup->things[i].device->state_count;
        if (find_mount(flight, i, error) != LEO_OK)
            return NULL;
    }
    if (leo_air_clock_of(setup->epoch, &flight->clock, error) != LEO_OK ||
        make_forces(flight, arena, error) != LEO_OK || make_solver(flight, arena, error) != LEO_OK ||
        set_out(flight, error) != LEO_OK)
        return NULL;
    return flight;
}

double leo_flight_begin_s(const leo_flight *flight)
{
    return flight->books->begin_s;
}

double leo_flight_end_s(const leo_flight *flight)
{
    return flight->books->end_s;
}

void leo_flight_changed(leo_flight *flight)
{
    *flight->looked_s = NAN;
    leo_flight_books *books = flight->books;
    leo_moment moment;
    // the devices see the place even where a model of the air would refuse; the next step says so if it
    // matters
    leo_moment_place(flight, books->end_s, flight->now, &moment, NULL);
    moment.view.landed = books->landed != 0;
    for (int i = 0; i < flight->setup.thing_count; i++) {
        const leo_flight_thing *thing = &flight->setup.things[i];
        const leo_device_view view = leo_moment_view(flight, &moment, i, flight->now);
        if (thing->device->changed)
            thing->device->changed(thing, &view);
    }
    books->pending = LEO_JUMPED;
}

void leo_flight_exchange(leo_flight *flight, double mass_change_kg, leo_vec3 impulse_gcrf_n_s)
{
    *flight->looked_s = NAN;
    leo_flight_books *books = flight->books;
    books->gas_kg += mass_change_kg;
    if (books->landed)
        return;
    if (leo_dot(impulse_gcrf_n_s, impulse_gcrf_n_s) > 0) {
        double *state = flight->now;
        leo_moment moment;
        leo_moment_full(flight, LEO_MOMENT_RATES, books->end_s, state, books->gas_kg, &moment,
                        flight->trial_rate, NULL);
        const leo_vec3 pos = moment.here.pos_icrf_m, vel = moment.here.vel_icrf_m_s;
        const leo_vec3 gain = leo_scale(1 / moment.here.mass_kg, impulse_gcrf_n_s);
        const leo_vec3 turning = leo_cross(flight->spin_ref_gcrf_rad_s, pos);
        state[LEO_VEL] += gain.x, state[LEO_VEL + 1] += gain.y, state[LEO_VEL + 2] += gain.z;
        state[LEO_WORK] += leo_dot(gain, leo_sub(leo_add_scaled(vel, 0.5, gain), turning));
    }
    if (books->pending == LEO_SMOOTH)
        books->pending = LEO_AMENDED;
}

/* Layout: books, states, solver. */
static size_t saved_doubles(const leo_flight *flight)
{
    return sizeof(leo_flight_books) / sizeof(double) + (size_t)flight->state_count +
           leo_dop853_saved_count(flight->solver);
}

size_t leo_flight_state_size(const leo_flight *flight)
{
    return saved_doubles(flight) * sizeof(double);
}

void leo_flight_save(const leo_flight *flight, void *state)
{
    char *at = state;
    const size_t states = (size_t)flight->state_count * sizeof(double);
    memcpy(at, flight->books, sizeof *flight->books);
    memcpy(at + sizeof *flight->books, flight->now, states);
    // the caller's memory may have no alignment for doubles
    leo_dop853_save(flight->solver, flight->saved);
    memcpy(at + sizeof *flight->books + states, flight->saved,
           leo_dop853_saved_count(flight->solver) * sizeof(double));
}

void leo_flight_restore(leo_flight *flight, const void *state)
{
    *flight->looked_s = NAN;
    const char *at = state;
    const size_t states = (size_t)flight->state_count * sizeof(double);
    memcpy(flight->books, at, sizeof *flight->books);
    memcpy(flight->now, at + sizeof *flight->books, states);
    memcpy(flight->saved, at + sizeof *flight->books + states,
           leo_dop853_saved_count(flight->solver) * sizeof(double));
    leo_dop853_restore(flight->solver, flight->saved);
}
