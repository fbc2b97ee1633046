/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "base/memory.h"
#include "record/oem_read.h"

#include <leonov/propagate.h>

#define POINT "forces.gravity.degree=0", "forces.third-bodies=none", "gm.earth=398600.4418 km^3/s^2"
#define CIRCLE "epoch=2024-01-01T00:00:00", "state.position=[7000 km, 0 km, 0 km]"
#define VELOCITY "state.velocity=[0 km/s, 4 km/s, 6.4 km/s]"

static leo_propagation *open_with(const char *const *set, leo_error *error)
{
    leo_propagation *p = leo_propagation_open(NULL, &(leo_propagation_options){ .set = set }, error);
    if (!p)
        printf("  %s: %s\n", error->where, error->message);
    return p;
}

static double apart_m(leo_vec3 a, leo_vec3 b)
{
    return sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) + (a.z - b.z) * (a.z - b.z));
}

/* D. A. Vallado, Fundamentals of Astrodynamics and Applications, 4th edition, 2013, example 2-4. */
static void an_ellipse_is_flown_as_the_book_says(void)
{
    const char *const set[] = { POINT,
                                "epoch=2024-01-01T00:00:00",
                                "state.position=[1131.340 km, -2282.343 km, 6672.423 km]",
                                "state.velocity=[-5.64305 km/s, 4.30333 km/s, 2.42879 km/s]",
                                "span=40 min",
                                "accuracy=1 mm",
                                NULL };
    leo_error error = { 0 };
    leo_orbit_point end = { 0 };
    leo_propagation *p = open_with(set, &error);
    CHECK(leo_propagation_to(p, 2400, &error) == LEO_OK);
    CHECK(leo_propagation_point(p, 2400, NULL, &end, &error) == LEO_OK);
    // 100 m: the figures of the book carry 1 m and 1 cm/s, which 40 minutes make more of
    CHECK_NEAR(end.pos_m.x, -4219752.7, 100);
    CHECK_NEAR(end.pos_m.y, 4363029.2, 100);
    CHECK_NEAR(end.pos_m.z, -3958766.6, 100);
    CHECK_NEAR(end.vel_m_s.x, 3689.866, 0.1);
    leo_propagation_close(p);
}

static void forth_and_back_is_where_it_began(void)
{
    const char *const set[] = { CIRCLE, VELOCITY, "span=6 h", "accuracy=1 mm", NULL };
    leo_error error = { 0 };
    leo_orbit_point end = { 0 }, again = { 0 };
    leo_propagation *p = open_with(set, &error);
    CHECK(leo_propagation_to(p, 21600, &error) == LEO_OK);
    leo_propagation_point(p, 21600, NULL, &end, &error);
    leo_propagation_close(p);
    char pos[200], vel[200];
    snprintf(pos, sizeof pos, "state.position=[%.17g m, %.17g m, %.17g m]", end.pos_m.x, end.pos_m.y,
             end.pos_m.z);
    snprintf(vel, sizeof vel, "state.velocity=[%.17g m/s, %.17g m/s, %.17g m/s]", end.vel_m_s.x,
             end.vel_m_s.y, end.vel_m_s.z);
    const char *const back[] = {
        "epoch=2024-01-01T06:00:00", pos, vel, "until=T-6 h", "accuracy=1 mm", NULL
    };
    p = open_with(back, &error);
    CHECK(p && leo_propagation_span_s(p) == -21600);
    CHECK(leo_propagation_to(p, -21600, &error) == LEO_OK);
    leo_propagation_point(p, -21600, NULL, &again, &error);
    // twice the accuracy asked for
    CHECK_NEAR(apart_m(again.pos_m, (leo_vec3){ 7e6, 0, 0 }), 0, 2e-3);
    leo_propagation_close(p);
}

static void a_batch_says_what_single_flights_say(void)
{
    const char *const set[] = { CIRCLE, VELOCITY, "span=3 h", "accuracy=1 cm", NULL };
    leo_error error = { 0 };
    leo_orbit_point many[11], twice[11], alone = { 0 };
    leo_propagation *p = open_with(set, &error);
    for (int i = 0; i < 11; i++)
        many[i] = twice[i] = (leo_orbit_point){ 0, { 7e6 + 100 * i, 0, 0 }, { 0, 4000, 6400 }, 1000 };
    CHECK(leo_propagation_batch(p, 10800, many, 11, 1, &error) == LEO_OK);
    CHECK(leo_propagation_batch(p, 10800, twice, 11, 3, &error) == LEO_OK);
    for (int i = 0; i < 11; i++)
        CHECK(memcmp(&many[i].pos_m, &twice[i].pos_m, sizeof many[i].pos_m) == 0);
    CHECK(leo_propagation_to(p, 10800, &error) == LEO_OK);
    leo_propagation_point(p, 10800, NULL, &alone, &error);
    // both keep the accuracy asked for
    CHECK_NEAR(apart_m(alone.pos_m, many[0].pos_m), 0, 2e-2);
    leo_propagation_close(p);
}

/* A change of the start shows at the end as the matrix says. */
static void the_matrix_foretells_a_neighbour(void)
{
    const char *const set[] = { CIRCLE, VELOCITY, "span=2 h", "accuracy=0.1 mm", "stm=yes", NULL };
    const char *const moved[] = { "epoch=2024-01-01T00:00:00",
                                  "state.position=[7000.001 km, 0 km, 0 km]",
                                  VELOCITY,
                                  "span=2 h",
                                  "accuracy=0.1 mm",
                                  NULL };
    leo_error error = { 0 };
    leo_orbit_point one = { 0 }, other = { 0 };
    double stm[6][6] = { { 0 } };
    leo_propagation *p = open_with(set, &error), *q = open_with(moved, &error);
    CHECK(leo_propagation_to(p, 7200, &error) == LEO_OK && leo_propagation_to(q, 7200, &error) == LEO_OK);
    CHECK(leo_propagation_stm(p, stm, &error) == LEO_OK);
    leo_propagation_point(p, 7200, NULL, &one, &error);
    leo_propagation_point(q, 7200, NULL, &other, &error);
    // of 1 m; the square of it and the lower degree of the partials make a thousandth
    CHECK_NEAR(other.pos_m.x - one.pos_m.x, stm[0][0], 5e-3);
    CHECK_NEAR(other.pos_m.y - one.pos_m.y, stm[1][0], 2e-2);
    CHECK_NEAR(other.pos_m.z - one.pos_m.z, stm[2][0], 2e-2);
    leo_propagation_close(p);
    leo_propagation_close(q);
}

static void impulses_and_thrust_change_velocity_and_mass(void)
{
    const char *const set[] = {
        POINT,
        CIRCLE,
        VELOCITY,
        "span=1 h",
        "accuracy=1 mm",
        "spacecraft.mass=1000 kg",
        "burns=[{ at: T+1000 s, axes: vnc, delta-v: [10 m/s, 0 m/s, 0 m/s], isp: 300 s }]",
        NULL
    };
    const char *const slow[] = {
        POINT,
        CIRCLE,
        VELOCITY,
        "span=1 h",
        "accuracy=1 mm",
        "spacecraft.mass=1000 kg",
        "burns=[{ at: T+999 s, duration: 2 s, axes: vnc, delta-v: [10 m/s, 0 m/s, 0 m/s], "
        "isp: 300 s }]",
        NULL
    };
    leo_error error = { 0 };
    leo_orbit_point one = { 0 }, other = { 0 };
    leo_propagation *p = open_with(set, &error), *q = open_with(slow, &error);
    CHECK(leo_propagation_to(p, 3600, &error) == LEO_OK && leo_propagation_to(q, 3600, &error) == LEO_OK);
    CHECK(leo_propagation_point(p, 3600, NULL, &one, &error) == LEO_OK);
    CHECK(leo_propagation_point(q, 3600, NULL, &other, &error) == LEO_OK);
    // the rocket equation: 1000 kg exp(-10 / (300 g0))
    CHECK_NEAR(one.mass_kg, 996.60670, 1e-4);
    CHECK_NEAR(other.mass_kg, 996.60670, 1e-4);
    // two seconds of thrust around the impulse differ by the second order: 10 m/s over 2 s, 1e-6 of the orbit
    CHECK_NEAR(apart_m(one.pos_m, other.pos_m), 0, 20);
    leo_propagation_close(p);
    leo_propagation_close(q);
}

/* Twice the pull of the Moon moves the orbit twice as far from where it goes without one. */
static void the_gm_of_another_body_counts(void)
{
    static const char *const moon[] = { "forces.third-bodies=none", "forces.third-bodies=[moon]",
                                        "gm.moon=9805.600132 km^3/s^2" };
    leo_error error = { 0 };
    leo_orbit_point end[3];
    for (int i = 0; i < 3; i++) {
        const char *const set[] = { CIRCLE,
                                    VELOCITY,
                                    "span=6 h",
                                    "accuracy=1 mm",
                                    "forces.gravity.degree=0",
                                    moon[i < 2 ? i : 1],
                                    i < 2 ? NULL : moon[2],
                                    NULL };
        leo_propagation *p = open_with(set, &error);
        CHECK(leo_propagation_to(p, 21600, &error) == LEO_OK);
        CHECK(leo_propagation_point(p, 21600, NULL, &end[i], &error) == LEO_OK);
        leo_propagation_close(p);
    }
    const double once = apart_m(end[1].pos_m, end[0].pos_m), twice = apart_m(end[2].pos_m, end[0].pos_m);
    CHECK(once > 1); // m: a thousand times the accuracy
    // linear but for the square of the change over the distance: 1e-4
    CHECK_NEAR(twice / once, 2, 1e-3);
}

static void events_are_found_in_order(void)
{
    const char *const set[] = { CIRCLE, VELOCITY, "span=4 h", "events=[ascending-node, descending-node]",
                                NULL };
    leo_error error = { 0 };
    leo_propagation *p = open_with(set, &error);
    CHECK(leo_propagation_to(p, 14400, &error) == LEO_OK);
    CHECK(p && leo_propagation_event_count(p) >= 4);
    double before = -1;
    for (size_t i = 0; p && i < leo_propagation_event_count(p); i++) {
        const leo_orbit_happening event = leo_propagation_event(p, i);
        CHECK(event.point.elapsed_s > before);
        before = event.point.elapsed_s;
        // located to 1 us at 6.4 km/s; the node is counted from the equator of ICRF or of date: some 20 km at most
        CHECK(fabs(event.point.pos_m.z) < 25e3);
    }
    leo_propagation_close(p);
}

static void what_is_written_reads_as_an_oem_with_the_same_states(void)
{
    const char *const set[] = { CIRCLE,           VELOCITY,        "span=100 min", "step=7 min",
                                "time-system=TT", "frame=EME2000", "object=BALL",  NULL };
    char *text = NULL;
    size_t size = 0;
    leo_error error = { 0 };
    leo_propagation *p = open_with(set, &error);
    FILE *file = open_memstream(&text, &size);
    CHECK(leo_propagation_fly(p, &(leo_propagation_output){ .form = LEO_ORBIT_OEM, .file = file }, &error) ==
          LEO_OK);
    fclose(file);
    leo_arena *arena = leo_arena_create(NULL);
    leo_oem_message *oem =
        leo_oem_parse((leo_bytes){ "written", (unsigned char *)text, size }, arena, &error);
    CHECK(oem && leo_oem_resolve(oem, NULL, &error) == LEO_OK);
    leo_orbit_point end = { 0 };
    CHECK(leo_propagation_point(p, 6000, "EME2000", &end, &error) == LEO_OK);
    if (oem) {
        // every 7 min and the end
        CHECK(oem->segments->count == 16);
        CHECK_TEXT(oem->segments->metadata.ref_frame.text, "EME2000");
        CHECK_TEXT(oem->segments->metadata.time_system.text, "TT");
        CHECK_TEXT(oem->segments->points[15].epoch.text, "2024-01-01T01:40:00.000000");
        CHECK_NEAR(oem->segments->points[0].pos_km[0], 7000, 1e-9);
        CHECK_NEAR(oem->segments->points[15].pos_km[1] * 1e3, end.pos_m.y, 1e-6);
    }
    leo_arena_destroy(arena);
    free(text);
    leo_propagation_close(p);
}

/* The built-in space weather ends in 2026, Earth orientation in 2027, the ephemeris in 2060. */
static void a_span_beyond_the_sets_is_said_to_be_too_long(void)
{
    const char *const span[] = { CIRCLE, VELOCITY, "span=6000 d", NULL };
    const char *const until[] = { CIRCLE, VELOCITY, "until=2042-01-01T00:00:00", NULL };
    const char *const start[] = { CIRCLE, VELOCITY, "epoch=2100-01-01T00:00:00", "span=6000 d", NULL };
    const char *const air[] = { CIRCLE, VELOCITY, "forces.drag=on", "span=1240 d", NULL };
    const struct {
        const char *const *set;
        const char *where, *part;
    } cases[] = { { span, "--set span=6000 d", "`span`: the start is covered, the end is not: " },
                  { until, "--set until=2042-01-01T00:00:00", "`until`: the start is covered" },
                  { air, "--set span=1240 d", "the end is not: space weather: 2027-05-2" },
                  { start, "", "leonov data add" } };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        leo_error error = { 0 };
        CHECK(leo_propagation_open(NULL, &(leo_propagation_options){ .set = cases[i].set }, &error) == NULL);
        CHECK(error.status == LEO_OUT_OF_RANGE);
        if (cases[i].where[0])
            CHECK_TEXT(error.where, cases[i].where);
        else
            CHECK(strstr(error.where, "span") == NULL);
        CHECK(strstr(error.message, cases[i].part) && strstr(error.message, "leonov data add"));
    }
}

static void calls_outside_the_span_are_refused(void)
{
    const char *const set[] = { CIRCLE, VELOCITY, "span=1 h", NULL };
    leo_error error = { 0 }, other = { 0 };
    leo_orbit_point point;
    double stm[6][6];
    leo_propagation *p = open_with(set, &error);
    CHECK(leo_propagation_to(p, 3601, &error) == LEO_OUT_OF_RANGE);
    CHECK(leo_propagation_to(p, -1, &other) == LEO_OUT_OF_RANGE);
    CHECK(leo_propagation_point(p, 5, NULL, &point, NULL) == LEO_OUT_OF_RANGE);
    CHECK(leo_propagation_point(p, 0, "GCFR", &point, NULL) == LEO_BAD_ARGUMENT);
    CHECK(leo_propagation_stm(p, stm, NULL) == LEO_BAD_ARGUMENT);
    CHECK(leo_propagation_to(NULL, 1, &error) == LEO_OUT_OF_RANGE); // the first failure is passed on
    leo_propagation_close(p);
    leo_propagation_close(NULL);
}

int main(void)
{
    RUN(an_ellipse_is_flown_as_the_book_says);
    RUN(forth_and_back_is_where_it_began);
    RUN(a_batch_says_what_single_flights_say);
    RUN(the_matrix_foretells_a_neighbour);
    RUN(impulses_and_thrust_change_velocity_and_mass);
    RUN(the_gm_of_another_body_counts);
    RUN(events_are_found_in_order);
    RUN(what_is_written_reads_as_an_oem_with_the_same_states);
    RUN(a_span_beyond_the_sets_is_said_to_be_too_long);
    RUN(calls_outside_the_span_are_refused);
    return check_result();
}
