/* SPDX-License-Identifier: MIT */
#ifndef LEO_SCHEMA_EXPLAIN_H
#define LEO_SCHEMA_EXPLAIN_H

/* The reference of rows, as text for people and as JSON for machines. */

#include "schema/field.h"

#include <jansson.h>
#include <stdio.h>

typedef enum leo_rows_role {
    LEO_ROWS_KEYS /* may be given in the mission file */,
    LEO_ROWS_CHANNELS
} leo_rows_role;

/* One line for a row: key, unit or choices, range, default, sentence. */
void leo_explain_row(const leo_field *field, leo_rows_role role, FILE *file);

/* All rows under a title; only the row `key` when that is not NULL. Nothing for an empty table. */
void leo_explain_rows(const char *title, const leo_field *fields, const char *key, leo_rows_role role,
                      FILE *file);

json_t *leo_explain_rows_json(const leo_field *fields, const char *key, leo_rows_role role);

#endif
