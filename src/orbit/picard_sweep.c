/* SPDX-License-Identifier: MIT */

/*
 * The products of picard_rule.c, for every set of vector instructions. A lane is a node; sums run over the nodes in rising
 * order, so that every kernel gives the same bits.
 */
#include "orbit/picard_rule.h"

#include <string.h>

#if defined(__GNUC__)
#define INLINE static inline __attribute__((always_inline))
typedef double v8 __attribute__((vector_size(64)));
#else
#error "vectors of GCC or clang are needed"
#endif

typedef struct rows {
    v8 x, y, z;
} rows;

/* sum_j M_ij a_j for the eight rows i of one group. */
INLINE rows sums(const double *matrix, int groups, const leo_lanes3 *accel)
{
    rows sum = { { 0 }, { 0 }, { 0 } };
    for (int g = 0; g < groups; g++)
        for (int i = 0; i < LEO_LANES; i++, matrix += LEO_LANES) {
            v8 m;
            memcpy(&m, matrix, sizeof m);
            sum.x += m * accel[g].x[i];
            sum.y += m * accel[g].y[i];
            sum.z += m * accel[g].z[i];
        }
    return sum;
}

INLINE double positions(const leo_picard_product *to, const leo_picard_piece *piece, const leo_lanes3 *accel,
                        leo_lanes3 *pos)
{
    const double h = piece->length_s, h2 = h * h;
    double most = 0;
    for (int g = 0; g < to->row_groups; g++) {
        const rows sum = sums(to->matrix + (size_t)g * to->groups * LEO_LANES * LEO_LANES, to->groups, accel);
        v8 s, x, y, z;
        memcpy(&s, to->rows_at + g * LEO_LANES, sizeof s);
        memcpy(&x, pos[g].x, sizeof x);
        memcpy(&y, pos[g].y, sizeof y);
        memcpy(&z, pos[g].z, sizeof z);
        const v8 t = s * h;
        const v8 x1 = (t * piece->vel_m_s.x + sum.x * h2) + piece->pos_m.x;
        const v8 y1 = (t * piece->vel_m_s.y + sum.y * h2) + piece->pos_m.y;
        const v8 z1 = (t * piece->vel_m_s.z + sum.z * h2) + piece->pos_m.z;
        const v8 dx = x1 - x, dy = y1 - y, dz = z1 - z;
        const v8 change = dx * dx + dy * dy + dz * dz;
        memcpy(pos[g].x, &x1, sizeof x1);
        memcpy(pos[g].y, &y1, sizeof y1);
        memcpy(pos[g].z, &z1, sizeof z1);
        for (int i = 0; i < LEO_LANES; i++)
            most = change[i] <= most ? most : change[i]; // a NaN is kept
    }
    return most;
}

INLINE void velocities(const leo_picard_product *to, const leo_picard_piece *piece, const leo_lanes3 *accel,
                       leo_lanes3 *vel)
{
    const double h = piece->length_s;
    for (int g = 0; g < to->row_groups; g++) {
        const rows sum = sums(to->matrix + (size_t)g * to->groups * LEO_LANES * LEO_LANES, to->groups, accel);
        const v8 x = sum.x * h + piece->vel_m_s.x, y = sum.y * h + piece->vel_m_s.y,
                 z = sum.z * h + piece->vel_m_s.z;
        memcpy(vel[g].x, &x, sizeof x);
        memcpy(vel[g].y, &y, sizeof y);
        memcpy(vel[g].z, &z, sizeof z);
    }
}

INLINE void combine(int n, const double *lanes, const double *b, double *out)
{
    enum { AT_ONCE = 4 };
    for (int j = 0; j < n; j += AT_ONCE) {
        v8 sum[AT_ONCE] = { { 0 } };
        for (int k = 0; k < n; k++) {
            v8 row;
            memcpy(&row, lanes + k * LEO_LANES, sizeof row);
            for (int i = 0; i < AT_ONCE; i++)
                sum[i] += row * b[(size_t)k * (size_t)n + (size_t)(j + i)];
        }
        memcpy(out + j * LEO_LANES, sum, sizeof sum);
    }
}

/* One copy of the functions for each set of instructions. */
#define KERNEL(suffix, attribute)                                                                           \
    attribute static double positions_##suffix(const leo_picard_product *to, const leo_picard_piece *piece, \
                                               const leo_lanes3 *a, leo_lanes3 *x)                          \
    {                                                                                                       \
        return positions(to, piece, a, x);                                                                  \
    }                                                                                                       \
    attribute static void velocities_##suffix(const leo_picard_product *to, const leo_picard_piece *piece,  \
                                              const leo_lanes3 *a, leo_lanes3 *v)                           \
    {                                                                                                       \
        velocities(to, piece, a, v);                                                                        \
    }                                                                                                       \
    attribute static void combine_##suffix(int n, const double *lanes, const double *b, double *out)        \
    {                                                                                                       \
        combine(n, lanes, b, out);                                                                          \
    }

typedef struct kernel_row {
    double (*positions)(const leo_picard_product *, const leo_picard_piece *, const leo_lanes3 *,
                        leo_lanes3 *);
    void (*velocities)(const leo_picard_product *, const leo_picard_piece *, const leo_lanes3 *,
                       leo_lanes3 *);
    void (*combine)(int, const double *, const double *, double *);
} kernel_row;

#define ROW(suffix)                                               \
    {                                                             \
        positions_##suffix, velocities_##suffix, combine_##suffix \
    }

KERNEL(baseline, )
#if defined(__x86_64__)
KERNEL(avx2, __attribute__((target("avx2"))))
KERNEL(avx512, __attribute__((target("avx512f,avx512dq"))))
static const kernel_row kernels[] = {
    [LEO_KERNEL_BASELINE] = ROW(baseline),
    [LEO_KERNEL_AVX2] = ROW(avx2),
    [LEO_KERNEL_AVX512] = ROW(avx512),
};
#else
static const kernel_row kernels[] = {
    [LEO_KERNEL_BASELINE] = ROW(baseline),
    [LEO_KERNEL_AVX2] = ROW(baseline),
    [LEO_KERNEL_AVX512] = ROW(baseline),
};
#endif

double leo_picard_positions(const leo_picard_product *product, const leo_picard_piece *piece,
                            const leo_lanes3 *accel_m_s2, leo_lanes3 *pos_m)
{
    return kernels[product->kernel].positions(product, piece, accel_m_s2, pos_m);
}

void leo_picard_velocities(const leo_picard_product *product, const leo_picard_piece *piece,
                           const leo_lanes3 *accel_m_s2, leo_lanes3 *vel_m_s)
{
    kernels[product->kernel].velocities(product, piece, accel_m_s2, vel_m_s);
}

void leo_picard_combine(leo_kernel kernel, int n, const double *lanes, const double *b, double *out)
{
    kernels[kernel].combine(n, lanes, b, out);
}
