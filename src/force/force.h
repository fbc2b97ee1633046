/* SPDX-License-Identifier: MIT */
#ifndef LEO_FORCE_FORCE_H
#define LEO_FORCE_FORCE_H

/*
 * What pulls and pushes. A force is a row of function pointers; all.c is the table. To add one: a file, a
 * line in all.c, a test.
 *
 * Axes are those of the ICRF, centred on the central body: GCRF when that is the Earth. "Fixed" axes turn with that body.
 */

#include "base/cpu.h"
#include "base/memory.h"
#include "math/lanes.h"
#include "math/vec.h"
#include "schema/field.h"
#include "world/air.h"
#include "world/geodesy.h"
#include "world/gravity.h"
#include "world/sky.h"

/* The central body and the bodies that are seen from it: what a row may ask for when it is made ready. */
typedef struct leo_force_host {
    int center;                     // LEO_BODY_EARTH, ...
    double gm_m3_s2, radius_m;      // of it; the radius is the equatorial one
    leo_epoch epoch;                // of elapsed time 0
    const leo_gravity *field;       // of it; NULL: a point
    leo_kernel kernel;              // for what has more than one
    int body_count;                 // bodies seen, by slots 0 .. body_count - 1
    int bodies[LEO_SKY_BODIES + 1]; // their NAIF numbers
    double body_gm_m3_s2[LEO_SKY_BODIES + 1], body_radius_m[LEO_SKY_BODIES + 1];
    /* Where the body of a slot stands; for what needs more than the places of now. */
    leo_vec3 (*body_m)(const void *context, int slot, double elapsed_s);
    const void *context;
} leo_force_host;

/* The slot of a body; -1: not seen. Planets are their barycentres and the other way round. */
int leo_force_slot(const leo_force_host *host, int body);

/* What several forces need, sampled once for each evaluation. */
typedef struct leo_surroundings {
    double elapsed_s;
    leo_vec3 pos_icrf_m, vel_icrf_m_s;
    double mass_kg;
    leo_mat3 fixed_from_icrf;
    leo_vec3 pos_fixed_m;
    leo_vec3 spin_icrf_rad_s;            // of the central body
    leo_vec3 body_m[LEO_SKY_BODIES + 1]; // by the slots of the host
    leo_vec3 wind_icrf_m_s;              // velocity of the air: it turns with the central body
    leo_geodetic place;                  // above the ellipsoid of the central body
    leo_air air;
    leo_vec3 density_gradient_icrf_kg_m4; // for partial derivatives only
    double drag_area_m2;                  // sum of drag coefficient times area
    double sunlit;                        // 0 .. 1
    double srp_area_m2;                   // cross-section in sunlight
    double srp_push_m2; // the same times its coefficient where the craft brings one; 0: the row's
} leo_surroundings;

/* What depends on the instants only, for eight of them: worked out once, used by many evaluations. */
typedef struct leo_instants8 {
    double elapsed_s[LEO_LANES];
    leo_lanes fixed_from_icrf[3][3];
    leo_lanes3 spin_rad_s;
    leo_lanes3 body_m[LEO_SKY_BODIES + 1]; // by the slots of the sky
} leo_instants8;

/* How much of the forces: everything; the middle: gravity to degree 20 and the large rest; the low: gravity to degree 4. */
typedef enum leo_fidelity { LEO_FIDELITY_FULL, LEO_FIDELITY_MIDDLE, LEO_FIDELITY_LOW } leo_fidelity;

/* What it acts on: the surface of the vehicle, so that it is felt as load, or every particle of it alike. */
typedef enum leo_force_nature { LEO_FORCE_SURFACE, LEO_FORCE_GRAVITATION } leo_force_nature;

typedef struct leo_force {
    const char *name; // its key in the mission file: `forces: { drag: {} }`
    const char *summary;
    const leo_field *fields; // what the user may set, into a struct of `size` bytes; NULL: nothing
    size_t size;

    /*
     * Makes ready what the functions below are handed as `made`; all memory from `arena`. NULL: they are handed the
     * configuration itself. Returns NULL with an error that names the key when the host has not what the force needs.
     */
    const void *(*prepare)(const void *config, const leo_force_host *host, leo_arena *arena,
                           leo_error *error);

    /* Required. Writes the acceleration. LEO_RETRY_STEP: `here` is not physical. */
    leo_status (*accel)(const void *made, const leo_surroundings *here, leo_vec3 *accel_icrf_m_s2,
                        leo_error *error);

    leo_force_nature nature;

    /* NAIF numbers of the bodies whose places it may read, ended by 0; NULL: none. */
    const int *bodies;

    /* Of the field that turns with the central body only: its potential, positive, J/kg. NULL: its work is ledgered. */
    double (*potential)(const void *made, const leo_surroundings *here);

    /* The coarsest fidelity that it acts at. */
    leo_fidelity coarsest;

    /*
     * Eight states at once, a lane with the bits of `accel`; at a fidelity no coarser than `coarsest`. NULL: `accel` is
     * called for each lane.
     */
    leo_status (*accel8)(const void *made, leo_fidelity fidelity, const leo_instants8 *instants,
                         const leo_lanes3 *pos_icrf_m, leo_lanes3 *accel_icrf_m_s2, leo_error *error);

    /* Adds its partial derivatives by position, 1/s^2, and velocity, 1/s. NULL: too small to matter for them. */
    void (*partials)(const void *made, const leo_surroundings *here, int degree, leo_mat3 *by_pos,
                     leo_mat3 *by_vel);

    /* Does it read `wind`, `place` and `air`? Does it read `sunlit`? Does it depend on the velocity or have kinks? */
    int wants_air, wants_light, is_rough;

    /* Functions of time and place that change sign where the acceleration has a kink: how many, and their values. */
    int (*switches)(const void *made);
    double (*switching)(const void *made, const leo_surroundings *here, int index);
} leo_force;

extern const leo_force *const leo_forces[]; // NULL-terminated, in order of summation

/* `prepare`, or the configuration itself. */
const void *leo_force_made(const leo_force *force, const void *config, const leo_force_host *host,
                           leo_arena *arena, leo_error *error);

/*
 * The bodies other than `center` that the forces which are on may read, each once: what a sky should hold for them. How many.
 */
int leo_force_bodies(const leo_force *const *forces, const void *const *configs, int center,
                     int bodies[LEO_SKY_BODIES]);

/* Configurations of the rows that have one. */
typedef struct leo_force_gravity_config {
    int degree;        // of the field: 0 is a point
    int order;         // 0: as the degree
    int terms;         // 0: all; 1: the zonal ones
    const char *field; // its name, for who finds the field; NULL or "built-in": that of the central body
} leo_force_gravity_config;

typedef struct leo_force_radiation_config {
    double coefficient; // 1 absorbs all, 2 mirrors all back
    double pressure_pa; // of the light on what absorbs it, 1 au from the Sun; 0: the usual
} leo_force_radiation_config;

typedef struct leo_force_albedo_config {
    double coefficient; // as above
} leo_force_albedo_config;

typedef struct leo_force_earth_config {
    int flattened; // 0: a point; 1: with the second zonal harmonic
} leo_force_earth_config;

typedef struct leo_force_tide_config {
    int pole; // 1: with the tide that the wandering of the pole raises
} leo_force_tide_config;

extern const leo_force leo_force_gravity, leo_force_sun, leo_force_moon, leo_force_earth, leo_force_mercury,
    leo_force_venus, leo_force_mars, leo_force_jupiter, leo_force_saturn, leo_force_uranus, leo_force_neptune,
    leo_force_pluto, leo_force_drag, leo_force_radiation, leo_force_albedo, leo_force_solid_tide,
    leo_force_relativity;

#endif
