/* SPDX-License-Identifier: MIT */
/* "airlock.pressure < 0.1 kPa and outer-hatch.state is open" */
#include "base/error.h"
#include "base/text.h"
#include "mission/reader.h"

#include <stdio.h>
#include <string.h>

enum { TERMS_MAX = 16, WORD_ROOM = 128 };

static leo_status copy_word(const char *text, size_t length, char word[WORD_ROOM], leo_error *error)
{
    text = leo_text_trim(text, &length);
    if (length == 0 || length >= WORD_ROOM)
        return leo_fail(error, LEO_BAD_INPUT, NULL,
                        "a condition is `CHANNEL < VALUE`, `CHANNEL > VALUE` or `CHANNEL is WORD`");
    memcpy(word, text, length);
    word[length] = '\0';
    return LEO_OK;
}

/* Two terms hold a whole number between halves. */
static leo_status word_terms(const leo_field *field, int channel, const char *name, const char *word,
                             leo_term *terms, int *count, leo_error *error)
{
    leo_nearest nearest = { .word = word };
    char list[300], hint[LEO_HINT_ROOM];
    for (int i = 0; field->choices && field->choices[i]; i++) {
        if (strcmp(field->choices[i], word) == 0) {
            terms[(*count)++] = (leo_term){ channel, 1, i - 0.5 };
            terms[(*count)++] = (leo_term){ channel, 0, i + 0.5 };
            return LEO_OK;
        }
        leo_nearest_offer(&nearest, field->choices[i]);
    }
    if (!field->choices)
        return leo_fail(error, LEO_BAD_INPUT, NULL, "`%s` is a number: compare it with `<` or `>`", name);
    return leo_fail(error, LEO_BAD_INPUT, NULL, "`%s` is never `%s`: must be %s%s", name, word,
                    leo_field_choices(field, list, sizeof list), leo_nearest_hint(&nearest, hint));
}

/* One term of `length` bytes. */
static leo_status read_term(const leo_plan *plan, const char *text, size_t length, leo_term *terms,
                            int *count, leo_error *error)
{
    char whole[2 * WORD_ROOM], name[WORD_ROOM], word[WORD_ROOM];
    if (length >= sizeof whole)
        return leo_fail(error, LEO_BAD_INPUT, NULL, "the condition is too long");
    memcpy(whole, text, length);
    whole[length] = '\0';
    const char *is = strstr(whole, " is "), *sign = strpbrk(whole, "<>");
    const char *mark = sign ? sign : is;
    if (!mark)
        return leo_fail(
            error, LEO_BAD_INPUT, NULL,
            "`%.100s` is no condition: write `CHANNEL < VALUE`, `CHANNEL > VALUE` or `CHANNEL is WORD`",
            whole);
    const char *value = sign ? sign + 1 + (sign[1] == '=') : is + 4;
    leo_status status = copy_word(whole, (size_t)(mark - whole), name, error);
    if (status != LEO_OK || (status = copy_word(value, strlen(value), word, error)) != LEO_OK)
        return status;
    const int channel = leo_plan_channel_find(plan, name, error);
    if (channel < 0)
        return LEO_BAD_INPUT;
    const leo_channel_row *row = &plan->channels[channel];
    if (!sign)
        return word_terms(row->field, channel, name, word, terms, count, error);
    leo_quantity quantity;
    leo_error why = { 0 };
    const char *unit = row->shown.unit[0] ? row->shown.unit : "1";
    if (leo_quantity_read(word, unit, LEO_TEMPERATURE_POINT, &quantity, &why) != LEO_OK)
        return leo_fail(error, LEO_BAD_INPUT, NULL, "`%s`: %s", name, why.message);
    terms[(*count)++] = (leo_term){ channel, *sign == '>', quantity.value };
    return LEO_OK;
}

leo_status leo_condition_read(const leo_plan *plan, const char *text, leo_arena *arena,
                              leo_condition *condition, leo_error *error)
{
    leo_term terms[TERMS_MAX + 2];
    int count = 0;
    for (const char *p = text;;) {
        const char *joint = strstr(p, " and ");
        const leo_status status =
            read_term(plan, p, joint ? (size_t)(joint - p) : strlen(p), terms, &count, error);
        if (status != LEO_OK)
            return status;
        if (!joint)
            break;
        if (count > TERMS_MAX - 2)
            return leo_fail(error, LEO_BAD_INPUT, NULL, "a condition has at most %d terms", TERMS_MAX / 2);
        p = joint + 5;
    }
    leo_term *own = LEO_TAKE(arena, leo_term, count);
    const char *copy = leo_arena_text(arena, text);
    if (!own || !copy)
        return leo_fail(error, LEO_NO_MEMORY, NULL, "no memory");
    memcpy(own, terms, (size_t)count * sizeof *own);
    *condition = (leo_condition){ copy, own, count };
    return LEO_OK;
}
