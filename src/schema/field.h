/* SPDX-License-Identifier: MIT */
#ifndef LEO_SCHEMA_FIELD_H
#define LEO_SCHEMA_FIELD_H

/*
 * Rows that describe values. One row describes one member of a struct: reader, checks, reference, checkpoint,
 * channels, fault injection all read the same row.
 */

#include <stddef.h>

typedef enum leo_type {
    LEO_REAL,   // double, in SI
    LEO_CHOICE, // int, index into `choices`
    LEO_COUNT,  // int
    LEO_NAME,   // const char *: the name of a part, node or person; lives as long as the plan
    LEO_TEXT    // const char *: free text; lives as long as the plan
} leo_type;

typedef struct leo_field {
    const char *key; // in the mission file; the C member adds the SI suffix (`pressure` -> `pressure_pa`)
    leo_type type;
    size_t offset;
    const char *unit;           // SI ("Pa", "kg", "m^2", "1" for a ratio); NULL for choice, count, name, text
    double min, max;            // allowed range, ends included (SI)
    const char *fallback;       // default as a user would write it ("0.40 atm"); NULL: the user must say
    const char *const *choices; // NULL-terminated, for LEO_CHOICE
    const char *doc;            // one sentence
} leo_field;

/* Type and offset of a member. A member of another type does not compile. */
#define LEO_REAL_AT(S, m) LEO_REAL, _Generic(((S *)0)->m, double : offsetof(S, m))
#define LEO_CHOICE_AT(S, m) LEO_CHOICE, _Generic(((S *)0)->m, int : offsetof(S, m))
#define LEO_COUNT_AT(S, m) LEO_COUNT, _Generic(((S *)0)->m, int : offsetof(S, m))
#define LEO_NAME_AT(S, m) LEO_NAME, _Generic(((S *)0)->m, const char * : offsetof(S, m))
#define LEO_TEXT_AT(S, m) LEO_TEXT, _Generic(((S *)0)->m, const char * : offsetof(S, m))

/* A struct and the rows of its members; `fields` ends with { 0 } and may be NULL when the struct is empty. */
typedef struct leo_block {
    const leo_field *fields;
    size_t size;
} leo_block;

/*
 * A word that may be said to a thing: `do: vent.open`. It sets the input `input` to `value` (as a user would write
 * it); a NULL value means that the command must bring one (`leonov.move airlock`).
 * Besides its verbs, every input may be set by its own key: `do: vent.opening 50 %`.
 */
typedef struct leo_verb {
    const char *word;
    const char *input;
    const char *value;
    const char *doc;
} leo_verb;

/*
 * What every kind of thing (part, device, person) tells about itself.
 *   config   from the mission file, const during the run
 *   input    commands and faults; plain data, saved; starts from the fallbacks, or from the part's keys in the
 *            mission file (an input may be given there too: its initial value)
 *   memory   what the thing itself remembers between solver steps (latches, timers); plain data, saved
 *   output   channels, filled for any instant; names in telemetry are `<thing>.<key>`
 */
typedef struct leo_kind {
    const char *name; // its word in the mission file: `kind: valve`
    const char *summary;
    leo_block config, input, memory, output;
    const leo_verb *verbs; // ended by { 0 }; may be NULL
    const char *const *
        events; // what it may notice, second halves of event names (`lock.deployed`); NULL-terminated or NULL
} leo_kind;

#endif
