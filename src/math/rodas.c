/* SPDX-License-Identifier: MIT */

/*
 * Rosenbrock method RODAS, order 4(3), six stages, stiffly accurate, L-stable.
 *
 *     (I/(h gamma) - J) u_i = f(t + alpha_i h, y + sum_j a_ij u_j) + sum_j (c_ij / h) u_j + h d_i df/dt
 *     y1 = y + sum_j a_6j u_j + u_6 (a_65 = 1),  error = u_6
 *     dense  y(t + s h) = (1-s) y + s (y1 + (1-s) (e2 + s e3)),   e2, e3 combinations of u_1..u_5
 *
 * Source  Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed., Springer 1996, section
 *         IV.7 (RODAS, coefficients of method 1, in the form that needs no product with J).
 * Valid   J must be the Jacobian of f for order 4; a Jacobian that is slightly off costs order, not
 *         stability.
 * Error   local error of order 5 in h (non-stiff), controlled per state in the maximum norm; dense
 *         output order 3.
 */
#include "math/rodas.h"

#include "base/error.h"
#include "math/lu.h"

#include <math.h>
#include <string.h>

enum { STAGES = 6 };

static const double GAMMA = 0.25;
static const double ALPHA[STAGES] = { 0, 0.386, 0.21, 0.63, 1, 1 };
static const double D[STAGES] = { 0.25, -0.1043, 0.1035, -0.0362, 0, 0 };
static const double A[STAGES][STAGES - 1] = {
    { 0 },
    { 1.544 },
    { 0.9466785280815826, 0.2557011698983284 },
    { 3.314825187068521, 2.896124015972201, 0.9986419139977817 },
    { 1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950 },
    { 1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950, 1 },
};
static const double C[STAGES][STAGES - 1] = {
    { 0 },
    { -5.6688 },
    { -2.430093356833875, -0.2063599157091915 },
    { -0.1073529058151375, -9.594562251023355, -20.47028614809616 },
    { 7.496443313967647, -10.24680431464352, -33.99990352819905, 11.70890893206160 },
    { 8.083246795921522, -7.981132988064893, -31.52159432874371, 16.31930543123136, -6.058818238834054 },
};
static const double E2[STAGES - 1] = { 10.12623508344586, -7.487995877610167, -34.80091861555747,
                                       -7.992771707568823, 1.025137723295662 };
static const double E3[STAGES - 1] = { -0.6762803392801253, 6.087714651680015, 16.43084320892478,
                                       24.76722511418386, -6.594389125716872 };

static const double SAFETY = 0.9, SHRINK_MOST = 0.15, GROW_MOST = 8;
static const double SHORTEST_STEP = 1e-10;

/* A step that starts anew changes no state by more than this part of its size, as far as the first rate can
 * tell. */
static const double FIRST_CHANGE = 0.01;

struct leo_rodas {
    leo_rodas_problem problem;
    leo_lu *lu;
    double *scale;
    double *jacobian, *rate, *rate_dt, *stage, *u; // u: six rows
    double *increment;
    leo_rodas_count work;
    double
        *kept; // one block: begin, end, next, was_next, fresh, was_fresh, then begin_y, end_y, dense2, dense3
    double *begin_y, *end_y, *dense2, *dense3;
};

enum { BEGIN, END, NEXT, WAS_NEXT, FRESH, WAS_FRESH, KEPT_HEAD };

leo_rodas *leo_rodas_create(leo_arena *arena, const leo_rodas_problem *problem, leo_error *error)
{
    leo_rodas *rodas = LEO_TAKE(arena, leo_rodas, 1);
    const size_t n = (size_t)problem->count;
    if (!rodas)
        goto none;
    rodas->problem = *problem;
    rodas->scale = LEO_TAKE(arena, double, n);
    rodas->jacobian = LEO_TAKE(arena, double, n *n);
    rodas->rate = LEO_TAKE(arena, double, n);
    rodas->rate_dt = LEO_TAKE(arena, double, n);
    rodas->stage = LEO_TAKE(arena, double, n);
    rodas->u = LEO_TAKE(arena, double, n *STAGES);
    rodas->increment = LEO_TAKE(arena, double, n);
    rodas->kept = LEO_TAKE(arena, double, KEPT_HEAD + 4 * n);
    if (!rodas->scale || !rodas->jacobian || !rodas->rate || !rodas->rate_dt || !rodas->stage || !rodas->u ||
        !rodas->increment || !rodas->kept)
        goto none;
    for (size_t i = 0; i < n; i++)
        rodas->scale[i] = problem->abs_tol[i] > 0 ? problem->abs_tol[i] / problem->rel_tol : 1;
    rodas->lu = leo_lu_create(arena, problem->count, problem->order, rodas->scale, problem->pattern);
    if (!rodas->lu)
        goto none;
    rodas->begin_y = rodas->kept + KEPT_HEAD;
    rodas->end_y = rodas->begin_y + n;
    rodas->dense2 = rodas->end_y + n;
    rodas->dense3 = rodas->dense2 + n;
    return rodas;
none:
    leo_fail(error, LEO_NO_MEMORY, NULL, "no memory for a solver of %d states", problem->count);
    return NULL;
}

void leo_rodas_start(leo_rodas *rodas, double t, const double *y)
{
    const size_t n = (size_t)rodas->problem.count;
    memset(rodas->kept, 0, sizeof(double) * (KEPT_HEAD + 4 * n));
    rodas->kept[BEGIN] = rodas->kept[END] = t;
    rodas->kept[FRESH] = 1;
    memcpy(rodas->begin_y, y, sizeof(double) * n);
    memcpy(rodas->end_y, y, sizeof(double) * n);
}

void leo_rodas_jumped(leo_rodas *rodas)
{
    rodas->kept[FRESH] = 1;
}

/* Length of a first step from the rate at its start. */
static double first_step(const leo_rodas *rodas, const double *y)
{
    const leo_rodas_problem *p = &rodas->problem;
    double fastest = 1e-3;
    for (int i = 0; i < p->count; i++)
        if (p->abs_tol[i] > 0)
            fastest = fmax(fastest, fabs(rodas->rate[i]) / (fabs(y[i]) + p->abs_tol[i] / p->rel_tol));
    return fmax(1e-7, FIRST_CHANGE / fastest * 0.1);
}

/* All six stages from (t, y); leaves y1 - y in `increment`. */
static leo_status stages(leo_rodas *rodas, double t, const double *y, double h, leo_error *error)
{
    const leo_rodas_problem *p = &rodas->problem;
    const size_t n = (size_t)p->count;
    for (int s = 0; s < STAGES; s++) {
        double *u = rodas->u + (size_t)s * n;
        memset(rodas->increment, 0, sizeof(double) * n);
        for (int j = 0; j < s; j++) {
            const double a = A[s][j];
            for (size_t i = 0; i < n; i++)
                rodas->increment[i] += a * rodas->u[(size_t)j * n + i];
        }
        if (s == 0) {
            memcpy(u, rodas->rate, sizeof(double) * n);
        } else {
            for (size_t i = 0; i < n; i++)
                rodas->stage[i] = y[i] + rodas->increment[i];
            const leo_status status = p->rate(p->context, t + ALPHA[s] * h, rodas->stage, u, error);
            if (status != LEO_OK)
                return status;
        }
        for (int j = 0; j < s; j++) {
            const double c = C[s][j] / h;
            for (size_t i = 0; i < n; i++)
                u[i] += c * rodas->u[(size_t)j * n + i];
        }
        if (D[s] != 0)
            for (size_t i = 0; i < n; i++)
                u[i] += h * D[s] * rodas->rate_dt[i];
        leo_lu_solve(rodas->lu, u);
    }
    const double *last = rodas->u + (STAGES - 1) * n;
    for (size_t i = 0; i < n; i++)
        rodas->increment[i] += last[i];
    return LEO_OK;
}

/* Largest error over what is allowed; NaN and infinity come out as infinity. */
static double error_size(const leo_rodas *rodas, const double *y)
{
    const leo_rodas_problem *p = &rodas->problem;
    const double *last = rodas->u + (size_t)(STAGES - 1) * (size_t)p->count;
    double largest = 0;
    for (int i = 0; i < p->count; i++) {
        if (!isfinite(rodas->increment[i]) || !isfinite(last[i]))
            return HUGE_VAL;
        if (!(p->abs_tol[i] > 0))
            continue;
        // comparisons, not fmax: this runs for every state of every step, and NaN was turned away above
        const double before = fabs(y[i]), after = fabs(y[i] + rodas->increment[i]);
        const double size = before > after ? before : after;
        const double part = fabs(last[i]) / (p->abs_tol[i] + p->rel_tol * size);
        largest = part > largest ? part : largest;
    }
    return largest;
}

static void keep_dense(leo_rodas *rodas)
{
    const size_t n = (size_t)rodas->problem.count;
    for (size_t i = 0; i < n; i++) {
        double e2 = 0, e3 = 0;
        for (int s = 0; s < STAGES - 1; s++) {
            e2 += E2[s] * rodas->u[(size_t)s * n + i];
            e3 += E3[s] * rodas->u[(size_t)s * n + i];
        }
        rodas->dense2[i] = e2;
        rodas->dense3[i] = e3;
    }
}

static double factor_from(double size)
{
    if (!(size < HUGE_VAL))
        return SHRINK_MOST;
    return fmin(GROW_MOST, fmax(SHRINK_MOST, SAFETY / sqrt(sqrt(fmax(size, 1e-12)))));
}

/* One attempt over h from the kept begin; `size` gets the error, LEO_RETRY_STEP included as infinity. */
static leo_status attempt(leo_rodas *rodas, double t, const double *y, double h, double *size,
                          leo_error *error)
{
    leo_error local = { 0 };
    *size = HUGE_VAL;
    rodas->work.factorisations++;
    leo_status status = leo_lu_factor(rodas->lu, 1 / (h * GAMMA), rodas->jacobian, &local);
    rodas->work.pivoted += status == LEO_OK && leo_lu_pivoted(rodas->lu);
    if (status == LEO_OK)
        status = stages(rodas, t, y, h, &local);
    if (status == LEO_OK) {
        *size = error_size(rodas, y);
        return LEO_OK;
    }
    if (status == LEO_RETRY_STEP || status == LEO_NO_CONVERGENCE)
        return LEO_RETRY_STEP;
    if (error && error->status == LEO_OK)
        *error = local;
    return status;
}

static void accept(leo_rodas *rodas, double t, double end_t, const double *y)
{
    const leo_rodas_problem *p = &rodas->problem;
    const size_t n = (size_t)p->count;
    keep_dense(rodas);
    if (p->correct)
        p->correct(p->context, y, rodas->increment);
    for (size_t i = 0; i < n; i++)
        rodas->stage[i] = y[i] + rodas->increment[i];
    if (y != rodas->begin_y)
        memcpy(rodas->begin_y, y, sizeof(double) * n);
    memcpy(rodas->end_y, rodas->stage, sizeof(double) * n);
    rodas->kept[BEGIN] = t;
    rodas->kept[END] = end_t;
    rodas->work.steps++;
}

/* Where a step of the suggested length ends: at the limit, or half-way rather than leave a splinter before
 * it. */
static double choose_end(double t, double h, double limit_t)
{
    const double left = limit_t - t;
    if (h >= left * (1 - 1e-9))
        return limit_t;
    return h > 0.5 * left ? t + 0.5 * left : t + h;
}

/* `forced`: the only length allowed reaches limit_t, whatever the error estimate says. */
typedef enum advance_how { ADAPTIVE, FORCED } advance_how;

static leo_status advance(leo_rodas *rodas, double t, const double *y, double limit_t, double next, int fresh,
                          advance_how how, leo_error *error)
{
    const leo_rodas_problem *p = &rodas->problem;
    const size_t n = (size_t)p->count;
    double h = fresh ? fmin(1e-3, limit_t - t) : fmin(next, limit_t - t);
    memset(rodas->jacobian, 0, sizeof(double) * n * n);
    leo_status status = p->jacobian(p->context, t, y, h, rodas->rate, rodas->jacobian, rodas->rate_dt, error);
    if (status != LEO_OK)
        return status;
    const double was_next = next;
    if (fresh)
        next = first_step(rodas, y);
    if (p->longest_step_s > 0)
        next = fmin(next, p->longest_step_s);
    int rejected = 0;
    for (;;) {
        const double end_t = how == FORCED ? limit_t : choose_end(t, next, limit_t);
        double size;
        h = end_t - t;
        status = attempt(rodas, t, y, h, &size, error);
        if (status != LEO_OK && status != LEO_RETRY_STEP)
            return status;
        const double factor = factor_from(size);
        if (status == LEO_OK && (size <= 1 || (how == FORCED && size < HUGE_VAL))) {
            accept(rodas, t, end_t, y);
            rodas->kept[WAS_NEXT] = was_next;
            rodas->kept[WAS_FRESH] = fresh;
            rodas->kept[FRESH] = 0;
            // a step that was cut short by the limit says nothing against the longer one suggested before
            const double proposed = h * (rejected ? fmin(1, factor) : factor);
            rodas->kept[NEXT] = h < next ? fmax(proposed, factor >= 1 ? next : proposed) : proposed;
            return LEO_OK;
        }
        rodas->work.rejected++;
        rejected = 1;
        if (how == FORCED || h * SHRINK_MOST < SHORTEST_STEP)
            return leo_fail(error, LEO_NO_CONVERGENCE, NULL,
                            "no acceptable step from t = %.9g s: %g s is still too long", t, h);
        next = h * (status == LEO_OK ? factor : SHRINK_MOST);
    }
}

leo_status leo_rodas_step(leo_rodas *rodas, double limit_t, leo_error *error)
{
    const double t = rodas->kept[END];
    if (!(limit_t > t))
        return leo_fail(error, LEO_BAD_ARGUMENT, NULL, "step to %.9g s, but the end is at %.9g s already",
                        limit_t, t);
    return advance(rodas, t, rodas->end_y, limit_t, rodas->kept[NEXT], rodas->kept[FRESH] != 0, ADAPTIVE,
                   error);
}

leo_status leo_rodas_redo(leo_rodas *rodas, double end_t, leo_error *error)
{
    const double t = rodas->kept[BEGIN];
    if (!(end_t > t && end_t <= rodas->kept[END]))
        return leo_fail(error, LEO_BAD_ARGUMENT, NULL, "redo to %.9g s, but the last step is %.9g to %.9g s",
                        end_t, t, rodas->kept[END]);
    if (end_t == rodas->kept[END])
        return LEO_OK;
    return advance(rodas, t, rodas->begin_y, end_t, rodas->kept[WAS_NEXT], rodas->kept[WAS_FRESH] != 0,
                   FORCED, error);
}

double leo_rodas_begin(const leo_rodas *rodas)
{
    return rodas->kept[BEGIN];
}

double leo_rodas_end(const leo_rodas *rodas)
{
    return rodas->kept[END];
}

const double *leo_rodas_state(const leo_rodas *rodas)
{
    return rodas->end_y;
}

double leo_rodas_suggested_step(const leo_rodas *rodas)
{
    return rodas->kept[NEXT];
}

void leo_rodas_at(const leo_rodas *rodas, double t, double *y)
{
    const size_t n = (size_t)rodas->problem.count;
    const double begin = rodas->kept[BEGIN], end = rodas->kept[END];
    if (!(t < end)) {
        memcpy(y, rodas->end_y, sizeof(double) * n);
        return;
    }
    if (!(t > begin)) {
        memcpy(y, rodas->begin_y, sizeof(double) * n);
        return;
    }
    const double s = (t - begin) / (end - begin), r = 1 - s;
    for (size_t i = 0; i < n; i++)
        y[i] = rodas->begin_y[i] * r + s * (rodas->end_y[i] + r * (rodas->dense2[i] + s * rodas->dense3[i]));
}

size_t leo_rodas_state_size(const leo_rodas *rodas)
{
    return sizeof(double) * (KEPT_HEAD + 4 * (size_t)rodas->problem.count);
}

void leo_rodas_save(const leo_rodas *rodas, void *bytes)
{
    memcpy(bytes, rodas->kept, leo_rodas_state_size(rodas));
}

void leo_rodas_restore(leo_rodas *rodas, const void *bytes)
{
    memcpy(rodas->kept, bytes, leo_rodas_state_size(rodas));
}

leo_rodas_count leo_rodas_work(const leo_rodas *rodas)
{
    return rodas->work;
}
