/* SPDX-License-Identifier: MIT */
/*
 * Fuzz target of the mission reader. The input is the mission file, or, after a line "=== NAME", the file NAME that
 * it includes; the first line "--set KEY=VALUE" may give one override. Files come from the input alone: what is
 * included never reaches the disk.
 */
#include "base/error.h"
#include "base/text.h"
#include "mission/reader.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct input {
    const char *text; // zero-terminated
    size_t size;
} input;

/* Where the file begins and how long it is; NULL: not in the input. */
static const char *find_file(const input *in, const char *path, size_t *size)
{
    const char *end = in->text + in->size, *begin = strcmp(path, "mission.yaml") == 0 ? in->text : NULL;
    for (const char *p = in->text; p < end; p++) {
        const int starts_line = p == in->text || p[-1] == '\n';
        if (!starts_line || end - p < 4 || memcmp(p, "=== ", 4) != 0)
            continue;
        if (begin) {
            *size = (size_t)(p - begin);
            return begin;
        }
        const char *line_end = memchr(p, '\n', (size_t)(end - p));
        const size_t length = line_end ? (size_t)(line_end - p) - 4 : 0;
        if (line_end && length == strlen(path) && memcmp(p + 4, path, length) == 0)
            begin = line_end + 1;
    }
    *size = begin ? (size_t)(end - begin) : 0;
    return begin;
}

static leo_status read_input(void *context, const char *path, leo_arena *arena, const char **text,
                             size_t *size, leo_error *error)
{
    const char *found = find_file(context, path, size);
    if (!found)
        return leo_fail(error, LEO_IO, NULL, "is not in the input");
    *text = leo_arena_text_n(arena, found, *size);
    return *text ? LEO_OK : leo_fail(error, LEO_NO_MEMORY, NULL, "no memory");
}

/* Every problem must have a place and a message, and be UTF-8 that fits. */
static void note(void *context, const leo_error *problem)
{
    ++*(int *)context;
    const size_t length = strlen(problem->message);
    if (!length || !problem->where[0] || leo_text_utf8_end(problem->message, length) != length)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *copy = malloc(size + 1);
    if (!copy)
        return 0;
    memcpy(copy, data, size);
    copy[size] = '\0';
    input in = { copy, size };
    char set[200] = "";
    const char *sets[] = { set, NULL };
    if (strncmp(copy, "--set ", 6) == 0) {
        const size_t length = strcspn(copy, "\n");
        snprintf(set, sizeof set, "%.*s", (int)(length > 6 ? length - 6 : 0), copy + 6);
        in.text += length + (copy[length] == '\n');
        in.size = size - (size_t)(in.text - copy);
    }
    int problems = 0;
    leo_error error = { 0 };
    const leo_plan_options options = { .set = set[0] ? sets : NULL, .problem = note, .context = &problems };
    leo_plan *plan = leo_plan_read("mission.yaml", &options, read_input, &in, &error);
    // either a plan without problems, or an error
    if (!plan == (error.status == LEO_OK) || (plan && problems))
        abort();
    leo_plan_close(plan);
    free(copy);
    return 0;
}
