/* SPDX-License-Identifier: MIT */

/*
 * Pulse.
 *
 *     HR = HR_r + (HR_max - HR_r) (V_O2 - V_O2,r)/(V_O2,max - V_O2,r)
 *          + 33 (T_cr - 36.8) + 4 (100 loss) + 5 (g - 1)
 *     HR_max = 208 - 0.7 age/yr
 *
 * all per minute. Uptake, heat and load lag with 57.6 s; thirst and emotion come on top at once, and emotion
 * dies away with 90 s.
 *
 * Source  lag: K. J. Hunt, S. E. Fankhauser, J. Saengsuwan, Identification of heart rate dynamics during
 *         moderate-to-vigorous treadmill exercise, BioMedical Engineering OnLine 14 (2015) 117,
 *         57.6 +- 23.6 s. Reserve: J. Karvonen et al., Annales Medicinae Experimentalis 35 (1957) 307.
 *         Highest: H. Tanaka et al., Journal of the American College of Cardiology 37 (2001) 153.
 *         Heat: ISO 9886, 33 per kelvin. Loss of water, 3 .. 5 per cent of mass: E. F. Coyle and
 *         J. Gonzalez-Alonso, Exercise and Sport Sciences Reviews 29 (2001) 88. Load, 5 per g (chest to
 *         back), and the 90 s of emotion (60 .. 120 s) are estimates.
 * Valid   healthy adults; the lagged sum is held between 0.6 of the resting pulse and the highest.
 * Error   10 beats/min at work, more for emotion, which is an input.
 */
#include "crew/heart.h"

#include <math.h>

static const double YEAR_S = 365.25 * 86400, CORE_SET_K = 36.8 + 273.15;

double leo_heart_highest_hz(const leo_heart *heart)
{
    return (208 - 0.7 * heart->age_s / YEAR_S) / 60;
}

double leo_heart_steady_hz(const leo_heart *heart, double o2_m3_s, double core_k, double load_factor)
{
    const double highest = leo_heart_highest_hz(heart);
    const double effort = (o2_m3_s - heart->o2_rest_m3_s) / (heart->o2_max_m3_s - heart->o2_rest_m3_s);
    const double heat = 33.0 / 60 * fmax(core_k - CORE_SET_K, 0), load = 5.0 / 60 * fmax(load_factor - 1, 0);
    const double sum = heart->resting_hz + (highest - heart->resting_hz) * effort + heat + load;
    return fmin(fmax(sum, 0.6 * heart->resting_hz), highest);
}

double leo_heart_thirst_hz(double lost)
{
    return 400.0 / 60 * fmax(lost, 0);
}

double leo_heart_emotion_hz(double emotion_hz, double since_s)
{
    return emotion_hz * exp(-fmax(since_s, 0) / LEO_EMOTION_LAG_S);
}
