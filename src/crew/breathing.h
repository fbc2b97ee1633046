/* SPDX-License-Identifier: MIT */
#ifndef LEO_CREW_BREATHING_H
#define LEO_CREW_BREATHING_H

/* Breathing: ventilation, gas in the lungs, oxygen in the blood; the card stands in breathing.c. */

/* Pressure of carbon dioxide in the lungs at rest at sea level, Pa, and the usual respiratory quotient. */
static const double LEO_LUNG_CO2_PA = 5330;
static const double LEO_USUAL_QUOTIENT = 0.85;

/* Alveolar gas equation; `o2_fraction` of the dry gas. Negative: the lungs would give oxygen off. */
double leo_breathing_alveolar_o2_pa(double o2_fraction, double pressure_pa, double alveolar_co2_pa,
                                    double quotient);

/* Part of the haemoglobin that holds oxygen, 0 .. 1. */
double leo_breathing_saturation(double o2_pa);

typedef struct leo_breathed {
    double pressure_pa, o2_fraction /* of the dry gas */, co2_pa;
} leo_breathed;

typedef struct leo_breathing {
    double alveolar_co2_pa, alveolar_o2_pa, saturation;
    double ventilation_m3_s; // at body temperature and pressure, saturated
    double tidal_m3, rate_hz;
} leo_breathing;

/*
 * `co2_stpd_m3_s` is what the body gives off (dry, 0 deg C, 101.325 kPa), `load_factor` hampers the chest,
 * `emotion_hz` is the rise of pulse that goes with fear or effort of will.
 */
leo_breathing leo_breathing_at(const leo_breathed *gas, double co2_stpd_m3_s, double quotient,
                               double vital_capacity_m3, double load_factor, double emotion_hz);

#endif
