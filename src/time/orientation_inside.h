/* SPDX-License-Identifier: MIT */
#ifndef LEO_TIME_ORIENTATION_INSIDE_H
#define LEO_TIME_ORIENTATION_INSIDE_H

/* What the reader of orientation files and the interpolation share. */

#include "time/orientation.h"

enum { LEO_TURN_UT1R, LEO_TURN_X, LEO_TURN_Y, LEO_TURN_DX, LEO_TURN_DY, LEO_TURNS };

/* A day at 0h UTC: UT1R-TAI in s, pole and offsets in rad. */
typedef struct leo_orientation_day {
    double value[LEO_TURNS];
} leo_orientation_day;

struct leo_orientation_table {
    const char *name;
    int first_mjd, count;
    int predicted_mjd;                  // 0: nothing is foretold
    const leo_orientation_day *days;    // of a user's file
    const int (*figures)[LEO_TURNS];    // built in: UT1R-TAI in 0.1 us, the others in uas
    const leo_orientation *constant;    // not NULL: all there is
    const leo_leap_table *leap;         // of its UTC; NULL: built in
    const leo_orientation_table *below; // answers where this one has no row; may be NULL
};

extern const leo_orientation_table LEO_ORIENTATION_BUILTIN; // orientation_table.c

/* UT1-UT1R: zonal tides of 5 to 35 days. */
double leo_orientation_tide_s(double mjd);

#endif
