/* SPDX-License-Identifier: MIT */
#include "app.h"

#include <stdio.h>

int explain_main(int argc, char **argv)
{
    int json = 0, words;
    const char *key = NULL;
    const option_row rows[] = {
        { .name = "--json", .doc = "as JSON", .flag = &json },
        { 0 },
    };
    const int code = options_read("explain", argc, argv, rows, 0, 1, &key, &words);
    if (code >= 0)
        return code;
    leo_error error = { 0 };
    const leo_status status = leo_explain(key, json ? LEO_FORM_JSON : LEO_FORM_TEXT, stdout, &error);
    if (status != LEO_OK)
        problem_print(&error, stderr);
    return exit_code_of(status);
}
