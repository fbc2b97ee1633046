/* SPDX-License-Identifier: MIT */
#include "schema/explain.h"
#include "base/text.h"
#include "schema/read.h"

#include <string.h>

static const char *type_name(const leo_field *field)
{
    static const char *const names[] = { "number", "choice", "whole number", "name", "text" };
    return names[field->type];
}

static void print_range(const leo_field *field, FILE *file)
{
    char low[LEO_NUMBER_ROOM], high[LEO_NUMBER_ROOM];
    const char *unit = field->unit && strcmp(field->unit, "1") != 0 ? field->unit : "";
    if (field->min < field->max)
        fprintf(file, ", %s .. %s%s%s", leo_text_number_short(field->min, 6, low),
                leo_text_number_short(field->max, 6, high), unit[0] ? " " : "", unit);
    else if (unit[0])
        fprintf(file, ", %s", unit);
}

void leo_explain_row(const leo_field *field, leo_rows_role role, FILE *file)
{
    char list[400];
    fprintf(file, "    %s: %s", field->key, type_name(field));
    if (role == LEO_ROWS_CHANNELS && field->unit)
        fprintf(file, ", %s", strcmp(field->unit, "1") == 0 ? "no unit" : field->unit);
    else if (field->type == LEO_REAL || field->type == LEO_COUNT)
        print_range(field, file);
    if (field->type == LEO_CHOICE)
        fprintf(file, ", %s", leo_field_choices(field, list, sizeof list));
    if (role == LEO_ROWS_KEYS && !field->fallback)
        fprintf(file, "; required");
    else if (role == LEO_ROWS_KEYS && field->fallback[0])
        fprintf(file, "; default %s", field->fallback);
    fprintf(file, "\n        %s\n", field->doc);
}

void leo_explain_rows(const char *title, const leo_field *fields, const char *key, leo_rows_role role,
                      FILE *file)
{
    if (!fields || !fields->key || (key && !leo_field_find(fields, key)))
        return;
    fprintf(file, "  %s\n", title);
    for (const leo_field *field = fields; field->key; field++)
        if (!key || strcmp(key, field->key) == 0)
            leo_explain_row(field, role, file);
}

static json_t *row_json(const leo_field *field, leo_rows_role role)
{
    json_t *row =
        json_pack("{s:s, s:s, s:s}", "key", field->key, "type", type_name(field), "doc", field->doc);
    if (field->unit)
        json_object_set_new(row, "unit", json_string(field->unit));
    if (role == LEO_ROWS_KEYS && field->min < field->max) {
        json_object_set_new(row, "min", json_real(field->min));
        json_object_set_new(row, "max", json_real(field->max));
    }
    if (field->choices) {
        json_t *choices = json_array();
        for (int i = 0; field->choices[i]; i++)
            json_array_append_new(choices, json_string(field->choices[i]));
        json_object_set_new(row, "choices", choices);
    }
    if (role == LEO_ROWS_KEYS) {
        json_object_set_new(row, "required", json_boolean(!field->fallback));
        if (field->fallback)
            json_object_set_new(row, "default", json_string(field->fallback));
    }
    return row;
}

json_t *leo_explain_rows_json(const leo_field *fields, const char *key, leo_rows_role role)
{
    json_t *rows = json_array();
    for (const leo_field *field = fields; field && field->key; field++)
        if (!key || strcmp(key, field->key) == 0)
            json_array_append_new(rows, row_json(field, role));
    return rows;
}
