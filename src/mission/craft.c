/* SPDX-License-Identifier: MIT */
/*
 * A trial build of the craft: what parts find wrong when they look for their nodes, and devices when they look at
 * their settings, is told here with its place in the file.
 */
#include "base/error.h"
#include "base/text.h"
#include "mission/reader.h"

#include <stdio.h>
#include <string.h>

enum { NAME_ROOM = 128 };

/* The error of a part names the part, and its message begins with the key: back to a place in the file. */
static void place_error(leo_reader *reader, const leo_error *why)
{
    char name[NAME_ROOM], key[NAME_ROOM];
    snprintf(name, sizeof name, "%.100s", why->where);
    const char *dot = strchr(name, '.');
    snprintf(key, sizeof key, "%.100s", dot ? dot + 1 : why->message);
    key[strcspn(key, dot ? "" : ":")] = '\0';
    name[strcspn(name, ".")] = '\0';
    const int thing = leo_plan_thing(reader->plan, name);
    if (thing < 0) {
        leo_problem(reader, reader->root, "%s%s%s", why->where, why->where[0] ? ": " : "", why->message);
        return;
    }
    const leo_node *map = reader->thing_nodes[thing], *member = leo_node_find(map, key);
    const size_t length = strlen(key);
    const char *rest = strncmp(why->message, key, length) == 0 && why->message[length] == ':'
                           ? why->message + length + 2
                           : why->message;
    if (member)
        leo_problem(reader, member, "`%s`: %s", key, rest);
    else
        leo_problem_at_key(reader, map, "`%s`: %s", name, why->message);
}

static void *copy_of(leo_arena *arena, const void *block, size_t size)
{
    void *copy = leo_arena_take(arena, 1, size);
    if (copy && size)
        memcpy(copy, block, size);
    return copy;
}

/* LEO_NAME values of commands to parts and persons: nodes of the network, or things. */
static void check_names(leo_reader *reader, const leo_network *network)
{
    const leo_plan *plan = reader->plan;
    for (int i = 0; i < plan->entry_count; i++) {
        for (int k = 0; k < plan->entries[i].command_count; k++) {
            const leo_command *command = &plan->entries[i].commands[k];
            if (command->input->type != LEO_NAME || plan->things[command->thing].wing != LEO_WING_CABIN ||
                leo_network_find(network, command->name) >= 0 || leo_plan_thing(plan, command->name) >= 0)
                continue;
            leo_nearest nearest = { .word = command->name };
            char hint[LEO_HINT_ROOM];
            for (int node = 0; leo_network_node_name(network, node); node++)
                leo_nearest_offer(&nearest, leo_network_node_name(network, node));
            const leo_node at = { .file = plan->entries[i].place };
            leo_problem(reader, &at, "`%s`: there is no place `%s`%s", command->text, command->name,
                        leo_nearest_hint(&nearest, hint));
        }
    }
}

static void build_parts(leo_reader *reader, leo_arena *arena)
{
    const leo_plan *plan = reader->plan;
    leo_error why = { 0 };
    leo_part_at *parts = LEO_TAKE(arena, leo_part_at, plan->thing_count);
    leo_craft craft = { .network = leo_network_create(arena, &why), .parts = parts };
    if (!parts || !craft.network) {
        leo_no_memory(reader);
        return;
    }
    for (int i = 0; i < plan->thing_count; i++) {
        const leo_thing *thing = &plan->things[i];
        if (thing->wing != LEO_WING_CABIN)
            continue;
        leo_part_at *at = &parts[craft.count++];
        *at = (leo_part_at){ .name = thing->name,
                             .part = (const leo_part *)thing->kind,
                             .config = thing->config,
                             .input = copy_of(arena, thing->input, thing->kind->input.size),
                             .memory = leo_arena_take(arena, 1, thing->kind->memory.size),
                             .output = leo_arena_take(arena, 1, thing->kind->output.size),
                             .network = craft.network };
        if (!at->input || !at->memory || !at->output) {
            leo_no_memory(reader);
            return;
        }
    }
    if (leo_craft_build(&craft, &why) != LEO_OK)
        place_error(reader, &why);
    else
        check_names(reader, craft.network);
}

static void check_devices(leo_reader *reader, leo_arena *arena)
{
    const leo_plan *plan = reader->plan;
    for (int i = 0; i < plan->thing_count; i++) {
        const leo_thing *thing = &plan->things[i];
        if (thing->wing != LEO_WING_FLIGHT)
            continue;
        const leo_device *device = (const leo_device *)thing->kind;
        const leo_flight_thing self = { .name = thing->name,
                                        .device = device,
                                        .config = thing->config,
                                        .input = thing->input,
                                        .memory = leo_arena_take(arena, 1, thing->kind->memory.size),
                                        .output = leo_arena_take(arena, 1, thing->kind->output.size) };
        leo_error why = { 0 };
        if (device->check && self.memory && self.output && device->check(&self, &why) != LEO_OK)
            place_error(reader, &why);
    }
}

void leo_check_craft(leo_reader *reader)
{
    leo_arena *arena = leo_arena_create(NULL);
    if (!arena) {
        leo_no_memory(reader);
        return;
    }
    build_parts(reader, arena);
    check_devices(reader, arena);
    leo_arena_destroy(arena);
}
