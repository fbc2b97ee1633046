/* SPDX-License-Identifier: MIT */
#ifndef LEO_RECORD_NDM_H
#define LEO_RECORD_NDM_H

/*
 * What navigation messages of CCSDS have in common: a message, in keyword-value notation (kvn.c) or XML (ndm_xml.c), as a
 * list of items with their places; and blocks of keywords read by rows (ndm.c). opm.h and oem_read.h stand on it.
 */

#include "base/file.h"
#include "base/memory.h"

#include <stdio.h>

/* A text of the message with its place; `text` NULL: not given. */
typedef struct leo_ndm_text {
    const char *text;
    long line;
    int column;
} leo_ndm_text;

/* A number of the message in the unit of the standard; `line` 0: not given. */
typedef struct leo_ndm_number {
    double value;
    long line;
    int column;
} leo_ndm_number;

typedef enum leo_ndm_kind {
    LEO_NDM_KEY,   // KEY = VALUE [UNIT], or an element that holds text
    LEO_NDM_ROW,   // a line of figures
    LEO_NDM_OPEN,  // a block begins: "metadata", "covarianceMatrix", "stateVector", ...
    LEO_NDM_CLOSE, // and ends
    LEO_NDM_END    // of the message; always the last item
} leo_ndm_kind;

typedef struct leo_ndm_item leo_ndm_item;
struct leo_ndm_item {
    leo_ndm_kind kind;
    const char *key;  // keyword or name of the block
    const char *text; // value, or the whole row
    const char *unit; // NULL: none was given
    long line;
    int column, text_column;
    const leo_ndm_item *next;
};

/*
 * The items of a message; `root` is "opm" or "oem". XML is told by its first character. Blocks of KVN that are marked
 * (META_START, COVARIANCE_START) carry the names of their XML elements.
 *
 *   returns   NULL with LEO_BAD_INPUT at file:line:column: another kind of message, not UTF-8, no key, wrong XML
 */
const leo_ndm_item *leo_ndm_items(leo_bytes bytes, const char *root, leo_arena *arena, leo_error *error);
const leo_ndm_item *leo_ndm_kvn(leo_bytes bytes, const char *root, leo_arena *arena, leo_error *error);
const leo_ndm_item *leo_ndm_xml(leo_bytes bytes, const char *root, leo_arena *arena, leo_error *error);

/* LEO_BAD_INPUT at a place of the file. */
leo_status leo_ndm_refuse(const char *file, long line, int column, leo_error *error, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* One keyword of a block. */
typedef struct leo_ndm_row {
    const char *key;
    int number;       // 1: a leo_ndm_number, 0: a leo_ndm_text
    size_t offset;    // in the struct of the block
    const char *unit; // as the standard writes it; NULL: none
    int required;
} leo_ndm_row;

#define LEO_NDM_TEXT_AT(S, m) 0, _Generic(((S *)0)->m, leo_ndm_text : offsetof(S, m))
#define LEO_NDM_NUMBER_AT(S, m) 1, _Generic(((S *)0)->m, leo_ndm_number : offsetof(S, m))

const leo_ndm_row *leo_ndm_find(const leo_ndm_row *rows, const char *key);

/* Put an item into its member; a second value for the same keyword, a wrong unit or a text for a number is refused. */
leo_status leo_ndm_take(const leo_ndm_row *row, const leo_ndm_item *item, const char *file, void *block,
                        leo_error *error);

/* Are the required keywords there? `line` is where the block ends. */
leo_status leo_ndm_complete(const leo_ndm_row *rows, const void *block, const char *what, const char *file,
                            long line, leo_error *error);

/* "unknown keyword", with the nearest of the tables given (ended by NULL). */
leo_status leo_ndm_unknown(const leo_ndm_item *item, const char *file, const leo_ndm_row *const *tables,
                           leo_error *error);

/* Lines KEY = VALUE for all members given, in the order of the rows. */
void leo_ndm_write(const leo_ndm_row *rows, const void *block, FILE *file);

/* A list of comments or of user's keywords. */
typedef struct leo_ndm_note leo_ndm_note;
struct leo_ndm_note {
    const char *key; // "COMMENT", or the whole user's keyword
    const char *text;
    long line;
    leo_ndm_note *next;
};
typedef struct leo_ndm_notes {
    leo_ndm_note *first, *last;
} leo_ndm_notes;
leo_status leo_ndm_note_add(leo_ndm_notes *notes, const leo_ndm_item *item, leo_arena *arena,
                            leo_error *error);
void leo_ndm_notes_write(const leo_ndm_notes *notes, FILE *file);

typedef struct leo_ndm_header {
    leo_ndm_text version, classification, creation_date, originator, message_id;
    leo_ndm_notes comments;
} leo_ndm_header;

typedef struct leo_ndm_metadata {
    leo_ndm_text object_name, object_id, center_name, ref_frame, ref_frame_epoch, time_system;
    leo_ndm_text start_time, useable_start_time, useable_stop_time, stop_time; // of an OEM
    leo_ndm_text interpolation;
    leo_ndm_number interpolation_degree;
    leo_ndm_notes comments;
} leo_ndm_metadata;

/* Lower triangle row by row, km^2, km^2/s, km^2/s^2, in the order x y z x' y' z'. */
enum { LEO_NDM_TRIANGLE = 21 };
typedef struct leo_ndm_covariance {
    leo_ndm_text epoch;     // of an OEM
    leo_ndm_text ref_frame; // not given: that of the states
    leo_ndm_number lower[LEO_NDM_TRIANGLE];
    leo_ndm_notes comments;
} leo_ndm_covariance;

extern const leo_ndm_row leo_ndm_header_rows[], leo_ndm_opm_metadata_rows[], leo_ndm_oem_metadata_rows[],
    leo_ndm_covariance_rows[], leo_ndm_epoch_rows[];

/* The whole symmetric matrix. */
void leo_ndm_matrix(const leo_ndm_covariance *covariance, double matrix[6][6]);

/* Capital letters, digits and _; behind USER_DEFINED_ small letters and . - + too. */
int leo_ndm_is_keyword(const char *text);

/* Does the text look like a date of the standard, 2006-06-03T00:00:00.123 or 2006-154T00:00:00? */
int leo_ndm_is_date(const char *text);
leo_status leo_ndm_check_date(leo_ndm_text date, const char *key, const char *file, leo_error *error);

#endif
