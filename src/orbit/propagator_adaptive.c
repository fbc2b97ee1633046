/* SPDX-License-Identifier: MIT */

/*
 * A leg by DOP853: any forces, thrust, edges of shadows and of layers of air, and the state-transition matrix or the attitude.
 *
 * What an accuracy A over a time t asks of one step. An error d of the velocity at the nearest point of an orbit changes its
 * semi-major axis by 2 a^2 v_p d/gm, and with it the place along the orbit by 3/2 n t of that. With tolerances eps r_p of the
 * position and eps v_p of the velocity the place is off by
 *
 *     G eps = 3 n t a^2 (1 + e)/r_p eps         of one step;     eps = A/(K G),  K = 6 .. 6000
 *
 * where K stands for the number of steps, whose errors partly cancel. K is a figure of trial, not of theory: orbits of 200 to
 * 36000 km, circular and eccentric, stay below A with it (tests/orbit/test_propagator.c). It grows tenfold with every 25
 * degrees of the field above 20: where a step spans a wave of the field, the estimate of its error fails now and then.
 * Degrees that have died down to 1e-12 at the nearest point do not count. eps is never below 2e-15: then rounding rules,
 * some 1e-5 m a day in low orbit. Where forces are not smooth, steps end every three hours UTC and 42 minutes later, when
 * the weather in the upper air changes in steps, and in air K is 4 times as much.
 *
 * An attitude goes along by the equations of rigid_body.c, each step with an error of 1e-12/m A in the quaternion, 2e-15 at
 * least, and of that times the rate (1e-3 rad/s at least) in the rate. Its length is set to one after every step.
 *
 * Source  Montenbruck & Gill, Satellite Orbits, Springer 2012, section 4.1 (step size and accuracy); math/dop853.c.
 * Valid   spans where errors grow along the orbit, not chaotic arcs with close encounters.
 * Error   tested to stay below the accuracy asked for; usually some tenth of it. NRLMSISE-00 leaves some millimetres a day
 *         below 300 km, whatever was asked for.
 * Axes    those of the dynamics.
 */
#include "orbit/propagator_inside.h"

#include "base/error.h"
#include "math/dop853.h"
#include "math/root.h"
#include "orbit/stm.h"
#include "time/epoch.h"

#include <string.h>

enum { MOTION = 7, TURNING = 7, STM = 36, MOST = MOTION + STM, LOOKS = 4 };

static const double STEPS = 6, FINE_DEGREE = 20, TENFOLD_DEGREES = 25, MOST_TENFOLD = 3, LEAST_EPS = 2e-15,
                    EDGE_S = 1e-7, EPS_PER_M = 1e-12, LEAST_RATE_RAD_S = 1e-3, WEATHER_S = 10800,
                    DELAYED_S = 2520, INSIDE_S = 1e-6, AIR = 4;

/* The solver sees the state in units of its tolerances, and time in units of the orbit; all units are powers of two. */
typedef struct adaptive {
    const leo_dynamics *dynamics;
    const leo_burn *burn;       // that is on; NULL if none
    const leo_turning *turning; // NULL if none
    leo_push push;              // of all that are on
    leo_mat3 inverse;           // of the inertia
    double accuracy_m, span_s;
    int count, stm_degree, sign;
    double base_s, end_s, unit_s, unit[MOST];
    double window_s[2]; // of time: no weather changes inside
    leo_dop853 *solver;
    int switches;
    double *side; // of each switch: the sign of its value at the end
    long evaluations;
} adaptive;

leo_orbit_size leo_orbit_size_of(const leo_orbit_state *state, double gm_m3_s2)
{
    const double r = leo_norm(state->pos_m), v2 = leo_dot(state->vel_m_s, state->vel_m_s);
    const double h = leo_norm(leo_cross(state->pos_m, state->vel_m_s)), energy = v2 / 2 - gm_m3_s2 / r;
    const double ecc = sqrt(fmax(0, 1 + 2 * energy * (h / gm_m3_s2) * (h / gm_m3_s2)));
    const double nearest = h * h / gm_m3_s2 / (1 + ecc);
    leo_orbit_size size = { .sma_m = -gm_m3_s2 / (2 * energy), .ecc = ecc, .periapsis_m = nearest };
    size.periapsis_m_s = sqrt(gm_m3_s2 * (1 + ecc) / fmax(nearest, 1));
    const double a = fabs(size.sma_m);
    size.mean_motion_rad_s = sqrt(gm_m3_s2 / (a * a * a));
    return size;
}

static double power_of_two_below(double x)
{
    int exponent;
    frexp(x, &exponent);
    return ldexp(1, exponent - 1);
}

/* K of the card. */
static double steps_for(const leo_dynamics *dynamics, double near_m)
{
    const leo_body_facts *facts = leo_body_facts_of(leo_sky_center(leo_dynamics_sky(dynamics)));
    const double high = facts && facts->radius_m > 0 ? log(near_m / facts->radius_m) : 0;
    const double felt = high > 0.01 ? -log(1e-12) / high : 1e9;
    const double degree = fmin(leo_dynamics_degree(dynamics), felt);
    return STEPS * pow(10, leo_clamp((degree - FINE_DEGREE) / TENFOLD_DEGREES, 0, MOST_TENFOLD));
}

/* Does the air push here? Then a little more speed is felt. */
static int feels_air(const leo_dynamics *dynamics, double elapsed_s, const leo_orbit_state *state)
{
    leo_vec3 one, other;
    if (leo_dynamics_is_smooth(dynamics) ||
        leo_dynamics_accel(dynamics, elapsed_s, state->pos_m, state->vel_m_s, 0, &one, NULL) != LEO_OK ||
        leo_dynamics_accel(dynamics, elapsed_s, state->pos_m, leo_scale(1.001, state->vel_m_s), 0, &other,
                           NULL) != LEO_OK)
        return 0;
    return memcmp(&one, &other, sizeof one) != 0;
}

/* Of the quaternion, and of the rate that the body may have by the end of the leg. */
static void choose_turning_units(adaptive *me, const leo_flight_point *point, double leg_s)
{
    const double eps = leo_clamp(EPS_PER_M * me->accuracy_m, LEAST_EPS, 1e-9);
    const leo_vec3 push = leo_mat_vec(me->inverse, me->push.torque_body_n_m);
    const double gained_rad_s = leo_norm(push) > 0 ? leo_norm(push) * fabs(leg_s - me->base_s) : 0;
    const double rate_rad_s = fmax(LEAST_RATE_RAD_S, leo_norm(point->rate_body_rad_s) + gained_rad_s);
    for (int i = 0; i < TURNING; i++)
        me->unit[MOTION + i] = power_of_two_below(i < 4 ? eps : eps * rate_rad_s);
}

static void choose_units(adaptive *me, double elapsed_s, const leo_flight_point *point, double leg_s)
{
    const leo_orbit_state *state = &point->state;
    const double mass_kg = point->mass_kg;
    const double gm = leo_dynamics_gm_m3_s2(me->dynamics), r = leo_norm(state->pos_m);
    const leo_orbit_size size = leo_orbit_size_of(state, gm);
    const double near_m = leo_clamp(size.periapsis_m, 0.05 * r, r), near_m_s = sqrt(2 * gm / near_m);
    double growth_m;
    if (size.ecc < 1 && size.sma_m < 1e3 * r)
        growth_m = 3 * fmax(1, size.mean_motion_rad_s * me->span_s) * size.sma_m / near_m * size.sma_m *
                   (1 + size.ecc);
    else // unbound: the error of the speed at infinity, over the time
        growth_m = fmax(r, me->span_s * near_m_s * near_m_s / fmax(leo_norm(state->vel_m_s), 1));
    const double steps =
        steps_for(me->dynamics, near_m) * (feels_air(me->dynamics, elapsed_s, state) ? AIR : 1);
    const double eps = leo_clamp(me->accuracy_m / (steps * growth_m), LEAST_EPS, 1e-7);
    const double pos_m = power_of_two_below(eps * near_m), vel_m_s = power_of_two_below(eps * near_m_s);
    for (int i = 0; i < 3; i++) {
        me->unit[i] = pos_m;
        me->unit[3 + i] = vel_m_s;
    }
    me->unit[6] = power_of_two_below(1e-9 * mass_kg);
    for (int i = MOTION; i < MOST; i++)
        me->unit[i] = ldexp(1, 100); // the matrix goes along; the orbit chooses the steps
    if (me->turning)
        choose_turning_units(me, point, leg_s);
    me->unit_s = power_of_two_below(sqrt(near_m * near_m * near_m / gm));
}

static double time_of(const adaptive *me, double tau)
{
    return me->base_s + me->sign * (me->unit_s * tau);
}

static double tau_of(const adaptive *me, double elapsed_s)
{
    return me->sign * (elapsed_s - me->base_s) / me->unit_s;
}

static void unpack(const adaptive *me, const double *y, leo_flight_point *point)
{
    double x[MOST];
    for (int i = 0; i < me->count; i++)
        x[i] = y[i] * me->unit[i];
    point->state.pos_m = leo_vec(x[0], x[1], x[2]);
    point->state.vel_m_s = leo_vec(x[3], x[4], x[5]);
    point->mass_kg = x[6];
    if (me->count == MOST)
        memcpy(point->stm, x + MOTION, sizeof point->stm);
    if (me->turning) {
        point->body_from_icrf = (leo_quaternion){ x[7], { x[8], x[9], x[10] } };
        point->rate_body_rad_s = leo_vec(x[11], x[12], x[13]);
    }
}

static void pack(const adaptive *me, const leo_flight_point *point, double *y)
{
    const leo_vec3 r = point->state.pos_m, v = point->state.vel_m_s;
    double x[MOST] = { r.x, r.y, r.z, v.x, v.y, v.z, point->mass_kg };
    if (me->count == MOST)
        memcpy(x + MOTION, point->stm, sizeof point->stm);
    if (me->turning) {
        const leo_quaternion q = point->body_from_icrf;
        const leo_vec3 w = point->rate_body_rad_s;
        const double turning[TURNING] = { q.s, q.v.x, q.v.y, q.v.z, w.x, w.y, w.z };
        memcpy(x + MOTION, turning, sizeof turning);
    }
    for (int i = 0; i < me->count; i++)
        y[i] = x[i] / me->unit[i];
}

static leo_status matrix_rate(const adaptive *me, double elapsed_s, const leo_flight_point *now,
                              double rate[6][6], leo_error *error)
{
    leo_mat3 by_pos, by_vel;
    const leo_status status =
        leo_dynamics_partials(me->dynamics, me->stm_degree, elapsed_s, now->state.pos_m, now->state.vel_m_s,
                              now->mass_kg, &by_pos, &by_vel, error);
    if (status != LEO_OK)
        return status;
    if (me->burn) {
        leo_mat3 pos, vel;
        const leo_vec3 push = leo_scale(me->burn->thrust_n / now->mass_kg, me->burn->direction);
        leo_burn_vector(me->burn->axes, push, now->state.pos_m, now->state.vel_m_s, &pos, &vel);
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++) {
                by_pos.m[i][j] += pos.m[i][j];
                by_vel.m[i][j] += vel.m[i][j];
            }
    }
    leo_stm_rate(&by_pos, &by_vel, now->stm, rate);
    return LEO_OK;
}

static void add_turning(const adaptive *me, const leo_flight_point *now, leo_vec3 *accel,
                        leo_flight_point *change)
{
    const leo_quaternion q = now->body_from_icrf, back = { q.s, leo_scale(-1, q.v) };
    *accel = leo_add_scaled(*accel, 1 / now->mass_kg, leo_quaternion_turn(back, me->push.force_body_n));
    leo_vec3 torque = me->push.torque_body_n_m;
    if (me->turning->gravity_gradient != 0)
        torque = leo_add_scaled(torque, me->turning->gravity_gradient,
                                leo_gravity_gradient_torque(leo_dynamics_gm_m3_s2(me->dynamics),
                                                            me->turning->inertia_kg_m2, q, now->state.pos_m));
    const leo_turning_rate turn =
        leo_turning_rate_of(me->turning->inertia_kg_m2, me->inverse, q, now->rate_body_rad_s, torque);
    change->body_from_icrf = turn.quaternion;
    change->rate_body_rad_s = turn.rate_body_rad_s2;
}

static leo_status rate(void *context, double tau, const double *y, double *dydt, leo_error *error)
{
    adaptive *me = context;
    const double low_s = fmin(me->window_s[0], me->window_s[1]) + INSIDE_S;
    const double high_s = fmax(me->window_s[0], me->window_s[1]) - INSIDE_S;
    const double elapsed_s = leo_clamp(time_of(me, tau), low_s, high_s), speed = me->sign * me->unit_s;
    leo_flight_point now, change = { 0 };
    unpack(me, y, &now);
    me->evaluations++;
    if (!(leo_dot(now.state.pos_m, now.state.pos_m) > 0) || !(now.mass_kg > 0))
        return leo_fail(error, LEO_RETRY_STEP, "propagator", "%g m from the centre, %g kg",
                        leo_norm(now.state.pos_m), now.mass_kg);
    leo_vec3 accel;
    leo_status status = leo_dynamics_accel(me->dynamics, elapsed_s, now.state.pos_m, now.state.vel_m_s,
                                           now.mass_kg, &accel, error);
    if (status != LEO_OK)
        return status;
    if (me->burn) {
        const leo_vec3 along = leo_burn_vector(me->burn->axes, me->burn->direction, now.state.pos_m,
                                               now.state.vel_m_s, NULL, NULL);
        accel = leo_add_scaled(accel, me->burn->thrust_n / now.mass_kg, along);
        change.mass_kg = -leo_burn_flow_kg_s(me->burn);
    }
    if (me->turning)
        add_turning(me, &now, &accel, &change);
    change.state = (leo_orbit_state){ now.state.vel_m_s, accel };
    if (me->count == MOST)
        status = matrix_rate(me, elapsed_s, &now, change.stm, error);
    pack(me, &change, dydt);
    for (int i = 0; i < me->count; i++)
        dydt[i] *= speed;
    return status;
}

void *leo_adaptive_create(const leo_propagator_setup *setup, double span_s, leo_arena *arena,
                          leo_error *error)
{
    adaptive *me = LEO_TAKE(arena, adaptive, 1);
    const int switches = leo_dynamics_switches(setup->dynamics);
    double *side = LEO_TAKE(arena, double, switches);
    if (!me || !side) {
        leo_fail(error, LEO_NO_MEMORY, "propagator", "no memory");
        return NULL;
    }
    *me = (adaptive){ .dynamics = setup->dynamics,
                      .accuracy_m = setup->accuracy_m,
                      .span_s = span_s,
                      .count = setup->with_stm  ? MOST
                               : setup->turning ? MOTION + TURNING
                                                : MOTION,
                      .turning = setup->turning,
                      .stm_degree = setup->stm_degree > 0 ? setup->stm_degree : 20,
                      .sign = 1,
                      .switches = switches,
                      .side = side };
    if (setup->turning)
        me->inverse = leo_inertia_inverse(setup->turning->inertia_kg_m2);
    double tolerance[MOST]; // the norm is a mean over all states; those of the matrix count nothing
    for (int i = 0; i < MOST; i++)
        tolerance[i] = sqrt((double)MOTION / me->count);
    me->solver = leo_dop853_create(arena, me->count, tolerance, 1e-30, rate, me);
    if (!me->solver)
        leo_fail(error, LEO_NO_MEMORY, "propagator", "no memory");
    return me->solver ? me : NULL;
}

static double switch_at(const adaptive *me, int index, double tau)
{
    double y[MOST];
    leo_flight_point point;
    leo_dop853_at(me->solver, tau, y);
    unpack(me, y, &point);
    return leo_dynamics_switch(me->dynamics, index, time_of(me, tau), point.state.pos_m);
}

/*
 * From the end on, in the direction of flight, to the next full three hours UTC, or 42 minutes behind them (the Kp of 6.7 h
 * before): forces are asked for inside of that only, so that the last stages of a step see the weather of the step. Leap
 * seconds shift it by less than a minute.
 */
static void open_window(adaptive *me)
{
    double day;
    me->window_s[0] = me->sign * -INFINITY;
    me->window_s[1] = me->sign * INFINITY;
    if (leo_dynamics_is_smooth(me->dynamics) ||
        leo_epoch_day_of_year(leo_epoch_add(leo_sky_epoch(leo_dynamics_sky(me->dynamics)), me->end_s), &day,
                              NULL) != LEO_OK)
        return;
    const double eighth_s = fmod(day, 0.125) * 86400, changes_s[3] = { 0, DELAYED_S, WEATHER_S },
                 least_s = 1e-3;
    double ahead_s = WEATHER_S;
    for (int i = 0; i < 3; i++) {
        double to_s = me->sign * (changes_s[i] - eighth_s);
        while (to_s < least_s) // twice at most: back from a full three hours, the next are the ones before
            to_s += WEATHER_S;
        ahead_s = fmin(ahead_s, to_s);
    }
    me->window_s[0] = me->end_s;
    me->window_s[1] = me->end_s + me->sign * ahead_s;
}

static leo_status adaptive_start(void *solver, double elapsed_s, const leo_flight_point *point,
                                 const leo_burn *burn, double leg_s, leo_error *error)
{
    adaptive *me = solver;
    me->sign = leg_s < elapsed_s ? -1 : 1;
    me->base_s = me->end_s = elapsed_s;
    me->burn = burn;
    open_window(me);
    if (me->turning)
        me->push = leo_pushes_on(me->turning->pushes, me->turning->push_count, elapsed_s, me->sign);
    choose_units(me, elapsed_s, point, leg_s);
    for (int i = 0; i < me->switches; i++)
        me->side[i] = leo_dynamics_switch(me->dynamics, i, elapsed_s, point->state.pos_m) < 0 ? -1 : 1;
    double y[MOST];
    pack(me, point, y);
    return leo_dop853_start(me->solver, 0, y, error);
}

typedef struct edge_search {
    const adaptive *me;
    int index;
} edge_search;

static leo_status edge_value(void *context, double tau, double *value, leo_error *error)
{
    (void)error;
    const edge_search *search = context;
    *value = switch_at(search->me, search->index, tau);
    return LEO_OK;
}

/* The first edge inside the last step: where it lies, and of which switch; -1 when there is none. */
static int first_edge(adaptive *me, double *edge_tau)
{
    const double begin = leo_dop853_begin(me->solver), end = leo_dop853_end(me->solver);
    int which = -1;
    *edge_tau = INFINITY;
    for (int i = 0; i < me->switches; i++) {
        double before = begin, value_before = me->side[i];
        for (int k = 1; k <= LOOKS && before < *edge_tau; k++) {
            const double at = k == LOOKS ? end : begin + (end - begin) * k / LOOKS;
            const double value = switch_at(me, i, at);
            if (value * me->side[i] < 0) {
                leo_root root = { before, at, value_before, value, 0 };
                edge_search search = { me, i };
                const double finest = fmax(EDGE_S / me->unit_s, 8e-16 * fabs(at));
                if (leo_root_find(edge_value, &search, &root, finest, NULL) == LEO_OK &&
                    root.after < *edge_tau) {
                    *edge_tau = root.after;
                    which = i;
                }
                break;
            }
            before = at;
            value_before = value * me->side[i] > 0 ? value : me->side[i];
        }
    }
    return which;
}

/* A step ends where the forces jump, and the next begins afresh there. */
static leo_status stop_at_edge(adaptive *me, leo_error *error)
{
    double edge;
    const int which = me->switches ? first_edge(me, &edge) : -1;
    if (which < 0)
        return LEO_OK;
    if (edge > leo_dop853_begin(me->solver) && edge < leo_dop853_end(me->solver)) {
        const leo_status status = leo_dop853_redo(me->solver, edge, error);
        if (status != LEO_OK)
            return status;
    }
    me->side[which] = -me->side[which];
    return leo_dop853_jump(me->solver, leo_dop853_state(me->solver), error);
}

static leo_status unit_length(adaptive *me, leo_error *error)
{
    double y[MOST], square = 0;
    memcpy(y, leo_dop853_state(me->solver), (size_t)me->count * sizeof *y);
    for (int i = MOTION; i < MOTION + 4; i++)
        square += y[i] * me->unit[i] * y[i] * me->unit[i];
    for (int i = MOTION; i < MOTION + 4; i++)
        y[i] /= sqrt(square);
    return leo_dop853_amend(me->solver, y, error);
}

static leo_status adaptive_step(void *solver, double limit_s, leo_error *error)
{
    adaptive *me = solver;
    const int weather_first = me->sign * (limit_s - me->window_s[1]) > 0;
    const double stop_s = weather_first ? me->window_s[1] : limit_s;
    const double limit = tau_of(me, stop_s), end = leo_dop853_end(me->solver);
    leo_status status = LEO_OK;
    if (limit - end > 4e-16 * fabs(limit)) {
        status = leo_dop853_step(me->solver, limit, error);
        if (status == LEO_OK)
            status = stop_at_edge(me, error);
        if (status == LEO_OK && me->turning)
            status = unit_length(me, error);
    }
    if (status != LEO_OK)
        return status;
    const double now = leo_dop853_end(me->solver);
    me->end_s = now >= limit ? stop_s : time_of(me, now);
    if (now >= limit && me->end_s == me->window_s[1]) {
        open_window(me);
        status = leo_dop853_jump(me->solver, leo_dop853_state(me->solver), error);
    }
    return status;
}

static void adaptive_at(const void *solver, double elapsed_s, leo_flight_point *point)
{
    const adaptive *me = solver;
    double y[MOST];
    const double end = leo_dop853_end(me->solver);
    leo_dop853_at(me->solver, elapsed_s == me->end_s ? end : fmin(tau_of(me, elapsed_s), end), y);
    unpack(me, y, point);
}

static double adaptive_end_s(const void *solver)
{
    return ((const adaptive *)solver)->end_s;
}

static long adaptive_evaluations(const void *solver)
{
    return ((const adaptive *)solver)->evaluations;
}

const leo_coast leo_coast_adaptive = {
    .method = LEO_METHOD_DOP853,
    .start = adaptive_start,
    .step = adaptive_step,
    .at = adaptive_at,
    .end_s = adaptive_end_s,
    .evaluations = adaptive_evaluations,
};
