/* SPDX-License-Identifier: MIT */

/*
 * The folder that a run leaves behind:
 *
 *     mission/          the mission file and what it includes, as flown; overrides.txt
 *     telemetry.h5      every channel over time
 *     events.jsonl      what happened, a line of JSON each
 *     trajectory.oem    where the craft was (CCSDS)
 *     summary.json      events, comparison with history, ledger, hash, estimates
 *     checkpoint.bin    takes up the flight where it stopped
 *
 * Files grow at checkpoints only, and a checkpoint is written after them: a record that was killed is cut
 * back to its last checkpoint and loses nothing else.
 */
#include "base/error.h"
#include "record/checkpoint.h"
#include "record/folder.h"
#include "record/json.h"
#include "record/mission_files.h"
#include "record/oem.h"
#include "record/rates.h"
#include "record/telemetry.h"
#include "run/run.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    PROGRESS_EVERY = 200,  // instants of telemetry between calls of progress
    LONGEST_QUIET_S = 3600 // simulated time between checkpoints when no telemetry is written
};

static const double OEM_SPACING_S = 60;
static const double OEM_FELT_SPACING_S = 1;
static const double OEM_FELT = 1e-3; // load factor above which points lie closer

struct leo_record {
    char folder[LEO_PATH_ROOM];
    const leo_plan *plan;
    leo_run *run;
    leo_record_options options;
    leo_column *columns;
    char (*groups)[64];
    leo_telemetry *telemetry;
    leo_oem *oem;
    FILE *events;
    leo_rates *rates;
    size_t rates_seen; // events that `rates` knows of
    double *values;
    void *state; // as large as the largest checkpoint so far
    size_t state_room;
    double saved_s; // elapsed time of the last checkpoint
    int broken;     // a file was refused: nothing more is written
    leo_checkpoint books;
};

/* ---- creation ---------------------------------------------------------------------------------------------------- */

static leo_status path_of(const leo_record *record, const char *name, char *path, leo_error *error)
{
    return leo_folder_path(record->folder, name, path, error);
}

/* Channel "berkut.pressure" is dataset pressure of group berkut; channels of the motion have no dot. */
static void fill_column(leo_record *record, int index)
{
    const leo_channel channel = leo_plan_channel(record->plan, (size_t)index);
    const char *dot = strchr(channel.name, '.');
    char *group = record->groups[index];
    if (dot)
        snprintf(group, sizeof record->groups[0], "%.*s", (int)(dot - channel.name), channel.name);
    else
        snprintf(group, sizeof record->groups[0], "motion");
    record->columns[index] = (leo_column){ .group = group,
                                           .name = dot ? dot + 1 : channel.name,
                                           .unit = channel.unit,
                                           .doc = channel.doc,
                                           .storage = dot ? LEO_STORE_SHORT : LEO_STORE_LONG };
}

static void destroy(leo_record *record)
{
    if (!record)
        return;
    leo_telemetry_drop(record->telemetry);
    if (record->oem)
        leo_oem_close(record->oem, NULL);
    if (record->events)
        fclose(record->events);
    leo_rates_destroy(record->rates);
    free(record->columns);
    free(record->groups);
    free(record->values);
    free(record->state);
    free(record);
}

static leo_record *create(const char *path, const leo_plan *plan, leo_run *run,
                          const leo_record_options *options, leo_error *error)
{
    if (!path || !plan || !run) {
        leo_fail(error, LEO_BAD_ARGUMENT, "record", "path, plan and run must be given");
        return NULL;
    }
    if (strlen(path) >= LEO_PATH_ROOM) {
        leo_fail(error, LEO_IO, path, "the path is longer than %d bytes", LEO_PATH_ROOM - 1);
        return NULL;
    }
    const size_t channels = leo_plan_channel_count(plan);
    leo_record *record = calloc(1, sizeof *record);
    if (record) {
        record->columns = calloc(channels + 1, sizeof *record->columns);
        record->groups = calloc(channels + 1, sizeof *record->groups);
        record->values = calloc(channels + 1, sizeof *record->values);

        record->rates = leo_rates_create(plan, error);
    }
    if (!record || !record->columns || !record->groups || !record->values || !record->rates) {
        destroy(record);
        leo_fail(error, LEO_NO_MEMORY, path, "no memory for %zu channels", channels);
        return NULL;
    }
    snprintf(record->folder, sizeof record->folder, "%s", path);
    record->plan = plan;
    record->run = run;
    if (options)
        record->options = *options;
    for (size_t i = 0; i < channels; i++)
        fill_column(record, (int)i);
    record->books.version = LEO_CHECKPOINT_VERSION;
    record->books.plan_hash = plan->hash;
    record->books.last_row_s = -HUGE_VAL;
    record->books.oem_last_s = -HUGE_VAL;
    record->books.oem_size = -1;
    return record;
}

/* ---- growing files ----------------------------------------------------------------------------------------------- */

static leo_status add_events(leo_record *record, leo_error *error)
{
    for (size_t i = (size_t)record->books.event_count; i < leo_run_event_count(record->run); i++) {
        const leo_event event = leo_run_event(record->run, i);
        json_t *json = leo_json_event(record->plan, &event);
        const int bad =
            !json || json_dumpf(json, record->events, JSON_COMPACT | JSON_REAL_PRECISION(15)) != 0;
        json_decref(json);
        if (bad || fputc('\n', record->events) == EOF)
            return leo_folder_refused("events.jsonl", "write", error);
        record->books.event_count = i + 1;
    }
    const leo_status status = leo_folder_flush(record->events, "events.jsonl", error);
    record->books.events_size = ftell(record->events);
    return status;
}

static leo_status save_state(leo_record *record, leo_error *error)
{
    char path[LEO_PATH_ROOM];
    const size_t size = leo_run_state_size(record->run);
    if (size > record->state_room) {
        void *larger = realloc(record->state, size);
        if (!larger)
            return leo_fail(error, LEO_NO_MEMORY, record->folder, "no memory for a checkpoint of %zu bytes",
                            size);
        record->state = larger;
        record->state_room = size;
    }
    record->books.state_size = size;
    leo_status status = leo_run_save(record->run, record->state, error);
    if (status == LEO_OK)
        status = path_of(record, "checkpoint.bin", path, error);
    return status == LEO_OK ? leo_checkpoint_write(path, &record->books, record->state, error) : status;
}

static leo_status save(leo_record *record, leo_error *error)
{
    long size = -1;
    leo_status status = add_events(record, error);
    if (status == LEO_OK && record->telemetry) {
        status = leo_telemetry_flush(record->telemetry, error);
        record->books.rows = leo_telemetry_rows(record->telemetry);
    }
    if (status == LEO_OK && record->oem)
        status = leo_oem_flush(record->oem, &size, error);
    record->books.oem_size = size;
    if (status == LEO_OK)
        status = save_state(record, error);
    record->saved_s = leo_run_now_s(record->run);
    if (status == LEO_IO)
        record->broken = 1;
    return status;
}

/* ---- start and resume -------------------------------------------------------------------------------------------- */

static leo_status start_telemetry(leo_record *record, leo_error *error)
{
    char path[LEO_PATH_ROOM], epoch[40], hash[20];
    leo_status status = path_of(record, "telemetry.h5", path, error);
    if (status == LEO_OK)
        status = leo_plan_utc(record->plan, 0, 6, epoch, error);
    if (status != LEO_OK)
        return status;
    snprintf(hash, sizeof hash, "%016" PRIx64, record->plan->hash);
    const leo_fact facts[] = {
        { "mission", record->plan->name },
        { "epoch_utc", epoch },
        { "version", leo_version() },
        { "plan", hash },
    };
    record->telemetry = leo_telemetry_create(path, record->columns, leo_plan_channel_count(record->plan),
                                             facts, sizeof facts / sizeof facts[0], error);
    if (!record->telemetry)
        return LEO_IO;
    status = path_of(record, "trajectory.oem", path, error);
    if (status == LEO_OK)
        record->oem = leo_oem_create(path, record->plan->name, record->plan->epoch, error);
    return record->oem ? LEO_OK : LEO_IO;
}

static leo_status start(leo_record *record, leo_error *error)
{
    char path[LEO_PATH_ROOM];
    leo_status status = leo_folder_must_be_empty(record->folder, error);
    if (status == LEO_OK)
        status = leo_folder_make(record->folder, error);
    if (status == LEO_OK)
        status = leo_record_write_mission(record->folder, record->plan, record->books.mission, error);
    if (status == LEO_OK)
        status = path_of(record, "events.jsonl", path, error);
    if (status == LEO_OK && !(record->events = fopen(path, "w+b")))
        status = leo_folder_refused(path, "open for writing", error);
    if (status == LEO_OK && record->options.keep_telemetry >= 0)
        status = start_telemetry(record, error);
    return status == LEO_OK ? save(record, error) : status;
}

leo_record *leo_record_start(const char *path, const leo_plan *plan, leo_run *run,
                             const leo_record_options *options, leo_error *error)
{
    leo_record *record = create(path, plan, run, options, error);
    if (record && start(record, error) == LEO_OK)
        return record;
    destroy(record);
    return NULL;
}

static leo_status take_up(leo_record *record, leo_error *error)
{
    char path[LEO_PATH_ROOM];
    void *state = NULL;
    leo_checkpoint books;
    leo_status status = path_of(record, "checkpoint.bin", path, error);
    if (status == LEO_OK)
        status = leo_checkpoint_read(path, &books, &state, error);
    if (status == LEO_OK && books.plan_hash != record->books.plan_hash)
        status = leo_fail(error, LEO_BAD_INPUT, path,
                          "belongs to another plan: the mission files, the overrides or the version differ");
    if (status == LEO_OK)
        status = leo_run_restore(record->run, state, error);
    free(state);
    if (status != LEO_OK)
        return status;
    record->books = books;
    record->saved_s = leo_run_now_s(record->run);
    status = path_of(record, "events.jsonl", path, error);
    if (status == LEO_OK)
        status = leo_folder_append(path, (long)books.events_size, &record->events, error);
    if (status != LEO_OK || books.oem_size < 0)
        return status;
    status = path_of(record, "trajectory.oem", path, error);
    if (status == LEO_OK &&
        !(record->oem = leo_oem_open(path, (long)books.oem_size, record->plan->epoch, error)))
        status = LEO_IO;
    if (status == LEO_OK)
        status = path_of(record, "telemetry.h5", path, error);
    if (status == LEO_OK &&
        !(record->telemetry = leo_telemetry_open(path, record->columns, leo_plan_channel_count(record->plan),
                                                 (size_t)books.rows, error)))
        status = LEO_IO;
    return status;
}

leo_record *leo_record_resume(const char *path, const leo_plan *plan, leo_run *run,
                              const leo_record_options *options, leo_error *error)
{
    leo_record *record = create(path, plan, run, options, error);
    if (record && take_up(record, error) == LEO_OK)
        return record;
    destroy(record);
    return NULL;
}

leo_status leo_record_mission(const char *path, char *text, size_t size, leo_error *error)
{
    char file[LEO_PATH_ROOM];
    leo_checkpoint books;
    void *state;
    if (!path || !text || size == 0)
        return leo_fail(error, LEO_BAD_ARGUMENT, "leo_record_mission", "path and text must be given");
    leo_status status = leo_folder_path(path, "checkpoint.bin", file, error);
    if (status == LEO_OK)
        status = leo_checkpoint_read(file, &books, &state, error);
    if (status != LEO_OK)
        return status;
    free(state);
    const int length = snprintf(text, size, "%s/%s", path, books.mission);
    if (length < 0 || (size_t)length >= size)
        return leo_fail(error, LEO_BAD_ARGUMENT, path, "the path of the mission file does not fit %zu bytes",
                        size);
    return LEO_OK;
}

/* ---- flight ------------------------------------------------------------------------------------------------------ */

static void tell_rates(leo_record *record)
{
    for (; record->rates_seen < leo_run_event_count(record->run); record->rates_seen++) {
        const leo_event event = leo_run_event(record->run, record->rates_seen);
        leo_rates_event(record->rates, event.name, event.elapsed_s);
    }
}

static leo_status add_point(leo_record *record, double now_s, leo_error *error)
{
    leo_run *run = record->run;
    leo_status status = LEO_OK;
    const double since_s = now_s - record->books.oem_last_s;
    if (since_s < OEM_FELT_SPACING_S)
        return LEO_OK;
    if (!run->motion_fresh || run->motion.elapsed_s != now_s)
        status = leo_flight_at(run->flight, now_s, &run->motion, error);
    const int felt = !run->motion.landed && run->motion.load_factor > OEM_FELT;
    if (status != LEO_OK || since_s < (felt ? OEM_FELT_SPACING_S : OEM_SPACING_S))
        return status;
    record->books.oem_last_s = now_s;
    return leo_oem_add(record->oem, now_s, run->motion.pos_gcrf_m, run->motion.vel_gcrf_m_s, error);
}

/* A row of telemetry at the present instant, and a point of the trajectory when one is due. */
static leo_status take_row(leo_record *record, double now_s, leo_error *error)
{
    if (!record->telemetry)
        return LEO_OK;
    leo_status status = LEO_OK;
    if (now_s <= record->books.last_row_s)
        return LEO_OK;
    if (leo_telemetry_full(record->telemetry))
        status = save(record, error);
    if (status == LEO_OK)
        status = leo_run_read_all(record->run, record->values, error);
    if (status == LEO_OK)
        status = leo_telemetry_add(record->telemetry, now_s, record->values, error);
    if (status != LEO_OK)
        return status;
    record->books.last_row_s = now_s;
    return add_point(record, now_s, error);
}

static double next_instant_s(leo_record *record, double now_s)
{
    tell_rates(record);
    double next_s = record->telemetry ? leo_rates_next_s(record->rates, now_s) : now_s + OEM_SPACING_S;
    const double end_s = record->plan->end_s;
    return now_s < end_s && next_s > end_s ? end_s : next_s;
}

/* What a person calls the present: the last thing that was done or that happened. */
static const char *phase_of(const leo_run *run)
{
    for (size_t i = leo_run_event_count(run); i > 0; i--) {
        const leo_event event = leo_run_event(run, i - 1);
        if (event.elapsed_s <= run->books.now_s)
            return event.name;
    }
    return "";
}

static int interrupted(const leo_record *record)
{
    const leo_record_options *options = &record->options;
    return options->progress && options->progress(options->context, leo_run_now_s(record->run),
                                                  record->plan->end_s, phase_of(record->run)) != 0;
}

/* To the next instant of telemetry, or to `until_s` before it. */
static leo_status advance(leo_record *record, double until_s, leo_error *error)
{
    leo_checkpoint *books = &record->books;
    const double to_s = books->next_s < until_s ? books->next_s : until_s;
    double now_s;
    leo_status status = leo_run_until(record->run, to_s, &now_s, error);
    if (status != LEO_OK)
        return status;
    const int over = leo_run_over(record->run) != LEO_FLYING && now_s < to_s;
    if (!over && to_s < books->next_s)
        return LEO_OK;
    status = take_row(record, now_s, error);
    if (over || now_s >= record->plan->end_s)
        books->done = 1;
    else
        books->next_s = next_instant_s(record, now_s);
    if (status == LEO_OK && !record->telemetry && now_s - record->saved_s >= LONGEST_QUIET_S)
        status = save(record, error);
    return status;
}

leo_status leo_record_fly(leo_record *record, double until_s, leo_error *error)
{
    if (!record)
        return error && error->status ? error->status
                                      : leo_fail(error, LEO_BAD_ARGUMENT, "leo_record_fly", "no record");
    if (record->broken)
        return leo_fail(error, LEO_IO, record->folder, "an earlier failure to write ended this record");
    leo_status status = LEO_OK;
    for (long i = 1; status == LEO_OK && record->books.done == 0; i++) {
        if (leo_run_now_s(record->run) >= until_s && record->books.next_s > until_s)
            break;
        status = advance(record, until_s, error);
        if (status == LEO_OK && i % PROGRESS_EVERY == 0 && interrupted(record))
            return leo_fail(error, LEO_INTERRUPTED, record->folder, "interrupted at %.1f s elapsed",
                            leo_run_now_s(record->run));
    }
    if (status == LEO_IO)
        record->broken = 1;
    return status;
}

static leo_status write_summary(leo_record *record, leo_error *error)
{
    char path[LEO_PATH_ROOM], draft[LEO_PATH_ROOM];
    leo_status status = path_of(record, "summary.json", path, error);
    if (status == LEO_OK)
        status = path_of(record, "summary.json.part", draft, error);
    if (status != LEO_OK)
        return status;
    FILE *file = fopen(draft, "wb");
    if (!file)
        return leo_folder_refused(draft, "open for writing", error);
    status = leo_run_summary(record->run, file, error);
    const leo_status closed = leo_folder_close(file, draft, status == LEO_OK ? error : NULL);
    if (status == LEO_OK)
        status = closed;
    if (status == LEO_OK && rename(draft, path) != 0)
        status = leo_folder_refused(path, "rename the finished file", error);
    if (status != LEO_OK)
        remove(draft);
    return status;
}

leo_status leo_record_finish(leo_record *record, leo_error *error)
{
    if (!record)
        return error ? error->status : LEO_OK;
    leo_status status = LEO_OK;
    if (!record->broken) {
        status = save(record, error);
        if (status == LEO_OK)
            status = write_summary(record, error);
        const leo_status closed = leo_telemetry_close(record->telemetry, status == LEO_OK ? error : NULL);
        record->telemetry = NULL;
        if (status == LEO_OK)
            status = closed;
    }
    destroy(record);
    return status;
}
