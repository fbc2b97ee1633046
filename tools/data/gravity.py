#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the tables of gravity in src/world/ from files in the format of ICGEM.

usage: gravity.py earth EGM2008.gfc > src/world/gravity_table_earth.c
       gravity.py moon GL0660B.gfc > src/world/gravity_table_moon.c
       gravity.py factors > src/world/gravity_table.c

EGM2008 is published by NGA through the International Centre for Global Earth Models, GL0660B by NASA's Planetary Data
System (gggrx_0660pm_sha.tab).
"""
import math
import sys

FACTOR_DEGREE = 20

EARTH = dict(
    degree=70,
    comment="""
/*
 * The gravity field of the Earth to degree and order 70: C[n][m], then S[n][m], at n (n + 1) / 2 + m, fully normalised.
 *
 * Source  EGM2008, tide-free: Pavlis, Holmes, Kenyon, Factor, J. Geophys. Res. 117 (2012) B04406; coefficients as
 *         published by NGA (ICGEM, 2008), GM 3.986004415e14 m^3/s^2, radius 6378136.3 m.
 * Valid   outside the Earth. Secular rates are left out.
 * Error   cut at degree 70: 6e-6 m/s^2 rms at 250 km height, 9e-7 m/s^2 at 400 km, by the power of degrees 71 .. 120.
 * Axes    ITRF.
 *         Laid out by tools/data/gravity.py.
 */""",
    name="egm2008", function="leo_gravity_earth", title="EGM2008",
    source="Pavlis, Holmes, Kenyon, Factor 2012 (NGA, 2008)",
    body="LEO_BODY_EARTH", gm="3.986004415e14", radius="6378136.3")

MOON = dict(
    degree=50,
    comment="""
/*
 * The gravity field of the Moon to degree and order 50: C[n][m], then S[n][m], at n (n + 1) / 2 + m, fully normalised.
 *
 * Source  GL0660B, from the primary mission of GRAIL: Konopliv et al., J. Geophys. Res. Planets 118 (2013) 1415;
 *         coefficients as published by NASA's Planetary Data System (gggrx_0660pm_sha.tab, 2013),
 *         GM 4.90279980693169e12 m^3/s^2, radius 1738000 m. Without the permanent tide.
 * Valid   outside the Moon.
 * Error   cut at degree 50: 1.4e-4 m/s^2 rms at 50 km height, 2.4e-5 m/s^2 at 100 km, by the power of degrees 51 .. 150.
 * Axes    principal axes (PA) of the Moon.
 *         Laid out by tools/data/gravity.py.
 */""",
    name="gl0660b", function="leo_gravity_moon", title="GL0660B",
    source="Konopliv et al. 2013 (NASA PDS, gggrx_0660pm_sha)",
    body="LEO_BODY_MOON", gm="4.90279980693169e12", radius="1738000")

FACTORS = """/* SPDX-License-Identifier: MIT */

/*
 * The factors sqrt((2 - delta_m0) (2 n + 1) (n - m)! / (n + m)!) that undo the normalisation of spherical harmonics, at
 * n (n + 1) / 2 + m to degree %d. Laid out by tools/data/gravity.py.
 */
#include "world/gravity_table.h"

// clang-format off"""


def rows(path):
    table = {}
    for line in open(path):
        if line.startswith("gfc"):
            f = line.replace("d", "e").replace("D", "e").split()
            table[int(f[1]), int(f[2])] = (float(f[3]), float(f[4]))
    return table


def show(head, degree, value):
    print(head)
    for n in range(degree + 1):
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


def show_field(field, path):
    table = rows(path)
    print("/* SPDX-License-Identifier: MIT */")
    print(field["comment"])
    print('#include "world/ephemeris.h"\n#include "world/gravity.h"\n\n// clang-format off')
    for name in "cs":
        show("static const double %s[] = {" % name, field["degree"],
             lambda n, m: table.get((n, m), (0.0, 0.0))["cs".index(name)])
    print("""// clang-format on

static const leo_gravity %(name)s = {
    .name = "%(title)s",
    .source = "%(source)s",
    .body = %(body)s,
    .gm_m3_s2 = %(gm)s,
    .radius_m = %(radius)s,
    .degree = %(degree)d,
    .tides = LEO_TIDE_FREE,
    .c = c,
    .s = s,
};

const leo_gravity *%(function)s(void)
{
    return &%(name)s;
}""" % field)


def main():
    if sys.argv[1] == "factors":
        print(FACTORS % FACTOR_DEGREE)
        show("const double LEO_GRAVITY_FACTOR[] = {", FACTOR_DEGREE, factor)
        print("// clang-format on")
    else:
        show_field({"earth": EARTH, "moon": MOON}[sys.argv[1]], sys.argv[2])


main()
