/* SPDX-License-Identifier: MIT */
#ifndef LEO_RUN_RUN_H
#define LEO_RUN_RUN_H

/*
 * The insides of a run: the two wings, what joins them, and the bookkeeping of events. The public functions
 * stand in leonov/leonov.h.
 *
 * One window, from `end_s` of the last one:
 *
 *     settle    what left the cabin is handed to the flight as amounts; parts and devices latch; the hash grows
 *     snapshot  all that continues the run from here: a checkpoint is this and the instant now read
 *     open      fire what is due or holds; commands change inputs
 *     fly       the flight wing takes one step, at most to the next due instant
 *     follow    the cabin wing steps through the same span, one step with each call of leo_run_advance, and sees
 *               the world outside through the flight's dense output; conditions, limits and switchings are looked
 *               for on its dense output; the earliest ends the window
 *
 * Inputs and latches change only before a window is flown, so that any instant of the last step can be read with
 * what it was flown with.
 */

#include "mission/plan.h"
#include "world/earth.h"

enum {
    LEO_EVENT_ROOM = 4096, // events of one run
    LEO_QUEUE_ROOM = 32,   // commands said from outside, not yet in effect
    LEO_OUTSIDE_NODES = 5, // samples of the world outside in one window
    LEO_TEXT_ROOM = 96
};

typedef enum leo_entry_phase { LEO_WAITING, LEO_ARMED, LEO_PENDING, LEO_DONE } leo_entry_phase;

typedef struct leo_entry_state {
    int phase;    // leo_entry_phase
    double due_s; // LEO_PENDING
} leo_entry_state;

typedef struct leo_limit_state {
    int holding, tripped;
    double since_s;
} leo_limit_state;

/* What a history row has seen so far. */
typedef struct leo_history_state {
    int begun, ended, reached;
    double begin_s, end_s;          // instants of from and to
    double base;                    // value at `begin_s` (RISE)
    double now;                     // the measured value
    double sum, last_s, last_value; // MEAN
    double lat_rad, lon_rad;
} leo_history_state;

typedef struct leo_event_row {
    double elapsed_s;
    char name[LEO_TEXT_ROOM];
    char kind[16];
    char detail[160];
} leo_event_row;

/* Everything of a run, besides the wings and the blocks of things, that a checkpoint holds. Plain data. */
typedef struct leo_run_books {
    double begin_s, end_s; // of the last window, as far as the cabin has come
    double limit_s;        // where the flight stands while a window is open
    int flying;            // a window is open
    double now_s;
    int over; // leo_outcome
    int event_count;
    int queue_count;
    int settled; // what the last window left behind has been taken in
    long opened; // windows opened
    long windows, flight_steps, cabin_steps, cabin_rejected;
    uint64_t hash;
    double vented_kg;     // gas in the outside account that the flight knows of
    double pushed_n_s[3]; // impulse of jets that the flight knows of: forward, left, up
    double ledger_start[LEO_LEDGER_COUNT];
    double motion_start_j_kg;
    double motion_drift_j_kg; // largest departure of the energy of motion so far
    char queue[LEO_QUEUE_ROOM][LEO_TEXT_ROOM];
} leo_run_books;

/* A name or text in an input or memory block: a pointer, which a checkpoint holds as text. */
typedef struct leo_name_slot {
    void *block;
    size_t block_offset; // of the block in the snapshot
    size_t offset;       // in the block
} leo_name_slot;

/* Where a thing of the plan lives in the run. */
typedef struct leo_place {
    leo_part_at *part;        // cabin wing
    leo_flight_thing *device; // flight wing
    void *input, *memory, *output;
} leo_place;

struct leo_run {
    const leo_plan *plan;
    leo_arena *arena;
    const leo_earth *earth;
    leo_flight *flight;
    leo_network *network;
    leo_craft craft;
    leo_place *places; // by thing
    leo_flight_thing *devices;
    int device_count;

    leo_outside outside[LEO_OUTSIDE_NODES];
    double outside_begin_s, outside_span_s;

    leo_run_books books;
    leo_entry_state *entries;
    leo_limit_state *limits;
    leo_history_state *history;
    leo_event_row *events;

    double *switch_before;  // by part: its switching function at the start of the step
    unsigned char *located; // by entry: the condition was located at the end of the window
    unsigned char *snapshot;
    size_t snapshot_size;
    int snapshot_events;
    leo_name_slot *names;
    int name_count;

    // channels read so far for one instant, so that a thing fills its outputs once
    double read_s;
    const leo_view *view;
    leo_motion motion;
    unsigned char *fresh; // by thing
    int motion_fresh, devices_fresh;

    double (*clock_s)(void *context); // of the host; NULL: the run knows no time of day
    void *clock_context;
    double flight_spent_s, cabin_spent_s;

    unsigned char *scratch; // for the hash
    size_t scratch_size;
};

/* read.c: channels at an instant of the last window */
leo_status leo_run_look(leo_run *run, double elapsed_s,
                        leo_error *error); // forget what was read, point at an instant
leo_status leo_run_channel(leo_run *run, int channel, double *value,
                           leo_error *error); // at the instant looked at
leo_status leo_run_condition(leo_run *run, const leo_condition *condition, double *margin, leo_error *error);

/* timeline.c */
leo_status leo_run_open_window(leo_run *run, leo_error *error);
double leo_run_next_due_s(const leo_run *run);
leo_status leo_run_emit(leo_run *run, const char *name, const char *kind, const char *detail,
                        leo_error *error);

/* window.c */
leo_status leo_run_advance(leo_run *run,
                           leo_error *error); // one step of the cabin, opening a window where none is open

leo_status leo_run_settle(leo_run *run, leo_error *error);

/* outside.c */
leo_status leo_run_outside_sample(leo_run *run, double begin_s, double end_s, leo_error *error);
leo_status leo_run_outside_at(void *run, double elapsed_s, leo_outside *outside, leo_error *error);

/* history.c */
leo_status leo_run_history_event(leo_run *run, const char *name, leo_error *error);
leo_status leo_run_history_sample(leo_run *run, leo_error *error); // at the instant looked at
double leo_run_history_next_s(const leo_run *run);          // next instant given by clock, HUGE_VAL if none
int leo_run_history_active(const leo_run *run);             // a row is measuring
void leo_run_history_clock(leo_run *run, leo_error *error); // begin and end rows whose clock has come

/* limit.c */
leo_status leo_run_limits_open(leo_run *run, leo_error *error);

/* checkpoint.c */
leo_status leo_run_snapshot_prepare(leo_run *run, leo_error *error);
void leo_run_snapshot_take(leo_run *run);

/* ledger.c */
void leo_run_ledger_start(leo_run *run);
void leo_run_ledger_follow(leo_run *run, const leo_motion *motion);
leo_status leo_run_ledger_check(leo_run *run, leo_error *error);

#endif
