/* SPDX-License-Identifier: MIT */

/*
 * TAI - UTC since 1960.
 *
 * Source  1961 on: USNO, tai-utc.dat, and IERS, UTC-TAI.history and Leap_Second.dat (Bulletin C 72, July 2026: no step
 *         up to the end of June 2027). 1960: the same rate carried back with the step of 1961-01-01, as in the IAU's
 *         SOFA collection.
 * Valid   from 1960-01-01 on; the last value holds beyond the expiry.
 * Error   none: UTC is defined so.
 */
#include "time/leap.h"

#include "base/error.h"
#include "time/calendar.h"

// clang-format off
static const leo_leap_row rows[] = {
    { 36934, 1.4178180, 37300, 0.001296  }, // 1960-01-01
    { 37300, 1.4228180, 37300, 0.001296  }, // 1961-01-01
    { 37512, 1.3728180, 37300, 0.001296  }, // 1961-08-01
    { 37665, 1.8458580, 37665, 0.0011232 }, // 1962-01-01
    { 38334, 1.9458580, 37665, 0.0011232 }, // 1963-11-01
    { 38395, 3.2401300, 38761, 0.001296  }, // 1964-01-01
    { 38486, 3.3401300, 38761, 0.001296  }, // 1964-04-01
    { 38639, 3.4401300, 38761, 0.001296  }, // 1964-09-01
    { 38761, 3.5401300, 38761, 0.001296  }, // 1965-01-01
    { 38820, 3.6401300, 38761, 0.001296  }, // 1965-03-01
    { 38942, 3.7401300, 38761, 0.001296  }, // 1965-07-01
    { 39004, 3.8401300, 38761, 0.001296  }, // 1965-09-01
    { 39126, 4.3131700, 39126, 0.002592  }, // 1966-01-01
    { 39887, 4.2131700, 39126, 0.002592  }, // 1968-02-01
    { 41317, 10, 41317, 0 }, { 41499, 11, 41317, 0 }, { 41683, 12, 41317, 0 }, { 42048, 13, 41317, 0 },
    { 42413, 14, 41317, 0 }, { 42778, 15, 41317, 0 }, { 43144, 16, 41317, 0 }, { 43509, 17, 41317, 0 },
    { 43874, 18, 41317, 0 }, { 44239, 19, 41317, 0 }, { 44786, 20, 41317, 0 }, { 45151, 21, 41317, 0 },
    { 45516, 22, 41317, 0 }, { 46247, 23, 41317, 0 }, { 47161, 24, 41317, 0 }, { 47892, 25, 41317, 0 },
    { 48257, 26, 41317, 0 }, { 48804, 27, 41317, 0 }, { 49169, 28, 41317, 0 }, { 49534, 29, 41317, 0 },
    { 50083, 30, 41317, 0 }, { 50630, 31, 41317, 0 }, { 51179, 32, 41317, 0 }, { 53736, 33, 41317, 0 },
    { 54832, 34, 41317, 0 }, { 56109, 35, 41317, 0 }, { 57204, 36, 41317, 0 }, { 57754, 37, 41317, 0 },
};
// clang-format on

static const leo_leap_table builtin = {
    .name = "leap seconds (built in, IERS Bulletin C 72)",
    .count = sizeof rows / sizeof *rows,
    .rows = rows,
    .expires_mjd = 61584, // 2027-06-28
};

const leo_leap_table *leo_leap_builtin(void)
{
    return &builtin;
}

leo_leap_table *leo_leap_constant(double tai_minus_utc_s, leo_arena *arena, leo_error *error)
{
    leo_leap_table *table = LEO_TAKE(arena, leo_leap_table, 1);
    leo_leap_row *row = LEO_TAKE(arena, leo_leap_row, 1);
    if (!table || !row) {
        leo_fail(error, LEO_NO_MEMORY, "leap seconds", "no memory");
        return NULL;
    }
    *row = (leo_leap_row){ .mjd = leo_mjd_of(1, 1, 1), .offset_s = tai_minus_utc_s };
    *table = (leo_leap_table){ .name = "constant TAI-UTC", .count = 1, .rows = row };
    return table;
}

/* The last row that begins at or before `mjd`, or -1. */
static int row_at(const leo_leap_table *table, int mjd)
{
    int low = -1, high = table->count;
    while (high - low > 1) {
        const int middle = (low + high) / 2;
        if (table->rows[middle].mjd <= mjd)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static double offset_at(const leo_leap_row *row, int mjd)
{
    return row->offset_s + (mjd - row->rate_mjd) * row->rate_s_day;
}

leo_status leo_leap_on(const leo_leap_table *table, int mjd, leo_leap_day *day, leo_error *error)
{
    if (!table)
        table = &builtin;
    const int k = row_at(table, mjd);
    if (k < 0) {
        const leo_date first = leo_date_of(table->rows[0].mjd);
        return leo_fail(
            error, LEO_OUT_OF_RANGE, "epoch",
            "MJD %d: UTC is defined from %04d-%02d-%02d on by %s; add a table that begins earlier (leonov "
            "data add FILE), or give the instant in TT or TAI",
            mjd, first.year, first.month, first.day, table->name);
    }
    const leo_leap_row *row = &table->rows[k];
    day->offset_s = offset_at(row, mjd);
    day->rate_s_day = row->rate_s_day;
    day->step_s = 0;
    if (k + 1 < table->count && table->rows[k + 1].mjd == mjd + 1)
        day->step_s = offset_at(row + 1, mjd + 1) - (day->offset_s + day->rate_s_day);
    return LEO_OK;
}
