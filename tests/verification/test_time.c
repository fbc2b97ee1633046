/* SPDX-License-Identifier: MIT */
/* Time scales against SOFA's own check values, leap seconds and Earth orientation against the files of IERS and USNO. */
#include "verify.h"

#include "time/epoch.h"
#include "time/mars.h"
#include "time/scale.h"

static const char SOFA[] = "SOFA validation suite (ERFA t_erfa_c)", IERS[] = "IERS EOP 14 C04, 1962 to 2024";
static const double ARCSEC = 3.14159265358979323846 / 648000, DEG = 3.14159265358979323846 / 180;

static leo_arena *arena;

static leo_bytes read_file(const char *name)
{
    char path[4096];
    leo_bytes bytes = { 0 };
    snprintf(path, sizeof path, "%s/%s", check_reference_data(), name);
    if (leo_file_read(path, 1 << 28, arena, &bytes, NULL) != LEO_OK)
        SKIP_LOUDLY(path);
    bytes.name = leo_arena_text(arena, path);
    return bytes;
}

/* One check of SOFA: a date of one scale (2453750.5 + jd2), the part of the day that another shows. */
typedef struct sofa_row {
    const char *name;
    leo_timescale from, to;
    double jd2, want;
    double ut1_minus_tai_s;
} sofa_row;

static const sofa_row sofa_rows[] = {
    { "taitt", LEO_TAI, LEO_TT, 0.892482639, 0.892855139, 0 },
    { "tttai", LEO_TT, LEO_TAI, 0.892482639, 0.892110139, 0 },
    { "utctai", LEO_UTC, LEO_TAI, 0.892100694, 0.8924826384444444444, 0 },
    { "taiutc", LEO_TAI, LEO_UTC, 0.892482639, 0.8921006945555555556, 0 },
    { "tttcg", LEO_TT, LEO_TCG, 0.892482639, 0.8924900312508587113, 0 },
    { "tcgtt", LEO_TCG, LEO_TT, 0.892862531, 0.8928551387488816828, 0 },
    { "tdbtcb", LEO_TDB, LEO_TCB, 0.892855137, 0.8930195997253656716, 0 },
    { "tcbtdb", LEO_TCB, LEO_TDB, 0.893019599, 0.8928551362746343397, 0 },
    { "taiut1", LEO_TAI, LEO_UT1, 0.892482639, 0.8921045614537037037, -32.6659 },
    { "ut1tai", LEO_UT1, LEO_TAI, 0.892104561, 0.8924826385462962963, -32.6659 },
    { "ttut1", LEO_TT, LEO_UT1, 0.892855139, 0.8921045614537037037, 32.184 - 64.8499 },
    { "ut1tt", LEO_UT1, LEO_TT, 0.892104561, 0.8928551385462962963, 32.184 - 64.8499 },
    { "utcut1", LEO_UTC, LEO_UT1, 0.892100694, 0.8921045608981481481, 0.3341 - 33 },
    { "ut1utc", LEO_UT1, LEO_UTC, 0.892104561, 0.8921006941018518519, 0.3341 - 33 },
};

static void scales_agree_with_sofa(void)
{
    double worst = 0;
    for (size_t i = 0; i < sizeof sofa_rows / sizeof *sofa_rows; i++) {
        const sofa_row *row = &sofa_rows[i];
        const leo_clocks clocks = { .orientation = leo_orientation_constant(
                                        (leo_orientation){ .ut1_minus_tai_s = row->ut1_minus_tai_s }, arena,
                                        NULL) };
        leo_epoch epoch;
        double jd1 = 0, jd2 = 0;
        CHECK(leo_epoch_from_jd(row->from, 2453750.5, row->jd2, &clocks, &epoch, NULL) == LEO_OK);
        CHECK(leo_epoch_jd(epoch, row->to, &clocks, &jd1, &jd2, NULL) == LEO_OK);
        const double miss = fabs((jd1 - 2453750.5) + jd2 - row->want);
        if (miss > 1e-12)
            printf("    %s: %g d\n", row->name, miss);
        worst = fmax(worst, miss);
    }
    verify("Time", "UTC, UT1, TAI, TT, TDB, TCG, TCB: 14 conversions of SOFA", worst, 1e-12, "d", SOFA);
}

static void leap_seconds_agree_with_sofa(void)
{
    const int mjd[] = { 52791, 54482, 57997 };
    const double want[] = { 32, 33, 37 };
    double worst = 0;
    for (int i = 0; i < 3; i++) {
        leo_leap_day day;
        CHECK(leo_leap_on(NULL, mjd[i], &day, NULL) == LEO_OK);
        worst = fmax(worst, fabs(day.offset_s - want[i]));
    }
    verify("Time", "TAI-UTC of 2003, 2008, 2017", worst, 0, "s", SOFA);
}

static void five_formats_agree(void)
{
    const char *const names[] = { "earth-orientation/tai-utc.dat", "earth-orientation/UTC-TAI.history",
                                  "earth-orientation/Leap_Second.dat", "ephemeris/naif0012.tls" };
    double worst = 0;
    for (int i = 0; i < 4; i++) {
        const leo_leap_table *table = leo_leap_parse(read_file(names[i]), arena, NULL);
        CHECK(table != NULL);
        for (int mjd = 37300; table && mjd < 61584; mjd++) {
            leo_leap_day a, b;
            CHECK(leo_leap_on(table, mjd, &a, NULL) == LEO_OK && leo_leap_on(NULL, mjd, &b, NULL) == LEO_OK);
            worst = fmax(worst, fabs(a.offset_s - b.offset_s));
        }
    }
    verify("Time", "TAI-UTC of every day from 1961 to 2027, four files against what is built in", worst,
           1e-12, "s", "USNO tai-utc.dat; IERS UTC-TAI.history, Leap_Second.dat; NAIF naif0012.tls");
}

static void round_trips_are_exact(void)
{
    const leo_timescale scales[] = { LEO_TT, LEO_TDB, LEO_TCG, LEO_TCB, LEO_GPS, LEO_UT1, LEO_UTC };
    double worst = 0, worst_text = 0;
    for (int k = 0; k < 7; k++)
        for (double s = -1.1e9; s < 8.3e8; s += 12345678.9) {
            const leo_epoch epoch = leo_epoch_add((leo_epoch){ 0, 0.123456789 }, s);
            double jd1, jd2;
            leo_epoch back = { 0 }, read = { 0 };
            char text[48];
            CHECK(leo_epoch_jd(epoch, scales[k], NULL, &jd1, &jd2, NULL) == LEO_OK);
            CHECK(leo_epoch_from_jd(scales[k], jd1, jd2, NULL, &back, NULL) == LEO_OK);
            worst = fmax(worst, fabs(leo_epoch_since(back, epoch)));
            CHECK(leo_epoch_write(epoch, scales[k], 12, NULL, text, NULL) == LEO_OK);
            CHECK(leo_epoch_read(text, strlen(text), scales[k], NULL, &read, NULL) == LEO_OK);
            worst_text = fmax(worst_text, fabs(leo_epoch_since(read, epoch)));
        }
    verify("Time", "seven scales there and back as Julian dates, 1965 to 2026", worst, 1e-9, "s", "identity");
    verify("Time", "seven scales there and back as text of 12 decimals, 1965 to 2026", worst_text, 1e-10, "s",
           "identity");
}

typedef struct day {
    double mjd, x, y, ut1_utc_s, lod_s, dx, dy;
} day;

static void orientation_agrees_with_the_daily_series(void)
{
    const leo_bytes bytes = read_file("earth-orientation/eop14c04_1962_2024.csv");
    const leo_orientation_table *parsed = leo_orientation_parse(bytes, NULL, arena, NULL);
    CHECK(parsed != NULL);
    double ut1[2] = { 0 }, pole[2] = { 0 }, offsets[2] = { 0 }, lod_squares = 0, lod_worst = 0;
    int count = 0;
    leo_lines lines = leo_lines_of(bytes);
    while (parsed && leo_lines_next(&lines)) {
        day d;
        if (sscanf(lines.text, "%lf,%lf,%lf,%lf,%lf,%lf,%lf", &d.mjd, &d.x, &d.y, &d.ut1_utc_s, &d.lod_s,
                   &d.dx, &d.dy) != 7)
            continue;
        leo_leap_day leap;
        CHECK(leo_leap_on(NULL, (int)d.mjd, &leap, NULL) == LEO_OK);
        leo_epoch epoch;
        CHECK(leo_epoch_from_jd(LEO_UTC, 2400000.5, d.mjd, NULL, &epoch, NULL) == LEO_OK);
        for (int k = 0; k < 2; k++) {
            leo_orientation o;
            CHECK(leo_orientation_in(k ? parsed : NULL, epoch, &o, NULL) == LEO_OK);
            ut1[k] = fmax(ut1[k], fabs(o.ut1_minus_tai_s - (d.ut1_utc_s - leap.offset_s)));
            pole[k] =
                fmax(pole[k], fmax(fabs(o.pole_x_rad / ARCSEC - d.x), fabs(o.pole_y_rad / ARCSEC - d.y)));
            offsets[k] =
                fmax(offsets[k], fmax(fabs(o.dx_rad / ARCSEC - d.dx), fabs(o.dy_rad / ARCSEC - d.dy)));
        }
        leo_orientation before, after;
        if (d.mjd > 37670 && d.mjd < 60550 &&
            leo_orientation_at(leo_epoch_add(epoch, -1800), &before, NULL) == LEO_OK &&
            leo_orientation_at(leo_epoch_add(epoch, 1800), &after, NULL) == LEO_OK) {
            const double miss = (before.ut1_minus_tai_s - after.ut1_minus_tai_s) * 24 - d.lod_s;
            lod_squares += miss * miss;
            lod_worst = fmax(lod_worst, fabs(miss));
            count++;
        }
    }
    printf("    length of day: worst %.2g s\n", lod_worst);
    verify("Earth orientation", "UT1-UTC of 22 892 days, built in", ut1[0], 1.1e-7, "s", IERS);
    verify("Earth orientation", "UT1-UTC of 22 892 days, from the file", ut1[1], 1e-9, "s", IERS);
    verify("Earth orientation", "pole of 22 892 days, built in", 1e6 * pole[0], 1.1, "uas", IERS);
    verify("Earth orientation", "pole of 22 892 days, from the file", 1e6 * pole[1], 0.01, "uas", IERS);
    verify("Earth orientation", "dX, dY of 22 892 days, built in", 1e6 * offsets[0], 1.1, "uas", IERS);
    verify("Earth orientation", "length of day of 22 880 days, slope of UT1, rms", sqrt(lod_squares / count),
           5e-5, "s", IERS);
}

/* Two services for the same days: what the rapid one differs from the final one. */
static void the_rapid_service_agrees_with_the_series(void)
{
    const leo_orientation_table *rapid = leo_orientation_parse(
        read_file("earth-orientation/finals2000A_2023-12_2027-08.txt"), NULL, arena, NULL);
    CHECK(rapid != NULL);
    double ut1 = 0, pole = 0;
    int count = 0;
    for (double mjd = 60300; rapid && mjd < 60556; mjd += 0.37) {
        leo_epoch epoch;
        leo_orientation a, b;
        CHECK(leo_epoch_from_jd(LEO_UTC, 2400000.5, mjd, NULL, &epoch, NULL) == LEO_OK);
        CHECK(leo_orientation_in(rapid, epoch, &a, NULL) == LEO_OK &&
              leo_orientation_at(epoch, &b, NULL) == LEO_OK);
        const double miss_s = a.ut1_minus_tai_s - b.ut1_minus_tai_s;
        const double miss_mas =
            1e3 * hypot(a.pole_x_rad - b.pole_x_rad, a.pole_y_rad - b.pole_y_rad) / ARCSEC;
        ut1 += miss_s * miss_s;
        pole += miss_mas * miss_mas;
        count++;
    }
    verify("Earth orientation", "UT1, rapid service against C04, December 2023 to September 2024, rms",
           sqrt(ut1 / count), 1e-4, "s", "IERS Bulletin A (finals2000A)");
    verify("Earth orientation", "pole, rapid service against C04, December 2023 to September 2024, rms",
           sqrt(pole / count), 0.3, "mas", "IERS Bulletin A (finals2000A)");
}

static void mars_agrees_with_mars24(void)
{
    leo_epoch epoch;
    CHECK(leo_epoch_from_utc("2000-01-06T00:00:00Z", &epoch, NULL) == LEO_OK);
    const leo_mars_time mars = leo_mars_time_at(epoch);
    const char *source = "NASA GISS, Mars24 worked example A";
    verify("Mars", "sol date of 2000-01-06 0h UTC, 44795.99976", fabs(mars.sol_date - 44795.99976), 5e-6,
           "sol", source);
    verify("Mars", "areocentric longitude of the Sun, 277.18758 deg",
           fabs(mars.solar_longitude_rad / DEG - 277.18758), 1e-5, "deg", source);
    verify("Mars", "equation of time, -5.18774 deg", fabs(mars.equation_of_time_rad / DEG + 5.18774), 1e-5,
           "deg", source);
}

int main(void)
{
    arena = leo_arena_create(NULL);
    RUN(scales_agree_with_sofa);
    RUN(leap_seconds_agree_with_sofa);
    RUN(round_trips_are_exact);
    RUN(mars_agrees_with_mars24);
    if (check_reference_data()) {
        RUN(five_formats_agree);
        RUN(orientation_agrees_with_the_daily_series);
        RUN(the_rapid_service_agrees_with_the_series);
    }
    leo_arena_destroy(arena);
    if (!check_reference_data() && !check_failures)
        SKIP_LOUDLY("LEO_REFERENCE_DATA");
    return check_result();
}
