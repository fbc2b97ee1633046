/* SPDX-License-Identifier: MIT */
#include "record/rates.h"
#include "base/error.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* When the events of a row happened; HUGE_VAL: not yet. */
typedef struct leo_span {
    double from_s, to_s;
} leo_span;

struct leo_rates {
    const leo_plan *plan;
    leo_span *spans;
};

static const double USUAL_RATE_HZ = 1;

/* An instant this close to the next multiple counts as having reached it: rounding of k / rate. */
static const double SLACK = 1e-6;

leo_rates *leo_rates_create(const leo_plan *plan, leo_error *error)
{
    leo_rates *rates = calloc(1, sizeof *rates);
    leo_span *spans = calloc((size_t)plan->rate_count + 1, sizeof *spans);
    if (!rates || !spans) {
        free(rates);
        free(spans);
        leo_fail(error, LEO_NO_MEMORY, "telemetry", "no memory");
        return NULL;
    }
    for (int i = 0; i < plan->rate_count; i++)
        spans[i] = (leo_span){ HUGE_VAL, HUGE_VAL };
    *rates = (leo_rates){ plan, spans };
    return rates;
}

void leo_rates_destroy(leo_rates *rates)
{
    if (rates)
        free(rates->spans);
    free(rates);
}

void leo_rates_event(leo_rates *rates, const char *name, double elapsed_s)
{
    for (int i = 0; i < rates->plan->rate_count; i++) {
        const leo_rate_row *row = &rates->plan->rates[i];
        leo_span *span = &rates->spans[i];
        if (row->to.event && span->to_s == HUGE_VAL && (!row->from.event || span->from_s < elapsed_s) &&
            strcmp(row->to.event, name) == 0)
            span->to_s = elapsed_s;
        if (row->from.event && span->from_s == HUGE_VAL && strcmp(row->from.event, name) == 0)
            span->from_s = elapsed_s;
    }
}

/* Where the instant lies, for a decision at `now_s`: an event at `now_s` or later is not known yet. */
static double instant_s(const leo_instant *instant, double happened_s, double now_s)
{
    if (!instant->event)
        return instant->at_s;
    return happened_s < now_s ? happened_s + instant->at_s : HUGE_VAL;
}

static double rate_hz(const leo_rates *rates, double now_s)
{
    double fastest = rates->plan->rate_count ? rates->plan->rates[0].rate_hz : USUAL_RATE_HZ;
    for (int i = 1; i < rates->plan->rate_count; i++) {
        const leo_rate_row *row = &rates->plan->rates[i];
        if (row->rate_hz > fastest && instant_s(&row->from, rates->spans[i].from_s, now_s) <= now_s &&
            now_s < instant_s(&row->to, rates->spans[i].to_s, now_s))
            fastest = row->rate_hz;
    }
    return fastest;
}

double leo_rates_next_s(const leo_rates *rates, double elapsed_s)
{
    const double rate = rate_hz(rates, elapsed_s);
    return (floor(elapsed_s * rate + SLACK) + 1) / rate;
}
