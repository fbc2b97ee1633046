#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: tools/check_docs.sh BUILD FILE.md [CC...]
# Do what the code blocks of FILE.md say, in order, in a folder of their own, with BUILD's `leonov` on the PATH.
#
#     ```sh run               run in a copy of the working folder of the page; must succeed
#     ```sh make              lines of make, run in the tree itself on the preset that BUILD is of
#     ```sh dry               lines of make, run with make -n (what cannot run inside itself)
#     ```sh known             not run, but every --preset, --target and package in it must exist
#     ```yaml file=NAME       write the block to NAME; `leonov check NAME` must accept it
#     ```yaml append=NAME     append it to NAME; must still be accepted
#     ```c run                compile against the library and run
#     ```text from=COMMAND    exactly what COMMAND prints
#     ```text                 what a command prints, or a picture: not run
#
# A block with any other first line is an error, so that no block escapes.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
build=$(cd "$1" && pwd)
page=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
shift 2
[ $# -gt 0 ] || set -- cc
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LEONOV_DATA="$work/own-data"

# Number the blocks: block-001 holds the text, block-001.head the words after the fence, block-001.line its place.
awk -v work="$work" '
    !inside && /^ *```/ { inside = 1; indent = index($0, "`") - 1; head = substr($0, indent + 4)
                          file = sprintf("%s/block-%03d", work, ++count)
                          print head > (file ".head"); print FNR > (file ".line"); printf "" > file; next }
    inside && /^ *```/  { inside = 0; close(file); close(file ".head"); close(file ".line"); next }
    inside              { print substr($0, indent + 1) > file }
    END { if (inside) { print FILENAME ": a code block is never closed"; exit 1 } }' "$page"

# What a page may touch: the tree as a newcomer has it, except that build/release is BUILD.
mkdir -p "$work/tree/build"
for entry in "$root"/* "$root"/.ci "$root"/.clang-format; do
    case $(basename "$entry") in
    build | runs) ;;
    *) ln -s "$entry" "$work/tree/" ;;
    esac
done
ln -s "$build" "$work/tree/build/release"
cd "$work/tree"
PATH="$build:$PATH"
LD_LIBRARY_PATH="$build${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export PATH LD_LIBRARY_PATH
unset MAKEFLAGS MFLAGS MAKELEVEL || true

# Names after --preset and --target, and packages after apt-get install.
known() {
    joined=$(sed -e ':join' -e '/\\$/{N;s/\\\n//;b join' -e '}' "$1")
    for preset in $(printf "%s\n" "$joined" | grep -oE -e '--preset [a-z]+' | sed 's/.* //'); do
        grep -q "\"name\": \"$preset\"" "$root/CMakePresets.json" || { echo "no preset $preset"; return 1; }
    done
    for target in $(printf "%s\n" "$joined" | grep -oE -e '--target [^ ]+' | sed 's/.* //'); do
        ninja -C "$build" -t targets all | grep -q "^$target:" || { echo "no target $target"; return 1; }
    done
    packages=$(printf "%s\n" "$joined" | sed -n 's/.*apt-get install//p' | tr ' ' '\n' | grep -E '^[a-z]' | sort)
    listed=$("$root/tools/install.sh" --list | tr ' ' '\n' | sort)
    [ -z "$packages" ] || [ "$(printf '%s' "$packages" | grep -vx gcc)" = "$(printf '%s' "$listed" | grep -vx gcc)" ] ||
        { echo "other packages than tools/install.sh --list"; return 1; }
}

preset=release
[ "$build" != "$root/build/$(basename "$build")" ] || preset=$(basename "$build")

count=0
for head in "$work"/block-*.head; do
    [ -e "$head" ] || break
    block=${head%.head}
    place="$(basename "$page"):$(cat "$block.line")"
    words=$(sed 's/ *$//' "$head")
    name=${words#*=}
    status=0
    case $words in
    "" | text) continue ;;
    "sh run") sh -eu "$block" >"$work/said" 2>&1 || status=$? ;;
    "sh make")
        sed "s|^make |make --no-print-directory -C '$root' PRESET='$preset' OUT='$work/runs' |" "$block" >"$block.make"
        sh -eu "$block.make" >"$work/said" 2>&1 || status=$?
        ;;
    "sh dry") MAKEFLAGS=n sh -eu "$block" >"$work/said" 2>&1 || status=$? ;;
    "text from="*)
        (cd "$root" && $name) >"$work/printed" && diff -u "$block" "$work/printed" >"$work/said" 2>&1 || status=$?
        ;;
    "sh known") known "$block" >"$work/said" 2>&1 || status=$? ;;
    "yaml file="*) cp "$block" "$name" && leonov check "$name" >"$work/said" 2>&1 || status=$? ;;
    "yaml append="*) cat "$block" >>"$name" && leonov check "$name" >"$work/said" 2>&1 || status=$? ;;
    "c run")
        cp "$block" "$work/page.c"
        "$@" -std=c17 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Werror -I"$root/include" "$work/page.c" -o "$work/page" \
            -L"$build" -lleonov -lm >"$work/said" 2>&1 && "$work/page" >>"$work/said" 2>&1 || status=$?
        ;;
    *) echo "$place: \`\`\`$words: say how it is checked (see tools/check_docs.sh)"; exit 1 ;;
    esac
    if [ $status -ne 0 ]; then
        echo "$place: \`\`\`$words ended with status $status:"
        cat "$work/said"
        exit 1
    fi
    count=$((count + 1))
done
echo "$(basename "$page"): $count blocks work"

# Files of the tree that the page names in backquotes or links must exist.
bad=0
for named in $(grep -oE '(\]\(|`)(src|include|app|cmake|docs|examples|bench|missions|vehicles|tests|tools)/[A-Za-z0-9_./-]*[A-Za-z0-9_/]' "$page" |
    sed -E 's/^(\]\(|`)//' | grep -v NAME | sort -u); do
    [ -e "$root/$named" ] || { echo "$(basename "$page") names $named, which does not exist"; bad=1; }
done
exit $bad
