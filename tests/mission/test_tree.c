/* SPDX-License-Identifier: MIT */
/* Every way of writing a scalar, from chapter 7 and 8 of the YAML specification 1.2, and the places of values. */
#include "check.h"
#include "mission/tree.h"

static leo_arena *arena;
static leo_error error;

static leo_node *read_text(const char *text)
{
    error = (leo_error){ 0 };
    return leo_tree_read("file", text, strlen(text), arena, &error);
}

static const char *value(const char *text)
{
    const leo_node *node = leo_node_find(read_text(text), "a");
    return node && node->kind == LEO_NODE_TEXT    ? node->text
           : node && node->kind == LEO_NODE_EMPTY ? "(empty)"
                                                  : "(none)";
}

static void reads_scalars_of_every_style(void)
{
    CHECK_TEXT(value("a: plain text # comment\n"), "plain text");
    CHECK_TEXT(value("a: plain\n  over lines\n"), "plain over lines");
    CHECK_TEXT(value("a: 'it''s ''''quoted'''''\n"), "it's ''quoted''");
    CHECK_TEXT(value("a: ''''''''''''''''''''''''''''''\n"), "''''''''''''''");
    CHECK_TEXT(value("a: 'folded \n\n  in\n  quotes'\n"), "folded\nin quotes");
    CHECK_TEXT(value("{'a': 'b', c: 'd'}"), "b");
    CHECK_TEXT(value("a: ''\n"), "");
    CHECK_TEXT(value("a: \"tab\\tand \\u00e9 and \\\"\"\n"), "tab\tand \xC3\xA9 and \"");
    CHECK_TEXT(value("a: |\n  two\n   lines\n"), "two\n lines\n");
    CHECK_TEXT(value("a: >-\n  folded\n  text\n"), "folded text");
    CHECK_TEXT(value("a: \"\"\n"), "");
    CHECK_TEXT(value("a:\n"), "(empty)");
    CHECK_TEXT(value("a: no\n"), "no");
    CHECK_TEXT(value("a: 08:28:13Z\n"), "08:28:13Z");
    CHECK_TEXT(value("{a: 08:28:13Z, b: c}\n"), "08:28:13Z");
    CHECK_TEXT(value("\xEF\xBB\xBF"
                     "a: behind a byte order mark\n"),
               "behind a byte order mark");
}

static void counts_lines_and_bytes(void)
{
    const leo_node *root =
        read_text("# first\n\na: 1\n\xC3\xA9: { b: \"\xC3\xA9\", c: 2 }\nd:\n  - e\n  - f:\n");
    const leo_node *map = leo_node_find(root, "\xC3\xA9"), *c = leo_node_find(map, "c");
    CHECK(root && root->line == 3 && root->column == 1 && root->count == 3);
    CHECK(c && c->line == 4 && c->column == 19 && c->key_line == 4 && c->key_column == 16);
    const leo_node *list = leo_node_find(root, "d");
    CHECK(list && list->kind == LEO_NODE_LIST && list->count == 2 && list->first->line == 6 &&
          list->first->column == 5);
    const leo_node *f = leo_node_find(list ? list->last : NULL, "f");
    CHECK(f && f->kind == LEO_NODE_EMPTY && f->line == 7 && f->column == 5);
    CHECK(c && c->owner == map && map->owner == root && root->owner == NULL);
}

static void depth_ends_at_its_limit(void)
{
    char text[200] = "";
    for (int i = 0; i < LEO_DEPTH_MAX; i++)
        strcat(text, "[");
    for (int i = 0; i < LEO_DEPTH_MAX; i++)
        strcat(text, "]");
    CHECK(read_text(text) != NULL);
    memmove(text + 1, text, strlen(text) + 1);
    strcat(text, "]");
    CHECK(read_text(text) == NULL);
    CHECK_TEXT(error.message, "nested deeper than 32 levels");
    CHECK_TEXT(error.where, "file:1:33");
}

static void a_long_file_name_keeps_its_line(void)
{
    char name[600];
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    error = (leo_error){ 0 };
    CHECK(leo_tree_read(name, "a: [", 4, arena, &error) == NULL);
    CHECK(strstr(error.where, "nnn:2:1") && strncmp(error.where, "...", 3) == 0);
}

static void finds_nothing_in_nothing(void)
{
    CHECK(leo_node_find(NULL, "a") == NULL);
    CHECK(leo_node_find(read_text("[a, b]"), "a") == NULL);
}

int main(void)
{
    arena = leo_arena_create(NULL);
    RUN(reads_scalars_of_every_style);
    RUN(counts_lines_and_bytes);
    RUN(depth_ends_at_its_limit);
    RUN(a_long_file_name_keeps_its_line);
    RUN(finds_nothing_in_nothing);
    leo_arena_destroy(arena);
    return check_result();
}
