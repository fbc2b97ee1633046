/* SPDX-License-Identifier: MIT */
#ifndef LEO_PROPAGATE_COLUMNS_H
#define LEO_PROPAGATE_COLUMNS_H

/*
 * What stands beside the states of comma-separated values, where it is asked for: groups of columns, a row each. To add one: a
 * row in columns.c, a test, a line in the guide. Columns watch a flight and change nothing of it: they have a sky and a model
 * of the air of their own where those of the forces do not have what they need.
 */

#include "force/surroundings.h"
#include "propagate/propagation.h"

enum { LEO_COLUMNS_OF_GROUP = 9 };

/* One instant, ready to be looked at. */
typedef struct leo_column_place {
    leo_propagated now;       // in ICRF axes
    leo_state turned;         // in those of the output
    leo_mat3 frame_from_icrf; // of the output
    leo_surroundings here;    // of it what the group wants
    leo_vec3 sun_m, moon_m;   // from the central body, ICRF axes
} leo_column_place;

struct leo_column_group {
    const char *word, *summary;
    struct {
        const char *name, *unit; // @ in a name: the frame of the output
    } columns[LEO_COLUMNS_OF_GROUP + 1];
    int wants_bodies, wants_air, wants_light; // places of Sun, Moon and Earth; `air` and the wind; `sunlit`

    /* Reports at `node` why the setup cannot have it. NULL: it always can. */
    void (*check)(leo_reader *reader, const leo_setup *setup, const leo_node *node);

    /* Do the sets of data cover an instant? NULL: it needs none. */
    leo_status (*covers)(const leo_propagation *p, double elapsed_s, leo_error *error);

    leo_status (*at)(const leo_propagation *p, const leo_column_place *place, double *values,
                     leo_error *error);
};

extern const leo_column_group leo_column_groups[]; // ended by a NULL word

/* The columns of one propagation, made ready. */
typedef struct leo_columns {
    const leo_sky *sky;
    leo_dynamics_setup surroundings;
    leo_force_host host;
    leo_sampler sampler;
    leo_orbit_column *columns;
    int count, wants_bodies;
} leo_columns;

/* Makes p->columns; leaves it NULL where none were asked for. */
leo_status leo_columns_create(leo_propagation *p, leo_error *error);

/* The values of all columns, in their order, at an instant that the propagator can be read at. */
leo_status leo_columns_at(const leo_propagation *p, double elapsed_s, double *values, leo_error *error);

#endif
