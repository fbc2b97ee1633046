/* SPDX-License-Identifier: MIT */
#include "orbit/propagator_inside.h"

#include "base/error.h"
#include "math/root.h"
#include "time/epoch.h"

#include <string.h>

static const double DAY_S = 86400;

/* Beyond this eccentricity pieces of equal length waste their points at the far end. */
static const double MOST_ECCENTRIC = 0.3;

static const char *const names[LEO_METHODS] = {
    [LEO_METHOD_AUTO] = "auto",
    [LEO_METHOD_DOP853] = "dop853",
    [LEO_METHOD_GAUSS_JACKSON] = "gauss-jackson",
    [LEO_METHOD_PICARD] = "picard-chebyshev",
};

const char *leo_method_name(leo_method method)
{
    return (int)method >= 0 && method < LEO_METHODS ? names[method] : "none";
}

static const leo_coast *row_of(leo_method method)
{
    return method == LEO_METHOD_GAUSS_JACKSON ? &leo_coast_steady
           : method == LEO_METHOD_PICARD      ? &leo_coast_pieces
                                              : &leo_coast_adaptive;
}

static leo_status check_turning(const leo_turning *turning, leo_error *error)
{
    const leo_quaternion q = turning->body_from_icrf;
    if (!(fabs(q.s * q.s + leo_dot(q.v, q.v) - 1) <= 1e-6) || !isfinite(leo_norm(turning->rate_body_rad_s)))
        return leo_fail(error, LEO_BAD_ARGUMENT, "attitude",
                        "a quaternion of length %.9g, %g rad/s: must be of length 1, and finite",
                        sqrt(q.s * q.s + leo_dot(q.v, q.v)), leo_norm(turning->rate_body_rad_s));
    if (!isfinite(turning->gravity_gradient) || turning->push_count < 0)
        return leo_fail(error, LEO_BAD_ARGUMENT, "attitude", "%d pushes, gravity gradient times %g",
                        turning->push_count, turning->gravity_gradient);
    const leo_status status = leo_pushes_check(turning->pushes, turning->push_count, error);
    return status == LEO_OK ? leo_inertia_check(turning->inertia_kg_m2, error) : status;
}

static leo_status check_setup(const leo_propagator_setup *setup, leo_error *error)
{
    if (!setup || !setup->dynamics)
        return leo_fail(error, LEO_BAD_ARGUMENT, "propagator", "no dynamics");
    if (!(setup->accuracy_m >= 1e-6 && setup->accuracy_m <= 1e4))
        return leo_fail(error, LEO_BAD_ARGUMENT, "accuracy", "%g m: must lie between 1e-6 and 1e4 m",
                        setup->accuracy_m);
    if ((int)setup->method < 0 || setup->method >= LEO_METHODS)
        return leo_fail(error, LEO_BAD_ARGUMENT, "method", "%d: no such method", (int)setup->method);
    if (setup->with_stm && setup->method != LEO_METHOD_AUTO && setup->method != LEO_METHOD_DOP853)
        return leo_fail(error, LEO_BAD_ARGUMENT, "method",
                        "%s: the state-transition matrix goes along with dop853 only", names[setup->method]);
    if (setup->turning && setup->with_stm)
        return leo_fail(error, LEO_BAD_ARGUMENT, "stm",
                        "the state-transition matrix is that of a point: not together with an attitude");
    if (setup->turning && setup->method != LEO_METHOD_AUTO && setup->method != LEO_METHOD_DOP853)
        return leo_fail(error, LEO_BAD_ARGUMENT, "method", "%s: the attitude goes along with dop853 only",
                        names[setup->method]);
    if (setup->turning && check_turning(setup->turning, error) != LEO_OK)
        return LEO_BAD_ARGUMENT;
    if (!(setup->span_s >= 0 && setup->span_s < 1e12))
        return leo_fail(error, LEO_BAD_ARGUMENT, "span", "%g s: must not be negative", setup->span_s);
    return LEO_OK;
}

leo_propagator *leo_propagator_create(const leo_propagator_setup *setup, leo_arena *arena, leo_error *error)
{
    if (check_setup(setup, error) != LEO_OK)
        return NULL;
    leo_propagator *p = LEO_TAKE(arena, leo_propagator, 1);
    if (!p) {
        leo_fail(error, LEO_NO_MEMORY, "propagator", "no memory");
        return NULL;
    }
    p->setup = *setup;
    p->dynamics = setup->dynamics;
    p->span_s = fmax(DAY_S, setup->span_s);
    p->craft_kg = leo_dynamics_craft(setup->dynamics)->mass_kg;
    if (!(p->craft_kg > 0))
        p->craft_kg = 1;
    p->reason = "nothing was flown yet";
    if (leo_burns_create(&p->burns, setup->burns, setup->burn_count, p->craft_kg, arena, error) != LEO_OK)
        return NULL;
    p->setup.burns = p->burns.burns;
    p->solver[LEO_METHOD_DOP853] = leo_adaptive_create(setup, p->span_s, arena, error);
    if (!p->solver[LEO_METHOD_DOP853])
        return NULL;
    if (setup->method == LEO_METHOD_GAUSS_JACKSON) {
        p->solver[LEO_METHOD_GAUSS_JACKSON] = leo_steady_create(setup, p->span_s, arena, error);
        return p->solver[LEO_METHOD_GAUSS_JACKSON] ? p : NULL;
    }
    const int may_be_pieces =
        setup->method == LEO_METHOD_PICARD || (setup->method == LEO_METHOD_AUTO && !setup->with_stm &&
                                               !setup->turning && leo_dynamics_is_smooth(setup->dynamics));
    if (may_be_pieces) {
        p->solver[LEO_METHOD_PICARD] = leo_pieces_create(setup, arena, error);
        return p->solver[LEO_METHOD_PICARD] ? p : NULL;
    }
    return p;
}

static int state_is_finite(const leo_orbit_state *s)
{
    return isfinite(s->pos_m.x) && isfinite(s->pos_m.y) && isfinite(s->pos_m.z) && isfinite(s->vel_m_s.x) &&
           isfinite(s->vel_m_s.y) && isfinite(s->vel_m_s.z);
}

double leo_height_m(const leo_dynamics *dynamics, double elapsed_s, leo_vec3 pos_m)
{
    const leo_sky *sky = leo_dynamics_sky(dynamics);
    const leo_body_facts *facts = leo_body_facts_of(leo_sky_center(sky));
    if (!facts || !(facts->radius_m > 0))
        return INFINITY;
    const leo_vec3 p = leo_mat_vec(leo_sky_fixed_from_icrf(sky, elapsed_s), pos_m);
    const double squeeze = 1 - (facts->flattening > 0 ? facts->flattening : 0), z = p.z / squeeze;
    const double stretched = sqrt(p.x * p.x + p.y * p.y + z * z);
    return leo_norm(p) * (1 - facts->radius_m / stretched); // along the line to the centre
}

leo_status leo_propagator_start(leo_propagator *p, double elapsed_s, leo_orbit_state state, leo_error *error)
{
    if (!state_is_finite(&state) || !isfinite(elapsed_s))
        return leo_fail(error, LEO_BAD_INPUT, "propagator", "the state at the start is not finite");
    if (!(leo_norm(state.pos_m) > 0))
        return leo_fail(error, LEO_BAD_INPUT, "propagator", "the position at the start is the centre");
    if (!leo_sky_covers(leo_dynamics_sky(p->dynamics), elapsed_s))
        return leo_fail(error, LEO_OUT_OF_RANGE, "propagator",
                        "the sky does not cover the start, %.3f s after its epoch", elapsed_s);
    const double height_m = leo_height_m(p->dynamics, elapsed_s, state.pos_m);
    if (height_m < 0 && p->setup.ground == LEO_GROUND_STOPS)
        return leo_fail(error, LEO_BAD_INPUT, "propagator", "the start lies %.0f m below the ground",
                        -height_m);
    p->standing = (leo_flight_point){ .state = state, .mass_kg = p->craft_kg };
    for (int i = 0; i < 6; i++)
        p->standing.stm[i][i] = 1;
    if (p->setup.turning) {
        p->standing.body_from_icrf = p->setup.turning->body_from_icrf;
        p->standing.rate_body_rad_s = p->setup.turning->rate_body_rad_s;
    }
    p->start_s = p->begin_s = p->end_s = p->leg_end_s = elapsed_s;
    p->sign = 0;
    p->row = NULL;
    p->reason = "nothing was flown yet";
    p->evaluations = -leo_propagator_evaluations(p);
    return LEO_OK;
}

/* How far pieces may reach: what the caller looks at must not shape the flight, so far as the sky allows it. */
static double reach_s(const leo_propagator *p, double limit_s)
{
    const double wide_s =
        p->setup.span_s > 0 ? p->start_s + p->sign * p->setup.span_s : limit_s + p->sign * DAY_S;
    if (p->sign * (wide_s - limit_s) < 0 || !leo_sky_covers(leo_dynamics_sky(p->dynamics), wide_s))
        return limit_s;
    return wide_s;
}

/* Does the mass of the craft matter to the forces here? */
static int feels_mass(const leo_propagator *p, double elapsed_s)
{
    const leo_orbit_state *s = &p->standing.state;
    leo_vec3 one, other;
    if (leo_dynamics_accel(p->dynamics, elapsed_s, s->pos_m, s->vel_m_s, p->standing.mass_kg, &one, NULL) ||
        leo_dynamics_accel(p->dynamics, elapsed_s, s->pos_m, s->vel_m_s, p->craft_kg, &other, NULL))
        return 1;
    return memcmp(&one, &other, sizeof one) != 0;
}

/* The method for a leg, and why, in one sentence. */
static leo_method choose(const leo_propagator *p, const leo_burn *burn, double elapsed_s, double leg_s,
                         const char **reason)
{
    const leo_orbit_size size = leo_orbit_size_of(&p->standing.state, leo_dynamics_gm_m3_s2(p->dynamics));
    const double turn_s = 2 * acos(-1) / size.mean_motion_rad_s;
    leo_method method = LEO_METHOD_DOP853;
    if (burn)
        *reason = "A burn is on: adaptive steps follow the thrust.";
    else if (p->setup.turning)
        *reason = "The attitude is wanted: adaptive steps carry it.";
    else if (p->standing.mass_kg != p->craft_kg && feels_mass(p, elapsed_s))
        *reason = "Burns changed the mass, which the forces feel: adaptive steps.";
    else if (p->setup.method == LEO_METHOD_GAUSS_JACKSON && leo_dynamics_switches(p->dynamics))
        *reason = "Fixed steps would miss edges of shadows or of layers of air: adaptive steps.";
    else if (p->setup.method != LEO_METHOD_AUTO) {
        *reason = "The method was asked for.";
        method = p->setup.method;
    } else if (p->setup.with_stm)
        *reason = "The state-transition matrix is wanted: adaptive steps carry it.";
    else if (!leo_dynamics_is_smooth(p->dynamics))
        *reason = "Drag or edges of shadows: adaptive steps end where forces bend.";
    else if (!(size.ecc < MOST_ECCENTRIC))
        *reason = "The orbit is eccentric or open: adaptive steps follow the changing speed.";
    else if (fabs(leg_s - elapsed_s) < turn_s)
        *reason = "The arc is shorter than a revolution: adaptive steps start at once.";
    else {
        *reason = "A long smooth coast near a circle: whole revolutions at once.";
        method = LEO_METHOD_PICARD;
    }
    return method;
}

static leo_status start_row(leo_propagator *p, leo_method method, double elapsed_s, const leo_burn *burn,
                            double leg_s, leo_error *error)
{
    p->row = row_of(method);
    return p->row->start(p->solver[method], elapsed_s, &p->standing, burn, leg_s, error);
}

/* A method for smooth forces gave up: what it was about to fly is flown in adaptive steps. */
static leo_status fall_back(leo_propagator *p, double elapsed_s, double reach, leo_error *error)
{
    p->reason = "The faster method did not settle on this arc: adaptive steps.";
    return start_row(p, LEO_METHOD_DOP853, elapsed_s, NULL, reach, error);
}

/* Where a burn or a push begins or ends next. */
static double next_edge_s(const leo_propagator *p, double elapsed_s)
{
    const leo_turning *turning = p->setup.turning;
    const double burn_s = leo_burns_next_s(&p->burns, elapsed_s, p->sign);
    const double push_s =
        turning ? leo_pushes_next_s(turning->pushes, turning->push_count, elapsed_s, p->sign) : burn_s;
    return p->sign * (push_s - burn_s) < 0 ? push_s : burn_s;
}

/* At the end of a leg, or at the start: impulses that fall here, then the next leg. */
static leo_status begin_leg(leo_propagator *p, double elapsed_s, double reach, leo_error *error)
{
    leo_status status = LEO_OK;
    for (int k = 0; k < p->burns.count && status == LEO_OK; k++) {
        const leo_burn *burn = &p->burns.burns[p->sign > 0 ? k : p->burns.count - 1 - k];
        const int passes = p->sign > 0 || elapsed_s != p->start_s;
        if (burn->thrust_n == 0 && burn->begin_s == elapsed_s && passes)
            status = leo_burn_apply(burn, p->sign, &p->standing.state, &p->standing.mass_kg, p->standing.stm,
                                    error);
    }
    if (status != LEO_OK)
        return status;
    const leo_burn *burn = leo_burns_on(&p->burns, elapsed_s, p->sign);
    const double next_s = next_edge_s(p, elapsed_s);
    const double leg_s = p->sign * (next_s - reach) < 0 ? next_s : reach;
    p->leg_end_s = next_s;
    leo_method method = choose(p, burn, elapsed_s, leg_s, &p->reason);
    leo_error smooth = { 0 };
    status = start_row(p, method, elapsed_s, burn, leg_s, &smooth);
    if (status != LEO_OK && method != LEO_METHOD_DOP853)
        return fall_back(p, elapsed_s, leg_s, error);
    if (status != LEO_OK && error && error->status == LEO_OK)
        *error = smooth;
    return status;
}

static leo_status go_on(leo_propagator *p, double limit_s, leo_error *error)
{
    const double from_s = p->row ? p->row->end_s(p->solver[p->row->method]) : p->end_s;
    const double wide_s = reach_s(p, limit_s);
    if (p->row) // where the solver stands, for what may begin here
        p->row->at(p->solver[p->row->method], from_s, &p->standing);
    if (!p->row || from_s == p->leg_end_s) {
        p->begin_s = p->end_s = from_s;
        const leo_status status = begin_leg(p, from_s, wide_s, error);
        if (status != LEO_OK) {
            p->row = NULL;
            return status;
        }
    }
    const double reach = p->sign * (p->leg_end_s - wide_s) < 0 ? p->leg_end_s : wide_s;
    leo_error trouble = { 0 };
    leo_status status = p->row->step(p->solver[p->row->method], reach, &trouble);
    if (status != LEO_OK && p->row->method != LEO_METHOD_DOP853) {
        trouble = (leo_error){ 0 };
        status = fall_back(p, from_s, reach, &trouble);
        if (status == LEO_OK)
            status = p->row->step(p->solver[LEO_METHOD_DOP853], reach, &trouble);
    }
    if (status != LEO_OK && p->sign * (reach - limit_s) > 0) { // perhaps only beyond what was asked for
        trouble = (leo_error){ 0 };
        status = p->row->step(p->solver[p->row->method], limit_s, &trouble);
    }
    if (status != LEO_OK && error && error->status == LEO_OK)
        *error = trouble;
    return status;
}

typedef struct ground_search {
    const leo_propagator *p;
} ground_search;

static leo_status height_at(void *context, double elapsed_s, double *value, leo_error *error)
{
    (void)error;
    const leo_propagator *p = ((const ground_search *)context)->p;
    leo_flight_point point;
    p->row->at(p->solver[p->row->method], elapsed_s, &point);
    *value = leo_height_m(p->dynamics, elapsed_s, point.state.pos_m);
    return LEO_OK;
}

static leo_status hit_ground(const leo_propagator *p, double before_s, double after_s, double height_before,
                             double height_after, leo_error *error)
{
    ground_search search = { p };
    leo_root root = { before_s, after_s, height_before, height_after, 0 };
    if (leo_root_find(height_at, &search, &root, 1e-4, NULL) != LEO_OK)
        root.after = after_s;
    char when[40] = "";
    leo_epoch_utc_text(leo_epoch_add(leo_sky_epoch(leo_dynamics_sky(p->dynamics)), root.after), 3, when,
                       NULL);
    return leo_fail(error, LEO_OUT_OF_RANGE, "propagator",
                    "the orbit meets the ground (height 0 m) at %s, %.3f s after the epoch; with `ground: "
                    "ignored` a point mass goes on",
                    when, root.after);
}

/* Does the piece begin .. end stay above the ground? Looked at more closely where its orbit comes near. */
static leo_status check_ground(const leo_propagator *p, leo_error *error)
{
    const leo_body_facts *facts = leo_body_facts_of(leo_sky_center(leo_dynamics_sky(p->dynamics)));
    const double gm = leo_dynamics_gm_m3_s2(p->dynamics), margin_m = 50e3;
    leo_flight_point first, last;
    p->row->at(p->solver[p->row->method], p->begin_s, &first);
    p->row->at(p->solver[p->row->method], p->end_s, &last);
    if (!state_is_finite(&last.state) || !isfinite(last.mass_kg))
        return leo_fail(error, LEO_NO_CONVERGENCE, "propagator", "the state at %.3f s is not finite",
                        p->end_s);
    if (!facts || !(facts->radius_m > 0) || p->setup.ground == LEO_GROUND_IGNORED)
        return LEO_OK;
    if (leo_orbit_size_of(&first.state, gm).periapsis_m > facts->radius_m + margin_m &&
        leo_orbit_size_of(&last.state, gm).periapsis_m > facts->radius_m + margin_m)
        return LEO_OK;
    const double radius = facts->radius_m, step_s = 0.02 * sqrt(radius * radius * radius / gm);
    const int looks = (int)leo_clamp(ceil(fabs(p->end_s - p->begin_s) / step_s), 1, 1e6);
    double before_s = p->begin_s, before_m = leo_height_m(p->dynamics, before_s, first.state.pos_m);
    for (int k = 1; k <= looks; k++) {
        const double at_s = k == looks ? p->end_s : p->begin_s + (p->end_s - p->begin_s) * k / looks;
        leo_flight_point point;
        p->row->at(p->solver[p->row->method], at_s, &point);
        const double now_m = leo_height_m(p->dynamics, at_s, point.state.pos_m);
        if (now_m < 0)
            return before_m > 0 ? hit_ground(p, before_s, at_s, before_m, now_m, error)
                                : hit_ground(p, at_s, at_s, 1, -1, error);
        before_s = at_s;
        before_m = now_m;
    }
    return LEO_OK;
}

leo_status leo_propagator_step(leo_propagator *p, double limit_s, leo_error *error)
{
    if (!isfinite(limit_s) || !state_is_finite(&p->standing.state) ||
        !(leo_norm(p->standing.state.pos_m) > 0))
        return leo_fail(error, LEO_BAD_ARGUMENT, "propagator", "not started, or to %g s", limit_s);
    if (limit_s == p->end_s)
        return LEO_OK;
    const int sign = limit_s < p->end_s ? -1 : 1;
    if (p->sign && sign != p->sign)
        return leo_fail(error, LEO_BAD_ARGUMENT, "propagator",
                        "%.6f s lies on the other side of %.6f s: start again to turn round", limit_s,
                        p->end_s);
    if (!leo_sky_covers(leo_dynamics_sky(p->dynamics), limit_s))
        return leo_fail(error, LEO_OUT_OF_RANGE, "propagator",
                        "the sky does not cover %.3f s after its epoch: make it for a longer span, and where "
                        "the data end, add ones that go on: leonov data add FILE",
                        limit_s);
    p->sign = sign;
    const double begin_s = p->begin_s, end_s = p->end_s;
    double solver_s = p->row ? p->row->end_s(p->solver[p->row->method]) : end_s;
    const int fresh = sign * (solver_s - end_s) <= 0;
    leo_status status = fresh ? go_on(p, limit_s, error) : LEO_OK;
    if (status == LEO_OK) {
        solver_s = p->row->end_s(p->solver[p->row->method]);
        p->begin_s = end_s;
        p->end_s = sign * (solver_s - limit_s) > 0 ? limit_s : solver_s;
        status = check_ground(p, error);
    }
    if (status != LEO_OK) { // the end of the last piece stands
        p->begin_s = fresh ? end_s : begin_s;
        p->end_s = end_s;
    }
    return status;
}

leo_status leo_propagator_to(leo_propagator *p, double elapsed_s, leo_error *error)
{
    while (p->end_s != elapsed_s) {
        const leo_status status = leo_propagator_step(p, elapsed_s, error);
        if (status != LEO_OK)
            return status;
    }
    return LEO_OK;
}

double leo_propagator_begin_s(const leo_propagator *p)
{
    return p->begin_s;
}

double leo_propagator_end_s(const leo_propagator *p)
{
    return p->end_s;
}

void leo_propagator_at(const leo_propagator *p, double elapsed_s, leo_propagated *at)
{
    leo_flight_point point = p->standing;
    if (p->row && p->begin_s != p->end_s)
        p->row->at(p->solver[p->row->method], elapsed_s, &point);
    at->state = point.state;
    at->mass_kg = point.mass_kg;
    memcpy(at->stm, point.stm, sizeof at->stm);
    at->body_from_icrf = point.body_from_icrf;
    at->rate_body_rad_s = point.rate_body_rad_s;
}

leo_method leo_propagator_method(const leo_propagator *p)
{
    return p->row ? p->row->method : LEO_METHOD_AUTO;
}

const char *leo_propagator_reason(const leo_propagator *p)
{
    return p->reason;
}

long leo_propagator_evaluations(const leo_propagator *p)
{
    long count = p->evaluations;
    for (int m = 0; m < LEO_METHODS; m++)
        if (p->solver[m])
            count += row_of((leo_method)m)->evaluations(p->solver[m]);
    return count;
}
