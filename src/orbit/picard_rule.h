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
    double *at;       // nodes in s, rising, inside (0, 1)
    double *weight;   // of the quadrature over 0 .. 1
    double *root;     // nodes in the variable of the polynomials, -1 .. 1
    double *pos;      // [group][node][8 rows]: to its own nodes
    double *vel;      // likewise
    double *next;     // positions at the nodes of the next rule: [its group][node][8 rows]
    double *next_vel; // likewise velocities; NULL: not asked for
    int has_next;
} leo_picard_rule;

typedef struct leo_picard_ladder {
    leo_picard_rule rule[LEO_PICARD_RULES];
    double stretch; // -ln of what the map leaves, see picard_rule.c
    leo_kernel kernel;
    double *basis, *scratch;
} leo_picard_ladder;

/*
 * Takes the memory; the rules are worked out when first used. `leftover` 1e-14 .. 1e-4. `velocities` 1: those at the nodes
 * of the next rule will be asked for. 0 when there is no memory.
 */
int leo_picard_ladder_create(leo_picard_ladder *ladder, double leftover, leo_kernel kernel, int velocities,
                             leo_arena *arena);

/* Rule `k`, and its products to rule k + 1 where `with_next` is 1. */
const leo_picard_rule *leo_picard_rule_ready(leo_picard_ladder *ladder, int k, int with_next);

/* A piece that begins with `pos_m`, `vel_m_s`. */
typedef struct leo_picard_piece {
    double begin_s, length_s;
    leo_vec3 pos_m, vel_m_s;
} leo_picard_piece;

/* Which product: see struct leo_picard_rule. */
typedef struct leo_picard_product {
    const double *matrix, *rows_at; // rows_at: nodes where the results stand
    int row_groups, groups;
    leo_kernel kernel;
} leo_picard_product;
leo_picard_product leo_picard_to_own(const leo_picard_ladder *ladder, int k);
leo_picard_product leo_picard_to_next(const leo_picard_ladder *ladder, int k);
leo_picard_product leo_picard_to_velocity(const leo_picard_ladder *ladder, int k);
leo_picard_product leo_picard_to_next_velocity(const leo_picard_ladder *ladder, int k);

/* Positions from accelerations. Returns the square of the largest change of a position, m^2; a NaN stays. */
double leo_picard_positions(const leo_picard_product *product, const leo_picard_piece *piece,
                            const leo_lanes3 *accel_m_s2, leo_lanes3 *pos_m);
void leo_picard_velocities(const leo_picard_product *product, const leo_picard_piece *piece,
                           const leo_lanes3 *accel_m_s2, leo_lanes3 *vel_m_s);

/* Position and velocity at the end. */
void leo_picard_finish(const leo_picard_rule *rule, const leo_picard_piece *piece,
                       const leo_lanes3 *accel_m_s2, leo_vec3 *pos_m, leo_vec3 *vel_m_s);

#endif
