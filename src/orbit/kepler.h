/* SPDX-License-Identifier: MIT */
#ifndef LEO_ORBIT_KEPLER_H
#define LEO_ORBIT_KEPLER_H

#include <leonov/types.h>

/*
 * Eccentric anomaly E of E - e sin E = M, 0 <= e < 1, any M (the result lies in the same turn).
 *
 *   returns   LEO_BAD_INPUT       eccentricity outside [0, 1), M not finite
 *             LEO_NO_CONVERGENCE  with the residual; has not been seen
 */
leo_status leo_kepler_eccentric(double mean_rad, double ecc, double *eccentric_rad, leo_error *error);

/* Mean to true anomaly and back, 0 <= e < 1; the result lies in the same turn. */
leo_status leo_kepler_true_from_mean(double mean_rad, double ecc, double *true_rad, leo_error *error);
leo_status leo_kepler_mean_from_true(double true_rad, double ecc, double *mean_rad, leo_error *error);

#endif
