/* SPDX-License-Identifier: MIT */

/* Vectors of eight, where the build compiles this file for them (cmake/kernels.cmake). */
#ifdef __AVX512F__
#define LANES 8
#else
#define LANES 2
#endif
#define KERNEL leo_gravity_kernel_avx512
#include "world/gravity_kernel.h"
