/* SPDX-License-Identifier: MIT */
#include "app.h"

#include <stdio.h>

int report_main(int argc, char **argv)
{
    int words;
    const char *record, *out = NULL;
    const option_row rows[] = {
        { .name = "--out",
          .value = "FILE",
          .doc = "where to write it; usual: report.html in the record",
          .text = &out },
        { 0 },
    };
    const int code = options_read("report", argc, argv, rows, 1, 1, &record, &words);
    if (code >= 0)
        return code;
    leo_error error = { 0 };
    const leo_status status = leo_report(record, out, &error);
    if (status != LEO_OK)
        problem_print(&error, stderr);
    else if (out)
        printf("%s\n", out);
    else
        printf("%s/report.html\n", record);
    return exit_code_of(status);
}
