/* SPDX-License-Identifier: MIT */
#ifndef LEO_TESTS_CHECK_H
#define LEO_TESTS_CHECK_H

/* The test framework. A test file is a program: `int main(void) { RUN(name); ... return check_result(); }`. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int check_failures, check_count;

#define CHECK(condition)   \
    (check_count++,        \
     (condition) ? (void)0 \
                 : (void)(check_failures++, printf("  FAILED %s:%d: %s\n", __FILE__, __LINE__, #condition)))

/* Passes only if |got - want| <= tolerance, so NaN fails; refuses a tolerance as large as the value wanted. */
#define CHECK_NEAR(got, want, tolerance) \
    check_near(__FILE__, __LINE__, #got, (double)(got), (double)(want), (double)(tolerance))

#define CHECK_TEXT(got, want) check_text(__FILE__, __LINE__, #got, (got), (want))

/* Names the data set that is absent; ctest shows the test as skipped (exit 77), never as passed. */
#define SKIP_LOUDLY(what) (printf("SKIPPED: %s is absent\n", (what)), exit(77))

#define RUN(test) (printf("%s\n", #test), test())

static inline void check_near(const char *file, int line, const char *text, double got, double want,
                              double tolerance)
{
    check_count++;
    const int toothless = want != 0 && !(tolerance < fabs(want));
    if (fabs(got - want) <= tolerance && !toothless)
        return;
    check_failures++;
    printf("  FAILED %s:%d: %s = %.17g, wanted %.17g within %g%s\n", file, line, text, got, want, tolerance,
           toothless ? " (a tolerance as large as the value proves nothing)" : "");
}

static inline void check_text(const char *file, int line, const char *text, const char *got, const char *want)
{
    check_count++;
    if (got && want && strcmp(got, want) == 0)
        return;
    check_failures++;
    printf("  FAILED %s:%d: %s\n    got    %s\n    wanted %s\n", file, line, text, got ? got : "(null)",
           want);
}

/* The folder of public reference data beside the checkout, or NULL. A user's clone has none. */
static inline const char *check_reference_data(void)
{
    return getenv("LEO_REFERENCE_DATA");
}

static inline int check_result(void)
{
    printf("%d checks, %d failed\n", check_count, check_failures);
    return check_failures || !check_count ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
