/* SPDX-License-Identifier: MIT */
#ifndef LEO_MATH_VEC_H
#define LEO_MATH_VEC_H

/* Three-vectors and 3x3 matrices by value. Matrices are row-major: `m[row][column]`; v_b = b_from_a * v_a. */

#include <leonov/types.h>
#include <math.h>

typedef struct leo_mat3 {
    double m[3][3];
} leo_mat3;

static inline leo_vec3 leo_vec(double x, double y, double z)
{
    return (leo_vec3){ x, y, z };
}

static inline leo_vec3 leo_add(leo_vec3 a, leo_vec3 b)
{
    return (leo_vec3){ a.x + b.x, a.y + b.y, a.z + b.z };
}

static inline leo_vec3 leo_sub(leo_vec3 a, leo_vec3 b)
{
    return (leo_vec3){ a.x - b.x, a.y - b.y, a.z - b.z };
}

static inline leo_vec3 leo_scale(double k, leo_vec3 a)
{
    return (leo_vec3){ k * a.x, k * a.y, k * a.z };
}

/* a + k b */
static inline leo_vec3 leo_add_scaled(leo_vec3 a, double k, leo_vec3 b)
{
    return (leo_vec3){ a.x + k * b.x, a.y + k * b.y, a.z + k * b.z };
}

static inline double leo_dot(leo_vec3 a, leo_vec3 b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

static inline leo_vec3 leo_cross(leo_vec3 a, leo_vec3 b)
{
    return (leo_vec3){ a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x };
}

static inline double leo_norm(leo_vec3 a)
{
    return sqrt(leo_dot(a, a));
}

/* a / |a|; the zero vector stays zero. */
static inline leo_vec3 leo_unit(leo_vec3 a)
{
    const double n = leo_norm(a);
    return n > 0 ? leo_scale(1 / n, a) : a;
}

static inline leo_vec3 leo_mat_vec(leo_mat3 a, leo_vec3 v)
{
    return (leo_vec3){ a.m[0][0] * v.x + a.m[0][1] * v.y + a.m[0][2] * v.z,
                       a.m[1][0] * v.x + a.m[1][1] * v.y + a.m[1][2] * v.z,
                       a.m[2][0] * v.x + a.m[2][1] * v.y + a.m[2][2] * v.z };
}

/* transpose(a) v: back through the same rotation */
static inline leo_vec3 leo_mat_tvec(leo_mat3 a, leo_vec3 v)
{
    return (leo_vec3){ a.m[0][0] * v.x + a.m[1][0] * v.y + a.m[2][0] * v.z,
                       a.m[0][1] * v.x + a.m[1][1] * v.y + a.m[2][1] * v.z,
                       a.m[0][2] * v.x + a.m[1][2] * v.y + a.m[2][2] * v.z };
}

static inline leo_mat3 leo_mat_mul(leo_mat3 a, leo_mat3 b)
{
    leo_mat3 c;
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            c.m[i][j] = a.m[i][0] * b.m[0][j] + a.m[i][1] * b.m[1][j] + a.m[i][2] * b.m[2][j];
    return c;
}

static inline leo_mat3 leo_mat_transpose(leo_mat3 a)
{
    leo_mat3 c;
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            c.m[i][j] = a.m[j][i];
    return c;
}

static inline double leo_clamp(double x, double low, double high)
{
    return x < low ? low : x > high ? high : x;
}

#endif
