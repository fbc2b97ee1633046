/* SPDX-License-Identifier: MIT */
#ifndef LEO_MATH_INTERPOLATE_H
#define LEO_MATH_INTERPOLATE_H

/* Values between the rows of a table. `x` rises strictly; beyond its ends the last value is kept. */

/* Straight lines. */
double leo_interpolate_linear(const double *x, const double *y, int count, double at);

/*
 * Cubic pieces with one common tangent at each row: smooth once, monotone where the table is, never beyond
 * the values of the two rows around. Needs two rows at least.
 */
double leo_interpolate_monotone(const double *x, const double *y, int count, double at);

/*
 * Through all `count` points (at most 12) by one polynomial (Neville's scheme); meant for a few points of a
 * smooth table around `at`. Extrapolates.
 */
double leo_interpolate_lagrange(const double *x, const double *y, int count, double at);

#endif
