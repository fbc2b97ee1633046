/* SPDX-License-Identifier: MIT */
#ifndef LEO_CREW_STRAIN_H
#define LEO_CREW_STRAIN_H

/*
 * What thin air, carbon dioxide and load factor take from a person: reserves of 1 (fresh) to 0 (gone). The
 * card stands in strain.c. Drains are in 1/s: a drain of 0.1 empties a full reserve in 10 s.
 */

/* Of consciousness, by the oxygen pressure in the lungs that a quiet breather would have (may be negative).
 */
double leo_strain_hypoxia_hz(double alveolar_o2_pa);

/* Of consciousness, by the pressure of carbon dioxide in the gas breathed. */
double leo_strain_co2_hz(double co2_pa);

/* Work shortens the time that hypoxia leaves: what the drain is multiplied with, `work` being uptake over
 * that at rest. */
double leo_strain_work_factor(double work);

/* Of vision and blood to the head, by load factor over the person's tolerance (1: a fit man on his couch). */
double leo_strain_load_hz(double load_factor);

/* dR/dt of a reserve R that is drained, or comes back with `recovery_s` when it is not. Stops a little below
 * 0. */
double leo_strain_rate_hz(double reserve, double drain_hz, double recovery_s);

static const double LEO_STRAIN_CONSCIOUSNESS_BACK_S = 20;
static const double LEO_STRAIN_VISION_BACK_S = 20;

#endif
