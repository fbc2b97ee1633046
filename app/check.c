/* SPDX-License-Identifier: MIT */
#include "app.h"
#include "user_data.h"

#include <jansson.h>
#include <stdio.h>

/* Problems go to stderr as they are found, or into a list for --json. */
typedef struct collected {
    int count;
    json_t *list;
} collected;

static void collect(void *context, const leo_error *error)
{
    collected *all = context;
    all->count++;
    if (all->list)
        json_array_append_new(all->list, json_pack("{s:s, s:s, s:s}", "where", error->where, "message",
                                                   error->message, "status", leo_status_name(error->status)));
    else
        problem_print(error, stderr);
}

static void print_good(const leo_plan *plan, const char *path)
{
    char begin[40] = "", end[40] = "";
    leo_plan_utc(plan, 0, 0, begin, NULL);
    leo_plan_utc(plan, leo_plan_end_s(plan), 0, end, NULL);
    printf("%s: %sgood%s\n", path, paint_on(stdout, PAINT_GREEN), paint_on(stdout, PAINT_NONE));
    printf("%s, %s to %s at the latest; %zu channels, %zu numbers\n", leo_plan_name(plan), begin, end,
           leo_plan_channel_count(plan), leo_plan_number_count(plan));
}

int check_main(int argc, char **argv)
{
    int json = 0;
    text_list set = { 0 }, files = { 0 };
    const char *mission;
    int words;
    const option_row rows[] = {
        { .name = "--set",
          .value = "KEY=VALUE",
          .doc = "change a value of the mission; may be repeated",
          .list = &set },
        { .name = "--data",
          .value = "FILE",
          .doc = "a set of data over those in use; may be repeated",
          .list = &files },
        { .name = "--json", .doc = "problems as JSON", .flag = &json },
        { 0 },
    };
    const int code = options_read("check", argc, argv, rows, 1, 1, &mission, &words);
    if (code >= 0)
        return code;
    leo_error error = { 0 };
    collected all = { 0, json ? json_array() : NULL };
    leo_data *data = data_open(&files, &error);
    leo_plan *plan =
        data ? leo_plan_open(
                   mission,
                   &(leo_plan_options){ .set = set.items, .problem = collect, .context = &all, .data = data },
                   &error)
             : NULL;
    if (!plan && all.count == 0)
        collect(&all, &error);
    if (json) {
        json_t *result =
            json_pack("{s:s, s:b, s:o}", "mission", mission, "good", plan != NULL, "problems", all.list);
        json_dumpf(result, stdout, JSON_INDENT(2));
        putchar('\n');
        json_decref(result);
    } else if (plan) {
        print_good(plan, mission);
    } else {
        fprintf(stderr, "%d problem%s\n", all.count, all.count == 1 ? "" : "s");
    }
    leo_plan_close(plan);
    leo_data_close(data);
    return plan ? EXIT_GOOD : exit_code_of(error.status);
}
