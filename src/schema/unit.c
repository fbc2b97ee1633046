/* SPDX-License-Identifier: MIT */
#include "schema/unit.h"
#include "base/error.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NAME_ROOM = 16, DEPTH_MAX = 4, POWER_MAX = 9, FACTORS_MAX = 12 };

static const struct {
    char letter;
    double scale;
} prefixes[] = { { 'n', 1e-9 }, { 'u', 1e-6 }, { 'm', 1e-3 }, { 'c', 1e-2 }, { 'd', 1e-1 },
                 { 'h', 1e2 },  { 'k', 1e3 },  { 'M', 1e6 },  { 'G', 1e9 },  { 'T', 1e12 } };

/* The name of what a unit measures, beside one unit of it. */
static const struct {
    const char *quantity, *unit;
} quantities[] = {
    { "a length", "m" },
    { "an area", "m^2" },
    { "a volume", "m^3" },
    { "a mass", "kg" },
    { "a time", "s" },
    { "a speed", "m/s" },
    { "an acceleration", "m/s^2" },
    { "a force", "N" },
    { "a pressure", "Pa" },
    { "an energy", "J" },
    { "a power", "W" },
    { "an impulse", "N s" },
    { "an angle", "rad" },
    { "an angular rate", "rad/s" },
    { "a frequency", "Hz" },
    { "a temperature", "K" },
    { "a mass flow", "kg/s" },
    { "a volume flow", "m^3/s" },
    { "a density", "kg/m^3" },
    { "a heat flux", "W/m^2" },
    { "a heat load", "J/m^2" },
    { "a conductance", "W/K" },
    { "a heat capacity", "J/K" },
    { "a specific heat", "J/(kg K)" },
    { "a specific energy", "J/kg" },
    { "a heat transfer coefficient", "W/(m^2 K)" },
    { "a thermal resistance", "m^2 K/W" },
    { "a thermal conductivity", "W/(m K)" },
    { "a molar mass", "kg/mol" },
    { "an amount of substance", "mol" },
    { "a molar flow", "mol/s" },
    { "a current", "A" },
    { "a voltage", "V" },
    { "a resistance", "ohm" },
    { "a charge", "C" },
    { "a gravitational parameter", "m^3/s^2" },
    { "a moment of inertia", "kg m^2" },
    { "a ratio", "1" },
};

static const char unnamed[] = "an unnamed quantity";

/* What people write where the unit of SI is not usual. */
static const struct {
    const char *unit, *usual;
} examples[] = { { "m^3/s^2", "km^3/s^2" } };

typedef struct scanner {
    const char *p;
    int depth, factors;
    leo_error *error;
} scanner;

static leo_status unit_list(scanner *s, leo_unit_def *unit);

static int is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void skip_spaces(scanner *s)
{
    while (*s->p == ' ')
        s->p++;
}

static const leo_unit_row *find_row(const char *name)
{
    for (const leo_unit_row *row = leo_units; row->name; row++)
        if (strcmp(row->name, name) == 0)
            return row;
    return NULL;
}

static leo_status unknown_name(const char *name, leo_error *error)
{
    leo_nearest nearest = { .word = name };
    leo_nearest_offer(&nearest, "kg");
    leo_nearest_offer(&nearest, "km");
    for (const leo_unit_row *row = leo_units; row->name; row++)
        leo_nearest_offer(&nearest, row->name);
    char hint[LEO_HINT_ROOM];
    return leo_fail(error, LEO_BAD_INPUT, NULL, "unknown unit `%s`%s", name,
                    leo_nearest_hint(&nearest, hint));
}

static leo_status named_unit(const char *name, leo_unit_def *unit, leo_error *error)
{
    const leo_unit_row *row = find_row(name);
    double prefix = 1;
    for (size_t i = 0; !row && i < sizeof prefixes / sizeof prefixes[0]; i++) {
        if (name[0] != prefixes[i].letter)
            continue;
        row = find_row(name + 1);
        if (row && !row->prefixes)
            row = NULL;
        prefix = prefixes[i].scale;
    }
    if (!row)
        return unknown_name(name, error);
    *unit = (leo_unit_def){ row->scale * prefix, row->offset, { 0 } };
    if (strcmp(name, "kg") == 0)
        unit->scale = 1;
    memcpy(unit->power, row->power, sizeof unit->power);
    return LEO_OK;
}

/* A letter run with the digits that belong to names ("g0", "mmH2O"), or a per cent sign. */
static leo_status read_name(scanner *s, leo_unit_def *unit)
{
    char name[NAME_ROOM];
    size_t length = 0;
    const char *start = s->p;
    if (*s->p == '%')
        s->p++;
    else
        while (is_letter(*s->p) || (s->p > start && is_digit(*s->p)))
            s->p++;
    length = (size_t)(s->p - start);
    if (length == 0 || length >= NAME_ROOM)
        return leo_fail(s->error, LEO_BAD_INPUT, NULL, "`%.24s` is not a unit", start);
    memcpy(name, start, length);
    name[length] = '\0';
    return named_unit(name, unit, s->error);
}

/* "^-2", or the superscripts two and three. */
static leo_status read_power(scanner *s, int *power)
{
    *power = 1;
    if ((unsigned char)s->p[0] == 0xC2 &&
        ((unsigned char)s->p[1] == 0xB2 || (unsigned char)s->p[1] == 0xB3)) {
        *power = (unsigned char)s->p[1] == 0xB2 ? 2 : 3;
        s->p += 2;
        return LEO_OK;
    }
    if (*s->p != '^')
        return LEO_OK;
    s->p++;
    const int negative = *s->p == '-';
    if (negative)
        s->p++;
    if (!is_digit(*s->p) || is_digit(s->p[1]) || *s->p == '0')
        return leo_fail(s->error, LEO_BAD_INPUT, NULL,
                        "a power must be a whole number from 1 to %d, as in m^2", POWER_MAX);
    *power = *s->p++ - '0';
    if (negative)
        *power = -*power;
    return LEO_OK;
}

static leo_status unit_factor(scanner *s, leo_unit_def *unit)
{
    skip_spaces(s);
    leo_status status = LEO_OK;
    if (++s->factors > FACTORS_MAX)
        return leo_fail(s->error, LEO_BAD_INPUT, NULL, "a unit has at most %d factors", FACTORS_MAX);
    if (*s->p == '(') {
        if (++s->depth > DEPTH_MAX)
            return leo_fail(s->error, LEO_BAD_INPUT, NULL, "too many parentheses in a unit");
        s->p++;
        if ((status = unit_list(s, unit)) != LEO_OK)
            return status;
        skip_spaces(s);
        if (*s->p != ')')
            return leo_fail(s->error, LEO_BAD_INPUT, NULL, "a parenthesis is not closed in the unit");
        s->p++;
        s->depth--;
    } else if (*s->p == '1') {
        s->p++;
        *unit = (leo_unit_def){ .scale = 1 };
    } else if ((status = read_name(s, unit)) != LEO_OK) {
        return status;
    }
    int power;
    if ((status = read_power(s, &power)) != LEO_OK || power == 1)
        return status;
    unit->scale = pow(unit->scale, power);
    unit->offset = 0;
    for (int i = 0; i < LEO_BASE_COUNT; i++) {
        const int total = unit->power[i] * power;
        if (total > 60 || total < -60)
            return leo_fail(s->error, LEO_BAD_INPUT, NULL, "the powers of the unit are too high");
        unit->power[i] = (signed char)total;
    }
    return LEO_OK;
}

/* Factors joined by spaces, `*` and `/`; a `/` divides by the one factor that follows. */
static leo_status unit_list(scanner *s, leo_unit_def *unit)
{
    leo_status status = unit_factor(s, unit);
    for (;;) {
        if (status != LEO_OK)
            return status;
        skip_spaces(s);
        if (*s->p == '\0' || *s->p == ')')
            return LEO_OK;
        const int sign = *s->p == '/' ? -1 : 1;
        if (*s->p == '/' || *s->p == '*')
            s->p++;
        leo_unit_def factor;
        if ((status = unit_factor(s, &factor)) != LEO_OK)
            return status;
        unit->scale = sign > 0 ? unit->scale * factor.scale : unit->scale / factor.scale;
        unit->offset = 0;
        for (int i = 0; i < LEO_BASE_COUNT; i++) {
            const int total = unit->power[i] + sign * factor.power[i];
            if (total > 60 || total < -60)
                return leo_fail(s->error, LEO_BAD_INPUT, NULL, "the powers of the unit are too high");
            unit->power[i] = (signed char)total;
        }
    }
}

leo_status leo_unit_read(const char *text, leo_unit_def *unit, leo_error *error)
{
    scanner s = { .p = text, .error = error };
    *unit = (leo_unit_def){ .scale = 1 };
    if (strlen(text) >= LEO_UNIT_ROOM)
        return leo_fail(error, LEO_BAD_INPUT, NULL, "`%.40s...` is too long for a unit", text);
    const leo_status status = unit_list(&s, unit);
    if (status != LEO_OK)
        return status;
    if (*s.p)
        return leo_fail(error, LEO_BAD_INPUT, NULL, "`%s` does not belong in a unit", s.p);
    if (!isfinite(unit->scale) || unit->scale <= 0)
        return leo_fail(error, LEO_BAD_INPUT, NULL, "`%s` is too large or too small for a unit", text);
    return LEO_OK;
}

int leo_unit_same(const leo_unit_def *a, const leo_unit_def *b)
{
    return memcmp(a->power, b->power, sizeof a->power) == 0;
}

const char *leo_unit_quantity(const leo_unit_def *unit)
{
    for (size_t i = 0; i < sizeof quantities / sizeof quantities[0]; i++) {
        leo_unit_def known;
        if (leo_unit_read(quantities[i].unit, &known, NULL) == LEO_OK && leo_unit_same(&known, unit))
            return quantities[i].quantity;
    }
    return unnamed;
}

/* What is needed: a torque and an energy have one dimension, and the unit that is asked for tells them apart. */
static const char *needed_quantity(const char *needed, const leo_unit_def *unit)
{
    return strcmp(needed, "N m") == 0 ? "a torque" : leo_unit_quantity(unit);
}

/* " of volume" of "a volume", for "a unit of volume"; "" where the quantity has no name. */
static const char *of_quantity(const char *needed, const leo_unit_def *unit, char text[64])
{
    const char *quantity = needed_quantity(needed, unit);
    text[0] = 0;
    if (quantity != unnamed)
        snprintf(text, 64, " of %s", strchr(quantity, ' ') + 1);
    return text;
}

/* The unit to name as an example. */
static const char *such_as(const leo_unit_def *unit, const char *needed)
{
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        leo_unit_def known;
        if (leo_unit_read(examples[i].unit, &known, NULL) == LEO_OK && leo_unit_same(&known, unit))
            return examples[i].usual;
    }
    return needed;
}

static int is_ratio(const leo_unit_def *unit)
{
    const leo_unit_def ratio = { .scale = 1 };
    return leo_unit_same(unit, &ratio);
}

static leo_status no_number(const char *text, const char *needed, const leo_unit_def *unit, leo_error *error)
{
    if (is_ratio(unit))
        return leo_fail(error, LEO_BAD_INPUT, NULL, "`%.60s` is not a number", text);
    char quantity[64];
    return leo_fail(error, LEO_BAD_INPUT, NULL, "`%.60s` is not a number with a unit%s, such as 1 %s", text,
                    of_quantity(needed, unit, quantity), such_as(unit, needed));
}

static leo_status wrong_unit(const char *text, const leo_unit_def *found, const char *needed,
                             const leo_unit_def *unit, leo_error *error)
{
    const int ratio = is_ratio(unit);
    return leo_fail(error, LEO_BAD_INPUT, NULL, "%.60s is %s; needs %s%s%s", text, leo_unit_quantity(found),
                    needed_quantity(needed, unit), ratio ? " (a number, or %)" : ", such as ",
                    ratio ? "" : such_as(unit, needed));
}

leo_status leo_quantity_read(const char *text, const char *unit, leo_temperature temperature,
                             leo_quantity *quantity, leo_error *error)
{
    leo_unit_def needed, found;
    leo_status status = leo_unit_read(unit, &needed, error);
    if (status != LEO_OK)
        return status;
    *quantity = (leo_quantity){ 0 };
    size_t length = strlen(text);
    text = leo_text_trim(text, &length);
    const char *rest = leo_text_number_read(text, &quantity->written);
    if (!rest)
        return no_number(text, unit, &needed, error);
    size_t unit_length = length - (size_t)(rest - text);
    rest = leo_text_trim(rest, &unit_length);
    char quantity_of[64];
    if (unit_length == 0 && !is_ratio(&needed))
        return leo_fail(error, LEO_BAD_INPUT, NULL, "%.*s: needs a unit%s, such as %s", (int)length, text,
                        of_quantity(unit, &needed, quantity_of), such_as(&needed, unit));
    if (unit_length && !is_letter(*rest) && !strchr("(%1", *rest))
        return no_number(text, unit, &needed, error);
    if (unit_length >= LEO_UNIT_ROOM)
        return leo_fail(error, LEO_BAD_INPUT, NULL, "%.60s: the unit is too long", text);
    memcpy(quantity->unit, rest, unit_length);
    found = (leo_unit_def){ .scale = 1 };
    leo_error why = { 0 };
    if (unit_length && leo_unit_read(quantity->unit, &found, &why) != LEO_OK)
        return leo_fail(error, LEO_BAD_INPUT, NULL, "%.60s: %s", text, why.message);
    if (!leo_unit_same(&found, &needed))
        return wrong_unit(text, &found, unit, &needed, error);
    quantity->scale = found.scale / needed.scale;
    quantity->offset =
        temperature == LEO_TEMPERATURE_POINT ? (found.offset - needed.offset) / needed.scale : 0;
    quantity->value = quantity->written * quantity->scale + quantity->offset;
    if (!isfinite(quantity->value))
        return leo_fail(error, LEO_BAD_INPUT, NULL, "%.60s: too large", text);
    return LEO_OK;
}

const char *leo_quantity_text(double value, const char *unit, char text[96])
{
    char number[LEO_NUMBER_ROOM];
    leo_text_number_short(value, 7, number);
    if (!unit || !unit[0] || strcmp(unit, "1") == 0)
        snprintf(text, 96, "%s", number);
    else
        snprintf(text, 96, "%s %s", number, unit);
    return text;
}
