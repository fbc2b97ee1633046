/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "run/run.h"
#include "world/geodesy.h"

#include <math.h>
#include <string.h>

static leo_status measure_now(leo_run *run, const leo_history_row *row, double *value, leo_error *error)
{
    return leo_run_channel(run, row->channel, value, error);
}

/* The first instant of a row has come. */
static leo_status begin_row(leo_run *run, int index, double at_s, leo_error *error)
{
    const leo_history_row *row = &run->plan->history[index];
    leo_history_state *state = &run->history[index];
    leo_status status = LEO_OK;
    state->begun = 1;
    state->begin_s = at_s;
    switch (row->measure) {
    case LEO_MEASURE_EVENT:
        state->now = at_s;
        state->reached = state->ended = 1;
        break;
    case LEO_MEASURE_PLACE:
        if ((status = leo_run_look(run, at_s, error)) == LEO_OK)
            status = leo_flight_at(run->flight, at_s, &run->motion, error);
        state->lat_rad = run->motion.place.lat_rad;
        state->lon_rad = run->motion.place.lon_rad;
        state->now = leo_geodetic_distance_m((leo_geodetic){ state->lat_rad, state->lon_rad, 0 },
                                             (leo_geodetic){ row->lat_rad, row->lon_rad, 0 });
        state->reached = state->ended = status == LEO_OK;
        break;
    case LEO_MEASURE_INTERVAL:
        break;
    default:
        if ((status = leo_run_look(run, at_s, error)) == LEO_OK)
            status = measure_now(run, row, &state->base, error);
        state->now = row->measure == LEO_MEASURE_RISE ? 0 : state->base;
        state->last_s = at_s;
        state->last_value = state->base;
        state->reached = 1;
        state->ended = row->measure == LEO_MEASURE_AT;
    }
    return status;
}

static void end_row(leo_run *run, int index, double at_s)
{
    leo_history_state *state = &run->history[index];
    state->ended = 1;
    state->end_s = at_s;
    if (run->plan->history[index].measure == LEO_MEASURE_INTERVAL) {
        state->now = at_s - state->begin_s;
        state->reached = 1;
    }
}

static int spans(const leo_history_row *row)
{
    return row->measure != LEO_MEASURE_EVENT && row->measure != LEO_MEASURE_AT &&
           row->measure != LEO_MEASURE_PLACE;
}

/*
 * An event that a row begins or ends with. With an offset the instant lies later: it is noted and comes with
 * the clock. An event counts the first time it happens.
 */
leo_status leo_run_history_event(leo_run *run, const char *name, leo_error *error)
{
    const double now_s = run->books.end_s;
    for (int i = 0; i < run->plan->history_count; i++) {
        const leo_history_row *row = &run->plan->history[i];
        leo_history_state *state = &run->history[i];
        if (spans(row) && state->begun && !state->ended && row->to.event &&
            strcmp(row->to.event, name) == 0 && now_s > state->begin_s && !(state->end_s > 0)) {
            state->end_s = now_s + row->to.at_s;
            if (row->to.at_s <= 0)
                end_row(run, i, now_s);
        }
        if (!state->begun && row->from.event && strcmp(row->from.event, name) == 0 && !(state->begin_s > 0)) {
            state->begin_s = now_s + row->from.at_s;
            leo_status status = LEO_OK;
            if (row->from.at_s <= 0 && (status = begin_row(run, i, now_s, error)) != LEO_OK)
                return status;
        }
    }
    return LEO_OK;
}

static double begin_due(const leo_history_row *row, const leo_history_state *state)
{
    if (state->begun)
        return HUGE_VAL;
    return !row->from.event ? row->from.at_s : state->begin_s > 0 ? state->begin_s : HUGE_VAL;
}

static double end_due(const leo_history_row *row, const leo_history_state *state)
{
    if (!state->begun || state->ended || !spans(row))
        return HUGE_VAL;
    return !row->to.event ? row->to.at_s : state->end_s > 0 ? state->end_s : HUGE_VAL;
}

double leo_run_history_next_s(const leo_run *run)
{
    double next = HUGE_VAL;
    for (int i = 0; i < run->plan->history_count; i++) {
        const leo_history_row *row = &run->plan->history[i];
        const double begin = begin_due(row, &run->history[i]), end = end_due(row, &run->history[i]);
        if (begin > run->books.end_s && begin < next)
            next = begin;
        if (end > run->books.end_s && end < next)
            next = end;
    }
    return next;
}

void leo_run_history_clock(leo_run *run, leo_error *error)
{
    const double now_s = run->books.end_s;
    for (int i = 0; i < run->plan->history_count; i++) {
        const leo_history_row *row = &run->plan->history[i];
        if (begin_due(row, &run->history[i]) <= now_s && begin_row(run, i, now_s, error) != LEO_OK)
            return;
        if (end_due(row, &run->history[i]) <= now_s)
            end_row(run, i, now_s);
    }
}

int leo_run_history_active(const leo_run *run)
{
    for (int i = 0; i < run->plan->history_count; i++)
        if (spans(&run->plan->history[i]) && run->history[i].begun && !run->history[i].ended &&
            run->plan->history[i].measure != LEO_MEASURE_INTERVAL)
            return 1;
    return 0;
}

leo_status leo_run_history_sample(leo_run *run, leo_error *error)
{
    const double t = run->read_s;
    for (int i = 0; i < run->plan->history_count; i++) {
        const leo_history_row *row = &run->plan->history[i];
        leo_history_state *state = &run->history[i];
        if (!spans(row) || !state->begun || state->ended || row->measure == LEO_MEASURE_INTERVAL ||
            t < state->begin_s)
            continue;
        double value;
        const leo_status status = measure_now(run, row, &value, error);
        if (status != LEO_OK)
            return status;
        if (row->measure == LEO_MEASURE_MAX)
            state->now = fmax(state->now, value);
        else if (row->measure == LEO_MEASURE_MIN)
            state->now = fmin(state->now, value);
        else if (row->measure == LEO_MEASURE_RISE)
            state->now = fmax(state->now, value - state->base);
        else {
            state->sum += (t - state->last_s) * (value + state->last_value) / 2;
            state->now = t > state->begin_s ? state->sum / (t - state->begin_s) : value;
        }
        state->last_s = t;
        state->last_value = value;
    }
    return LEO_OK;
}

size_t leo_run_history_count(const leo_run *run)
{
    return run ? (size_t)run->plan->history_count : 0;
}

leo_comparison leo_run_history(const leo_run *run, size_t index)
{
    if (!run || index >= (size_t)run->plan->history_count)
        return (leo_comparison){ .what = "" };
    const leo_history_row *row = &run->plan->history[index];
    const leo_history_state *state = &run->history[index];
    const int place = row->measure == LEO_MEASURE_PLACE;
    const double then = place ? 0 : row->value;
    const double now = state->reached ? state->now : NAN;
    return (leo_comparison){
        .what = row->what,
        .kind = row->measure == LEO_MEASURE_EVENT      ? "time"
                : row->measure == LEO_MEASURE_INTERVAL ? "interval"
                : place                                ? "place"
                                                       : "value",
        .unit = row->unit,
        .shown_unit = row->shown_unit,
        .shown_scale = row->shown_scale,
        .shown_offset = row->shown_offset,
        .now = now,
        .then = then,
        .difference = now - then,
        .tolerance = row->tolerance,
        .now_lat_rad = state->lat_rad,
        .now_lon_rad = state->lon_rad,
        .then_lat_rad = row->lat_rad,
        .then_lon_rad = row->lon_rad,
        .because = row->because,
        .source = row->source,
        .calibrated = row->calibrated,
        .others = row->others,
        .likely = row->likely,
        .reached = state->reached,
        .pass = state->reached && fabs(now - then) <= row->tolerance,
    };
}
