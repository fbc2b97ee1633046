/* SPDX-License-Identifier: MIT */
#ifndef LEO_PROPAGATE_SETUP_H
#define LEO_PROPAGATE_SETUP_H

/*
 * What is to be propagated, read from a file and from settings:
 *
 *     setup file, OPM or OEM --source.c, from_message.c--> tree --settings.c--> tree --read*.c--> setup --propagation.c
 *
 * All forms of input become one tree, so that keys, units, ranges and errors are the same for all of them.
 */

#include "force/dynamics.h"
#include "mission/reader.h"
#include "orbit/propagator.h"
#include "world/frame.h"

enum {
    LEO_SETUP_FORCES = 32,
    LEO_SETUP_BURNS = 200,
    LEO_SETUP_EVENTS = 32,
    LEO_SETUP_PUSHES = 400,
    LEO_SETUP_COLUMN_GROUPS = 16
};

typedef struct leo_column_group leo_column_group; // columns.h

/* Keys of the top of a setup file that have one value. */
typedef struct leo_setup_head {
    const char *object, *object_id, *epoch, *time_system, *frame, *center, *until, *output_frame,
        *output_time;
    double span_s, step_s, accuracy_m;
    int method, kernel, stm, stm_degree, ground;
} leo_setup_head;

typedef struct leo_setup_craft {
    double mass_kg, drag_area_m2, drag_coefficient, srp_area_m2, reflectivity;
} leo_setup_craft;

typedef struct leo_setup {
    leo_setup_head head;
    leo_data data; // the sets handed in, with the time by decree laid over them
    leo_timescale scale, output_scale;
    leo_frame frame, output_frame;
    int center;
    leo_epoch epoch;
    leo_state state;       // in `frame`
    leo_orbit_state start; // in ICRF axes
    leo_setup_craft craft;
    double span_s, gm_m3_s2;                // 0: that of the field
    leo_body_gm others[LEO_SKY_BODIES + 1]; // GM of other bodies, ended by one of 0
    const leo_gravity *field;               // NULL: a point
    void *configs[LEO_SETUP_FORCES];        // parallel to leo_forces; NULL: off
    const leo_atmosphere *atmosphere;
    const void *atmosphere_config;
    const leo_wind *wind;
    const void *wind_config;
    const leo_weather *weather;
    leo_burn burns[LEO_SETUP_BURNS];
    int burn_count, burns_left_out; // those of a message that lie before its state
    const leo_orbit_event *events[LEO_SETUP_EVENTS];
    int event_count;
    const leo_column_group *column_groups[LEO_SETUP_COLUMN_GROUPS]; // what stands beside the states
    int column_group_count;
    int has_attitude;
    leo_turning turning;
    const char *span_place, *span_key; // where the span is said, for errors
    int has_covariance;
    double covariance[6][6]; // of `start`, m and s
    const char *source;      // path, or "settings"
    const char *note;        // what was taken from comments, or ""
} leo_setup;

/* ---- source.c -------------------------------------------------------------------------------------------------------- */

/*
 * The tree of `path` (NULL: an empty one). `at`: a date on the clock of an OEM, NULL: its first state.
 */
leo_node *leo_setup_source(const char *path, const char *at, const leo_data *data, leo_arena *arena,
                           leo_error *error);
/* The same of bytes, for the tests and the fuzzer. */
leo_node *leo_setup_source_bytes(leo_bytes bytes, const char *at, const leo_data *data, leo_arena *arena,
                                 leo_error *error);

/* A child with a place; text is lent. NULL without memory. */
leo_node *leo_setup_child(leo_arena *arena, leo_node *parent, const char *key, leo_node_kind kind,
                          const char *text, long line, int column);

/* ---- from_message.c ---------------------------------------------------------------------------------------------------- */

leo_node *leo_setup_from_opm(leo_bytes bytes, leo_arena *arena, leo_error *error);
leo_node *leo_setup_from_oem(leo_bytes bytes, const char *at, const leo_data *data, leo_arena *arena,
                             leo_error *error);

/* ---- settings.c -------------------------------------------------------------------------------------------------------- */

/* "KEY=VALUE" into the tree, NULL-terminated; keys of maps inside are joined by dots. */
void leo_setup_settings(leo_reader *reader, const char *const *set);

/* ---- read.c, read_forces.c, read_burns.c, read_attitude.c, columns_ready.c ------------------------------------------------ */

/* The whole tree; problems are counted in the reader. */
void leo_setup_read(leo_reader *reader, const leo_data *data, leo_setup *setup);
void leo_setup_read_forces(leo_reader *reader, leo_setup *setup);
void leo_setup_read_air(leo_reader *reader, leo_setup *setup);
void leo_setup_read_burns(leo_reader *reader, leo_setup *setup);
void leo_setup_read_events(leo_reader *reader, leo_setup *setup);
void leo_setup_read_covariance(leo_reader *reader, leo_setup *setup);
void leo_setup_read_attitude(leo_reader *reader, leo_setup *setup);
void leo_setup_read_columns(leo_reader *reader, leo_setup *setup);

/* Axes by their name at the start: lvlh, rsw, vnc, tnw or a frame, and how fast a frame turns (in ICRF axes). */
leo_status leo_setup_axes(leo_reader *reader, const leo_setup *setup, const leo_node *at, const char *text,
                          leo_mat3 *axes_from_icrf, leo_vec3 *frame_spin_rad_s);

/* "2025-02-26T12:00:00" on the clock of the setup, or "T+90 min" from its epoch. */
leo_status leo_setup_instant(leo_reader *reader, const leo_setup *setup, const leo_node *text,
                             double *elapsed_s);

/* [x, y, z] with units, and a list of three or four of them. */
leo_status leo_setup_vector(leo_reader *reader, const leo_node *node, const char *unit, double axes[3]);
leo_status leo_setup_values(leo_reader *reader, const leo_node *node, const char *unit, double *values,
                            int count);

extern const leo_field leo_setup_head_fields[], leo_setup_craft_fields[], leo_setup_attitude_fields[],
    leo_setup_inertia_fields[];

#endif
