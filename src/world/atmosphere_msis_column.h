/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_ATMOSPHERE_MSIS_COLUMN_H
#define LEO_WORLD_ATMOSPHERE_MSIS_COLUMN_H

/* The temperature of NRLMSISE-00 along one vertical, and the fall of density that follows from it. Heights in km, gravity
 * in cm/s^2: the units of the source. */

enum { LEO_MSIS_NODES = 5 };

/* 1/T as a cubic spline in geopotential height, 0 at the top node and 1 at the bottom one. */
typedef struct leo_msis_spline {
    int count;
    double top_km, bottom_km, top_k, span_km;
    double x[LEO_MSIS_NODES], y[LEO_MSIS_NODES], bend[LEO_MSIS_NODES];
} leo_msis_spline;

typedef struct leo_msis_column {
    double gravity, radius_km; // at the surface
    double exospheric_k, base_k, slope;
    leo_msis_spline lower; // 123.435 .. 72.5 km
} leo_msis_column;

/*
 * What a height does to the density of a gas: ln(n) = ln(n at 120 km) + (1 + a) cooling + M fall, where a is the gas's
 * thermal diffusion and M its molar mass in g/mol.
 */
typedef struct leo_msis_point {
    double temperature_k, cooling, fall;
} leo_msis_point;

/* Gravity at the surface and the radius that goes with it. */
void leo_msis_gravity(double lat_deg, double *gravity, double *radius_km);

/* `slopes` in K/km at both ends. */
void leo_msis_spline_set(leo_msis_spline *spline, const double *nodes_km, const double *nodes_k, int count,
                         const double slopes_k_km[2], double radius_km);

/* `fall` as above, relative to the top node; the height is cut to the span. */
leo_msis_point leo_msis_spline_at(const leo_msis_spline *spline, double alt_km, double gravity,
                                  double radius_km);

/* Completes a column whose four numbers are there: `nodes_k` at 110, 100, 90 and 72.5 km, the slope at 72.5 km. */
void leo_msis_column_set(leo_msis_column *column, const double nodes_k[4], double bottom_slope_k_km);

leo_msis_point leo_msis_column_at(const leo_msis_column *column, double alt_km);

#endif
