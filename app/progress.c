/* SPDX-License-Identifier: MIT */
#include "app.h"
#include "fly.h"

#include <signal.h>
#include <string.h>
#include <time.h>

enum { BAR_WIDTH = 28 };

static const double REDRAW_S = 0.1;

// the one thing that a signal may change
static volatile sig_atomic_t interrupted;

static void note_interrupt(int number)
{
    (void)number;
    interrupted = 1;
}

void progress_catch_interrupts(void)
{
    struct sigaction action = { .sa_handler = note_interrupt };
    sigemptyset(&action.sa_mask);
    action.sa_flags = (int)SA_RESETHAND; // a second one ends the program at once
    sigaction(SIGINT, &action, NULL);
}

static double wall_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

int progress_step(void *context, double elapsed_s, double end_s, const char *phase)
{
    progress_bar *bar = context;
    if (!bar->shown)
        return interrupted;
    const double now_s = wall_s();
    if (bar->drawn && now_s - bar->last_s < REDRAW_S)
        return interrupted;
    bar->last_s = now_s;
    bar->drawn = 1;
    const double share = end_s != 0 ? elapsed_s / end_s : 1;
    const int full = (int)(share * BAR_WIDTH);
    char utc[40] = "", cells[BAR_WIDTH + 1];
    if (bar->plan)
        leo_plan_utc(bar->plan, elapsed_s, 0, utc, NULL);
    memset(cells, '.', BAR_WIDTH);
    memset(cells, '=', (size_t)(full < 0 ? 0 : full > BAR_WIDTH ? BAR_WIDTH : full));
    cells[BAR_WIDTH] = 0;
    fprintf(stderr, "\r\033[K[%s%s%s] %3.0f %%  %s  %.40s", paint_on(stderr, PAINT_GREEN), cells,
            paint_on(stderr, PAINT_NONE), 100 * share, utc, phase);
    fflush(stderr);
    return interrupted;
}

void progress_clear(progress_bar *bar)
{
    if (bar->drawn)
        fputs("\r\033[K", stderr);
    bar->drawn = 0;
}
