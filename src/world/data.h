/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_DATA_H
#define LEO_WORLD_DATA_H

/*
 * The data pack: every set that was measured rather than derived. Built-in sets work with no file at all; a user's files
 * are laid over them. Const after it was made, shared by any number of threads.
 */

#include "time/scale.h"
#include "world/ephemeris.h"
#include "world/gravity.h"
#include "world/weather.h"

#include <leonov/leonov.h>

/* One set in use, for errors and the doctor. */
typedef struct leo_data_set {
    const char *kind;    // "leap seconds", "earth orientation", "ephemeris", "space weather", "gravity"
    const char *name;    // "EGM2008"
    const char *origin;  // path of the user's file, or "built in"
    const char *span;    // "1962-01-01 .. 2027-08-14", "" where there is none
    const char *dated;   // of the file or of the source, "2013"; "" where unknown
    uint64_t hash;       // XXH3 of the bytes
    const char *licence; // "" where the user knows
} leo_data_set;

/* By which theory the Earth's axes go: that of today, or that which simulators took before 2003. */
typedef enum leo_earth_axes { LEO_EARTH_2006, LEO_EARTH_1980 } leo_earth_axes;

typedef struct leo_data {
    leo_clocks clocks; // NULL members: built in
    const leo_ephemeris *ephemeris;
    const leo_weather *weather;
    const leo_gravity *const *fields; // the user's, the last laid first, NULL-terminated; NULL: none
    const leo_data_set *sets;         // the user's, `set_count` of them, in the order in which they were laid
    int set_count;
    leo_earth_axes
        earth_axes; // LEO_EARTH_1980: MOD, TOD and ITRF are MOD_76, TOD_76 and ITRF_76, dX and dY count nothing
    uint64_t hash; // of all of the user's sets; 0: built in alone
    void *owner;   // of the memory; NULL when built in
} leo_data;

/* What is built in; static. Wherever a `const leo_data *` may be NULL, this is meant. */
const leo_data *leo_data_builtin(void);

/* Opened and closed by leo_data_open and leo_data_close of leonov/leonov.h. */

/*
 * What is in use, topmost first in each kind, the built-in sets too: for the doctor and for records. NULL when there is no
 * memory.
 */
const leo_data_set *leo_data_in_use(const leo_data *data, leo_arena *arena, int *count);

/*
 * What kind of set a file holds, by its content: "leap seconds", "earth orientation", "ephemeris", "space weather",
 * "gravity"; NULL when it is none of them.
 */
const char *leo_data_kind(leo_bytes bytes);

/* By name, any case, e.g. "EGM2008", "GL0660B", or a user's file by its model name; an error names the nearest. */
const leo_gravity *leo_data_field(const leo_data *data, const char *name, leo_error *error);

#endif
