/* SPDX-License-Identifier: MIT */
#include "app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_ROOM = 512, CARET_ROOM = 160 };

/* "path:12:7" into its parts; 0 when it is not of that form. */
static int split_place(const char *where, char path[PATH_ROOM], long *line, long *column)
{
    const char *last = strrchr(where, ':');
    if (!last || last == where)
        return 0;
    const char *middle = last - 1;
    while (middle > where && *middle != ':')
        middle--;
    char *end;
    *column = strtol(last + 1, &end, 10);
    if (middle == where || end == last + 1 || *end)
        return 0;
    *line = strtol(middle + 1, &end, 10);
    if (end != last || *line < 1 || *column < 1 || (size_t)(middle - where) >= PATH_ROOM)
        return 0;
    memcpy(path, where, (size_t)(middle - where));
    path[middle - where] = 0;
    return 1;
}

/* The line of the file, without its end; 0 when it cannot be had. */
static int read_line(const char *path, long number, char line[LINE_ROOM])
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return 0;
    long at = 1;
    size_t length = 0;
    for (int c = getc(file); c != EOF && at <= number; c = getc(file)) {
        if (c == '\n')
            at++;
        else if (at == number && length < LINE_ROOM - 1)
            line[length++] = (char)(c == '\t' || (unsigned char)c < ' ' ? ' ' : c);
    }
    fclose(file);
    line[length] = 0;
    return length > 0;
}

static void print_caret(const char *line, long column, FILE *file)
{
    if ((size_t)column > strlen(line) + 1 || column > CARET_ROOM)
        return;
    fprintf(file, "    %s\n    ", line);
    for (long i = 1; i < column; i++)
        if (((unsigned char)line[i - 1] & 0xC0u) != 0x80u)
            putc(' ', file);
    fprintf(file, "%s^%s\n", paint_on(file, PAINT_RED), paint_on(file, PAINT_NONE));
}

void problem_print(const leo_error *error, FILE *file)
{
    char path[PATH_ROOM], line[LINE_ROOM];
    long number, column;
    fprintf(file, "%s%s%s%s%s%s%s\n", paint_on(file, PAINT_BOLD), error->where, error->where[0] ? ": " : "",
            paint_on(file, PAINT_NONE), paint_on(file, PAINT_RED),
            error->message[0] ? error->message : leo_status_name(error->status), paint_on(file, PAINT_NONE));
    if (split_place(error->where, path, &number, &column) && read_line(path, number, line))
        print_caret(line, column, file);
}

void problem_count(void *context, const leo_error *error)
{
    ++*(int *)context;
    problem_print(error, stderr);
}

int exit_code_of(leo_status status)
{
    if (status == LEO_OK)
        return EXIT_GOOD;
    if (status == LEO_INTERRUPTED)
        return EXIT_INTERRUPTED;
    return status == LEO_BAD_INPUT || status == LEO_BAD_ARGUMENT ? EXIT_BAD_INPUT : EXIT_RUN_FAILED;
}
