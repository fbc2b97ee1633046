#!/bin/sh
# SPDX-License-Identifier: MIT
# The check of the floors sees what it is there to see: in a small house with one wrong line it fails and says which.
set -eu
tools=$(cd "$(dirname "$0")/../../tools" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/src/base" "$work/src/math" "$work/app"
printf 'base\nmath\n' >"$work/src/LAYERS"
printf '#include <math.h>\n' >"$work/src/base/text.c"
printf '#include "base/text.h"\n#include "math/vec.h"\n' >"$work/src/math/vec.c"
printf '#include <leonov/leonov.h>\n#include "app.h"\n' >"$work/app/main.c"

look() { LEO_TOOLS=$tools "$tools/check_floors.sh" "$work"; }
must_say() {
    if said=$(look); then echo "passed with: $1"; exit 1; fi
    case $said in
    *"$1"*) ;;
    *) echo "wanted: $1"; echo "said: $said"; exit 1 ;;
    esac
}

look || { echo "a tidy house does not pass"; exit 1; }
printf '#include "math/vec.h"\n' >"$work/src/base/wrong.c"
must_say "src/base/wrong.c:1: includes \"math/vec.h\": math stands below base"
rm "$work/src/base/wrong.c"
printf '#include "base/text.h"\n' >"$work/app/wrong.c"
must_say "app/wrong.c:1: includes \"base/text.h\": app/ includes only <leonov/...>"
rm "$work/app/wrong.c"
mkdir "$work/src/cellar" && printf '\n' >"$work/src/cellar/thing.c"
must_say "src/cellar is not a floor"
rm -r "$work/src/cellar"
printf 'view\n' >>"$work/src/LAYERS"
must_say "view has no sources"
