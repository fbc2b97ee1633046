/* SPDX-License-Identifier: MIT */
#include "app.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

static void print_json(const leo_plan *plan)
{
    json_t *list = json_array();
    for (size_t i = 0; i < leo_plan_channel_count(plan); i++) {
        const leo_channel channel = leo_plan_channel(plan, i);
        json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "name", channel.name, "unit", channel.unit,
                                              "doc", channel.doc));
    }
    json_dumpf(list, stdout, JSON_INDENT(2));
    putchar('\n');
    json_decref(list);
}

static void print_text(const leo_plan *plan)
{
    int widest = 0;
    for (size_t i = 0; i < leo_plan_channel_count(plan); i++) {
        const int width = (int)strlen(leo_plan_channel(plan, i).name);
        widest = width > widest ? width : widest;
    }
    for (size_t i = 0; i < leo_plan_channel_count(plan); i++) {
        const leo_channel channel = leo_plan_channel(plan, i);
        printf("%-*s  %s%-10s%s  %s\n", widest, channel.name, paint_on(stdout, PAINT_FAINT), channel.unit,
               paint_on(stdout, PAINT_NONE), channel.doc);
    }
}

int channels_main(int argc, char **argv)
{
    int json = 0, words;
    const char *mission;
    text_list set = { 0 };
    const option_row rows[] = {
        { .name = "--set",
          .value = "KEY=VALUE",
          .doc = "change a value of the mission; may be repeated",
          .list = &set },
        { .name = "--json", .doc = "as JSON", .flag = &json },
        { 0 },
    };
    const int code = options_read("channels", argc, argv, rows, 1, 1, &mission, &words);
    if (code >= 0)
        return code;
    leo_error error = { 0 };
    int problems = 0;
    leo_plan *plan = leo_plan_open(
        mission, &(leo_plan_options){ .set = set.items, .problem = problem_count, .context = &problems },
        &error);
    if (!plan) {
        if (!problems)
            problem_print(&error, stderr);
        return exit_code_of(error.status);
    }
    (json ? print_json : print_text)(plan);
    leo_plan_close(plan);
    return EXIT_GOOD;
}
