/* SPDX-License-Identifier: MIT */

/*
 * Epochs, time scales and calendars.
 *
 *     TT = TAI + 32.184 s        TDB = TT + (1.7 ms, periodic)        UT1, see orientation.c
 *     UTC by the steps and rates of its history (1960-01-01 on)
 *
 * Source  ERFA, the free copy of the IAU's SOFA collection: eraDtf2d, eraUtctai, eraTaiutc, eraDtdb.
 * Valid   UTC 1960-01-01 .. 2200; leap seconds known to the ERFA that is linked. Before 1972 UTC ran at a rate
 *         of its own and stepped by 0.1 s or 0.05 s: days there are not of 86400 SI seconds.
 * Error   UTC 1e-10 s; TDB 10 us against an ephemeris' own time.
 */
#include "time/epoch.h"

#include "base/error.h"
#include "time/orientation.h"

#include <erfa.h>
#include <erfam.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const int FIRST_YEAR = 1960, LAST_YEAR = 2200;
static const int BY_MONTH = -1; // for a day of the year: the date was written with month and day

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
    const double days = floor(epoch.whole_s / ERFA_DAYSEC);
    *jd1 = ERFA_DJ00 + days;
    *jd2 = ((epoch.whole_s - days * ERFA_DAYSEC) + epoch.part_s) / ERFA_DAYSEC;
}

leo_epoch leo_epoch_from_tai(double jd1, double jd2)
{
    const double day = floor(jd1) - ERFA_DJ00;
    const double rest = (jd1 - floor(jd1)) + jd2;
    const double whole_day = floor(rest);
    const leo_epoch start = { (day + whole_day) * ERFA_DAYSEC, 0 };
    return leo_epoch_add(start, (rest - whole_day) * ERFA_DAYSEC);
}

void leo_epoch_tt(leo_epoch epoch, double *jd1, double *jd2)
{
    double tai1, tai2;
    leo_epoch_tai(epoch, &tai1, &tai2);
    eraTaitt(tai1, tai2, jd1, jd2);
}

void leo_epoch_tdb(leo_epoch epoch, double *jd1, double *jd2)
{
    double tt1, tt2;
    leo_epoch_tt(epoch, &tt1, &tt2);
    eraTttdb(tt1, tt2, eraDtdb(tt1, tt2, 0, 0, 0, 0), jd1, jd2);
}

leo_status leo_epoch_ut1(leo_epoch epoch, double *jd1, double *jd2, leo_error *error)
{
    leo_orientation orientation;
    const leo_status status = leo_orientation_at(epoch, &orientation, error);
    if (status != LEO_OK)
        return status;
    double tai1, tai2;
    leo_epoch_tai(epoch, &tai1, &tai2);
    eraTaiut1(tai1, tai2, orientation.ut1_minus_tai_s, jd1, jd2);
    return LEO_OK;
}

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

/* ".25" after the seconds, as exact tenths that are summed once: independent of the locale. */
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

static const char *read_date(const char *text, leo_calendar *date, int *day_of_year)
{
    text = read_digits(text, 4, &date->year);
    if (!text || *text++ != '-')
        return NULL;
    const char *ordinal = read_digits(text, 3, day_of_year);
    if (ordinal && (*ordinal == 'T' || *ordinal == 'Z'))
        return ordinal;
    *day_of_year = BY_MONTH;
    text = read_digits(text, 2, &date->month);
    if (!text || *text++ != '-')
        return NULL;
    return read_digits(text, 2, &date->day);
}

static const char *read_time(const char *text, leo_calendar *date)
{
    if (*text != 'T')
        return text;
    text = read_digits(text + 1, 2, &date->hour);
    if (!text || *text++ != ':')
        return NULL;
    text = read_digits(text, 2, &date->minute);
    if (!text || *text != ':')
        return text;
    int second;
    double fraction;
    text = read_digits(text + 1, 2, &second);
    if (!text)
        return NULL;
    text = read_fraction(text, &fraction);
    date->second = second + fraction;
    return text;
}

static leo_status bad_date(const char *text, const char *what, leo_error *error)
{
    return leo_fail(error, LEO_BAD_INPUT, "epoch",
                    "'%.60s': %s; write a date of UTC such as 1965-03-18T08:28:13.25Z or 1965-077T08:28:13Z",
                    text, what);
}

static leo_status check_years(const char *text, int year, leo_error *error)
{
    if (year < FIRST_YEAR)
        return leo_fail(error, LEO_OUT_OF_RANGE, "epoch", "'%.60s': UTC is defined from %d-01-01 on", text,
                        FIRST_YEAR);
    if (year > LAST_YEAR)
        return leo_fail(error, LEO_OUT_OF_RANGE, "epoch", "'%.60s': dates are read up to the year %d", text,
                        LAST_YEAR);
    return LEO_OK;
}

static int ordinal_to_date(leo_calendar *date, int day_of_year)
{
    double djm0, first, next, part;
    eraCal2jd(date->year, 1, 1, &djm0, &first);
    eraCal2jd(date->year + 1, 1, 1, &djm0, &next);
    if (day_of_year < 1 || day_of_year > next - first)
        return 0;
    int year;
    return eraJd2cal(djm0, first + day_of_year - 1, &year, &date->month, &date->day, &part) == 0;
}

leo_status leo_epoch_from_utc(const char *text, leo_epoch *epoch, leo_error *error)
{
    leo_calendar date = { 0 };
    int day_of_year;
    const char *at = text ? read_date(text, &date, &day_of_year) : NULL;
    at = at ? read_time(at, &date) : NULL;
    if (!at)
        return bad_date(text ? text : "", "not a date", error);
    if (*at != 'Z' || at[1] != '\0')
        return bad_date(text, *at == '\0' ? "a date of UTC ends in Z" : "not a date", error);
    const leo_status status = check_years(text, date.year, error);
    if (status != LEO_OK)
        return status;
    if (day_of_year != BY_MONTH && !ordinal_to_date(&date, day_of_year))
        return bad_date(text, "no such day in that year", error);

    double utc1, utc2, tai1, tai2;
    const int flaw =
        eraDtf2d("UTC", date.year, date.month, date.day, date.hour, date.minute, date.second, &utc1, &utc2);
    if (flaw < 0 || flaw > 1) // 1: beyond the leap seconds that ERFA knows of
        return bad_date(text,
                        flaw == -2   ? "no such month"
                        : flaw == -3 ? "no such day in that month"
                                     : "no such time of day",
                        error);
    if (eraUtctai(utc1, utc2, &tai1, &tai2) < 0)
        return bad_date(text, "not a date", error);
    *epoch = leo_epoch_from_tai(tai1, tai2);
    return LEO_OK;
}

/*
 * Seconds by which the UTC day is longer than 86400 of its own seconds: the step at its end. ERFA counts the same way
 * in eraDtf2d and eraUtctai, but eraD2dtf leaves out the steps of 0.1 s before 1972, hence this.
 */
static double step_s(int year, int month, int day)
{
    double djm0, mjd, part, at_0h, at_12h, next_0h;
    int y, m, d;
    if (year < FIRST_YEAR)
        return 0;
    eraCal2jd(year, month, day, &djm0, &mjd);
    eraJd2cal(djm0, mjd + 1, &y, &m, &d, &part);
    eraDat(year, month, day, 0, &at_0h);
    eraDat(year, month, day, 0.5, &at_12h);
    eraDat(y, m, d, 0, &next_0h);
    return next_0h - (2 * at_12h - at_0h);
}

/* A quasi-Julian date of UTC as ERFA writes it, rounded to 1 / scale seconds. */
static int fields_of(double utc1, double utc2, double scale, leo_calendar *utc)
{
    leo_calendar c = { 0 };
    double part;
    if (eraJd2cal(utc1, utc2, &c.year, &c.month, &c.day, &part) != 0)
        return 0;
    const double length = ERFA_DAYSEC + step_s(c.year, c.month, c.day);
    double ticks = round(part * length * scale);
    if (ticks >= round(length * scale)) {
        double djm0, mjd;
        eraCal2jd(c.year, c.month, c.day, &djm0, &mjd);
        eraJd2cal(djm0, mjd + 1, &c.year, &c.month, &c.day, &part);
        ticks = 0;
    }
    const double last_minute = 1439; // it may have more than 60 seconds
    const double minutes = fmin(floor(ticks / (60 * scale)), last_minute);
    c.hour = (int)(minutes / 60);
    c.minute = (int)minutes - 60 * c.hour;
    c.second = (ticks - minutes * 60 * scale) / scale;
    *utc = c;
    return 1;
}

static double power_of_ten(int decimals)
{
    double scale = 1;
    for (int i = 0; i < decimals; i++)
        scale *= 10;
    return scale;
}

leo_status leo_epoch_utc_fields(leo_epoch epoch, int decimals, leo_calendar *utc, leo_error *error)
{
    if (decimals < 0 || decimals > 9)
        return leo_fail(error, LEO_BAD_ARGUMENT, "decimals", "%d: must lie in 0 .. 9", decimals);
    if (!(isfinite(epoch.whole_s) && isfinite(epoch.part_s)))
        return leo_fail(error, LEO_BAD_ARGUMENT, "epoch", "%g + %g s: must be finite", epoch.whole_s,
                        epoch.part_s);
    double tai1, tai2, utc1, utc2;
    leo_epoch_tai(epoch, &tai1, &tai2);
    const double mjd = (tai1 - ERFA_DJM0) + tai2;
    const double first = 36934 + 0.943482 / ERFA_DAYSEC; // 1960-01-01T00:00:00Z in TAI
    const double last = 524957;                          // in 3296
    const double slack = 1e-11;                          // 1 us: rounding of the text
    if (!(mjd >= first - slack && mjd < last) || eraTaiutc(tai1, tai2, &utc1, &utc2) < 0 ||
        !fields_of(utc1, utc2, power_of_ten(decimals), utc) || utc->year < FIRST_YEAR ||
        utc->year > LAST_YEAR)
        return leo_fail(error, LEO_OUT_OF_RANGE, "epoch",
                        "MJD %.6f: UTC is known from %d-01-01 to the year %d", mjd, FIRST_YEAR, LAST_YEAR);
    return LEO_OK;
}

leo_status leo_epoch_utc_text(leo_epoch epoch, int decimals, char text[40], leo_error *error)
{
    leo_calendar c;
    text[0] = '\0';
    const leo_status status = leo_epoch_utc_fields(epoch, decimals, &c, error);
    if (status != LEO_OK)
        return status;
    // Digits by hand: a host's locale may write a comma.
    const double scale = power_of_ten(decimals);
    const long long ticks = llround(c.second * scale), unit = (long long)scale;
    int length = snprintf(text, 40, "%04d-%02d-%02dT%02d:%02d:%02d", c.year, c.month, c.day, c.hour, c.minute,
                          (int)(ticks / unit));
    if (decimals > 0)
        length += snprintf(text + length, (size_t)(40 - length), ".%0*lld", decimals, ticks % unit);
    snprintf(text + length, (size_t)(40 - length), "Z");
    return LEO_OK;
}

leo_status leo_epoch_day_of_year(leo_epoch epoch, double *day, leo_error *error)
{
    leo_calendar c;
    const leo_status status = leo_epoch_utc_fields(epoch, 6, &c, error);
    if (status != LEO_OK)
        return status;
    double djm0, first, today;
    eraCal2jd(c.year, 1, 1, &djm0, &first);
    eraCal2jd(c.year, c.month, c.day, &djm0, &today);
    *day = 1 + (today - first) + (c.hour + (c.minute + c.second / 60) / 60) / 24;
    return LEO_OK;
}
