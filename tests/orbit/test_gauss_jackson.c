/* SPDX-License-Identifier: MIT */
#include "orbit/gauss_jackson.h"
#include "rig.h"

/* Berry & Healy, J. Astronaut. Sci. 52 (2004), equations for the Adams-Moulton and Cowell coefficients. */
static void the_weights_of_the_corrector_are_the_published_fractions(void)
{
    double v[LEO_GJ_POINTS], r[LEO_GJ_POINTS];
    leo_gauss_jackson_weights(0, v, r);
    static const double adams[LEO_GJ_POINTS] = { -1 / 2.,       -1 / 12.,          -1 / 24.,
                                                 -19 / 720.,    -3 / 160.,         -863 / 60480.,
                                                 -275 / 24192., -33953 / 3628800., -8183 / 1036800. };
    static const double cowell[6] = { 1 / 12., 0, -1 / 240., -1 / 240., -221 / 60480., -19 / 6048. };
    for (int j = 0; j < LEO_GJ_POINTS; j++)
        CHECK_NEAR(v[j], adams[j], 1e-15);
    for (int j = 0; j < 6; j++)
        CHECK_NEAR(r[j], cowell[j], 1e-15);
}

static void the_weights_of_the_predictor_are_the_published_fractions(void)
{
    double v[LEO_GJ_POINTS], r[LEO_GJ_POINTS];
    leo_gauss_jackson_weights(1, v, r);
    /* 1/(-(1 - x) ln(1 - x)) less 1/x: Adams-Bashforth; and Stormer's 1/12, 1/12, 19/240, 3/40, 863/12096 */
    static const double bashforth[5] = { 1 / 2., 5 / 12., 3 / 8., 251 / 720., 95 / 288. };
    static const double stormer[5] = { 1 / 12., 1 / 12., 19 / 240., 3 / 40., 863 / 12096. };
    for (int j = 0; j < 5; j++) {
        CHECK_NEAR(v[j], bashforth[j], 1e-15);
        CHECK_NEAR(r[j], stormer[j], 1e-15);
    }
}

static leo_orbit_state fly(const rig *r, double step_s, leo_orbit_state start, double to_s)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_error error = { 0 };
    leo_gauss_jackson *gj = leo_gauss_jackson_create(r->dynamics, step_s, 1, arena, &error);
    leo_orbit_state end = start;
    leo_status status = leo_gauss_jackson_start(gj, 0, &start.pos_m, &start.vel_m_s, &error);
    CHECK(status == LEO_OK);
    while (status == LEO_OK && fabs(leo_gauss_jackson_end_s(gj)) < fabs(to_s) - 1e-6)
        status = leo_gauss_jackson_step(gj, &error);
    CHECK(status == LEO_OK);
    rig_say(&error);
    leo_gauss_jackson_at(gj, 0, to_s, &end.pos_m, &end.vel_m_s);
    leo_arena_destroy(arena);
    return end;
}

static void a_circle_closes(void)
{
    rig r;
    rig_open(&r, "2023-01-01T00:00:00Z", 1);
    rig_gravity(&r, leo_gravity_earth(), 0);
    rig_ready(&r);
    const leo_orbit_state start = rig_state(&r, 400e3, 0, 51.6, 0);
    const double turn_s = leo_orbit_period_s(6778137, leo_dynamics_gm_m3_s2(r.dynamics));
    /* An order of 8: halving a step must take at least 2^7 off what is well above rounding. */
    const double coarse = rig_apart_m(fly(&r, turn_s / 40, start, 4 * turn_s), start);
    const double fine = rig_apart_m(fly(&r, turn_s / 80, start, 4 * turn_s), start);
    printf("  40 steps %.3g m, 80 steps %.3g m\n", coarse, fine);
    CHECK(coarse / fine > 128);
    CHECK_NEAR(rig_apart_m(fly(&r, turn_s / 240, start, 4 * turn_s), start), 0, 1e-5);
    CHECK_NEAR(rig_apart_m(fly(&r, -turn_s / 240, start, -4 * turn_s), start), 0, 1e-5);
    rig_close(&r);
}

static void it_agrees_with_adaptive_steps_in_a_real_field(void)
{
    rig r;
    rig_open(&r, "2023-01-01T00:00:00Z", 1);
    rig_gravity(&r, leo_gravity_earth(), 20);
    rig_add(&r, &leo_force_sun, NULL);
    rig_add(&r, &leo_force_moon, NULL);
    rig_ready(&r);
    const leo_orbit_state start = rig_state(&r, 300e3, 0.005, 65, 30);
    const leo_orbit_state want = rig_fly(&r, LEO_METHOD_DOP853, 1e-5, start, 20000, NULL);
    CHECK_NEAR(rig_apart_m(fly(&r, 15.625, start, 20000), want), 0, 1e-3);
    rig_close(&r);
}

static void reading_inside_a_step_is_as_good_as_its_ends(void)
{
    rig r;
    rig_open(&r, "2023-01-01T00:00:00Z", 1);
    rig_gravity(&r, leo_gravity_earth(), 8);
    rig_ready(&r);
    const leo_orbit_state start = rig_state(&r, 400e3, 0.001, 51.6, 0);
    leo_gauss_jackson *gj = leo_gauss_jackson_create(r.dynamics, 20, 1, r.arena, &r.error);
    CHECK(leo_gauss_jackson_start(gj, 0, &start.pos_m, &start.vel_m_s, &r.error) == LEO_OK);
    for (int k = 0; k < 50; k++)
        CHECK(leo_gauss_jackson_step(gj, &r.error) == LEO_OK);
    const double middle_s = 0.5 * (leo_gauss_jackson_begin_s(gj) + leo_gauss_jackson_end_s(gj));
    leo_orbit_state inside;
    leo_gauss_jackson_at(gj, 0, middle_s, &inside.pos_m, &inside.vel_m_s);
    const leo_orbit_state want = rig_fly(&r, LEO_METHOD_DOP853, 1e-5, start, middle_s, NULL);
    CHECK_NEAR(rig_apart_m(inside, want), 0, 1e-4);
    CHECK_NEAR(leo_norm(leo_sub(inside.vel_m_s, want.vel_m_s)), 0, 1e-6);
    rig_close(&r);
}

static void lanes_agree_with_one_alone(void)
{
    rig r;
    rig_open(&r, "2023-01-01T00:00:00Z", 1);
    rig_gravity(&r, leo_gravity_earth(), 20);
    rig_add(&r, &leo_force_sun, NULL);
    rig_ready(&r);
    leo_vec3 pos[LEO_LANES], vel[LEO_LANES];
    leo_orbit_state start[LEO_LANES];
    for (int i = 0; i < LEO_LANES; i++) {
        start[i] = rig_state(&r, 300e3 + 20e3 * i, 0.001 * i, 10 + 10 * i, 45 * i);
        pos[i] = start[i].pos_m;
        vel[i] = start[i].vel_m_s;
    }
    leo_gauss_jackson *all = leo_gauss_jackson_create(r.dynamics, 20, LEO_LANES, r.arena, &r.error);
    leo_gauss_jackson *one = leo_gauss_jackson_create(r.dynamics, 20, 1, r.arena, &r.error);
    CHECK(leo_gauss_jackson_start(all, 0, pos, vel, &r.error) == LEO_OK);
    for (int k = 0; k < 40; k++)
        CHECK(leo_gauss_jackson_step(all, &r.error) == LEO_OK);
    double worst = 0;
    for (int i = 0; i < LEO_LANES; i++) {
        CHECK(leo_gauss_jackson_start(one, 0, &pos[i], &vel[i], &r.error) == LEO_OK);
        for (int k = 0; k < 40; k++)
            CHECK(leo_gauss_jackson_step(one, &r.error) == LEO_OK);
        leo_vec3 a, b;
        leo_gauss_jackson_at(all, i, leo_gauss_jackson_end_s(all), &a, NULL);
        leo_gauss_jackson_at(one, 0, leo_gauss_jackson_end_s(one), &b, NULL);
        worst = fmax(worst, leo_norm(leo_sub(a, b)));
    }
    /* Not bits: the start iterates until all lanes have settled. */
    CHECK_NEAR(worst, 0, 1e-6);
    rig_close(&r);
}

static void it_refuses(void)
{
    rig r;
    rig_open(&r, "2023-01-01T00:00:00Z", 1);
    rig_gravity(&r, leo_gravity_earth(), 0);
    rig_ready(&r);
    CHECK(!leo_gauss_jackson_create(r.dynamics, 0, 1, r.arena, &r.error));
    r.error = (leo_error){ 0 };
    CHECK(!leo_gauss_jackson_create(r.dynamics, 10, 9, r.arena, &r.error));
    r.error = (leo_error){ 0 };
    leo_gauss_jackson *gj = leo_gauss_jackson_create(r.dynamics, 3000, 1, r.arena, &r.error);
    const leo_orbit_state start = rig_state(&r, 300e3, 0, 65, 0);
    CHECK(leo_gauss_jackson_start(gj, 0, &start.pos_m, &start.vel_m_s, &r.error) == LEO_NO_CONVERGENCE);
    r.error = (leo_error){ 0 };
    CHECK(leo_gauss_jackson_start(gj, 2 * 86400 - 60, &start.pos_m, &start.vel_m_s, &r.error) ==
          LEO_OUT_OF_RANGE);
    rig_close(&r);
}

int main(void)
{
    RUN(the_weights_of_the_corrector_are_the_published_fractions);
    RUN(the_weights_of_the_predictor_are_the_published_fractions);
    RUN(a_circle_closes);
    RUN(it_agrees_with_adaptive_steps_in_a_real_field);
    RUN(reading_inside_a_step_is_as_good_as_its_ends);
    RUN(lanes_agree_with_one_alone);
    RUN(it_refuses);
    return check_result();
}
