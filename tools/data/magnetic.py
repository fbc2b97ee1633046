#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes src/world/magnetic_table.c: the Gauss coefficients of the Earth's main field, 1955 to 2030.

usage: magnetic.py IGRF14.shc > src/world/magnetic_table.c

The file is in the SHC format of the International Association of Geomagnetism and Aeronomy (IAGA).
"""
import sys

FIRST = 1955

HEAD = """/* SPDX-License-Identifier: MIT */

/*
 * Gauss coefficients of the Earth's main field in nT, Schmidt semi-normalised, every five years from %d to %d. In a row:
 * g(n,0), then g(n,1), h(n,1), g(n,2), h(n,2), ... of each degree n in turn; a row starts each degree on a new line.
 *
 * Source  International Association of Geomagnetism and Aeronomy, Working Group V-MOD, International Geomagnetic Reference
 *         Field, 14th generation (2024), doi 10.5281/zenodo.14012302; the last epoch by its secular variation. Laid out by
 *         tools/data/magnetic.py.
 */
#include "world/magnetic_table.h"

// clang-format off
const double leo_magnetic_nt[LEO_MAGNETIC_EPOCHS][LEO_MAGNETIC_COUNT] = {"""


def main():
    with open(sys.argv[1]) as file:
        lines = [line.split() for line in file if line.strip() and not line.startswith("#")]
    degree = int(lines[0][1])
    years = [float(word) for word in lines[1]]
    rows = [(int(line[0]), int(line[1]), line[2:]) for line in lines[2:]]
    assert len(rows) == degree * (degree + 2) and all(len(row[2]) == len(years) for row in rows)
    chosen = [i for i, year in enumerate(years) if year >= FIRST]
    assert [years[i] for i in chosen] == [FIRST + 5.0 * i for i in range(len(chosen))]
    print(HEAD % (FIRST, years[-1]))
    for i in chosen:
        print("    { // %d" % years[i])
        for n in range(1, degree + 1):
            text = "       "
            for row in rows:
                if row[0] == n:
                    word = " %.9g," % float(row[2][i])
                    if len(text + word) > 116:
                        print(text)
                        text = "       "
                    text += word
            print(text)
        print("    },")
    print("};\n// clang-format on")


main()
