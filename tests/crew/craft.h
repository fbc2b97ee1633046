/* SPDX-License-Identifier: MIT */
#ifndef LEO_TESTS_CREW_CRAFT_H
#define LEO_TESTS_CREW_CRAFT_H

/* A small craft for the tests: parts by the words of their rows, flown in windows of at most 60 s. */

#include "crew/person.h"
#include "schema/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BOX_ROOM = 16 };

typedef struct box {
    leo_arena *arena;
    leo_network *network;
    leo_craft craft;
    leo_part_at parts[BOX_ROOM];
    double load, pressure_pa, temperature_k; // outside
    leo_error error;                         // of the last word that was refused
} box;

static inline void box_demand(const box *b, leo_status status, const leo_error *error)
{
    (void)b;
    if (status == LEO_OK)
        return;
    printf("  FAILED: %s: %s: %s\n", leo_status_name(status), error->where, error->message);
    exit(EXIT_FAILURE);
}

static inline box *box_create(void)
{
    leo_error error = { 0 };
    box *b = calloc(1, sizeof *b);
    b->arena = leo_arena_create(NULL);
    b->network = leo_network_create(b->arena, &error);
    b->temperature_k = 270;
    b->craft = (leo_craft){ .network = b->network, .parts = b->parts };
    return b;
}

static inline void box_destroy(box *b)
{
    leo_arena_destroy(b->arena);
    free(b);
}

static inline const leo_part *box_kind(const char *kind)
{
    if (strcmp(kind, leo_person.kind.name) == 0)
        return &leo_person;
    for (int i = 0; leo_parts[i]; i++)
        if (strcmp(leo_parts[i]->kind.name, kind) == 0)
            return leo_parts[i];
    printf("  FAILED: no kind %s\n", kind);
    exit(EXIT_FAILURE);
}

/* `words`: key, value, key, value, NULL; keys of the config or of the input. */
static inline leo_part_at *box_add(box *b, const char *name, const char *kind, const char *const *words)
{
    leo_error error = { 0 };
    const leo_part *part = box_kind(kind);
    const leo_kind *k = &part->kind;
    void *config = leo_arena_take(b->arena, 1, k->config.size + 1),
         *input = leo_arena_take(b->arena, 1, k->input.size + 1);
    box_demand(b, leo_fields_default(k->config.fields, b->arena, config, &error), &error);
    box_demand(b, leo_fields_default(k->input.fields, b->arena, input, &error), &error);
    for (int i = 0; words[i]; i += 2) {
        const leo_field *field = leo_field_find(k->config.fields, words[i]);
        void *block = config;
        if (!field) {
            field = leo_field_find(k->input.fields, words[i]);
            block = input;
        }
        if (!field) {
            printf("  FAILED: %s has no %s\n", kind, words[i]);
            exit(EXIT_FAILURE);
        }
        box_demand(b, leo_field_read(field, words[i + 1], b->arena, block, NULL, &error), &error);
    }
    leo_part_at *at = &b->parts[b->craft.count++];
    *at = (leo_part_at){ .name = name,
                         .part = part,
                         .config = config,
                         .input = input,
                         .memory = leo_arena_take(b->arena, 1, k->memory.size + 1),
                         .output = leo_arena_take(b->arena, 1, k->output.size + 1) };
    return at;
}

static inline leo_status box_outside(void *context, double elapsed_s, leo_outside *outside, leo_error *error)
{
    const box *b = context;
    (void)error;
    *outside = (leo_outside){ .elapsed_s = elapsed_s,
                              .pressure_pa = b->pressure_pa,
                              .temperature_k = b->temperature_k,
                              .load_factor = b->load };
    return LEO_OK;
}

static inline void box_seal(box *b)
{
    leo_error error = { 0 };
    box_demand(b, leo_craft_build(&b->craft, &error), &error);
    const leo_network_options options = { .outside = box_outside, .outside_context = b };
    box_demand(b, leo_network_seal(b->network, &options, &error), &error);
}

static inline const leo_view *box_view(box *b)
{
    leo_error error = { 0 };
    const leo_view *view = NULL;
    box_demand(b, leo_network_at(b->network, leo_network_end_s(b->network), &view, &error), &error);
    return view;
}

static inline void box_fly(box *b, double until_s)
{
    leo_error error = { 0 };
    while (leo_network_end_s(b->network) < until_s) {
        box_demand(b, leo_network_step(b->network, fmin(until_s, leo_network_end_s(b->network) + 60), &error),
                   &error);
        const leo_view *view = box_view(b);
        for (int i = 0; i < b->craft.count; i++) {
            leo_notice notices[8];
            if (b->parts[i].part->settle && b->parts[i].part->settle(&b->parts[i], view, notices, 8) > 0)
                leo_network_changed(b->network);
        }
    }
}

static inline const leo_field *box_output(box *b, const char *part, const char *key, leo_part_at **at)
{
    *at = leo_craft_find(&b->craft, part);
    const leo_field *field = *at ? leo_field_find((*at)->part->kind.output.fields, key) : NULL;
    if (!field) {
        printf("  FAILED: no channel %s.%s\n", part, key);
        exit(EXIT_FAILURE);
    }
    return field;
}

/* A channel at the end of what was flown. */
static inline double box_get(box *b, const char *part, const char *key)
{
    leo_part_at *at;
    const leo_field *field = box_output(b, part, key, &at);
    at->part->outputs(at, box_view(b));
    return leo_field_number(field, at->output);
}

static inline leo_gas box_gas(box *b, const char *node)
{
    return box_view(b)->gas[leo_network_find(b->network, node)];
}

/* Set an input, as a command does; what is refused leaves it as it was. */
static inline leo_status box_say(box *b, const char *part, const char *key, const char *value)
{
    leo_part_at *at = leo_craft_find(&b->craft, part);
    const leo_block *block = &at->part->kind.input;
    unsigned char *before = leo_arena_take(b->arena, 1, block->size);
    memcpy(before, at->input, block->size);
    b->error = (leo_error){ 0 };
    leo_error error = { 0 };
    box_demand(b,
               leo_field_read(leo_field_find(block->fields, key), value, b->arena, at->input, NULL, &error),
               &error);
    const leo_status status = at->part->changed ? at->part->changed(at, box_view(b), &b->error) : LEO_OK;
    if (status != LEO_OK)
        memcpy(at->input, before, block->size);
    leo_network_changed(b->network);
    return status;
}

#endif
