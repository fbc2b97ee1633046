/* SPDX-License-Identifier: MIT */
/* The section `history`: what was recorded then, row by row. */
#include "base/error.h"
#include "base/text.h"
#include "mission/reader.h"

#include <string.h>

static const double PI = 3.14159265358979323846;

static void needs(leo_reader *reader, const leo_node *node, const char *form, const char *key)
{
    leo_problem(reader, node, "a row of `history` with %s needs `%s`: %s", form, key,
                leo_field_find(leo_history_fields, key)->doc);
}

/* A member as a quantity; zero and a problem when it is wrong. */
static leo_quantity quantity_of(leo_reader *reader, const leo_node *node, const char *key, const char *unit,
                                leo_temperature temperature)
{
    const leo_node *member = leo_node_find(node, key);
    const leo_node *text = member ? leo_want_text(reader, member) : NULL;
    leo_quantity quantity = { .scale = 1 };
    leo_error why = { 0 };
    if (!text)
        return quantity;
    const leo_status status = strcmp(unit, "s") == 0
                                  ? leo_duration_read(text->text, &quantity, &why)
                                  : leo_quantity_read(text->text, unit, temperature, &quantity, &why);
    if (status != LEO_OK)
        leo_problem(reader, text, "`%s`: %s", key, why.message);
    return quantity;
}

/* `tolerance`, which every row but a place has. */
static void read_tolerance(leo_reader *reader, const leo_node *node, leo_history_row *row, const char *key)
{
    if (!leo_node_find(node, key)) {
        needs(reader, node, strcmp(key, "within") == 0 ? "a place" : "a value", key);
        return;
    }
    const leo_quantity tolerance = quantity_of(reader, node, key, row->unit, LEO_TEMPERATURE_DIFFERENCE);
    row->tolerance = tolerance.value;
    if (row->tolerance < 0)
        leo_problem(reader, leo_node_find(node, key), "`%s`: must not be negative", key);
    if (row->shown_unit)
        return;
    row->shown_unit = leo_print(reader, "%s", tolerance.unit);
    row->shown_scale = tolerance.scale;
}

static void read_value(leo_reader *reader, const leo_node *node, leo_history_row *row,
                       leo_temperature temperature)
{
    if (!leo_node_find(node, "value")) {
        needs(reader, node, "a channel or an interval", "value");
        return;
    }
    const leo_quantity value = quantity_of(reader, node, "value", row->unit, temperature);
    row->value = value.value;
    row->shown_unit = leo_print(reader, "%s", value.unit);
    row->shown_scale = value.scale;
    row->shown_offset = value.offset;
}

static void read_event(leo_reader *reader, const leo_node *node, leo_history_row *row)
{
    const leo_node *time = leo_node_find(node, "time");
    const leo_node *text = time ? leo_want_text(reader, time) : NULL;
    leo_error why = { 0 };
    row->measure = LEO_MEASURE_EVENT;
    row->unit = "s";
    if (!time)
        needs(reader, node, "an event", "time");
    else if (text && leo_time_read(reader->plan, text->text, &row->value, &why) != LEO_OK)
        leo_problem(reader, text, "`time`: %s", why.message);
    read_tolerance(reader, node, row, "tolerance");
}

static void read_place(leo_reader *reader, const leo_node *node, leo_history_row *row)
{
    row->measure = LEO_MEASURE_PLACE;
    row->unit = "m";
    if (!leo_node_find(node, "latitude"))
        needs(reader, node, "a place", "latitude");
    if (!leo_node_find(node, "longitude"))
        needs(reader, node, "a place", "longitude");
    if (!leo_node_find(node, "event"))
        needs(reader, node, "a place", "event");
    row->lat_rad = quantity_of(reader, node, "latitude", "rad", LEO_TEMPERATURE_POINT).value;
    row->lon_rad = quantity_of(reader, node, "longitude", "rad", LEO_TEMPERATURE_POINT).value;
    if (row->lat_rad < -PI / 2 || row->lat_rad > PI / 2)
        leo_problem(reader, leo_node_find(node, "latitude"), "`latitude`: must lie in -90 .. 90 deg");
    if (row->lon_rad < -2 * PI || row->lon_rad > 2 * PI)
        leo_problem(reader, leo_node_find(node, "longitude"), "`longitude`: must lie in -360 .. 360 deg");
    read_tolerance(reader, node, row,
                   leo_node_find(node, "within") || !leo_node_find(node, "tolerance") ? "within"
                                                                                      : "tolerance");
}

static void read_interval(leo_reader *reader, const leo_node *node, leo_history_row *row)
{
    const leo_node *pair = leo_node_find(node, "interval");
    row->measure = LEO_MEASURE_INTERVAL;
    row->unit = "s";
    if (pair->kind != LEO_NODE_LIST || pair->count != 2) {
        leo_problem(reader, pair, "`interval`: must be a list of two events");
    } else {
        leo_instant_read(reader, pair->first, &row->from);
        leo_instant_read(reader, pair->last, &row->to);
    }
    read_value(reader, node, row, LEO_TEMPERATURE_DIFFERENCE);
    read_tolerance(reader, node, row, "tolerance");
}

static void read_span(leo_reader *reader, const leo_node *node, leo_history_row *row)
{
    static const leo_measure measures[] = { LEO_MEASURE_MAX, LEO_MEASURE_MIN, LEO_MEASURE_MEAN,
                                            LEO_MEASURE_RISE };
    const leo_node *word = leo_want_text(reader, leo_node_find(node, "statistic"));
    leo_error why = { 0 };
    int index = 0;
    if (word && leo_field_read(leo_field_find(leo_history_fields, "statistic"), word->text, reader->arena,
                               &index, NULL, &why) != LEO_OK)
        leo_problem(reader, word, "`statistic`: %s", why.message);
    row->measure = measures[index];
    row->to.at_s = reader->plan->end_s;
    if (leo_node_find(node, "from"))
        leo_instant_read(reader, leo_node_find(node, "from"), &row->from);
    if (leo_node_find(node, "to"))
        leo_instant_read(reader, leo_node_find(node, "to"), &row->to);
    if (!row->from.event && !row->to.event && row->to.at_s <= row->from.at_s)
        leo_problem(reader, node, "`to` must lie after `from`");
}

static void read_channel(leo_reader *reader, const leo_node *node, leo_history_row *row)
{
    const leo_node *text = leo_want_text(reader, leo_node_find(node, "channel"));
    leo_error why = { 0 };
    row->unit = "1";
    row->measure = LEO_MEASURE_AT;
    if (!text)
        return;
    row->channel = leo_plan_channel_find(reader->plan, text->text, &why);
    if (row->channel < 0) {
        leo_problem(reader, text, "`channel`: %s", why.message);
        return;
    }
    const char *unit = reader->plan->channels[row->channel].shown.unit;
    row->unit = unit[0] ? unit : "1";
    const leo_node *at = leo_node_find(node, "at");
    if (leo_node_find(node, "statistic"))
        read_span(reader, node, row);
    else if (at)
        leo_instant_read(reader, at, &row->from);
    else if (!leo_node_find(node, "event"))
        leo_problem(reader, node, "a row of `history` with a channel needs `at`, `event` or `statistic`");
    read_value(reader, node, row,
               row->measure == LEO_MEASURE_RISE ? LEO_TEMPERATURE_DIFFERENCE : LEO_TEMPERATURE_POINT);
    read_tolerance(reader, node, row, "tolerance");
}

/* "0.25 atm (Leonov); 0.27 atm (FAI)" */
static const char *read_others(leo_reader *reader, const leo_node *node)
{
    static const char *const words[] = { "value", "time", "text" };
    const leo_node *section = leo_node_find(node, "others");
    const leo_node *list = section && section->kind == LEO_NODE_LIST ? section : NULL;
    leo_builder all = { .arena = reader->arena };
    if (!list)
        return section ? leo_joined(reader, section, "; ") : "";
    for (const leo_node *item = list->first; item; item = item->next) {
        if (all.length)
            leo_builder_add(&all, "; ");
        if (item->kind != LEO_NODE_MAP) {
            const leo_node *text = leo_want_text(reader, item);
            leo_builder_add(&all, text ? text->text : "");
            continue;
        }
        leo_check_keys(reader, item, leo_other_fields, "an entry of `others`");
        leo_check_origin(reader, item);
        int said = 0;
        for (int i = 0; i < 3; i++)
            if (leo_node_find(item, words[i])) {
                const leo_node *own = leo_node_find(item, words[i]);
                leo_builder_add(&all, said++ ? ", " : "");
                leo_builder_add(&all, own->kind == LEO_NODE_TEXT ? own->text : "");
            }
        if (!said)
            leo_problem(reader, item, "an entry of `others` needs `value`, `time` or `text`");
        const char *source = leo_joined(reader, leo_node_find(item, "source"), ", ");
        if (source[0])
            leo_builder_add(&all, leo_print(reader, " (%s)", source));
    }
    return leo_builder_text(&all);
}

static void read_row(leo_reader *reader, const leo_node *node, leo_history_row *row)
{
    const leo_node *event = leo_node_find(node, "event");
    leo_check_keys(reader, node, leo_history_fields, "a row of `history`");
    leo_check_origin(reader, node);
    *row = (leo_history_row){ .what = leo_member_text(reader, node, "what", ""),
                              .place = leo_place_text(reader, node),
                              .because = leo_member_text(reader, node, "because", ""),
                              .source = leo_joined(reader, leo_node_find(node, "source"), ", "),
                              .calibrated = leo_joined(reader, leo_node_find(node, "calibrated"), ", "),
                              .others = read_others(reader, node),
                              .likely = leo_member_text(reader, node, "likely", ""),
                              .channel = -1,
                              .unit = "",
                              .shown_scale = 1 };
    if (!leo_node_find(node, "what"))
        leo_problem(reader, node, "a row of `history` needs `what`: %s",
                    leo_field_find(leo_history_fields, "what")->doc);
    if (event)
        leo_instant_read(reader, event, &row->from);
    if (event && !row->from.event && !leo_node_find(node, "channel"))
        leo_problem(reader, event, "`event`: must be an event, found a time");
    if (leo_node_find(node, "latitude") || leo_node_find(node, "longitude") || leo_node_find(node, "within"))
        read_place(reader, node, row);
    else if (leo_node_find(node, "channel"))
        read_channel(reader, node, row);
    else if (leo_node_find(node, "interval"))
        read_interval(reader, node, row);
    else if (event)
        read_event(reader, node, row);
    else
        leo_problem(reader, node, "a row of `history` needs `event`, `interval`, `channel` or a place");
    if (!row->shown_unit)
        row->shown_unit = row->unit;
}

void leo_read_history(leo_reader *reader)
{
    leo_plan *plan = reader->plan;
    const leo_node *section = leo_node_find(reader->root, "history");
    const leo_node *list = section ? leo_want_list(reader, section) : NULL;
    if (!list)
        return;
    plan->history = LEO_TAKE(reader->arena, leo_history_row, list->count);
    reader->history_nodes = LEO_TAKE(reader->arena, const leo_node *, list->count);
    if (!plan->history || !reader->history_nodes) {
        leo_no_memory(reader);
        return;
    }
    for (const leo_node *node = list->first; node; node = node->next)
        if (node->kind != LEO_NODE_MAP)
            leo_problem(reader, node, "a row of `history` is a map, found %s", leo_node_noun(node));
        else {
            reader->history_nodes[plan->history_count] = node;
            read_row(reader, node, &plan->history[plan->history_count++]);
        }
}
