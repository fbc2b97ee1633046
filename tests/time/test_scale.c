/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "time/epoch.h"
#include "time/scale.h"

static leo_arena *arena;

static leo_epoch read_as(const char *text, leo_timescale scale)
{
    leo_epoch epoch = { 0 };
    leo_error error = { 0 };
    CHECK(leo_epoch_read(text, strlen(text), scale, NULL, &epoch, &error) == LEO_OK);
    if (error.status)
        printf("    %s: %s\n", text, error.message);
    return epoch;
}

static void scales_have_names(void)
{
    for (int k = 0; k < LEO_SCALES; k++) {
        const char *name = leo_timescale_name((leo_timescale)k);
        CHECK((int)leo_timescale_find(name, strlen(name)) == k);
    }
    CHECK(leo_timescale_find("tdb", 3) == LEO_TDB && leo_timescale_find("TD", 2) == LEO_SCALES);
    CHECK(leo_timescale_find("", 0) == LEO_SCALES && leo_timescale_find("UTCX", 4) == LEO_SCALES);
}

static void one_instant_has_a_name_on_every_clock(void)
{
    // GPS time began as UTC at 1980-01-06 0h, when TAI-UTC was 19 s
    CHECK(leo_epoch_since(read_as("1980-01-06T00:00:00", LEO_GPS), read_as("1980-01-06T00:00:00", LEO_UTC)) ==
          0);
    CHECK_NEAR(leo_epoch_since(read_as("1980-01-06T00:00:19", LEO_TAI), read_as("1980-01-06", LEO_UTC)), 0,
               1e-15);
    CHECK_NEAR(
        leo_epoch_since(read_as("2000-001T12:00:32.184", LEO_TT), read_as("2000-01-01T12:00:00", LEO_TAI)), 0,
        1e-14); // 32.184 is rounded
    // by definition TT, TCG and TCB read the same at 1977-01-01T00:00:32.184, TDB 65.5 us less
    const leo_epoch origin = read_as("1977-01-01T00:00:32.184", LEO_TT);
    double tcg, tcb, tdb;
    CHECK(leo_timescale_minus_tai(origin, LEO_TCG, NULL, &tcg, NULL) == LEO_OK);
    CHECK(leo_timescale_minus_tai(origin, LEO_TCB, NULL, &tcb, NULL) == LEO_OK);
    CHECK(leo_timescale_minus_tai(origin, LEO_TDB, NULL, &tdb, NULL) == LEO_OK);
    CHECK_NEAR(tcg, 32.184, 1e-12);
    CHECK_NEAR(tdb - tcb, -6.55e-5, 1e-11);
    // rates: 0.6969290134 ns and 15.50519768 ns a second
    const leo_epoch later = leo_epoch_add(origin, 1e9);
    double tcg_later;
    CHECK(leo_timescale_minus_tai(later, LEO_TCG, NULL, &tcg_later, NULL) == LEO_OK);
    CHECK_NEAR(tcg_later - tcg, 0.6969290134, 1e-8);
}

static void text_keeps_twelve_decimals(void)
{
    const char *const texts[] = { "1965-03-18T08:28:13.250000000001", "2016-12-31T23:59:60.999999999999",
                                  "1968-01-31T23:59:59.899999999999", "2027-08-22T00:00:00.000000000000" };
    for (int i = 0; i < 4; i++) {
        char text[48];
        CHECK(leo_epoch_write(read_as(texts[i], LEO_UTC), LEO_UTC, 12, NULL, text, NULL) == LEO_OK);
        CHECK_TEXT(text, texts[i]);
    }
    char text[48];
    CHECK(leo_epoch_write(read_as("0001-01-01T00:00:00", LEO_TT), LEO_TT, 3, NULL, text, NULL) == LEO_OK);
    CHECK_TEXT(text, "0001-01-01T00:00:00.000");
    CHECK(leo_epoch_write(read_as("9999-12-31T23:59:59", LEO_TDB), LEO_TDB, 0, NULL, text, NULL) == LEO_OK);
    CHECK_TEXT(text, "9999-12-31T23:59:59");
}

static void a_users_table_rules_utc(void)
{
    const leo_clocks clocks = { .leap = leo_leap_constant(32, arena, NULL) };
    leo_epoch epoch;
    const char *utc = "2007-11-20T00:00:00";
    CHECK(leo_epoch_read(utc, strlen(utc), LEO_UTC, &clocks, &epoch, NULL) == LEO_OK);
    CHECK_NEAR(leo_epoch_since(read_as(utc, LEO_UTC), epoch), 1, 1e-12);
    char text[48];
    CHECK(leo_epoch_write(epoch, LEO_UTC, 3, &clocks, text, NULL) == LEO_OK);
    CHECK_TEXT(text, "2007-11-20T00:00:00.000");
}

static void refuses(const char *text, leo_timescale scale, leo_status status, const char *part)
{
    leo_epoch epoch;
    leo_error error = { 0 };
    CHECK(leo_epoch_read(text, strlen(text), scale, NULL, &epoch, &error) == status);
    if (!strstr(error.message, part))
        printf("  FAILED %s: %s\n", text, error.message), check_failures++;
}

static void nonsense_is_refused(void)
{
    refuses("2000-01-01T00:00:00Z", LEO_TT, LEO_BAD_INPUT, "Z says UTC");
    refuses("2016-12-31T23:59:60", LEO_TAI, LEO_BAD_INPUT, "no such time");
    refuses("2016-12-31T23:59:61", LEO_UTC, LEO_BAD_INPUT, "no such time");
    refuses("1968-01-31T23:59:59.9", LEO_UTC, LEO_BAD_INPUT, "no such time"); // a tenth shorter
    refuses("0000-01-01T00:00:00", LEO_TT, LEO_OUT_OF_RANGE, "year 1");
    refuses("1959-12-31T23:59:59", LEO_UTC, LEO_OUT_OF_RANGE, "1960");
    refuses("2030-01-01T00:00:00", LEO_UT1, LEO_OUT_OF_RANGE, "leonov data add");
    refuses("2000-01-01T00:00:00.", LEO_UTC, LEO_BAD_INPUT, "not a date");
    refuses("2000-01-01T00:00:00.0000000000000000000000000000000000000000000000000000000", LEO_UTC,
            LEO_BAD_INPUT, "not a date");
    refuses("2000-01-01 00:00:00", LEO_UTC, LEO_BAD_INPUT, "not a date");
    leo_epoch epoch;
    double jd1, jd2;
    leo_error error = { 0 };
    CHECK(leo_epoch_read("2000-01-01\0", 11, LEO_UTC, NULL, &epoch, NULL) == LEO_BAD_INPUT);
    CHECK(leo_epoch_from_jd(LEO_TT, NAN, 0, NULL, &epoch, NULL) == LEO_OUT_OF_RANGE);
    CHECK(leo_epoch_from_jd(LEO_UTC, 2400000.5, 36933.99, NULL, &epoch, &error) == LEO_OUT_OF_RANGE);
    CHECK(leo_epoch_jd((leo_epoch){ INFINITY, 0 }, LEO_TDB, NULL, &jd1, &jd2, NULL) == LEO_BAD_ARGUMENT);
    CHECK(leo_epoch_jd((leo_epoch){ 0, 0 }, LEO_SCALES, NULL, &jd1, &jd2, NULL) == LEO_BAD_ARGUMENT);
}

int main(void)
{
    arena = leo_arena_create(NULL);
    RUN(scales_have_names);
    RUN(one_instant_has_a_name_on_every_clock);
    RUN(text_keeps_twelve_decimals);
    RUN(a_users_table_rules_utc);
    RUN(nonsense_is_refused);
    leo_arena_destroy(arena);
    return check_result();
}
