/* SPDX-License-Identifier: MIT */
#ifndef LEO_TIME_ORIENTATION_H
#define LEO_TIME_ORIENTATION_H

/* How the Earth turns and where its pole lies: what only observation can tell. */

#include <leonov/types.h>

typedef struct leo_orientation {
    double ut1_minus_tai_s;
    double pole_x_rad, pole_y_rad; // of the celestial intermediate pole in ITRF
} leo_orientation;

/*
 * From the table of the IERS series, interpolated; see the card of orientation.c for its span and error.
 *
 *   returns   LEO_OUT_OF_RANGE outside the table; the error names the set and its span
 */
leo_status leo_orientation_at(leo_epoch epoch, leo_orientation *orientation, leo_error *error);

#endif
