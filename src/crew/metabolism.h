/* SPDX-License-Identifier: MIT */
#ifndef LEO_CREW_METABOLISM_H
#define LEO_CREW_METABOLISM_H

/* What a body burns; the card stands in metabolism.c. Volumes of gas are dry, at 0 deg C and 101.325 kPa
 * (STPD). */

/* What a person may be told to do. */
typedef struct leo_activity {
    const char *name;
    double multiple;     // metabolic rate over the basal rate, without a suit
    double motion_per_s; // of the joints of a suit
    const char *doc;
} leo_activity;

enum { LEO_ACTIVITY_COUNT = 6, LEO_ACTIVITY_REST = 1 };
extern const leo_activity leo_activities[LEO_ACTIVITY_COUNT];
extern const char *const leo_activity_names[]; // NULL-terminated, in the same order

/* Moles in a cubic metre STPD. */
static const double LEO_STPD_MOL_M3 = 1 / 22.414e-3;

/* Mechanical work over the metabolic rate that it costs. */
static const double LEO_WORK_EFFICIENCY = 0.20;

/* Lags of uptake and output behind demand, s. */
static const double LEO_O2_LAG_S = 37.5, LEO_CO2_LAG_S = 55;

/* Carbon dioxide given over oxygen taken, by volume; `effort` is uptake over its maximum. */
double leo_metabolism_quotient(double resting_quotient, double effort);

/* Energy that a cubic metre of oxygen releases, J. */
double leo_metabolism_energy_j_m3(double quotient);

/* Oxygen that a metabolic rate asks for when it is kept up, at most `o2_max_m3_s`. */
double leo_metabolism_o2_m3_s(double metabolic_w, double resting_quotient, double o2_max_m3_s);

#endif
