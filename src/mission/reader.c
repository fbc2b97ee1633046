/* SPDX-License-Identifier: MIT */
#include "mission/reader.h"
#include "base/error.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const bases[] = { "sourced", "derived", "estimated", "calibrated", NULL };

/* ---- problems ------------------------------------------------------------------------------------------------------- */

/* A path too long for the error loses its beginning, never its line. */
static void place_text(const leo_node *at, int line, int column, char *text, size_t size)
{
    const size_t length = strlen(at->file), room = size - 32;
    const char *file = length > room ? at->file + length - room : at->file;
    if (at->line == 0)
        snprintf(text, size, "%s", file);
    else
        snprintf(text, size, "%s%s:%d:%d", length > room ? "..." : "", file, line, column);
}

__attribute__((format(printf, 3, 0))) static leo_status report(leo_reader *reader, const char *where,
                                                               const char *format, va_list args)
{
    leo_error problem = { 0 };
    char message[sizeof problem.message];
    vsnprintf(message, sizeof message, format, args);
    leo_fail(&problem, LEO_BAD_INPUT, where, "%s", message);
    reader->problems++;
    if (reader->error && reader->error->status == LEO_OK)
        *reader->error = problem;
    if (reader->options && reader->options->problem)
        reader->options->problem(reader->options->context, &problem);
    return LEO_BAD_INPUT;
}

leo_status leo_problem(leo_reader *reader, const leo_node *at, const char *format, ...)
{
    char where[sizeof((leo_error *)0)->where];
    place_text(at, at->line, at->column, where, sizeof where);
    va_list args;
    va_start(args, format);
    const leo_status status = report(reader, where, format, args);
    va_end(args);
    return status;
}

leo_status leo_problem_at_key(leo_reader *reader, const leo_node *at, const char *format, ...)
{
    char where[sizeof((leo_error *)0)->where];
    place_text(at, at->key_line, at->key_column, where, sizeof where);
    va_list args;
    va_start(args, format);
    const leo_status status = report(reader, where, format, args);
    va_end(args);
    return status;
}

leo_status leo_no_memory(leo_reader *reader)
{
    reader->problems++;
    return leo_fail(reader->error, LEO_NO_MEMORY, reader->plan ? reader->plan->path : "", "no memory");
}

const char *leo_print(leo_reader *reader, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    const int length = vsnprintf(NULL, 0, format, args);
    char *text = length < 0 ? NULL : leo_arena_take(reader->arena, (size_t)length + 1, 1);
    if (text)
        vsnprintf(text, (size_t)length + 1, format, again);
    else
        leo_no_memory(reader);
    va_end(again);
    va_end(args);
    return text ? text : "";
}

const char *leo_place_text(leo_reader *reader, const leo_node *at)
{
    char text[sizeof((leo_error *)0)->where];
    place_text(at, at->line, at->column, text, sizeof text);
    return leo_print(reader, "%s", text);
}

const char *leo_key_place_text(leo_reader *reader, const leo_node *at)
{
    char text[sizeof((leo_error *)0)->where];
    place_text(at, at->key_line, at->key_column, text, sizeof text);
    return leo_print(reader, "%s", text);
}

/* ---- shapes --------------------------------------------------------------------------------------------------------- */

static const char *name_of(const leo_node *node)
{
    return node->key ? node->key : node->owner && node->owner->key ? node->owner->key : "this file";
}

const leo_node *leo_want_map(leo_reader *reader, const leo_node *node)
{
    if (!node || node->kind == LEO_NODE_EMPTY)
        return NULL;
    if (node->kind == LEO_NODE_MAP)
        return node;
    leo_problem(reader, node, "`%s`: must be a map of keys and values, found %s", name_of(node),
                leo_node_noun(node));
    return NULL;
}

const leo_node *leo_want_list(leo_reader *reader, const leo_node *node)
{
    if (!node || node->kind == LEO_NODE_EMPTY)
        return NULL;
    if (node->kind == LEO_NODE_LIST)
        return node;
    leo_problem(reader, node, "`%s`: must be a list, found %s", name_of(node), leo_node_noun(node));
    return NULL;
}

const leo_node *leo_want_text(leo_reader *reader, const leo_node *node)
{
    const leo_node *value = node;
    if (node->kind == LEO_NODE_MAP && leo_node_find(node, "value")) {
        leo_check_keys(reader, node, leo_origin_fields, "a value with its origin");
        leo_check_origin(reader, node);
        value = leo_node_find(node, "value");
    }
    if (value->kind == LEO_NODE_TEXT)
        return value;
    leo_problem(reader, value, "`%s`: must be a single value, found %s", name_of(node), leo_node_noun(value));
    return NULL;
}

const char *leo_member_text(leo_reader *reader, const leo_node *map, const char *key, const char *otherwise)
{
    const leo_node *node = leo_node_find(map, key);
    const leo_node *text = node ? leo_want_text(reader, node) : NULL;
    return text ? text->text : otherwise;
}

const char *leo_joined(leo_reader *reader, const leo_node *node, const char *joint)
{
    if (!node || node->kind == LEO_NODE_EMPTY)
        return "";
    if (node->kind != LEO_NODE_LIST) {
        const leo_node *text = leo_want_text(reader, node);
        return text ? text->text : "";
    }
    leo_builder builder = { .arena = reader->arena };
    for (const leo_node *item = node->first; item; item = item->next) {
        const leo_node *text = leo_want_text(reader, item);
        if (builder.length)
            leo_builder_add(&builder, joint);
        if (text)
            leo_builder_add(&builder, text->text);
    }
    if (builder.failed)
        leo_no_memory(reader);
    return leo_builder_text(&builder);
}

void leo_check_keys(leo_reader *reader, const leo_node *map, const leo_field *keys, const char *what)
{
    for (const leo_node *member = map->first; member; member = member->next) {
        if (leo_field_find(keys, member->key))
            continue;
        leo_nearest nearest = { .word = member->key };
        for (const leo_field *row = keys; row && row->key; row++)
            leo_nearest_offer(&nearest, row->key);
        char hint[LEO_HINT_ROOM];
        leo_problem_at_key(reader, member, "unknown key `%s` in %s%s", member->key, what,
                           leo_nearest_hint(&nearest, hint));
    }
}

/* ---- provenance ----------------------------------------------------------------------------------------------------- */

static void check_source(leo_reader *reader, const leo_node *text)
{
    leo_nearest nearest = { .word = text->text };
    for (int i = 0; i < reader->plan->source_count; i++) {
        if (strcmp(reader->plan->sources[i].key, text->text) == 0)
            return;
        leo_nearest_offer(&nearest, reader->plan->sources[i].key);
    }
    char hint[LEO_HINT_ROOM];
    leo_problem(reader, text, "`source`: `%s` is not in `sources`%s", text->text,
                leo_nearest_hint(&nearest, hint));
}

void leo_check_origin(leo_reader *reader, const leo_node *map)
{
    static const leo_field row = { .key = "basis", .type = LEO_CHOICE, .choices = bases };
    const leo_node *basis = leo_node_find(map, "basis"), *source = leo_node_find(map, "source");
    const leo_node *text = basis ? leo_want_text(reader, basis) : NULL;
    int index;
    leo_error why = { 0 };
    if (text && leo_field_read(&row, text->text, reader->arena, &index, NULL, &why) != LEO_OK)
        leo_problem(reader, text, "`basis`: %s", why.message);
    else if (text && strcmp(text->text, "calibrated") == 0 && !leo_node_find(map, "to"))
        leo_problem_at_key(reader, basis, "`basis: calibrated` needs `to:`, what it was calibrated to");
    if (!source)
        return;
    if (source->kind != LEO_NODE_LIST) {
        if ((text = leo_want_text(reader, source)))
            check_source(reader, text);
        return;
    }
    for (const leo_node *item = source->first; item; item = item->next)
        if ((text = leo_want_text(reader, item)))
            check_source(reader, text);
}

/* The member of the value's own map, or of the nearest map around it that has one. */
static const leo_node *inherited(const leo_node *node, const char *key)
{
    for (; node; node = node->owner) {
        const leo_node *found = leo_node_find(node, key);
        if (found && (found->kind == LEO_NODE_TEXT || found->kind == LEO_NODE_LIST))
            return found;
    }
    return NULL;
}

void leo_note_number(leo_reader *reader, const char *path, const char *text, double value, const char *unit,
                     const leo_node *node)
{
    leo_plan *plan = reader->plan;
    if (plan->number_count == reader->number_room) {
        const int room = 2 * reader->number_room + 64;
        leo_number *numbers = LEO_TAKE(reader->arena, leo_number, room);
        if (!numbers) {
            leo_no_memory(reader);
            return;
        }
        if (plan->number_count)
            memcpy(numbers, plan->numbers, (size_t)plan->number_count * sizeof *numbers);
        plan->numbers = numbers;
        reader->number_room = room;
    }
    const leo_node *basis = node ? inherited(node, "basis") : NULL,
                   *source = node ? inherited(node, "source") : NULL;
    const char *word = !node                                   ? "default"
                       : node->line == 0                       ? "set"
                       : basis && basis->kind == LEO_NODE_TEXT ? basis->text
                                                               : "unstated";
    const char *key = node && node->line ? leo_joined(reader, source, ", ") : "";
    const leo_node *to = strcmp(word, "calibrated") == 0 && basis ? leo_node_find(basis->owner, "to") : NULL;
    if (to)
        key =
            leo_print(reader, "%s%scalibrated to: %s", key, key[0] ? "; " : "", leo_joined(reader, to, ", "));
    if (node && strcmp(word, "sourced") == 0 && !key[0])
        leo_problem(reader, node, "`basis: sourced` needs `source`");
    plan->numbers[plan->number_count++] = (leo_number){
        .path = leo_print(reader, "%s", path),
        .text = leo_print(reader, "%s", text),
        .value = value,
        .unit = unit ? unit : "",
        .basis = word,
        .source = key,
        .place = node ? leo_place_text(reader, node) : "",
    };
}

/* ---- values by rows ------------------------------------------------------------------------------------------------- */

static const char *const origin_keys[] = { "basis", "source", "to", "note", NULL };

static int in_list(const char *const *list, const char *key)
{
    for (; list && *list; list++)
        if (strcmp(*list, key) == 0)
            return 1;
    return 0;
}

static void note_field(leo_reader *reader, const leo_field *field, const char *path, const char *text,
                       const void *block, const leo_node *node)
{
    if (field->type == LEO_REAL || field->type == LEO_COUNT)
        leo_note_number(reader, leo_print(reader, "%s.%s", path, field->key), text,
                        leo_field_number(field, block), field->unit ? field->unit : "1", node);
}

static void read_member(leo_reader *reader, const leo_node *member, const char *path,
                        const leo_target *targets, int target_count)
{
    const leo_node *text = leo_want_text(reader, member);
    int noted = 0;
    for (int i = 0; text && i < target_count; i++) {
        const leo_field *field = leo_field_find(targets[i].fields, member->key);
        if (!field)
            continue;
        leo_error why = { 0 };
        if (leo_field_read(field, text->text, reader->arena, targets[i].block, NULL, &why) != LEO_OK) {
            leo_problem(reader, text, "`%s`: %s", member->key, why.message);
            return;
        }
        if (!noted++)
            note_field(reader, field, path, text->text, targets[i].block,
                       text->owner == member ? text : member);
    }
}

static void unknown_member(leo_reader *reader, const leo_node *member, const char *what,
                           const leo_target *targets, int target_count, const char *const *also)
{
    leo_nearest nearest = { .word = member->key };
    for (int i = 0; i < target_count; i++)
        for (const leo_field *field = targets[i].fields; field && field->key; field++)
            leo_nearest_offer(&nearest, field->key);
    for (int i = 0; also && also[i]; i++)
        leo_nearest_offer(&nearest, also[i]);
    for (int i = 0; origin_keys[i]; i++)
        leo_nearest_offer(&nearest, origin_keys[i]);
    char hint[LEO_HINT_ROOM];
    leo_problem_at_key(reader, member, "unknown key `%s` in %s%s", member->key, what,
                       leo_nearest_hint(&nearest, hint));
}

static int is_known(const char *key, const leo_target *targets, int target_count)
{
    for (int i = 0; i < target_count; i++)
        if (leo_field_find(targets[i].fields, key))
            return 1;
    return 0;
}

/* Rows that the map does not give: required ones are problems, numbers of the others are noted as defaults. */
static void check_missing(leo_reader *reader, const leo_node *map, const leo_node *where, const char *what,
                          const char *path, const leo_target *targets, int target_count)
{
    for (int i = 0; i < target_count; i++) {
        for (const leo_field *field = targets[i].fields; field && field->key; field++) {
            if (leo_node_find(map, field->key) || is_known(field->key, targets, i))
                continue;
            if (!field->fallback)
                leo_problem_at_key(reader, map ? map : where, "%s needs `%s`: %s", what, field->key,
                                   field->doc);
            else if (strncmp(field->key, "fault", 5) != 0)
                note_field(reader, field, path, field->fallback, targets[i].block, NULL);
        }
    }
}

void leo_read_targets(leo_reader *reader, const leo_node *map, const leo_node *where, const char *what,
                      const char *path, const leo_target *targets, int target_count, const char *const *also)
{
    for (int i = 0; i < target_count; i++) {
        leo_error why = { 0 };
        if (leo_fields_default(targets[i].fields, reader->arena, targets[i].block, &why) != LEO_OK)
            leo_problem_at_key(reader, map ? map : where, "%s: `%s`: %s", what, why.where, why.message);
    }
    for (const leo_node *member = map ? map->first : NULL; member; member = member->next) {
        if (is_known(member->key, targets, target_count))
            read_member(reader, member, path, targets, target_count);
        else if (!in_list(also, member->key) && !in_list(origin_keys, member->key))
            unknown_member(reader, member, what, targets, target_count, also);
    }
    if (map && !is_known("source", targets, target_count) && !is_known("basis", targets, target_count))
        leo_check_origin(reader, map);
    check_missing(reader, map, where, what, path, targets, target_count);
}
