/* SPDX-License-Identifier: MIT */
#ifndef LEO_MISSION_SETTINGS_H
#define LEO_MISSION_SETTINGS_H

typedef enum leo_orbit_frame { LEO_FRAME_TOD, LEO_FRAME_GCRF } leo_orbit_frame;

/* `orbit:` in the mission file, as far as rows read it. */
typedef struct leo_orbit_config {
    int frame; // leo_orbit_frame
    double sma_m, ecc, inc_rad, raan_rad, argp_rad, true_anomaly_rad;
} leo_orbit_config;

#endif
