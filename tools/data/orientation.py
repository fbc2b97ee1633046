#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes src/time/orientation_table.c: UT1-TAI, the pole and its celestial offsets for every day.

usage: orientation.py FOLDER > src/time/orientation_table.c

FOLDER holds eop14c04_1962_2024.csv (IERS EOP 14 C04), finals2000A_2023-12_2027-08.txt (IERS rapid service, with its
predictions) and tai-utc.dat (USNO). With --error in front it prints what interpolation loses instead: every other day
from its neighbours.

UT1 is tabulated without the zonal tides of 5 to 35 days (IERS Conventions 2010, table 8.1), as UT1R-TAI, because
they are too quick for a cubic through days.
"""
import math
import sys

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


def number(text, before):
    """A column that is blank keeps the value of the day before."""
    return float(text) if text.strip() else before


def daily(folder):
    """Rows of MJD, x, y, UT1-TAI, dX, dY in arcsec and seconds; and the first day that is foretold."""
    table = steps(folder + "/tai-utc.dat")
    rows = []
    predicted = None
    for line in open(folder + "/eop14c04_1962_2024.csv"):
        if line[0] != "#":
            f = line.split(",")
            rows.append((int(f[0]), float(f[1]), float(f[2]), float(f[3]), float(f[5]), float(f[6])))
    for line in open(folder + "/finals2000A_2023-12_2027-08.txt"):
        mjd = int(float(line[7:15]))
        if mjd > rows[-1][0] and line[58:68].strip():
            if line[57] == "P" and predicted is None:
                predicted = mjd
            last = rows[-1]
            rows.append((mjd, float(line[18:27]), float(line[37:46]), float(line[58:68]),
                         1e-3 * number(line[97:106], 1e3 * last[4]), 1e-3 * number(line[116:125], 1e3 * last[5])))
    assert all(b[0] == a[0] + 1 for a, b in zip(rows, rows[1:]))
    return [(m, x, y, u - tai_minus_utc(table, m), dx, dy) for m, x, y, u, dx, dy in rows], predicted


def quintic(p):
    """Half-way between the middle two of six values, as orientation.c does it."""
    slope = [(8 * (p[k + 1] - p[k - 1]) - (p[k + 2] - p[k - 2])) / 12 for k in (2, 3)]
    bend = [(16 * (p[k + 1] + p[k - 1]) - 30 * p[k] - (p[k + 2] + p[k - 2])) / 24 for k in (2, 3)]
    x = 0.5
    left = p[2] * (1 + 3 * x + 6 * x * x) + slope[0] * x * (1 + 3 * x) + bend[0] * x * x
    right = p[3] * (1 + 3 * x + 6 * x * x) - slope[1] * x * (1 + 3 * x) + bend[1] * x * x
    return x ** 3 * (left + right)


def error(rows):
    """Each day from every other day around it: an upper bound, as the step is two days there."""
    for first, last in ((37665, 41317), (41317, 45700), (45700, 53005), (53005, 60557)):
        part = [(m, x, y, u - tide_s(m)) for m, x, y, u, dx, dy in rows if first <= m < last]
        for k, name in ((3, "UT1"), (1, "x"), (2, "y")):
            miss = [1e3 * (quintic([part[i + j][k] for j in (-5, -3, -1, 1, 3, 5)]) - part[i][k])
                    for i in range(5, len(part) - 5)]
            print("MJD %d .. %d, %s: rms %.4f, worst %.3f (ms, mas)" % (
                first, last, name, math.sqrt(sum(e * e for e in miss) / len(miss)), max(map(abs, miss))))


def main():
    if sys.argv[1] == "--error":
        return error(daily(sys.argv[2])[0])
    table, predicted = daily(sys.argv[1])
    print("""/* SPDX-License-Identifier: MIT */

/*
 * UT1R-TAI in 0.1 us, x and y of the pole, dX and dY in 1 uas, every day at 0h UTC from MJD %d to MJD %d.
 *
 * Source  IERS EOP 14 C04 (IAU 2000), 1962-01-01 .. 2024-09-03; from then on IERS Bulletin A (finals2000A, issue of
 *         August 2026), foretold from MJD %d on, dX and dY kept where it has none; TAI-UTC of the USNO. Zonal tides
 *         of 5 to 35 days taken out of UT1 by table 8.1 of the IERS Conventions (2010). Laid out by
 *         tools/data/orientation.py.
 */
#include "time/orientation_inside.h"

// clang-format off
static const int figures[][LEO_TURNS] = {""" % (table[0][0], table[-1][0], predicted))
    line = ""
    for m, x, y, u, dx, dy in table:
        item = "{%d,%d,%d,%d,%d}," % (round((u - tide_s(m)) * 1e7), round(x * 1e6), round(y * 1e6), round(dx * 1e6),
                                      round(dy * 1e6))
        if len(line) + len(item) > 118:
            print(line)
            line = ""
        line += item
    print(line + """
};
// clang-format on

const leo_orientation_table LEO_ORIENTATION_BUILTIN = {
    .name = "IERS C04 and Bulletin A (built in)",
    .first_mjd = %d,
    .count = %d,
    .predicted_mjd = %d,
    .figures = figures,
};""" % (table[0][0], len(table), predicted))


main()
