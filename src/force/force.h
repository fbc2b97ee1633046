/* SPDX-License-Identifier: MIT */
#ifndef LEO_FORCE_FORCE_H
#define LEO_FORCE_FORCE_H

/*
 * What pulls and pushes. A force is a row of function pointers; all.c is the table. To add one: a file, a
 * line in all.c, a test.
 */

#include "math/vec.h"
#include "schema/field.h"
#include "world/air.h"
#include "world/geodesy.h"

/* What several forces need, sampled once for each evaluation. */
typedef struct leo_surroundings {
    double elapsed_s;
    leo_vec3 pos_gcrf_m, vel_gcrf_m_s;
    double mass_kg;
    leo_mat3 itrf_from_gcrf;
    leo_vec3 pos_itrf_m;
    leo_vec3 spin_gcrf_rad_s, sun_gcrf_m, moon_gcrf_m;
    leo_vec3 wind_gcrf_m_s; // velocity of the air: it turns with the Earth
    leo_geodetic place;
    leo_air air;
    double drag_area_m2; // sum of drag coefficient times area
    double sunlit;       // 0 .. 1
    double srp_area_m2;  // cross-section in sunlight
} leo_surroundings;

/* What it acts on: the surface of the vehicle, so that it is felt as load, or every particle of it alike. */
typedef enum leo_force_nature { LEO_FORCE_SURFACE, LEO_FORCE_GRAVITATION } leo_force_nature;

typedef struct leo_force {
    const char *name; // its key in the mission file: `forces: { drag: {} }`
    const char *summary;
    const leo_field *fields; // what the user may set, into a struct of `size` bytes; NULL: nothing
    size_t size;

    /* Required. Writes the acceleration in GCRF axes. LEO_RETRY_STEP: `here` is not physical. */
    leo_status (*accel)(const void *config, const leo_surroundings *here, leo_vec3 *accel_gcrf_m_s2,
                        leo_error *error);

    leo_force_nature nature;

    /* Of the field that turns with the Earth only: its potential, positive, J/kg. NULL: its work is ledgered. */
    double (*potential)(const void *config, const leo_surroundings *here);

    /* Required if `accel` can jump: changes sign at the jump, so that steps end there. May be NULL. */
    double (*switching)(const void *config, const leo_surroundings *here);
} leo_force;

extern const leo_force *const leo_forces[]; // NULL-terminated, in order of summation

/* Configurations of the rows that have one. */
typedef struct leo_force_gravity_config {
    int degree; // of the field: 0 is a point, 2 .. LEO_GRAVITY_DEGREE_MAX
} leo_force_gravity_config;

typedef struct leo_force_radiation_config {
    double coefficient; // 1 absorbs all, 2 mirrors all back
} leo_force_radiation_config;

extern const leo_force leo_force_gravity, leo_force_sun, leo_force_moon, leo_force_drag, leo_force_radiation,
    leo_force_solid_tide, leo_force_relativity;

#endif
