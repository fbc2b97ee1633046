/* SPDX-License-Identifier: MIT */
/* "airlock-vent.open", "leonov.move airlock", "retro.burn-time 45 s" */
#include "base/error.h"
#include "base/text.h"
#include "mission/plan.h"
#include "schema/read.h"

#include <stdio.h>
#include <string.h>

enum { WORD_ROOM = 64 };

void leo_command_apply(const leo_command *command, void *input)
{
    if (command->input->type == LEO_NAME || command->input->type == LEO_TEXT)
        memcpy((char *)input + command->input->offset, &command->name, sizeof command->name);
    else
        leo_field_put(command->input, command->real, input);
}

static leo_status unknown_thing(const leo_plan *plan, const char *name, leo_error *error)
{
    leo_nearest nearest = { .word = name };
    for (int i = 0; i < plan->thing_count; i++)
        leo_nearest_offer(&nearest, plan->things[i].name);
    char hint[LEO_HINT_ROOM];
    return leo_fail(error, LEO_BAD_INPUT, NULL, "there is no part or crew member `%s`%s", name,
                    leo_nearest_hint(&nearest, hint));
}

static leo_status unknown_word(const leo_thing *thing, const char *word, leo_error *error)
{
    leo_nearest nearest = { .word = word };
    for (const leo_verb *verb = thing->kind->verbs; verb && verb->word; verb++)
        leo_nearest_offer(&nearest, verb->word);
    for (const leo_field *field = thing->kind->input.fields; field && field->key; field++)
        leo_nearest_offer(&nearest, field->key);
    char hint[LEO_HINT_ROOM];
    return leo_fail(error, LEO_BAD_INPUT, NULL, "`%s` (%s) has no command and no input `%s`%s", thing->name,
                    thing->kind->name, word, leo_nearest_hint(&nearest, hint));
}

/* The name or text as the plan holds it, for commands that bring no memory of their own. */
static const char *own_name(const leo_plan *plan, const char *text)
{
    const int thing = leo_plan_thing(plan, text);
    if (thing >= 0)
        return plan->things[thing].name;
    for (int i = 0; i < plan->entry_count; i++)
        for (int k = 0; k < plan->entries[i].command_count; k++) {
            const char *name = plan->entries[i].commands[k].name;
            if (name && strcmp(name, text) == 0)
                return name;
        }
    for (int i = 0; i < plan->thing_count; i++)
        for (const leo_field *field = plan->things[i].kind->input.fields; field && field->key; field++) {
            const char *name = leo_field_text(field, plan->things[i].input);
            if (name && strcmp(name, text) == 0)
                return name;
        }
    return NULL;
}

static leo_status read_value(const leo_plan *plan, const char *word, const char *value, leo_arena *arena,
                             leo_command *command, leo_error *error)
{
    const leo_field *input = command->input;
    if (input->type == LEO_NAME || input->type == LEO_TEXT) {
        command->name = arena ? leo_arena_text(arena, value) : own_name(plan, value);
        if (!command->name && arena)
            return leo_fail(error, LEO_NO_MEMORY, NULL, "no memory");
        if (!command->name)
            return leo_fail(error, LEO_BAD_INPUT, NULL, "`%s`: the mission knows nothing named `%s`", word,
                            value);
        return LEO_OK;
    }
    leo_error why = { 0 };
    union {
        double real;
        int whole;
    } member = { 0 };
    leo_field row = *input;
    row.offset = 0;
    const leo_status status = leo_field_read(&row, value, arena, &member, NULL, &why);
    if (status != LEO_OK)
        return leo_fail(error, status, NULL, "`%s`: %s", word, why.message);
    command->real = leo_field_number(&row, &member);
    return LEO_OK;
}

static leo_status find_input(const leo_thing *thing, const char *word, const char **value,
                             leo_command *command, leo_error *error)
{
    for (const leo_verb *verb = thing->kind->verbs; verb && verb->word; verb++) {
        if (strcmp(verb->word, word) != 0)
            continue;
        command->input = leo_field_find(thing->kind->input.fields, verb->input);
        if (verb->value && (*value)[0])
            return leo_fail(error, LEO_BAD_INPUT, NULL, "`%s.%s` takes no value, found `%s`", thing->name,
                            word, *value);
        if (!verb->value && !(*value)[0])
            return leo_fail(error, LEO_BAD_INPUT, NULL, "`%s.%s` needs a value: %s", thing->name, word,
                            verb->doc);
        if (verb->value)
            *value = verb->value;
        return LEO_OK;
    }
    command->input = leo_field_find(thing->kind->input.fields, word);
    if (command->input && !(*value)[0])
        return leo_fail(error, LEO_BAD_INPUT, NULL, "`%s.%s` needs a value: %s", thing->name, word,
                        command->input->doc);
    return LEO_OK;
}

leo_status leo_command_read(const leo_plan *plan, const char *text, leo_arena *arena, leo_command *command,
                            leo_error *error)
{
    char name[WORD_ROOM], word[WORD_ROOM], argument[256];
    size_t length = strlen(text);
    text = leo_text_trim(text, &length);
    const size_t dot = strcspn(text, ". \t"), space = strcspn(text, " \t\n\r");
    if (text[dot] != '.' || dot == 0 || space <= dot + 1 || dot >= sizeof name || space - dot > sizeof word ||
        length - space >= sizeof argument)
        return leo_fail(error, LEO_BAD_INPUT, NULL,
                        "`%.100s` is no command: write THING.VERB or THING.INPUT VALUE", text);
    snprintf(name, sizeof name, "%.*s", (int)dot, text);
    snprintf(word, sizeof word, "%.*s", (int)(space - dot - 1), text + dot + 1);
    size_t argument_length = length - space;
    const char *rest = leo_text_trim(text + space, &argument_length);
    snprintf(argument, sizeof argument, "%.*s", (int)argument_length, rest);
    const char *value = argument;

    *command = (leo_command){ .text = text, .thing = leo_plan_thing(plan, name) };
    if (command->thing < 0)
        return unknown_thing(plan, name, error);
    const leo_thing *thing = &plan->things[command->thing];
    leo_status status = find_input(thing, word, &value, command, error);
    if (status != LEO_OK)
        return status;
    if (!command->input)
        return unknown_word(thing, word, error);
    if (arena && !(command->text = leo_arena_text_n(arena, text, length)))
        return leo_fail(error, LEO_NO_MEMORY, NULL, "no memory");
    return read_value(plan, word, value, arena, command, error);
}
