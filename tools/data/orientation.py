#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes src/time/orientation_table.c: UT1-TAI and the pole at even steps, from the daily series of the IERS.

usage: orientation.py FOLDER > src/time/orientation_table.c

FOLDER holds eop14c04_1962_2024.csv (IERS EOP 14 C04), finals2000A_2023-12_2027-08.txt (IERS rapid service,
predictions dropped) and tai-utc.dat (USNO). With --error in front it prints what interpolation loses instead.

UT1 is tabulated without the zonal tides of 5 to 35 days (IERS Conventions 2010, table 8.1), as UT1R-TAI, because
they are too quick for the step.
"""
import math
import sys

STEP_D = 10

# IERS Conventions (2010), table 8.1: multiples of l l' F D Om, sine coefficient of UT1-UT1R in 1e-4 s.
TIDES = [
    (1, 0, 2, 2, 2, -0.02), (2, 0, 2, 0, 1, -0.04), (2, 0, 2, 0, 2, -0.10), (0, 0, 2, 2, 1, -0.05),
    (0, 0, 2, 2, 2, -0.12), (1, 0, 2, 0, 0, -0.04), (1, 0, 2, 0, 1, -0.41), (1, 0, 2, 0, 2, -1.00),
    (3, 0, 0, 0, 0, -0.02), (-1, 0, 2, 2, 1, -0.08), (-1, 0, 2, 2, 2, -0.20), (1, 0, 0, 2, 0, -0.08),
    (2, 0, 2, -2, 2, 0.02), (0, 1, 2, 0, 2, 0.03), (0, 0, 2, 0, 0, -0.30), (0, 0, 2, 0, 1, -3.21),
    (0, 0, 2, 0, 2, -7.76), (2, 0, 0, 0, 0, -0.34), (0, 0, 0, 2, -1, 0.05), (0, 0, 0, 2, 0, -0.73),
    (0, 0, 0, 2, 1, -0.05), (0, -1, 0, 2, 0, -0.05), (1, 0, 2, -2, 1, 0.05), (1, 0, 2, -2, 2, 0.10),
    (1, 1, 0, 0, 0, 0.04), (-1, 0, 2, 0, 0, 0.05), (-1, 0, 2, 0, 1, 0.18), (-1, 0, 2, 0, 2, 0.44),
    (1, 0, 0, 0, -1, 0.53), (1, 0, 0, 0, 0, -8.26), (1, 0, 0, 0, 1, 0.54), (-1, 0, 0, 2, -1, 0.11),
    (-1, 0, 0, 2, 0, -1.82), (-1, 0, 0, 2, 1, 0.13),
]


def arguments(mjd):
    """Delaunay's arguments in radians, linear part (Simon et al. 1994)."""
    t = (mjd - 51544.5) / 36525
    degrees = (134.96340251 + 477198.8675605 * t, 357.52910918 + 35999.0502911 * t,
               93.27209062 + 483202.0174577 * t, 297.85019547 + 445267.1114469 * t,
               125.04455501 - 1934.1362891 * t)
    return [math.radians(d) for d in degrees]


def tide_s(mjd):
    a = arguments(mjd)
    return sum(1e-4 * row[5] * math.sin(sum(k * x for k, x in zip(row, a))) for row in TIDES)


def steps(path):
    rows = []
    for line in open(path):
        jd = float(line.split("=JD")[1].split()[0])
        fixed = float(line.split("TAI-UTC=")[1].split("S")[0])
        origin = float(line.split("(MJD -")[1].split(")")[0])
        rate = float(line.split(") X")[1].split("S")[0])
        rows.append((jd - 2400000.5, fixed, origin, rate))
    return rows


def tai_minus_utc(table, mjd):
    row = [r for r in table if r[0] <= mjd][-1]
    return row[1] + (mjd - row[2]) * row[3]


def daily(folder):
    table = steps(folder + "/tai-utc.dat")
    rows = []
    for line in open(folder + "/eop14c04_1962_2024.csv"):
        if line[0] != "#":
            f = line.split(",")
            rows.append((int(f[0]), float(f[1]), float(f[2]), float(f[3])))
    for line in open(folder + "/finals2000A_2023-12_2027-08.txt"):
        mjd = int(float(line[7:15]))
        if mjd > rows[-1][0] and line[57] == "I":
            rows.append((mjd, float(line[18:27]), float(line[37:46]), float(line[58:68])))
    assert all(b[0] == a[0] + 1 for a, b in zip(rows, rows[1:]))
    return [(m, x, y, u - tai_minus_utc(table, m)) for m, x, y, u in rows]


def lagrange(points, at, order):
    k = max(0, min(len(points) - order, int(math.floor(at)) - order // 2 + 1))
    total = 0
    for i in range(k, k + order):
        w = 1.0
        for j in range(k, k + order):
            if j != i:
                w *= (at - j) / (i - j)
        total += w * points[i]
    return total


def nodes(rows, step):
    return [(m, x, y, u - tide_s(m)) for m, x, y, u in rows[::step]]


def error(rows):
    for step in (5, 10, 15, 20, 30):
        table = nodes(rows, step)
        for order in (4, 6):
            worst = [0, 0, 0]
            squares = [0.0, 0.0, 0.0]
            count = 0
            for m, x, y, u in rows:
                at = (m - rows[0][0]) / step
                if at > len(table) - 1:
                    continue
                got = (lagrange([r[1] for r in table], at, order) - x, lagrange([r[2] for r in table], at, order) - y,
                       lagrange([r[3] for r in table], at, order) + tide_s(m) - u)
                worst = [max(a, abs(b)) for a, b in zip(worst, got)]
                squares = [a + b * b for a, b in zip(squares, got)]
                count += 1
            rms = [math.sqrt(s / count) for s in squares]
            print("step %d d, %d points: rms x %.2f y %.2f mas UT1 %.3f ms; worst %.2f %.2f mas %.3f ms" % (
                step, order, 1e3 * rms[0], 1e3 * rms[1], 1e3 * rms[2], 1e3 * worst[0], 1e3 * worst[1], 1e3 * worst[2]))


def main():
    if sys.argv[1] == "--error":
        return error(daily(sys.argv[2]))
    table = nodes(daily(sys.argv[1]), STEP_D)
    print("""/* SPDX-License-Identifier: MIT */

/*
 * UT1R-TAI in 10 us, x and y of the pole in 0.1 mas, every %d days at 0h UTC from MJD %d to MJD %d.
 *
 * Source  IERS EOP 14 C04 (IAU 2000), 1962-01-01 .. 2024-09-03; from then on IERS Bulletin A (finals2000A,
 *         measured values only, issue of August 2026); TAI-UTC of the USNO. Zonal tides of 5 to 35 days taken
 *         out of UT1 by table 8.1 of the IERS Conventions (2010). Laid out by tools/data/orientation.py.
 */
#include "time/orientation_table.h"

const int LEO_ORIENTATION_FIRST_MJD = %d;
const int LEO_ORIENTATION_STEP_D = %d;
const int LEO_ORIENTATION_COUNT = %d;

// clang-format off
const int LEO_ORIENTATION_TABLE[][3] = {""" % (STEP_D, table[0][0], table[-1][0], table[0][0], STEP_D, len(table)))
    line = ""
    for m, x, y, u in table:
        item = "{%d,%d,%d}," % (round(u * 1e5), round(x * 1e4), round(y * 1e4))
        if len(line) + len(item) > 105:
            print("    " + line)
            line = ""
        line += item
    print("    " + line + "\n};\n// clang-format on")


main()
