/* SPDX-License-Identifier: MIT */
#ifndef LEO_PART_LINK_H
#define LEO_PART_LINK_H

/* What parts between two nodes share. Their slots begin with the two ends, their others with who may leave with them. */

#include "network/orifice.h"
#include "part/part.h"

enum { LEO_LINK_FROM, LEO_LINK_TO, LEO_LINK_STATE, LEO_LINK_JET }; // slots; the last two are free to use

extern const char *const leo_no_yes[]; // words of a choice

/*
 * Find both ends by name (keys `from_key`, `to_key`) and add the part as an element over them, over `state` (-1: none) and
 * over slot LEO_LINK_JET, where that is above 0.
 */
leo_status leo_link_connect(leo_part_at *self, leo_craft *craft, const char *from_key, const char *from,
                            const char *to_key, const char *to, int state, leo_error *error);

/* The node at one end (LEO_LINK_FROM, LEO_LINK_TO): the outside, when what was there was jettisoned. */
int leo_link_end(const leo_part_at *self, int end);

/* The push of a flow from `from` to `to` (negative: back) that goes outside, into slot LEO_LINK_JET. */
void leo_link_jet(const leo_part_at *self, const leo_view *view, double *rate, double flow_kg_s);

/* Nonzero: one of the ends was jettisoned; what leads there is gone with it. */
int leo_link_broken(const leo_part_at *self);

/* A gas node or the outside, by name; an error names the key and lists what there is. */
int leo_craft_gas_node(leo_craft *craft, const leo_part_at *self, const char *key, const char *name,
                       leo_error *error);

/* Where a person or a suit can be: volumes, inflatables, the outside. Returns how many (<= room). */
int leo_craft_places(const leo_craft *craft, int *nodes, int room);

/* A name that was left out: NULL, "" or "none". */
int leo_is_none(const char *name);

/* The rate of a stroke 0..1 that is sent to `target` and takes `stroke_time_s` for the whole way. */
double leo_stroke_rate(double stroke, double target, double stroke_time_s);

/* How far open a stroke is: exactly 0 and 1 at the ends. */
double leo_stroke_open(double stroke);

/* Area of a circle. */
double leo_bore_m2(double diameter_m);

/* Film conductance falls off in thin gas: factor 0..1. */
double leo_film_factor(double pressure_pa);

/* Moles per second of a flow in normal cubic metres per second (0 C, 101 325 Pa). */
double leo_normal_mol_s(double flow_m3_s);

/* Moles per kilogram of a gas. */
double leo_mol_kg(const leo_gas *gas);

/* y = 0 up to x = 0, 1 from x = 1, smooth between. */
double leo_smooth_step(double x);

#endif
