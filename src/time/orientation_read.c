/* SPDX-License-Identifier: MIT */

/*
 * Files of Earth orientation, one row a day:
 *
 *     C04 of series 14        year month day MJD x y UT1-UTC LOD dX dY ...       arcsec, s; a heading in words
 *     C04 of series 20        year month day hour MJD x y UT1-UTC dX dY ...      "#" before the heading
 *     comma-separated         MJD,x,y,UT1-UTC,LOD,dX,dY
 *     finals2000A             fixed columns: MJD 8-15, x 19-27, y 38-46, UT1-UTC 59-68, dX 98-106, dY 117-125 (mas) of
 *                             Bulletin A, I or P (predicted) before each; blank where there is no value
 *
 * Source  IERS, readme of EOP C04 14 and 20; USNO, readme.finals2000A.
 * Valid   offsets dX, dY of IAU 2000A or 2006 (not dPsi, dEps of IAU 1980); days must follow one another; a row without
 *         UT1 ends the file; offsets that are blank keep their last value.
 */
#include "base/error.h"
#include "time/calendar.h"
#include "time/orientation_inside.h"

#include <math.h>
#include <string.h>

static const double ARCSEC = 3.14159265358979323846 / 648000;

/* One row as written. */
typedef struct entry {
    int mjd;
    double x, y, ut1_utc_s, dx, dy; // arcsec, s
    int predicted;
    int end; // nothing more in this file
} entry;

typedef struct reader {
    leo_lines lines;
    leo_status (*row)(struct reader *reader, entry *entry, leo_error *error);
    double dx, dy; // last known
} reader;

static leo_status refuse(const reader *r, size_t column, leo_error *error, const char *what)
{
    char where[256];
    leo_lines_where(&r->lines, column, where);
    return leo_fail(error, LEO_BAD_INPUT, where, "%s, in '%.*s'", what,
                    (int)(r->lines.length < 80 ? r->lines.length : 80), r->lines.text);
}

/* The words of the line as numbers, at most `room`; their count. Stops at the first that is none. */
static int numbers(const leo_lines *lines, char separator, double *value, int room)
{
    size_t at = 0, length;
    const char *word;
    int count = 0;
    while (count < room && leo_lines_word(lines, &at, separator, &word, &length) &&
           leo_number_read(word, length, &value[count]))
        count++;
    return count;
}

static int is_whole(double value, double low, double high)
{
    return value >= low && value <= high && value == floor(value);
}

static leo_status check_entry(const reader *r, const entry *e, leo_error *error)
{
    if (!(fabs(e->x) < 10 && fabs(e->y) < 10))
        return refuse(r, 1, error, "the pole must lie within 10 arcsec");
    if (!(fabs(e->ut1_utc_s) < 100))
        return refuse(r, 1, error, "UT1-UTC must lie within 100 s");
    // those observed stay below 5 mas, but dPsi of the older series, in the same columns, does not
    if (!(fabs(e->dx) < 0.03 && fabs(e->dy) < 0.03))
        return refuse(r, 1, error,
                      "dX and dY must lie within 30 mas: of the series for IAU 1980, with dPsi and dEps, "
                      "take that for IAU "
                      "2000A");
    return LEO_OK;
}

static int days_of(double mjd, entry *e)
{
    if (!is_whole(mjd, 15020, 160000)) // 1900 .. 2296
        return 0;
    e->mjd = (int)mjd;
    return 1;
}

static leo_status csv_row(reader *r, entry *e, leo_error *error)
{
    double v[7];
    const int count = numbers(&r->lines, ',', v, 7);
    if (count < 7)
        return refuse(r, 1, error, "expected seven numbers: MJD, x, y, UT1-UTC, LOD, dX, dY");
    if (!days_of(v[0], e))
        return refuse(r, 1, error, "expected a whole MJD in 15020 .. 160000");
    *e = (entry){ .mjd = e->mjd, .x = v[1], .y = v[2], .ut1_utc_s = v[3], .dx = v[5], .dy = v[6] };
    return LEO_OK;
}

/* Both text series of C04: the second has the hour before its MJD and the length of day after the offsets. */
static leo_status c04_row(reader *r, entry *e, leo_error *error)
{
    double v[10];
    const int count = numbers(&r->lines, 0, v, 10);
    if (count < 10)
        return refuse(r, 1, error, "expected at least ten numbers: date, MJD, x, y, UT1-UTC, LOD, dX, dY");
    const int with_hour = v[3] < 24;
    if (!days_of(v[3 + with_hour], e) || !is_whole(v[0], 1900, 2296) || !is_whole(v[1], 1, 12) ||
        !is_whole(v[2], 1, 31) || leo_mjd_of((int)v[0], (int)v[1], (int)v[2]) != e->mjd ||
        (with_hour && v[3] != 0))
        return refuse(r, 1, error, "year, month, day and MJD must name the same day at 0h");
    *e = (entry){ .mjd = e->mjd,
                  .x = v[4 + with_hour],
                  .y = v[5 + with_hour],
                  .ut1_utc_s = v[6 + with_hour],
                  .dx = v[8],
                  .dy = v[9] };
    return LEO_OK;
}

static int blank(const leo_lines *lines, size_t first, size_t width)
{
    for (size_t i = first; i < first + width && i < lines->length; i++)
        if (lines->text[i] != ' ')
            return 0;
    return 1;
}

/* Does the line end amid the figures of a column? Then its number is another one. */
static int is_cut(const leo_lines *lines, size_t first, size_t width)
{
    return !blank(lines, first, width) && lines->length < first + width;
}

static leo_status finals_row(reader *r, entry *e, leo_error *error)
{
    double mjd, dx, dy;
    leo_status status = leo_lines_number(&r->lines, 7, 8, &mjd, error);
    if (status != LEO_OK)
        return status;
    if (!days_of(mjd, e))
        return refuse(r, 8, error, "expected a whole MJD in 15020 .. 160000");
    if (blank(&r->lines, 58, 10)) {
        e->end = 1;
        return LEO_OK;
    }
    if (is_cut(&r->lines, 58, 10) || is_cut(&r->lines, 97, 9) || is_cut(&r->lines, 116, 9))
        return refuse(r, (int)r->lines.length, error, "the line ends amid a number: the file is cut off");
    status = leo_lines_number(&r->lines, 18, 9, &e->x, error);
    if (status == LEO_OK)
        status = leo_lines_number(&r->lines, 37, 9, &e->y, error);
    if (status == LEO_OK)
        status = leo_lines_number(&r->lines, 58, 10, &e->ut1_utc_s, error);
    e->dx = r->dx;
    e->dy = r->dy;
    if (status == LEO_OK && !blank(&r->lines, 97, 9) && !blank(&r->lines, 116, 9)) {
        status = leo_lines_number(&r->lines, 97, 9, &dx, error);
        if (status == LEO_OK)
            status = leo_lines_number(&r->lines, 116, 9, &dy, error);
        if (status == LEO_OK) {
            e->dx = 1e-3 * dx;
            e->dy = 1e-3 * dy;
        }
    }
    e->predicted = r->lines.text[57] == 'P';
    return status;
}

/* How the present line is to be read; NULL when it is no row of figures. */
static leo_status (*row_of(const leo_lines *lines))(reader *, entry *, leo_error *)
{
    double v[6], mjd;
    size_t begin = 0;
    while (begin < lines->length && lines->text[begin] == ' ')
        begin++;
    if (begin == lines->length || lines->text[begin] < '0' || lines->text[begin] > '9')
        return NULL;
    if (numbers(lines, ',', v, 4) == 4)
        return csv_row;
    if (lines->length > 15 && leo_lines_number(lines, 7, 8, &mjd, NULL) == LEO_OK && mjd > 15000 &&
        memchr(lines->text + 7, '.', 8))
        return finals_row;
    const int count = numbers(lines, 0, v, 6);
    return count >= 5 && v[0] >= 1900 && v[0] < 2300 ? c04_row : NULL;
}

/* The next row of the file; `end` when there is none. Lines that are not figures are heading, and only before the first. */
static leo_status next_row(reader *r, entry *e, leo_error *error)
{
    *e = (entry){ 0 };
    while (leo_lines_next(&r->lines)) {
        if (r->lines.length == 0 || r->lines.text[0] == '#' || blank(&r->lines, 0, r->lines.length))
            continue;
        if (!r->row && !(r->row = row_of(&r->lines)))
            continue;
        const leo_status status = r->row(r, e, error);
        return status != LEO_OK || e->end ? status : check_entry(r, e, error);
    }
    e->end = 1;
    return LEO_OK;
}

static leo_orientation_day day_of(const entry *e, double tai_minus_utc_s)
{
    return (leo_orientation_day){ {
        [LEO_TURN_UT1R] = (e->ut1_utc_s - tai_minus_utc_s) - leo_orientation_tide_s(e->mjd),
        [LEO_TURN_X] = e->x * ARCSEC,
        [LEO_TURN_Y] = e->y * ARCSEC,
        [LEO_TURN_DX] = e->dx * ARCSEC,
        [LEO_TURN_DY] = e->dy * ARCSEC,
    } };
}

/* Reads all rows; with `days` NULL only counts and checks them. */
static leo_status read_rows(reader *r, const leo_leap_table *leap, leo_orientation_table *table,
                            leo_orientation_day *days, leo_error *error)
{
    for (table->count = 0;; table->count++) {
        entry e;
        leo_leap_day day;
        leo_status status = next_row(r, &e, error);
        if (status != LEO_OK || e.end)
            return status;
        if (table->count == 0)
            table->first_mjd = e.mjd;
        else if (e.mjd != table->first_mjd + table->count)
            return refuse(r, 1, error, "days must follow one another");
        if ((status = leo_leap_on(leap, e.mjd, &day, error)) != LEO_OK)
            return status;
        if (e.predicted && !table->predicted_mjd)
            table->predicted_mjd = e.mjd;
        r->dx = e.dx;
        r->dy = e.dy;
        if (days)
            days[table->count] = day_of(&e, day.offset_s);
    }
}

leo_orientation_table *leo_orientation_parse(leo_bytes bytes, const leo_leap_table *leap, leo_arena *arena,
                                             leo_error *error)
{
    leo_orientation_table counted = { 0 };
    reader first = { .lines = leo_lines_of(bytes) }, second = first;
    if (read_rows(&first, leap, &counted, NULL, error) != LEO_OK)
        return NULL;
    if (counted.count < 4) {
        leo_fail(
            error, LEO_BAD_INPUT, bytes.name,
            "%d days of Earth orientation: at least 4 are needed; IERS C04 (14, 20, or comma-separated) and "
            "finals2000A are read",
            counted.count);
        return NULL;
    }
    leo_orientation_table *table = LEO_TAKE(arena, leo_orientation_table, 1);
    leo_orientation_day *days = LEO_TAKE(arena, leo_orientation_day, counted.count);
    const char *name = leo_arena_text(arena, bytes.name);
    if (!table || !days || !name) {
        leo_fail(error, LEO_NO_MEMORY, bytes.name, "no memory for %d days", counted.count);
        return NULL;
    }
    if (read_rows(&second, leap, table, days, error) != LEO_OK)
        return NULL;
    table->name = name;
    table->days = days;
    table->leap = leap;
    table->below = leo_orientation_builtin();
    return table;
}
