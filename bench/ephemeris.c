/* SPDX-License-Identifier: MIT */
/*
 * What a place in the sky costs, each beside its error:
 *
 *     state      built-in DE405, place and velocity: departure of the velocity from the slope of the place, of the velocity
 *     place      the same without velocity; departure from the place with velocity (none)
 *     sky        tables of the Earth's sky over 30 days: departure from the ephemeris, m
 *     axes       of the Moon, from the ephemeris and from the table
 *     create     the tables of a day and of a year: Sun, Moon, Venus, Jupiter and the axes of the Moon
 */
#include "base/error.h"
#include "time/epoch.h"
#include "world/sky.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

typedef struct counter {
    int calls;
    double sink; // what the calls gave, so that none is left out
    leo_arena *arena;
} counter;

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void print_line(const char *name, double value, const char *unit, double error, const char *error_unit)
{
    printf("{\"bench\":\"ephemeris\",\"name\":\"%s\",\"value\":%.6g,\"unit\":\"%s\",\"error\":%.3g,"
           "\"error_unit\":\"%s\"}\n",
           name, value, unit, error, error_unit);
}

/* Dates some minutes apart, over 40 years and more. */
static double date_of(int i)
{
    return 2441000.5 + 0.0137 * i;
}

static void state(counter *bench, const char *name, int target, int center)
{
    const leo_ephemeris *set = leo_ephemeris_builtin();
    leo_vec3 pos, vel, before, after;
    char text[64];
    double begin_s = now_s(), worst = 0, differs = 0;
    for (int i = 0; i < bench->calls; i++) {
        leo_ephemeris_state(set, target, center, date_of(i), 0, &pos, &vel, NULL);
        bench->sink += pos.x + vel.x;
    }
    const double both_ns = 1e9 * (now_s() - begin_s) / bench->calls;
    begin_s = now_s();
    for (int i = 0; i < bench->calls; i++) {
        leo_ephemeris_state(set, target, center, date_of(i), 0, &pos, NULL, NULL);
        bench->sink += pos.x;
    }
    const double place_ns = 1e9 * (now_s() - begin_s) / bench->calls;
    for (int i = 0; i < 1000; i++) {
        const double step_s = 100, jd = date_of(500 * i);
        leo_ephemeris_state(set, target, center, jd, 0.1, &pos, &vel, NULL);
        leo_ephemeris_state(set, target, center, jd, 0.1 - step_s / 86400, &before, NULL, NULL);
        leo_ephemeris_state(set, target, center, jd, 0.1 + step_s / 86400, &after, NULL, NULL);
        const leo_vec3 slope = leo_scale(0.5 / step_s, leo_sub(after, before));
        worst = fmax(worst, leo_norm(leo_sub(slope, vel)) / leo_norm(vel));
        leo_ephemeris_state(set, target, center, jd, 0.1, &after, NULL, NULL);
        differs = fmax(differs, leo_norm(leo_sub(after, pos)));
    }
    snprintf(text, sizeof text, "%s: place and velocity", name);
    print_line(text, both_ns, "ns", worst, "of the velocity, from the slope");
    snprintf(text, sizeof text, "%s: place", name);
    print_line(text, place_ns, "ns", differs, "m from the place with velocity");
}

static leo_status create(counter *bench, int center, double span_s, const leo_sky **sky, double *wall_s,
                         leo_sky_setup *setup, leo_error *error)
{
    *setup = (leo_sky_setup){ .center = center,
                              .bodies = { center == LEO_BODY_EARTH ? LEO_BODY_MOON : LEO_BODY_EARTH, 2, 5 },
                              .body_count = 3,
                              .to_s = span_s };
    if (leo_epoch_from_utc("2007-04-05T12:00:00Z", &setup->epoch, error) != LEO_OK)
        return error->status;
    const double begin_s = now_s();
    *sky = leo_sky_create(setup, bench->arena, error);
    *wall_s = now_s() - begin_s;
    return *sky ? LEO_OK : error->status;
}

static void body(counter *bench, const leo_sky *sky, const leo_sky_setup *setup, const char *name, int number)
{
    const int slot = leo_sky_slot(sky, number);
    const double begin_s = now_s();
    for (int i = 0; i < bench->calls; i++)
        bench->sink += leo_sky_body_m(sky, slot, setup->to_s * i / bench->calls).x;
    const double call_ns = 1e9 * (now_s() - begin_s) / bench->calls;
    double worst = 0;
    for (int i = 0; i < 1000; i++) {
        const double t_s = setup->to_s * (i + 0.37) / 1000;
        double jd1, jd2;
        leo_vec3 pos;
        leo_epoch_tdb(leo_epoch_add(setup->epoch, t_s), &jd1, &jd2);
        leo_ephemeris_state(leo_ephemeris_builtin(), number, setup->center, jd1, jd2, &pos, NULL, NULL);
        worst = fmax(worst, leo_norm(leo_sub(leo_sky_body_m(sky, slot, t_s), pos)));
    }
    char text[64];
    snprintf(text, sizeof text, "sky: %s", name);
    print_line(text, call_ns, "ns", worst, "m from the ephemeris");
}

static void moon_axes(counter *bench, const leo_sky *sky, const leo_sky_setup *setup)
{
    const leo_ephemeris *set = leo_ephemeris_builtin();
    leo_mat3 pa;
    leo_vec3 spin;
    double begin_s = now_s(), worst = 0;
    for (int i = 0; i < bench->calls; i++) {
        leo_ephemeris_moon_axes(set, date_of(i), 0, &pa, &spin, NULL);
        bench->sink += pa.m[0][0] + spin.x;
    }
    const double exact_ns = 1e9 * (now_s() - begin_s) / bench->calls;
    begin_s = now_s();
    for (int i = 0; i < bench->calls; i++)
        bench->sink += leo_sky_fixed_from_icrf(sky, setup->to_s * i / bench->calls).m[0][0];
    const double table_ns = 1e9 * (now_s() - begin_s) / bench->calls;
    for (int i = 0; i < 1000; i++) {
        const double t_s = setup->to_s * (i + 0.37) / 1000;
        double jd1, jd2;
        leo_epoch_tdb(leo_epoch_add(setup->epoch, t_s), &jd1, &jd2);
        leo_ephemeris_moon_axes(set, jd1, jd2, &pa, NULL, NULL);
        pa = leo_mat_mul(leo_ephemeris_pa421_from_pa(set, jd1, jd2), pa);
        const leo_mat3 got = leo_sky_fixed_from_icrf(sky, t_s);
        for (int k = 0; k < 9; k++)
            worst = fmax(worst, fabs(got.m[k / 3][k % 3] - pa.m[k / 3][k % 3]));
    }
    leo_ephemeris_moon_axes(set, date_of(0), 0, &pa, NULL, NULL);
    const leo_mat3 one = leo_mat_mul(pa, leo_mat_transpose(pa));
    print_line("axes of the Moon and their spin", exact_ns, "ns", fabs(one.m[0][0] - 1), "from orthogonal");
    print_line("sky: axes of the Moon", table_ns, "ns", worst, "rad from the ephemeris");
}

int main(int count, char **words)
{
    counter bench = { .calls = count > 1 && strcmp(words[1], "--brief") == 0 ? 10000 : 2000000 };
    leo_error error = { 0 };
    const leo_sky *earth, *moon, *year;
    leo_sky_setup earth_setup, moon_setup, year_setup;
    double earth_s, moon_s, year_s;
    bench.arena = leo_arena_create(NULL);
    state(&bench, "Moon", LEO_BODY_MOON, LEO_BODY_EARTH);
    state(&bench, "Sun", LEO_BODY_SUN, LEO_BODY_EARTH);
    state(&bench, "Mars", LEO_BODY_MARS, LEO_BODY_EARTH);
    state(&bench, "Jupiter from the barycentre", LEO_BODY_JUPITER_BARYCENTRE, LEO_BODY_BARYCENTRE);
    if (create(&bench, LEO_BODY_EARTH, 30 * 86400.0, &earth, &earth_s, &earth_setup, &error) == LEO_OK &&
        create(&bench, LEO_BODY_MOON, 86400, &moon, &moon_s, &moon_setup, &error) == LEO_OK &&
        create(&bench, LEO_BODY_MOON, 365 * 86400.0, &year, &year_s, &year_setup, &error) == LEO_OK) {
        body(&bench, earth, &earth_setup, "Moon", LEO_BODY_MOON);
        body(&bench, earth, &earth_setup, "Sun", LEO_BODY_SUN);
        body(&bench, earth, &earth_setup, "Jupiter", LEO_BODY_JUPITER_BARYCENTRE);
        moon_axes(&bench, year, &year_setup);
        print_line("sky of the Moon, create for a day", 1e3 * moon_s, "ms", 0, "see the lines above");
        print_line("sky of the Moon, create for a year", 1e3 * year_s, "ms", 0, "see the lines above");
    }
    if (error.status != LEO_OK)
        fprintf(stderr, "bench.ephemeris: %s: %s\n", error.where, error.message);
    leo_arena_destroy(bench.arena);
    return error.status != LEO_OK || isnan(bench.sink);
}
