/* SPDX-License-Identifier: MIT */
/* Fuzz target of the reader of space weather: any bytes give a set, or an error with a place and a message. */
#include "world/weather.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    leo_arena *arena = leo_arena_create(NULL);
    unsigned char *copy = leo_arena_take(arena, size + 1, 1);
    if (size)
        memcpy(copy, data, size);
    leo_error error = { 0 };
    const leo_weather *weather = leo_weather_parse((leo_bytes){ "sw", copy, size }, NULL, arena, &error);
    if (!weather == (error.status == LEO_OK) || (!weather && (!error.where[0] || !error.message[0])))
        abort();
    if (weather) {
        leo_weather_now now;
        const leo_weather_about about = leo_weather_about_of(weather);
        leo_weather_at(weather, about.first, &now, NULL);
        leo_weather_at(weather, about.last, &now, NULL);
    }
    leo_arena_destroy(arena);
    return 0;
}
