/* SPDX-License-Identifier: MIT */

/* Vectors of two, which every 64-bit processor has. */
#define LANES 2
#define KERNEL leo_gravity_kernel_baseline
#include "world/gravity_kernel.h"
