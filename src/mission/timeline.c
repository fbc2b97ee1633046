/* SPDX-License-Identifier: MIT */
/* The sections `timeline` and `faults`. */
#include "base/error.h"
#include "mission/reader.h"

#include <string.h>

enum { COMMANDS_MAX = 32 };

static const leo_node *text_member(leo_reader *reader, const leo_node *entry, const char *key)
{
    const leo_node *node = leo_node_find(entry, key);
    return node ? leo_want_text(reader, node) : NULL;
}

static void read_condition(leo_reader *reader, const leo_node *text, const char *key,
                           leo_condition *condition)
{
    leo_error why = { 0 };
    if (leo_condition_read(reader->plan, text->text, reader->arena, condition, &why) != LEO_OK)
        leo_problem(reader, text, "`%s`: %s", key, why.message);
}

/* The number in a command is a number of the mission. */
static void note_command(leo_reader *reader, const leo_entry *entry, const leo_command *command,
                         const leo_node *text)
{
    const char *value = strchr(command->text, ' ');
    if (value && command->input->type == LEO_REAL)
        leo_note_number(reader,
                        leo_print(reader, "%s.%s", entry->is_fault ? "faults" : "timeline",
                                  entry->name ? entry->name : command->text),
                        command->text, command->real, command->input->unit, text);
}

static int read_command(leo_reader *reader, const leo_node *text, const char *words, leo_command *command)
{
    leo_error why = { 0 };
    if (leo_command_read(reader->plan, words, reader->arena, command, &why) == LEO_OK)
        return 1;
    leo_problem(reader, text, "%s", why.message);
    return 0;
}

/* `part`, `mode` and `size` of a fault are commands to the inputs `fault` and `fault-size`. */
static int fault_commands(leo_reader *reader, const leo_node *entry, const leo_node *texts[],
                          const char *words[])
{
    const leo_node *part = text_member(reader, entry, "part"), *mode = text_member(reader, entry, "mode");
    const leo_node *size = text_member(reader, entry, "size");
    int count = 0;
    if (part && !mode)
        leo_problem_at_key(reader, leo_node_find(entry, "part"), "`part` needs `mode`: how it fails");
    else if (!part && (mode || size))
        leo_problem_at_key(reader, leo_node_find(entry, mode ? "mode" : "size"),
                           "`%s` needs `part`: what fails", mode ? "mode" : "size");
    if (part && mode) {
        texts[count] = mode;
        words[count++] = leo_print(reader, "%s.fault %s", part->text, mode->text);
    }
    if (part && mode && size) {
        texts[count] = size;
        words[count++] = leo_print(reader, "%s.fault-size %s", part->text, size->text);
    }
    return count;
}

static int do_commands(leo_reader *reader, const leo_node *entry, const leo_node *texts[],
                       const char *words[], int count)
{
    const leo_node *act = leo_node_find(entry, "do");
    if (!act)
        return count;
    if (act->kind == LEO_NODE_LIST && act->count > COMMANDS_MAX) {
        leo_problem(reader, act, "more than %d commands in one entry", COMMANDS_MAX);
        return count;
    }
    const leo_node *item = act->kind == LEO_NODE_LIST ? act->first : act;
    for (; item; item = act->kind == LEO_NODE_LIST ? item->next : NULL) {
        const leo_node *text = leo_want_text(reader, item);
        if (text) {
            texts[count] = text;
            words[count++] = text->text;
        }
    }
    return count;
}

static void read_commands(leo_reader *reader, const leo_node *node, leo_entry *entry)
{
    const leo_node *texts[COMMANDS_MAX + 2];
    const char *words[COMMANDS_MAX + 2];
    const int count = do_commands(reader, node, texts, words, fault_commands(reader, node, texts, words));
    leo_command *commands = LEO_TAKE(reader->arena, leo_command, count);
    if (!commands) {
        leo_no_memory(reader);
        return;
    }
    entry->commands = commands;
    for (int i = 0; i < count; i++) {
        if (!read_command(reader, texts[i], words[i], &commands[entry->command_count]))
            continue;
        note_command(reader, entry, &commands[entry->command_count], texts[i]);
        entry->command_count++;
    }
    if (!entry->name && entry->command_count)
        entry->name = commands[0].text;
    else if (!entry->name && count == 0 && !leo_node_find(node, "do") && !leo_node_find(node, "part") &&
             !leo_node_find(node, "mode"))
        leo_problem(reader, node, "an entry without `do` marks an event and needs a `name`");
    if (!entry->name)
        entry->name = "";
}

static void read_trigger(leo_reader *reader, const leo_node *node, leo_entry *entry)
{
    const leo_node *at = text_member(reader, node, "at"), *when = text_member(reader, node, "when");
    const leo_node *after = text_member(reader, node, "after"), *delay = text_member(reader, node, "delay");
    leo_error why = { 0 };
    leo_quantity duration = { 0 };
    leo_instant instant = { 0 };
    if (at && (when || after))
        leo_problem_at_key(reader, leo_node_find(node, when ? "when" : "after"),
                           "`at` and `%s` do not go together", when ? "when" : "after");
    else if (!at && !when && !after && !leo_node_find(node, "at") && !leo_node_find(node, "when") &&
             !leo_node_find(node, "after"))
        leo_problem(reader, node, "an entry needs `at`, `when` or `after`");
    entry->trigger = when ? LEO_WHEN : after ? LEO_AFTER : LEO_AT;
    if (delay && leo_duration_read(delay->text, &duration, &why) != LEO_OK)
        leo_problem(reader, delay, "`delay`: %s", why.message);
    else if (delay && duration.value < 0)
        leo_problem(reader, delay, "`delay`: %s: must not be negative", delay->text);
    entry->delay_s = duration.value;
    if (when)
        read_condition(reader, when, "when", &entry->condition);
    if (after && leo_instant_read(reader, leo_node_find(node, "after"), &instant) == LEO_OK) {
        entry->after = instant.event;
        if (!instant.event)
            leo_problem(reader, after, "`after` is an event; a time stands in `at`");
        else if (instant.at_s > 0 && entry->trigger == LEO_WHEN)
            leo_problem(reader, after, "`after` together with `when` is an event without an offset");
        else
            entry->delay_s += instant.at_s;
    }
    if (at && leo_time_read(reader->plan, at->text, &entry->at_s, &why) != LEO_OK)
        leo_problem(reader, at, "`at`: %s", why.message);
    else if (at) {
        entry->at_s += entry->delay_s;
        entry->delay_s = 0;
    }
}

static void read_entry(leo_reader *reader, const leo_node *node, int is_fault, leo_entry *entry)
{
    const leo_node *enabled = text_member(reader, node, "enabled"),
                   *only_if = text_member(reader, node, "if");
    const leo_field *row = leo_field_find(leo_entry_fields, "enabled");
    leo_error why = { 0 };
    *entry = (leo_entry){ .name = leo_member_text(reader, node, "name", NULL),
                          .place = leo_place_text(reader, node),
                          .note = leo_member_text(reader, node, "note", ""),
                          .enabled = 1,
                          .is_fault = is_fault };
    leo_check_keys(reader, node, leo_entry_fields,
                   is_fault ? "an entry of `faults`" : "an entry of `timeline`");
    leo_check_origin(reader, node);
    if (entry->name && !entry->name[0])
        entry->name = NULL;
    if (enabled && leo_field_read(row, enabled->text, reader->arena, &entry->enabled, NULL, &why) != LEO_OK)
        leo_problem(reader, enabled, "`enabled`: %s", why.message);
    if (only_if)
        read_condition(reader, only_if, "if", &entry->only_if);
    read_trigger(reader, node, entry);
    read_commands(reader, node, entry);
    if (entry->trigger == LEO_AT && leo_node_find(node, "at") && reader->problems == 0)
        leo_note_number(reader, leo_print(reader, "%s.%s.at", is_fault ? "faults" : "timeline", entry->name),
                        leo_member_text(reader, node, "at", ""), entry->at_s, "s", leo_node_find(node, "at"));
}

static void read_list(leo_reader *reader, const leo_node *list, int is_fault)
{
    leo_plan *plan = reader->plan;
    for (const leo_node *node = list ? list->first : NULL; node; node = node->next)
        if (node->kind != LEO_NODE_MAP)
            leo_problem(reader, node, "an entry is a map such as { at: T+1 h, do: THING.VERB }, found %s",
                        leo_node_noun(node));
        else {
            reader->entry_nodes[plan->entry_count] = node;
            read_entry(reader, node, is_fault, &plan->entries[plan->entry_count++]);
        }
}

void leo_read_timeline(leo_reader *reader)
{
    const leo_node *timeline = leo_node_find(reader->root, "timeline"),
                   *faults = leo_node_find(reader->root, "faults");
    timeline = timeline ? leo_want_list(reader, timeline) : NULL;
    faults = faults ? leo_want_list(reader, faults) : NULL;
    const int count = (timeline ? timeline->count : 0) + (faults ? faults->count : 0);
    reader->plan->entries = LEO_TAKE(reader->arena, leo_entry, count);
    reader->entry_nodes = LEO_TAKE(reader->arena, const leo_node *, count);
    if (!reader->plan->entries || !reader->entry_nodes) {
        leo_no_memory(reader);
        return;
    }
    read_list(reader, timeline, 0);
    read_list(reader, faults, 1);
}
