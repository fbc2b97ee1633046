/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_AIR_UPPER_H
#define LEO_WORLD_AIR_UPPER_H

/* The thermosphere alone; world/air.h joins it to the air below. */

enum { LEO_AIR_N2, LEO_AIR_O2, LEO_AIR_O, LEO_AIR_AR, LEO_AIR_HE, LEO_AIR_H, LEO_AIR_SPECIES };

/* What drives the thermosphere at one place and time. */
typedef struct leo_air_drivers {
    double f107, f107_mean, kp;
    double lat_rad;        // geodetic
    double hour_angle_rad; // of the Sun, any turn
    double sun_lat_rad;    // declination
    double day_of_year;    // 1.0 is 1 January 0h
} leo_air_drivers;

typedef struct leo_upper_air {
    double number_m3[LEO_AIR_SPECIES];
    double temperature_k;
    double density_kg_m3, total_m3;
} leo_upper_air;

extern const double LEO_AIR_MOLAR_MASS_G[LEO_AIR_SPECIES];

/* 100 km .. 2500 km; the caller keeps to that. */
void leo_upper_air_at(const leo_air_drivers *drivers, double alt_m, leo_upper_air *air);

#endif
