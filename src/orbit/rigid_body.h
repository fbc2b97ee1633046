/* SPDX-License-Identifier: MIT */
#ifndef LEO_ORBIT_RIGID_BODY_H
#define LEO_ORBIT_RIGID_BODY_H

/* A rigid body in orbit: where it is and how it turns, together. */

#include "force/dynamics.h"
#include "orbit/elements.h"

/*
 * A rotation of axes, scalar first, length one: v_body = leo_quaternion_turn(body_from_icrf, v_icrf). For a turn of the
 * axes by `a` about the unit vector u it is (cos a/2, -u sin a/2): the "left transformation quaternion".
 */
typedef struct leo_quaternion {
    double s;
    leo_vec3 v;
} leo_quaternion;

leo_vec3 leo_quaternion_turn(leo_quaternion b_from_a, leo_vec3 in_a);
leo_mat3 leo_quaternion_matrix(leo_quaternion b_from_a);
leo_quaternion leo_quaternion_of(leo_mat3 b_from_a); // scalar >= 0
leo_quaternion leo_quaternion_mul(leo_quaternion c_from_b, leo_quaternion b_from_a);

/* Axes turned by yaw about z, then pitch about the new y, then roll about the new x. */
leo_mat3 leo_yaw_pitch_roll(double yaw_rad, double pitch_rad, double roll_rad);

/* A constant force and torque in body axes from `begin_s` for `length_s`; the force acts at the centre of mass. Several may
 * be on at once. */
typedef struct leo_push {
    double begin_s, length_s;
    leo_vec3 force_body_n, torque_body_n_m;
} leo_push;

typedef struct leo_rigid_state {
    leo_vec3 pos_m, vel_m_s;
    leo_quaternion body_from_icrf;
    leo_vec3 rate_body_rad_s; // relative to ICRF axes
} leo_rigid_state;

/* Those that are on just behind `elapsed_s` in the direction `sign` (1 or -1), added up; its times mean nothing. */
leo_push leo_pushes_on(const leo_push *pushes, int count, double elapsed_s, int sign);

/* The next instant behind `elapsed_s` in that direction where one begins or ends; +-INFINITY if none. */
double leo_pushes_next_s(const leo_push *pushes, int count, double elapsed_s, int sign);

/* LEO_BAD_ARGUMENT for times that are not finite, or a length that is not above 0. */
leo_status leo_pushes_check(const leo_push *pushes, int count, leo_error *error);

/*
 * Can a body have this inertia? Symmetric and positive, and no principal moment larger than the other two together;
 * LEO_BAD_ARGUMENT says what is wrong.
 */
leo_status leo_inertia_check(leo_mat3 inertia_kg_m2, leo_error *error);
leo_mat3 leo_inertia_inverse(leo_mat3 inertia_kg_m2);

/* How attitude and rate change: q' = -1/2 (0, w) q, I w' = T - w x I w. */
typedef struct leo_turning_rate {
    leo_quaternion quaternion;
    leo_vec3 rate_body_rad_s2;
} leo_turning_rate;
leo_turning_rate leo_turning_rate_of(leo_mat3 inertia_kg_m2, leo_mat3 inverse, leo_quaternion body_from_icrf,
                                     leo_vec3 rate_body_rad_s, leo_vec3 torque_body_n_m);

/* A further torque about the centre of mass, body axes; `context` is the setup's. */
typedef leo_vec3 leo_torque_fn(const void *context, double elapsed_s, const leo_rigid_state *state);

typedef struct leo_rigid_setup {
    const leo_dynamics *dynamics;
    double mass_kg;
    leo_mat3
        inertia_kg_m2; // about the centre of mass, body axes; products with the sign they have in the matrix
    double gravity_gradient; // times the torque of the central body's 1/r^2 field: 1 is nature, 0 is none
    const leo_push *pushes;
    int push_count;
    leo_torque_fn *torque; // NULL: none
    const void *context;
    double
        accuracy_m; // of the position over the time, roughly; the attitude goes along to 1e-3/m of it in radians
} leo_rigid_setup;

typedef struct leo_rigid_body leo_rigid_body;

/* NULL: LEO_BAD_ARGUMENT (an inertia that no body has, a mass that is not positive, pushes without length). */
leo_rigid_body *leo_rigid_body_create(const leo_rigid_setup *setup, leo_arena *arena, leo_error *error);
leo_status leo_rigid_body_start(leo_rigid_body *body, double elapsed_s, const leo_rigid_state *state,
                                leo_error *error);

/* Forward to `elapsed_s`; LEO_BAD_ARGUMENT when it lies before the present instant. */
leo_status leo_rigid_body_to(leo_rigid_body *body, double elapsed_s, leo_error *error);
leo_rigid_state leo_rigid_body_state(const leo_rigid_body *body);
double leo_rigid_body_time_s(const leo_rigid_body *body);

/* 3 gm/r^3 n x I n, n the direction of the centre in body axes. */
leo_vec3 leo_gravity_gradient_torque(double gm_m3_s2, leo_mat3 inertia_kg_m2, leo_quaternion body_from_icrf,
                                     leo_vec3 pos_m);

#endif
