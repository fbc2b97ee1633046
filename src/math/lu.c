/* SPDX-License-Identifier: MIT */

/*
 * LU factorisation in a fixed order with skipped zeros; row pivoting as the fallback.
 *
 *     P A P^T = L U      P  the given order
 *
 * Source  Duff, Erisman & Reid, Direct Methods for Sparse Matrices, Oxford 1986, chapters 4 and 5 (growth,
 * scaling). Valid   up to a few hundred unknowns (the storage is dense). Error   backward stable while the
 * multipliers stay below GROWTH_MAX in the caller's scale; beyond, pivoted.
 */
#include "math/lu.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

/* Scaled multipliers beyond this cost more than six of the sixteen digits. */
static const double GROWTH_MAX = 1e6;

struct leo_lu {
    int count, pivoted;
    int *order;    // unknown at each place of the elimination
    int *row;      // row of the matrix at each place (equals order without pivoting)
    double *scale; // by place
    double *a;     // factors, row-major in places
    int *lower, *upper, *lower_count, *upper_count; // places of the nonzeros of each row
    double *work;
};

leo_lu *leo_lu_create(leo_arena *arena, int count, const int *order, const double *scale)
{
    leo_lu *lu = LEO_TAKE(arena, leo_lu, 1);
    if (!lu)
        return NULL;
    const size_t n = (size_t)count;
    lu->count = count;
    lu->order = LEO_TAKE(arena, int, n);
    lu->row = LEO_TAKE(arena, int, n);
    lu->scale = LEO_TAKE(arena, double, n);
    lu->a = LEO_TAKE(arena, double, n *n);
    lu->lower = LEO_TAKE(arena, int, n *n);
    lu->upper = LEO_TAKE(arena, int, n *n);
    lu->lower_count = LEO_TAKE(arena, int, n);
    lu->upper_count = LEO_TAKE(arena, int, n);
    lu->work = LEO_TAKE(arena, double, n);
    if (!lu->order || !lu->row || !lu->scale || !lu->a || !lu->lower || !lu->upper || !lu->lower_count ||
        !lu->upper_count || !lu->work)
        return NULL;
    for (int i = 0; i < count; i++) {
        lu->order[i] = order ? order[i] : i;
        lu->scale[i] = scale ? scale[lu->order[i]] : 1;
    }
    return lu;
}

int leo_lu_pivoted(const leo_lu *lu)
{
    return lu->pivoted;
}

static void load(leo_lu *lu, const double *matrix)
{
    const int n = lu->count;
    for (int i = 0; i < n; i++) {
        const double *from = matrix + (size_t)lu->order[i] * (size_t)n;
        double *to = lu->a + (size_t)i * (size_t)n;
        lu->row[i] = lu->order[i];
        for (int j = 0; j < n; j++)
            to[j] = from[lu->order[j]];
    }
}

/* Subtract `factor` times row k from row i, at the places listed. */
static void subtract_row(double *row_i, const double *row_k, double factor, const int *places, int count)
{
    for (int p = 0; p < count; p++)
        row_i[places[p]] -= factor * row_k[places[p]];
}

static int list_nonzeros(const double *row, int begin, int end, int *places)
{
    int count = 0;
    for (int j = begin; j < end; j++)
        if (row[j] != 0)
            places[count++] = j;
    return count;
}

/* Row with the largest scaled entry in column k, at or below k. */
static int best_row(const leo_lu *lu, int k)
{
    const int n = lu->count;
    int best = k;
    double largest = -1;
    for (int i = k; i < n; i++) {
        double size = 0;
        const double *row = lu->a + (size_t)i * (size_t)n;
        for (int j = k; j < n; j++)
            size = fmax(size, fabs(row[j]) * lu->scale[j]);
        const double share = size > 0 ? fabs(row[k]) * lu->scale[k] / size : 0;
        if (share > largest) {
            largest = share;
            best = i;
        }
    }
    return best;
}

static void swap_rows(leo_lu *lu, int i, int k)
{
    const int n = lu->count;
    double *a = lu->a + (size_t)i * (size_t)n, *b = lu->a + (size_t)k * (size_t)n;
    for (int j = 0; j < n; j++) {
        const double held = a[j];
        a[j] = b[j];
        b[j] = held;
    }
    const int row = lu->row[i];
    lu->row[i] = lu->row[k];
    lu->row[k] = row;
}

/* Returns 0 when the elements grow too much (only without pivoting) or a pivot vanishes. */
static int eliminate(leo_lu *lu)
{
    const int n = lu->count;
    for (int k = 0; k < n; k++) {
        if (lu->pivoted) {
            const int best = best_row(lu, k);
            if (best != k)
                swap_rows(lu, best, k);
        }
        double *row_k = lu->a + (size_t)k * (size_t)n;
        const double pivot = row_k[k];
        if (!(fabs(pivot) > 0) || !isfinite(pivot))
            return 0;
        int *places = lu->upper + (size_t)k * (size_t)n;
        const int count = list_nonzeros(row_k, k + 1, n, places);
        lu->upper_count[k] = count;
        for (int i = k + 1; i < n; i++) {
            double *row_i = lu->a + (size_t)i * (size_t)n;
            if (row_i[k] == 0)
                continue;
            const double factor = row_i[k] / pivot;
            if (!lu->pivoted && !(fabs(factor) * lu->scale[k] <= GROWTH_MAX * lu->scale[i]))
                return 0;
            row_i[k] = factor;
            subtract_row(row_i, row_k, factor, places, count);
        }
    }
    return 1;
}

leo_status leo_lu_factor(leo_lu *lu, const double *matrix, leo_error *error)
{
    const int n = lu->count;
    lu->pivoted = 0;
    load(lu, matrix);
    if (!eliminate(lu)) {
        lu->pivoted = 1;
        load(lu, matrix);
        if (!eliminate(lu))
            return leo_fail(error, LEO_NO_CONVERGENCE, NULL,
                            "the matrix of %d unknowns is singular or not finite", n);
    }
    for (int i = 0; i < n; i++)
        lu->lower_count[i] =
            list_nonzeros(lu->a + (size_t)i * (size_t)n, 0, i, lu->lower + (size_t)i * (size_t)n);
    return LEO_OK;
}

void leo_lu_solve(leo_lu *lu, double *x)
{
    const int n = lu->count;
    double *work = lu->work;
    for (int i = 0; i < n; i++) {
        const double *row = lu->a + (size_t)i * (size_t)n;
        const int *places = lu->lower + (size_t)i * (size_t)n;
        double sum = x[lu->row[i]];
        for (int p = 0; p < lu->lower_count[i]; p++)
            sum -= row[places[p]] * work[places[p]];
        work[i] = sum;
    }
    for (int i = n - 1; i >= 0; i--) {
        const double *row = lu->a + (size_t)i * (size_t)n;
        const int *places = lu->upper + (size_t)i * (size_t)n;
        double sum = work[i];
        for (int p = 0; p < lu->upper_count[i]; p++)
            sum -= row[places[p]] * work[places[p]];
        work[i] = sum / row[i];
    }
    for (int i = 0; i < n; i++)
        x[lu->order[i]] = work[i];
}
