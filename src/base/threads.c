/* SPDX-License-Identifier: MIT */
#include "base/threads.h"

#include <pthread.h>

typedef struct worker {
    leo_work_fn *work;
    void *context;
    size_t count, stride, failed_at;
    int number;
    leo_status status;
    leo_error error;
} worker;

static void *do_share(void *argument)
{
    worker *me = argument;
    for (size_t i = (size_t)me->number; i < me->count; i += me->stride) {
        me->status = me->work(me->context, me->number, i, &me->error);
        if (me->status != LEO_OK) {
            me->failed_at = i;
            break;
        }
    }
    return NULL;
}

int leo_threads_used(int threads, size_t count)
{
    int used = threads < 1 ? 1 : threads > LEO_THREADS_MAX ? LEO_THREADS_MAX : threads;
    return (size_t)used > count ? (count ? (int)count : 1) : used;
}

leo_status leo_threads_run(int threads, size_t count, leo_work_fn *work, void *context, leo_error *error)
{
    const int used = leo_threads_used(threads, count);
    worker workers[LEO_THREADS_MAX];
    pthread_t ids[LEO_THREADS_MAX];
    int started[LEO_THREADS_MAX] = { 0 };
    for (int w = 0; w < used; w++)
        workers[w] = (worker){ .work = work,
                               .context = context,
                               .count = count,
                               .stride = (size_t)used,
                               .failed_at = count,
                               .number = w };
    for (int w = 1; w < used; w++)
        started[w] = pthread_create(&ids[w], NULL, do_share, &workers[w]) == 0;
    do_share(&workers[0]);
    const worker *first = &workers[0];
    for (int w = 1; w < used; w++) {
        if (started[w])
            pthread_join(ids[w], NULL);
        else
            do_share(&workers[w]);
        if (workers[w].failed_at < first->failed_at)
            first = &workers[w];
    }
    if (first->status != LEO_OK && error && error->status == LEO_OK)
        *error = first->error;
    return first->status;
}
