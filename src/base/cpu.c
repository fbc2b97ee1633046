/* SPDX-License-Identifier: MIT */
#include "base/cpu.h"

leo_kernel leo_kernel_choose(leo_kernel wanted)
{
    leo_kernel best = LEO_KERNEL_BASELINE;
#if defined(__x86_64__) && defined(__GNUC__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2"))
        best = LEO_KERNEL_AVX2;
    if (best == LEO_KERNEL_AVX2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq"))
        best = LEO_KERNEL_AVX512;
#endif
    return wanted != LEO_KERNEL_BEST && wanted < best ? wanted : best;
}

const char *leo_kernel_name(leo_kernel kernel)
{
    static const char *const names[] = { "best", "baseline", "avx2", "avx512" };
    return kernel <= LEO_KERNEL_AVX512 ? names[kernel] : "unknown";
}
