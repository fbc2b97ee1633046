/* SPDX-License-Identifier: MIT */
#ifndef LEO_TIME_ORIENTATION_TABLE_H
#define LEO_TIME_ORIENTATION_TABLE_H

/* Figures of orientation_table.c: UT1R-TAI in 10 us, pole x and y in 0.1 mas, at even steps of days at 0h UTC. */

extern const int LEO_ORIENTATION_FIRST_MJD, LEO_ORIENTATION_STEP_D, LEO_ORIENTATION_COUNT;
extern const int LEO_ORIENTATION_TABLE[][3];

#endif
