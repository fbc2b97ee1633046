/* SPDX-License-Identifier: MIT */
/*
 * Table look-up: linear, monotone cubic, Lagrange.
 *
 *     monotone   Hermite cubic; tangent at a row: 0 where the slopes beside it differ in sign, else their
 * harmonic mean weighted by the widths, (w1 + w2) / (w1/d1 + w2/d2), w1 = 2 h2 + h1, w2 = h2 + 2 h1; at an
 *                end the slope of the outermost piece
 *
 * Source  Fritsch, Butland: A method for constructing local monotone piecewise cubic interpolants, SIAM J.
 *         Sci. Stat. Comput. 5 (1984) 300, with Brodlie's weights; Neville's scheme: Stoer, Bulirsch,
 *         Introduction to Numerical Analysis, 2.1.2.
 * Valid   finite tables with rising x.
 * Error   monotone: second order near extrema of the table, third elsewhere.
 */
#include "math/interpolate.h"

/* The row at the left of `at`: 0 .. count - 2. */
static int row_before(const double *x, int count, double at)
{
    int low = 0, high = count - 1;
    while (high - low > 1) {
        const int middle = (low + high) / 2;
        if (x[middle] <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

double leo_interpolate_linear(const double *x, const double *y, int count, double at)
{
    if (at <= x[0])
        return y[0];
    if (at >= x[count - 1])
        return y[count - 1];
    const int i = row_before(x, count, at);
    return y[i] + (y[i + 1] - y[i]) * ((at - x[i]) / (x[i + 1] - x[i]));
}

static double slope(const double *x, const double *y, int i)
{
    return (y[i + 1] - y[i]) / (x[i + 1] - x[i]);
}

static double tangent(const double *x, const double *y, int count, int i)
{
    if (i == 0)
        return slope(x, y, 0);
    if (i == count - 1)
        return slope(x, y, count - 2);
    const double left = slope(x, y, i - 1), right = slope(x, y, i);
    if (left * right <= 0)
        return 0;
    const double h1 = x[i] - x[i - 1], h2 = x[i + 1] - x[i];
    const double w1 = 2 * h2 + h1, w2 = h2 + 2 * h1;
    return (w1 + w2) / (w1 / left + w2 / right);
}

double leo_interpolate_monotone(const double *x, const double *y, int count, double at)
{
    if (at <= x[0])
        return y[0];
    if (at >= x[count - 1])
        return y[count - 1];
    const int i = row_before(x, count, at);
    const double h = x[i + 1] - x[i], s = (at - x[i]) / h;
    const double m0 = h * tangent(x, y, count, i), m1 = h * tangent(x, y, count, i + 1);
    const double rise = y[i + 1] - y[i];
    return y[i] + s * (m0 + s * (3 * rise - 2 * m0 - m1 + s * (m0 + m1 - 2 * rise)));
}

double leo_interpolate_lagrange(const double *x, const double *y, int count, double at)
{
    double p[12];
    const int n = count > 12 ? 12 : count;
    for (int i = 0; i < n; i++)
        p[i] = y[i];
    for (int k = 1; k < n; k++)
        for (int i = 0; i < n - k; i++)
            p[i] = ((at - x[i + k]) * p[i] + (x[i] - at) * p[i + 1]) / (x[i] - x[i + k]);
    return p[0];
}
