/* SPDX-License-Identifier: MIT */

/*
 * Reserves of consciousness and vision.
 *
 *     hypoxia  dR/dt = -1/t(P_A), ln t linear in P_A between the rows below; from 18 000 ft down to
 *              12 500 ft the drain falls linearly to nothing
 *              P_A = F (p - 6.27 kPa) - 5.33 kPa (F + (1 - F)/0.85)
 *     work     drain x (V_O2 / V_O2,rest)^0.8
 *     CO2      ln t linear in its pressure: 300 s at 10 kPa, 60 s at 17 kPa; from 7 kPa down to 5 kPa
 *              falling to nothing
 *     load     dR/dt = -(g - 7.6)/108 s
 *     back     dR/dt = (1 - R)/20 s where nothing drains
 *
 * Source  useful consciousness: bands of FAA Advisory Circular 61-107 and R. L. DeHart, Fundamentals of
 *         Aerospace Medicine; their geometric means at the pressures of the US Standard Atmosphere 1976.
 *         12 500 ft: 14 CFR 91.211. Work: ten knee bends at 25 000 ft make 1.25 min of 4 min.
 *         CO2: US Environmental Protection Agency, Carbon dioxide as a fire suppressant,
 *         EPA430-R-00-002 (2000). Load, chest to back, 1 .. 3 min at 8 .. 9 g, 10 .. 30 s at 12 .. 14 g:
 *         NASA SP-3006, Bioastronautics Data Book (1973), sustained linear acceleration.
 *         Recovery in 20 s is an estimate.
 * Valid   slow loss of pressure (a sudden one halves the times); load on the couch, chest to back.
 * Error   a factor 1.5 between persons.
 */
#include "crew/strain.h"

#include <math.h>

typedef struct row {
    double alveolar_pa, time_s;
} row;

/* 50, 43, 40, 35, 30, 28, 25, 22, 18 thousand feet */
static const row USEFUL[] = {
    { -4957, 7.35 }, { -3986, 11.6 }, { -3458, 17.3 }, { -2392, 42.4 }, { -1083, 104 },
    { -488, 164 },   { 490, 255 },    { 1578, 424 },   { 3214, 1470 },
};
enum { USEFUL_COUNT = sizeof USEFUL / sizeof USEFUL[0] };

static const double SAFE_ALVEOLAR_PA = 5849; // 12 500 ft

double leo_strain_hypoxia_hz(double alveolar_o2_pa)
{
    const row *first = &USEFUL[0], *last = &USEFUL[USEFUL_COUNT - 1];
    if (alveolar_o2_pa <= first->alveolar_pa)
        return 1 / first->time_s;
    if (alveolar_o2_pa >= last->alveolar_pa)
        return fmax(SAFE_ALVEOLAR_PA - alveolar_o2_pa, 0) / (SAFE_ALVEOLAR_PA - last->alveolar_pa) /
               last->time_s;
    const row *next = first + 1;
    while (next->alveolar_pa < alveolar_o2_pa)
        next++;
    const row *before = next - 1;
    const double part = (alveolar_o2_pa - before->alveolar_pa) / (next->alveolar_pa - before->alveolar_pa);
    return 1 / (before->time_s * pow(next->time_s / before->time_s, part));
}

double leo_strain_co2_hz(double co2_pa)
{
    static const double NONE_PA = 5000, SOME_PA = 7000, LONG_PA = 10000, SHORT_PA = 17000, LONG_S = 300,
                        SHORT_S = 60;
    const double slope = log(SHORT_S / LONG_S) / (SHORT_PA - LONG_PA);
    if (co2_pa <= NONE_PA)
        return 0;
    const double at_pa = fmax(co2_pa, SOME_PA);
    const double drain = exp(-slope * (at_pa - LONG_PA)) / LONG_S;
    return co2_pa < SOME_PA ? drain * (co2_pa - NONE_PA) / (SOME_PA - NONE_PA) : drain;
}

double leo_strain_work_factor(double work)
{
    return pow(fmax(work, 1), 0.8);
}

double leo_strain_load_hz(double load_factor)
{
    return fmax(load_factor - 7.6, 0) / 108;
}

double leo_strain_rate_hz(double reserve, double drain_hz, double recovery_s)
{
    static const double BELOW =
        0.02; // the reserve comes to rest here, so that 0 is passed and not crept up to
    const double left = fmin(fmax((reserve + BELOW) / BELOW, 0), 1);
    const double calm = fmax(1 - drain_hz * 1470, 0);
    return calm * (1 - reserve) / recovery_s - drain_hz * left;
}
