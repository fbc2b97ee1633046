/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_GRAVITY_LAYOUT_H
#define LEO_WORLD_GRAVITY_LAYOUT_H

/*
 * How a field lies in memory for the kernels. Only gravity_*.c look here.
 *
 * A term n, k has five numbers, in this order (the card of world/gravity_model.c says what they are):
 *
 *     c_nk w_nk,  s_nk w_nk,  c_n,k-1 v_nk,  s_n,k-1 v_nk,  q_n+1,k
 *
 * pairs    columns two by two, k even with k + 1; n runs
 *
 *              [k, n=k] [k, n=k+1] [k+1, n=k+1] [k, n=k+2] [k+1, n=k+2] ... [k, n=N] [k+1, n=N]
 *
 * blocks   columns by eights, k = 8p + j in lane j; step i = n - 8p; each step five rows of eight lanes. Where a column
 *          has not begun (i < j), zeros.
 */

#include "world/gravity_model.h"

enum { LEO_GRAVITY_TERM = 5, LEO_GRAVITY_STEP = LEO_GRAVITY_TERM * LEO_LANES };

typedef struct leo_gravity_kernel {
    void (*eight)(const leo_gravity_model *model, const leo_lanes3 *pos_fixed_m, leo_lanes3 *accel_m_s2);
    leo_vec3 (*one)(const leo_gravity_model *model, leo_vec3 pos_fixed_m);
    int one_from; // degree from which `one` is faster than the plain loop
} leo_gravity_kernel;

struct leo_gravity_model {
    int degree;  // N
    int columns; // how many there are: k = 0 .. columns - 1
    double gm_m3_s2, radius_m;
    double c00, c20; // these two stand apart: c20 is C20 w20, its flat term in `pairs` and `blocks` is zero
    const double *pairs, *blocks; // aligned to 64 bytes
    const double *quotient;       // 4 / ((2n + 1)(2n - 1)): q_n+1,k without its (n - k)(n + k)
    const leo_gravity_kernel *kernel;
};

extern const leo_gravity_kernel leo_gravity_kernel_scalar, leo_gravity_kernel_baseline,
    leo_gravity_kernel_avx2, leo_gravity_kernel_avx512;

/* Where the pair of columns 2h, 2h + 1 begins in `pairs`; where block p begins in `blocks`. */
static inline size_t leo_gravity_pair_at(int degree, int h)
{
    return (size_t)h * (size_t)(15 + 10 * degree - 10 * h);
}

static inline size_t leo_gravity_block_at(int degree, int p)
{
    return (size_t)LEO_GRAVITY_STEP * (size_t)p * (size_t)(degree + 5 - 4 * p);
}

/* The five numbers of the term n, k in `pairs`. */
static inline size_t leo_gravity_term_at(int degree, int n, int k)
{
    const size_t begin = leo_gravity_pair_at(degree, k / 2);
    if (n == k && k % 2 == 0)
        return begin;
    return begin + LEO_GRAVITY_TERM * (size_t)(1 + 2 * (n - k / 2 * 2 - 1) + k % 2);
}

/* How far from the term n, k the term n + 1, k lies. */
static inline size_t leo_gravity_next_term(int n, int k)
{
    return n == k && k % 2 == 0 ? LEO_GRAVITY_TERM : 2 * LEO_GRAVITY_TERM;
}

#endif
