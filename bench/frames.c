/* SPDX-License-Identifier: MIT */
/*
 * What axes and clocks cost, one call at a time, each beside its error:
 *
 *     itrf table    leo_earth_itrf_from_gcrf against IAU 2006/2000A evaluated at the instant, uas
 *     itrf exact    the same without a table
 *     spin, Moon    from the table; against differences of the matrix, and the ephemeris
 *     a table       what it takes to make one for a day
 *     scales        UTC to TT and back, TDB, UT1: error of the way there and back
 */
#include "time/epoch.h"
#include "time/scale.h"
#include "world/earth.h"
#include "world/frame.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static const double UAS = 3.14159265358979323846 / 648000e6, DAY_S = 86400;

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void print_line(const char *name, double ns, double error, const char *error_unit)
{
    printf("{\"bench\":\"frames\",\"name\":\"%s\",\"value\":%.6g,\"unit\":\"ns\",\"error\":%.3g,\"error_"
           "unit\":\"%s\"}\n",
           name, ns, error, error_unit);
}

static double largest(leo_mat3 a, leo_mat3 b)
{
    double worst = 0;
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            worst = fmax(worst, fabs(a.m[i][j] - b.m[i][j]));
    return worst;
}

enum { INSTANTS = 1024 };

typedef double call(const leo_earth *earth, double elapsed_s);

static double call_itrf(const leo_earth *earth, double elapsed_s)
{
    return leo_earth_itrf_from_gcrf(earth, elapsed_s).m[0][0];
}

static double call_spin(const leo_earth *earth, double elapsed_s)
{
    return leo_earth_spin_gcrf_rad_s(earth, elapsed_s).z;
}

static double call_moon(const leo_earth *earth, double elapsed_s)
{
    return leo_earth_moon_gcrf_m(earth, elapsed_s).x;
}

/* Seconds of the day, jumping about so that no two calls share a piece by chance. */
static double instants[INSTANTS];

static double instant(int i)
{
    return instants[i % INSTANTS];
}

/* The best of twenty batches: others may be using the machine. */
static double call_ns(const leo_earth *earth, call *function, int calls, double *sink)
{
    double best_s = INFINITY;
    for (int batch = 0; batch < 20; batch++) {
        const double begin_s = now_s();
        for (int i = 0; i < calls / 20; i++)
            *sink += function(earth, instant(i));
        best_s = fmin(best_s, (now_s() - begin_s) / (calls / 20));
    }
    return 1e9 * best_s;
}

static leo_status axes(const leo_earth *earth, leo_epoch start, int calls, double create_ns, leo_error *error)
{
    double sink = 0, worst = 0, worst_spin = 0;
    const double table_ns = call_ns(earth, call_itrf, calls, &sink),
                 spin_ns = call_ns(earth, call_spin, calls, &sink);
    const int slow = calls / 2000 + 20;
    const double begin_s = now_s();
    for (int i = 0; i < slow; i++) {
        leo_mat3 exact;
        const leo_status status =
            leo_frame_from_gcrf(LEO_ITRF, NULL, leo_epoch_add(start, instant(i)), &exact, NULL, error);
        if (status != LEO_OK)
            return status;
        sink += exact.m[0][0];
    }
    const double exact_ns = 1e9 * (now_s() - begin_s) / slow;
    for (int i = 0; i < slow; i++) {
        leo_mat3 exact;
        leo_vec3 spin;
        leo_frame_from_gcrf(LEO_ITRF, NULL, leo_epoch_add(start, instant(i)), &exact, &spin, error);
        worst = fmax(worst, largest(exact, leo_earth_itrf_from_gcrf(earth, instant(i))));
        worst_spin = fmax(worst_spin, leo_norm(leo_sub(spin, leo_earth_spin_gcrf_rad_s(earth, instant(i)))));
    }
    print_line("a table for a day", create_ns, worst / UAS, "uas");
    print_line("itrf from gcrf, table", table_ns, worst / UAS, "uas");
    print_line("itrf from gcrf, exact", exact_ns, sink == 0 ? NAN : worst / UAS, "uas");
    print_line("rotation vector, table", spin_ns, worst_spin, "rad/s");
    return LEO_OK;
}

static leo_status moon(const leo_earth *earth, leo_epoch start, int calls, leo_error *error)
{
    double sink = 0, worst = 0;
    const double ns = call_ns(earth, call_moon, calls, &sink);
    for (int i = 0; i < 200; i++) {
        double jd1, jd2;
        leo_vec3 pos;
        leo_epoch_tdb(leo_epoch_add(start, instant(i)), &jd1, &jd2);
        const leo_status status = leo_ephemeris_state(leo_ephemeris_builtin(), LEO_BODY_MOON, LEO_BODY_EARTH,
                                                      jd1, jd2, &pos, NULL, error);
        if (status != LEO_OK)
            return status;
        worst = fmax(worst, leo_norm(leo_sub(pos, leo_earth_moon_gcrf_m(earth, instant(i)))));
    }
    print_line("Moon, table", ns, sink == 0 ? NAN : worst, "m");
    return LEO_OK;
}

static leo_status scale(leo_timescale to, leo_epoch start, int calls, leo_error *error)
{
    double worst = 0, forth_s = 0;
    for (int i = 0; i < calls; i++) {
        double jd1, jd2;
        leo_epoch back;
        const leo_epoch epoch = leo_epoch_add(start, instant(i));
        const double begin_s = now_s();
        leo_status status = leo_epoch_jd(epoch, to, NULL, &jd1, &jd2, error);
        forth_s += now_s() - begin_s;
        if (status == LEO_OK)
            status = leo_epoch_from_jd(to, jd1, jd2, NULL, &back, error);
        if (status != LEO_OK)
            return status;
        worst = fmax(worst, fabs(leo_epoch_since(back, epoch)));
    }
    char name[40];
    snprintf(name, sizeof name, "TAI to %s", leo_timescale_name(to));
    print_line(name, 1e9 * forth_s / calls, worst, "s");
    return LEO_OK;
}

static leo_status measure(int calls, leo_arena *arena, leo_error *error)
{
    const char *date = "2024-05-10T03:00:00";
    leo_epoch start;
    leo_status status = leo_epoch_read(date, strlen(date), LEO_UTC, NULL, &start, error);
    const double begin_s = now_s();
    const leo_earth *earth = status == LEO_OK ? leo_earth_create(NULL, start, DAY_S, arena, error) : NULL;
    if (!earth)
        return error->status;
    const double create_ns = 1e9 * (now_s() - begin_s);
    printf(
        "{\"bench\":\"frames\",\"name\":\"memory of a table for a day\",\"value\":%zu,\"unit\":\"bytes\"}\n",
        leo_arena_used(arena));
    status = axes(earth, start, calls, create_ns, error);
    if (status == LEO_OK)
        status = moon(earth, start, calls, error);
    const leo_timescale scales[] = { LEO_UTC, LEO_TT, LEO_TDB, LEO_UT1 };
    for (int i = 0; i < 4 && status == LEO_OK; i++)
        status = scale(scales[i], start, calls / 500 + 10, error);
    return status;
}

int main(int argc, char **argv)
{
    leo_error error = { 0 };
    leo_arena *arena = leo_arena_create(NULL);
    for (int i = 0; i < INSTANTS; i++)
        instants[i] = fmod(7919.0 * i, DAY_S);
    const int brief = argc > 1 && strcmp(argv[1], "--brief") == 0;
    const leo_status status = measure(brief ? 20000 : 2000000, arena, &error);
    leo_arena_destroy(arena);
    if (status != LEO_OK)
        fprintf(stderr, "%s: %s\n", error.where, error.message);
    return status != LEO_OK;
}
