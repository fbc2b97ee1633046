/* SPDX-License-Identifier: MIT */
#ifndef LEO_FLIGHT_FLIGHT_H
#define LEO_FLIGHT_FLIGHT_H

/*
 * A vehicle in motion: the translation of the bodies that are attached to each other, from orbit to the
 * ground.
 *
 * The equations of motion are integrated in GCRF by Cowell's method with DOP853. Attitude is not integrated:
 * thrust directions are inputs. Flight knows no missions and no runs: it is handed things (bodies, engines,
 * parachutes, landing motors) whose blocks belong to the caller, and it is stepped.
 *
 * Times are seconds elapsed since the epoch of the setup.
 */

#include "base/memory.h"
#include "flight/device.h"
#include "force/force.h"
#include "math/vec.h"
#include "world/air.h"
#include "world/atmosphere.h"
#include "world/earth.h"
#include "world/geodesy.h"

typedef struct leo_flight_setup {
    leo_epoch epoch;
    double span_s; // 0 .. span_s may be flown; `earth` must cover it
    leo_vec3 pos_gcrf_m, vel_gcrf_m_s;
    double rel_tol;                   // of each step, relative; 1e-13 .. 1e-4
    double longest_step_s;            // above 0
    double ground_alt_m;              // of the ground below the vehicle, above the ellipsoid
    leo_air_settings air;             // for the usual air, Jacchia-Roberts
    const leo_atmosphere *atmosphere; // instead of it, with the values that its rows call usual; NULL: none
    const leo_wind *wind;             // NULL: the air turns with the Earth
    const void *wind_config;
    const leo_weather *weather;       // for `atmosphere`; NULL: the measured one that is built in
    const leo_force *const *forces;   // NULL-terminated, in order of summation
    const void *const *force_configs; // parallel to `forces`; NULL: that force is off
    const leo_gravity *field;         // of the Earth; NULL: the one that is built in
    leo_flight_thing *things;         // in order of summation; lent until the arena is destroyed
    int thing_count;
    double cabin_gas_kg;    // mass carried besides the devices (gas, persons)
    const leo_earth *earth; // lent; covers the span from the same epoch
    const leo_sky
        *sky; // lent; the Earth's, of the same epoch, for bodies beside Sun and Moon; NULL: there are none
} leo_flight_setup;

/* Everything about the motion at one instant. */
typedef struct leo_motion {
    double elapsed_s;
    leo_vec3 pos_gcrf_m, vel_gcrf_m_s;
    leo_vec3 pos_itrf_m, vel_itrf_m_s; // velocity relative to the turning Earth
    leo_geodetic place;
    double mass_kg;
    double air_speed_m_s, inertial_speed_m_s;
    double flight_path_rad; // inertial, above the geocentric horizontal
    double mach, knudsen;   // knudsen: by the diameter of the reference body
    double dynamic_pressure_pa;
    double load_factor;      // felt acceleration (all but gravitation) over g0; 1 when landed
    double drag_coefficient; // of the reference body: the first attached one that has an area
    double drag_area_m2;     // sum of drag coefficient times area
    double heat_flux_w_m2, heat_load_j_m2;
    double thrust_n;
    double delta_v_m_s; // thrust acceleration, integrated
    leo_air air;
    leo_vec3 sun_gcrf_m;
    double sunlit, sun_elevation_rad;
    double sma_m, ecc, inc_rad, raan_rad, argp_rad; // osculating, true equator and equinox of date
    double perigee_alt_m, apogee_alt_m;             // above the equatorial radius of WGS 84
    double period_s, nodal_period_s;                // Kepler; nodal 0: not known here
    double work_j_kg; // work of everything but the Earth's field, in axes turning with the Earth, integrated
    int landed;
} leo_motion;

typedef struct leo_flight leo_flight;

/*
 * A flight that stands at elapsed time 0. All memory is taken from `arena` here; nothing later takes any.
 * Initial inputs (an engine that fires, a parachute that is out) take effect at time 0.
 *
 *   returns   NULL with `error`: bad tolerance or state, position below the ground, no mass, a device that
 * refuses its settings, `on` that names no body, no memory
 */
leo_flight *leo_flight_create(const leo_flight_setup *setup, leo_arena *arena, leo_error *error);

/*
 * One step from the end of the last one. It ends at the latest at `limit_s`, at a known switching of a device
 * (burn over, parachute open), or at a located one (landing motor, 100 km down, touchdown). Call
 * leo_flight_settle before the next step.
 *
 *   returns   LEO_BAD_ARGUMENT    `limit_s` is not after the end
 *             LEO_OUT_OF_RANGE    beyond the span, or a model was asked beyond its range
 *             LEO_NO_CONVERGENCE  the step fell below what the tolerance allows
 *   on error  the flight stands at the end of the last accepted step
 */
leo_status leo_flight_step(leo_flight *flight, double limit_s, leo_error *error);

/* The last step once more, ending earlier: begin < end_s <= end. Only before leo_flight_settle. */
leo_status leo_flight_redo(leo_flight *flight, double end_s, leo_error *error);

double leo_flight_begin_s(const leo_flight *flight);
double leo_flight_end_s(const leo_flight *flight);

/*
 * The motion at any instant of the last step (begin .. end). Does not influence later steps. Devices are seen
 * as they stand: after leo_flight_settle or leo_flight_changed, instants before the end show the new switch
 * positions, so sample a step before settling it.
 */
leo_status leo_flight_at(const leo_flight *flight, double elapsed_s, leo_motion *motion, leo_error *error);

/*
 * Energy in axes turning with the Earth, J/kg (the Jacobi constant). Less `motion->work_j_kg` it stays as it was, in coast,
 * burn and entry alike: the ledger of the motion.
 */
double leo_flight_energy_j_kg(const leo_flight *flight, const leo_motion *motion);

/* Fill the output blocks of the things for the instant of `motion` (made by leo_flight_at in the last step).
 */
void leo_flight_outputs(const leo_flight *flight, const leo_motion *motion);

typedef struct leo_flight_event {
    const char *thing; // name of the thing, "" for the vehicle
    const char *name;  // "cutoff", "open", "touchdown", ...
    double elapsed_s;
} leo_flight_event;

/*
 * At the end of a step: devices latch what happened. Events of the vehicle: `entry-interface` (100 km, going
 * down) and `touchdown`; of an engine `cutoff`, `depleted`; of a parachute `open`; of a landing motor `fire`,
 * `burnout`.
 *
 *   event_count  in: room in `events`; out: how many happened (those beyond the room are lost)
 */
leo_status leo_flight_settle(leo_flight *flight, leo_flight_event *events, int *event_count,
                             leo_error *error);

/*
 * Inputs were changed by a command at the current end: devices look at them (an engine that is gone, empty or
 * failed stays silent), and the integration starts afresh there with a short step where the motion jumps.
 */
void leo_flight_changed(leo_flight *flight);

/*
 * Conserved amounts from the cabin wing, applied at the current end: mass that came in (negative: left) at
 * the velocity of the vehicle, and an impulse.
 */
void leo_flight_exchange(leo_flight *flight, double mass_change_kg, leo_vec3 impulse_gcrf_n_s);

/*
 * All that continues the flight bit for bit, but the blocks of the things, which the caller saves itself.
 * Plain data without pointers. Restore into a flight created from the same setup, blocks first.
 */
size_t leo_flight_state_size(const leo_flight *flight);
void leo_flight_save(const leo_flight *flight, void *state);
void leo_flight_restore(leo_flight *flight, const void *state);

#endif
