#!/bin/sh
# SPDX-License-Identifier: MIT
# Write docs/speed.md and its plot docs/speed.svg from the lines of `make bench`. Needs gnuplot for the plot.
# usage: make bench > bench.jsonl; tools/speed.sh bench.jsonl
set -eu
lines=$1
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# One tab-separated row for each line: bench, name, value, unit, error, error unit, degree, full, middle, low, bytes, ratio.
awk '
    function field(key,   rest, at) {
        at = index($0, "\"" key "\":")
        if (!at) return ""
        rest = substr($0, at + length(key) + 3)
        if (substr(rest, 1, 1) == "\"") { rest = substr(rest, 2); return substr(rest, 1, index(rest, "\"") - 1) }
        sub(/[,}].*/, "", rest)
        return rest
    }
    { print field("bench") "\t" field("name") "\t" field("value") "\t" field("unit") "\t" field("error") "\t" field("error_unit") \
          "\t" field("degree") "\t" field("full") "\t" field("middle") "\t" field("low") "\t" field("bytes") "\t" \
          field("times_faster_than_dop853") }' "$lines" >"$work/rows"

machine=$(head -n 1 "$lines" | sed 's/.*"cpu":"\([^"]*\)".*"compiler":"\([^"]*\)".*"flags":"\([^"]*\)".*/\1, \2, `\3`/')
{
    cat <<HEAD
# Speed

Every time stands beside its error, and ratios are of one run. Written by \`tools/speed.sh\` from the lines of \`make bench\`,
run on: $machine. Times are wall-clock, the best of several; another machine gives others.

![Cost against degree and batch size](speed.svg)

## A day in low orbit

Gravity to the degree named, Sun and Moon; 1 cm asked for. The error is the largest over the day, every ten minutes, against an
integration in 80-bit numbers. "Plain" is DOP853 with the scalar loop of the same program. Memory is that of one trajectory.
Times include making the propagator. "full, middle, low": evaluations of the force at these fidelities, in states.

| flown | ms | error, m | full, middle, low | kB | times faster than plain |
|---|---|---|---|---|---|
HEAD
    awk -F'\t' '$1 == "leo_day" { printf "| %s | %.3g | %.2g%s | %s | %s | %s |\n", $2, $3, $5, ($6 == "m at the end" ? " (end)" : ""),
        ($8 == "" ? "" : $8 ", " $9 ", " $10), ($11 == "" ? "" : sprintf("%.0f", $11 / 1000)), $12 }' "$work/rows" |
        sed 's/| dop853, /| plain DOP853, /; s/| picard, /| Picard-Chebyshev, /; s/| gauss-jackson, /| Gauss-Jackson, /'
    cat <<HEAD

## Gravity

Nanoseconds of one acceleration. "Eight lanes" are eight positions at once, the time of each. All ways give the same bits; the
error is against the same sums in long doubles.

| way | ns | error, relative |
|---|---|---|
HEAD
    awk -F'\t' '$1 == "gravity" && $4 == "ns" { printf "| %s | %.4g | %.1e |\n", $2, $3, $5 }' "$work/rows"
    cat <<HEAD

## Frames, ephemeris, air

| call | cost | error |
|---|---|---|
HEAD
    awk -F'\t' '($1 == "frames" || $1 == "ephemeris" || $1 == "atmosphere") { printf "| %s: %s | %.4g %s | %s |\n", $1, $2, $3, $4,
        ($5 == "" ? "" : sprintf("%.2g %s", $5, $6)) }' "$work/rows"
    cat <<HEAD

## Missions

| what | cost | error |
|---|---|---|
HEAD
    awk -F'\t' '($1 == "mission" || $1 == "wings") { printf "| %s | %.4g %s | %s |\n", $2, $3, $4, ($5 == "" ? "" : sprintf("%.2g %s", $5, $6)) }' "$work/rows"
} >docs/speed.md

command -v gnuplot >/dev/null 2>&1 || { echo "tools/speed.sh: gnuplot is absent: docs/speed.svg stays as it was" >&2; exit 0; }
for way in 'scalar loop' 'one position' 'each of eight'; do
    name=$(echo "$way" | tr ' ' '-')
    awk -F'\t' -v way="$way" '$1 == "gravity" && $4 == "ns" && index($2, ", " way) && $2 !~ /baseline|avx2/ {
        match($2, /degree [0-9]+/); d = substr($2, RSTART + 7, RLENGTH - 7); if (!(d in seen)) { seen[d] = 1; print d, $3 } }' \
        "$work/rows" | sort -n >"$work/gravity-$name"
done
for way in dop853 picard; do
    awk -F'\t' -v way="$way" '$1 == "leo_day" && index($2, way ", degree") == 1 && $2 ~ /173/ { print $7, $3 }' "$work/rows" |
        sort -n >"$work/day-$way"
done
for threads in 1 2; do
    awk -F'\t' -v threads="$threads" '$1 == "leo_day" && $7 == 70 && $2 ~ /batch/ && $2 ~ /173/ && $2 ~ ("on " threads " thread") {
        match($2, /batch of [0-9]+/); print substr($2, RSTART + 9, RLENGTH - 9), $3 }' "$work/rows" | sort -n >"$work/batch-$threads"
done
gnuplot <<PLOT
set terminal svg size 1200,400 font "sans-serif,12" background "white"
set output "docs/speed.svg"
set multiplot layout 1,3
set grid lc rgb "#dddddd"
set key top left Left reverse samplen 1.5
set logscale xy
set title "One acceleration"
set xlabel "degree"
set ylabel "ns"
set xtics (2,4,8,20,36,70,120)
set xrange [1.8:140]
set yrange [5:60000]
plot "$work/gravity-scalar-loop" w lp lw 2 pt 7 ps 0.5 lc rgb "#888888" t "scalar loop", \
     "$work/gravity-one-position" w lp lw 2 pt 7 ps 0.5 lc rgb "#0060ad" t "one position", \
     "$work/gravity-each-of-eight" w lp lw 2 pt 7 ps 0.5 lc rgb "#c04000" t "each of eight"
set title "A day in low orbit at 1 cm"
set ylabel "ms"
set xtics (20,36,70,120)
set xrange [18:140]
set yrange [*:*]
plot "$work/day-dop853" w lp lw 2 pt 7 ps 0.5 lc rgb "#888888" t "plain DOP853", \
     "$work/day-picard" w lp lw 2 pt 7 ps 0.5 lc rgb "#c04000" t "Picard-Chebyshev"
set key top right
set title "Each of a batch, 70x70, a day"
unset logscale y
set xlabel "trajectories"
set xtics (1,8,64)
set xrange [0.8:80]
set yrange [0:*]
plot "$work/batch-1" w lp lw 2 pt 7 ps 0.5 lc rgb "#0060ad" t "1 thread", \
     "$work/batch-2" w lp lw 2 pt 7 ps 0.5 lc rgb "#c04000" t "2 threads"
PLOT
echo "docs/speed.md, docs/speed.svg"
