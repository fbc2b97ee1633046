/* SPDX-License-Identifier: MIT */
#include "orbit/stm.h"
#include "orbit/propagator.h"
#include "rig.h"

static leo_propagated fly(rig *r, leo_orbit_state start, double to_s, const leo_burn *burns, int count,
                          int with_stm)
{
    leo_propagated at = { 0 };
    leo_propagator *p = leo_propagator_create(&(leo_propagator_setup){ .dynamics = r->dynamics,
                                                                       .accuracy_m = 1e-4,
                                                                       .method = LEO_METHOD_DOP853,
                                                                       .burns = burns,
                                                                       .burn_count = count,
                                                                       .with_stm = with_stm,
                                                                       .span_s = fabs(to_s) },
                                              r->arena, &r->error);
    CHECK(p && leo_propagator_start(p, 0, start, &r->error) == LEO_OK);
    CHECK(leo_propagator_to(p, to_s, &r->error) == LEO_OK);
    leo_propagator_at(p, to_s, &at);
    rig_say(&r->error);
    return at;
}

static void times(const double stm[6][6], leo_vec3 r, leo_vec3 v, double out[6])
{
    const double x[6] = { r.x, r.y, r.z, v.x, v.y, v.z };
    for (int i = 0; i < 6; i++) {
        out[i] = 0;
        for (int j = 0; j < 6; j++)
            out[i] += stm[i][j] * x[j];
    }
}

static void same(const double got[6], leo_vec3 r, leo_vec3 v, double relative)
{
    CHECK_NEAR(leo_norm(leo_sub(leo_vec(got[0], got[1], got[2]), r)) / leo_norm(r), 0, relative);
    CHECK_NEAR(leo_norm(leo_sub(leo_vec(got[3], got[4], got[5]), v)) / leo_norm(v), 0, relative);
}

/*
 * Two bodies, exact: a later start is (v0, a0) -> (v, a); a turned start turns the end; a start grown by k with the time by
 * k^3/2 is the same orbit, larger: (r0, -v0/2) -> (r - 3/2 t v, -v/2 - 3/2 t a).
 */
static void the_symmetries_of_two_bodies_hold(void)
{
    rig r;
    rig_open(&r, "2023-01-01T00:00:00Z", 1);
    rig_gravity(&r, leo_gravity_earth(), 0);
    rig_ready(&r);
    const double gm = leo_dynamics_gm_m3_s2(r.dynamics), t = 20000;
    const leo_orbit_state s = rig_state(&r, 500e3, 0.1, 40, 70);
    const leo_propagated e = fly(&r, s, t, NULL, 0, 1);
    const leo_vec3 p = e.state.pos_m, v = e.state.vel_m_s;
    const leo_vec3 a0 = leo_scale(-gm / pow(leo_norm(s.pos_m), 3), s.pos_m);
    const leo_vec3 a = leo_scale(-gm / pow(leo_norm(p), 3), p);
    double got[6];
    times(e.stm, s.vel_m_s, a0, got);
    same(got, v, a, 1e-9);
    for (int k = 0; k < 3; k++) {
        const leo_vec3 axis = leo_vec(k == 0, k == 1, k == 2);
        times(e.stm, leo_cross(axis, s.pos_m), leo_cross(axis, s.vel_m_s), got);
        same(got, leo_cross(axis, p), leo_cross(axis, v), 1e-9);
    }
    times(e.stm, s.pos_m, leo_scale(-0.5, s.vel_m_s), got);
    same(got, leo_add_scaled(p, -1.5 * t, v), leo_add_scaled(leo_scale(-0.5, v), -1.5 * t, a), 1e-9);
    rig_close(&r);
}

static void without_drag_the_matrix_is_symplectic(void)
{
    rig r;
    rig_open(&r, "2023-01-01T00:00:00Z", 1);
    rig_gravity(&r, leo_gravity_earth(), 20);
    rig_add(&r, &leo_force_moon, NULL);
    rig_ready(&r);
    const leo_propagated e = fly(&r, rig_state(&r, 400e3, 0.01, 51.6, 0), 10000, NULL, 0, 1);
    /* Phi' J Phi = J, in units of 1 s so that position and velocity mix fairly. */
    double worst = 0;
    for (int i = 0; i < 6; i++)
        for (int j = 0; j < 6; j++) {
            double sum = 0, size = 0;
            for (int k = 0; k < 3; k++) {
                sum += e.stm[k][i] * e.stm[3 + k][j] - e.stm[3 + k][i] * e.stm[k][j];
                size += fabs(e.stm[k][i] * e.stm[3 + k][j]) + fabs(e.stm[3 + k][i] * e.stm[k][j]);
            }
            const double want = j - i == 3 ? 1 : i - j == 3 ? -1 : 0;
            worst = fmax(worst, fabs(sum - want) / fmax(1, size));
        }
    CHECK_NEAR(worst, 0, 1e-9);
    rig_close(&r);
}

/* Central differences of whole flights; with forces, a burn in turning axes and impulses on the way. */
static void differences_of_flights_agree(void)
{
    rig r;
    rig_open(&r, "2023-01-01T00:00:00Z", 1);
    rig_gravity(&r, leo_gravity_earth(), 20);
    rig_add(&r, &leo_force_sun, NULL);
    rig_add(&r, &leo_force_moon, NULL);
    rig_ready(&r);
    const leo_burn burns[3] = {
        { .begin_s = 500, .axes = LEO_BURN_VNC, .delta_v_m_s = { 30, 10, -5 } },
        { .begin_s = 1000,
          .length_s = 1500,
          .axes = LEO_BURN_LVLH,
          .direction = { 1, 0.3, -0.2 },
          .thrust_n = 200,
          .isp_s = 300 },
        { .begin_s = 3000, .axes = LEO_BURN_RSW, .delta_v_m_s = { 5, -20, 10 } },
    };
    const leo_orbit_state s = rig_state(&r, 400e3, 0.01, 51.6, 0);
    for (int sign = 1; sign >= -1; sign -= 2) {
        const double from_s = sign > 0 ? 0 : 5000, to_s = sign > 0 ? 5000 : 0;
        leo_propagated e = fly(&r, s, 5000, burns, 3, 1);
        leo_orbit_state begin = s;
        leo_propagator *p = leo_propagator_create(
            &(leo_propagator_setup){
                .dynamics = r.dynamics, .accuracy_m = 1e-5, .burns = burns, .burn_count = 3, .with_stm = 1 },
            r.arena, &r.error);
        if (sign < 0)
            begin = e.state;
        CHECK(p && leo_propagator_start(p, from_s, begin, &r.error) == LEO_OK);
        CHECK(leo_propagator_to(p, to_s, &r.error) == LEO_OK);
        leo_propagator_at(p, to_s, &e);
        for (int j = 0; j < 6; j++) {
            leo_propagated side[2];
            const double step = j < 3 ? 50 : 0.05;
            for (int k = 0; k < 2; k++) {
                leo_orbit_state moved = begin;
                double *x[6] = { &moved.pos_m.x,   &moved.pos_m.y,   &moved.pos_m.z,
                                 &moved.vel_m_s.x, &moved.vel_m_s.y, &moved.vel_m_s.z };
                *x[j] += k ? step : -step;
                CHECK(leo_propagator_start(p, from_s, moved, &r.error) == LEO_OK);
                CHECK(leo_propagator_to(p, to_s, &r.error) == LEO_OK);
                leo_propagator_at(p, to_s, &side[k]);
            }
            const leo_vec3 dr = leo_scale(0.5 / step, leo_sub(side[1].state.pos_m, side[0].state.pos_m));
            const leo_vec3 dv = leo_scale(0.5 / step, leo_sub(side[1].state.vel_m_s, side[0].state.vel_m_s));
            const leo_vec3 mr = leo_vec(e.stm[0][j], e.stm[1][j], e.stm[2][j]);
            const leo_vec3 mv = leo_vec(e.stm[3][j], e.stm[4][j], e.stm[5][j]);
            /* The third derivative of the flow leaves (50 m/6800 km)^2 times some ten of growth. */
            CHECK_NEAR(leo_norm(leo_sub(dr, mr)) / leo_norm(dr), 0, 2e-7);
            CHECK_NEAR(leo_norm(leo_sub(dv, mv)) / leo_norm(dv), 0, 2e-7);
        }
    }
    rig_say(&r.error);
    rig_close(&r);
}

static void carrying_the_matrix_does_not_move_the_flight(void)
{
    rig r;
    rig_open(&r, "2023-01-01T00:00:00Z", 1);
    rig_gravity(&r, leo_gravity_earth(), 8);
    rig_ready(&r);
    const leo_orbit_state s = rig_state(&r, 400e3, 0.01, 51.6, 0);
    CHECK_NEAR(rig_apart_m(fly(&r, s, 20000, NULL, 0, 0).state, fly(&r, s, 20000, NULL, 0, 1).state), 0,
               1e-4);
    rig_close(&r);
}

static void a_covariance_stays_symmetric_and_grows_along_the_orbit(void)
{
    rig r;
    rig_open(&r, "2023-01-01T00:00:00Z", 1);
    rig_gravity(&r, leo_gravity_earth(), 0);
    rig_ready(&r);
    const double gm = leo_dynamics_gm_m3_s2(r.dynamics), radius = 6778137;
    const leo_orbit_state s = rig_state(&r, 400e3, 0, 51.6, 0);
    const double turn_s = leo_orbit_period_s(radius, gm);
    const leo_propagated e = fly(&r, s, turn_s, NULL, 0, 1);
    double start[6][6] = { { 0 } }, now[6][6];
    for (int i = 3; i < 6; i++)
        start[i][i] = 1e-4; // 1 cm/s each way
    leo_covariance_carry((const double(*)[6])e.stm, (const double(*)[6])start, now);
    for (int i = 0; i < 6; i++)
        for (int j = 0; j < 6; j++)
            CHECK(now[i][j] == now[j][i]);
    /* After a revolution a change of dv along the velocity is -3 T dv along it (Clohessy & Wiltshire), nothing else. */
    const leo_vec3 along = leo_unit(e.state.vel_m_s);
    const double u[3] = { along.x, along.y, along.z };
    double variance = 0;
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            variance += u[i] * now[i][j] * u[j];
    CHECK_NEAR(sqrt(variance), 3 * turn_s * 1e-2, 1e-4 * 3 * turn_s * 1e-2);
    rig_close(&r);
}

static void a_method_that_cannot_carry_it_is_refused(void)
{
    rig r;
    rig_open(&r, "2023-01-01T00:00:00Z", 1);
    rig_gravity(&r, leo_gravity_earth(), 0);
    rig_ready(&r);
    CHECK(!leo_propagator_create(
        &(leo_propagator_setup){
            .dynamics = r.dynamics, .accuracy_m = 1, .method = LEO_METHOD_PICARD, .with_stm = 1 },
        r.arena, &r.error));
    CHECK(strstr(r.error.message, "dop853") != NULL);
    rig_close(&r);
}

int main(void)
{
    RUN(the_symmetries_of_two_bodies_hold);
    RUN(without_drag_the_matrix_is_symplectic);
    RUN(differences_of_flights_agree);
    RUN(carrying_the_matrix_does_not_move_the_flight);
    RUN(a_covariance_stays_symmetric_and_grows_along_the_orbit);
    RUN(a_method_that_cannot_carry_it_is_refused);
    return check_result();
}
