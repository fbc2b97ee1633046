/* SPDX-License-Identifier: MIT */
#include "view/page.h"

#include <math.h>
#include <string.h>

void leo_page_text(FILE *file, const char *text)
{
    for (; *text; text++) {
        switch (*text) {
        case '&':
            fputs("&amp;", file);
            break;
        case '<':
            fputs("&lt;", file);
            break;
        case '>':
            fputs("&gt;", file);
            break;
        case '"':
            fputs("&quot;", file);
            break;
        default:
            putc(*text, file);
        }
    }
}

const char *leo_page_string(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

double leo_page_number(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_number(value) ? json_number_value(value) : NAN;
}

static void format(char text[64], double value, double tolerance)
{
    const double fine = tolerance > 0 && isfinite(tolerance) ? tolerance
                        : fabs(value) > 0                    ? fabs(value) / 100
                                                             : 1;
    double decimals = ceil(0.9 - log10(fine));
    decimals = decimals < 0 ? 0 : decimals > 8 ? 8 : decimals;
    snprintf(text, 64, "%.*f", (int)decimals, value);
    if (text[0] == '-' && strspn(text + 1, "0.") == strlen(text + 1))
        memmove(text, text + 1, strlen(text)); // no minus sign before nought
}

void leo_page_value(FILE *file, double value, double tolerance)
{
    char text[64];
    if (!isfinite(value)) {
        fputs("&ndash;", file);
        return;
    }
    format(text, value, tolerance);
    // a minus sign of the width of a plus sign
    if (text[0] == '-')
        fprintf(file, "&minus;%s", text + 1);
    else
        fputs(text, file);
}

void leo_page_difference(FILE *file, double value, double tolerance)
{
    char text[64];
    if (isfinite(value)) {
        format(text, value, tolerance);
        if (text[0] != '-' && strspn(text, "0.") < strlen(text))
            fputs("+", file);
    }
    leo_page_value(file, value, tolerance);
}

void leo_page_place(FILE *file, double lat_deg, double lon_deg)
{
    if (!isfinite(lat_deg) || !isfinite(lon_deg)) {
        fputs("&ndash;", file);
        return;
    }
    fprintf(file, "%.3f&deg;&nbsp;%c %.3f&deg;&nbsp;%c", fabs(lat_deg), lat_deg < 0 ? 'S' : 'N',
            fabs(lon_deg), lon_deg < 0 ? 'W' : 'E');
}

void leo_page_utc(FILE *file, const char *utc)
{
    if (strlen(utc) < 20) {
        leo_page_text(file, utc);
        return;
    }
    // tenths are shown only where there are any
    const int tenths = utc[19] == '.' && utc[20] != '0';
    fprintf(file, "%.10s %.*s UTC", utc, tenths ? 10 : 8, utc + 11);
}

int leo_page_find(const leo_pages *pages, const char *group, const char *name)
{
    if (!pages->telemetry)
        return -1;
    for (size_t i = 0; i < leo_telemetry_file_count(pages->telemetry); i++) {
        const leo_column column = leo_telemetry_file_column(pages->telemetry, i);
        if (strcmp(column.group, group) == 0 && strcmp(column.name, name) == 0)
            return (int)i;
    }
    return -1;
}
