/* SPDX-License-Identifier: MIT */
#include "record/folder.h"
#include "record/scratch.h"
#include "record/telemetry.h"

#include <leonov/leonov.h>

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Two hours of a ball in orbit: slow telemetry, ten times faster from an event to the next. */
static const char MISSION[] =
    "mission: Ball\n"
    "epoch: 1965-03-18T07:08:47Z\n"
    "end: T+2 h\n"
    "orbit: { frame: tod, semi-major-axis: 6690.3 km, eccentricity: 0.0223, inclination: 64.79 "
    "deg, raan: 316 deg, argument-of-perigee: 67 deg, true-anomaly: 0 deg }\n"
    "forces: { gravity: { degree: 4 }, drag: {} }\n"
    "parts:\n"
    "  ball: { kind: body, mass: 100 kg, area: 1 m^2, drag-coefficient: 2.2 }\n"
    "telemetry: { rate: 1 Hz, fast: [ { from: begin, to: over, rate: 10 Hz } ] }\n"
    "timeline:\n"
    "  - { name: begin, at: T+1500.25 s }\n"
    "  - { name: over, after: begin, delay: 333 s, note: \"that was it\" }\n"
    "history:\n"
    "  - { what: begin, event: begin, time: T+1500 s, tolerance: 1 s, because: test }\n";

static char mission_path[2300], base[2200];

typedef struct flown {
    leo_plan *plan;
    leo_run *run;
    leo_record *record;
} flown;

static void close_flight(flown *flight)
{
    leo_run_destroy(flight->run);
    leo_plan_close(flight->plan);
}

typedef leo_record *opening(const char *, const leo_plan *, leo_run *, const leo_record_options *,
                            leo_error *);

static flown open_flight(const char *mission, const char *folder, opening *how,
                         const leo_record_options *options, leo_error *error)
{
    flown flight = { .plan = leo_plan_open(mission, NULL, error) };
    flight.run = leo_run_create(flight.plan, NULL, error);
    flight.record = flight.run ? how(folder, flight.plan, flight.run, options, error) : NULL;
    return flight;
}

static const char *folder_named(const char *name)
{
    static char path[2300];
    snprintf(path, sizeof path, "%s/%s", base, name);
    return path;
}

static void fly_whole(const char *folder)
{
    leo_error error = { 0 };
    flown flight = open_flight(mission_path, folder, leo_record_start, NULL, &error);
    leo_record_fly(flight.record, leo_plan_end_s(flight.plan), &error);
    leo_record_finish(flight.record, &error);
    CHECK(error.status == LEO_OK);
    if (error.status != LEO_OK)
        leo_error_print(&error, stdout);
    close_flight(&flight);
}

static leo_status resume(const char *folder, double until_s)
{
    leo_error error = { 0 };
    char mission[2400];
    leo_record_mission(folder, mission, sizeof mission, &error);
    flown flight = open_flight(mission, folder, leo_record_resume, NULL, &error);
    leo_record_fly(flight.record, until_s, &error);
    leo_record_finish(flight.record, &error);
    if (error.status != LEO_OK)
        leo_error_print(&error, stdout);
    close_flight(&flight);
    return error.status;
}

static void check_same_file(const char *one, const char *other, const char *name)
{
    char path[2][2500], *text[2];
    size_t size[2];
    leo_error error = { 0 };
    snprintf(path[0], sizeof path[0], "%s/%s", one, name);
    snprintf(path[1], sizeof path[1], "%s/%s", other, name);
    leo_folder_read(path[0], &text[0], &size[0], &error);
    leo_folder_read(path[1], &text[1], &size[1], &error);
    CHECK(error.status == LEO_OK);
    const int same = text[0] && text[1] && size[0] == size[1] && memcmp(text[0], text[1], size[0]) == 0;
    if (!same)
        printf("  %s differs\n", name);
    CHECK(same);
    free(text[0]);
    free(text[1]);
}

static void check_same_telemetry(const char *one, const char *other)
{
    char path[2500];
    leo_error error = { 0 };
    snprintf(path, sizeof path, "%s/telemetry.h5", one);
    leo_telemetry_file *a = leo_telemetry_file_open(path, &error);
    snprintf(path, sizeof path, "%s/telemetry.h5", other);
    leo_telemetry_file *b = leo_telemetry_file_open(path, &error);
    CHECK(a && b);
    if (!a || !b)
        return;
    const size_t rows = leo_telemetry_file_rows(a), count = leo_telemetry_file_count(a);
    CHECK(rows > 7200 && rows == leo_telemetry_file_rows(b) && count == leo_telemetry_file_count(b));
    double *x = malloc((rows + 1) * sizeof *x), *y = malloc((rows + 1) * sizeof *y);
    int different = 0;
    for (int i = -1; i < (int)count && rows == leo_telemetry_file_rows(b); i++) {
        leo_telemetry_file_read(a, i, x, &error);
        leo_telemetry_file_read(b, i, y, &error);
        different += memcmp(x, y, rows * sizeof *x) != 0;
    }
    CHECK(different == 0 && error.status == LEO_OK);
    free(x);
    free(y);
    leo_telemetry_file_close(a);
    leo_telemetry_file_close(b);
}

static void check_same_record(const char *folder)
{
    char whole[2300];
    snprintf(whole, sizeof whole, "%s/whole", base);
    check_same_file(whole, folder, "events.jsonl");
    check_same_file(whole, folder, "trajectory.oem");
    check_same_file(whole, folder, "summary.json");
    check_same_telemetry(whole, folder);
}

static void telemetry_is_faster_between_two_events(void)
{
    leo_error error = { 0 };
    char path[2400];
    snprintf(path, sizeof path, "%s/telemetry.h5", folder_named("whole"));
    leo_telemetry_file *file = leo_telemetry_file_open(path, &error);
    CHECK(file != NULL);
    if (!file)
        return;
    // 0 to 7200 once a second, but 1501.1 to 1833.3 ten times: an event counts at the first instant after it
    CHECK(leo_telemetry_file_rows(file) == 7201 - 332 + 3323);
    leo_telemetry_file_close(file);
}

static void a_flight_cut_anywhere_leaves_the_same_record(void)
{
    static const double cuts_s[] = { 0.5, 1000, 1500.25, 1600.123, 5000, 7199.9 };
    for (size_t i = 0; i < sizeof cuts_s / sizeof cuts_s[0]; i++) {
        leo_error error = { 0 };
        char name[40];
        snprintf(name, sizeof name, "cut-%zu", i);
        const char *folder = folder_named(name);
        flown flight = open_flight(mission_path, folder, leo_record_start, NULL, &error);
        CHECK(leo_record_fly(flight.record, cuts_s[i], &error) == LEO_OK);
        CHECK(leo_record_finish(flight.record, &error) == LEO_OK);
        close_flight(&flight);
        CHECK(resume(folder, 1e9) == LEO_OK);
        check_same_record(folder);
    }
}

static int die_there(void *context, double elapsed_s, double end_s, const char *phase)
{
    (void)end_s;
    (void)phase;
    if (elapsed_s > *(double *)context)
        _exit(9);
    return 0;
}

static void a_killed_flight_can_be_taken_up(void)
{
    leo_error error = { 0 };
    double deadly_s = 5500;
    const char *folder = folder_named("killed");
    fflush(stdout);
    const pid_t child = fork();
    if (child == 0) {
        const leo_record_options options = { .progress = die_there, .context = &deadly_s };
        flown flight = open_flight(mission_path, folder, leo_record_start, &options, &error);
        leo_record_fly(flight.record, 1e9, &error);
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 9);
    CHECK(resume(folder, 1e9) == LEO_OK);
    check_same_record(folder);
}

static int stop_there(void *context, double elapsed_s, double end_s, const char *phase)
{
    (void)end_s;
    (void)phase;
    return elapsed_s > *(double *)context;
}

static void an_interrupt_leaves_a_record_to_be_taken_up(void)
{
    leo_error error = { 0 };
    double stop_s = 4000;
    const char *folder = folder_named("interrupted");
    const leo_record_options options = { .progress = stop_there, .context = &stop_s };
    flown flight = open_flight(mission_path, folder, leo_record_start, &options, &error);
    CHECK(leo_record_fly(flight.record, 1e9, &error) == LEO_INTERRUPTED);
    leo_error ending = { 0 };
    CHECK(leo_record_finish(flight.record, &ending) == LEO_OK);
    close_flight(&flight);
    CHECK(resume(folder, 1e9) == LEO_OK);
    check_same_record(folder);
}

static void a_full_disk_is_an_error_and_not_a_lost_flight(void)
{
    leo_error error = { 0 }, ending = { 0 };
    const char *folder = folder_named("full");
    struct rlimit before, small;
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before);
    small = before;
    small.rlim_cur = 1500000; // enough to begin with, too little for the second block of telemetry
    flown flight = open_flight(mission_path, folder, leo_record_start, NULL, &error);
    setrlimit(RLIMIT_FSIZE, &small);
    CHECK(leo_record_fly(flight.record, 1e9, &error) == LEO_IO);
    CHECK(strstr(error.message, "File too large") != NULL);
    leo_record_finish(flight.record, &ending);
    setrlimit(RLIMIT_FSIZE, &before);
    close_flight(&flight);
    CHECK(resume(folder, 1e9) == LEO_OK);
    check_same_record(folder);
}

static void refuses_a_folder_that_cannot_be_made_or_is_in_use(void)
{
    leo_error nowhere = { 0 }, taken = { 0 };
    flown flight = open_flight(mission_path, "/proc/none/record", leo_record_start, NULL, &nowhere);
    CHECK(flight.record == NULL && nowhere.status == LEO_IO);
    close_flight(&flight);
    flight = open_flight(mission_path, folder_named("whole"), leo_record_start, NULL, &taken);
    CHECK(flight.record == NULL && taken.status == LEO_IO);
    CHECK(strstr(taken.message, "needs a new or empty folder") != NULL);
    close_flight(&flight);
}

static void refuses_to_go_on_with_another_mission(void)
{
    leo_error error = { 0 };
    char other[2400], text[4096];
    snprintf(other, sizeof other, "%s/other.yaml", base);
    snprintf(text, sizeof text, "%s# changed\n", MISSION);
    leo_folder_write(other, text, strlen(text), &error);
    flown flight = open_flight(other, folder_named("whole"), leo_record_resume, NULL, &error);
    CHECK(flight.record == NULL && error.status == LEO_BAD_INPUT);
    CHECK(strstr(error.message, "another") != NULL);
    close_flight(&flight);
}

static void the_trajectory_is_a_message_that_others_can_read(void)
{
    char path[2400], *text;
    size_t size;
    leo_error error = { 0 };
    snprintf(path, sizeof path, "%s/trajectory.oem", folder_named("whole"));
    CHECK(leo_folder_read(path, &text, &size, &error) == LEO_OK);
    // 07:08:47 UTC and the 3.739 s that TAI was ahead that day (IERS: 3.64013 s + 0.001296 s for each day since 1965-01-01)
    CHECK(strncmp(text, "CCSDS_OEM_VERS = 2.0\n", 21) == 0);
    CHECK(strstr(text, "START_TIME = 1965-03-18T07:08:50.7") != NULL);
    CHECK(strstr(text, "STOP_TIME = 1965-03-18T09:08:50.7") != NULL);
    const char *data = strstr(text, "META_STOP\n\n");
    int lines = 0;
    for (const char *at = data ? data + 11 : ""; *at; at++)
        lines += *at == '\n';
    CHECK(lines == 121); // every minute of two hours
    free(text);
}

int main(void)
{
    leo_error error = { 0 };
    snprintf(base, sizeof base, "%s", scratch_folder("record"));
    snprintf(mission_path, sizeof mission_path, "%s/ball.yaml", base);
    leo_folder_write(mission_path, MISSION, strlen(MISSION), &error);
    fly_whole(folder_named("whole"));
    RUN(telemetry_is_faster_between_two_events);
    RUN(the_trajectory_is_a_message_that_others_can_read);
    RUN(a_flight_cut_anywhere_leaves_the_same_record);
    RUN(an_interrupt_leaves_a_record_to_be_taken_up);
    RUN(a_killed_flight_can_be_taken_up);
    RUN(a_full_disk_is_an_error_and_not_a_lost_flight);
    RUN(refuses_a_folder_that_cannot_be_made_or_is_in_use);
    RUN(refuses_to_go_on_with_another_mission);
    return check_result();
}
