/* SPDX-License-Identifier: MIT */
/*
 * Broken mission files and the problems that the reader must report, word for word: broken/NAME.yaml beside
 * broken/NAME.error, which holds one line "line:column: message" for each problem (with its path in front when it
 * lies in another file).
 */
#define _XOPEN_SOURCE 700
#include "base/error.h"
#include "check.h"
#include <leonov/leonov.h>

#include <dirent.h>
#include <unistd.h>

enum { TEXT_ROOM = 16384 };

typedef struct found {
    char text[TEXT_ROOM];
    size_t length;
    int count;
    const char *path;
    leo_error first;
} found;

static void note(void *context, const leo_error *problem)
{
    found *all = context;
    const size_t own = strlen(all->path);
    const char *where = problem->where;
    if (strncmp(where, all->path, own) == 0 && where[own] == ':')
        where += own + 1;
    else if (strncmp(where, "broken/", 7) == 0)
        where += 7;
    if (all->count++ == 0)
        all->first = *problem;
    all->length += (size_t)snprintf(all->text + all->length, TEXT_ROOM - all->length, "%s: %s\n", where,
                                    problem->message);
    if (all->length >= TEXT_ROOM)
        all->length = TEXT_ROOM - 1;
}

static void read_file(const char *path, char text[TEXT_ROOM])
{
    FILE *file = fopen(path, "rb");
    const size_t length = file ? fread(text, 1, TEXT_ROOM - 1, file) : 0;
    text[length] = '\0';
    if (file)
        fclose(file);
}

static void check_file(const char *path)
{
    char error_path[512], wanted[TEXT_ROOM];
    found all = { .path = path };
    leo_error error = { 0 };
    leo_plan *plan = leo_plan_open(path, &(leo_plan_options){ .problem = note, .context = &all }, &error);
    snprintf(error_path, sizeof error_path, "%.*s.error", (int)(strlen(path) - 5), path);
    read_file(error_path, wanted);
    if (strcmp(all.text, wanted) != 0)
        printf("  %s\n", path);
    CHECK_TEXT(all.text, wanted);
    CHECK(plan == NULL && wanted[0]);
    // the error is the first problem, with a place that a person can go to
    CHECK(error.status != LEO_OK);
    CHECK_TEXT(error.where, all.first.where);
    CHECK_TEXT(error.message, all.first.message);
    leo_plan_close(plan);
}

static int compare(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void every_broken_file_tells_what_is_wrong(void)
{
    static char names[200][128];
    int count = 0;
    DIR *folder = opendir("broken");
    for (struct dirent *entry; folder && (entry = readdir(folder)) && count < 200;)
        if (strstr(entry->d_name, ".yaml"))
            snprintf(names[count++], sizeof names[0], "broken/%.100s", entry->d_name);
    if (folder)
        closedir(folder);
    qsort(names, (size_t)count, sizeof names[0], compare);
    for (int i = 0; i < count; i++)
        check_file(names[i]);
    printf("  %d broken files\n", count);
    CHECK(count >= 25);
}

static const char *first_problem(const char *path)
{
    static leo_error error;
    error = (leo_error){ 0 };
    leo_plan *plan = leo_plan_open(path, NULL, &error);
    CHECK(plan == NULL);
    leo_plan_close(plan);
    return error.message;
}

static void a_file_of_ten_megabytes_is_refused_unread(void)
{
    char path[] = "/tmp/leonov-large-XXXXXX";
    const int handle = mkstemp(path);
    CHECK(handle >= 0 && ftruncate(handle, 10 << 20) == 0);
    CHECK_TEXT(first_problem(path), "is 10 MB large; a mission file has at most 8 MB");
    close(handle);
    unlink(path);
}

static void a_file_of_a_million_values_is_refused(void)
{
    char path[] = "/tmp/leonov-many-XXXXXX";
    const int handle = mkstemp(path);
    FILE *file = handle >= 0 ? fdopen(handle, "wb") : NULL;
    CHECK(file != NULL);
    if (!file)
        return;
    fputs("world: [", file);
    for (int i = 0; i < 1000000; i++)
        fputs("1,", file);
    fputs("]\n", file);
    fclose(file);
    CHECK_TEXT(first_problem(path), "more than 200000 values in one file");
    unlink(path);
}

static void no_such_file_is_an_error(void)
{
    CHECK_TEXT(first_problem("nowhere/nothing.yaml"), "cannot be opened: No such file or directory");
    CHECK_TEXT(first_problem("broken"), "is not a file");
    leo_error error = { 0 };
    CHECK(leo_plan_open(NULL, NULL, &error) == NULL && error.status == LEO_BAD_ARGUMENT);
    leo_plan_close(NULL);
}

int main(void)
{
    const char *source = getenv("LEO_SOURCE_DIR");
    if (!source || chdir(source) != 0 || chdir("tests/mission") != 0) {
        printf("LEO_SOURCE_DIR must name the checkout\n");
        return EXIT_FAILURE;
    }
    RUN(every_broken_file_tells_what_is_wrong);
    RUN(a_file_of_ten_megabytes_is_refused_unread);
    RUN(a_file_of_a_million_values_is_refused);
    RUN(no_such_file_is_an_error);
    return check_result();
}
