/* SPDX-License-Identifier: MIT */
#include "fly.h"
#include "app.h"
#include "user_data.h"

#include <stdlib.h>
#include <string.h>

typedef struct fly_wish {
    const char *mission, *out, *until, *resume;
    text_list set, data;
    int json, strict, no_record, quiet;
} fly_wish;

/* Everything that a flight holds. */
typedef struct fly_flight {
    char mission[PATH_ROOM], folder[PATH_ROOM], report[PATH_ROOM + 16];
    char *overrides; // text that the items of `set` lie in
    text_list set;
    leo_data *data;
    leo_plan *plan;
    leo_run *run;
    leo_record *record;
    progress_bar bar;
    double until_s;
    int has_report;
} fly_flight;

static int read_wish(int argc, char **argv, fly_wish *wish)
{
    int words;
    const option_row rows[] = {
        { .name = "--out",
          .value = "DIR",
          .doc = "folder of the record; usual: runs/<mission>",
          .text = &wish->out },
        { .name = "--set",
          .value = "KEY=VALUE",
          .doc = "change a value of the mission; may be repeated",
          .list = &wish->set },
        { .name = "--data",
          .value = "FILE",
          .doc = "a set of data over those in use; may be repeated",
          .list = &wish->data },
        { .name = "--until",
          .value = "T",
          .doc = "stop there: T+01:34:51, a UTC instant, or \"90 min\"",
          .text = &wish->until },
        { .name = "--resume",
          .value = "DIR",
          .doc = "complete an interrupted record (no MISSION then)",
          .text = &wish->resume },
        { .name = "--json", .doc = "print the summary as JSON", .flag = &wish->json },
        { .name = "--strict", .doc = "exit with 1 when a history row missed", .flag = &wish->strict },
        { .name = "--no-record", .doc = "leave no folder behind", .flag = &wish->no_record },
        { .name = "--quiet", .doc = "no progress bar, no summary", .flag = &wish->quiet },
        { 0 },
    };
    const int code = options_read("fly", argc, argv, rows, 0, 1, &wish->mission, &words);
    if (code >= 0)
        return code;
    const char *wrong = NULL;
    if (!wish->mission && !wish->resume)
        wrong = "a MISSION is needed, or --resume DIR";
    else if (wish->mission && wish->resume)
        wrong = "--resume brings its own mission: leave MISSION away";
    else if (wish->resume && (wish->set.count || wish->out || wish->no_record))
        wrong = "--resume goes on as before: leave --set, --out and --no-record away";
    else if (wish->no_record && wish->out)
        wrong = "--no-record and --out contradict each other";
    if (!wrong)
        return -1;
    fprintf(stderr, "leonov fly: %s\nleonov fly --help lists its options\n", wrong);
    return EXIT_BAD_INPUT;
}

/* The mission file and its overrides: given, or those of the record. */
static leo_status find_mission(const fly_wish *wish, fly_flight *flight, leo_error *error)
{
    if (!wish->resume) {
        snprintf(flight->mission, sizeof flight->mission, "%s", wish->mission);
        flight->set = wish->set;
        return LEO_OK;
    }
    snprintf(flight->folder, sizeof flight->folder, "%s", wish->resume);
    const leo_status status =
        leo_record_mission(wish->resume, flight->mission, sizeof flight->mission, error);
    if (status == LEO_OK)
        flight->set.count =
            folder_read_overrides(flight->mission, flight->set.items, LIST_ROOM, &flight->overrides);
    return status;
}

static leo_status prepare(const fly_wish *wish, fly_flight *flight, leo_error *error)
{
    int problems = 0;
    leo_status status = find_mission(wish, flight, error);
    if (status != LEO_OK)
        return status;
    flight->data = data_open(&wish->data, error);
    if (!flight->data)
        return error->status;
    flight->plan = leo_plan_open(
        flight->mission,
        &(leo_plan_options){
            .set = flight->set.items, .problem = problem_count, .context = &problems, .data = flight->data },
        error);
    if (!flight->plan && problems)
        error->message[0] = error->where[0] = 0; // all of them were shown
    if (!flight->plan)
        return error->status;
    flight->until_s = leo_plan_end_s(flight->plan);
    if (wish->until &&
        (status = leo_plan_instant(flight->plan, wish->until, &flight->until_s, error)) != LEO_OK)
        return status;
    flight->run = leo_run_create(flight->plan, NULL, error);
    if (!flight->run)
        return error->status;
    flight->bar = (progress_bar){ .plan = flight->plan, .shown = !wish->quiet && is_terminal(stderr) };
    if (wish->no_record)
        return LEO_OK;
    const leo_record_options options = { .progress = progress_step, .context = &flight->bar };
    if (wish->out)
        snprintf(flight->folder, sizeof flight->folder, "%s", wish->out);
    else if (!wish->resume &&
             !folder_for_mission(leo_plan_name(flight->plan), flight->folder, sizeof flight->folder)) {
        fputs("leonov fly: every folder name under runs/ is taken; say --out DIR\n", stderr);
        return error->status = LEO_IO;
    }
    flight->record = (wish->resume ? leo_record_resume : leo_record_start)(flight->folder, flight->plan,
                                                                           flight->run, &options, error);
    return flight->record ? LEO_OK : error->status;
}

/* Without a record: in steps, so that SIGINT and the bar are looked at. */
static leo_status fly_bare(fly_flight *flight, leo_error *error)
{
    static const double look_every_s = 60;
    leo_status status = LEO_OK;
    double now_s = leo_run_now_s(flight->run);
    while (status == LEO_OK && now_s < flight->until_s) {
        const double to_s = now_s + look_every_s < flight->until_s ? now_s + look_every_s : flight->until_s;
        status = leo_run_until(flight->run, to_s, &now_s, error);
        if (status == LEO_OK && now_s < to_s)
            break;
        if (status == LEO_OK && progress_step(&flight->bar, now_s, leo_plan_end_s(flight->plan), "") != 0) {
            error->status = status = LEO_INTERRUPTED;
            snprintf(error->message, sizeof error->message, "interrupted at %.0f s elapsed", now_s);
        }
    }
    return status;
}

static leo_status fly(fly_flight *flight, leo_error *error)
{
    progress_catch_interrupts();
    const leo_status flown =
        flight->record ? leo_record_fly(flight->record, flight->until_s, error) : fly_bare(flight, error);
    progress_clear(&flight->bar);
    if (!flight->record)
        return flown;
    leo_error ending = { 0 };
    leo_status status = leo_record_finish(flight->record, &ending);
    flight->record = NULL;
    if (status == LEO_OK && flown != LEO_IO) {
        status = leo_report(flight->folder, NULL, &ending);
        flight->has_report = status == LEO_OK;
        snprintf(flight->report, sizeof flight->report, "%s/report.html", flight->folder);
    }
    if (flown != LEO_OK)
        return flown;
    *error = ending;
    return status;
}

static void print_result(const fly_wish *wish, fly_flight *flight, leo_error *error)
{
    leo_error own = { 0 };
    leo_status status = LEO_OK;
    if (wish->json)
        status = outcome_print_json(flight->run, stdout, &own);
    else if (!wish->quiet)
        status = outcome_print(flight->run, wish->no_record ? NULL : flight->folder,
                               flight->has_report ? flight->report : NULL, stdout, &own);
    if (status != LEO_OK && error->status == LEO_OK)
        *error = own;
}

static int exit_code(const fly_wish *wish, const fly_flight *flight, const leo_error *error)
{
    if (error->status != LEO_OK)
        return exit_code_of(error->status);
    if (leo_run_over(flight->run) == LEO_LOST)
        return EXIT_LOST;
    return wish->strict && outcome_misses(flight->run) ? EXIT_LOST : EXIT_GOOD;
}

int fly_main(int argc, char **argv)
{
    fly_wish wish = { 0 };
    fly_flight flight = { 0 };
    leo_error error = { 0 };
    int code = read_wish(argc, argv, &wish);
    if (code >= 0)
        return code;
    const leo_status ready = prepare(&wish, &flight, &error);
    if (ready == LEO_OK) {
        fly(&flight, &error);
        print_result(&wish, &flight, &error);
    }
    if (error.message[0])
        problem_print(&error, stderr);
    code = ready == LEO_OK ? exit_code(&wish, &flight, &error) : exit_code_of(ready);
    const int unfinished =
        ready == LEO_OK && leo_run_over(flight.run) == LEO_FLYING && error.status != LEO_IO;
    if (unfinished && !wish.no_record && !(wish.quiet && error.status == LEO_OK))
        fprintf(stderr, "to go on: leonov fly --resume %s\n", flight.folder);
    leo_record_finish(flight.record, NULL);
    leo_run_destroy(flight.run);
    leo_plan_close(flight.plan);
    leo_data_close(flight.data);
    free(flight.overrides);
    return code;
}
