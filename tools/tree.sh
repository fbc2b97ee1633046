# SPDX-License-Identifier: MIT
# Sourced by the checks. `tree PATTERN...` lists the files of the source tree that match, one a line; in a repository
# those that git knows or would add.
tree() {
    if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
        git ls-files --cached --others --exclude-standard -- "$@" | while IFS= read -r file; do
            [ ! -f "$file" ] || printf '%s\n' "$file"
        done
    else
        for pattern; do
            find . \( -path ./build -o -path ./runs -o -path ./.git \) -prune -o -type f -path "./$pattern" -print
        done | sed 's|^\./||'
    fi | sort -u
}
