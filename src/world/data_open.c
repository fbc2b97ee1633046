/* SPDX-License-Identifier: MIT */

/* A user's files laid over the built-in sets. A kind of file is a row: how it looks, and how it is laid. */
#include "base/error.h"
#include "base/hash.h"
#include "base/text.h"
#include "time/epoch.h"
#include "world/data.h"
#include "world/ephemeris_set.h"

#include <stdio.h>
#include <string.h>

enum { SETS_MOST = 64, HEAD = 4096 };

static const size_t FILE_LIMIT = (size_t)4 << 30;

typedef struct data_pack {
    leo_data data;
    leo_arena *arena;
    const leo_gravity *fields[SETS_MOST + 1];
    leo_data_set sets[SETS_MOST];
    int field_count, set_count;
} data_pack;

typedef struct kind {
    const char *name;
    int (*looks)(leo_bytes bytes);
    /* Fills name and span of `set`. */
    leo_status (*lay)(data_pack *pack, leo_bytes bytes, leo_data_set *set, leo_error *error);
} kind;

/* Is the text anywhere in the first few thousand bytes? */
static int has(leo_bytes bytes, const char *text)
{
    const size_t length = strlen(text), end = bytes.size < HEAD ? bytes.size : HEAD;
    for (size_t i = 0; i + length <= end; i++)
        if (memcmp(bytes.data + i, text, length) == 0)
            return 1;
    return 0;
}

static int begins(leo_bytes bytes, const char *text)
{
    size_t at = bytes.size >= 3 && memcmp(bytes.data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    const size_t length = strlen(text);
    return bytes.size >= at + length && memcmp(bytes.data + at, text, length) == 0;
}

static int looks_like_ephemeris(leo_bytes bytes)
{
    return leo_daf_is(bytes) || leo_de_is(bytes);
}

static int looks_like_gravity(leo_bytes bytes)
{
    return has(bytes, "earth_gravity_constant") || has(bytes, "gravity_constant") ||
           has(bytes, "product_type") || has(bytes, "max_degree");
}

static int looks_like_weather(leo_bytes bytes)
{
    return has(bytes, "CssiSpaceWeather") || has(bytes, "SPACE WEATHER DATA") ||
           has(bytes, "NUM_OBSERVED_POINTS") || begins(bytes, "DATE,BSRN") || has(bytes, "F10.7_OBS");
}

static int looks_like_leap(leo_bytes bytes)
{
    return begins(bytes, "KPL/LSK") || has(bytes, "DELTET/") || has(bytes, "UTC-TAI") ||
           has(bytes, "TAI-UTC=") || has(bytes, "TAI-UTC (s)") || has(bytes, "\n#$") || has(bytes, "\n#@") ||
           begins(bytes, "#$") || has(bytes, "Value of TAI-UTC");
}

/* Lines that begin with a date and numbers; the parser says what is wrong with others. */
static int looks_like_orientation(leo_bytes bytes)
{
    leo_lines lines = leo_lines_of(bytes);
    if (has(bytes, "UT1-UTC") || has(bytes, "EOP"))
        return 1;
    for (int i = 0; i < 5 && leo_lines_next(&lines); i++) {
        double mjd;
        if (lines.length >= 68 && lines.length <= 200 &&
            leo_lines_number(&lines, 7, 8, &mjd, NULL) == LEO_OK && mjd > 30000 && mjd < 90000)
            return 1; // finals2000A
    }
    return 0;
}

static const char *span_text(data_pack *pack, leo_epoch first, leo_epoch last)
{
    char begin[40] = "?", end[40] = "?", both[80];
    leo_epoch_utc_text(first, 0, begin, NULL);
    leo_epoch_utc_text(last, 0, end, NULL);
    snprintf(both, sizeof both, "%.10s .. %.10s", begin, end);
    return leo_arena_text(pack->arena, both);
}

/* A list that lacks steps which are known here would shift every later date by seconds. */
static leo_status check_steps(const leo_leap_table *table, const char *name, leo_error *error)
{
    const leo_leap_table *known = leo_leap_builtin();
    const int last = table->rows[table->count - 1].mjd, newest = known->rows[known->count - 1].mjd;
    if (last >= newest)
        return LEO_OK;
    char text[2][40] = { "?", "?" };
    for (int i = 0; i < 2; i++) {
        leo_epoch epoch = { 0, 0 };
        if (leo_epoch_from_jd(LEO_UTC, 2400000.5, i ? newest : last, NULL, &epoch, NULL) == LEO_OK)
            leo_epoch_utc_text(epoch, 0, text[i], NULL);
    }
    return leo_fail(
        error, LEO_BAD_INPUT, name,
        "its last step of UTC is that of %.10s, but one of %.10s is known: the list is cut off or "
        "out of date; take a newer one, or none: the built-in list has it",
        text[0], text[1]);
}

static leo_status lay_leap(data_pack *pack, leo_bytes bytes, leo_data_set *set, leo_error *error)
{
    const leo_leap_table *table = leo_leap_parse(bytes, pack->arena, error);
    if (!table || check_steps(table, bytes.name, error) != LEO_OK)
        return error->status;
    pack->data.clocks.leap = table;
    set->name = table->name;
    if (table->expires_mjd) {
        leo_epoch expiry = { 0, 0 };
        char end[40] = "?", text[80];
        leo_epoch_from_jd(LEO_UTC, 2400000.5, table->expires_mjd, NULL, &expiry, NULL);
        leo_epoch_utc_text(expiry, 0, end, NULL);
        snprintf(text, sizeof text, "until %.10s", end);
        set->span = leo_arena_text(pack->arena, text);
    }
    return LEO_OK;
}

static leo_status lay_orientation(data_pack *pack, leo_bytes bytes, leo_data_set *set, leo_error *error)
{
    const leo_orientation_table *table =
        leo_orientation_parse(bytes, pack->data.clocks.leap, pack->arena, error);
    if (!table)
        return error->status;
    pack->data.clocks.orientation = table;
    const leo_orientation_about about = leo_orientation_about_of(table);
    set->name = about.name;
    set->span = span_text(pack, about.first, about.last);
    return LEO_OK;
}

static const char *jd_span_text(data_pack *pack, double first_jd, double last_jd)
{
    leo_epoch first = { 0, 0 }, last = { 0, 0 };
    leo_epoch_from_jd(LEO_TT, first_jd, 0, NULL, &first, NULL);
    leo_epoch_from_jd(LEO_TT, last_jd, 0, NULL, &last, NULL);
    char begin[48] = "?", end[48] = "?", both[120];
    leo_epoch_write(first, LEO_TT, 0, NULL, begin, NULL);
    leo_epoch_write(last, LEO_TT, 0, NULL, end, NULL);
    snprintf(both, sizeof both, "%.10s .. %.10s", begin, end);
    return leo_arena_text(pack->arena, both);
}

static leo_status lay_ephemeris(data_pack *pack, leo_bytes bytes, leo_data_set *set, leo_error *error)
{
    const leo_ephemeris *top = leo_ephemeris_parse(bytes, pack->data.ephemeris, pack->arena, error);
    if (!top)
        return error->status;
    pack->data.ephemeris = top;
    leo_ephemeris_about about;
    if (leo_ephemeris_layer(top, 0, &about)) {
        set->name = about.name;
        set->span = jd_span_text(pack, about.first_jd, about.last_jd);
    }
    return LEO_OK;
}

static leo_status lay_weather(data_pack *pack, leo_bytes bytes, leo_data_set *set, leo_error *error)
{
    const leo_weather *weather = leo_weather_parse(bytes, pack->data.clocks.leap, pack->arena, error);
    if (!weather)
        return error->status;
    pack->data.weather = weather;
    const leo_weather_about about = leo_weather_about_of(weather);
    set->name = about.name;
    set->span = span_text(pack, about.first, about.last);
    return LEO_OK;
}

static leo_status lay_gravity(data_pack *pack, leo_bytes bytes, leo_data_set *set, leo_error *error)
{
    const leo_gravity *field = leo_gravity_parse(bytes, 0, pack->arena, error);
    if (!field)
        return error->status;
    for (int i = pack->field_count++; i > 0; i--)
        pack->fields[i] = pack->fields[i - 1];
    pack->fields[0] = field;
    char text[40];
    snprintf(text, sizeof text, "degree %d", field->degree);
    set->name = field->name;
    set->span = leo_arena_text(pack->arena, text);
    return LEO_OK;
}

/* The first that looks right is taken. */
static const kind kinds[] = {
    { "ephemeris", looks_like_ephemeris, lay_ephemeris },
    { "space weather", looks_like_weather, lay_weather },
    { "leap seconds", looks_like_leap, lay_leap },
    { "gravity", looks_like_gravity, lay_gravity },
    { "earth orientation", looks_like_orientation, lay_orientation },
    { 0 },
};

static const kind *kind_of(leo_bytes bytes)
{
    for (const kind *row = kinds; row->name; row++)
        if (row->looks(bytes))
            return row;
    return NULL;
}

const char *leo_data_kind(leo_bytes bytes)
{
    const kind *row = kind_of(bytes);
    return row ? row->name : NULL;
}

/* A file that was read and knows its kind. */
typedef struct found {
    leo_bytes bytes;
    const kind *kind;
} found;

static leo_status find(data_pack *pack, const char *path, found *file, leo_error *error)
{
    const char *name = leo_arena_text(pack->arena, path);
    const leo_status status = name ? leo_file_read(name, FILE_LIMIT, pack->arena, &file->bytes, error)
                                   : leo_fail(error, LEO_NO_MEMORY, path, "no memory");
    if (status != LEO_OK)
        return status;
    file->kind = kind_of(file->bytes);
    if (!file->kind)
        return leo_fail(
            error, LEO_BAD_INPUT, path,
            "holds no set of data that is known: SPK, binary PCK or DE ephemeris, .gfc gravity field, "
            "IERS C04 or finals2000A, CSSI space weather, leap seconds");
    return LEO_OK;
}

static leo_status lay(data_pack *pack, const found *file, leo_error *error)
{
    const leo_bytes bytes = file->bytes;
    leo_data_set set = { file->kind->name, "", bytes.name, "", "", leo_hash(0, bytes.data, bytes.size), "" };
    const leo_status status = file->kind->lay(pack, bytes, &set, error);
    if (status != LEO_OK)
        return status;
    pack->sets[pack->set_count++] = set;
    pack->data.hash = leo_hash(pack->data.hash, &set.hash, sizeof set.hash);
    return LEO_OK;
}

/* Leap seconds first: the days of other sets are counted by them. */
static leo_status lay_all(data_pack *pack, const char *const *paths, leo_error *error)
{
    found files[SETS_MOST];
    int count = 0;
    for (; paths && paths[count]; count++) {
        if (count == SETS_MOST)
            return leo_fail(error, LEO_BAD_ARGUMENT, paths[count], "more than %d files of data", SETS_MOST);
        const leo_status status = find(pack, paths[count], &files[count], error);
        if (status != LEO_OK)
            return status;
    }
    for (int leap = 1; leap >= 0; leap--)
        for (int i = 0; i < count; i++) {
            const leo_status status =
                (files[i].kind->lay == lay_leap) == leap ? lay(pack, &files[i], error) : LEO_OK;
            if (status != LEO_OK)
                return status;
        }
    return LEO_OK;
}

leo_data *leo_data_open(const char *const *paths, leo_error *error)
{
    leo_error own = { 0 };
    error = error ? error : &own;
    leo_arena *arena = leo_arena_create(NULL);
    data_pack *pack = arena ? LEO_TAKE(arena, data_pack, 1) : NULL;
    if (!pack) {
        leo_fail(error, LEO_NO_MEMORY, "data", "no memory");
        leo_arena_destroy(arena);
        return NULL;
    }
    pack->arena = arena;
    pack->data = *leo_data_builtin();
    if (lay_all(pack, paths, error) != LEO_OK) {
        leo_arena_destroy(arena);
        return NULL;
    }
    pack->data.fields = pack->fields;
    pack->data.sets = pack->sets;
    pack->data.set_count = pack->set_count;
    pack->data.owner = arena;
    return &pack->data;
}

void leo_data_close(leo_data *data)
{
    if (data)
        leo_arena_destroy(data->owner);
}
