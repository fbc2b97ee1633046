/* SPDX-License-Identifier: MIT */
/*
 * Fuzz target of setups: a setup file, an OPM or an OEM; lines "--set KEY=VALUE" at the beginning are settings. Nothing is
 * propagated: what costs time there is not the reader.
 */
#include "propagate/setup.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void note(void *context, const leo_error *problem)
{
    ++*(int *)context;
    if (!problem->message[0] || !problem->where[0])
        abort();
}

/* Cuts the lines of settings off; returns what is left. */
static char *take_settings(char *text, const char **set, int room)
{
    int count = 0;
    while (strncmp(text, "--set ", 6) == 0 && count < room - 1) {
        set[count++] = text + 6;
        text += strcspn(text, "\n");
        if (*text)
            *text++ = 0;
    }
    set[count] = NULL;
    return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *copy = malloc(size + 1);
    leo_arena *arena = leo_arena_create(NULL);
    const char *set[8];
    int problems = 0;
    if (copy && arena) {
        memcpy(copy, data, size);
        copy[size] = 0;
        const char *text = take_settings(copy, set, 8);
        leo_error error = { 0 };
        const leo_plan_options options = { .problem = note, .context = &problems };
        leo_reader reader = { .arena = arena, .error = &error, .options = &options };
        leo_setup *setup = LEO_TAKE(arena, leo_setup, 1);
        reader.plan = LEO_TAKE(arena, leo_plan, 1);
        const leo_bytes bytes = { "fuzz", (const unsigned char *)text, size - (size_t)(text - copy) };
        if (setup && reader.plan &&
            (reader.root = leo_setup_source_bytes(bytes, NULL, NULL, arena, &error))) {
            leo_setup_settings(&reader, set);
            if (reader.problems == 0)
                leo_setup_read(&reader, NULL, setup);
            // problems and errors go together
            if ((reader.problems == 0) != (error.status == LEO_OK) || problems != reader.problems)
                abort();
        }
    }
    leo_arena_destroy(arena);
    free(copy);
    return 0;
}
