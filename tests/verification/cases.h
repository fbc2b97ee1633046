/* SPDX-License-Identifier: MIT */
#ifndef LEO_TESTS_VERIFICATION_CASES_H
#define LEO_TESTS_VERIFICATION_CASES_H

/* Check cases that other tools flew: what their files hold, and the constants that those tools use. */
#include "arc.h"
#include "base/error.h"
#include "force/third_body.h"

#include <erfa.h>
#include <string.h>

/* Points with a given pull, wherever the sky has them: other tools have their own constants. */
typedef struct case_body {
    int body;
    double gm_m3_s2;
} case_body;

typedef struct case_body_made {
    int slot;
    double gm_m3_s2;
} case_body_made;

static inline const void *case_body_prepare(const void *config, const leo_force_host *host, leo_arena *arena,
                                            leo_error *error)
{
    const case_body *body = config;
    case_body_made *made = LEO_TAKE(arena, case_body_made, 1);
    if (made)
        *made = (case_body_made){ leo_force_slot(host, body->body), body->gm_m3_s2 };
    if (!made || made->slot < 0)
        leo_fail(error, LEO_BAD_ARGUMENT, "case", "the sky lacks the body %d", body->body);
    return made && made->slot >= 0 ? made : NULL;
}

static inline leo_status case_body_accel(const void *made, const leo_surroundings *here, leo_vec3 *accel,
                                         leo_error *error)
{
    (void)error;
    const case_body_made *body = made;
    *accel = leo_third_body_accel(body->gm_m3_s2, here->body_m[body->slot], here->pos_icrf_m);
    return LEO_OK;
}

static const int case_bodies[] = { LEO_BODY_SUN, LEO_BODY_MOON, LEO_BODY_JUPITER_BARYCENTRE, 0 };

static const leo_force case_body_force = {
    .name = "case-body",
    .summary = "A point with a given pull",
    .prepare = case_body_prepare,
    .accel = case_body_accel,
    .nature = LEO_FORCE_GRAVITATION,
    .bodies = case_bodies,
};

/*
 * A field of gravity in the axes of before 2003: precession of 1976, nutation of 1980, sidereal time of 1982 with the
 * equation of the equinoxes of 1994, no corrections of the pole in space. EME2000 is then the inertial frame.
 */
typedef struct case_gravity {
    const leo_gravity *field;
    int degree, order;
    const leo_orientation *constant; // NULL: that of the built-in set
} case_gravity;

typedef struct case_gravity_made {
    const leo_gravity_model *model;
    leo_epoch epoch;
    const leo_orientation *constant;
} case_gravity_made;

static inline const void *case_gravity_prepare(const void *config, const leo_force_host *host,
                                               leo_arena *arena, leo_error *error)
{
    const case_gravity *gravity = config;
    case_gravity_made *made = LEO_TAKE(arena, case_gravity_made, 1);
    if (!made)
        return NULL;
    *made =
        (case_gravity_made){ .model = leo_gravity_model_create(gravity->field, gravity->degree,
                                                               gravity->order, LEO_KERNEL_BEST, arena, error),
                             .epoch = host->epoch,
                             .constant = gravity->constant };
    return made->model ? made : NULL;
}

static inline leo_status case_gravity_accel(const void *config, const leo_surroundings *here, leo_vec3 *accel,
                                            leo_error *error)
{
    const case_gravity_made *made = config;
    const leo_epoch now = leo_epoch_add(made->epoch, here->elapsed_s);
    leo_orientation turn = made->constant ? *made->constant : (leo_orientation){ 0 };
    if (!made->constant && leo_orientation_at(now, &turn, error) != LEO_OK)
        return LEO_OUT_OF_RANGE;
    double tt1, tt2, ut1, ut2, precession[3][3], nutation[3][3], both[3][3], pole[3][3], psi, eps;
    leo_epoch_tt(now, &tt1, &tt2);
    leo_epoch_tai(leo_epoch_add(now, turn.ut1_minus_tai_s), &ut1, &ut2);
    eraPmat76(tt1, tt2, precession);
    eraNut80(tt1, tt2, &psi, &eps);
    eraNumat(eraObl80(tt1, tt2), psi, eps, nutation);
    eraRxr(nutation, precession, both);
    eraRz(eraGst94(ut1, ut2), both);
    eraPom00(turn.pole_x_rad, turn.pole_y_rad, 0, pole);
    eraRxr(pole, both, both);
    leo_mat3 fixed;
    memcpy(fixed.m, both, sizeof fixed.m);
    *accel = leo_mat_tvec(fixed, leo_gravity_model_accel(made->model, leo_mat_vec(fixed, here->pos_icrf_m)));
    return LEO_OK;
}

static const leo_force case_gravity_force = {
    .name = "case-gravity",
    .summary = "A field in the axes of before 2003",
    .prepare = case_gravity_prepare,
    .accel = case_gravity_accel,
    .nature = LEO_FORCE_GRAVITATION,
};

enum { CASE_FORCES = 8 };

/* What a case is flown with. */
typedef struct case_flight {
    leo_arena *arena;
    leo_sky *sky;
    const leo_force *forces[CASE_FORCES + 1];
    const void *configs[CASE_FORCES + 1];
    int count;
    leo_dynamics_setup setup;
    leo_dynamics *dynamics;
    leo_error error;
} case_flight;

static inline void case_say(const leo_error *error)
{
    if (error->status != LEO_OK) {
        printf("  FAILED %s: %s [%s]\n", error->where, error->message, error->source);
        check_failures++;
    }
}

/* The Earth with Sun, Moon and Jupiter from `epoch`, a little more than `span_s` on. */
static inline void case_open(case_flight *flight, leo_epoch epoch, double span_s)
{
    *flight = (case_flight){ .arena = leo_arena_create(NULL) };
    const leo_sky_setup sky = { .center = LEO_BODY_EARTH,
                                .bodies = { LEO_BODY_MOON, LEO_BODY_JUPITER_BARYCENTRE },
                                .body_count = 2,
                                .epoch = epoch,
                                .from_s = -7200,
                                .to_s = span_s + 7200 };
    flight->sky = leo_sky_create(&sky, flight->arena, &flight->error);
    flight->setup = (leo_dynamics_setup){ .sky = flight->sky, .craft = { .mass_kg = 1000 } };
    case_say(&flight->error);
}

static inline void case_add(case_flight *flight, const leo_force *force, const void *config)
{
    flight->forces[flight->count] = force;
    flight->configs[flight->count++] = config;
}

static inline int case_ready(case_flight *flight)
{
    flight->setup.forces = flight->forces;
    flight->setup.configs = flight->configs;
    flight->dynamics =
        flight->sky ? leo_dynamics_create(&flight->setup, flight->arena, &flight->error) : NULL;
    CHECK(flight->dynamics != NULL);
    if (!flight->dynamics)
        case_say(&flight->error);
    return flight->dynamics != NULL;
}

static inline void case_close(case_flight *flight)
{
    leo_arena_destroy(flight->arena);
}

/* Rows of `columns` numbers between commas; lines that hold anything else are passed over. How many rows. */
static inline int case_numbers(leo_bytes bytes, int columns, double *values, int most)
{
    leo_lines lines = leo_lines_of(bytes);
    int rows = 0;
    while (rows < most && leo_lines_next(&lines)) {
        size_t at = 0, length;
        const char *word;
        int k = 0;
        while (k < columns && leo_lines_word(&lines, &at, ',', &word, &length) &&
               leo_number_read(word[0] == '+' ? word + 1 : word, word[0] == '+' ? length - 1 : length,
                               &values[rows * columns + k]))
            k++;
        rows += k == columns;
    }
    return rows;
}

/*
 * Largest distance from rows of time and state (of `columns` numbers, scaled to metres by `scale`) until `until_s`.
 * Infinite when the flight fails.
 */
static inline double case_worst_m(case_flight *flight, const leo_propagator_setup *given, const double *rows,
                                  int columns, int count, double scale, const double *until_s, double *worst,
                                  int limits)
{
    leo_propagator_setup setup = *given;
    setup.dynamics = flight->dynamics;
    setup.span_s = rows[(count - 1) * columns];
    leo_propagator *p = leo_propagator_create(&setup, flight->arena, &flight->error);
    const leo_orbit_state start = { leo_scale(scale, leo_vec(rows[1], rows[2], rows[3])),
                                    leo_scale(scale, leo_vec(rows[4], rows[5], rows[6])) };
    for (int k = 0; k < limits; k++)
        worst[k] = 0;
    leo_status status = p ? leo_propagator_start(p, rows[0], start, &flight->error) : LEO_NO_MEMORY;
    for (int i = 1; i < count && status == LEO_OK; i++) {
        const double *row = rows + i * columns;
        leo_propagated at;
        while (status == LEO_OK && leo_propagator_end_s(p) < row[0])
            status = leo_propagator_step(p, setup.span_s, &flight->error);
        if (status != LEO_OK)
            break;
        leo_propagator_at(p, row[0], &at);
        const double off =
            leo_norm(leo_sub(at.state.pos_m, leo_scale(scale, leo_vec(row[1], row[2], row[3]))));
        for (int k = 0; k < limits; k++)
            if (row[0] <= until_s[k])
                worst[k] = fmax(worst[k], off);
    }
    case_say(&flight->error);
    for (int k = 0; k < limits && status != LEO_OK; k++)
        worst[k] = INFINITY;
    return worst[limits - 1];
}

#endif
