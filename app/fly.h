/* SPDX-License-Identifier: MIT */
#ifndef LEO_APP_FLY_H
#define LEO_APP_FLY_H

#include <leonov/leonov.h>

/* progress.c: the bar on a terminal; also notices SIGINT. */
typedef struct progress_bar {
    const leo_plan *plan; // tells the date; may be NULL
    int shown;            // wanted, and stderr is a terminal
    double last_s;        // wall clock of the last drawing
    int drawn;
} progress_bar;

/* For leo_record_options.progress; nonzero after SIGINT. */
int progress_step(void *context, double elapsed_s, double end_s, const char *phase);
void progress_clear(progress_bar *bar);
void progress_catch_interrupts(void);

/* How a flight ended, in about ten lines. `record` and `report` may be NULL. */
leo_status outcome_print(leo_run *run, const char *record, const char *report, FILE *file, leo_error *error);

/* The summary as JSON, nothing else. */
leo_status outcome_print_json(leo_run *run, FILE *file, leo_error *error);

/* History rows that were missed (not those that were not reached because the flight was stopped before). */
int outcome_misses(const leo_run *run);

/* folder.c: where a record goes. */
int folder_for_mission(const char *mission, char *path, size_t size);

/* Lines of the record's overrides into `items` (ended by NULL); they live in `text`, which the caller frees.
 */
int folder_read_overrides(const char *mission_path, const char **items, int room, char **text);

#endif
