/* SPDX-License-Identifier: MIT */
/* Names, instants and sources: what everything else of a mission refers to. */
#include "base/error.h"
#include "mission/reader.h"
#include "time/epoch.h"

#include <string.h>

static const char *text_of(leo_reader *reader, const char *key)
{
    return leo_member_text(reader, reader->root, key, "");
}

/* A section that must be there and hold a text. */
static const leo_node *required(leo_reader *reader, const char *key)
{
    const leo_node *node = leo_node_find(reader->root, key);
    if (node)
        return leo_want_text(reader, node);
    leo_problem(reader, reader->root, "`%s` is missing: %s", key, leo_section_find(key)->doc);
    return NULL;
}

static leo_status read_utc(leo_reader *reader, const leo_node *text, const char *key, leo_epoch *epoch)
{
    leo_error why = { 0 };
    if (leo_epoch_from_utc(text->text, epoch, &why) != LEO_OK)
        return leo_problem(reader, text, "`%s`: %s", key, why.message);
    return LEO_OK;
}

static void read_sources(leo_reader *reader)
{
    leo_plan *plan = reader->plan;
    const leo_node *section = leo_node_find(reader->root, "sources");
    const leo_node *map = section ? leo_want_map(reader, section) : NULL;
    if (!map)
        return;
    plan->sources = LEO_TAKE(reader->arena, leo_source_row, map->count);
    if (!plan->sources) {
        leo_no_memory(reader);
        return;
    }
    for (const leo_node *row = map->first; row; row = row->next) {
        const leo_node *text = leo_want_text(reader, row);
        if (text)
            plan->sources[plan->source_count++] = (leo_source_row){ row->key, text->text };
    }
}

static void read_end(leo_reader *reader)
{
    leo_plan *plan = reader->plan;
    const leo_node *end = required(reader, "end");
    leo_error why = { 0 };
    if (!end)
        return;
    if (leo_time_read(plan, end->text, &plan->end_s, &why) != LEO_OK)
        leo_problem(reader, end, "`end`: %s", why.message);
    else if (!(plan->end_s > 0))
        leo_problem(reader, end, "`end`: `%s` must lie after the epoch", end->text);
}

void leo_read_head(leo_reader *reader)
{
    leo_plan *plan = reader->plan;
    const leo_node *name = required(reader, "mission"), *epoch = required(reader, "epoch");
    const leo_node *zero = leo_node_find(reader->root, "clock-zero");
    plan->name = name ? name->text : "";
    plan->vehicle = text_of(reader, "name");
    read_sources(reader);
    if (!epoch || read_utc(reader, epoch, "epoch", &plan->epoch) != LEO_OK)
        return;
    plan->clock_zero = plan->epoch;
    if (zero && (zero = leo_want_text(reader, zero)))
        read_utc(reader, zero, "clock-zero", &plan->clock_zero);
    read_end(reader);
}
