#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: tools/bench.sh BUILD [--brief]
# A header line that says on what and of what, then the lines of every bench in BUILD.
set -eu
cd "$(dirname "$0")/.."
build=$1
shift
cpu=$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | head -n 1)
compiler=$(sed -n 1p "$build/bench.txt")
flags=$(sed -n 2p "$build/bench.txt" | sed -E 's/ -W[^ ]*//g')
commit=$(git describe --always --dirty --abbrev=12 2>/dev/null || echo unknown)
printf '{"cpu":"%s","compiler":"%s","flags":"%s","commit":"%s"}\n' "$cpu" "$compiler" "$flags" "$commit"
for program in "$build"/bench.*; do
    [ -x "$program" ] && [ ! -d "$program" ] || continue
    "$program" "$@"
done
