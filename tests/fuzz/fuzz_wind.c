/* SPDX-License-Identifier: MIT */
/* Fuzz target of the list of winds by height: any text gives a wind at every height, or an error with a message. */
#include "schema/read.h"
#include "world/atmosphere.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const leo_wind *wind = leo_wind_find("profile", NULL);
    leo_arena *arena = leo_arena_create(NULL);
    char *text = leo_arena_take(arena, size + 1, 1);
    if (size)
        memcpy(text, data, size);
    void *config = leo_arena_take(arena, wind->size, 1);
    leo_error error = { 0 };
    if (leo_field_read(leo_field_find(wind->fields, "levels"), text, arena, config, NULL, &error) == LEO_OK) {
        const leo_status status = wind->prepare(config, &error);
        if ((status == LEO_OK) != (error.status == LEO_OK) || (status != LEO_OK && !error.message[0]))
            abort();
        for (double alt = -2000; status == LEO_OK && alt < 50e3; alt += 1700) {
            const leo_air_place here = { .place = { 0, 0, alt } };
            leo_vec3 v;
            if (wind->at(config, &here, &v, NULL) != LEO_OK || !(fabs(v.x) <= 500.1 && fabs(v.y) <= 500.1))
                abort();
        }
    }
    leo_arena_destroy(arena);
    return 0;
}
