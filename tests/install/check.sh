#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: tests/install/check.sh BUILD CC [FLAGS...]
# Install BUILD into an empty folder, move it, and build a stranger's program against it, by CMake and by pkg-config.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$1
cc=$2
shift 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cmake --install "$build" --prefix "$work/first" >"$work/log" || { cat "$work/log"; exit 1; }
mv "$work/first" "$work/moved"
pc=$(find "$work/moved" -name leonov.pc)
PKG_CONFIG_PATH=$(dirname "$pc")
export PKG_CONFIG_PATH
mission=$(pkg-config --variable=missions leonov)/voskhod-2.yaml

cmake -S "$here" -B "$work/by-cmake" -G Ninja -DCMAKE_C_COMPILER="$cc" -DCMAKE_C_FLAGS="$*" \
    -DCMAKE_PREFIX_PATH="$work/moved" >"$work/log" && cmake --build "$work/by-cmake" >>"$work/log" ||
    { cat "$work/log"; exit 1; }
"$work/by-cmake/uses_leonov" "$mission"

lib=$(pkg-config --variable=libdir leonov)
"$cc" "$@" -o "$work/by-pkg-config" "$here/uses_leonov.c" $(pkg-config --cflags --libs leonov) "-Wl,-rpath,$lib"
"$work/by-pkg-config" "$mission"

"$work/moved/bin/leonov" check "$mission"
