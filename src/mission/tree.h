/* SPDX-License-Identifier: MIT */
#ifndef LEO_MISSION_TREE_H
#define LEO_MISSION_TREE_H

/*
 * A mission file as a tree of maps, lists and texts, each with its place. YAML without anchors, aliases and tags: every
 * scalar is a text, whatever it looks like.
 */

#include "base/memory.h"

enum { LEO_FILE_SIZE_MAX = 8 << 20, LEO_DEPTH_MAX = 32, LEO_NODES_MAX = 200000, LEO_KEYS_MAX = 5000 };

typedef enum leo_node_kind { LEO_NODE_EMPTY, LEO_NODE_TEXT, LEO_NODE_LIST, LEO_NODE_MAP } leo_node_kind;

typedef struct leo_node leo_node;
struct leo_node {
    leo_node_kind kind;
    const char *key;  // of a member of a map; else NULL
    const char *text; // of LEO_NODE_TEXT; "" of an empty one
    const char *file; // as it was opened; for a value set by an override "--set KEY=VALUE"
    int line, column; // of the value, from 1; columns count bytes; line 0: set by an override
    int key_line, key_column;
    leo_node *first, *last, *next; // children in file order
    leo_node *owner;               // the map or list in which it was written, also after merging
    int count;                     // of children
};

/*
 * Read YAML. `file` names it in errors and must live as long as the tree.
 *
 *   returns   NULL with `error`: LEO_BAD_INPUT at file:line:column: not UTF-8, a control character, a tab that
 *             indents, wrong YAML, a key twice, deeper than LEO_DEPTH_MAX, too many values, more than one document,
 *             nothing in it
 */
leo_node *leo_tree_read(const char *file, const char *text, size_t size, leo_arena *arena, leo_error *error);

/* A child of a map by key, or NULL; also when `map` is NULL or no map. */
leo_node *leo_node_find(const leo_node *map, const char *key);

/* Append a child. */
void leo_node_append(leo_node *parent, leo_node *child);

/* "a list", "a map", "a text", "nothing": for errors. */
const char *leo_node_noun(const leo_node *node);

#endif
