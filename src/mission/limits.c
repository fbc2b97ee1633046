/* SPDX-License-Identifier: MIT */
/* The section `limits`. */
#include "base/error.h"
#include "mission/reader.h"

#include <string.h>

static const char *wanted(leo_reader *reader, const leo_node *node, const char *key)
{
    const char *text = leo_member_text(reader, node, key, "");
    if (!leo_node_find(node, key))
        leo_problem(reader, node, "a limit needs `%s`: %s", key, leo_field_find(leo_limit_fields, key)->doc);
    return text;
}

static void read_limit(leo_reader *reader, const leo_node *node, leo_limit *limit)
{
    leo_error why = { 0 };
    int severity = LEO_WARNS;
    leo_quantity hold = { 0 };
    leo_check_keys(reader, node, leo_limit_fields, "a limit");
    leo_check_origin(reader, node);
    *limit = (leo_limit){ .name = wanted(reader, node, "name"),
                          .place = leo_place_text(reader, node),
                          .note = leo_member_text(reader, node, "note", "") };
    const char *when = wanted(reader, node, "when");
    if (when[0] && leo_condition_read(reader->plan, when, reader->arena, &limit->condition, &why) != LEO_OK)
        leo_problem(reader, leo_node_find(node, "when"), "`when`: %s", why.message);
    why = (leo_error){ 0 };
    const char *span = leo_member_text(reader, node, "for", "0 s");
    if (leo_duration_read(span, &hold, &why) != LEO_OK)
        leo_problem(reader, leo_node_find(node, "for"), "`for`: %s", why.message);
    else if (hold.value < 0)
        leo_problem(reader, leo_node_find(node, "for"), "`for`: %s: must not be negative", span);
    limit->for_s = hold.value;
    why = (leo_error){ 0 };
    const char *means = leo_member_text(reader, node, "means", "warning");
    if (leo_field_read(leo_field_find(leo_limit_fields, "means"), means, reader->arena, &severity, NULL,
                       &why) != LEO_OK)
        leo_problem(reader, leo_node_find(node, "means"), "`means`: %s", why.message);
    limit->severity = severity ? LEO_LOSES : LEO_WARNS;
}

void leo_read_limits(leo_reader *reader)
{
    leo_plan *plan = reader->plan;
    const leo_node *section = leo_node_find(reader->root, "limits");
    const leo_node *list = section ? leo_want_list(reader, section) : NULL;
    if (!list)
        return;
    if (!(plan->limits = LEO_TAKE(reader->arena, leo_limit, list->count))) {
        leo_no_memory(reader);
        return;
    }
    for (const leo_node *node = list->first; node; node = node->next)
        if (node->kind != LEO_NODE_MAP)
            leo_problem(reader, node, "a limit is a map such as { name: ..., when: ... }, found %s",
                        leo_node_noun(node));
        else
            read_limit(reader, node, &plan->limits[plan->limit_count++]);
}
