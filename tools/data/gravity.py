#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes src/world/gravity_table.c: EGM2008 to degree and order 20, and the factors that undo the normalisation.

usage: gravity.py EGM2008.gfc > src/world/gravity_table.c

The file is in the format of the International Centre for Global Earth Models, which publishes EGM2008 of NGA.
"""
import math
import sys

DEGREE = 20

HEAD = """/* SPDX-License-Identifier: MIT */

/*
 * The gravity field of the Earth to degree and order %d: C[n][m], then S[n][m], at n (n + 1) / 2 + m, fully normalised.
 * Then the factors sqrt((2 - delta_m0) (2 n + 1) (n - m)! / (n + m)!) that undo the normalisation.
 *
 * Source  EGM2008, tide-free: Pavlis, Holmes, Kenyon, Factor, J. Geophys. Res. 117 (2012) B04406; coefficients as
 *         published by NGA (ICGEM, 2008), GM 3.986004415e14 m^3/s^2, radius 6378136.3 m. Secular rates are left out.
 *         Laid out by tools/data/gravity.py.
 */
#include "world/gravity_table.h"

// clang-format off"""

TAIL = """// clang-format on

static const leo_gravity egm2008 = {
    .name = "EGM2008",
    .gm_m3_s2 = 3.986004415e14,
    .radius_m = 6378136.3,
    .degree = LEO_GRAVITY_DEGREE_MAX,
    .c = c,
    .s = s,
};

const leo_gravity *leo_gravity_earth(void)
{
    return &egm2008;
}"""


def rows(path):
    table = {}
    for line in open(path):
        if line.startswith("gfc"):
            f = line.replace("d", "e").replace("D", "e").split()
            table[int(f[1]), int(f[2])] = (float(f[3]), float(f[4]))
    return table


def show(head, value):
    print(head)
    for n in range(DEGREE + 1):
        line = "   "
        for m in range(n + 1):
            item = repr(value(n, m))
            if len(line) + len(item) > 108:
                print(line)
                line = "   "
            line += " " + item + ","
        print(line)
    print("};")


def factor(n, m):
    return math.sqrt((1 if m == 0 else 2) * (2 * n + 1) * math.factorial(n - m) / math.factorial(n + m))


def main():
    table = rows(sys.argv[1])
    print(HEAD % DEGREE)
    show("static const double c[] = {", lambda n, m: table.get((n, m), (0.0, 0.0))[0])
    show("static const double s[] = {", lambda n, m: table.get((n, m), (0.0, 0.0))[1])
    show("const double LEO_GRAVITY_FACTOR[] = {", factor)
    print(TAIL)


main()
