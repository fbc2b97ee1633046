#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: tests/house/clang.sh BUILD
# Everything compiles with clang 14 with warnings as errors too: library, command, tests, examples, benches.
set -eu
command -v clang-14 >/dev/null || { echo "clang-14 is absent: tools/install.sh --check installs it"; exit 77; }
source=$(cd "$(dirname "$0")/../.." && pwd)
cmake -S "$source" -B "$1" -G Ninja -DCMAKE_C_COMPILER=clang-14 -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS_DEBUG=-O0 \
    -DLEO_WERROR=ON -DLEO_SUNDIALS_ROOT="$source/build/oracle/usr" >"$1.log" 2>&1 || { cat "$1.log"; exit 1; }
cmake --build "$1" -j 2 >"$1.log" 2>&1 || { tail -n 100 "$1.log"; exit 1; }
