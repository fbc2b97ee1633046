/* SPDX-License-Identifier: MIT */
/* The sections `parts` and `crew`, and the channels that they give. */
#include "base/error.h"
#include "base/text.h"
#include "crew/person.h"
#include "mission/reader.h"

#include <string.h>

enum { NAME_MAX = 40 };

static const leo_kind *kind_of(leo_reader *reader, const leo_node *text, leo_wing *wing)
{
    leo_nearest nearest = { .word = text->text };
    for (const leo_part *const *part = leo_parts; *part; part++) {
        *wing = LEO_WING_CABIN;
        if (strcmp((*part)->kind.name, text->text) == 0)
            return &(*part)->kind;
        leo_nearest_offer(&nearest, (*part)->kind.name);
    }
    for (const leo_device *const *device = leo_devices; *device; device++) {
        *wing = LEO_WING_FLIGHT;
        if (strcmp((*device)->kind.name, text->text) == 0)
            return &(*device)->kind;
        leo_nearest_offer(&nearest, (*device)->kind.name);
    }
    char hint[LEO_HINT_ROOM];
    leo_problem(reader, text, "unknown kind of part `%s`%s", text->text, leo_nearest_hint(&nearest, hint));
    return NULL;
}

static int is_name(const char *name)
{
    for (const char *p = name; *p; p++)
        if (!((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9') || *p == '-' ||
              *p == '_'))
            return 0;
    return name[0] && !(name[0] >= '0' && name[0] <= '9') && strlen(name) <= NAME_MAX;
}

static void read_blocks(leo_reader *reader, leo_thing *thing, const leo_node *node, const char *section)
{
    static const char *const also[] = { "kind", NULL };
    const leo_kind *kind = thing->kind;
    thing->config = leo_arena_take(reader->arena, 1, kind->config.size);
    thing->input = leo_arena_take(reader->arena, 1, kind->input.size);
    if (!thing->config || !thing->input) {
        leo_no_memory(reader);
        return;
    }
    const leo_target targets[] = { { kind->config.fields, thing->config },
                                   { kind->input.fields, thing->input } };
    leo_read_targets(reader, node->kind == LEO_NODE_MAP ? node : NULL, node,
                     leo_print(reader, "`%s` (%s)", thing->name, kind->name),
                     leo_print(reader, "%s.%s", section, thing->name), targets, 2, also);
}

static void add_thing(leo_reader *reader, leo_node *node, const char *section, const leo_kind *fixed)
{
    leo_plan *plan = reader->plan;
    leo_wing wing = LEO_WING_CABIN;
    const leo_kind *kind = fixed;
    if (!is_name(node->key)) {
        leo_problem_at_key(reader, node, "`%s` is not a name: letters, digits, `-` and `_`, at most %d",
                           node->key, NAME_MAX);
        return;
    }
    if (node->kind != LEO_NODE_EMPTY && !leo_want_map(reader, node))
        return;
    const int before = leo_plan_thing(plan, node->key);
    if (before >= 0) {
        leo_problem_at_key(reader, node, "there are two things named `%s`; first at %s", node->key,
                           plan->things[before].place);
        return;
    }
    const leo_node *word = leo_node_find(node, "kind");
    const leo_node *text = word ? leo_want_text(reader, word) : NULL;
    if (!fixed && !word)
        leo_problem_at_key(reader, node, "`%s` needs `kind`: what it is", node->key);
    else if (!fixed && text)
        kind = kind_of(reader, text, &wing);
    else if (fixed && text && strcmp(text->text, fixed->name) != 0)
        leo_problem(reader, text, "`crew` holds persons only; parts stand in `parts`");
    if (!kind)
        return;
    reader->thing_nodes[plan->thing_count] = node;
    leo_thing *thing = &plan->things[plan->thing_count++];
    *thing = (leo_thing){
        .name = node->key, .place = leo_key_place_text(reader, node), .wing = wing, .kind = kind
    };
    read_blocks(reader, thing, node, section);
}

/* The names in LEO_NAME members of a device: the bodies that they are mounted on. */
static void check_mount(leo_reader *reader, int index)
{
    const leo_plan *plan = reader->plan;
    const leo_thing *thing = &plan->things[index];
    const leo_device *device = (const leo_device *)thing->kind;
    const leo_field *field =
        leo_field_find(thing->kind->config.fields, device->mount_key ? device->mount_key : "");
    const char *body = field ? leo_field_text(field, thing->config) : NULL;
    if (!body)
        return;
    leo_nearest nearest = { .word = body };
    for (int i = 0; i < plan->thing_count; i++) {
        const leo_thing *other = &plan->things[i];
        if (other->wing != LEO_WING_FLIGHT || ((const leo_device *)other->kind)->mount_key)
            continue;
        if (strcmp(other->name, body) == 0)
            return;
        leo_nearest_offer(&nearest, other->name);
    }
    char hint[LEO_HINT_ROOM];
    const leo_node *node = leo_node_find(reader->thing_nodes[index], field->key);
    leo_problem(reader, node ? node : reader->thing_nodes[index], "`%s`: there is no body `%s`%s", field->key,
                body, leo_nearest_hint(&nearest, hint));
}

static void add_channel(leo_plan *plan, const char *name, int thing, const leo_field *field)
{
    const char *unit = field->unit ? field->unit : field->type == LEO_COUNT ? "1" : "";
    plan->channels[plan->channel_count++] = (leo_channel_row){
        .shown = { name, unit, field->doc ? field->doc : "" }, .thing = thing, .field = field
    };
}

static void make_channels(leo_reader *reader)
{
    leo_plan *plan = reader->plan;
    int count = leo_field_count(leo_motion_fields);
    for (int i = 0; i < plan->thing_count; i++)
        count += leo_field_count(plan->things[i].kind->output.fields);
    plan->channels = LEO_TAKE(reader->arena, leo_channel_row, count);
    if (!plan->channels) {
        leo_no_memory(reader);
        return;
    }
    for (int i = 0; i < plan->thing_count; i++) {
        leo_thing *thing = &plan->things[i];
        thing->first_channel = (size_t)plan->channel_count;
        for (const leo_field *field = thing->kind->output.fields; field && field->key; field++)
            add_channel(plan, leo_print(reader, "%s.%s", thing->name, field->key), i, field);
    }
    for (const leo_field *field = leo_motion_fields; field->key; field++)
        add_channel(plan, field->key, -1, field);
}

void leo_read_things(leo_reader *reader)
{
    leo_plan *plan = reader->plan;
    const leo_node *parts = leo_node_find(reader->root, "parts"), *crew = leo_node_find(reader->root, "crew");
    parts = parts ? leo_want_map(reader, parts) : NULL;
    crew = crew ? leo_want_map(reader, crew) : NULL;
    const int count = (parts ? parts->count : 0) + (crew ? crew->count : 0);
    plan->things = LEO_TAKE(reader->arena, leo_thing, count);
    reader->thing_nodes = LEO_TAKE(reader->arena, leo_node *, count);
    if (!plan->things || !reader->thing_nodes) {
        leo_no_memory(reader);
        return;
    }
    for (leo_node *node = parts ? parts->first : NULL; node; node = node->next)
        add_thing(reader, node, "parts", NULL);
    for (leo_node *node = crew ? crew->first : NULL; node; node = node->next)
        add_thing(reader, node, "crew", &leo_person.kind);
    for (int i = 0; i < plan->thing_count; i++)
        if (plan->things[i].wing == LEO_WING_FLIGHT)
            check_mount(reader, i);
    make_channels(reader);
}
