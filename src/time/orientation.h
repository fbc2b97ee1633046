/* SPDX-License-Identifier: MIT */
#ifndef LEO_TIME_ORIENTATION_H
#define LEO_TIME_ORIENTATION_H

/* How the Earth turns and where its pole lies: what only observation can tell. */

#include "base/file.h"
#include "time/leap.h"

typedef struct leo_orientation {
    double ut1_minus_tai_s;
    double pole_x_rad, pole_y_rad; // of the celestial intermediate pole in ITRF
    double dx_rad, dy_rad;         // offsets of the pole from IAU 2006/2000A, GCRF; 0 in sets without them
} leo_orientation;

/* A set of Earth orientation; const after it was made. */
typedef struct leo_orientation_table leo_orientation_table;

/* What a set is. `predicted` is the first instant that was foretold rather than observed; `last` if none was. */
typedef struct leo_orientation_about {
    const char *name;
    leo_epoch first, last, predicted;
} leo_orientation_about;

const leo_orientation_table *leo_orientation_builtin(void);
leo_orientation_about leo_orientation_about_of(const leo_orientation_table *table);

/*
 * IERS C04 (14 or 20, text or comma-separated) or finals2000A (fixed columns), told by its content. Daily rows, zonal tides
 * taken out before interpolation and put back after it. `leap` says what UTC the file counts in (NULL: built in) and must
 * live as long as the table. Where the
 * file has no row the built-in set answers.
 *
 *   returns   NULL with `error`: LEO_BAD_INPUT names file:line:column, what was found and what is allowed
 */
leo_orientation_table *leo_orientation_parse(leo_bytes bytes, const leo_leap_table *leap, leo_arena *arena,
                                             leo_error *error);

/* The same at all times, by decree: check cases want it. UT1 then runs as TAI does. */
leo_orientation_table *leo_orientation_constant(leo_orientation value, leo_arena *arena, leo_error *error);

/* As leo_orientation_at, from `table` (NULL: built in). */
leo_status leo_orientation_in(const leo_orientation_table *table, leo_epoch epoch,
                              leo_orientation *orientation, leo_error *error);

/*
 * From the table of the IERS series, interpolated; see the card of orientation.c for its span and error.
 *
 *   returns   LEO_OUT_OF_RANGE outside the table; the error names the set, its span and the remedy
 */
leo_status leo_orientation_at(leo_epoch epoch, leo_orientation *orientation, leo_error *error);

#endif
