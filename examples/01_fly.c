/* SPDX-License-Identifier: MIT */
/*
 * Fly a mission and say how it went, row by row of its history.
 *
 *     cc 01_fly.c $(pkg-config --cflags --libs leonov) -o 01_fly && ./01_fly missions/voskhod-2.yaml
 *
 * Checking for an error once, at the end, is enough: what is handed the NULL of a failure passes it on.
 */
#include <leonov/leonov.h>

#include <stdio.h>

static void print_history(const leo_run *run)
{
    size_t passed = 0, measured = 0;
    for (size_t i = 0; i < leo_run_history_count(run); i++) {
        const leo_comparison row = leo_run_history(run, i);
        if (!row.reached)
            continue;
        measured++;
        passed += row.pass != 0;
        printf("%-4s %s: %.3g %s off, %.3g allowed\n", row.pass ? "hit" : "miss", row.what,
               row.difference / row.shown_scale, row.shown_unit, row.tolerance / row.shown_scale);
    }
    printf("%zu of %zu rows lie within their tolerance\n", passed, measured);
}

int main(int count, char **words)
{
    leo_error error = { 0 };
    leo_plan *plan = leo_plan_open(count > 1 ? words[1] : "missions/voskhod-2.yaml", NULL, &error);
    leo_run *run = leo_run_create(plan, NULL, &error);

    const leo_status status = run ? leo_run_until(run, leo_plan_end_s(plan), NULL, &error) : error.status;
    if (run)
        print_history(run);
    if (status != LEO_OK)
        leo_error_print(&error, stderr);

    leo_run_destroy(run);
    leo_plan_close(plan);
    return status == LEO_OK ? 0 : 1;
}
