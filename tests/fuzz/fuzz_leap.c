/* SPDX-License-Identifier: MIT */
/* Fuzz target of the readers of leap seconds. A table that is read must answer for every day; a file refused has a place. */
#include "time/leap.h"

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
    const leo_leap_table *table = leo_leap_parse((leo_bytes){ "input", copy, size }, arena, &error);
    if (!table && (error.status == LEO_OK || !error.where[0] || !error.message[0]))
        abort();
    for (int mjd = 36934; table && mjd < 70000; mjd += 97) {
        leo_leap_day day;
        if (leo_leap_on(table, mjd, &day, NULL) == LEO_OK &&
            !(fabs(day.step_s) <= 3 && isfinite(day.offset_s) && fabs(day.rate_s_day) < 1))
            abort();
    }
    leo_arena_destroy(arena);
    return 0;
}
