/* SPDX-License-Identifier: MIT */
#ifndef LEO_TESTS_PART_RIG_H
#define LEO_TESTS_PART_RIG_H

/* A craft on the bench: parts by the words of their rows, said to and read by their rows. */
#include "check.h"
#include "network/gas.h"
#include "part/part.h"
#include "schema/read.h"

enum { RIG_ROOM = 24 };

typedef struct rig {
    leo_arena *arena;
    leo_network *network;
    leo_craft craft;
    leo_part_at parts[RIG_ROOM];
    leo_outside outside;
    leo_error error; // of the last word that was refused, or of the build
    int notices;
    char last_notice[32];
} rig;

static inline rig *rig_create(void)
{
    rig *r = calloc(1, sizeof *r);
    r->arena = leo_arena_create(NULL);
    r->network = leo_network_create(r->arena, NULL);
    r->outside.temperature_k = 270;
    r->craft = (leo_craft){ .network = r->network, .parts = r->parts };
    return r;
}

static inline void rig_destroy(rig *r)
{
    leo_arena_destroy(r->arena);
    free(r);
}

static inline void rig_must(leo_status status, const leo_error *error)
{
    if (status == LEO_OK)
        return;
    printf("  FAILED: %s: %s: %s\n", leo_status_name(status), error->where, error->message);
    exit(EXIT_FAILURE);
}

static inline const leo_part *rig_kind(const char *kind)
{
    for (int i = 0; leo_parts[i]; i++)
        if (strcmp(leo_parts[i]->kind.name, kind) == 0)
            return leo_parts[i];
    printf("  FAILED: no kind %s\n", kind);
    exit(EXIT_FAILURE);
}

/* `words`: key, value, key, value, ..., NULL. */
static inline leo_part_at *rig_add(rig *r, const char *name, const char *kind, const char *const *words)
{
    leo_error error = { 0 };
    const leo_part *part = rig_kind(kind);
    const leo_kind *k = &part->kind;
    leo_part_at *at = &r->parts[r->craft.count++];
    void *config = leo_arena_take(r->arena, 1, k->config.size + 1);
    *at = (leo_part_at){ .name = name,
                         .part = part,
                         .config = config,
                         .input = leo_arena_take(r->arena, 1, k->input.size + 1),
                         .memory = leo_arena_take(r->arena, 1, k->memory.size + 1),
                         .output = leo_arena_take(r->arena, 1, k->output.size + 1) };
    rig_must(leo_fields_default(k->config.fields, r->arena, config, &error), &error);
    rig_must(leo_fields_default(k->input.fields, r->arena, at->input, &error), &error);
    for (int i = 0; words && words[i]; i += 2) {
        const leo_field *field = leo_field_find(k->config.fields, words[i]);
        void *block = field ? config : at->input;
        if (!field)
            field = leo_field_find(k->input.fields, words[i]);
        if (!field) {
            printf("  FAILED: %s has no %s\n", kind, words[i]);
            exit(EXIT_FAILURE);
        }
        rig_must(leo_field_read(field, words[i + 1], r->arena, block, NULL, &error), &error);
    }
    return at;
}

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static inline leo_status rig_outside(void *context, double elapsed_s, leo_outside *outside, leo_error *error)
{
    (void)error;
    *outside = ((const rig *)context)->outside;
    outside->elapsed_s = elapsed_s;
    return LEO_OK;
}

static inline leo_status rig_try(rig *r)
{
    r->error = (leo_error){ 0 };
    const leo_status status = leo_craft_build(&r->craft, &r->error);
    const leo_network_options options = { .outside = rig_outside,
                                          .outside_context = r,
                                          .longest_step_s = 60 };
    return status == LEO_OK ? leo_network_seal(r->network, &options, &r->error) : status;
}

static inline void rig_seal(rig *r)
{
    rig_must(rig_try(r), &r->error);
}

static inline const leo_view *rig_view(rig *r)
{
    leo_error error = { 0 };
    const leo_view *view = NULL;
    rig_must(leo_network_at(r->network, leo_network_end_s(r->network), &view, &error), &error);
    return view;
}

/* Steps to `end_s`; windows of a minute at most, each settled. */
static inline void rig_fly(rig *r, double end_s)
{
    leo_error error = { 0 };
    while (leo_network_end_s(r->network) < end_s) {
        rig_must(leo_network_step(r->network, end_s, &error), &error);
        const leo_view *view = rig_view(r);
        for (int i = 0; i < r->craft.count; i++) {
            leo_notice notices[4];
            const int count =
                r->parts[i].part->settle ? r->parts[i].part->settle(&r->parts[i], view, notices, 4) : 0;
            for (int k = 0; k < count; k++) {
                r->notices++;
                snprintf(r->last_notice, sizeof r->last_notice, "%s", notices[k].name);
            }
            if (count)
                leo_network_changed(r->network);
        }
    }
}

/* Set an input; a refusal takes it back. */
static inline leo_status rig_say(rig *r, leo_part_at *at, const char *key, const char *value)
{
    const leo_field *field = leo_field_find(at->part->kind.input.fields, key);
    const size_t size = at->part->kind.input.size;
    void *before = leo_arena_take(r->arena, 1, size);
    memcpy(before, at->input, size);
    r->error = (leo_error){ 0 };
    if (!field) {
        printf("  FAILED: %s has no %s\n", at->name, key);
        exit(EXIT_FAILURE);
    }
    leo_status status = leo_field_read(field, value, r->arena, at->input, NULL, &r->error);
    if (status == LEO_OK && at->part->changed)
        status = at->part->changed(at, rig_view(r), &r->error);
    if (status != LEO_OK)
        memcpy(at->input, before, size);
    leo_network_changed(r->network);
    return status;
}

static inline double rig_read(rig *r, leo_part_at *at, const char *key)
{
    const leo_field *field = leo_field_find(at->part->kind.output.fields, key);
    if (!field) {
        printf("  FAILED: %s shows no %s\n", at->name, key);
        exit(EXIT_FAILURE);
    }
    at->part->outputs(at, rig_view(r));
    return leo_field_number(field, at->output);
}

/* Both ledgers, before and after: elements to 1e-12, energy to 1e-9 of what is there or moved. */
static inline void rig_closed(rig *r, const double start[LEO_LEDGER_COUNT], double scale_j)
{
    double end[LEO_LEDGER_COUNT];
    leo_network_ledger(r->network, end);
    for (int i = 0; i < LEO_LEDGER_ENERGY; i++)
        CHECK(fabs(end[i] - start[i]) <= 1e-12 * fabs(start[i]) + 1e-15);
    CHECK(fabs(end[LEO_LEDGER_ENERGY] - start[LEO_LEDGER_ENERGY]) <= 1e-9 * scale_j);
}

#endif
