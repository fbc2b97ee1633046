/* SPDX-License-Identifier: MIT */

/*
 * Winds: none, the same everywhere, or by height.
 *
 *     profile   east, north between the heights of a list linearly, above and below it as at its ends; no vertical wind
 *
 * The list is a text: `0 m: 0 m/s; 9144 m: 21 m/s, -3 m/s`, heights above the ellipsoid and rising, then the wind towards
 * the east and, where there is one, towards the north. At most 32 heights.
 *
 * Source  the definition.
 * Valid   any height.
 * Error   none as a definition.
 * Axes    east, north, up at the place; the velocity of the air relative to the turning Earth. A wind "from the west" is
 *         positive to the east.
 */
#include "base/text.h"
#include "schema/unit.h"
#include "world/atmosphere_row.h"

#include <string.h>

enum { LEVELS = 32, TEXT_ROOM = 64 };

typedef struct constant {
    double east_m_s, north_m_s, up_m_s;
} constant;

typedef struct level {
    double alt_m, east_m_s, north_m_s;
} level;

/* `count` and `levels` are filled by prepare(). */
typedef struct profile {
    const char *levels_text;
    int count;
    level levels[LEVELS];
} profile;

// clang-format off
static const leo_field constant_fields[] = {
    { "east",  LEO_REAL_AT(constant, east_m_s),  "m/s", -500, 500, "0 m/s", NULL, "Towards the east." },
    { "north", LEO_REAL_AT(constant, north_m_s), "m/s", -500, 500, "0 m/s", NULL, "Towards the north." },
    { "up",    LEO_REAL_AT(constant, up_m_s),    "m/s", -500, 500, "0 m/s", NULL, "Upward." },
    { 0 },
};

static const leo_field profile_fields[] = {
    { "levels", LEO_TEXT_AT(profile, levels_text), NULL, 0, 0, "0 m: 0 m/s", NULL, "Heights with their wind to the east and north: `0 m: 0 m/s; 9 km: 21 m/s, -3 m/s`." },
    { 0 },
};
// clang-format on

static leo_status still(const void *config, const leo_air_place *here, leo_vec3 *wind_enu_m_s,
                        leo_error *error)
{
    (void)config;
    (void)here;
    (void)error;
    *wind_enu_m_s = leo_vec(0, 0, 0);
    return LEO_OK;
}

static leo_status steady(const void *config, const leo_air_place *here, leo_vec3 *wind_enu_m_s,
                         leo_error *error)
{
    const constant *c = config;
    (void)here;
    (void)error;
    *wind_enu_m_s = c ? leo_vec(c->east_m_s, c->north_m_s, c->up_m_s) : leo_vec(0, 0, 0);
    return LEO_OK;
}

/* One quantity up to one of `stops` or the end; moves `text` there. */
static leo_status quantity(const char **text, const char *stops, const char *unit, double limit,
                           double *value, leo_error *error)
{
    char word[TEXT_ROOM];
    const size_t whole = strcspn(*text, stops);
    size_t length = whole;
    const char *start = leo_text_trim(*text, &length);
    if (length >= sizeof word)
        return leo_fail(error, LEO_BAD_INPUT, "wind.levels", "`%.20s...`: too long for a height or a speed",
                        start);
    memcpy(word, start, length);
    word[length] = 0;
    *text += whole;
    leo_quantity read;
    const leo_status status = leo_quantity_read(word, unit, LEO_TEMPERATURE_POINT, &read, error);
    if (status != LEO_OK)
        return status;
    if (!(fabs(read.value) <= limit))
        return leo_fail(error, LEO_BAD_INPUT, "wind.levels", "%g %s: must lie within %g", read.value, unit,
                        limit);
    *value = read.value;
    return LEO_OK;
}

static leo_status read_level(const char **text, level *at, leo_error *error)
{
    leo_status status = quantity(text, ":;", "m", 1e9, &at->alt_m, error);
    if (status != LEO_OK)
        return status;
    if (**text != ':')
        return leo_fail(error, LEO_BAD_INPUT, "wind.levels",
                        "%g m: a wind must follow, as in `0 m: 5 m/s, -2 m/s`", at->alt_m);
    ++*text;
    status = quantity(text, ",;", "m/s", 500, &at->east_m_s, error);
    if (status != LEO_OK || **text != ',')
        return status;
    ++*text;
    return quantity(text, ";", "m/s", 500, &at->north_m_s, error);
}

static leo_status parse(const char *text, profile *p, leo_error *error)
{
    p->count = 0;
    while (text && *text) {
        if (p->count == LEVELS)
            return leo_fail(error, LEO_BAD_INPUT, "wind.levels", "more than %d heights", LEVELS);
        level at = { 0 };
        const leo_status status = read_level(&text, &at, error);
        if (status != LEO_OK)
            return status;
        if (p->count && !(at.alt_m > p->levels[p->count - 1].alt_m))
            return leo_fail(error, LEO_BAD_INPUT, "wind.levels", "%g m after %g m: the heights must rise",
                            at.alt_m, p->levels[p->count - 1].alt_m);
        p->levels[p->count++] = at;
        if (*text == ';') {
            text++;
            text += strspn(text, " \t\r\n");
        }
    }
    return p->count ? LEO_OK : leo_fail(error, LEO_BAD_INPUT, "wind.levels", "no height was given");
}

static leo_status prepare(void *config, leo_error *error)
{
    profile *p = config;
    return parse(p->levels_text, p, error);
}

static leo_status by_height(const void *config, const leo_air_place *here, leo_vec3 *wind_enu_m_s,
                            leo_error *error)
{
    const profile *p = config;
    const double alt = here->place.alt_m;
    profile own;
    *wind_enu_m_s = leo_vec(0, 0, 0);
    if (!p)
        return LEO_OK;
    if (p->count == 0) {
        const leo_status status = parse(p->levels_text, &own, error);
        if (status != LEO_OK)
            return status;
        p = &own;
    }
    int i = 0;
    while (i < p->count && alt >= p->levels[i].alt_m)
        i++;
    const level *a = &p->levels[i > 0 ? i - 1 : 0], *b = &p->levels[i < p->count ? i : i - 1];
    const double part = a == b ? 0 : (alt - a->alt_m) / (b->alt_m - a->alt_m);
    wind_enu_m_s->x = a->east_m_s + part * (b->east_m_s - a->east_m_s);
    wind_enu_m_s->y = a->north_m_s + part * (b->north_m_s - a->north_m_s);
    return LEO_OK;
}

const leo_wind leo_wind_none = { .name = "none", .summary = "Air that turns with the Earth", .at = still };

const leo_wind leo_wind_constant = {
    .name = "constant",
    .summary = "The same wind everywhere",
    .fields = constant_fields,
    .size = sizeof(constant),
    .at = steady,
};

const leo_wind leo_wind_profile = {
    .name = "profile",
    .summary = "Wind by height, from a list",
    .fields = profile_fields,
    .size = sizeof(profile),
    .prepare = prepare,
    .at = by_height,
};
