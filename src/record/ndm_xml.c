/* SPDX-License-Identifier: MIT */
/*
 * Messages in XML. Elements that hold text are items, the others are blocks.
 *
 * Source  CCSDS 505.0-B-3, XML Specification for Navigation Data Messages, 2023.
 * Valid   One message <opm> or <oem>, alone or as the only one of its kind inside <ndm>; no entities but XML's own. Element
 *         names are the standard's; attributes read are `version`, `units` and the `parameter` of USER_DEFINED.
 */
#include "base/error.h"
#include "base/text.h"
#include "record/ndm.h"

#include <ctype.h>
#include <expat.h>
#include <stdarg.h>
#include <string.h>

enum { DEPTH_MAX = 16, POOL = 1 << 16, BLOCK_ITEMS = 256, VALUE_MAX = 1 << 16 };

typedef struct xml_reader {
    XML_Parser parser;
    leo_arena *arena;
    leo_error *error;
    leo_status status;
    const char *file, *root;
    int depth;    // of elements
    int inside;   // depth at which the message began; 0: not inside
    int messages; // of the kind that is wanted
    int skipped;  // depth at which a part that is not read began; 0: none
    leo_ndm_item *open[DEPTH_MAX];
    char *pool;
    size_t pool_left;
    leo_ndm_item *block;
    int block_left;
    leo_ndm_item *first, *last;
    char value[VALUE_MAX];
    size_t length;
} xml_reader;

__attribute__((format(printf, 2, 3))) static void refuse(xml_reader *reader, const char *format, ...);

static void refuse(xml_reader *reader, const char *format, ...)
{
    if (reader->status != LEO_OK)
        return;
    char message[256];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    reader->status =
        leo_ndm_refuse(reader->file, (long)XML_GetCurrentLineNumber(reader->parser),
                       (int)XML_GetCurrentColumnNumber(reader->parser) + 1, reader->error, "%s", message);
    XML_StopParser(reader->parser, XML_FALSE);
}

static void no_memory(xml_reader *reader)
{
    if (reader->status == LEO_OK)
        reader->status = leo_fail(reader->error, LEO_NO_MEMORY, reader->file, "no memory");
    XML_StopParser(reader->parser, XML_FALSE);
}

static const char *keep(xml_reader *reader, const char *text, size_t length)
{
    if (length + 1 > reader->pool_left) {
        const size_t size = length + 1 > POOL ? length + 1 : POOL;
        reader->pool = leo_arena_take(reader->arena, size, 1);
        reader->pool_left = reader->pool ? size : 0;
        if (!reader->pool) {
            no_memory(reader);
            return "";
        }
    }
    char *kept = reader->pool;
    memcpy(kept, text, length);
    kept[length] = 0;
    reader->pool += length + 1;
    reader->pool_left -= length + 1;
    return kept;
}

static leo_ndm_item *add(xml_reader *reader, leo_ndm_kind kind, const char *key)
{
    if (reader->block_left == 0) {
        reader->block = LEO_TAKE(reader->arena, leo_ndm_item, BLOCK_ITEMS);
        reader->block_left = reader->block ? BLOCK_ITEMS : 0;
        if (!reader->block) {
            no_memory(reader);
            return NULL;
        }
    }
    leo_ndm_item *item = &reader->block[BLOCK_ITEMS - reader->block_left--];
    *item = (leo_ndm_item){ .kind = kind,
                            .key = keep(reader, key, strlen(key)),
                            .text = "",
                            .line = (long)XML_GetCurrentLineNumber(reader->parser),
                            .column = (int)XML_GetCurrentColumnNumber(reader->parser) + 1 };
    item->text_column = item->column;
    if (reader->last)
        reader->last->next = item;
    else
        reader->first = item;
    reader->last = item;
    return item;
}

static const char *attribute(const char **attributes, const char *name)
{
    for (; attributes[0]; attributes += 2)
        if (strcmp(attributes[0], name) == 0)
            return attributes[1];
    return NULL;
}

static void begin_message(xml_reader *reader, const char **attributes)
{
    char key[32];
    const char *version = attribute(attributes, "version");
    if (++reader->messages > 1) {
        refuse(reader, "a second <%s>: a file of one message is read", reader->root);
        return;
    }
    if (!version) {
        refuse(reader, "<%s> needs the attribute `version`", reader->root);
        return;
    }
    reader->inside = reader->depth;
    snprintf(key, sizeof key, "CCSDS_%s_VERS", strcmp(reader->root, "opm") == 0 ? "OPM" : "OEM");
    leo_ndm_item *item = add(reader, LEO_NDM_KEY, key);
    if (item)
        item->text = keep(reader, version, strlen(version));
}

static int has_text(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!isspace((unsigned char)text[i]))
            return 1;
    return 0;
}

static void XMLCALL on_start(void *context, const char *name, const char **attributes)
{
    xml_reader *reader = context;
    if (reader->status != LEO_OK)
        return;
    if (++reader->depth >= DEPTH_MAX) {
        refuse(reader, "elements inside elements, deeper than %d", DEPTH_MAX);
        return;
    }
    if (reader->skipped)
        return;
    if (!reader->inside) {
        if (strcmp(name, reader->root) == 0)
            begin_message(reader, attributes);
        else if (reader->depth == 1 && strcmp(name, "ndm") != 0)
            refuse(reader, "<%.40s>: expected <%s> or <ndm>", name, reader->root);
        else if (reader->depth > 1)
            reader->skipped = reader->depth;
        return;
    }
    leo_ndm_item *around = reader->open[reader->depth - 1];
    if (has_text(reader->value, reader->length)) {
        refuse(reader, "text beside <%.40s>", name);
        return;
    }
    if (around && around->kind == LEO_NDM_KEY)
        around->kind = LEO_NDM_OPEN;
    const char *parameter = strcmp(name, "USER_DEFINED") == 0 ? attribute(attributes, "parameter") : NULL;
    char key[128];
    snprintf(key, sizeof key, "%s%s%s", name, parameter ? "_" : "", parameter ? parameter : "");
    if (parameter && !leo_ndm_is_keyword(key)) {
        refuse(reader, "parameter `%.40s`: letters, digits, _ . - + are allowed", parameter);
        return;
    }
    reader->open[reader->depth] = add(reader, LEO_NDM_KEY, key);
    reader->length = 0;
    const char *units = attribute(attributes, "units");
    if (units && reader->open[reader->depth])
        reader->open[reader->depth]->unit = keep(reader, units, strlen(units));
}

static void XMLCALL on_end(void *context, const char *name)
{
    xml_reader *reader = context;
    if (reader->status != LEO_OK)
        return;
    const int depth = reader->depth--;
    if (reader->skipped) {
        reader->skipped = reader->skipped == depth ? 0 : reader->skipped;
        return;
    }
    if (depth <= reader->inside || !reader->inside) {
        reader->inside = depth == reader->inside ? 0 : reader->inside;
        return;
    }
    leo_ndm_item *item = reader->open[depth];
    reader->open[depth] = NULL;
    if (!item)
        return;
    size_t length = reader->length;
    const char *text = leo_text_trim(reader->value, &length);
    if (item->kind == LEO_NDM_KEY && islower((unsigned char)name[0]) && length == 0)
        item->kind = LEO_NDM_OPEN; // an empty block
    if (item->kind == LEO_NDM_KEY)
        item->text = keep(reader, text, length);
    else if (length)
        refuse(reader, "text inside <%.40s>", name);
    else
        add(reader, LEO_NDM_CLOSE, name);
    reader->length = 0;
}

static void XMLCALL on_text(void *context, const char *text, int length)
{
    xml_reader *reader = context;
    if (reader->status != LEO_OK || !reader->inside || reader->skipped)
        return;
    if ((size_t)length > sizeof reader->value - 1 - reader->length) {
        refuse(reader, "a text longer than %d bytes", VALUE_MAX - 1);
        return;
    }
    for (int i = 0; i < length; i++)
        reader->value[reader->length++] = text[i] == '\n' || text[i] == '\r' ? ' ' : text[i];
    reader->value[reader->length] = 0;
}

/* expat takes an int: large files go in pieces. */
static int parse(xml_reader *reader, leo_bytes bytes)
{
    enum { PIECE = 1 << 24 };
    for (size_t at = 0;;) {
        const size_t left = bytes.size - at, piece = left < PIECE ? left : PIECE;
        if (XML_Parse(reader->parser, (const char *)bytes.data + at, (int)piece, left == piece) !=
            XML_STATUS_OK)
            return 0;
        at += piece;
        if (left == piece)
            return 1;
    }
}

const leo_ndm_item *leo_ndm_xml(leo_bytes bytes, const char *root, leo_arena *arena, leo_error *error)
{
    xml_reader *reader = LEO_TAKE(arena, xml_reader, 1);
    if (reader)
        reader->parser = XML_ParserCreate(NULL);
    if (!reader || !reader->parser) {
        leo_fail(error, LEO_NO_MEMORY, bytes.name, "no memory");
        return NULL;
    }
    reader->arena = arena;
    reader->error = error;
    reader->file = bytes.name;
    reader->root = root;
    XML_SetUserData(reader->parser, reader);
    XML_SetElementHandler(reader->parser, on_start, on_end);
    XML_SetCharacterDataHandler(reader->parser, on_text);
    const int good = parse(reader, bytes);
    const long line = (long)XML_GetCurrentLineNumber(reader->parser);
    if (!good && reader->status == LEO_OK)
        reader->status =
            leo_ndm_refuse(bytes.name, line, (int)XML_GetCurrentColumnNumber(reader->parser) + 1, error,
                           "not XML: %s", XML_ErrorString(XML_GetErrorCode(reader->parser)));
    if (reader->status == LEO_OK && !reader->messages)
        reader->status = leo_ndm_refuse(bytes.name, line, 1, error, "there is no <%s> in it", root);
    leo_ndm_item *end = reader->status == LEO_OK ? add(reader, LEO_NDM_END, "") : NULL;
    XML_ParserFree(reader->parser);
    return end ? reader->first : NULL;
}
