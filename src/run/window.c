/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "base/hash.h"
#include "run/run.h"

#include <math.h>
#include <string.h>

enum { NOTICE_ROOM = 16, FLIGHT_EVENT_ROOM = 16, BISECTIONS = 60 };

static const double LOCATED_TO_S = 1e-6;

/* Inside a step of the cabin, conditions are looked at this densely, so that a peak between two ends is not
 * missed. */
static const double LOOK_EVERY_S = 2.0;
enum { LOOKS_AT_MOST = 4 };

static double vented_kg(const leo_run *run, const leo_view *view)
{
    const int first = leo_network_mass_state(run->network, leo_network_outside(run->network));
    double sum = 0;
    for (int i = 0; i < LEO_GAS_COUNT; i++)
        sum += view->y[first + i];
    return sum;
}

/* What jets have pushed since the last window, N s in GCRF: the local frame is that of the end of the window. */
static leo_vec3 new_push(leo_run *run, const leo_view *view, const leo_motion *motion)
{
    leo_vec3 sum = leo_vec(0, 0, 0);
    for (int i = 0; i < run->craft.count; i++) {
        const leo_part_at *part = &run->craft.parts[i];
        if (part->part->impulse)
            sum = leo_add(sum, part->part->impulse(part, view));
    }
    double *known = run->books.pushed_n_s;
    const leo_vec3 fresh = leo_vec(sum.x - known[0], sum.y - known[1], sum.z - known[2]);
    known[0] = sum.x, known[1] = sum.y, known[2] = sum.z;
    const leo_vec3 up = leo_unit(motion->pos_gcrf_m);
    const leo_vec3 left = leo_unit(leo_cross(up, motion->vel_gcrf_m_s));
    const leo_vec3 forward = leo_cross(left, up);
    return leo_add(leo_add(leo_scale(fresh.x, forward), leo_scale(fresh.y, left)), leo_scale(fresh.z, up));
}

static leo_status settle_parts(leo_run *run, const leo_view *view, leo_error *error)
{
    leo_status status = LEO_OK;
    for (int i = 0; status == LEO_OK && i < run->craft.count; i++) {
        leo_part_at *part = &run->craft.parts[i];
        leo_notice notices[NOTICE_ROOM];
        const int count = part->part->settle ? part->part->settle(part, view, notices, NOTICE_ROOM) : 0;
        for (int k = 0; status == LEO_OK && k < count; k++) {
            char name[LEO_TEXT_ROOM];
            snprintf(name, sizeof name, "%.40s.%.50s", part->name, notices[k].name);
            leo_network_changed(run->network);
            status = leo_run_emit(run, name, "part", "", error);
        }
    }
    return status;
}

static leo_status settle_flight(leo_run *run, leo_error *error)
{
    leo_flight_event events[FLIGHT_EVENT_ROOM];
    int count = FLIGHT_EVENT_ROOM;
    leo_status status = leo_flight_settle(run->flight, events, &count, error);
    for (int i = 0; status == LEO_OK && i < count; i++) {
        char name[LEO_TEXT_ROOM];
        const char *thing = events[i].thing;
        snprintf(name, sizeof name, "%.40s%s%.50s", thing ? thing : "", thing && thing[0] ? "." : "",
                 events[i].name);
        status = leo_run_emit(run, name, "flight", "", error);
    }
    return status;
}

static void grow_hash(leo_run *run)
{
    leo_run_books *books = &run->books;
    memset(run->scratch, 0, run->scratch_size);
    memcpy(run->scratch, &books->end_s, sizeof books->end_s);
    unsigned char *at = run->scratch + sizeof books->end_s;
    leo_flight_save(run->flight, at);
    at += leo_flight_state_size(run->flight);
    leo_network_save(run->network, at);
    at += leo_network_state_size(run->network);
    books->hash = leo_hash(books->hash, run->scratch, (size_t)(at - run->scratch));
}

/* Take in what the last window left behind; once per window. */
leo_status leo_run_settle(leo_run *run, leo_error *error)
{
    leo_run_books *books = &run->books;
    if (books->settled)
        return LEO_OK;
    books->settled = 1;
    leo_motion motion;
    const leo_view *view;
    leo_status status = leo_flight_at(run->flight, books->end_s, &motion, error);
    if (status != LEO_OK || (status = leo_network_at(run->network, books->end_s, &view, error)) != LEO_OK)
        return status;
    leo_run_ledger_follow(run, &motion);
    books->windows++;
    grow_hash(run);
    const double vented = vented_kg(run, view);
    leo_flight_exchange(run->flight, books->vented_kg - vented, new_push(run, view, &motion));
    books->vented_kg = vented;
    if ((status = leo_run_look(run, books->end_s, error)) != LEO_OK)
        return status;
    leo_run_history_clock(run, error);
    if (error && error->status != LEO_OK)
        return error->status;
    if ((status = settle_parts(run, view, error)) == LEO_OK)
        status = settle_flight(run, error);
    return status;
}

/* ---- looking for what ends a window ------------------------------------------------------------------------------ */

typedef struct trigger_values {
    int entry, limit, part; // which came to hold first; -1 none
} trigger_values;

/* Which armed condition holds at the instant looked at: the first entry, else the first limit, else a part
 * switched. */
static leo_status what_holds(leo_run *run, const double *switch_before, trigger_values *found,
                             leo_error *error)
{
    const leo_plan *plan = run->plan;
    leo_status status = LEO_OK;
    double margin;
    *found = (trigger_values){ -1, -1, -1 };
    for (int i = 0; i < plan->entry_count; i++) {
        if (run->entries[i].phase != LEO_ARMED)
            continue;
        if ((status = leo_run_condition(run, &plan->entries[i].condition, &margin, error)) != LEO_OK)
            return status;
        if (margin >= 0) {
            found->entry = i;
            return LEO_OK;
        }
    }
    for (int i = 0; i < plan->limit_count; i++) {
        if (run->limits[i].tripped || run->limits[i].holding)
            continue;
        if ((status = leo_run_condition(run, &plan->limits[i].condition, &margin, error)) != LEO_OK)
            return status;
        if (margin >= 0) {
            found->limit = i;
            return LEO_OK;
        }
    }
    for (int i = 0; i < run->craft.count; i++) {
        const leo_part_at *part = &run->craft.parts[i];
        if (!part->part->switching)
            continue;
        if (!run->view && (status = leo_network_at(run->network, run->read_s, &run->view, error)) != LEO_OK)
            return status;
        if (part->part->switching(part, run->view) * switch_before[i] < 0) {
            found->part = i;
            return LEO_OK;
        }
    }
    return LEO_OK;
}

static int anything(const trigger_values *found)
{
    return found->entry >= 0 || found->limit >= 0 || found->part >= 0;
}

/* Nothing holds at `low`, something does at `high`: narrow the first instant at which something does. */
static leo_status locate(leo_run *run, const double *switch_before, double low, double *high,
                         leo_error *error)
{
    for (int i = 0; i<BISECTIONS && * high - low> LOCATED_TO_S; i++) {
        const double middle = low + (*high - low) / 2;
        trigger_values found;
        leo_status status = leo_run_look(run, middle, error);
        if (status == LEO_OK)
            status = what_holds(run, switch_before, &found, error);
        if (status != LEO_OK)
            return status;
        if (anything(&found))
            *high = middle;
        else
            low = middle;
    }
    return LEO_OK;
}

/* Every entry whose condition holds at the located instant will fire when the next window opens. */
static leo_status mark_located(leo_run *run, leo_error *error)
{
    for (int i = 0; i < run->plan->entry_count; i++) {
        double margin = -1;
        if (run->entries[i].phase == LEO_ARMED) {
            const leo_status status =
                leo_run_condition(run, &run->plan->entries[i].condition, &margin, error);
            if (status != LEO_OK)
                return status;
        }
        run->located[i] = margin >= 0;
    }
    return LEO_OK;
}

static leo_status switch_values(leo_run *run, double at_s, leo_error *error)
{
    const leo_view *view = NULL;
    for (int i = 0; i < run->craft.count; i++) {
        const leo_part_at *part = &run->craft.parts[i];
        if (!part->part->switching)
            continue;
        leo_status status = LEO_OK;
        if (!view && (status = leo_network_at(run->network, at_s, &view, error)) != LEO_OK)
            return status;
        run->switch_before[i] = part->part->switching(part, view);
    }
    return LEO_OK;
}

/*
 * Look through the last step of the cabin. Where something comes to hold, `stops` is set and `end_s` says
 * where. Rows of history that are measuring see every instant looked at.
 */
static leo_status look_through(leo_run *run, double *end_s, int *stops, leo_error *error)
{
    const double begin = leo_network_begin_s(run->network), end = leo_network_end_s(run->network);
    const int measuring = leo_run_history_active(run);
    int looks = (int)ceil((end - begin) / LOOK_EVERY_S);
    looks = looks < 1 ? 1 : looks > LOOKS_AT_MOST ? LOOKS_AT_MOST : looks;
    double before = begin;
    for (int k = 1; k <= looks; k++) {
        const double t = k == looks ? end : begin + (end - begin) * k / looks;
        trigger_values found;
        leo_status status = leo_run_look(run, t, error);
        if (status == LEO_OK)
            status = what_holds(run, run->switch_before, &found, error);
        if (status != LEO_OK)
            return status;
        if (anything(&found)) {
            double at = t;
            if ((status = locate(run, run->switch_before, before, &at, error)) != LEO_OK ||
                (status = leo_run_look(run, at, error)) != LEO_OK)
                return status;
            *end_s = fmin(at + LOCATED_TO_S, end);
            *stops = 1;
            return mark_located(run, error);
        }
        if (measuring && k < looks && (status = leo_run_history_sample(run, error)) != LEO_OK)
            return status;
        before = t;
    }
    return LEO_OK;
}

/* By the host's clock, which nothing that is flown ever sees. */
static double host_s(const leo_run *run)
{
    return run->clock_s ? run->clock_s(run->clock_context) : 0;
}

/* Settle the last window, fire what is due, and let the flight lead through the next. */
static leo_status open_window(leo_run *run, leo_error *error)
{
    leo_run_books *books = &run->books;
    leo_status status = leo_run_settle(run, error);
    if (status != LEO_OK)
        return status;
    leo_run_snapshot_take(run);
    books->opened++;
    if ((status = leo_run_open_window(run, error)) != LEO_OK || books->over != LEO_FLYING)
        return status;
    books->begin_s = books->end_s;
    const double longest = books->begin_s + run->plan->solver.longest_window_s;
    const double limit = fmin(fmin(leo_run_next_due_s(run), longest), run->plan->end_s);
    const double start_s = host_s(run);
    if ((status = leo_flight_step(run->flight, limit, error)) != LEO_OK)
        return status;
    books->flight_steps++;
    books->limit_s = leo_flight_end_s(run->flight);
    books->flying = 1;
    status = leo_run_outside_sample(run, books->begin_s, books->limit_s, error);
    run->flight_spent_s += host_s(run) - start_s;
    return status;
}

/* One step of the cabin inside the window; the window closes at its limit or where something comes to hold. */
static leo_status follow(leo_run *run, leo_error *error)
{
    leo_run_books *books = &run->books;
    const leo_network_count before = leo_network_work(run->network);
    leo_status status = switch_values(run, books->end_s, error);
    const double start_s = host_s(run);
    if (status != LEO_OK || (status = leo_network_step(run->network, books->limit_s, error)) != LEO_OK)
        return status;
    run->cabin_spent_s += host_s(run) - start_s;
    const double step_end = leo_network_end_s(run->network);
    double found = step_end;
    int stops = 0;
    if ((status = look_through(run, &found, &stops, error)) != LEO_OK ||
        (found < step_end && (status = leo_network_redo(run->network, found, error)) != LEO_OK))
        return status;
    if (stops && found < books->limit_s && (status = leo_flight_redo(run->flight, found, error)) != LEO_OK)
        return status;
    books->end_s = leo_network_end_s(run->network);
    const leo_network_count after = leo_network_work(run->network);
    books->cabin_steps += after.steps - before.steps;
    books->cabin_rejected += after.rejected - before.rejected;
    if (leo_run_history_active(run) && ((status = leo_run_look(run, books->end_s, error)) != LEO_OK ||
                                        (status = leo_run_history_sample(run, error)) != LEO_OK))
        return status;
    if (stops || books->end_s >= books->limit_s) {
        books->flying = 0;
        books->settled = 0;
    }
    return LEO_OK;
}

leo_status leo_run_advance(leo_run *run, leo_error *error)
{
    if (!run->books.flying) {
        const leo_status status = open_window(run, error);
        if (status != LEO_OK || run->books.over != LEO_FLYING)
            return status;
    }
    return follow(run, error);
}

leo_status leo_run_until(leo_run *run, double elapsed_s, double *reached_s, leo_error *error)
{
    if (!run)
        return leo_fail(error, LEO_BAD_ARGUMENT, "leo_run_until", "no run was given");
    leo_run_books *books = &run->books;
    if (!(elapsed_s >= books->now_s) && books->over == LEO_FLYING)
        return leo_fail(error, LEO_BAD_ARGUMENT, "leo_run_until", "%g s: the run stands at %g s already",
                        elapsed_s, books->now_s);
    leo_error local = { 0 };
    leo_status status = LEO_OK;
    const double wanted = fmin(elapsed_s, run->plan->end_s);
    while (status == LEO_OK && books->over == LEO_FLYING && books->end_s < wanted)
        status = leo_run_advance(run, &local);
    if (books->over == LEO_FLYING || books->now_s < books->end_s)
        books->now_s = fmax(books->now_s, fmin(wanted, books->end_s));
    if (status == LEO_OK && books->over == LEO_FLYING && books->now_s >= run->plan->end_s) {
        status = leo_run_settle(run, &local);
        books->over = LEO_COMPLETED;
    }
    if (status == LEO_OK && books->over != LEO_FLYING)
        status = leo_run_ledger_check(run, &local);
    if (reached_s)
        *reached_s = books->now_s;
    if (status != LEO_OK && error && error->status == LEO_OK)
        *error = local;
    return status;
}

double leo_run_now_s(const leo_run *run)
{
    return run ? run->books.now_s : 0;
}

leo_outcome leo_run_over(const leo_run *run)
{
    return run ? (leo_outcome)run->books.over : LEO_LOST;
}

size_t leo_run_event_count(const leo_run *run)
{
    return run ? (size_t)run->books.event_count : 0;
}

leo_event leo_run_event(const leo_run *run, size_t index)
{
    if (!run || index >= (size_t)run->books.event_count)
        return (leo_event){ .name = "", .kind = "", .detail = "" };
    const leo_event_row *row = &run->events[index];
    return (leo_event){ row->elapsed_s, row->name, row->kind, row->detail };
}

uint64_t leo_run_hash(const leo_run *run)
{
    return run ? run->books.hash : 0;
}

leo_work leo_run_work(const leo_run *run)
{
    if (!run)
        return (leo_work){ 0 };
    const leo_run_books *books = &run->books;
    return (leo_work){ .windows = books->windows,
                       .flight_steps = books->flight_steps,
                       .cabin_steps = books->cabin_steps,
                       .cabin_rejected = books->cabin_rejected,
                       .flight_s = run->flight_spent_s,
                       .cabin_s = run->cabin_spent_s };
}
