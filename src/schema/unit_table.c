/* SPDX-License-Identifier: MIT */
/*
 * The units that a mission file may use.
 *
 * Source  BIPM, The International System of Units, 9th edition, 2019; NIST Special Publication 811, 2008, Appendix B
 *         (factors printed there in bold are exact: ft, in, nmi, lb, atm, torr, psi, kgf, Btu (IT), kcal (th), yr).
 *         mmHg: conventional, 13595.1 kg/m^3 times g0. clo, met: ANSI/ASHRAE 55-2017.
 *         A normal litre (NL) is a litre of gas at 101325 Pa and 0 degC; a row in m^3/s that takes NL/min means gas at
 *         these conditions.
 */
#include "schema/unit.h"

#define PI 3.14159265358979323846
#define POUND 0.45359237
#define G0 9.80665
#define INCH 0.0254

// clang-format off
const leo_unit_row leo_units[] = {
    // name      scale                 offset     m kg  s  A  K mol cd rad  prefixes
    { "m",       1,                    0,       { 1, 0, 0, 0, 0, 0, 0, 0 }, 1, "metre" },
    { "g",       1e-3,                 0,       { 0, 1, 0, 0, 0, 0, 0, 0 }, 1, "gram" },
    { "s",       1,                    0,       { 0, 0, 1, 0, 0, 0, 0, 0 }, 1, "second" },
    { "A",       1,                    0,       { 0, 0, 0, 1, 0, 0, 0, 0 }, 1, "ampere" },
    { "K",       1,                    0,       { 0, 0, 0, 0, 1, 0, 0, 0 }, 1, "kelvin" },
    { "mol",     1,                    0,       { 0, 0, 0, 0, 0, 1, 0, 0 }, 1, "mole" },
    { "cd",      1,                    0,       { 0, 0, 0, 0, 0, 0, 1, 0 }, 0, "candela" },
    { "rad",     1,                    0,       { 0, 0, 0, 0, 0, 0, 0, 1 }, 1, "radian" },
    { "Hz",      1,                    0,       { 0, 0,-1, 0, 0, 0, 0, 0 }, 1, "hertz" },
    { "N",       1,                    0,       { 1, 1,-2, 0, 0, 0, 0, 0 }, 1, "newton" },
    { "Pa",      1,                    0,       {-1, 1,-2, 0, 0, 0, 0, 0 }, 1, "pascal" },
    { "J",       1,                    0,       { 2, 1,-2, 0, 0, 0, 0, 0 }, 1, "joule" },
    { "W",       1,                    0,       { 2, 1,-3, 0, 0, 0, 0, 0 }, 1, "watt" },
    { "C",       1,                    0,       { 0, 0, 1, 1, 0, 0, 0, 0 }, 0, "coulomb" },
    { "V",       1,                    0,       { 2, 1,-3,-1, 0, 0, 0, 0 }, 1, "volt" },
    { "ohm",     1,                    0,       { 2, 1,-3,-2, 0, 0, 0, 0 }, 1, "ohm" },
    { "F",       1,                    0,       {-2,-1, 4, 2, 0, 0, 0, 0 }, 1, "farad" },
    { "L",       1e-3,                 0,       { 3, 0, 0, 0, 0, 0, 0, 0 }, 1, "litre" },
    { "l",       1e-3,                 0,       { 3, 0, 0, 0, 0, 0, 0, 0 }, 1, "litre" },
    { "NL",      1e-3,                 0,       { 3, 0, 0, 0, 0, 0, 0, 0 }, 0, "normal litre: gas at 101325 Pa and 0 degC" },
    { "bar",     1e5,                  0,       {-1, 1,-2, 0, 0, 0, 0, 0 }, 1, "bar" },
    { "t",       1e3,                  0,       { 0, 1, 0, 0, 0, 0, 0, 0 }, 0, "tonne" },
    { "Wh",      3600,                 0,       { 2, 1,-2, 0, 0, 0, 0, 0 }, 1, "watt hour" },
    { "Ah",      3600,                 0,       { 0, 0, 1, 1, 0, 0, 0, 0 }, 1, "ampere hour" },

    { "ft",      0.3048,               0,       { 1, 0, 0, 0, 0, 0, 0, 0 }, 0, "foot" },
    { "in",      INCH,                 0,       { 1, 0, 0, 0, 0, 0, 0, 0 }, 0, "inch" },
    { "yd",      0.9144,               0,       { 1, 0, 0, 0, 0, 0, 0, 0 }, 0, "yard" },
    { "mi",      1609.344,             0,       { 1, 0, 0, 0, 0, 0, 0, 0 }, 0, "statute mile" },
    { "nmi",     1852,                 0,       { 1, 0, 0, 0, 0, 0, 0, 0 }, 0, "nautical mile" },
    { "au",      149597870700.0,       0,       { 1, 0, 0, 0, 0, 0, 0, 0 }, 0, "astronomical unit" },
    { "min",     60,                   0,       { 0, 0, 1, 0, 0, 0, 0, 0 }, 0, "minute" },
    { "h",       3600,                 0,       { 0, 0, 1, 0, 0, 0, 0, 0 }, 0, "hour" },
    { "d",       86400,                0,       { 0, 0, 1, 0, 0, 0, 0, 0 }, 0, "day" },
    { "yr",      31557600,             0,       { 0, 0, 1, 0, 0, 0, 0, 0 }, 0, "Julian year" },
    { "lb",      POUND,                0,       { 0, 1, 0, 0, 0, 0, 0, 0 }, 0, "pound (mass)" },
    { "degC",    1,                    273.15,  { 0, 0, 0, 0, 1, 0, 0, 0 }, 0, "degree Celsius" },
    { "degF",    5.0 / 9,   459.67 * 5.0 / 9,   { 0, 0, 0, 0, 1, 0, 0, 0 }, 0, "degree Fahrenheit" },
    { "atm",     101325,               0,       {-1, 1,-2, 0, 0, 0, 0, 0 }, 0, "standard atmosphere" },
    { "at",      98066.5,              0,       {-1, 1,-2, 0, 0, 0, 0, 0 }, 0, "technical atmosphere, kgf/cm^2" },
    { "torr",    101325.0 / 760,       0,       {-1, 1,-2, 0, 0, 0, 0, 0 }, 0, "torr" },
    { "mmHg",    133.322387415,        0,       {-1, 1,-2, 0, 0, 0, 0, 0 }, 0, "millimetre of mercury" },
    { "mmH2O",   G0,                   0,       {-1, 1,-2, 0, 0, 0, 0, 0 }, 0, "millimetre of water" },
    { "psi",     POUND * G0 / (INCH * INCH), 0, {-1, 1,-2, 0, 0, 0, 0, 0 }, 0, "pound-force per square inch" },
    { "kgf",     G0,                   0,       { 1, 1,-2, 0, 0, 0, 0, 0 }, 0, "kilogram-force" },
    { "lbf",     POUND * G0,           0,       { 1, 1,-2, 0, 0, 0, 0, 0 }, 0, "pound-force" },
    { "cal",     4.184,                0,       { 2, 1,-2, 0, 0, 0, 0, 0 }, 1, "thermochemical calorie" },
    { "Btu",     1055.05585262,        0,       { 2, 1,-2, 0, 0, 0, 0, 0 }, 0, "British thermal unit (IT)" },
    { "deg",     PI / 180,             0,       { 0, 0, 0, 0, 0, 0, 0, 1 }, 0, "degree of arc" },
    { "arcmin",  PI / 10800,           0,       { 0, 0, 0, 0, 0, 0, 0, 1 }, 0, "minute of arc" },
    { "arcsec",  PI / 648000,          0,       { 0, 0, 0, 0, 0, 0, 0, 1 }, 0, "second of arc" },
    { "rev",     2 * PI,               0,       { 0, 0, 0, 0, 0, 0, 0, 1 }, 0, "revolution" },
    { "rpm",     2 * PI / 60,          0,       { 0, 0,-1, 0, 0, 0, 0, 1 }, 0, "revolutions per minute" },
    { "bpm",     1.0 / 60,             0,       { 0, 0,-1, 0, 0, 0, 0, 0 }, 0, "beats or breaths per minute" },
    { "kn",      1852.0 / 3600,        0,       { 1, 0,-1, 0, 0, 0, 0, 0 }, 0, "knot" },
    { "g0",      G0,                   0,       { 1, 0,-2, 0, 0, 0, 0, 0 }, 0, "standard acceleration of gravity" },
    { "%",       1e-2,                 0,       { 0, 0, 0, 0, 0, 0, 0, 0 }, 0, "hundredth" },
    { "ppm",     1e-6,                 0,       { 0, 0, 0, 0, 0, 0, 0, 0 }, 0, "millionth" },
    { "clo",     0.155,                0,       { 0,-1, 3, 0, 1, 0, 0, 0 }, 0, "insulation of clothing" },
    { "met",     58.2,                 0,       { 0, 1,-3, 0, 0, 0, 0, 0 }, 0, "metabolic rate of a person at rest, per area of skin" },
    { 0 }
};
// clang-format on
