/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "run/run.h"

#include <math.h>
#include <string.h>

static leo_status no_memory(leo_error *error)
{
    return leo_fail(error, LEO_NO_MEMORY, "run", "the allocator gave nothing");
}

static leo_status make_places(leo_run *run, leo_error *error)
{
    const leo_plan *plan = run->plan;
    leo_part_at *parts = LEO_TAKE(run->arena, leo_part_at, plan->thing_count);
    run->devices = LEO_TAKE(run->arena, leo_flight_thing, plan->thing_count);
    run->places = LEO_TAKE(run->arena, leo_place, plan->thing_count);
    if (!parts || !run->devices || !run->places)
        return no_memory(error);
    run->craft.parts = parts;
    for (int i = 0; i < plan->thing_count; i++) {
        const leo_thing *thing = &plan->things[i];
        leo_place *place = &run->places[i];
        place->input = leo_arena_take(run->arena, 1, thing->kind->input.size);
        place->memory = leo_arena_take(run->arena, 1, thing->kind->memory.size);
        place->output = leo_arena_take(run->arena, 1, thing->kind->output.size);
        if (!place->input || !place->memory || !place->output)
            return no_memory(error);
        if (thing->kind->input.size)
            memcpy(place->input, thing->input, thing->kind->input.size);
        if (thing->wing == LEO_WING_FLIGHT) {
            place->device = &run->devices[run->device_count++];
            *place->device = (leo_flight_thing){ .name = thing->name,
                                                 .device = (const leo_device *)(const void *)thing->kind,
                                                 .config = thing->config,
                                                 .input = place->input,
                                                 .memory = place->memory,
                                                 .output = place->output };
        } else {
            place->part = &parts[run->craft.count++];
            *place->part = (leo_part_at){ .name = thing->name,
                                          .part = (const leo_part *)(const void *)thing->kind,
                                          .config = thing->config,
                                          .input = place->input,
                                          .memory = place->memory,
                                          .output = place->output };
        }
    }
    return LEO_OK;
}

/* The Earth with Sun and Moon; with the rest of the sky where a force asks for it. */
static const leo_earth *make_sky(const leo_run *run, const leo_sky **sky, leo_error *error)
{
    const leo_plan *plan = run->plan;
    leo_sky_setup setup = {
        .data = plan->data, .center = LEO_BODY_EARTH, .epoch = plan->epoch, .to_s = plan->end_s
    };
    setup.body_count = leo_force_bodies(leo_forces, plan->force_configs, LEO_BODY_EARTH, setup.bodies);
    int others = 0;
    for (int i = 0; i < setup.body_count; i++)
        others += setup.bodies[i] != LEO_BODY_SUN && setup.bodies[i] != LEO_BODY_MOON;
    if (!others)
        return leo_earth_create(plan->data, plan->epoch, plan->end_s, run->arena, error);
    *sky = leo_sky_create(&setup, run->arena, error);
    return *sky ? leo_sky_earth(*sky) : NULL;
}

static leo_status make_flight(leo_run *run, double scale, leo_error *error)
{
    const leo_plan *plan = run->plan;
    const leo_sky *sky = NULL;
    run->earth = make_sky(run, &sky, error);
    if (!run->earth)
        return error ? error->status : LEO_NO_MEMORY;
    const leo_flight_setup setup = {
        .epoch = plan->epoch,
        .span_s = plan->end_s,
        .pos_gcrf_m = plan->pos_gcrf_m,
        .vel_gcrf_m_s = plan->vel_gcrf_m_s,
        .rel_tol = plan->solver.flight_tolerance * scale,
        .longest_step_s = plan->solver.longest_window_s,
        .ground_alt_m = plan->world.ground_alt_m,
        .air = { .f107 = plan->world.f107, .f107_mean = plan->world.f107_mean, .kp = plan->world.kp },
        .atmosphere = plan->atmosphere,
        .weather = plan->weather,
        .wind = plan->wind,
        .wind_config = plan->wind_config,
        .forces = leo_forces,
        .force_configs = plan->force_configs,
        .field = plan->field,
        .things = run->devices,
        .thing_count = run->device_count,
        .earth = run->earth,
        .sky = sky,
    };
    run->flight = leo_flight_create(&setup, run->arena, error);
    return run->flight ? LEO_OK : error ? error->status : LEO_NO_MEMORY;
}

/* The gas on board at the start weighs on the orbit too: bodies and persons are given without it. */
static double gas_on_board_kg(const leo_run *run)
{
    double total[LEO_LEDGER_COUNT], sum = 0;
    leo_network_ledger(run->network, total);
    for (int i = LEO_LEDGER_O; i <= LEO_LEDGER_H; i++)
        sum += total[i];
    return sum;
}

static leo_status make_cabin(leo_run *run, double scale, leo_error *error)
{
    run->network = leo_network_create(run->arena, error);
    if (!run->network)
        return error ? error->status : LEO_NO_MEMORY;
    run->craft.network = run->network;
    for (int i = 0; i < run->craft.count; i++)
        run->craft.parts[i].network = run->network;
    leo_status status = leo_craft_build(&run->craft, error);
    if (status != LEO_OK)
        return status;
    const leo_network_options options = { .rel_tol = run->plan->solver.cabin_tolerance * scale,
                                          .longest_step_s = run->plan->solver.longest_window_s,
                                          .outside = leo_run_outside_at,
                                          .outside_context = run };
    if ((status = leo_network_seal(run->network, &options, error)) != LEO_OK)
        return status;
    leo_flight_exchange(run->flight, gas_on_board_kg(run), leo_vec(0, 0, 0));
    return LEO_OK;
}

static leo_status make_books(leo_run *run, leo_error *error)
{
    const leo_plan *plan = run->plan;
    run->entries = LEO_TAKE(run->arena, leo_entry_state, plan->entry_count);
    run->limits = LEO_TAKE(run->arena, leo_limit_state, plan->limit_count);
    run->history = LEO_TAKE(run->arena, leo_history_state, plan->history_count);
    run->events = LEO_TAKE(run->arena, leo_event_row, LEO_EVENT_ROOM);
    run->located = LEO_TAKE(run->arena, unsigned char, plan->entry_count + 1);
    run->fresh = LEO_TAKE(run->arena, unsigned char, plan->thing_count + 1);
    run->switch_before = LEO_TAKE(run->arena, double, run->craft.count + 1);
    run->scratch_size =
        sizeof(double) + leo_flight_state_size(run->flight) + leo_network_state_size(run->network);
    for (int i = 0; i < plan->thing_count; i++)
        run->scratch_size += plan->things[i].kind->input.size;
    run->scratch = LEO_TAKE(run->arena, unsigned char, run->scratch_size);
    if (!run->entries || !run->limits || !run->history || !run->events || !run->located || !run->fresh ||
        !run->switch_before || !run->scratch)
        return no_memory(error);
    for (int i = 0; i < plan->entry_count; i++) {
        const leo_entry *entry = &plan->entries[i];
        leo_entry_state *state = &run->entries[i];
        if (!entry->enabled)
            state->phase = LEO_DONE;
        else if (entry->trigger == LEO_AT)
            *state = (leo_entry_state){ LEO_PENDING, entry->at_s + entry->delay_s };
        else if (entry->trigger == LEO_WHEN && !entry->after)
            state->phase = LEO_ARMED;
        else
            state->phase = LEO_WAITING;
    }
    leo_run_ledger_start(run);
    run->books.settled = 1;
    return LEO_OK;
}

static leo_status start(leo_run *run, leo_error *error)
{
    leo_motion motion;
    leo_status status = leo_flight_at(run->flight, 0, &motion, error);
    if (status != LEO_OK)
        return status;
    leo_run_ledger_follow(run, &motion);
    if ((status = leo_run_look(run, 0, error)) != LEO_OK)
        return status;
    leo_run_history_clock(run, error);
    return error && error->status != LEO_OK ? error->status : leo_run_snapshot_prepare(run, error);
}

leo_run *leo_run_create(const leo_plan *plan, const leo_run_options *options, leo_error *error)
{
    leo_error local = { 0 };
    if (!error)
        error = &local;
    if (!plan) {
        leo_fail(error, LEO_BAD_ARGUMENT, "leo_run_create", "no plan was given");
        return NULL;
    }
    const double scale = options && options->tolerance_scale > 0 ? options->tolerance_scale : 1;
    const leo_allocator allocator = { options ? options->resize : NULL,
                                      options ? options->allocator_context : NULL };
    leo_arena *arena = leo_arena_create(allocator.resize ? &allocator : NULL);
    leo_run *run = arena ? LEO_TAKE(arena, leo_run, 1) : NULL;
    if (!run) {
        no_memory(error);
        leo_arena_destroy(arena);
        return NULL;
    }
    run->plan = plan;
    run->clock_s = options ? options->clock_s : NULL;
    run->clock_context = options ? options->clock_context : NULL;
    run->arena = arena;
    if (make_places(run, error) == LEO_OK && make_flight(run, scale, error) == LEO_OK &&
        leo_run_outside_sample(run, 0, 0, error) == LEO_OK && make_cabin(run, scale, error) == LEO_OK &&
        make_books(run, error) == LEO_OK && start(run, error) == LEO_OK)
        return run;
    leo_arena_destroy(arena);
    return NULL;
}

void leo_run_destroy(leo_run *run)
{
    if (run)
        leo_arena_destroy(run->arena);
}
