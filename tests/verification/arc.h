/* SPDX-License-Identifier: MIT */
#ifndef LEO_TESTS_VERIFICATION_ARC_H
#define LEO_TESTS_VERIFICATION_ARC_H

/* A stretch of orbit flown from a state, and the fit of that state to places that somebody else has published. */
#include "base/file.h"
#include "orbit/propagator.h"
#include "time/epoch.h"
#include "verify.h"
#include "world/data.h"
#include "world/frame.h"

enum { ARC_FORCES = 32 };

typedef struct arc_setup {
    const leo_data *data;
    int center;
    leo_epoch epoch;
    double from_s, to_s;
    const leo_gravity *field;
    int degree;
    const char *forces[12]; // besides gravity
    leo_spacecraft craft;
    const leo_atmosphere *atmosphere;
    const leo_weather *weather;
    double accuracy_m;
    leo_method method;
} arc_setup;

typedef struct arc {
    leo_arena *arena;
    leo_sky *sky;
    leo_dynamics *dynamics;
    double accuracy_m;
    leo_method method;
    double span_s;
} arc;

static inline int arc_is_wanted(const arc_setup *setup, const char *name)
{
    if (strcmp(name, "gravity") == 0)
        return 1;
    for (int i = 0; i < 12 && setup->forces[i]; i++)
        if (strcmp(setup->forces[i], name) == 0)
            return 1;
    return 0;
}

static inline arc arc_make(const arc_setup *setup)
{
    static const int bodies[] = { LEO_BODY_MOON, LEO_BODY_EARTH, LEO_BODY_VENUS_BARYCENTRE,
                                  LEO_BODY_MARS_BARYCENTRE, LEO_BODY_JUPITER_BARYCENTRE };
    leo_error error = { 0 };
    arc made = { .arena = leo_arena_create(NULL),
                 .accuracy_m = setup->accuracy_m ? setup->accuracy_m : 1e-3,
                 .method = setup->method,
                 .span_s = fmax(fabs(setup->from_s), fabs(setup->to_s)) };
    leo_sky_setup sky = { .data = setup->data,
                          .center = setup->center,
                          .epoch = setup->epoch,
                          .from_s = setup->from_s,
                          .to_s = setup->to_s };
    for (int i = 0; i < 5; i++)
        if (bodies[i] != setup->center)
            sky.bodies[sky.body_count++] = bodies[i];
    made.sky = leo_sky_create(&sky, made.arena, &error);
    leo_force_gravity_config gravity = { .degree = setup->degree };
    leo_force_radiation_config light = { .coefficient = 1 };
    leo_force_albedo_config albedo = { .coefficient = 1 };
    leo_force_tide_config tide = { .pole = 1 };
    char block[ARC_FORCES][256] = { { 0 } };
    const void *configs[ARC_FORCES] = { 0 };
    for (int i = 0; leo_forces[i]; i++) {
        const char *name = leo_forces[i]->name;
        if (!arc_is_wanted(setup, name))
            continue;
        configs[i] = strcmp(name, "gravity") == 0              ? (const void *)&gravity
                     : strcmp(name, "radiation-pressure") == 0 ? (const void *)&light
                     : strcmp(name, "albedo") == 0             ? (const void *)&albedo
                     : strcmp(name, "solid-tide") == 0         ? (const void *)&tide
                                                               : (const void *)block[i];
    }
    const leo_dynamics_setup dynamics = {
        .sky = made.sky,
        .craft = setup->craft,
        .forces = leo_forces,
        .configs = configs,
        .field = setup->field,
        .atmosphere = setup->atmosphere,
        .weather = setup->weather,
    };
    made.dynamics = made.sky ? leo_dynamics_create(&dynamics, made.arena, &error) : NULL;
    if (!made.dynamics)
        printf("  FAILED %s: %s\n", error.where, error.message), check_failures++;
    return made;
}

static inline void arc_free(arc *made)
{
    leo_arena_destroy(made->arena);
}

/* Fly from `start` at elapsed 0 and give the states at `count` instants, rising (or falling). 0 when it failed. */
static inline int arc_fly(const arc *made, leo_state start, const double *elapsed_s, int count,
                          leo_state *states)
{
    leo_error error = { 0 };
    leo_arena *arena = leo_arena_create(NULL);
    const leo_propagator_setup setup = { .dynamics = made->dynamics,
                                         .accuracy_m = made->accuracy_m,
                                         .method = made->method,
                                         .span_s = made->span_s };
    leo_propagator *p = made->dynamics ? leo_propagator_create(&setup, arena, &error) : NULL;
    leo_status status =
        p ? leo_propagator_start(p, 0, (leo_orbit_state){ start.pos_m, start.vel_m_s }, &error)
          : error.status;
    int i = 0;
    for (; i < count && status == LEO_OK && p; i++) {
        while (status == LEO_OK && fabs(leo_propagator_end_s(p)) < fabs(elapsed_s[i]))
            status = leo_propagator_step(p, elapsed_s[count - 1], &error);
        leo_propagated at;
        if (status == LEO_OK) {
            leo_propagator_at(p, elapsed_s[i], &at);
            states[i] = (leo_state){ at.state.pos_m, at.state.vel_m_s };
        }
    }
    if (status != LEO_OK || !p)
        printf("  FAILED flight: %s: %s\n", error.where, error.message), check_failures++;
    leo_arena_destroy(arena);
    return status == LEO_OK && p;
}

static inline void arc_add(leo_state *state, int component, double by)
{
    double *const member[] = { &state->pos_m.x,   &state->pos_m.y,   &state->pos_m.z,
                               &state->vel_m_s.x, &state->vel_m_s.y, &state->vel_m_s.z };
    *member[component] += by;
}

/* Gauss elimination with the largest pivot, n <= 8. */
static inline void arc_solve(double a[8][8], double *b, int n)
{
    for (int k = 0; k < n; k++) {
        int best = k;
        for (int i = k + 1; i < n; i++)
            best = fabs(a[i][k]) > fabs(a[best][k]) ? i : best;
        for (int j = 0; j < n; j++) {
            const double swap = a[k][j];
            a[k][j] = a[best][j];
            a[best][j] = swap;
        }
        const double swap = b[k];
        b[k] = b[best];
        b[best] = swap;
        for (int i = k + 1; i < n; i++) {
            const double f = a[i][k] / a[k][k];
            for (int j = k; j < n; j++)
                a[i][j] -= f * a[k][j];
            b[i] -= f * b[k];
        }
    }
    for (int k = n - 1; k >= 0; k--) {
        for (int j = k + 1; j < n; j++)
            b[k] -= a[k][j] * b[j];
        b[k] /= a[k][k];
    }
}

/*
 * Least squares of the start, and of the light's area where `with_light`, to places in inertial axes. `setup->craft` and
 * `start` are improved. Differences give the partial derivatives.
 */
static inline int arc_fit(arc_setup *setup, leo_state *start, int with_light, const double *elapsed_s,
                          const leo_vec3 *places, int count, int rounds)
{
    enum { MOST = 700 };
    static leo_state base[MOST], moved[MOST];
    static double partial[MOST][3][8];
    const int unknowns = 6 + (with_light != 0);
    if (count > MOST)
        return 0;
    for (int round = 0; round < rounds; round++) {
        arc made = arc_make(setup);
        int good = arc_fly(&made, *start, elapsed_s, count, base);
        for (int k = 0; k < unknowns && good; k++) {
            const double step = k < 3 ? 1 : k < 6 ? 1e-3 : 0.02 * setup->craft.srp_area_m2;
            leo_state other = *start;
            arc changed = made;
            if (k < 6) {
                arc_add(&other, k, step);
            } else {
                arc_setup lighter = *setup;
                lighter.craft.srp_area_m2 += step;
                changed = arc_make(&lighter);
            }
            good = arc_fly(&changed, other, elapsed_s, count, moved);
            for (int i = 0; i < count; i++) {
                const leo_vec3 d = leo_scale(1 / step, leo_sub(moved[i].pos_m, base[i].pos_m));
                partial[i][0][k] = d.x;
                partial[i][1][k] = d.y;
                partial[i][2][k] = d.z;
            }
            if (k >= 6)
                arc_free(&changed);
        }
        arc_free(&made);
        if (!good)
            return 0;
        double normal[8][8] = { { 0 } }, right[8] = { 0 };
        for (int i = 0; i < count; i++) {
            const leo_vec3 miss = leo_sub(places[i], base[i].pos_m);
            const double r[3] = { miss.x, miss.y, miss.z };
            for (int axis = 0; axis < 3; axis++)
                for (int k = 0; k < unknowns; k++) {
                    right[k] += partial[i][axis][k] * r[axis];
                    for (int j = 0; j < unknowns; j++)
                        normal[k][j] += partial[i][axis][k] * partial[i][axis][j];
                }
        }
        arc_solve(normal, right, unknowns);
        for (int k = 0; k < 6; k++)
            arc_add(start, k, right[k]);
        if (with_light)
            setup->craft.srp_area_m2 += right[6];
    }
    return 1;
}

/* A start from places at even steps: the velocity of the first by the polynomial through nine of them. */
static inline leo_state arc_guess(const double *elapsed_s, const leo_vec3 *places)
{
    leo_state start = { places[0], { 0, 0, 0 } };
    for (int i = 0; i < 9; i++) {
        double weight = 0;
        for (int j = 0; j < 9; j++) { // derivative of Lagrange's i-th polynomial at the first node
            if (j == i)
                continue;
            double product = 1 / (elapsed_s[i] - elapsed_s[j]);
            for (int k = 0; k < 9; k++)
                if (k != i && k != j)
                    product *= (elapsed_s[0] - elapsed_s[k]) / (elapsed_s[i] - elapsed_s[k]);
            weight += product;
        }
        start.vel_m_s = leo_add_scaled(start.vel_m_s, weight, places[i]);
    }
    return start;
}

/* From ITRF to GCRF at an instant. */
static inline leo_vec3 arc_from_itrf(const leo_data *data, leo_epoch epoch, leo_vec3 pos_itrf_m)
{
    leo_mat3 turn;
    leo_error error = { 0 };
    if (leo_frame_from_gcrf(LEO_ITRF, data, epoch, &turn, NULL, &error) != LEO_OK) {
        printf("  FAILED %s: %s\n", error.where, error.message);
        check_failures++;
        return pos_itrf_m;
    }
    return leo_mat_tvec(turn, pos_itrf_m);
}

static inline leo_bytes arc_file(leo_arena *arena, const char *name)
{
    const char *folder = check_reference_data();
    char path[512];
    leo_bytes bytes = { "", (const unsigned char *)"", 0 };
    leo_error error = { 0 };
    if (!folder)
        SKIP_LOUDLY("the reference data");
    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (leo_file_read(leo_arena_text(arena, path), (size_t)1 << 30, arena, &bytes, &error) != LEO_OK)
        SKIP_LOUDLY(name);
    return bytes;
}

static inline leo_epoch arc_utc(const char *text)
{
    leo_epoch epoch = { 0, 0 };
    leo_error error = { 0 };
    if (leo_epoch_from_utc(text, &epoch, &error) != LEO_OK) {
        printf("  FAILED %s: %s\n", text, error.message);
        check_failures++;
    }
    return epoch;
}

#endif
