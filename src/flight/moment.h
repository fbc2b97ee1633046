/* SPDX-License-Identifier: MIT */
#ifndef LEO_FLIGHT_MOMENT_H
#define LEO_FLIGHT_MOMENT_H

/* The insides of a flight: its books, and everything that acts at one instant. */

#include "flight/flight.h"
#include "force/surroundings.h"
#include "math/dop853.h"

static const double LEO_ENTRY_INTERFACE_M = 100e3; // above the ellipsoid, the limit of space by custom

/* The integrated states; those of the devices follow. */
enum { LEO_POS, LEO_VEL = 3, LEO_DELTA_V = 6, LEO_HEAT, LEO_WORK, LEO_OWN };

/* The bodies that are seen, by the slots of the forces. */
enum { LEO_SUN_SLOT, LEO_MOON_SLOT, LEO_OTHERS_SLOT };

/* What the integrator must be told before the next step. */
enum { LEO_SMOOTH, LEO_AMENDED, LEO_JUMPED };

/* What ended the last step, beside the numbers of the things: 0 .. thing_count - 1. */
enum { LEO_BY_LIMIT = -1, LEO_BY_GROUND = -2, LEO_BY_INTERFACE = -3 };

/* All doubles, so that it is saved as it stands. */
typedef struct leo_flight_books {
    double begin_s, end_s;
    double gas_kg, gas_before_kg; // carried besides the devices: from the end on, and in the last step
    double landed, landed_s;
    leo_vec3 landed_itrf_m;
    double below_interface;
    double ended_by, pending;
} leo_flight_books;

struct leo_flight {
    leo_flight_setup setup;
    leo_air_clock clock;
    int seen;                         // bodies that the forces read
    int sky_slot[LEO_SKY_BODIES + 1]; // of each that is neither Sun nor Moon
    const void **made;                // of each force: what it was made ready as; NULL: it is off
    int state_count;
    int *own;       // of each thing: its first state
    int *mount;     // of each thing: the body that carries it, or itself
    double *trial;  // states and rates for looking, not saved
    double *looked; // the states at the instant leo_flight_at looked at last, looked_s[0]; NAN: none
    double *looked_s;
    double *trial_rate;
    leo_vec3 spin_ref_gcrf_rad_s;
    leo_dop853 *solver;
    leo_flight_books *books;
    double *now;   // states at the end
    double *saved; // room for the integrator's part of a save
};

/* Everything that acts at one instant. */
typedef struct leo_moment {
    leo_surroundings here;
    leo_device_view view; // without the parts that differ between devices
    leo_vec3 accel_gcrf_m_s2, felt_gcrf_m_s2, thrust_gcrf_n;
    double work_rate_w_kg, heat_flux_w_m2;
    double reference_drag, reference_diameter_m;
} leo_moment;

/* Where the vehicle is: frames, place, height, sink; no air, no forces. LEO_RETRY_STEP when far below the
 * ground. */
leo_status leo_moment_place(const leo_flight *flight, double elapsed_s, const double *state,
                            leo_moment *moment, leo_error *error);

/* What a moment is for: the rates of the integration, or reading, where gravitation is not felt. */
typedef enum leo_moment_purpose { LEO_MOMENT_RATES, LEO_MOMENT_READING } leo_moment_purpose;

/*
 * Everything, and for LEO_MOMENT_RATES the rates of all states. `gas_kg` is the mass carried besides the devices.
 * For LEO_MOMENT_READING the acceleration and the rates of position, velocity and work are left out.
 */
leo_status leo_moment_full(const leo_flight *flight, leo_moment_purpose purpose, double elapsed_s,
                           const double *state, double gas_kg, leo_moment *moment, double *rate,
                           leo_error *error);

/* The same on the ground, where nothing moves: no forces. */
leo_status leo_moment_landed(const leo_flight *flight, double elapsed_s, leo_moment *moment,
                             leo_error *error);

/* The rates for the integrator; the context is the flight. */
leo_rate_fn leo_flight_rates;

/* The view of one device. */
leo_device_view leo_moment_view(const leo_flight *flight, const leo_moment *moment, int thing,
                                const double *state);

/* States at an instant of the last step. */
void leo_flight_state_at(const leo_flight *flight, double elapsed_s, double *state);

#endif
