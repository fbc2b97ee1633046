/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_WEATHER_SET_H
#define LEO_WORLD_WEATHER_SET_H

/* Inside of a set of space weather; for weather*.c only. */

#include "world/weather.h"

typedef struct leo_weather_day {
    double f107, f107_mean;                   // observed
    double f107_adjusted, f107_adjusted_mean; // at 1 au
    short ap[8], kp_tenths[8];
    short ap_daily;
} leo_weather_day;

struct leo_weather {
    const char *name, *dated;
    int first_mjd, last_mjd, predicted_mjd; // days of UTC; predicted_mjd is last_mjd + 1 where none is
    const leo_weather *whole;               // of a stretch: what it was cut from; else NULL
    const leo_weather_day *days;            // from first_mjd on; NULL: the built-in table
    int constant;                           // `days` is one row that holds for ever
    double constant_ap;
    const leo_leap_table *leap;
};

/* Table of weather_table.c: a text for each month, its days one after another. Ended by NULL. */
extern const char *const LEO_WEATHER_MONTHS[];
extern const leo_weather LEO_WEATHER_BUILTIN;

/* The day `mjd` of a set that covers it. */
leo_weather_day leo_weather_day_of(const leo_weather *weather, int mjd);

/* The Kp of `thirds` (0 .. 27) as an ap, 2 nT. */
int leo_weather_ap(int thirds);

#endif
