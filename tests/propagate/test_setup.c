/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "propagate/propagation.h"
#include "time/epoch.h"

#include <unistd.h>

static const char GOOD[] = "object: BALL\n"
                           "epoch: 2024-01-01T00:00:00\n"
                           "state:\n"
                           "  position: [7000 km, 0 km, 0 km]\n"
                           "  velocity: [0 km/s, 4 km/s, 6.4 km/s]\n"
                           "spacecraft: { mass: 2 t, drag-area: 10 m^2, drag-coefficient: 2 }\n"
                           "forces:\n"
                           "  gravity: { degree: 30, order: 20 }\n"
                           "  sun: on\n"
                           "  drag: on\n"
                           "atmosphere: { model: us-1976 }\n"
                           "span: 2 h\n"
                           "step: 5 min\n"
                           "accuracy: 1 cm\n"
                           "burns:\n"
                           "  - { at: T+10 min, axes: rtn, delta-v: [0 m/s, 1 m/s, 0 m/s] }\n"
                           "events: [periapsis]\n";

static const char OPM[] =
    "CCSDS_OPM_VERS = 2.0\nCREATION_DATE = 2024-01-01T00:00:00\nORIGINATOR = TEST\n"
    "OBJECT_NAME = BALL\nOBJECT_ID = 1\nCENTER_NAME = EARTH\nREF_FRAME = GCRF\nTIME_SYSTEM = UTC\n"
    "EPOCH = 2024-01-01T00:00:00\nX = 7000 [km]\nY = 0\nZ = 0\nX_DOT = 0\nY_DOT = 4\nZ_DOT = 6.4\n"
    "MASS = 2000 [kg]\nDRAG_AREA = 10\nDRAG_COEFF = 2\n";

static leo_arena *arena;

/* As a file of that text would be read; NULL and the first error. */
static const leo_setup *read_text(const char *text, const char *const *set, leo_error *error)
{
    leo_reader reader = { .arena = arena, .error = error };
    leo_setup *setup = LEO_TAKE(arena, leo_setup, 1);
    reader.plan = LEO_TAKE(arena, leo_plan, 1);
    reader.root = leo_setup_source_bytes((leo_bytes){ "test", (const unsigned char *)text, strlen(text) },
                                         NULL, NULL, arena, error);
    if (!reader.root)
        return NULL;
    leo_setup_settings(&reader, set);
    if (reader.problems == 0)
        leo_setup_read(&reader, NULL, setup);
    return reader.problems ? NULL : setup;
}

static const leo_setup *good(const char *text, const char *const *set)
{
    leo_error error = { 0 };
    const leo_setup *setup = read_text(text, set, &error);
    CHECK(setup != NULL);
    if (!setup)
        printf("  %s: %s\n", error.where, error.message);
    return setup;
}

static const void *config_of(const leo_setup *setup, const leo_force *force)
{
    for (int i = 0; leo_forces[i]; i++)
        if (leo_forces[i] == force)
            return setup->configs[i];
    return NULL;
}

static void a_setup_file_is_read_whole(void)
{
    const leo_setup *setup = good(GOOD, NULL);
    if (!setup)
        return;
    const leo_force_gravity_config *gravity = config_of(setup, &leo_force_gravity);
    CHECK_TEXT(setup->head.object, "BALL");
    CHECK(setup->start.pos_m.x == 7e6 && setup->start.vel_m_s.z == 6400);
    CHECK(setup->craft.mass_kg == 2000 && setup->span_s == 7200 && setup->head.step_s == 300);
    CHECK(setup->head.accuracy_m == 0.01);
    CHECK(gravity && gravity->degree == 30 && gravity->order == 20);
    CHECK(config_of(setup, &leo_force_sun) && !config_of(setup, &leo_force_moon));
    CHECK(setup->atmosphere && strcmp(setup->atmosphere->name, "us-1976") == 0);
    CHECK(setup->burn_count == 1 && setup->burns[0].begin_s == 600 && setup->burns[0].axes == LEO_BURN_RSW);
    CHECK(setup->burns[0].delta_v_m_s.y == 1);
    CHECK(setup->event_count == 1);
}

static void a_message_and_a_file_say_the_same(void)
{
    const leo_setup *file = good(GOOD, NULL), *opm = good(OPM, NULL);
    if (!file || !opm)
        return;
    CHECK(memcmp(&file->start, &opm->start, sizeof file->start) == 0);
    CHECK(file->craft.mass_kg == opm->craft.mass_kg && file->craft.drag_area_m2 == opm->craft.drag_area_m2);
    CHECK(leo_epoch_since(file->epoch, opm->epoch) == 0);
}

static void settings_change_what_a_file_says(void)
{
    const char *const set[] = { "forces.drag=off", "forces.gravity.degree=12", "atmosphere=us-1976",
                                "span=3 h", NULL };
    const char *const usual[] = { "forces.relativity=on", "forces.third-bodies=[jupiter]", NULL };
    const leo_setup *setup = good(GOOD, set);
    if (setup) {
        const leo_force_gravity_config *gravity = config_of(setup, &leo_force_gravity);
        CHECK(!config_of(setup, &leo_force_drag) && gravity->degree == 12 && gravity->order == 12);
        CHECK(setup->span_s == 10800);
    }
    setup = good(OPM, usual);
    if (setup) {
        const leo_force_gravity_config *gravity = config_of(setup, &leo_force_gravity);
        CHECK(gravity->degree == 20 && config_of(setup, &leo_force_relativity));
        CHECK(!config_of(setup, &leo_force_sun) && config_of(setup, &leo_force_jupiter));
    }
}

static void c20_and_ground_can_be_set_for_check_cases(void)
{
    const char *const set[] = { "forces.gravity.c20=-4.8416537e-4", "ground=ignored", NULL };
    const leo_setup *setup = good(OPM, set);
    if (setup) {
        CHECK(setup->field && setup->field->c[3] == -4.8416537e-4 && setup->field->c[6] != 0);
        CHECK(leo_gravity_earth()->c[3] != -4.8416537e-4);
        CHECK(setup->head.ground == LEO_GROUND_IGNORED);
    }
}

/* T along the velocity, W along the momentum, N inward: against the third axis of VNC. */
static void axes_of_burns_are_those_of_their_names(void)
{
    const char *const set[] = { "burns=[{ at: T+1 s, axes: TNW, delta-v: [1 m/s, 2 m/s, 3 m/s] }]", NULL };
    const leo_setup *setup = good(OPM, set);
    if (!setup)
        return;
    CHECK(setup->burn_count == 1 && setup->burns[0].axes == LEO_BURN_VNC);
    const leo_vec3 v = setup->burns[0].delta_v_m_s;
    CHECK(v.x == 1 && v.y == 3 && v.z == -2);
}

static void elements_become_the_state(void)
{
    static const char text[] =
        "epoch: 2024-01-01T00:00:00\nforces: { gravity: { degree: 0 } }\n"
        "gm: { earth: 398600.4418 km^3/s^2 }\n"
        "state: { semi-major-axis: 8000 km, eccentricity: 0.1, inclination: 0 deg, raan: 0 deg, "
        "argument-of-perigee: 0 deg, mean-anomaly: 0 deg }\n";
    const leo_setup *setup = good(text, NULL);
    if (setup) {
        CHECK_NEAR(setup->start.pos_m.x, 7.2e6, 1e-6);
        // vis-viva at perigee: sqrt(GM (1 + e) / (a (1 - e)))
        CHECK_NEAR(setup->start.vel_m_s.y, 7803.67155, 1e-4);
    }
}

static void time_goes_by_decree(void)
{
    const char *const set[] = { "time.tai-utc=32 s", "time.tai-ut1=32.469 s", "time-system=TAI",
                                "epoch=2024-01-01T00:00:32", NULL };
    const leo_setup *setup = good(OPM, set);
    double utc, ut1;
    if (setup) {
        CHECK(leo_timescale_minus_tai(setup->epoch, LEO_UTC, &setup->data.clocks, &utc, NULL) == LEO_OK &&
              utc == -32);
        CHECK(leo_timescale_minus_tai(setup->epoch, LEO_UT1, &setup->data.clocks, &ut1, NULL) == LEO_OK);
        CHECK_NEAR(ut1, -32.469, 1e-12);
    }
}

static void the_earth_turns_by_the_theory_that_is_named(void)
{
    const char *const old[] = { "time.earth-axes=iau-1980", "frame=TOD", NULL }, *const now[] = { "frame=TOD",
                                                                                                  NULL };
    const leo_setup *setup = good(OPM, old);
    if (!setup)
        return;
    CHECK(setup->data.earth_axes == LEO_EARTH_1980);
    const leo_vec3 before = setup->start.pos_m;
    CHECK((setup = good(OPM, now)) != NULL);
    if (setup) // 55 mas of the pole and 40 mas of precession: some metres
        CHECK(setup->data.earth_axes == LEO_EARTH_2006 &&
              leo_norm(leo_sub(setup->start.pos_m, before)) > 0.1 &&
              leo_norm(leo_sub(setup->start.pos_m, before)) < 10);
}

static void covariances_turn_into_the_axes_of_the_state(void)
{
    const char *const set[] = { "covariance={ frame: RTN, lower: [1e-6, 0, 4e-6, 0, 0, 9e-6, 0,0,0, 1e-12, "
                                "0,0,0,0, 1e-12, 0,0,0,0,0, 1e-12] }",
                                "stm=yes", NULL };
    const leo_setup *setup = good(OPM, set);
    if (!setup)
        return;
    // radial is x here; 1 m along it
    CHECK_NEAR(setup->covariance[0][0], 1, 1e-9);
    // trace and the figures are kept by a rotation: 4 + 9 across x
    CHECK_NEAR(setup->covariance[1][1] + setup->covariance[2][2], 13, 1e-9);
    CHECK_NEAR(setup->covariance[3][3], 1e-6, 1e-15);
    // along is (0, 4, 6.4) / 7.547, across (0, -6.4, 4) / 7.547: (4 - 9) 4 6.4 / 7.547^2
    CHECK_NEAR(setup->covariance[1][2], -2.2471910, 1e-7);
}

/* A line of GOOD replaced. */
static void refused(const char *line, const char *instead, const char *where, const char *part)
{
    char text[4096];
    leo_error error = { 0 };
    const char *at = strstr(GOOD, line);
    CHECK(at != NULL);
    if (!at)
        return;
    snprintf(text, sizeof text, "%.*s%s%s", (int)(at - GOOD), GOOD, instead, at + strlen(line));
    CHECK(read_text(text, NULL, &error) == NULL);
    CHECK_TEXT(error.where, where);
    if (!strstr(error.message, part))
        CHECK_TEXT(error.message, part);
}

static void wrong_setups_are_refused_with_their_place(void)
{
    refused("span: 2 h", "spam: 2 h", "test:12:1", "did you mean `span`");
    refused("span: 2 h", "span: 2 km", "test:12:7", "`span`");
    refused("span: 2 h", "span: 30000 d", "test:12:7", "`span`");
    refused("accuracy: 1 cm", "accuracy: 1 nm", "test:14:11", "`accuracy`");
    refused("epoch: 2024-01-01T00:00:00", "epoch: 2024-13-01T00:00:00", "test:2:8", "");
    refused("epoch: 2024-01-01T00:00:00", "time-system: GMST\nepoch: 2024-01-01T00:00:00", "test:2:14",
            "`GMST`");
    refused("object: BALL", "center: pluto", "test:1:9", "must be one of");
    refused("object: BALL", "frame: GCFR", "test:1:8", "did you mean `GCRF`");
    refused("  sun: on", "  sum: on", "test:9:8", "did you mean `sun`");
    refused("order: 20", "order: 31", "test:8:33", "`order`: 31: must not be above the degree, 30");
    refused("degree: 30, order: 20", "order: 31", "test:8:21", "must not be above the degree, 20");
    refused("degree: 30", "degree: 900", "test:8:22", "reaches to degree");
    refused("model: us-1976", "model: us-1977", "test:11:22", "us-1976");
    refused("[7000 km, 0 km, 0 km]", "[7000 km, 0 km]", "test:4:13", "three values");
    refused("[7000 km, 0 km, 0 km]", "[0 km, 0 km, 0 km]", "test:4:13", "must not be the centre");
    refused("  velocity: [0 km/s, 4 km/s, 6.4 km/s]\n", "", "test:3:1", "needs `velocity`");
    refused("axes: rtn", "axes: xyz", "test:16:27", "no axes");
    refused("at: T+10 min, ", "", "test:16:5", "needs `at`");
    refused("[periapsis]", "[perapsis]", "test:17:10", "did you mean `periapsis`");
}

static void settings_that_are_wrong_say_which(void)
{
    static const char *const sets[][2] = { { "nonsense", NULL },
                                           { "span=x", NULL },
                                           { "state.position=[1 km", NULL },
                                           { "gm.vulcan=1 km^3/s^2", NULL },
                                           { "forces.gravity=70", NULL },
                                           { "forces.gravity.order=31", NULL },
                                           { "gm.earth=398600.4415", NULL },
                                           { "forces.gravity.c20=x", NULL } };
    for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++) {
        leo_error error = { 0 };
        CHECK(read_text(OPM, sets[i], &error) == NULL);
        CHECK(strncmp(error.where, "--set ", 6) == 0 && strstr(error.where, sets[i][0]) && error.message[0]);
    }
}

static void an_opm_that_cannot_be_flown_names_its_line(void)
{
    char text[2048];
    leo_error error = { 0 };
    snprintf(text, sizeof text, "%s", OPM);
    memcpy(strstr(text, "TIME_SYSTEM = UTC"), "TIME_SYSTEM = MET", 17);
    CHECK(read_text(text, NULL, &error) == NULL);
    CHECK_TEXT(error.where, "test:8:15");
    error = (leo_error){ 0 };
    snprintf(text, sizeof text, "%s", OPM);
    memcpy(strstr(text, "REF_FRAME = GCRF"), "REF_FRAME = ZZRF", 16);
    CHECK(read_text(text, NULL, &error) == NULL);
    CHECK_TEXT(error.where, "test:7:13");
}

static void rows_are_sound(void)
{
    leo_error error = { 0 };
    CHECK(leo_fields_check(leo_setup_head_fields, sizeof(leo_setup_head), &error) == LEO_OK);
    CHECK(leo_fields_check(leo_setup_craft_fields, sizeof(leo_setup_craft), &error) == LEO_OK);
    if (error.status)
        printf("  %s: %s\n", error.where, error.message);
}

int main(void)
{
    arena = leo_arena_create(NULL);
    RUN(a_setup_file_is_read_whole);
    RUN(a_message_and_a_file_say_the_same);
    RUN(settings_change_what_a_file_says);
    RUN(c20_and_ground_can_be_set_for_check_cases);
    RUN(axes_of_burns_are_those_of_their_names);
    RUN(elements_become_the_state);
    RUN(time_goes_by_decree);
    RUN(the_earth_turns_by_the_theory_that_is_named);
    RUN(covariances_turn_into_the_axes_of_the_state);
    RUN(wrong_setups_are_refused_with_their_place);
    RUN(settings_that_are_wrong_say_which);
    RUN(an_opm_that_cannot_be_flown_names_its_line);
    RUN(rows_are_sound);
    leo_arena_destroy(arena);
    return check_result();
}
