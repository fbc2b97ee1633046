/* SPDX-License-Identifier: MIT */
#include "world/weather.h"

#include "check.h"
#include "time/epoch.h"

static leo_epoch utc(const char *text)
{
    leo_epoch epoch = { 0, 0 };
    leo_error error = { 0 };
    CHECK(leo_epoch_from_utc(text, &epoch, &error) == LEO_OK);
    return epoch;
}

static leo_bytes bytes_of(const char *text)
{
    return (leo_bytes){ "sw.txt", (const unsigned char *)text, strlen(text) };
}

#define SPRING                                                                                               \
    "1965 03 17 1801 27  3  3  0  0  3  0  0  0  10   2   2   0   0   2   0   0   0   1 0.0 0  30  75.0 0  " \
    "73.9 "                                                                                                  \
    " 74.2  75.8  73.6  75.2\n"

static void the_quiet_sun_of_voskhod_2_is_built_in(void)
{
    leo_weather_now now;
    leo_error error = { 0 };
    CHECK(leo_weather_at(NULL, utc("1965-03-18T08:34:51Z"), &now, &error) == LEO_OK);
    // CelesTrak's collection: observed 75.3, centred mean 73.5, at 1 au 74.6, Ap 2
    CHECK_NEAR(now.f107, 75.3, 1e-9);
    CHECK_NEAR(now.f107_mean, 73.5, 0.051);
    CHECK_NEAR(now.f107_adjusted_mean, 73.8, 1.0);
    CHECK(now.ap_daily == 2);
    CHECK(now.kp_3h >= 0 && now.kp_3h < 1);
}

static void outside_its_days_it_says_so_and_how_to_help(void)
{
    leo_weather_now now;
    static const char *const instants[] = { "1961-01-03T23:59:59Z", "2026-10-06T00:00:01Z" };
    for (int i = 0; i < 2; i++) {
        leo_error error = { 0 };
        CHECK(leo_weather_at(NULL, utc(instants[i]), &now, &error) == LEO_OUT_OF_RANGE);
        CHECK(strstr(error.message, "1961-01-04 .. 2026-10-06") != NULL);
        CHECK(strstr(error.message, "leonov data add") != NULL);
    }
    leo_error error = { 0 };
    CHECK(leo_weather_at(NULL, utc("1961-01-04T00:00:00Z"), &now, &error) == LEO_OK);
    CHECK(leo_weather_at(NULL, utc("2026-10-05T23:59:59Z"), &now, &error) == LEO_OK);
}

static void kp_of_the_interval_and_the_means_of_the_past_are_taken(void)
{
    // the storm of 4 August 1972 and the days before, ap by Bartels' table from the Kp of the table
    leo_weather_now now, later;
    leo_error error = { 0 };
    CHECK(leo_weather_at(NULL, utc("1972-08-05T00:30:00Z"), &now, &error) == LEO_OK);
    CHECK(leo_weather_at(NULL, utc("1972-08-05T12:30:00Z"), &later, &error) == LEO_OK);
    CHECK(now.ap[5] == later.ap[5] || now.ap[5] > 0);
    // what was "now" twelve hours ago is the newest of the first mean now
    double sum = 0;
    for (int k = 0; k < 8; k++) {
        leo_weather_now past;
        CHECK(leo_weather_at(NULL, leo_epoch_add(utc("1972-08-05T12:30:00Z"), -12 * 3600 - k * 10800.0),
                             &past, &error) == LEO_OK);
        sum += past.ap[1] / 8;
    }
    CHECK_NEAR(later.ap[5], sum, 1e-12);
    CHECK(later.ap[4] == now.ap[1] || later.ap[4] >= 0);
    leo_weather_now before;
    CHECK(leo_weather_at(NULL, leo_epoch_add(utc("1972-08-05T12:30:00Z"), -9 * 3600.0), &before, &error) ==
          LEO_OK);
    CHECK(later.ap[4] == before.ap[1]);
}

static void a_stretch_says_what_the_whole_says(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_error error = { 0 };
    const leo_weather *span =
        leo_weather_span(NULL, utc("2015-03-16T00:00Z"), utc("2015-03-18T12:00Z"), arena, &error);
    CHECK(span != NULL);
    for (int i = 0; span && i < 20; i++) {
        leo_weather_now a, b;
        const leo_epoch at = leo_epoch_add(utc("2015-03-16T00:00Z"), i * 10800.0);
        CHECK(leo_weather_at(NULL, at, &a, &error) == LEO_OK);
        CHECK(leo_weather_at(span, at, &b, &error) == LEO_OK);
        CHECK(memcmp(&a, &b, sizeof a) == 0);
    }
    CHECK(leo_weather_span(NULL, utc("2035-03-16T00:00Z"), utc("2035-03-18T12:00Z"), arena, &error) == NULL);
    CHECK(error.status == LEO_OUT_OF_RANGE);
    leo_arena_destroy(arena);
}

static void a_constant_sun_needs_no_date(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_error error = { 0 };
    leo_weather_now now;
    const leo_weather *sun = leo_weather_constant(128.8, 128.8, 15.7, arena, &error);
    CHECK(sun && leo_weather_at(sun, utc("2199-11-20T00:00:00Z"), &now, &error) == LEO_OK);
    CHECK(now.f107_previous == 128.8 && now.f107_mean == 128.8 && now.ap_daily == 15.7);
    CHECK_NEAR(now.kp_3h, 3.0, 0.11); // 3o is an ap of 15, 3+ one of 18
    CHECK(leo_weather_constant(20, 100, 4, arena, &error) == NULL && error.status == LEO_BAD_INPUT);
    leo_arena_destroy(arena);
}

static void files_in_both_layouts_are_read_and_agree(void)
{
    static const char text[] =
        "DATATYPE CssiSpaceWeather\r\nNUM_OBSERVED_POINTS 4\r\nBEGIN OBSERVED\r\n"
        "2015 03 16 2477  3 20 23 20 13 13 13 17 27 147   7   9   7   5   5   5   6  12   7 "
        "0.3 1  61 115.0 0 128.8 134.2 116.3 128.9 137.9\r\n"
        "2015 03 17 2477  4 20 47 57 57 77 77 73 77 483   7  39  67  67 179 179 154 179 109 "
        "1.9 9  61 112.0 0 128.5 133.6 113.2 128.5 137.3\r\n"
        "2015 03 18 2477  5 57 47 43 37 40 43 47 43 357  67  39  32  22  27  32  39  32  36 "
        "1.3 6  66 113.0 0 128.4 133.2 114.2 128.4 136.8\r\n"
        "2015 03 19 2477  6 37 33 33 27 33 27 27 37 253  22  18  18  12  18  12  12  22  17 "
        "0.9 4  47 108.4 0 128.3 132.7 109.4 128.3 136.3\r\nEND OBSERVED\r\n";
    static const char csv[] =
        "\xEF\xBB\xBF"
        "DATE,BSRN,ND,KP1,KP2,KP3,KP4,KP5,KP6,KP7,KP8,KP_SUM,AP1,AP2,AP3,AP4,AP5,AP6,AP7,AP8,AP_AVG,CP,C9,"
        "ISN,F10.7_OBS,F10.7_ADJ,F10.7_DATA_TYPE,F10.7_OBS_CENTER81,F10.7_OBS_LAST81,F10.7_ADJ_CENTER81,F10."
        "7_ADJ_"
        "LAST81\n"
        "2015-03-16,2477,3,20,23,20,13,13,13,17,27,147,7,9,7,5,5,5,6,12,7,0.3,1,61,116.3,115.0,OBS,128.9,137."
        "9,"
        "128.8,134.2\n"
        "2015-03-17,2477,4,20,47,57,57,77,77,73,77,483,7,39,67,67,179,179,154,179,109,1.9,9,61,113.2,112.0,"
        "OBS,"
        "128.5,137.3,128.5,133.6\n"
        "2015-03-18,2477,5,57,47,43,37,40,43,47,43,357,67,39,32,22,27,32,39,32,36,1.3,6,66,114.2,113.0,OBS,"
        "128.4,136.8,128.4,133.2\n"
        "2015-03-19,2477,6,37,33,33,27,33,27,27,37,253,22,18,18,12,18,12,12,22,17,0.9,4,47,109.4,108.4,PRD,"
        "128.3,136.3,128.3,132.7\n"
        "2015-04-01,2477,6,,,,,,,,,,,,,,,,,,,,,47,109.4,108.4,PRM,128.3,136.3,128.3,132.7\n";
    leo_arena *arena = leo_arena_create(NULL);
    leo_error error = { 0 };
    const leo_weather *a = leo_weather_parse(bytes_of(text), NULL, arena, &error);
    const leo_weather *b = leo_weather_parse(bytes_of(csv), NULL, arena, &error);
    CHECK(a && b);
    if (!a || !b)
        printf("  %s: %s\n", error.where, error.message);
    leo_weather_now one, two;
    if (a && b) {
        CHECK(leo_weather_at(a, utc("2015-03-19T13:00:00Z"), &one, &error) == LEO_OK);
        CHECK(leo_weather_at(b, utc("2015-03-19T13:00:00Z"), &two, &error) == LEO_OK);
        CHECK(memcmp(&one, &two, sizeof one) == 0);
        CHECK(one.f107 == 109.4 && one.f107_previous == 114.2 && one.f107_mean == 128.3);
        CHECK(one.ap[1] == 18 && one.ap[2] == 12 && one.ap[4] == 18 && one.ap_daily == 17);
        CHECK_NEAR(one.kp_3h, 10.0 / 3, 1e-12); // 06:18: the interval 06-09 h has 3+
        CHECK_NEAR(one.ap[5], (22 + 32 + 39 + 32 + 27 + 22 + 32 + 39) / 8.0,
                   1e-12); // 00-03 h back to 03-06 h
        CHECK(leo_weather_at(a, utc("2015-03-18T13:00:00Z"), &one, &error) == LEO_OUT_OF_RANGE);
        const leo_weather_about about = leo_weather_about_of(b);
        CHECK_NEAR(leo_epoch_since(about.predicted, utc("2015-03-19T00:00Z")), 0, 1e-6);
    }
    leo_arena_destroy(arena);
}

static void what_is_wrong_in_a_file_is_named_with_its_line(void)
{
    static const struct {
        const char *text, *where;
    } wrong[] = {
        { "", "sw.txt" },
        { "BEGIN OBSERVED\n" SPRING "END OBSERVED\n" SPRING,
          NULL },                                // stray lines outside sections are passed over
        { "BEGIN OBSERVED\n" SPRING, "sw.txt" }, // cut short
        { "NUM_OBSERVED_POINTS 2\nBEGIN OBSERVED\n" SPRING "END OBSERVED\n", "sw.txt:4" },
        { "BEGIN OBSERVED\n" SPRING SPRING "END OBSERVED\n", "sw.txt:3" },
        { "BEGIN OBSERVED\n1965 02 30 1801\nEND OBSERVED\n", "sw.txt:2:1" },
        { "BEGIN OBSERVED\n1965 03 17 1801 27  3 xx\nEND OBSERVED\n", "sw.txt:2:22" },
        { "DATE,KP1\n1965-03-17,3\n", "sw.txt" },
    };
    leo_arena *arena = leo_arena_create(NULL);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        leo_error error = { 0 };
        const leo_weather *weather = leo_weather_parse(bytes_of(wrong[i].text), NULL, arena, &error);
        CHECK((weather == NULL) == (wrong[i].where != NULL));
        if (wrong[i].where)
            CHECK_TEXT(error.where, wrong[i].where);
    }
    leo_arena_destroy(arena);
}

static void every_day_of_a_published_file_is_met(void)
{
    const char *folder = check_reference_data();
    static const char *const names[] = { "sw_1961_1966.txt", "sw_1968_1969.txt", "sw_2022_2025.txt" };
    if (!folder)
        SKIP_LOUDLY("the reference data (space-weather)");
    for (int i = 0; i < 3; i++) {
        leo_arena *arena = leo_arena_create(NULL);
        char path[512];
        leo_error error = { 0 };
        leo_bytes bytes;
        snprintf(path, sizeof path, "%s/space-weather/%s", folder, names[i]);
        CHECK(leo_file_read(path, 100000000, arena, &bytes, &error) == LEO_OK);
        const leo_weather *file = leo_weather_parse(bytes, NULL, arena, &error);
        CHECK(file != NULL);
        double flux = 0, mean = 0, adjusted = 0;
        long days = 0;
        int equal = 1;
        const leo_weather_about about = leo_weather_about_of(file);
        for (leo_epoch at = leo_epoch_add(about.first, 45 * 86400.0 + 40000);
             leo_epoch_since(about.last, at) > 0; at = leo_epoch_add(at, 86400), days++) {
            leo_weather_now a, b;
            CHECK(leo_weather_at(NULL, at, &a, &error) == LEO_OK &&
                  leo_weather_at(file, at, &b, &error) == LEO_OK);
            flux = fmax(flux, fabs(a.f107 - b.f107));
            mean = fmax(mean, fabs(a.f107_mean - b.f107_mean));
            adjusted = fmax(adjusted, fabs(a.f107_adjusted_previous - b.f107_adjusted_previous));
            for (int k = 1; k < 7; k++)
                equal &= a.ap[k] == b.ap[k];
            equal &= fabs(a.kp_3h - b.kp_3h) < 1e-12 && fabs(a.ap_daily - b.ap_daily) <= 1;
        }
        printf("  %s: %ld days, flux %g, mean %g, at 1 au %g\n", names[i], days, flux, mean, adjusted);
        CHECK(days > 300 && equal);
        CHECK(flux == 0);
        CHECK(mean <= 0.0501 + 0.1);      // rounded to 0.1; days that CelesTrak filled in by interpolation
        CHECK(adjusted <= 0.0501 + 0.25); // both are rounded to 0.1
        leo_arena_destroy(arena);
    }
}

int main(void)
{
    RUN(the_quiet_sun_of_voskhod_2_is_built_in);
    RUN(outside_its_days_it_says_so_and_how_to_help);
    RUN(kp_of_the_interval_and_the_means_of_the_past_are_taken);
    RUN(a_stretch_says_what_the_whole_says);
    RUN(a_constant_sun_needs_no_date);
    RUN(files_in_both_layouts_are_read_and_agree);
    RUN(what_is_wrong_in_a_file_is_named_with_its_line);
    RUN(every_day_of_a_published_file_is_met);
    return check_result();
}
