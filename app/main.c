/* SPDX-License-Identifier: MIT */
#include "app.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

// clang-format off
const subcommand subcommands[] = {
    { "fly",      "MISSION [options]",  "fly a mission: progress, events, comparison with history, report", fly_main },
    { "propagate", "[INPUT...] [options]", "propagate an orbit: setup file, OPM or OEM in; OEM or CSV out", propagate_main },
    { "check",    "MISSION [options]",  "read a mission and say what is wrong; fly nothing",                 check_main },
    { "channels", "MISSION [options]",  "every quantity of a mission, with its unit",                        channels_main },
    { "explain",  "[KEY] [--json]",     "the reference of mission-file keys",                                explain_main },
    { "report",   "RUN [--out FILE]",   "the report of a recorded run: one HTML file",                       report_main },
    { "time",     "DATE [options]",     "one instant on every clock: UTC to TCB, GPS, Mars and its landers",     time_main },
    { "data",     "[add FILE|remove NAME]", "the sets of data in use; keep one of your own",                 data_main },
    { "doctor",   "[--json]",           "what is in use: libraries, compiler, data sets and their age",      doctor_main },
    { 0 }
};
// clang-format on

static void print_help(FILE *file)
{
    fprintf(file, "Leonov %s: fly a crewed space mission from a text file.\n\n", leo_version());
    for (const subcommand *row = subcommands; row->name; row++)
        fprintf(file, "  leonov %-9s %-20s %s\n", row->name, row->usage, row->summary);
    fputs("\n  leonov COMMAND --help      options of a command\n"
          "  leonov --version\n\n"
          "exit status: 0 good; 1 crew or craft lost, or --strict and a history row missed; 2 bad input or "
          "usage;\n"
          "             3 the run itself failed; 130 interrupted (the record can be resumed)\n",
          file);
}

static int unknown(const char *word)
{
    const char *names[32] = { 0 };
    int count = 0;
    for (const subcommand *row = subcommands; row->name && count < 31; row++)
        names[count++] = row->name;
    const char *near = nearest_name(word, names);
    fprintf(stderr, "leonov: unknown command '%s'", word);
    if (near)
        fprintf(stderr, "; did you mean '%s'?", near);
    fputs("\nleonov --help lists the commands\n", stderr);
    return EXIT_BAD_INPUT;
}

int main(int argc, char **argv)
{
    signal(SIGXFSZ, SIG_IGN); // a file that grows too large is an error to report, not a signal to die of
    if (argc < 2) {
        print_help(stderr);
        return EXIT_BAD_INPUT;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        print_help(stdout);
        return EXIT_GOOD;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("leonov %s\n", leo_version());
        return EXIT_GOOD;
    }
    for (const subcommand *row = subcommands; row->name; row++)
        if (strcmp(argv[1], row->name) == 0) {
            int code = row->run(argc - 2, argv + 2);
            if ((fflush(stdout) != 0 || ferror(stdout)) && code == EXIT_GOOD) {
                fputs("leonov: cannot write to standard output\n", stderr);
                code = EXIT_RUN_FAILED;
            }
            return code;
        }
    return unknown(argv[1]);
}
