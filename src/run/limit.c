/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "run/run.h"

#include <stdio.h>

static leo_status trip(leo_run *run, int index, leo_error *error)
{
    const leo_limit *limit = &run->plan->limits[index];
    run->limits[index].tripped = 1;
    char detail[160];
    snprintf(detail, sizeof detail, "%s%s%s", limit->severity == LEO_LOSES ? "lost: " : "",
             limit->condition.text, limit->for_s > 0 ? " for too long" : "");
    if (limit->severity == LEO_LOSES)
        run->books.over = LEO_LOST;
    return leo_run_emit(run, limit->name, "limit", limit->note && limit->note[0] ? limit->note : detail,
                        error);
}

/* At the start of a window: which limits hold, since when, and which have held too long. Each trips once. */
leo_status leo_run_limits_open(leo_run *run, leo_error *error)
{
    for (int i = 0; i < run->plan->limit_count; i++) {
        const leo_limit *limit = &run->plan->limits[i];
        leo_limit_state *state = &run->limits[i];
        if (state->tripped)
            continue;
        double margin;
        leo_status status = leo_run_condition(run, &limit->condition, &margin, error);
        if (status != LEO_OK)
            return status;
        if (margin < 0) {
            state->holding = 0;
            continue;
        }
        if (!state->holding)
            *state = (leo_limit_state){ .holding = 1, .since_s = run->books.end_s };
        if (run->books.end_s - state->since_s >= limit->for_s && (status = trip(run, i, error)) != LEO_OK)
            return status;
    }
    return LEO_OK;
}
