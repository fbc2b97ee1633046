/* SPDX-License-Identifier: MIT */
#ifndef LEO_BASE_FILE_H
#define LEO_BASE_FILE_H

/*
 * Whole files in memory, and the lines of a text. Every reader of a data file takes bytes, so that a test or a fuzzer can
 * hand it anything; leo_file_read is the only thing here that touches the disk.
 */

#include "base/memory.h"

/* `name` is what errors call it: usually the path. */
typedef struct leo_bytes {
    const char *name;
    const unsigned char *data; // `size` bytes and one zero behind them
    size_t size;
} leo_bytes;

/* The file at `path`, a regular file of at most `limit` bytes. LEO_IO names the path and the reason. */
leo_status leo_file_read(const char *path, size_t limit, leo_arena *arena, leo_bytes *bytes,
                         leo_error *error);

/*
 * The lines of a text one after another: LF or CRLF ends a line, a byte order mark of UTF-8 is skipped. The text of a line
 * is not zero-terminated.
 */
typedef struct leo_lines {
    leo_bytes bytes;
    size_t at;        // where the next line begins
    const char *text; // of the present line, without its end
    size_t length;
    long number; // of the present line, from 1
} leo_lines;

leo_lines leo_lines_of(leo_bytes bytes);

/* The next line; 0 at the end. */
int leo_lines_next(leo_lines *lines);

/* "name:line:column" into `where`; `column` counts from 1, 0 leaves it out. */
void leo_lines_where(const leo_lines *lines, size_t column, char where[256]);

/*
 * The number that stands in columns `first` .. `first + width - 1` of the present line (from 0), spaces around it allowed,
 * a Fortran exponent (D) too.
 *
 *   returns   LEO_BAD_INPUT  nothing there, not a number, not finite; the error names file:line:column and what was found
 */
leo_status leo_lines_number(const leo_lines *lines, size_t first, size_t width, double *value,
                            leo_error *error);

/*
 * The next word of the present line from column `*at` on (spaces and tabs part words; with `separator` not 0 that character
 * does, and spaces around a word are dropped). Moves `*at` behind it. 0 when there is none.
 */
int leo_lines_word(const leo_lines *lines, size_t *at, char separator, const char **word, size_t *length);

/* A number of any text of `length` bytes, without the locale; 0 when it is none, is not finite, or something follows. */
int leo_number_read(const char *text, size_t length, double *value);

#endif
