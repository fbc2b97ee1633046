/* SPDX-License-Identifier: MIT */
#include "math/rodas.h"
#include "check.h"

enum { ROOM = 4 };

typedef struct problem {
    int count;
    void (*rate)(double t, const double *y, double *f);
    void (*jacobian)(double t, const double *y, double *j, double *ft);
    void (*exact)(double t, double *y);
    double begin, end;
    long corrected;
} problem;

/* y' = -2 t y^2, y = 1/(1+t^2): non-stiff, not autonomous. */
static void bell_rate(double t, const double *y, double *f)
{
    f[0] = -2 * t * y[0] * y[0];
}
static void bell_jacobian(double t, const double *y, double *j, double *ft)
{
    j[0] = -4 * t * y[0];
    ft[0] = -2 * y[0] * y[0];
}
static void bell_exact(double t, double *y)
{
    y[0] = 1 / (1 + t * t);
}

/* A pendulum of two components with rotation and damping: autonomous, exact by hand: y = e^-t (cos 3t, sin
 * 3t). */
static void spiral_rate(double t, const double *y, double *f)
{
    (void)t;
    f[0] = -y[0] - 3 * y[1];
    f[1] = 3 * y[0] - y[1];
}
static void spiral_jacobian(double t, const double *y, double *j, double *ft)
{
    (void)t, (void)y;
    j[0] = -1, j[1] = -3, j[2] = 3, j[3] = -1;
    ft[0] = ft[1] = 0;
}
static void spiral_exact(double t, double *y)
{
    y[0] = exp(-t) * cos(3 * t);
    y[1] = exp(-t) * sin(3 * t);
}

/* Kaps' problem, stiffness 1e6: y = (e^-2t, e^-t). */
static const double KAPS = 1e6;
static void kaps_rate(double t, const double *y, double *f)
{
    (void)t;
    f[0] = -(KAPS + 2) * y[0] + KAPS * y[1] * y[1];
    f[1] = y[0] - y[1] - y[1] * y[1];
}
static void kaps_jacobian(double t, const double *y, double *j, double *ft)
{
    (void)t;
    j[0] = -(KAPS + 2), j[1] = 2 * KAPS * y[1], j[2] = 1, j[3] = -1 - 2 * y[1];
    ft[0] = ft[1] = 0;
}
static void kaps_exact(double t, double *y)
{
    y[0] = exp(-2 * t);
    y[1] = exp(-t);
}

static const problem BELL = { 1, bell_rate, bell_jacobian, bell_exact, 0, 2, 0 };
static const problem SPIRAL = { 2, spiral_rate, spiral_jacobian, spiral_exact, 0, 2, 0 };
static const problem KAPS_PROBLEM = { 2, kaps_rate, kaps_jacobian, kaps_exact, 0, 1, 0 };

static leo_status rate(void *context, double t, const double *y, double *f, leo_error *error)
{
    (void)error;
    ((problem *)context)->rate(t, y, f);
    return LEO_OK;
}

static leo_status jacobian(void *context, double t, const double *y, double step, double *f, double *j,
                           double *ft, leo_error *error)
{
    (void)error, (void)step;
    ((problem *)context)->rate(t, y, f);
    ((problem *)context)->jacobian(t, y, j, ft);
    return LEO_OK;
}

static leo_rodas *make(leo_arena *arena, problem *p, const double *abs_tol, double rel_tol)
{
    const leo_rodas_problem setup = { .count = p->count,
                                      .rate = rate,
                                      .jacobian = jacobian,
                                      .context = p,
                                      .abs_tol = abs_tol,
                                      .rel_tol = rel_tol };
    leo_rodas *rodas = leo_rodas_create(arena, &setup, NULL);
    double y[ROOM];
    p->exact(p->begin, y);
    leo_rodas_start(rodas, p->begin, y);
    return rodas;
}

typedef enum what { AT_END, INSIDE } what;

/* Largest error with `steps` equal steps; tolerances are loose so that each is accepted. */
static double fixed_step_error(const problem *source, int steps, what where)
{
    problem p = *source;
    const double loose[ROOM] = { 1e6, 1e6, 1e6, 1e6 };
    leo_arena *arena = leo_arena_create(NULL);
    leo_rodas *rodas = make(arena, &p, loose, 1e-3);
    double y[ROOM], wanted[ROOM], worst = 0;
    const double h = (p.end - p.begin) / steps;
    for (int i = 1; i <= steps; i++) {
        const double end = p.begin + i * h;
        while (leo_rodas_end(rodas) < end) {
            CHECK(leo_rodas_step(rodas, end, NULL) == LEO_OK);
            if (where == INSIDE && leo_rodas_end(rodas) - leo_rodas_begin(rodas) > 0.9 * h) {
                for (double s = 0.1; s < 1; s += 0.2) {
                    const double t = leo_rodas_begin(rodas) + s * h;
                    leo_rodas_at(rodas, t, y);
                    p.exact(t, wanted);
                    for (int k = 0; k < p.count; k++)
                        worst = fmax(worst, fabs(y[k] - wanted[k]));
                }
            }
        }
    }
    p.exact(p.end, wanted);
    if (where == AT_END)
        for (int k = 0; k < p.count; k++)
            worst = fmax(worst, fabs(leo_rodas_state(rodas)[k] - wanted[k]));
    leo_arena_destroy(arena);
    return worst;
}

static double order(const problem *p, int steps, what where)
{
    return log2(fixed_step_error(p, steps, where) / fixed_step_error(p, 2 * steps, where));
}

static void has_order_four_when_not_stiff(void)
{
    CHECK_NEAR(order(&BELL, 64, AT_END), 4, 0.3);
    CHECK_NEAR(order(&SPIRAL, 64, AT_END), 4, 0.3);
}

static void keeps_its_order_when_stiff(void)
{
    // stiffly accurate: the stiff component falls on the slow one within each step
    CHECK_NEAR(order(&KAPS_PROBLEM, 16, AT_END), 4, 0.6);
    CHECK(fixed_step_error(&KAPS_PROBLEM, 16, AT_END) < 1e-5);
}

static void interpolates_with_order_three_or_more(void)
{
    // local error of order 4 inside a step, seen as order 4 of the largest error; 3 at least over the whole
    CHECK(order(&BELL, 64, INSIDE) > 3.4);
    CHECK(order(&SPIRAL, 64, INSIDE) > 3.4);
}

static void quartic_rate(double t, const double *y, double *f)
{
    (void)y;
    f[0] = 4 * t * t * t;
}
static void quartic_jacobian(double t, const double *y, double *j, double *ft)
{
    (void)y;
    j[0] = 0;
    ft[0] = 12 * t * t;
}
static void quartic_exact(double t, double *y)
{
    y[0] = t * t * t * t;
}

static void integrates_a_cubic_rate_exactly(void)
{
    // the quadrature conditions of order 1 to 4, with the term of df/dt
    const problem quartic = { 1, quartic_rate, quartic_jacobian, quartic_exact, 0, 2, 0 };
    CHECK(fixed_step_error(&quartic, 4, AT_END) < 16 * 1e-14); // coefficients have 15 to 16 digits
}

static double adaptive_error(const problem *source, double tolerance, long *steps)
{
    problem p = *source;
    const double abs_tol[ROOM] = { tolerance, tolerance, tolerance, tolerance };
    leo_arena *arena = leo_arena_create(NULL);
    leo_rodas *rodas = make(arena, &p, abs_tol, tolerance);
    while (leo_rodas_end(rodas) < p.end)
        CHECK(leo_rodas_step(rodas, p.end, NULL) == LEO_OK);
    double wanted[ROOM], worst = 0;
    p.exact(p.end, wanted);
    for (int k = 0; k < p.count; k++)
        worst = fmax(worst, fabs(leo_rodas_state(rodas)[k] - wanted[k]));
    *steps = leo_rodas_work(rodas).steps;
    leo_arena_destroy(arena);
    return worst;
}

static void holds_its_tolerance_and_pays_for_it(void)
{
    long loose_steps, tight_steps;
    const double loose = adaptive_error(&KAPS_PROBLEM, 1e-6, &loose_steps);
    const double tight = adaptive_error(&KAPS_PROBLEM, 1e-9, &tight_steps);
    // error per step: the sum may be some times as large
    CHECK(loose < 1e-5 && tight < 1e-8);
    CHECK(tight_steps > 2 * loose_steps);
    CHECK(loose_steps < 100);
}

static void takes_the_last_step_again_as_if_it_had_been_shorter(void)
{
    const double abs_tol[ROOM] = { 1e-8, 1e-8 };
    leo_arena *arena = leo_arena_create(NULL);
    problem p = SPIRAL;
    leo_rodas *a = make(arena, &p, abs_tol, 1e-8), *b = make(arena, &p, abs_tol, 1e-8);
    for (int i = 0; i < 6; i++) {
        CHECK(leo_rodas_step(a, 2, NULL) == LEO_OK);
        CHECK(leo_rodas_step(b,
                             i < 5 ? 2 : leo_rodas_begin(a) + 0.4 * (leo_rodas_end(a) - leo_rodas_begin(a)),
                             NULL) == LEO_OK);
    }
    CHECK(leo_rodas_redo(a, leo_rodas_end(b), NULL) == LEO_OK);
    CHECK(memcmp(leo_rodas_state(a), leo_rodas_state(b), sizeof(double) * 2) == 0);
    CHECK(leo_rodas_suggested_step(a) == leo_rodas_suggested_step(b));
    CHECK(leo_rodas_redo(a, leo_rodas_begin(a), NULL) == LEO_BAD_ARGUMENT);
    leo_arena_destroy(arena);
}

static void goes_on_bit_for_bit_after_a_restore(void)
{
    const double abs_tol[ROOM] = { 1e-8, 1e-8 };
    leo_arena *arena = leo_arena_create(NULL);
    problem p = KAPS_PROBLEM;
    leo_rodas *a = make(arena, &p, abs_tol, 1e-8), *b = make(arena, &p, abs_tol, 1e-8);
    for (int i = 0; i < 7; i++)
        leo_rodas_step(a, 1, NULL);
    void *bytes = leo_arena_take(arena, leo_rodas_state_size(a), 1);
    leo_rodas_save(a, bytes);
    leo_rodas_restore(b, bytes);
    while (leo_rodas_end(a) < 1) {
        leo_rodas_step(a, 1, NULL);
        leo_rodas_step(b, 1, NULL);
    }
    CHECK(leo_rodas_end(b) == 1);
    CHECK(memcmp(leo_rodas_state(a), leo_rodas_state(b), sizeof(double) * 2) == 0);
    leo_arena_destroy(arena);
}

static leo_status cliff(void *context, double t, const double *y, double *f, leo_error *error)
{
    (void)context, (void)t;
    if (y[0] < 0)
        return LEO_RETRY_STEP;
    (void)error;
    f[0] = -sqrt(y[0]);
    return LEO_OK;
}

static leo_status cliff_jacobian(void *context, double t, const double *y, double step, double *f, double *j,
                                 double *ft, leo_error *error)
{
    (void)step;
    j[0] = y[0] > 0 ? -0.5 / sqrt(y[0]) : 0;
    ft[0] = 0;
    return cliff(context, t, y, f, error);
}

static void shortens_the_step_when_a_trial_state_is_not_physical(void)
{
    // y' = -sqrt y from 1: y = (1 - t/2)^2, gone at t = 2
    const double abs_tol[1] = { 1e-3 };
    const leo_rodas_problem setup = {
        .count = 1, .rate = cliff, .jacobian = cliff_jacobian, .abs_tol = abs_tol, .rel_tol = 1e-3
    };
    leo_arena *arena = leo_arena_create(NULL);
    leo_rodas *rodas = leo_rodas_create(arena, &setup, NULL);
    const double one = 1;
    leo_rodas_start(rodas, 0, &one);
    while (leo_rodas_end(rodas) < 1.9)
        CHECK(leo_rodas_step(rodas, 1.9, NULL) == LEO_OK);
    CHECK_NEAR(leo_rodas_state(rodas)[0], 0.0025, 2e-3);
    leo_error error = { 0 };
    CHECK(leo_rodas_step(rodas, 1, &error) == LEO_BAD_ARGUMENT);
    CHECK(error.message[0]);
    leo_arena_destroy(arena);
}

int main(void)
{
    RUN(has_order_four_when_not_stiff);
    RUN(keeps_its_order_when_stiff);
    RUN(interpolates_with_order_three_or_more);
    RUN(integrates_a_cubic_rate_exactly);
    RUN(holds_its_tolerance_and_pays_for_it);
    RUN(takes_the_last_step_again_as_if_it_had_been_shorter);
    RUN(goes_on_bit_for_bit_after_a_restore);
    RUN(shortens_the_step_when_a_trial_state_is_not_physical);
    return check_result();
}
