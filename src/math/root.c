/* SPDX-License-Identifier: MIT */
/*
 * Root of a function of one number inside a bracket: interpolate, truncate, project.
 *
 *     the regula falsi point is moved toward the middle by kappa1 |b - a|^kappa2 and then held within a
 * radius of the middle that halves with every call, so that at most one call more than bisection is needed
 *
 * Source  Oliveira, Takahashi: An enhancement of the bisection method average performance preserving minmax
 *         optimality, ACM Trans. Math. Softw. 47 (2020), article 5. kappa1 0.2 / (b - a), kappa2 2, n0 1.
 * Valid   any function that is continuous or has one jump in the bracket.
 * Error   the bracket that is returned.
 */
#include "math/root.h"

#include "base/error.h"

#include <float.h>
#include <math.h>

enum { MOST_CALLS = 100 };

leo_status leo_root_find(leo_root_fn *function, void *context, leo_root *root, double tolerance,
                         leo_error *error)
{
    double a = root->before, b = root->after, fa = root->at_before, fb = root->at_after;
    root->calls = 0;
    if (!(fa * fb <= 0) || !(tolerance > 0))
        return leo_fail(error, LEO_BAD_ARGUMENT, "root", "no change of sign between %g (%g) and %g (%g)", a,
                        fa, b, fb);
    if (fa == 0 && fb != 0) {
        root->after = a; // it starts on the root
        root->at_after = fa;
        return LEO_OK;
    }
    const double sign = fb > fa ? 1 : -1, width = fabs(b - a);
    const double halvings = ceil(log2(fmax(width / tolerance, 1))) + 1;
    for (int n = 0; fabs(b - a) > tolerance; n++) {
        if (n == MOST_CALLS || fabs(b - a) <= 2 * DBL_EPSILON * fmax(fabs(a), fabs(b)))
            return leo_fail(error, LEO_NO_CONVERGENCE, "root", "bracket still %g after %d calls, wanted %g",
                            fabs(b - a), n, tolerance);
        const double middle = 0.5 * (a + b), span = b - a;
        const double falsi = fb != fa ? (fb * a - fa * b) / (fb - fa) : middle;
        const double toward = middle > falsi ? 1 : middle < falsi ? -1 : 0;
        const double push = 0.2 / width * span * span;
        const double truncated = push <= fabs(middle - falsi) ? falsi + toward * push : middle;
        const double radius = fmax(0.5 * (tolerance * exp2(halvings - n) - fabs(span)), 0);
        const double x = fabs(truncated - middle) <= radius ? truncated : middle - toward * radius;
        double fx;
        const leo_status status = function(context, x, &fx, error);
        root->calls++;
        if (status != LEO_OK)
            return status;
        if (isnan(fx))
            return leo_fail(error, LEO_BAD_ARGUMENT, "root", "not a number at %g", x);
        if (sign * fx < 0) {
            a = x;
            fa = fx;
        } else {
            b = x;
            fb = fx;
        }
    }
    *root = (leo_root){ .before = a, .after = b, .at_before = fa, .at_after = fb, .calls = root->calls };
    return LEO_OK;
}
