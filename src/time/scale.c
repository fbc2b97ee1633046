/* SPDX-License-Identifier: MIT */

/*
 * Time scales.
 *
 *     TT  = TAI + 32.184 s                          GPS = TAI - 19 s            UT1, see orientation.c
 *     TDB = TT + (1.7 ms, 787 periodic terms)       UTC, see utc.c
 *     TT  = TCG - LG (TCG - T0)                     LG = 6.969290134e-10        T0 = 1977-01-01 0h TAI
 *     TDB = TCB - LB (TCB - T0) - 6.55e-5 s         LB = 1.550519768e-8
 *
 * Source  IAU 2000 resolution B1.9 (TT, TCG), IAU 2006 resolution B3 (TDB, TCB); TDB: Fairhead & Bretagnon, Astron.
 *         Astrophys. 229 (1990) 240, the full series as in ERFA's eraDtdb, for an event at the geocentre.
 * Valid   years 1 .. 9999; UTC from 1960 to 2200, UT1 as its table.
 * Error   TDB a few ns against numerical integration for 1950 .. 2050, then growing; the others by definition.
 *         An event away from the geocentre has a TDB that differs by up to 2 us on the ground.
 */
#include "time/scale.h"

#include "base/error.h"
#include "time/calendar.h"
#include "time/epoch.h"
#include "time/utc.h"

#include <erfa.h>
#include <math.h>

static const double DAY_S = 86400, J2000_JD = 2451545;
static const double TT_MINUS_TAI_S = 32.184, GPS_MINUS_TAI_S = -19;
static const double LG = 6.969290134e-10, LB = 1.550519768e-8, TDB0_S = -6.55e-5;
static const double T0_TT_S =
    -8400.5 * 86400 + 32.184; // since 2000-01-01T12:00:00, on a clock of TT, TDB, TCG or TCB

static double tdb_minus_tt_s(double tt_s)
{
    return eraDtdb(J2000_JD, tt_s / DAY_S, 0, 0, 0, 0);
}

static leo_status tai_offset(leo_epoch epoch, const leo_clocks *clocks, double *seconds, leo_error *error)
{
    (void)epoch, (void)clocks, (void)error;
    *seconds = 0;
    return LEO_OK;
}

static leo_status tt_offset(leo_epoch epoch, const leo_clocks *clocks, double *seconds, leo_error *error)
{
    (void)epoch, (void)clocks, (void)error;
    *seconds = TT_MINUS_TAI_S;
    return LEO_OK;
}

static leo_status gps_offset(leo_epoch epoch, const leo_clocks *clocks, double *seconds, leo_error *error)
{
    (void)epoch, (void)clocks, (void)error;
    *seconds = GPS_MINUS_TAI_S;
    return LEO_OK;
}

static leo_status tdb_offset(leo_epoch epoch, const leo_clocks *clocks, double *seconds, leo_error *error)
{
    (void)clocks, (void)error;
    *seconds = TT_MINUS_TAI_S + tdb_minus_tt_s(epoch.whole_s + (epoch.part_s + TT_MINUS_TAI_S));
    return LEO_OK;
}

static leo_status tcg_offset(leo_epoch epoch, const leo_clocks *clocks, double *seconds, leo_error *error)
{
    (void)clocks, (void)error;
    const double since_t0_s = epoch.whole_s + epoch.part_s + TT_MINUS_TAI_S - T0_TT_S;
    *seconds = TT_MINUS_TAI_S + LG / (1 - LG) * since_t0_s;
    return LEO_OK;
}

static leo_status tcb_offset(leo_epoch epoch, const leo_clocks *clocks, double *seconds, leo_error *error)
{
    double tdb_s;
    const leo_status status = tdb_offset(epoch, clocks, &tdb_s, error);
    const double since_t0_s = epoch.whole_s + epoch.part_s + tdb_s - T0_TT_S;
    *seconds = tdb_s + (LB * since_t0_s - TDB0_S) / (1 - LB);
    return status;
}

static leo_status ut1_offset(leo_epoch epoch, const leo_clocks *clocks, double *seconds, leo_error *error)
{
    leo_orientation orientation;
    const leo_status status =
        leo_orientation_in(clocks ? clocks->orientation : NULL, epoch, &orientation, error);
    if (status == LEO_OK)
        *seconds = orientation.ut1_minus_tai_s;
    return status;
}

static leo_status utc_offset(leo_epoch epoch, const leo_clocks *clocks, double *seconds, leo_error *error)
{
    leo_utc utc;
    const leo_status status = leo_utc_of_epoch(epoch, clocks ? clocks->leap : NULL, &utc, error);
    if (status == LEO_OK)
        *seconds = ((utc.mjd - 51544) * DAY_S - DAY_S / 2 + utc.whole_s - epoch.whole_s) +
                   (utc.part_s - epoch.part_s);
    return status;
}

typedef struct scale_row {
    const char *name;
    leo_status (*minus_tai)(leo_epoch epoch, const leo_clocks *clocks, double *seconds, leo_error *error);
} scale_row;

static const scale_row scales[LEO_SCALES] = {
    [LEO_UTC] = { "UTC", utc_offset }, [LEO_UT1] = { "UT1", ut1_offset }, [LEO_TAI] = { "TAI", tai_offset },
    [LEO_TT] = { "TT", tt_offset },    [LEO_TDB] = { "TDB", tdb_offset }, [LEO_TCG] = { "TCG", tcg_offset },
    [LEO_TCB] = { "TCB", tcb_offset }, [LEO_GPS] = { "GPS", gps_offset },
};

const char *leo_timescale_name(leo_timescale scale)
{
    return (unsigned)scale < LEO_SCALES ? scales[scale].name : "?";
}

leo_timescale leo_timescale_find(const char *name, size_t length)
{
    for (int k = 0; k < LEO_SCALES; k++) {
        const char *row = scales[k].name;
        size_t i = 0;
        while (i < length && row[i] && (name[i] == row[i] || name[i] - 'a' + 'A' == row[i]))
            i++;
        if (i == length && !row[i] && length > 0)
            return (leo_timescale)k;
    }
    return LEO_SCALES;
}

static leo_status check_call(leo_epoch epoch, leo_timescale scale, leo_error *error)
{
    if ((unsigned)scale >= LEO_SCALES)
        return leo_fail(error, LEO_BAD_ARGUMENT, "time scale", "%d: there is no such scale", (int)scale);
    if (!(fabs(epoch.whole_s) < 3.2e11 && fabs(epoch.part_s) < 3.2e11))
        return leo_fail(error, LEO_BAD_ARGUMENT, "epoch",
                        "%g + %g s: must be finite and in the years 1 .. 9999", epoch.whole_s, epoch.part_s);
    return LEO_OK;
}

leo_status leo_timescale_minus_tai(leo_epoch epoch, leo_timescale scale, const leo_clocks *clocks,
                                   double *seconds, leo_error *error)
{
    const leo_status status = check_call(epoch, scale, error);
    return status != LEO_OK ? status : scales[scale].minus_tai(epoch, clocks, seconds, error);
}

leo_status leo_epoch_of_clock(leo_epoch clock, leo_timescale scale, const leo_clocks *clocks,
                              leo_epoch *epoch, leo_error *error)
{
    leo_status status = check_call(clock, scale, error);
    if (status == LEO_OK && scale == LEO_UTC)
        return leo_fail(error, LEO_BAD_ARGUMENT, "time scale",
                        "a clock of UTC does not count seconds evenly");
    *epoch = leo_epoch_add(clock, -TT_MINUS_TAI_S);
    if (scale == LEO_UT1 && status == LEO_OK) { // near UTC, so that the guess does not leave the table
        const double day = floor(clock.whole_s / DAY_S + 0.5);
        const leo_utc near = { .mjd = 51544 + (int)day,
                               .whole_s = clock.whole_s - (day - 0.5) * DAY_S,
                               .part_s = clock.part_s };
        status = leo_epoch_of_utc(near, clocks ? clocks->leap : NULL, epoch, error);
    }
    // Offsets change by 1.6e-8 of the time passed at most: each round gains seven digits.
    for (int round = 0; round < 4 && status == LEO_OK; round++) {
        double offset_s;
        status = scales[scale].minus_tai(*epoch, clocks, &offset_s, error);
        if (status == LEO_OK)
            *epoch = leo_epoch_add(clock, -offset_s);
    }
    return status;
}

leo_status leo_epoch_jd(leo_epoch epoch, leo_timescale scale, const leo_clocks *clocks, double *jd1,
                        double *jd2, leo_error *error)
{
    leo_status status = check_call(epoch, scale, error);
    if (status != LEO_OK)
        return status;
    if (scale == LEO_UTC) {
        leo_utc utc;
        status = leo_utc_of_epoch(epoch, clocks ? clocks->leap : NULL, &utc, error);
        if (status == LEO_OK) {
            *jd1 = 2400000.5 + utc.mjd;
            *jd2 = (utc.whole_s + utc.part_s) / (DAY_S + utc.step_s);
        }
        return status;
    }
    double offset_s;
    status = scales[scale].minus_tai(epoch, clocks, &offset_s, error);
    if (status == LEO_OK) {
        const leo_epoch clock = leo_epoch_add(epoch, offset_s);
        const double days = floor(clock.whole_s / DAY_S);
        *jd1 = J2000_JD + days;
        *jd2 = ((clock.whole_s - days * DAY_S) + clock.part_s) / DAY_S;
    }
    return status;
}

leo_status leo_epoch_from_jd(leo_timescale scale, double jd1, double jd2, const leo_clocks *clocks,
                             leo_epoch *epoch, leo_error *error)
{
    leo_status status = check_call((leo_epoch){ 0, 0 }, scale, error);
    if (status != LEO_OK)
        return status;
    if (!(fabs(jd1) < 1e7 && fabs(jd2) < 1e7 && jd1 + jd2 > 1721425 && jd1 + jd2 < 5373484))
        return leo_fail(error, LEO_OUT_OF_RANGE, "epoch",
                        "Julian date %.6f + %.6f: must lie in the years 1 .. 9999", jd1, jd2);
    const double day1 = floor(jd1), day2 = floor(jd2);
    const double part1 = jd1 - day1, part2 = jd2 - day2;
    if (scale != LEO_UTC) {
        leo_epoch clock = leo_epoch_add((leo_epoch){ (day1 - J2000_JD + day2) * DAY_S, 0 }, part1 * DAY_S);
        clock = leo_epoch_add(clock, part2 * DAY_S);
        return leo_epoch_of_clock(clock, scale, clocks, epoch, error);
    }
    double part = part1 + 0.5; // of the day that begins at midnight
    double carry = floor(part);
    part = (part - carry) + part2;
    carry += floor(part);
    part -= floor(part);
    leo_utc utc = { .mjd = (int)(day1 - 2400001 + day2 + carry) };
    leo_leap_day day;
    status = leo_leap_on(clocks ? clocks->leap : NULL, utc.mjd, &day, error);
    if (status != LEO_OK)
        return status;
    utc.part_s = part * (DAY_S + day.step_s);
    return leo_epoch_of_utc(utc, clocks ? clocks->leap : NULL, epoch, error);
}
