/* SPDX-License-Identifier: MIT */
/*
 * Many trajectories of one dynamics. Each is flown as leo_propagator would fly it alone, bit for bit; with Gauss-Jackson,
 * eight go in lanes with one step, chosen on the first of the eight.
 */
#include "orbit/propagator_inside.h"

#include "base/error.h"
#include "base/threads.h"

#include <stdio.h>
#include <string.h>

typedef struct batch {
    leo_propagator_setup setup;
    double from_s, to_s;
    const leo_orbit_state *starts;
    leo_orbit_state *ends;
    size_t count;
    leo_propagator *alone[LEO_THREADS_MAX]; // one for each worker
    leo_gauss_jackson *lanes[LEO_THREADS_MAX], *trial[LEO_THREADS_MAX];
} batch;

static leo_status name_failure(leo_status status, size_t index, leo_error *error)
{
    if (error && status != LEO_OK) {
        char where[64];
        snprintf(where, sizeof where, "trajectory %zu", index);
        leo_error_locate(error, where);
    }
    return status;
}

static leo_status fly_alone(void *context, int worker, size_t index, leo_error *error)
{
    batch *all = context;
    leo_propagator *p = all->alone[worker];
    leo_propagated end;
    leo_status status = leo_propagator_start(p, all->from_s, all->starts[index], error);
    if (status == LEO_OK)
        status = leo_propagator_to(p, all->to_s, error);
    if (status != LEO_OK)
        return name_failure(status, index, error);
    leo_propagator_at(p, all->to_s, &end);
    all->ends[index] = end.state;
    return LEO_OK;
}

/* Lanes are looked at every few steps: an orbit takes hours through the ground. */
static leo_status check_lanes(const batch *all, const leo_gauss_jackson *gj, size_t first, int lanes,
                              leo_error *error)
{
    const double at_s = leo_gauss_jackson_end_s(gj);
    for (int i = 0; i < lanes; i++) {
        leo_vec3 pos_m;
        leo_gauss_jackson_at(gj, i, at_s, &pos_m, NULL);
        const double height_m = leo_height_m(all->setup.dynamics, at_s, pos_m);
        if (!isfinite(leo_norm(pos_m)) || (height_m < 0 && all->setup.ground == LEO_GROUND_STOPS))
            return name_failure(leo_fail(error, LEO_OUT_OF_RANGE, NULL,
                                         "%.0f m below the ground at %.3f s after the epoch", -height_m,
                                         at_s),
                                first + (size_t)i, error);
    }
    return LEO_OK;
}

static leo_status fly_lanes(void *context, int worker, size_t group, leo_error *error)
{
    batch *all = context;
    leo_gauss_jackson *gj = all->lanes[worker];
    const size_t first = group * LEO_LANES;
    const int lanes = (int)(all->count - first < LEO_LANES ? all->count - first : LEO_LANES);
    leo_vec3 pos_m[LEO_LANES], vel_m_s[LEO_LANES];
    for (int i = 0; i < LEO_LANES; i++) {
        pos_m[i] = all->starts[first + (size_t)(i < lanes ? i : 0)].pos_m;
        vel_m_s[i] = all->starts[first + (size_t)(i < lanes ? i : 0)].vel_m_s;
    }
    double step_s = 0;
    const double span_s = fabs(all->to_s - all->from_s);
    leo_status status = leo_steady_choose_step(all->trial[worker], all->setup.dynamics, all->setup.accuracy_m,
                                               fmax(86400, span_s), all->from_s, all->to_s,
                                               &all->starts[first], &step_s, error);
    if (status == LEO_OK)
        status = leo_gauss_jackson_set_step(gj, step_s, error);
    if (status == LEO_OK)
        status = leo_gauss_jackson_start(gj, all->from_s, pos_m, vel_m_s, error);
    if (status != LEO_OK)
        return name_failure(status, first, error);
    const int sign = all->to_s < all->from_s ? -1 : 1;
    for (long k = 0; sign * (all->to_s - leo_gauss_jackson_end_s(gj)) > 1e-6 * fabs(step_s); k++) {
        status = leo_gauss_jackson_step(gj, error);
        if (status != LEO_OK)
            return name_failure(status, first, error);
        if (k % 4 == 0)
            status = check_lanes(all, gj, first, lanes, error);
        if (status != LEO_OK)
            return status;
    }
    for (int i = 0; i < lanes; i++) {
        leo_orbit_state *end = &all->ends[first + (size_t)i];
        leo_gauss_jackson_at(gj, i, all->to_s, &end->pos_m, &end->vel_m_s);
    }
    return check_lanes(all, gj, first, lanes, error);
}

static leo_status check_states(const batch *all, leo_error *error)
{
    for (size_t i = 0; i < all->count; i++)
        if (!isfinite(leo_norm(all->starts[i].pos_m)) || !isfinite(leo_norm(all->starts[i].vel_m_s)) ||
            !(leo_norm(all->starts[i].pos_m) > 0))
            return name_failure(leo_fail(error, LEO_BAD_INPUT, NULL, "its state at the start is not finite"),
                                i, error);
    return LEO_OK;
}

static leo_status prepare(batch *all, int workers, int in_lanes, leo_arena *arena, leo_error *error)
{
    all->ends = LEO_TAKE(arena, leo_orbit_state, all->count);
    if (!all->ends)
        return leo_fail(error, LEO_NO_MEMORY, "batch", "no memory for %zu states", all->count);
    for (int w = 0; w < workers; w++) {
        if (in_lanes) {
            all->lanes[w] = leo_gauss_jackson_create(all->setup.dynamics, 60, LEO_LANES, arena, error);
            all->trial[w] = leo_gauss_jackson_create(all->setup.dynamics, 60, 1, arena, error);
        } else
            all->alone[w] = leo_propagator_create(&all->setup, arena, error);
        if (in_lanes ? !all->lanes[w] || !all->trial[w] : !all->alone[w])
            return error && error->status ? error->status : LEO_NO_MEMORY;
    }
    return LEO_OK;
}

leo_status leo_propagate_batch(const leo_propagator_setup *setup, double from_s, double to_s,
                               leo_orbit_state *states, size_t count, int threads, leo_error *error)
{
    if (!setup || !setup->dynamics || (count && !states))
        return leo_fail(error, LEO_BAD_ARGUMENT, "batch", "no dynamics or no states");
    if (setup->turning)
        return leo_fail(error, LEO_BAD_ARGUMENT, "batch", "many states at once go without an attitude");
    const leo_sky *sky = leo_dynamics_sky(setup->dynamics);
    if (!leo_sky_covers(sky, from_s) || !leo_sky_covers(sky, to_s))
        return leo_fail(error, LEO_OUT_OF_RANGE, "batch", "the sky does not cover %.3f to %.3f s", from_s,
                        to_s);
    leo_error trouble = { 0 };
    if (!error)
        error = &trouble;
    batch all = { .setup = *setup, .from_s = from_s, .to_s = to_s, .starts = states, .count = count };
    all.setup.span_s = fabs(to_s - from_s);
    all.setup.with_stm = 0;
    leo_status status = check_states(&all, error);
    if (status != LEO_OK || count == 0 || from_s == to_s)
        return status;
    const int in_lanes = setup->method == LEO_METHOD_GAUSS_JACKSON && setup->burn_count == 0 &&
                         leo_dynamics_switches(setup->dynamics) == 0;
    const size_t jobs = in_lanes ? (count + LEO_LANES - 1) / LEO_LANES : count;
    leo_arena *arena = leo_arena_create(NULL);
    if (!arena)
        return leo_fail(error, LEO_NO_MEMORY, "batch", "no memory");
    status = prepare(&all, leo_threads_used(threads, jobs), in_lanes, arena, error);
    if (status == LEO_OK)
        status = leo_threads_run(threads, jobs, in_lanes ? fly_lanes : fly_alone, &all, error);
    if (status == LEO_OK)
        memcpy(states, all.ends, count * sizeof *states);
    leo_arena_destroy(arena);
    return status;
}
