/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_AIR_STANDARD_TABLE_H
#define LEO_WORLD_AIR_STANDARD_TABLE_H

/* One height of the standard atmosphere above 86 km; see the file for the meaning of the members. */
typedef struct leo_air_standard_row {
    double alt_km, ln_density, density_slope, ln_number, number_slope;
} leo_air_standard_row;

extern const leo_air_standard_row leo_air_standard_rows[];
extern const int leo_air_standard_row_count;

#endif
