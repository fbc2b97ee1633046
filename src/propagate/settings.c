/* SPDX-License-Identifier: MIT */
/*
 * Settings: "KEY=VALUE" put into the tree before it is read; "forces.gravity.degree=70", "state.position=[1 km, 2 km, 3 km]".
 * A value that begins with [ or { is read as YAML.
 */
#include "base/error.h"
#include "base/text.h"
#include "propagate/setup.h"

#include <string.h>

/* The map of a key; made where there is none. */
static leo_node *map_of(leo_reader *reader, leo_node *parent, const char *key, const char *file)
{
    leo_node *node = leo_node_find(parent, key);
    if (!node) {
        node = leo_setup_child(reader->arena, parent, key, LEO_NODE_MAP, "", 0, 0);
        if (!node) {
            leo_no_memory(reader);
            return NULL;
        }
        node->file = file;
        return node;
    }
    // `atmosphere: nrlmsise-00` and `gravity: on` are short for a map
    if (node->kind != LEO_NODE_MAP) {
        const char *text = node->kind == LEO_NODE_TEXT ? node->text : NULL;
        node->kind = LEO_NODE_MAP;
        node->first = node->last = NULL;
        node->count = 0;
        if (text && strcmp(text, "on") != 0 && strcmp(text, "off") != 0)
            leo_setup_child(reader->arena, node, "model", LEO_NODE_TEXT, text, node->line, node->column);
    }
    return node;
}

static void put(leo_reader *reader, leo_node *map, const char *key, const char *value, const char *file)
{
    leo_node *node = leo_node_find(map, key);
    if (!node && !(node = leo_setup_child(reader->arena, map, key, LEO_NODE_TEXT, "", 0, 0))) {
        leo_no_memory(reader);
        return;
    }
    leo_node *next = node->next;
    leo_node made = { .kind = LEO_NODE_TEXT, .text = value, .file = file };
    if (value[0] == '[' || value[0] == '{') {
        leo_error why = { 0 };
        const leo_node *tree = leo_tree_read(file, value, strlen(value), reader->arena, &why);
        if (!tree) {
            leo_problem(reader, &made, "%s", why.message);
            return;
        }
        made = *tree;
        for (leo_node *child = made.first; child; child = child->next)
            child->owner = node;
    }
    *node = made;
    node->key = key;
    node->owner = map;
    node->next = next;
}

void leo_setup_settings(leo_reader *reader, const char *const *set)
{
    for (; set && *set; set++) {
        const char *file = leo_print(reader, "--set %s", *set);
        const leo_node at = { .file = file };
        const char *equals = strchr(*set, '=');
        if (leo_text_utf8_end(*set, strlen(*set)) < strlen(*set) || !equals || equals == *set) {
            leo_problem(reader, &at, "write KEY=VALUE");
            continue;
        }
        size_t length = strlen(equals + 1);
        const char *value = leo_text_trim(equals + 1, &length);
        value = leo_print(reader, "%.*s", (int)length, value);
        leo_node *map = reader->root;
        const char *key = leo_print(reader, "%.*s", (int)(equals - *set), *set);
        for (const char *dot = strchr(key, '.'); dot && map; dot = strchr(key, '.')) {
            map = map_of(reader, map, leo_print(reader, "%.*s", (int)(dot - key), key), file);
            key = dot + 1;
        }
        if (map)
            put(reader, map, key, value, file);
    }
}
