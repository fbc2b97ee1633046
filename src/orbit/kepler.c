/* SPDX-License-Identifier: MIT */
/*
 * Kepler's equation for ellipses.
 *
 *     E - e sin E = M;  Newton's step from E = pi (M in 0 .. pi), inside the bracket M .. M + e, halved when
 * it leaves tan(nu/2) = sqrt((1 + e)/(1 - e)) tan(E/2)
 *
 * Source  Vallado: Fundamentals of Astrodynamics and Applications, 4th edition 2013, section 2.2; bracket:
 *         M <= E <= M + e for M in 0 .. pi, since 0 <= sin E <= 1 there.
 * Valid   0 <= e < 1.
 * Error   rounding: 1e-16 / (1 - e) near perigee.
 */
#include "orbit/kepler.h"

#include "base/error.h"

#include <float.h>
#include <math.h>

enum { MOST_STEPS = 80 };

static const double PI = 3.14159265358979323846;

static leo_status refuse(double anomaly_rad, double ecc, leo_error *error)
{
    if (!(ecc >= 0 && ecc < 1))
        return leo_fail(error, LEO_BAD_INPUT, "eccentricity", "%g: must be at least 0 and below 1", ecc);
    if (!isfinite(anomaly_rad))
        return leo_fail(error, LEO_BAD_INPUT, "anomaly", "%g: must be a number", anomaly_rad);
    return LEO_OK;
}

leo_status leo_kepler_eccentric(double mean_rad, double ecc, double *eccentric_rad, leo_error *error)
{
    const leo_status status = refuse(mean_rad, ecc, error);
    if (status != LEO_OK)
        return status;
    const double turns = 2 * PI * round(mean_rad / (2 * PI)), within = mean_rad - turns;
    const double M = fabs(within);
    double low = M, high = fmin(M + ecc, PI), E = M > 0 ? high : 0;
    double miss = E - ecc * sin(E) - M;
    for (int i = 0; i < MOST_STEPS && fabs(miss) > 2 * DBL_EPSILON * fmax(M, DBL_MIN) && high - low > 0;
         i++) {
        if (miss > 0)
            high = E;
        else
            low = E;
        double next = E - miss / (1 - ecc * cos(E));
        if (!(next > low && next < high))
            next = 0.5 * (low + high);
        if (next == E)
            break;
        E = next;
        miss = E - ecc * sin(E) - M;
    }
    if (fabs(miss) > 8 * DBL_EPSILON * (1 + M))
        return leo_fail(error, LEO_NO_CONVERGENCE, "kepler", "residual %g rad at M = %g, e = %g", miss,
                        mean_rad, ecc);
    *eccentric_rad = turns + (within < 0 ? -E : E);
    return LEO_OK;
}

/* The half-angle relation, keeping the turn; `factor` is the ratio of the tangents. */
static double stretch(double angle_rad, double factor)
{
    const double turns = 2 * PI * round(angle_rad / (2 * PI)), half = 0.5 * (angle_rad - turns);
    return turns + 2 * atan2(factor * sin(half), cos(half));
}

leo_status leo_kepler_true_from_mean(double mean_rad, double ecc, double *true_rad, leo_error *error)
{
    double E;
    const leo_status status = leo_kepler_eccentric(mean_rad, ecc, &E, error);
    if (status == LEO_OK)
        *true_rad = stretch(E, sqrt((1 + ecc) / (1 - ecc)));
    return status;
}

leo_status leo_kepler_mean_from_true(double true_rad, double ecc, double *mean_rad, leo_error *error)
{
    const leo_status status = refuse(true_rad, ecc, error);
    if (status != LEO_OK)
        return status;
    const double E = stretch(true_rad, sqrt((1 - ecc) / (1 + ecc)));
    *mean_rad = E - ecc * sin(E);
    return LEO_OK;
}
