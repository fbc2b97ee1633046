/* SPDX-License-Identifier: MIT */
/*
 * libFuzzer: leo_gravity_parse must take anything, and either give a field whose numbers are finite and whose pull can be
 * had, or say what is wrong and where.
 */
#include "base/error.h"
#include "world/gravity_model.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    unsigned char *copy = malloc(size + 1);
    leo_arena *arena = leo_arena_create(NULL);
    if (!copy || !arena)
        abort();
    if (size)
        memcpy(copy, data, size);
    copy[size] = 0;
    leo_error error = { 0 };
    const int degree_max = size ? data[size - 1] % 8 : 0;
    const leo_gravity *field =
        leo_gravity_parse((leo_bytes){ "field.gfc", copy, size }, degree_max, arena, &error);
    // either a field, or an error with a place and a message
    if (!field == (error.status == LEO_OK) || (!field && (!error.where[0] || !error.message[0])))
        abort();
    if (field) {
        const size_t count = (size_t)(field->degree + 1) * (size_t)(field->degree + 2) / 2;
        for (size_t i = 0; i < count; i++)
            if (!isfinite(field->c[i]) || !isfinite(field->s[i]))
                abort();
        if (!leo_gravity_model_create(field, 4, 4, LEO_KERNEL_BEST, arena, &error))
            abort();
    }
    leo_arena_destroy(arena);
    free(copy);
    return 0;
}
