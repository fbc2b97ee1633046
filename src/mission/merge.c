/* SPDX-License-Identifier: MIT */
/*
 * The mission file, its vehicle and its includes become one tree. Maps of named things (sources, parts, crew) are
 * joined name by name, lists are appended, everything else may be given once. A file that names a part of an included
 * file without a `kind` refines it: its keys replace those of the included file.
 */
#define _XOPEN_SOURCE 700 // realpath
#include "base/error.h"
#include "base/text.h"
#include "mission/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILES_MAX = 32, INCLUDE_DEPTH_MAX = 8 };

/* A file that is being read, and the file that includes it: for loops. */
typedef struct chain {
    const struct chain *outer;
    const char *path;
    int depth;
} chain;

static leo_status read_file(leo_reader *reader, const char *path, const leo_node *wanted_by,
                            const chain *outer);

/* ---- paths ---------------------------------------------------------------------------------------------------------- */

/* "a/b/../c" becomes "a/c", "./a" becomes "a"; ".." at the start stays. */
static const char *tidy_path(leo_reader *reader, const char *path)
{
    char *tidy = leo_arena_take(reader->arena, strlen(path) + 2, 1);
    size_t length = 0;
    if (!tidy)
        return path;
    if (*path == '/')
        tidy[length++] = '/';
    const size_t base = length;
    while (*path) {
        const size_t step = strcspn(path, "/");
        size_t last = length;
        while (last > base && tidy[last - 1] != '/')
            last--;
        const int up = step == 2 && strncmp(path, "..", 2) == 0;
        const int last_up = length - last == 2 && strncmp(tidy + last, "..", 2) == 0;
        if (up && length > base && !last_up) {
            length = last > base ? last - 1 : base;
        } else if (step && !(step == 1 && *path == '.')) {
            if (length > base)
                tidy[length++] = '/';
            memcpy(tidy + length, path, step);
            length += step;
        }
        path += step + (path[step] == '/');
    }
    tidy[length] = '\0';
    return tidy;
}

/* `path` as written in the file `from`. */
static const char *beside(leo_reader *reader, const char *from, const char *path)
{
    const char *slash = strrchr(from, '/');
    if (!slash || path[0] == '/')
        return tidy_path(reader, path);
    return tidy_path(reader, leo_print(reader, "%.*s%s", (int)(slash + 1 - from), from, path));
}

/* ---- merging -------------------------------------------------------------------------------------------------------- */

static void unlink_child(leo_node *parent, const leo_node *child)
{
    leo_node *before = NULL;
    for (leo_node *at = parent->first; at && at != child; at = at->next)
        before = at;
    if (before)
        before->next = child->next;
    else
        parent->first = child->next;
    if (parent->last == child)
        parent->last = before;
    parent->count--;
}

static void given_twice(leo_reader *reader, const leo_node *again, const leo_node *before)
{
    leo_problem_at_key(reader, again, "`%s` is given twice; first at %s", again->key,
                       leo_key_place_text(reader, before));
}

/* Keys of a part in a later file, without a kind of its own, replace those of the earlier file. */
static void refine(leo_node *part, leo_node *refinement)
{
    for (leo_node *member = refinement->first, *next; member; member = next) {
        next = member->next;
        const leo_node *before = leo_node_find(part, member->key);
        if (strcmp(member->key, "basis") == 0 || strcmp(member->key, "source") == 0)
            continue; // holds for the numbers of its own map, through their owner
        if (before)
            unlink_child(part, before);
        leo_node_append(part, member);
    }
}

static void merge_named(leo_reader *reader, leo_node *into, leo_node *from, int refinable)
{
    for (leo_node *child = from->first, *next; child; child = next) {
        next = child->next;
        leo_node *before = leo_node_find(into, child->key);
        if (!before)
            leo_node_append(into, child);
        else if (refinable && before->kind == LEO_NODE_MAP && child->kind == LEO_NODE_MAP &&
                 !leo_node_find(child, "kind"))
            refine(before, child);
        else if (refinable || strcmp(before->text, child->text) != 0)
            given_twice(reader, child, before);
    }
}

static void merge_section(leo_reader *reader, leo_node *section)
{
    leo_node *before = leo_node_find(reader->root, section->key);
    const int things = strcmp(section->key, "parts") == 0 || strcmp(section->key, "crew") == 0;
    const int joined = things || strcmp(section->key, "sources") == 0;
    const char *shape = leo_section_find(section->key)->shape;
    if (!before || before->kind == LEO_NODE_EMPTY) {
        if (before)
            unlink_child(reader->root, before);
        leo_node_append(reader->root, section);
    } else if (section->kind == LEO_NODE_EMPTY) {
        return;
    } else if (section->kind != before->kind && (joined || strncmp(shape, "list", 4) == 0)) {
        if (joined ? leo_want_map(reader, section) && leo_want_map(reader, before)
                   : leo_want_list(reader, section) && leo_want_list(reader, before))
            given_twice(reader, section, before);
    } else if (joined && section->kind == LEO_NODE_MAP) {
        merge_named(reader, before, section, things);
    } else if (section->kind == LEO_NODE_LIST && before->kind == LEO_NODE_LIST) {
        for (leo_node *item = section->first, *next; item; item = next) {
            next = item->next;
            leo_node_append(before, item);
        }
    } else {
        given_twice(reader, section, before);
    }
}

/* ---- files ---------------------------------------------------------------------------------------------------------- */

static int is_loop(leo_reader *reader, const char *path, const leo_node *wanted_by, const chain *outer)
{
    int found = 0;
    leo_builder loop = { .arena = reader->arena };
    for (const chain *at = outer; at && !found; at = at->outer)
        found = strcmp(at->path, path) == 0;
    if (!found)
        return 0;
    // from the first time the file was opened, in order of inclusion
    const chain *files[FILES_MAX + 1];
    int count = 0;
    for (const chain *at = outer; at && count < FILES_MAX; at = at->outer) {
        files[count++] = at;
        if (strcmp(at->path, path) == 0)
            break;
    }
    while (count-- > 0) {
        leo_builder_add(&loop, files[count]->path);
        leo_builder_add(&loop, " includes ");
    }
    leo_builder_add(&loop, path);
    leo_problem(reader, wanted_by, "include loop: %s", leo_builder_text(&loop));
    return 1;
}

static leo_status note_file(leo_reader *reader, const char *path, const char *text, size_t size)
{
    leo_plan *plan = reader->plan;
    if (plan->file_count == 0 && !(plan->files = LEO_TAKE(reader->arena, leo_plan_file, FILES_MAX)))
        return leo_no_memory(reader);
    plan->files[plan->file_count++] =
        (leo_plan_file){ .path = path, .name = path, .text = text, .size = size };
    return LEO_OK;
}

static leo_node *load(leo_reader *reader, const char *path, const leo_node *wanted_by)
{
    const leo_node file = { .file = path, .line = 1, .column = 1 };
    leo_error why = { 0 };
    const char *text = NULL;
    size_t size = 0;
    if (reader->read_file(reader->file_context, path, reader->arena, &text, &size, &why) != LEO_OK) {
        const leo_node whole = { .file = path };
        if (wanted_by)
            leo_problem(reader, wanted_by, "`%s`: %s", path, why.message);
        else
            leo_problem(reader, &whole, "%s", why.message);
        return NULL;
    }
    leo_node *root = leo_tree_read(path, text, size, reader->arena, &why);
    if (!root) {
        const leo_node at = { .file = why.where };
        leo_problem(reader, &at, "%s", why.message);
        return NULL;
    }
    if (root->kind != LEO_NODE_MAP) {
        leo_problem(reader, &file, "a mission file is a map of sections, found %s", leo_node_noun(root));
        return NULL;
    }
    return note_file(reader, path, text, size) == LEO_OK ? root : NULL;
}

static void unknown_section(leo_reader *reader, const leo_node *section)
{
    leo_nearest nearest = { .word = section->key };
    for (const leo_section *known = leo_sections; known->name; known++)
        leo_nearest_offer(&nearest, known->name);
    char hint[LEO_HINT_ROOM];
    leo_problem_at_key(reader, section, "unknown section `%s`%s", section->key,
                       leo_nearest_hint(&nearest, hint));
}

static void read_includes(leo_reader *reader, const char *path, const leo_node *root, const chain *here)
{
    const leo_node *vehicle = leo_node_find(root, "vehicle"), *include = leo_node_find(root, "include");
    const leo_node *text;
    if (vehicle && (text = leo_want_text(reader, vehicle)))
        read_file(reader, beside(reader, path, text->text), text, here);
    if (include && include->kind == LEO_NODE_LIST) {
        for (const leo_node *item = include->first; item; item = item->next)
            if ((text = leo_want_text(reader, item)))
                read_file(reader, beside(reader, path, text->text), text, here);
    } else if (include && (text = leo_want_text(reader, include))) {
        read_file(reader, beside(reader, path, text->text), text, here);
    }
}

static leo_status read_file(leo_reader *reader, const char *path, const leo_node *wanted_by,
                            const chain *outer)
{
    const chain here = { outer, path, outer ? outer->depth + 1 : 0 };
    if (wanted_by && is_loop(reader, path, wanted_by, outer)) {
        reader->broken_files++;
        return LEO_BAD_INPUT;
    }
    if (here.depth > INCLUDE_DEPTH_MAX)
        return leo_problem(reader, wanted_by, "files include each other deeper than %d", INCLUDE_DEPTH_MAX);
    if (reader->plan->file_count >= FILES_MAX)
        return leo_problem(reader, wanted_by, "more than %d files", FILES_MAX);
    leo_node *root = load(reader, path, wanted_by);
    if (!root) {
        reader->broken_files++;
        return LEO_BAD_INPUT;
    }
    read_includes(reader, path, root, &here);
    for (leo_node *section = root->first, *next; section; section = next) {
        next = section->next;
        if (!leo_section_find(section->key))
            unknown_section(reader, section);
        else if (strcmp(section->key, "vehicle") != 0 && strcmp(section->key, "include") != 0)
            merge_section(reader, section);
    }
    return LEO_OK;
}

/* ---- names of the copies ---------------------------------------------------------------------------------------------- */

/* The files keep their places to each other: names count from the deepest folder that holds them all. */
static void name_files(leo_reader *reader)
{
    leo_plan *plan = reader->plan;
    const char *paths[FILES_MAX];
    size_t common = 0;
    for (int i = 0; i < plan->file_count; i++) {
        char *whole = realpath(plan->files[i].path, NULL);
        paths[i] = leo_print(reader, "%s", whole ? whole : plan->files[i].path);
        free(whole);
    }
    for (size_t at = 0; plan->file_count; at++) {
        int same = paths[0][at] != '\0';
        for (int i = 1; same && i < plan->file_count; i++)
            same = paths[i][at] == paths[0][at];
        if (!same)
            break;
        if (paths[0][at] == '/')
            common = at + 1;
    }
    for (int i = 0; i < plan->file_count; i++)
        plan->files[i].name = paths[i] + common;
}

leo_status leo_read_files(leo_reader *reader, const char *path)
{
    reader->root = LEO_TAKE(reader->arena, leo_node, 1);
    if (!reader->root)
        return leo_no_memory(reader);
    *reader->root = (leo_node){
        .kind = LEO_NODE_MAP, .file = path, .text = "", .line = 1, .column = 1, .key_line = 1, .key_column = 1
    };
    const leo_status status = read_file(reader, leo_print(reader, "%s", path), NULL, NULL);
    if (status == LEO_OK)
        name_files(reader);
    return status;
}
