/* SPDX-License-Identifier: MIT */
#ifndef LEONOV_TYPES_H
#define LEONOV_TYPES_H

/*
 * The plain values of the public interface: status, error, epoch, vector.
 *
 * Values are small structs passed by copy. Units and frames stand in the names (`pos_gcrf_m`); see
 * docs/architecture.md for the list of suffixes.
 */

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define LEO_API __attribute__((visibility("default")))
#else
#define LEO_API
#endif

/* What a function that can fail returns. */
typedef enum leo_status {
    LEO_OK = 0,
    LEO_BAD_ARGUMENT,   // the call itself is wrong
    LEO_BAD_INPUT,      // a file or a setting is wrong; `where` names file:line:column or the key
    LEO_OUT_OF_RANGE,   // a model or a data set was asked beyond its range
    LEO_NO_MEMORY,      // the allocator gave nothing
    LEO_NO_CONVERGENCE, // a step or an iteration failed
    LEO_IO,             // the system refused a file
    LEO_RETRY_STEP,     // from a model: this trial state is not physical, shorten the step
    LEO_NOT_CLOSED,     // the ledger does not close
    LEO_INTERRUPTED     // stopped by the caller; the record can be resumed
} leo_status;

/*
 * What went wrong. Start with `leo_error error = { 0 };`. The first failure wins: a function that is handed an
 * error already set leaves it alone.
 */
typedef struct leo_error {
    leo_status status;
    char where[256];    // what the user can fix: "file:line:column" or a key
    char message[1024]; // the value found and what is allowed
    char source[96];    // where in the library it was noticed
} leo_error;

/* The name of a status, such as "bad input". Never NULL. */
LEO_API const char *leo_status_name(leo_status status);

/*
 * An instant: TAI seconds since 2000-01-01T12:00:00 TAI, as whole seconds and a part in [0, 1).
 * Resolves better than 1e-15 s over ten thousand years.
 */
typedef struct leo_epoch {
    double whole_s;
    double part_s;
} leo_epoch;

typedef struct leo_vec3 {
    double x, y, z;
} leo_vec3;

#ifdef __cplusplus
}
#endif

#endif
