/* SPDX-License-Identifier: MIT */

/*
 * Files of leap seconds, five formats:
 *
 *     naif0012.tls        DELTET/DELTA_AT = ( 10, @1972-JAN-1  11, @1972-JUL-1 ... )
 *     leap-seconds.list   seconds since 1900, TAI-UTC; "#@ expiry", "#h SHA-1 of the digits"
 *     Leap_Second.dat     MJD day month year TAI-UTC; "File expires on 28 June 2027"
 *     tai-utc.dat         1966 JAN  1 =JD 2439126.5  TAI-UTC=   4.3131700 S + (MJD - 39126.) X 0.002592 S
 *     UTC-TAI.history     1966  Jan.  1 - 1968  Feb.  1     4.313 170 0s + (MJD - 39 126) x 0.002 592s
 *
 * Source  NAIF, LSK Required Reading; IANA/NIST and IERS, comments of the files; USNO.
 */
#include "base/error.h"
#include "time/calendar.h"
#include "time/leap.h"
#include "time/sha1.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_ROWS = 1000 };

typedef struct draft {
    leo_lines lines;
    leo_leap_row rows[MOST_ROWS];
    int count;
    int expires_mjd;
} draft;

static leo_status refuse(const draft *d, size_t column, leo_error *error, const char *what)
{
    char where[256];
    leo_lines_where(&d->lines, column, where);
    return leo_fail(error, LEO_BAD_INPUT, where, "%s, in '%.*s'", what,
                    (int)(d->lines.length < 80 ? d->lines.length : 80), d->lines.text);
}

static double tai_minus_utc(const leo_leap_row *row, int mjd)
{
    return row->offset_s + (mjd - row->rate_mjd) * row->rate_s_day;
}

/* One more row; each must lie after the one before and step by two seconds at most. */
static leo_status add(draft *d, leo_leap_row row, leo_error *error)
{
    if (d->count == MOST_ROWS)
        return refuse(d, 0, error, "more than 1000 steps");
    if (!(fabs(row.offset_s) < 1000 && fabs(row.rate_s_day) < 1 && fabs(row.rate_mjd) < 1e6))
        return refuse(d, 0, error, "TAI-UTC must lie within 1000 s, its rate within 1 s a day");
    if (row.mjd < leo_mjd_of(1900, 1, 1) || row.mjd > leo_mjd_of(9999, 1, 1))
        return refuse(d, 0, error, "the date must lie in the years 1900 .. 9999");
    if (d->count > 0) {
        const leo_leap_row *last = &d->rows[d->count - 1];
        if (row.mjd <= last->mjd)
            return refuse(d, 0, error, "dates must rise");
        if (!(fabs(tai_minus_utc(&row, row.mjd) - tai_minus_utc(last, row.mjd)) <= 2))
            return refuse(d, 0, error, "TAI-UTC must not step by more than 2 s");
    }
    d->rows[d->count++] = row;
    return LEO_OK;
}

static int whole(const char *word, size_t length, int *value)
{
    double number;
    if (!leo_number_read(word, length, &number) || number != floor(number) || fabs(number) > 1e9)
        return 0;
    *value = (int)number;
    return 1;
}

static int real_date(int year, int month, int day)
{
    return year >= 1900 && year <= 9999 && day >= 1 && day <= leo_days_of_month(year, month);
}

static int begins(const draft *d, const char *text)
{
    const size_t length = strlen(text);
    return d->lines.length >= length && memcmp(d->lines.text, text, length) == 0;
}

/* The first place of `text` in `length` bytes at `in`, or NULL. */
static const char *find(const char *in, size_t length, const char *text)
{
    const size_t size = strlen(text);
    for (; length >= size; in++, length--)
        if (*in == *text && memcmp(in, text, size) == 0)
            return in;
    return NULL;
}

static const char *find_in_line(const draft *d, const char *text)
{
    return find(d->lines.text, d->lines.length, text);
}

/* Five groups of up to eight hexadecimal digits; leading zeros of a group may be left out. */
static int read_hash(const draft *d, uint32_t hash[5])
{
    size_t at = 2, length;
    const char *word;
    for (int i = 0; i < 5; i++) {
        if (!leo_lines_word(&d->lines, &at, 0, &word, &length) || length > 8)
            return 0;
        hash[i] = 0;
        for (size_t j = 0; j < length; j++) {
            const char c = word[j], lower = (char)(c | 0x20);
            const int digit = c >= '0' && c <= '9'           ? c - '0'
                              : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10
                                                             : -1;
            if (digit < 0)
                return 0;
            hash[i] = hash[i] << 4 | (uint32_t)digit;
        }
    }
    return !leo_lines_word(&d->lines, &at, 0, &word, &length);
}

/* ---- the formats ---- */

static const double NTP_MJD = 15020; // 1900-01-01

static leo_status list_line(draft *d, leo_sha1 *sum, leo_error *error)
{
    const int comment = d->lines.length > 0 && d->lines.text[0] == '#';
    const char kind = comment && d->lines.length > 1 ? d->lines.text[1] : 0;
    if (comment && kind != '$' && kind != '@')
        return LEO_OK;
    size_t at = comment ? 2 : 0, length, offset_length;
    const char *word, *offset;
    if (!leo_lines_word(&d->lines, &at, 0, &word, &length))
        return comment ? refuse(d, 3, error, "expected seconds since 1900") : LEO_OK;
    double seconds;
    int tai_utc;
    if (!leo_number_read(word, length, &seconds) || !(fabs(seconds) < 1e12))
        return refuse(d, (size_t)(word - d->lines.text) + 1, error, "expected seconds since 1900");
    leo_sha1_add(sum, word, length);
    if (comment) {
        const double mjd = floor(NTP_MJD + seconds / 86400);
        if (kind == '@')
            d->expires_mjd = (int)mjd;
        return LEO_OK;
    }
    if (!leo_lines_word(&d->lines, &at, 0, &offset, &offset_length) ||
        !whole(offset, offset_length, &tai_utc))
        return refuse(d, at, error, "expected TAI-UTC in whole seconds");
    leo_sha1_add(sum, offset, offset_length);
    if (fmod(seconds, 86400) != 0)
        return refuse(d, 1, error, "a step must fall on 0h UTC");
    return add(d, (leo_leap_row){ (int)(NTP_MJD + seconds / 86400), tai_utc, 41317, 0 }, error);
}

static leo_status read_list(draft *d, leo_error *error)
{
    leo_sha1 sum = leo_sha1_begin();
    uint32_t hash[5];
    int signature = 0;
    while (leo_lines_next(&d->lines)) {
        if (begins(d, "#h")) {
            if (signature++ || !read_hash(d, hash))
                return refuse(d, 1, error, "expected one checksum, five groups of eight hexadecimal digits");
            continue;
        }
        const leo_status status = list_line(d, &sum, error);
        if (status != LEO_OK)
            return status;
    }
    if (!signature)
        return leo_fail(error, LEO_BAD_INPUT, d->lines.bytes.name,
                        "has no checksum (a line that begins with #h): the file may be cut off");
    leo_sha1_end(&sum);
    if (memcmp(hash, sum.h, sizeof hash) != 0)
        return leo_fail(
            error, LEO_BAD_INPUT, d->lines.bytes.name,
            "wrong checksum: the file says %08x%08x%08x%08x%08x, its lines give %08x%08x%08x%08x%08x",
            hash[0], hash[1], hash[2], hash[3], hash[4], sum.h[0], sum.h[1], sum.h[2], sum.h[3], sum.h[4]);
    return LEO_OK;
}

/* "#  File expires on 28 June 2027" */
static void note_expiry(draft *d)
{
    const char *text = find_in_line(d, "expires on");
    if (!text)
        return;
    size_t at = (size_t)(text - d->lines.text) + strlen("expires on"), length;
    const char *word;
    int day = 0, year = 0, month = 0;
    if (leo_lines_word(&d->lines, &at, 0, &word, &length) && whole(word, length, &day) &&
        leo_lines_word(&d->lines, &at, 0, &word, &length) && (month = leo_month_of(word, length)) &&
        leo_lines_word(&d->lines, &at, 0, &word, &length) && whole(word, length, &year) &&
        real_date(year, month, day))
        d->expires_mjd = leo_mjd_of(year, month, day);
}

static leo_status read_dat(draft *d, leo_error *error)
{
    while (leo_lines_next(&d->lines)) {
        size_t at = 0, length;
        const char *word;
        int value[5]; // MJD, day, month, year, TAI-UTC
        if (!leo_lines_word(&d->lines, &at, 0, &word, &length))
            continue;
        if (*word == '#') {
            note_expiry(d);
            continue;
        }
        at = 0;
        for (int i = 0; i < 5; i++)
            if (!leo_lines_word(&d->lines, &at, 0, &word, &length) || !whole(word, length, &value[i]))
                return refuse(d, at, error, "expected MJD, day, month, year, TAI-UTC as whole numbers");
        if (!real_date(value[3], value[2], value[1]) || leo_mjd_of(value[3], value[2], value[1]) != value[0])
            return refuse(d, 1, error, "MJD and date are not the same day");
        const leo_status status = add(d, (leo_leap_row){ value[0], value[4], 41317, 0 }, error);
        if (status != LEO_OK)
            return status;
    }
    return LEO_OK;
}

/* The number that stands between `begin` and `end` of the line, blanks inside it left out. */
static int number_between(const draft *d, size_t begin, size_t end, double *value)
{
    char text[40];
    size_t length = 0;
    for (size_t i = begin; i < end && i < d->lines.length; i++) {
        const char c = d->lines.text[i];
        if (c == ' ' || c == '\t')
            continue;
        if (length == sizeof text)
            return 0;
        text[length++] = c;
    }
    return leo_number_read(text, length, value);
}

/* "4.3131700 S + (MJD - 39126.) X 0.002592 S" from column `at` on; the part from the plus sign may be absent. */
static int read_drift(const draft *d, size_t at, leo_leap_row *row)
{
    const char *text = d->lines.text;
    const size_t end = d->lines.length;
    size_t unit = at;
    while (unit < end && (text[unit] | 0x20) != 's')
        unit++;
    if (unit == end || !number_between(d, at, unit, &row->offset_s))
        return 0;
    const char *minus = find(text + unit, end - unit, "MJD -"), *times = NULL;
    if (!minus)
        return !find(text + unit, end - unit, "+");
    const size_t from = (size_t)(minus - text) + 5;
    size_t close = from;
    while (close < end && text[close] != ')')
        close++;
    for (size_t i = close; i < end && !times; i++)
        if ((text[i] | 0x20) == 'x')
            times = text + i;
    if (!times || !number_between(d, from, close, &row->rate_mjd))
        return 0;
    const size_t begin = (size_t)(times - text) + 1;
    size_t last = begin;
    while (last < end && (text[last] | 0x20) != 's')
        last++;
    return last < end && number_between(d, begin, last, &row->rate_s_day);
}

static leo_status read_usno(draft *d, leo_error *error)
{
    while (leo_lines_next(&d->lines)) {
        const char *jd = find_in_line(d, "=JD"), *offset = find_in_line(d, "TAI-UTC=");
        size_t at = 0, length;
        const char *word;
        if (!leo_lines_word(&d->lines, &at, 0, &word, &length))
            continue;
        double julian;
        if (!jd || !offset || offset < jd ||
            !number_between(d, (size_t)(jd - d->lines.text) + 3, (size_t)(offset - d->lines.text), &julian) ||
            !(julian > 2400000.5 && julian < 6e6) || julian - 0.5 != floor(julian))
            return refuse(d, 1, error, "expected DATE =JD 2441317.5 TAI-UTC= NUMBER S");
        leo_leap_row row = { .mjd = (int)(julian - 2400000.5), .rate_mjd = 41317 };
        if (!read_drift(d, (size_t)(offset - d->lines.text) + 8, &row))
            return refuse(d, (size_t)(offset - d->lines.text) + 9, error,
                          "expected NUMBER S + (MJD - NUMBER) X NUMBER S");
        const leo_status status = add(d, row, error);
        if (status != LEO_OK)
            return status;
    }
    return LEO_OK;
}

/* "1966  Jan.  1 -" or, in the year of the line before, "      Aug.  1 -". 0 when the line does not begin so. */
static int history_date(const draft *d, int *year, int *mjd)
{
    size_t at = 0, length;
    const char *word;
    int day, given = 0;
    if (!leo_lines_word(&d->lines, &at, 0, &word, &length))
        return 0;
    if (whole(word, length, &given)) {
        if (!leo_lines_word(&d->lines, &at, 0, &word, &length))
            return 0;
        *year = given;
    }
    const int month = leo_month_of(word, length);
    if (!month || !leo_lines_word(&d->lines, &at, 0, &word, &length))
        return 0;
    while (length > 0 && (word[length - 1] == '-' || word[length - 1] == '.'))
        length--;
    if (!whole(word, length, &day) || !real_date(*year, month, day))
        return 0;
    *mjd = leo_mjd_of(*year, month, day);
    return 1;
}

static leo_status read_history(draft *d, leo_error *error)
{
    const size_t offset_column = 30;
    int year = 0;
    while (leo_lines_next(&d->lines)) {
        leo_leap_row row = { .rate_mjd = 41317 };
        if (!history_date(d, &year, &row.mjd))
            continue; // title, rules, blank lines
        if (find_in_line(d, "\"\"")) {
            size_t unit = offset_column;
            while (unit < d->lines.length && d->lines.text[unit] != 's')
                unit++;
            if (d->count == 0 || !number_between(d, offset_column, unit, &row.offset_s))
                return refuse(d, offset_column + 1, error, "expected TAI-UTC in seconds");
            row.rate_mjd = d->rows[d->count - 1].rate_mjd;
            row.rate_s_day = d->rows[d->count - 1].rate_s_day;
        } else if (!read_drift(d, offset_column, &row)) {
            return refuse(d, offset_column + 1, error, "expected NUMBERs + (MJD - NUMBER) x NUMBERs");
        }
        const leo_status status = add(d, row, error);
        if (status != LEO_OK)
            return status;
    }
    return LEO_OK;
}

/* One word of a kernel's list: TAI-UTC, then "@1972-JAN-1". */
static leo_status kernel_word(draft *d, const char *word, size_t length, int *offset, int *has_offset,
                              leo_error *error)
{
    const size_t column = (size_t)(word - d->lines.text) + 1;
    if (*word != '@') {
        if (*has_offset || !whole(word, length, offset))
            return refuse(d, column, error, "expected TAI-UTC, a comma and a date such as @1972-JAN-1");
        *has_offset = 1;
        return LEO_OK;
    }
    const char *first = memchr(word, '-', length), *end = word + length;
    const char *second = first ? memchr(first + 1, '-', (size_t)(end - first - 1)) : NULL;
    int year, day;
    const int month = second ? leo_month_of(first + 1, (size_t)(second - first - 1)) : 0;
    if (!*has_offset || !month || !whole(word + 1, (size_t)(first - word - 1), &year) ||
        !whole(second + 1, (size_t)(end - second - 1), &day) || !real_date(year, month, day))
        return refuse(d, column, error, "expected TAI-UTC, a comma and a date such as @1972-JAN-1");
    *has_offset = 0;
    return add(d, (leo_leap_row){ leo_mjd_of(year, month, day), *offset, 41317, 0 }, error);
}

/* The words of the present line from column `at` on. Sets `done` behind the closing bracket. */
static leo_status kernel_words(draft *d, size_t at, int *offset, int *has_offset, int *done, leo_error *error)
{
    const char *text = d->lines.text;
    while (at < d->lines.length && !*done) {
        const size_t begin = at;
        while (at < d->lines.length && !strchr(" \t,()", text[at]))
            at++;
        if (at > begin) {
            const leo_status status = kernel_word(d, text + begin, at - begin, offset, has_offset, error);
            if (status != LEO_OK)
                return status;
        } else {
            *done = text[at] == ')';
            at++;
        }
    }
    return LEO_OK;
}

static leo_status read_kernel(draft *d, leo_error *error)
{
    int in_data = 0, in_list = 0, done = 0, offset = 0, has_offset = 0;
    while (!done && leo_lines_next(&d->lines)) {
        if (find_in_line(d, "\\begindata"))
            in_data = 1;
        if (find_in_line(d, "\\begintext"))
            in_data = 0;
        size_t at = 0;
        const char *key = in_data ? find_in_line(d, "DELTET/DELTA_AT") : NULL;
        if (key) {
            const char *equals = find(key, d->lines.length - (size_t)(key - d->lines.text), "=");
            if (!equals)
                return refuse(d, 1, error, "expected DELTET/DELTA_AT = ( ... )");
            in_list = 1;
            at = (size_t)(equals - d->lines.text) + 1;
        }
        if (in_data && in_list) {
            const leo_status status = kernel_words(d, at, &offset, &has_offset, &done, error);
            if (status != LEO_OK)
                return status;
        }
    }
    return done ? LEO_OK
                : leo_fail(error, LEO_BAD_INPUT, d->lines.bytes.name,
                           "the list DELTET/DELTA_AT does not end: the file is cut off");
}

typedef struct leap_format {
    const char *mark; // stands in such a file, and not in those of the rows below
    leo_status (*read)(draft *d, leo_error *error);
} leap_format;

static const leap_format formats[] = {
    { "DELTET/DELTA_AT", read_kernel },
    { "UTC-TAI.history", read_history },
    { "TAI-UTC= ", read_usno },
    { "#@", read_list },
    { "#$", read_list },
    { "TAI-UTC (s)", read_dat },
};

static const leap_format *format_of(leo_bytes bytes)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (find((const char *)bytes.data, bytes.size, formats[i].mark))
            return &formats[i];
    return NULL;
}

/* The built-in years before the first row of the file, then the file. */
static leo_leap_table *table_of(const draft *d, leo_arena *arena, leo_error *error)
{
    const leo_leap_table *past = leo_leap_builtin();
    int before = 0;
    while (before < past->count && past->rows[before].mjd < d->rows[0].mjd)
        before++;
    if (before > 0 && !(fabs(tai_minus_utc(&d->rows[0], d->rows[0].mjd) -
                             tai_minus_utc(&past->rows[before - 1], d->rows[0].mjd)) <= 2)) {
        leo_fail(error, LEO_BAD_INPUT, d->lines.bytes.name,
                 "begins with TAI-UTC %g s, more than 2 s from the %g s of the day before",
                 tai_minus_utc(&d->rows[0], d->rows[0].mjd),
                 tai_minus_utc(&past->rows[before - 1], d->rows[0].mjd));
        return NULL;
    }
    leo_leap_table *table = LEO_TAKE(arena, leo_leap_table, 1);
    leo_leap_row *rows = LEO_TAKE(arena, leo_leap_row, before + d->count);
    const char *name = leo_arena_text(arena, d->lines.bytes.name);
    if (!table || !rows || !name) {
        leo_fail(error, LEO_NO_MEMORY, d->lines.bytes.name, "no memory");
        return NULL;
    }
    memcpy(rows, past->rows, (size_t)before * sizeof *rows);
    memcpy(rows + before, d->rows, (size_t)d->count * sizeof *rows);
    *table = (leo_leap_table){ name, before + d->count, rows, d->expires_mjd };
    return table;
}

leo_leap_table *leo_leap_parse(leo_bytes bytes, leo_arena *arena, leo_error *error)
{
    draft d = { .lines = leo_lines_of(bytes) };
    const leap_format *format = format_of(bytes);
    if (!format) {
        leo_fail(
            error, LEO_BAD_INPUT, bytes.name,
            "is no list of leap seconds: expected a leap-second kernel, leap-seconds.list, Leap_Second.dat, "
            "tai-utc.dat or UTC-TAI.history");
        return NULL;
    }
    if (format->read(&d, error) != LEO_OK)
        return NULL;
    if (d.count == 0) {
        leo_fail(error, LEO_BAD_INPUT, bytes.name, "holds no step of UTC: the file is cut off");
        return NULL;
    }
    return table_of(&d, arena, error);
}
