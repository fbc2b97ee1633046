/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "time/epoch.h"

#include <erfa.h>
#include <erfam.h>

static leo_epoch at(const char *text)
{
    leo_epoch epoch = { 0 };
    leo_error error = { 0 };
    CHECK(leo_epoch_from_utc(text, &epoch, &error) == LEO_OK);
    if (error.status)
        printf("    %s: %s\n", text, error.message);
    return epoch;
}

/* TAI - UTC, by the calendar: the epoch less the SI seconds that its UTC would be if days had 86400 of them.
 */
static double tai_minus_utc(const char *text)
{
    double jd1, jd2, djm0, day;
    leo_calendar c;
    const leo_epoch epoch = at(text);
    CHECK(leo_epoch_utc_fields(epoch, 9, &c, NULL) == LEO_OK);
    leo_epoch_tai(epoch, &jd1, &jd2);
    eraCal2jd(c.year, c.month, c.day, &djm0, &day);
    return ((jd1 - djm0 - day) + jd2) * 86400 - (c.hour * 3600 + c.minute * 60 + c.second);
}

static void epochs_add_and_subtract_without_loss(void)
{
    const leo_epoch start = { 1e9, 0.75 };
    const leo_epoch end = leo_epoch_add(start, 0.5);
    CHECK(end.whole_s == 1e9 + 1 && end.part_s == 0.25);
    CHECK(leo_epoch_since(end, start) == 0.5);
    const leo_epoch back = leo_epoch_add(end, -2e9 - 0.5);
    CHECK(back.whole_s == -1e9 && back.part_s == 0.75);
    CHECK(leo_epoch_add(start, -1e-12).part_s < 1);
    // a part that rounds up to 1 is carried
    const leo_epoch edge = leo_epoch_add((leo_epoch){ 0, 0 }, -1e-20);
    CHECK(edge.part_s >= 0 && edge.part_s < 1);
}

static void the_reference_epoch_is_noon_of_2000_in_tai(void)
{
    double jd1, jd2;
    leo_epoch_tai((leo_epoch){ 0, 0 }, &jd1, &jd2);
    CHECK(jd1 + jd2 == 2451545.0);
    // 2000-01-01T12:00:00 TAI is 11:59:28 UTC: 32 leap seconds
    CHECK_NEAR(leo_epoch_since(at("2000-01-01T11:59:28Z"), (leo_epoch){ 0, 0 }), 0, 1e-9);
    leo_epoch_tt((leo_epoch){ 0, 0 }, &jd1, &jd2);
    CHECK_NEAR((jd1 - 2451545.0 + jd2) * 86400, 32.184, 1e-10);
}

static void utc_of_the_sixties_has_rates_and_steps(void)
{
    // USNO tai-utc.dat: 3.6401300 s + (MJD - 38761) 0.001296 s from 1965-03-01 on; MJD 38837 is 1965-03-18
    CHECK_NEAR(tai_minus_utc("1965-03-18T00:00:00Z"), 3.738626, 1e-9);
    CHECK_NEAR(tai_minus_utc("1965-03-18T07:00:00Z"), 3.739004, 1e-9);
    CHECK_NEAR(tai_minus_utc("1972-01-01T00:00:00Z"), 10, 1e-9);
    CHECK_NEAR(tai_minus_utc("2017-01-01T00:00:00Z"), 37, 1e-9);
    // a day of 1965 lasts 86400.001296 s, but the day before the step of 1965-03-01 is 0.1 s longer
    CHECK_NEAR(leo_epoch_since(at("1965-03-19T00:00Z"), at("1965-03-18T00:00Z")), 86400.001296, 1e-9);
    CHECK_NEAR(leo_epoch_since(at("1965-03-01T00:00Z"), at("1965-02-28T00:00Z")), 86400.101296, 1e-9);
    // 1968-02-01 stepped back by 0.1 s
    CHECK_NEAR(leo_epoch_since(at("1968-02-01T00:00Z"), at("1968-01-31T00:00Z")), 86399.902592, 1e-9);
}

static void dates_come_back_as_they_were_written(void)
{
    const char *texts[] = { "1960-01-01T00:00:00.000000Z", "1965-03-18T08:28:13.250000Z",
                            "1965-02-28T23:59:59.999999Z", "1965-03-01T00:00:00.000000Z",
                            "1968-02-01T00:00:00.000000Z", "1971-12-31T23:59:59.500000Z",
                            "1972-06-30T23:59:60.250000Z", "2016-12-31T23:59:60.999999Z",
                            "2017-01-01T00:00:00.000000Z", "2026-07-04T12:00:00.000001Z",
                            "2100-02-28T23:59:59.000000Z" };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char text[40];
        CHECK(leo_epoch_utc_text(at(texts[i]), 6, text, NULL) == LEO_OK);
        CHECK_TEXT(text, texts[i]);
    }
}

static void days_of_the_year_and_short_forms_are_read(void)
{
    const leo_epoch want = at("1965-03-18T08:28:13.25Z");
    CHECK(leo_epoch_since(at("1965-077T08:28:13.25Z"), want) == 0);
    CHECK(leo_epoch_since(at("1965-03-18T08:28Z"), at("1965-03-18T08:28:00Z")) == 0);
    CHECK(leo_epoch_since(at("1965-03-18Z"), at("1965-03-18T00:00:00Z")) == 0);
    CHECK(leo_epoch_since(at("1964-366Z"), at("1964-12-31Z")) == 0);
    double day;
    CHECK(leo_epoch_day_of_year(at("1965-03-18T12:00:00Z"), &day, NULL) == LEO_OK);
    CHECK_NEAR(day, 77.5, 1e-9);
}

static void text_rounds_and_carries(void)
{
    char text[40];
    CHECK(leo_epoch_utc_text(at("1965-12-31T23:59:59.96Z"), 1, text, NULL) == LEO_OK);
    CHECK_TEXT(text, "1966-01-01T00:00:00.0Z");
    CHECK(leo_epoch_utc_text(at("2016-12-31T23:59:59.6Z"), 0, text, NULL) == LEO_OK);
    CHECK_TEXT(text, "2016-12-31T23:59:60Z");
    CHECK(leo_epoch_utc_text(at("2001-09-09T01:46:40.123456789Z"), 9, text, NULL) == LEO_OK);
    CHECK_TEXT(text, "2001-09-09T01:46:40.123456789Z");
}

static void refuses(const char *text, leo_status status, const char *part)
{
    leo_epoch epoch;
    leo_error error = { 0 };
    CHECK(leo_epoch_from_utc(text, &epoch, &error) == status);
    if (!strstr(error.message, part))
        printf("  FAILED %s: %s\n", text ? text : "(null)", error.message), check_failures++;
}

static void nonsense_is_refused_and_named(void)
{
    refuses("1959-12-31T00:00:00Z", LEO_OUT_OF_RANGE, "1960");
    refuses("2300-01-01T00:00:00Z", LEO_OUT_OF_RANGE, "2200");
    refuses("1965-13-01T00:00:00Z", LEO_BAD_INPUT, "no such month");
    refuses("1965-02-29T00:00:00Z", LEO_BAD_INPUT, "no such day");
    refuses("1965-366T00:00:00Z", LEO_BAD_INPUT, "no such day");
    refuses("1965-000T00:00:00Z", LEO_BAD_INPUT, "no such day");
    refuses("1965-03-18T24:00:00Z", LEO_BAD_INPUT, "no such time");
    refuses("1965-03-18T08:60:00Z", LEO_BAD_INPUT, "no such time");
    refuses("1965-03-18T23:59:60Z", LEO_BAD_INPUT, "no such time");
    refuses("2015-12-31T23:59:60Z", LEO_BAD_INPUT, "no such time");
    refuses("1965-03-18T08:28:13", LEO_BAD_INPUT, "ends in Z");
    refuses("1965-03-18T08:28:13+03:00", LEO_BAD_INPUT, "not a date");
    refuses("1965-3-18T08:28:13Z", LEO_BAD_INPUT, "not a date");
    refuses("1965-03-18T08:28:13.Z", LEO_BAD_INPUT, "not a date");
    refuses("yesterday", LEO_BAD_INPUT, "not a date");
    refuses("", LEO_BAD_INPUT, "not a date");
    refuses(NULL, LEO_BAD_INPUT, "not a date");
    char text[40];
    leo_error error = { 0 };
    CHECK(leo_epoch_utc_text((leo_epoch){ -2e9, 0 }, 3, text, &error) == LEO_OUT_OF_RANGE);
    CHECK(strstr(error.message, "1960") != NULL);
    CHECK(leo_epoch_utc_text((leo_epoch){ NAN, 0 }, 3, text, NULL) == LEO_BAD_ARGUMENT);
    CHECK(leo_epoch_utc_text((leo_epoch){ 0, 0 }, 12, text, NULL) == LEO_BAD_ARGUMENT);
}

static void barycentric_time_stays_within_two_milliseconds(void)
{
    double largest = 0;
    for (int month = 0; month < 12; month++) {
        double tt1, tt2, tdb1, tdb2;
        const leo_epoch epoch = { month * 30.4 * 86400, 0 };
        leo_epoch_tt(epoch, &tt1, &tt2);
        leo_epoch_tdb(epoch, &tdb1, &tdb2);
        largest = fmax(largest, fabs(((tdb1 - tt1) + (tdb2 - tt2)) * 86400));
    }
    // amplitude 1.657 ms, once a year (Fairhead & Bretagnon 1990); sampled monthly
    CHECK_NEAR(largest, 1.66e-3, 0.06e-3);
}

int main(void)
{
    RUN(epochs_add_and_subtract_without_loss);
    RUN(the_reference_epoch_is_noon_of_2000_in_tai);
    RUN(utc_of_the_sixties_has_rates_and_steps);
    RUN(dates_come_back_as_they_were_written);
    RUN(days_of_the_year_and_short_forms_are_read);
    RUN(text_rounds_and_carries);
    RUN(nonsense_is_refused_and_named);
    RUN(barycentric_time_stays_within_two_milliseconds);
    return check_result();
}
