/* SPDX-License-Identifier: MIT */
#ifndef LEO_TIME_SCALE_H
#define LEO_TIME_SCALE_H

/* Instants in the time scales of astronomy. leo_epoch (TAI) is the one representation; scales are its names. */

#include "time/leap.h"
#include "time/orientation.h"

typedef enum leo_timescale {
    LEO_UTC,
    LEO_UT1,
    LEO_TAI,
    LEO_TT,
    LEO_TDB,
    LEO_TCG,
    LEO_TCB,
    LEO_GPS, // TAI - 19 s
    LEO_SCALES
} leo_timescale;

/*
 * UTC is read and written from the first row of the leap-second table (1960 built in) to the year 2200; beyond the expiry
 * of the table its last value holds (see time/leap.h). The other scales reach over the years 1 .. 9999, UT1 as far as its
 * table of orientation. TDB, and with it TCB, is that of an event at the centre of the Earth.
 */

/* What observation tells of time; NULL members (and NULL itself, where a pointer to it is asked) mean the built-in sets. */
typedef struct leo_clocks {
    const leo_leap_table *leap;
    const leo_orientation_table *orientation;
} leo_clocks;

/* "UTC" .. "GPS"; and back, in any case, LEO_SCALES when there is no such scale. */
const char *leo_timescale_name(leo_timescale scale);
leo_timescale leo_timescale_find(const char *name, size_t length);

/*
 * "1965-03-18T08:28:13.25" or "1965-077T08:28:13.25" on a clock of `scale`. A final Z is allowed and means UTC: it is
 * refused with another scale. 23:59:60 only where UTC had it.
 *
 *   returns   LEO_BAD_INPUT     not a date
 *             LEO_OUT_OF_RANGE  outside what the sets cover: the error names the set, its span and the remedy
 */
leo_status leo_epoch_read(const char *text, size_t length, leo_timescale scale, const leo_clocks *clocks,
                          leo_epoch *epoch, leo_error *error);

/* "1965-03-18T08:28:13.250", no Z, 0 to 12 decimals. */
leo_status leo_epoch_write(leo_epoch epoch, leo_timescale scale, int decimals, const leo_clocks *clocks,
                           char text[48], leo_error *error);

/* Two-part Julian dates as ERFA takes them (UTC: quasi-JD) and back. */
leo_status leo_epoch_jd(leo_epoch epoch, leo_timescale scale, const leo_clocks *clocks, double *jd1,
                        double *jd2, leo_error *error);
leo_status leo_epoch_from_jd(leo_timescale scale, double jd1, double jd2, const leo_clocks *clocks,
                             leo_epoch *epoch, leo_error *error);

/* The reading of a clock of `scale` less that of a TAI clock, seconds; UTC included. */
leo_status leo_timescale_minus_tai(leo_epoch epoch, leo_timescale scale, const leo_clocks *clocks,
                                   double *seconds, leo_error *error);

/* The instant at which a clock of `scale` (not UTC) has counted `clock` seconds since its own 2000-01-01T12:00:00. */
leo_status leo_epoch_of_clock(leo_epoch clock, leo_timescale scale, const leo_clocks *clocks,
                              leo_epoch *epoch, leo_error *error);

#endif
