/* SPDX-License-Identifier: MIT */

/*
 * Variational equations of motion, and what they do to a covariance.
 *
 *     d Phi/dt = | 0   1 | Phi,   G = da/dr,  D = da/dv      P(t) = Phi P0 Phi'
 *                | G   D |
 *
 * Source  Montenbruck & Gill, Satellite Orbits, Springer 2012, sections 7.2 and 8.1.
 * Valid   small deviations. Gravity enters to a limited degree: at degree 20 the neglected part of the gradient is below
 *         1e-4 of it in low orbit.
 * Error   that of the partial derivatives.
 * Axes    those of the state.
 */
#include "orbit/stm.h"

#include "orbit/propagator.h"

#include <string.h>

void leo_stm_rate(const leo_mat3 *by_pos, const leo_mat3 *by_vel, const double stm[6][6], double rate[6][6])
{
    for (int column = 0; column < 6; column++)
        for (int i = 0; i < 3; i++) {
            double sum = 0;
            for (int j = 0; j < 3; j++)
                sum += by_pos->m[i][j] * stm[j][column] + by_vel->m[i][j] * stm[3 + j][column];
            rate[i][column] = stm[3 + i][column];
            rate[3 + i][column] = sum;
        }
}

void leo_covariance_carry(const double stm[6][6], const double start[6][6], double now[6][6])
{
    double half[6][6], whole[6][6];
    for (int i = 0; i < 6; i++)
        for (int j = 0; j < 6; j++) {
            half[i][j] = 0;
            for (int k = 0; k < 6; k++)
                half[i][j] += stm[i][k] * start[k][j];
        }
    for (int i = 0; i < 6; i++)
        for (int j = 0; j < 6; j++) {
            whole[i][j] = 0;
            for (int k = 0; k < 6; k++)
                whole[i][j] += half[i][k] * stm[j][k];
        }
    for (int i = 0; i < 6; i++) // symmetric to the last bit
        for (int j = 0; j < 6; j++)
            now[i][j] = 0.5 * (whole[i][j] + whole[j][i]);
}
