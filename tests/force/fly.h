/* SPDX-License-Identifier: MIT */
#ifndef LEO_TESTS_FORCE_FLY_H
#define LEO_TESTS_FORCE_FLY_H

/* A point mass under some forces and nothing else: for comparisons with other tools. */
#include "check.h"
#include "force/force.h"
#include "math/dop853.h"
#include "time/epoch.h"
#include "world/body.h"
#include "world/earth.h"
#include "world/gravity.h"
#include "world/shadow.h"

/* The slots of the bodies that are seen. */
enum { SUN, MOON };

/* The Earth, with Sun and Moon standing wherever the surroundings of a test put them, or where the tables have them. */
static inline leo_vec3 fly_body(const void *context, int slot, double t)
{
    if (!context)
        return leo_vec(slot == SUN ? LEO_AU_M : 3.844e8, 0, 0);
    return slot == SUN ? leo_earth_sun_gcrf_m(context, t) : leo_earth_moon_gcrf_m(context, t);
}

static inline leo_force_host fly_host(const leo_earth *earth, const leo_gravity *field)
{
    return (leo_force_host){ .center = LEO_BODY_EARTH,
                             .gm_m3_s2 = field ? field->gm_m3_s2 : LEO_EARTH_GM_M3_S2,
                             .radius_m = LEO_EARTH_RADIUS_M,
                             .field = field,
                             .body_count = 2,
                             .bodies = { LEO_BODY_SUN, LEO_BODY_MOON },
                             .body_gm_m3_s2 = { LEO_SUN_GM_M3_S2, LEO_MOON_GM_M3_S2 },
                             .body_radius_m = { LEO_SUN_RADIUS_M, LEO_MOON_RADIUS_M },
                             .body_m = fly_body,
                             .context = earth };
}

/* A row made ready with that host; NULL when it refuses. */
static inline const void *fly_made(const leo_force *force, const void *config, const leo_gravity *field,
                                   leo_arena *arena, leo_error *error)
{
    const leo_force_host host = fly_host(NULL, field);
    return leo_force_made(force, config, &host, arena, error);
}

typedef struct fly_setup {
    const leo_earth *earth;
    const leo_force *forces[4]; // ended by NULL
    const void *configs[4];
    const void *made[4];
    const leo_gravity *field; // NULL: the built-in one
    double mass_kg, srp_area_m2;
} fly_setup;

static inline leo_surroundings fly_surroundings(const fly_setup *setup, double t, leo_vec3 pos, leo_vec3 vel)
{
    leo_surroundings here = { .elapsed_s = t, .pos_icrf_m = pos, .vel_icrf_m_s = vel };
    here.mass_kg = setup->mass_kg;
    here.srp_area_m2 = setup->srp_area_m2;
    here.fixed_from_icrf = leo_earth_itrf_from_gcrf(setup->earth, t);
    here.pos_fixed_m = leo_mat_vec(here.fixed_from_icrf, pos);
    here.body_m[SUN] = leo_earth_sun_gcrf_m(setup->earth, t);
    here.body_m[MOON] = leo_earth_moon_gcrf_m(setup->earth, t);
    here.sunlit = leo_sunlit_fraction(pos, here.body_m[SUN]);
    return here;
}

static inline leo_status fly_rate(void *context, double t, const double *y, double *dydt, leo_error *error)
{
    const fly_setup *setup = context;
    const leo_surroundings here =
        fly_surroundings(setup, t, leo_vec(y[0], y[1], y[2]), leo_vec(y[3], y[4], y[5]));
    leo_vec3 sum = { 0, 0, 0 };
    for (int i = 0; setup->forces[i]; i++) {
        leo_vec3 a;
        const leo_status status = setup->forces[i]->accel(setup->made[i], &here, &a, error);
        if (status != LEO_OK)
            return status;
        sum = leo_add(sum, a);
    }
    const double rate[6] = { y[3], y[4], y[5], sum.x, sum.y, sum.z };
    memcpy(dydt, rate, sizeof rate);
    return LEO_OK;
}

/* From `state` (m, m/s) for `duration_s`; the distance of the end from `want_m`. */
static inline double fly_miss_m(fly_setup *setup, const double state[6], double duration_s, leo_vec3 want_m)
{
    leo_arena *arena = leo_arena_create(NULL);
    const double abs_tol[6] = { 1e-6, 1e-6, 1e-6, 1e-9, 1e-9, 1e-9 };
    leo_error error = { 0 };
    const leo_force_host host = fly_host(setup->earth, setup->field ? setup->field : leo_gravity_earth());
    for (int i = 0; setup->forces[i]; i++)
        CHECK((setup->made[i] = leo_force_made(setup->forces[i], setup->configs[i] ? setup->configs[i] : "",
                                               &host, arena, &error)) != NULL);
    leo_dop853 *solver = leo_dop853_create(arena, 6, abs_tol, 1e-13, fly_rate, setup);
    CHECK(solver && leo_dop853_start(solver, 0, state, &error) == LEO_OK);
    leo_status status = LEO_OK;
    while (status == LEO_OK && leo_dop853_end(solver) < duration_s)
        status = leo_dop853_step(solver, duration_s, &error);
    CHECK(status == LEO_OK);
    const double *y = leo_dop853_state(solver);
    const double miss = leo_norm(leo_sub(leo_vec(y[0], y[1], y[2]), want_m));
    leo_arena_destroy(arena);
    return miss;
}

/* A row of the public set of GMAT runs: begins with `name,`; the forces may stand in quotes with commas. */
static inline int fly_row(const char *name, double state[6], double *duration_s, leo_vec3 *end_m)
{
    char path[512], line[1024];
    snprintf(path, sizeof path, "%s/orbit-crosscheck/gmat_point_cases.csv", check_reference_data());
    FILE *file = fopen(path, "r");
    if (!file)
        SKIP_LOUDLY(path);
    int found = 0;
    while (!found && fgets(line, sizeof line, file)) {
        const size_t length = strlen(name);
        if (strncmp(line, name, length) != 0 || line[length] != ',')
            continue;
        // what follows the text are numbers: 6 of the state, the duration, 6 of the end, the miss
        int commas = 0;
        const char *at = line + strlen(line);
        while (at > line && commas < 14)
            commas += *--at == ',';
        double v[14];
        for (int i = 0; i < 14; i++) {
            char *end;
            v[i] = strtod(at + 1, &end);
            at = end;
        }
        for (int i = 0; i < 6; i++)
            state[i] = 1000 * v[i];
        *duration_s = v[6];
        *end_m = leo_vec(1000 * v[7], 1000 * v[8], 1000 * v[9]);
        found = 1;
    }
    fclose(file);
    CHECK(found);
    return found;
}

#endif
