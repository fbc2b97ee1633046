/* SPDX-License-Identifier: MIT */
#include "app.h"
#include "user_data.h"

#include <stdio.h>

int doctor_main(int argc, char **argv)
{
    int json = 0, words;
    const char *none = NULL;
    const option_row rows[] = {
        { .name = "--json", .doc = "as JSON", .flag = &json },
        { 0 },
    };
    const int code = options_read("doctor", argc, argv, rows, 0, 0, &none, &words);
    if (code >= 0)
        return code;
    char today[16];
    leo_error error = { 0 };
    leo_data *data = data_open(NULL, &error);
    leo_status status = error.status;
    if (data)
        status = leo_doctor(data, data_today(today), json ? LEO_FORM_JSON : LEO_FORM_TEXT, stdout, &error);
    leo_data_close(data);
    if (status != LEO_OK)
        problem_print(&error, stderr);
    return exit_code_of(status);
}
