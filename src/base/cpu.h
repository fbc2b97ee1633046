/* SPDX-License-Identifier: MIT */
#ifndef LEO_BASE_CPU_H
#define LEO_BASE_CPU_H

/*
 * Which vector instructions a kernel may use. All kernels give the same bits; they differ in speed alone. The choice is a
 * value that is handed down, made once when something is created.
 */
typedef enum leo_kernel {
    LEO_KERNEL_BEST = 0,
    LEO_KERNEL_BASELINE,
    LEO_KERNEL_AVX2,
    LEO_KERNEL_AVX512
} leo_kernel;

/* `wanted` if this processor has it, else the best below it; LEO_KERNEL_BEST: the best there is. Never BEST. */
leo_kernel leo_kernel_choose(leo_kernel wanted);

/* "baseline", "avx2", "avx512", "best". Never NULL. */
const char *leo_kernel_name(leo_kernel kernel);

#endif
