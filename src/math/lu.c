/* SPDX-License-Identifier: MIT */

/*
 * LU factorisation in a fixed order with skipped zeros; row pivoting as the fallback.
 *
 *     P A P^T = L U      P  the given order
 *
 * Source  Duff, Erisman & Reid, Direct Methods for Sparse Matrices, Oxford 1986, chapters 4 and 5
 *         (growth, scaling).
 * Valid   up to a few hundred unknowns (the storage is dense).
 * Error   backward stable while the multipliers stay below GROWTH_MAX in the caller's scale; beyond,
 *         pivoted.
 */
#include "math/lu.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

/* Scaled multipliers beyond this cost more than six of the sixteen digits. */
static const double GROWTH_MAX = 1e6;

/* Places of nonzeros, by row or column: `count[i]` of them from `place + i n`. */
typedef struct place_lists {
    int *place, *count;
} place_lists;

struct leo_lu {
    int count, pivoted;
    int *order;                          // unknown at each place of the elimination
    int *row;                            // row of the matrix at each place (equals order without pivoting)
    double *scale;                       // by place
    double *a;                           // factors, row-major in places
    place_lists filled;                  // of each row, with what elimination fills in
    place_lists right, left, below;      // of the diagonal, in the fixed order
    place_lists dense_right, dense_left; // with pivoting
    double *work;
};

static int take_lists(leo_arena *arena, place_lists *lists, size_t n)
{
    lists->place = LEO_TAKE(arena, int, n *n);
    lists->count = LEO_TAKE(arena, int, n);
    return lists->place && lists->count;
}

static void note(place_lists *lists, int n, int list, int place)
{
    lists->place[(size_t)list * (size_t)n + (size_t)lists->count[list]++] = place;
}

/* Where the factors can be nonzero. `can` is by places and grows by what elimination fills in. */
static void foresee(leo_lu *lu, unsigned char *can)
{
    const int n = lu->count;
    for (int k = 0; k < n; k++)
        for (int i = k + 1; i < n; i++)
            for (int j = k + 1; can[i * n + k] && j < n; j++)
                can[i * n + j] |= can[k * n + j];
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            if (!can[i * n + j])
                continue;
            note(&lu->filled, n, i, j);
            if (i < j)
                note(&lu->right, n, i, j);
            if (i > j) {
                note(&lu->left, n, i, j);
                note(&lu->below, n, j, i);
            }
        }
}

leo_lu *leo_lu_create(leo_arena *arena, int count, const int *order, const double *scale,
                      const unsigned char *pattern)
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
    lu->work = LEO_TAKE(arena, double, n);
    unsigned char *can = LEO_TAKE(arena, unsigned char, n *n);
    if (!lu->order || !lu->row || !lu->scale || !lu->a || !lu->work || !can ||
        !take_lists(arena, &lu->filled, n) || !take_lists(arena, &lu->right, n) ||
        !take_lists(arena, &lu->left, n) || !take_lists(arena, &lu->below, n) ||
        !take_lists(arena, &lu->dense_right, n) || !take_lists(arena, &lu->dense_left, n))
        return NULL;
    for (int i = 0; i < count; i++) {
        lu->order[i] = order ? order[i] : i;
        lu->scale[i] = scale ? scale[lu->order[i]] : 1;
    }
    for (int i = 0; i < count; i++)
        for (int j = 0; j < count; j++)
            can[i * count + j] = i == j || !pattern || pattern[lu->order[i] * count + lu->order[j]];
    foresee(lu, can);
    return lu;
}

int leo_lu_pivoted(const leo_lu *lu)
{
    return lu->pivoted;
}

static void load(leo_lu *lu, double shift, const double *matrix)
{
    const int n = lu->count;
    for (int i = 0; i < n; i++) {
        const double *from = matrix + (size_t)lu->order[i] * (size_t)n;
        double *to = lu->a + (size_t)i * (size_t)n;
        lu->row[i] = lu->order[i];
        const int *places = lu->filled.place + (size_t)i * (size_t)n;
        if (lu->pivoted)
            for (int j = 0; j < n; j++)
                to[j] = 0;
        for (int p = 0; p < lu->filled.count[i]; p++)
            to[places[p]] = -from[lu->order[places[p]]];
        to[i] += shift;
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

/* In the fixed order. Returns 0 when the elements grow too much or a pivot vanishes. */
static int eliminate_in_order(leo_lu *lu)
{
    const int n = lu->count;
    for (int k = 0; k < n; k++) {
        const double *row_k = lu->a + (size_t)k * (size_t)n;
        const double pivot = row_k[k];
        if (!(fabs(pivot) > 0) || !isfinite(pivot))
            return 0;
        const int *below = lu->below.place + (size_t)k * (size_t)n,
                  *right = lu->right.place + (size_t)k * (size_t)n;
        for (int b = 0; b < lu->below.count[k]; b++) {
            const int i = below[b];
            double *row_i = lu->a + (size_t)i * (size_t)n;
            if (row_i[k] == 0)
                continue;
            const double factor = row_i[k] / pivot;
            if (!(fabs(factor) * lu->scale[k] <= GROWTH_MAX * lu->scale[i]))
                return 0;
            row_i[k] = factor;
            subtract_row(row_i, row_k, factor, right, lu->right.count[k]);
        }
    }
    return 1;
}

/* With row pivoting. Returns 0 for a singular matrix. */
static int eliminate_pivoting(leo_lu *lu)
{
    const int n = lu->count;
    for (int k = 0; k < n; k++) {
        const int best = best_row(lu, k);
        if (best != k)
            swap_rows(lu, best, k);
        const double *row_k = lu->a + (size_t)k * (size_t)n;
        const double pivot = row_k[k];
        if (!(fabs(pivot) > 0) || !isfinite(pivot))
            return 0;
        int *right = lu->dense_right.place + (size_t)k * (size_t)n;
        lu->dense_right.count[k] = list_nonzeros(row_k, k + 1, n, right);
        for (int i = k + 1; i < n; i++) {
            double *row_i = lu->a + (size_t)i * (size_t)n;
            if (row_i[k] == 0)
                continue;
            row_i[k] /= pivot;
            subtract_row(row_i, row_k, row_i[k], right, lu->dense_right.count[k]);
        }
    }
    for (int i = 0; i < n; i++)
        lu->dense_left.count[i] =
            list_nonzeros(lu->a + (size_t)i * (size_t)n, 0, i, lu->dense_left.place + (size_t)i * (size_t)n);
    return 1;
}

leo_status leo_lu_factor(leo_lu *lu, double shift, const double *matrix, leo_error *error)
{
    lu->pivoted = 0;
    load(lu, shift, matrix);
    if (eliminate_in_order(lu))
        return LEO_OK;
    lu->pivoted = 1;
    load(lu, shift, matrix);
    if (eliminate_pivoting(lu))
        return LEO_OK;
    return leo_fail(error, LEO_NO_CONVERGENCE, NULL, "the matrix of %d unknowns is singular or not finite",
                    lu->count);
}

void leo_lu_solve(leo_lu *lu, double *x)
{
    const int n = lu->count;
    const place_lists *left = lu->pivoted ? &lu->dense_left : &lu->left;
    const place_lists *right = lu->pivoted ? &lu->dense_right : &lu->right;
    double *work = lu->work;
    for (int i = 0; i < n; i++) {
        const double *row = lu->a + (size_t)i * (size_t)n;
        const int *places = left->place + (size_t)i * (size_t)n;
        double sum = x[lu->row[i]];
        for (int p = 0; p < left->count[i]; p++)
            sum -= row[places[p]] * work[places[p]];
        work[i] = sum;
    }
    for (int i = n - 1; i >= 0; i--) {
        const double *row = lu->a + (size_t)i * (size_t)n;
        const int *places = right->place + (size_t)i * (size_t)n;
        double sum = work[i];
        for (int p = 0; p < right->count[i]; p++)
            sum -= row[places[p]] * work[places[p]];
        work[i] = sum / row[i];
    }
    for (int i = 0; i < n; i++)
        x[lu->order[i]] = work[i];
}
