/* SPDX-License-Identifier: MIT */
#ifndef LEO_MISSION_READER_H
#define LEO_MISSION_READER_H

/*
 * The insides of the mission reader.
 *
 *     files --tree.c--> trees --merge.c--> one tree --override.c--> --things.c, orbit.c, timeline.c, ...--> plan
 *
 * Every function goes on after a problem, so that one reading finds all of them: problems are counted in the reader,
 * and the plan is given away only if there were none.
 */

#include "mission/plan.h"
#include "mission/tree.h"
#include "schema/read.h"

/* Read a file whole. `text` is taken from `arena`. The error's message alone is used. */
typedef leo_status leo_file_fn(void *context, const char *path, leo_arena *arena, const char **text,
                               size_t *size, leo_error *error);

typedef struct leo_reader {
    leo_plan *plan;
    leo_arena *arena;
    const leo_plan_options *options;
    leo_error *error; // the first problem
    int problems;
    leo_file_fn *read_file;
    void *file_context;
    leo_node *root; // all files merged, overrides done
    int number_room;
    int broken_files;                              // files that could not be read
    leo_node **thing_nodes;                        // the maps of plan->things, for places
    const leo_node **entry_nodes, **history_nodes; // and of plan->entries, plan->history
} leo_reader;

/* As leo_plan_open, with files from elsewhere than the disk. */
leo_plan *leo_plan_read(const char *path, const leo_plan_options *options, leo_file_fn *read_file,
                        void *context, leo_error *error);

/* ---- reader.c: problems, places, provenance, values by rows ------------------------------------------------------- */

/* Report a problem at a value, or at the key of a member. Returns LEO_BAD_INPUT. */
leo_status leo_problem(leo_reader *reader, const leo_node *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
leo_status leo_problem_at_key(leo_reader *reader, const leo_node *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
leo_status leo_no_memory(leo_reader *reader);

/* "file:line:column" of a value or of its key, in the arena. */
const char *leo_place_text(leo_reader *reader, const leo_node *at);
const char *leo_key_place_text(leo_reader *reader, const leo_node *at);

/* The printed text, in the arena; never NULL. */
const char *leo_print(leo_reader *reader, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A map or an empty value (then NULL without a problem); anything else is a problem and NULL. */
const leo_node *leo_want_map(leo_reader *reader, const leo_node *node);
const leo_node *leo_want_list(leo_reader *reader, const leo_node *node);

/*
 * The text of a value: the node itself, or `value` of a map { value, basis, source, note, to }. NULL after a problem.
 */
const leo_node *leo_want_text(leo_reader *reader, const leo_node *node);

/* The text of a member, or `otherwise` when there is none (or it is no text, which is a problem). */
const char *leo_member_text(leo_reader *reader, const leo_node *map, const char *key, const char *otherwise);

/* Texts of a value that may be one text or a list of them, joined by `joint`. */
const char *leo_joined(leo_reader *reader, const leo_node *node, const char *joint);

/* Check `basis`, `source` and `to` of a map, when they are there. */
void leo_check_origin(leo_reader *reader, const leo_node *map);

/* Report the keys of `map` that no row of `keys` names. `what` for the error: "an entry of `timeline`". */
void leo_check_keys(leo_reader *reader, const leo_node *map, const leo_field *keys, const char *what);

/* Note a number of the mission; `node` tells its place and provenance. */
void leo_note_number(leo_reader *reader, const char *path, const char *text, double value, const char *unit,
                     const leo_node *node);

/* Rows and the struct they describe. */
typedef struct leo_target {
    const leo_field *fields;
    void *block;
} leo_target;

/*
 * Fill structs from a map: defaults first, then every member by its row (a key that stands in several targets goes to
 * all of them). Reports unknown keys, missing keys, wrong values; notes the numbers under `path`.
 *
 *   map    NULL: defaults only
 *   where  node for "is missing" when map is NULL
 *   also   keys that are read elsewhere, ended by NULL; may be NULL
 */
void leo_read_targets(leo_reader *reader, const leo_node *map, const leo_node *where, const char *what,
                      const char *path, const leo_target *targets, int target_count, const char *const *also);

/* ---- when.c --------------------------------------------------------------------------------------------------------- */

/* "1965-03-18T08:28:13Z", "08:28:13Z" (the first at or after the epoch), "T+01:34:51", "T+1.5 h" to elapsed seconds. */
leo_status leo_time_read(const leo_plan *plan, const char *text, double *elapsed_s, leo_error *error);
int leo_time_looks(const char *text); // nonzero: written as a time, not as an event

/* "90 s", "1.5 h" or "00:01:30". */
leo_status leo_duration_read(const char *text, leo_quantity *duration, leo_error *error);

/* A time, or an event: "touchdown", "retro.ignite + 5 min". */
leo_status leo_instant_read(leo_reader *reader, const leo_node *node, leo_instant *instant);

/* ---- one file each -------------------------------------------------------------------------------------------------- */

/* merge.c: read the mission file and all it includes into reader->root. */
leo_status leo_read_files(leo_reader *reader, const char *path);
/* override.c */
void leo_read_overrides(leo_reader *reader);

void leo_read_head(leo_reader *reader);      // head.c: mission, epoch, clock-zero, end, sources
void leo_read_settings(leo_reader *reader);  // settings.c: world, solver, forces
void leo_read_things(leo_reader *reader);    // things.c: parts, crew; channels
void leo_read_orbit(leo_reader *reader);     // orbit.c
void leo_read_timeline(leo_reader *reader);  // timeline.c: timeline, faults
void leo_read_limits(leo_reader *reader);    // limits.c
void leo_read_telemetry(leo_reader *reader); // telemetry.c
void leo_read_history(leo_reader *reader);   // history.c
void leo_check_events(leo_reader *reader);   // events.c: every event waited for can happen
void leo_check_craft(leo_reader *reader);    // craft.c: a trial build

leo_status leo_condition_read(const leo_plan *plan, const char *text, leo_arena *arena,
                              leo_condition *condition, leo_error *error);

/* An event that something waits for: checked by leo_check_events. */
int leo_event_known(const leo_plan *plan, const char *name);

/* ---- keys.c: the sections of a mission file, for the checks and the reference ------------------------------------- */

typedef struct leo_section {
    const char *name, *doc;
    const leo_field *fields; // keys of its map, or of each entry of its list; NULL: none, or by kind
    const char *shape;       // "text", "map", "map of maps", "list of maps"
    const leo_field *more;   // of another form of the map, or of a list inside it; may be NULL
} leo_section;

extern const leo_section leo_sections[]; // ended by a NULL name
const leo_section *leo_section_find(const char *name);

extern const leo_field leo_world_fields[], leo_solver_fields[], leo_orbit_fields[], leo_vector_fields[],
    leo_telemetry_fields[], leo_fast_fields[], leo_entry_fields[], leo_limit_fields[], leo_history_fields[],
    leo_other_fields[], leo_origin_fields[];

#endif
