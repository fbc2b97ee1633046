/* SPDX-License-Identifier: MIT */
#ifndef LEO_RECORD_RATES_H
#define LEO_RECORD_RATES_H

/*
 * When telemetry is taken. Instants lie on the multiples of the sampling interval; the fastest row in force
 * wins.
 *
 * Whether a row is in force at t is told by the clock and by events strictly before t: those are known
 * however the flight is cut into calls, so that an interrupted and resumed record takes the same rows.
 */

#include "mission/plan.h"

typedef struct leo_rates leo_rates;

leo_rates *leo_rates_create(const leo_plan *plan, leo_error *error);
void leo_rates_destroy(leo_rates *rates);

/* Something happened; the first time counts. */
void leo_rates_event(leo_rates *rates, const char *name, double elapsed_s);

/* The next instant after `elapsed_s`, which was one itself. */
double leo_rates_next_s(const leo_rates *rates, double elapsed_s);

#endif
