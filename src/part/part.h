/* SPDX-License-Identifier: MIT */
#ifndef LEO_PART_PART_H
#define LEO_PART_PART_H

/*
 * What a craft is built of. A part is a row: its kind (words, config, inputs, memory, outputs) and what it adds to the
 * network. One file per kind of part; all.c is the table. A person is a part too (crew/person.c).
 */

#include "math/vec.h"
#include "network/network.h"
#include "schema/field.h"

typedef struct leo_part leo_part;
typedef struct leo_part_at leo_part_at;
typedef struct leo_craft leo_craft;

/* Something that a part noticed when it settled: `name` is the second half of the event's name (`lock.deployed`). */
typedef struct leo_notice {
    const leo_part_at *part;
    const char *name;
} leo_notice;

struct leo_part {
    leo_kind kind; // first: a part is a kind

    /* First pass, may be NULL: add nodes and states, keep their numbers in self->slot. */
    leo_status (*build)(leo_part_at *self, leo_craft *craft, leo_error *error);
    /* Second pass, may be NULL: find other nodes and parts by name, add elements. */
    leo_status (*connect)(leo_part_at *self, leo_craft *craft, leo_error *error);
    /* Its share of dy/dt; the part itself passes this on to leo_network_add_element with `self`. */
    leo_status (*rates)(const void *self, const leo_view *view, double *rate, leo_error *error);
    /* Fill self->output for the instant of the view. */
    void (*outputs)(leo_part_at *self, const leo_view *view);
    /* May be NULL. After a command changed an input: check it, pass it on to others. A failure refuses the command. */
    leo_status (*changed)(leo_part_at *self, const leo_view *view, leo_error *error);
    /* May be NULL. At the end of every window: latch memory; notices go to the event log. Returns how many (<= room).
       A part whose settling changes its rates must also have `switching`, so that windows end there. */
    int (*settle)(leo_part_at *self, const leo_view *view, leo_notice *notices, int room);
    /* May be NULL. Changes sign where the rates jump or a latch flips: the window ends there. */
    double (*switching)(const leo_part_at *self, const leo_view *view);
    /* May be NULL. Impulse that it has given the craft so far, N s: x forward, y left, z up in the local frame. */
    leo_vec3 (*impulse)(const leo_part_at *self, const leo_view *view);
};

struct leo_part_at {
    const char *name;
    const leo_part *part;
    const void *config;
    void *input, *memory, *output; // laid out by part->kind; owned by the run
    leo_network *network;
    int slot[24];          // node numbers and state indices that `build` and `connect` keep
    leo_part_at *other[6]; // parts found by name in `connect`
};

struct leo_craft {
    leo_network *network;
    leo_part_at *parts;
    int count;
};

/* The part of that name, or NULL. */
leo_part_at *leo_craft_find(leo_craft *craft, const char *name);

/* A node by name, or -1 with an error that lists the nodes there are and the nearest name. `key` names the field. */
int leo_craft_node(leo_craft *craft, const leo_part_at *self, const char *key, const char *name,
                   leo_error *error);

/* Both passes over all parts, in the order of the list. */
leo_status leo_craft_build(leo_craft *craft, leo_error *error);

extern const leo_part *const leo_parts[]; // NULL-terminated: every kind but persons

#endif
