/* SPDX-License-Identifier: MIT */
#include "orbit/burn.h"
#include "orbit/kepler.h"
#include "rig.h"
#include "world/frame.h"

static const double DAY_S = 86400;

static void point_earth(rig *r, double days)
{
    rig_open(r, "2023-01-01T00:00:00Z", days);
    rig_gravity(r, leo_gravity_earth(), 0);
    rig_ready(r);
}

static void real_earth(rig *r, int degree, double days)
{
    rig_open(r, "2023-01-01T00:00:00Z", days);
    rig_gravity(r, leo_gravity_earth(), degree);
    rig_add(r, &leo_force_sun, NULL);
    rig_add(r, &leo_force_moon, NULL);
    rig_ready(r);
}

/* Kepler's equation is the reference from outside. */
static leo_orbit_state kepler(const rig *r, leo_orbit_state start, double to_s)
{
    const double gm = leo_dynamics_gm_m3_s2(r->dynamics);
    leo_elements e;
    double mean;
    leo_orbit_state end = start;
    CHECK(leo_elements_from_state(start.pos_m, start.vel_m_s, gm, &e, NULL) == LEO_OK);
    CHECK(leo_kepler_mean_from_true(e.true_anomaly_rad, e.ecc, &mean, NULL) == LEO_OK);
    mean += sqrt(gm / (e.sma_m * e.sma_m * e.sma_m)) * to_s;
    CHECK(leo_kepler_true_from_mean(remainder(mean, 2 * acos(-1)), e.ecc, &e.true_anomaly_rad, NULL) ==
          LEO_OK);
    CHECK(leo_orbit_state_from_elements(&e, gm, &end, NULL) == LEO_OK);
    return end;
}

static const leo_method methods[3] = { LEO_METHOD_DOP853, LEO_METHOD_GAUSS_JACKSON, LEO_METHOD_PICARD };

static void every_method_follows_kepler(void)
{
    rig r;
    point_earth(&r, 1);
    const leo_orbit_state start = rig_state(&r, 400e3, 0.01, 51.6, 20);
    for (int m = 0; m < 3; m++)
        for (int sign = -1; sign <= 1; sign += 2) {
            const double to_s = sign * 40000.;
            const leo_orbit_state end = rig_fly(&r, methods[m], 1e-2, start, to_s, NULL);
            const double off_m = rig_apart_m(end, kepler(&r, start, to_s));
            printf("  %s, %+.0f s: %.3g m\n", leo_method_name(methods[m]), to_s, off_m);
            CHECK_NEAR(off_m, 0, 1e-2);
        }
    rig_close(&r);
}

/* What accuracy_m promises: the reference is flown ten thousand times more finely by another method or by DOP853. */
static void the_accuracy_asked_for_is_kept(void)
{
    static const struct {
        double perigee_m, ecc, inc_deg, days;
        int degree;
    } orbits[] = { { 250e3, 0.001, 65, 1, 20 }, { 400e3, 0.0005, 51.6, 1, 20 }, { 800e3, 0.01, 98, 1, 20 },
                   { 300e3, 0.2, 30, 1, 20 },   { 300e3, 0.72, 63.4, 2, 20 },   { 35786e3, 0.0003, 1, 3, 8 },
                   { 20200e3, 0.01, 55, 2, 8 } };
    for (size_t k = 0; k < sizeof orbits / sizeof *orbits; k++) {
        rig r;
        real_earth(&r, orbits[k].degree, orbits[k].days);
        const leo_orbit_state start =
            rig_state(&r, orbits[k].perigee_m, orbits[k].ecc, orbits[k].inc_deg, 60);
        const double to_s = DAY_S * orbits[k].days;
        const leo_orbit_state best = rig_fly(&r, LEO_METHOD_DOP853, 1e-5, start, to_s, NULL);
        static const double wanted[] = { 1e-2, 1, 100 };
        for (int a = 0; a < 3; a++)
            for (int m = 0; m < 2; m++) {
                if (m == 1 && orbits[k].ecc > 0.1)
                    continue; // steady steps are not for these
                long calls = 0;
                const double off_m =
                    rig_apart_m(rig_fly(&r, methods[m], wanted[a], start, to_s, &calls), best);
                printf("  %.0f km, e %.4g, %s, %g m: off %.3g m, %ld evaluations\n",
                       orbits[k].perigee_m / 1e3, orbits[k].ecc, leo_method_name(methods[m]), wanted[a],
                       off_m, calls);
                CHECK(off_m <= wanted[a]);
            }
        rig_close(&r);
    }
}

/* The finest built-in field at 200 km, where a step spans its waves; the upper air at 250 km, whose weather jumps;
 * air in layers. */
static void the_accuracy_asked_for_is_kept_in_rough_fields_and_in_air(void)
{
    static const struct {
        const char *air;
        int degree;
        double perigee_m, inc_deg, best_m;
    } cases[] = { { NULL, 70, 200e3, 65, 1e-4 },           { NULL, 50, 250e3, 95, 1e-4 },
                  { "nrlmsise-00", 8, 250e3, 51.6, 1e-4 }, { "jacchia-roberts", 8, 400e3, 51.6, 1e-4 },
                  { "exponential", 8, 290e3, 51.6, 1e-4 }, { "harris-priester", 8, 290e3, 51.6, 1e-4 } };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        rig r;
        unsigned char config[256] = { 0 };
        rig_open(&r, "2023-01-01T00:00:00Z", 1);
        rig_gravity(&r, leo_gravity_earth(), cases[k].degree);
        if (cases[k].air) {
            r.setup.atmosphere = leo_atmosphere_find(cases[k].air, &r.error);
            r.setup.atmosphere_config = config;
            r.setup.craft.drag_area_m2 = 20;
            rig_add(&r, &leo_force_drag, NULL);
        }
        rig_ready(&r);
        const leo_orbit_state start = rig_state(&r, cases[k].perigee_m, 0.001, cases[k].inc_deg, 10);
        const leo_orbit_state best = rig_fly(&r, LEO_METHOD_DOP853, cases[k].best_m, start, 40000, NULL);
        static const double wanted[] = { 1e-3, 1, 100 };
        for (int a = 0; a < 3; a++) {
            long calls = 0;
            const double off_m =
                rig_apart_m(rig_fly(&r, LEO_METHOD_DOP853, wanted[a], start, 40000, &calls), best);
            printf("  degree %d, %s, %g m: off %.3g m, %ld evaluations\n", cases[k].degree,
                   cases[k].air ? cases[k].air : "no air", wanted[a], off_m, calls);
            CHECK(off_m <= wanted[a]);
        }
        rig_close(&r);
    }
}

static void the_flight_does_not_depend_on_where_it_is_looked_at(void)
{
    rig r;
    real_earth(&r, 8, 3);
    const leo_orbit_state start = rig_state(&r, 400e3, 0.001, 51.6, 0);
    const leo_method tried[4] = { LEO_METHOD_AUTO, methods[0], methods[1], methods[2] };
    for (int m = 0; m < 4; m++) {
        leo_propagated at[2];
        for (int k = 0; k < 2; k++) {
            leo_propagator *p = leo_propagator_create(
                &(leo_propagator_setup){
                    .dynamics = r.dynamics, .accuracy_m = 1e-2, .method = tried[m], .span_s = 2 * DAY_S },
                r.arena, &r.error);
            CHECK(p && leo_propagator_start(p, 0, start, &r.error) == LEO_OK);
            for (double t = 600; k == 1 && t < DAY_S; t += 617)
                CHECK(leo_propagator_to(p, t, &r.error) == LEO_OK);
            CHECK(leo_propagator_to(p, DAY_S, &r.error) == LEO_OK);
            leo_propagator_at(p, DAY_S, &at[k]);
        }
        CHECK(memcmp(&at[0].state, &at[1].state, sizeof at[0].state) == 0);
    }
    rig_say(&r.error);
    rig_close(&r);
}

/* Along the whole of every piece, against Kepler: what is read inside is as good as what was asked for. */
static void reading_anywhere_keeps_the_accuracy(void)
{
    rig r;
    point_earth(&r, 1);
    static const double eccentricities[3] = { 0, 0.05, 0.25 };
    for (int k = 0; k < 3; k++)
        for (int m = 0; m < 3; m++) {
            const leo_orbit_state start = rig_state(&r, 400e3, eccentricities[k], 51.6, 20);
            leo_propagator *p = leo_propagator_create(
                &(leo_propagator_setup){
                    .dynamics = r.dynamics, .accuracy_m = 1e-3, .method = methods[m], .span_s = 20000 },
                r.arena, &r.error);
            CHECK(p && leo_propagator_start(p, 0, start, &r.error) == LEO_OK);
            double worst_m = 0, worst_m_s = 0;
            while (leo_propagator_end_s(p) < 20000) {
                CHECK(leo_propagator_step(p, 20000, &r.error) == LEO_OK);
                const double begin_s = leo_propagator_begin_s(p),
                             length_s = leo_propagator_end_s(p) - begin_s;
                for (int i = 0; i <= 97; i++) {
                    leo_propagated at;
                    const leo_orbit_state want = kepler(&r, start, begin_s + length_s * i / 97);
                    leo_propagator_at(p, begin_s + length_s * i / 97, &at);
                    worst_m = fmax(worst_m, rig_apart_m(at.state, want));
                    worst_m_s = fmax(worst_m_s, leo_norm(leo_sub(at.state.vel_m_s, want.vel_m_s)));
                }
            }
            printf("  e %g, %s: %.3g m, %.3g m/s\n", eccentricities[k], leo_method_name(methods[m]), worst_m,
                   worst_m_s);
            CHECK(worst_m < 1e-3);
            /* A millimetre that comes and goes between nodes 300 s apart; steps of adaptive methods have none. */
            CHECK(worst_m_s < (methods[m] == LEO_METHOD_PICARD ? 2e-5 : 2e-6));
        }
    rig_say(&r.error);
    rig_close(&r);
}

static leo_method chosen(rig *r, leo_orbit_state start, double to_s)
{
    leo_propagator *p = leo_propagator_create(
        &(leo_propagator_setup){ .dynamics = r->dynamics, .accuracy_m = 1, .span_s = to_s }, r->arena,
        &r->error);
    CHECK(p && leo_propagator_start(p, 0, start, &r->error) == LEO_OK);
    CHECK(leo_propagator_step(p, to_s, &r->error) == LEO_OK);
    printf("  %s: %s\n", leo_method_name(leo_propagator_method(p)), leo_propagator_reason(p));
    rig_say(&r->error);
    return leo_propagator_method(p);
}

/* At the equinox a shadow falls on the ring of 24 h, once a day: not in every step that is tried at the start. */
static void fixed_steps_leave_edges_of_shadow_to_adaptive_ones(void)
{
    rig r;
    rig_open(&r, "2023-03-20T00:00:00Z", 3);
    rig_gravity(&r, leo_gravity_earth(), 8);
    r.radiation = (leo_force_radiation_config){ .coefficient = 1.3 };
    r.setup.craft.srp_area_m2 = 40;
    rig_add(&r, &leo_force_radiation, &r.radiation);
    rig_ready(&r);
    const leo_orbit_state start = rig_state(&r, 35786e3, 0.0002, 0.05, 60);
    const leo_orbit_state best = rig_fly(&r, LEO_METHOD_DOP853, 1e-4, start, 3 * DAY_S, NULL);
    for (int m = 0; m < 3; m++) {
        const double off_m = rig_apart_m(rig_fly(&r, methods[m], 1e-2, start, 3 * DAY_S, NULL), best);
        printf("  %s, over the edges of three shadows: off %.3g m\n", leo_method_name(methods[m]), off_m);
        CHECK(off_m <= 1e-2);
    }
    rig_close(&r);
}

static void the_method_is_chosen_by_orbit_forces_and_length(void)
{
    rig r;
    real_earth(&r, 20, 1);
    CHECK(chosen(&r, rig_state(&r, 400e3, 0.001, 51.6, 0), DAY_S) == LEO_METHOD_PICARD);
    CHECK(chosen(&r, rig_state(&r, 400e3, 0.001, 51.6, 0), 600) == LEO_METHOD_DOP853);
    CHECK(chosen(&r, rig_state(&r, 400e3, 0.6, 51.6, 0), DAY_S) == LEO_METHOD_DOP853);
    rig_close(&r);
    rig_open(&r, "2023-01-01T00:00:00Z", 1);
    rig_gravity(&r, leo_gravity_earth(), 8);
    r.radiation = (leo_force_radiation_config){ .coefficient = 1.3 };
    r.setup.craft.srp_area_m2 = 10;
    rig_add(&r, &leo_force_radiation, &r.radiation);
    rig_ready(&r);
    CHECK(chosen(&r, rig_state(&r, 400e3, 0.001, 51.6, 0), DAY_S) == LEO_METHOD_DOP853);
    rig_close(&r);
}

static void axes_of_burns_are_those_of_frames_and_their_partials_those_of_differences(void)
{
    const leo_vec3 r = leo_vec(5000e3, -3000e3, 4000e3), v = leo_vec(3000, 6500, 1200);
    static const leo_burn_axes axes[3] = { LEO_BURN_RSW, LEO_BURN_VNC, LEO_BURN_LVLH };
    const leo_mat3 frames[3] = { leo_rsw_from_inertial(r, v), leo_vnc_from_inertial(r, v),
                                 leo_lvlh_from_inertial(r, v) };
    const leo_vec3 d = leo_vec(0.3, -1.2, 2);
    for (int k = 0; k < 3; k++) {
        leo_mat3 by_pos, by_vel;
        const leo_vec3 got = leo_burn_vector(axes[k], d, r, v, &by_pos, &by_vel);
        CHECK_NEAR(leo_norm(leo_sub(got, leo_mat_tvec(frames[k], d))), 0, 1e-15);
        for (int j = 0; j < 3; j++) {
            const leo_vec3 unit = leo_vec(j == 0, j == 1, j == 2);
            const leo_vec3 side_r =
                leo_sub(leo_burn_vector(axes[k], d, leo_add_scaled(r, 1000, unit), v, NULL, NULL),
                        leo_burn_vector(axes[k], d, leo_add_scaled(r, -1000, unit), v, NULL, NULL));
            const leo_vec3 side_v =
                leo_sub(leo_burn_vector(axes[k], d, r, leo_add_scaled(v, 1, unit), NULL, NULL),
                        leo_burn_vector(axes[k], d, r, leo_add_scaled(v, -1, unit), NULL, NULL));
            const leo_vec3 column_r = leo_vec(by_pos.m[0][j], by_pos.m[1][j], by_pos.m[2][j]);
            const leo_vec3 column_v = leo_vec(by_vel.m[0][j], by_vel.m[1][j], by_vel.m[2][j]);
            /* a step of 1e-4 of the state leaves 1e-8 of its partial derivatives */
            CHECK_NEAR(leo_norm(leo_sub(leo_scale(1 / 2000., side_r), column_r)), 0, 1e-7 * 2 / 7e6);
            CHECK_NEAR(leo_norm(leo_sub(leo_scale(0.5, side_v), column_v)), 0, 1e-7 * 2 / 7e3);
        }
    }
}

static leo_propagator *with_burns(rig *r, const leo_burn *burns, int count, double span_s)
{
    return leo_propagator_create(&(leo_propagator_setup){ .dynamics = r->dynamics,
                                                          .accuracy_m = 1e-3,
                                                          .burns = burns,
                                                          .burn_count = count,
                                                          .span_s = span_s },
                                 r->arena, &r->error);
}

/* Hohmann: two impulses along the velocity from one circle to another, closed form. */
static void two_impulses_reach_the_higher_circle(void)
{
    rig r;
    point_earth(&r, 1);
    const double gm = leo_dynamics_gm_m3_s2(r.dynamics), r1 = 6678137, r2 = 6978137;
    const double up = sqrt(gm / r1) * (sqrt(2 * r2 / (r1 + r2)) - 1);
    const double stay = sqrt(gm / r2) * (1 - sqrt(2 * r1 / (r1 + r2)));
    const double half_s = acos(-1) * sqrt(pow((r1 + r2) / 2, 3) / gm);
    const leo_burn burns[2] = {
        { .begin_s = 500 + half_s, .axes = LEO_BURN_VNC, .delta_v_m_s = { stay, 0, 0 } },
        { .begin_s = 500, .axes = LEO_BURN_RSW, .delta_v_m_s = { 0, up, 0 } },
    };
    leo_propagator *p = with_burns(&r, burns, 2, 12000);
    CHECK(p && leo_propagator_start(p, 0, rig_state(&r, 300e3, 0, 51.6, 0), &r.error) == LEO_OK);
    leo_propagated at;
    for (double t = 500 + half_s + 100; t < 12000; t += 1000) {
        CHECK(leo_propagator_to(p, t, &r.error) == LEO_OK);
        leo_propagator_at(p, t, &at);
        CHECK_NEAR(leo_norm(at.state.pos_m), r2, 1e-2);
    }
    rig_close(&r);
}

/* The rocket equation, and an impulse as the limit of a short burn. */
static void a_short_burn_gives_what_its_impulse_gives(void)
{
    rig r;
    point_earth(&r, 1);
    const leo_orbit_state start = rig_state(&r, 300e3, 0.001, 51.6, 0);
    const double thrust_n = 1e7, isp_s = 300, flow = thrust_n / (isp_s * 9.80665), length_s = 0.01;
    const double dv = isp_s * 9.80665 * log(1000 / (1000 - flow * length_s));
    const leo_burn burn = { .begin_s = 100 - length_s / 2,
                            .length_s = length_s,
                            .axes = LEO_BURN_LVLH,
                            .direction = { 0, 0, -2 },
                            .thrust_n = thrust_n,
                            .isp_s = isp_s };
    const leo_burn impulse = {
        .begin_s = 100, .axes = LEO_BURN_RSW, .delta_v_m_s = { dv, 0, 0 }, .isp_s = isp_s
    };
    leo_propagated at[2];
    for (int k = 0; k < 2; k++) {
        leo_propagator *p = with_burns(&r, k ? &impulse : &burn, 1, 1000);
        CHECK(p && leo_propagator_start(p, 0, start, &r.error) == LEO_OK);
        CHECK(leo_propagator_to(p, 1000, &r.error) == LEO_OK);
        leo_propagator_at(p, 1000, &at[k]);
    }
    CHECK_NEAR(at[0].mass_kg, 1000 - flow * length_s, 1e-6);
    CHECK_NEAR(at[1].mass_kg, at[0].mass_kg, 1e-6);
    /* A burn with growing acceleration has its centre off the middle: 102 m/s 0.01 s 0.034/12 = 3 mm, which grow threefold. */
    CHECK_NEAR(rig_apart_m(at[0].state, at[1].state), 0, 2e-2);
    rig_close(&r);
}

static void flying_back_undoes_burns(void)
{
    rig r;
    real_earth(&r, 8, 1);
    const leo_orbit_state start = rig_state(&r, 300e3, 0.001, 51.6, 0);
    const leo_burn burns[3] = {
        { .begin_s = 1000, .axes = LEO_BURN_VNC, .delta_v_m_s = { 20, 5, -3 } },
        { .begin_s = 2000,
          .length_s = 300,
          .axes = LEO_BURN_RSW,
          .direction = { 0.1, 1, 0.2 },
          .thrust_n = 400 },
        { .begin_s = 4000, .axes = LEO_BURN_INERTIAL, .delta_v_m_s = { 1, 2, 3 } },
    };
    leo_propagator *p = with_burns(&r, burns, 3, 12000);
    leo_propagated there, back;
    CHECK(p && leo_propagator_start(p, 0, start, &r.error) == LEO_OK);
    CHECK(leo_propagator_to(p, 12000, &r.error) == LEO_OK);
    leo_propagator_at(p, 12000, &there);
    CHECK(leo_propagator_start(p, 12000, there.state, &r.error) == LEO_OK);
    CHECK(leo_propagator_to(p, 0, &r.error) == LEO_OK);
    leo_propagator_at(p, 0, &back);
    CHECK_NEAR(rig_apart_m(back.state, start), 0, 1e-3);
    rig_say(&r.error);
    rig_close(&r);
}

static void flying_back_through_air_undoes_it(void)
{
    // the start is a full three hours of UTC, where the weather of the upper air may change
    rig r;
    rig_open(&r, "2023-01-01T00:00:00Z", 1);
    r.setup.atmosphere = leo_atmosphere_find("nrlmsise-00", &r.error);
    r.setup.craft.drag_area_m2 = 20;
    rig_gravity(&r, leo_gravity_earth(), 4);
    rig_add(&r, &leo_force_drag, NULL);
    rig_ready(&r);
    const leo_orbit_state start = rig_state(&r, 400e3, 0.001, 51.6, 0);
    leo_arena *arena = leo_arena_create(NULL);
    leo_propagated there, back;
    leo_propagator *p = leo_propagator_create(
        &(leo_propagator_setup){ .dynamics = r.dynamics, .accuracy_m = 1e-3, .span_s = 40000 }, arena,
        &r.error);
    CHECK(p && leo_propagator_start(p, 0, start, &r.error) == LEO_OK);
    CHECK(leo_propagator_to(p, -40000, &r.error) == LEO_OK);
    leo_propagator_at(p, -40000, &there);
    CHECK(leo_propagator_evaluations(p) < 50000);
    CHECK(leo_propagator_start(p, -40000, there.state, &r.error) == LEO_OK);
    CHECK(leo_propagator_to(p, 0, &r.error) == LEO_OK);
    leo_propagator_at(p, 0, &back);
    CHECK_NEAR(rig_apart_m(back.state, start), 0, 4e-3); // both ways, twice what was asked for each
    rig_say(&r.error);
    leo_arena_destroy(arena);
    rig_close(&r);
}

static void burns_that_make_no_sense_are_refused(void)
{
    rig r;
    point_earth(&r, 1);
    const leo_burn good = { .begin_s = 0, .length_s = 10, .direction = { 1, 0, 0 }, .thrust_n = 1 };
    leo_burn pair[2] = { good, good };
    pair[1].begin_s = 9;
    CHECK(!with_burns(&r, pair, 2, 100) && strstr(r.error.message, "before another ends"));
    r.error = (leo_error){ 0 };
    pair[1].begin_s = 10;
    CHECK(with_burns(&r, pair, 2, 100) != NULL);
    pair[1].direction.x = 0;
    CHECK(!with_burns(&r, pair, 2, 100) && strstr(r.error.message, "direction"));
    r.error = (leo_error){ 0 };
    pair[1] = good;
    pair[1].begin_s = 50;
    pair[1].thrust_n = 1e6;
    pair[1].isp_s = 300;
    pair[1].length_s = 100;
    CHECK(!with_burns(&r, pair, 2, 100) && strstr(r.error.message, "1000.000 kg"));
    rig_close(&r);
}

static void the_ground_the_sky_and_nonsense_stop_it(void)
{
    rig r;
    point_earth(&r, 1);
    leo_propagator *p = leo_propagator_create(
        &(leo_propagator_setup){ .dynamics = r.dynamics, .accuracy_m = 1 }, r.arena, &r.error);
    leo_orbit_state s = rig_state(&r, 300e3, 0, 51.6, 0);
    s.vel_m_s = leo_scale(0.9, s.vel_m_s);
    CHECK(leo_propagator_start(p, 0, s, &r.error) == LEO_OK);
    CHECK(leo_propagator_to(p, DAY_S, &r.error) == LEO_OUT_OF_RANGE);
    printf("  %s\n", r.error.message);
    CHECK(strstr(r.error.message, "ground") && strstr(r.error.message, "2023-01-01T00:"));
    r.error = (leo_error){ 0 };
    s = rig_state(&r, 300e3, 0, 51.6, 0);
    CHECK(leo_propagator_start(p, 0, s, &r.error) == LEO_OK);
    CHECK(leo_propagator_to(p, 3 * DAY_S, &r.error) == LEO_OUT_OF_RANGE);
    CHECK(strstr(r.error.message, "leonov data add"));
    r.error = (leo_error){ 0 };
    CHECK(leo_propagator_to(p, 1000, &r.error) == LEO_OK);
    CHECK(leo_propagator_to(p, 500, &r.error) == LEO_BAD_ARGUMENT);
    r.error = (leo_error){ 0 };
    s.vel_m_s.x = NAN;
    CHECK(leo_propagator_start(p, 0, s, &r.error) == LEO_BAD_INPUT);
    r.error = (leo_error){ 0 };
    s.vel_m_s.x = 0;
    s.pos_m = leo_scale(0.9, s.pos_m);
    CHECK(leo_propagator_start(p, 0, s, &r.error) == LEO_BAD_INPUT);
    r.error = (leo_error){ 0 };
    CHECK(!leo_propagator_create(&(leo_propagator_setup){ .dynamics = r.dynamics, .accuracy_m = 1e-7 },
                                 r.arena, &r.error));
    rig_close(&r);
}

int main(void)
{
    RUN(every_method_follows_kepler);
    RUN(the_accuracy_asked_for_is_kept);
    RUN(the_accuracy_asked_for_is_kept_in_rough_fields_and_in_air);
    RUN(the_flight_does_not_depend_on_where_it_is_looked_at);
    RUN(reading_anywhere_keeps_the_accuracy);
    RUN(fixed_steps_leave_edges_of_shadow_to_adaptive_ones);
    RUN(the_method_is_chosen_by_orbit_forces_and_length);
    RUN(axes_of_burns_are_those_of_frames_and_their_partials_those_of_differences);
    RUN(two_impulses_reach_the_higher_circle);
    RUN(a_short_burn_gives_what_its_impulse_gives);
    RUN(flying_back_undoes_burns);
    RUN(flying_back_through_air_undoes_it);
    RUN(burns_that_make_no_sense_are_refused);
    RUN(the_ground_the_sky_and_nonsense_stop_it);
    return check_result();
}
