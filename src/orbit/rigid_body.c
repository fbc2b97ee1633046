/* SPDX-License-Identifier: MIT */

/*
 * Translation and rotation of a rigid body.
 *
 *     r'' = a(r, v, t) + A' F/m        q' = -1/2 (0, w) q        I w' = T - w x I w
 *     T = given torques + 3 gm/r^3 n x I n
 *
 * A takes ICRF axes to body axes, q is its quaternion, w the rate in body axes. The length of q is set to one after every
 * step; in between it drifts by less than the tolerance.
 *
 * Source  Hughes, Spacecraft Attitude Dynamics, Wiley 1986, chapters 2, 3 and 8 (gradient torque: eq. 8.1,26); sign of the
 *         left transformation quaternion as in Hammen, JEOD Quaternions, NASA JSC (2010).
 * Valid   one rigid body of constant mass and inertia. The gradient torque is that of a point mass.
 * Error   that of DOP853 at tolerances of 1e-14 .. 1e-10 in the attitude.
 * Axes    ICRF for the translation, body axes for rate, torque and inertia.
 */
#include "orbit/rigid_body.h"

#include "base/error.h"
#include "math/dop853.h"

#include <string.h>

enum { STATES = 13 };

struct leo_rigid_body {
    leo_rigid_setup setup;
    leo_push *pushes;
    leo_mat3 inverse; // of the inertia
    leo_push on;      // all that are, added up
    double base_s, now_s;
    leo_dop853 *solver;
};

leo_quaternion leo_quaternion_mul(leo_quaternion a, leo_quaternion b)
{
    return (
        leo_quaternion){ a.s * b.s - leo_dot(a.v, b.v),
                         leo_add(leo_add(leo_scale(a.s, b.v), leo_scale(b.s, a.v)), leo_cross(a.v, b.v)) };
}

leo_vec3 leo_quaternion_turn(leo_quaternion q, leo_vec3 x)
{
    const leo_vec3 t = leo_scale(2, leo_cross(q.v, x)); // q x q*, q of length one
    return leo_add(leo_add_scaled(x, q.s, t), leo_cross(q.v, t));
}

leo_mat3 leo_quaternion_matrix(leo_quaternion q)
{
    leo_mat3 m;
    for (int j = 0; j < 3; j++) {
        const leo_vec3 column = leo_quaternion_turn(q, leo_vec(j == 0, j == 1, j == 2));
        m.m[0][j] = column.x;
        m.m[1][j] = column.y;
        m.m[2][j] = column.z;
    }
    return m;
}

/* From the largest of the four, so that nothing small is divided by (Shepperd, J. Guidance 1 (1978) 223-224). */
leo_quaternion leo_quaternion_of(leo_mat3 a)
{
    const double t = a.m[0][0] + a.m[1][1] + a.m[2][2];
    const double square[4] = { 1 + t, 1 + 2 * a.m[0][0] - t, 1 + 2 * a.m[1][1] - t, 1 + 2 * a.m[2][2] - t };
    int k = 0;
    for (int i = 1; i < 4; i++)
        if (square[i] > square[k])
            k = i;
    const double twice = sqrt(square[k]); // 2 |q_k|
    double q[4];
    q[k] = 0.5 * twice;
    const double mixed[3] = { a.m[2][1] - a.m[1][2], a.m[0][2] - a.m[2][0], a.m[1][0] - a.m[0][1] };
    for (int i = 0; i < 3 && k == 0; i++)
        q[1 + i] = mixed[i] / (2 * twice);
    if (k > 0) {
        q[0] = mixed[k - 1] / (2 * twice);
        for (int i = 0; i < 3; i++)
            if (i != k - 1)
                q[1 + i] = (a.m[i][k - 1] + a.m[k - 1][i]) / (2 * twice);
    }
    const double sign = q[0] < 0 ? -1 : 1;
    return (leo_quaternion){ sign * q[0], leo_scale(sign, leo_vec(q[1], q[2], q[3])) };
}

leo_mat3 leo_yaw_pitch_roll(double yaw_rad, double pitch_rad, double roll_rad)
{
    const double cy = cos(yaw_rad), sy = sin(yaw_rad), cp = cos(pitch_rad), sp = sin(pitch_rad);
    const double cr = cos(roll_rad), sr = sin(roll_rad);
    return (leo_mat3){ { { cp * cy, cp * sy, -sp },
                         { sr * sp * cy - cr * sy, sr * sp * sy + cr * cy, sr * cp },
                         { cr * sp * cy + sr * sy, cr * sp * sy - sr * cy, cr * cp } } };
}

leo_vec3 leo_gravity_gradient_torque(double gm_m3_s2, leo_mat3 inertia_kg_m2, leo_quaternion body_from_icrf,
                                     leo_vec3 pos_m)
{
    const double r = leo_norm(pos_m);
    const leo_vec3 n = leo_quaternion_turn(body_from_icrf, leo_scale(1 / r, pos_m));
    return leo_scale(3 * gm_m3_s2 / (r * r * r), leo_cross(n, leo_mat_vec(inertia_kg_m2, n)));
}

static double determinant(leo_mat3 a)
{
    return a.m[0][0] * (a.m[1][1] * a.m[2][2] - a.m[1][2] * a.m[2][1]) -
           a.m[0][1] * (a.m[1][0] * a.m[2][2] - a.m[1][2] * a.m[2][0]) +
           a.m[0][2] * (a.m[1][0] * a.m[2][1] - a.m[1][1] * a.m[2][0]);
}

leo_mat3 leo_inertia_inverse(leo_mat3 a)
{
    leo_mat3 b;
    const double d = determinant(a);
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            const int r0 = (j + 1) % 3, r1 = (j + 2) % 3, c0 = (i + 1) % 3, c1 = (i + 2) % 3;
            b.m[i][j] = (a.m[r0][c0] * a.m[r1][c1] - a.m[r0][c1] * a.m[r1][c0]) / d;
        }
    return b;
}

/* No principal minor is below zero, but for rounding. */
static int is_not_negative(leo_mat3 a, double scale)
{
    const double least = -1e-9 * scale;
    for (int k = 0; k < 3; k++) {
        const int l = (k + 1) % 3;
        if (a.m[k][k] < least || a.m[k][k] * a.m[l][l] - a.m[k][l] * a.m[l][k] < least * scale)
            return 0;
    }
    return determinant(a) >= least * scale * scale;
}

/* The principal moments of trace/2 - I are those integrals of x^2 over the body that make up the moments of I. */
leo_status leo_inertia_check(leo_mat3 i, leo_error *error)
{
    const double trace = i.m[0][0] + i.m[1][1] + i.m[2][2];
    leo_mat3 squares;
    int good = isfinite(trace) && trace > 0;
    for (int k = 0; k < 3; k++)
        for (int j = 0; j < 3; j++) {
            good = good && fabs(i.m[k][j] - i.m[j][k]) <= 1e-9 * trace;
            squares.m[k][j] = (k == j ? 0.5 * trace : 0) - i.m[k][j];
        }
    if (!good || !(i.m[0][0] > 0 && i.m[0][0] * i.m[1][1] > i.m[0][1] * i.m[1][0] && determinant(i) > 0))
        return leo_fail(
            error, LEO_BAD_ARGUMENT, "inertia",
            "moments %g, %g, %g kg m^2 with their products: every axis must have a moment above 0", i.m[0][0],
            i.m[1][1], i.m[2][2]);
    if (!is_not_negative(squares, trace))
        return leo_fail(
            error, LEO_BAD_ARGUMENT, "inertia",
            "moments %g, %g, %g kg m^2 with their products: no body has a principal moment above the sum of "
            "the other two",
            i.m[0][0], i.m[1][1], i.m[2][2]);
    return LEO_OK;
}

leo_turning_rate leo_turning_rate_of(leo_mat3 inertia_kg_m2, leo_mat3 inverse_of_it, leo_quaternion q,
                                     leo_vec3 w, leo_vec3 torque_body_n_m)
{
    const leo_vec3 spin = leo_cross(w, leo_mat_vec(inertia_kg_m2, w));
    return (leo_turning_rate){ leo_quaternion_mul((leo_quaternion){ 0, leo_scale(-0.5, w) }, q),
                               leo_mat_vec(inverse_of_it, leo_sub(torque_body_n_m, spin)) };
}

/* ---- pushes ---------------------------------------------------------------------------------------------------------- */

leo_status leo_pushes_check(const leo_push *pushes, int count, leo_error *error)
{
    for (int i = 0; i < count; i++)
        if (!(pushes[i].length_s > 0) || !isfinite(pushes[i].begin_s + pushes[i].length_s))
            return leo_fail(error, LEO_BAD_ARGUMENT, "pushes", "number %d lasts %g s: must be above 0", i + 1,
                            pushes[i].length_s);
    return LEO_OK;
}

leo_push leo_pushes_on(const leo_push *pushes, int count, double elapsed_s, int sign)
{
    leo_push sum = { 0 };
    for (int i = 0; i < count; i++) {
        const double begin_s = pushes[i].begin_s, end_s = begin_s + pushes[i].length_s;
        if (sign > 0 ? begin_s <= elapsed_s && elapsed_s < end_s
                     : begin_s < elapsed_s && elapsed_s <= end_s) {
            sum.force_body_n = leo_add(sum.force_body_n, pushes[i].force_body_n);
            sum.torque_body_n_m = leo_add(sum.torque_body_n_m, pushes[i].torque_body_n_m);
        }
    }
    return sum;
}

double leo_pushes_next_s(const leo_push *pushes, int count, double elapsed_s, int sign)
{
    double ahead_s = INFINITY, next_s = sign * INFINITY;
    for (int i = 0; i < 2 * count; i++) {
        const leo_push *push = &pushes[i / 2];
        const double edge_s = push->begin_s + (i % 2 ? push->length_s : 0),
                     to_s = sign * (edge_s - elapsed_s);
        if (to_s > 0 && to_s < ahead_s) {
            ahead_s = to_s;
            next_s = edge_s;
        }
    }
    return next_s;
}

/* ---- the body -------------------------------------------------------------------------------------------------------- */

static leo_rigid_state unpack(const double *y)
{
    return (leo_rigid_state){
        { y[0], y[1], y[2] }, { y[3], y[4], y[5] }, { y[6], { y[7], y[8], y[9] } }, { y[10], y[11], y[12] }
    };
}

static void pack(const leo_rigid_state *s, double *y)
{
    const double all[STATES] = { s->pos_m.x,
                                 s->pos_m.y,
                                 s->pos_m.z,
                                 s->vel_m_s.x,
                                 s->vel_m_s.y,
                                 s->vel_m_s.z,
                                 s->body_from_icrf.s,
                                 s->body_from_icrf.v.x,
                                 s->body_from_icrf.v.y,
                                 s->body_from_icrf.v.z,
                                 s->rate_body_rad_s.x,
                                 s->rate_body_rad_s.y,
                                 s->rate_body_rad_s.z };
    for (int i = 0; i < STATES; i++)
        y[i] = all[i];
}

static leo_status rate(void *context, double t, const double *y, double *dydt, leo_error *error)
{
    const leo_rigid_body *body = context;
    const leo_rigid_setup *setup = &body->setup;
    const leo_rigid_state now = unpack(y);
    const double elapsed_s = body->base_s + t;
    leo_vec3 accel, torque = body->on.torque_body_n_m;
    const leo_status status =
        leo_dynamics_accel(setup->dynamics, elapsed_s, now.pos_m, now.vel_m_s, setup->mass_kg, &accel, error);
    if (status != LEO_OK)
        return status;
    const leo_quaternion q = now.body_from_icrf, back = { q.s, leo_scale(-1, q.v) };
    accel = leo_add_scaled(accel, 1 / setup->mass_kg, leo_quaternion_turn(back, body->on.force_body_n));
    if (setup->gravity_gradient != 0)
        torque = leo_add_scaled(torque, setup->gravity_gradient,
                                leo_gravity_gradient_torque(leo_dynamics_gm_m3_s2(setup->dynamics),
                                                            setup->inertia_kg_m2, q, now.pos_m));
    if (setup->torque)
        torque = leo_add(torque, setup->torque(setup->context, elapsed_s, &now));
    const leo_turning_rate turning =
        leo_turning_rate_of(setup->inertia_kg_m2, body->inverse, q, now.rate_body_rad_s, torque);
    const leo_rigid_state change = { now.vel_m_s, accel, turning.quaternion, turning.rate_body_rad_s2 };
    pack(&change, dydt);
    return LEO_OK;
}

leo_rigid_body *leo_rigid_body_create(const leo_rigid_setup *setup, leo_arena *arena, leo_error *error)
{
    if (!setup->dynamics || !(setup->mass_kg > 0) || !isfinite(setup->mass_kg) ||
        !(setup->accuracy_m >= 1e-6 && setup->accuracy_m <= 1e4) || setup->push_count < 0) {
        leo_fail(error, LEO_BAD_ARGUMENT, "rigid body", "mass %g kg, accuracy %g m: must be above 0",
                 setup->mass_kg, setup->accuracy_m);
        return NULL;
    }
    if (leo_inertia_check(setup->inertia_kg_m2, error) != LEO_OK)
        return NULL;
    leo_rigid_body *body = LEO_TAKE(arena, leo_rigid_body, 1);
    leo_push *pushes = LEO_TAKE(arena, leo_push, setup->push_count);
    /* One metre after eight hours asks for some 1e-12 of the state in each step; see propagator_adaptive.c. */
    const double eps = leo_clamp(1e-12 * setup->accuracy_m, 2e-15, 1e-9);
    double tolerance[STATES];
    for (int i = 0; i < STATES; i++)
        tolerance[i] = i < 3 ? 7e6 * eps : i < 6 ? 7e3 * eps : i < 10 ? eps : 1e-3 * eps;
    if (body && pushes)
        body->solver = leo_dop853_create(arena, STATES, tolerance, 1e-30, rate, body);
    if (!body || !pushes || !body->solver) {
        leo_fail(error, LEO_NO_MEMORY, "rigid body", "no memory");
        return NULL;
    }
    for (int i = 0; i < setup->push_count; i++)
        pushes[i] = setup->pushes[i];
    if (leo_pushes_check(pushes, setup->push_count, error) != LEO_OK)
        return NULL;
    body->setup = *setup;
    body->setup.pushes = body->pushes = pushes;
    body->inverse = leo_inertia_inverse(setup->inertia_kg_m2);
    return body;
}

leo_status leo_rigid_body_start(leo_rigid_body *body, double elapsed_s, const leo_rigid_state *state,
                                leo_error *error)
{
    double y[STATES];
    pack(state, y);
    for (int i = 0; i < STATES; i++)
        if (!isfinite(y[i]))
            return leo_fail(error, LEO_BAD_INPUT, "rigid body", "the state at the start is not finite");
    const leo_quaternion q = state->body_from_icrf;
    if (fabs(q.s * q.s + leo_dot(q.v, q.v) - 1) > 1e-6)
        return leo_fail(error, LEO_BAD_INPUT, "rigid body", "the quaternion has the length %.9g, not 1",
                        sqrt(q.s * q.s + leo_dot(q.v, q.v)));
    body->base_s = body->now_s = elapsed_s;
    body->on = leo_pushes_on(body->pushes, body->setup.push_count, elapsed_s, 1);
    return leo_dop853_start(body->solver, 0, y, error);
}

static leo_status unit_length(leo_rigid_body *body, leo_error *error)
{
    double y[STATES];
    for (int i = 0; i < STATES; i++)
        y[i] = leo_dop853_state(body->solver)[i];
    const double length = sqrt(y[6] * y[6] + y[7] * y[7] + y[8] * y[8] + y[9] * y[9]);
    for (int i = 6; i < 10; i++)
        y[i] /= length;
    return leo_dop853_amend(body->solver, y, error);
}

leo_status leo_rigid_body_to(leo_rigid_body *body, double elapsed_s, leo_error *error)
{
    if (!(elapsed_s >= body->now_s))
        return leo_fail(error, LEO_BAD_ARGUMENT, "rigid body", "%.6f s lies before %.6f s", elapsed_s,
                        body->now_s);
    while (body->now_s < elapsed_s) {
        const int count = body->setup.push_count;
        const double next_s = leo_pushes_next_s(body->pushes, count, body->now_s, 1);
        const leo_push before = body->on;
        leo_status status = LEO_OK;
        body->on = leo_pushes_on(body->pushes, count, body->now_s, 1);
        if (memcmp(&body->on, &before, sizeof before) != 0)
            status = leo_dop853_jump(body->solver, leo_dop853_state(body->solver), error);
        const double limit_s = fmin(elapsed_s, next_s), limit = limit_s - body->base_s;
        if (status == LEO_OK && limit > leo_dop853_end(body->solver))
            status = leo_dop853_step(body->solver, limit, error);
        if (status == LEO_OK)
            status = unit_length(body, error);
        if (status != LEO_OK)
            return status;
        const double end = leo_dop853_end(body->solver);
        body->now_s = end >= limit ? limit_s : body->base_s + end;
    }
    return LEO_OK;
}

leo_rigid_state leo_rigid_body_state(const leo_rigid_body *body)
{
    return unpack(leo_dop853_state(body->solver));
}

double leo_rigid_body_time_s(const leo_rigid_body *body)
{
    return body->now_s;
}
