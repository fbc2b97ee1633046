/* SPDX-License-Identifier: MIT */
#ifndef LEO_PROPAGATE_PROPAGATION_H
#define LEO_PROPAGATE_PROPAGATION_H

/* The insides of a propagation, for output.c and summary.c. */

#include "propagate/setup.h"

#include <leonov/propagate.h>

struct leo_propagation {
    leo_arena *arena;
    leo_setup setup;
    const leo_data *data_given; // NULL: built in
    const leo_weather *weather_given;
    leo_sky *sky;
    leo_dynamics *dynamics;
    leo_propagator_setup flight;
    leo_propagator *propagator;
    leo_found_event *events;
    int event_count, event_room;
    struct leo_columns *columns; // NULL: none were asked for
};

/* One piece further; finds its events. */
leo_status leo_propagation_step(leo_propagation *propagation, double limit_s, leo_error *error);

/* LEO_OUT_OF_RANGE where the propagator cannot be read: outside the last piece. */
leo_status leo_propagation_check_instant(const leo_propagation *propagation, double elapsed_s,
                                         leo_error *error);

/* The name of a frame as a part of names of columns, "eme2000". */
enum { LEO_FRAME_WORD = 32 };
void leo_propagation_frame_word(leo_frame frame, char word[LEO_FRAME_WORD]);

/* A state in ICRF axes in those of `frame`. */
leo_status leo_propagation_turn(const leo_propagation *propagation, leo_frame frame, double elapsed_s,
                                const leo_orbit_state *state, leo_state *turned, leo_error *error);

#endif
