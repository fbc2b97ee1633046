/* SPDX-License-Identifier: MIT */
#ifndef LEO_TIME_LEAP_H
#define LEO_TIME_LEAP_H

/* TAI - UTC: the steps and, before 1972, the rates. */

#include "base/file.h"

/* From 0h UTC of `mjd` on: TAI - UTC = offset_s + (MJD of UTC - rate_mjd) rate_s_day. */
typedef struct leo_leap_row {
    int mjd;
    double offset_s, rate_mjd, rate_s_day;
} leo_leap_row;

/*
 * Beyond its expiry a table goes on with its last value: UTC stays readable, and a leap second that is announced later
 * would shift it. Whoever reports on data compares `expires_mjd` with the dates in use.
 */
typedef struct leo_leap_table {
    const char *name; // of the set: what errors and the doctor call it
    int count;
    const leo_leap_row *rows; // rising; the first from 1960 or 1961, or from 1972 in files that begin there
    int expires_mjd;          // no statement beyond; 0: the file does not say
} leo_leap_table;

/* Built in; static. */
const leo_leap_table *leo_leap_builtin(void);

/*
 * A leap-second kernel (.tls), leap-seconds.list, Leap_Second.dat, tai-utc.dat or UTC-TAI.history, told by its content. A
 * file that begins after 1960 takes the years before from the built-in table.
 *
 *   returns   NULL with `error`: LEO_BAD_INPUT names file:line:column, what was found and what is allowed; a
 *             leap-seconds.list whose checksum (SHA-1) is absent or wrong is refused
 */
leo_leap_table *leo_leap_parse(leo_bytes bytes, leo_arena *arena, leo_error *error);

/* TAI - UTC the same at all times, by decree: check cases want it. NULL without memory. */
leo_leap_table *leo_leap_constant(double tai_minus_utc_s, leo_arena *arena, leo_error *error);

/* One day of UTC: it lasts (86400 + step_s) seconds of UTC, each of 1 + rate_s_day / 86400 seconds of TAI. */
typedef struct leo_leap_day {
    double offset_s;   // TAI - UTC at its 0h
    double rate_s_day; // by which TAI - UTC grows
    double step_s;     // at its end
} leo_leap_day;

/* LEO_OUT_OF_RANGE before the first row: the error names set, span and remedy. `table` NULL: built in. */
leo_status leo_leap_on(const leo_leap_table *table, int mjd, leo_leap_day *day, leo_error *error);

#endif
