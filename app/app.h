/* SPDX-License-Identifier: MIT */
#ifndef LEO_APP_APP_H
#define LEO_APP_APP_H

/* What the subcommands share: exit codes, options, problems shown to a person, colours. */

#include <leonov/leonov.h>

enum { EXIT_GOOD = 0, EXIT_LOST = 1, EXIT_BAD_INPUT = 2, EXIT_RUN_FAILED = 3, EXIT_INTERRUPTED = 130 };

enum { LIST_ROOM = 256, PATH_ROOM = 4096 };

/* Values of an option that may be given several times, ended by NULL. */
typedef struct text_list {
    const char *items[LIST_ROOM + 1];
    int count;
} text_list;

/* One option; exactly one of the pointers is set. The table ends with { 0 }. */
typedef struct option_row {
    const char *name;  // "--out"
    const char *value; // what it takes, "DIR"; NULL: nothing
    const char *doc;
    int *flag;
    const char **text;
    text_list *list;
} option_row;

/* A subcommand is a row. */
typedef struct subcommand {
    const char *name;
    const char *usage;   // what follows the name
    const char *summary; // one line
    int (*run)(int argc, char **argv);
} subcommand;

extern const subcommand subcommands[]; // ended by { 0 }

int fly_main(int argc, char **argv);
int check_main(int argc, char **argv);
int channels_main(int argc, char **argv);
int explain_main(int argc, char **argv);
int report_main(int argc, char **argv);
int doctor_main(int argc, char **argv);
int propagate_main(int argc, char **argv);
int data_main(int argc, char **argv);
int time_main(int argc, char **argv);

/*
 * Read the options of `argv` (without the subcommand's name); what is left over are words.
 *
 *   most      how many words are allowed
 *   returns   -1 to go on, else the exit code (help was printed, or usage was wrong)
 */
int options_read(const char *command, int argc, char **argv, const option_row *rows, int least, int most,
                 const char **words, int *word_count);

/* The name in the list (ended by NULL) that lies nearest to `word`, or NULL when none is near. */
const char *nearest_name(const char *word, const char *const *names);

/* terminal.c: escape sequences, or "" where colours are not wanted. */
typedef enum paint { PAINT_NONE, PAINT_BOLD, PAINT_FAINT, PAINT_RED, PAINT_GREEN, PAINT_YELLOW } paint;
const char *paint_on(FILE *file, paint colour);
int is_terminal(FILE *file);

/* problem.c: an error as a person wants it, with the line of the file and a caret. */
void problem_print(const leo_error *error, FILE *file);
/* For leo_plan_options.problem; `context` is an int that counts. */
void problem_count(void *context, const leo_error *error);
int exit_code_of(leo_status status);

#endif
