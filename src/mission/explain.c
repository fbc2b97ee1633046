/* SPDX-License-Identifier: MIT */
/* The reference of mission-file keys, from the rows that the reader reads by. */
#include "schema/explain.h"
#include "base/error.h"
#include "base/text.h"
#include "crew/person.h"
#include "mission/reader.h"

#include <string.h>

/* Something that has keys: a section, a kind of part or device, a person, a force. */
typedef struct topic {
    const char *name, *group, *doc, *shape;
    const leo_field *keys, *more, *inputs, *channels;
    const leo_verb *verbs;
    const char *const *events;
} topic;

typedef int visit_fn(void *context, const topic *topic);

static topic kind_topic(const leo_kind *kind, const char *group)
{
    return (topic){ .name = kind->name,
                    .group = group,
                    .doc = kind->summary,
                    .shape = "map",
                    .keys = kind->config.fields,
                    .inputs = kind->input.fields,
                    .channels = kind->output.fields,
                    .verbs = kind->verbs,
                    .events = kind->events };
}

static void visit_topics(visit_fn *visit, void *context)
{
    for (const leo_section *section = leo_sections; section->name; section++) {
        const topic t = { .name = section->name,
                          .group = "section",
                          .doc = section->doc,
                          .shape = section->shape,
                          .keys = section->fields,
                          .more = section->more };
        visit(context, &t);
    }
    const topic origin = {
        .name = "value",
        .group = "value with its origin",
        .doc = "Any value may be written as { value: 250 kg, basis: sourced, source: KEY, note: ... }; a map "
               "of keys may carry basis, source and note for all its numbers.",
        .shape = "map",
        .keys = leo_origin_fields
    };
    visit(context, &origin);
    for (const leo_force *const *force = leo_forces; *force; force++) {
        const topic t = { .name = (*force)->name,
                          .group = "force",
                          .doc = (*force)->summary,
                          .shape = "map",
                          .keys = (*force)->fields };
        visit(context, &t);
    }
    for (const leo_part *const *part = leo_parts; *part; part++) {
        const topic t = kind_topic(&(*part)->kind, "part");
        visit(context, &t);
    }
    for (const leo_device *const *device = leo_devices; *device; device++) {
        const topic t = kind_topic(&(*device)->kind, "part of the flight");
        visit(context, &t);
    }
    const topic person = kind_topic(&leo_person.kind, "crew");
    visit(context, &person);
    const topic motion = { .name = "motion",
                           .group = "channels",
                           .doc = "Channels of the vehicle in motion.",
                           .shape = "",
                           .channels = leo_motion_fields };
    visit(context, &motion);
}

/* What was asked for: "valve", "valve.area", "channels of motion" or everything. */
typedef struct query {
    const char *name, *row; // NULL: all
    FILE *file;
    json_t *list; // NULL: text
    int found;
    leo_nearest nearest;
} query;

static int has_row(const topic *t, const char *key)
{
    for (const leo_verb *verb = t->verbs; verb && verb->word; verb++)
        if (strcmp(verb->word, key) == 0)
            return 1;
    return leo_field_find(t->keys, key) || leo_field_find(t->more, key) || leo_field_find(t->inputs, key) ||
           leo_field_find(t->channels, key);
}

static void print_topic(const topic *t, const char *row, FILE *file)
{
    fprintf(file, "%s (%s%s%s): %s\n", t->name, t->group,
            t->group[0] && strcmp(t->group, "section") == 0 ? ", " : "",
            strcmp(t->group, "section") == 0 ? t->shape : "", t->doc);
    leo_explain_rows("keys", t->keys, row, LEO_ROWS_KEYS, file);
    leo_explain_rows("keys of another form, or of the list inside", t->more, row, LEO_ROWS_KEYS, file);
    leo_explain_rows("inputs: initial value here, later by commands", t->inputs, row, LEO_ROWS_KEYS, file);
    int titled = 0;
    for (const leo_verb *verb = t->verbs; verb && verb->word; verb++) {
        if (row && strcmp(row, verb->word) != 0)
            continue;
        if (!titled++)
            fprintf(file, "  commands\n");
        fprintf(file, "    %s%s: sets `%s`%s%s\n        %s\n", verb->word, verb->value ? "" : " VALUE",
                verb->input, verb->value ? " to " : "", verb->value ? verb->value : "", verb->doc);
    }
    leo_explain_rows("channels", t->channels, row, LEO_ROWS_CHANNELS, file);
    for (const char *const *event = t->events; !row && event && *event; event++)
        fprintf(file, "%s%s%s", event == t->events ? "  events\n    " : ", ", *event, event[1] ? "" : "\n");
    fprintf(file, "\n");
}

static json_t *topic_json(const topic *t, const char *row)
{
    json_t *object =
        json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:o}", "name", t->name, "group", t->group, "doc", t->doc,
                  "shape", t->shape, "keys", leo_explain_rows_json(t->keys, row, LEO_ROWS_KEYS), "inputs",
                  leo_explain_rows_json(t->inputs, row, LEO_ROWS_KEYS), "channels",
                  leo_explain_rows_json(t->channels, row, LEO_ROWS_CHANNELS));
    json_t *verbs = json_array();
    for (const leo_verb *verb = t->verbs; verb && verb->word; verb++)
        if (!row || strcmp(row, verb->word) == 0)
            json_array_append_new(verbs, json_pack("{s:s, s:s, s:s?, s:s}", "word", verb->word, "input",
                                                   verb->input, "value", verb->value, "doc", verb->doc));
    json_object_set_new(object, "commands", verbs);
    json_t *events = json_array();
    for (const char *const *event = t->events; event && *event; event++)
        json_array_append_new(events, json_string(*event));
    json_object_set_new(object, "events", events);
    if (t->more)
        json_object_set_new(object, "more", leo_explain_rows_json(t->more, row, LEO_ROWS_KEYS));
    return object;
}

static int explain_topic(void *context, const topic *t)
{
    query *q = context;
    leo_nearest_offer(&q->nearest, t->name);
    if ((q->name && strcmp(q->name, t->name) != 0) || (q->row && !has_row(t, q->row)))
        return 0;
    q->found++;
    if (q->list)
        json_array_append_new(q->list, topic_json(t, q->row));
    else
        print_topic(t, q->row, q->file);
    return 0;
}

/* A row name alone: "burn-time" finds it wherever it stands. */
static int explain_row(void *context, const topic *t)
{
    query *q = context;
    const char *row = q->row;
    if (has_row(t, row)) {
        q->found++;
        if (q->list)
            json_array_append_new(q->list, topic_json(t, row));
        else
            print_topic(t, row, q->file);
    }
    return 0;
}

leo_status leo_explain(const char *key, leo_form form, FILE *file, leo_error *error)
{
    char name[96];
    if (!file)
        return leo_fail(error, LEO_BAD_ARGUMENT, "leo_explain", "no file to write to");
    query q = { .file = file, .list = form == LEO_FORM_JSON ? json_array() : NULL };
    if (key) {
        snprintf(name, sizeof name, "%s", key);
        char *dot = strchr(name, '.');
        if (dot)
            *dot = '\0';
        q.name = q.nearest.word = name;
        q.row = dot ? dot + 1 : NULL;
    }
    visit_topics(explain_topic, &q);
    if (!q.found && key) {
        // a dot may belong to the key itself: "f10.7"
        q.row = key;
        visit_topics(explain_row, &q);
    }
    leo_status status = LEO_OK;
    char hint[LEO_HINT_ROOM];
    if (!q.found)
        status = leo_fail(error, LEO_BAD_INPUT, key, "nothing in a mission file is called `%s`%s", key,
                          leo_nearest_hint(&q.nearest, hint));
    else if (q.list && json_dumpf(q.list, file, JSON_INDENT(2)) != 0)
        status = leo_fail(error, LEO_IO, "leo_explain", "the reference cannot be written");
    else if (q.list)
        fputc('\n', file);
    json_decref(q.list);
    return status;
}
