/* SPDX-License-Identifier: MIT */

/*
 * The plots: a table of panels, each of which gathers the channels of certain names and one unit over all
 * things. Curves are thinned to the least and the greatest value of each interval, so that no peak is lost.
 */
#include "base/error.h"
#include "view/page.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES_ROOM = 3, BUCKETS = 700 };

/* What a vacuum has no value of is left blank there. */
typedef enum leo_blank { LEO_SHOW_ALWAYS, LEO_SHOW_IN_GAS } leo_blank;

static const double THIN_PA =
    500; // thinner than that, a gas has no fraction, humidity or temperature worth a plot

typedef struct leo_panel {
    const char *title;
    const char *names[NAMES_ROOM];
    const char *unit; // SI, of the channels
    const char *shown_unit;
    double scale, offset; // shown = (SI - offset) / scale
    double low, high;     // channels whose largest value lies within, in SI
    leo_blank blank;
    double ceiling; // of the axis, as shown; 0: as high as the curves
} leo_panel;

// clang-format off
static const leo_panel panels[] = {
    // title                                   names                               unit     shown as        scale     offset  low, high            blank            ceiling
    { "Altitude",                              { "altitude" },                     "m",     "km",           1e3,      0,      -HUGE_VAL, HUGE_VAL, LEO_SHOW_ALWAYS, 0 },
    { "Speed in the air",                      { "air-speed" },                    "m/s",   "m/s",          1,        0,      -HUGE_VAL, HUGE_VAL, LEO_SHOW_ALWAYS, 0 },
    { "Load factor",                           { "load-factor" },                  "1",     "g",            1,        0,      -HUGE_VAL, HUGE_VAL, LEO_SHOW_ALWAYS, 0 },
    { "Heat flux at the nose",                 { "heat-flux" },                    "W/m^2", "kW/m\xc2\xb2", 1e3,      0,      -HUGE_VAL, HUGE_VAL, LEO_SHOW_ALWAYS, 0 },
    { "Pressure",                              { "pressure" },                     "Pa",    "kPa",          1e3,      0,      1, 300e3,            LEO_SHOW_ALWAYS, 0 },
    { "Suit, pressure above its surroundings", { "gauge" },                        "Pa",    "kPa",          1e3,      0,      -HUGE_VAL, HUGE_VAL, LEO_SHOW_ALWAYS, 0 },
    { "Oxygen, partial pressure",              { "o2-pressure", "inspired-o2" },   "Pa",    "kPa",          1e3,      0,      1, 300e3,            LEO_SHOW_ALWAYS, 0 },
    { "Oxygen, fraction",                      { "o2-fraction" },                  "1",     "%",            0.01,     0,      -HUGE_VAL, HUGE_VAL, LEO_SHOW_IN_GAS, 0 },
    { "Carbon dioxide, partial pressure",      { "co2-pressure", "inspired-co2" }, "Pa",    "kPa",          1e3,      0,      -HUGE_VAL, HUGE_VAL, LEO_SHOW_ALWAYS, 0 },
    { "Pulse",                                 { "pulse", "heart-rate" },          "1/s",   "1/min",        1.0 / 60, 0,      -HUGE_VAL, HUGE_VAL, LEO_SHOW_ALWAYS, 0 },
    { "Breathing",                             { "breathing-rate" },               "1/s",   "1/min",        1.0 / 60, 0,      -HUGE_VAL, HUGE_VAL, LEO_SHOW_ALWAYS, 0 },
    { "Core temperature",                      { "core-temperature" },             "K",     "\xc2\xb0" "C", 1,        273.15, -HUGE_VAL, HUGE_VAL, LEO_SHOW_ALWAYS, 0 },
    { "Skin and surface temperature",          { "skin-temperature" },             "K",     "\xc2\xb0" "C", 1,        273.15, -HUGE_VAL, HUGE_VAL, LEO_SHOW_ALWAYS, 0 },
    { "Metabolic rate",                        { "metabolic-rate" },               "W",     "W",            1,        0,      -HUGE_VAL, HUGE_VAL, LEO_SHOW_ALWAYS, 0 },
    { "Sweat lost",                            { "sweat-lost" },                   "kg",    "kg",           1,        0,      -HUGE_VAL, HUGE_VAL, LEO_SHOW_ALWAYS, 0 },
    { "Relative humidity",                     { "humidity" },                     "1",     "%",            0.01,     0,      -HUGE_VAL, HUGE_VAL, LEO_SHOW_IN_GAS, 120 },
    { "Fire index (1: air at sea level)",      { "fire-index" },                   "1",     "",             1,        0,      -HUGE_VAL, HUGE_VAL, LEO_SHOW_IN_GAS, 0 },
    { "Temperature",                           { "temperature" },                  "K",     "\xc2\xb0" "C", 1,        273.15, -HUGE_VAL, HUGE_VAL, LEO_SHOW_IN_GAS, 0 },
    { "Stores, pressure",                      { "pressure" },                     "Pa",    "MPa",          1e6,      0,      300e3, HUGE_VAL,     LEO_SHOW_ALWAYS, 0 },
};
// clang-format on

static int is_wanted(const leo_panel *panel, const leo_column *column)
{
    if (strcmp(column->unit, panel->unit) != 0)
        return 0;
    for (int i = 0; i < NAMES_ROOM && panel->names[i]; i++)
        if (strcmp(column->name, panel->names[i]) == 0)
            return 1;
    return 0;
}

static void print_json_text(FILE *file, const char *text)
{
    putc('"', file);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            putc('\\', file);
        if (*text == '<')
            fputs("\\u003c", file); // so that no text can end the script
        else if ((unsigned char)*text >= ' ')
            putc(*text, file);
    }
    putc('"', file);
}

static void print_shown(FILE *file, const leo_panel *panel, double value)
{
    if (isfinite(value))
        fprintf(file, "%.6g", (value - panel->offset) / panel->scale);
    else
        fputs("null", file);
}

/* [[x...],[y...]] of all rows of a short stretch. */
static void print_all(const leo_pages *pages, const leo_stretch *stretch, const leo_panel *panel,
                      const double *value)
{
    for (size_t i = 0; i < stretch->count; i++)
        fprintf(pages->file, "%s%.2f", i ? "," : "\"x\":[", pages->time_s[stretch->first + i]);
    for (size_t i = 0; i < stretch->count; i++) {
        fputs(i ? "," : "],\"y\":[", pages->file);
        print_shown(pages->file, panel, value[stretch->first + i]);
    }
    fputs("]", pages->file);
}

/* Pairs of the extremes of equal intervals, in the order in which they came. */
static void print_thinned(const leo_pages *pages, const leo_stretch *stretch, const leo_panel *panel,
                          const double *value)
{
    const double width_s = (stretch->end_s - stretch->begin_s) / BUCKETS;
    size_t at = stretch->first;
    const size_t end = stretch->first + stretch->count;
    fprintf(pages->file, "\"x0\":%.3f,\"dx\":%.6g,\"y\":[", stretch->begin_s, width_s / 2);
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
        const double until_s = stretch->begin_s + (bucket + 1) * width_s;
        size_t low = at, high = at;
        const size_t first = at;
        for (; at < end && (pages->time_s[at] < until_s || bucket == BUCKETS - 1); at++) {
            // a blank gives way to any value
            if (value[at] < value[low] || isnan(value[low]))
                low = at;
            if (value[at] > value[high] || isnan(value[high]))
                high = at;
        }
        fputs(bucket ? "," : "", pages->file);
        if (at == first) {
            fputs("null,null", pages->file);
            continue;
        }
        print_shown(pages->file, panel, value[low < high ? low : high]);
        fputs(",", pages->file);
        print_shown(pages->file, panel, value[low < high ? high : low]);
    }
    fputs("]", pages->file);
}

static int is_flat(const leo_stretch *stretch, const double *value)
{
    for (size_t i = 1; i < stretch->count; i++)
        if (!(value[stretch->first + i] == value[stretch->first]))
            return 0;
    return 1;
}

static double largest(const double *value, size_t rows)
{
    double most = -HUGE_VAL;
    for (size_t i = 0; i < rows; i++)
        most = fmax(most, value[i]);
    return most;
}

/* NaN where the thing's own pressure says that there is next to nothing. */
static leo_status blank_vacuum(const leo_pages *pages, const char *group, leo_error *error)
{
    const int pressure = leo_page_find(pages, group, "pressure");
    if (pressure < 0)
        return LEO_OK;
    const leo_status status = leo_telemetry_file_read(pages->telemetry, pressure, pages->second, error);
    for (size_t i = 0; status == LEO_OK && i < pages->rows; i++)
        if (pages->second[i] < THIN_PA)
            pages->scratch[i] = NAN;
    return status;
}

/* All curves of one panel over all stretches; returns how many curves there were. */
static leo_status print_panel(const leo_pages *pages, const leo_panel *panel, int *panels_before,
                              leo_error *error)
{
    FILE *file = pages->file;
    int curves = 0;
    for (size_t i = 0; i < leo_telemetry_file_count(pages->telemetry); i++) {
        const leo_column column = leo_telemetry_file_column(pages->telemetry, i);
        if (!is_wanted(panel, &column))
            continue;
        const leo_status status = leo_telemetry_file_read(pages->telemetry, (int)i, pages->scratch, error);
        if (status != LEO_OK)
            return status;
        const leo_status thinned =
            panel->blank == LEO_SHOW_IN_GAS ? blank_vacuum(pages, column.group, error) : LEO_OK;
        if (thinned != LEO_OK)
            return thinned;
        const double most = largest(pages->scratch, pages->rows);
        if (!(most >= panel->low && most < panel->high))
            continue;
        if (curves == 0) {
            fprintf(file, "%s{\"title\":\"%s\",\"unit\":\"%s\",\"ceiling\":%g,\"curves\":[",
                    *panels_before ? ",\n" : "", panel->title, panel->shown_unit, panel->ceiling);
            ++*panels_before;
        }
        fputs(curves++ ? ",\n{\"name\":" : "{\"name\":", file);
        print_json_text(file, strcmp(column.group, "motion") == 0 ? column.name : column.group);
        fputs(",\"doc\":", file);
        print_json_text(file, column.doc);
        for (int k = 0; k < pages->stretch_count; k++) {
            const leo_stretch *stretch = &pages->stretches[k];
            fprintf(file, ",\n\"%s\":{\"flat\":%d,", stretch->id, is_flat(stretch, pages->scratch));
            (stretch->count <= 2 * BUCKETS ? print_all : print_thinned)(pages, stretch, panel,
                                                                        pages->scratch);
            fputs("}", file);
        }
        fputs("}", file);
    }
    if (curves)
        fputs("]}", file);
    return LEO_OK;
}

static void print_events(const leo_pages *pages)
{
    const json_t *events = json_object_get(pages->summary, "events"), *event;
    size_t i;
    json_array_foreach(events, i, event)
    {
        fprintf(pages->file, "%s{\"t\":%.2f,\"name\":", i ? "," : "", leo_page_number(event, "elapsed"));
        print_json_text(pages->file, leo_page_string(event, "name"));
        fputs(",\"kind\":", pages->file);
        print_json_text(pages->file, leo_page_string(event, "kind"));
        fputs("}", pages->file);
    }
}

leo_status leo_page_plots(leo_pages *pages, leo_error *error)
{
    FILE *file = pages->file;
    if (pages->stretch_count == 0)
        return LEO_OK;
    for (int k = 0; k < pages->stretch_count; k++) {
        fputs("<section class=\"plots\"><h2>", file);
        leo_page_text(file, pages->stretches[k].title);
        fprintf(file,
                "</h2><p class=\"lead span\" data-span=\"%s\"></p><div "
                "class=\"grid\" "
                "id=\"plots-%s\"></div></section>\n",
                pages->stretches[k].id, pages->stretches[k].id);
    }
    fputs("<script type=\"application/json\" id=\"data\">{\"epoch\":", file);
    print_json_text(file, leo_page_string(pages->summary, "epoch"));
    fputs(",\n\"stretches\":[", file);
    for (int k = 0; k < pages->stretch_count; k++)
        fprintf(file, "%s{\"id\":\"%s\",\"begin\":%.3f,\"end\":%.3f}", k ? "," : "", pages->stretches[k].id,
                pages->stretches[k].begin_s, pages->stretches[k].end_s);
    fputs("],\n\"events\":[", file);
    print_events(pages);
    fputs("],\n\"panels\":[", file);
    int before = 0;
    leo_status status = LEO_OK;
    for (size_t i = 0; status == LEO_OK && i < sizeof panels / sizeof panels[0]; i++)
        status = print_panel(pages, &panels[i], &before, error);
    fputs("]}</script>\n", file);
    return status;
}
