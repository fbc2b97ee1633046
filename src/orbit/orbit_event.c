/* SPDX-License-Identifier: MIT */

/*
 * Places of an orbit where something changes: rows of functions that change sign there.
 *
 *     nodes     z of the position in axes fixed to the body     apsides   r . v
 *     shadow    angle between Sun and body as seen from the craft, less the sum (penumbra) or difference (umbra) of radii
 *     sunrise   of the point below the craft: r . s
 *
 * Source  Montenbruck & Gill, Satellite Orbits, Springer 2012, section 3.4.2 (conical shadow).
 * Valid   spheres; the shadow is that of the central body. Sun 696000 km: IAU 1976 system of constants.
 * Error   flattening of the Earth shifts the edges of its shadow by up to some seconds.
 * Axes    those of the dynamics.
 */
#include "orbit/propagator_inside.h"

#include "base/error.h"
#include "math/root.h"

static const double SUN_RADIUS_M = 6.96e8, FINEST_S = 1e-6;

static leo_vec3 sun_m(const leo_dynamics *dynamics, double elapsed_s)
{
    const leo_sky *sky = leo_dynamics_sky(dynamics);
    const int slot = leo_sky_slot(sky, LEO_BODY_SUN); // none where the Sun is the centre
    return slot < 0 ? leo_vec(0, 0, 0) : leo_sky_body_m(sky, slot, elapsed_s);
}

static double node(const leo_dynamics *dynamics, double elapsed_s, const leo_orbit_state *state)
{
    return leo_mat_vec(leo_sky_fixed_from_icrf(leo_dynamics_sky(dynamics), elapsed_s), state->pos_m).z;
}

static double climbing(const leo_dynamics *dynamics, double elapsed_s, const leo_orbit_state *state)
{
    (void)dynamics;
    (void)elapsed_s;
    return leo_dot(state->pos_m, state->vel_m_s);
}

/* Angle from the edge of the body to the far (sign 1) or near (sign -1) edge of the Sun, negative in its shadow. */
static double shadow(const leo_dynamics *dynamics, double elapsed_s, const leo_orbit_state *state, int sign)
{
    const leo_body_facts *facts = leo_body_facts_of(leo_sky_center(leo_dynamics_sky(dynamics)));
    if (!facts || !(facts->radius_m > 0) || facts->body == LEO_BODY_SUN)
        return 1;
    const leo_vec3 to_sun = leo_sub(sun_m(dynamics, elapsed_s), state->pos_m);
    const double sun_distance = leo_norm(to_sun), r = leo_norm(state->pos_m);
    const leo_vec3 across = leo_cross(to_sun, state->pos_m);
    const double apart = atan2(leo_norm(across), -leo_dot(to_sun, state->pos_m));
    const double body = asin(fmin(1, facts->radius_m / r)), sun = asin(fmin(1, SUN_RADIUS_M / sun_distance));
    return apart - body - sign * sun;
}

static double penumbra(const leo_dynamics *dynamics, double elapsed_s, const leo_orbit_state *state)
{
    return shadow(dynamics, elapsed_s, state, 1);
}

static double umbra(const leo_dynamics *dynamics, double elapsed_s, const leo_orbit_state *state)
{
    return shadow(dynamics, elapsed_s, state, -1);
}

static double sun_below(const leo_dynamics *dynamics, double elapsed_s, const leo_orbit_state *state)
{
    return leo_dot(leo_unit(state->pos_m), leo_unit(sun_m(dynamics, elapsed_s)));
}

const leo_orbit_event leo_orbit_events[] = {
    { "ascending-node", node, 1 },
    { "descending-node", node, -1 },
    { "periapsis", climbing, 1 },
    { "apoapsis", climbing, -1 },
    { "shadow-entry", penumbra, -1 },
    { "shadow-exit", penumbra, 1 },
    { "umbra-entry", umbra, -1 },
    { "umbra-exit", umbra, 1 },
    { "ground-sunrise", sun_below, 1 },
    { "ground-sunset", sun_below, -1 },
    { 0 },
};

typedef struct event_search {
    const leo_propagator *p;
    const leo_orbit_event *event;
} event_search;

static double value_at(const leo_propagator *p, const leo_orbit_event *event, double elapsed_s)
{
    leo_propagated at;
    leo_propagator_at(p, elapsed_s, &at);
    return event->value(p->dynamics, elapsed_s, &at.state);
}

static leo_status search_value(void *context, double elapsed_s, double *value, leo_error *error)
{
    (void)error;
    const event_search *search = context;
    *value = value_at(search->p, search->event, elapsed_s);
    return LEO_OK;
}

static int is_wanted(const leo_orbit_event *event, double before, double after)
{
    if ((before < 0) == (after < 0))
        return 0;
    return event->rising == 0 || (event->rising > 0) == (before < 0);
}

/* Put in order of time; the rows come in order, so that equal times keep theirs. */
static void insert(leo_found_event *found, int *count, int room, const leo_found_event *event)
{
    int at = *count < room ? *count : room;
    while (at > 0 && found[at - 1].elapsed_s > event->elapsed_s) {
        if (at < room)
            found[at] = found[at - 1];
        at--;
    }
    if (at < room)
        found[at] = *event;
    ++*count;
}

int leo_propagator_events(const leo_propagator *p, const leo_orbit_event *const *wanted, int count,
                          leo_found_event *found, int room)
{
    const double first_s = fmin(p->begin_s, p->end_s), last_s = fmax(p->begin_s, p->end_s);
    if (!(last_s > first_s))
        return 0;
    leo_propagated at;
    leo_propagator_at(p, first_s, &at);
    const double gm = leo_dynamics_gm_m3_s2(p->dynamics), r0 = leo_norm(at.state.pos_m);
    leo_propagator_at(p, last_s, &at);
    const double r = fmin(r0, leo_norm(at.state.pos_m)), look_s = 0.1 * sqrt(r * r * r / gm);
    const int looks = (int)leo_clamp(ceil((last_s - first_s) / look_s), 4, 1e6);
    int all = 0;
    for (int w = 0; w < count; w++) {
        double before_s = first_s, before = value_at(p, wanted[w], first_s);
        for (int k = 1; k <= looks; k++) {
            const double now_s = k == looks ? last_s : first_s + (last_s - first_s) * k / looks;
            const double now = value_at(p, wanted[w], now_s);
            if (is_wanted(wanted[w], before, now)) {
                event_search search = { p, wanted[w] };
                leo_root root = { before_s, now_s, before, now, 0 };
                const double finest_s = fmax(FINEST_S, 4e-16 * fabs(now_s));
                if (leo_root_find(search_value, &search, &root, finest_s, NULL) == LEO_OK) {
                    leo_found_event event = { .event = wanted[w], .elapsed_s = root.after };
                    leo_propagator_at(p, root.after, &at);
                    event.state = at.state;
                    event.mass_kg = at.mass_kg;
                    insert(found, &all, room, &event);
                }
            }
            before_s = now_s;
            before = now;
        }
    }
    return all;
}
