/* SPDX-License-Identifier: MIT */
#include "record/rates.h"
#include "check.h"

/* 1 Hz; 10 Hz from 100 s to 110 s by the clock, and from `open` to 2 s after `shut`. */
static leo_rate_row rows[] = {
    { .rate_hz = 1 },
    { .from = { NULL, 100 }, .to = { NULL, 110 }, .rate_hz = 10 },
    { .from = { "open", 0 }, .to = { "shut", 2 }, .rate_hz = 10 },
};
static const leo_plan plan = { .rates = rows, .rate_count = 3 };

static void takes_whole_seconds_as_a_rule(void)
{
    leo_rates *rates = leo_rates_create(&plan, NULL);
    double t = 0;
    for (int i = 1; i <= 50; i++) {
        t = leo_rates_next_s(rates, t);
        CHECK(t == i);
    }
    leo_rates_destroy(rates);
}

static void the_fastest_row_wins_and_lies_on_its_grid(void)
{
    leo_rates *rates = leo_rates_create(&plan, NULL);
    double t = 99;
    int count = 0;
    while ((t = leo_rates_next_s(rates, t)) <= 112)
        count++;
    // 100, then 100 instants until 110, then 111 and 112
    CHECK(count == 103);
    CHECK(leo_rates_next_s(rates, 100.3) == 100.4);
    leo_rates_destroy(rates);
}

static void events_begin_and_end_a_row(void)
{
    leo_rates *rates = leo_rates_create(&plan, NULL);
    CHECK(leo_rates_next_s(rates, 11) == 12);
    leo_rates_event(rates, "open", 10.25);
    CHECK_NEAR(leo_rates_next_s(rates, 11), 11.1, 1e-12);
    leo_rates_event(rates, "shut", 20);
    CHECK_NEAR(leo_rates_next_s(rates, 21.5), 21.6, 1e-12);
    CHECK(leo_rates_next_s(rates, 22) == 23);
    leo_rates_destroy(rates);
}

static void an_event_at_or_after_the_instant_is_not_known_yet(void)
{
    leo_rates *rates = leo_rates_create(&plan, NULL);
    leo_rates_event(rates, "open", 12); // the run may have gone ahead of what is read
    CHECK(leo_rates_next_s(rates, 11) == 12);
    CHECK(leo_rates_next_s(rates, 12) == 13);
    CHECK_NEAR(leo_rates_next_s(rates, 13), 13.1, 1e-12);
    leo_rates_destroy(rates);
}

static void without_rows_it_is_once_a_second(void)
{
    const leo_plan bare = { .rate_count = 0 };
    leo_rates *rates = leo_rates_create(&bare, NULL);
    CHECK(leo_rates_next_s(rates, 7) == 8);
    leo_rates_destroy(rates);
}

int main(void)
{
    RUN(takes_whole_seconds_as_a_rule);
    RUN(the_fastest_row_wins_and_lies_on_its_grid);
    RUN(events_begin_and_end_a_row);
    RUN(an_event_at_or_after_the_instant_is_not_known_yet);
    RUN(without_rows_it_is_once_a_second);
    return check_result();
}
