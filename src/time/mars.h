/* SPDX-License-Identifier: MIT */
#ifndef LEO_TIME_MARS_H
#define LEO_TIME_MARS_H

/* Clocks and seasons of Mars. Times of day are fractions of a sol, 0 .. 1; longitudes count east. */

#include <leonov/types.h>

typedef struct leo_mars_time {
    double sol_date;            // MSD: sols since 1873-12-29 at Airy's midnight
    double airy_mean_sol;       // MTC, mean solar time at the prime meridian
    double solar_longitude_rad; // Ls, 0 at the northward equinox
    double sun_declination_rad; // planetographic
    double equation_of_time_rad;
} leo_mars_time;

/* Any finite epoch; see the card of mars.c for where it is good. */
leo_mars_time leo_mars_time_at(leo_epoch epoch);

/* Mean and true solar time at a longitude, and the number of its day: whole sols since MSD 0 by local mean time. */
double leo_mars_mean_sol(const leo_mars_time *time, double lon_rad);
double leo_mars_true_sol(const leo_mars_time *time, double lon_rad);
double leo_mars_local_date(const leo_mars_time *time, double lon_rad);

/* "23:59:39" of a fraction of a sol. */
void leo_mars_clock_text(double part_of_sol, char text[16]);

/* A lander and how its team counts sols. Static. */
typedef struct leo_mars_lander {
    const char *name;        // "curiosity", as users write it
    const char *landing;     // UTC on Mars (not as received)
    double lon_rad, lat_rad; // of its clock
    int first_sol;           // the number of the sol of the landing, 0 or 1
} leo_mars_lander;

/* By name, any case; NULL when there is none. And all of them, by index; NULL beyond the last. */
const leo_mars_lander *leo_mars_lander_find(const char *name, size_t length);
const leo_mars_lander *leo_mars_lander_at(int index);

/*
 * The sol that a lander's team counts, by local mean solar time at its site; negative before the landing.
 *
 *   part_of_sol   local mean solar time; may be NULL
 */
int leo_mars_sol(const leo_mars_lander *lander, leo_epoch epoch, double *part_of_sol);

#endif
