/* SPDX-License-Identifier: MIT */
#include "view/page.h"

#include <math.h>
#include <string.h>

typedef struct leo_score {
    size_t independent, independent_hits, calibrated, unreached;
} leo_score;

static leo_score score_of(const json_t *history)
{
    leo_score score = { 0 };
    size_t i;
    const json_t *row;
    json_array_foreach(history, i, row)
    {
        const int hit = json_is_true(json_object_get(row, "pass"));
        score.unreached += !json_is_true(json_object_get(row, "reached"));
        if (*leo_page_string(row, "calibrated")) {
            score.calibrated++;
        } else {
            score.independent++;
            score.independent_hits += (size_t)hit;
        }
    }
    return score;
}

static void print_duration(FILE *file, double seconds)
{
    const long whole = (long)floor(seconds + 0.5);
    if (whole >= 3600)
        fprintf(file, "%ld&nbsp;h %02ld&nbsp;min %02ld&nbsp;s", whole / 3600, whole / 60 % 60, whole % 60);
    else
        fprintf(file, "%ld&nbsp;min %02ld&nbsp;s", whole / 60, whole % 60);
}

/* The last event of a kind, or NULL. */
static const json_t *last_event(const json_t *events, const char *kind)
{
    for (size_t i = json_array_size(events); i > 0; i--) {
        const json_t *event = json_array_get(events, i - 1);
        if (strcmp(leo_page_string(event, "kind"), kind) == 0)
            return event;
    }
    return NULL;
}

static void print_verdict(const leo_pages *pages)
{
    FILE *file = pages->file;
    const json_t *end = json_object_get(pages->summary, "end");
    const char *outcome = leo_page_string(pages->summary, "outcome");
    const int landed = json_is_true(json_object_get(end, "landed"));
    if (strcmp(outcome, "lost") == 0) {
        const json_t *why = last_event(json_object_get(pages->summary, "events"), "limit");
        fputs("<p class=\"verdict bad\">Lost", file);
        if (why) {
            fputs(": ", file);
            leo_page_text(file, leo_page_string(why, "name"));
        }
    } else if (strcmp(outcome, "completed") == 0) {
        fprintf(file, "<p class=\"verdict good\">%s", landed ? "Landed" : "Flown to the end");
    } else {
        fputs("<p class=\"verdict open\">Stopped in flight", file);
    }
    fputs("</p>\n", file);
}

static void open_fact(FILE *file, const char *label)
{
    fprintf(file, "<div class=\"fact\"><dt>%s</dt><dd>", label);
}

static void print_score(const leo_pages *pages)
{
    FILE *file = pages->file;
    const leo_score score = score_of(json_object_get(pages->summary, "history"));
    if (score.independent + score.calibrated == 0)
        return;
    open_fact(file, "Against history");
    fprintf(file, "%zu of %zu rows<small>within tolerance", score.independent_hits, score.independent);
    if (score.calibrated)
        fprintf(file, "; %zu calibrated and not counted", score.calibrated);
    if (score.unreached)
        fprintf(file, "; %zu not reached", score.unreached);
    fputs("</small></dd></div>\n", file);
}

static void print_closure(const leo_pages *pages)
{
    const json_t *ledger = json_object_get(pages->summary, "ledger"), *row;
    size_t i, closed = 0;
    json_array_foreach(ledger, i, row) closed += json_is_true(json_object_get(row, "closed"));
    if (json_array_size(ledger) == 0)
        return;
    open_fact(pages->file, "Ledger");
    fprintf(pages->file, "%s<small>%zu of %zu conserved quantities within tolerance</small></dd></div>\n",
            closed == json_array_size(ledger) ? "Closes" : "Does not close", closed, json_array_size(ledger));
}

/* What ended the flight: coming to the ground (the run may have gone on after it), or the end of the run. */
static const json_t *last_of_flight(const leo_pages *pages, const json_t *end)
{
    const json_t *event;
    size_t i;
    json_array_foreach(json_object_get(pages->summary, "events"), i, event)
    {
        if (strcmp(leo_page_string(event, "name"), "touchdown") == 0)
            return event;
    }
    return end;
}

void leo_page_headline(const leo_pages *pages)
{
    FILE *file = pages->file;
    const json_t *end = json_object_get(pages->summary, "end");
    const int landed = json_is_true(json_object_get(end, "landed"));
    fputs("<header class=\"top\">\n<p class=\"kicker\">Leonov flight report", file);
    if (*leo_page_string(pages->summary, "vehicle")) {
        fputs(" &middot; ", file);
        leo_page_text(file, leo_page_string(pages->summary, "vehicle"));
    }
    fputs("</p>\n<h1>", file);
    leo_page_text(file, leo_page_string(pages->summary, "mission"));
    fputs("</h1>\n", file);
    print_verdict(pages);
    fputs("<dl class=\"facts\">\n", file);
    open_fact(file, landed ? "Landing" : "Last position");
    leo_page_place(file, leo_page_number(end, "latitude_deg"), leo_page_number(end, "longitude_deg"));
    fputs("<small>", file);
    const json_t *last = landed ? last_of_flight(pages, end) : end;
    leo_page_utc(file, leo_page_string(last, "time"));
    const double altitude_m = leo_page_number(end, "altitude_m");
    if (!landed && isfinite(altitude_m))
        fprintf(file, ", %.1f km high", altitude_m / 1e3);
    fputs("</small></dd></div>\n", file);
    open_fact(file, "Time flown");
    print_duration(file, leo_page_number(last, "elapsed"));
    fputs("<small>from ", file);
    leo_page_utc(file, leo_page_string(pages->summary, "epoch"));
    fputs("</small></dd></div>\n", file);
    print_score(pages);
    print_closure(pages);
    fputs("</dl>\n", file);
    const json_t *overrides = json_object_get(pages->summary, "overrides"), *set;
    size_t i;
    if (json_array_size(overrides)) {
        fputs("<p class=\"notice\">Flown with changes: ", file);
        json_array_foreach(overrides, i, set)
        {
            fputs(i ? ", <code>" : "<code>", file);
            leo_page_text(file, json_string_value(set));
            fputs("</code>", file);
        }
        fputs("</p>\n", file);
    }
    fputs("</header>\n", file);
}
