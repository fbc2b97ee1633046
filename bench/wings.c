/* SPDX-License-Identifier: MIT */
/*
 * What the pieces of both wings cost, one call at a time, each beside its error:
 *
 *     gravity    against the same field at its full degree, m/s^2
 *     air        against the US Standard Atmosphere 1976 (NOAA, table I): 50 km, and 200 km at mean activity
 *     axes       departure of the rotation from orthogonal
 *     Sun, Moon  departure from ERFA's eraEpv00 and eraMoon98 (the tables of a run interpolate), radians
 *     network    bottle, cabin and vacuum for ten minutes: cabin pressure against a run at a tolerance of
 * 1e-10
 */
#include "base/error.h"
#include "force/force.h"
#include "network/network.h"
#include "network/orifice.h"
#include "time/epoch.h"
#include "world/earth.h"
#include "world/gravity.h"

#include <erfa.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

typedef struct counter {
    int calls;   // of a cheap function
    double sink; // what the calls gave, so that none is left out
} counter;

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void print_line(const char *name, double value, const char *unit, double error, const char *error_unit)
{
    printf("{\"bench\":\"wings\",\"name\":\"%s\",\"value\":%.6g,\"unit\":\"%s\",\"error\":%.3g,"
           "\"error_unit\":\"%s\"}\n",
           name, value, unit, error, error_unit);
}

/* Around the Earth at 260 km, one place for each call. */
static leo_vec3 place_on_orbit(int i)
{
    const double angle = 0.001 * i, radius_m = 6638e3;
    return leo_vec(radius_m * cos(angle), radius_m * sin(angle) * 0.43, radius_m * sin(angle) * 0.903);
}

static void gravity(counter *bench, int degree)
{
    const leo_gravity *field = leo_gravity_earth();
    const double begin_s = now_s();
    for (int i = 0; i < bench->calls; i++)
        bench->sink += leo_gravity_accel(field, degree, place_on_orbit(i)).x;
    const double call_ns = 1e9 * (now_s() - begin_s) / bench->calls;
    double worst = 0;
    for (int i = 0; i < 1000; i++) {
        const leo_vec3 pos = place_on_orbit(6 * i);
        const leo_vec3 full = leo_gravity_accel(field, field->degree, pos);
        worst = fmax(worst, leo_norm(leo_sub(leo_gravity_accel(field, degree, pos), full)));
    }
    char name[64];
    snprintf(name, sizeof name, "gravity of degree %d", degree);
    print_line(name, call_ns, "ns", worst, "m/s^2 from degree 20");
}

static leo_status air(counter *bench, double alt_m, double standard_kg_m3, leo_error *error)
{
    const leo_air_settings mean = { .f107 = 150, .f107_mean = 150, .kp = 2 };
    leo_geodetic place = { .lat_rad = 0.785, .alt_m = alt_m };
    leo_air here;
    double sum = 0;
    const double begin_s = now_s();
    for (int i = 0; i < bench->calls; i++) {
        place.lon_rad = 6.283 * i / bench->calls - 3.1415;
        const leo_vec3 pos = leo_itrf_from_geodetic(place);
        if (leo_air_at(&mean, place, pos, leo_vec(1.496e11, 0, 0), 80, &here, error) != LEO_OK)
            return error->status;
        sum += here.density_kg_m3;
    }
    const double call_ns = 1e9 * (now_s() - begin_s) / bench->calls;
    char name[64];
    snprintf(name, sizeof name, "air at %.0f km", alt_m / 1e3);
    print_line(name, call_ns, "ns", fabs(sum / bench->calls / standard_kg_m3 - 1),
               "of US Standard Atmosphere 1976, averaged over the day");
    return LEO_OK;
}

static double unsquareness(leo_mat3 a)
{
    const leo_mat3 one = leo_mat_mul(a, leo_mat_transpose(a));
    double worst = 0;
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            worst = fmax(worst, fabs(one.m[i][j] - (i == j)));
    return worst;
}

static double angle_between(leo_vec3 a, leo_vec3 b)
{
    return leo_norm(leo_cross(leo_unit(a), leo_unit(b)));
}

static leo_status sky(counter *bench, leo_error *error)
{
    const double span_s = 93700;
    leo_epoch start;
    if (leo_epoch_from_utc("1965-03-18T07:08:47Z", &start, error) != LEO_OK)
        return error->status;
    leo_arena *arena = leo_arena_create(NULL);
    const double created_s = now_s();
    const leo_earth *earth = leo_earth_create(NULL, start, span_s, arena, error);
    const double begin_s = now_s();
    if (!earth) {
        leo_arena_destroy(arena);
        return error->status;
    }
    for (int i = 0; i < bench->calls; i++)
        bench->sink += leo_earth_itrf_from_gcrf(earth, span_s * i / bench->calls).m[0][0];
    const double axes_s = now_s();
    for (int i = 0; i < bench->calls; i++)
        bench->sink += leo_earth_sun_gcrf_m(earth, span_s * i / bench->calls).x +
                       leo_earth_moon_gcrf_m(earth, span_s * i / bench->calls).x;
    const double end_s = now_s();

    double square = 0, sun = 0, moon = 0;
    for (int i = 0; i <= 200; i++) {
        const double at_s = span_s * i / 200;
        double jd1, jd2, heliocentric[2][3], barycentric[2][3], geocentric[2][3];
        leo_epoch_tdb(leo_epoch_add(start, at_s), &jd1, &jd2);
        eraEpv00(jd1, jd2, heliocentric, barycentric);
        eraMoon98(jd1, jd2, geocentric);
        square = fmax(square, unsquareness(leo_earth_itrf_from_gcrf(earth, at_s)));
        const double *h = heliocentric[0], *g = geocentric[0];
        sun = fmax(sun, angle_between(leo_earth_sun_gcrf_m(earth, at_s), leo_vec(-h[0], -h[1], -h[2])));
        moon = fmax(moon, angle_between(leo_earth_moon_gcrf_m(earth, at_s), leo_vec(g[0], g[1], g[2])));
    }
    print_line("tables of the sky for 26 h", 1e3 * (begin_s - created_s), "ms", square, "1");
    print_line("terrestrial axes", 1e9 * (axes_s - begin_s) / bench->calls, "ns", square, "1");
    print_line("Sun and Moon", 1e9 * (end_s - axes_s) / bench->calls, "ns", fmax(sun, moon), "rad");
    leo_arena_destroy(arena);
    return LEO_OK;
}

/* ---- bottle, cabin, vacuum --------------------------------------------------------------------------------------- */

typedef struct leak {
    const leo_network *network;
    int from, to;
    double area_m2;
} leak;

static leo_status flow_through(const void *self, const leo_view *view, double *rate, leo_error *error)
{
    const leak *hole = self;
    (void)error;
    leo_share_mixture(hole->network, view, rate, hole->from, hole->to,
                      leo_orifice_flow(hole->area_m2, &view->gas[hole->from], &view->gas[hole->to]));
    return LEO_OK;
}

static leo_status vacuum(void *context, double elapsed_s, leo_outside *outside, leo_error *error)
{
    (void)context, (void)error;
    *outside = (leo_outside){ .elapsed_s = elapsed_s, .temperature_k = 3 };
    return LEO_OK;
}

static const leo_gas_setup bottle = { .name = "bottle",
                                      .volume_m3 = 0.04,
                                      .pressure_pa = 20e6,
                                      .temperature_k = 293.15,
                                      .mole_fraction = { [LEO_O2] = 1 },
                                      .law = LEO_GAS_REAL };
static const leo_gas_setup cabin = { .name = "cabin",
                                     .volume_m3 = 2.5,
                                     .pressure_pa = 101325,
                                     .temperature_k = 293.15,
                                     .mole_fraction = { [LEO_O2] = 0.21, [LEO_N2] = 0.79 },
                                     .law = LEO_GAS_IDEAL };

typedef struct blowdown {
    double pressure_pa, wall_s, closure;
    leo_network_count work;
} blowdown;

static leo_status blow_down(double tolerance, blowdown *out, leo_error *error)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_network *network = leo_network_create(arena, error);
    const int nodes[3] = { leo_network_add_gas(network, &bottle, error),
                           leo_network_add_gas(network, &cabin, error), leo_network_outside(network) };
    const leak holes[2] = { { network, nodes[0], nodes[1], 2e-7 }, { network, nodes[1], nodes[2], 1e-4 } };
    for (int i = 0; i < 2; i++)
        leo_network_add_element(network, i ? "leak" : "feed", flow_through, &holes[i], &nodes[i], 2, NULL, 0,
                                error);
    leo_status status =
        leo_network_seal(network, &(leo_network_options){ .rel_tol = tolerance, .outside = vacuum }, error);
    double before[LEO_LEDGER_COUNT], after[LEO_LEDGER_COUNT];
    if (status == LEO_OK)
        leo_network_ledger(network, before);
    const double begin_s = now_s();
    while (status == LEO_OK && leo_network_end_s(network) < 600)
        status = leo_network_step(network, 600, error);
    out->wall_s = now_s() - begin_s;
    const leo_view *view = NULL;
    if (status == LEO_OK)
        status = leo_network_at(network, 600, &view, error);
    if (status == LEO_OK) {
        leo_network_ledger(network, after);
        out->pressure_pa = view->gas[nodes[1]].pressure_pa;
        out->closure = fabs(after[LEO_LEDGER_O] / before[LEO_LEDGER_O] - 1);
        out->work = leo_network_work(network);
    }
    leo_arena_destroy(arena);
    return status;
}

static leo_status network(leo_error *error)
{
    blowdown usual, fine;
    if (blow_down(1e-6, &usual, error) != LEO_OK || blow_down(1e-10, &fine, error) != LEO_OK)
        return error->status;
    const double off = fabs(usual.pressure_pa / fine.pressure_pa - 1);
    print_line("network step", 1e6 * usual.wall_s / (double)usual.work.steps, "us", off,
               "of the cabin pressure");
    print_line("network, bottle to vacuum for 600 s", 1e3 * usual.wall_s, "ms", usual.closure,
               "of the oxygen");
    return LEO_OK;
}

int main(int count, char **words)
{
    counter bench = { .calls = count > 1 && strcmp(words[1], "--brief") == 0 ? 1000 : 1000000 };
    leo_error error = { 0 };
    gravity(&bench, 2);
    gravity(&bench, 8);
    gravity(&bench, 20);
    if (air(&bench, 50e3, 1.0269e-3, &error) == LEO_OK && air(&bench, 200e3, 2.541e-10, &error) == LEO_OK &&
        sky(&bench, &error) == LEO_OK)
        network(&error);
    if (error.status != LEO_OK)
        fprintf(stderr, "bench.wings: %s: %s\n", error.where, error.message);
    return error.status != LEO_OK || isnan(bench.sink);
}
