# SPDX-License-Identifier: MIT
# src/<floor>/<name>_kernel_<set>.c are one source, compiled for other sets of instructions; which one runs is chosen at run time
# (src/base/cpu.h). None of them may fuse a product and a sum: all give the same bits.
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$" AND CMAKE_SIZEOF_VOID_P EQUAL 8)
  set_source_files_properties(src/world/gravity_kernel_avx2.c PROPERTIES COMPILE_OPTIONS "-mavx2")
  set_source_files_properties(src/world/gravity_kernel_avx512.c PROPERTIES
    COMPILE_OPTIONS "-mavx512f;-mavx512dq;-mprefer-vector-width=512")
endif()
