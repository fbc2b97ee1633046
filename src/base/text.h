/* SPDX-License-Identifier: MIT */
#ifndef LEO_BASE_TEXT_H
#define LEO_BASE_TEXT_H

/* Text: numbers that do not depend on the host's locale, a builder, nearest names, UTF-8. */

#include "base/memory.h"

enum { LEO_NUMBER_ROOM = 32, LEO_HINT_ROOM = 96 };

/*
 * Read a decimal number at `text`: [+-] digits [. digits] [e [+-] digits], or [+-] . digits. No hexadecimal, no
 * "inf", no "nan", no digit groups; the decimal sign is a point, whatever the locale. Correctly rounded.
 *
 *   returns   the first character after the number, or NULL when there is no number or it overflows
 */
const char *leo_text_number_read(const char *text, double *value);

/* The shortest decimal text that reads back as the same double: "0.1", "-2.5e-12", "inf", "nan". */
const char *leo_text_number(double value, char text[LEO_NUMBER_ROOM]);

/* With at most `digits` significant digits (1 .. 17), for people. */
const char *leo_text_number_short(double value, int digits, char text[LEO_NUMBER_ROOM]);

/* The text of `length` bytes without white space at both ends; shortens `length`. */
const char *leo_text_trim(const char *text, size_t *length);

/* Offset of the first byte that is not valid UTF-8 (no surrogates, no overlong forms), or `size`. */
size_t leo_text_utf8_end(const char *bytes, size_t size);

/*
 * How many letters must be inserted, deleted, changed or swapped with their neighbour to get from one word to the
 * other. Words longer than 63 bytes are cut.
 */
int leo_text_distance(const char *a, const char *b);

/* The known name nearest to a wrong one: start with { .word = word }, offer all names, ask for the hint. */
typedef struct leo_nearest {
    const char *word, *best;
    int distance;
} leo_nearest;

void leo_nearest_offer(leo_nearest *nearest, const char *name);

/* "; did you mean `pressure`?", or "" when no name offered was near. */
const char *leo_nearest_hint(const leo_nearest *nearest, char hint[LEO_HINT_ROOM]);

/* A text that grows in an arena. Start with { .arena = arena }. */
typedef struct leo_builder {
    leo_arena *arena;
    char *text;
    size_t length, room;
    int failed; // no memory: the text is cut
} leo_builder;

void leo_builder_add(leo_builder *builder, const char *text);

/* The text so far, never NULL. */
const char *leo_builder_text(const leo_builder *builder);

#endif
