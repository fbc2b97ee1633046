/* SPDX-License-Identifier: MIT */

/*
 * Names, masses and figures of the bodies.
 *
 * Source  GM: Earth, Sun, Moon as in world/body.h; the systems of the planets: Park, Folkner, Williams & Boggs, The JPL
 *         planetary and lunar ephemerides DE440 and DE441, AJ 161 (2021) 105, table 2 (TDB). Mars without Phobos
 *         (7.087e5 m^3/s^2) and Deimos (9.62e4): Jacobson & Lainey, Planet. Space Sci. 102 (2014) 35.
 *         Radii, flattening: Archinal et al., Report of the IAU working group on cartographic coordinates and rotational
 *         elements 2015, Celest. Mech. Dyn. Astr. 130 (2018) 22; the Earth WGS 84; the Sun IAU 2015 resolution B3.
 * Error   of GM: Mars 3e-8, Jupiter and Saturn 1e-8, Uranus and Neptune 1e-6, Pluto 2e-3 of the value.
 */
#include "world/body.h"
#include "world/ephemeris.h"

#include <string.h>
#include <strings.h>

#define MERCURY_GM 2.2031868551e13
#define VENUS_GM 3.24858592000e14
#define MARS_GM 4.2828375816e13
#define JUPITER_GM 1.26712764100000e17
#define SATURN_GM 3.7940584841800e16
#define URANUS_GM 5.794556400000e15
#define NEPTUNE_GM 6.836527100580e15
#define PLUTO_GM 9.75500000e11

#define SYSTEM_GM                                                                                   \
    (LEO_SUN_GM_M3_S2 + (MERCURY_GM + VENUS_GM + LEO_EARTH_GM_M3_S2 + LEO_MOON_GM_M3_S2 + MARS_GM + \
                         JUPITER_GM + SATURN_GM + URANUS_GM + NEPTUNE_GM + PLUTO_GM))

// clang-format off
static const leo_body_facts rows[] = {
    { LEO_BODY_SUN,                "sun",                   LEO_SUN_GM_M3_S2,   LEO_SUN_RADIUS_M,   0 },
    { LEO_BODY_MERCURY,            "mercury",               MERCURY_GM,         2440530,            (2440.53 - 2438.26) / 2440.53 },
    { LEO_BODY_VENUS,              "venus",                 VENUS_GM,           6051800,            0 },
    { LEO_BODY_EARTH,              "earth",                 LEO_EARTH_GM_M3_S2, LEO_EARTH_RADIUS_M, LEO_EARTH_FLATTENING },
    { LEO_BODY_MOON,               "moon",                  LEO_MOON_GM_M3_S2,  LEO_MOON_RADIUS_M,  0 },
    { LEO_BODY_MARS,               "mars",                  MARS_GM - 8.05e5,   3396190,            (3396.19 - 3376.20) / 3396.19 },
    { LEO_BODY_JUPITER_BARYCENTRE, "jupiter",               JUPITER_GM,         71492000,           (71492.0 - 66854) / 71492 },
    { LEO_BODY_SATURN_BARYCENTRE,  "saturn",                SATURN_GM,          60268000,           (60268.0 - 54364) / 60268 },
    { LEO_BODY_URANUS_BARYCENTRE,  "uranus",                URANUS_GM,          25559000,           (25559.0 - 24973) / 25559 },
    { LEO_BODY_NEPTUNE_BARYCENTRE, "neptune",               NEPTUNE_GM,         24764000,           (24764.0 - 24341) / 24764 },
    { LEO_BODY_PLUTO_BARYCENTRE,   "pluto",                 PLUTO_GM,           1188300,            0 },
    { LEO_BODY_MERCURY_BARYCENTRE, "mercury-barycentre",    MERCURY_GM,         2440530,            (2440.53 - 2438.26) / 2440.53 },
    { LEO_BODY_VENUS_BARYCENTRE,   "venus-barycentre",      VENUS_GM,           6051800,            0 },
    { LEO_BODY_MARS_BARYCENTRE,    "mars-barycentre",       MARS_GM,            3396190,            (3396.19 - 3376.20) / 3396.19 },
    { LEO_BODY_EARTH_MOON,         "earth-moon-barycentre", LEO_EARTH_GM_M3_S2 + LEO_MOON_GM_M3_S2, 0, 0 },
    { LEO_BODY_BARYCENTRE,         "solar-system-barycentre", SYSTEM_GM,        0,                  0 },
};
// clang-format on

enum { ROWS = sizeof rows / sizeof *rows };

const leo_body_facts *leo_body_facts_of(int body)
{
    for (int i = 0; i < ROWS; i++)
        if (rows[i].body == body)
            return &rows[i];
    return NULL;
}

const leo_body_facts *leo_body_find(const char *name, size_t length)
{
    for (int i = 0; i < ROWS; i++)
        if (strlen(rows[i].name) == length && strncasecmp(rows[i].name, name, length) == 0)
            return &rows[i];
    return NULL;
}
