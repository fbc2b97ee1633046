/* SPDX-License-Identifier: MIT */

/*
 * Epochs: counting, and the calls that use the built-in sets alone. Scales and their sources: scale.c and utc.c.
 */
#include "time/epoch.h"

#include "base/error.h"
#include "time/calendar.h"
#include "time/scale.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const double DAY_S = 86400, J2000_JD = 2451545;

leo_epoch leo_epoch_add(leo_epoch epoch, double seconds)
{
    const double whole = floor(seconds);
    double part = epoch.part_s + (seconds - whole);
    const double carry = floor(part);
    part -= carry;
    return (leo_epoch){ epoch.whole_s + whole + carry, part };
}

double leo_epoch_since(leo_epoch later, leo_epoch earlier)
{
    return (later.whole_s - earlier.whole_s) + (later.part_s - earlier.part_s);
}

void leo_epoch_tai(leo_epoch epoch, double *jd1, double *jd2)
{
    const double days = floor(epoch.whole_s / DAY_S);
    *jd1 = J2000_JD + days;
    *jd2 = ((epoch.whole_s - days * DAY_S) + epoch.part_s) / DAY_S;
}

leo_epoch leo_epoch_from_tai(double jd1, double jd2)
{
    const double day = floor(jd1) - J2000_JD;
    const double rest = (jd1 - floor(jd1)) + jd2;
    const double whole_day = floor(rest);
    const leo_epoch start = { (day + whole_day) * DAY_S, 0 };
    return leo_epoch_add(start, (rest - whole_day) * DAY_S);
}

/* A date that is not finite or outside the years 1 .. 9999 gives what it is worth: NaN. */
static void julian(leo_epoch epoch, leo_timescale scale, double *jd1, double *jd2)
{
    if (leo_epoch_jd(epoch, scale, NULL, jd1, jd2, NULL) != LEO_OK)
        *jd1 = *jd2 = NAN;
}

void leo_epoch_tt(leo_epoch epoch, double *jd1, double *jd2)
{
    julian(epoch, LEO_TT, jd1, jd2);
}

void leo_epoch_tdb(leo_epoch epoch, double *jd1, double *jd2)
{
    julian(epoch, LEO_TDB, jd1, jd2);
}

leo_status leo_epoch_ut1(leo_epoch epoch, double *jd1, double *jd2, leo_error *error)
{
    return leo_epoch_jd(epoch, LEO_UT1, NULL, jd1, jd2, error);
}

leo_status leo_epoch_from_utc(const char *text, leo_epoch *epoch, leo_error *error)
{
    const size_t length = text ? strlen(text) : 0;
    leo_epoch read = { 0 };
    leo_error why = { 0 };
    leo_status status = leo_epoch_read(text ? text : "", length, LEO_UTC, NULL, &read, &why);
    if (status == LEO_OK && text[length - 1] != 'Z')
        return leo_fail(error, LEO_BAD_INPUT, "epoch",
                        "'%.60s': a date of UTC ends in Z; write a date such as 1965-03-18T08:28:13.25Z or "
                        "1965-077T08:28:13Z",
                        text);
    if (status != LEO_OK)
        return leo_fail(error, status, "epoch", "%s", why.message);
    *epoch = read;
    return LEO_OK;
}

leo_status leo_epoch_utc_text(leo_epoch epoch, int decimals, char text[40], leo_error *error)
{
    char body[48];
    text[0] = 0;
    if (decimals < 0 || decimals > 9)
        return leo_fail(error, LEO_BAD_ARGUMENT, "decimals", "%d: must lie in 0 .. 9", decimals);
    const leo_status status = leo_epoch_write(epoch, LEO_UTC, decimals, NULL, body, error);
    if (status == LEO_OK)
        snprintf(text, 40, "%.38sZ", body);
    return status;
}

leo_status leo_epoch_day_of_year(leo_epoch epoch, double *day, leo_error *error)
{
    leo_calendar c = { 0 };
    const leo_status status = leo_epoch_utc_fields(epoch, 6, &c, error);
    if (status != LEO_OK)
        return status;
    const int first = leo_mjd_of(c.year, 1, 1), today = leo_mjd_of(c.year, c.month, c.day);
    *day = 1 + (today - first) + (c.hour + (c.minute + c.second / 60) / 60) / 24;
    return LEO_OK;
}
