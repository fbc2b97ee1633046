/* SPDX-License-Identifier: MIT */

/* The history table: what was recorded then, what was flown now, and how far apart they are. */
#include "view/page.h"

#include <math.h>
#include <string.h>

/* "08:34:51 18.03." of "1965-03-18T08:34:51.000Z" */
static void print_clock(FILE *file, const char *utc)
{
    if (strlen(utc) < 20) {
        fputs("&ndash;", file);
        return;
    }
    // tenths are shown only where there are any
    const int tenths = utc[19] == '.' && utc[20] != '0';
    fprintf(file, "%.*s<span class=\"unit\"> %.2s.%.2s.</span>", tenths ? 10 : 8, utc + 11, utc + 8, utc + 5);
}

static double shown_scale(const json_t *row)
{
    const double scale = leo_page_number(row, "shown_scale");
    return isfinite(scale) && scale != 0 ? scale : 1;
}

static const char *shown_unit(const json_t *row)
{
    const char *unit = leo_page_string(row, "shown_unit");
    unit = *unit ? unit : leo_page_string(row, "unit");
    return strcmp(unit, "1") == 0 ? "" : unit;
}

static int is_kind(const json_t *row, const char *kind)
{
    return strcmp(leo_page_string(row, "kind"), kind) == 0;
}

typedef enum leo_shown { LEO_SHOWN_VALUE, LEO_SHOWN_DIFFERENCE, LEO_SHOWN_SPAN } leo_shown;

static void print_in_unit(FILE *file, const json_t *row, const char *key, leo_shown as)
{
    const double scale = shown_scale(row), offset = leo_page_number(row, "shown_offset");
    const double value = leo_page_number(row, key), tolerance = leo_page_number(row, "tolerance") / scale;
    const double shown =
        as != LEO_SHOWN_VALUE || !isfinite(offset) ? value / scale : (value - offset) / scale;
    (as == LEO_SHOWN_DIFFERENCE ? leo_page_difference : leo_page_value)(file, shown, tolerance);
    if (isfinite(value) && *shown_unit(row)) {
        fputs("<span class=\"unit\"> ", file);
        leo_page_text(file, shown_unit(row));
        fputs("</span>", file);
    }
}

static void print_now_or_then(FILE *file, const json_t *row, const char *which)
{
    char first[40], second[40];
    if (is_kind(row, "time")) {
        snprintf(first, sizeof first, "time_%s", which);
        print_clock(file, leo_page_string(row, first));
    } else if (is_kind(row, "place")) {
        snprintf(first, sizeof first, "%s_latitude_deg", which);
        snprintf(second, sizeof second, "%s_longitude_deg", which);
        leo_page_place(file, leo_page_number(row, first), leo_page_number(row, second));
    } else {
        print_in_unit(file, row, which, LEO_SHOWN_VALUE);
    }
}

static void print_plain(FILE *file, double value, double tolerance, const char *unit)
{
    leo_page_value(file, value, tolerance);
    fprintf(file, "<span class=\"unit\"> %s</span>", unit);
}

static void print_difference(FILE *file, const json_t *row)
{
    const double difference = leo_page_number(row, "difference"),
                 tolerance = leo_page_number(row, "tolerance");
    if (!isfinite(difference)) {
        fputs("&ndash;", file);
    } else if (is_kind(row, "place")) {
        print_plain(file, difference / 1e3, tolerance / 1e3, "km");
    } else if (is_kind(row, "time")) {
        leo_page_difference(file, difference, tolerance);
        fputs("<span class=\"unit\"> s</span>", file);
    } else {
        print_in_unit(file, row, "difference", LEO_SHOWN_DIFFERENCE);
    }
}

static void print_tolerance(FILE *file, const json_t *row)
{
    const double tolerance = leo_page_number(row, "tolerance");
    fputs("&plusmn;", file);
    if (is_kind(row, "place"))
        print_plain(file, tolerance / 1e3, tolerance / 1e3, "km");
    else if (is_kind(row, "time"))
        print_plain(file, tolerance, tolerance, "s");
    else
        print_in_unit(file, row, "tolerance", LEO_SHOWN_SPAN);
}

/* The difference in tolerances on a scale from -2 to 2; the band is the tolerance. */
static void print_gauge(FILE *file, const json_t *row, const char *verdict)
{
    const double ratio = leo_page_number(row, "difference") / leo_page_number(row, "tolerance");
    fputs("<svg class=\"gauge\" viewBox=\"0 0 128 16\" aria-hidden=\"true\">"
          "<rect class=\"scale\" x=\"2\" y=\"7\" width=\"124\" height=\"2\" rx=\"1\"/>"
          "<rect class=\"band\" x=\"34\" y=\"4\" width=\"60\" height=\"8\" rx=\"2\"/>"
          "<rect class=\"zero\" x=\"63.5\" y=\"2\" width=\"1\" height=\"12\"/>",
          file);
    if (isfinite(ratio)) {
        const double clipped = fmax(-1.95, fmin(1.95, ratio));
        if (fabs(ratio) > 1.95)
            fprintf(file, "<path class=\"dot %s\" d=\"M%.1f 2 l%d 6 l%d 6 z\"/>", verdict, 64 + 30 * clipped,
                    ratio > 0 ? 7 : -7, ratio > 0 ? -7 : 7);
        else
            fprintf(file, "<circle class=\"dot %s\" cx=\"%.1f\" cy=\"8\" r=\"4\"/>", verdict,
                    64 + 30 * clipped);
    }
    fputs("</svg>", file);
}

static void print_note(FILE *file, const char *label, const char *text)
{
    if (!*text)
        return;
    fprintf(file, "<span><b>%s</b> ", label);
    leo_page_text(file, text);
    fputs("</span> ", file);
}

static void print_row(FILE *file, const json_t *row)
{
    const int reached = json_is_true(json_object_get(row, "reached"));
    const int pass = json_is_true(json_object_get(row, "pass"));
    const char *verdict = pass ? "hit" : reached ? "miss" : "none";
    const char *calibrated = leo_page_string(row, "calibrated");
    fprintf(file, "<tbody class=\"%s%s\"><tr><th scope=\"row\">", verdict, *calibrated ? " calibrated" : "");
    leo_page_text(file, leo_page_string(row, "what"));
    fputs("</th><td>", file);
    print_now_or_then(file, row, "then");
    fputs("</td><td>", file);
    if (reached)
        print_now_or_then(file, row, "now");
    else
        fputs("&ndash;", file);
    fputs("</td><td>", file);
    print_difference(file, row);
    fputs("</td><td>", file);
    print_tolerance(file, row);
    fputs("</td><td class=\"bar\">", file);
    print_gauge(file, row, verdict);
    fprintf(file, "</td><td><span class=\"tag %s\">%s</span>", verdict,
            pass      ? "within"
            : reached ? "missed"
                      : "not reached");
    if (*calibrated)
        fputs("<br><span class=\"tag cal\">calibrated, not validation</span>", file);
    fputs("</td></tr>\n<tr class=\"notes\"><td colspan=\"7\">", file);
    if (!pass)
        print_note(file, "Likely reason:", leo_page_string(row, "likely"));
    print_note(file, "Tolerance:", leo_page_string(row, "because"));
    print_note(file, "Others say:", leo_page_string(row, "others"));
    print_note(file, "Calibrated to it:", calibrated);
    print_note(file, "Source:", leo_page_string(row, "source"));
    fputs("</td></tr></tbody>\n", file);
}

void leo_page_history(const leo_pages *pages)
{
    FILE *file = pages->file;
    const json_t *history = json_object_get(pages->summary, "history"), *row;
    size_t i;
    if (json_array_size(history) == 0)
        return;
    fputs("<section id=\"history\"><h2>Then and now</h2>\n<p class=\"lead\">What was recorded beside what "
          "was flown. The "
          "shaded band is the tolerance, the mark is the difference. A row that misses stays a miss.</p>\n"
          "<div class=\"wide\"><table class=\"history\"><thead><tr><th>What</th><th>Recorded "
          "then</th><th>Flown now</th>"
          "<th>Difference</th><th>Tolerance</th><th>In tolerances</th><th>Verdict</th></tr></thead>\n",
          file);
    json_array_foreach(history, i, row) print_row(file, row);
    fputs("</table></div></section>\n", file);
}
