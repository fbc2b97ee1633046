#!/bin/sh
# SPDX-License-Identifier: MIT
# Run the tests that carry the label "verification" in a build folder and write docs/verification.md from what they found.
# usage: tools/verification.sh [BUILD] [OUT]
set -eu
cd "$(dirname "$0")/.."
build=${1:-build/release}
out=${2:-docs/verification.md}
rows=$build/verification
rm -rf "$rows"
mkdir -p "$rows"
result=0
LEO_VERIFICATION=$(cd "$rows" && pwd) ctest --test-dir "$build" -L verification --output-on-failure >"$rows/ctest.log" 2>&1 || result=$?
skipped=$(grep -c 'Skipped' "$rows/ctest.log" || true)
if ! ls "$rows"/*.jsonl >/dev/null 2>&1; then
    cat "$rows/ctest.log" >&2
    echo "tools/verification.sh: no test has written a row (is the reference data there?)" >&2
    exit 1
fi
{
    cat <<'HEAD'
# Verification

Figures that nobody in this project produced, beside what Leonov makes of them. Written by `make verification`, which runs the
tests with the label `verification`; every row is also a check of `make check`, where the reference data is at hand.

`error` is what was found, `goal` is what the source bears or what was asked for. A goal that is missed stays here as missed,
with the reason. Nothing in this table was tuned to it; where a parameter is fitted (one radiation coefficient, a start), the
row says so.
HEAD
    cat "$rows"/*.jsonl | awk '
        function value(key,   rest, at) {
            at = index($0, "\"" key "\":")
            if (!at) return ""
            rest = substr($0, at + length(key) + 3)
            if (substr(rest, 1, 1) == "\"") {
                rest = substr(rest, 2)
                return substr(rest, 1, index(rest, "\"") - 1)
            }
            sub(/[,}].*/, "", rest)
            return rest
        }
        {
            group = value("group")
            if (!(group in text)) { order[++groups] = group }
            pass = value("pass") == "true"
            why = value("why")
            total++
            if (pass) good++
            text[group] = text[group] "| " value("figure") (why != "" ? "<br>*" why "*" : "") " | " value("error") " " value("unit") \
                " | " value("goal") " | " (pass ? "✅ met" : "❌ **missed**") " | " value("source") " |\n"
        }
        END {
            printf "\n**%d of %d rows met, %d missed.**\n", good, total, total - good
            for (i = 1; i <= groups; i++) {
                printf "\n## %s\n\n| figure | error | goal | | source |\n|---|---|---|---|---|\n%s", order[i], text[order[i]]
            }
        }'
} >"$out"
echo "$out: $(cat "$rows"/*.jsonl | wc -l) rows, $(cat "$rows"/*.jsonl | grep -c '"pass":false' || true) missed; $skipped tests skipped"
exit $result
