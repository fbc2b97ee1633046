/* SPDX-License-Identifier: MIT */

/*
 * Space weather as CelesTrak gives it away: CSSI text (fixed columns) and SW-*.csv (named columns). Days that were observed
 * and days that are foretold; rows foretold by the month carry no Kp and are passed over.
 */
#include "base/error.h"
#include "time/calendar.h"
#include "world/weather_set.h"

#include <string.h>

/* Kp, ap: 0 .. 7, 8 .. 15. */
enum { AP = 8, AP_DAILY = 16, FLUX, FLUX_ADJUSTED, MEAN, MEAN_ADJUSTED, NEEDED };

typedef struct reader {
    leo_lines lines;
    leo_arena *arena;
    leo_weather_day *days;
    size_t count, room;
    int first_mjd, predicted_mjd;
    leo_error *error;
} reader;

static leo_status wrong(const reader *r, size_t column, const char *what, const char *text, size_t length)
{
    char where[256];
    leo_lines_where(&r->lines, column, where);
    return leo_fail(r->error, LEO_BAD_INPUT, where, "%s, got '%.*s'", what, (int)(length < 40 ? length : 40),
                    text);
}

/* Days since 1858-11-17; 0 when there is no such day. */
static int mjd_of(double year, double month, double day)
{
    if (!(year >= 1900 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 && day <= 31))
        return 0;
    const int y = (int)year, m = (int)month, d = (int)day;
    return y == year && m == month && d == day && d <= leo_days_of_month(y, m) ? leo_mjd_of(y, m, d) : 0;
}

static leo_status keep(reader *r, int mjd, const double *value, int foretold)
{
    char where[256];
    leo_lines_where(&r->lines, 0, where);
    for (int i = 0; i < NEEDED; i++) {
        const double high = i < AP ? 90 : i <= AP_DAILY ? 400 : 2000, low = i < FLUX ? 0 : 30;
        if (!(value[i] >= low && value[i] <= high))
            return leo_fail(r->error, LEO_BAD_INPUT, where, "%g is impossible: %s lie in %g .. %g", value[i],
                            i < AP          ? "tenths of Kp"
                            : i <= AP_DAILY ? "ap"
                                            : "fluxes",
                            low, high);
    }
    if (r->count == 0)
        r->first_mjd = mjd;
    else if (mjd != r->first_mjd + (int)r->count)
        return leo_fail(r->error, LEO_BAD_INPUT, where, "%s: the days must follow one another",
                        mjd < r->first_mjd + (int)r->count ? "a day that was there before"
                                                           : "days are missing");
    if (r->count == r->room) {
        const size_t room = r->room ? 2 * r->room : 512;
        leo_weather_day *days = LEO_TAKE(r->arena, leo_weather_day, room);
        if (!days)
            return leo_fail(r->error, LEO_NO_MEMORY, where, "no memory for %zu days", room);
        if (r->count)
            memcpy(days, r->days, r->count * sizeof *days);
        r->days = days;
        r->room = room;
    }
    if (foretold && !r->predicted_mjd)
        r->predicted_mjd = mjd;
    leo_weather_day *day = &r->days[r->count++];
    *day = (leo_weather_day){ .f107 = value[FLUX],
                              .f107_mean = value[MEAN],
                              .f107_adjusted = value[FLUX_ADJUSTED],
                              .f107_adjusted_mean = value[MEAN_ADJUSTED],
                              .ap_daily = (short)value[AP_DAILY] };
    for (int i = 0; i < 8; i++) {
        day->kp_tenths[i] = (short)value[i];
        day->ap[i] = (short)value[AP + i];
    }
    return LEO_OK;
}

static leo_status read_text_day(reader *r, int foretold)
{
    double date[3], value[NEEDED];
    static const struct {
        int first, width;
    } place[NEEDED - AP_DAILY] = { { 78, 4 }, { 112, 6 }, { 92, 6 }, { 118, 6 }, { 100, 6 } };
    static const int starts[] = { 0, 4, 7 }, widths[] = { 4, 3, 3 };
    for (int i = 0; i < 3; i++) {
        const leo_status status =
            leo_lines_number(&r->lines, (size_t)starts[i], (size_t)widths[i], &date[i], r->error);
        if (status != LEO_OK)
            return status;
    }
    const int mjd = mjd_of(date[0], date[1], date[2]);
    if (!mjd)
        return wrong(r, 1, "expected a date, year month day", r->lines.text,
                     r->lines.length < 10 ? r->lines.length : 10);
    for (int i = 0; i < NEEDED; i++) {
        const int first = i < AP ? 18 + 3 * i : i < AP_DAILY ? 46 + 4 * (i - AP) : place[i - AP_DAILY].first;
        const int width = i < AP ? 3 : i < AP_DAILY ? 4 : place[i - AP_DAILY].width;
        const leo_status status =
            leo_lines_number(&r->lines, (size_t)first, (size_t)width, &value[i], r->error);
        if (status != LEO_OK)
            return status;
    }
    return keep(r, mjd, value, foretold);
}

static int starts_with(const leo_lines *lines, const char *word)
{
    const size_t length = strlen(word);
    return lines->length >= length && memcmp(lines->text, word, length) == 0;
}

static int is_blank(const leo_lines *lines)
{
    size_t at = 0, length;
    const char *word;
    return !leo_lines_word(lines, &at, 0, &word, &length) || word[0] == '#';
}

/* Sections, each a BEGIN and an END, with a count said before. */
static leo_status read_text(reader *r)
{
    enum { NONE, DAYS, FORETOLD, OTHER } section = NONE;
    double said = -1;
    size_t before = 0;
    while (leo_lines_next(&r->lines)) {
        leo_status status = LEO_OK;
        if (is_blank(&r->lines))
            continue;
        const int begin = starts_with(&r->lines, "BEGIN "), end = starts_with(&r->lines, "END ");
        if (begin || end) {
            if (begin != (section == NONE))
                return wrong(r, 1, begin ? "a section inside a section" : "an END without its BEGIN",
                             r->lines.text, r->lines.length);
            if (end && section != OTHER && said >= 0 && (double)(r->count - before) != said) {
                char where[256];
                leo_lines_where(&r->lines, 0, where);
                return leo_fail(r->error, LEO_BAD_INPUT, where,
                                "%zu days, but the file says that there are %g", r->count - before, said);
            }
            section = end                                               ? NONE
                      : starts_with(&r->lines, "BEGIN OBSERVED")        ? DAYS
                      : starts_with(&r->lines, "BEGIN DAILY_PREDICTED") ? FORETOLD
                                                                        : OTHER;
            before = r->count;
        } else if (section == DAYS || section == FORETOLD) {
            status = read_text_day(r, section == FORETOLD);
        } else if (section == NONE && starts_with(&r->lines, "NUM_")) {
            size_t at = 0, length;
            const char *word;
            leo_lines_word(&r->lines, &at, 0, &word, &length);
            if (!leo_lines_word(&r->lines, &at, 0, &word, &length) || !leo_number_read(word, length, &said))
                return wrong(r, 1, "expected a count", r->lines.text, r->lines.length);
        }
        if (status != LEO_OK)
            return status;
    }
    if (section != NONE)
        return leo_fail(r->error, LEO_BAD_INPUT, r->lines.bytes.name,
                        "the file ends inside a section, after line %ld: it was cut short", r->lines.number);
    return LEO_OK;
}

/* Which column of the file holds what; -1: none. */
typedef struct layout {
    int date, type;
    int value[NEEDED];
} layout;

static leo_status read_layout(reader *r, layout *at)
{
    static const char *const names[NEEDED] = {
        "KP1",
        "KP2",
        "KP3",
        "KP4",
        "KP5",
        "KP6",
        "KP7",
        "KP8",
        "AP1",
        "AP2",
        "AP3",
        "AP4",
        "AP5",
        "AP6",
        "AP7",
        "AP8",
        "AP_AVG",
        "F10.7_OBS",
        "F10.7_ADJ",
        "F10.7_OBS_CENTER81",
        "F10.7_ADJ_CENTER81",
    };
    at->date = at->type = -1;
    for (int i = 0; i < NEEDED; i++)
        at->value[i] = -1;
    size_t place = 0, length;
    const char *word;
    for (int column = 0; column < 1000 && leo_lines_word(&r->lines, &place, ',', &word, &length); column++) {
        if (length == 4 && memcmp(word, "DATE", 4) == 0)
            at->date = column;
        if (length == 15 && memcmp(word, "F10.7_DATA_TYPE", 15) == 0)
            at->type = column;
        for (int i = 0; i < NEEDED; i++)
            if (length == strlen(names[i]) && memcmp(word, names[i], length) == 0)
                at->value[i] = column;
    }
    for (int i = 0; i < NEEDED; i++)
        if (at->value[i] < 0)
            return leo_fail(r->error, LEO_BAD_INPUT, r->lines.bytes.name, "there is no column %s in line 1",
                            names[i]);
    return at->date < 0 ? leo_fail(r->error, LEO_BAD_INPUT, r->lines.bytes.name, "there is no column DATE")
                        : LEO_OK;
}

static leo_status read_row(reader *r, const layout *at)
{
    double value[NEEDED], date[3] = { 0 };
    int have = 0, mjd = 0, foretold = 0, monthly = 0;
    size_t place = 0, length;
    const char *word;
    for (int column = 0; leo_lines_word(&r->lines, &place, ',', &word, &length); column++) {
        const size_t offset = (size_t)(word - r->lines.text) + 1;
        if (column == at->date) {
            if (length == 10 && word[4] == '-' && word[7] == '-' && leo_number_read(word, 4, &date[0]) &&
                leo_number_read(word + 5, 2, &date[1]) && leo_number_read(word + 8, 2, &date[2]))
                mjd = mjd_of(date[0], date[1], date[2]);
            if (!mjd)
                return wrong(r, offset, "expected a date, year-month-day", word, length);
        } else if (column == at->type) {
            monthly = length == 3 && memcmp(word, "PRM", 3) == 0;
            foretold = length == 3 && memcmp(word, "PRD", 3) == 0;
        }
        for (int i = 0; i < NEEDED; i++) {
            if (column != at->value[i])
                continue;
            if (length == 0)
                value[i] = -1;
            else if (!leo_number_read(word, length, &value[i]))
                return wrong(r, offset, "expected a number", word, length);
            have++;
        }
    }
    if (monthly)
        return LEO_OK;
    if (have != NEEDED || !mjd)
        return wrong(r, 0, "the line is too short", r->lines.text, r->lines.length);
    return keep(r, mjd, value, foretold);
}

leo_weather *leo_weather_parse(leo_bytes bytes, const leo_leap_table *leap, leo_arena *arena,
                               leo_error *error)
{
    reader r = { .lines = leo_lines_of(bytes), .arena = arena, .error = error };
    leo_weather *weather = LEO_TAKE(arena, leo_weather, 1);
    char *name = leo_arena_text(arena, bytes.name);
    if (!weather || !name) {
        leo_fail(error, LEO_NO_MEMORY, bytes.name, "no memory");
        return NULL;
    }
    leo_lines first = r.lines;
    layout at;
    leo_status status = LEO_OK;
    if (leo_lines_next(&first) && first.length > 5 && memcmp(first.text, "DATE,", 5) == 0) {
        leo_lines_next(&r.lines);
        status = read_layout(&r, &at);
        while (status == LEO_OK && leo_lines_next(&r.lines))
            if (!is_blank(&r.lines))
                status = read_row(&r, &at);
    } else {
        status = read_text(&r);
    }
    if (status != LEO_OK)
        return NULL;
    if (r.count == 0) {
        leo_fail(error, LEO_BAD_INPUT, bytes.name, "there is no day of space weather in it");
        return NULL;
    }
    *weather = (leo_weather){ .name = name,
                              .dated = "",
                              .first_mjd = r.first_mjd,
                              .last_mjd = r.first_mjd + (int)r.count - 1,
                              .days = r.days,
                              .leap = leap };
    weather->predicted_mjd = r.predicted_mjd ? r.predicted_mjd : weather->last_mjd + 1;
    return weather;
}
