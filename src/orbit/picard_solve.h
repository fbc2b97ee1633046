/* SPDX-License-Identifier: MIT */
#ifndef LEO_ORBIT_PICARD_SOLVE_H
#define LEO_ORBIT_PICARD_SOLVE_H

/* One piece of orbit by Picard sweeps of rising fidelity. See picard.c for how pieces are chosen. */

#include "force/dynamics.h"
#include "orbit/picard_rule.h"

enum { LEO_PICARD_GROUPS = LEO_PICARD_RULES };

typedef struct leo_picard_end {
    leo_vec3 pos_m, vel_m_s;
} leo_picard_end;

/* How far the position may move in the last sweep at each stage, m. */
typedef struct leo_picard_goals {
    double low_m, middle_m, full_m;
} leo_picard_goals;

typedef struct leo_picard_work {
    const leo_dynamics *dynamics;
    leo_picard_ladder ladder;
    leo_picard_goals goals;
    int middle_is_full;   // both fidelities give the same bits
    int follows_velocity; // the forces depend on it

    leo_instants8 instants[LEO_PICARD_GROUPS];
    leo_lanes3 pos_m[LEO_PICARD_GROUPS], vel_m_s[LEO_PICARD_GROUPS];
    leo_lanes3 accel_m_s2[LEO_PICARD_GROUPS]; // those that the positions were integrated from
    leo_lanes3 rest_m_s2[LEO_PICARD_GROUPS];  // what the low fidelity leaves out, frozen
    double
        contraction; // most that a change has left of the one before it, both at full fidelity; 1: not seen
    double first;    // what the first sweep at full fidelity changed in the last piece
    int fewer;       // rules by which the first sweep at full fidelity stays below the second
    double left;     // what another renewal would change at the end, by that
    long evaluations[3];
} leo_picard_work;

/*
 * The solution on the nodes of rule `k` and its end. `gain` weighs a departure at the end; sweeps at full fidelity go
 * on until another one would change the end by less than `allowed` in that weight.
 *
 *   returns   LEO_NO_CONVERGENCE, or what the forces failed with
 */
typedef double leo_picard_gain(const void *context, const leo_picard_end *from, const leo_picard_end *to);
leo_status leo_picard_solve(leo_picard_work *work, const leo_picard_piece *piece, int k,
                            leo_picard_gain *gain, const void *context, double allowed, leo_picard_end *end,
                            leo_error *error);

/*
 * The end, and the positions, as the next rule gives them, from the full force along the solution just found, which is
 * overwritten.
 */
leo_status leo_picard_audit(leo_picard_work *work, const leo_picard_piece *piece, int k, leo_picard_end *end,
                            leo_error *error);

#endif
