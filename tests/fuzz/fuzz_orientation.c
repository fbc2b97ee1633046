/* SPDX-License-Identifier: MIT */
/* Fuzz target of the readers of Earth orientation. What is read must be finite over its span; a file refused has a place. */
#include "time/epoch.h"
#include "time/orientation.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    leo_arena *arena = leo_arena_create(NULL);
    unsigned char *copy = leo_arena_take(arena, size + 1, 1);
    if (!copy)
        abort();
    if (size)
        memcpy(copy, data, size);
    leo_error error = { 0 };
    const leo_orientation_table *table =
        leo_orientation_parse((leo_bytes){ "input", copy, size }, NULL, arena, &error);
    if (!table && (error.status == LEO_OK || !error.where[0] || !error.message[0]))
        abort();
    if (table) {
        const leo_orientation_about about = leo_orientation_about_of(table);
        const double span_s = leo_epoch_since(about.last, about.first);
        for (int i = 0; i <= 50; i++) {
            leo_orientation o = { 0 };
            if (leo_orientation_in(table, leo_epoch_add(about.first, span_s * i / 50), &o, NULL) == LEO_OK &&
                !(isfinite(o.ut1_minus_tai_s) && isfinite(o.pole_x_rad) && isfinite(o.pole_y_rad) &&
                  isfinite(o.dx_rad) && isfinite(o.dy_rad)))
                abort();
        }
    }
    leo_arena_destroy(arena);
    return 0;
}
