/* SPDX-License-Identifier: MIT */
#include "base/threads.h"

#include "base/error.h"
#include "check.h"

enum { PIECES = 1000 };

typedef struct job {
    int done[PIECES], worker[PIECES];
    size_t fails_from;
} job;

static leo_status piece(void *context, int worker, size_t index, leo_error *error)
{
    job *all = context;
    if (index >= all->fails_from && index % 3 == 1)
        return leo_fail(error, LEO_BAD_INPUT, "piece", "%zu", index);
    all->done[index]++;
    all->worker[index] = worker;
    return LEO_OK;
}

static void every_piece_is_done_once_by_its_own_worker(void)
{
    static const int threads[] = { -3, 0, 1, 2, 7, 64, 1000 };
    for (size_t t = 0; t < sizeof threads / sizeof *threads; t++) {
        static job all;
        all = (job){ .fails_from = PIECES };
        leo_error error = { 0 };
        const int used = leo_threads_used(threads[t], PIECES);
        CHECK(used >= 1 && used <= LEO_THREADS_MAX);
        CHECK(leo_threads_run(threads[t], PIECES, piece, &all, &error) == LEO_OK && error.status == LEO_OK);
        int good = 1;
        for (int i = 0; i < PIECES; i++)
            good &= all.done[i] == 1 && all.worker[i] == i % used;
        CHECK(good);
    }
}

static void the_failure_told_is_that_of_the_lowest_piece(void)
{
    for (int threads = 1; threads <= 16; threads++) {
        static job all;
        all = (job){ .fails_from = 500 };
        leo_error error = { 0 };
        CHECK(leo_threads_run(threads, PIECES, piece, &all, &error) == LEO_BAD_INPUT);
        CHECK_TEXT(error.message, "502"); // the first from 500 on that leaves 1 over threes
    }
}

static void nothing_to_do_is_done(void)
{
    static job all;
    leo_error error = { 0 };
    CHECK(leo_threads_used(8, 0) == 1);
    CHECK(leo_threads_used(8, 3) == 3);
    CHECK(leo_threads_run(8, 0, piece, &all, &error) == LEO_OK);
}

int main(void)
{
    RUN(every_piece_is_done_once_by_its_own_worker);
    RUN(the_failure_told_is_that_of_the_lowest_piece);
    RUN(nothing_to_do_is_done);
    return check_result();
}
