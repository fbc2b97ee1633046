/* SPDX-License-Identifier: MIT */
#include "orbit/rigid_body.h"
#include "rig.h"

static leo_mat3 diagonal(double a, double b, double c)
{
    return (leo_mat3){ { { a, 0, 0 }, { 0, b, 0 }, { 0, 0, c } } };
}

static leo_rigid_body *body_in(rig *r, leo_mat3 inertia, double gradient, const leo_push *pushes, int count)
{
    leo_rigid_body *body = leo_rigid_body_create(&(leo_rigid_setup){ .dynamics = r->dynamics,
                                                                     .mass_kg = 1000,
                                                                     .inertia_kg_m2 = inertia,
                                                                     .gravity_gradient = gradient,
                                                                     .pushes = pushes,
                                                                     .push_count = count,
                                                                     .accuracy_m = 1e-2 },
                                                 r->arena, &r->error);
    CHECK(body != NULL);
    rig_say(&r->error);
    return body;
}

static void open_point_earth(rig *r)
{
    rig_open(r, "2023-01-01T00:00:00Z", 1);
    rig_gravity(r, leo_gravity_earth(), 0);
    rig_ready(r);
}

static void quaternions_and_matrices_say_the_same(void)
{
    const double degree = acos(-1) / 180;
    for (int i = -3; i <= 3; i++)
        for (int j = -3; j <= 3; j++) {
            const leo_mat3 a = leo_yaw_pitch_roll(50 * i * degree, 29 * j * degree, 60 * (i + j) * degree);
            const leo_quaternion q = leo_quaternion_of(a);
            const leo_mat3 b = leo_quaternion_matrix(q);
            CHECK_NEAR(q.s * q.s + leo_dot(q.v, q.v), 1, 1e-15);
            for (int k = 0; k < 9; k++)
                CHECK_NEAR(a.m[k / 3][k % 3] - b.m[k / 3][k % 3], 0, 1e-15);
        }
    /* The axes turned by 90 degrees about z: what lay along x now lies along -y. */
    const leo_quaternion q = leo_quaternion_of(leo_yaw_pitch_roll(90 * degree, 0, 0));
    const leo_vec3 x = leo_quaternion_turn(q, leo_vec(1, 0, 0));
    CHECK_NEAR(x.y, -1, 1e-15);
    CHECK_NEAR(q.v.z, -sqrt(0.5), 1e-15);
}

/* Euler's top with two equal moments turns its rate about the axis at (C - A)/A w_z: closed form. */
static void a_symmetric_top_cones_as_euler_found(void)
{
    rig r;
    open_point_earth(&r);
    leo_rigid_body *body = body_in(&r, diagonal(100, 100, 150), 0, NULL, 0);
    const leo_orbit_state o = rig_state(&r, 400e3, 0, 51.6, 0);
    const leo_rigid_state start = { o.pos_m, o.vel_m_s, { 1, { 0, 0, 0 } }, { 0.01, 0, 0.05 } };
    CHECK(leo_rigid_body_start(body, 0, &start, &r.error) == LEO_OK);
    CHECK(leo_rigid_body_to(body, 3600, &r.error) == LEO_OK);
    const leo_rigid_state end = leo_rigid_body_state(body);
    const double angle = 0.5 * 0.05 * 3600; // (150 - 100)/100 w_z t
    CHECK_NEAR(end.rate_body_rad_s.x, 0.01 * cos(angle), 1e-11);
    CHECK_NEAR(end.rate_body_rad_s.y, 0.01 * sin(angle), 1e-11);
    CHECK_NEAR(end.rate_body_rad_s.z, 0.05, 1e-13);
    rig_close(&r);
}

static void a_free_tumbler_keeps_its_momentum_in_space_and_its_energy(void)
{
    rig r;
    open_point_earth(&r);
    const leo_mat3 inertia = {
        { { 1.02e8, -6.96e6, -5.48e6 }, { -6.96e6, 0.91e8, 5.90e5 }, { -5.48e6, 5.90e5, 1.64e8 } }
    };
    leo_rigid_body *body = body_in(&r, inertia, 0, NULL, 0);
    const leo_orbit_state o = rig_state(&r, 400e3, 0, 51.6, 0);
    leo_rigid_state s = { o.pos_m, o.vel_m_s, { 0.6, { 0, 0.8, 0 } }, { 0.001, -0.002, 0.0005 } };
    CHECK(leo_rigid_body_start(body, 0, &s, &r.error) == LEO_OK);
    leo_vec3 momentum[2];
    double energy[2];
    for (int k = 0; k < 2; k++) {
        const leo_vec3 l = leo_mat_vec(inertia, s.rate_body_rad_s);
        const leo_quaternion back = { s.body_from_icrf.s, leo_scale(-1, s.body_from_icrf.v) };
        momentum[k] = leo_quaternion_turn(back, l);
        energy[k] = 0.5 * leo_dot(s.rate_body_rad_s, l);
        CHECK(leo_rigid_body_to(body, 20000, &r.error) == LEO_OK);
        s = leo_rigid_body_state(body);
    }
    CHECK_NEAR(leo_norm(leo_sub(momentum[1], momentum[0])) / leo_norm(momentum[0]), 0, 1e-11);
    CHECK_NEAR(energy[1] / energy[0] - 1, 0, 1e-11);
    rig_close(&r);
}

/* Small pitch of a long body in a circle: period 2 pi / (n sqrt(3 (A - C)/B)), Hughes, section 9.1. */
static void a_long_body_librates_at_the_known_rate(void)
{
    rig r;
    open_point_earth(&r);
    const double a = 12250, c = 500, gm = leo_dynamics_gm_m3_s2(r.dynamics);
    leo_rigid_body *body = body_in(&r, diagonal(a, a, c), 1, NULL, 0);
    const leo_orbit_state o = rig_state(&r, 400e3, 0, 51.6, 0);
    const leo_vec3 down = leo_unit(leo_scale(-1, o.pos_m)), cross = leo_unit(leo_cross(o.vel_m_s, o.pos_m));
    const leo_vec3 along = leo_cross(cross, down);
    const leo_mat3 lvlh = {
        { { along.x, along.y, along.z }, { cross.x, cross.y, cross.z }, { down.x, down.y, down.z } }
    };
    const double n = sqrt(gm) / pow(leo_norm(o.pos_m), 1.5), small = 1e-4;
    const leo_mat3 start = leo_mat_mul(leo_yaw_pitch_roll(0, small, 0), lvlh);
    const leo_rigid_state s = { o.pos_m, o.vel_m_s, leo_quaternion_of(start), { 0, -n, 0 } };
    CHECK(leo_rigid_body_start(body, 0, &s, &r.error) == LEO_OK);
    const double swing = n * sqrt(3 * (a - c) / a), half_s = acos(-1) / swing;
    CHECK(leo_rigid_body_to(body, half_s, &r.error) == LEO_OK);
    const leo_rigid_state end = leo_rigid_body_state(body);
    const leo_vec3 n_body = leo_quaternion_turn(end.body_from_icrf, leo_unit(leo_scale(-1, end.pos_m)));
    /* after half a swing the pitch is the other way round: the centre lies as far from z on the other side of x */
    CHECK_NEAR(atan2(n_body.x, n_body.z), sin(small), 1e-9);
    CHECK_NEAR(end.rate_body_rad_s.y, -n, 1e-9);
    rig_close(&r);
}

static void pushes_give_what_they_hold_and_end_where_they_end(void)
{
    rig r;
    open_point_earth(&r);
    const leo_push push = { .begin_s = 100, .length_s = 50, .torque_body_n_m = { 3, 0, 0 } };
    leo_rigid_body *body = body_in(&r, diagonal(100, 120, 150), 0, &push, 1);
    const leo_orbit_state o = rig_state(&r, 400e3, 0, 51.6, 0);
    const leo_rigid_state s = { o.pos_m, o.vel_m_s, { 1, { 0, 0, 0 } }, { 0, 0, 0 } };
    CHECK(leo_rigid_body_start(body, 0, &s, &r.error) == LEO_OK);
    CHECK(leo_rigid_body_to(body, 100, &r.error) == LEO_OK);
    CHECK(leo_rigid_body_state(body).rate_body_rad_s.x == 0);
    CHECK(leo_rigid_body_to(body, 1000, &r.error) == LEO_OK);
    CHECK_NEAR(leo_rigid_body_state(body).rate_body_rad_s.x, 3 * 50 / 100., 1e-12);
    rig_close(&r);
}

static void it_refuses_what_no_body_is(void)
{
    rig r;
    open_point_earth(&r);
    leo_rigid_setup setup = { .dynamics = r.dynamics, .mass_kg = 1, .accuracy_m = 1 };
    setup.inertia_kg_m2 = diagonal(1, 1, 3); // longer than the other two together
    CHECK(!leo_rigid_body_create(&setup, r.arena, &r.error) && r.error.status == LEO_BAD_ARGUMENT);
    r.error = (leo_error){ 0 };
    setup.inertia_kg_m2 = diagonal(1, 1, 1);
    leo_rigid_body *body = leo_rigid_body_create(&setup, r.arena, &r.error);
    const leo_orbit_state o = rig_state(&r, 400e3, 0, 51.6, 0);
    leo_rigid_state s = { o.pos_m, o.vel_m_s, { 2, { 0, 0, 0 } }, { 0, 0, 0 } };
    CHECK(leo_rigid_body_start(body, 0, &s, &r.error) == LEO_BAD_INPUT);
    r.error = (leo_error){ 0 };
    s.body_from_icrf.s = NAN;
    CHECK(leo_rigid_body_start(body, 0, &s, &r.error) == LEO_BAD_INPUT);
    rig_close(&r);
}

/* Two that overlap give as much as one of both; what is read at an edge belongs to the side that one comes from. */
static void pushes_that_overlap_add_up(void)
{
    const leo_push pushes[] = { { 10, 20, { 1, 0, 0 }, { 0, 2, 0 } }, { 20, 20, { 0, 3, 0 }, { 0, 5, 0 } } };
    const leo_push both = leo_pushes_on(pushes, 2, 25, 1), back = leo_pushes_on(pushes, 2, 20, -1);
    CHECK(both.force_body_n.x == 1 && both.force_body_n.y == 3 && both.torque_body_n_m.y == 7);
    CHECK(back.torque_body_n_m.y == 2 && leo_pushes_on(pushes, 2, 20, 1).torque_body_n_m.y == 7);
    CHECK(leo_pushes_on(pushes, 2, 40, 1).torque_body_n_m.y == 0);
    CHECK(leo_pushes_next_s(pushes, 2, 0, 1) == 10 && leo_pushes_next_s(pushes, 2, 20, 1) == 30);
    CHECK(leo_pushes_next_s(pushes, 2, 20, -1) == 10 && leo_pushes_next_s(pushes, 2, 10, -1) == -INFINITY);
    rig r;
    open_point_earth(&r);
    leo_rigid_body *body = body_in(&r, diagonal(100, 140, 150), 0, pushes, 2);
    const leo_orbit_state o = rig_state(&r, 400e3, 0, 51.6, 0);
    const leo_rigid_state s = { o.pos_m, o.vel_m_s, { 1, { 0, 0, 0 } }, { 0, 0, 0 } };
    CHECK(leo_rigid_body_start(body, 0, &s, &r.error) == LEO_OK);
    CHECK(leo_rigid_body_to(body, 60, &r.error) == LEO_OK);
    CHECK_NEAR(leo_rigid_body_state(body).rate_body_rad_s.y, (2 * 20 + 5 * 20) / 140., 1e-12);
    rig_close(&r);
}

/* The solver of orbits carries the attitude as the body's own solver does, wherever it is asked to stop. */
static void a_propagator_turns_a_body_as_its_own_solver_does(void)
{
    rig r;
    open_point_earth(&r);
    const leo_push push = { 500, 700, { 2, 0, -1 }, { 0.01, 0.02, -0.01 } };
    const leo_mat3 inertia = { { { 100, 5, -3 }, { 5, 120, 2 }, { -3, 2, 150 } } };
    leo_rigid_body *body = body_in(&r, inertia, 1, &push, 1);
    const leo_orbit_state o = rig_state(&r, 400e3, 0.01, 51.6, 0);
    const leo_rigid_state s = { o.pos_m, o.vel_m_s, { 0.6, { 0, 0.8, 0 } }, { 0.001, -0.002, 0.003 } };
    const leo_turning turning = { inertia, 1, &push, 1, s.body_from_icrf, s.rate_body_rad_s };
    const leo_propagator_setup setup = {
        .dynamics = r.dynamics, .accuracy_m = 1e-2, .span_s = 7200, .turning = &turning
    };
    leo_propagator *p = leo_propagator_create(&setup, r.arena, &r.error),
                   *cut = leo_propagator_create(&setup, r.arena, &r.error);
    leo_propagated whole, pieces;
    CHECK(p && cut && leo_rigid_body_start(body, 0, &s, &r.error) == LEO_OK);
    if (!p || !cut)
        return;
    CHECK(leo_propagator_start(p, 0, o, &r.error) == LEO_OK &&
          leo_propagator_to(p, 7200, &r.error) == LEO_OK);
    CHECK(leo_propagator_start(cut, 0, o, &r.error) == LEO_OK);
    for (int t = 70; t < 7200; t += 70)
        CHECK(leo_propagator_to(cut, t, &r.error) == LEO_OK);
    CHECK(leo_propagator_to(cut, 7200, &r.error) == LEO_OK);
    CHECK(leo_rigid_body_to(body, 7200, &r.error) == LEO_OK);
    rig_say(&r.error);
    leo_propagator_at(p, 7200, &whole);
    leo_propagator_at(cut, 7200, &pieces);
    CHECK(memcmp(&whole.state, &pieces.state, sizeof whole.state) == 0);
    CHECK(memcmp(&whole.body_from_icrf, &pieces.body_from_icrf, sizeof whole.body_from_icrf) == 0);
    const leo_rigid_state end = leo_rigid_body_state(body);
    const leo_quaternion a = whole.body_from_icrf, b = end.body_from_icrf;
    // both keep 1e-14 in a step; two centimetres for the place
    CHECK_NEAR(fabs(a.s - b.s) + leo_norm(leo_sub(a.v, b.v)), 0, 1e-9);
    CHECK_NEAR(leo_norm(leo_sub(whole.rate_body_rad_s, end.rate_body_rad_s)), 0, 1e-11);
    CHECK_NEAR(leo_norm(leo_sub(whole.state.pos_m, end.pos_m)), 0, 2e-2);
    rig_close(&r);
}

static void a_propagator_refuses_attitudes_that_it_cannot_carry(void)
{
    rig r;
    open_point_earth(&r);
    leo_turning turning = { diagonal(1, 1, 1), 1, NULL, 0, { 1, { 0, 0, 0 } }, { 0, 0, 0 } };
    leo_propagator_setup setup = { .dynamics = r.dynamics, .accuracy_m = 1, .turning = &turning };
    CHECK(leo_propagator_create(&setup, r.arena, NULL) != NULL);
    leo_orbit_state state = rig_state(&r, 400e3, 0, 51.6, 0);
    CHECK(leo_propagate_batch(&setup, 0, 60, &state, 1, 1, NULL) == LEO_BAD_ARGUMENT);
    setup.with_stm = 1;
    CHECK(leo_propagator_create(&setup, r.arena, NULL) == NULL);
    setup.with_stm = 0;
    setup.method = LEO_METHOD_PICARD;
    CHECK(leo_propagator_create(&setup, r.arena, NULL) == NULL);
    setup.method = LEO_METHOD_DOP853;
    turning.body_from_icrf.s = 0;
    CHECK(leo_propagator_create(&setup, r.arena, NULL) == NULL);
    turning.body_from_icrf.s = 1;
    turning.rate_body_rad_s.x = NAN;
    CHECK(leo_propagator_create(&setup, r.arena, NULL) == NULL);
    turning.rate_body_rad_s.x = 0;
    turning.inertia_kg_m2 = diagonal(1, -1, 1);
    CHECK(leo_propagator_create(&setup, r.arena, NULL) == NULL);
    rig_close(&r);
}

/* Moments 1.7, 0.3 and 0.6 hide behind 1, 1 and 0.6; those of a flat disc are as far as one may go. */
static void the_inertia_is_looked_at_in_its_principal_axes(void)
{
    const leo_mat3 hidden = { { { 1, 0.7, 0 }, { 0.7, 1, 0 }, { 0, 0, 0.6 } } };
    const leo_mat3 skew = { { { 1, 0.1, 0 }, { 0, 1, 0 }, { 0, 0, 1 } } };
    CHECK(leo_inertia_check(hidden, NULL) == LEO_BAD_ARGUMENT);
    CHECK(leo_inertia_check(skew, NULL) == LEO_BAD_ARGUMENT);
    CHECK(leo_inertia_check(diagonal(1, 1, INFINITY), NULL) == LEO_BAD_ARGUMENT);
    CHECK(leo_inertia_check(diagonal(NAN, 1, 1), NULL) == LEO_BAD_ARGUMENT);
    CHECK(leo_inertia_check(diagonal(1, 1, 0), NULL) == LEO_BAD_ARGUMENT);
    CHECK(leo_inertia_check(diagonal(1, 1, 2), NULL) == LEO_OK);
    CHECK(leo_inertia_check(diagonal(1e9, 1e9, 1), NULL) == LEO_OK);
}

int main(void)
{
    RUN(quaternions_and_matrices_say_the_same);
    RUN(a_symmetric_top_cones_as_euler_found);
    RUN(a_free_tumbler_keeps_its_momentum_in_space_and_its_energy);
    RUN(a_long_body_librates_at_the_known_rate);
    RUN(pushes_give_what_they_hold_and_end_where_they_end);
    RUN(it_refuses_what_no_body_is);
    RUN(pushes_that_overlap_add_up);
    RUN(a_propagator_turns_a_body_as_its_own_solver_does);
    RUN(a_propagator_refuses_attitudes_that_it_cannot_carry);
    RUN(the_inertia_is_looked_at_in_its_principal_axes);
    return check_result();
}
