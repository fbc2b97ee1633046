/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "orbit/rigid_body.h"
#include "propagate/setup.h"

#include <leonov/propagate.h>

#define CIRCLE                                                                          \
    "epoch=2024-01-01T00:00:00", "forces.gravity.degree=0", "forces.third-bodies=none", \
        "gm.earth=398600.4418 km^3/s^2", "state.position=[7000 km, 0 km, 0 km]",        \
        "state.velocity=[0 m/s, 7546.0532901075487 m/s, 0 m/s]", "accuracy=1 mm"

static leo_propagation *open_with(const char *const *set, leo_error *error)
{
    leo_propagation *p = leo_propagation_open(NULL, &(leo_propagation_options){ .set = set }, error);
    if (!p)
        printf("  %s: %s\n", error->where, error->message);
    CHECK(p != NULL);
    return p;
}

static leo_attitude_point attitude_at(leo_propagation *p, double elapsed_s, const char *frame)
{
    leo_error error = { 0 };
    leo_attitude_point a = { 0 };
    CHECK(leo_propagation_to(p, elapsed_s, &error) == LEO_OK);
    CHECK(leo_propagation_attitude(p, elapsed_s, frame, &a, &error) == LEO_OK);
    if (error.status)
        printf("  %s: %s\n", error.where, error.message);
    return a;
}

static double apart(const double *a, const double *b)
{
    double same = 0, other = 0;
    for (int i = 0; i < 4; i++) {
        same = fmax(same, fabs(a[i] - b[i]));
        other = fmax(other, fabs(a[i] + b[i]));
    }
    return fmin(same, other);
}

/* Axes turned by `angle` about a unit vector. */
static leo_quaternion turned(double angle, leo_vec3 about)
{
    return (leo_quaternion){ cos(angle / 2), leo_scale(-sin(angle / 2), about) };
}

/*
 * Euler's top, A = B: in space the axes turn about the momentum L by |L|/A, and about the own axis by -(C - A)/A w_z; the rate
 * turns in the body by that the other way.
 */
static void a_free_symmetric_body_turns_as_the_closed_form_says(void)
{
    const char *const set[] = { CIRCLE,
                                "span=1 h",
                                "attitude.axes=inertial",
                                "attitude.quaternion=[1, 0, 0, 0]",
                                "attitude.rate=[0.01 rad/s, 0 rad/s, 0.05 rad/s]",
                                "attitude.gravity-gradient=off",
                                "attitude.inertia={ xx: 100 kg m^2, yy: 100 kg m^2, zz: 150 kg m^2 }",
                                NULL };
    leo_error error = { 0 };
    leo_propagation *p = open_with(set, &error);
    for (double t = 900; p && t <= 3600; t += 900) {
        const leo_attitude_point a = attitude_at(p, t, NULL);
        const double own = 0.5 * 0.05;
        const leo_vec3 momentum = { 1, 0, 7.5 };
        const leo_quaternion q = leo_quaternion_mul(turned(-own * t, leo_vec(0, 0, 1)),
                                                    turned(leo_norm(momentum) / 100 * t, leo_unit(momentum)));
        const double expected[4] = { q.s, q.v.x, q.v.y, q.v.z };
        // 1e-15 of each of some 2000 steps, and a rate that is off by that times the hour
        CHECK_NEAR(apart(a.quaternion, expected), 0, 1e-11);
        CHECK_NEAR(a.rate_body_rad_s.x, 0.01 * cos(own * t), 1e-13);
        CHECK_NEAR(a.rate_body_rad_s.y, 0.01 * sin(own * t), 1e-13);
        CHECK_NEAR(a.rate_body_rad_s.z, 0.05, 1e-13);
    }
    leo_propagation_close(p);
}

/* Half of a small pitch out of LVLH: pitch by `a` is (cos a/2; 0, -sin a/2, 0). */
static double pitch_of(leo_propagation *p, double elapsed_s)
{
    const leo_attitude_point a = attitude_at(p, elapsed_s, "LVLH");
    return a.quaternion[0] < 0 ? a.quaternion[2] : -a.quaternion[2];
}

/* Small pitch on a circle: n sqrt(3 (Ixx - Izz)/Iyy), Hughes, Spacecraft Attitude Dynamics, 1986, section 9.1. */
static void a_long_body_librates_at_its_frequency(void)
{
    const char *const set[] = { CIRCLE,
                                "span=2 h",
                                "attitude.axes=lvlh",
                                "attitude.yaw-pitch-roll=[0 deg, 0.01 deg, 0 deg]",
                                "attitude.rate-relative-to=lvlh",
                                "attitude.inertia={ xx: 120 kg m^2, yy: 130 kg m^2, zz: 20 kg m^2 }",
                                NULL };
    const double degree = acos(-1) / 180, n = sqrt(3.986004418e14 / 7e6) / 7e6;
    const double period_s = 2 * acos(-1) / (n * sqrt(3.0 * (120 - 20) / 130));
    const double half = 0.005 * degree;
    leo_error error = { 0 };
    leo_propagation *p = open_with(set, &error);
    if (!p)
        return;
    CHECK(period_s < 7200);
    // the next term of the pendulum is 2e-9 of the period
    CHECK_NEAR(pitch_of(p, 0), half, 1e-12);
    CHECK_NEAR(pitch_of(p, period_s / 4), 0, 1e-7 * half);
    CHECK_NEAR(pitch_of(p, period_s / 2), -half, 1e-7 * half);
    CHECK_NEAR(pitch_of(p, period_s), half, 1e-7 * half);
    leo_propagation_close(p);
}

/* From rest, 10 N m for 1000 s about x: the rate is T t/I, the angle T t^2/(2 I) and then goes on. */
static void a_torque_turns_and_a_force_moves(void)
{
    const char *const set[] = {
        CIRCLE,
        "span=40 min",
        "attitude.axes=inertial",
        "attitude.quaternion=[1, 0, 0, 0]",
        "attitude.gravity-gradient=off",
        "attitude.inertia={ xx: 5e6 kg m^2, yy: 6e6 kg m^2, zz: 7e6 kg m^2 }",
        "attitude.torques=[{ at: T+100 s, duration: 1000 s, torque: [10 N m, 0 N m, 0 N m] }]",
        "attitude.forces=[{ at: T+10 s, duration: 80 s, force: [5 N, 0 N, 0 N] },"
        " { at: T+10 s, duration: 80 s, force: [5 N, 3 N, 0 N] }]",
        NULL
    };
    const char *const burnt[] = {
        CIRCLE, "span=40 min",
        "burns=[{ at: T+10 s, duration: 80 s, axes: inertial, thrust: 10.44030650891055 N, "
        "direction: [10, 3, 0] }]",
        NULL
    };
    leo_error error = { 0 };
    leo_propagation *p = open_with(set, &error), *q = open_with(burnt, &error);
    leo_orbit_point one = { 0 }, other = { 0 };
    if (!p || !q)
        return;
    CHECK_NEAR(attitude_at(p, 100, NULL).rate_body_rad_s.x, 0, 0);
    CHECK_NEAR(attitude_at(p, 600, NULL).rate_body_rad_s.x, 1e-3, 1e-15);
    const leo_attitude_point end = attitude_at(p, 2400, NULL);
    const double angle = 1 + 2e-3 * 1300, expected[4] = { cos(angle / 2), -sin(angle / 2), 0, 0 };
    CHECK_NEAR(end.rate_body_rad_s.x, 2e-3, 1e-15);
    CHECK_NEAR(apart(end.quaternion, expected), 0, 1e-12);
    CHECK(leo_propagation_to(q, 2400, &error) == LEO_OK);
    leo_propagation_point(p, 2400, NULL, &one, &error);
    leo_propagation_point(q, 2400, NULL, &other, &error);
    // twice the accuracy asked for
    CHECK_NEAR(leo_norm(leo_sub(one.pos_m, other.pos_m)), 0, 2e-3);
    leo_propagation_close(p);
    leo_propagation_close(q);
}

#define TUMBLING                                                                                           \
    "attitude.inertia={ xx: 500 kg m^2, yy: 900 kg m^2, zz: 1000 kg m^2, xy: 20 kg m^2, yz: -30 kg m^2 }", \
        "attitude.axes=GCRF"

static void forth_and_back_is_how_it_was(void)
{
    const char *const set[] = {
        CIRCLE,
        TUMBLING,
        "span=1 h",
        "attitude.quaternion=[0.5, 0.5, -0.5, 0.5]",
        "attitude.rate=[0.2 deg/s, -0.1 deg/s, 0.3 deg/s]",
        "attitude.torques=[{ at: T+30 min, duration: 10 min, torque: [0 N m, 0.01 N m, 0 N m] }]",
        NULL
    };
    leo_error error = { 0 };
    leo_orbit_point end = { 0 };
    leo_propagation *p = open_with(set, &error);
    if (!p)
        return;
    const leo_attitude_point start = attitude_at(p, 0, NULL), there = attitude_at(p, 3600, NULL);
    leo_propagation_point(p, 3600, NULL, &end, &error);
    leo_propagation_close(p);
    char text[4][240];
    const double *q = there.quaternion;
    const leo_vec3 w = there.rate_body_rad_s, r = end.pos_m, v = end.vel_m_s;
    snprintf(text[0], sizeof text[0], "state.position=[%.17g m, %.17g m, %.17g m]", r.x, r.y, r.z);
    snprintf(text[1], sizeof text[1], "state.velocity=[%.17g m/s, %.17g m/s, %.17g m/s]", v.x, v.y, v.z);
    snprintf(text[2], sizeof text[2], "attitude.quaternion=[%.17g, %.17g, %.17g, %.17g]", q[0], q[1], q[2],
             q[3]);
    snprintf(text[3], sizeof text[3], "attitude.rate=[%.17g rad/s, %.17g rad/s, %.17g rad/s]", w.x, w.y, w.z);
    const char *const back[] = {
        CIRCLE,
        TUMBLING,
        "epoch=2024-01-01T01:00:00",
        "span=-1 h",
        "attitude.torques=[{ at: T-30 min, duration: 10 min, torque: [0 N m, 0.01 N m, 0 N m] }]",
        text[0],
        text[1],
        text[2],
        text[3],
        NULL
    };
    p = open_with(back, &error);
    if (!p)
        return;
    const leo_attitude_point again = attitude_at(p, -3600, NULL);
    CHECK(apart(there.quaternion, start.quaternion) > 0.1);
    // as much as 1e-15 in each step comes to
    CHECK_NEAR(apart(again.quaternion, start.quaternion), 0, 1e-10);
    CHECK_NEAR(again.rate_body_rad_s.y, start.rate_body_rad_s.y, 1e-13);
    leo_propagation_close(p);
}

/* Yaw by 90 degrees about down: the body's x axis points to the right of the flight, along y of LVLH. */
static void angles_are_turns_of_the_axes_in_their_order(void)
{
    const char *const yaw[] = { CIRCLE, TUMBLING, "attitude.axes=lvlh",
                                "attitude.yaw-pitch-roll=[90 deg, 0 deg, 0 deg]", NULL };
    const char *const first[] = { CIRCLE, TUMBLING, "attitude.yaw-pitch-roll=[30 deg, 50 deg, 70 deg]",
                                  NULL };
    const char *const other[] = { CIRCLE, TUMBLING, "attitude.pitch-yaw-roll=[50 deg, 30 deg, 70 deg]",
                                  NULL };
    const double c = sqrt(0.5), expected[4] = { c, 0, 0, -c }, d = acos(-1) / 180;
    leo_error error = { 0 };
    leo_propagation *p = open_with(yaw, &error), *a = open_with(first, &error), *b = open_with(other, &error);
    if (!p || !a || !b)
        return;
    const leo_quaternion roll = turned(70 * d, leo_vec(1, 0, 0)), pitch = turned(50 * d, leo_vec(0, 1, 0)),
                         turn = turned(30 * d, leo_vec(0, 0, 1));
    const leo_quaternion of_a = leo_quaternion_mul(roll, leo_quaternion_mul(pitch, turn)),
                         of_b = leo_quaternion_mul(roll, leo_quaternion_mul(turn, pitch));
    const double qa[4] = { of_a.s, of_a.v.x, of_a.v.y, of_a.v.z },
                 qb[4] = { of_b.s, of_b.v.x, of_b.v.y, of_b.v.z };
    CHECK_NEAR(apart(attitude_at(p, 0, "LVLH").quaternion, expected), 0, 1e-15);
    CHECK_NEAR(apart(attitude_at(a, 0, NULL).quaternion, qa), 0, 1e-15);
    CHECK_NEAR(apart(attitude_at(b, 0, NULL).quaternion, qb), 0, 1e-15);
    CHECK(apart(qa, qb) > 0.1);
    leo_propagation_close(p);
    leo_propagation_close(a);
    leo_propagation_close(b);
}

/* On the circle x lies along the radius and y along the flight: 0.1 m/s^2 along for 100 s, isp of 300 s. */
static void burns_and_events_go_along_and_know_the_mass(void)
{
    const char *const set[] = {
        CIRCLE,
        TUMBLING,
        "attitude.quaternion=[1, 0, 0, 0]",
        "span=4 h",
        "events=[apoapsis]",
        "burns=[{ at: T+10 s, axes: rsw, delta-v: [0 m/s, 10 m/s, 0 m/s], duration: 100 s, "
        "isp: 300 s }]",
        NULL
    };
    const char *const point[] = { set[0], set[1],  set[2],  set[3],  set[4], set[5],
                                  set[6], set[10], set[11], set[12], NULL };
    leo_error error = { 0 };
    leo_propagation *p = open_with(set, &error), *q = open_with(point, &error);
    leo_orbit_point one = { 0 }, other = { 0 };
    if (!p || !q)
        return;
    CHECK(leo_propagation_to(p, 14400, &error) == LEO_OK && leo_propagation_to(q, 14400, &error) == LEO_OK);
    leo_propagation_point(p, 14400, NULL, &one, &error);
    leo_propagation_point(q, 14400, NULL, &other, &error);
    CHECK_NEAR(leo_norm(leo_sub(one.pos_m, other.pos_m)), 0, 2e-3);
    // 1000 kg exp(-10/(300 g0))
    CHECK_NEAR(one.mass_kg, 996.606716, 1e-6);
    for (int k = 0; k < 2; k++) {
        const leo_propagation *of = k ? q : p;
        int later = 0; // on the circle before the burn, rounding makes events
        for (size_t i = 0; i < leo_propagation_event_count(of); i++) {
            const leo_orbit_happening event = leo_propagation_event(of, i);
            const int behind = event.point.elapsed_s > 110;
            CHECK_NEAR(event.point.mass_kg, behind ? 996.606716 : 1000, 1e-6);
            later += behind;
        }
        CHECK(later == 2);
    }
    leo_propagation_close(p);
    leo_propagation_close(q);
}

static void values_hold_the_attitude_and_a_setup_without_has_none(void)
{
    const char *const set[] = { CIRCLE,        TUMBLING,      "attitude.quaternion=[0.6, 0, 0.8, 0]",
                                "span=10 min", "step=10 min", NULL };
    const char *const none[] = { CIRCLE, NULL };
    char *text = NULL;
    size_t size = 0;
    leo_error error = { 0 };
    leo_attitude_point a;
    leo_propagation *p = open_with(set, &error), *q = open_with(none, &error);
    FILE *file = open_memstream(&text, &size);
    CHECK(leo_propagation_fly(p, &(leo_propagation_output){ .form = LEO_ORBIT_CSV, .file = file }, &error) ==
          LEO_OK);
    CHECK(leo_propagation_summary(p, file, &error) == LEO_OK);
    fclose(file);
    CHECK(strstr(text, ",mass_kg,q_w_body_from_gcrf,q_x_body_from_gcrf,q_y_body_from_gcrf,q_z_body_from_gcrf,"
                       "rate_x_body_rad_s,rate_y_body_rad_s,rate_z_body_rad_s\n") != NULL);
    CHECK(strstr(text, ",1000,0.6,0,0.8,0,0,0,0\n") != NULL);
    CHECK(strstr(text, "\"quaternion_body_from_icrf\"") && strstr(text, "\"inertia_kg_m2\""));
    CHECK_TEXT(leo_propagation_work_done(p).method, "dop853");
    CHECK(leo_propagation_attitude(q, 0, NULL, &a, &error) == LEO_BAD_ARGUMENT);
    error = (leo_error){ 0 };
    CHECK(leo_propagation_attitude(p, 600, "GCFR", &a, &error) == LEO_BAD_ARGUMENT);
    error = (leo_error){ 0 };
    CHECK(leo_propagation_attitude(p, 700, NULL, &a, &error) == LEO_OUT_OF_RANGE);
    error = (leo_error){ 0 };
    leo_orbit_point many[2] = { { 0, { 7e6, 0, 0 }, { 0, 7546, 0 }, 1000 },
                                { 0, { 7e6, 0, 0 }, { 0, 7546, 0 }, 1000 } };
    CHECK(leo_propagation_batch(p, 600, many, 2, 1, &error) == LEO_BAD_ARGUMENT);
    free(text);
    leo_propagation_close(p);
    leo_propagation_close(q);
}

static void rows_are_sound(void)
{
    leo_error error = { 0 };
    CHECK(leo_fields_check(leo_setup_attitude_fields, 64, &error) == LEO_OK);
    CHECK(leo_fields_check(leo_setup_inertia_fields, 6 * sizeof(double), &error) == LEO_OK);
    if (error.status)
        printf("  %s: %s\n", error.where, error.message);
}

static void what_cannot_be_is_refused_with_its_place(void)
{
    static const struct {
        const char *set, *part;
    } wrong[] = {
        { "attitude.quaternion=[0, 0, 0, 0]", "length 0: must be 1" },
        { "attitude.quaternion=[1, 0, 0]", "four values" },
        { "attitude.yaw-pitch-roll=[1 deg, 0 deg, 0 deg]", "needs one of `quaternion`" },
        { "attitude.axes=lvhl", "no axes `lvhl`" },
        { "attitude.rate=[1, 2, 3]", "needs a unit of angular rate" },
        { "attitude.rate-relative-to=rsw", "inertial, lvlh" },
        { "attitude.inertia={ xx: 1 kg m^2, yy: 1 kg m^2, zz: 3 kg m^2 }", "above the sum of the other two" },
        { "attitude.inertia={ xx: 1 kg m^2, yy: 1 kg m^2, zz: 1 kg m^2, xy: 2 kg m^2 }", "a moment above 0" },
        { "attitude.inertia={ xx: 1 kg m^2, yy: 1 kg m^2, zz: 0.6 kg m^2, xy: 0.7 kg m^2 }",
          "above the sum" },
        { "attitude.inertia={ xx: 1 kg m^2, yy: 1 kg m^2 }", "needs `zz`" },
        { "attitude.inertia=heavy", "must be a map" },
        { "attitude.torques=[{ at: T+1 s, torque: [1 N m, 0 N m, 0 N m] }]", "needs `duration`" },
        { "attitude.torques=[{ at: T+1 s, duration: 0 s, torque: [1 N m, 0 N m, 0 N m] }]",
          "`duration`: 0 s: must be above 0" },
        { "attitude.torques=[{ duration: 1 s, torque: [1 N m, 0 N m, 0 N m] }]", "needs `at`" },
        { "attitude.torques=[{ at: T+1 s, duration: 1 s, force: [1 N, 0 N, 0 N] }]", "`force`" },
        { "attitude.forces=[{ at: T+1 s, duration: 1 s, force: [1 N m, 0 N, 0 N] }]", "needs a force" },
        { "attitude.forces={ at: T+1 s }", "must be a list" },
        { "attitude.gravity-gradient=maybe", "off, on" },
        { "attitude.rates=[1 deg/s, 0 deg/s, 0 deg/s]", "did you mean `rate`" },
        { "attitude.rate=[0 rad/s, 1001 rad/s, 0 rad/s]", "at most 1000 rad/s" },
        { "attitude.torques=[{ at: T+1 s, duration: 1 s, torque: [1e6 N m, 0 N m, 0 N m] }]",
          "at most 1000 rad/s" },
        { "attitude=on", "must be a map" },
        { "stm=yes", "not together with `attitude`" },
        { "method=gauss-jackson", "dop853 only" },
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        const char *const set[] = { CIRCLE, TUMBLING, "attitude.quaternion=[1, 0, 0, 0]", wrong[i].set,
                                    NULL };
        leo_error error = { 0 };
        leo_propagation *p = leo_propagation_open(NULL, &(leo_propagation_options){ .set = set }, &error);
        CHECK(p == NULL && error.status == LEO_BAD_INPUT);
        if (!strstr(error.message, wrong[i].part))
            CHECK_TEXT(error.message, wrong[i].part);
        CHECK(error.where[0] != 0);
        leo_propagation_close(p);
    }
    const char *const line[] = { CIRCLE,
                                 TUMBLING,
                                 "attitude.axes=lvlh",
                                 "attitude.quaternion=[1, 0, 0, 0]",
                                 "state.velocity=[1 km/s, 0 km/s, 0 km/s]",
                                 NULL };
    leo_error straight = { 0 };
    CHECK(leo_propagation_open(NULL, &(leo_propagation_options){ .set = line }, &straight) == NULL);
    CHECK(strstr(straight.message, "moves along its radius") != NULL);
    const char *const no_inertia[] = { CIRCLE, "attitude.axes=GCRF", "attitude.quaternion=[1, 0, 0, 0]",
                                       NULL };
    leo_error error = { 0 };
    CHECK(leo_propagation_open(NULL, &(leo_propagation_options){ .set = no_inertia }, &error) == NULL);
    CHECK(strstr(error.message, "needs `inertia`") != NULL);
}

int main(void)
{
    RUN(a_free_symmetric_body_turns_as_the_closed_form_says);
    RUN(a_long_body_librates_at_its_frequency);
    RUN(a_torque_turns_and_a_force_moves);
    RUN(forth_and_back_is_how_it_was);
    RUN(angles_are_turns_of_the_axes_in_their_order);
    RUN(burns_and_events_go_along_and_know_the_mass);
    RUN(values_hold_the_attitude_and_a_setup_without_has_none);
    RUN(rows_are_sound);
    RUN(what_cannot_be_is_refused_with_its_place);
    return check_result();
}
