/* SPDX-License-Identifier: MIT */
#include "app.h"
#include "user_data.h"

#include <stdio.h>

int time_main(int argc, char **argv)
{
    int json = 0, words;
    const char *date = NULL, *scale = NULL;
    text_list files = { 0 };
    const option_row rows[] = {
        { .name = "--time-system",
          .value = "NAME",
          .doc = "of DATE: UTC (usual), UT1, TAI, TT, TDB, TCG, TCB, GPS",
          .text = &scale },
        { .name = "--data",
          .value = "FILE",
          .doc = "a set of data over those in use; may be repeated",
          .list = &files },
        { .name = "--json", .doc = "as JSON", .flag = &json },
        { 0 },
    };
    const int code = options_read("time", argc, argv, rows, 1, 1, &date, &words);
    if (code >= 0)
        return code;
    leo_error error = { 0 };
    leo_data *data = data_open(&files, &error);
    leo_status status = error.status;
    if (data)
        status = leo_clock_write(date, scale, data, json ? LEO_FORM_JSON : LEO_FORM_TEXT, stdout, &error);
    leo_data_close(data);
    if (status != LEO_OK)
        problem_print(&error, stderr);
    return exit_code_of(status);
}
