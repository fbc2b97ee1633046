/* SPDX-License-Identifier: MIT */
#include "app.h"
#include "fly.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WORST_SHOWN = 3 };

leo_status outcome_print_json(leo_run *run, FILE *file, leo_error *error)
{
    return leo_run_summary(run, file, error);
}

/* Not reached counts as missed once the flight is over. */
static int is_miss(const leo_run *run, const leo_comparison *row)
{
    return !row->pass && (row->reached || leo_run_over(run) != LEO_FLYING);
}

int outcome_misses(const leo_run *run)
{
    int misses = 0;
    for (size_t i = 0; i < leo_run_history_count(run); i++) {
        const leo_comparison row = leo_run_history(run, i);
        misses += is_miss(run, &row);
    }
    return misses;
}

static json_t *summary_of(leo_run *run, leo_error *error)
{
    char *text = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);
    if (!memory)
        return NULL;
    const leo_status status = leo_run_summary(run, memory, error);
    fclose(memory);
    json_t *json = status == LEO_OK ? json_loadb(text, size, 0, NULL) : NULL;
    free(text);
    return json;
}

static void print_end(const leo_run *run, const json_t *summary, FILE *file)
{
    static const char *const words[] = {
        [LEO_FLYING] = "still flying",
        [LEO_COMPLETED] = "completed",
        [LEO_LOST] = "LOST",
    };
    const leo_outcome outcome = leo_run_over(run);
    const json_t *end = json_object_get(summary, "end");
    const char *time = json_string_value(json_object_get(end, "time"));
    const paint colour = outcome == LEO_LOST        ? PAINT_RED
                         : outcome == LEO_COMPLETED ? PAINT_GREEN
                                                    : PAINT_YELLOW;
    fprintf(file, "%s%s%s: %s%s%s at %s\n", paint_on(file, PAINT_BOLD),
            json_string_value(json_object_get(summary, "mission")), paint_on(file, PAINT_NONE),
            paint_on(file, colour), words[outcome], paint_on(file, PAINT_NONE),
            time ? time : "an unknown time");
    const double lat = json_number_value(json_object_get(end, "latitude_deg"));
    const double lon = json_number_value(json_object_get(end, "longitude_deg"));
    if (!json_object_get(end, "latitude_deg"))
        return;
    fprintf(file, "  %-12s %.4f deg %c, %.4f deg %c",
            json_is_true(json_object_get(end, "landed")) ? "landed" : "over", fabs(lat), lat < 0 ? 'S' : 'N',
            fabs(lon), lon < 0 ? 'W' : 'E');
    if (!json_is_true(json_object_get(end, "landed")))
        fprintf(file, ", %.1f km high", json_number_value(json_object_get(end, "altitude_m")) / 1e3);
    fputc('\n', file);
}

/* The loss itself, or the last event of a kind. */
static void print_loss(const leo_run *run, FILE *file)
{
    if (leo_run_over(run) != LEO_LOST)
        return;
    for (size_t i = leo_run_event_count(run); i > 0; i--) {
        const leo_event event = leo_run_event(run, i - 1);
        if (strcmp(event.kind, "limit") != 0)
            continue;
        fprintf(file, "  %-12s %s%s%s\n", "because", event.name, event.detail[0] ? ": " : "", event.detail);
        return;
    }
}

static double tolerances_off(const leo_comparison *row)
{
    return !row->reached ? HUGE_VAL : row->tolerance > 0 ? fabs(row->difference) / row->tolerance : HUGE_VAL;
}

static void print_shown(const leo_comparison *row, FILE *file)
{
    const double scale = row->shown_scale != 0 ? row->shown_scale : 1;
    const char *unit = row->shown_unit[0] ? row->shown_unit : row->unit;
    if (!row->reached)
        fprintf(file, "did not happen");
    else if (strcmp(row->kind, "time") == 0)
        fprintf(file, "%+.1f s (within %.4g s)", row->difference, row->tolerance);
    else if (strcmp(row->kind, "place") == 0)
        fprintf(file, "%.1f km away (within %.4g km)", row->now / 1e3, row->tolerance / 1e3);
    else
        fprintf(file, "%.4g now, %.4g then, %+.3g (within %.3g) %s", (row->now - row->shown_offset) / scale,
                (row->then - row->shown_offset) / scale, row->difference / scale, row->tolerance / scale,
                unit);
}

static void print_history(const leo_run *run, FILE *file)
{
    const size_t count = leo_run_history_count(run);
    size_t pass = 0, reached = 0, calibrated = 0, worst[WORST_SHOWN] = { 0 }, shown = 0;
    for (size_t i = 0; i < count; i++) {
        const leo_comparison row = leo_run_history(run, i);
        pass += row.pass && !row.calibrated[0];
        reached += row.reached != 0;
        calibrated += row.calibrated[0] != 0;
        if (!is_miss(run, &row))
            continue;
        size_t at = shown < WORST_SHOWN ? shown++ : WORST_SHOWN;
        for (; at > 0; at--) {
            const leo_comparison other = leo_run_history(run, worst[at - 1]);
            if (tolerances_off(&other) >= tolerances_off(&row))
                break;
            if (at < WORST_SHOWN)
                worst[at] = worst[at - 1];
        }
        if (at < WORST_SHOWN)
            worst[at] = i;
    }
    if (count == 0)
        return;
    fprintf(file, "  %-12s %zu of %zu rows within tolerance", "history", pass, count - calibrated);
    if (calibrated)
        fprintf(file, "; %zu more were calibrated and prove nothing", calibrated);
    fprintf(file, "; %d missed in all", outcome_misses(run));
    if (reached < count)
        fprintf(file, ", %zu not reached", count - reached);
    fputc('\n', file);
    for (size_t i = 0; i < shown; i++) {
        const leo_comparison row = leo_run_history(run, worst[i]);
        fprintf(file, "  %s%-12s%s %s: ", paint_on(file, PAINT_YELLOW), "miss", paint_on(file, PAINT_NONE),
                row.what);
        print_shown(&row, file);
        fputc('\n', file);
    }
}

static void print_ledger(const leo_run *run, FILE *file)
{
    double worst = 0;
    const char *name = "";
    int open = 0;
    for (size_t i = 0; i < leo_run_ledger_count(run); i++) {
        const leo_ledger_row row = leo_run_ledger(run, i);
        open += !row.closed;
        const double share = row.tolerance > 0 ? fabs(row.error) / row.tolerance : HUGE_VAL;
        if (share >= worst) {
            worst = share;
            name = row.name;
        }
    }
    fprintf(file, "  %-12s ", "ledger");
    if (open)
        fprintf(file, "%sdoes not close%s in %d of %zu rows, worst in %s\n", paint_on(file, PAINT_RED),
                paint_on(file, PAINT_NONE), open, leo_run_ledger_count(run), name);
    else
        fprintf(file, "closes in all %zu rows; closest to its tolerance: %s, at %.2g of it\n",
                leo_run_ledger_count(run), name, worst);
}

leo_status outcome_print(leo_run *run, const char *record, const char *report, FILE *file, leo_error *error)
{
    json_t *summary = summary_of(run, error);
    if (!summary)
        return error->status ? error->status : LEO_NO_MEMORY;
    const leo_work work = leo_run_work(run);
    print_end(run, summary, file);
    print_loss(run, file);
    print_history(run, file);
    print_ledger(run, file);
    fprintf(file, "  %-12s %zu numbers are estimated, calibrated or set by hand\n", "estimates",
            json_array_size(json_object_get(summary, "estimates")));
    fprintf(file, "  %-12s %ld windows, %ld flight steps, %ld cabin steps\n", "work", work.windows,
            work.flight_steps, work.cabin_steps);
    fprintf(file, "  %-12s %s\n", "hash", json_string_value(json_object_get(summary, "hash")));
    if (record)
        fprintf(file, "  %-12s %s\n", "record", record);
    if (report)
        fprintf(file, "  %-12s %s\n", "report", report);
    json_decref(summary);
    return LEO_OK;
}
