/* SPDX-License-Identifier: MIT */
#ifndef LEO_ORBIT_PROPAGATOR_INSIDE_H
#define LEO_ORBIT_PROPAGATOR_INSIDE_H

/*
 * What the files of the propagator share. A flight is cut into legs at burns; on a leg one method makes pieces, which may
 * reach beyond what the caller asked for; the caller sees them up to there.
 *
 *     leg     |--------------------------| burn |------------
 *     piece   |------|---------|---------|---|--|
 *     seen    |------|---|.....
 */

#include "orbit/burn.h"
#include "orbit/gauss_jackson.h"
#include "orbit/picard.h"
#include "orbit/propagator.h"

/* Everything that moves. */
typedef struct leo_flight_point {
    leo_orbit_state state;
    double mass_kg;
    double stm[6][6];
    leo_quaternion body_from_icrf;
    leo_vec3 rate_body_rad_s;
} leo_flight_point;

/* What a flight in progress needs of a method: a row of function pointers. */
typedef struct leo_coast leo_coast;
struct leo_coast {
    leo_method method;
    /* Stand at `elapsed_s`; `leg_s` is where the leg will end, with its sign. */
    leo_status (*start)(void *solver, double elapsed_s, const leo_flight_point *point, const leo_burn *burn,
                        double leg_s, leo_error *error);
    /* One piece, not beyond `limit_s`, which is met exactly. */
    leo_status (*step)(void *solver, double limit_s, leo_error *error);
    void (*at)(const void *solver, double elapsed_s, leo_flight_point *point);
    double (*end_s)(const void *solver);
    long (*evaluations)(const void *solver);
};

extern const leo_coast leo_coast_adaptive, leo_coast_steady, leo_coast_pieces;

/* The solvers behind the rows. `span_s` is the time that the accuracy is meant for. */
void *leo_adaptive_create(const leo_propagator_setup *setup, double span_s, leo_arena *arena,
                          leo_error *error);
void *leo_steady_create(const leo_propagator_setup *setup, double span_s, leo_arena *arena, leo_error *error);
void *leo_pieces_create(const leo_propagator_setup *setup, leo_arena *arena, leo_error *error);

/*
 * The length of a step of Gauss-Jackson for an accuracy: tried on one revolution with steps that are halved by and by,
 * until two of them agree well enough.
 */
leo_status leo_steady_choose_step(leo_gauss_jackson *trial, const leo_dynamics *dynamics, double accuracy_m,
                                  double span_s, double elapsed_s, double leg_s, const leo_orbit_state *state,
                                  double *step_s, leo_error *error);

/* Semi-major axis (negative: unbound), eccentricity, distance and speed of the nearest point, and radians a second. */
typedef struct leo_orbit_size {
    double sma_m, ecc, periapsis_m, periapsis_m_s, mean_motion_rad_s;
} leo_orbit_size;
leo_orbit_size leo_orbit_size_of(const leo_orbit_state *state, double gm_m3_s2);

/* Height above the ellipsoid of the central body; INFINITY where the body has no known size. */
double leo_height_m(const leo_dynamics *dynamics, double elapsed_s, leo_vec3 pos_m);

struct leo_propagator {
    leo_propagator_setup setup;
    const leo_dynamics *dynamics;
    double span_s, craft_kg;
    leo_burns burns;
    void *solver[LEO_METHODS]; // NULL where never used
    const leo_coast *row;      // of the present leg; NULL before the first
    const char *reason;
    int sign; // of time; 0 before the first step
    double start_s, leg_end_s, begin_s, end_s;
    leo_flight_point standing; // where begin is end
    long evaluations;
};

#endif
