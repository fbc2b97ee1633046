/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_EARTH_H
#define LEO_WORLD_EARTH_H

/*
 * Where the Earth's axes point and where Sun and Moon stand, tabulated once for a span of time so that a call
 * costs less than a hundred nanoseconds. Times are SI seconds elapsed since the `start` given at create.
 *
 * All calls are pure. A call beyond the table uses the table's nearest end; leo_earth_covers tells.
 */

#include "base/memory.h"
#include "math/vec.h"
#include "world/data.h"

typedef struct leo_earth leo_earth;

/*
 * Tables for start - 3600 s .. start + span_s + 3600 s, of which start .. start + span_s must lie in the set of Earth
 * orientation (beyond its end straight lines go on). All memory comes from `arena`. `data` NULL: what is built in.
 *
 *   returns   NULL with `error`: LEO_OUT_OF_RANGE outside the sets of Earth orientation or of Sun and Moon, LEO_BAD_ARGUMENT
 *             for a negative span or one of more than 20 years, LEO_NO_MEMORY
 */
leo_earth *leo_earth_create(const leo_data *data, leo_epoch start, double span_s, leo_arena *arena,
                            leo_error *error);

/* 1 where the tables reach. */
int leo_earth_covers(const leo_earth *earth, double elapsed_s);

/* The terrestrial axes: IAU 2006/2000A X, Y, s, the Earth rotation angle of UT1, polar motion. */
leo_mat3 leo_earth_itrf_from_gcrf(const leo_earth *earth, double elapsed_s);

/* True equator and equinox of date, IAU 2006/2000A. */
leo_mat3 leo_earth_tod_from_gcrf(const leo_earth *earth, double elapsed_s);

/* The rotation vector of the terrestrial axes: length of day, precession and nutation included. */
leo_vec3 leo_earth_spin_gcrf_rad_s(const leo_earth *earth, double elapsed_s);

/* From the centre of the Earth to the Sun and to the Moon, geometric: without light time or aberration. */
leo_vec3 leo_earth_sun_gcrf_m(const leo_earth *earth, double elapsed_s);
leo_vec3 leo_earth_moon_gcrf_m(const leo_earth *earth, double elapsed_s);

/* Day of the year with its fraction, UTC; 1.0 is 1 January 0h of the year of the start, and goes on counting.
 */
double leo_earth_day_of_year(const leo_earth *earth, double elapsed_s);

#endif
