/* SPDX-License-Identifier: MIT */
/*
 * Keyword-value notation: one KEY = VALUE [UNIT] on a line, lines of figures, COMMENT lines.
 *
 * Source  CCSDS 502.0-B-3, Orbit Data Messages, 2023, chapter 7.
 */
#include "base/error.h"
#include "base/text.h"
#include "record/ndm.h"

#include <ctype.h>
#include <string.h>

enum { BLOCK_ITEMS = 256 };

typedef struct kvn_reader {
    leo_arena *arena;
    leo_error *error;
    const char *file;
    leo_ndm_item *block; // items that are still free
    int free;
    leo_ndm_item *first, *last;
} kvn_reader;

static leo_ndm_item *new_item(kvn_reader *reader, leo_ndm_item item)
{
    if (reader->free == 0) {
        reader->block = LEO_TAKE(reader->arena, leo_ndm_item, BLOCK_ITEMS);
        reader->free = BLOCK_ITEMS;
        if (!reader->block) {
            leo_fail(reader->error, LEO_NO_MEMORY, reader->file, "no memory");
            return NULL;
        }
    }
    leo_ndm_item *made = &reader->block[BLOCK_ITEMS - reader->free--];
    *made = item;
    if (reader->last)
        reader->last->next = made;
    else
        reader->first = made;
    reader->last = made;
    return made;
}

/* Blocks that have marks of their own. */
static const struct {
    const char *mark, *name;
    leo_ndm_kind kind;
} marks[] = { { "META_START", "metadata", LEO_NDM_OPEN },
              { "META_STOP", "metadata", LEO_NDM_CLOSE },
              { "COVARIANCE_START", "covarianceMatrix", LEO_NDM_OPEN },
              { "COVARIANCE_STOP", "covarianceMatrix", LEO_NDM_CLOSE } };

static char *trim(char *text)
{
    while (isspace((unsigned char)*text))
        text++;
    size_t length = strlen(text);
    while (length && isspace((unsigned char)text[length - 1]))
        length--;
    text[length] = 0;
    return text;
}

/* The unit in brackets at the end of a value. */
static char *split_unit(char *value)
{
    const size_t length = strlen(value);
    if (length < 2 || value[length - 1] != ']')
        return NULL;
    char *open = strrchr(value, '[');
    if (!open || open == value || !isspace((unsigned char)open[-1]))
        return NULL;
    value[length - 1] = 0;
    *open = 0;
    return trim(open + 1);
}

/* `line` may be changed; it is the text from its first character that is no blank. */
static leo_status read_line(kvn_reader *reader, char *line, long number, int column)
{
    leo_ndm_item item = { .kind = LEO_NDM_KEY, .line = number, .column = column };
    const size_t comment = strlen("COMMENT");
    char *equals = strchr(line, '=');
    if (strncmp(line, "COMMENT", comment) == 0 && (!line[comment] || isspace((unsigned char)line[comment]))) {
        item.key = "COMMENT";
        item.text = trim(line + comment);
        return new_item(reader, item) ? LEO_OK : LEO_NO_MEMORY;
    }
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (strcmp(line, marks[i].mark) == 0) {
            item.kind = marks[i].kind;
            item.key = marks[i].name;
            item.text = "";
            return new_item(reader, item) ? LEO_OK : LEO_NO_MEMORY;
        }
    }
    if (!equals) {
        if (!isdigit((unsigned char)*line) && !strchr("+-.", *line))
            return leo_ndm_refuse(reader->file, number, column, reader->error,
                                  "`%.40s`: expected KEY = VALUE, COMMENT or a line of figures", line);
        item.kind = LEO_NDM_ROW;
        item.key = "";
        item.text = line;
        item.text_column = column;
        return new_item(reader, item) ? LEO_OK : LEO_NO_MEMORY;
    }
    char *value = equals + 1;
    while (*value && isspace((unsigned char)*value))
        value++;
    item.text_column = column + (int)(value - line);
    *equals = 0;
    item.key = trim(line);
    if (!leo_ndm_is_keyword(item.key))
        return leo_ndm_refuse(reader->file, number, column, reader->error,
                              "`%.40s`: a keyword is of capital letters, digits and _", item.key);
    char *text = trim(value);
    // texts of a user may end in brackets of their own
    item.unit = strncmp(item.key, "USER_DEFINED_", 13) == 0 ? NULL : split_unit(text);
    item.text = trim(text);
    return new_item(reader, item) ? LEO_OK : LEO_NO_MEMORY;
}

/* The first keyword names the kind of message. */
static leo_status check_head(kvn_reader *reader, const char *root, long lines)
{
    char wanted[32];
    snprintf(wanted, sizeof wanted, "CCSDS_%s_VERS", strcmp(root, "opm") == 0 ? "OPM" : "OEM");
    const leo_ndm_item *item = reader->first;
    while (item && strcmp(item->key, "COMMENT") == 0)
        item = item->next;
    if (!item)
        return leo_ndm_refuse(reader->file, lines > 0 ? lines : 1, 1, reader->error,
                              "nothing in it: expected %s = 3.0", wanted);
    if (item->kind != LEO_NDM_KEY || strcmp(item->key, wanted) != 0)
        return leo_ndm_refuse(reader->file, item->line, item->column, reader->error,
                              "`%.40s`: the first keyword must be %s", item->key, wanted);
    return LEO_OK;
}

const leo_ndm_item *leo_ndm_kvn(leo_bytes bytes, const char *root, leo_arena *arena, leo_error *error)
{
    kvn_reader reader = { .arena = arena, .error = error, .file = bytes.name };
    char *copy = leo_arena_take(arena, bytes.size + 1, 1);
    if (!copy) {
        leo_fail(error, LEO_NO_MEMORY, bytes.name, "no memory");
        return NULL;
    }
    memcpy(copy, bytes.data, bytes.size);
    leo_bytes own = { bytes.name, (unsigned char *)copy, bytes.size };
    leo_lines lines = leo_lines_of(own);
    while (leo_lines_next(&lines)) {
        char *line = copy + (lines.text - copy);
        const size_t bad = leo_text_utf8_end(line, lines.length);
        if (bad < lines.length || memchr(line, 0, lines.length)) {
            leo_ndm_refuse(bytes.name, lines.number, 1, error, "not a text in UTF-8");
            return NULL;
        }
        line[lines.length] = 0; // the end of the line, or the zero behind the file
        size_t blank = 0;
        while (isspace((unsigned char)line[blank]))
            blank++;
        trim(line + blank);
        if (!line[blank])
            continue;
        if (read_line(&reader, line + blank, lines.number, (int)blank + 1) != LEO_OK)
            return NULL;
    }
    const long end = lines.number;
    if (check_head(&reader, root, end) != LEO_OK ||
        !new_item(&reader,
                  (leo_ndm_item){ .kind = LEO_NDM_END, .key = "", .text = "", .line = end, .column = 1 }))
        return NULL;
    return reader.first;
}
