/* SPDX-License-Identifier: MIT */
#include "math/lu.h"
#include "check.h"

enum { N = 40 };

/* A fixed sequence in (-1, 1): Numerical recipe of Lehmer, multiplier 48271 modulo 2^31 - 1. */
static double next_number(unsigned long *seed)
{
    *seed = *seed * 48271u % 2147483647u;
    return 2.0 * (double)*seed / 2147483647.0 - 1;
}

/* Diagonally heavy with about one entry in eight. */
static void fill(double *a, int n, unsigned long seed)
{
    for (int i = 0; i < n * n; i++) {
        const double x = next_number(&seed);
        a[i] = fabs(x) < 0.125 ? x * 8 : 0;
    }
    for (int i = 0; i < n; i++)
        a[i * n + i] = 9 + next_number(&seed);
}

/* A itself: no shift, and the matrix is subtracted. */
static leo_status factor(leo_lu *lu, const double *a, leo_error *error)
{
    static double negative[N * N];
    const int n = a[0] == 4 ? 3 : a[0] > 8 ? N : 2;
    for (int i = 0; i < n * n; i++)
        negative[i] = -a[i];
    return leo_lu_factor(lu, 0, negative, error);
}

static double residual(const double *a, const double *x, const double *b, int n)
{
    double largest = 0;
    for (int i = 0; i < n; i++) {
        double sum = -b[i];
        for (int j = 0; j < n; j++)
            sum += a[i * n + j] * x[j];
        largest = fmax(largest, fabs(sum));
    }
    return largest;
}

static void solves_a_system_known_by_hand(void)
{
    // x = (1, 2, 3): sums done with pencil
    const double a[9] = { 4, 1, 0, 1, 5, 2, 0, 2, 6 };
    double x[3] = { 6, 17, 22 };
    leo_arena *arena = leo_arena_create(NULL);
    const int order[3] = { 2, 0, 1 };
    leo_lu *lu = leo_lu_create(arena, 3, order, NULL, NULL);
    leo_error error = { 0 };
    CHECK(factor(lu, a, &error) == LEO_OK);
    leo_lu_solve(lu, x);
    CHECK_NEAR(x[0], 1, 1e-14);
    CHECK_NEAR(x[1], 2, 1e-14);
    CHECK_NEAR(x[2], 3, 1e-14);
    CHECK(!leo_lu_pivoted(lu));
    leo_arena_destroy(arena);
}

static void leaves_no_residual_in_any_order(void)
{
    static double a[N * N];
    double b[N], x[N];
    int order[N];
    unsigned long seed = 7;
    fill(a, N, 11);
    for (int i = 0; i < N; i++) {
        order[i] = (i * 17 + 5) % N;
        b[i] = next_number(&seed);
    }
    leo_arena *arena = leo_arena_create(NULL);
    leo_lu *lu = leo_lu_create(arena, N, order, NULL, NULL);
    leo_error error = { 0 };
    CHECK(factor(lu, a, &error) == LEO_OK);
    memcpy(x, b, sizeof x);
    leo_lu_solve(lu, x);
    CHECK(residual(a, x, b, N) < 1e-14); // some 40 terms of size 1 at 1e-16
    leo_arena_destroy(arena);
}

static void a_pattern_changes_no_bit(void)
{
    static double a[N * N];
    static unsigned char pattern[N * N];
    double x[N], y[N];
    fill(a, N, 5);
    for (int i = 0; i < N * N; i++)
        pattern[i] = a[i] != 0;
    leo_arena *arena = leo_arena_create(NULL);
    leo_lu *full = leo_lu_create(arena, N, NULL, NULL, NULL),
           *sparse = leo_lu_create(arena, N, NULL, NULL, pattern);
    CHECK(leo_lu_factor(full, 3, a, NULL) == LEO_OK && leo_lu_factor(sparse, 3, a, NULL) == LEO_OK);
    for (int i = 0; i < N; i++)
        x[i] = y[i] = i - 7.5;
    leo_lu_solve(full, x);
    leo_lu_solve(sparse, y);
    CHECK(memcmp(x, y, sizeof x) == 0);
    leo_arena_destroy(arena);
}

static void pivots_when_the_diagonal_vanishes(void)
{
    const double a[4] = { 1e-12, 1, 1, 0 };
    double x[2] = { 3, 2 }; // x = (2, 3 - 2e-12)
    leo_arena *arena = leo_arena_create(NULL);
    leo_lu *lu = leo_lu_create(arena, 2, NULL, NULL, NULL);
    leo_error error = { 0 };
    CHECK(factor(lu, a, &error) == LEO_OK);
    CHECK(leo_lu_pivoted(lu));
    leo_lu_solve(lu, x);
    CHECK_NEAR(x[0], 2, 1e-15);
    CHECK_NEAR(x[1], 3 - 2e-12, 1e-15);
    leo_arena_destroy(arena);
}

static void refuses_a_singular_matrix_and_one_that_is_not_finite(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_lu *lu = leo_lu_create(arena, 2, NULL, NULL, NULL);
    leo_error error = { 0 };
    const double singular[4] = { 1, 2, 2, 4 };
    const double broken[4] = { 1, NAN, 2, 4 };
    CHECK(factor(lu, singular, &error) == LEO_NO_CONVERGENCE);
    CHECK(error.message[0]);
    CHECK(factor(lu, broken, NULL) == LEO_NO_CONVERGENCE);
    leo_arena_destroy(arena);
}

int main(void)
{
    RUN(solves_a_system_known_by_hand);
    RUN(leaves_no_residual_in_any_order);
    RUN(a_pattern_changes_no_bit);
    RUN(pivots_when_the_diagonal_vanishes);
    RUN(refuses_a_singular_matrix_and_one_that_is_not_finite);
    return check_result();
}
