/* SPDX-License-Identifier: MIT */

/*
 * Space weather at an instant.
 *
 *     F10.7   of the UTC day, of the day before; centred mean of 81 days
 *     ap      of three hours: now, 3, 6, 9 h before; means of the eight of 12 .. 33 h and of 36 .. 57 h before
 *     kp_3h   of the interval that was 6.7 h before
 *
 * Source  indices: see weather_table.c. ap of Kp: Bartels' table (GFZ Potsdam). The arrangement is that of NRLMSISE-00
 *         (Picone, Hedin, Drob & Aikin, J. Geophys. Res. 107 (2002) A12) and of Jacchia (SAO Special Report 332, 1971).
 * Valid   1961-01-04 .. 2026-10-05 built in, of which the last 45 days are foretold.
 * Error   of the flux 2 %; steps at midnight, as the models were fitted. In the built-in table the flux at 1 au follows
 *         from the observed one by the distance of the Sun (0.1 units), the mean of 81 days is of the days that there are.
 */
#include "world/weather.h"

#include "base/error.h"
#include "time/calendar.h"
#include "time/epoch.h"
#include "world/weather_set.h"

#include <math.h>

enum { HISTORY_DAYS = 3, HALF_WINDOW = 40, DAY_CHARACTERS = 12, FIRST_YEAR = 1961 };

static const double MJD_ZERO = 2400000.5;

int leo_weather_ap(int thirds)
{
    static const short ap[] = { 0,  2,  3,  4,  5,  6,  7,   9,   12,  15,  18,  22,  27,  32,
                                39, 48, 56, 67, 80, 94, 111, 132, 154, 179, 207, 236, 300, 400 };
    return ap[thirds < 0 ? 0 : thirds > 27 ? 27 : thirds];
}

static const char *builtin_text(int mjd)
{
    const leo_date date = leo_date_of(mjd);
    return LEO_WEATHER_MONTHS[12 * (date.year - FIRST_YEAR) + date.month - 1] +
           (size_t)DAY_CHARACTERS * (size_t)(date.day - 1);
}

static double builtin_flux(int mjd)
{
    const char *text = builtin_text(mjd);
    return ((text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0')) / 10.0;
}

/* Distance of the Sun at noon, au, squared: Montenbruck & Gill, Satellite Orbits (2012), section 3.3.2. */
static double sun_distance2(int mjd)
{
    const double anomaly = (357.5256 + 0.985600282 * (mjd + 0.5 - 51544.5)) * 0.017453292519943295;
    const double au = (149.619 - 2.499 * cos(anomaly) - 0.021 * cos(2 * anomaly)) / 149.597870700;
    return au * au;
}

static leo_weather_day builtin_day(int mjd)
{
    leo_weather_day row = { .f107 = builtin_flux(mjd) };
    int first = mjd - HALF_WINDOW, last = mjd + HALF_WINDOW, sum = 0;
    first = first < LEO_WEATHER_BUILTIN.first_mjd ? LEO_WEATHER_BUILTIN.first_mjd : first;
    last = last > LEO_WEATHER_BUILTIN.last_mjd ? LEO_WEATHER_BUILTIN.last_mjd : last;
    for (int day = first; day <= last; day++) {
        const double flux = builtin_flux(day);
        row.f107_mean += flux;
        row.f107_adjusted_mean += flux * sun_distance2(day);
    }
    row.f107_mean /= last - first + 1;
    row.f107_adjusted_mean /= last - first + 1;
    row.f107_adjusted = row.f107 * sun_distance2(mjd);
    const char *text = builtin_text(mjd) + 4;
    for (int i = 0; i < 8; i++) {
        const int thirds = text[i] >= 'a' ? text[i] - 'a' + 26 : text[i] - 'A';
        row.kp_tenths[i] = (short)((thirds * 10 + 1) / 3);
        row.ap[i] = (short)leo_weather_ap(thirds);
        sum += row.ap[i];
    }
    row.ap_daily = (short)((sum + 3 + (sum / 8) % 2) / 8); // to the nearest, halves to the even one
    return row;
}

const leo_weather *leo_weather_builtin(void)
{
    return &LEO_WEATHER_BUILTIN;
}

leo_weather *leo_weather_constant(double f107, double f107_mean, double ap, leo_arena *arena,
                                  leo_error *error)
{
    if (!(f107 >= 50 && f107 <= 1000 && f107_mean >= 50 && f107_mean <= 1000 && ap >= 0 && ap <= 400)) {
        leo_fail(error, LEO_BAD_INPUT, "space-weather",
                 "flux %g, mean flux %g, ap %g: fluxes lie in 50 .. 1000, ap in 0 .. 400", f107, f107_mean,
                 ap);
        return NULL;
    }
    leo_weather *weather = LEO_TAKE(arena, leo_weather, 1);
    leo_weather_day *day = LEO_TAKE(arena, leo_weather_day, 1);
    if (!weather || !day) {
        leo_fail(error, LEO_NO_MEMORY, "space-weather", "no memory");
        return NULL;
    }
    *day = (leo_weather_day){
        .f107 = f107, .f107_mean = f107_mean, .f107_adjusted = f107, .f107_adjusted_mean = f107_mean
    };
    *weather =
        (leo_weather){ .name = "constant", .dated = "", .days = day, .constant = 1, .constant_ap = ap };
    return weather;
}

leo_weather_day leo_weather_day_of(const leo_weather *weather, int mjd)
{
    return weather->days ? weather->days[mjd - weather->first_mjd] : builtin_day(mjd);
}

static leo_epoch epoch_of(const leo_weather *weather, int mjd)
{
    leo_epoch epoch = { 0, 0 };
    leo_epoch_from_jd(LEO_UTC, MJD_ZERO, mjd, &(leo_clocks){ .leap = weather->leap }, &epoch, NULL);
    return epoch;
}

leo_weather_about leo_weather_about_of(const leo_weather *weather)
{
    if (weather->constant)
        return (leo_weather_about){
            .name = weather->name, .first = { -1e12, 0 }, .last = { 1e12, 0 }, .predicted = { 1e12, 0 }
        };
    return (leo_weather_about){ .name = weather->name,
                                .first = epoch_of(weather, weather->first_mjd + HISTORY_DAYS),
                                .last = epoch_of(weather, weather->last_mjd + 1),
                                .predicted = epoch_of(weather, weather->predicted_mjd) };
}

/* Bartels' table turned round, between its rows: thirds of Kp of an ap that need not be one of the table. */
static double kp_of_ap(double ap)
{
    int k = 0;
    while (k < 26 && leo_weather_ap(k + 1) <= ap)
        k++;
    const double low = leo_weather_ap(k), high = leo_weather_ap(k + 1);
    return (k + fmin((ap - low) / (high - low), 1)) / 3;
}

static void fill_constant(const leo_weather *weather, leo_weather_now *now)
{
    const leo_weather_day *day = weather->days;
    const double kp = kp_of_ap(weather->constant_ap);
    *now = (leo_weather_now){ .f107_previous = day->f107,
                              .f107 = day->f107,
                              .f107_mean = day->f107_mean,
                              .f107_adjusted_previous = day->f107_adjusted,
                              .f107_adjusted_mean = day->f107_adjusted_mean,
                              .ap_daily = weather->constant_ap,
                              .kp_3h = kp,
                              .kp_mean = kp };
    for (int i = 0; i < 7; i++)
        now->ap[i] = weather->constant_ap;
}

static leo_status outside(const leo_weather *weather, int mjd, leo_error *error)
{
    const leo_weather_about about = leo_weather_about_of(weather->whole ? weather->whole : weather);
    char first[40] = "?", last[40] = "?", asked[40] = "?";
    leo_epoch_utc_text(about.first, 0, first, NULL);
    leo_epoch_utc_text(about.last, 0, last, NULL);
    leo_epoch_utc_text(epoch_of(weather, mjd), 0, asked, NULL);
    return leo_fail(
        error, LEO_OUT_OF_RANGE, "space weather",
        "%.10s is not covered by %s, %.10s .. %.10s; add a set that covers it (leonov data add "
        "SW-All.csv), or say what the Sun does: space-weather: { f107: .., f107-mean: .., ap: .. }",
        asked, weather->name, first, last);
}

/* Files write 2- as 17, 2o as 20, 2+ as 23; what is foretold need not be a third. */
static double kp_of_tenths(int tenths)
{
    const double thirds = floor(0.3 * tenths + 0.5);
    return fabs(thirds * 10 / 3 - tenths) < 0.5 ? thirds / 3 : tenths / 10.0;
}

leo_weather *leo_weather_span(const leo_weather *from, leo_epoch first, leo_epoch last, leo_arena *arena,
                              leo_error *error)
{
    if (!from)
        from = leo_weather_builtin();
    const leo_clocks clocks = { .leap = from->leap };
    leo_weather *weather = LEO_TAKE(arena, leo_weather, 1);
    if (!weather) {
        leo_fail(error, LEO_NO_MEMORY, "space weather", "no memory");
        return NULL;
    }
    *weather = *from;
    weather->whole = from->whole ? from->whole : from;
    if (from->constant)
        return weather;
    double jd1, jd2, jd3, jd4;
    if (leo_epoch_jd(first, LEO_UTC, &clocks, &jd1, &jd2, error) != LEO_OK ||
        leo_epoch_jd(last, LEO_UTC, &clocks, &jd3, &jd4, error) != LEO_OK)
        return NULL;
    const int begin = (int)floor(jd1 - MJD_ZERO + jd2) - HISTORY_DAYS, end = (int)floor(jd3 - MJD_ZERO + jd4);
    if (begin > weather->first_mjd)
        weather->first_mjd = begin;
    if (end < weather->last_mjd)
        weather->last_mjd = end;
    const int count = weather->last_mjd - weather->first_mjd + 1;
    if (count < HISTORY_DAYS + 1) {
        outside(from, begin + HISTORY_DAYS < from->first_mjd + HISTORY_DAYS ? begin + HISTORY_DAYS : end,
                error);
        return NULL;
    }
    leo_weather_day *days = LEO_TAKE(arena, leo_weather_day, count);
    if (!days) {
        leo_fail(error, LEO_NO_MEMORY, "space weather", "no memory for %d days", count);
        return NULL;
    }
    for (int i = 0; i < count; i++)
        days[i] = leo_weather_day_of(from, weather->first_mjd + i);
    weather->days = days;
    return weather;
}

leo_status leo_weather_at(const leo_weather *weather, leo_epoch epoch, leo_weather_now *now, leo_error *error)
{
    if (!weather)
        weather = leo_weather_builtin();
    if (weather->constant) {
        fill_constant(weather, now);
        return LEO_OK;
    }
    double jd1, jd2;
    const leo_status status =
        leo_epoch_jd(epoch, LEO_UTC, &(leo_clocks){ .leap = weather->leap }, &jd1, &jd2, error);
    if (status != LEO_OK)
        return status;
    const double mjd = (jd1 - MJD_ZERO) + jd2;
    const int day = (int)floor(mjd);
    if (day - HISTORY_DAYS < weather->first_mjd || day > weather->last_mjd)
        return outside(weather, day, error);
    int slot = (int)((mjd - day) * 8), slot_kp = (int)floor((mjd - day) * 8 - 6.7 / 3);
    slot = slot > 7 ? 7 : slot;

    leo_weather_day days[HISTORY_DAYS + 1]; // the present one last
    for (int i = 0; i <= HISTORY_DAYS; i++)
        days[i] = leo_weather_day_of(weather, day - HISTORY_DAYS + i);
    const leo_weather_day *today = &days[HISTORY_DAYS], *before = &days[HISTORY_DAYS - 1];
    *now = (leo_weather_now){ .f107_previous = before->f107,
                              .f107 = today->f107,
                              .f107_mean = today->f107_mean,
                              .f107_adjusted_previous = before->f107_adjusted,
                              .f107_adjusted_mean = today->f107_adjusted_mean,
                              .ap_daily = today->ap_daily };
    now->ap[0] = today->ap_daily;
    const int present = 8 * HISTORY_DAYS + slot;
    for (int i = 0; i < 20; i++) {
        const int k = present - i;
        const double ap = days[k / 8].ap[k % 8];
        if (i < 4)
            now->ap[1 + i] = ap;
        else
            now->ap[i < 12 ? 5 : 6] += ap / 8;
    }
    const int k = 8 * HISTORY_DAYS + slot_kp;
    now->kp_3h = kp_of_tenths(days[k / 8].kp_tenths[k % 8]);
    for (int i = 0; i < 8; i++)
        now->kp_mean += kp_of_tenths(today->kp_tenths[i]) / 8;
    return LEO_OK;
}
