/* SPDX-License-Identifier: MIT */
#ifndef LEO_FORCE_DYNAMICS_H
#define LEO_FORCE_DYNAMICS_H

/*
 * Everything that acts on one spacecraft seen from one central body, put together from the rows of all.c and ready to be
 * evaluated: one state, or eight at once. Const after it was made; any number of threads may use one.
 *
 * Axes: ICRF (GCRF for the Earth), centred on the body of the sky. Times: seconds elapsed since the epoch of the sky.
 */

#include "base/cpu.h"
#include "force/force.h"
#include "math/lanes.h"
#include "world/atmosphere.h"
#include "world/gravity_model.h"
#include "world/sky.h"

typedef struct leo_spacecraft {
    double mass_kg;
    double drag_area_m2; // coefficient times area
    double srp_area_m2;  // coefficient times area
} leo_spacecraft;

/* GM of a body other than the central one, instead of that of the ephemeris. */
typedef struct leo_body_gm {
    int body; // NAIF number; a planet or its barycentre
    double gm_m3_s2;
} leo_body_gm;

typedef struct leo_dynamics_setup {
    const leo_sky *sky;
    leo_spacecraft craft;
    const leo_force *const *forces;   // NULL-terminated, in order of summation
    const void *const *configs;       // parallel to `forces`; NULL: that force is off
    const leo_gravity *field;         // of the central body; NULL: a point with the GM of its facts
    double gm_m3_s2;                  // of the central body instead of the field's own; 0: the field's own
    const leo_atmosphere *atmosphere; // for drag; NULL: none
    const void *atmosphere_config;
    const leo_wind *wind; // NULL: none
    const void *wind_config;
    const leo_weather *weather; // NULL: built in
    leo_kernel kernel;
    const leo_body_gm *others; // ended by one of GM 0; NULL: none
} leo_dynamics_setup;

typedef struct leo_dynamics leo_dynamics;

/* Configurations are copied; sky, field and weather are lent. NULL with an error that names the key. */
leo_dynamics *leo_dynamics_create(const leo_dynamics_setup *setup, leo_arena *arena, leo_error *error);

double leo_dynamics_gm_m3_s2(const leo_dynamics *dynamics);
const leo_sky *leo_dynamics_sky(const leo_dynamics *dynamics);
const leo_spacecraft *leo_dynamics_craft(const leo_dynamics *dynamics);

/* Full fidelity, one state. `mass_kg` 0: that of the craft. Thread-safe; allocates nothing. */
leo_status leo_dynamics_accel(const leo_dynamics *dynamics, double elapsed_s, leo_vec3 pos_m,
                              leo_vec3 vel_m_s, double mass_kg, leo_vec3 *accel_m_s2, leo_error *error);

/* Eight instants worked out: what the forces that are on read of them; see force.h. */
void leo_dynamics_instants8(const leo_dynamics *dynamics, const double elapsed_s[LEO_LANES],
                            leo_instants8 *instants);

/*
 * Eight states at their instants. At full fidelity a lane has the bits of leo_dynamics_accel. Fails when any lane fails.
 */
leo_status leo_dynamics_accel8(const leo_dynamics *dynamics, leo_fidelity fidelity,
                               const leo_instants8 *instants, const leo_lanes3 *pos_m,
                               const leo_lanes3 *vel_m_s, leo_lanes3 *accel_m_s2, leo_error *error);

/* Partial derivatives of the acceleration by position, 1/s^2, and by velocity, 1/s; gravity to at most `degree`. */
leo_status leo_dynamics_partials(const leo_dynamics *dynamics, int degree, double elapsed_s, leo_vec3 pos_m,
                                 leo_vec3 vel_m_s, double mass_kg, leo_mat3 *by_pos, leo_mat3 *by_vel,
                                 leo_error *error);

/* Functions of time and state that change sign where the acceleration has a kink or a jump: edges of shadows, of layers of air. */
int leo_dynamics_switches(const leo_dynamics *dynamics);
double leo_dynamics_switch(const leo_dynamics *dynamics, int index, double elapsed_s, leo_vec3 pos_m);

/* 1 when nothing depends on the velocity or has kinks: collocation and multistep methods are at their best. */
int leo_dynamics_is_smooth(const leo_dynamics *dynamics);

/* Degree of the central field that acts, 0 for a point: how fine the forces are along an orbit. */
int leo_dynamics_degree(const leo_dynamics *dynamics);

#endif
