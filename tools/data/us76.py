#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes src/world/air_standard_table.c: the U.S. Standard Atmosphere 1976 from 86 to 1000 km.

usage: us76.py > src/world/air_standard_table.c

Integrates the equations of the document (its tables 5 to 8; equations 25 to 40): N2 in hydrostatic balance, O, O2, Ar and
He by eddy and molecular diffusion with the document's flux terms, H by its upward flux from 150 km on.
"""
import math

GAS = 8314.32  # J/(kmol K)
AVOGADRO = 6.022169e26  # 1/kmol
G0, RADIUS = 9.80665, 6356.766  # m/s^2, km
STEP = 0.01  # km
LOW, HIGH = 86.0, 1000.0
MOLAR = {"N2": 28.0134, "O": 15.9994, "O2": 31.9988, "Ar": 39.948, "He": 4.0026, "H": 1.00797}
MEAN = 28.9644
AT_86 = {"N2": 1.129794e20, "O": 8.6e16, "O2": 3.030898e19, "Ar": 1.351400e18, "He": 7.5817e14}
# a (1/(m s)), b, thermal diffusion; Q, U, W; q, u, w
DIFFUSION = {"O": (6.986e20, 0.75, 0), "O2": (4.863e20, 0.75, 0), "Ar": (4.487e20, 0.87, 0),
             "He": (1.700e21, 0.691, -0.40), "H": (3.305e21, 0.5, -0.25)}
FLUX = {"O": (-5.809644e-4, 56.90311, 2.706240e-5), "O2": (1.366212e-4, 86, 8.333333e-5),
        "Ar": (9.434079e-5, 86, 8.333333e-5), "He": (-2.457369e-4, 86, 6.666667e-4)}
FLUX_O = (-3.416248e-3, 97, 5.008765e-4)
HYDROGEN_FLUX, HYDROGEN_500 = 7.2e11, 8.0e10

HEAD = """/* SPDX-License-Identifier: MIT */

/*
 * The U.S. Standard Atmosphere 1976 from 86 km up: height in km; ln of the density in kg/m^3 and its slope per km; ln of
 * the number density in 1/m^3 and its slope per km.
 *
 * Source  U.S. Standard Atmosphere, 1976, NOAA-S/T 76-1562 (1976), equations 25 to 40, integrated in steps of 10 m.
 *         Laid out by tools/data/us76.py.
 */
#include "world/air_standard_table.h"

// clang-format off
const leo_air_standard_row leo_air_standard_rows[] = {"""


def temperature(z):
    """The temperature and its slope per km."""
    if z <= 91:
        return 186.8673, 0.0
    if z <= 110:
        q = (z - 91) / -19.9429
        s = math.sqrt(1 - q * q)
        return 263.1905 - 76.3232 * s, 76.3232 / s * q / -19.9429
    if z <= 120:
        return 240 + 12 * (z - 110), 12.0
    e = math.exp(-0.01875 * (z - 120) * (RADIUS + 120) / (RADIUS + z))
    return 1000 - 640 * e, 640 * e * 0.01875 * ((RADIUS + 120) / (RADIUS + z)) ** 2


def weight(z):
    """g/R*, K kmol/(kg km)."""
    return 1e3 * G0 * (RADIUS / (RADIUS + z)) ** 2 / GAS


def eddy(z):
    return 120.0 if z <= 95 else 120 * math.exp(1 - 400 / (400 - (z - 95) ** 2)) if z < 115 else 0.0


def flux(gas, z):
    q, u, w = FLUX[gas]
    v = q * (z - u) ** 2 * math.exp(-w * (z - u) ** 3)
    if gas == "O" and z < FLUX_O[1]:
        q, u, w = FLUX_O
        v += q * (u - z) ** 2 * math.exp(-w * (u - z) ** 3)
    return v


def fall(z, n):
    """-d ln(n T)/dz of every gas, per km."""
    t, slope = temperature(z)
    out = {"N2": weight(z) / t * (MEAN if z <= 100 else MOLAR["N2"])}
    for gas in ("O", "O2", "Ar", "He"):
        around = ["N2"] if gas in ("O", "O2") else ["N2", "O", "O2"]
        total = sum(n[g] for g in around)
        mean = MEAN if z <= 100 else sum(n[g] * MOLAR[g] for g in around) / total
        a, b, thermal = DIFFUSION[gas]
        d, k = a / total * (t / 273.15) ** b, eddy(z)
        out[gas] = (weight(z) / t * d / (d + k) * (MOLAR[gas] + mean * k / d + thermal * slope / weight(z))
                    + flux(gas, z))
    return out


def heavy(count):
    """The five heavy gases at every step."""
    at, sums, n = [], {g: 0.0 for g in AT_86}, dict(AT_86)
    now = fall(LOW, n)
    for i in range(count + 1):
        at.append(dict(n))
        z, t = LOW + (i + 1) * STEP, temperature(LOW + (i + 1) * STEP)[0]
        scale = temperature(LOW)[0] / t
        guess = {g: AT_86[g] * scale * math.exp(-sums[g] - STEP * now[g]) for g in AT_86}
        ahead = fall(z, guess)
        sums = {g: sums[g] + STEP * (now[g] + ahead[g]) / 2 for g in AT_86}
        n = {g: AT_86[g] * scale * math.exp(-sums[g]) for g in AT_86}
        now = fall(z, n)
    return at


def hydrogen(at):
    a, b, thermal = DIFFUSION["H"]
    t500 = temperature(500)[0]
    base, first = round((500 - LOW) / STEP), round((150 - LOW) / STEP)
    heights = [LOW + i * STEP for i in range(len(at))]
    pull = [MOLAR["H"] * weight(z) / temperature(z)[0] for z in heights]
    tau = [0.0] * len(at)
    for i in range(base + 1, len(at)):
        tau[i] = tau[i - 1] + STEP * (pull[i] + pull[i - 1]) / 2
    for i in range(base - 1, first - 1, -1):
        tau[i] = tau[i + 1] - STEP * (pull[i] + pull[i + 1]) / 2

    def leak(i):
        t = temperature(heights[i])[0]
        d = a / sum(at[i].values()) * (t / 273.15) ** b
        return HYDROGEN_FLUX / d * (t / t500) ** (1 + thermal) * math.exp(tau[i])

    n, gained = [0.0] * len(at), 0.0
    for i in range(len(at) - 1, first - 1, -1):
        if i < base:
            gained += 1e3 * STEP * (leak(i) + leak(i + 1)) / 2
        n[i] = (HYDROGEN_500 + gained) * (t500 / temperature(heights[i])[0]) ** (1 + thermal) * math.exp(-tau[i])
    return n


def main():
    count = round((HIGH - LOW) / STEP)
    at = heavy(count + 1)
    for row, n in zip(at, hydrogen(at)):
        row["H"] = n
    rho = [math.log(sum(row[g] * MOLAR[g] for g in row) / AVOGADRO) for row in at]
    total = [math.log(sum(row.values())) for row in at]
    print(HEAD)
    for z in list(range(86, 130)) + list(range(130, 200, 5)) + list(range(200, 1001, 20)):
        i = round((z - LOW) / STEP)
        low, high = max(i - 1, 0), i + 1
        slopes = [(x[high] - x[low]) / (STEP * (high - low)) for x in (rho, total)]
        print("    { %d, %.7f, %.7g, %.7f, %.7g }," % (z, rho[i], slopes[0], total[i], slopes[1]))
    print("};\n// clang-format on\n")
    print("const int leo_air_standard_row_count = sizeof leo_air_standard_rows / sizeof *leo_air_standard_rows;")


main()
