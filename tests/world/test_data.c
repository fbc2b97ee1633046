/* SPDX-License-Identifier: MIT */
#include "world/data.h"

#include "check.h"
#include "time/epoch.h"

#include <unistd.h>

static const char *write_file(const char *name, const char *text, char path[512])
{
    const char *folder = getenv("LEO_BINARY_DIR");
    snprintf(path, 512, "%s/%s", folder ? folder : ".", name);
    FILE *file = fopen(path, "wb");
    if (file) {
        fwrite(text, 1, strlen(text), file);
        fclose(file);
    }
    return path;
}

static const char FIELD[] =
    "modelname TEST2\nproduct_type gravity_field\nearth_gravity_constant 3.986004415e14\n"
    "radius 6378136.3\nmax_degree 2\nnorm fully_normalized\ntide_system tide_free\n"
    "errors no\nend_of_head ====\ngfc 0 0 1 0\ngfc 1 0 0 0\ngfc 1 1 0 0\n"
    "gfc 2 0 -4.84e-4 0\ngfc 2 1 0 0\ngfc 2 2 2.4e-6 -1.4e-6\n";

static void what_is_built_in_covers_what_it_says(void)
{
    const leo_data *data = leo_data_builtin();
    leo_arena *arena = leo_arena_create(NULL);
    int count = 0;
    const leo_data_set *sets = leo_data_in_use(NULL, arena, &count);
    CHECK(sets && count == 6);
    for (int i = 0; sets && i < count; i++) {
        printf("  %s: %s, %s, %016llx\n", sets[i].kind, sets[i].name, sets[i].span,
               (unsigned long long)sets[i].hash);
        CHECK(sets[i].hash != 0 && sets[i].span[0] && sets[i].licence[0]);
        CHECK_TEXT(sets[i].origin, "built in");
    }
    leo_vec3 pos;
    leo_error error = { 0 };
    CHECK(leo_ephemeris_state(data->ephemeris, LEO_BODY_MOON, LEO_BODY_EARTH, 2451545, 0, &pos, NULL,
                              &error) == LEO_OK);
    CHECK(leo_norm(pos) > 3.5e8 && leo_norm(pos) < 4.1e8);
    CHECK(leo_data_field(NULL, "egm2008", &error) == leo_gravity_earth());
    CHECK(leo_data_field(data, "GL0660B", &error) == leo_gravity_moon());
    CHECK(leo_data_field(data, "EGM2009", &error) == NULL);
    CHECK(strstr(error.message, "did you mean `EGM2008`?") != NULL);
    leo_arena_destroy(arena);
}

static void a_users_files_lie_over_the_built_in_sets(void)
{
    char field[512], sun[512];
    const char *const paths[] = {
        write_file("data-field.gfc", FIELD, field),
        write_file(
            "data-sun.txt",
            "NUM_OBSERVED_POINTS 4\nBEGIN OBSERVED\n"
            "2015 03 16 2477  3 20 23 20 13 13 13 17 27 147   7   9   7   5   5   5   6  12   7 0.3 1  61 "
            "115.0 0 128.8 134.2 116.3 128.9 137.9\n"
            "2015 03 17 2477  4 20 47 57 57 77 77 73 77 483   7  39  67  67 179 179 154 179 109 1.9 9  61 "
            "112.0 0 128.5 133.6 113.2 128.5 137.3\n"
            "2015 03 18 2477  5 57 47 43 37 40 43 47 43 357  67  39  32  22  27  32  39  32  36 1.3 6  66 "
            "113.0 0 128.4 133.2 114.2 128.4 136.8\n"
            "2015 03 19 2477  6 37 33 33 27 33 27 27 37 253  22  18  18  12  18  12  12  22  17 0.9 4  47 "
            "108.4 0 128.3 132.7 309.4 128.3 136.3\nEND OBSERVED\n",
            sun),
        NULL
    };
    leo_error error = { 0 };
    leo_data *data = leo_data_open(paths, &error);
    CHECK(data != NULL);
    if (!data) {
        printf("  %s: %s\n", error.where, error.message);
        return;
    }
    CHECK(data->set_count == 2 && data->hash != 0);
    const leo_gravity *own = leo_data_field(data, "test2", &error);
    CHECK(own && own->degree == 2);
    CHECK(leo_data_field(data, "EGM2008", &error) == leo_gravity_earth());
    leo_epoch epoch = { 0, 0 };
    leo_weather_now now;
    CHECK(leo_epoch_from_utc("2015-03-19T06:00:00Z", &epoch, &error) == LEO_OK);
    CHECK(leo_weather_at(data->weather, epoch, &now, &error) == LEO_OK && now.f107 == 309.4);
    leo_arena *arena = leo_arena_create(NULL);
    int count = 0;
    const leo_data_set *sets = leo_data_in_use(data, arena, &count);
    CHECK(sets && count == 8);
    int first_sun = -1;
    for (int i = 0; sets && i < count && first_sun < 0; i++)
        if (strcmp(sets[i].kind, "space weather") == 0)
            first_sun = i;
    CHECK(first_sun >= 0 && strcmp(sets[first_sun].origin, sun) == 0);
    leo_arena_destroy(arena);
    leo_data_close(data);
    unlink(field);
    unlink(sun);
}

static void a_file_of_no_known_kind_is_refused_by_name(void)
{
    char path[512];
    const char *const paths[] = { write_file("data-none.txt", "hello, world\n", path), NULL };
    leo_error error = { 0 };
    CHECK(leo_data_open(paths, &error) == NULL);
    CHECK(error.status == LEO_BAD_INPUT);
    CHECK_TEXT(error.where, path);
    unlink(path);
    const char *const nowhere[] = { "/nowhere/at/all.bsp", NULL };
    error = (leo_error){ 0 };
    CHECK(leo_data_open(nowhere, &error) == NULL && error.status == LEO_IO);
    leo_data_close(NULL);
}

static void a_list_of_leap_seconds_that_lacks_known_ones_is_refused(void)
{
    char path[512];
    const char *const paths[] = {
        write_file("leap.dat",
                   " 1972 JAN  1 =JD 2441317.5  TAI-UTC=  10.0       S + (MJD - 41317.) X 0.0 S\n"
                   " 1972 JUL  1 =JD 2441499.5  TAI-UTC=  11.0       S + (MJD - 41317.) X 0.0 S\n",
                   path),
        NULL
    };
    leo_error error = { 0 };
    CHECK(leo_data_open(paths, &error) == NULL && error.status == LEO_BAD_INPUT);
    CHECK_TEXT(error.where, path);
    CHECK(strstr(error.message, "that of 1972-07-01, but one of 2017-01-01 is known") != NULL);
    unlink(path);
}

static void published_files_tell_what_they_are(void)
{
    static const struct {
        const char *file, *kind;
    } known[] = {
        { "gravity/GGM05S_180.gfc", "gravity" },
        { "gravity/JGM3_70.gfc", "gravity" },
        { "earth-orientation/eop14c04_1962_2024.csv", "earth orientation" },
        { "earth-orientation/finals2000A_2023-12_2027-08.txt", "earth orientation" },
        { "earth-orientation/tai-utc.dat", "leap seconds" },
        { "earth-orientation/UTC-TAI.history", "leap seconds" },
        { "earth-orientation/Leap_Second.dat", "leap seconds" },
        { "ephemeris/naif0012.tls", "leap seconds" },
        { "ephemeris/de440_2007.unxp", "ephemeris" },
        { "ephemeris/de430_2023.lnxp", "ephemeris" },
        { "ephemeris/moon_pa_de421_1900-2050.bpc", "ephemeris" },
        { "space-weather/sw_1961_1966.txt", "space weather" },
        { "orbit-crosscheck/gmat_finite_burn.csv", NULL },
    };
    const char *folder = check_reference_data();
    if (!folder)
        SKIP_LOUDLY("the reference data");
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        char path[512];
        leo_bytes bytes;
        leo_error error = { 0 };
        leo_arena *arena = leo_arena_create(NULL);
        snprintf(path, sizeof path, "%s/%s", folder, known[i].file);
        CHECK(leo_file_read(path, (size_t)1 << 30, arena, &bytes, &error) == LEO_OK);
        const char *kind = leo_data_kind(bytes);
        CHECK(known[i].kind ? kind && strcmp(kind, known[i].kind) == 0 : !kind);
        if (known[i].kind) {
            const char *const paths[] = { path, NULL };
            leo_data *data = leo_data_open(paths, &error);
            CHECK(data != NULL);
            if (!data)
                printf("  %s: %s\n", error.where, error.message);
            leo_data_close(data);
        }
        leo_arena_destroy(arena);
    }
}

int main(void)
{
    RUN(what_is_built_in_covers_what_it_says);
    RUN(a_users_files_lie_over_the_built_in_sets);
    RUN(a_file_of_no_known_kind_is_refused_by_name);
    RUN(a_list_of_leap_seconds_that_lacks_known_ones_is_refused);
    RUN(published_files_tell_what_they_are);
    return check_result();
}
