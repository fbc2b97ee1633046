/* SPDX-License-Identifier: MIT */
#ifndef LEO_PART_JET_H
#define LEO_PART_JET_H

#include "math/vec.h"
#include "part/part.h"

/* Where gas that leaves the craft goes, in the local frame of the flight; none: spread evenly, no push. */
typedef enum leo_jet {
    LEO_JET_NONE,
    LEO_JET_FORWARD,
    LEO_JET_BACKWARD,
    LEO_JET_LEFT,
    LEO_JET_RIGHT,
    LEO_JET_UP,
    LEO_JET_DOWN
} leo_jet;

extern const char *const leo_jet_words[]; // of a choice, in the order of leo_jet

/* Thrust of a flow of `gas` into a surrounding pressure, N; 0 for no outflow. */
double leo_jet_thrust_n(const leo_gas *gas, double flow_kg_s, double outside_pa);

/* The account of the impulse: its state, to be declared by the element. -1 with an error. */
int leo_jet_state(leo_part_at *self, leo_craft *craft, leo_error *error);

/* Impulse on the craft, N s, for an impulse `amount_n_s` of the gas: x forward, y left, z up. */
leo_vec3 leo_jet_push(int jet, double amount_n_s);

#endif
