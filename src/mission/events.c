/* SPDX-License-Identifier: MIT */
/*
 * Does every event that something waits for have a chance to happen? Known are the names of entries and limits, the
 * commands that entries say, the events of the flight, and what a thing notices or may be told (`THING.WORD`).
 */
#include "base/text.h"
#include "mission/reader.h"

#include <stdio.h>
#include <string.h>

enum { NAME_ROOM = 128 };

static const char *const flight_events[] = { "touchdown", "entry-interface" };

/* Calls `visit` with every name that is known in full. Stops and returns 1 when it does. */
static int visit_events(const leo_plan *plan, int (*visit)(void *context, const char *name), void *context)
{
    for (size_t i = 0; i < sizeof flight_events / sizeof flight_events[0]; i++)
        if (visit(context, flight_events[i]))
            return 1;
    for (int i = 0; i < plan->entry_count; i++) {
        const leo_entry *entry = &plan->entries[i];
        if (visit(context, entry->name))
            return 1;
        for (int k = 0; k < entry->command_count; k++)
            if (visit(context, entry->commands[k].text))
                return 1;
    }
    for (int i = 0; i < plan->limit_count; i++)
        if (visit(context, plan->limits[i].name))
            return 1;
    return 0;
}

static int is_it(void *name, const char *candidate)
{
    return strcmp(name, candidate) == 0;
}

static int offer(void *nearest, const char *candidate)
{
    leo_nearest_offer(nearest, candidate);
    return 0;
}

/* Calls `visit` with every word that may follow the name of the thing: what it notices, what may be said to it. */
static int visit_words(const leo_kind *kind, int (*visit)(void *context, const char *word), void *context)
{
    for (const char *const *event = kind->events; event && *event; event++)
        if (visit(context, *event))
            return 1;
    for (const leo_verb *verb = kind->verbs; verb && verb->word; verb++)
        if (visit(context, verb->word))
            return 1;
    return 0;
}

/* The thing before the dot, or -1. */
static int thing_of(const leo_plan *plan, const char *event)
{
    char word[NAME_ROOM];
    snprintf(word, sizeof word, "%s", event);
    word[strcspn(word, ".")] = '\0';
    return strchr(event, '.') ? leo_plan_thing(plan, word) : -1;
}

int leo_event_known(const leo_plan *plan, const char *name)
{
    char word[NAME_ROOM];
    snprintf(word, sizeof word, "%s", name);
    if (visit_events(plan, is_it, word))
        return 1;
    const int thing = thing_of(plan, name);
    if (thing < 0)
        return 0;
    snprintf(word, sizeof word, "%s", strchr(name, '.') + 1);
    return visit_words(plan->things[thing].kind, is_it, word);
}

/* Offers the events of one thing by their whole names. */
typedef struct leo_thing_offer {
    leo_reader *reader;
    leo_nearest *nearest;
    const char *thing;
} leo_thing_offer;

static int offer_word(void *context, const char *word)
{
    const leo_thing_offer *offered = context;
    leo_nearest_offer(offered->nearest, leo_print(offered->reader, "%s.%s", offered->thing, word));
    return 0;
}

/* `map` is the entry or row that waits for the event under `key`. */
static void check(leo_reader *reader, const leo_node *map, const char *key, const char *event)
{
    const leo_plan *plan = reader->plan;
    if (!event || leo_event_known(plan, event))
        return;
    leo_nearest nearest = { .word = event };
    char hint[LEO_HINT_ROOM];
    visit_events(plan, offer, &nearest);
    const int thing = thing_of(plan, event);
    if (thing >= 0)
        visit_words(plan->things[thing].kind, offer_word,
                    &(leo_thing_offer){ reader, &nearest, plan->things[thing].name });
    const char *dot = strchr(event, '.');
    const int things = !nearest.best && dot ? plan->thing_count : 0;
    for (int i = 0; i < things; i++)
        leo_nearest_offer(&nearest, leo_print(reader, "%s%s", plan->things[i].name, dot));
    const leo_node *member = leo_node_find(map, key);
    leo_problem(reader, member ? member : map, "`%s`: nothing makes the event `%s` happen%s", key, event,
                leo_nearest_hint(&nearest, hint));
}

static void check_rates(leo_reader *reader)
{
    const leo_plan *plan = reader->plan;
    const leo_node *fast = leo_node_find(leo_node_find(reader->root, "telemetry"), "fast");
    const leo_node *span = fast ? fast->first : NULL;
    for (int i = 1; i < plan->rate_count && span; i++, span = span->next) {
        check(reader, span, "from", plan->rates[i].from.event);
        check(reader, span, "to", plan->rates[i].to.event);
    }
}

/* The key under which a row of the history says its first instant. */
static const char *first_key(const leo_history_row *row, const leo_node *map)
{
    if (row->measure == LEO_MEASURE_INTERVAL)
        return "interval";
    if (row->measure == LEO_MEASURE_AT && leo_node_find(map, "at"))
        return "at";
    return leo_node_find(map, "from") ? "from" : "event";
}

void leo_check_events(leo_reader *reader)
{
    const leo_plan *plan = reader->plan;
    for (int i = 0; i < plan->entry_count; i++)
        check(reader, reader->entry_nodes[i], "after", plan->entries[i].after);
    check_rates(reader);
    for (int i = 0; i < plan->history_count; i++) {
        const leo_history_row *row = &plan->history[i];
        const leo_node *map = reader->history_nodes[i];
        check(reader, map, first_key(row, map), row->from.event);
        check(reader, map, row->measure == LEO_MEASURE_INTERVAL ? "interval" : "to", row->to.event);
    }
}
