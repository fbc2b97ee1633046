/* SPDX-License-Identifier: MIT */
/* Steps of a flight: where they end, what is located inside them, what is latched at their end. */
#include "flight/moment.h"

#include "base/error.h"
#include "math/root.h"
#include "world/body.h"

#include <math.h>

enum { PIECES = 8, MOST_NAMES = 4 };

static const double LOCATED_TO_S = 1e-6, STEEPEST_M_S2 = 20;

/* What is watched in a step: LEO_BY_GROUND, LEO_BY_INTERFACE or the number of a thing. */
typedef struct watch {
    const leo_flight *flight;
    int what;
} watch;

static leo_status watched(const watch *w, const leo_moment *moment, const double *state, double *value)
{
    const leo_flight *flight = w->flight;
    if (w->what == LEO_BY_GROUND) {
        *value = moment->view.height_m;
    } else if (w->what == LEO_BY_INTERFACE) {
        *value = flight->books->below_interface ? 1 : moment->here.place.alt_m - LEO_ENTRY_INTERFACE_M;
    } else {
        const leo_device_view view = leo_moment_view(flight, moment, w->what, state);
        const leo_flight_thing *thing = &flight->setup.things[w->what];
        *value = thing->device->switching ? thing->device->switching(thing, &view) : 1;
    }
    return LEO_OK;
}

static leo_status watched_at(void *context, double t, double *value, leo_error *error)
{
    const watch *w = context;
    leo_moment moment;
    (void)error;
    leo_dop853_at(w->flight->solver, t, w->flight->trial);
    leo_moment_place(w->flight, t, w->flight->trial, &moment, NULL); // far below the ground has a value too
    return watched(w, &moment, w->flight->trial, value);
}

/* Could anything near the ground happen in a step between heights this far apart from it in time? */
static int out_of_reach(const leo_flight *flight, double begin_s, double end_s)
{
    const leo_dop853 *solver = flight->solver;
    double lowest = INFINITY;
    for (int side = 0; side < 2; side++) {
        double *y = flight->trial;
        leo_dop853_at(solver, side ? end_s : begin_s, y);
        lowest = fmin(lowest, sqrt(y[0] * y[0] + y[1] * y[1] + y[2] * y[2]));
    }
    const double dip_m = STEEPEST_M_S2 * (end_s - begin_s) * (end_s - begin_s) / 8;
    double highest_watch_m = LEO_ENTRY_INTERFACE_M;
    if (flight->setup.ground_alt_m + 1e3 > highest_watch_m)
        highest_watch_m = flight->setup.ground_alt_m + 1e3;
    return lowest - dip_m > LEO_EARTH_RADIUS_M + highest_watch_m + 1e3;
}

/* The first downward crossing of one watch inside begin .. *end_s; moves *end_s there. */
static leo_status look_for(watch *w, double begin_s, double *end_s, int *found, leo_error *error)
{
    const double length = *end_s - begin_s;
    leo_root root = { .after = begin_s };
    leo_status status = watched_at(w, begin_s, &root.at_after, error);
    for (int i = 1; i <= PIECES && status == LEO_OK; i++) {
        root.before = root.after;
        root.at_before = root.at_after;
        root.after = i == PIECES ? *end_s : begin_s + length * i / PIECES;
        status = watched_at(w, root.after, &root.at_after, error);
        if (status != LEO_OK || !(root.at_before > 0 && root.at_after <= 0))
            continue;
        status = leo_root_find(watched_at, w, &root, LOCATED_TO_S, error);
        if (status == LEO_OK) {
            *end_s = root.after;
            *found = w->what;
        }
        break;
    }
    return status;
}

static leo_status locate(leo_flight *flight, double *end_s, int *found, leo_error *error)
{
    const double begin_s = leo_dop853_begin(flight->solver);
    *found = LEO_BY_LIMIT;
    if (out_of_reach(flight, begin_s, *end_s))
        return LEO_OK;
    leo_status status = LEO_OK;
    // later watches win only by an earlier instant: ties go to the order interface, things, ground
    watch w = { flight, LEO_BY_INTERFACE };
    status = look_for(&w, begin_s, end_s, found, error);
    for (w.what = 0; w.what < flight->setup.thing_count && status == LEO_OK; w.what++)
        if (flight->setup.things[w.what].device->switching)
            status = look_for(&w, begin_s, end_s, found, error);
    w.what = LEO_BY_GROUND;
    return status == LEO_OK ? look_for(&w, begin_s, end_s, found, error) : status;
}

static double next_known_s(const leo_flight *flight, double now_s)
{
    double next = INFINITY;
    for (int i = 0; i < flight->setup.thing_count; i++) {
        const leo_flight_thing *thing = &flight->setup.things[i];
        if (thing->device->next_s)
            next = fmin(next, thing->device->next_s(thing, now_s));
    }
    return next;
}

static leo_status take_over(leo_flight *flight, leo_error *error)
{
    leo_flight_books *books = flight->books;
    leo_status status = LEO_OK;
    books->gas_before_kg = books->gas_kg;
    if (books->pending == LEO_AMENDED)
        status = leo_dop853_amend(flight->solver, flight->now, error);
    else if (books->pending == LEO_JUMPED)
        status = leo_dop853_jump(flight->solver, flight->now, error);
    if (status == LEO_OK)
        books->pending = LEO_SMOOTH;
    return status;
}

static void finish(leo_flight *flight, int ended_by)
{
    leo_flight_books *books = flight->books;
    books->begin_s = leo_dop853_begin(flight->solver);
    books->end_s = leo_dop853_end(flight->solver);
    books->ended_by = ended_by;
    const double *state = leo_dop853_state(flight->solver);
    for (int i = 0; i < flight->state_count; i++)
        flight->now[i] = state[i];
}

leo_status leo_flight_step(leo_flight *flight, double limit_s, leo_error *error)
{
    *flight->looked_s = NAN;
    leo_flight_books *books = flight->books;
    const double now = books->end_s;
    if (!(limit_s > now))
        return leo_fail(error, LEO_BAD_ARGUMENT, "flight", "limit %.9g s is not after %.9g s", limit_s, now);
    if (limit_s > flight->setup.span_s + 1)
        return leo_fail(error, LEO_OUT_OF_RANGE, "flight", "%.3f s is beyond the span of %.3f s", limit_s,
                        flight->setup.span_s);
    const double limit = fmin(limit_s, next_known_s(flight, now));
    if (books->landed) {
        books->begin_s = now;
        books->end_s = limit;
        books->ended_by = LEO_BY_LIMIT;
        books->gas_before_kg = books->gas_kg;
        return LEO_OK;
    }
    leo_status status = take_over(flight, error);
    if (status != LEO_OK || (status = leo_dop853_step(flight->solver, limit, error)) != LEO_OK)
        return status;
    double end = leo_dop853_end(flight->solver);
    const double whole = end;
    int found;
    status = locate(flight, &end, &found, error);
    if (status == LEO_OK && end < whole)
        status = leo_dop853_redo(flight->solver, end, error);
    if (status == LEO_OK)
        finish(flight, found);
    return status;
}

leo_status leo_flight_redo(leo_flight *flight, double end_s, leo_error *error)
{
    *flight->looked_s = NAN;
    leo_flight_books *books = flight->books;
    if (end_s == books->end_s)
        return LEO_OK;
    if (!(end_s > books->begin_s && end_s < books->end_s))
        return leo_fail(error, LEO_BAD_ARGUMENT, "flight",
                        "%.9g s is not inside the last step, %.9g to %.9g s", end_s, books->begin_s,
                        books->end_s);
    if (books->landed) {
        books->end_s = end_s;
        return LEO_OK;
    }
    const leo_status status = leo_dop853_redo(flight->solver, end_s, error);
    if (status == LEO_OK)
        finish(flight, LEO_BY_LIMIT);
    return status;
}

typedef struct event_list {
    leo_flight_event *events;
    int room, count;
} event_list;

static void note(event_list *list, const char *thing, const char *name, double elapsed_s)
{
    if (list->count < list->room)
        list->events[list->count] = (leo_flight_event){ thing, name, elapsed_s };
    list->count++;
}

leo_status leo_flight_settle(leo_flight *flight, leo_flight_event *events, int *event_count, leo_error *error)
{
    *flight->looked_s = NAN;
    leo_flight_books *books = flight->books;
    event_list list = { events, event_count ? *event_count : 0, 0 };
    const double now = books->end_s;
    const int ended_by = (int)books->ended_by;
    leo_moment moment;
    leo_status status = LEO_OK;
    if (books->landed)
        status = leo_moment_landed(flight, now, &moment, error);
    else
        leo_moment_place(flight, now, flight->now, &moment, NULL);
    if (status != LEO_OK)
        return status;
    books->ended_by = LEO_BY_LIMIT; // whatever it was, it is latched here, once
    if (ended_by == LEO_BY_INTERFACE) {
        books->below_interface = 1;
        note(&list, "", "entry-interface", now);
    } else if (moment.here.place.alt_m > LEO_ENTRY_INTERFACE_M + 1e3) {
        books->below_interface = 0;
    }
    if (ended_by == LEO_BY_GROUND) {
        books->landed = 1;
        books->landed_s = now;
        books->landed_itrf_m = moment.here.pos_fixed_m;
        note(&list, "", "touchdown", now);
    }
    moment.view.landed = books->landed != 0;
    for (int i = 0; i < flight->setup.thing_count; i++) {
        const leo_flight_thing *thing = &flight->setup.things[i];
        const leo_device_view view = leo_moment_view(flight, &moment, i, flight->now);
        const char *names[MOST_NAMES];
        if (!thing->device->settle)
            continue;
        const int count = thing->device->settle(thing, &view, ended_by == i, names);
        for (int k = 0; k < count; k++)
            note(&list, thing->name, names[k], now);
        if (count)
            books->pending = LEO_JUMPED;
    }
    if (event_count)
        *event_count = list.count < list.room ? list.count : list.room;
    return LEO_OK;
}
