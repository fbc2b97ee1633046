/* SPDX-License-Identifier: MIT */

/*
 * Rotation angle and pole of the Earth, from observations.
 *
 *     UT1-TAI = (UT1R-TAI)(t) + sum A_j sin(k_j1 l + k_j2 l' + k_j3 F + k_j4 D + k_j5 Om)
 *
 *     UT1R-TAI, x, y   cubic through the four nodes around t, every 10 days
 *     A_j              zonal tides of 5 to 35 days
 *
 *     before 1962      straight lines through TT-UT1 of the turns of the year, pole at the origin
 *
 * Source  Nodes: orientation_table.c. Before 1962: McCarthy and Babcock, Phys. Earth Planet. Inter. 44 (1986) 281, as
 *         in the USNO list of historical TT-UT1 (33.15, 33.59, 34.00 s). Tides: IERS Conventions (2010), table 8.1. Arguments: Simon et al.,
 *         Astron. Astrophys. 282 (1994), linear part.
 * Valid   1960-01-01 .. 2026-08 (see the table); before and after: refused.
 * Error   against the daily series: UT1 0.16 ms rms (7 cm at the equator), at worst 2.2 ms; pole 0.9 mas rms
 *         (3 cm), at worst 15 mas. In the 1960s the series itself is good to about 1 ms and 20 mas.
 *         Before 1962 UT1 0.05 s (23 m at the equator, most of it seasonal), pole 0.4 arcsec (12 m).
 */
#include "time/orientation.h"

#include "base/error.h"
#include "time/epoch.h"
#include "time/orientation_table.h"

#include <erfa.h>
#include <erfam.h>
#include <math.h>

typedef struct tide_row {
    signed char l, lp, f, d, om;
    double amplitude_s;
} tide_row;

// clang-format off
static const tide_row tides[] = {
    {  1, 0, 2,  2,  2, -0.02e-4 }, { 2,  0, 2, 0,  1, -0.04e-4 }, { 2, 0, 2, 0, 2, -0.10e-4 }, {  0,  0, 2, 2,  1, -0.05e-4 },
    {  0, 0, 2,  2,  2, -0.12e-4 }, { 1,  0, 2, 0,  0, -0.04e-4 }, { 1, 0, 2, 0, 1, -0.41e-4 }, {  1,  0, 2, 0,  2, -1.00e-4 },
    {  3, 0, 0,  0,  0, -0.02e-4 }, { -1, 0, 2, 2,  1, -0.08e-4 }, { -1, 0, 2, 2, 2, -0.20e-4 }, { 1,  0, 0, 2,  0, -0.08e-4 },
    {  2, 0, 2, -2,  2,  0.02e-4 }, { 0,  1, 2, 0,  2,  0.03e-4 }, { 0, 0, 2, 0, 0, -0.30e-4 }, {  0,  0, 2, 0,  1, -3.21e-4 },
    {  0, 0, 2,  0,  2, -7.76e-4 }, { 2,  0, 0, 0,  0, -0.34e-4 }, { 0, 0, 0, 2, -1, 0.05e-4 }, {  0,  0, 0, 2,  0, -0.73e-4 },
    {  0, 0, 0,  2,  1, -0.05e-4 }, { 0, -1, 0, 2,  0, -0.05e-4 }, { 1, 0, 2, -2, 1, 0.05e-4 }, {  1,  0, 2, -2, 2,  0.10e-4 },
    {  1, 1, 0,  0,  0,  0.04e-4 }, { -1, 0, 2, 0,  0,  0.05e-4 }, { -1, 0, 2, 0, 1, 0.18e-4 }, { -1,  0, 2, 0,  2,  0.44e-4 },
    {  1, 0, 0,  0, -1,  0.53e-4 }, { 1,  0, 0, 0,  0, -8.26e-4 }, { 1, 0, 0, 0, 1,  0.54e-4 }, { -1,  0, 0, 2, -1,  0.11e-4 },
    { -1, 0, 0,  2,  0, -1.82e-4 }, { -1, 0, 0, 2,  1,  0.13e-4 },
};
// clang-format on

static double tide_s(double mjd)
{
    const double t = (mjd - 51544.5) / 36525;
    const double l = (134.96340251 + 477198.8675605 * t) * ERFA_DD2R;
    const double lp = (357.52910918 + 35999.0502911 * t) * ERFA_DD2R;
    const double f = (93.27209062 + 483202.0174577 * t) * ERFA_DD2R;
    const double d = (297.85019547 + 445267.1114469 * t) * ERFA_DD2R;
    const double om = (125.04455501 - 1934.1362891 * t) * ERFA_DD2R;
    double sum = 0;
    for (size_t i = 0; i < sizeof tides / sizeof *tides; i++) {
        const tide_row *row = &tides[i];
        sum += row->amplitude_s * sin(row->l * l + row->lp * lp + row->f * f + row->d * d + row->om * om);
    }
    return sum;
}

/* The cubic through the nodes k .. k + 3, at `at` in steps from node k. */
static void cubic(int k, double at, double value[3])
{
    const double w[4] = {
        -(at - 1) * (at - 2) * (at - 3) / 6,
        at * (at - 2) * (at - 3) / 2,
        -at * (at - 1) * (at - 3) / 2,
        at * (at - 1) * (at - 2) / 6,
    };
    for (int j = 0; j < 3; j++) {
        value[j] = 0;
        for (int i = 0; i < 4; i++)
            value[j] += w[i] * LEO_ORIENTATION_TABLE[k + i][j];
    }
}

/* UT1-TAI at 0h of 1960-01-01 and 1961-01-01; from 1962-01-01 on the table has it. */
static const double EARLY_MJD[] = { 36934, 37300, 37665 },
                    EARLY_UT1_TAI_S[] = { 32.184 - 33.15, 32.184 - 33.59 };

static leo_orientation early(double mjd)
{
    const int k = mjd < EARLY_MJD[1] ? 0 : 1;
    const double part = (mjd - EARLY_MJD[k]) / (EARLY_MJD[k + 1] - EARLY_MJD[k]);
    // the last point meets the table, so that the join is continuous
    double table[3];
    cubic(0, 0, table);
    const double end = k == 0 ? EARLY_UT1_TAI_S[1] : 1e-5 * table[0] + tide_s(LEO_ORIENTATION_FIRST_MJD);
    return (leo_orientation){ .ut1_minus_tai_s = EARLY_UT1_TAI_S[k] + part * (end - EARLY_UT1_TAI_S[k]) };
}

leo_status leo_orientation_at(leo_epoch epoch, leo_orientation *orientation, leo_error *error)
{
    double jd1, jd2;
    leo_epoch_tai(epoch, &jd1, &jd2);
    // The nodes stand at 0h UTC; taking them as 0h TAI moves UT1-TAI by 40 s of its 2 ms a day: 1 us.
    const double mjd = (jd1 - ERFA_DJM0) + jd2;
    const double first = LEO_ORIENTATION_FIRST_MJD, step = LEO_ORIENTATION_STEP_D;
    const double at = (mjd - first) / step;
    const int last = LEO_ORIENTATION_COUNT - 1;
    if (mjd >= EARLY_MJD[0] && mjd < first) {
        *orientation = early(mjd);
        return LEO_OK;
    }
    if (!(at >= 0 && at <= last)) {
        int y1, m1, d1, y2, m2, d2;
        double part;
        eraJd2cal(ERFA_DJM0, EARLY_MJD[0], &y1, &m1, &d1, &part);
        eraJd2cal(ERFA_DJM0, first + step * last, &y2, &m2, &d2, &part);
        return leo_fail(
            error, LEO_OUT_OF_RANGE, "epoch",
            "MJD %.3f: Earth orientation (IERS C04 and Bulletin A) is known from %04d-%02d-%02d to "
            "%04d-%02d-%02d (MJD %.0f .. %.0f)",
            mjd, y1, m1, d1, y2, m2, d2, EARLY_MJD[0], first + step * last);
    }
    int k = (int)at - 1;
    k = k < 0 ? 0 : k > last - 3 ? last - 3 : k;
    double value[3];
    cubic(k, at - k, value);
    *orientation = (leo_orientation){
        .ut1_minus_tai_s = 1e-5 * value[0] + tide_s(mjd),
        .pole_x_rad = 1e-4 * value[1] * ERFA_DAS2R,
        .pole_y_rad = 1e-4 * value[2] * ERFA_DAS2R,
    };
    return LEO_OK;
}
