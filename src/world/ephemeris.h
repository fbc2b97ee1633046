/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_EPHEMERIS_H
#define LEO_WORLD_EPHEMERIS_H

/*
 * Where the bodies of the solar system are, and how the Moon is turned: JPL's development ephemerides, built in or from a
 * user's files. Axes: ICRF. Geometric: no light time, no aberration.
 */

#include "base/file.h"
#include "math/vec.h"
#include "time/scale.h"

/* Bodies by their NAIF numbers. A planet and its barycentre are the same where a set knows only one of them (not the Earth). */
enum {
    LEO_BODY_BARYCENTRE = 0, // of the solar system
    LEO_BODY_MERCURY_BARYCENTRE = 1,
    LEO_BODY_VENUS_BARYCENTRE = 2,
    LEO_BODY_EARTH_MOON = 3,
    LEO_BODY_MARS_BARYCENTRE = 4,
    LEO_BODY_JUPITER_BARYCENTRE = 5,
    LEO_BODY_SATURN_BARYCENTRE = 6,
    LEO_BODY_URANUS_BARYCENTRE = 7,
    LEO_BODY_NEPTUNE_BARYCENTRE = 8,
    LEO_BODY_PLUTO_BARYCENTRE = 9,
    LEO_BODY_SUN = 10,
    LEO_BODY_MERCURY = 199,
    LEO_BODY_VENUS = 299,
    LEO_BODY_MOON = 301,
    LEO_BODY_EARTH = 399,
    LEO_BODY_MARS = 499
};

/* Names and constants of a body; NULL for a number that is not known. Static. */
typedef struct leo_body_facts {
    int body;
    const char *name; // "earth", as users write it
    double gm_m3_s2;  // of the system where `body` is a barycentre
    double radius_m;  // equatorial
    double flattening;
} leo_body_facts;
const leo_body_facts *leo_body_facts_of(int body);
/* By name, any case ("Moon", "LUNA" is not a name); NULL when there is none. */
const leo_body_facts *leo_body_find(const char *name, size_t length);

/* A set, and the sets below it that answer what it does not cover. Const after it was made. */
typedef struct leo_ephemeris leo_ephemeris;

/* Sun, Moon, planets and lunar librations, DE405, 1959-12-10 .. 2060-01-30; static. */
const leo_ephemeris *leo_ephemeris_builtin(void);

/*
 * SPK (types 2, 3, 5, 8, 9, 12, 13, 18, 21), binary PCK (type 2), or a DE binary file of either byte order, told by its
 * content; laid over `below` (may be NULL). `bytes` must live as long as the set: it is read in place.
 */
leo_ephemeris *leo_ephemeris_parse(leo_bytes bytes, const leo_ephemeris *below, leo_arena *arena,
                                   leo_error *error);

/*
 * From `center` to `target` at a two-part Julian date of TDB. `vel_m_s` may be NULL.
 *
 *   returns   LEO_OUT_OF_RANGE  no set covers target, centre and date: the error names the sets, their spans, the remedy
 */
leo_status leo_ephemeris_state(const leo_ephemeris *set, int target, int center, double jd1, double jd2,
                               leo_vec3 *pos_m, leo_vec3 *vel_m_s, leo_error *error);

/* The Moon's principal axes (of the set's own ephemeris) and its rotation vector in ICRF axes, rad/s (may be NULL). */
leo_status leo_ephemeris_moon_axes(const leo_ephemeris *set, double jd1, double jd2, leo_mat3 *pa_from_icrf,
                                   leo_vec3 *spin_icrf_rad_s, leo_error *error);

/* Mean Earth/polar axis frame from the principal axes of the set that answers at that date (DE403, DE405, DE421, DE430, DE440). */
leo_mat3 leo_ephemeris_me_from_pa(const leo_ephemeris *set, double jd1, double jd2);

/* Principal axes of DE421, in which GL0660B (GRAIL) is given, from those of the set that answers at that date. */
leo_mat3 leo_ephemeris_pa421_from_pa(const leo_ephemeris *set, double jd1, double jd2);

/* For the doctor: the layers from the top; 0 beyond the last. Span in TDB Julian dates. */
typedef struct leo_ephemeris_about {
    const char *name; // "DE405", file name
    const char *what; // "Sun, Moon, planets, librations"
    double first_jd, last_jd;
} leo_ephemeris_about;
int leo_ephemeris_layer(const leo_ephemeris *set, int index, leo_ephemeris_about *about);

#endif
