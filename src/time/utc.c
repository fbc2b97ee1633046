/* SPDX-License-Identifier: MIT */

/*
 * UTC from TAI and back.
 *
 *     TAI = 0h of the day + (TAI-UTC at 0h) + s (1 + r / 86400)       s  second of the day, r  drift a day
 *
 * Source  time/leap.c. The seconds of a day that ends in a step run on beyond 86400 (or end before it).
 * Error   rounding, 1e-15 s after 1972, 1e-11 s before.
 */
#include "time/utc.h"

#include "base/error.h"
#include "time/epoch.h"

#include <math.h>

static const double DAY_S = 86400;

/* 0h UTC of a day. The reference of epochs, MJD 51544.5, is noon. */
static leo_epoch midnight(int mjd, const leo_leap_day *day)
{
    return leo_epoch_add((leo_epoch){ (mjd - 51544) * DAY_S - DAY_S / 2, 0 }, day->offset_s);
}

leo_status leo_epoch_of_utc(leo_utc utc, const leo_leap_table *table, leo_epoch *epoch, leo_error *error)
{
    leo_leap_day day;
    const leo_status status = leo_leap_on(table, utc.mjd, &day, error);
    if (status != LEO_OK)
        return status;
    const double drift_s = (utc.whole_s + utc.part_s) * (day.rate_s_day / DAY_S);
    *epoch = leo_epoch_add(leo_epoch_add(midnight(utc.mjd, &day), utc.whole_s), utc.part_s + drift_s);
    return LEO_OK;
}

leo_status leo_utc_of_epoch(leo_epoch epoch, const leo_leap_table *table, leo_utc *utc, leo_error *error)
{
    const double days = floor(epoch.whole_s / DAY_S + 51544.5);
    if (!(days > -1e6 && days < 1e7 && isfinite(epoch.part_s)))
        return leo_fail(error, LEO_BAD_ARGUMENT, "epoch",
                        "%g + %g s: must be finite and in the years 1 .. 9999", epoch.whole_s, epoch.part_s);
    // TAI - UTC lies within a day of zero: the day of UTC is that of TAI or a neighbour. At the edge of the table the first
    // midnight alone can tell.
    leo_leap_day day;
    leo_status status = LEO_OK;
    for (int mjd = (int)days + 1; mjd >= (int)days - 1; mjd--) {
        leo_error why = { 0 };
        status = leo_leap_on(table, mjd, &day, &why);
        if (status != LEO_OK) {
            if (error && error->status == LEO_OK)
                *error = why;
            return status;
        }
        const leo_epoch start = midnight(mjd, &day);
        const double since = leo_epoch_since(epoch, start);
        if (since < 0)
            continue;
        const double rate = day.rate_s_day / DAY_S;
        const double part = (epoch.part_s - start.part_s) - since * (rate / (1 + rate));
        const double whole = floor(part);
        *utc = (leo_utc){ mjd, (epoch.whole_s - start.whole_s) + whole, part - whole, day.step_s };
        return LEO_OK;
    }
    return leo_fail(error, LEO_BAD_ARGUMENT, "epoch", "TAI-UTC must lie within a day");
}
