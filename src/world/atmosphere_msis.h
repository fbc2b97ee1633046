/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_ATMOSPHERE_MSIS_H
#define LEO_WORLD_ATMOSPHERE_MSIS_H

/* NRLMSISE-00 by itself; atmosphere_msis.c makes a row of it. */

enum {
    LEO_MSIS_HE,
    LEO_MSIS_O,
    LEO_MSIS_N2,
    LEO_MSIS_O2,
    LEO_MSIS_AR,
    LEO_MSIS_H,
    LEO_MSIS_N,
    LEO_MSIS_HOT_O, // "anomalous oxygen"
    LEO_MSIS_SPECIES
};

/* By what geomagnetic activity is given. */
typedef enum leo_msis_activity {
    LEO_MSIS_DAILY,  // ap[0] alone: the mean of the day
    LEO_MSIS_HISTORY // ap[1] .. ap[6]: 3 h now, -3, -6, -9 h, means of -12..-33 h and of -36..-57 h
} leo_msis_activity;

typedef struct leo_msis_input {
    double alt_km, lat_deg, lon_deg; // geodetic
    int day_of_year;                 // 1 is 1 January
    double utc_s, lst_h;
    double f107, f107_mean; // of the day before; of 81 days; at the Earth's distance
    leo_msis_activity activity;
    double ap[7];
} leo_msis_input;

typedef struct leo_msis_output {
    double number_m3[LEO_MSIS_SPECIES];
    double density_kg_m3; // without hot oxygen
    double drag_kg_m3;    // with it: what a satellite feels
    double exospheric_k, temperature_k;
} leo_msis_output;

/* -0.5 .. 2500 km; the caller keeps to that, and to finite inputs. */
void leo_msis_at(const leo_msis_input *input, leo_msis_output *output);

#endif
