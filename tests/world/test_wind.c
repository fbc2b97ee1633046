/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "schema/read.h"
#include "world/atmosphere.h"

/* A config of the row with one field read from text; NULL and the error where the row refuses. */
static void *configured(const leo_wind *wind, const char *key, const char *text, leo_arena *arena,
                        leo_error *error)
{
    void *config = leo_arena_take(arena, 1, wind->size);
    if (leo_fields_default(wind->fields, arena, config, error) != LEO_OK)
        return NULL;
    if (key && leo_field_read(leo_field_find(wind->fields, key), text, arena, config, NULL, error) != LEO_OK)
        return NULL;
    if (wind->prepare && wind->prepare(config, error) != LEO_OK)
        return NULL;
    return config;
}

static leo_vec3 blow(const leo_wind *wind, const void *config, double alt_m)
{
    const leo_air_place here = { .place = { 0.5, 0.5, alt_m } };
    leo_vec3 v = { NAN, NAN, NAN };
    CHECK(wind->at(config, &here, &v, NULL) == LEO_OK);
    return v;
}

static void rows_are_sound(void)
{
    for (int i = 0; leo_winds[i]; i++) {
        leo_error error = { 0 };
        CHECK(leo_wind_find(leo_winds[i]->name, &error) == leo_winds[i]);
        if (leo_winds[i]->fields)
            CHECK(leo_fields_check(leo_winds[i]->fields, leo_winds[i]->size, &error) == LEO_OK);
        // without a config every row answers, with calm
        const leo_vec3 v = blow(leo_winds[i], NULL, 1000);
        CHECK(v.x == 0 && v.y == 0 && v.z == 0);
    }
    leo_error error = { 0 };
    CHECK(!leo_wind_find("profil", &error) && error.status == LEO_BAD_INPUT);
    CHECK(strstr(error.message, "did you mean `profile`"));
}

static void a_steady_wind_blows_everywhere(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_error error = { 0 };
    const leo_wind *wind = leo_wind_find("constant", &error);
    // check case 7 of the NESC: 20 ft/s from the west, that is, towards the east
    const void *config = configured(wind, "east", "20 ft/s", arena, &error);
    CHECK(config != NULL);
    CHECK_NEAR(blow(wind, config, 0).x, 6.096, 1e-12);
    CHECK(blow(wind, config, 30e3).x == blow(wind, config, 0).x && blow(wind, config, 0).y == 0);
    leo_arena_destroy(arena);
}

static void a_shear_is_linear_between_its_heights(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_error error = { 0 };
    const leo_wind *wind = leo_wind_find("profile", &error);
    // check case 8 of the NESC: towards the east 70 ft/s at 30000 ft, falling by 0.003 ft/s in a foot: -20 ft/s at sea level
    const void *config = configured(wind, "levels", "0 m: -20 ft/s; 30000 ft: 70 ft/s, 3 m/s", arena, &error);
    CHECK(config != NULL);
    const double foot = 0.3048;
    CHECK_NEAR(blow(wind, config, 0).x, -20 * foot, 1e-12);
    CHECK_NEAR(blow(wind, config, 15000 * foot).x, 25 * foot, 1e-12);
    CHECK_NEAR(blow(wind, config, 15000 * foot).y, 1.5, 1e-12);
    CHECK_NEAR(blow(wind, config, 30000 * foot).x, 70 * foot, 1e-12);
    // beyond its ends as at its ends
    CHECK_NEAR(blow(wind, config, 90e3).x, 70 * foot, 1e-12);
    CHECK_NEAR(blow(wind, config, -100).x, -20 * foot, 1e-12);
    leo_arena_destroy(arena);
}

static void an_unprepared_profile_blows_the_same(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_error error = { 0 };
    const leo_wind *wind = leo_wind_find("profile", &error);
    const char *text = "0 km: 1 m/s; 1 km: 5 m/s, 2 m/s; 2 km: 3 m/s, -2 m/s;";
    const void *ready = configured(wind, "levels", text, arena, &error);
    leo_wind plain = *wind;
    plain.prepare = NULL;
    const void *raw = configured(&plain, "levels", text, arena, &error);
    CHECK(ready && raw);
    for (double z = -500; z < 3000; z += 130) {
        const leo_vec3 a = blow(wind, ready, z), b = blow(&plain, raw, z);
        CHECK(a.x == b.x && a.y == b.y && a.z == 0);
    }
    leo_arena_destroy(arena);
}

static void lists_that_make_no_sense_are_refused(void)
{
    static const char *const bad[] = {
        "",
        "0 m",
        "0 m 5 m/s",
        "0 m: 5",
        "0 m: 5 m",
        "0: 5 m/s",
        "0 m: nan m/s",
        "0 m: 1e300 m/s",
        "0 m: 5 m/s; ",
        "5 m: 1 m/s; 5 m: 2 m/s",
        ";",
        "0 m: 5 m/s,",
        "0 m: 5 m/s, 3 m/s, 2 m/s",
        "0 m: 501 m/s",
        "9 m: 1 m/s; 0 m: 2 m/s",
        "0 m: 5 m/s; 00000000000000000000000000000000000000000000000000000000000000001 m: 5 m/s",
    };
    leo_arena *arena = leo_arena_create(NULL);
    const leo_wind *wind = leo_wind_find("profile", NULL);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        leo_error error = { 0 };
        const int trailing = strcmp(bad[i], "0 m: 5 m/s; ") == 0; // an end without a level is no level
        const void *config = configured(wind, "levels", bad[i], arena, &error);
        if (!!config != trailing) {
            CHECK(!"refused as it should be");
            printf("    `%s`: %s\n", bad[i], error.message);
        }
        CHECK(trailing || error.status == LEO_BAD_INPUT);
    }
    char many[2000] = "";
    for (int i = 0; i < 33; i++)
        snprintf(many + strlen(many), sizeof many - strlen(many), "%d m: 1 m/s;", i);
    leo_error error = { 0 };
    CHECK(!configured(wind, "levels", many, arena, &error) && strstr(error.message, "32"));
    leo_arena_destroy(arena);
}

int main(void)
{
    RUN(rows_are_sound);
    RUN(a_steady_wind_blows_everywhere);
    RUN(a_shear_is_linear_between_its_heights);
    RUN(an_unprepared_profile_blows_the_same);
    RUN(lists_that_make_no_sense_are_refused);
    return check_result();
}
