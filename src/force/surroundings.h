/* SPDX-License-Identifier: MIT */
#ifndef LEO_FORCE_SURROUNDINGS_H
#define LEO_FORCE_SURROUNDINGS_H

/* What the forces of a spacecraft need, sampled from the sky, the air and the light. */

#include "force/dynamics.h"
#include "force/light.h"

/* UTC of elapsed time 0, as the models of the air count it. */
typedef struct leo_air_clock {
    int year;
    double day_of_year;
} leo_air_clock;

leo_status leo_air_clock_of(leo_epoch epoch, leo_air_clock *clock, leo_error *error);

/* Where and when; without the weather. Days of UTC are taken as 86400 SI seconds from elapsed time 0 on. */
leo_air_place leo_air_place_of(const leo_air_clock *clock, const leo_surroundings *here, leo_vec3 sun_icrf_m);

/* East, north, up at `place` to ICRF axes. */
leo_vec3 leo_icrf_from_enu(const leo_surroundings *here, leo_vec3 enu);

typedef struct leo_sampler {
    const leo_dynamics_setup *setup;
    const leo_force_host *host;
    leo_light light;
    double flattening;
    int wants_air, wants_light, wants_spin;
    int used_count; // slots of the sky that the forces read
    int used[LEO_SKY_BODIES + 1];
    leo_air_clock clock;
    const double *edges_km; // heights where the density jumps or bends
    int edge_count;
} leo_sampler;

/* All but what the forces want, which is read. */
leo_status leo_sampler_fill(leo_sampler *sampler, const leo_dynamics_setup *setup, const leo_force_host *host,
                            leo_error *error);

/* What depends on the instant only. */
void leo_sampler_instant(const leo_sampler *sampler, double elapsed_s, leo_surroundings *here);

/* The rest, from the place: of it only what the forces want. `mass_kg` 0: that of the craft. */
leo_status leo_sampler_state(const leo_sampler *sampler, leo_vec3 pos_m, leo_vec3 vel_m_s, double mass_kg,
                             leo_surroundings *here, leo_error *error);

/* The place above the ellipsoid of the central body. */
leo_geodetic leo_sampler_place(const leo_sampler *sampler, leo_vec3 pos_fixed_m);

/*
 * Changes sign at every height where the density of the air jumps or bends, in km; 1 where there is none, or no drag. Of
 * `here` it reads the instant and the place.
 */
double leo_sampler_air_edge(const leo_sampler *sampler, const leo_surroundings *here);

/* The gradient of the density at a place that was sampled. */
leo_status leo_sampler_slope(const leo_sampler *sampler, leo_surroundings *here, leo_error *error);

#endif
