/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_EPHEMERIS_SET_H
#define LEO_WORLD_EPHEMERIS_SET_H

/*
 * What the readers of ephemerides make and world/ephemeris.c asks. A set is a list of links:
 *
 *     link   target seen from center between two dates, in words of a file, read by a kind
 *     turn   the same for the three angles phi, theta, psi of the Moon's principal axes
 *
 * Times are TDB seconds from J2000 (JD 2451545.0) in two parts: whole days, and the rest.
 */

#include "world/ephemeris.h"

#include <string.h>

/* Doubles of a file, in place, of either byte order. */
typedef struct leo_words {
    const unsigned char *data;
    size_t count;
    int swapped; // against this machine
} leo_words;

static inline double leo_word_at(const unsigned char *data, int swapped)
{
    uint64_t bits;
    double value;
    memcpy(&bits, data, sizeof bits);
    if (swapped)
        bits = __builtin_bswap64(bits);
    memcpy(&value, &bits, sizeof value);
    return value;
}

static inline double leo_word(leo_words words, size_t index)
{
    return leo_word_at(words.data + 8 * index, words.swapped);
}

enum { LEO_LITTLE_ENDIAN_HOST = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ };

typedef struct leo_instant {
    double days_s, rest_s;
} leo_instant;

typedef enum leo_ephemeris_axes {
    LEO_AXES_ICRF,
    LEO_AXES_ECLIPTIC, // mean ecliptic and equinox of J2000
    LEO_AXES_COUNT
} leo_ephemeris_axes;

typedef struct leo_ephemeris_link leo_ephemeris_link;

/* How a link is written. */
typedef struct leo_ephemeris_kind {
    int type; // of SPK; 0: of no SPK
    const char *name;

    /* Checks `link->words` and fills what `state` needs. Bounded by the number of words. NULL where nothing is read. */
    leo_status (*open)(leo_ephemeris_link *link, const char *where, leo_error *error);

    /* In units of the file and per second. `t` lies within the link. */
    void (*state)(const leo_ephemeris_link *link, leo_instant t, leo_vec3 *value, leo_vec3 *rate);
} leo_ephemeris_kind;

struct leo_ephemeris_link {
    int target, center;
    int axes;               // leo_ephemeris_axes
    int model;              // number of the development ephemeris, of a turn; 0: not known
    int order;              // in its file
    double first_s, last_s; // covers, ends included
    double scale;           // to metres (radians)
    const leo_ephemeris_kind *kind;
    leo_words words;
    // Of series of Chebyshev: `parts` pieces of `part_s` in a record; of other kinds: rows of `row_words`
    double start_s, part_s, parts_s; // parts in a second
    size_t rows, row_words, first_word;
    int parts, terms, window, subtype;
    double gm; // of type 5, in units of the file
};

struct leo_ephemeris {
    const char *name, *what;
    double first_s, last_s;
    const leo_ephemeris *below;
    const leo_ephemeris_link *links,
        *turns; // rising by target; of one target, the first that covers is taken
    int link_count, turn_count;
};

static const double LEO_DAY_S = 86400, LEO_J2000_JD = 2451545.0;

/* Series of Chebyshev in equal pieces: DE files, SPK and PCK type 2; with rates of their own: SPK type 3. */
extern const leo_ephemeris_kind leo_chebyshev_kind, leo_chebyshev_rates_kind;

/* The most terms of a series. */
enum { LEO_CHEBYSHEV_TERMS = 66 };

/* "moon (301)", "body -25": into `text`, which is returned. */
const char *leo_ephemeris_name(int body, char text[48]);

/* The kind of a type of SPK, NULL when it is none that we read. */
const leo_ephemeris_kind *leo_spk_kind(int type);

/* Rows of states, and of modified differences: see world/spk_states.c and world/spk_differences.c. */
extern const leo_ephemeris_kind leo_spk_1, leo_spk_5, leo_spk_8, leo_spk_9, leo_spk_12, leo_spk_13,
    leo_spk_18, leo_spk_21;

/* The readers of the three kinds of file. 1 in `leo_..._is` when the content looks like it. */
int leo_daf_is(leo_bytes bytes);
leo_status leo_daf_open(leo_bytes bytes, leo_ephemeris *set, leo_arena *arena, leo_error *error);
int leo_de_is(leo_bytes bytes);
leo_status leo_de_open(leo_bytes bytes, leo_ephemeris *set, leo_arena *arena, leo_error *error);

/*
 * Hands links and turns over to a set: sorted by target, later ones of a file first (`order` is filled here), with the span
 * of them all.
 */
leo_status leo_ephemeris_settle(leo_ephemeris *set, leo_ephemeris_link *links, int link_count,
                                leo_ephemeris_link *turns, int turn_count, leo_error *error);

#endif
