/* SPDX-License-Identifier: MIT */
/* leonov propagate: one input is flown here, several on threads, each a propagation of its own. */
#include "propagate.h"
#include "app.h"
#include "fly.h"
#include "user_data.h"

#include <errno.h>
#include <leonov/propagate.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- one propagation --------------------------------------------------------------------------------------------------- */

typedef struct job {
    const propagate_wish *w;
    const propagate_settings *set;
    const leo_data *data;
    const char *input;    // NULL: settings alone
    char path[PATH_ROOM]; // of the states; "": nowhere, "-": standard output
    int alone;            // of a kind: may use the terminal
    leo_status status;
    int problems;
    int unfinished; // the file was begun
    leo_error error;
    char *text; // summary
    size_t size;
} job;

static void count_problem(void *context, const leo_error *error)
{
    job *of = context;
    of->problems++;
    if (of->alone)
        problem_print(error, stderr);
}

static int show_progress(void *context, double elapsed_s, double span_s)
{
    return progress_step(context, elapsed_s, span_s, "");
}

static int wants_csv(const job *of)
{
    const size_t length = strlen(of->path);
    if (of->w->form)
        return strcmp(of->w->form, "csv") == 0;
    return length > 4 && strcmp(of->path + length - 4, ".csv") == 0;
}

static void print_summary(const job *of, const leo_propagation *p, FILE *file)
{
    char first[48] = "", last[48] = "";
    const leo_propagation_work work = leo_propagation_work_done(p);
    leo_orbit_point end;
    leo_propagation_date(p, 0, 3, first, NULL);
    leo_propagation_date(p, leo_propagation_now_s(p), 3, last, NULL);
    fprintf(file, "%s: %s to %s\n", of->input ? of->input : "settings", first, last);
    fprintf(file, "  by %s: %s; %ld evaluations\n", work.method, work.reason, work.evaluations);
    if (leo_propagation_point(p, leo_propagation_now_s(p), NULL, &end, NULL) == LEO_OK)
        fprintf(file, "  at the end %.6f %.6f %.6f km, %.9f %.9f %.9f km/s, axes of the ICRF\n",
                end.pos_m.x / 1e3, end.pos_m.y / 1e3, end.pos_m.z / 1e3, end.vel_m_s.x / 1e3,
                end.vel_m_s.y / 1e3, end.vel_m_s.z / 1e3);
    leo_attitude_point a;
    if (leo_propagation_attitude(p, leo_propagation_now_s(p), NULL, &a, NULL) == LEO_OK)
        fprintf(file,
                "  body from ICRF %.9f %.9f %.9f %.9f (w x y z), rates %.9f %.9f %.9f rad/s, body axes\n",
                a.quaternion[0], a.quaternion[1], a.quaternion[2], a.quaternion[3], a.rate_body_rad_s.x,
                a.rate_body_rad_s.y, a.rate_body_rad_s.z);
    for (size_t i = 0; i < leo_propagation_event_count(p); i++) {
        const leo_orbit_happening event = leo_propagation_event(p, i);
        leo_propagation_date(p, event.point.elapsed_s, 3, last, NULL);
        fprintf(file, "  %s  %s\n", last, event.name);
    }
    if (of->path[0] && strcmp(of->path, "-") != 0)
        fprintf(file, "  states: %s\n", of->path);
}

static leo_status fly(job *of, leo_propagation *p, FILE *file)
{
    progress_bar bar = { .shown = of->alone && !of->w->quiet && is_terminal(stderr) && file != stdout };
    const leo_propagation_output output = { .form = !file           ? LEO_ORBIT_NONE
                                                    : wants_csv(of) ? LEO_ORBIT_CSV
                                                                    : LEO_ORBIT_OEM,
                                            .file = file,
                                            .progress = show_progress,
                                            .context = &bar };
    const leo_status status = leo_propagation_fly(p, &output, &of->error);
    progress_clear(&bar);
    return status;
}

/* Is `path` one of the inputs, by whatever name? */
static int is_input(const propagate_wish *w, const char *path)
{
    struct stat one, other;
    if (stat(path, &one) != 0)
        return 0;
    for (int i = 0; i < w->input_count; i++)
        if (stat(w->inputs[i], &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino)
            return 1;
    return 0;
}

static FILE *open_output(job *of)
{
    FILE *file = NULL;
    leo_error *error = &of->error;
    if (is_input(of->w, of->path)) {
        of->status = error->status = LEO_BAD_INPUT;
        snprintf(error->message, sizeof error->message, "is an input: its states would be lost");
    } else if (!(file = fopen(of->path, "wb"))) {
        of->status = error->status = LEO_IO;
        snprintf(error->message, sizeof error->message, "cannot be opened for writing");
    }
    if (!file)
        snprintf(error->where, sizeof error->where, "%.250s", of->path);
    return file;
}

static void do_job(job *of)
{
    const leo_propagation_options options = {
        .set = of->set->items, .at = of->w->at, .data = of->data, .problem = count_problem, .context = of
    };
    leo_propagation *p = leo_propagation_open(of->input, &options, &of->error);
    FILE *file = NULL, *summary = NULL;
    of->status = of->error.status;
    if (!p) { // what was asked for cannot be flown: bad input, whatever the library found
        of->status = of->status == LEO_NO_MEMORY ? of->status : LEO_BAD_INPUT;
        return;
    }
    if (of->path[0] && !wants_csv(of) && leo_propagation_column_count(p) > 0) {
        // is refused, before a file that may be there is emptied
        of->status = leo_propagation_fly(p, &(leo_propagation_output){ .form = LEO_ORBIT_OEM }, &of->error);
        leo_propagation_close(p);
        return;
    }
    if (strcmp(of->path, "-") == 0)
        file = stdout;
    else if (of->path[0])
        file = open_output(of);
    if (of->status == LEO_OK)
        of->status = fly(of, p, file);
    if (file && file != stdout && fclose(file) != 0 && of->status == LEO_OK) {
        of->status = of->error.status = LEO_IO;
        snprintf(of->error.message, sizeof of->error.message, "the output cannot be written");
    }
    if (of->status == LEO_IO && !of->error.where[0] && of->path[0])
        snprintf(of->error.where, sizeof of->error.where, "%.250s",
                 strcmp(of->path, "-") == 0 ? "standard output" : of->path);
    of->unfinished = file && file != stdout && of->status != LEO_OK;
    if (of->status == LEO_OK && (summary = open_memstream(&of->text, &of->size))) {
        if (of->w->json)
            leo_propagation_summary(p, summary, &of->error);
        else
            print_summary(of, p, summary);
        fclose(summary);
    }
    leo_propagation_close(p);
}

/* ---- several ------------------------------------------------------------------------------------------------------------ */

typedef struct crowd {
    job *jobs;
    int count, next;
    pthread_mutex_t lock;
} crowd;

static void *work(void *context)
{
    crowd *all = context;
    for (;;) {
        pthread_mutex_lock(&all->lock);
        const int mine = all->next++;
        pthread_mutex_unlock(&all->lock);
        if (mine >= all->count)
            return NULL;
        do_job(&all->jobs[mine]);
    }
}

static void do_all(job *jobs, int count, int threads)
{
    crowd all = { .jobs = jobs, .count = count };
    pthread_t ids[THREADS_MAX];
    int started = 0;
    pthread_mutex_init(&all.lock, NULL);
    while (started < threads - 1 && started < THREADS_MAX &&
           pthread_create(&ids[started], NULL, work, &all) == 0)
        started++;
    work(&all);
    for (int i = 0; i < started; i++)
        pthread_join(ids[i], NULL);
    pthread_mutex_destroy(&all.lock);
}

/* A folder for the states of several, made where there is none; and no two of them into one file. */
static int check_outputs(const job *jobs, int count, const char *folder)
{
    for (int i = 0; i < count; i++)
        for (int k = 0; k < i; k++)
            if (strcmp(jobs[i].path, jobs[k].path) == 0) {
                fprintf(stderr, "leonov propagate: %s and %s: both would be written to %s\n", jobs[k].input,
                        jobs[i].input, jobs[i].path);
                return 0;
            }
    struct stat there;
    if ((mkdir(folder, 0777) == 0 || errno == EEXIST) && stat(folder, &there) == 0 && S_ISDIR(there.st_mode))
        return 1;
    fprintf(stderr, "leonov propagate: %s: no folder, and none can be made there\n", folder);
    return 0;
}

/* FOLDER/NAME.oem for an input of several. */
static void name_output(job *of, const char *folder)
{
    const char *name = strrchr(of->input, '/');
    name = name ? name + 1 : of->input;
    const char *dot = strrchr(name, '.');
    const int length = (int)(dot && dot > name ? (size_t)(dot - name) : strlen(name));
    snprintf(of->path, sizeof of->path, "%s/%.*s.%s", folder, length, name,
             of->w->form && strcmp(of->w->form, "csv") == 0 ? "csv" : "oem");
}

static int tell(job *jobs, int count, int as_list)
{
    int code = EXIT_GOOD;
    if (as_list)
        puts("[");
    for (int i = 0; i < count; i++) {
        job *of = &jobs[i];
        if (of->status != LEO_OK) {
            if (!of->problems || !of->alone)
                problem_print(&of->error, stderr);
            if (of->unfinished)
                fprintf(stderr, "%s: unfinished: what was written before\n", of->path);
            code = code == EXIT_GOOD ? exit_code_of(of->status) : code;
            if (as_list)
                printf("null%s\n", i + 1 < count ? "," : "");
        } else if (of->text) {
            FILE *file = strcmp(of->path, "-") == 0 ? NULL : stdout;
            if (file && (!of->w->quiet || of->w->json)) {
                fwrite(of->text, 1, of->size, file);
                if (as_list)
                    puts(i + 1 < count ? "," : "");
            }
        }
        free(of->text);
    }
    if (as_list)
        puts("]");
    return code;
}

static int run_jobs(const propagate_wish *w, const propagate_settings *set, const leo_data *data)
{
    const int count = w->input_count > 0 ? w->input_count : 1;
    const int threads = w->threads ? atoi(w->threads) : 1;
    job *jobs = calloc((size_t)count, sizeof *jobs);
    if (!jobs) {
        fputs("leonov propagate: no memory\n", stderr);
        return EXIT_RUN_FAILED;
    }
    for (int i = 0; i < count; i++) {
        jobs[i] = (job){ .w = w, .set = set, .data = data, .input = w->inputs[i], .alone = count == 1 };
        if (count > 1 && w->out)
            name_output(&jobs[i], w->out);
        else if (count == 1)
            snprintf(jobs[i].path, sizeof jobs[i].path, "%s", w->out ? w->out : w->json ? "" : "-");
    }
    if (count > 1 && w->out && !check_outputs(jobs, count, w->out)) {
        free(jobs);
        return EXIT_BAD_INPUT;
    }
    do_all(jobs, count, threads < 1 ? 1 : threads);
    const int code = tell(jobs, count, w->json && count > 1);
    free(jobs);
    return code;
}

int propagate_main(int argc, char **argv)
{
    static propagate_wish w; // a command is run once
    static propagate_settings set;
    const int code = propagate_read(argc, argv, &w);
    if (code >= 0)
        return code;
    if (!propagate_settings_of(&w, &set)) {
        fprintf(stderr, "leonov propagate: --state needs six numbers \"X Y Z VX VY VZ\", in km and km/s or "
                        "each with its unit\n");
        return EXIT_BAD_INPUT;
    }
    if (set.gravity_file[0] && w.data.count < LIST_ROOM)
        w.data.items[w.data.count++] = set.gravity_file;
    leo_error error = { 0 };
    leo_data *data = data_open(&w.data, &error);
    if (!data) {
        problem_print(&error, stderr);
        return error.status == LEO_NO_MEMORY ? EXIT_RUN_FAILED : EXIT_BAD_INPUT;
    }
    progress_catch_interrupts();
    const int result = run_jobs(&w, &set, data);
    leo_data_close(data);
    return result;
}
