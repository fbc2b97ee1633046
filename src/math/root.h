/* SPDX-License-Identifier: MIT */
#ifndef LEO_MATH_ROOT_H
#define LEO_MATH_ROOT_H

#include <leonov/types.h>

/* A function of one number. LEO_RETRY_STEP and other failures stop the search. */
typedef leo_status leo_root_fn(void *context, double x, double *value, leo_error *error);

typedef struct leo_root {
    double before, after; // the root lies between them, |after - before| <= tolerance
    double at_before, at_after;
    int calls; // of the function
} leo_root;

/*
 * The place where `function` changes sign between `before` and `after`, with values known there, bracketed to
 * `tolerance` in x. `after` keeps the sign of the far end: an event has happened there.
 *
 *   returns   LEO_BAD_ARGUMENT    no change of sign, or a value that is not a number
 *             LEO_NO_CONVERGENCE  not within 100 calls (a tolerance below the resolution of x)
 */
leo_status leo_root_find(leo_root_fn *function, void *context, leo_root *root, double tolerance,
                         leo_error *error);

#endif
