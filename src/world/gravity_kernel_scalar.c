/* SPDX-License-Identifier: MIT */

/* One position at a time, plain doubles: what the other kernels are compared with. */
#define LANES 1
#define KERNEL leo_gravity_kernel_scalar
#include "world/gravity_kernel.h"
