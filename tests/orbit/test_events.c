/* SPDX-License-Identifier: MIT */
#include "rig.h"

static const leo_orbit_event *named(const char *name)
{
    for (int i = 0; leo_orbit_events[i].name; i++)
        if (strcmp(leo_orbit_events[i].name, name) == 0)
            return &leo_orbit_events[i];
    CHECK(!"no such event");
    return &leo_orbit_events[0];
}

/* All events from 0 to `to_s`. */
static int find(rig *r, leo_method method, leo_orbit_state start, double to_s, const char *const *names,
                int count, leo_found_event *found, int room)
{
    const leo_orbit_event *wanted[8];
    for (int i = 0; i < count; i++)
        wanted[i] = named(names[i]);
    leo_propagator *p = leo_propagator_create(
        &(leo_propagator_setup){
            .dynamics = r->dynamics, .accuracy_m = 1e-3, .method = method, .span_s = fabs(to_s) },
        r->arena, &r->error);
    CHECK(p && leo_propagator_start(p, 0, start, &r->error) == LEO_OK);
    int all = 0;
    while (leo_propagator_end_s(p) != to_s) {
        const leo_status status = leo_propagator_step(p, to_s, &r->error);
        CHECK(status == LEO_OK);
        if (status != LEO_OK)
            break;
        all += leo_propagator_events(p, wanted, count, found + all, room - all);
    }
    rig_say(&r->error);
    return all;
}

static void point_earth(rig *r)
{
    rig_open(r, "2023-03-20T21:24:00Z", 1);
    rig_gravity(r, leo_gravity_earth(), 0);
    rig_ready(r);
}

static void apsides_come_every_half_period(void)
{
    rig r;
    point_earth(&r);
    const leo_orbit_state s = rig_state(&r, 400e3, 0.05, 51.6, 90);
    const double period_s = leo_orbit_period_s(6778137 / 0.95, leo_dynamics_gm_m3_s2(r.dynamics));
    const char *names[2] = { "periapsis", "apoapsis" };
    leo_found_event found[64];
    for (int m = LEO_METHOD_DOP853; m <= LEO_METHOD_PICARD; m++) {
        const int all = find(&r, (leo_method)m, s, 5 * period_s, names, 2, found, 64);
        CHECK(all == 10);
        for (int i = 0; i < all; i++) {
            CHECK_TEXT(found[i].event->name, names[(i + 1) % 2]);
            CHECK_NEAR(leo_norm(found[i].state.pos_m), i % 2 ? 6778137 : 6778137 / 0.95 * 1.05, 1e-2);
            if (i > 1)
                CHECK_NEAR(found[i].elapsed_s - found[i - 2].elapsed_s, period_s,
                           1e-4); // reading between nodes
        }
    }
    rig_close(&r);
}

static void nodes_lie_on_the_equator(void)
{
    rig r;
    point_earth(&r);
    const char *names[2] = { "ascending-node", "descending-node" };
    leo_found_event found[64];
    const leo_orbit_state s = rig_state(&r, 400e3, 0, 51.6, 10);
    const int all = find(&r, LEO_METHOD_AUTO, s, 20000, names, 2, found, 64);
    CHECK(all == 7);
    for (int i = 0; i < all; i++) {
        const leo_mat3 turn = leo_sky_fixed_from_icrf(r.sky, found[i].elapsed_s);
        /* located to 1 us at 7.7 km/s */
        CHECK_NEAR(leo_mat_vec(turn, found[i].state.pos_m).z, 0, 1e-2);
        CHECK(found[i].event->rising * leo_mat_vec(turn, found[i].state.vel_m_s).z > 0);
    }
    rig_close(&r);
}

/* The same events, backwards, at the same times. */
static void flying_back_finds_the_same(void)
{
    rig r;
    point_earth(&r);
    const char *names[4] = { "ascending-node", "descending-node", "shadow-entry", "shadow-exit" };
    leo_found_event there[64], back[64];
    const leo_orbit_state s = rig_state(&r, 400e3, 0.001, 51.6, 10);
    const int all = find(&r, LEO_METHOD_DOP853, s, 20000, names, 4, there, 64);
    leo_propagated end;
    leo_propagator *p = leo_propagator_create(
        &(leo_propagator_setup){
            .dynamics = r.dynamics, .accuracy_m = 1e-3, .method = LEO_METHOD_DOP853, .span_s = 20000 },
        r.arena, &r.error);
    CHECK(leo_propagator_start(p, 0, s, &r.error) == LEO_OK);
    CHECK(leo_propagator_to(p, 20000, &r.error) == LEO_OK);
    leo_propagator_at(p, 20000, &end);
    CHECK(leo_propagator_start(p, 20000, end.state, &r.error) == LEO_OK);
    const leo_orbit_event *wanted[4];
    for (int i = 0; i < 4; i++)
        wanted[i] = named(names[i]);
    int count = 0;
    while (leo_propagator_end_s(p) != 0) {
        CHECK(leo_propagator_step(p, 0, &r.error) == LEO_OK);
        leo_found_event piece[16];
        const int n = leo_propagator_events(p, wanted, 4, piece, 16);
        for (int i = n; i-- > 0;)
            back[count++] = piece[i];
    }
    CHECK(count == all && all > 8);
    for (int i = 0; i < all && i < count; i++) {
        CHECK(there[i].event == back[count - 1 - i].event);
        CHECK_NEAR(there[i].elapsed_s, back[count - 1 - i].elapsed_s, 2e-5);
    }
    rig_close(&r);
}

/*
 * At the equinox a circle in the plane of the equator has the Sun in its plane: shadow for 2 asin(R/r) of it (cylinder),
 * the penumbra half a degree of Sun wider on either side and the umbra as much narrower.
 */
static void the_shadow_has_the_length_of_geometry(void)
{
    rig r;
    point_earth(&r);
    const double radius = 6378137 + 400e3, gm = leo_dynamics_gm_m3_s2(r.dynamics);
    const double period_s = leo_orbit_period_s(radius, gm);
    const leo_orbit_state s = rig_state(&r, 400e3, 0, 0, 0);
    const char *names[4] = { "shadow-entry", "umbra-entry", "umbra-exit", "shadow-exit" };
    leo_found_event found[64];
    /* seen from the Sun's direction, wherever it starts: four in each revolution, in this order */
    const int all = find(&r, LEO_METHOD_DOP853, s, 3 * period_s, names, 4, found, 64);
    int first = 0;
    while (first < all && strcmp(found[first].event->name, names[0]) != 0)
        first++;
    CHECK(all >= 11 && first + 3 < all);
    for (int i = 0; i < 4; i++)
        CHECK_TEXT(found[first + i].event->name, names[i]);
    const double dark_s = 0.5 * (found[first + 3].elapsed_s - found[first].elapsed_s +
                                 found[first + 2].elapsed_s - found[first + 1].elapsed_s);
    /* the Sun moves on by 1 degree a day during the 36 minutes: 6e-3 of 1e-2 of it; 1 s covers it */
    CHECK_NEAR(dark_s, period_s * asin(6378137 / radius) / acos(-1), 1);
    const double sun = asin(6.96e8 / (0.9962 * 149597870700.));
    CHECK_NEAR(found[first + 1].elapsed_s - found[first].elapsed_s, 2 * sun / (2 * acos(-1)) * period_s, 0.1);
    rig_close(&r);
}

static void steps_end_at_the_edges_of_shadows(void)
{
    rig r;
    rig_open(&r, "2023-03-20T21:24:00Z", 1);
    rig_gravity(&r, leo_gravity_earth(), 8);
    r.radiation = (leo_force_radiation_config){ .coefficient = 1.8 };
    r.setup.craft.srp_area_m2 = 1000;
    rig_add(&r, &leo_force_radiation, &r.radiation);
    rig_ready(&r);
    CHECK(leo_dynamics_switches(r.dynamics) > 0);
    const leo_orbit_state s = rig_state(&r, 400e3, 0.001, 20, 0);
    leo_propagator *p = leo_propagator_create(
        &(leo_propagator_setup){ .dynamics = r.dynamics, .accuracy_m = 1e-2, .span_s = 20000 }, r.arena,
        &r.error);
    CHECK(leo_propagator_start(p, 0, s, &r.error) == LEO_OK);
    int crossed = 0, ended = 0;
    while (leo_propagator_end_s(p) < 20000) {
        CHECK(leo_propagator_step(p, 20000, &r.error) == LEO_OK);
        const double t[2] = { leo_propagator_begin_s(p), leo_propagator_end_s(p) };
        leo_propagated at[2];
        for (int k = 0; k < 2; k++)
            leo_propagator_at(p, t[k], &at[k]);
        for (int i = 0; i < leo_dynamics_switches(r.dynamics); i++) {
            const double a = leo_dynamics_switch(r.dynamics, i, t[0], at[0].state.pos_m);
            const double b = leo_dynamics_switch(r.dynamics, i, t[1], at[1].state.pos_m);
            const leo_vec3 almost = leo_add_scaled(at[1].state.pos_m, -1e-5, at[1].state.vel_m_s);
            if ((a < 0) != (b < 0)) {
                crossed++;
                ended += (leo_dynamics_switch(r.dynamics, i, t[1] - 1e-5, almost) < 0) != (b < 0);
            }
        }
    }
    CHECK(crossed >= 12);
    CHECK(ended == crossed); // the edge lies within 10 us of the end of its step
    const leo_orbit_state coarse = rig_fly(&r, LEO_METHOD_AUTO, 1, s, 86400, NULL);
    CHECK_NEAR(rig_apart_m(coarse, rig_fly(&r, LEO_METHOD_AUTO, 1e-4, s, 86400, NULL)), 0, 1);
    rig_say(&r.error);
    rig_close(&r);
}

static void more_events_than_room_are_counted(void)
{
    rig r;
    point_earth(&r);
    const leo_orbit_event *wanted[2] = { named("ascending-node"), named("descending-node") };
    leo_propagator *p = leo_propagator_create(
        &(leo_propagator_setup){
            .dynamics = r.dynamics, .accuracy_m = 1, .method = LEO_METHOD_PICARD, .span_s = 20000 },
        r.arena, &r.error);
    CHECK(leo_propagator_start(p, 0, rig_state(&r, 400e3, 0, 51.6, 10), &r.error) == LEO_OK);
    CHECK(leo_propagator_step(p, 20000, &r.error) == LEO_OK);
    leo_found_event found[8], one[1];
    const int all = leo_propagator_events(p, wanted, 2, found, 8);
    CHECK(all >= 1);
    CHECK(leo_propagator_events(p, wanted, 2, one, 1) == all);
    CHECK(one[0].elapsed_s == found[0].elapsed_s);
    CHECK(leo_propagator_events(p, wanted, 2, NULL, 0) == all);
    rig_close(&r);
}

int main(void)
{
    RUN(apsides_come_every_half_period);
    RUN(nodes_lie_on_the_equator);
    RUN(flying_back_finds_the_same);
    RUN(the_shadow_has_the_length_of_geometry);
    RUN(steps_end_at_the_edges_of_shadows);
    RUN(more_events_than_room_are_counted);
    return check_result();
}
