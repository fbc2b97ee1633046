/* SPDX-License-Identifier: MIT */
#include "schema/read.h"
#include "base/error.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const double COUNT_MAX = 2147483647;

int leo_field_count(const leo_field *fields)
{
    int count = 0;
    while (fields && fields[count].key)
        count++;
    return count;
}

const leo_field *leo_field_find(const leo_field *fields, const char *key)
{
    for (const leo_field *field = fields; field && field->key; field++)
        if (strcmp(field->key, key) == 0)
            return field;
    return NULL;
}

void leo_field_put(const leo_field *field, double value, void *block)
{
    char *member = (char *)block + field->offset;
    if (field->type == LEO_REAL) {
        memcpy(member, &value, sizeof value);
    } else if (field->type == LEO_CHOICE || field->type == LEO_COUNT) {
        const int whole = (int)value;
        memcpy(member, &whole, sizeof whole);
    }
}

double leo_field_number(const leo_field *field, const void *block)
{
    const char *member = (const char *)block + field->offset;
    double value = NAN;
    int whole;
    if (field->type == LEO_REAL) {
        memcpy(&value, member, sizeof value);
    } else if (field->type == LEO_CHOICE || field->type == LEO_COUNT) {
        memcpy(&whole, member, sizeof whole);
        value = whole;
    }
    return value;
}

const char *leo_field_text(const leo_field *field, const void *block)
{
    const char *text = NULL;
    if (field->type == LEO_NAME || field->type == LEO_TEXT)
        memcpy(&text, (const char *)block + field->offset, sizeof text);
    return text;
}

const char *leo_field_choices(const leo_field *field, char *text, size_t size)
{
    size_t length = (size_t)snprintf(text, size, "one of: ");
    for (int i = 0; field->choices && field->choices[i] && length < size; i++)
        length += (size_t)snprintf(text + length, size - length, "%s%s", i ? ", " : "", field->choices[i]);
    return text;
}

/* "500 atm (5.06625e+07 Pa): must lie in 0.1 .. 100 atm (10132.5 .. 10132500 Pa)" */
static leo_status out_of_range(const leo_field *field, const leo_quantity *q, leo_error *error)
{
    char numbers[6][LEO_NUMBER_ROOM];
    const char *shown = q->unit[0] ? q->unit : "";
    const int si = (q->scale == 1 && q->offset == 0) || !strcmp(field->unit, "1");
    const char *found = leo_text_number_short(q->written, 9, numbers[0]);
    const char *low = leo_text_number_short((field->min - q->offset) / q->scale, 6, numbers[1]);
    const char *high = leo_text_number_short((field->max - q->offset) / q->scale, 6, numbers[2]);
    const char *gap = shown[0] && shown[0] != '%' ? " " : "";
    if (si)
        return leo_fail(error, LEO_BAD_INPUT, NULL, "%s%s%s: must lie in %s .. %s%s%s", found, gap, shown,
                        low, high, gap, shown);
    return leo_fail(error, LEO_BAD_INPUT, NULL, "%s%s%s (%s %s): must lie in %s .. %s%s%s (%s .. %s %s)",
                    found, gap, shown, leo_text_number_short(q->value, 6, numbers[3]), field->unit, low, high,
                    gap, shown, leo_text_number_short(field->min, 6, numbers[4]),
                    leo_text_number_short(field->max, 6, numbers[5]), field->unit);
}

static leo_status read_real(const leo_field *field, const char *text, void *block, leo_quantity *quantity,
                            leo_error *error)
{
    const leo_status status = leo_quantity_read(text, field->unit, LEO_TEMPERATURE_POINT, quantity, error);
    if (status != LEO_OK)
        return status;
    // a limit of the range, written in another unit, may round to just outside
    const double slack = 1e-12 * fmax(fabs(field->min), fabs(field->max));
    if (field->min < field->max &&
        (quantity->value < field->min - slack || quantity->value > field->max + slack))
        return out_of_range(field, quantity, error);
    leo_field_put(field, quantity->value, block);
    return LEO_OK;
}

static leo_status read_count(const leo_field *field, const char *text, void *block, leo_error *error)
{
    double value;
    const char *rest = leo_text_number_read(text, &value);
    if (!rest || *rest || value != floor(value))
        return leo_fail(error, LEO_BAD_INPUT, NULL, "`%.60s` is not a whole number", text);
    const int bounded = field->min < field->max;
    const double min = bounded ? field->min : -COUNT_MAX, max = bounded ? field->max : COUNT_MAX;
    if (value < min || value > max)
        return leo_fail(error, LEO_BAD_INPUT, NULL, "%.0f: must lie in %.0f .. %.0f", value, min, max);
    leo_field_put(field, value, block);
    return LEO_OK;
}

static leo_status read_choice(const leo_field *field, const char *text, void *block, leo_error *error)
{
    leo_nearest nearest = { .word = text };
    for (int i = 0; field->choices && field->choices[i]; i++) {
        if (strcmp(field->choices[i], text) == 0) {
            leo_field_put(field, i, block);
            return LEO_OK;
        }
        leo_nearest_offer(&nearest, field->choices[i]);
    }
    char hint[LEO_HINT_ROOM], list[400];
    return leo_fail(error, LEO_BAD_INPUT, NULL, "`%.60s`: must be %s%s", text,
                    leo_field_choices(field, list, sizeof list), leo_nearest_hint(&nearest, hint));
}

static leo_status read_text(const leo_field *field, const char *text, leo_arena *arena, void *block,
                            leo_error *error)
{
    if (!text[0] && field->type == LEO_NAME)
        return leo_fail(error, LEO_BAD_INPUT, NULL, "needs a name");
    const char *copy = leo_arena_text(arena, text);
    if (!copy)
        return leo_fail(error, LEO_NO_MEMORY, NULL, "no memory");
    memcpy((char *)block + field->offset, &copy, sizeof copy);
    return LEO_OK;
}

leo_status leo_field_read(const leo_field *field, const char *text, leo_arena *arena, void *block,
                          leo_quantity *quantity, leo_error *error)
{
    leo_quantity own;
    if (quantity)
        *quantity = (leo_quantity){ .scale = 1 };
    switch (field->type) {
    case LEO_REAL:
        return read_real(field, text, block, quantity ? quantity : &own, error);
    case LEO_CHOICE:
        return read_choice(field, text, block, error);
    case LEO_COUNT:
        return read_count(field, text, block, error);
    case LEO_NAME:
    case LEO_TEXT:
        break;
    }
    return read_text(field, text, arena, block, error);
}

leo_status leo_fields_default(const leo_field *fields, leo_arena *arena, void *block, leo_error *error)
{
    for (const leo_field *field = fields; field && field->key; field++) {
        leo_error why = { 0 };
        // an empty default of a name means none: the member stays NULL
        if (!field->fallback || (field->type == LEO_NAME && !field->fallback[0]))
            continue;
        const leo_status status = leo_field_read(field, field->fallback, arena, block, NULL, &why);
        if (status != LEO_OK)
            return leo_fail(error, status, field->key, "default: %s", why.message);
    }
    return LEO_OK;
}

static size_t member_size(const leo_field *field)
{
    return field->type == LEO_REAL                              ? sizeof(double)
           : field->type == LEO_NAME || field->type == LEO_TEXT ? sizeof(const char *)
                                                                : sizeof(int);
}

leo_status leo_fields_check(const leo_field *fields, size_t size, leo_error *error)
{
    for (const leo_field *field = fields; field && field->key; field++) {
        leo_unit_def unit;
        if (leo_field_find(fields, field->key) != field)
            return leo_fail(error, LEO_BAD_ARGUMENT, field->key, "stands twice in the rows");
        if (field->offset + member_size(field) > size)
            return leo_fail(error, LEO_BAD_ARGUMENT, field->key, "lies outside of its struct");
        if (!field->doc || !field->doc[0])
            return leo_fail(error, LEO_BAD_ARGUMENT, field->key, "has no sentence of reference");
        if (field->type == LEO_REAL && (!field->unit || leo_unit_read(field->unit, &unit, NULL) != LEO_OK))
            return leo_fail(error, LEO_BAD_ARGUMENT, field->key, "has no unit");
        if (field->type == LEO_REAL && field->min > field->max)
            return leo_fail(error, LEO_BAD_ARGUMENT, field->key, "has an empty range");
        if (field->type == LEO_CHOICE && (!field->choices || !field->choices[0]))
            return leo_fail(error, LEO_BAD_ARGUMENT, field->key, "has no choices");
    }
    leo_arena *arena = leo_arena_create(NULL);
    void *block = leo_arena_take(arena, 1, size ? size : 1);
    const leo_status status = block ? leo_fields_default(fields, arena, block, error)
                                    : leo_fail(error, LEO_NO_MEMORY, NULL, "no memory");
    leo_arena_destroy(arena);
    return status;
}
