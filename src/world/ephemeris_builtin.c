/* SPDX-License-Identifier: MIT */

/*
 * The built-in ephemeris: DE405 with its lunar librations, 1959-12-10 .. 2060-01-30, cut at build time out of Debian's
 * package casacore-data-jpl-de405 by tools/data/ephemeris.c.
 *
 * A record holds 32 days: 936 words of 8 bytes, little endian, in the order of the DE files without dates and nutations.
 * The Moon is geocentric; Earth and Moon lie about their barycentre as EMRAT, the ratio of their masses, divides them.
 *
 * Source  Standish, JPL Planetary and Lunar Ephemerides, DE405/LE405, JPL IOM 312.F-98-048, 1998.
 * Valid   32-day records from JD 2436912.5 to 2473488.5 (TDB).
 * Error   against DE430, 1960-2059: see tests/verification/test_ephemeris.c.
 * Axes    ICRF.
 */
#include "world/ephemeris_builtin.h"

#include "world/ephemeris_set.h"

extern const unsigned char leo_ephemeris_de405[] __attribute__((visibility("hidden")));

enum { WORDS = 936, RECORDS = 1143, RECORD_DAYS = 32 };

#define EMRAT 81.30056
#define START_S ((2436912.5 - 2451545.0) * 86400)
#define END_S ((2436912.5 + RECORD_DAYS * RECORDS - 2451545.0) * 86400)

#define SERIES(target_, center_, scale_, word, terms_, parts_)                                             \
    {                                                                                                      \
        .target = (target_), .center = (center_), .axes = LEO_AXES_ICRF, .model = 405, .first_s = START_S, \
        .last_s = END_S, .scale = (scale_), .kind = &leo_chebyshev_kind,                                   \
        .words = { leo_ephemeris_de405, (size_t)WORDS * RECORDS, !LEO_LITTLE_ENDIAN_HOST },                \
        .start_s = START_S, .part_s = RECORD_DAYS * 86400.0 / (parts_),                                    \
        .parts_s = (parts_) / (RECORD_DAYS * 86400.0), .rows = RECORDS, .row_words = WORDS,                \
        .first_word = (word), .parts = (parts_), .terms = (terms_)                                         \
    }

// clang-format off
static const leo_ephemeris_link links[] = {
    SERIES(LEO_BODY_MERCURY_BARYCENTRE, LEO_BODY_BARYCENTRE, 1e3,    0, 14, 4),
    SERIES(LEO_BODY_VENUS_BARYCENTRE,   LEO_BODY_BARYCENTRE, 1e3,  168, 10, 2),
    SERIES(LEO_BODY_EARTH_MOON,         LEO_BODY_BARYCENTRE, 1e3,  228, 13, 2),
    SERIES(LEO_BODY_MARS_BARYCENTRE,    LEO_BODY_BARYCENTRE, 1e3,  306, 11, 1),
    SERIES(LEO_BODY_JUPITER_BARYCENTRE, LEO_BODY_BARYCENTRE, 1e3,  339,  8, 1),
    SERIES(LEO_BODY_SATURN_BARYCENTRE,  LEO_BODY_BARYCENTRE, 1e3,  363,  7, 1),
    SERIES(LEO_BODY_URANUS_BARYCENTRE,  LEO_BODY_BARYCENTRE, 1e3,  384,  6, 1),
    SERIES(LEO_BODY_NEPTUNE_BARYCENTRE, LEO_BODY_BARYCENTRE, 1e3,  402,  6, 1),
    SERIES(LEO_BODY_PLUTO_BARYCENTRE,   LEO_BODY_BARYCENTRE, 1e3,  420,  6, 1),
    SERIES(LEO_BODY_SUN,                LEO_BODY_BARYCENTRE, 1e3,  750, 11, 2),
    SERIES(LEO_BODY_MOON,               LEO_BODY_EARTH,      1e3,  438, 13, 8),
    SERIES(LEO_BODY_EARTH,              LEO_BODY_EARTH_MOON, -1e3 / (1 + EMRAT), 438, 13, 8),
};
static const leo_ephemeris_link turns[] = {
    SERIES(LEO_BODY_MOON,               LEO_BODY_MOON,       1,    816, 10, 4),
};
// clang-format on

const leo_ephemeris LEO_EPHEMERIS_DE405 = {
    .name = "DE405",
    .what = "Sun, Moon, planets, librations",
    .first_s = START_S,
    .last_s = END_S,
    .links = links,
    .turns = turns,
    .link_count = sizeof links / sizeof *links,
    .turn_count = 1,
};

const leo_ephemeris *leo_ephemeris_builtin(void)
{
    return &LEO_EPHEMERIS_DE405;
}

leo_bytes leo_ephemeris_builtin_bytes(void)
{
    return (leo_bytes){ "DE405", leo_ephemeris_de405, (size_t)8 * WORDS * RECORDS };
}
