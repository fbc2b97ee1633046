/* SPDX-License-Identifier: MIT */
#ifndef LEONOV_LEONOV_H
#define LEONOV_LEONOV_H

/*
 * Leonov: fly a crewed space mission from a text file.
 *
 *     leo_error error = { 0 };
 *     leo_plan *plan = leo_plan_open("missions/voskhod-2.yaml", NULL, &error);
 *     leo_run *run = leo_run_create(plan, NULL, &error);
 *     if (leo_run_until(run, leo_plan_end_s(plan), NULL, &error) != LEO_OK)
 *         leo_error_print(&error, stderr);
 *     leo_run_destroy(run);
 *     leo_plan_close(plan);
 *
 * Life cycle. What you create, open or start you destroy, close or finish; NULL may be destroyed. A function that is
 * handed the NULL of a failed create passes the first failure on, so checking once, at the end, is enough.
 * Units. SI everywhere; elapsed times in seconds since the epoch of the mission.
 * Threads. One thread per run; any number of runs at once, also of one plan.
 * The library never prints (but leo_error_print), never exits, reads no environment and no clock.
 */

#include <leonov/types.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

LEO_API const char *leo_version(void);

/* "where: message" on one line or a few, for a person. */
LEO_API void leo_error_print(const leo_error *error, FILE *file);

/* ---- data: what was measured ------------------------------------------------------------------------------------- */

/*
 * Earth orientation, leap seconds, ephemerides, space weather, gravity fields. Built-in sets need no file; a user's files lie
 * over them. Immutable; plans and propagations that use one must be closed before it.
 */
typedef struct leo_data leo_data;

/*
 * The built-in sets under the files given (paths, NULL-terminated), later ones over earlier ones: SPK, binary PCK and DE
 * ephemerides, .gfc gravity fields, IERS C04 and finals2000A, CSSI space weather, leap seconds. What a file is is told by its
 * content.
 *
 *   returns   NULL with `error`: LEO_IO, or LEO_BAD_INPUT with file and place
 */
LEO_API leo_data *leo_data_open(const char *const *paths, leo_error *error);
LEO_API void leo_data_close(leo_data *data);

typedef enum leo_form { LEO_FORM_TEXT, LEO_FORM_JSON } leo_form;

/*
 * The sets in use: kind, name, where from, span, date, age, hash.
 *
 *   data    NULL: built in
 *   today   "2026-11-21": ages and expiries are counted from it; NULL: left out
 */
LEO_API leo_status leo_data_write(const leo_data *data, const char *today, leo_form form, FILE *file,
                                  leo_error *error);

/*
 * One instant on every clock: UTC, UT1, TAI, TT, TDB, TCG, TCB, GPS, Julian dates, and Mars: MSD, MTC, Ls, sols and mean
 * solar time of named landers.
 *
 *   date    "2026-11-21T12:00:00" or "2026-325T12:00:00", on a clock of `scale`
 *   scale   "UTC" .. "GPS"; NULL: UTC
 *   data    NULL: built in
 */
LEO_API leo_status leo_clock_write(const char *date, const char *scale, const leo_data *data, leo_form form,
                                   FILE *file, leo_error *error);

/* ---- plan: a mission, read and checked, immutable ---------------------------------------------------------------- */

typedef struct leo_plan leo_plan;

typedef struct leo_plan_options {
    const char *const *set; // "KEY=VALUE" overrides, NULL-terminated; may be NULL
    void (*problem)(void *context, const leo_error *problem); // called for every problem found; may be NULL
    void *context;
    const leo_data *data; // lent; NULL: the built-in sets
} leo_plan_options;

/*
 * Read the mission file at `path` with everything that it includes.
 *
 *   options   may be NULL
 *   returns   the plan, or NULL with `error` holding the first problem (LEO_BAD_INPUT: `where` is file:line:column)
 */
LEO_API leo_plan *leo_plan_open(const char *path, const leo_plan_options *options, leo_error *error);
LEO_API void leo_plan_close(leo_plan *plan);

LEO_API const char *leo_plan_name(const leo_plan *plan);
LEO_API leo_epoch leo_plan_epoch(const leo_plan *plan);
LEO_API double leo_plan_end_s(const leo_plan *plan); // elapsed seconds at which the flight ends at the latest

/* A quantity that anyone may look at. Texts live as long as the plan. */
typedef struct leo_channel {
    const char *name; // "berkut.pressure"
    const char *unit; // SI: "Pa"; "1" for a ratio; "" for none
    const char *doc;  // one sentence
} leo_channel;

LEO_API size_t leo_plan_channel_count(const leo_plan *plan);
LEO_API leo_channel leo_plan_channel(const leo_plan *plan, size_t index);
/* The index of a channel, or -1 with an error that names the nearest. */
LEO_API int leo_plan_channel_find(const leo_plan *plan, const char *name, leo_error *error);

/*
 * One number of the mission and where it comes from.
 *
 *   basis   "sourced", "derived", "estimated", "calibrated"; "set" by an override, "default" of its row, "unstated"
 *   source  keys of the sources table, joined by ", "; "KEY; calibrated to: WHAT"; or ""
 */
typedef struct leo_number {
    const char *path; // "parts.airlock.volume"
    const char *text; // as written: "2.50 m^3"
    double value;     // SI
    const char *unit; // SI unit
    const char *basis;
    const char *source;
    const char *place; // file:line:column
} leo_number;

LEO_API size_t leo_plan_number_count(const leo_plan *plan);
LEO_API leo_number leo_plan_number(const leo_plan *plan, size_t index);

/*
 * The reference of mission-file keys, written to `file`: of everything that matches `key` ("valve", "valve.area",
 * "timeline"), or of all when `key` is NULL.
 */
LEO_API leo_status leo_explain(const char *key, leo_form form, FILE *file, leo_error *error);

/* UTC of an instant of the mission, "1965-03-18T08:28:13.0Z"; `text` holds at least 40 bytes. */
LEO_API leo_status leo_plan_utc(const leo_plan *plan, double elapsed_s, int decimals, char text[40],
                                leo_error *error);

/*
 * Elapsed seconds of an instant that a person wrote: "T+01:34:51", "1965-03-18T08:34:51Z", "08:34:51Z" (the first such
 * time of the mission), or a time since the epoch, "5691 s", "95 min", "1.5 h", "1 d".
 */
LEO_API leo_status leo_plan_instant(const leo_plan *plan, const char *text, double *elapsed_s,
                                    leo_error *error);

/* ---- run: the living simulation ---------------------------------------------------------------------------------- */

typedef struct leo_run leo_run;

typedef struct leo_run_options {
    double tolerance_scale;                                   // multiplies every solver tolerance; 0 means 1
    void *(*resize)(void *context, void *block, size_t size); // the host's allocator; NULL: the C library's
    void *allocator_context;
    /* The host's clock, to tell what the wings cost (leo_work); NULL: not told. Nothing that is flown sees it. */
    double (*clock_s)(void *context);
    void *clock_context;
} leo_run_options;

LEO_API leo_run *leo_run_create(const leo_plan *plan, const leo_run_options *options, leo_error *error);
LEO_API void leo_run_destroy(leo_run *run);

/*
 * Fly until `elapsed_s`, or until the flight is over before it.
 *
 * The flight does not depend on how it is cut into calls: windows are not shortened to reach `elapsed_s`; reading
 * interpolates inside the last window.
 *
 *   reached_s  set to the instant now read by leo_run_read; may be NULL
 *   returns    LEO_OK, also when the flight ended before `elapsed_s` (see leo_run_over)
 *   on error   the run holds the last accepted window and may be read, saved, destroyed
 *   memory     allocates nothing
 */
LEO_API leo_status leo_run_until(leo_run *run, double elapsed_s, double *reached_s, leo_error *error);

LEO_API double leo_run_now_s(const leo_run *run);

typedef enum leo_outcome { LEO_FLYING, LEO_COMPLETED, LEO_LOST } leo_outcome;
LEO_API leo_outcome leo_run_over(const leo_run *run);

/* Channels at the present instant. `values` has leo_plan_channel_count entries. */
LEO_API leo_status leo_run_read(leo_run *run, int channel, double *value, leo_error *error);
LEO_API leo_status leo_run_read_all(leo_run *run, double *values, leo_error *error);

/* Say a command now, as the timeline would: "airlock-vent.open". It takes effect at the end of the present window. */
LEO_API leo_status leo_run_command(leo_run *run, const char *command, leo_error *error);

/* A checkpoint: `leo_run_state_size` bytes that continue the flight bit for bit in another run of the same plan. */
LEO_API size_t leo_run_state_size(const leo_run *run);
LEO_API leo_status leo_run_save(const leo_run *run, void *bytes, leo_error *error);
LEO_API leo_status leo_run_restore(leo_run *run, const void *bytes, leo_error *error);

/* What happened. Texts live as long as the run. */
typedef struct leo_event {
    double elapsed_s;
    const char *name;   // "retro.ignite"
    const char *kind;   // "command", "mark", "fault", "part", "flight", "limit", "refused"
    const char *detail; // a sentence or ""
} leo_event;

LEO_API size_t leo_run_event_count(const leo_run *run);
LEO_API leo_event leo_run_event(const leo_run *run, size_t index);

/* A row of the history table: what was recorded then beside what was flown now. */
typedef struct leo_comparison {
    const char *what;
    const char *kind;       // "time", "value", "interval", "place"
    const char *unit;       // SI unit of now, then, difference, tolerance ("s", "Pa", "m" for a place)
    const char *shown_unit; // the unit that the mission file used
    double shown_scale, shown_offset;        // SI = shown * shown_scale + shown_offset
    double now, then, difference, tolerance; // NaN for `now` when it did not happen; for a time: elapsed s
    double now_lat_rad, now_lon_rad, then_lat_rad, then_lon_rad; // kind "place"
    const char *because;                                         // the reason of the tolerance
    const char *source;
    const char *calibrated; // the inputs that were calibrated to this row, or ""
    const char *others;     // what other sources say, or ""
    const char *likely;     // the likely reason of a miss, or ""
    int reached;            // the row could be measured
    int pass;               // |difference| <= tolerance
} leo_comparison;

LEO_API size_t leo_run_history_count(const leo_run *run);
LEO_API leo_comparison leo_run_history(const leo_run *run, size_t index);

/* A conserved quantity over the whole run. */
typedef struct leo_ledger_row {
    const char *name; // "oxygen", "energy"
    const char *unit;
    double start, end; // totals over craft, crew, accounts and what left
    double error;      // (end - start) over the scale of what there was
    double tolerance;
    int closed;
} leo_ledger_row;

LEO_API size_t leo_run_ledger_count(const leo_run *run);
LEO_API leo_ledger_row leo_run_ledger(const leo_run *run, size_t index);

/* Hash of every accepted window since the start, 64 bits. */
LEO_API uint64_t leo_run_hash(const leo_run *run);

/* How much work the wings did. */
typedef struct leo_work {
    long windows, flight_steps, cabin_steps, cabin_rejected;
    double flight_s, cabin_s; // spent in each wing by the host's clock; 0 without one
} leo_work;
LEO_API leo_work leo_run_work(const leo_run *run);

/* ---- record: the folder that a run leaves behind ------------------------------------------------------------------ */

typedef struct leo_record leo_record;

typedef struct leo_record_options {
    /* Called some times a second of work; a nonzero return interrupts: the record stays resumable. May be NULL. */
    int (*progress)(void *context, double elapsed_s, double end_s, const char *phase);
    void *context;
    int keep_telemetry; // 0: usual (telemetry written); -1: summary and events only
} leo_record_options;

/* Start a record in the new or empty folder `path` for `run`, which must stand at its start. */
LEO_API leo_record *leo_record_start(const char *path, const leo_plan *plan, leo_run *run,
                                     const leo_record_options *options, leo_error *error);

/* Take up an interrupted record: restores `run` (fresh, of the record's own plan) to where it stopped. */
LEO_API leo_record *leo_record_resume(const char *path, const leo_plan *plan, leo_run *run,
                                      const leo_record_options *options, leo_error *error);

/* Path of the mission file inside a record, to open its plan; `text` holds `size` bytes. */
LEO_API leo_status leo_record_mission(const char *path, char *text, size_t size, leo_error *error);

/* Fly to `until_s` (or the end), writing telemetry and events. LEO_INTERRUPTED when progress said so. */
LEO_API leo_status leo_record_fly(leo_record *record, double until_s, leo_error *error);

/* Write what remains (summary.json, events.jsonl, trajectory.oem, checkpoint) and close. NULL is fine. */
LEO_API leo_status leo_record_finish(leo_record *record, leo_error *error);

/* The summary of a run as JSON: events, history, ledger, hash, estimates. */
LEO_API leo_status leo_run_summary(leo_run *run, FILE *file, leo_error *error);

/* report.html of a recorded run: one file, no network. `path` NULL: into the record's folder. */
LEO_API leo_status leo_report(const char *record, const char *path, leo_error *error);

/* What is in use and how old it is: data sets, libraries, compiler, the kernels of this processor. `data`, `today`: as in
 * leo_data_write. */
LEO_API leo_status leo_doctor(const leo_data *data, const char *today, leo_form form, FILE *file,
                              leo_error *error);

#ifdef __cplusplus
}
#endif

#endif
