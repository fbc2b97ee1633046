/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_ATMOSPHERE_H
#define LEO_WORLD_ATMOSPHERE_H

/* Models of the air as rows: a file each, atmosphere_all.c is the table. And the wind that blows in it. */

#include "schema/field.h"
#include "world/air.h"
#include "world/geodesy.h"
#include "world/weather.h"

/* Where and when; what the models share. */
typedef struct leo_air_place {
    leo_geodetic place;
    leo_vec3 pos_gcrf_m,
        sun_gcrf_m;     // true of date or GCRF alike: the difference is below every model's error
    double day_of_year; // UTC, 1.0 is 1 January 0h
    double utc_s;       // of the day
    double lst_rad;     // local apparent solar time as an angle, 0 at midnight, pi at noon
    int year;
    const leo_weather_now *weather; // NULL for a model that asks for none
} leo_air_place;

typedef struct leo_atmosphere {
    const char *name; // "nrlmsise-00"
    const char *summary;
    const leo_field *fields; // what the user may set, into a struct of `size` bytes; NULL: nothing
    size_t size;
    int wants_weather;
    int is_users;         // 1: its figures are the user's, good for any body; 0: the air of the Earth
    double low_m, high_m; // heights where it holds; above, the air is nothing; below, LEO_OUT_OF_RANGE

    /*
     * Fills the whole of `air`, never with NaN. A model that knows its density alone takes temperature and molar mass from
     * US 1976 at that height (cut at 1000 km); pressure, sound speed, number density and free path follow from the three.
     * Above high_m: density, pressure and number density 0, free path INFINITY. A NULL config means the fallbacks.
     */
    leo_status (*at)(const void *config, const leo_air_place *here, leo_air *air, leo_error *error);

    /* Where the density jumps or bends: heights above the ellipsoid in km, rising, and how many; NULL: nowhere. */
    int (*edges)(const void *config, const double **alt_km);
} leo_atmosphere;

extern const leo_atmosphere *const leo_atmospheres[]; // NULL-terminated
/* "us-1976", "exponential", "constant", "harris-priester", "jacchia-roberts", "nrlmsise-00", "met"; an error names the
 * nearest. */
const leo_atmosphere *leo_atmosphere_find(const char *name, leo_error *error);

/* Wind rows: velocity of the air relative to the turning Earth, east, north, up in m/s. */
typedef struct leo_wind {
    const char *name; // "none", "constant", "profile"
    const char *summary;
    const leo_field *fields;
    size_t size;
    leo_status (*at)(const void *config, const leo_air_place *here, leo_vec3 *wind_enu_m_s, leo_error *error);
    /* Once after the fields were read, NULL: nothing to do. What it works out stands behind the fields, in the same
     * `size` bytes, which must be zero beforehand. Without it at() still answers, only slower. */
    leo_status (*prepare)(void *config, leo_error *error);
} leo_wind;

extern const leo_wind *const leo_winds[]; // NULL-terminated
const leo_wind *leo_wind_find(const char *name, leo_error *error);

#endif
