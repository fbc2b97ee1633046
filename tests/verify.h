/* SPDX-License-Identifier: MIT */
#ifndef LEO_TESTS_VERIFY_H
#define LEO_TESTS_VERIFY_H

/*
 * Rows of docs/verification.md. A test of tests/verification/ says each of its figures once; the row is checked like any
 * other check, and is written as a line of JSON into the folder LEO_VERIFICATION where that is set (tools/verification.sh).
 *
 *     verify("Gravity", "JEOD GGM02C, 40 accelerations", worst, 1e-13, "relative", "NASA JEOD, grav_geospherical");
 *
 * `error` is what was found, >= 0; the row passes when error <= goal. A goal that is missed is said with verify_missed and
 * its reason: it stands in the table as missed, and the test fails when it is met, so that nobody forgets to say so.
 */
#include "check.h"

static inline FILE *verify_file(void)
{
    static FILE *file;
    const char *folder = getenv("LEO_VERIFICATION"), *name = getenv("LEO_VERIFICATION_NAME");
    if (!file && folder && name) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s.jsonl", folder, name);
        file = fopen(path, "w");
    }
    return file;
}

static inline void verify_row(const char *group, const char *figure, double error, double goal,
                              const char *unit, const char *source, const char *missed)
{
    check_count++;
    const int pass = error >= 0 && error <= goal;
    printf("  %s %s: %s: %.3g %s (goal %.3g)\n", pass ? "ok    " : "MISSED", group, figure, error, unit,
           goal);
    if (pass == (missed != NULL)) {
        check_failures++;
        printf("  FAILED %s: %s: %.6g %s against a goal of %.3g%s\n", group, figure, error, unit, goal,
               missed ? ", which was said to be missed" : "");
    }
    FILE *file = verify_file();
    if (file) {
        fprintf(file,
                "{\"group\":\"%s\",\"figure\":\"%s\",\"error\":%.3g,\"goal\":%.3g,\"unit\":\"%s\",\"source\":"
                "\"%s\","
                "\"pass\":%s,\"why\":\"%s\"}\n",
                group, figure, error, goal, unit, source, pass ? "true" : "false", missed ? missed : "");
        fflush(file);
    }
}

static inline void verify(const char *group, const char *figure, double error, double goal, const char *unit,
                          const char *source)
{
    verify_row(group, figure, error, goal, unit, source, NULL);
}

static inline void verify_missed(const char *group, const char *figure, double error, double goal,
                                 const char *unit, const char *source, const char *why)
{
    verify_row(group, figure, error, goal, unit, source, why);
}

#endif
