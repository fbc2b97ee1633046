/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "time/epoch.h"
#include "time/orientation.h"
#include "world/body.h"
#include "world/earth.h"
#include "world/frame.h"

#include <erfa.h>
#include <erfam.h>

static leo_arena *arena;

static leo_epoch at(const char *utc)
{
    leo_epoch epoch = { 0 };
    CHECK(leo_epoch_from_utc(utc, &epoch, NULL) == LEO_OK);
    return epoch;
}

static leo_earth *earth_from(const char *utc, double span_s)
{
    leo_error error = { 0 };
    leo_earth *earth = leo_earth_create(NULL, at(utc), span_s, arena, &error);
    if (!earth)
        printf("    %s\n", error.message);
    return earth;
}

static double largest(leo_mat3 a, double b[3][3])
{
    double worst = 0;
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            worst = fmax(worst, fabs(a.m[i][j] - b[i][j]));
    return worst;
}

/* The built-in sets, with Earth orientation by decree: seconds, arcsec. */
static leo_data by_decree(double ut1_minus_tai_s, double x, double y, double dx, double dy)
{
    leo_data data = *leo_data_builtin();
    data.clocks.orientation =
        leo_orientation_constant((leo_orientation){ ut1_minus_tai_s, x * ERFA_DAS2R, y * ERFA_DAS2R,
                                                    dx * ERFA_DAS2R, dy * ERFA_DAS2R },
                                 arena, NULL);
    return data;
}

static void matches_the_cookbook_of_sofa(void)
{
    // SOFA Tools for Earth Attitude (2017), section 5.6: 2007-04-05T12:00 UTC, IAU 2006/2000A, CIO based, with
    // UT1-UTC -0.072073685 s, pole 0.0349282" 0.4833163", dX 0.1750 mas, dY -0.2259 mas
    double published[3][3] = { { +0.973104317697536, +0.230363826239128, -0.000703163482198 },
                               { -0.230363800456036, +0.973104570632801, +0.000118545366625 },
                               { +0.000711560162668, +0.000046626403995, +0.999999745754024 } };
    const leo_data data = by_decree(-0.072073685 - 33, 0.0349282, 0.4833163, 0.0001750, -0.0002259);
    const leo_earth *earth = leo_earth_create(&data, at("2007-04-05T12:00:00Z"), 0, arena, NULL);
    const leo_mat3 got = leo_earth_itrf_from_gcrf(earth, 0);
    printf("    cookbook: %.1e, with the built-in orientation %.1e\n", largest(got, published),
           largest(leo_earth_itrf_from_gcrf(earth_from("2007-04-05T12:00:00Z", 0), 0), published));
    CHECK(largest(got, published) < 2e-12); // the card: 1 uas, and fifteen printed digits
    // their orientation is that of 2007, since revised by 0.5 mas (2.4e-9) and 35 us (2.6e-9)
    CHECK(largest(leo_earth_itrf_from_gcrf(earth_from("2007-04-05T12:00:00Z", 0), 0), published) < 5e-9);
}

/* The axes of 1976/1980: the table against the exact ones of the frames, where test_frame.c holds them against others. */
static void the_older_theory_is_tabulated_as_well(void)
{
    leo_data data = by_decree(-32.469, 0.0349282, 0.4833163, 0.0001750, -0.0002259); // dX, dY count nothing
    data.earth_axes = LEO_EARTH_1980;
    const leo_epoch start = at("2007-11-20T00:00:00Z");
    const leo_earth *earth = leo_earth_create(&data, start, 86400, arena, NULL);
    double worst = 0, worst_tod = 0, worst_spin = 0;
    for (double t = 0; t <= 86400; t += 1234) {
        leo_mat3 itrf, tod;
        leo_vec3 spin;
        CHECK(leo_frame_from_gcrf(LEO_ITRF, &data, leo_epoch_add(start, t), &itrf, &spin, NULL) == LEO_OK);
        CHECK(leo_frame_from_gcrf(LEO_TOD, &data, leo_epoch_add(start, t), &tod, NULL, NULL) == LEO_OK);
        worst = fmax(worst, largest(leo_earth_itrf_from_gcrf(earth, t), itrf.m));
        worst_tod = fmax(worst_tod, largest(leo_earth_tod_from_gcrf(earth, t), tod.m));
        worst_spin = fmax(worst_spin, leo_norm(leo_sub(leo_earth_spin_gcrf_rad_s(earth, t), spin)));
    }
    printf("    of 1980: ITRF %.1e, TOD %.1e, spin %.1e rad/s\n", worst, worst_tod, worst_spin);
    CHECK(worst < 2e-12 && worst_tod < 2e-12); // the card: 1e-13, and the rounding of angles of 7000 turns
    CHECK(worst_spin < 2e-11);                 // that of the frames leaves out precession: 8e-12
    leo_mat3 of_today;
    data.earth_axes = LEO_EARTH_2006;
    CHECK(leo_frame_from_gcrf(LEO_ITRF, &data, start, &of_today, NULL, NULL) == LEO_OK);
    const double apart = largest(leo_earth_itrf_from_gcrf(earth, 0), of_today.m);
    CHECK(apart > 1e-8 && apart < 1e-6); // 70 mas are 3e-7
}

/* The table against the same theory evaluated at the instant, with the same orientation. */
static void the_table_loses_nothing_against_erfa(void)
{
    const char *start = "1965-03-18T07:08:47Z";
    const leo_earth *earth = earth_from(start, 26 * 3600);
    double worst = 0, worst_tod = 0, worst_sun = 0, worst_moon = 0;
    for (double t = -3600; t <= 27 * 3600; t += 997) {
        const leo_epoch epoch = leo_epoch_add(at(start), t);
        double tt1, tt2, ut1, ut2, tdb1, tdb2, x, y, want[3][3], true_of_date[3][3];
        leo_orientation o;
        leo_vec3 sun, moon;
        leo_epoch_tt(epoch, &tt1, &tt2);
        leo_epoch_tdb(epoch, &tdb1, &tdb2);
        CHECK(leo_epoch_ut1(epoch, &ut1, &ut2, NULL) == LEO_OK);
        CHECK(leo_orientation_at(epoch, &o, NULL) == LEO_OK);
        eraPnm06a(tt1, tt2, true_of_date);
        eraBpn2xy(true_of_date, &x, &y);
        double cirs[3][3], polar[3][3];
        eraC2ixys(x + o.dx_rad, y + o.dy_rad, eraS06(tt1, tt2, x + o.dx_rad, y + o.dy_rad), cirs);
        eraPom00(o.pole_x_rad, o.pole_y_rad, eraSp00(tt1, tt2), polar);
        eraC2tcio(cirs, eraEra00(ut1, ut2), polar, want);
        worst = fmax(worst, largest(leo_earth_itrf_from_gcrf(earth, t), want));
        worst_tod = fmax(worst_tod, largest(leo_earth_tod_from_gcrf(earth, t), true_of_date));
        CHECK(leo_ephemeris_state(leo_ephemeris_builtin(), LEO_BODY_SUN, LEO_BODY_EARTH, tdb1, tdb2, &sun,
                                  NULL, NULL) == LEO_OK);
        CHECK(leo_ephemeris_state(leo_ephemeris_builtin(), LEO_BODY_MOON, LEO_BODY_EARTH, tdb1, tdb2, &moon,
                                  NULL, NULL) == LEO_OK);
        worst_sun = fmax(worst_sun, leo_norm(leo_sub(leo_earth_sun_gcrf_m(earth, t), sun)));
        worst_moon = fmax(worst_moon, leo_norm(leo_sub(leo_earth_moon_gcrf_m(earth, t), moon)));
    }
    printf("    itrf %.1e, tod %.1e, Sun %.1e m, Moon %.1e m\n", worst, worst_tod, worst_sun, worst_moon);
    // the card: 0.02 uas, 1e-13 rad, and the rounding of an angle of some radians; 5 mm
    CHECK(worst < 2e-13);
    CHECK(worst_tod < 2e-13);
    CHECK(worst_sun < 1e-3);
    CHECK(worst_moon < 5e-3);
}

static void matrices_are_rotations(void)
{
    const leo_earth *earth = earth_from("2020-06-01T00:00:00Z", 1e5);
    for (double t = 0; t < 1e5; t += 7919) {
        const leo_mat3 pair[] = { leo_earth_itrf_from_gcrf(earth, t), leo_earth_tod_from_gcrf(earth, t) };
        for (int k = 0; k < 2; k++) {
            const leo_mat3 one = leo_mat_mul(pair[k], leo_mat_transpose(pair[k]));
            for (int i = 0; i < 3; i++)
                for (int j = 0; j < 3; j++)
                    CHECK(fabs(one.m[i][j] - (i == j)) < 1e-15);
        }
    }
}

static void the_rotation_vector_turns_the_matrix(void)
{
    const leo_earth *earth = earth_from("1965-03-18T07:00:00Z", 7200);
    const double dt = 1;
    const leo_vec3 fixed = { 4e6, -3e6, 3.9e6 };
    const leo_mat3 before = leo_earth_itrf_from_gcrf(earth, 3600 - dt),
                   after = leo_earth_itrf_from_gcrf(earth, 3600 + dt);
    const leo_vec3 pos = leo_mat_tvec(leo_earth_itrf_from_gcrf(earth, 3600), fixed);
    const leo_vec3 moved =
        leo_scale(1 / (2 * dt), leo_sub(leo_mat_tvec(after, fixed), leo_mat_tvec(before, fixed)));
    const leo_vec3 want = leo_cross(leo_earth_spin_gcrf_rad_s(earth, 3600), pos);
    // chord instead of arc: (w dt)^2/6 of 465 m/s, 4.1e-7 m/s; wander of the pole over the Earth 1.5e-6 m/s
    CHECK_NEAR(leo_norm(leo_sub(moved, want)), 0, 2e-6);
    CHECK_NEAR(leo_norm(leo_earth_spin_gcrf_rad_s(earth, 0)), 7.2921150e-5, 2e-12);
}

static void the_state_of_aas_06_134_agrees(FILE *file)
{
    // Vallado, Seago & Seidelmann (2006), LEO case, IAU 2000A: ITRF to GCRF. They take the UT1-UTC of 0h for 7h51m: 0.47 ms
    // of its drift of 1.44 ms a day, at 7.97e6 m from the axis 0.27 m; the pole, 0.3 mas, 15 mm
    char line[512];
    double itrf[3] = { 0 }, gcrf[3] = { 0 };
    while (fgets(line, sizeof line, file)) {
        sscanf(line, "LEO,2004-04-06T07:51:28.386009,any,ITRF,%lf,%lf,%lf", &itrf[0], &itrf[1], &itrf[2]);
        sscanf(line, "LEO,2004-04-06T07:51:28.386009,IAU2000A CIO,GCRF,%lf,%lf,%lf", &gcrf[0], &gcrf[1],
               &gcrf[2]);
    }
    CHECK(itrf[0] != 0 && gcrf[0] != 0);
    const leo_earth *earth = earth_from("2004-04-06T07:51:28.386009Z", 0);
    const leo_vec3 got = leo_mat_tvec(leo_earth_itrf_from_gcrf(earth, 0), leo_vec(itrf[0], itrf[1], itrf[2]));
    const double miss = leo_norm(leo_sub(got, leo_vec(gcrf[0], gcrf[1], gcrf[2])));
    printf("    LEO state of AAS 06-134: %.3f m\n", miss);
    CHECK_NEAR(miss, 0, 0.31);
}

static void sun_and_moon_stand_where_almanacs_say(void)
{
    // Meeus, Astronomical Algorithms, example 25.b: 1992-10-13 0h TD, apparent geocentric longitude of the Sun
    // 199 deg 54' 21.818", distance 0.99760853 au. Ours is geometric: aberration (20.5") and 10 s of light time aside
    const leo_earth *earth = earth_from("1992-10-12T23:59:00.816Z", 0);
    const leo_vec3 sun = leo_mat_vec(leo_earth_tod_from_gcrf(earth, 0), leo_earth_sun_gcrf_m(earth, 0));
    const double tilt = 23.4401443 * ERFA_DD2R; // true obliquity in that example
    const double lon = atan2(sun.y * cos(tilt) + sun.z * sin(tilt), sun.x);
    CHECK_NEAR(eraAnp(lon) * ERFA_DR2D, 199.906061 + 20.5 / 3600, 1.0 / 3600);
    CHECK_NEAR(leo_norm(sun) / LEO_AU_M, 0.99760853, 2e-6);
    // example 47.a: 1992-04-12 0h TD, Moon at 368 409.7 km
    earth = earth_from("1992-04-11T23:59:01.816Z", 0);
    CHECK_NEAR(leo_norm(leo_earth_moon_gcrf_m(earth, 0)), 368409.7e3, 20e3);
}

static void knows_its_span_and_season(void)
{
    const leo_earth *earth = earth_from("1965-03-18T12:00:00Z", 86400);
    CHECK(leo_earth_covers(earth, -3600) && leo_earth_covers(earth, 86400 + 3600));
    CHECK(!leo_earth_covers(earth, -3601) && !leo_earth_covers(earth, 86400 + 3601) &&
          !leo_earth_covers(earth, NAN));
    CHECK_NEAR(leo_earth_day_of_year(earth, 43200), 78, 1e-6);
    // beyond the span the end is used: finite, not extrapolated
    const leo_mat3 end = leo_earth_itrf_from_gcrf(earth, 86400 + 3600),
                   beyond = leo_earth_itrf_from_gcrf(earth, 1e9);
    CHECK(end.m[0][0] == beyond.m[0][0]);
}

static void refuses_what_it_cannot_know(void)
{
    leo_error error = { 0 };
    CHECK(!leo_earth_create(NULL, leo_epoch_add(at("1960-01-01T00:00:00Z"), -1), 0, arena, &error));
    CHECK(error.status == LEO_OUT_OF_RANGE && strstr(error.message, "IERS"));
    error = (leo_error){ 0 };
    CHECK(!leo_earth_create(NULL, at("2026-07-01T00:00:00Z"), 86400 * 420.0, arena, &error));
    CHECK(error.status == LEO_OUT_OF_RANGE);
    error = (leo_error){ 0 };
    CHECK(!leo_earth_create(NULL, at("2000-01-01T00:00:00Z"), -1, arena, &error));
    CHECK(error.status == LEO_BAD_ARGUMENT);
    CHECK(!leo_earth_create(NULL, at("2000-01-01T00:00:00Z"), NAN, arena, NULL));
    // the last day of the set may be flown to its end, and not a second further
    CHECK(leo_earth_create(NULL, at("2027-08-22T12:00:00Z"), 43200, arena, NULL) != NULL);
    CHECK(!leo_earth_create(NULL, at("2027-08-22T12:00:00Z"), 43201, arena, NULL));
}

int main(void)
{
    arena = leo_arena_create(NULL);
    RUN(matches_the_cookbook_of_sofa);
    RUN(the_older_theory_is_tabulated_as_well);
    RUN(the_table_loses_nothing_against_erfa);
    RUN(matrices_are_rotations);
    RUN(the_rotation_vector_turns_the_matrix);
    RUN(sun_and_moon_stand_where_almanacs_say);
    RUN(knows_its_span_and_season);
    RUN(refuses_what_it_cannot_know);
    if (check_reference_data()) {
        char path[512];
        snprintf(path, sizeof path, "%s/time-frames/frames_aas06134.csv", check_reference_data());
        FILE *file = fopen(path, "r");
        if (!file)
            SKIP_LOUDLY(path);
        the_state_of_aas_06_134_agrees(file);
        fclose(file);
    }
    leo_arena_destroy(arena);
    if (!check_reference_data() && !check_failures)
        SKIP_LOUDLY("LEO_REFERENCE_DATA");
    return check_result();
}
