/* SPDX-License-Identifier: MIT */

/*
 * Rotation angle and pole of the Earth, from observations.
 *
 *     UT1-TAI = (UT1R-TAI)(t) + sum A_j sin(k_j1 l + k_j2 l' + k_j3 F + k_j4 D + k_j5 Om)
 *
 *     UT1R-TAI, x, y, dX, dY   quintic between two days, 0h UTC, with slopes and bends there through five days: smooth
 *     A_j                      zonal tides of 5 to 35 days
 *
 *     before 1962              straight lines through TT-UT1 of the turns of the year, pole at the origin
 *
 * Source  Days: orientation_table.c, or a user's file. Before 1962: McCarthy and Babcock, Phys. Earth Planet. Inter. 44
 *         (1986) 281, as in the USNO list of historical TT-UT1 (33.15, 33.59, 34.00 s). Tides: IERS Conventions (2010),
 *         table 8.1. Arguments: Simon et al., Astron. Astrophys. 282 (1994), linear part.
 * Valid   1960-01-01 .. 2027-08-23, foretold from 2026-08-21 on; refused outside. The daily and half-daily ocean tides
 *         (UT1 0.05 ms, pole 0.5 mas) are no part of the daily series and are left out.
 * Error   at 0h UTC the digits of the series. Between, every other day left out of the series comes back to 4 us rms and
 *         0.04 mas (1960s), 41 us and 0.45 mas (1984 .. 2003), 13 us and 0.13 mas (since 2004): an upper bound, as the
 *         true gap is half as wide. The series itself is good to about 1 ms and 20 mas in the 1960s, 10 us and 0.1 mas now;
 *         a forecast of a year to 25 ms and 30 mas. Before 1962 UT1 0.05 s (23 m at the equator, most of it seasonal),
 *         pole 0.4 arcsec (12 m).
 */
#include "base/error.h"
#include "math/vec.h"
#include "time/calendar.h"
#include "time/epoch.h"
#include "time/orientation_inside.h"
#include "time/utc.h"

#include <math.h>
#include <stdio.h>

static const double DAY_S = 86400, DEG = 3.14159265358979323846 / 180,
                    ARCSEC = 3.14159265358979323846 / 648000;

typedef struct tide_row {
    signed char l, lp, f, d, om;
    double amplitude_s;
} tide_row;

// clang-format off
static const tide_row tides[] = {
    {  1, 0, 2,  2,  2, -0.02e-4 }, { 2,  0, 2, 0,  1, -0.04e-4 }, { 2, 0, 2, 0, 2, -0.10e-4 }, {  0,  0, 2, 2,  1, -0.05e-4 },
    {  0, 0, 2,  2,  2, -0.12e-4 }, { 1,  0, 2, 0,  0, -0.04e-4 }, { 1, 0, 2, 0, 1, -0.41e-4 }, {  1,  0, 2, 0,  2, -1.00e-4 },
    {  3, 0, 0,  0,  0, -0.02e-4 }, { -1, 0, 2, 2,  1, -0.08e-4 }, { -1, 0, 2, 2, 2, -0.20e-4 }, { 1,  0, 0, 2,  0, -0.08e-4 },
    {  2, 0, 2, -2,  2,  0.02e-4 }, { 0,  1, 2, 0,  2,  0.03e-4 }, { 0, 0, 2, 0, 0, -0.30e-4 }, {  0,  0, 2, 0,  1, -3.21e-4 },
    {  0, 0, 2,  0,  2, -7.76e-4 }, { 2,  0, 0, 0,  0, -0.34e-4 }, { 0, 0, 0, 2, -1, 0.05e-4 }, {  0,  0, 0, 2,  0, -0.73e-4 },
    {  0, 0, 0,  2,  1, -0.05e-4 }, { 0, -1, 0, 2,  0, -0.05e-4 }, { 1, 0, 2, -2, 1, 0.05e-4 }, {  1,  0, 2, -2, 2,  0.10e-4 },
    {  1, 1, 0,  0,  0,  0.04e-4 }, { -1, 0, 2, 0,  0,  0.05e-4 }, { -1, 0, 2, 0, 1, 0.18e-4 }, { -1,  0, 2, 0,  2,  0.44e-4 },
    {  1, 0, 0,  0, -1,  0.53e-4 }, { 1,  0, 0, 0,  0, -8.26e-4 }, { 1, 0, 0, 0, 1,  0.54e-4 }, { -1,  0, 0, 2, -1,  0.11e-4 },
    { -1, 0, 0,  2,  0, -1.82e-4 }, { -1, 0, 0, 2,  1,  0.13e-4 },
};
// clang-format on

double leo_orientation_tide_s(double mjd)
{
    const double t = (mjd - 51544.5) / 36525;
    const double l = (134.96340251 + 477198.8675605 * t) * DEG;
    const double lp = (357.52910918 + 35999.0502911 * t) * DEG;
    const double f = (93.27209062 + 483202.0174577 * t) * DEG;
    const double d = (297.85019547 + 445267.1114469 * t) * DEG;
    const double om = (125.04455501 - 1934.1362891 * t) * DEG;
    double sum = 0;
    for (size_t i = 0; i < sizeof tides / sizeof *tides; i++) {
        const tide_row *row = &tides[i];
        sum += row->amplitude_s * sin(row->l * l + row->lp * lp + row->f * f + row->d * d + row->om * om);
    }
    return sum;
}

/* UT1-TAI at 0h of 1960-01-01 and 1961-01-01; from 1962-01-01 on the table has it. */
static const double EARLY_MJD[] = { 36934, 37300, 37665 },
                    EARLY_UT1_TAI_S[] = { 32.184 - 33.15, 32.184 - 33.59 };

const leo_orientation_table *leo_orientation_builtin(void)
{
    return &LEO_ORIENTATION_BUILTIN;
}

static double read(const leo_orientation_table *table, int day, int quantity)
{
    const double uas = 1e-6 * ARCSEC;
    if (table->figures)
        return (quantity == LEO_TURN_UT1R ? 1e-7 : uas) * table->figures[day][quantity];
    return table->days[day].value[quantity];
}

/* Change a day at the row `k`: through five rows, three at the second, and three on one side at the ends. */
static double slope(const leo_orientation_table *table, int k, int j)
{
    const int last = table->count - 1;
    if (k >= 2 && k <= last - 2)
        return (8 * (read(table, k + 1, j) - read(table, k - 1, j)) -
                (read(table, k + 2, j) - read(table, k - 2, j))) /
               12;
    if (k >= 1 && k <= last - 1)
        return (read(table, k + 1, j) - read(table, k - 1, j)) / 2;
    const int in = k == 0 ? 1 : -1;
    return in * (4 * read(table, k + in, j) - 3 * read(table, k, j) - read(table, k + 2 * in, j)) / 2;
}

/* Half the second derivative a day squared, likewise; none at the ends. */
static double bend(const leo_orientation_table *table, int k, int j)
{
    const int last = table->count - 1;
    if (k == 0 || k == last)
        return 0;
    const double near = read(table, k + 1, j) + read(table, k - 1, j), here = read(table, k, j);
    if (k == 1 || k == last - 1)
        return (near - 2 * here) / 2;
    return (16 * near - 30 * here - (read(table, k + 2, j) + read(table, k - 2, j))) / 24;
}

/* Hermite's quintic, `at` days from the first row, between it and the last. */
static void interpolate(const leo_orientation_table *table, double at, double value[LEO_TURNS])
{
    const int k = (int)leo_clamp(at, 0, table->count - 2);
    const double x = at - k, y = 1 - x, x3 = x * x * x, y3 = y * y * y;
    for (int j = 0; j < LEO_TURNS; j++) {
        const double a = read(table, k, j), b = read(table, k + 1, j);
        const double left =
            a * (1 + 3 * x + 6 * x * x) + slope(table, k, j) * x * (1 + 3 * x) + bend(table, k, j) * x * x;
        const double right = b * (1 + 3 * y + 6 * y * y) - slope(table, k + 1, j) * y * (1 + 3 * y) +
                             bend(table, k + 1, j) * y * y;
        value[j] = y3 * left + x3 * right;
    }
}

static leo_orientation sum_of(const double value[LEO_TURNS], double mjd)
{
    return (leo_orientation){
        .ut1_minus_tai_s = value[LEO_TURN_UT1R] + leo_orientation_tide_s(mjd),
        .pole_x_rad = value[LEO_TURN_X],
        .pole_y_rad = value[LEO_TURN_Y],
        .dx_rad = value[LEO_TURN_DX],
        .dy_rad = value[LEO_TURN_DY],
    };
}

static leo_orientation early(double mjd)
{
    const int k = mjd < EARLY_MJD[1] ? 0 : 1;
    const double part = (mjd - EARLY_MJD[k]) / (EARLY_MJD[k + 1] - EARLY_MJD[k]);
    // the last point meets the table, so that the join is continuous
    const double first =
        read(&LEO_ORIENTATION_BUILTIN, 0, LEO_TURN_UT1R) + leo_orientation_tide_s(EARLY_MJD[2]);
    const double end = k == 0 ? EARLY_UT1_TAI_S[1] : first;
    return (leo_orientation){ .ut1_minus_tai_s = EARLY_UT1_TAI_S[k] + part * (end - EARLY_UT1_TAI_S[k]) };
}

static leo_epoch midnight(const leo_leap_table *leap, int mjd)
{
    leo_leap_day day;
    if (leo_leap_on(leap, mjd, &day, NULL) != LEO_OK)
        day.offset_s = 0;
    return leo_epoch_add((leo_epoch){ (mjd - 51544) * DAY_S - DAY_S / 2, 0 }, day.offset_s);
}

/* 1 when `table` itself knows the instant. */
static int known(const leo_orientation_table *table, leo_epoch epoch, double mjd_tai,
                 leo_orientation *orientation)
{
    if (table->constant) {
        *orientation = *table->constant;
        return 1;
    }
    leo_utc utc;
    const double rounding_d = 1e-11; // of a Julian date
    if (leo_utc_of_epoch(epoch, table->leap, &utc, NULL) != LEO_OK)
        return 0;
    const double at = (utc.mjd - table->first_mjd) + (utc.whole_s + utc.part_s) / (DAY_S + utc.step_s);
    if (table->figures && at < -rounding_d) {
        *orientation = early(mjd_tai);
        return 1;
    }
    if (!(at >= -rounding_d && at <= table->count - 1 + rounding_d))
        return 0;
    double value[LEO_TURNS];
    interpolate(table, at, value);
    *orientation = sum_of(value, table->first_mjd + at);
    return 1;
}

/* "NAME knows 1962-01-01 to 2027-08-23" for each set asked. */
static void describe(const leo_orientation_table *table, char text[400])
{
    size_t length = 0;
    text[0] = 0;
    for (; table && length < 300; table = table->below) {
        const leo_date first = leo_date_of(table->figures ? (int)EARLY_MJD[0] : table->first_mjd),
                       last = leo_date_of(table->first_mjd + table->count - 1);
        length += (size_t)snprintf(
            text + length, 400 - length, "%s%.100s from %04d-%02d-%02d to %04d-%02d-%02d", length ? ", " : "",
            table->name, first.year, first.month, first.day, last.year, last.month, last.day);
    }
}

leo_status leo_orientation_in(const leo_orientation_table *table, leo_epoch epoch,
                              leo_orientation *orientation, leo_error *error)
{
    if (!table)
        table = &LEO_ORIENTATION_BUILTIN;
    double jd1, jd2;
    leo_epoch_tai(epoch, &jd1, &jd2);
    const double mjd = (jd1 - 2400000.5) + jd2;
    for (const leo_orientation_table *set = table; set; set = set->below)
        if (known(set, epoch, mjd, orientation))
            return LEO_OK;
    char text[400];
    describe(table, text);
    const leo_date day = leo_date_of(isfinite(mjd) ? (int)floor(leo_clamp(mjd, -678575, 2973483)) : 0);
    return leo_fail(error, LEO_OUT_OF_RANGE, "earth orientation",
                    "%04d-%02d-%02d (MJD %.5f) is not covered: %s; add a set that covers it (IERS C04 or "
                    "finals2000A): leonov data add FILE",
                    day.year, day.month, day.day, mjd, text);
}

leo_status leo_orientation_at(leo_epoch epoch, leo_orientation *orientation, leo_error *error)
{
    return leo_orientation_in(NULL, epoch, orientation, error);
}

leo_orientation_about leo_orientation_about_of(const leo_orientation_table *table)
{
    if (!table)
        table = &LEO_ORIENTATION_BUILTIN;
    const leo_epoch first = midnight(table->leap, table->figures ? (int)EARLY_MJD[0] : table->first_mjd),
                    last = midnight(table->leap, table->first_mjd + table->count - 1);
    return (leo_orientation_about){ table->name, first, last,
                                    table->predicted_mjd ? midnight(table->leap, table->predicted_mjd)
                                                         : last };
}

leo_orientation_table *leo_orientation_constant(leo_orientation value, leo_arena *arena, leo_error *error)
{
    leo_orientation_table *table = LEO_TAKE(arena, leo_orientation_table, 1);
    leo_orientation *constant = LEO_TAKE(arena, leo_orientation, 1);
    if (!table || !constant) {
        leo_fail(error, LEO_NO_MEMORY, "Earth orientation", "no memory");
        return NULL;
    }
    if (!(fabs(value.ut1_minus_tai_s) < DAY_S && fabs(value.pole_x_rad) < 1e-3 &&
          fabs(value.pole_y_rad) < 1e-3 && fabs(value.dx_rad) < 1e-3 && fabs(value.dy_rad) < 1e-3)) {
        leo_fail(error, LEO_BAD_ARGUMENT, "Earth orientation",
                 "UT1-TAI must lie within a day, pole and offsets within 1e-3 rad");
        return NULL;
    }
    *constant = value;
    const int first = leo_mjd_of(1, 1, 1);
    *table = (leo_orientation_table){ .name = "constant",
                                      .first_mjd = first,
                                      .constant = constant,
                                      .count = leo_mjd_of(9999, 12, 31) - first + 1 };
    return table;
}
