/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_GRAVITY_TABLE_H
#define LEO_WORLD_GRAVITY_TABLE_H

#include "world/gravity.h"

/* sqrt((2 - delta_m0) (2 n + 1) (n - m)! / (n + m)!) at n (n + 1) / 2 + m: turns normalised coefficients plain. */
extern const double LEO_GRAVITY_FACTOR[];

#endif
