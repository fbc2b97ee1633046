/* SPDX-License-Identifier: MIT */
/* Fuzz target of the OPM reader, KVN and XML: what is read must be written and read again without change. */
#include "record/opm.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must_come_back(const leo_opm *opm, leo_arena *arena)
{
    char *text = NULL;
    size_t size = 0;
    leo_error error = { 0 };
    FILE *file = open_memstream(&text, &size);
    if (!file)
        return;
    leo_opm_write(opm, file, &error);
    fclose(file);
    const leo_opm *again = leo_opm_parse((leo_bytes){ "again", (unsigned char *)text, size }, arena, &error);
    if (!again && error.status != LEO_NO_MEMORY) {
        fprintf(stderr, "%s: %s\n%s\n", error.where, error.message, text);
        abort();
    }
    if (again && (again->state.x_km.value != opm->state.x_km.value ||
                  strcmp(again->state.epoch.text, opm->state.epoch.text) != 0))
        abort();
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    unsigned char *copy = malloc(size + 1);
    leo_arena *arena = leo_arena_create(NULL);
    if (copy && arena) {
        memcpy(copy, data, size);
        copy[size] = 0;
        leo_error error = { 0 };
        const leo_opm *opm = leo_opm_parse((leo_bytes){ "fuzz", copy, size }, arena, &error);
        // either a message, or an error with a place
        if (opm ? error.status != LEO_OK : error.status == LEO_OK || !error.where[0] || !error.message[0])
            abort();
        if (opm)
            must_come_back(opm, arena);
    }
    leo_arena_destroy(arena);
    free(copy);
    return 0;
}
