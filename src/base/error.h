/* SPDX-License-Identifier: MIT */
#ifndef LEO_BASE_ERROR_H
#define LEO_BASE_ERROR_H

#include <leonov/types.h>

/*
 * Note a failure and return its status: `return leo_fail(error, LEO_BAD_INPUT, "orbit.eccentricity",
 * "%g: must lie below 1", e);`. `error` may be NULL. An error that is already set stays as it is (but the status
 * returned is always the one given). `where` may be NULL when the caller knows no better.
 */
#define leo_fail(error, status, where, ...) \
    leo_error_note((error), (status), (where), __FILE__, __LINE__, __VA_ARGS__)

leo_status leo_error_note(leo_error *error, leo_status status, const char *where, const char *file, int line,
                          const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Put `where` in front of an error that has none, or replace a bare key by a file position. */
void leo_error_locate(leo_error *error, const char *where);

#endif
