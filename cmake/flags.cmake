# SPDX-License-Identifier: MIT
# Strict floating point: the same bits from gcc and clang, at any optimisation level.
# -fno-math-errno only says that nobody reads errno after sqrt; it changes no value.
# gcc 12 fuses a*b-c*d in its straight-line vectoriser even with contraction off, hence -fno-tree-slp-vectorize.
add_library(leo_flags INTERFACE)
target_compile_features(leo_flags INTERFACE c_std_17)
target_compile_definitions(leo_flags INTERFACE _POSIX_C_SOURCE=200809L)
target_include_directories(leo_flags INTERFACE ${PROJECT_SOURCE_DIR}/include)
target_compile_options(leo_flags INTERFACE -ffp-contract=off -fno-fast-math -fno-math-errno
  -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wpointer-arith
  -Wwrite-strings -Wformat=2)
if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
  target_compile_options(leo_flags INTERFACE -fno-tree-slp-vectorize -fexcess-precision=standard)
endif()
if(LEO_WERROR)
  target_compile_options(leo_flags INTERFACE -Werror)
endif()
if(LEO_SANITIZE)
  target_compile_options(leo_flags INTERFACE -fsanitize=${LEO_SANITIZE} -fno-omit-frame-pointer
    -fno-sanitize-recover=all)
  target_link_options(leo_flags INTERFACE -fsanitize=${LEO_SANITIZE})
endif()
if(LEO_COVERAGE)
  target_compile_options(leo_flags INTERFACE --coverage)
  target_link_options(leo_flags INTERFACE --coverage)
endif()
target_link_libraries(leo_flags INTERFACE m)
