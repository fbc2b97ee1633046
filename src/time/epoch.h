/* SPDX-License-Identifier: MIT */
#ifndef LEO_TIME_EPOCH_H
#define LEO_TIME_EPOCH_H

/*
 * Instants and what clocks and calendars call them.
 *
 * An epoch counts TAI seconds, so that a difference of epochs is a true duration. UTC is read and written
 * through its own table of steps and rates: between 1961 and 1972 a UTC second was not an SI second.
 */

#include <leonov/types.h>

/* A calendar date of UTC, proleptic names as written: 1965-03-18 08:28:13.25. */
typedef struct leo_calendar {
    int year, month, day, hour, minute;
    double second; // below 61 (a leap second)
} leo_calendar;

/* `seconds` later (earlier if negative). The part lies in [0, 1) again. */
leo_epoch leo_epoch_add(leo_epoch epoch, double seconds);

/* SI seconds from `earlier` to `later`. */
double leo_epoch_since(leo_epoch later, leo_epoch earlier);

/*
 * "1965-03-18T08:28:13.25Z" or with the day of the year, "1965-077T08:28:13.25Z". Seconds may be left out,
 * and so may the time of day. The Z is required: it says UTC.
 *
 *   returns   LEO_BAD_INPUT     not a date, no such day or time (23:59:60 only where a leap second was), no Z
 *             LEO_OUT_OF_RANGE  before 1960-01-01, when UTC began, or after the year 2200
 */
leo_status leo_epoch_from_utc(const char *text, leo_epoch *epoch, leo_error *error);

/* "1965-03-18T08:28:13.250Z" with 0 to 9 decimals, rounded to the nearest. Refuses as leo_epoch_from_utc does. */
leo_status leo_epoch_utc_text(leo_epoch epoch, int decimals, char text[40], leo_error *error);

/* The same as numbers; `second` is rounded to `decimals` and carries into minute, hour, day where it must. */
leo_status leo_epoch_utc_fields(leo_epoch epoch, int decimals, leo_calendar *utc, leo_error *error);

/* Day of the year with its fraction, UTC: 1.0 is 1 January 0h. For models with seasons; good to a second. */
leo_status leo_epoch_day_of_year(leo_epoch epoch, double *day, leo_error *error);

/* Two-part Julian dates as ERFA takes them: jd1 + jd2, the second small. */
void leo_epoch_tai(leo_epoch epoch, double *jd1, double *jd2);
void leo_epoch_tt(leo_epoch epoch, double *jd1, double *jd2);
void leo_epoch_tdb(leo_epoch epoch, double *jd1, double *jd2); // for the centre of the Earth
leo_epoch leo_epoch_from_tai(double jd1, double jd2);

/*
 * UT1, from the table of Earth orientation (time/orientation.h).
 *
 *   returns   LEO_OUT_OF_RANGE outside the table; the error names the set and its span
 */
leo_status leo_epoch_ut1(leo_epoch epoch, double *jd1, double *jd2, leo_error *error);

#endif
