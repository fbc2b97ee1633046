/* SPDX-License-Identifier: MIT */
#ifndef LEONOV_PROPAGATE_H
#define LEONOV_PROPAGATE_H

/*
 * Propagate an orbit: from a setup file, an OPM or an OEM of CCSDS, or settings alone.
 *
 *     leo_error error = { 0 };
 *     leo_propagation *p = leo_propagation_open("iss.opm", NULL, &error);
 *     leo_orbit_point point;
 *     if (leo_propagation_to(p, 86400, &error) == LEO_OK)
 *         leo_propagation_point(p, 86400, "GCRF", &point, &error);
 *     leo_propagation_close(p);
 *
 * Settings are "KEY=VALUE" with the keys of setup files (docs/propagate.md): "forces.gravity.degree=70", "accuracy=1 cm",
 * "state.position=[7000 km, 0 km, 0 km]". Units. SI in C; a setting brings its own.
 * Axes. Those of the ICRF, centred on the central body (for the Earth, GCRF), unless a frame is named.
 * Times. Seconds of TAI elapsed since the epoch of the state; negative ones lie before it.
 * Threads. One thread per propagation, any number of propagations.
 */

#include <leonov/leonov.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct leo_propagation leo_propagation;

typedef struct leo_propagation_options {
    const char *const *set;      // settings, NULL-terminated; may be NULL
    const char *at;              // of an OEM: the date to start from, on its clock; NULL: its first state
    const struct leo_data *data; // lent for the life of the propagation; NULL: the built-in sets
    void (*problem)(void *context, const leo_error *problem); // called for every problem found; may be NULL
    void *context;
} leo_propagation_options;

/*
 * Read, check and make ready.
 *
 *   path      a setup file, an OPM or an OEM (KVN or XML); NULL: everything comes from the settings
 *   options   may be NULL
 *   returns   NULL with `error` holding the first problem (LEO_BAD_INPUT: `where` is file:line:column), or LEO_OUT_OF_RANGE
 *             where the data sets do not cover the span
 */
LEO_API leo_propagation *leo_propagation_open(const char *path, const leo_propagation_options *options,
                                              leo_error *error);
LEO_API void leo_propagation_close(leo_propagation *propagation);

/* The span of the setup, seconds; negative when it goes back. */
LEO_API double leo_propagation_span_s(const leo_propagation *propagation);

/*
 * Go on to `elapsed_s`, all in one direction. NULL passes the failure of open on.
 *
 *   returns   LEO_OUT_OF_RANGE (beyond the span, into the ground, below an atmosphere's range), LEO_NO_CONVERGENCE
 *   on error  the last good piece stands and may be read
 *   memory    takes none, but for events that are found
 */
LEO_API leo_status leo_propagation_to(leo_propagation *propagation, double elapsed_s, leo_error *error);

/* How far it went. */
LEO_API double leo_propagation_now_s(const leo_propagation *propagation);

typedef struct leo_orbit_point {
    double elapsed_s;
    leo_vec3 pos_m, vel_m_s;
    double mass_kg;
} leo_orbit_point;

/*
 * The state at an instant of the last piece flown; at leo_propagation_now_s in any case.
 *
 *   frame     "GCRF", "EME2000", "TEME", "ITRF", ...; NULL: axes of the ICRF
 *   returns   LEO_OUT_OF_RANGE outside the last piece, LEO_BAD_ARGUMENT for a frame that is not known
 */
LEO_API leo_status leo_propagation_point(const leo_propagation *propagation, double elapsed_s,
                                         const char *frame, leo_orbit_point *point, leo_error *error);

/*
 * How the craft is turned, where the setup has an `attitude`. With q = (w; x, y, z) a vector v of the frame has the components
 * q v q* in body axes (a product of quaternions, i j = k): for axes turned by `a` about the unit vector u, q is
 * (cos a/2; -sin a/2 u). q and -q are the same.
 */
typedef struct leo_attitude_point {
    double elapsed_s;
    double quaternion[4];     // body from `frame`: w, x, y, z
    leo_vec3 rate_body_rad_s; // relative to axes of the ICRF, whatever the frame; body axes
} leo_attitude_point;

/*
 * The attitude at an instant of the last piece flown, as leo_propagation_point.
 *
 *   frame     as there, or "LVLH" (along, against the momentum, down); NULL: axes of the ICRF
 *   returns   LEO_BAD_ARGUMENT for a setup without `attitude` or a frame that is not known, LEO_OUT_OF_RANGE outside the piece
 */
LEO_API leo_status leo_propagation_attitude(const leo_propagation *propagation, double elapsed_s,
                                            const char *frame, leo_attitude_point *attitude,
                                            leo_error *error);

/*
 * What stands beside the states, as the key `columns` of the setup asks for: names with unit and frame, in the order of the
 * groups that it names. Names live as long as the propagation; NULL beyond the last.
 */
typedef struct leo_orbit_column {
    const char *name, *unit; // "sun_x_gcrf_m", "m"
} leo_orbit_column;
LEO_API size_t leo_propagation_column_count(const leo_propagation *propagation);
LEO_API leo_orbit_column leo_propagation_column(const leo_propagation *propagation, size_t index);

/*
 * The values of all columns at an instant of the last piece flown, as leo_propagation_point, in the units of their names.
 *
 *   values    of leo_propagation_column_count elements at least; `room` says how many there are. INFINITY is what does not
 *             exist: the apoapsis of a hyperbola
 *   returns   LEO_BAD_ARGUMENT without columns or with too little room, LEO_OUT_OF_RANGE outside the piece or what a model
 *             holds for (below the lowest height of an atmosphere)
 */
LEO_API leo_status leo_propagation_columns(const leo_propagation *propagation, double elapsed_s,
                                           double *values, size_t room, leo_error *error);

/* The state-transition matrix from the start to now, m and s; LEO_BAD_ARGUMENT without `stm=yes`. */
LEO_API leo_status leo_propagation_stm(const leo_propagation *propagation, double stm[6][6],
                                       leo_error *error);

/* Covariance at the start carried to now, m and s; LEO_BAD_ARGUMENT without `stm=yes` and a covariance. */
LEO_API leo_status leo_propagation_covariance(const leo_propagation *propagation, double covariance[6][6],
                                              leo_error *error);

/* The date of an instant on the clock of the output, "2025-02-26T12:00:00.000000"; `text` holds at least 48 bytes. */
LEO_API leo_status leo_propagation_date(const leo_propagation *propagation, double elapsed_s, int decimals,
                                        char text[48], leo_error *error);

/* Events found so far, in order of flight; the texts are static. */
typedef struct leo_orbit_happening {
    const char *name;
    leo_orbit_point point;
} leo_orbit_happening;
LEO_API size_t leo_propagation_event_count(const leo_propagation *propagation);
LEO_API leo_orbit_happening leo_propagation_event(const leo_propagation *propagation, size_t index);

/* Which method flies, why, and how often it asked for the forces. Texts live as long as the propagation. */
typedef struct leo_propagation_work {
    const char *method, *reason;
    long evaluations;
} leo_propagation_work;
LEO_API leo_propagation_work leo_propagation_work_done(const leo_propagation *propagation);

typedef enum leo_orbit_form { LEO_ORBIT_OEM, LEO_ORBIT_CSV, LEO_ORBIT_NONE } leo_orbit_form;

typedef struct leo_propagation_output {
    leo_orbit_form form;
    FILE *file; // may be NULL with LEO_ORBIT_NONE
    /* Called some times a second of work; nonzero interrupts. May be NULL. */
    int (*progress)(void *context, double elapsed_s, double span_s);
    void *context;
} leo_propagation_output;

/*
 * Fly the whole span from the start and write a state at every `step` and at the end, in the frame and time system of the
 * output: an OEM of version 2.0, or comma-separated values in m and m/s, with quaternion and rates where the setup has an
 * `attitude` and with the columns that it asks for; LEO_BAD_INPUT for an OEM with `columns`. Of the quaternions q and -q each
 * row has the one that is nearer to that of the row before.
 */
LEO_API leo_status leo_propagation_fly(leo_propagation *propagation, const leo_propagation_output *output,
                                       leo_error *error);

/* What was propagated with which forces and data, from where to where, as JSON. */
LEO_API leo_status leo_propagation_summary(const leo_propagation *propagation, FILE *file, leo_error *error);

/*
 * Many states under the same forces, from the epoch to `elapsed_s`, in lanes of eight and `threads` threads (0: one). States
 * are in axes of the ICRF and are replaced by those at the end; results do not depend on the number of threads.
 * LEO_BAD_ARGUMENT for a setup with an `attitude`: points have none.
 */
LEO_API leo_status leo_propagation_batch(const leo_propagation *propagation, double elapsed_s,
                                         leo_orbit_point *points, size_t count, int threads,
                                         leo_error *error);

#ifdef __cplusplus
}
#endif

#endif
