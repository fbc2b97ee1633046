/* SPDX-License-Identifier: MIT */
#ifndef LEO_RECORD_TELEMETRY_H
#define LEO_RECORD_TELEMETRY_H

/*
 * telemetry.h5: one dataset for each channel, in groups by thing, beside /time/elapsed.
 *
 * Rows are gathered in memory, one block of LEO_TELEMETRY_BLOCK rows for each channel, which is also the
 * chunk of the file:
 *
 *     rows      0 .. 3599        3600 .. 7199      7200 .. 7893
 *     file      chunk            chunk             (in memory until leo_telemetry_flush)
 *
 * A chunk that holds nothing but the dataset's fill value (the first value of the channel) takes no room in
 * the file. Nothing is written between flushes, so that a kill leaves the file as the last flush left it.
 */

#include <leonov/types.h>

enum { LEO_TELEMETRY_BLOCK = 7200 };

typedef enum leo_storage { LEO_STORE_SHORT /* float32 */, LEO_STORE_LONG /* float64 */ } leo_storage;

typedef struct leo_column {
    const char *group; // "berkut"
    const char *name;  // "pressure"
    const char *unit, *doc;
    leo_storage storage;
} leo_column;

/* A text attribute of the whole file. */
typedef struct leo_fact {
    const char *key, *text;
} leo_fact;

typedef struct leo_telemetry leo_telemetry;

/* A new file; `columns` are lent until close. The file exists after the call, its datasets after the first
 * flush. */
leo_telemetry *leo_telemetry_create(const char *path, const leo_column *columns, size_t count,
                                    const leo_fact *facts, size_t fact_count, leo_error *error);

/* An existing file, cut to `rows`; its last, unfinished block is read back. */
leo_telemetry *leo_telemetry_open(const char *path, const leo_column *columns, size_t count, size_t rows,
                                  leo_error *error);

/* One more row. LEO_BAD_ARGUMENT when the block is full: flush first. */
leo_status leo_telemetry_add(leo_telemetry *telemetry, double elapsed_s, const double *values,
                             leo_error *error);

size_t leo_telemetry_rows(const leo_telemetry *telemetry);
int leo_telemetry_full(const leo_telemetry *telemetry);

/* Write the block and everything that the file still holds back. A full block starts anew. */
leo_status leo_telemetry_flush(leo_telemetry *telemetry, leo_error *error);

/* Flush and close; gives back all memory also on failure. NULL is fine. */
leo_status leo_telemetry_close(leo_telemetry *telemetry, leo_error *error);

/* Close without writing: after a failure that has been reported. NULL is fine. */
void leo_telemetry_drop(leo_telemetry *telemetry);

/* ---- reading, for what comes after the run ----------------------------------------------------------------------- */

typedef struct leo_telemetry_file leo_telemetry_file;

leo_telemetry_file *leo_telemetry_file_open(const char *path, leo_error *error);
void leo_telemetry_file_close(leo_telemetry_file *file);

size_t leo_telemetry_file_rows(const leo_telemetry_file *file);
size_t leo_telemetry_file_count(const leo_telemetry_file *file);
/* Channel `index` in order of group and name. Texts live as long as the file is open. */
leo_column leo_telemetry_file_column(const leo_telemetry_file *file, size_t index);
/* All rows of a channel (or of the time, index -1) into `values`, which has room for leo_telemetry_file_rows.
 */
leo_status leo_telemetry_file_read(leo_telemetry_file *file, int index, double *values, leo_error *error);

#endif
