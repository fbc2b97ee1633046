/* SPDX-License-Identifier: MIT */

/*
 * Stretches of the flight that get plots of their own: those for which the mission asked for faster
 * telemetry, and the entry. They are found in the record alone: no name of a part and no event is known here.
 */
#include "base/error.h"
#include "view/page.h"

#include <math.h>

static const double JOIN_S = 600;        // faster spans this close to each other are one
static const double SHORTEST_S = 60;     // shorter ones are not worth a plot
static const double FASTER = 0.5;        // of the usual spacing
static const double NAMED_S = 1.5;       // an event this close to its beginning names it
static const double ENTRY_ALT_M = 150e3; // the entry begins below
static const double LONGEST_SHARE = 0.9; // a stretch as long as the flight is the flight

static const char *const ids[LEO_STRETCH_ROOM] = { "flight",  "close-1", "close-2", "close-3",
                                                   "close-4", "close-5", "close-6", "close-7" };

static leo_stretch *add(leo_pages *pages, size_t first, size_t last)
{
    if (pages->stretch_count == LEO_STRETCH_ROOM || last <= first)
        return NULL;
    leo_stretch *stretch = &pages->stretches[pages->stretch_count];
    *stretch = (leo_stretch){ .id = ids[pages->stretch_count],
                              .begin_s = pages->time_s[first],
                              .end_s = pages->time_s[last],
                              .first = first,
                              .count = last - first + 1 };
    pages->stretch_count++;
    return stretch;
}

/* The spacing that most of the flight was recorded with. */
static double usual_spacing_s(const leo_pages *pages)
{
    double usual = 0;
    for (size_t i = 1; i < pages->rows; i++)
        usual = fmax(usual, pages->time_s[i] - pages->time_s[i - 1]);
    return usual;
}

static void find_faster(leo_pages *pages)
{
    const double fast_s = FASTER * usual_spacing_s(pages), *t = pages->time_s;
    size_t first = 0, last = 0;
    for (size_t i = 1; i <= pages->rows; i++) {
        const int is_fast = i < pages->rows && t[i] - t[i - 1] < fast_s;
        if (is_fast && last > 0 && t[i] - t[last] < JOIN_S) {
            last = i;
            continue;
        }
        if ((is_fast || i == pages->rows) && last > 0) {
            if (t[last] - t[first] >= SHORTEST_S && t[last] - t[first] < LONGEST_SHARE * t[pages->rows - 1])
                add(pages, first, last);
            last = 0;
        }
        if (is_fast) {
            first = i - 1;
            last = i;
        }
    }
}

/* The first row of the last way down through ENTRY_ALT_M; 0: there was none. */
static size_t find_entry(const double *alt_m, size_t rows)
{
    size_t at = 0;
    for (size_t i = 1; i < rows; i++)
        if (alt_m[i - 1] >= ENTRY_ALT_M && alt_m[i] < ENTRY_ALT_M)
            at = i;
    return at && alt_m[rows - 1] < ENTRY_ALT_M ? at : 0;
}

/* A close-up is named by the event at which it begins, if there is one. */
static void name_close_up(const leo_pages *pages, leo_stretch *stretch)
{
    const json_t *events = json_object_get(pages->summary, "events"), *event;
    size_t i;
    snprintf(stretch->title, sizeof stretch->title, "Close-up");
    json_array_foreach(events, i, event)
    {
        if (fabs(leo_page_number(event, "elapsed") - stretch->begin_s) > NAMED_S)
            continue;
        snprintf(stretch->title, sizeof stretch->title, "Close-up from %.120s on",
                 leo_page_string(event, "name"));
        return;
    }
}

leo_status leo_page_stretches(leo_pages *pages, leo_error *error)
{
    pages->stretch_count = 0;
    if (pages->rows < 2)
        return LEO_OK;
    snprintf(add(pages, 0, pages->rows - 1)->title, sizeof pages->stretches[0].title, "The whole flight");
    find_faster(pages);
    const int altitude = leo_page_find(pages, "motion", "altitude");
    size_t entry = 0;
    if (altitude >= 0) {
        const leo_status status = leo_telemetry_file_read(pages->telemetry, altitude, pages->scratch, error);
        if (status != LEO_OK)
            return status;
        entry = find_entry(pages->scratch, pages->rows);
    }
    int covered = 0;
    for (int i = 1; i < pages->stretch_count; i++) {
        leo_stretch *stretch = &pages->stretches[i];
        const int is_entry =
            entry && stretch->begin_s <= pages->time_s[entry] && pages->time_s[entry] <= stretch->end_s;
        if (is_entry)
            snprintf(stretch->title, sizeof stretch->title, "Entry and landing");
        else
            name_close_up(pages, stretch);
        covered |= is_entry;
    }
    if (entry && !covered) {
        leo_stretch *stretch = add(pages, entry, pages->rows - 1);
        if (stretch)
            snprintf(stretch->title, sizeof stretch->title, "Entry and landing");
    }
    return LEO_OK;
}
