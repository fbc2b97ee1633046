/* SPDX-License-Identifier: MIT */
#ifndef LEO_CREW_TISSUE_H
#define LEO_CREW_TISSUE_H

/* Nitrogen dissolved in the tissues; the card stands in tissue.c. */

/* The compartment that suits are judged by, and the highest accepted ratio of its nitrogen to the suit's
 * pressure. */
static const double LEO_TISSUE_SLOW_S = 360 * 60.0;
static const double LEO_TISSUE_RATIO_LIMIT = 1.65;

/* Vapour pressure in the lungs, Pa. */
static const double LEO_LUNG_VAPOUR_PA = 6270;

/* Nitrogen pressure in the lungs: `dry_fraction` is the mole fraction in the gas without its vapour. Never
 * negative. */
double leo_tissue_alveolar_pa(double dry_fraction, double pressure_pa);

/*
 * Nitrogen pressure of a compartment after `duration_s`, from `tissue_pa`, while that in the lungs goes in a
 * straight line from `begin_pa` to `end_pa`.
 */
double leo_tissue_after_pa(double tissue_pa, double begin_pa, double end_pa, double half_time_s,
                           double duration_s);

#endif
