/* SPDX-License-Identifier: MIT */
#ifndef LEO_RECORD_OPM_H
#define LEO_RECORD_OPM_H

/* Orbit Parameter Messages of CCSDS, versions 1 to 3, KVN and XML: one state of one object. Values as in the message. */

#include "record/ndm.h"

typedef struct leo_opm_state {
    leo_ndm_text epoch;
    leo_ndm_number x_km, y_km, z_km, vx_km_s, vy_km_s, vz_km_s;
} leo_opm_state;

typedef struct leo_opm_kepler {
    leo_ndm_number sma_km, ecc, inc_deg, raan_deg, argp_deg, true_anomaly_deg, mean_anomaly_deg, gm_km3_s2;
} leo_opm_kepler;

typedef struct leo_opm_craft {
    leo_ndm_number mass_kg, srp_area_m2, srp_coefficient, drag_area_m2, drag_coefficient;
} leo_opm_craft;

typedef struct leo_opm_maneuver leo_opm_maneuver;
struct leo_opm_maneuver {
    leo_ndm_text ignition;
    leo_ndm_number duration_s, delta_mass_kg; // not given: 0
    leo_ndm_text ref_frame;
    leo_ndm_number dv1_km_s, dv2_km_s, dv3_km_s;
    leo_opm_maneuver *next;
};

typedef struct leo_opm {
    const char *file;
    leo_ndm_header header;
    leo_ndm_metadata metadata;
    leo_opm_state state;
    leo_opm_kepler kepler; // beside the state; all or nothing but one anomaly
    leo_opm_craft craft;
    int has_covariance;
    leo_ndm_covariance covariance;
    leo_opm_maneuver *maneuvers, *last_maneuver;
    leo_ndm_notes comments; // of the data
    leo_ndm_notes user;     // USER_DEFINED_...
} leo_opm;

/* `bytes` need not outlive the call. LEO_BAD_INPUT at file:line:column. */
leo_opm *leo_opm_parse(leo_bytes bytes, leo_arena *arena, leo_error *error);

/* As KVN of version 3.0; every value reads back the same. */
leo_status leo_opm_write(const leo_opm *opm, FILE *file, leo_error *error);

#endif
