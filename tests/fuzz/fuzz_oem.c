/* SPDX-License-Identifier: MIT */
/* Fuzz target of the OEM reader, KVN and XML: reading, dates, interpolation, writing. */
#include "record/oem_read.h"
#include "time/epoch.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must_come_back(const leo_oem_message *oem, leo_arena *arena)
{
    char *text = NULL;
    size_t size = 0;
    leo_error error = { 0 };
    FILE *file = open_memstream(&text, &size);
    if (!file)
        return;
    leo_oem_write(oem, file, &error);
    fclose(file);
    const leo_oem_message *again =
        leo_oem_parse((leo_bytes){ "again", (unsigned char *)text, size }, arena, &error);
    if (!again && error.status != LEO_NO_MEMORY) {
        fprintf(stderr, "%s: %s\n%s\n", error.where, error.message, text);
        abort();
    }
    if (again && (again->segments->count != oem->segments->count ||
                  memcmp(again->segments->points[0].pos_km, oem->segments->points[0].pos_km, 24) != 0))
        abort();
    free(text);
}

static void interpolate(leo_oem_message *oem)
{
    leo_error error = { 0 };
    double pos_km[3], vel_km_s[3];
    if (leo_oem_resolve(oem, NULL, &error) != LEO_OK)
        return;
    const leo_epoch first = oem->segments->points[0].instant;
    if (leo_oem_at(oem, first, NULL, pos_km, vel_km_s, &error) != LEO_OK)
        abort();
    for (int i = -1; i < 5; i++) {
        leo_error other = { 0 };
        leo_oem_at(oem, leo_epoch_add(first, 37.5 * i), NULL, pos_km, vel_km_s, &other);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    unsigned char *copy = malloc(size + 1);
    leo_arena *arena = leo_arena_create(NULL);
    if (copy && arena) {
        memcpy(copy, data, size);
        copy[size] = 0;
        leo_error error = { 0 };
        leo_oem_message *oem = leo_oem_parse((leo_bytes){ "fuzz", copy, size }, arena, &error);
        if (oem ? error.status != LEO_OK : error.status == LEO_OK || !error.where[0] || !error.message[0])
            abort();
        if (oem) {
            must_come_back(oem, arena);
            interpolate(oem);
        }
    }
    leo_arena_destroy(arena);
    free(copy);
    return 0;
}
