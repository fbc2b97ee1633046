/* SPDX-License-Identifier: MIT */

/*
 * Breathing.
 *
 *     P_A,O2 = F (p - 6.27 kPa) - P_A,CO2 (F + (1 - F)/RQ)
 *     S = 1/(1 + 23400/(P^3 + 150 P)), P in mmHg
 *     V_E (1 - d) (P_A,CO2 - P_I,CO2) = 863 mmHg V_CO2,  V_E = V_0 + G (P_A,CO2 - P_0)
 *     P_0 = 5.33 kPa; 0.1775 kPa less for every kPa of inspired O2 below 16.3 kPa, at least 3.2 kPa
 *     V_E at most 35 vital capacities a minute
 *     V_T = 0.3 L + 0.03 min V_E, at most 0.6 of the vital capacity;  f = V_E/V_T
 *
 * with V_0 the flow that holds P_0 and d = 0.30 of dead space. Fear quickens breathing: f and V_E grow by a
 * quarter for 40 beats/min of emotion. Load over 6 g takes from V_T, half of it at 9 g.
 *
 * Source  alveolar gas: W. O. Fenn, H. Rahn, A. B. Otis, American Journal of Physiology 146 (1946) 637.
 *         Saturation: J. W. Severinghaus, Journal of Applied Physiology 46 (1979) 599. Thin air: W. M.
 *         Boothby's table in NASA SP-3006, Bioastronautics Data Book (1973): 36 mmHg of CO2 at 10 000 ft,
 *         30.4 at 18 000 ft, 27 at 25 000 ft. CO2 response G 20 L/min per kPa (15 .. 25). The share of
 *         emotion and that of load are estimates.
 * Valid   quasi-steady, quiet to hard work (5 .. 100 L/min); no breath-holding, no acidosis.
 * Error   ventilation 20 %, rate 25 %, saturation 1 % above 0.5.
 */
#include "crew/breathing.h"

#include <math.h>

static const double MMHG = 133.322368421, LUNG_VAPOUR_PA = 6270, DEAD = 0.30;
static const double CO2_RESPONSE_M3_S_PA = 20e-3 / 60 / 1000;
static const double MOST_VITAL_HZ = 35.0 / 60;
static const double FEAR = 0.25 / (40.0 / 60.0); // per Hz of emotion

double leo_breathing_alveolar_o2_pa(double o2_fraction, double pressure_pa, double alveolar_co2_pa,
                                    double quotient)
{
    return o2_fraction * (pressure_pa - LUNG_VAPOUR_PA) -
           alveolar_co2_pa * (o2_fraction + (1 - o2_fraction) / quotient);
}

double leo_breathing_saturation(double o2_pa)
{
    const double p = o2_pa / MMHG;
    if (!(p > 0))
        return 0;
    const double x = p * p * p + 150 * p;
    return x / (x + 23400);
}

/* What the centre of breathing holds in the lungs when the gas breathed has no carbon dioxide. */
static double held_co2_pa(double inspired_o2_pa)
{
    return fmax(LEO_LUNG_CO2_PA - 0.1775 * fmax(16300 - inspired_o2_pa, 0), 3200);
}

leo_breathing leo_breathing_at(const leo_breathed *gas, double co2_stpd_m3_s, double quotient,
                               double vital_capacity_m3, double load_factor, double emotion_hz)
{
    const double inspired_o2 = fmax(gas->o2_fraction * (gas->pressure_pa - LUNG_VAPOUR_PA), 0);
    const double held = held_co2_pa(inspired_o2), made = 863 * MMHG * co2_stpd_m3_s / (1 - DEAD);
    const double quiet = made / held;

    // (quiet + G x) (x + held - inspired) = made for x = P_A - held
    const double g = CO2_RESPONSE_M3_S_PA, b = quiet + g * (held - gas->co2_pa), c = -quiet * gas->co2_pa;
    const double root = sqrt(b * b - 4 * g * c);
    const double x = b > 0 ? -2 * c / (b + root) : (root - b) / (2 * g);

    const double needed = fmin(quiet + g * x, MOST_VITAL_HZ * vital_capacity_m3);
    leo_breathing now = { .alveolar_co2_pa = gas->co2_pa + (needed > 0 ? made / needed : 0) };
    const double fear = 1 + FEAR * fmax(emotion_hz, 0);
    const double hampered = fmin(fmax(1 - (load_factor - 6) / 6, 0.4), 1);
    now.tidal_m3 = fmin(0.3e-3 + 0.03 * 60 * needed, 0.6 * vital_capacity_m3) * hampered;
    now.rate_hz = needed * fear / now.tidal_m3;
    now.ventilation_m3_s = needed * fear;
    now.alveolar_co2_pa = gas->co2_pa + (now.alveolar_co2_pa - gas->co2_pa) / fear;
    now.alveolar_o2_pa = fmax(
        leo_breathing_alveolar_o2_pa(gas->o2_fraction, gas->pressure_pa, now.alveolar_co2_pa, quotient), 0);
    now.saturation = leo_breathing_saturation(now.alveolar_o2_pa);
    return now;
}
