/* SPDX-License-Identifier: MIT */
#ifndef LEO_ORBIT_STM_H
#define LEO_ORBIT_STM_H

/* The state-transition matrix: how the state answers to a change of the state at the start. Order: position, velocity. */

#include "math/vec.h"

/* d stm / dt = [0 1; by_pos by_vel] stm, with the partial derivatives of the acceleration. */
void leo_stm_rate(const leo_mat3 *by_pos, const leo_mat3 *by_vel, const double stm[6][6], double rate[6][6]);

#endif
