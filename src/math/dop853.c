/* SPDX-License-Identifier: MIT */
/*
 * Integration of dy/dt = f(t, y), eighth order, adaptive.
 *
 *     k_i = f(t + c_i h, y + h sum_j a_ij k_j),   y' = y + h sum_i b_i k_i
 *     err = h |e5|^2 / sqrt((|e5|^2 + 0.01 |e3|^2) n)    e5, e3: embedded errors over abs_tol + rel_tol
 * max(|y|, |y'|) h'  = h safety err^-(1/8 - 0.2 beta) err_before^beta
 *
 * Source  Hairer, Norsett, Wanner: Solving Ordinary Differential Equations I, 2nd edition, Springer 1993,
 *         II.4 (starting step), II.5 and II.10 (error, step control, dense output); PI control after
 *         Gustafsson (1991), beta 0.04.
 * Valid   smooth f; a jump inside a step costs rejected steps, so steps should end at jumps. Not for stiff
 *         systems.
 * Error   local error about the tolerance per step; dense output of order 7, about ten times the error of a
 *         step.
 */
#include "math/dop853.h"

#include "base/error.h"
#include "math/vec.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum { STAGES = 16, DENSE = 8, MOST_REJECTIONS = 200 };

static const double SAFETY = 0.9, BETA = 0.04, SLOWEST = 0.333, FASTEST = 6.0, LEAST_ERROR = 1e-4;

struct leo_dop853 {
    int count;
    double rel_tol, longest;
    leo_rate_fn *rate;
    void *context;
    const double *abs_tol;
    double *work;    // trial state
    double *arrived; // state at the end of the step being tried
    double *stage[STAGES];
    /* What is saved: `kept` doubles from `from` on. */
    size_t kept;
    double *from;
    double *scalar;         // SCALARS of them
    double *before, *after; // states at begin and end
    double *first, *last;   // derivatives at begin and end
    double *dense;          // DENSE rows of `count`
};

enum { BEGIN, END, NEXT, ERROR_BEFORE, SCALARS };

leo_dop853 *leo_dop853_create(leo_arena *arena, int count, const double *abs_tol, double rel_tol,
                              leo_rate_fn *rate, void *context)
{
    if (count <= 0 || !abs_tol || !(rel_tol > 0) || !rate)
        return NULL;
    const size_t n = (size_t)count;
    leo_dop853 *solver = LEO_TAKE(arena, leo_dop853, 1);
    double *tolerance = LEO_TAKE(arena, double, n);
    double *stages = LEO_TAKE(arena, double, n *STAGES);
    double *work = LEO_TAKE(arena, double, 2 * n);
    const size_t kept = SCALARS + n * (4 + DENSE);
    double *saved = LEO_TAKE(arena, double, kept);
    if (!solver || !tolerance || !stages || !work || !saved)
        return NULL;
    for (int i = 0; i < count; i++) {
        if (!(abs_tol[i] > 0))
            return NULL;
        tolerance[i] = abs_tol[i];
    }
    *solver = (leo_dop853){ .count = count,
                            .rel_tol = rel_tol,
                            .rate = rate,
                            .context = context,
                            .abs_tol = tolerance,
                            .work = work,
                            .arrived = work + n,
                            .kept = kept,
                            .from = saved,
                            .scalar = saved,
                            .before = saved + SCALARS,
                            .after = saved + SCALARS + n,
                            .first = saved + SCALARS + 2 * n,
                            .last = saved + SCALARS + 3 * n,
                            .dense = saved + SCALARS + 4 * n };
    for (int s = 0; s < STAGES; s++)
        solver->stage[s] = stages + (size_t)s * n;
    return solver;
}

void leo_dop853_limit(leo_dop853 *solver, double longest)
{
    solver->longest = longest;
}

static double scale(const leo_dop853 *solver, int i, double a, double b)
{
    return solver->abs_tol[i] + solver->rel_tol * fmax(fabs(a), fabs(b));
}

static double bounded(const leo_dop853 *solver, double h)
{
    return solver->longest > 0 && h > solver->longest ? solver->longest : h;
}

/* Where no shorter step can be tried, the wish for one is a failure. */
static leo_status final(leo_status status, leo_error *error)
{
    if (status != LEO_RETRY_STEP)
        return status;
    if (error && error->status == LEO_RETRY_STEP)
        error->status = LEO_NO_CONVERGENCE;
    return LEO_NO_CONVERGENCE;
}

/* A first step whose explicit Euler error would be about the tolerance (Hairer et al., II.4). */
static leo_status choose_first_step(leo_dop853 *solver, leo_error *error)
{
    const double t = solver->scalar[END];
    const double *y = solver->after, *f = solver->last;
    double y_size = 0, f_size = 0, bend = 0;
    for (int i = 0; i < solver->count; i++) {
        const double unit = scale(solver, i, y[i], y[i]);
        y_size += (y[i] / unit) * (y[i] / unit);
        f_size += (f[i] / unit) * (f[i] / unit);
    }
    double h = f_size > 1e-10 && y_size > 1e-10 ? 0.01 * sqrt(y_size / f_size) : 1e-6;
    h = bounded(solver, h);
    leo_status status;
    for (int tries = 0;; tries++) {
        for (int i = 0; i < solver->count; i++)
            solver->work[i] = y[i] + h * f[i];
        status = solver->rate(solver->context, t + h, solver->work, solver->stage[1], error);
        if (status != LEO_RETRY_STEP || tries == 40)
            break;
        if (error && error->status == LEO_RETRY_STEP)
            *error = (leo_error){ 0 };
        h *= 0.25;
    }
    if (status != LEO_OK)
        return final(status, error);
    for (int i = 0; i < solver->count; i++) {
        const double d = (solver->stage[1][i] - f[i]) / scale(solver, i, y[i], y[i]);
        bend += d * d;
    }
    const double steepest = fmax(sqrt(bend) / h, sqrt(f_size));
    const double by_bend = steepest > 1e-15 ? pow(0.01 / steepest, 1.0 / 8) : fmax(1e-6, h * 1e-3);
    solver->scalar[NEXT] = bounded(solver, fmin(100 * h, by_bend));
    solver->scalar[ERROR_BEFORE] = LEAST_ERROR;
    return LEO_OK;
}

static leo_status derivative_at_end(leo_dop853 *solver, leo_error *error)
{
    return final(solver->rate(solver->context, solver->scalar[END], solver->after, solver->last, error),
                 error);
}

leo_status leo_dop853_amend(leo_dop853 *solver, const double *y, leo_error *error)
{
    memmove(solver->after, y, (size_t)solver->count * sizeof *y);
    return derivative_at_end(solver, error);
}

leo_status leo_dop853_jump(leo_dop853 *solver, const double *y, leo_error *error)
{
    const leo_status status = leo_dop853_amend(solver, y, error);
    return status == LEO_OK ? choose_first_step(solver, error) : status;
}

leo_status leo_dop853_start(leo_dop853 *solver, double t, const double *y, leo_error *error)
{
    const size_t size = (size_t)solver->count * sizeof *y;
    solver->scalar[BEGIN] = solver->scalar[END] = t;
    const leo_status status = leo_dop853_jump(solver, y, error);
    memcpy(solver->before, solver->after, size);
    memcpy(solver->first, solver->last, size);
    memset(solver->dense, 0, DENSE * size);
    memcpy(solver->dense, solver->after, size);
    return status;
}

/* Stages `from`..`to` of a step of length h that starts at (t, y); stage 0 stands already. */
static leo_status run_stages(leo_dop853 *solver, double t, double h, const double *y, int from, int to,
                             leo_error *error)
{
    for (int s = from; s <= to; s++) {
        const double *a = leo_dop853_figures.a[s];
        for (int i = 0; i < solver->count; i++) {
            double sum = 0;
            for (int j = 0; j < s; j++)
                if (a[j] != 0)
                    sum += a[j] * solver->stage[j][i];
            solver->work[i] = y[i] + h * sum;
        }
        const leo_status status = solver->rate(solver->context, t + leo_dop853_figures.c[s] * h, solver->work,
                                               solver->stage[s], error);
        if (status != LEO_OK)
            return status;
    }
    return LEO_OK;
}

/* The error of the step in units of the tolerance; `arrived` is the state at its end. NaN when a stage
 * overflowed. */
static double error_of_step(const leo_dop853 *solver, double h, const double *y, const double *arrived)
{
    const leo_dop853_tableau *f = &leo_dop853_figures;
    double five = 0, three = 0;
    for (int i = 0; i < solver->count; i++) {
        const double unit = scale(solver, i, y[i], arrived[i]);
        double e5 = 0, e3 = 0;
        for (int s = 0; s < 12; s++) {
            e5 += f->error5[s] * solver->stage[s][i];
            e3 += f->b[s] * solver->stage[s][i];
        }
        e3 -= f->weight3[0] * solver->stage[0][i] + f->weight3[1] * solver->stage[8][i] +
              f->weight3[2] * solver->stage[11][i];
        five += (e5 / unit) * (e5 / unit);
        three += (e3 / unit) * (e3 / unit);
    }
    const double both = five + 0.01 * three;
    return both > 0 ? fabs(h) * five / sqrt(both * solver->count) : both;
}

/* All 16 stages of one step of length h from (t, y); those of the dense output only when the error is small
 * enough. */
static leo_status try_step(leo_dop853 *solver, double t, double h, const double *y, const double *f,
                           double most, double *size_of_error, leo_error *error)
{
    const size_t size = (size_t)solver->count * sizeof *y;
    memcpy(solver->stage[0], f, size);
    const leo_status status = run_stages(solver, t, h, y, 1, 12, error);
    if (status != LEO_OK)
        return status;
    memcpy(solver->arrived, solver->work, size); // stage 13 is evaluated at the end point
    *size_of_error = error_of_step(solver, h, y, solver->arrived);
    return *size_of_error <= most ? run_stages(solver, t, h, y, 13, 15, error) : LEO_OK;
}

/* Keep the step just tried: from `before` at t to `arrived` at `end`. */
static void keep(leo_dop853 *solver, double t, double h, double end)
{
    const int n = solver->count;
    const double *arrived = solver->arrived;
    double *row = solver->dense;
    for (int i = 0; i < n; i++) {
        const double rise = arrived[i] - solver->before[i];
        const double bend = h * solver->stage[0][i] - rise;
        row[i] = solver->before[i];
        row[n + i] = rise;
        row[2 * n + i] = bend;
        row[3 * n + i] = rise - h * solver->stage[12][i] - bend;
        for (int d = 0; d < 4; d++) {
            double sum = 0;
            for (int s = 0; s < STAGES; s++)
                sum += leo_dop853_figures.dense[d][s] * solver->stage[s][i];
            row[(4 + d) * n + i] = h * sum;
        }
    }
    memcpy(solver->after, arrived, (size_t)n * sizeof *arrived);
    memcpy(solver->first, solver->stage[0], (size_t)n * sizeof *arrived);
    memcpy(solver->last, solver->stage[12], (size_t)n * sizeof *arrived);
    solver->scalar[BEGIN] = t;
    solver->scalar[END] = end;
}

static leo_status gave_up(const leo_dop853 *solver, double h, const leo_error *why, leo_error *error)
{
    if (error && why->status != LEO_OK) { // the words of the model that asked for shorter steps
        *error = *why;
        error->status = LEO_NO_CONVERGENCE;
        return LEO_NO_CONVERGENCE;
    }
    return leo_fail(error, LEO_NO_CONVERGENCE, "solver",
                    "the step at t = %.6f fell to %g: the rates jump, or the tolerance %g is too small",
                    solver->scalar[END], h, solver->rel_tol);
}

/* What the next step should be multiplied by, after an error of `size` tolerances; `before`: that of the last
 * step. */
static double growth(double size, double before)
{
    const double slope = 1.0 / 8 - 0.2 * BETA;
    const double shrink = pow(size, slope) / pow(before, BETA) / SAFETY;
    return 1 / leo_clamp(shrink, 1 / FASTEST, 1 / SLOWEST);
}

leo_status leo_dop853_step(leo_dop853 *solver, double limit_t, leo_error *error)
{
    const double t = solver->scalar[END];
    if (!(limit_t > t))
        return leo_fail(error, LEO_BAD_ARGUMENT, "solver", "limit %.9g is not after %.9g", limit_t, t);
    double wanted = bounded(solver, solver->scalar[NEXT]);
    int rejections = 0;
    leo_error why = { 0 };
    for (;;) {
        const int meets_limit = t + 1.000001 * wanted >= limit_t;
        const double h = meets_limit ? limit_t - t : wanted;
        if (!meets_limit &&
            (rejections == MOST_REJECTIONS || !(h > 16 * DBL_EPSILON * fmax(fabs(t), 1e-300))))
            return gave_up(solver, h, &why, error);
        double size = 0;
        leo_error trial = { 0 };
        const leo_status status = try_step(solver, t, h, solver->after, solver->last, 1, &size, &trial);
        if (status == LEO_OK && size <= 1) {
            memcpy(solver->before, solver->after, (size_t)solver->count * sizeof *solver->after);
            keep(solver, t, h, meets_limit ? limit_t : t + h);
            const double longer = h * growth(size, solver->scalar[ERROR_BEFORE]);
            const double next = rejections ? fmin(longer, h) : meets_limit ? fmax(longer, wanted) : longer;
            solver->scalar[NEXT] = bounded(solver, next);
            solver->scalar[ERROR_BEFORE] = fmax(size, LEAST_ERROR);
            return LEO_OK;
        }
        if (status != LEO_OK && status != LEO_RETRY_STEP) {
            if (error && error->status == LEO_OK)
                *error = trial;
            return status;
        }
        why = trial;
        wanted = status == LEO_RETRY_STEP || !isfinite(size)
                     ? 0.25 * h
                     : h * fmax(SLOWEST, SAFETY * pow(size, -1.0 / 8));
        rejections++;
    }
}

leo_status leo_dop853_redo(leo_dop853 *solver, double end_t, leo_error *error)
{
    const double t = solver->scalar[BEGIN];
    if (end_t == solver->scalar[END])
        return LEO_OK;
    if (!(end_t > t && end_t < solver->scalar[END]))
        return leo_fail(error, LEO_BAD_ARGUMENT, "solver", "%.9g is not in the last step, %.9g to %.9g",
                        end_t, t, solver->scalar[END]);
    double size = 0;
    const leo_status status =
        try_step(solver, t, end_t - t, solver->before, solver->first, INFINITY, &size, error);
    if (status == LEO_OK)
        keep(solver, t, end_t - t, end_t);
    return final(status, error);
}

void leo_dop853_at(const leo_dop853 *solver, double t, double *y)
{
    const int n = solver->count;
    const double h = solver->scalar[END] - solver->scalar[BEGIN];
    const double s = h > 0 ? (t - solver->scalar[BEGIN]) / h : 1, r = 1 - s;
    if (t == solver->scalar[END]) {
        memcpy(y, solver->after, (size_t)n * sizeof *y);
        return;
    }
    const double *d = solver->dense;
    for (int i = 0; i < n; i++, d++) {
        const double inner = d[4 * n] + s * (d[5 * n] + r * (d[6 * n] + s * d[7 * n]));
        y[i] = d[0] + s * (d[n] + r * (d[2 * n] + s * (d[3 * n] + r * inner)));
    }
}

double leo_dop853_begin(const leo_dop853 *solver)
{
    return solver->scalar[BEGIN];
}

double leo_dop853_end(const leo_dop853 *solver)
{
    return solver->scalar[END];
}

const double *leo_dop853_state(const leo_dop853 *solver)
{
    return solver->after;
}

double leo_dop853_suggested(const leo_dop853 *solver)
{
    return bounded(solver, solver->scalar[NEXT]);
}

size_t leo_dop853_saved_count(const leo_dop853 *solver)
{
    return solver->kept;
}

void leo_dop853_save(const leo_dop853 *solver, double *saved)
{
    memcpy(saved, solver->from, solver->kept * sizeof *saved);
}

void leo_dop853_restore(leo_dop853 *solver, const double *saved)
{
    memcpy(solver->from, saved, solver->kept * sizeof *saved);
}
