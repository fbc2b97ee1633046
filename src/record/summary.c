/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "record/data_list.h"
#include "record/json.h"
#include "run/run.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

static const double DEG = 57.295779513082320877;

json_t *leo_json_real(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

json_t *leo_json_utc(const leo_plan *plan, double elapsed_s)
{
    char text[40];
    if (!isfinite(elapsed_s) || leo_plan_utc(plan, elapsed_s, 3, text, NULL) != LEO_OK)
        return json_null();
    return json_string(text);
}

json_t *leo_json_event(const leo_plan *plan, const leo_event *event)
{
    return json_pack("{s:o, s:o, s:s, s:s, s:s}", "time", leo_json_utc(plan, event->elapsed_s), "elapsed",
                     leo_json_real(event->elapsed_s), "name", event->name, "kind", event->kind, "detail",
                     event->detail);
}

static const char *outcome_word(leo_outcome outcome)
{
    static const char *const words[] = {
        [LEO_FLYING] = "flying",
        [LEO_COMPLETED] = "completed",
        [LEO_LOST] = "lost",
    };
    return words[outcome];
}

/* Where and when the flight stands. */
static json_t *end_of(leo_run *run)
{
    const double now_s = leo_run_now_s(run);
    leo_motion motion = { 0 };
    json_t *end =
        json_pack("{s:o, s:o}", "time", leo_json_utc(run->plan, now_s), "elapsed", leo_json_real(now_s));
    if (!end || leo_flight_at(run->flight, now_s, &motion, NULL) != LEO_OK)
        return end;
    json_object_set_new(end, "latitude_deg", leo_json_real(motion.place.lat_rad * DEG));
    json_object_set_new(end, "longitude_deg", leo_json_real(motion.place.lon_rad * DEG));
    json_object_set_new(end, "altitude_m", leo_json_real(motion.place.alt_m));
    json_object_set_new(end, "landed", json_boolean(motion.landed));
    return end;
}

static json_t *events_of(leo_run *run)
{
    json_t *list = json_array();
    for (size_t i = 0; i < leo_run_event_count(run); i++) {
        const leo_event event = leo_run_event(run, i);
        json_array_append_new(list, leo_json_event(run->plan, &event));
    }
    return list;
}

static json_t *comparison_json(const leo_plan *plan, const leo_comparison *row)
{
    json_t *json =
        json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:s, s:b, s:b, s:s, s:s, s:s, s:s, s:s}", "what", row->what,
                  "kind", row->kind, "now", leo_json_real(row->reached ? row->now : NAN), "then",
                  leo_json_real(row->then), "difference", leo_json_real(row->reached ? row->difference : NAN),
                  "tolerance", leo_json_real(row->tolerance), "unit", row->unit, "pass", row->pass, "reached",
                  row->reached, "because", row->because, "source", row->source, "calibrated", row->calibrated,
                  "others", row->others, "likely", row->likely);
    if (!json)
        return NULL;
    json_object_set_new(json, "shown_unit", json_string(row->shown_unit));
    json_object_set_new(json, "shown_scale", leo_json_real(row->shown_scale));
    json_object_set_new(json, "shown_offset", leo_json_real(row->shown_offset));
    if (strcmp(row->kind, "time") == 0) {
        json_object_set_new(json, "time_now", row->reached ? leo_json_utc(plan, row->now) : json_null());
        json_object_set_new(json, "time_then", leo_json_utc(plan, row->then));
    }
    if (strcmp(row->kind, "place") == 0) {
        json_object_set_new(json, "now_latitude_deg",
                            leo_json_real(row->reached ? row->now_lat_rad * DEG : NAN));
        json_object_set_new(json, "now_longitude_deg",
                            leo_json_real(row->reached ? row->now_lon_rad * DEG : NAN));
        json_object_set_new(json, "then_latitude_deg", leo_json_real(row->then_lat_rad * DEG));
        json_object_set_new(json, "then_longitude_deg", leo_json_real(row->then_lon_rad * DEG));
    }
    return json;
}

static json_t *history_of(leo_run *run)
{
    json_t *list = json_array();
    for (size_t i = 0; i < leo_run_history_count(run); i++) {
        const leo_comparison row = leo_run_history(run, i);
        json_array_append_new(list, comparison_json(run->plan, &row));
    }
    return list;
}

static json_t *ledger_of(leo_run *run)
{
    json_t *list = json_array();
    for (size_t i = 0; i < leo_run_ledger_count(run); i++) {
        const leo_ledger_row row = leo_run_ledger(run, i);
        json_array_append_new(list,
                              json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:b}", "name", row.name, "unit",
                                        row.unit, "start", leo_json_real(row.start), "end",
                                        leo_json_real(row.end), "error", leo_json_real(row.error),
                                        "tolerance", leo_json_real(row.tolerance), "closed", row.closed));
    }
    return list;
}

/* "file:line:column" with the file's name in the record, which is the same wherever the mission was read from. */
static json_t *place_of(const leo_plan *plan, const char *place)
{
    for (int i = 0; i < plan->file_count; i++) {
        const leo_plan_file *file = &plan->files[i];
        const size_t length = strlen(file->path);
        if (strncmp(place, file->path, length) == 0 && place[length] == ':')
            return json_sprintf("%s%s", file->name, place + length);
    }
    return json_string(place);
}

/* Numbers that no source states: whoever doubts the flight looks here first. */
static json_t *estimates_of(const leo_plan *plan)
{
    json_t *list = json_array();
    for (size_t i = 0; i < leo_plan_number_count(plan); i++) {
        const leo_number number = leo_plan_number(plan, i);
        if (strcmp(number.basis, "sourced") == 0 || strcmp(number.basis, "derived") == 0)
            continue;
        json_array_append_new(list, json_pack("{s:s, s:s, s:o, s:s, s:s, s:s, s:o}", "path", number.path,
                                              "text", number.text, "value", leo_json_real(number.value),
                                              "unit", number.unit, "basis", number.basis, "source",
                                              number.source, "place", place_of(plan, number.place)));
    }
    return list;
}

static json_t *bases_of(const leo_plan *plan)
{
    json_t *counts = json_object();
    for (size_t i = 0; i < leo_plan_number_count(plan); i++) {
        const leo_number number = leo_plan_number(plan, i);
        const json_int_t count = json_integer_value(json_object_get(counts, number.basis));
        json_object_set_new(counts, number.basis, json_integer(count + 1));
    }
    return counts;
}

static json_t *sources_of(const leo_plan *plan)
{
    json_t *table = json_object();
    for (int i = 0; i < plan->source_count; i++)
        json_object_set_new(table, plan->sources[i].key, json_string(plan->sources[i].text));
    return table;
}

static json_t *sets_of(const leo_plan *plan)
{
    json_t *list = json_array();
    for (int i = 0; i < plan->set_count; i++)
        json_array_append_new(list, json_string(plan->sets[i]));
    return list;
}

static json_t *files_of(const leo_plan *plan)
{
    json_t *list = json_array();
    for (int i = 0; i < plan->file_count; i++)
        json_array_append_new(list, json_string(plan->files[i].name));
    return list;
}

leo_status leo_run_summary(leo_run *run, FILE *file, leo_error *error)
{
    if (!run || !file)
        return leo_fail(error, LEO_BAD_ARGUMENT, "leo_run_summary", "run and file must be given");
    const leo_plan *plan = run->plan;
    const leo_work work = leo_run_work(run);
    char hash[20], plan_hash[20];
    snprintf(hash, sizeof hash, "%016" PRIx64, leo_run_hash(run));
    snprintf(plan_hash, sizeof plan_hash, "%016" PRIx64, plan->hash);
    json_t *json = json_pack(
        "{s:s, s:s, s:o, s:o, s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:{s:I, s:I, s:I, s:I}, s:s, s:s, s:o, "
        "s:o, s:o}",
        "mission", plan->name, "vehicle", plan->vehicle ? plan->vehicle : "", "epoch", leo_json_utc(plan, 0),
        "end", end_of(run), "outcome", outcome_word(leo_run_over(run)), "hash", hash, "events",
        events_of(run), "history", history_of(run), "ledger", ledger_of(run), "estimates", estimates_of(plan),
        "bases", bases_of(plan), "sources", sources_of(plan), "work", "windows", (json_int_t)work.windows,
        "flight_steps", (json_int_t)work.flight_steps, "cabin_steps", (json_int_t)work.cabin_steps,
        "cabin_rejected", (json_int_t)work.cabin_rejected, "version", leo_version(), "plan", plan_hash,
        "overrides", sets_of(plan), "files", files_of(plan), "data", leo_data_list(plan->data, NULL));
    if (!json)
        return leo_fail(error, LEO_NO_MEMORY, "summary", "a text is not UTF-8, or there is no memory");
    const int written = json_dumpf(json, file, JSON_INDENT(2) | JSON_REAL_PRECISION(15));
    json_decref(json);
    if (written != 0 || fputc('\n', file) == EOF)
        return leo_fail(error, LEO_IO, "summary", "cannot write");
    return LEO_OK;
}
