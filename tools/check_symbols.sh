#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: tools/check_symbols.sh LIBLEONOV.SO
# What the library exports is what tools/symbols.txt lists and what the public headers declare: reviewed like code.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C

nm -D --defined-only "$1" | awk '{ print $NF }' | sed 's/@.*//' |
    grep -vE '^(__asan_|__odr_asan|__ubsan_|__tsan_|__gcov|_init$|_fini$)' | sort -u >"$work/exported"
cat include/leonov/*.h | tr '\n' ' ' | sed 's/LEO_API /\n&/g' | sed -nE 's/^LEO_API [^(]*[ *](leo_[a-z0-9_]+)\(.*/\1/p' |
    sort -u >"$work/declared"
sort -u tools/symbols.txt >"$work/listed"

bad=0
grep -v '^leo_' "$work/exported" && { echo "exported without the prefix leo_"; bad=1; }
diff -u --label tools/symbols.txt --label "exported by $(basename "$1")" "$work/listed" "$work/exported" || bad=1
diff -u --label tools/symbols.txt --label "declared in include/leonov" "$work/listed" "$work/declared" || bad=1
exit $bad
