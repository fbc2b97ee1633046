/* SPDX-License-Identifier: MIT */
#ifndef LEO_TIME_UTC_H
#define LEO_TIME_UTC_H

/* UTC as days and seconds of the day, by any table of leap seconds (NULL: built in). */

#include "time/leap.h"

/* A second of a UTC day: whole and part, so that nothing is lost. */
typedef struct leo_utc {
    int mjd;
    double whole_s, part_s; // since 0h, in seconds of UTC; below 86400 + step
    double step_s;          // the day has 86400 + step_s of them
} leo_utc;

leo_status leo_utc_of_epoch(leo_epoch epoch, const leo_leap_table *table, leo_utc *utc, leo_error *error);

/* `step_s` is not looked at. */
leo_status leo_epoch_of_utc(leo_utc utc, const leo_leap_table *table, leo_epoch *epoch, leo_error *error);

#endif
