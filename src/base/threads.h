/* SPDX-License-Identifier: MIT */
#ifndef LEO_BASE_THREADS_H
#define LEO_BASE_THREADS_H

/* Independent pieces of work on several threads. */

#include <leonov/types.h>

enum { LEO_THREADS_MAX = 64 };

/* Does piece `index`; `worker` tells the threads apart (0 .. threads - 1), for memory of their own. */
typedef leo_status leo_work_fn(void *context, int worker, size_t index, leo_error *error);

/* How many threads leo_threads_run will use: at least 1, at most LEO_THREADS_MAX and `count`. */
int leo_threads_used(int threads, size_t count);

/*
 * Pieces 0 .. count - 1, each exactly once unless one fails: worker w does w, w + threads, ... in that order. What a piece
 * gives must depend on its index alone, so that the number of threads changes nothing but the time. The caller's thread is
 * worker 0; where the system gives no further thread, the caller's does its share.
 *
 *   returns   the status and error of the failing piece with the lowest index, whatever the number of threads
 */
leo_status leo_threads_run(int threads, size_t count, leo_work_fn *work, void *context, leo_error *error);

#endif
