/* SPDX-License-Identifier: MIT */

/* Vectors of four, where the build compiles this file for them (cmake/kernels.cmake). */
#ifdef __AVX2__
#define LANES 4
#else
#define LANES 2
#endif
#define KERNEL leo_gravity_kernel_avx2
#include "world/gravity_kernel.h"
