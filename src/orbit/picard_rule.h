/* SPDX-License-Identifier: MIT */
#ifndef LEO_ORBIT_PICARD_RULE_H
#define LEO_ORBIT_PICARD_RULE_H

/*
 * Collocation of x'' = a on one piece, s = 0 .. 1: from the accelerations at the nodes of one rule to positions and
 * velocities at the nodes of the same or of another rule, and at the end.
 */

#include "base/cpu.h"
#include "base/memory.h"
#include "math/lanes.h"

enum {
    LEO_PICARD_RULES = 10, // rule k has 8 (k + 1) nodes
    LEO_PICARD_NODES_MAX = LEO_PICARD_RULES * LEO_LANES
};

typedef struct leo_picard_rule {
    int nodes, groups; // nodes: 8 times groups
    int is_made;
    double *at;     // nodes in s, rising, inside (0, 1)
    double *weight; // of the quadrature over 0 .. 1
    double *root;   // nodes in the variable of the polynomials, -1 .. 1
    double *pos;    // [group][node][8 rows]: to its own nodes
    double *vel;    // likewise
} leo_picard_rule;

/* Products from the nodes of rule `from` to those of rule `to`. */
typedef struct leo_picard_cross {
    int from, to; // both 0: not made
    double *pos, *vel;
} leo_picard_cross;

typedef struct leo_picard_ladder {
    leo_picard_rule rule[LEO_PICARD_RULES];
    leo_picard_cross start, next, audit; // made anew when other rules are asked for
    double stretch;                      // -ln of what the map leaves, see picard_rule.c
    leo_kernel kernel;
    double *basis, *scratch;
} leo_picard_ladder;

/* Takes the memory; the rules are worked out when first used. `leftover` 1e-14 .. 1e-4. 0 when there is no memory. */
int leo_picard_ladder_create(leo_picard_ladder *ladder, double leftover, leo_kernel kernel, leo_arena *arena);
const leo_picard_rule *leo_picard_rule_ready(leo_picard_ladder *ladder, int k);
void leo_picard_cross_ready(leo_picard_ladder *ladder, leo_picard_cross *cross, int from, int to);

/* A piece that begins with `pos_m`, `vel_m_s`. */
typedef struct leo_picard_piece {
    double begin_s, length_s;
    leo_vec3 pos_m, vel_m_s;
} leo_picard_piece;

/* A matrix for leo_picard_positions or leo_picard_velocities. */
typedef struct leo_picard_product {
    const double *matrix, *rows_at; // rows_at: nodes where the results stand
    int row_groups, groups;
    leo_kernel kernel;
} leo_picard_product;
leo_picard_product leo_picard_to_own(const leo_picard_ladder *ladder, int k);
leo_picard_product leo_picard_to_velocity(const leo_picard_ladder *ladder, int k);
leo_picard_product leo_picard_across(const leo_picard_ladder *ladder, const leo_picard_cross *cross);
leo_picard_product leo_picard_across_to_velocity(const leo_picard_ladder *ladder,
                                                 const leo_picard_cross *cross);

/* Positions from accelerations. Returns the square of the largest change of a position, m^2; a NaN stays. */
double leo_picard_positions(const leo_picard_product *product, const leo_picard_piece *piece,
                            const leo_lanes3 *accel_m_s2, leo_lanes3 *pos_m);
void leo_picard_velocities(const leo_picard_product *product, const leo_picard_piece *piece,
                           const leo_lanes3 *accel_m_s2, leo_lanes3 *vel_m_s);

/* out[j][lane] = sum over k of rows[k][lane] b[k][j]; k and j below `n`, a multiple of 8. */
void leo_picard_combine(leo_kernel kernel, int n, const double *rows, const double *b, double *out);

/* Position and velocity at the end. */
void leo_picard_finish(const leo_picard_rule *rule, const leo_picard_piece *piece,
                       const leo_lanes3 *accel_m_s2, leo_vec3 *pos_m, leo_vec3 *vel_m_s);

#endif
