/* SPDX-License-Identifier: MIT */
#include "world/data.h"

#include "base/error.h"
#include "base/hash.h"
#include "base/text.h"
#include "time/epoch.h"
#include "world/ephemeris_builtin.h"
#include "world/weather_set.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { BUILTIN_SETS = 6 };

static const leo_data builtin = { .ephemeris = &LEO_EPHEMERIS_DE405, .weather = &LEO_WEATHER_BUILTIN };

const leo_data *leo_data_builtin(void)
{
    return &builtin;
}

/* ---- fields of gravity ----------------------------------------------------------------------------------------------- */

static int is_same(const char *a, const char *b)
{
    for (; *a && *b; a++, b++)
        if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
            return 0;
    return *a == *b;
}

const leo_gravity *leo_data_field(const leo_data *data, const char *name, leo_error *error)
{
    const leo_gravity *own[] = { leo_gravity_earth(), leo_gravity_moon(), NULL };
    const leo_gravity *const *const lists[] = { data ? data->fields : NULL, own };
    leo_nearest nearest = { .word = name };
    for (int k = 0; k < 2; k++)
        for (const leo_gravity *const *field = lists[k]; field && *field; field++) {
            if (is_same((*field)->name, name))
                return *field;
            leo_nearest_offer(&nearest, (*field)->name);
        }
    char hint[LEO_HINT_ROOM];
    leo_fail(error, LEO_BAD_INPUT, "gravity",
             "there is no field `%.80s`%s; EGM2008 and GL0660B are built in, others come from a .gfc file",
             name, leo_nearest_hint(&nearest, hint));
    return NULL;
}

/* ---- what is in use -------------------------------------------------------------------------------------------------- */

static uint64_t hash_field(const leo_gravity *field)
{
    const size_t size = (size_t)(field->degree + 1) * (size_t)(field->degree + 2) / 2 * sizeof(double);
    const double constants[2] = { field->gm_m3_s2, field->radius_m };
    return leo_hash(leo_hash(leo_hash(0, constants, sizeof constants), field->c, size), field->s, size);
}

static uint64_t hash_weather(void)
{
    uint64_t hash = 0;
    for (const char *const *month = LEO_WEATHER_MONTHS; *month; month++)
        hash = leo_hash(hash, *month, strlen(*month));
    return hash;
}

static uint64_t hash_leap(void)
{
    const leo_leap_table *table = leo_leap_builtin();
    uint64_t hash = 0;
    for (int i = 0; i < table->count; i++) {
        const double row[] = { table->rows[i].mjd, table->rows[i].offset_s, table->rows[i].rate_mjd,
                               table->rows[i].rate_s_day };
        hash = leo_hash(hash, row, sizeof row);
    }
    return hash;
}

/* Of what it says every five days. */
static uint64_t hash_orientation(void)
{
    const leo_orientation_about about = leo_orientation_about_of(leo_orientation_builtin());
    uint64_t hash = 0;
    leo_orientation now;
    for (leo_epoch at = about.first; leo_epoch_since(about.last, at) > 0; at = leo_epoch_add(at, 5 * 86400.0))
        if (leo_orientation_in(NULL, at, &now, NULL) == LEO_OK) {
            const double row[] = { now.ut1_minus_tai_s, now.pole_x_rad, now.pole_y_rad, now.dx_rad,
                                   now.dy_rad };
            hash = leo_hash(hash, row, sizeof row);
        }
    return hash;
}

__attribute__((format(printf, 2, 3))) static const char *print(leo_arena *arena, const char *format, ...)
{
    char text[128];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    const char *kept = leo_arena_text(arena, text);
    return kept ? kept : "";
}

static const char *days_of(leo_arena *arena, leo_epoch first, leo_epoch last)
{
    char begin[40] = "?", end[40] = "?";
    leo_epoch_utc_text(first, 0, begin, NULL);
    leo_epoch_utc_text(last, 0, end, NULL);
    begin[10] = end[10] = 0;
    return print(arena, "%s .. %s", begin, end);
}

static const char *observed_until(leo_arena *arena, const char *span, leo_epoch predicted)
{
    char text[40] = "?";
    leo_epoch_utc_text(predicted, 0, text, NULL);
    text[10] = 0;
    return print(arena, "%s, foretold from %s", span, text);
}

static leo_data_set set_of(const char *kind, const char *name, const char *span, const char *dated,
                           uint64_t hash, const char *licence)
{
    return (leo_data_set){ kind, name, "built in", span, dated, hash, licence };
}

static void list_builtin(leo_arena *arena, leo_data_set list[BUILTIN_SETS])
{
    const leo_orientation_about turn = leo_orientation_about_of(leo_orientation_builtin());
    const leo_weather_about sun = leo_weather_about_of(leo_weather_builtin());
    const leo_bytes de405 = leo_ephemeris_builtin_bytes();
    const leo_leap_table *leap = leo_leap_builtin();
    const leo_gravity *earth = leo_gravity_earth(), *moon = leo_gravity_moon();
    char expiry[40] = "?";
    leo_epoch end = { 0, 0 };
    leo_epoch_from_jd(LEO_UTC, 2400000.5, leap->expires_mjd, NULL, &end, NULL);
    leo_epoch_utc_text(end, 0, expiry, NULL);
    expiry[10] = 0;
    list[0] = set_of("leap seconds", leap->name, print(arena, "1960-01-01 on, expires %s", expiry),
                     "2026-07-01", hash_leap(), "public (IERS)");
    list[1] = set_of("earth orientation", turn.name,
                     observed_until(arena, days_of(arena, turn.first, turn.last), turn.predicted),
                     "2026-08-22", hash_orientation(), "public (IERS, USNO)");
    list[2] = set_of("ephemeris", "DE405", "1959-12-10 .. 2060-01-31", "1998",
                     leo_hash(0, de405.data, de405.size), "public (JPL), read at build time");
    list[3] = set_of("space weather", sun.name,
                     observed_until(arena, days_of(arena, sun.first, sun.last), sun.predicted),
                     leo_weather_builtin()->dated, hash_weather(), "CC BY 4.0 (GFZ), public (NRCan)");
    list[4] = set_of("gravity", earth->name, print(arena, "Earth, degree %d", earth->degree), "2008",
                     hash_field(earth), "public (NGA)");
    list[5] = set_of("gravity", moon->name, print(arena, "Moon, degree %d", moon->degree), "2013",
                     hash_field(moon), "public (JPL)");
}

const leo_data_set *leo_data_in_use(const leo_data *data, leo_arena *arena, int *count)
{
    const int own = data ? data->set_count : 0;
    leo_data_set *list = LEO_TAKE(arena, leo_data_set, own + BUILTIN_SETS);
    leo_data_set builtins[BUILTIN_SETS];
    *count = 0;
    if (!list)
        return NULL;
    list_builtin(arena, builtins);
    const char *done = "";
    for (int i = 0; i < BUILTIN_SETS; i++) {
        for (int k = own - 1; k >= 0 && strcmp(builtins[i].kind, done) != 0; k--)
            if (strcmp(data->sets[k].kind, builtins[i].kind) == 0)
                list[(*count)++] = data->sets[k];
        done = builtins[i].kind;
        list[(*count)++] = builtins[i];
    }
    return list;
}
