/* SPDX-License-Identifier: MIT */
#include "app.h"

#include <stdio.h>
#include <string.h>

/* Edit distance, counting insertions, deletions and replacements; words longer than the table are far. */
static int distance(const char *a, const char *b)
{
    enum { ROOM = 64 };
    const int na = (int)strlen(a), nb = (int)strlen(b);
    int row[ROOM];
    if (na >= ROOM || nb >= ROOM)
        return ROOM;
    for (int j = 0; j <= nb; j++)
        row[j] = j;
    for (int i = 1; i <= na; i++) {
        int corner = row[0];
        row[0] = i;
        for (int j = 1; j <= nb; j++) {
            int best = corner + (a[i - 1] != b[j - 1]);
            corner = row[j];
            best = best < corner + 1 ? best : corner + 1;
            best = best < row[j - 1] + 1 ? best : row[j - 1] + 1;
            row[j] = best;
        }
    }
    return row[nb];
}

const char *nearest_name(const char *word, const char *const *names)
{
    const char *near = NULL;
    int nearest = (int)strlen(word) / 2 + 1;
    for (int i = 0; names[i]; i++) {
        const int far = distance(word, names[i]);
        if (far < nearest) {
            nearest = far;
            near = names[i];
        }
    }
    return near;
}

static void print_help(const char *command, const option_row *rows)
{
    for (const subcommand *row = subcommands; row->name; row++)
        if (strcmp(row->name, command) == 0)
            printf("leonov %s %s\n%s\n\n", row->name, row->usage, row->summary);
    for (const option_row *row = rows; row->name; row++) {
        char left[64];
        snprintf(left, sizeof left, "%s%s%s", row->name, row->value ? " " : "", row->value ? row->value : "");
        printf("  %-20s %s\n", left, row->doc);
    }
    printf("  %-20s %s\n", "--help", "this text");
}

static int refuse(const char *command, const char *what, const char *word)
{
    fprintf(stderr, "leonov %s: %s '%s'\nleonov %s --help lists its options\n", command, what, word, command);
    return EXIT_BAD_INPUT;
}

static int unknown_option(const char *command, const char *word, const option_row *rows)
{
    const char *names[64] = { "--help" };
    int count = 1;
    for (const option_row *row = rows; row->name && count < 63; row++)
        names[count++] = row->name;
    const char *near = nearest_name(word, names);
    fprintf(stderr, "leonov %s: unknown option '%s'", command, word);
    if (near)
        fprintf(stderr, "; did you mean '%s'?", near);
    fprintf(stderr, "\nleonov %s --help lists its options\n", command);
    return EXIT_BAD_INPUT;
}

static const option_row *find_row(const option_row *rows, const char *word, size_t length)
{
    for (const option_row *row = rows; row->name; row++)
        if (strlen(row->name) == length && strncmp(row->name, word, length) == 0)
            return row;
    return NULL;
}

/* One option at argv[*at]; -1 when it was taken. */
static int take_option(const char *command, int argc, char **argv, const option_row *rows, int *at)
{
    const char *word = argv[*at], *equal = strchr(word, '=');
    const option_row *row = find_row(rows, word, equal ? (size_t)(equal - word) : strlen(word));
    if (!row)
        return unknown_option(command, word, rows);
    if (row->flag) {
        if (equal)
            return refuse(command, "this option takes no value:", word);
        *row->flag = 1;
        return -1;
    }
    const char *value = equal ? equal + 1 : NULL;
    if (!value) {
        if (*at + 1 >= argc)
            return refuse(command, "a value is missing after", word);
        value = argv[++*at];
    }
    if (row->text) {
        *row->text = value;
    } else if (row->list->count < LIST_ROOM) {
        row->list->items[row->list->count++] = value;
    } else {
        return refuse(command, "given too often:", row->name);
    }
    return -1;
}

int options_read(const char *command, int argc, char **argv, const option_row *rows, int least, int most,
                 const char **words, int *word_count)
{
    *word_count = 0;
    for (int i = 0; i < argc; i++) {
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            print_help(command, rows);
            return EXIT_GOOD;
        }
        if (argv[i][0] == '-' && argv[i][1] != 0) {
            const int code = take_option(command, argc, argv, rows, &i);
            if (code >= 0)
                return code;
        } else if (*word_count < most) {
            words[(*word_count)++] = argv[i];
        } else {
            return refuse(command, "one word too many:", argv[i]);
        }
    }
    if (*word_count < least) {
        for (const subcommand *row = subcommands; row->name; row++)
            if (strcmp(row->name, command) == 0)
                fprintf(stderr, "usage: leonov %s %s\n", row->name, row->usage);
        return EXIT_BAD_INPUT;
    }
    return -1;
}
