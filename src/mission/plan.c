/* SPDX-License-Identifier: MIT */
#include "mission/plan.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/text.h"
#include "mission/disk.h"
#include "mission/reader.h"
#include "time/epoch.h"

#include <string.h>

/* In this order: what follows refers to what is read before. */
static void read_all(leo_reader *reader)
{
    leo_read_head(reader);
    leo_read_settings(reader);
    leo_read_things(reader);
    leo_read_orbit(reader);
    leo_read_timeline(reader);
    leo_read_limits(reader);
    leo_read_telemetry(reader);
    leo_read_history(reader);
    const int problems = reader->problems;
    leo_check_events(reader);
    if (problems == 0)
        leo_check_craft(reader);
}

static uint64_t hash_of(const leo_plan *plan)
{
    uint64_t hash = 0;
    for (int i = 0; i < plan->file_count; i++)
        hash = leo_hash(hash, plan->files[i].text, plan->files[i].size);
    for (int i = 0; i < plan->set_count; i++)
        hash = leo_hash(hash, plan->sets[i], strlen(plan->sets[i]) + 1);
    if (plan->data && plan->data->hash)
        hash = leo_hash(hash, &plan->data->hash, sizeof plan->data->hash);
    return hash;
}

leo_plan *leo_plan_read(const char *path, const leo_plan_options *options, leo_file_fn *read_file,
                        void *context, leo_error *error)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_plan *plan = LEO_TAKE(arena, leo_plan, 1);
    leo_error own = { 0 };
    if (!plan || !path) {
        leo_arena_destroy(arena);
        leo_fail(error, path ? LEO_NO_MEMORY : LEO_BAD_ARGUMENT, "leo_plan_open",
                 path ? "no memory" : "no path");
        return NULL;
    }
    plan->arena = arena;
    plan->path = leo_arena_text(arena, path);
    plan->data = options ? options->data : NULL;
    leo_reader reader = { .plan = plan,
                          .arena = arena,
                          .options = options,
                          .error = &own,
                          .read_file = read_file,
                          .file_context = context };
    if (leo_read_files(&reader, path) == LEO_OK && reader.broken_files == 0) {
        leo_read_overrides(&reader);
        read_all(&reader);
    }
    plan->hash = hash_of(plan);
    if (reader.problems == 0)
        return plan;
    if (error && error->status == LEO_OK)
        *error = own;
    leo_arena_destroy(arena);
    return NULL;
}

leo_plan *leo_plan_open(const char *path, const leo_plan_options *options, leo_error *error)
{
    return leo_plan_read(path, options, leo_disk_read, NULL, error);
}

void leo_plan_close(leo_plan *plan)
{
    if (plan)
        leo_arena_destroy(plan->arena);
}

const char *leo_plan_name(const leo_plan *plan)
{
    return plan ? plan->name : "";
}

leo_epoch leo_plan_epoch(const leo_plan *plan)
{
    return plan ? plan->epoch : (leo_epoch){ 0 };
}

double leo_plan_end_s(const leo_plan *plan)
{
    return plan ? plan->end_s : 0;
}

size_t leo_plan_channel_count(const leo_plan *plan)
{
    return plan ? (size_t)plan->channel_count : 0;
}

leo_channel leo_plan_channel(const leo_plan *plan, size_t index)
{
    if (!plan || index >= (size_t)plan->channel_count)
        return (leo_channel){ "", "", "" };
    return plan->channels[index].shown;
}

int leo_plan_channel_find(const leo_plan *plan, const char *name, leo_error *error)
{
    if (!plan || !name) {
        leo_fail(error, LEO_BAD_ARGUMENT, "leo_plan_channel_find", "no plan or no name");
        return -1;
    }
    leo_nearest nearest = { .word = name };
    for (int i = 0; i < plan->channel_count; i++) {
        if (strcmp(plan->channels[i].shown.name, name) == 0)
            return i;
        leo_nearest_offer(&nearest, plan->channels[i].shown.name);
    }
    char hint[LEO_HINT_ROOM];
    leo_fail(error, LEO_BAD_INPUT, name, "there is no channel `%s`%s", name,
             leo_nearest_hint(&nearest, hint));
    return -1;
}

size_t leo_plan_number_count(const leo_plan *plan)
{
    return plan ? (size_t)plan->number_count : 0;
}

leo_number leo_plan_number(const leo_plan *plan, size_t index)
{
    if (!plan || index >= (size_t)plan->number_count)
        return (leo_number){ "", "", 0, "", "", "", "" };
    return plan->numbers[index];
}

leo_status leo_plan_utc(const leo_plan *plan, double elapsed_s, int decimals, char text[40], leo_error *error)
{
    if (!plan || !text)
        return leo_fail(error, LEO_BAD_ARGUMENT, "leo_plan_utc", "no plan or no room for the text");
    return leo_epoch_utc_text(leo_epoch_add(plan->epoch, elapsed_s), decimals, text, error);
}

int leo_plan_thing(const leo_plan *plan, const char *name)
{
    for (int i = 0; plan && name && i < plan->thing_count; i++)
        if (strcmp(plan->things[i].name, name) == 0)
            return i;
    return -1;
}
