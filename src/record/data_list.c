/* SPDX-License-Identifier: MIT */

/* The sets of data in use, for people and for machines. */
#include "base/error.h"
#include "record/data_list.h"
#include "record/json.h"
#include "world/data.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Days of a date "2026-11-21" since 1858-11-17; NaN when it is none. */
static double day_of(const char *date)
{
    int year, month, day;
    leo_epoch epoch;
    char text[32], rest;
    if (!date || sscanf(date, "%4d-%2d-%2d%c", &year, &month, &day, &rest) != 3)
        return NAN;
    snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
    if (leo_epoch_read(text, strlen(text), LEO_TAI, NULL, &epoch, NULL) != LEO_OK)
        return NAN;
    return (epoch.whole_s + 43200) / 86400 + 51544;
}

/* "3 years", "12 days", "" where it is not known. */
static void age_text(const char *dated, const char *today, char text[32])
{
    const double days = day_of(today) - day_of(dated);
    text[0] = 0;
    if (days >= 730)
        snprintf(text, 32, "%.0f years", floor(days / 365.25));
    else if (days >= 0)
        snprintf(text, 32, "%.0f day%s", days, days == 1 ? "" : "s");
}

json_t *leo_data_list(const leo_data *data, const char *today)
{
    int count = 0;
    json_t *list = json_array();
    leo_arena *arena = leo_arena_create(NULL);
    const leo_data_set *sets = arena ? leo_data_in_use(data, arena, &count) : NULL;
    for (int i = 0; sets && i < count; i++) {
        char hash[20], age[32];
        snprintf(hash, sizeof hash, "%016" PRIx64, sets[i].hash);
        age_text(sets[i].dated, today, age);
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "kind",
                                              sets[i].kind, "name", sets[i].name, "span", sets[i].span,
                                              "origin", sets[i].origin, "dated", sets[i].dated, "age", age,
                                              "hash", hash, "licence", sets[i].licence));
    }
    leo_arena_destroy(arena);
    if (sets)
        return list;
    json_decref(list);
    return NULL;
}

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

void leo_data_list_print(const json_t *list, FILE *file)
{
    const json_t *row;
    size_t i;
    json_array_foreach(list, i, row)
    {
        const char *dated = text_of(row, "dated"), *age = text_of(row, "age"),
                   *licence = text_of(row, "licence");
        fprintf(file, "  %-18s %-28s %s\n", text_of(row, "kind"), text_of(row, "name"), text_of(row, "span"));
        fprintf(file, "  %-18s %s%s%s%s%s%s, hash %s%s%s\n", "", text_of(row, "origin"),
                *dated ? ", of " : "", dated, *age ? " (" : "", age, *age ? ")" : "", text_of(row, "hash"),
                *licence ? "; " : "", licence);
    }
}

leo_status leo_data_write(const leo_data *data, const char *today, leo_form form, FILE *file,
                          leo_error *error)
{
    if (!file)
        return leo_fail(error, LEO_BAD_ARGUMENT, "leo_data_write", "a file must be given");
    json_t *list = leo_data_list(data, today);
    if (!list)
        return leo_fail(error, LEO_NO_MEMORY, "leo_data_write", "no memory");
    int bad = 0;
    if (form == LEO_FORM_JSON)
        bad = json_dumpf(list, file, JSON_INDENT(2)) != 0 || fputc('\n', file) == EOF;
    else
        leo_data_list_print(list, file);
    json_decref(list);
    return bad || ferror(file) ? leo_fail(error, LEO_IO, "leo_data_write", "cannot write") : LEO_OK;
}
