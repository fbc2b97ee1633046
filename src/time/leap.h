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
 * file that begins in 1972 takes the years before from the built-in table.
 */
leo_leap_table *leo_leap_parse(leo_bytes bytes, leo_arena *arena, leo_error *error);

#endif
