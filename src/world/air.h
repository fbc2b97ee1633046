/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_AIR_H
#define LEO_WORLD_AIR_H

/* The air from the ground to 2500 km, continuous with its slope. */

#include "math/vec.h"
#include "world/geodesy.h"

typedef struct leo_air {
    double density_kg_m3;
    double temperature_k;
    double pressure_pa;
    double sound_speed_m_s;
    double mean_free_path_m; // INFINITY in vacuum
    double molar_mass_kg_mol;
    double number_density_m3;
} leo_air;

/* What drives the upper air. */
typedef struct leo_air_settings {
    double f107;      // solar flux at 10.7 cm of the day before, 1e-22 W/(m^2 Hz)
    double f107_mean; // its mean over 81 days
    double kp;        // planetary index, 0 .. 9, some 6.7 h before
} leo_air_settings;

/*
 *   place        for height and latitude
 *   pos, sun     in the same axes: for the hour angle and the Sun's declination (the daily bulge)
 *   day_of_year  1.0 is 1 January 0h UTC
 *
 *   returns   LEO_OUT_OF_RANGE  below -500 m or an impossible driver; the error names the value and the range
 *             LEO_RETRY_STEP    a position that is not finite
 */
leo_status leo_air_at(const leo_air_settings *settings, leo_geodetic place, leo_vec3 pos_gcrf_m,
                      leo_vec3 sun_gcrf_m, double day_of_year, leo_air *air, leo_error *error);

/* US Standard Atmosphere 1976 alone, -5 km .. 86 km of geometric height; cut to that range. */
void leo_air_standard(double alt_m, leo_air *air);

/* The same from 86 km to 1000 km; cut to that range. */
void leo_air_standard_upper(double alt_m, leo_air *air);

/*
 * Everything from what a model knows: pressure, sound speed and number density of an ideal gas, the mean free path of hard
 * spheres. A density of 0 is vacuum: pressure and number 0, mean free path INFINITY, temperature and sound speed as given.
 *
 *   heat_ratio   cp/cv, 1.4 for air
 */
void leo_air_derive(double density_kg_m3, double temperature_k, double molar_mass_kg_mol, double heat_ratio,
                    leo_air *air);

#endif
