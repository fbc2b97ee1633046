/* SPDX-License-Identifier: MIT */
#ifndef LEO_ORBIT_PROPAGATOR_H
#define LEO_ORBIT_PROPAGATOR_H

/*
 * One spacecraft along its orbit: the method is chosen by the accuracy asked for, burns and events stop it where they are,
 * and the state-transition matrix goes along where wanted.
 */

#include "force/dynamics.h"
#include "orbit/elements.h"
#include "orbit/rigid_body.h"

typedef enum leo_method {
    LEO_METHOD_AUTO,
    LEO_METHOD_DOP853,
    LEO_METHOD_GAUSS_JACKSON,
    LEO_METHOD_PICARD,
    LEO_METHODS
} leo_method;
const char *leo_method_name(leo_method method); // "auto", "dop853", "gauss-jackson", "picard-chebyshev"

/* RSW: radial, along, cross. VNC: velocity, normal, their cross product. LVLH: along, against the momentum, down. */
typedef enum leo_burn_axes { LEO_BURN_INERTIAL, LEO_BURN_RSW, LEO_BURN_VNC, LEO_BURN_LVLH } leo_burn_axes;

/*
 * Impulsive when `thrust_n` is 0: `delta_v_m_s` at `begin_s`. Else thrust along `direction` from `begin_s` for `length_s`.
 * A state read at the very instant of an impulse is the one before it where a flight arrives there, forward or back
 * ("before" in the sense of the flight), and the one behind it once the next step was taken.
 */
typedef struct leo_burn {
    double begin_s, length_s;
    leo_burn_axes axes; // follow the orbit during the burn
    leo_vec3 delta_v_m_s;
    leo_vec3 direction;     // unit vector in `axes`
    double thrust_n, isp_s; // isp_s 0: no mass is used; an impulse with one uses mass by the rocket equation
} leo_burn;

/* A flight ends where it meets the ground; that of a point mass, in some check cases, goes on through it. */
typedef enum leo_ground { LEO_GROUND_STOPS, LEO_GROUND_IGNORED } leo_ground;

/*
 * The craft is a rigid body that turns: its inertia stays as it is, whatever mass burns use. Pushes act in body axes; burns
 * keep their own axes, however the body is turned.
 */
typedef struct leo_turning {
    leo_mat3 inertia_kg_m2;  // as in leo_rigid_setup
    double gravity_gradient; // times the torque of the central body's 1/r^2 field: 1 is nature, 0 is none
    const leo_push *pushes;  // lent for the life of the propagator
    int push_count;
    leo_quaternion body_from_icrf; // at the start
    leo_vec3 rate_body_rad_s;      // at the start, relative to ICRF axes
} leo_turning;

typedef struct leo_propagator_setup {
    const leo_dynamics *dynamics;
    double accuracy_m; // position after the span or after a day, whichever is longer; 1e-6 .. 1e4
    leo_method method;
    const leo_burn *burns; // in any order; `burn_count`
    int burn_count;
    int with_stm;   // 1: the 6x6 matrix of the state by the state at start
    int stm_degree; // of gravity in the partials; 0: 20 at most
    double span_s;  // the longest time from the start, so far as the caller knows; 0: a day
    leo_ground ground;
    const leo_turning *turning; // lent; NULL: the attitude is nobody's concern
} leo_propagator_setup;

typedef struct leo_propagator leo_propagator;

/*
 *   returns   NULL with LEO_BAD_ARGUMENT  an accuracy out of range, burns that overlap or use up more mass than there is, a
 *             direction of length zero, the matrix or the attitude wanted along a method that cannot carry it, both at once,
 *             an inertia that no body has
 */
leo_propagator *leo_propagator_create(const leo_propagator_setup *setup, leo_arena *arena, leo_error *error);

/* Stand at a state; may be called again for another flight. LEO_BAD_INPUT: not finite, or below the ground. */
leo_status leo_propagator_start(leo_propagator *p, double elapsed_s, leo_orbit_state state, leo_error *error);

/* Go on to `elapsed_s` (forward or back from the start, one direction), reading at will afterwards only there. */
leo_status leo_propagator_to(leo_propagator *p, double elapsed_s, leo_error *error);

/*
 * One piece further, not beyond `limit_s`; then any instant of begin .. end may be read by leo_propagator_at. A burn begins
 * and ends at the end of a piece. The flight does not depend on the limits given, so long as the sky covers a day beyond
 * them, or all of `span_s` where that is set.
 *
 *   returns   LEO_OUT_OF_RANGE    the sky does not cover `limit_s`, or the orbit meets the ground: the error names time,
 *                                 and height or place
 *             LEO_NO_CONVERGENCE  the step fell to nothing; `error` names the force to blame
 *             LEO_BAD_ARGUMENT    the limit lies on the other side of the end
 *   on error  the end of the last piece stands
 */
leo_status leo_propagator_step(leo_propagator *p, double limit_s, leo_error *error);
double leo_propagator_begin_s(const leo_propagator *p);
double leo_propagator_end_s(const leo_propagator *p);

typedef struct leo_propagated {
    leo_orbit_state state;
    double mass_kg;
    double stm[6][6];              // d state / d state at start; only with_stm
    leo_quaternion body_from_icrf; // only with `turning`
    leo_vec3 rate_body_rad_s;
} leo_propagated;
void leo_propagator_at(const leo_propagator *p, double elapsed_s, leo_propagated *at);

/* Covariance carried along: P(t) = STM P0 STM'. */
void leo_covariance_carry(const double stm[6][6], const double start[6][6], double now[6][6]);

/* Which method flies the present piece, why it was chosen (one sentence), and how often the force was evaluated. */
leo_method leo_propagator_method(const leo_propagator *p);
const char *leo_propagator_reason(const leo_propagator *p);
long leo_propagator_evaluations(const leo_propagator *p);

/* What to look for while flying: a function that changes sign. Rows in event_all.c. */
typedef struct leo_orbit_event {
    const char *
        name; // "ascending-node", "descending-node", "periapsis", "apoapsis", "shadow-entry", "shadow-exit", ...
    double (*value)(const leo_dynamics *dynamics, double elapsed_s, const leo_orbit_state *state);
    int rising; // 1: from below zero to above, -1: falling, 0: both
} leo_orbit_event;
extern const leo_orbit_event leo_orbit_events[]; // ended by { 0 }

typedef struct leo_found_event {
    const leo_orbit_event *event;
    double elapsed_s;
    leo_orbit_state state;
    double mass_kg;
} leo_found_event;

/*
 * All events of the rows given inside the last piece, in order of time; located to 1 us. Returns how many there are; at
 * most `room` are written.
 */
int leo_propagator_events(const leo_propagator *p, const leo_orbit_event *const *wanted, int count,
                          leo_found_event *found, int room);

/*
 * Many trajectories of one dynamics, from and to the same instants: in lanes of eight and `threads` threads. Results do not
 * depend on the number of threads. `states` are replaced by the states at `to_s`. LEO_BAD_ARGUMENT with `turning`: states
 * of this kind have no attitude.
 */
leo_status leo_propagate_batch(const leo_propagator_setup *setup, double from_s, double to_s,
                               leo_orbit_state *states, size_t count, int threads, leo_error *error);

#endif
