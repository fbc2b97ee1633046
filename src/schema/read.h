/* SPDX-License-Identifier: MIT */
#ifndef LEO_SCHEMA_READ_H
#define LEO_SCHEMA_READ_H

/* Values by their rows: from text, from the row's own default, and back. */

#include "base/memory.h"
#include "schema/field.h"
#include "schema/unit.h"

/* The number of rows, or the row of a key, or NULL. `fields` may be NULL. */
int leo_field_count(const leo_field *fields);
const leo_field *leo_field_find(const leo_field *fields, const char *key);

/*
 * Read `text` as the row says and write it into `block`. Texts are copied into `arena`.
 *
 *   quantity  of a LEO_REAL: how it was written; may be NULL
 *   returns   LEO_BAD_INPUT  not a number, no unit or a wrong one, out of range (told in the user's unit and in SI),
 *             not one of the choices; the message does not name the key
 */
leo_status leo_field_read(const leo_field *field, const char *text, leo_arena *arena, void *block,
                          leo_quantity *quantity, leo_error *error);

/* Write the default of every row that has one, through leo_field_read. The error names the row. */
leo_status leo_fields_default(const leo_field *fields, leo_arena *arena, void *block, leo_error *error);

/* Put a number into a member: LEO_REAL in SI, LEO_CHOICE and LEO_COUNT as a whole number. And back; NaN for texts. */
void leo_field_put(const leo_field *field, double value, void *block);
double leo_field_number(const leo_field *field, const void *block);

/* The text of a LEO_NAME or LEO_TEXT member. */
const char *leo_field_text(const leo_field *field, const void *block);

/* "one of: low, high" for an error; cut to `size`. */
const char *leo_field_choices(const leo_field *field, char *text, size_t size);

/* Are the rows themselves sound: keys unique, units known, defaults legal, offsets inside `size`? For the tests. */
leo_status leo_fields_check(const leo_field *fields, size_t size, leo_error *error);

#endif
