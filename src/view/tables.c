/* SPDX-License-Identifier: MIT */
#include "view/page.h"

#include <math.h>
#include <string.h>

static void print_cell(FILE *file, const char *text)
{
    fputs("<td>", file);
    leo_page_text(file, text);
    fputs("</td>", file);
}

static void print_code(FILE *file, const char *text)
{
    fputs("<td><code>", file);
    leo_page_text(file, text);
    fputs("</code></td>", file);
}

/* Every event as a tick on a strip as long as the flight. */
static void print_strip(const leo_pages *pages, const json_t *events)
{
    FILE *file = pages->file;
    const double end_s = leo_page_number(json_object_get(pages->summary, "end"), "elapsed");
    const json_t *event;
    size_t i;
    if (!(end_s > 0))
        return;
    fputs("<svg class=\"strip\" viewBox=\"0 0 1000 44\" preserveAspectRatio=\"none\" role=\"img\" "
          "aria-label=\"Events over "
          "the flight\"><rect class=\"ground\" x=\"0\" y=\"14\" width=\"1000\" height=\"16\"/>",
          file);
    for (int k = 1; k < pages->stretch_count; k++)
        fprintf(file, "<rect class=\"stretch\" x=\"%.2f\" y=\"14\" width=\"%.2f\" height=\"16\"/>",
                1000 * pages->stretches[k].begin_s / end_s,
                1000 * (pages->stretches[k].end_s - pages->stretches[k].begin_s) / end_s);
    json_array_foreach(events, i, event)
    {
        fputs("<rect class=\"tick ", file);
        leo_page_text(file, leo_page_string(event, "kind"));
        fprintf(file, "\" x=\"%.2f\" y=\"6\" width=\"1.4\" height=\"32\"/>",
                998 * leo_page_number(event, "elapsed") / end_s);
    }
    fputs("</svg>\n", file);
}

static void print_elapsed(FILE *file, double elapsed_s)
{
    const long tenths = (long)floor(10 * elapsed_s + 0.5);
    fprintf(file, "<td class=\"number\">%02ld:%02ld:%02ld.%ld</td>", tenths / 36000, tenths / 600 % 60,
            tenths / 10 % 60, tenths % 10);
}

void leo_page_timeline(const leo_pages *pages)
{
    FILE *file = pages->file;
    const json_t *events = json_object_get(pages->summary, "events"), *event;
    const size_t count = json_array_size(events);
    size_t i;
    if (count == 0)
        return;
    fputs("<section id=\"timeline\"><h2>Timeline</h2>\n", file);
    print_strip(pages, events);
    fprintf(file,
            "<details%s><summary>%zu events</summary>\n<div class=\"wide\"><table "
            "class=\"events\"><thead><tr><th>UTC</th>"
            "<th class=\"number\">Elapsed</th><th>Event</th><th>Kind</th><th>What "
            "happened</th></tr></thead><tbody>\n",
            count <= 200 ? " open" : "", count);
    json_array_foreach(events, i, event)
    {
        const char *kind = leo_page_string(event, "kind"), *time = leo_page_string(event, "time");
        fputs("<tr><td class=\"clock\">", file);
        if (strlen(time) > 20)
            fprintf(file, "<span class=\"unit\">%.10s</span> %.10s", time, time + 11);
        fputs("</td>", file);
        print_elapsed(file, leo_page_number(event, "elapsed"));
        print_code(file, leo_page_string(event, "name"));
        fputs("<td><span class=\"kind ", file);
        leo_page_text(file, kind);
        fputs("\">", file);
        leo_page_text(file, kind);
        fputs("</span></td>", file);
        print_cell(file, leo_page_string(event, "detail"));
        fputs("</tr>\n", file);
    }
    fputs("</tbody></table></div></details></section>\n", file);
}

void leo_page_ledger(const leo_pages *pages)
{
    FILE *file = pages->file;
    const json_t *ledger = json_object_get(pages->summary, "ledger"), *row;
    size_t i;
    if (json_array_size(ledger) == 0)
        return;
    fputs(
        "<section id=\"ledger\"><h2>Ledger</h2>\n<p class=\"lead\">What is conserved, over the whole run: "
        "craft, crew and "
        "everything that left them.</p>\n<div class=\"wide\"><table><thead><tr><th>Quantity</th><th "
        "class=\"number\">Start</th><th class=\"number\">End</th><th class=\"number\">Relative error</th><th "
        "class=\"number\">Tolerance</th><th>Verdict</th></tr></thead><tbody>\n",
        file);
    json_array_foreach(ledger, i, row)
    {
        const int closed = json_is_true(json_object_get(row, "closed"));
        fputs("<tr>", file);
        print_cell(file, leo_page_string(row, "name"));
        for (int k = 0; k < 2; k++) {
            fprintf(file, "<td class=\"number\">%.9g<span class=\"unit\"> ",
                    leo_page_number(row, k == 0 ? "start" : "end"));
            leo_page_text(file, leo_page_string(row, "unit"));
            fputs("</span></td>", file);
        }
        fprintf(file,
                "<td class=\"number\">%.2e</td><td class=\"number\">%.0e</td><td><span class=\"tag "
                "%s\">%s</span></td></tr>\n",
                leo_page_number(row, "error"), leo_page_number(row, "tolerance"), closed ? "hit" : "miss",
                closed ? "closed" : "not closed");
    }
    fputs("</tbody></table></div></section>\n", file);
}

static int is_doubtful(const char *basis)
{
    return strcmp(basis, "estimated") == 0 || strcmp(basis, "calibrated") == 0 || strcmp(basis, "set") == 0;
}

static void print_number(FILE *file, const json_t *number)
{
    const char *basis = leo_page_string(number, "basis");
    fputs("<tr>", file);
    print_code(file, leo_page_string(number, "path"));
    fputs("<td class=\"number\">", file);
    leo_page_text(file, leo_page_string(number, "text"));
    fputs("</td><td><span class=\"kind ", file);
    leo_page_text(file, basis);
    fputs("\">", file);
    leo_page_text(file, basis);
    fputs("</span></td>", file);
    print_cell(file, leo_page_string(number, "source"));
    print_code(file, leo_page_string(number, "place"));
    fputs("</tr>\n", file);
}

static const char NUMBER_HEAD[] =
    "<div class=\"wide\"><table class=\"numbers\"><thead><tr><th>Number</th>"
    "<th class=\"number\">Value</th><th>Basis</th><th>Source</th><th>Where</th></tr>"
    "</thead><tbody>\n";

void leo_page_numbers(const leo_pages *pages)
{
    FILE *file = pages->file;
    const json_t *numbers = json_object_get(pages->summary, "estimates"), *number;
    json_t *count;
    json_t *bases = json_object_get(pages->summary, "bases");
    size_t i, doubtful = 0;
    const char *basis;
    if (json_array_size(numbers) == 0)
        return;
    fputs("<section id=\"numbers\"><h2>Numbers without a source</h2>\n<p class=\"lead\">Whoever doubts the "
          "flight should "
          "look here first. Of all numbers of the mission:",
          file);
    const char *joint = " ";
    json_object_foreach(bases, basis, count)
    {
        fprintf(file, "%s%lld ", joint, (long long)json_integer_value(count));
        leo_page_text(file, basis);
        joint = ", ";
    }
    fputs(".", file);
    fputs("</p>\n", file);
    json_array_foreach(numbers, i, number) doubtful += (size_t)is_doubtful(leo_page_string(number, "basis"));
    if (doubtful) {
        fprintf(file, "<details%s><summary>%zu estimated, calibrated or set by hand</summary>\n%s",
                doubtful <= 100 ? " open" : "", doubtful, NUMBER_HEAD);
        json_array_foreach(numbers, i, number) if (is_doubtful(leo_page_string(number, "basis")))
            print_number(file, number);
        fputs("</tbody></table></div></details>\n", file);
    }
    if (doubtful < json_array_size(numbers)) {
        fprintf(file,
                "<details><summary>%zu left at the default of their model, or without a stated "
                "basis</summary>\n%s",
                json_array_size(numbers) - doubtful, NUMBER_HEAD);
        json_array_foreach(numbers, i, number) if (!is_doubtful(leo_page_string(number, "basis")))
            print_number(file, number);
        fputs("</tbody></table></div></details>\n", file);
    }
    fputs("</section>\n", file);
}

void leo_page_sources(const leo_pages *pages)
{
    FILE *file = pages->file;
    json_t *sources = json_object_get(pages->summary, "sources");
    json_t *text;
    const char *key;
    if (json_object_size(sources) == 0)
        return;
    fputs("<section id=\"sources\"><h2>Sources</h2>\n<dl class=\"sources\">\n", file);
    json_object_foreach(sources, key, text)
    {
        fputs("<dt><code>", file);
        leo_page_text(file, key);
        fputs("</code></dt><dd>", file);
        leo_page_text(file, json_string_value(text) ? json_string_value(text) : "");
        fputs("</dd>\n", file);
    }
    fputs("</dl></section>\n", file);
}

void leo_page_provenance(const leo_pages *pages)
{
    FILE *file = pages->file;
    const json_t *work = json_object_get(pages->summary, "work");
    fputs("<footer id=\"provenance\"><p>Flown by Leonov ", file);
    leo_page_text(file, leo_page_string(pages->summary, "version"));
    fputs(". Hash of the run <code>", file);
    leo_page_text(file, leo_page_string(pages->summary, "hash"));
    fputs("</code>, of the plan <code>", file);
    leo_page_text(file, leo_page_string(pages->summary, "plan"));
    fprintf(file, "</code>. %.0f windows, %.0f steps of flight, %.0f steps of the cabin",
            leo_page_number(work, "windows"), leo_page_number(work, "flight_steps"),
            leo_page_number(work, "cabin_steps"));
    if (pages->telemetry)
        fprintf(file, "; %zu channels in %zu rows of telemetry", leo_telemetry_file_count(pages->telemetry),
                pages->rows);
    fputs(". Plots show the least and the greatest value of each interval. Charts: Chart.js, MIT "
          "licence.</p></footer>\n",
          file);
}
