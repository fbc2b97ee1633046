/* SPDX-License-Identifier: MIT */
#ifndef LEO_MATH_LANES_H
#define LEO_MATH_LANES_H

/*
 * Eight of a kind, side by side: trajectories of a batch, or instants of one trajectory. Structure of arrays, so that a
 * kernel loads a lane set with one instruction where the processor has it. What a lane gives has the bits of the scalar
 * function of the same name.
 */

#include "math/vec.h"

enum { LEO_LANES = 8 };

typedef struct leo_lanes {
    _Alignas(64) double v[LEO_LANES];
} leo_lanes;

typedef struct leo_lanes3 {
    _Alignas(64) double x[LEO_LANES], y[LEO_LANES], z[LEO_LANES];
} leo_lanes3;

static inline leo_vec3 leo_lanes3_get(const leo_lanes3 *lanes, int i)
{
    return leo_vec(lanes->x[i], lanes->y[i], lanes->z[i]);
}

static inline void leo_lanes3_set(leo_lanes3 *lanes, int i, leo_vec3 v)
{
    lanes->x[i] = v.x;
    lanes->y[i] = v.y;
    lanes->z[i] = v.z;
}

#endif
