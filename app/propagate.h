/* SPDX-License-Identifier: MIT */
#ifndef LEO_APP_PROPAGATE_H
#define LEO_APP_PROPAGATE_H

/* leonov propagate: what was asked for, and the settings of a setup that it means. */

#include "app.h"

enum { INPUTS = 1000, SET_ROOM = 512, SETTINGS = LIST_ROOM, THREADS_MAX = 64 };

/* The options. */
typedef struct propagate_wish {
    const char *epoch, *time_system, *frame, *center, *state, *mass, *gravity, *third_bodies, *drag,
        *accuracy, *method, *span, *until, *step, *out, *out_frame, *out_time, *events, *columns, *kernel,
        *threads, *at, *form;
    int srp, tides, relativity, albedo, stm, covariance, json, quiet;
    text_list set, data, gm;
    const char *inputs[INPUTS];
    int input_count;
} propagate_wish;

/* Settings that the options ask for. */
typedef struct propagate_settings {
    char text[SETTINGS][SET_ROOM];
    const char *items[SETTINGS + 1];
    int count;
    char gravity_file[PATH_ROOM]; // "" where --gravity names none
    int too_long;
} propagate_settings;

/* -1 to go on, else the exit code. */
int propagate_read(int argc, char **argv, propagate_wish *wish);

/* 0: --state is no state, or a text is too long. */
int propagate_settings_of(const propagate_wish *wish, propagate_settings *settings);

#endif
