#!/bin/sh
# SPDX-License-Identifier: MIT
# House rules that a search can tell: licence lines, length of files, no path or package host of some machine, no
# unfinished words, and in the library no printing, no exit, no environment, no clock.
set -eu
cd "$(dirname "$0")/.."
. tools/tree.sh
bad=0
complain() {
    [ -z "$2" ] || { printf '%s:\n%s\n' "$1" "$2"; bad=1; }
}

c_files=$(tree '*.c' '*.h')
complain "The first line of a C file is its licence, /* SPDX-License-Identifier: MIT */" \
    "$(for file in $c_files; do head -n 1 "$file" | grep -qx '/\* SPDX-License-Identifier: MIT \*/' || echo "  $file"; done)"

# A table of data is long by nature: it says so by the word "table" or "data" in its name.
complain "Longer than 600 lines" "$(wc -l $c_files | awk '$2 != "total" && $1 > 600 && $2 !~ /_(table|data|tableau|rows)[^/]*\.[ch]$/')"

complain "A path of some machine, or a package host" \
    "$(tree '*' | grep -v -e '^tools/check_tree\.sh$' | xargs grep -InE \
        -e '(^|[^A-Za-z0-9_.])/(home|root|work|Users|mnt|srv)/[A-Za-z0-9_.]' \
        -e '(deb\.debian|security\.debian|archive\.ubuntu|registry\.npmjs|pypi|proxy\.golang)\.(org|com)' || true)"

complain "Sounds unfinished" \
    "$(tree 'src/*' 'app/*' 'include/*' 'examples/*' 'bench/*' 'tests/*' 'cmake/*' 'missions/*' 'vehicles/*' |
        xargs grep -InwE 'TODO|FIXME|XXX|HACK|not yet implemented|placeholder' || true)"

library=$(tree 'src/*.c' 'src/*.h')
complain "The library never prints, exits, or looks at the environment" \
    "$(grep -nE '(^|[^A-Za-z0-9_>.])(printf|puts|putchar|perror|exit|abort|_Exit|getenv|setlocale|system|rand|srand)[ ]?\(' \
        $library | grep -vE ':[0-9]+: *(\*|//)' || true)"
# A telemetry file may keep fewer digits than the physics has.
complain "Doubles only" \
    "$(for file in $library; do sed -e 's/"[^"]*"//g' -e 's|//.*||' "$file" | grep -HnE --label="$file" '(^|[^A-Za-z0-9_])float [a-z*]' || true; done |
        grep -vE -e ':[0-9]+: *(/?\*)' -e '^src/record/' || true)"

exit $bad
