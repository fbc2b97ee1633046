/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_WEATHER_H
#define LEO_WORLD_WEATHER_H

/* Space weather: what the Sun does to the upper air, day by day. */

#include "base/file.h"
#include "time/scale.h"

/* At one instant, as the models of the upper air ask for it. */
typedef struct leo_weather_now {
    double f107_previous;                              // observed flux of the day before, 1e-22 W/(m^2 Hz)
    double f107;                                       // observed flux of the day
    double f107_mean;                                  // observed, centred mean of 81 days
    double f107_adjusted_previous, f107_adjusted_mean; // at 1 au
    double ap_daily;
    double ap
        [7]; // as NRLMSISE-00 takes them: daily; 3 h: now, -3, -6, -9 h; means of -12..-33 h and of -36..-57 h
    double kp_3h;   // of 6.7 h before, 0 .. 9
    double kp_mean; // daily
} leo_weather_now;

typedef struct leo_weather leo_weather; // const after it was made

/* Flux and Kp of every day of crewed flight; static. */
const leo_weather *leo_weather_builtin(void);

/* CSSI space weather, text or comma-separated, told by its content. */
leo_weather *leo_weather_parse(leo_bytes bytes, const leo_leap_table *leap, leo_arena *arena,
                               leo_error *error);

/*
 * The days of `from` (NULL: built in) between two instants, worked out once so that a call costs some tens of nanoseconds;
 * what it does not cover of that stretch it does not cover either.
 */
leo_weather *leo_weather_span(const leo_weather *from, leo_epoch first, leo_epoch last, leo_arena *arena,
                              leo_error *error);

/* A set that says the same on every day; for studies and check cases. */
leo_weather *leo_weather_constant(double f107, double f107_mean, double ap, leo_arena *arena,
                                  leo_error *error);

/* LEO_OUT_OF_RANGE names the set, its span and the remedy. */
leo_status leo_weather_at(const leo_weather *weather, leo_epoch epoch, leo_weather_now *now,
                          leo_error *error);

typedef struct leo_weather_about {
    const char *name;
    leo_epoch first, last, predicted; // `predicted`: the first foretold instant; `last` if none
} leo_weather_about;
leo_weather_about leo_weather_about_of(const leo_weather *weather);

#endif
