/* SPDX-License-Identifier: MIT */

/* One instant on every clock: the scales of the Earth, the calendar, Mars and its landers. */
#include "base/error.h"
#include "record/json.h"
#include "time/epoch.h"
#include "time/mars.h"
#include "time/scale.h"
#include "world/data.h"

#include <math.h>
#include <string.h>

enum { DECIMALS = 6 };

static const double DEGREES = 57.29577951308232;

/* Scales whose clock does not show this instant (UT1 out of the tables, UTC before 1960) say null and why. */
static json_t *scales_of(leo_epoch epoch, const leo_clocks *clocks)
{
    json_t *list = json_object();
    for (leo_timescale scale = 0; scale < LEO_SCALES; scale++) {
        char text[48];
        double jd1 = 0, jd2 = 0;
        leo_error why = { 0 };
        leo_status status = leo_epoch_write(epoch, scale, DECIMALS, clocks, text, &why);
        if (status == LEO_OK)
            status = leo_epoch_jd(epoch, scale, clocks, &jd1, &jd2, &why);
        json_t *row = status == LEO_OK ? json_pack("{s:s, s:f, s:f}", "date", text, "julian_date", jd1 + jd2,
                                                   "modified_julian_date", (jd1 - 2400000.5) + jd2)
                                       : json_pack("{s:n, s:s}", "date", "why", why.message);
        json_object_set_new(list, leo_timescale_name(scale), row);
    }
    return list;
}

static json_t *landers_of(leo_epoch epoch)
{
    json_t *list = json_array();
    const leo_mars_lander *lander;
    for (int i = 0; (lander = leo_mars_lander_at(i)) != NULL; i++) {
        double part;
        char clock[16];
        const int sol = leo_mars_sol(lander, epoch, &part);
        leo_mars_clock_text(part, clock);
        json_array_append_new(list,
                              json_pack("{s:s, s:i, s:s, s:f}", "name", lander->name, "sol", sol, "lmst",
                                        clock, "longitude_east_deg", lander->lon_rad * DEGREES));
    }
    return list;
}

static json_t *mars_of(leo_epoch epoch)
{
    const leo_mars_time mars = leo_mars_time_at(epoch);
    char mtc[16];
    leo_mars_clock_text(mars.airy_mean_sol, mtc);
    return json_pack("{s:f, s:s, s:f, s:o}", "msd", mars.sol_date, "mtc", mtc, "solar_longitude_deg",
                     mars.solar_longitude_rad * DEGREES, "landers", landers_of(epoch));
}

static void print_text(const json_t *found, FILE *file)
{
    const char *name;
    json_t *row;
    size_t i;
    json_t *mars = json_object_get(found, "mars");
    json_object_foreach(json_object_get(found, "scales"), name, row)
    {
        const char *date = json_string_value(json_object_get(row, "date"));
        if (date)
            fprintf(file, "%-4s %s   JD %.8f\n", name, date,
                    json_real_value(json_object_get(row, "julian_date")));
        else
            fprintf(file, "%-4s -   (%s)\n", name, json_string_value(json_object_get(row, "why")));
    }
    fprintf(file, "\nTAI - UTC %.6f s, day %.6f of the year\n",
            json_real_value(json_object_get(found, "tai_minus_utc_s")),
            json_real_value(json_object_get(found, "day_of_year")));
    fprintf(file, "\nMars   MSD %.5f   MTC %s   Ls %.3f deg\n", json_real_value(json_object_get(mars, "msd")),
            json_string_value(json_object_get(mars, "mtc")),
            json_real_value(json_object_get(mars, "solar_longitude_deg")));
    json_array_foreach(json_object_get(mars, "landers"), i, row)
        fprintf(file, "  %-14s sol %5d   LMST %s\n", json_string_value(json_object_get(row, "name")),
                (int)json_integer_value(json_object_get(row, "sol")),
                json_string_value(json_object_get(row, "lmst")));
}

leo_status leo_clock_write(const char *date, const char *scale, const leo_data *data, leo_form form,
                           FILE *file, leo_error *error)
{
    if (!date || !file)
        return leo_fail(error, LEO_BAD_ARGUMENT, "leo_clock_write", "a date and a file must be given");
    const leo_clocks *clocks = data ? &data->clocks : NULL;
    const leo_timescale from = scale ? leo_timescale_find(scale, strlen(scale)) : LEO_UTC;
    leo_epoch epoch;
    if (from == LEO_SCALES)
        return leo_fail(error, LEO_BAD_INPUT, "time-system",
                        "`%.40s` is none of UTC, UT1, TAI, TT, TDB, TCG, TCB, GPS", scale);
    const leo_status status = leo_epoch_read(date, strlen(date), from, clocks, &epoch, error);
    if (status != LEO_OK)
        return status;
    double jd1, jd2, day = NAN, tai_minus_utc_s = NAN;
    if (leo_epoch_day_of_year(epoch, &day, NULL) != LEO_OK)
        day = NAN;
    char utc[48];
    leo_epoch as_tai;
    if (leo_epoch_jd(epoch, LEO_UTC, clocks, &jd1, &jd2, NULL) == LEO_OK &&
        leo_epoch_write(epoch, LEO_UTC, 12, clocks, utc, NULL) == LEO_OK &&
        leo_epoch_read(utc, strlen(utc), LEO_TAI, clocks, &as_tai, NULL) == LEO_OK)
        tai_minus_utc_s = leo_epoch_since(epoch, as_tai);
    json_t *found =
        json_pack("{s:o, s:o, s:o, s:o}", "scales", scales_of(epoch, clocks), "tai_minus_utc_s",
                  leo_json_real(tai_minus_utc_s), "day_of_year", leo_json_real(day), "mars", mars_of(epoch));
    if (!found)
        return leo_fail(error, LEO_NO_MEMORY, "leo_clock_write", "no memory");
    int bad = 0;
    if (form == LEO_FORM_JSON)
        bad = json_dumpf(found, file, JSON_INDENT(2) | JSON_REAL_PRECISION(16)) != 0 ||
              fputc('\n', file) == EOF;
    else
        print_text(found, file);
    json_decref(found);
    return bad || ferror(file) ? leo_fail(error, LEO_IO, "leo_clock_write", "cannot write") : LEO_OK;
}
