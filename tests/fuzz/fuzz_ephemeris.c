/* SPDX-License-Identifier: MIT */
/*
 * libFuzzer: leo_ephemeris_parse must take anything. What it takes must answer at its ends and between them with finite
 * numbers or an error; what it refuses has a place and a message.
 */
#include "base/error.h"
#include "world/ephemeris.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Each by itself: a sum of huge numbers may overflow. */
static int is_finite(leo_vec3 v)
{
    return isfinite(v.x) && isfinite(v.y) && isfinite(v.z);
}

static void ask(const leo_ephemeris *set, double jd)
{
    static const int bodies[] = { -25, 0, 1, 3, 10, 301, 399, 499 };
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        leo_error error = { 0 };
        leo_vec3 pos, vel;
        if (leo_ephemeris_state(set, bodies[i], 399, jd, 0, &pos, &vel, &error) == LEO_OK) {
            if (!is_finite(pos) || !is_finite(vel))
                abort();
        } else if (!error.where[0] || !error.message[0]) {
            abort();
        }
    }
    leo_error error = { 0 };
    leo_mat3 pa;
    leo_vec3 spin;
    if (leo_ephemeris_moon_axes(set, jd, 0, &pa, &spin, &error) == LEO_OK && !is_finite(spin))
        abort();
    leo_ephemeris_me_from_pa(set, jd, 0);
}

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
    const leo_ephemeris *set =
        leo_ephemeris_parse((leo_bytes){ "kernel.bsp", copy, size }, NULL, arena, &error);
    if (!set == (error.status == LEO_OK) || (!set && (!error.where[0] || !error.message[0])))
        abort();
    leo_ephemeris_about about;
    if (set && leo_ephemeris_layer(set, 0, &about)) {
        ask(set, about.first_jd);
        ask(set, about.first_jd + 0.3 * (about.last_jd - about.first_jd));
        ask(set, about.last_jd);
        ask(set, about.last_jd + 1);
    }
    leo_arena_destroy(arena);
    free(copy);
    return 0;
}
