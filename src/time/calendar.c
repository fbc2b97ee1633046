/* SPDX-License-Identifier: MIT */

/*
 * The Gregorian calendar. Days are counted from 1 March of year 0, so that the leap day is the last of its year:
 *
 *     day = 365 y + y/4 - y/100 + y/400 + (153 m + 2)/5 + d - 1       y, m: years and months since March
 *
 * Source  P. Kenneth Seidelmann (ed.), Explanatory Supplement to the Astronomical Almanac, 1992, 12.92.
 * Valid   years 1 .. 9999.
 */
#include "time/calendar.h"

static const int MJD_OF_MARCH_0 = -678881; // 0000-03-01

static int is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int leo_days_of_month(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    if (month < 1 || month > 12)
        return 0;
    return days[month - 1] + (month == 2 && is_leap(year));
}

int leo_mjd_of(int year, int month, int day)
{
    const int y = month > 2 ? year : year - 1, m = (month + 9) % 12;
    return MJD_OF_MARCH_0 + 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1;
}

leo_date leo_date_of(int mjd)
{
    const int from_march = mjd - MJD_OF_MARCH_0;
    const int era = from_march / 146097, in_era = from_march - 146097 * era;
    const int y = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    const int in_year = in_era - (365 * y + y / 4 - y / 100);
    const int m = (5 * in_year + 2) / 153;
    const int month = m < 10 ? m + 3 : m - 9;
    return (leo_date){ y + 400 * era + (month <= 2), month, in_year - (153 * m + 2) / 5 + 1 };
}

int leo_month_of(const char *word, size_t length)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    if (length < 3)
        return 0;
    for (int month = 0; month < 12; month++) {
        int same = 1;
        for (int i = 0; i < 3; i++)
            same = same && (word[i] | 0x20) == names[3 * month + i];
        if (same)
            return month + 1;
    }
    return 0;
}
