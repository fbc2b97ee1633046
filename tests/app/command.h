/* SPDX-License-Identifier: MIT */
#ifndef LEO_TESTS_APP_COMMAND_H
#define LEO_TESTS_APP_COMMAND_H

/* The command as a user types it, in a scratch folder, with a folder of data of its own. */
#include "record/scratch.h"

#include <sys/wait.h>

static char base[2200], out[1 << 20], err[1 << 16];

static inline size_t read_into(char *text, size_t room, const char *name)
{
    char path[2300];
    snprintf(path, sizeof path, "%s/%s", base, name);
    FILE *file = fopen(path, "rb");
    const size_t size = file ? fread(text, 1, room - 1, file) : 0;
    text[size] = 0;
    if (file)
        fclose(file);
    return size;
}

/* Run `leonov <arguments>` in the scratch folder; the exit status is returned, its output is in out and err. */
static inline int leonov(const char *arguments)
{
    char command[8192];
    snprintf(command, sizeof command, "cd '%s' && LEONOV_DATA=own '%s' %s >out 2>err", base,
             getenv("LEO_COMMAND"), arguments);
    const int status = system(command);
    read_into(out, sizeof out, "out");
    read_into(err, sizeof err, "err");
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static inline void write_file(const char *name, const char *text)
{
    char path[2300];
    snprintf(path, sizeof path, "%s/%s", base, name);
    FILE *file = fopen(path, "wb");
    CHECK(file && fputs(text, file) >= 0);
    if (file)
        fclose(file);
}

#endif
