/* SPDX-License-Identifier: MIT */
#ifndef LEO_MATH_ROTATION_H
#define LEO_MATH_ROTATION_H

#include "math/vec.h"

/*
 * Elementary rotations of the axes: v_new = leo_rotation_z(angle) * v_old, where the new axes are the old
 * ones turned by `angle` about their own x, y or z, right-handed.
 */
static inline leo_mat3 leo_rotation_x(double angle_rad)
{
    const double c = cos(angle_rad), s = sin(angle_rad);
    return (leo_mat3){ { { 1, 0, 0 }, { 0, c, s }, { 0, -s, c } } };
}

static inline leo_mat3 leo_rotation_y(double angle_rad)
{
    const double c = cos(angle_rad), s = sin(angle_rad);
    return (leo_mat3){ { { c, 0, -s }, { 0, 1, 0 }, { s, 0, c } } };
}

static inline leo_mat3 leo_rotation_z(double angle_rad)
{
    const double c = cos(angle_rad), s = sin(angle_rad);
    return (leo_mat3){ { { c, s, 0 }, { -s, c, 0 }, { 0, 0, 1 } } };
}

#endif
