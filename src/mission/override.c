/* SPDX-License-Identifier: MIT */
/*
 * Overrides: "KEY=VALUE" puts a text into the tree, before anything is read from it.
 *
 *     THING.KEY               retro.burn-time=45 s
 *     SECTION.KEY             orbit.semi-major-axis=6700 km, forces.gravity.degree=4
 *     SECTION                 end=T+2 h
 *     LIST.NAME.KEY           timeline.retro-fire.enabled=no
 */
#include "base/text.h"
#include "mission/reader.h"

#include <stdio.h>
#include <string.h>

static const char *const lists[] = { "timeline", "faults", "limits" };

typedef struct override_text {
    const char *whole; // KEY=VALUE
    const char *key, *value;
    const leo_node *at; // for problems
} override_text;

static leo_node *new_child(leo_reader *reader, const override_text *set, leo_node *map, const char *key,
                           leo_node_kind kind)
{
    leo_node *node = LEO_TAKE(reader->arena, leo_node, 1);
    if (!node) {
        leo_no_memory(reader);
        return NULL;
    }
    *node = (leo_node){ .kind = kind, .key = key, .text = "", .file = set->at->file, .owner = map };
    leo_node_append(map, node);
    return node;
}

/* Give a member the value, whatever it held. */
static void put(leo_reader *reader, const override_text *set, leo_node *map, const char *key)
{
    leo_node *node = leo_node_find(map, key);
    if (!node && !(node = new_child(reader, set, map, key, LEO_NODE_TEXT)))
        return;
    leo_node *next = node->next;
    *node = (leo_node){ .kind = LEO_NODE_TEXT,
                        .key = node->key,
                        .text = set->value,
                        .file = set->at->file,
                        .owner = map,
                        .next = next };
}

static leo_node *section_map(leo_reader *reader, const override_text *set, leo_node *parent, const char *key)
{
    leo_node *node = leo_node_find(parent, key);
    if (!node)
        return new_child(reader, set, parent, key, LEO_NODE_MAP);
    if (node->kind == LEO_NODE_EMPTY)
        node->kind = LEO_NODE_MAP;
    if (node->kind == LEO_NODE_MAP)
        return node;
    leo_problem(reader, set->at, "`%s` is not a map", key);
    return NULL;
}

/* ---- entries of lists ------------------------------------------------------------------------------------------------- */

/* The name of an entry: its own, or the text of its first command. */
static const char *entry_name(leo_reader *reader, const leo_node *entry)
{
    const leo_node *name = leo_node_find(entry, "name"), *act = leo_node_find(entry, "do");
    const leo_node *part = leo_node_find(entry, "part"), *mode = leo_node_find(entry, "mode");
    if (!name && part && mode)
        return leo_print(reader, "%s.fault %s", part->text, mode->text);
    if (!name && act && act->kind == LEO_NODE_LIST)
        act = act->first;
    name = name ? name : act;
    return name && name->kind == LEO_NODE_TEXT ? name->text : NULL;
}

static void put_in_list(leo_reader *reader, const override_text *set, const char *list_name, const char *rest)
{
    const leo_node *list = leo_node_find(reader->root, list_name);
    const char *dot = strrchr(rest, '.');
    if (!dot || dot == rest) {
        leo_problem(reader, set->at, "write %s.NAME.KEY=VALUE, for example %s.NAME.enabled=no", list_name,
                    list_name);
        return;
    }
    const char *name = leo_print(reader, "%.*s", (int)(dot - rest), rest);
    leo_nearest nearest = { .word = name };
    for (leo_node *entry = list && list->kind == LEO_NODE_LIST ? list->first : NULL; entry;
         entry = entry->next) {
        const char *found = entry_name(reader, entry);
        if (found && strcmp(found, name) == 0) {
            put(reader, set, entry, dot + 1);
            return;
        }
        leo_nearest_offer(&nearest, found);
    }
    char hint[LEO_HINT_ROOM];
    leo_problem(reader, set->at, "no entry `%s` in `%s`%s", name, list_name,
                leo_nearest_hint(&nearest, hint));
}

/* ---- keys ------------------------------------------------------------------------------------------------------------- */

static void unknown_first(leo_reader *reader, const override_text *set, const char *first)
{
    leo_nearest nearest = { .word = first };
    for (const leo_section *section = leo_sections; section->name; section++)
        leo_nearest_offer(&nearest, section->name);
    const char *const things[] = { "parts", "crew" };
    for (int i = 0; i < 2; i++) {
        const leo_node *map = leo_node_find(reader->root, things[i]);
        for (const leo_node *child = map && map->kind == LEO_NODE_MAP ? map->first : NULL; child;
             child = child->next)
            leo_nearest_offer(&nearest, child->key);
    }
    char hint[LEO_HINT_ROOM];
    leo_problem(reader, set->at, "`%s` is neither a section, a part nor a crew member%s", first,
                leo_nearest_hint(&nearest, hint));
}

/* The map of a part or crew member, or NULL. */
static leo_node *thing_map(leo_reader *reader, const char *name)
{
    leo_node *found = leo_node_find(leo_node_find(reader->root, "parts"), name);
    if (!found)
        found = leo_node_find(leo_node_find(reader->root, "crew"), name);
    return found && found->kind == LEO_NODE_MAP ? found : NULL;
}

static void put_in_section(leo_reader *reader, const override_text *set, const leo_section *section,
                           const char *rest)
{
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        if (strcmp(section->name, lists[i]) == 0) {
            put_in_list(reader, set, section->name, rest);
            return;
        }
    }
    if (strncmp(section->shape, "map", 3) != 0) {
        leo_problem(reader, set->at, "`%s` cannot be set key by key", section->name);
        return;
    }
    leo_node *map = section_map(reader, set, reader->root, section->name);
    // keys of sections may hold a dot ("f10.7"); names of things and forces do not
    const char *dot = strcmp(section->shape, "map of maps") == 0 ? strchr(rest, '.') : NULL;
    if (map && dot) {
        const char *name = leo_print(reader, "%.*s", (int)(dot - rest), rest);
        map = section_map(reader, set, map, name);
        rest = dot + 1;
    }
    if (map)
        put(reader, set, map, leo_print(reader, "%s", rest));
}

static void apply(leo_reader *reader, const override_text *set)
{
    const char *dot = strchr(set->key, '.');
    const char *first =
        leo_print(reader, "%.*s", (int)(dot ? (size_t)(dot - set->key) : strlen(set->key)), set->key);
    const leo_section *section = leo_section_find(first);
    leo_node *thing = thing_map(reader, first);
    if (dot && thing)
        put(reader, set, thing, dot + 1);
    else if (dot && section)
        put_in_section(reader, set, section, dot + 1);
    else if (section && strcmp(section->shape, "text") == 0 && strcmp(first, "vehicle") != 0)
        put(reader, set, reader->root, first);
    else if (section || thing)
        leo_problem(reader, set->at, "`%s` needs a key: write %s.KEY=VALUE", first, first);
    else
        unknown_first(reader, set, first);
}

void leo_read_overrides(leo_reader *reader)
{
    const char *const *sets = reader->options ? reader->options->set : NULL;
    leo_plan *plan = reader->plan;
    int count = 0;
    while (sets && sets[count])
        count++;
    const char **copies = LEO_TAKE(reader->arena, const char *, count + 1);
    if (!copies) {
        leo_no_memory(reader);
        return;
    }
    plan->sets = copies;
    for (int i = 0; i < count; i++) {
        const leo_node at = { .file = leo_print(reader, "--set %s", sets[i]) };
        const char *equals = strchr(sets[i], '=');
        copies[plan->set_count++] = leo_print(reader, "%s", sets[i]);
        if (leo_text_utf8_end(sets[i], strlen(sets[i])) < strlen(sets[i]) || strpbrk(sets[i], "\n\r")) {
            leo_problem(reader, &at, "an override is one line of UTF-8");
            continue;
        }
        if (!equals || equals == sets[i]) {
            leo_problem(reader, &at, "write KEY=VALUE");
            continue;
        }
        size_t key_length = (size_t)(equals - sets[i]), value_length = strlen(equals + 1);
        const char *key = leo_text_trim(sets[i], &key_length),
                   *value = leo_text_trim(equals + 1, &value_length);
        const override_text set = { .whole = sets[i],
                                    .key = leo_print(reader, "%.*s", (int)key_length, key),
                                    .value = leo_print(reader, "%.*s", (int)value_length, value),
                                    .at = &at };
        apply(reader, &set);
    }
}
