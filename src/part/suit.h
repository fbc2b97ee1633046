/* SPDX-License-Identifier: MIT */
#ifndef LEO_PART_SUIT_H
#define LEO_PART_SUIT_H

#include "part/part.h"

/*
 * A pressure suit: what its wearer needs to know of it. `suit` is a part of kind "suit" in every call (found with
 * leo_craft_find and tested with leo_part_is_suit).
 */
extern const leo_part leo_part_suit;

int leo_part_is_suit(const leo_part_at *part);

/* The gas node inside the suit, and the node that the suit hangs in now (input `location`); -1: no such node. */
int leo_suit_node(const leo_part_at *suit);
int leo_suit_location_node(const leo_part_at *suit);

/* Nonzero: the helmet stands open and the wearer breathes the gas of the location. */
int leo_suit_helmet_open(const leo_part_at *suit);

/* Pressure inside above that around the suit, Pa. */
double leo_suit_gauge_pa(const leo_part_at *suit, const leo_view *view);

/*
 * Mechanical power, W, that the wearer adds to go through the motions of work `motion_per_s` times a second (one motion
 * is a flexion and an extension of the joints in use) against the suit at its present pressure. Never negative; 0
 * for no motion.
 */
double leo_suit_work_w(const leo_part_at *suit, const leo_view *view, double motion_per_s);

/*
 * Heat from the wearer's skin through the garment into the suit's own shell would go through here: the shell is a heat
 * node (`<suit>.shell`), its number, or -1 if the suit has none.
 */
int leo_suit_shell_node(const leo_part_at *suit);

/* Carry the suit to another node, by name. LEO_BAD_INPUT when there is no such node or it holds no gas. */
leo_status leo_suit_move(leo_part_at *suit, const char *node, leo_error *error);

#endif
