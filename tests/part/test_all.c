/* SPDX-License-Identifier: MIT */
#include "rig.h"

static void check_block(const leo_part *part, const leo_block *block)
{
    leo_error error = { 0 };
    CHECK(leo_fields_check(block->fields, block->size, &error) == LEO_OK);
    if (error.status)
        printf("  %s: %s: %s\n", part->kind.name, error.where, error.message);
}

static void every_row_has_what_it_needs(void)
{
    int count = 0;
    for (int i = 0; leo_parts[i]; i++, count++) {
        const leo_part *part = leo_parts[i];
        CHECK(part->kind.name && part->kind.summary && part->kind.name[0]);
        CHECK(part->build || part->connect);
        CHECK(part->rates && part->outputs);
        CHECK(!part->settle == !part->switching); // what latches says when
        CHECK(!part->kind.memory.size == !part->kind.memory.fields);
        for (int k = 0; k < i; k++)
            CHECK(strcmp(part->kind.name, leo_parts[k]->kind.name) != 0);
    }
    CHECK(count == 13);
}

static void every_row_is_sound_and_every_default_legal(void)
{
    for (int i = 0; leo_parts[i]; i++) {
        const leo_kind *kind = &leo_parts[i]->kind;
        check_block(leo_parts[i], &kind->config);
        check_block(leo_parts[i], &kind->input);
        check_block(leo_parts[i], &kind->memory);
        check_block(leo_parts[i], &kind->output);
    }
}

static void every_verb_sets_an_input_to_a_legal_value(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    for (int i = 0; leo_parts[i]; i++) {
        const leo_kind *kind = &leo_parts[i]->kind;
        for (const leo_verb *verb = kind->verbs; verb && verb->word; verb++) {
            const leo_field *field = leo_field_find(kind->input.fields, verb->input);
            CHECK(field != NULL && verb->doc != NULL);
            void *block = leo_arena_take(arena, 1, kind->input.size);
            if (field && verb->value)
                CHECK(leo_field_read(field, verb->value, arena, block, NULL, NULL) == LEO_OK);
        }
    }
    leo_arena_destroy(arena);
}

static void a_name_that_is_no_node_is_refused_with_the_nearest(void)
{
    rig *r = rig_create();
    rig_add(r, "cabin", "volume", WORDS("volume", "2 m^3"));
    rig_add(r, "vent", "valve", WORDS("from", "cabni", "to", "outside", "diameter", "20 mm"));
    CHECK(rig_try(r) == LEO_BAD_INPUT);
    CHECK_TEXT(r->error.where, "vent");
    CHECK(strstr(r->error.message, "nearest: `cabin`") != NULL);
    rig_destroy(r);
}

int main(void)
{
    RUN(every_row_has_what_it_needs);
    RUN(every_row_is_sound_and_every_default_legal);
    RUN(every_verb_sets_an_input_to_a_legal_value);
    RUN(a_name_that_is_no_node_is_refused_with_the_nearest);
    return check_result();
}
