/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_ATMOSPHERE_MSIS_WAVES_H
#define LEO_WORLD_ATMOSPHERE_MSIS_WAVES_H

/* The harmonic sums of NRLMSISE-00: how a temperature or a density varies over the Earth, the day, the year and activity. */

#include "world/atmosphere_msis.h"
#include "world/atmosphere_msis_table.h"

/* All functions of place and time that the coefficients multiply, once for each call of the model. */
typedef struct leo_msis_here {
    double zonal[7];                      // P(n, 0)
    double first[7], second[8], third[7]; // P(n, 1), P(n, 2), P(n, 3)
    leo_msis_phase local[3];              // of local time, once, twice, three times
    leo_msis_phase year, half_year, ut, lon, lon_twice;
    double flux, flux_mean; // above the mean; the mean above 150
    leo_msis_activity activity;
    double lat_deg, ap[7];
    // of the set at the base, for the lower sums
    double storm;
    // of the last rate and slope asked for
    double rate, slope, pasts[6];
} leo_msis_here;

void leo_msis_here_set(const leo_msis_input *input, leo_msis_here *here);

/* Notes the activity in `here` for the lower sums when `set` is that of the base. */
double leo_msis_upper_sum(const leo_msis_upper *set, leo_msis_here *here);
double leo_msis_lower_sum(const leo_msis_lower *set, const leo_msis_here *here);

#endif
