/* SPDX-License-Identifier: MIT */
#ifndef LEO_MATH_LU_H
#define LEO_MATH_LU_H

/*
 * Linear systems of some tens of unknowns with many zeros, solved over and over: elimination in a fixed order
 * that skips the zeros it meets. Skipping a zero changes no bit, so a result depends on the numbers alone,
 * never on which pattern was seen before.
 *
 * In the given order there is no pivoting. When an element grows too much (measured in the caller's scale of
 * each unknown), the matrix is factored again with row pivoting; which of the two happened depends on the
 * numbers alone.
 */

#include "base/memory.h"

typedef struct leo_lu leo_lu;

/*
 * `order` lists the unknowns in the order of elimination (NULL: as they come), `scale` the typical size of
 * each (NULL: all 1), `pattern` is row-major and 0 where an entry off the diagonal is never other than
 * zero (NULL: any may be).
 * All are copied. NULL when there is no memory.
 */
leo_lu *leo_lu_create(leo_arena *arena, int count, const int *order, const double *scale,
                      const unsigned char *pattern);

/* Factor `shift` times the unit matrix less the row-major `matrix`. LEO_NO_CONVERGENCE: singular, or not finite. */
leo_status leo_lu_factor(leo_lu *lu, double shift, const double *matrix, leo_error *error);

/* Solve in place. */
void leo_lu_solve(leo_lu *lu, double *x);

/* Nonzero: the last factorisation had to pivot. */
int leo_lu_pivoted(const leo_lu *lu);

#endif
