/* SPDX-License-Identifier: MIT */
#include "app.h"
#include "user_data.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

typedef struct data_wish {
    int json;
    int word_count;
    const char *words[64];
} data_wish;

static int list_sets(const data_wish *wish, leo_error *error)
{
    char today[16], folder[PATH_ROOM] = "";
    leo_data *data = data_open(NULL, error);
    if (!data)
        return exit_code_of(error->status);
    if (!wish->json) {
        printf("%sdata in use%s, topmost first\n", paint_on(stdout, PAINT_BOLD),
               paint_on(stdout, PAINT_NONE));
        if (data_folder(folder, sizeof folder))
            printf("your own sets lie in %s\n\n", folder);
    }
    const leo_status status =
        leo_data_write(data, data_today(today), wish->json ? LEO_FORM_JSON : LEO_FORM_TEXT, stdout, error);
    leo_data_close(data);
    return exit_code_of(status);
}

static int add_sets(const data_wish *wish, leo_error *error)
{
    json_t *added = json_array();
    leo_status status = wish->word_count > 1 ? LEO_OK : LEO_BAD_INPUT;
    if (status != LEO_OK) {
        error->status = status;
        snprintf(error->where, sizeof error->where, "leonov data add");
        snprintf(error->message, sizeof error->message, "which FILE?");
    }
    for (int i = 1; i < wish->word_count && status == LEO_OK; i++) {
        char where[PATH_ROOM];
        status = data_add(wish->words[i], where, sizeof where, error);
        if (status == LEO_OK && wish->json)
            json_array_append_new(added, json_pack("{s:s, s:s}", "file", wish->words[i], "kept", where));
        else if (status == LEO_OK)
            printf("%s: %skept%s as %s\n", wish->words[i], paint_on(stdout, PAINT_GREEN),
                   paint_on(stdout, PAINT_NONE), where);
    }
    if (wish->json && status == LEO_OK) {
        json_dumpf(added, stdout, JSON_INDENT(2));
        putchar('\n');
    }
    json_decref(added);
    return exit_code_of(status);
}

static int remove_sets(const data_wish *wish, leo_error *error)
{
    leo_status status = wish->word_count > 1 ? LEO_OK : LEO_BAD_INPUT;
    if (status != LEO_OK) {
        error->status = status;
        snprintf(error->where, sizeof error->where, "leonov data remove");
        snprintf(error->message, sizeof error->message, "which NAME? leonov data lists them");
    }
    for (int i = 1; i < wish->word_count && status == LEO_OK; i++) {
        status = data_remove(wish->words[i], error);
        if (status == LEO_OK && !wish->json)
            printf("%s: removed\n", wish->words[i]);
    }
    if (wish->json && status == LEO_OK)
        printf("{\"removed\": %d}\n", wish->word_count - 1);
    return exit_code_of(status);
}

/* What may follow `leonov data`. */
static const struct {
    const char *word;
    int (*run)(const data_wish *wish, leo_error *error);
} acts[] = { { "list", list_sets }, { "add", add_sets }, { "remove", remove_sets }, { 0 } };

int data_main(int argc, char **argv)
{
    data_wish wish = { 0 };
    const option_row rows[] = {
        { .name = "--json", .doc = "as JSON", .flag = &wish.json },
        { 0 },
    };
    const int most = (int)(sizeof wish.words / sizeof *wish.words);
    const int code = options_read("data", argc, argv, rows, 0, most, wish.words, &wish.word_count);
    if (code >= 0)
        return code;
    leo_error error = { 0 };
    const char *word = wish.word_count ? wish.words[0] : "list";
    int result = EXIT_BAD_INPUT, found = 0;
    for (int i = 0; acts[i].word; i++)
        if (strcmp(acts[i].word, word) == 0) {
            found = 1;
            result = acts[i].run(&wish, &error);
        }
    if (!found)
        fprintf(stderr, "leonov data: '%s' is none of list, add FILE, remove NAME\n", word);
    else if (error.status != LEO_OK)
        problem_print(&error, stderr);
    return result;
}
