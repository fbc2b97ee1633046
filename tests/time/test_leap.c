/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "time/calendar.h"
#include "time/leap.h"
#include "time/sha1.h"

static leo_arena *arena;

static leo_bytes bytes_of(const char *name, const char *text)
{
    return (leo_bytes){ name, (const unsigned char *)text, strlen(text) };
}

static double tai_utc(const leo_leap_table *table, int mjd)
{
    leo_leap_day day = { 0 };
    CHECK(leo_leap_on(table, mjd, &day, NULL) == LEO_OK);
    return day.offset_s;
}

/* Two tables that say the same from `first_mjd` to 2027. */
static void same(const leo_leap_table *a, const leo_leap_table *b, int first_mjd)
{
    double worst = 0;
    for (int mjd = first_mjd; mjd < 61600; mjd++)
        worst = fmax(worst, fabs(tai_utc(a, mjd) - tai_utc(b, mjd)));
    CHECK(worst < 1e-12);
}

static void days_count_as_the_calendar_does(void)
{
    CHECK(leo_mjd_of(1858, 11, 17) == 0);
    CHECK(leo_mjd_of(2000, 1, 1) == 51544);
    CHECK(leo_mjd_of(1965, 3, 18) == 38837);
    for (int mjd = leo_mjd_of(1, 1, 1); mjd < leo_mjd_of(9999, 12, 31); mjd += 37) {
        const leo_date date = leo_date_of(mjd);
        CHECK(leo_mjd_of(date.year, date.month, date.day) == mjd && date.day >= 1 &&
              date.day <= leo_days_of_month(date.year, date.month));
    }
    CHECK(leo_days_of_month(1900, 2) == 28 && leo_days_of_month(2000, 2) == 29 &&
          leo_days_of_month(2001, 13) == 0);
    CHECK(leo_month_of("Sept.", 5) == 9 && leo_month_of("DEC", 3) == 12 && !leo_month_of("XYZ", 3));
}

static void the_sixties_ran_at_a_rate_and_stepped(void)
{
    // USNO: 3.6401300 s + (38837 - 38761) 0.001296 s
    CHECK_NEAR(tai_utc(NULL, 38837), 3.738626, 1e-12);
    leo_leap_day day;
    CHECK(leo_leap_on(NULL, 38819, &day, NULL) == LEO_OK);
    CHECK_NEAR(day.step_s, 0.1, 1e-12);
    CHECK_NEAR(day.rate_s_day, 0.001296, 0);
    CHECK(leo_leap_on(NULL, 57753, &day, NULL) == LEO_OK && day.step_s == 1 && day.offset_s == 36);
    CHECK(leo_leap_on(NULL, 70000, &day, NULL) == LEO_OK && day.offset_s == 37);
    CHECK_NEAR(tai_utc(NULL, 36934), 1.4178180 + (36934 - 37300) * 0.001296, 1e-12);
}

static void before_1960_there_is_no_utc(void)
{
    leo_leap_day day;
    leo_error error = { 0 };
    CHECK(leo_leap_on(NULL, 36933, &day, &error) == LEO_OUT_OF_RANGE);
    CHECK(strstr(error.message, "1960-01-01") && strstr(error.message, "leonov data add") &&
          strstr(error.message, "built in"));
}

static leo_leap_table *parse_file(const char *path)
{
    leo_bytes bytes;
    leo_error error = { 0 };
    if (leo_file_read(path, 1 << 20, arena, &bytes, &error) != LEO_OK)
        SKIP_LOUDLY(path);
    leo_leap_table *table = leo_leap_parse(bytes, arena, &error);
    if (!table)
        printf("    %s: %s\n", error.where, error.message);
    CHECK(table != NULL);
    return table;
}

static void all_five_formats_say_what_is_built_in(void)
{
    static const struct {
        const char *path;
        int expires;
    } files[] = { { "earth-orientation/tai-utc.dat", 0 },
                  { "earth-orientation/UTC-TAI.history", 0 },
                  { "earth-orientation/Leap_Second.dat", 61584 },
                  { "ephemeris/naif0012.tls", 0 } };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", check_reference_data(), files[i].path);
        const leo_leap_table *table = parse_file(path);
        if (!table)
            continue;
        same(table, leo_leap_builtin(), 36934);
        CHECK(table->expires_mjd == files[i].expires);
        CHECK_TEXT(table->name, path);
    }
}

/* A list in the manner of the IERS, its checksum by sha1sum. */
static const char list[] = "#\tcomment\n"
                           "#$\t 3676924800\n"
                           "#@\t3707596800\n"
                           "2272060800\t10\t# 1 Jan 1972\n"
                           "2287785600\t11\t# 1 Jul 1972\n"
                           "#\n"
                           "#h\tf6f16e4b e444ff67 c259e823 ab78cf53 b5e93b86\n";

static leo_status refused(const char *name, const char *text, const char *part)
{
    leo_error error = { 0 };
    CHECK(!leo_leap_parse(bytes_of(name, text), arena, &error));
    if (!strstr(error.message, part) && !strstr(error.where, part)) {
        printf("  FAILED %s: %s: %s\n", name, error.where, error.message);
        check_failures++;
    }
    return error.status;
}

static void a_signed_list_is_read_only_with_its_checksum(void)
{
    leo_error error = { 0 };
    const leo_leap_table *table = leo_leap_parse(bytes_of("list", list), arena, &error);
    CHECK(table != NULL);
    if (table) {
        CHECK(tai_utc(table, 41498) == 10 && tai_utc(table, 41499) == 11 && table->expires_mjd == 57932);
        CHECK_NEAR(tai_utc(table, 38837), 3.738626, 1e-12); // years before the file
    } else {
        printf("    %s: %s\n", error.where, error.message);
    }
    char text[sizeof list];
    memcpy(text, list, sizeof list);
    strstr(text, "11\t#")[1] = '2';
    CHECK(refused("spoilt", text, "checksum") == LEO_BAD_INPUT);
    memcpy(text, list, sizeof list);
    *strstr(text, "#h") = 0;
    CHECK(refused("cut", text, "cut off") == LEO_BAD_INPUT);
    // tzdata's own copy, where the system has one
    leo_bytes bytes;
    if (leo_file_read("/usr/share/zoneinfo/leap-seconds.list", 1 << 20, arena, &bytes, NULL) == LEO_OK) {
        const leo_leap_table *system = leo_leap_parse(bytes, arena, &error);
        CHECK(system != NULL);
        if (system)
            same(system, leo_leap_builtin(), 36934);
    }
}

static void line_ends_and_marks_do_not_matter(void)
{
    const char *text = "\xEF\xBB\xBF#  Value of TAI-UTC (s)\r\n#  File expires on 28 June 2027\r\n\r\n"
                       "    41317.0    1  1 1972       10\r\n    41499.0    1  7 1972       11";
    const leo_leap_table *table = leo_leap_parse(bytes_of("dat", text), arena, NULL);
    CHECK(table && tai_utc(table, 41499) == 11 && table->expires_mjd == 61584);
}

static void nonsense_is_refused_with_its_place(void)
{
    CHECK(refused("nothing", "", "is no list") == LEO_BAD_INPUT);
    CHECK(refused("prose", "leap seconds are fun\n", "is no list") == LEO_BAD_INPUT);
    refused("a.dat", "# TAI-UTC (s)\n 41317.0 1 1 1972 nan\n", "a.dat:2");
    refused("a.dat", "# TAI-UTC (s)\n 41318.0 1 1 1972 10\n", "not the same day");
    refused("a.dat", "# TAI-UTC (s)\n 41499.0 1 7 1972 11\n 41317.0 1 1 1972 10\n", "rise");
    refused("a.dat", "# TAI-UTC (s)\n 41317.0 1 1 1972 10\n 41499.0 1 7 1972 21\n", "2 s");
    refused("a.dat", "# TAI-UTC (s)\n", "cut off");
    refused("a.dat", "# TAI-UTC (s)\n 41317.0 1 1 1972 20\n", "the day before");
    refused("a.tls", "\\begindata\nDELTET/DELTA_AT = ( 10, @1972-JAN-1\n 11, @1972-JUL", "a.tls:3");
    refused("a.tls", "\\begindata\nDELTET/DELTA_AT = ( 10, @1972-JAN-1\n", "cut off");
    refused("a.tls", "\\begindata\nDELTET/DELTA_AT = ( @1972-JAN-1 )\n", "expected TAI-UTC");
    refused("u.dat", " 1972 JAN  1 =JD 2441317.5  TAI-UTC=  inf S + (MJD - 41317.) X 0.0 S\n", "u.dat:1");
}

static void the_hash_is_sha_1(void)
{
    // FIPS 180-2, appendix A: "abc", and 56 letters that take two blocks
    static const char two[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    leo_sha1 sum = leo_sha1_begin();
    leo_sha1_add(&sum, "abc", 3);
    leo_sha1_end(&sum);
    CHECK(sum.h[0] == 0xa9993e36 && sum.h[4] == 0x9cd0d89d);
    sum = leo_sha1_begin();
    leo_sha1_add(&sum, two, sizeof two - 1);
    leo_sha1_end(&sum);
    CHECK(sum.h[0] == 0x84983e44 && sum.h[4] == 0xe54670f1);
}

static void a_decree_holds_always(void)
{
    const leo_leap_table *table = leo_leap_constant(32, arena, NULL);
    CHECK(tai_utc(table, 38837) == 32 && tai_utc(table, 61000) == 32);
}

int main(void)
{
    arena = leo_arena_create(NULL);
    RUN(days_count_as_the_calendar_does);
    RUN(the_sixties_ran_at_a_rate_and_stepped);
    RUN(before_1960_there_is_no_utc);
    RUN(a_signed_list_is_read_only_with_its_checksum);
    RUN(line_ends_and_marks_do_not_matter);
    RUN(nonsense_is_refused_with_its_place);
    RUN(the_hash_is_sha_1);
    RUN(a_decree_holds_always);
    if (check_reference_data())
        RUN(all_five_formats_say_what_is_built_in);
    leo_arena_destroy(arena);
    if (!check_reference_data() && !check_failures)
        SKIP_LOUDLY("LEO_REFERENCE_DATA");
    return check_result();
}
