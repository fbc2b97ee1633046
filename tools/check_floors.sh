#!/bin/sh
# SPDX-License-Identifier: MIT
# A file of src/<floor>/ includes its own folder and the floors above it in src/LAYERS; tests/<floor>/ likewise, and
# check.h; app/ and examples/ include only the public headers and what lies beside them. Every floor has sources, and
# every folder of src/ is a floor. With an argument: the root of another tree to look at.
set -eu
cd "${1:-$(dirname "$0")/..}"
. "${LEO_TOOLS:-tools}/tree.sh"

tree 'src/*.c' 'src/*.h' 'tests/*.c' 'tests/*.h' 'app/*.c' 'app/*.h' 'examples/*.c' 'bench/*.c' 'bench/*.h' |
    xargs awk '
    BEGIN {
        while ((getline line < "src/LAYERS") > 0) { rank[line] = ++floors; name[floors] = line }
    }
    FNR == 1 {
        parts = split(FILENAME, part, "/")
        room = part[1]
        floor = parts > 2 ? part[2] : ""
        if (room == "src") seen[floor] = 1
        if (room == "src" && !(floor in rank)) complain("src/" floor " is not a floor of src/LAYERS")
    }
    /^[ \t]*#[ \t]*include[ \t]*["<]/ {
        what = $0
        system_header = what ~ /include[ \t]*</
        sub(/^[^"<]*["<]/, "", what)
        sub(/[">].*$/, "", what)
        if (system_header) next
        slash = index(what, "/")
        to = slash ? substr(what, 1, slash - 1) : ""
        if (room == "app" || room == "examples") {
            if (slash) complain("includes \"" what "\": " room "/ includes only <leonov/...>")
        } else if (to == "") {
            if (room == "src") complain("includes \"" what "\": write \"" floor "/" what "\"")
        } else if (!(to in rank)) {
            if (room == "src") complain("includes \"" what "\": no floor of that name")
        } else if ((room == "src" || room == "tests") && (floor in rank) && rank[to] > rank[floor]) {
            complain("includes \"" what "\": " to " stands below " floor " in src/LAYERS")
        }
    }
    function complain(text) { print FILENAME ":" FNR ": " text; bad = 1 }
    END {
        for (i = 1; i <= floors; i++)
            if (!(name[i] in seen)) { print "src/LAYERS: " name[i] " has no sources"; bad = 1 }
        exit bad
    }'
