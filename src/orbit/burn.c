/* SPDX-License-Identifier: MIT */

/*
 * Axes of the orbit and their change with the state.
 *
 *     R = r/|r|   W = r x v/|r x v|   S = W x R   V = v/|v|   C = V x W
 *     dR = (dr - R R.dr)/|r|, and so for W with dr x v + r x dv, and for V
 *
 * Source  definitions: CCSDS Navigation Data - Definitions and Conventions, CCSDS 500.0-G-4 (2019), section 4.3.7.
 * Valid   position and velocity not parallel. With a constant thrust the mass falls by thrust/(isp g0), g0 = 9.80665 m/s^2.
 * Error   none beyond rounding.
 * Axes    inertial.
 */
#include "orbit/burn.h"

#include "base/error.h"

#include <stdio.h>
#include <string.h>

static const double STANDARD_GRAVITY_M_S2 = 9.80665;

enum { RADIAL, ALONG, CROSS, VELOCITY, CONORMAL, UNITS };

/* Which unit vectors, and which way round, make up the axes; those of an inertial burn are never looked at. */
static const struct {
    int unit[3];
    double sign[3];
} axes_rows[] = {
    [LEO_BURN_INERTIAL] = { { 0 }, { 0 } },
    [LEO_BURN_RSW] = { { RADIAL, ALONG, CROSS }, { 1, 1, 1 } },
    [LEO_BURN_VNC] = { { VELOCITY, CROSS, CONORMAL }, { 1, 1, 1 } },
    [LEO_BURN_LVLH] = { { ALONG, CROSS, RADIAL }, { 1, -1, -1 } },
};

static void units_of(leo_vec3 r, leo_vec3 v, leo_vec3 unit[UNITS])
{
    unit[RADIAL] = leo_unit(r);
    unit[CROSS] = leo_unit(leo_cross(r, v));
    unit[ALONG] = leo_cross(unit[CROSS], unit[RADIAL]);
    unit[VELOCITY] = leo_unit(v);
    unit[CONORMAL] = leo_cross(unit[VELOCITY], unit[CROSS]);
}

static leo_vec3 change_of_unit(leo_vec3 unit, double length, leo_vec3 change)
{
    return leo_scale(1 / length, leo_add_scaled(change, -leo_dot(unit, change), unit));
}

/* How the unit vectors change when r changes by dr and v by dv. */
static void change_units(leo_vec3 r, leo_vec3 v, const leo_vec3 unit[UNITS], leo_vec3 dr, leo_vec3 dv,
                         leo_vec3 change[UNITS])
{
    const leo_vec3 turned = leo_add(leo_cross(dr, v), leo_cross(r, dv));
    change[RADIAL] = change_of_unit(unit[RADIAL], leo_norm(r), dr);
    change[CROSS] = change_of_unit(unit[CROSS], leo_norm(leo_cross(r, v)), turned);
    change[VELOCITY] = change_of_unit(unit[VELOCITY], leo_norm(v), dv);
    change[ALONG] = leo_add(leo_cross(change[CROSS], unit[RADIAL]), leo_cross(unit[CROSS], change[RADIAL]));
    change[CONORMAL] =
        leo_add(leo_cross(change[VELOCITY], unit[CROSS]), leo_cross(unit[VELOCITY], change[CROSS]));
}

static leo_vec3 combine(leo_burn_axes axes, leo_vec3 components, const leo_vec3 unit[UNITS])
{
    const double part[3] = { components.x, components.y, components.z };
    leo_vec3 sum = { 0, 0, 0 };
    for (int i = 0; i < 3; i++)
        sum = leo_add_scaled(sum, part[i] * axes_rows[axes].sign[i], unit[axes_rows[axes].unit[i]]);
    return sum;
}

leo_vec3 leo_burn_vector(leo_burn_axes axes, leo_vec3 components, leo_vec3 pos_m, leo_vec3 vel_m_s,
                         leo_mat3 *by_pos, leo_mat3 *by_vel)
{
    if (by_pos && by_vel)
        *by_pos = *by_vel = (leo_mat3){ 0 };
    if (axes == LEO_BURN_INERTIAL)
        return components;
    leo_vec3 unit[UNITS], change[UNITS];
    units_of(pos_m, vel_m_s, unit);
    for (int j = 0; by_pos && by_vel && j < 6; j++) {
        const double one[6] = { j == 0, j == 1, j == 2, j == 3, j == 4, j == 5 };
        change_units(pos_m, vel_m_s, unit, leo_vec(one[0], one[1], one[2]), leo_vec(one[3], one[4], one[5]),
                     change);
        const leo_vec3 column = combine(axes, components, change);
        leo_mat3 *by = j < 3 ? by_pos : by_vel;
        by->m[0][j % 3] = column.x;
        by->m[1][j % 3] = column.y;
        by->m[2][j % 3] = column.z;
    }
    return combine(axes, components, unit);
}

double leo_burn_flow_kg_s(const leo_burn *burn)
{
    return burn->isp_s > 0 ? burn->thrust_n / (burn->isp_s * STANDARD_GRAVITY_M_S2) : 0;
}

static int is_finite(leo_vec3 v)
{
    return isfinite(v.x) && isfinite(v.y) && isfinite(v.z);
}

static leo_status check_burn(leo_burn *burn, int number, leo_error *error)
{
    char where[32];
    snprintf(where, sizeof where, "burn %d", number + 1);
    if (!isfinite(burn->begin_s))
        return leo_fail(error, LEO_BAD_ARGUMENT, where, "begins at %g s: must be finite", burn->begin_s);
    if ((int)burn->axes < 0 || burn->axes > LEO_BURN_LVLH)
        return leo_fail(error, LEO_BAD_ARGUMENT, where, "%d: no such axes", (int)burn->axes);
    if (!(burn->isp_s >= 0 && burn->isp_s < 1e7) || !(burn->thrust_n >= 0 && burn->thrust_n < 1e12))
        return leo_fail(error, LEO_BAD_ARGUMENT, where,
                        "thrust %g N, specific impulse %g s: must not be negative", burn->thrust_n,
                        burn->isp_s);
    if (burn->thrust_n == 0) {
        burn->length_s = 0;
        return is_finite(burn->delta_v_m_s)
                   ? LEO_OK
                   : leo_fail(error, LEO_BAD_ARGUMENT, where, "the change of velocity must be finite");
    }
    if (!(burn->length_s > 0 && burn->length_s < 1e10))
        return leo_fail(error, LEO_BAD_ARGUMENT, where, "lasts %g s: must be above 0", burn->length_s);
    const double length = leo_norm(burn->direction);
    if (!(length > 0) || !isfinite(length))
        return leo_fail(error, LEO_BAD_ARGUMENT, where, "the direction must not be zero");
    burn->direction = leo_scale(1 / length, burn->direction);
    return LEO_OK;
}

/* A burn that begins where another ends is no overlap. */
static leo_status check_order(const leo_burns *burns, double mass_kg, leo_error *error)
{
    double used_kg = 0, busy_until_s = -INFINITY;
    for (int i = 0; i < burns->count; i++) {
        const leo_burn *burn = &burns->burns[i];
        if (burn->begin_s < busy_until_s)
            return leo_fail(error, LEO_BAD_ARGUMENT, "burns",
                            "the burn at %.3f s begins before another ends, at %.3f s", burn->begin_s,
                            busy_until_s);
        busy_until_s = fmax(busy_until_s, burn->begin_s + burn->length_s);
        used_kg += leo_burn_flow_kg_s(burn) * burn->length_s;
        if (used_kg > 0 && !(used_kg < mass_kg))
            return leo_fail(error, LEO_BAD_ARGUMENT, "burns",
                            "up to %.3f s they use %.3f kg, but the craft has %.3f kg", busy_until_s, used_kg,
                            mass_kg);
    }
    return LEO_OK;
}

leo_status leo_burns_create(leo_burns *burns, const leo_burn *given, int count, double mass_kg,
                            leo_arena *arena, leo_error *error)
{
    if (count < 0 || count > 10000 || (count > 0 && !given))
        return leo_fail(error, LEO_BAD_ARGUMENT, "burns", "%d: must be 0 .. 10000", count);
    *burns = (leo_burns){ .count = count, .burns = LEO_TAKE(arena, leo_burn, count) };
    if (!burns->burns)
        return leo_fail(error, LEO_NO_MEMORY, "burns", "no memory for %d", count);
    for (int i = 0; i < count; i++) {
        leo_burn burn = given[i];
        const leo_status status = check_burn(&burn, i, error);
        if (status != LEO_OK)
            return status;
        int at = i;
        for (; at > 0 && burns->burns[at - 1].begin_s > burn.begin_s; at--)
            burns->burns[at] = burns->burns[at - 1];
        burns->burns[at] = burn;
    }
    return check_order(burns, mass_kg, error);
}

double leo_burns_next_s(const leo_burns *burns, double elapsed_s, int sign)
{
    double next_s = sign * INFINITY;
    for (int i = 0; i < burns->count; i++) {
        const double edge_s[2] = { burns->burns[i].begin_s,
                                   burns->burns[i].begin_s + burns->burns[i].length_s };
        for (int e = 0; e < 2; e++)
            if (sign * (edge_s[e] - elapsed_s) > 0 && sign * (next_s - edge_s[e]) > 0)
                next_s = edge_s[e];
    }
    return next_s;
}

const leo_burn *leo_burns_on(const leo_burns *burns, double elapsed_s, int sign)
{
    for (int i = 0; i < burns->count; i++) {
        const leo_burn *burn = &burns->burns[i];
        const double begin_s = burn->begin_s, end_s = begin_s + burn->length_s;
        if (burn->thrust_n > 0 && (sign > 0 ? begin_s <= elapsed_s && elapsed_s < end_s
                                            : begin_s < elapsed_s && elapsed_s <= end_s))
            return burn;
    }
    return NULL;
}

/* v before the impulse, such that v + dv(r, v) is `after`. */
static leo_status velocity_before(const leo_burn *burn, leo_vec3 pos_m, leo_vec3 after, leo_vec3 *before,
                                  leo_error *error)
{
    leo_vec3 v = after;
    double change = INFINITY;
    for (int round = 0; round < 100; round++) {
        const leo_vec3 next =
            leo_sub(after, leo_burn_vector(burn->axes, burn->delta_v_m_s, pos_m, v, NULL, NULL));
        change = leo_norm(leo_sub(next, v));
        v = next;
        if (change <= 4e-16 * leo_norm(after)) {
            *before = v;
            return LEO_OK;
        }
    }
    *before = v;
    return change < 1e-12 * leo_norm(after)
               ? LEO_OK
               : leo_fail(error, LEO_NO_CONVERGENCE, "burns",
                          "the impulse at %.3f s cannot be undone: %g m/s remain", burn->begin_s, change);
}

/* stm = [1 0; D 1 + E] stm, D and E the partials of the impulse by position and velocity; back: its inverse. */
static void carry_stm(const leo_mat3 *by_pos, const leo_mat3 *by_vel, int sign, double (*stm)[6])
{
    for (int column = 0; column < 6; column++) {
        double dv[3], inverse[3];
        for (int i = 0; i < 3; i++) {
            dv[i] = 0;
            for (int j = 0; j < 3; j++)
                dv[i] +=
                    by_pos->m[i][j] * stm[j][column] + (sign > 0 ? by_vel->m[i][j] * stm[3 + j][column] : 0);
        }
        if (sign > 0) {
            for (int i = 0; i < 3; i++)
                stm[3 + i][column] += dv[i];
            continue;
        }
        double want[3]; // (1 + E) x = lower - D upper, by iteration: |E| is dv/v
        for (int i = 0; i < 3; i++)
            inverse[i] = want[i] = stm[3 + i][column] - dv[i];
        for (int round = 0; round < 100; round++) {
            double next[3];
            for (int i = 0; i < 3; i++)
                next[i] = want[i] - by_vel->m[i][0] * inverse[0] - by_vel->m[i][1] * inverse[1] -
                          by_vel->m[i][2] * inverse[2];
            memcpy(inverse, next, sizeof next);
        }
        for (int i = 0; i < 3; i++)
            stm[3 + i][column] = inverse[i];
    }
}

leo_status leo_burn_apply(const leo_burn *burn, int sign, leo_orbit_state *state, double *mass_kg,
                          double (*stm)[6], leo_error *error)
{
    leo_vec3 before = state->vel_m_s;
    leo_mat3 by_pos, by_vel;
    if (sign < 0) {
        const leo_status status = velocity_before(burn, state->pos_m, state->vel_m_s, &before, error);
        if (status != LEO_OK)
            return status;
    }
    const leo_vec3 change =
        leo_burn_vector(burn->axes, burn->delta_v_m_s, state->pos_m, before, &by_pos, &by_vel);
    if (stm)
        carry_stm(&by_pos, &by_vel, sign, stm);
    state->vel_m_s = sign > 0 ? leo_add(before, change) : before;
    if (burn->isp_s > 0)
        *mass_kg *= exp(-sign * leo_norm(change) / (burn->isp_s * STANDARD_GRAVITY_M_S2));
    return LEO_OK;
}
