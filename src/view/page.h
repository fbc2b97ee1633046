/* SPDX-License-Identifier: MIT */
#ifndef LEO_VIEW_PAGE_H
#define LEO_VIEW_PAGE_H

/* What the sections of report.html share: the record as read back, text for HTML, numbers as people want
 * them. */

#include "record/telemetry.h"

#include <jansson.h>
#include <leonov/types.h>
#include <stdio.h>

/* Embedded by cmake/embed.cmake, each ended by a zero byte. */
extern const unsigned char leo_page_style[], leo_page_script[], leo_page_chart[];

/* A stretch of the flight that deserves plots of its own. */
typedef struct leo_stretch {
    char title[160];
    const char *id; // "flight", "close-1", ...
    double begin_s, end_s;
    size_t first, count; // rows of telemetry
} leo_stretch;

enum { LEO_STRETCH_ROOM = 8 };

/* The record behind the page. */
typedef struct leo_pages {
    FILE *file;
    json_t *summary;
    leo_telemetry_file *telemetry; // NULL: none was written
    double *time_s;                // by row
    double *scratch, *second;      // as many again
    size_t rows;
    leo_stretch stretches[LEO_STRETCH_ROOM]; // the first is the whole flight
    int stretch_count;
} leo_pages;

/* Text with the characters that HTML keeps for itself replaced. */
void leo_page_text(FILE *file, const char *text);

/* Members of a JSON object: the text, or "" ; the number, or NaN. */
const char *leo_page_string(const json_t *object, const char *key);
double leo_page_number(const json_t *object, const char *key);

/* `value` with as many decimals as the tolerance makes sensible; NaN prints as a dash. */
void leo_page_value(FILE *file, double value, double tolerance);
/* The same with its sign, also when it is positive. */
void leo_page_difference(FILE *file, double value, double tolerance);

/* "1965-03-18 08:34:51 UTC" of "1965-03-18T08:34:51.000Z" */
void leo_page_utc(FILE *file, const char *utc);

/* "59.57 N 55.47 E" */
void leo_page_place(FILE *file, double lat_deg, double lon_deg);

/* The dataset group/name, or -1. */
int leo_page_find(const leo_pages *pages, const char *group, const char *name);

/* Sections, in the order of the page. */
void leo_page_headline(const leo_pages *pages);
void leo_page_history(const leo_pages *pages);
leo_status leo_page_map(leo_pages *pages, leo_error *error);
leo_status leo_page_plots(leo_pages *pages, leo_error *error);
void leo_page_timeline(const leo_pages *pages);
void leo_page_ledger(const leo_pages *pages);
void leo_page_numbers(const leo_pages *pages);
void leo_page_sources(const leo_pages *pages);
void leo_page_provenance(const leo_pages *pages);

/* Find the stretches: the whole flight, spans of faster telemetry, the entry. */
leo_status leo_page_stretches(leo_pages *pages, leo_error *error);

#endif
