/* SPDX-License-Identifier: MIT */
#ifndef LEO_TIME_CALENDAR_H
#define LEO_TIME_CALENDAR_H

/* Dates of the Gregorian calendar, proleptic, as days: MJD 0 is 1858-11-17. Years 1 .. 9999. */

#include <stddef.h>

typedef struct leo_date {
    int year, month, day;
} leo_date;

int leo_days_of_month(int year, int month); // 0 when there is no such month
int leo_mjd_of(int year, int month, int day);
leo_date leo_date_of(int mjd);

/* 1 .. 12 for a word that begins with the English name of a month, three letters of any case; 0 when it does not. */
int leo_month_of(const char *word, size_t length);

#endif
