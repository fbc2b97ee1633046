/* SPDX-License-Identifier: MIT */
/* From a setup to a flight: sky, dynamics, propagator; stepping and reading. */
#include "propagate/propagation.h"
#include "base/error.h"
#include "propagate/columns.h"
#include "time/epoch.h"

#include <string.h>

static const double MARGIN_S = 3600; // for methods that look a little before the start and beyond the end

/* ---- making ready ------------------------------------------------------------------------------------------------------ */

static leo_sky *make_sky(leo_propagation *p, leo_error *error)
{
    const leo_setup *setup = &p->setup;
    leo_sky_setup sky = { .data = &setup->data, .center = setup->center, .epoch = setup->epoch };
    sky.body_count =
        leo_force_bodies(leo_forces, (const void *const *)setup->configs, setup->center, sky.bodies);
    const double low = setup->span_s < 0 ? setup->span_s : 0, high = setup->span_s > 0 ? setup->span_s : 0;
    leo_error why = { 0 };
    sky.from_s = low - MARGIN_S;
    sky.to_s = high + MARGIN_S;
    leo_sky *made = leo_sky_create(&sky, p->arena, &why);
    if (made)
        return made;
    sky.from_s = low; // sets may end right there
    sky.to_s = high;
    return leo_sky_create(&sky, p->arena, error);
}

static int is_on(const leo_setup *setup, const leo_force *force)
{
    for (int i = 0; leo_forces[i]; i++)
        if (leo_forces[i] == force)
            return setup->configs[i] != NULL;
    return 0;
}

static leo_status make_weather(leo_propagation *p, leo_error *error)
{
    leo_setup *setup = &p->setup;
    if (!setup->atmosphere || !setup->atmosphere->wants_weather)
        return LEO_OK;
    const double low = setup->span_s < 0 ? setup->span_s : 0, high = setup->span_s > 0 ? setup->span_s : 0;
    const leo_weather *span = leo_weather_span(setup->weather, leo_epoch_add(setup->epoch, low),
                                               leo_epoch_add(setup->epoch, high), p->arena, error);
    if (!span)
        return leo_fail(error, LEO_OUT_OF_RANGE, "space-weather", "does not cover the span");
    setup->weather = span;
    leo_weather_now now; // the span is cut to what there is: drag will ask at every instant
    leo_status status = LEO_OK;
    for (int k = 0; k < 2 && status == LEO_OK && is_on(setup, &leo_force_drag); k++)
        status = leo_weather_at(span, leo_epoch_add(setup->epoch, k ? high : low), &now, error);
    return status;
}

/* Do the sets cover the start itself? */
static int start_is_covered(const leo_propagation *p)
{
    leo_propagation alone = { .arena = leo_arena_create(NULL), .setup = p->setup };
    leo_error why = { 0 };
    alone.setup.span_s = 0;
    alone.setup.weather = p->weather_given;
    const int covered = alone.arena && make_weather(&alone, &why) == LEO_OK && make_sky(&alone, &why) != NULL;
    leo_arena_destroy(alone.arena);
    return covered;
}

/* The stretch of time that the sets are asked for: where they end behind the start, it is the span that is too long. */
static leo_status make_surroundings(leo_propagation *p, leo_error *error)
{
    const leo_setup *setup = &p->setup;
    leo_error why = { 0 };
    p->weather_given = setup->weather;
    if (make_weather(p, &why) == LEO_OK && (p->sky = make_sky(p, &why)) != NULL)
        return LEO_OK;
    if (why.status != LEO_OUT_OF_RANGE || setup->span_s == 0 || !start_is_covered(p))
        return leo_fail(error, why.status, why.where, "%s", why.message);
    return leo_fail(error, LEO_OUT_OF_RANGE, setup->span_place,
                    "`%s`: the start is covered, the end is not: %s: %.900s", setup->span_key, why.where,
                    why.message);
}

static leo_status make_ready(leo_propagation *p, leo_error *error)
{
    leo_setup *setup = &p->setup;
    const leo_status status = make_surroundings(p, error);
    if (status != LEO_OK)
        return status;
    const leo_dynamics_setup dynamics = {
        .sky = p->sky,
        .craft = { setup->craft.mass_kg, setup->craft.drag_area_m2 * setup->craft.drag_coefficient,
                   setup->craft.srp_area_m2 * setup->craft.reflectivity },
        .forces = leo_forces,
        .configs = (const void *const *)setup->configs,
        .field = setup->field,
        .gm_m3_s2 = setup->gm_m3_s2,
        .atmosphere = setup->atmosphere,
        .atmosphere_config = setup->atmosphere_config,
        .wind = setup->wind,
        .wind_config = setup->wind_config,
        .weather = setup->weather,
        .kernel = (leo_kernel)setup->head.kernel,
        .others = setup->others,
    };
    if (!(p->dynamics = leo_dynamics_create(&dynamics, p->arena, error)))
        return error ? error->status : LEO_BAD_INPUT;
    p->flight = (leo_propagator_setup){ .dynamics = p->dynamics,
                                        .accuracy_m = setup->head.accuracy_m,
                                        .method = (leo_method)setup->head.method,
                                        .burns = setup->burns,
                                        .burn_count = setup->burn_count,
                                        .with_stm = setup->head.stm,
                                        .stm_degree = setup->head.stm_degree,
                                        .span_s = fabs(setup->span_s),
                                        .ground = (leo_ground)setup->head.ground,
                                        .turning = setup->has_attitude ? &setup->turning : NULL };
    p->propagator = leo_propagator_create(&p->flight, p->arena, error);
    if (!p->propagator)
        return error ? error->status : LEO_BAD_INPUT;
    const leo_status ready = leo_columns_create(p, error);
    return ready == LEO_OK ? leo_propagator_start(p->propagator, 0, setup->start, error) : ready;
}

static leo_status read_all(leo_propagation *p, const char *path, const leo_propagation_options *options,
                           leo_error *error)
{
    const leo_plan_options report = { .problem = options ? options->problem : NULL,
                                      .context = options ? options->context : NULL };
    leo_reader reader = { .arena = p->arena, .options = &report, .error = error };
    p->data_given = options ? options->data : NULL;
    reader.plan = LEO_TAKE(p->arena, leo_plan, 1);
    if (!reader.plan)
        return leo_fail(error, LEO_NO_MEMORY, path, "no memory");
    reader.root = leo_setup_source(path, options ? options->at : NULL, p->data_given, p->arena, error);
    if (!reader.root) {
        if (report.problem)
            report.problem(report.context, error);
        return error->status;
    }
    leo_setup_settings(&reader, options ? options->set : NULL);
    if (reader.problems == 0)
        leo_setup_read(&reader, p->data_given, &p->setup);
    return reader.problems ? LEO_BAD_INPUT : LEO_OK;
}

leo_propagation *leo_propagation_open(const char *path, const leo_propagation_options *options,
                                      leo_error *error)
{
    leo_error own = { 0 };
    leo_error *why = error ? error : &own;
    leo_arena *arena = leo_arena_create(NULL);
    leo_propagation *p = arena ? LEO_TAKE(arena, leo_propagation, 1) : NULL;
    if (!p) {
        leo_arena_destroy(arena);
        leo_fail(why, LEO_NO_MEMORY, path, "no memory");
        return NULL;
    }
    p->arena = arena;
    if (read_all(p, path, options, why) != LEO_OK) {
        leo_arena_destroy(arena);
        return NULL;
    }
    if (make_ready(p, why) != LEO_OK) {
        if (options && options->problem)
            options->problem(options->context, why);
        leo_arena_destroy(arena);
        return NULL;
    }
    return p;
}

void leo_propagation_close(leo_propagation *p)
{
    if (p)
        leo_arena_destroy(p->arena);
}

/* ---- flying ------------------------------------------------------------------------------------------------------------ */

static leo_status note_events(leo_propagation *p, leo_error *error)
{
    enum { PIECE = 64 };
    leo_found_event found[PIECE];
    if (p->setup.event_count == 0)
        return LEO_OK;
    int count = leo_propagator_events(p->propagator, p->setup.events, p->setup.event_count, found, PIECE);
    count = count < PIECE ? count : PIECE;
    if (p->event_count + count > p->event_room) {
        const int room = 2 * p->event_room + PIECE;
        leo_found_event *events = LEO_TAKE(p->arena, leo_found_event, room);
        if (!events)
            return leo_fail(error, LEO_NO_MEMORY, "events", "no memory");
        if (p->event_count)
            memcpy(events, p->events, (size_t)p->event_count * sizeof *events);
        p->events = events;
        p->event_room = room;
    }
    for (int i = 0; i < count; i++)
        p->events[p->event_count++] = found[i];
    return LEO_OK;
}

leo_status leo_propagation_step(leo_propagation *p, double limit_s, leo_error *error)
{
    const leo_status status = leo_propagator_step(p->propagator, limit_s, error);
    return status == LEO_OK ? note_events(p, error) : status;
}

leo_status leo_propagation_to(leo_propagation *p, double elapsed_s, leo_error *error)
{
    if (!p)
        return error && error->status != LEO_OK ? error->status
                                                : leo_fail(error, LEO_BAD_ARGUMENT, NULL, "no propagation");
    if (!isfinite(elapsed_s) || fabs(elapsed_s) > fabs(p->setup.span_s) || elapsed_s * p->setup.span_s < 0)
        return leo_fail(error, LEO_OUT_OF_RANGE, "elapsed", "%g s: the span of the setup is 0 .. %g s",
                        elapsed_s, p->setup.span_s);
    leo_status status = LEO_OK;
    while (status == LEO_OK && leo_propagation_now_s(p) != elapsed_s)
        status = leo_propagation_step(p, elapsed_s, error);
    return status;
}

double leo_propagation_span_s(const leo_propagation *p)
{
    return p->setup.span_s;
}

double leo_propagation_now_s(const leo_propagation *p)
{
    return leo_propagator_end_s(p->propagator);
}

leo_status leo_propagation_turn(const leo_propagation *p, leo_frame frame, double elapsed_s,
                                const leo_orbit_state *state, leo_state *turned, leo_error *error)
{
    const leo_state in = { state->pos_m, state->vel_m_s };
    *turned = in;
    if (frame == LEO_GCRF)
        return LEO_OK;
    return leo_frame_turn(LEO_GCRF, frame, &p->setup.data, leo_epoch_add(p->setup.epoch, elapsed_s), &in,
                          turned, error);
}

leo_status leo_propagation_check_instant(const leo_propagation *p, double elapsed_s, leo_error *error)
{
    if (!p)
        return error && error->status != LEO_OK ? error->status
                                                : leo_fail(error, LEO_BAD_ARGUMENT, NULL, "no propagation");
    const double begin = leo_propagator_begin_s(p->propagator), end = leo_propagator_end_s(p->propagator);
    if (!((elapsed_s >= begin && elapsed_s <= end) || (elapsed_s <= begin && elapsed_s >= end)))
        return leo_fail(error, LEO_OUT_OF_RANGE, "elapsed", "%g s: the last piece flown is %g .. %g s",
                        elapsed_s, begin, end);
    return LEO_OK;
}

static leo_status find_frame(const char *name, leo_frame *frame, leo_error *error)
{
    *frame = name ? leo_frame_find(name, strlen(name)) : LEO_GCRF;
    return *frame != LEO_FRAMES
               ? LEO_OK
               : leo_fail(error, LEO_BAD_ARGUMENT, "frame", "no frame `%.40s` is known", name);
}

leo_status leo_propagation_attitude(const leo_propagation *p, double elapsed_s, const char *frame,
                                    leo_attitude_point *attitude, leo_error *error)
{
    leo_frame axes = LEO_GCRF;
    leo_mat3 frame_from_icrf;
    leo_propagated now;
    const int lvlh = frame && (strcmp(frame, "LVLH") == 0 || strcmp(frame, "lvlh") == 0);
    leo_status status = leo_propagation_check_instant(p, elapsed_s, error);
    if (status == LEO_OK && !p->setup.has_attitude)
        status = leo_fail(error, LEO_BAD_ARGUMENT, "attitude", "the setup has none");
    if (status == LEO_OK && !lvlh)
        status = find_frame(frame, &axes, error);
    if (status == LEO_OK)
        status = leo_frame_from_gcrf(axes, &p->setup.data, leo_epoch_add(p->setup.epoch, elapsed_s),
                                     &frame_from_icrf, NULL, error);
    if (status != LEO_OK)
        return status;
    leo_propagator_at(p->propagator, elapsed_s, &now);
    if (lvlh)
        frame_from_icrf = leo_lvlh_from_inertial(now.state.pos_m, now.state.vel_m_s);
    leo_quaternion q = now.body_from_icrf;
    if (lvlh || axes != LEO_GCRF)
        q = leo_quaternion_mul(q, leo_quaternion_of(leo_mat_transpose(frame_from_icrf)));
    *attitude = (leo_attitude_point){ elapsed_s, { q.s, q.v.x, q.v.y, q.v.z }, now.rate_body_rad_s };
    return LEO_OK;
}

leo_status leo_propagation_point(const leo_propagation *p, double elapsed_s, const char *frame,
                                 leo_orbit_point *point, leo_error *error)
{
    leo_frame axes = LEO_GCRF;
    leo_propagated at;
    leo_state turned;
    leo_status status = leo_propagation_check_instant(p, elapsed_s, error);
    if (status == LEO_OK)
        status = find_frame(frame, &axes, error);
    if (status != LEO_OK)
        return status;
    leo_propagator_at(p->propagator, elapsed_s, &at);
    status = leo_propagation_turn(p, axes, elapsed_s, &at.state, &turned, error);
    if (status == LEO_OK)
        *point = (leo_orbit_point){ elapsed_s, turned.pos_m, turned.vel_m_s, at.mass_kg };
    return status;
}

leo_status leo_propagation_stm(const leo_propagation *p, double stm[6][6], leo_error *error)
{
    leo_propagated at;
    if (!p || !p->flight.with_stm)
        return leo_fail(error, LEO_BAD_ARGUMENT, "stm", "the matrix is carried with `stm: yes`");
    leo_propagator_at(p->propagator, leo_propagation_now_s(p), &at);
    memcpy(stm, at.stm, sizeof at.stm);
    return LEO_OK;
}

leo_status leo_propagation_covariance(const leo_propagation *p, double covariance[6][6], leo_error *error)
{
    double stm[6][6];
    const leo_status status = leo_propagation_stm(p, stm, error);
    if (status != LEO_OK)
        return status;
    if (!p->setup.has_covariance)
        return leo_fail(error, LEO_BAD_ARGUMENT, "covariance", "there is none at the start");
    leo_covariance_carry((const double(*)[6])stm, (const double(*)[6])p->setup.covariance, covariance);
    return LEO_OK;
}

leo_status leo_propagation_date(const leo_propagation *p, double elapsed_s, int decimals, char text[48],
                                leo_error *error)
{
    return leo_epoch_write(leo_epoch_add(p->setup.epoch, elapsed_s), p->setup.output_scale, decimals,
                           &p->setup.data.clocks, text, error);
}

size_t leo_propagation_event_count(const leo_propagation *p)
{
    return (size_t)p->event_count;
}

leo_orbit_happening leo_propagation_event(const leo_propagation *p, size_t index)
{
    const leo_found_event *e = &p->events[index];
    return (leo_orbit_happening){ e->event->name,
                                  { e->elapsed_s, e->state.pos_m, e->state.vel_m_s, e->mass_kg } };
}

leo_propagation_work leo_propagation_work_done(const leo_propagation *p)
{
    return (leo_propagation_work){ leo_method_name(leo_propagator_method(p->propagator)),
                                   leo_propagator_reason(p->propagator),
                                   leo_propagator_evaluations(p->propagator) };
}

leo_status leo_propagation_batch(const leo_propagation *p, double elapsed_s, leo_orbit_point *points,
                                 size_t count, int threads, leo_error *error)
{
    if (!p)
        return error && error->status != LEO_OK ? error->status
                                                : leo_fail(error, LEO_BAD_ARGUMENT, NULL, "no propagation");
    leo_arena *arena = leo_arena_create(NULL);
    leo_orbit_state *states = arena ? LEO_TAKE(arena, leo_orbit_state, count) : NULL;
    if (!states) {
        leo_arena_destroy(arena);
        return leo_fail(error, LEO_NO_MEMORY, "batch", "no memory");
    }
    for (size_t i = 0; i < count; i++)
        states[i] = (leo_orbit_state){ points[i].pos_m, points[i].vel_m_s };
    const leo_status status =
        leo_propagate_batch(&p->flight, 0, elapsed_s, states, count, threads > 0 ? threads : 1, error);
    for (size_t i = 0; status == LEO_OK && i < count; i++)
        points[i] =
            (leo_orbit_point){ elapsed_s, states[i].pos_m, states[i].vel_m_s, p->setup.craft.mass_kg };
    leo_arena_destroy(arena);
    return status;
}
