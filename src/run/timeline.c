/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "run/run.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PASSES_AT_MOST = 256 };

/* A condition located at the end of a window holds there to within the accuracy of the step. */
static const double LOCATED_MARGIN = -1e-6;

static void copy_text(char *to, size_t room, const char *from)
{
    snprintf(to, room, "%s", from ? from : "");
}

/* Entries that wait for this event come alive. */
static void wake_entries(leo_run *run, const char *name, double now_s)
{
    const leo_plan *plan = run->plan;
    for (int i = 0; i < plan->entry_count; i++) {
        const leo_entry *entry = &plan->entries[i];
        leo_entry_state *state = &run->entries[i];
        if (state->phase != LEO_WAITING || !entry->after || strcmp(entry->after, name) != 0)
            continue;
        if (entry->trigger == LEO_WHEN)
            state->phase = LEO_ARMED;
        else
            *state = (leo_entry_state){ LEO_PENDING, now_s + entry->delay_s };
    }
}

leo_status leo_run_emit(leo_run *run, const char *name, const char *kind, const char *detail,
                        leo_error *error)
{
    leo_run_books *books = &run->books;
    if (books->event_count >= LEO_EVENT_ROOM)
        return leo_fail(error, LEO_OUT_OF_RANGE, name,
                        "more than %d events in one run: a condition or a part chatters", LEO_EVENT_ROOM);
    leo_event_row *row = &run->events[books->event_count++];
    memset(row, 0, sizeof *row);
    row->elapsed_s = books->end_s;
    copy_text(row->name, sizeof row->name, name);
    copy_text(row->kind, sizeof row->kind, kind);
    copy_text(row->detail, sizeof row->detail, detail);
    if (strcmp(kind, "refused") == 0 || strcmp(kind, "skipped") == 0)
        return LEO_OK; // it did not happen: nobody waits for it
    wake_entries(run, row->name, books->end_s);
    return leo_run_history_event(run, row->name, error);
}

/* Put the command into the input of its thing; the thing may refuse it, and then nothing has changed. */
static leo_status obey(leo_run *run, const leo_command *command, const char *kind, leo_error *error)
{
    const leo_place *place = &run->places[command->thing];
    const size_t size = run->plan->things[command->thing].kind->input.size;
    memcpy(run->scratch, place->input, size);
    leo_command_apply(command, place->input);
    if (place->device) {
        leo_flight_changed(run->flight);
    } else {
        const leo_view *view;
        leo_status status = leo_network_at(run->network, run->books.end_s, &view, error);
        if (status != LEO_OK)
            return status;
        leo_error refusal = { 0 };
        leo_part_at *part = place->part;
        if (part->part->changed && part->part->changed(part, view, &refusal) != LEO_OK) {
            memcpy(place->input, run->scratch, size);
            return leo_run_emit(run, command->text, "refused", refusal.message, error);
        }
        leo_network_changed(run->network);
    }
    const leo_status status = leo_run_look(run, run->books.end_s, error);
    return status == LEO_OK ? leo_run_emit(run, command->text, kind, "", error) : status;
}

static leo_status fire(leo_run *run, int index, leo_error *error)
{
    const leo_entry *entry = &run->plan->entries[index];
    run->entries[index].phase = LEO_DONE;
    if (entry->only_if.count) {
        double margin;
        const leo_status status = leo_run_condition(run, &entry->only_if, &margin, error);
        if (status != LEO_OK)
            return status;
        if (margin < 0) {
            char detail[160];
            snprintf(detail, sizeof detail, "not done: %.120s does not hold", entry->only_if.text);
            return leo_run_emit(run, entry->name, "skipped", detail, error);
        }
    }
    const char *kind = entry->is_fault ? "fault" : entry->command_count ? "command" : "mark";
    leo_status status = LEO_OK;
    int named = 0;
    for (int i = 0; status == LEO_OK && i < entry->command_count; i++) {
        status = obey(run, &entry->commands[i], kind, error);
        named |= strcmp(entry->commands[i].text, entry->name) == 0;
    }
    if (status == LEO_OK && !named)
        status = leo_run_emit(run, entry->name, kind, entry->note, error);
    return status;
}

/* The entry that is due first at this instant, by (time, place in the file); -1 if there is none. */
static int first_due(const leo_run *run)
{
    int first = -1;
    for (int i = 0; i < run->plan->entry_count; i++) {
        const leo_entry_state *state = &run->entries[i];
        if (state->phase == LEO_PENDING && state->due_s <= run->books.end_s &&
            (first < 0 || state->due_s < run->entries[first].due_s))
            first = i;
    }
    return first;
}

static leo_status first_holding(leo_run *run, int *first, leo_error *error)
{
    *first = -1;
    for (int i = 0; i < run->plan->entry_count; i++) {
        if (run->entries[i].phase != LEO_ARMED)
            continue;
        double margin;
        const leo_status status = leo_run_condition(run, &run->plan->entries[i].condition, &margin, error);
        if (status != LEO_OK)
            return status;
        if (margin >= 0 || (run->located[i] && margin >= LOCATED_MARGIN)) {
            *first = i;
            return LEO_OK;
        }
    }
    return LEO_OK;
}

static leo_status obey_queue(leo_run *run, leo_error *error)
{
    leo_run_books *books = &run->books;
    leo_status status = LEO_OK;
    for (int i = 0; status == LEO_OK && i < books->queue_count; i++) {
        leo_command command;
        leo_error bad = { 0 };
        if (leo_command_read(run->plan, books->queue[i], NULL, &command, &bad) != LEO_OK)
            status = leo_run_emit(run, books->queue[i], "refused", bad.message, error);
        else
            status = obey(run, &command, "command", error);
    }
    books->queue_count = 0;
    return status;
}

double leo_run_next_due_s(const leo_run *run)
{
    double due = leo_run_history_next_s(run);
    for (int i = 0; i < run->plan->entry_count; i++)
        if (run->entries[i].phase == LEO_PENDING && run->entries[i].due_s < due)
            due = run->entries[i].due_s;
    for (int i = 0; i < run->plan->limit_count; i++) {
        const leo_limit_state *state = &run->limits[i];
        const double at_s = state->since_s + run->plan->limits[i].for_s;
        if (state->holding && !state->tripped && at_s > run->books.end_s && at_s < due)
            due = at_s;
    }
    return due;
}

/*
 * Everything that happens at the end of the last window and the start of the next: in order of (time, place
 * in the file), then conditions by place, until nothing more holds.
 */
leo_status leo_run_open_window(leo_run *run, leo_error *error)
{
    leo_status status = leo_run_look(run, run->books.end_s, error);
    if (status == LEO_OK)
        status = obey_queue(run, error);
    for (int pass = 0; status == LEO_OK; pass++) {
        if (pass == PASSES_AT_MOST)
            return leo_fail(error, LEO_NO_CONVERGENCE, "timeline",
                            "more than %d things happen at %.6f s elapsed", PASSES_AT_MOST, run->books.end_s);
        int index = first_due(run);
        if (index < 0)
            status = first_holding(run, &index, error);
        if (status != LEO_OK || index < 0)
            break;
        if (run->plan->entries[index].trigger == LEO_WHEN && run->entries[index].phase == LEO_ARMED &&
            run->plan->entries[index].delay_s > 0)
            run->entries[index] =
                (leo_entry_state){ LEO_PENDING, run->books.end_s + run->plan->entries[index].delay_s };
        else
            status = fire(run, index, error);
    }
    memset(run->located, 0, (size_t)run->plan->entry_count + 1);
    return status == LEO_OK ? leo_run_limits_open(run, error) : status;
}

leo_status leo_run_command(leo_run *run, const char *command, leo_error *error)
{
    if (!run || !command)
        return leo_fail(error, LEO_BAD_ARGUMENT, "leo_run_command", "run and command must be given");
    leo_run_books *books = &run->books;
    leo_command known;
    const leo_status status = leo_command_read(run->plan, command, NULL, &known, error);
    if (status != LEO_OK)
        return status;
    if (books->queue_count == LEO_QUEUE_ROOM || strlen(command) >= LEO_TEXT_ROOM)
        return leo_fail(error, LEO_BAD_ARGUMENT, command,
                        "at most %d commands of %d bytes wait for the next window", LEO_QUEUE_ROOM,
                        LEO_TEXT_ROOM - 1);
    snprintf(books->queue[books->queue_count++], LEO_TEXT_ROOM, "%s", command);
    return LEO_OK;
}
