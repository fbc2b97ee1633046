/* SPDX-License-Identifier: MIT */
/*
 * A whole mission: how long, how much memory, which wing, and how far from the answer.
 *
 *     bench.mission [--brief] [MISSION]
 *
 * The run takes the time of its wings by the clock that it is given. The error beside the time is the largest
 * change of any history row when every tolerance of the solvers is halved, in units of the row's own tolerance.
 */
#define _XOPEN_SOURCE 700
#include <leonov/leonov.h>

#include <ftw.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

/* ---- clocks ------------------------------------------------------------------------------------------------------ */

static double clock_s(clockid_t which)
{
    struct timespec now;
    clock_gettime(which, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double wall_clock_s(void *context)
{
    (void)context;
    return clock_s(CLOCK_MONOTONIC);
}

/* ---- one flight -------------------------------------------------------------------------------------------------- */

typedef enum keeping { KEEP_NOTHING, KEEP_RECORD } keeping;

/* What outlives the run of a row of its history. */
typedef struct measured {
    char what[96];
    int reached, is_place;
    double now, tolerance, lat_rad, lon_rad;
} measured;

typedef struct flown {
    double wall_s, cpu_s;
    leo_work work;
    size_t rows;
    measured *history;
} flown;

static measured measure(const leo_comparison *row)
{
    measured kept = { .reached = row->reached,
                      .is_place = strcmp(row->kind, "place") == 0,
                      .now = row->now,
                      .tolerance = row->tolerance,
                      .lat_rad = row->now_lat_rad,
                      .lon_rad = row->now_lon_rad };
    snprintf(kept.what, sizeof kept.what, "%s", row->what);
    return kept;
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *walk)
{
    (void)about, (void)kind, (void)walk;
    return remove(path);
}

static leo_status fly_recorded(leo_run *run, const leo_plan *plan, double until_s, leo_error *error)
{
    char folder[256];
    const char *temporary = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/leonov-bench-XXXXXX", temporary ? temporary : "/tmp");
    if (!mkdtemp(folder)) {
        fprintf(stderr, "bench.mission: no folder %s\n", folder);
        return LEO_IO;
    }
    leo_record *record = leo_record_start(folder, plan, run, NULL, error);
    leo_status status = record ? leo_record_fly(record, until_s, error) : error->status;
    const leo_status finished = leo_record_finish(record, error);
    if (status == LEO_OK)
        status = finished;
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    return status;
}

static leo_status fly(const char *mission, keeping keep, double scale, double until_s, flown *out,
                      leo_error *error)
{
    const double wall_s = clock_s(CLOCK_MONOTONIC), cpu_s = clock_s(CLOCK_PROCESS_CPUTIME_ID);

    leo_plan *plan = leo_plan_open(mission, NULL, error);
    leo_run *run =
        leo_run_create(plan, &(leo_run_options){ .tolerance_scale = scale, .clock_s = wall_clock_s }, error);
    leo_status status = error->status;
    if (run) {
        until_s = fmin(until_s, leo_plan_end_s(plan));
        status = keep == KEEP_RECORD ? fly_recorded(run, plan, until_s, error)
                                     : leo_run_until(run, until_s, NULL, error);
        out->wall_s = clock_s(CLOCK_MONOTONIC) - wall_s;
        out->cpu_s = clock_s(CLOCK_PROCESS_CPUTIME_ID) - cpu_s;
        out->work = leo_run_work(run);
        out->rows = leo_run_history_count(run);
        out->history = calloc(out->rows + 1, sizeof *out->history);
        for (size_t i = 0; out->history && i < out->rows; i++) {
            const leo_comparison row = leo_run_history(run, i);
            out->history[i] = measure(&row);
        }
    }
    leo_run_destroy(run);
    leo_plan_close(plan);
    return status;
}

/* ---- how far two flights lie apart ------------------------------------------------------------------------------- */

static double ground_distance_m(const measured *a, const measured *b)
{
    static const double earth_radius_m = 6371008.8; // mean radius of the Earth, IUGG
    const double north = sin(0.5 * (b->lat_rad - a->lat_rad));
    const double east = sin(0.5 * (b->lon_rad - a->lon_rad));
    return 2 * earth_radius_m * asin(sqrt(north * north + cos(a->lat_rad) * cos(b->lat_rad) * east * east));
}

/* In units of the row's tolerance. A row that only one of them reached is as far as can be. */
static double apart(const measured *a, const measured *b)
{
    if (a->reached != b->reached)
        return 1e9;
    if (!a->reached)
        return 0;
    return (a->is_place ? ground_distance_m(a, b) : fabs(a->now - b->now)) / a->tolerance;
}

static double farthest(const flown *a, const flown *b, size_t *row)
{
    double most = 0;
    for (size_t i = 0; i < a->rows && i < b->rows; i++) {
        const double distance = apart(&a->history[i], &b->history[i]);
        if (!(distance <= most)) {
            most = distance;
            *row = i;
        }
    }
    return most;
}

/* ---- lines ------------------------------------------------------------------------------------------------------- */

static const char *const error_unit = "tolerance of a history row, on halving all solver tolerances";

static void print_line(const char *name, double value, const char *unit, double error)
{
    printf("{\"bench\":\"mission\",\"name\":\"%s\",\"value\":%.6g,\"unit\":\"%s\",\"error\":", name, value,
           unit);
    if (isnan(error))
        printf("null,\"error_unit\":null}\n");
    else
        printf("%.3g,\"error_unit\":\"%s\"}\n", error, error_unit);
}

static void print_flight(const flown *kept, const flown *bare, double peak_mib, double error)
{
    print_line("wall time with record", kept->wall_s, "s", error);
    print_line("processor time with record", kept->cpu_s, "s", error);
    print_line("wall time without record", bare->wall_s, "s", error);
    print_line("flight wing", bare->work.flight_s, "s", error);
    print_line("cabin wing", bare->work.cabin_s, "s", error);
    print_line("reading the mission, conditions, history",
               bare->wall_s - bare->work.flight_s - bare->work.cabin_s, "s", error);
    print_line("record", kept->wall_s - bare->wall_s, "s", error);
    print_line("peak memory", peak_mib, "MiB", error);
    print_line("windows", (double)kept->work.windows, "1", error);
    print_line("flight steps", (double)kept->work.flight_steps, "1", error);
    print_line("cabin steps", (double)kept->work.cabin_steps, "1", error);
    print_line("cabin steps rejected", (double)kept->work.cabin_rejected, "1", error);
}

int main(int count, char **words)
{
    const char *mission = "missions/voskhod-2.yaml";
    double until_s = HUGE_VAL, error_now = NAN;
    for (int i = 1; i < count; i++) {
        if (strcmp(words[i], "--brief") == 0)
            until_s = 300;
        else
            mission = words[i];
    }
    leo_error error = { 0 };
    flown kept = { 0 }, bare = { 0 }, halved = { 0 };
    leo_status status = fly(mission, KEEP_RECORD, 1, until_s, &kept, &error);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    if (status == LEO_OK)
        status = fly(mission, KEEP_NOTHING, 1, until_s, &bare, &error);
    if (status == LEO_OK && isinf(until_s)) {
        size_t row = 0;
        status = fly(mission, KEEP_NOTHING, 0.5, until_s, &halved, &error);
        error_now = farthest(&bare, &halved, &row);
        fprintf(stderr, "bench.mission: of the history, \"%s\" moves most\n",
                bare.rows ? bare.history[row].what : "");
    }
    if (status == LEO_OK)
        print_flight(&kept, &bare, (double)usage.ru_maxrss / 1024, error_now);
    else
        leo_error_print(&error, stderr);
    free(kept.history), free(bare.history), free(halved.history);
    return status == LEO_OK ? 0 : 1;
}
