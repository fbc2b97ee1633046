/* SPDX-License-Identifier: MIT */

/* report.html: one file that needs nothing else. It is made from the folder of the record and from nothing
 * else. */
#include "base/error.h"
#include "record/folder.h"
#include "view/page.h"

#include <leonov/leonov.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static leo_status read_summary(const char *record, leo_pages *pages, leo_error *error)
{
    char path[LEO_PATH_ROOM];
    char *text;
    size_t size;
    leo_status status = leo_folder_path(record, "summary.json", path, error);
    if (status == LEO_OK)
        status = leo_folder_read(path, &text, &size, error);
    if (status != LEO_OK)
        return status;
    json_error_t wrong;
    pages->summary = json_loadb(text, size, 0, &wrong);
    free(text);
    if (!json_is_object(pages->summary))
        return leo_fail(error, LEO_BAD_INPUT, path, "%d:%d: %s", wrong.line, wrong.column, wrong.text);
    return LEO_OK;
}

static leo_status read_telemetry(const char *record, leo_pages *pages, leo_error *error)
{
    char path[LEO_PATH_ROOM];
    struct stat about;
    leo_status status = leo_folder_path(record, "telemetry.h5", path, error);
    if (status != LEO_OK || stat(path, &about) != 0)
        return status; // a record without telemetry has a report too
    pages->telemetry = leo_telemetry_file_open(path, error);
    if (!pages->telemetry)
        return LEO_IO;
    pages->rows = leo_telemetry_file_rows(pages->telemetry);
    pages->time_s = malloc((pages->rows + 1) * sizeof(double));
    pages->scratch = malloc((pages->rows + 1) * sizeof(double));
    pages->second = malloc((pages->rows + 1) * sizeof(double));
    if (!pages->time_s || !pages->scratch || !pages->second)
        return leo_fail(error, LEO_NO_MEMORY, path, "no memory for %zu rows", pages->rows);
    return pages->rows ? leo_telemetry_file_read(pages->telemetry, -1, pages->time_s, error) : LEO_OK;
}

static leo_status write_page(leo_pages *pages, leo_error *error)
{
    FILE *file = pages->file;
    fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
          "content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light "
          "dark\">\n<title>",
          file);
    leo_page_text(file, leo_page_string(pages->summary, "mission"));
    fprintf(file, " &ndash; flight report</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n",
            (const char *)leo_page_style);
    leo_page_headline(pages);
    leo_page_history(pages);
    leo_status status = leo_page_map(pages, error);
    if (status == LEO_OK)
        status = leo_page_plots(pages, error);
    if (status != LEO_OK)
        return status;
    leo_page_timeline(pages);
    leo_page_ledger(pages);
    leo_page_numbers(pages);
    leo_page_sources(pages);
    leo_page_provenance(pages);
    fputs("</main>\n", file);
    if (pages->stretch_count)
        fprintf(file, "<script>\n%s</script>\n<script>\n%s</script>\n", (const char *)leo_page_chart,
                (const char *)leo_page_script);
    fputs("</body>\n</html>\n", file);
    return LEO_OK;
}

static leo_status make(const char *record, const char *path, leo_pages *pages, leo_error *error)
{
    leo_status status = read_summary(record, pages, error);
    if (status == LEO_OK)
        status = read_telemetry(record, pages, error);
    if (status == LEO_OK)
        status = leo_page_stretches(pages, error);
    if (status != LEO_OK)
        return status;
    char draft[LEO_PATH_ROOM];
    if (snprintf(draft, sizeof draft, "%s.part", path) >= LEO_PATH_ROOM)
        return leo_fail(error, LEO_IO, path, "the path is too long");
    pages->file = fopen(draft, "wb");
    if (!pages->file)
        return leo_folder_refused(draft, "open for writing", error);
    status = write_page(pages, error);
    const leo_status closed = leo_folder_close(pages->file, draft, status == LEO_OK ? error : NULL);
    if (status == LEO_OK)
        status = closed;
    if (status == LEO_OK && rename(draft, path) != 0)
        status = leo_folder_refused(path, "rename the finished file", error);
    if (status != LEO_OK)
        remove(draft);
    return status;
}

leo_status leo_report(const char *record, const char *path, leo_error *error)
{
    char usual[LEO_PATH_ROOM];
    leo_pages pages = { 0 };
    if (!record)
        return leo_fail(error, LEO_BAD_ARGUMENT, "leo_report", "the folder of a record must be given");
    leo_status status = leo_folder_path(record, "report.html", usual, error);
    if (status == LEO_OK)
        status = make(record, path ? path : usual, &pages, error);
    json_decref(pages.summary);
    leo_telemetry_file_close(pages.telemetry);
    free(pages.time_s);
    free(pages.scratch);
    free(pages.second);
    return status;
}
