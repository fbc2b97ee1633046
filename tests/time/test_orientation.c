/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "time/epoch.h"
#include "time/orientation.h"

#include <erfa.h>
#include <erfam.h>

static leo_orientation on(const char *utc)
{
    leo_epoch epoch;
    leo_orientation o = { 0 };
    CHECK(leo_epoch_from_utc(utc, &epoch, NULL) == LEO_OK);
    CHECK(leo_orientation_at(epoch, &o, NULL) == LEO_OK);
    return o;
}

static void gives_the_published_values_of_two_days(void)
{
    // IERS EOP 14 C04 of MJD 38837: UT1-UTC 0.0141699 s (so UT1-TAI -3.7244561 s), x -0.242779", y 0.181621".
    // Tolerances: three times the rms that the card states.
    const leo_orientation voskhod = on("1965-03-18T00:00:00Z");
    CHECK_NEAR(voskhod.ut1_minus_tai_s, 0.0141699 - 3.738626, 5e-4);
    CHECK_NEAR(voskhod.pole_x_rad / ERFA_DAS2R, -0.242779, 3e-3);
    CHECK_NEAR(voskhod.pole_y_rad / ERFA_DAS2R, 0.181621, 3e-3);
    // SOFA, Tools for Earth Attitude, 2007-04-05 12h: UT1-UTC -0.072073685 s, x 0.0349282", y 0.4833163"
    const leo_orientation cookbook = on("2007-04-05T12:00:00Z");
    CHECK_NEAR(cookbook.ut1_minus_tai_s, -0.072073685 - 33, 5e-4);
    CHECK_NEAR(cookbook.pole_x_rad / ERFA_DAS2R, 0.0349282, 3e-3);
    CHECK_NEAR(cookbook.pole_y_rad / ERFA_DAS2R, 0.4833163, 3e-3);
}

/* Errors against every day of the series: what the card promises. */
static void stays_as_close_to_the_daily_series_as_the_card_says(FILE *file)
{
    char line[256];
    double squares[3] = { 0 }, worst[3] = { 0 }, worst_sixties = 0;
    int count = 0;
    while (fgets(line, sizeof line, file)) {
        double mjd, x, y, ut1_utc, djm0, dat;
        int year, month, day;
        double part;
        if (line[0] == '#' || sscanf(line, "%lf,%lf,%lf,%lf", &mjd, &x, &y, &ut1_utc) != 4)
            continue;
        djm0 = ERFA_DJM0;
        eraJd2cal(djm0, mjd, &year, &month, &day, &part);
        eraDat(year, month, day, 0, &dat);
        const leo_epoch epoch = leo_epoch_from_tai(djm0, mjd + dat / 86400);
        leo_orientation o;
        if (leo_orientation_at(epoch, &o, NULL) != LEO_OK) {
            CHECK(!"covered");
            continue;
        }
        const double miss[3] = { o.ut1_minus_tai_s - (ut1_utc - dat), o.pole_x_rad / ERFA_DAS2R - x,
                                 o.pole_y_rad / ERFA_DAS2R - y };
        for (int i = 0; i < 3; i++) {
            squares[i] += miss[i] * miss[i];
            worst[i] = fmax(worst[i], fabs(miss[i]));
        }
        if (year < 1970)
            worst_sixties = fmax(worst_sixties, fabs(miss[0]));
        count++;
    }
    CHECK(count == 22892);
    const double rms[3] = { sqrt(squares[0] / count), sqrt(squares[1] / count), sqrt(squares[2] / count) };
    printf("    %d days: UT1 rms %.3f ms worst %.3f ms (1960s %.3f ms); x rms %.2f worst %.1f mas; y rms "
           "%.2f worst %.1f mas\n",
           count, 1e3 * rms[0], 1e3 * worst[0], 1e3 * worst_sixties, 1e3 * rms[1], 1e3 * worst[1],
           1e3 * rms[2], 1e3 * worst[2]);
    CHECK(rms[0] < 0.16e-3 && worst[0] < 2.3e-3);
    CHECK(rms[1] < 1e-3 && rms[2] < 1e-3 && worst[1] < 16e-3 && worst[2] < 16e-3);
}

static void runs_smoothly_across_nodes(void)
{
    // UT1 drifts by a few milliseconds a day; within a second around a node it must not jump
    for (int node = 1; node < 2360; node += 7) {
        const double mjd = 37665 + 10.0 * node;
        leo_orientation a, b;
        CHECK(leo_orientation_at(leo_epoch_from_tai(ERFA_DJM0, mjd - 1e-6), &a, NULL) == LEO_OK);
        CHECK(leo_orientation_at(leo_epoch_from_tai(ERFA_DJM0, mjd + 1e-6), &b, NULL) == LEO_OK);
        CHECK(fabs(a.ut1_minus_tai_s - b.ut1_minus_tai_s) < 1e-7);
    }
}

static void goes_back_to_1960_more_coarsely(void)
{
    // TT-UT1 at the middle of 1961: 33.79 s (33.795 half-way between the published 33.59 and 34.00 s)
    leo_orientation o, before, after;
    CHECK(leo_orientation_at(leo_epoch_from_tai(ERFA_DJM0, 37482.5), &o, NULL) == LEO_OK);
    CHECK_NEAR(32.184 - o.ut1_minus_tai_s, 33.795, 0.01);
    CHECK(leo_orientation_at(leo_epoch_from_tai(ERFA_DJM0, 37665 - 1e-6), &before, NULL) == LEO_OK);
    CHECK(leo_orientation_at(leo_epoch_from_tai(ERFA_DJM0, 37665 + 1e-6), &after, NULL) == LEO_OK);
    CHECK(fabs(before.ut1_minus_tai_s - after.ut1_minus_tai_s) < 1e-6);
}

static void refuses_what_it_does_not_know(void)
{
    leo_epoch epoch;
    leo_orientation o;
    leo_error error = { 0 };
    CHECK(leo_orientation_at(leo_epoch_from_tai(ERFA_DJM0, 36933.9), &o, &error) == LEO_OUT_OF_RANGE);
    CHECK(strstr(error.message, "IERS") && strstr(error.message, "1960-01-01") &&
          strstr(error.message, "2027-08-22") && strstr(error.message, "leonov data add"));
    double jd1, jd2;
    CHECK(leo_epoch_from_utc("2030-01-01T00:00:00Z", &epoch, NULL) == LEO_OK);
    CHECK(leo_epoch_ut1(epoch, &jd1, &jd2, NULL) == LEO_OUT_OF_RANGE);
    CHECK(leo_orientation_at((leo_epoch){ NAN, 0 }, &o, NULL) == LEO_OUT_OF_RANGE);
}

static void ut1_is_tai_and_the_difference(void)
{
    leo_epoch epoch;
    double jd1, jd2;
    CHECK(leo_epoch_from_utc("1965-03-18T00:00:00Z", &epoch, NULL) == LEO_OK);
    CHECK(leo_epoch_ut1(epoch, &jd1, &jd2, NULL) == LEO_OK);
    // UT1-UTC is 14.17 ms; UTC is 0h of MJD 38837 there
    CHECK_NEAR((jd1 - ERFA_DJM0 - 38837 + jd2) * 86400, 0.0141699, 5e-4);
}

int main(void)
{
    RUN(gives_the_published_values_of_two_days);
    RUN(runs_smoothly_across_nodes);
    RUN(goes_back_to_1960_more_coarsely);
    RUN(refuses_what_it_does_not_know);
    RUN(ut1_is_tai_and_the_difference);
    if (!check_reference_data() || check_failures)
        return check_failures ? check_result() : (SKIP_LOUDLY("LEO_REFERENCE_DATA"), 0);
    char path[512];
    snprintf(path, sizeof path, "%s/earth-orientation/eop14c04_1962_2024.csv", check_reference_data());
    FILE *file = fopen(path, "r");
    if (!file)
        SKIP_LOUDLY(path);
    stays_as_close_to_the_daily_series_as_the_card_says(file);
    fclose(file);
    return check_result();
}
