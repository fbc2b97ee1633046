/* SPDX-License-Identifier: MIT */
/* The section `telemetry`. */
#include "base/error.h"
#include "mission/reader.h"

static const double RATE_MIN_HZ = 1e-4, RATE_MAX_HZ = 1000;

static void read_rate(leo_reader *reader, const leo_node *node, double *rate_hz)
{
    const leo_node *text = leo_want_text(reader, node);
    leo_quantity rate;
    leo_error why = { 0 };
    if (!text)
        return;
    if (leo_quantity_read(text->text, "Hz", LEO_TEMPERATURE_POINT, &rate, &why) != LEO_OK)
        leo_problem(reader, text, "`rate`: %s", why.message);
    else if (!(rate.value >= RATE_MIN_HZ && rate.value <= RATE_MAX_HZ))
        leo_problem(reader, text, "`rate`: %s: must lie in %g .. %g Hz", text->text, RATE_MIN_HZ,
                    RATE_MAX_HZ);
    else
        *rate_hz = rate.value;
}

static void read_fast(leo_reader *reader, const leo_node *node, leo_rate_row *row)
{
    static const char *const wanted[] = { "from", "to", "rate" };
    if (node->kind != LEO_NODE_MAP) {
        leo_problem(reader, node, "a span is a map { from, to, rate }, found %s", leo_node_noun(node));
        return;
    }
    leo_check_keys(reader, node, leo_fast_fields, "a span of `telemetry`");
    for (int i = 0; i < 3; i++)
        if (!leo_node_find(node, wanted[i]))
            leo_problem(reader, node, "a span of `telemetry` needs `%s`", wanted[i]);
    if (leo_node_find(node, "from"))
        leo_instant_read(reader, leo_node_find(node, "from"), &row->from);
    if (leo_node_find(node, "to"))
        leo_instant_read(reader, leo_node_find(node, "to"), &row->to);
    if (leo_node_find(node, "rate"))
        read_rate(reader, leo_node_find(node, "rate"), &row->rate_hz);
}

void leo_read_telemetry(leo_reader *reader)
{
    leo_plan *plan = reader->plan;
    const leo_node *section = leo_node_find(reader->root, "telemetry");
    const leo_node *map = section ? leo_want_map(reader, section) : NULL;
    const leo_node *fast = leo_node_find(map, "fast");
    fast = fast ? leo_want_list(reader, fast) : NULL;
    plan->rates = LEO_TAKE(reader->arena, leo_rate_row, 1 + (fast ? fast->count : 0));
    if (!plan->rates) {
        leo_no_memory(reader);
        return;
    }
    plan->rates[plan->rate_count++] = (leo_rate_row){ .to = { .at_s = plan->end_s }, .rate_hz = 1 };
    if (!map)
        return;
    leo_check_keys(reader, map, leo_telemetry_fields, "`telemetry`");
    if (leo_node_find(map, "rate"))
        read_rate(reader, leo_node_find(map, "rate"), &plan->rates[0].rate_hz);
    for (const leo_node *node = fast ? fast->first : NULL; node; node = node->next)
        read_fast(reader, node, &plan->rates[plan->rate_count++]);
}
