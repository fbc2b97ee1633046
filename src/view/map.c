/* SPDX-License-Identifier: MIT */

/*
 * The ground track on a map of coastlines: plate carree, three units of the drawing for each degree.
 *
 * Marks are found in the record: places of the history table, engines that fire, what the flight itself
 * reports, and the end. Each has a number on the map and a line in the list below it.
 */
#include "base/error.h"
#include "view/page.h"
#include "world/coast.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MARK_ROOM = 24, TRACK_POINTS = 6000 };

static const double DEG = 57.295779513082320877;
static const double UNITS = 3; // of the drawing for each degree

typedef struct leo_mark {
    double lat_deg, lon_deg;
    char what[160], when[40];
    const char *style; // "now", "then"
    int number;
} leo_mark;

typedef struct leo_marks {
    leo_mark rows[MARK_ROOM];
    int count, numbers;
} leo_marks;

static double map_x(double lon_deg)
{
    return UNITS * (lon_deg + 180);
}

static double map_y(double lat_deg)
{
    return UNITS * (90 - lat_deg);
}

static void print_graticule(FILE *file)
{
    fputs("<path class=\"graticule\" d=\"", file);
    for (int lon = -150; lon <= 150; lon += 30)
        fprintf(file, "M%.0f 0V540", map_x(lon));
    for (int lat = -60; lat <= 60; lat += 30)
        fprintf(file, "M0 %.0fH1080", map_y(lat));
    fputs("\"/>\n", file);
}

/* A curve on the map: lifted off the paper where it leaves at one side and comes in at the other. */
typedef struct leo_pen {
    double lon_deg;
    int down;
} leo_pen;

static void draw_to(FILE *file, leo_pen *pen, double lat_deg, double lon_deg)
{
    while (lon_deg > 180)
        lon_deg -= 360;
    while (lon_deg < -180)
        lon_deg += 360;
    const int jump = pen->down && fabs(lon_deg - pen->lon_deg) > 180;
    fprintf(file, "%c%.1f %.1f", !pen->down || jump ? 'M' : 'L', map_x(lon_deg), map_y(lat_deg));
    *pen = (leo_pen){ lon_deg, 1 };
}

static void print_coast(FILE *file)
{
    const leo_coast *coast = leo_coast_world();
    fputs("<path class=\"coast\" d=\"", file);
    for (int i = 0; i < coast->line_count; i++) {
        const leo_coast_line *line = &coast->lines[i];
        leo_pen pen = { 0 };
        for (int k = 0; k < line->count; k++)
            draw_to(file, &pen, line->points[k].lat_deg, line->points[k].lon_deg);
    }
    fputs("\"/>\n", file);
}

/* Rows first .. first + count - 1 of the track, thinned by time. */
static void print_track(const leo_pages *pages, const double *lat_rad, const double *lon_rad, size_t first,
                        size_t count, const char *style)
{
    leo_pen pen = { 0 };
    const double spacing_s = (pages->time_s[first + count - 1] - pages->time_s[first]) / TRACK_POINTS;
    double next_s = pages->time_s[first];
    fprintf(pages->file, "<path class=\"track %s\" d=\"", style);
    for (size_t i = first; i < first + count; i++) {
        if (pages->time_s[i] < next_s && i + 1 < first + count)
            continue;
        next_s = pages->time_s[i] + spacing_s;
        draw_to(pages->file, &pen, lat_rad[i] * DEG, lon_rad[i] * DEG);
    }
    fputs("\"/>\n", pages->file);
}

/* `number` 0: the next free one. */
static int add_mark(leo_marks *marks, int number, const char *style, const char *what, const char *when,
                    double lat_deg, double lon_deg)
{
    static const double same_deg = 1e-3;
    if (marks->count == MARK_ROOM || !isfinite(lat_deg) || !isfinite(lon_deg))
        return number;
    for (int i = 0; i < marks->count; i++)
        if (fabs(marks->rows[i].lat_deg - lat_deg) < same_deg &&
            fabs(marks->rows[i].lon_deg - lon_deg) < same_deg)
            return marks->rows[i].number;
    leo_mark *mark = &marks->rows[marks->count++];
    *mark = (leo_mark){
        .lat_deg = lat_deg, .lon_deg = lon_deg, .style = style, .number = number ? number : ++marks->numbers
    };
    snprintf(mark->what, sizeof mark->what, "%s", what);
    snprintf(mark->when, sizeof mark->when, "%s", when);
    return mark->number;
}

static void add_history(const leo_pages *pages, leo_marks *marks)
{
    const json_t *history = json_object_get(pages->summary, "history"), *row;
    size_t i;
    json_array_foreach(history, i, row)
    {
        if (strcmp(leo_page_string(row, "kind"), "place") != 0)
            continue;
        const char *what = leo_page_string(row, "what");
        const int number = add_mark(marks, 0, "now", what, "flown", leo_page_number(row, "now_latitude_deg"),
                                    leo_page_number(row, "now_longitude_deg"));
        add_mark(marks, number, "then", what, "recorded", leo_page_number(row, "then_latitude_deg"),
                 leo_page_number(row, "then_longitude_deg"));
    }
}

static int ends_with(const char *text, const char *tail)
{
    const size_t a = strlen(text), b = strlen(tail);
    return a >= b && strcmp(text + a - b, tail) == 0;
}

static size_t row_at(const leo_pages *pages, double elapsed_s)
{
    size_t low = 0, high = pages->rows - 1;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (pages->time_s[middle] < elapsed_s)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* "leonov.move outside": somebody leaves; the next move of the same person is the way back. */
static int is_walk(const char *name, char outside[64])
{
    const char *move = strstr(name, ".move ");
    char who[64];
    if (!move)
        return 0;
    snprintf(who, sizeof who, "%.*s", (int)(move - name), name);
    if (strcmp(move, ".move outside") == 0) {
        strcpy(outside, who);
        return 1;
    }
    const int is_back = strcmp(outside, who) == 0;
    if (is_back)
        *outside = 0;
    return is_back;
}

static void add_events(const leo_pages *pages, const double *lat_rad, const double *lon_rad, leo_marks *marks)
{
    const json_t *events = json_object_get(pages->summary, "events"), *event;
    char outside[64] = "";
    size_t i;
    json_array_foreach(events, i, event)
    {
        const char *name = leo_page_string(event, "name"), *kind = leo_page_string(event, "kind");
        const int is_command = strcmp(kind, "command") == 0;
        if (!(is_command && (ends_with(name, ".ignite") || is_walk(name, outside))) &&
            !(strcmp(kind, "flight") == 0 && !strchr(name, '.')))
            continue;
        const size_t row = row_at(pages, leo_page_number(event, "elapsed"));
        add_mark(marks, 0, "now", name, leo_page_string(event, "time"), lat_rad[row] * DEG,
                 lon_rad[row] * DEG);
    }
}

static void print_marks(FILE *file, const leo_marks *marks)
{
    for (int i = 0; i < marks->count; i++) {
        const leo_mark *mark = &marks->rows[i];
        const double x = map_x(mark->lon_deg), y = map_y(mark->lat_deg);
        // neighbours get their numbers on different sides
        static const int sides[4][2] = { { 12, -9 }, { -12, -9 }, { 12, 15 }, { -12, 15 } };
        const int *side = sides[mark->number % 4];
        if (strcmp(mark->style, "then") == 0) {
            fprintf(file, "<circle class=\"mark then\" cx=\"%.1f\" cy=\"%.1f\" r=\"6\"/>\n", x, y);
            continue;
        }
        fprintf(file,
                "<circle class=\"mark now\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.2\"/><text class=\"label\" "
                "x=\"%.1f\" y=\"%.1f\" "
                "text-anchor=\"middle\">%d</text>\n",
                x, y, x + side[0], y + side[1], mark->number);
    }
}

static void print_list(FILE *file, const leo_marks *marks)
{
    fputs("<ol class=\"marks\">\n", file);
    for (int number = 1; number <= marks->numbers; number++) {
        int said = 0;
        for (int i = 0; i < marks->count; i++) {
            const leo_mark *mark = &marks->rows[i];
            if (mark->number != number)
                continue;
            if (!said++) {
                fputs("<li><b>", file);
                leo_page_text(file, mark->what);
                fputs("</b>", file);
            }
            fputs("<span>", file);
            leo_page_utc(file, mark->when);
            fputs(": ", file);
            leo_page_place(file, mark->lat_deg, mark->lon_deg);
            fputs("</span>", file);
        }
        fputs("</li>\n", file);
    }
    fputs("</ol>\n", file);
}

static void print_map(const leo_pages *pages, const double *lat_rad, const double *lon_rad)
{
    FILE *file = pages->file;
    leo_marks marks = { 0 };
    add_history(pages, &marks);
    add_events(pages, lat_rad, lon_rad, &marks);
    fputs(
        "<section id=\"map\"><h2>Ground track</h2>\n<p class=\"lead\">The point below the craft. Thick: the "
        "stretches shown "
        "close up further below. Rings: where it was recorded then.</p>\n<svg class=\"map\" viewBox=\"0 0 "
        "1080 540\" "
        "role=\"img\" aria-label=\"Ground track on a map of the world\">\n<rect class=\"sea\" width=\"1080\" "
        "height=\"540\"/>\n",
        file);
    print_graticule(file);
    print_coast(file);
    print_track(pages, lat_rad, lon_rad, 0, pages->rows, "all");
    for (int k = 1; k < pages->stretch_count; k++)
        print_track(pages, lat_rad, lon_rad, pages->stretches[k].first, pages->stretches[k].count, "close");
    print_marks(file, &marks);
    fputs("</svg>\n", file);
    if (marks.numbers)
        print_list(file, &marks);
    fputs("</section>\n", file);
}

leo_status leo_page_map(leo_pages *pages, leo_error *error)
{
    const int lat = leo_page_find(pages, "motion", "latitude"),
              lon = leo_page_find(pages, "motion", "longitude");
    if (lat < 0 || lon < 0 || pages->rows < 2)
        return LEO_OK;
    double *lat_rad = malloc(pages->rows * sizeof *lat_rad);
    leo_status status = lat_rad
                            ? leo_telemetry_file_read(pages->telemetry, lat, lat_rad, error)
                            : leo_fail(error, LEO_NO_MEMORY, "map", "no memory for %zu rows", pages->rows);
    if (status == LEO_OK)
        status = leo_telemetry_file_read(pages->telemetry, lon, pages->scratch, error);
    if (status == LEO_OK)
        print_map(pages, lat_rad, pages->scratch);
    free(lat_rad);
    return status;
}
