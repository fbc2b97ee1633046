/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "time/epoch.h"
#include "time/orientation.h"

#include <erfa.h>
#include <erfam.h>

static leo_arena *arena;

static leo_epoch at(const char *utc)
{
    leo_epoch epoch = { 0 };
    CHECK(leo_epoch_from_utc(utc, &epoch, NULL) == LEO_OK);
    return epoch;
}

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
    // IERS EOP 14 C04 of MJD 38837: UT1-UTC 0.0141699 s (so UT1-TAI -3.7244561 s), x -0.242779", y 0.181621"
    const leo_orientation voskhod = on("1965-03-18T00:00:00Z");
    CHECK_NEAR(voskhod.ut1_minus_tai_s, 0.0141699 - 3.738626, 1e-7);
    CHECK_NEAR(voskhod.pole_x_rad / ERFA_DAS2R, -0.242779, 1e-6);
    CHECK_NEAR(voskhod.pole_y_rad / ERFA_DAS2R, 0.181621, 1e-6);
    // SOFA, Tools for Earth Attitude, 2007-04-05 12h: UT1-UTC -0.072073685 s, x 0.0349282", y 0.4833163"; the values of
    // 2007 have been revised by up to 0.5 mas since
    const leo_orientation cookbook = on("2007-04-05T12:00:00Z");
    CHECK_NEAR(cookbook.ut1_minus_tai_s, -0.072073685 - 33, 5e-5);
    CHECK_NEAR(cookbook.pole_x_rad / ERFA_DAS2R, 0.0349282, 5e-4);
    CHECK_NEAR(cookbook.pole_y_rad / ERFA_DAS2R, 0.4833163, 5e-4);
}

/* At 0h UTC the digits of the series: 1e-7 s, 1 uas, and the rounding of a Julian date. */
static void gives_every_day_of_the_series(FILE *file)
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
    CHECK(worst[0] < 1.1e-7 && worst[1] < 1.1e-6 && worst[2] < 1.1e-6);
}

static void runs_smoothly_across_nodes(void)
{
    // UT1 drifts by a few milliseconds a day; within a second around a node it must not jump
    for (int node = 1; node < 23900; node += 71) {
        const double mjd = 37665.0 + node;
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
          strstr(error.message, "2027-08-23") && strstr(error.message, "leonov data add"));
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

static leo_bytes bytes_of(const char *name, const char *text)
{
    return (leo_bytes){ name, (const unsigned char *)text, strlen(text) };
}

/* Four days of 2020 in each of the formats. */
static const char c04_14[] =
    "  INTERNATIONAL EARTH ROTATION AND REFERENCE SYSTEMS SERVICE\n"
    "      Date      MJD      x          y        UT1-UTC       LOD         dX        dY\n\n"
    "2020   1   1  58849   0.076577   0.282336  -0.1771554   0.0005225   0.000108   0.000018 0.0\n"
    "2020   1   2  58850   0.075242   0.282600  -0.1776380   0.0004446   0.000114   0.000020 0.0\n"
    "2020   1   3  58851   0.073922   0.282824  -0.1780554   0.0003927   0.000120   0.000022 0.0\n"
    "2020   1   4  58852   0.072613   0.283012  -0.1784353   0.0003708   0.000126   0.000024 0.0\n";
static const char c04_20[] =
    "# EOP (IERS) 20 C04\r\n"
    "2020   1   1   0  58849.00    0.076577    0.282336  -0.1771554    0.000108    0.000018  0 0\r\n"
    "2020   1   2   0  58850.00    0.075242    0.282600  -0.1776380    0.000114    0.000020  0 0\r\n"
    "2020   1   3   0  58851.00    0.073922    0.282824  -0.1780554    0.000120    0.000022  0 0\r\n"
    "2020   1   4   0  58852.00    0.072613    0.283012  -0.1784353    0.000126    0.000024  0 0";
static const char csv[] = "\xEF\xBB\xBF# mjd, x, y, ut1-utc, lod, dX, dY\n"
                          "58849,0.076577,0.282336,-0.1771554,0.0005,0.000108,0.000018\n"
                          "58850,0.075242,0.282600,-0.1776380,0.0005,0.000114,0.000020\n"
                          "58851,0.073922,0.282824,-0.1780554,0.0005,0.000120,0.000022\n"
                          "58852,0.072613,0.283012,-0.1784353,0.0005,0.000126,0.000024\n";
static const char finals[] =
    "20 1 1 58849.00 I  0.076577 0.000039  0.282336 0.000037  I-0.1771554 0.0000100  0.5225 0.0071  "
    "I     0.108    0.335     0.018    0.094\n"
    "20 1 2 58850.00 I  0.075242 0.000039  0.282600 0.000037  I-0.1776380 0.0000100  0.5225 0.0071  "
    "I     0.114    0.335     0.020    0.094\n"
    "20 1 3 58851.00 P  0.073922 0.000039  0.282824 0.000037  P-0.1780554 0.0000100                 "
    "P     0.120    0.335     0.022    0.094\n"
    "20 1 4 58852.00 P  0.072613 0.000039  0.283012 0.000037  P-0.1784353 0.0000100\n"
    "20 1 5 58853.00\n";

static void reads_four_formats_alike(void)
{
    const char *const texts[] = { c04_14, c04_20, csv, finals };
    for (int i = 0; i < 4; i++) {
        leo_error error = { 0 };
        const leo_orientation_table *table =
            leo_orientation_parse(bytes_of("file", texts[i]), NULL, arena, &error);
        if (!table) {
            printf("    %d: %s: %s\n", i, error.where, error.message);
            CHECK(!"read");
            continue;
        }
        leo_orientation o;
        CHECK(leo_orientation_in(table, at("2020-01-03T00:00:00Z"), &o, NULL) == LEO_OK);
        CHECK_NEAR(o.ut1_minus_tai_s, -0.1780554 - 37, 1e-9);
        CHECK_NEAR(o.pole_x_rad / ERFA_DAS2R, 0.073922, 1e-9);
        CHECK_NEAR(o.dx_rad / ERFA_DAS2R, 0.000120, 1e-9);
        CHECK_NEAR(o.dy_rad / ERFA_DAS2R, 0.000022, 1e-9);
        const leo_orientation_about about = leo_orientation_about_of(table);
        CHECK_TEXT(about.name, "file");
        CHECK_NEAR(leo_epoch_since(about.last, at("2020-01-04T00:00:00Z")), 0, 1e-6);
        CHECK_NEAR(
            leo_epoch_since(about.predicted, at(i == 3 ? "2020-01-03T00:00:00Z" : "2020-01-04T00:00:00Z")), 0,
            1e-6);
        // offsets that are blank keep their last value; beyond the file the built-in set answers
        CHECK(leo_orientation_in(table, at("2020-01-04T00:00:00Z"), &o, NULL) == LEO_OK);
        CHECK_NEAR(o.dx_rad / ERFA_DAS2R, i == 3 ? 0.000120 : 0.000126, 1e-9);
        leo_orientation below;
        CHECK(leo_orientation_in(table, at("2021-01-04T00:00:00Z"), &o, NULL) == LEO_OK);
        CHECK(leo_orientation_at(at("2021-01-04T00:00:00Z"), &below, NULL) == LEO_OK);
        CHECK(o.ut1_minus_tai_s == below.ut1_minus_tai_s);
        CHECK(leo_orientation_in(table, at("2031-01-04T00:00:00Z"), &o, &error) == LEO_OUT_OF_RANGE);
        CHECK(strstr(error.message, "file from 2020-01-01 to 2020-01-04"));
    }
}

static void refused(const char *text, const char *part)
{
    leo_error error = { 0 };
    CHECK(!leo_orientation_parse(bytes_of("file", text), NULL, arena, &error));
    if (error.status != LEO_BAD_INPUT || (!strstr(error.message, part) && !strstr(error.where, part))) {
        printf("  FAILED %s: %s\n", error.where, error.message);
        check_failures++;
    }
}

static void refuses_files_that_are_none(void)
{
    refused("", "0 days");
    refused("# nothing\n", "0 days");
    refused("58849,0.1,0.2,-0.1,0,0,0\n58850,0.1,0.2,-0.1,0,0,0\n", "2 days");
    refused("58849,0.1,0.2,-0.1,0,0,0\n58851,0.1,0.2,-0.1,0,0,0\n", "follow one another");
    refused("58849,0.1,0.2,-0.1,0,0,0\n58850,nan,0.2,-0.1,0,0,0\n", "file:2");
    refused("58849,0.1,0.2,-0.1,0,0,0\n58850,0.1,99,-0.1,0,0,0\n", "10 arcsec");
    refused("58849,0.1,0.2,-0.1,0,-0.112,-0.01\n", "dPsi");
    refused("2020 1 2 58849 0.1 0.2 -0.1 0 0 0\n", "same day");
    refused("58849,0.1,0.2,-0.1,0,0,0\n58850,0.1,0.2\n", "seven numbers");
    // cut within UT1-UTC, 0.0720369 s there
    refused("25 813 60900.00 I  0.218698 0.000014  0.413155 0.000013  I 0.072", "amid a number");
}

static void a_million_lines_are_read_through(void)
{
    const size_t lines = 1000000, length = sizeof csv - 4; // behind the byte order mark
    char *text = malloc(2 * lines + length + 1);
    CHECK(text != NULL);
    for (size_t i = 0; text && i < lines; i++)
        memcpy(text + 2 * i, "#\n", 2);
    if (text) {
        memcpy(text + 2 * lines, csv + 3, length + 1);
        CHECK(leo_orientation_parse((leo_bytes){ "file", (unsigned char *)text, 2 * lines + length }, NULL,
                                    arena, NULL));
        // the same figures again and again: days do not follow one another
        for (size_t i = 0; i < lines; i++)
            memcpy(text + 2 * i, "1\n", 2);
        CHECK(!leo_orientation_parse((leo_bytes){ "file", (unsigned char *)text, 2 * lines }, NULL, arena,
                                     NULL));
    }
    free(text);
}

static void a_decree_holds_always(void)
{
    leo_orientation o;
    leo_error error = { 0 };
    const leo_orientation_table *table =
        leo_orientation_constant((leo_orientation){ .ut1_minus_tai_s = -32.5 }, arena, NULL);
    CHECK(leo_orientation_in(table, at("2100-01-01T00:00:00Z"), &o, NULL) == LEO_OK &&
          o.ut1_minus_tai_s == -32.5);
    CHECK(!leo_orientation_constant((leo_orientation){ .ut1_minus_tai_s = NAN }, arena, &error));
    CHECK(error.status == LEO_BAD_ARGUMENT);
}

int main(void)
{
    arena = leo_arena_create(NULL);
    RUN(reads_four_formats_alike);
    RUN(refuses_files_that_are_none);
    RUN(a_million_lines_are_read_through);
    RUN(a_decree_holds_always);
    RUN(gives_the_published_values_of_two_days);
    RUN(runs_smoothly_across_nodes);
    RUN(goes_back_to_1960_more_coarsely);
    RUN(refuses_what_it_does_not_know);
    RUN(ut1_is_tai_and_the_difference);
    if (!check_reference_data() || check_failures)
        return leo_arena_destroy(arena),
               check_failures ? check_result() : (SKIP_LOUDLY("LEO_REFERENCE_DATA"), 0);
    char path[512];
    snprintf(path, sizeof path, "%s/earth-orientation/eop14c04_1962_2024.csv", check_reference_data());
    FILE *file = fopen(path, "r");
    if (!file)
        SKIP_LOUDLY(path);
    gives_every_day_of_the_series(file);
    fclose(file);
    leo_arena_destroy(arena);
    return check_result();
}
