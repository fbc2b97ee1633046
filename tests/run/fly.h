/* SPDX-License-Identifier: MIT */
#ifndef LEO_TESTS_RUN_FLY_H
#define LEO_TESTS_RUN_FLY_H

#include "check.h"

#include <leonov/leonov.h>

/* A plan of a test mission, with overrides; the test ends when it cannot be read. */
static inline leo_plan *plan_of(const char *mission, const char *const *set)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", getenv("LEO_SOURCE_DIR"), mission);
    leo_error error = { 0 };
    leo_plan *plan = leo_plan_open(path, &(leo_plan_options){ .set = set }, &error);
    if (!plan) {
        leo_error_print(&error, stdout);
        exit(EXIT_FAILURE);
    }
    return plan;
}

static inline leo_run *run_of(const leo_plan *plan)
{
    leo_error error = { 0 };
    leo_run *run = leo_run_create(plan, NULL, &error);
    if (!run) {
        leo_error_print(&error, stdout);
        exit(EXIT_FAILURE);
    }
    return run;
}

static inline void fly_to(leo_run *run, double elapsed_s)
{
    leo_error error = { 0 };
    if (leo_run_until(run, elapsed_s, NULL, &error) != LEO_OK) {
        leo_error_print(&error, stdout);
        exit(EXIT_FAILURE);
    }
}

/* Elapsed time of the first event of that name, or -1. */
static inline double event_time_s(const leo_run *run, const char *name)
{
    for (size_t i = 0; i < leo_run_event_count(run); i++)
        if (strcmp(leo_run_event(run, i).name, name) == 0)
            return leo_run_event(run, i).elapsed_s;
    return -1;
}

static inline double channel(const leo_plan *plan, leo_run *run, const char *name)
{
    double value = NAN;
    leo_run_read(run, leo_plan_channel_find(plan, name, NULL), &value, NULL);
    return value;
}

#endif
