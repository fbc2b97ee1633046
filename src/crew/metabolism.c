/* SPDX-License-Identifier: MIT */

/*
 * Metabolism.
 *
 *     M = 16.489 MJ/m^3 V_O2 + 4.628 MJ/m^3 V_CO2        (3.941 and 1.106 kcal per litre STPD)
 *     RQ = RQ_rest + (1 - RQ_rest) (V_O2/V_O2,max)^2
 *     tau dV_O2/dt = demand - V_O2, 37.5 s; V_CO2 follows RQ times the demand with 55 s
 *     suit work W costs W/0.20 of metabolic rate
 *
 * Source  J. B. de V. Weir, Journal of Physiology 109 (1949) 1. Lags: B. J. Whipp and K. Wasserman,
 *         Journal of Applied Physiology 33 (1972) 351, 30 .. 45 s for oxygen, 50 .. 60 s for carbon
 *         dioxide. Activities: multiples of the basal rate after the NASA Life Support Baseline Values and
 *         Assumptions Document (2015): sleep 75 .. 85 W, rest 100 .. 115 W, light 150 .. 180 W; hard work
 *         350 .. 600 W. Efficiency 0.15 .. 0.25. Motions of a suit's joints per second are estimates.
 * Valid   adults, mixed food, below the maximal uptake. What is asked beyond it is not taken up.
 * Error   1.6 % between Weir's energy and the oxygen of the same document's daily balance; activities 15 %.
 */
#include "crew/metabolism.h"

#include <math.h>

// clang-format off
const leo_activity leo_activities[LEO_ACTIVITY_COUNT] = {
    { "sleep",    1.00, 0.00, "asleep" },
    { "rest",     1.30, 0.01, "sitting or floating still" },
    { "light",    2.05, 0.10, "handling switches, talking, writing" },
    { "work",     3.20, 0.30, "steady work with the arms" },
    { "hard",     5.60, 0.50, "hard work with the whole body" },
    { "struggle", 8.00, 0.80, "as hard as one can for some minutes" },
};
// clang-format on

const char *const leo_activity_names[] = { "sleep", "rest", "light", "work", "hard", "struggle", 0 };

static const double O2_J_M3 = 3.941e3 * 4184, CO2_J_M3 = 1.106e3 * 4184;

double leo_metabolism_quotient(double resting_quotient, double effort)
{
    const double x = fmin(fmax(effort, 0), 1);
    return resting_quotient + (1 - resting_quotient) * x * x;
}

double leo_metabolism_energy_j_m3(double quotient)
{
    return O2_J_M3 + CO2_J_M3 * quotient;
}

/* Newton's steps on a x + b x^3 = metabolic_w, x the effort; b is below a/20, so that each doubles the digits. */
double leo_metabolism_o2_m3_s(double metabolic_w, double resting_quotient, double o2_max_m3_s)
{
    enum { PASSES = 3 };
    const double a = o2_max_m3_s * leo_metabolism_energy_j_m3(resting_quotient);
    const double b = o2_max_m3_s * CO2_J_M3 * (1 - resting_quotient);
    if (metabolic_w >= a + b)
        return o2_max_m3_s;
    double x = metabolic_w / a;
    for (int i = 0; i < PASSES; i++)
        x -= (a * x + b * x * x * x - metabolic_w) / (a + 3 * b * x * x);
    return x * o2_max_m3_s;
}
