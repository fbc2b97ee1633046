/* SPDX-License-Identifier: MIT */
#include "mission/tree.h"
#include "base/error.h"
#include "base/text.h"

#include <libfyaml.h>
#include <stdio.h>
#include <string.h>

typedef struct tree_reader {
    const char *file;
    struct fy_parser *parser;
    leo_arena *arena;
    leo_error *error;
    int nodes;
    const char *text;
    size_t size, walked, line_start;
} tree_reader;

static leo_status fail_at(leo_error *error, const char *file, int line, int column, const char *message)
{
    char where[sizeof error->where];
    const size_t length = strlen(file), room = sizeof where - 32;
    snprintf(where, sizeof where, "%s%s:%d:%d", length > room ? "..." : "",
             length > room ? file + length - room : file, line, column);
    return leo_fail(error, LEO_BAD_INPUT, where, "%s", message);
}

leo_node *leo_node_find(const leo_node *map, const char *key)
{
    if (!map || map->kind != LEO_NODE_MAP)
        return NULL;
    for (leo_node *child = map->first; child; child = child->next)
        if (strcmp(child->key, key) == 0)
            return child;
    return NULL;
}

void leo_node_append(leo_node *parent, leo_node *child)
{
    child->next = NULL;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
    parent->count++;
}

const char *leo_node_noun(const leo_node *node)
{
    static const char *const nouns[] = { "nothing", "a text", "a list", "a map" };
    return nouns[node->kind];
}

/* ---- bytes --------------------------------------------------------------------------------------------------------- */

/* Line and column, from 1, of a byte. */
static void place_of(const char *text, size_t at, int *line, int *column)
{
    *line = *column = 1;
    for (size_t i = 0; i < at; i++) {
        ++*column;
        if (text[i] == '\n') {
            ++*line;
            *column = 1;
        }
    }
}

static leo_status bad_byte(tree_reader *reader, size_t at, const char *message)
{
    int line, column;
    place_of(reader->text, at, &line, &column);
    return fail_at(reader->error, reader->file, line, column, message);
}

/* A tab among the spaces that indent the line which begins at `at`; returns the offset or `size`. */
static size_t indenting_tab(const char *text, size_t size, size_t at)
{
    size_t tab = size;
    for (; at < size && (text[at] == ' ' || text[at] == '\t'); at++)
        if (text[at] == '\t' && tab == size)
            tab = at;
    return at < size && text[at] != '\n' && text[at] != '\r' ? tab : size;
}

static leo_status check_bytes(tree_reader *reader)
{
    const char *text = reader->text;
    const size_t size = reader->size, good = leo_text_utf8_end(text, size);
    if (good < size)
        return bad_byte(reader, good, "not UTF-8: save the file as UTF-8");
    for (size_t i = 0; i < size; i++) {
        const unsigned char c = (unsigned char)text[i];
        if ((c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7F) {
            char message[64];
            snprintf(message, sizeof message, "a control character (0x%02X)", (unsigned)c);
            return bad_byte(reader, i, message);
        }
        if (i == 0 || text[i - 1] == '\n') {
            const size_t tab = indenting_tab(text, size, i);
            if (tab < size)
                return bad_byte(reader, tab, "a tab: indent with spaces");
        }
    }
    return LEO_OK;
}

/* ---- events --------------------------------------------------------------------------------------------------------- */

static void swallow(struct fy_diag *diag, void *user, const char *text, size_t length)
{
    (void)diag, (void)user, (void)text, (void)length;
}

/* The first complaint of the YAML parser becomes the error. */
static leo_status parser_failed(tree_reader *reader)
{
    struct fy_diag *diag = fy_parser_get_diag(reader->parser);
    void *at = NULL;
    const struct fy_diag_error *first = diag ? fy_diag_errors_iterate(diag, &at) : NULL;
    char message[200] = "not YAML";
    int line = 1, column = 1;
    if (first) {
        const int deep = first->msg && strstr(first->msg, "depth limit");
        snprintf(message, sizeof message, "%s%.160s",
                 deep ? "nested too deep: " : "not YAML: ", first->msg ? first->msg : "");
        line = first->line > 0 ? first->line : 1;
        column = first->column > 0 ? first->column : 1;
    }
    fy_diag_unref(diag);
    return fail_at(reader->error, reader->file, line, column, message);
}

/* Where an event starts. The column counts bytes. Events come in order, so that the whole text is walked once. */
static void event_place(tree_reader *reader, struct fy_event *event, int *line, int *column)
{
    const struct fy_mark *mark = fy_event_start_mark(event);
    *line = mark ? mark->line + 1 : 1;
    *column = 1;
    if (!mark || mark->input_pos > reader->size)
        return;
    if (mark->input_pos < reader->line_start)
        reader->walked = reader->line_start = 0;
    for (; reader->walked < mark->input_pos; reader->walked++)
        if (reader->text[reader->walked] == '\n')
            reader->line_start = reader->walked + 1;
    *column = (int)(mark->input_pos - reader->line_start) + 1;
}

static leo_status fail_event(tree_reader *reader, struct fy_event *event, const char *message)
{
    int line, column;
    event_place(reader, event, &line, &column);
    return fail_at(reader->error, reader->file, line, column, message);
}

static leo_node *new_node(tree_reader *reader, struct fy_event *event, leo_node_kind kind)
{
    if (++reader->nodes > LEO_NODES_MAX) {
        fail_event(reader, event, "more than 200000 values in one file");
        return NULL;
    }
    leo_node *node = LEO_TAKE(reader->arena, leo_node, 1);
    if (!node) {
        leo_fail(reader->error, LEO_NO_MEMORY, reader->file, "no memory");
        return NULL;
    }
    node->kind = kind;
    node->text = "";
    node->file = reader->file;
    event_place(reader, event, &node->line, &node->column);
    node->key_line = node->line;
    node->key_column = node->column;
    return node;
}

/* The text of a scalar into `text` (NULL: only its length is wanted); returns the length. */
static size_t token_text(struct fy_token *token, char *text)
{
    size_t length = 0;
    struct fy_token_iter *pieces = fy_token_iter_create(token);
    const struct fy_iter_chunk *piece = NULL;
    int failed = 0;
    while (pieces && (piece = fy_token_iter_chunk_next(pieces, piece, &failed))) {
        if (text)
            memcpy(text + length, piece->str, piece->len);
        length += piece->len;
    }
    if (pieces) {
        fy_token_iter_finish(pieces);
        fy_token_iter_destroy(pieces);
    }
    return length;
}

/*
 * A text in single quotes whose inside begins at `p`: a doubled quote is a quote, a line end folds into a space, and
 * n empty lines into n line ends. Read here because libfyaml 0.7.12 miscounts quotes that follow each other, and leaks.
 */
static size_t quoted_text(const char *p, const char *end, char *text)
{
    size_t length = 0;
    while (p < end) {
        if (*p == '\'' && (p + 1 == end || p[1] != '\''))
            break;
        if (*p == '\n' || *p == '\r') {
            int lines = 0;
            while (length && (text[length - 1] == ' ' || text[length - 1] == '\t'))
                length--;
            for (; p < end && (*p == '\n' || *p == '\r' || *p == ' ' || *p == '\t'); p++)
                lines += *p == '\n';
            for (int i = 1; i < lines; i++)
                text[length++] = '\n';
            if (lines <= 1)
                text[length++] = ' ';
            continue;
        }
        p += *p == '\'';
        text[length++] = *p++;
    }
    return length;
}

/* Bytes from `p` to the quote that closes. */
static size_t quoted_room(const char *p, const char *end)
{
    const char *at = p;
    while (at < end && (*at != '\'' || (at + 1 < end && at[1] == '\'')))
        at += *at == '\'' ? 2 : 1;
    return (size_t)(at - p);
}

/* A value in quotes stands where its quote stands; libfyaml's mark points behind it. */
static int opening_quote(const tree_reader *reader, struct fy_event *event, size_t *inside)
{
    const enum fy_scalar_style style = fy_token_scalar_style(event->scalar.value);
    const struct fy_mark *mark = fy_event_start_mark(event);
    const char quote = style == FYSS_SINGLE_QUOTED ? '\'' : '"';
    if ((style != FYSS_SINGLE_QUOTED && style != FYSS_DOUBLE_QUOTED) || !mark || mark->input_pos == 0 ||
        mark->input_pos > reader->size || reader->text[mark->input_pos - 1] != quote)
        return 0;
    *inside = mark->input_pos;
    return quote;
}

static leo_node *text_node(tree_reader *reader, struct fy_event *event)
{
    struct fy_token *token = event->scalar.value;
    size_t inside = 0;
    const int quote = opening_quote(reader, event, &inside);
    const char *end = reader->text + reader->size, *begin = reader->text + inside;
    const size_t room = quote == '\'' ? quoted_room(begin, end) : token_text(token, NULL);
    const int plain = fy_token_scalar_style(token) == FYSS_PLAIN;
    leo_node *node = new_node(reader, event, plain && room == 0 ? LEO_NODE_EMPTY : LEO_NODE_TEXT);
    if (node && quote)
        node->column--;
    if (!node || !room)
        return node;
    char *text = leo_arena_take(reader->arena, room + 1, 1);
    if (!text) {
        leo_fail(reader->error, LEO_NO_MEMORY, reader->file, "no memory");
        return NULL;
    }
    const size_t length = quote == '\'' ? quoted_text(begin, end, text) : token_text(token, text);
    text[length] = '\0';
    node->text = text;
    return node;
}

/* A node of the event, without its children; NULL with the error set. */
static leo_node *event_node(tree_reader *reader, struct fy_event *event)
{
    const struct fy_token *extra = NULL;
    leo_node *node = NULL;
    switch (event->type) {
    case FYET_SCALAR:
        extra = event->scalar.anchor ? event->scalar.anchor : event->scalar.tag;
        node = extra ? NULL : text_node(reader, event);
        break;
    case FYET_MAPPING_START:
        extra = event->mapping_start.anchor ? event->mapping_start.anchor : event->mapping_start.tag;
        node = extra ? NULL : new_node(reader, event, LEO_NODE_MAP);
        break;
    case FYET_SEQUENCE_START:
        extra = event->sequence_start.anchor ? event->sequence_start.anchor : event->sequence_start.tag;
        node = extra ? NULL : new_node(reader, event, LEO_NODE_LIST);
        break;
    case FYET_ALIAS:
        fail_event(reader, event, "a mission file has no aliases (`*name`); write it out, or quote the text");
        break;
    default:
        fail_event(reader, event, "not YAML that a mission file can use");
    }
    if (extra)
        fail_event(reader, event,
                   "a mission file has no anchors (`&name`) and no tags (`!name`); quote the text");
    return node;
}

/* Put a finished key or value into the collection that is open. */
typedef struct open_node {
    leo_node *node;
    leo_node *key; // of a map: read, its value not yet
} open_node;

static leo_status take_key(tree_reader *reader, open_node *open, leo_node *key)
{
    char message[160];
    if (key->kind != LEO_NODE_TEXT)
        return fail_at(reader->error, reader->file, key->line, key->column, "a key must be a word");
    if (open->node->count >= LEO_KEYS_MAX)
        return fail_at(reader->error, reader->file, key->line, key->column, "more than 5000 keys in one map");
    const leo_node *before = leo_node_find(open->node, key->text);
    if (before) {
        snprintf(message, sizeof message, "`%.60s` stands twice; first in line %d", key->text,
                 before->key_line);
        return fail_at(reader->error, reader->file, key->line, key->column, message);
    }
    open->key = key;
    return LEO_OK;
}

static leo_status take_node(tree_reader *reader, open_node *open, leo_node *node)
{
    if (!open)
        return LEO_OK;
    if (open->node->kind == LEO_NODE_MAP) {
        if (!open->key)
            return take_key(reader, open, node);
        node->key = open->key->text;
        node->key_line = open->key->line;
        node->key_column = open->key->column;
        if (node->kind == LEO_NODE_EMPTY) {
            node->line = node->key_line;
            node->column = node->key_column;
        }
        open->key = NULL;
    }
    node->owner = open->node;
    leo_node_append(open->node, node);
    return LEO_OK;
}

static leo_status take_event(tree_reader *reader, struct fy_event *event, open_node *stack, int *depth,
                             leo_node **root)
{
    if (event->type == FYET_MAPPING_END || event->type == FYET_SEQUENCE_END) {
        --*depth;
        return LEO_OK;
    }
    if (event->type == FYET_DOCUMENT_START && *root)
        return fail_event(reader, event, "a second document (`---`); a mission file is one");
    if (event->type == FYET_STREAM_START || event->type == FYET_STREAM_END ||
        event->type == FYET_DOCUMENT_START || event->type == FYET_DOCUMENT_END)
        return LEO_OK;
    leo_node *node = event_node(reader, event);
    if (!node)
        return LEO_BAD_INPUT;
    open_node *open = *depth ? &stack[*depth - 1] : NULL;
    if (node->kind >= LEO_NODE_LIST && open && open->node->kind == LEO_NODE_MAP && !open->key)
        return fail_event(reader, event, "a key must be a word");
    const leo_status status = take_node(reader, open, node);
    if (status != LEO_OK)
        return status;
    if (!*root)
        *root = node;
    if (node->kind < LEO_NODE_LIST)
        return LEO_OK;
    if (*depth == LEO_DEPTH_MAX)
        return fail_event(reader, event, "nested deeper than 32 levels");
    stack[(*depth)++] = (open_node){ .node = node };
    return LEO_OK;
}

static leo_status parse(tree_reader *reader, leo_node **root)
{
    open_node stack[LEO_DEPTH_MAX];
    int depth = 0;
    leo_status status = LEO_OK;
    while (status == LEO_OK) {
        struct fy_event *event = fy_parser_parse(reader->parser);
        if (!event)
            break;
        status = take_event(reader, event, stack, &depth, root);
        fy_parser_event_free(reader->parser, event);
    }
    if (status == LEO_OK && fy_parser_get_stream_error(reader->parser))
        return parser_failed(reader);
    return status;
}

leo_node *leo_tree_read(const char *file, const char *text, size_t size, leo_arena *arena, leo_error *error)
{
    static const unsigned char mark[] = { 0xEF, 0xBB, 0xBF };
    if (size >= 3 && memcmp(text, mark, 3) == 0) {
        text += 3;
        size -= 3;
    }
    tree_reader reader = { .file = file, .arena = arena, .error = error, .text = text, .size = size };
    if (check_bytes(&reader) != LEO_OK)
        return NULL;
    const struct fy_diag_cfg quiet = { .output_fn = swallow, .level = FYET_ERROR };
    struct fy_diag *diag = fy_diag_create(&quiet);
    if (diag)
        fy_diag_set_collect_errors(diag, 1);
    const struct fy_parse_cfg settings = { .flags =
                                               FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_ALLOW_DUPLICATE_KEYS,
                                           .diag = diag };
    reader.parser = diag ? fy_parser_create(&settings) : NULL;
    leo_node *root = NULL;
    if (!reader.parser)
        leo_fail(error, LEO_NO_MEMORY, file, "no memory");
    else if (fy_parser_set_string(reader.parser, text, size) != 0)
        leo_fail(error, LEO_NO_MEMORY, file, "no memory");
    else if (parse(&reader, &root) != LEO_OK)
        root = NULL;
    else if (!root || root->kind == LEO_NODE_EMPTY) {
        fail_at(error, file, 1, 1, "the file is empty");
        root = NULL;
    }
    fy_parser_destroy(reader.parser);
    fy_diag_destroy(diag);
    return root;
}
