/* SPDX-License-Identifier: MIT */

/*
 * Epochs as text: ISO 8601 with month and day or with the day of the year, on a clock of any scale. Digits are read and
 * written by hand: a host's locale may use a comma.
 */
#include "base/error.h"
#include "time/calendar.h"
#include "time/epoch.h"
#include "time/scale.h"
#include "time/utc.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { TEXT_ROOM = 64, BY_MONTH = -1, UTC_FIRST_YEAR = 1960, UTC_LAST_YEAR = 2200, MJD_2000 = 51544 };

static const double DAY_S = 86400;

/* A date and time of day as written. */
typedef struct reading {
    leo_date date;
    int day_of_year; // BY_MONTH: the date was written with month and day
    int hour, minute, second;
    double fraction_s;
} reading;

/* Reads `digits` digits exactly. Returns the place behind them, or NULL. */
static const char *read_digits(const char *text, int digits, int *value)
{
    *value = 0;
    for (int i = 0; i < digits; i++, text++) {
        if (*text < '0' || *text > '9')
            return NULL;
        *value = 10 * *value + (*text - '0');
    }
    return text;
}

/* ".25" after the seconds, as exact tenths that are summed once. */
static const char *read_fraction(const char *text, double *fraction)
{
    double value = 0, scale = 1;
    *fraction = 0;
    if (*text != '.')
        return text;
    int digits = 0;
    for (text++; *text >= '0' && *text <= '9'; text++, digits++)
        if (digits < 15) {
            value = 10 * value + (*text - '0');
            scale *= 10;
        }
    *fraction = value / scale;
    return digits ? text : NULL;
}

static const char *read_date(const char *text, reading *r)
{
    text = read_digits(text, 4, &r->date.year);
    if (!text || *text++ != '-')
        return NULL;
    const char *ordinal = read_digits(text, 3, &r->day_of_year);
    if (ordinal && (*ordinal == 'T' || *ordinal == 'Z' || !*ordinal))
        return ordinal;
    r->day_of_year = BY_MONTH;
    text = read_digits(text, 2, &r->date.month);
    if (!text || *text++ != '-')
        return NULL;
    return read_digits(text, 2, &r->date.day);
}

static const char *read_time(const char *text, reading *r)
{
    if (*text != 'T')
        return text;
    text = read_digits(text + 1, 2, &r->hour);
    if (!text || *text++ != ':')
        return NULL;
    text = read_digits(text, 2, &r->minute);
    if (!text || *text != ':')
        return text;
    text = read_digits(text + 1, 2, &r->second);
    return text ? read_fraction(text, &r->fraction_s) : NULL;
}

static leo_status bad_date(const char *text, const char *what, leo_timescale scale, leo_error *error)
{
    if (scale == LEO_UTC)
        return leo_fail(
            error, LEO_BAD_INPUT, "epoch",
            "'%.60s': %s; write a date of UTC such as 1965-03-18T08:28:13.25Z or 1965-077T08:28:13Z", text,
            what);
    return leo_fail(error, LEO_BAD_INPUT, "epoch",
                    "'%.60s': %s; write a date of %s such as 1965-03-18T08:28:13.25 or 1965-077T08:28:13",
                    text, what, leo_timescale_name(scale));
}

static leo_status check_year(const char *text, int year, leo_timescale scale, leo_error *error)
{
    if (year < 1)
        return leo_fail(error, LEO_OUT_OF_RANGE, "epoch", "'%.60s': dates are read from the year 1 on", text);
    if (scale != LEO_UTC)
        return LEO_OK;
    if (year < UTC_FIRST_YEAR)
        return leo_fail(error, LEO_OUT_OF_RANGE, "epoch",
                        "'%.60s': UTC is defined from %d-01-01 on; give earlier instants in TT or TAI", text,
                        UTC_FIRST_YEAR);
    if (year > UTC_LAST_YEAR)
        return leo_fail(error, LEO_OUT_OF_RANGE, "epoch",
                        "'%.60s': dates of UTC are read up to the year %d; give later instants in TT or TAI",
                        text, UTC_LAST_YEAR);
    return LEO_OK;
}

/* What is wrong with the calendar day, or NULL; fills in month and day where the day of the year was written. */
static const char *settle_date(reading *r, int *mjd)
{
    leo_date *date = &r->date;
    if (r->day_of_year != BY_MONTH) {
        const int first = leo_mjd_of(date->year, 1, 1);
        if (r->day_of_year < 1 || r->day_of_year > 337 + leo_days_of_month(date->year, 2))
            return "no such day in that year";
        *mjd = first + r->day_of_year - 1;
        return NULL;
    }
    if (!leo_days_of_month(date->year, date->month))
        return "no such month";
    if (date->day < 1 || date->day > leo_days_of_month(date->year, date->month))
        return "no such day in that month";
    *mjd = leo_mjd_of(date->year, date->month, date->day);
    return NULL;
}

leo_status leo_epoch_read(const char *text, size_t length, leo_timescale scale, const leo_clocks *clocks,
                          leo_epoch *epoch, leo_error *error)
{
    char copy[TEXT_ROOM] = { 0 };
    if ((unsigned)scale >= LEO_SCALES)
        return leo_fail(error, LEO_BAD_ARGUMENT, "time scale", "%d: there is no such scale", (int)scale);
    memcpy(copy, text, length < TEXT_ROOM - 1 ? length : TEXT_ROOM - 1);
    reading r = { .day_of_year = BY_MONTH };
    const char *at = length < TEXT_ROOM ? read_date(copy, &r) : NULL;
    at = at ? read_time(at, &r) : NULL;
    if (!at || (*at && !(*at == 'Z' && !at[1])) || (size_t)(at - copy) + (*at == 'Z') != length)
        return bad_date(copy, "not a date", scale, error);
    if (*at == 'Z' && scale != LEO_UTC)
        return bad_date(copy, "Z says UTC", scale, error);
    leo_status status = check_year(copy, r.date.year, scale, error);
    if (status != LEO_OK)
        return status;
    leo_utc utc = { .whole_s = 3600.0 * r.hour + 60 * r.minute + r.second, .part_s = r.fraction_s };
    const char *flaw = settle_date(&r, &utc.mjd);
    if (flaw)
        return bad_date(copy, flaw, scale, error);
    leo_leap_day day = { 0 };
    if (scale == LEO_UTC &&
        (status = leo_leap_on(clocks ? clocks->leap : NULL, utc.mjd, &day, error)) != LEO_OK)
        return status;
    const int last_minute = r.hour == 23 && r.minute == 59;
    const double minute_s = last_minute ? 60 + day.step_s : 60;
    // a step leaves a rounding of 1e-15 s in the length of the day
    if (r.hour > 23 || r.minute > 59 || r.second + r.fraction_s >= minute_s - 1e-13)
        return bad_date(copy, "no such time of day", scale, error);
    if (scale == LEO_UTC)
        return leo_epoch_of_utc(utc, clocks ? clocks->leap : NULL, epoch, error);
    const leo_epoch clock = { (utc.mjd - MJD_2000) * DAY_S - DAY_S / 2 + utc.whole_s, utc.part_s };
    return leo_epoch_of_clock(clock, scale, clocks, epoch, error);
}

/* The day and second of the day that a clock of `scale` shows. */
static leo_status shown(leo_epoch epoch, leo_timescale scale, const leo_clocks *clocks, leo_utc *utc,
                        leo_error *error)
{
    if (scale == LEO_UTC)
        return leo_utc_of_epoch(epoch, clocks ? clocks->leap : NULL, utc, error);
    double offset_s;
    const leo_status status = leo_timescale_minus_tai(epoch, scale, clocks, &offset_s, error);
    if (status != LEO_OK)
        return status;
    const leo_epoch clock = leo_epoch_add(epoch, offset_s);
    const double days = floor(clock.whole_s / DAY_S + 0.5);
    *utc = (leo_utc){ MJD_2000 + (int)days, clock.whole_s - (days - 0.5) * DAY_S, clock.part_s, 0 };
    return LEO_OK;
}

static leo_status fields_of(leo_epoch epoch, leo_timescale scale, int decimals, const leo_clocks *clocks,
                            leo_calendar *calendar, leo_error *error)
{
    if (decimals < 0 || decimals > 12)
        return leo_fail(error, LEO_BAD_ARGUMENT, "decimals", "%d: must lie in 0 .. 12", decimals);
    leo_utc utc;
    const leo_status status = shown(epoch, scale, clocks, &utc, error);
    if (status != LEO_OK)
        return status;
    long long per_second = 1;
    for (int i = 0; i < decimals; i++)
        per_second *= 10;
    long long ticks = (long long)utc.whole_s * per_second + llround(utc.part_s * (double)per_second);
    const long long length = (long long)DAY_S * per_second + llround(utc.step_s * (double)per_second);
    if (ticks >= length) {
        utc.mjd++;
        ticks = 0;
    }
    const leo_date date = leo_date_of(utc.mjd);
    const int last = scale == LEO_UTC ? UTC_LAST_YEAR : 9999;
    if (date.year < 1 || date.year > last)
        return leo_fail(error, LEO_OUT_OF_RANGE, "epoch",
                        "MJD %d: dates of %s are written from the year %d to the year %d", utc.mjd,
                        leo_timescale_name(scale), scale == LEO_UTC ? UTC_FIRST_YEAR : 1, last);
    const long long last_minute = 1439; // it may have more than 60 seconds
    long long minutes = ticks / (60 * per_second);
    minutes = minutes < last_minute ? minutes : last_minute;
    *calendar = (leo_calendar){ date.year,
                                date.month,
                                date.day,
                                (int)(minutes / 60),
                                (int)(minutes % 60),
                                (double)(ticks - minutes * 60 * per_second) / (double)per_second };
    return LEO_OK;
}

leo_status leo_epoch_write(leo_epoch epoch, leo_timescale scale, int decimals, const leo_clocks *clocks,
                           char text[48], leo_error *error)
{
    leo_calendar c = { 0 };
    text[0] = 0;
    const leo_status status = fields_of(epoch, scale, decimals, clocks, &c, error);
    if (status != LEO_OK)
        return status;
    long long per_second = 1;
    for (int i = 0; i < decimals; i++)
        per_second *= 10;
    long long ticks = llround(c.second * (double)per_second);
    const int length = snprintf(text, 48, "%04d-%02d-%02dT%02d:%02d:%02d", c.year, c.month, c.day, c.hour,
                                c.minute, (int)(ticks / per_second) % 100);
    if (decimals > 0) {
        text[length] = '.';
        text[length + decimals + 1] = 0;
        for (int i = decimals; i > 0; i--, ticks /= 10)
            text[length + i] = (char)('0' + ticks % 10);
    }
    return LEO_OK;
}

leo_status leo_epoch_utc_fields(leo_epoch epoch, int decimals, leo_calendar *utc, leo_error *error)
{
    return fields_of(epoch, LEO_UTC, decimals, NULL, utc, error);
}
