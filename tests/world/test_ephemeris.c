/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "check.h"
#include "kernel.h"

static const double J2000_JD = 2451545.0, AU_M = 149597870700.0, DAY_S = 86400;

static leo_arena *arena;

static leo_vec3 place(int target, int center, double jd)
{
    leo_vec3 pos = { 0 };
    CHECK(leo_ephemeris_state(leo_ephemeris_builtin(), target, center, jd, 0, &pos, NULL, NULL) == LEO_OK);
    return pos;
}

static void meets_published_points_of_de405(void)
{
    // JPL testpo.405 as printed, au of DE405: 13 decimals
    const double au_m = 149597870691.0;
    CHECK_NEAR(place(LEO_BODY_MOON, LEO_BODY_JUPITER_BARYCENTRE, 2452699.5).z / au_m, -1.4209598221498,
               1e-13);
    CHECK_NEAR(place(LEO_BODY_URANUS_BARYCENTRE, LEO_BODY_BARYCENTRE, 2452760.5).z / au_m, -4.2775692622201,
               1e-13);
    CHECK_NEAR(place(LEO_BODY_EARTH, LEO_BODY_NEPTUNE_BARYCENTRE, 2452791.5).z / au_m, 8.5963291192940,
               1e-13);
    CHECK_NEAR(place(LEO_BODY_PLUTO_BARYCENTRE, LEO_BODY_SATURN_BARYCENTRE, 2452821.5).x / au_m,
               -5.4895120744145, 1e-13);
    CHECK_NEAR(place(LEO_BODY_MARS, LEO_BODY_JUPITER_BARYCENTRE, 2452852.5).y / au_m, -3.4742823298269,
               1e-13);
}

static void the_moon_keeps_its_distance_and_month(void)
{
    double nearest = 1e12, furthest = 0;
    for (int i = 0; i < 40000; i++) {
        const double far_m = leo_norm(place(LEO_BODY_MOON, LEO_BODY_EARTH, J2000_JD + 0.25 * i));
        nearest = fmin(nearest, far_m);
        furthest = fmax(furthest, far_m);
    }
    // Meeus, Astronomical Algorithms, ch. 50: extremes of perigee and apogee 356 371 km and 406 720 km over 1500-2500
    CHECK(nearest > 356.371e6 && nearest < 357e6);
    CHECK(furthest < 406.720e6 && furthest > 406e6);
}

static void perihelion_and_barycentre_lie_where_they_should(void)
{
    // Astronomical Almanac: the Earth at perihelion on 2000 January 3, 0.9833 au
    CHECK_NEAR(leo_norm(place(LEO_BODY_SUN, LEO_BODY_EARTH, 2451546.7)) / AU_M, 0.98332, 5e-5);
    // the barycentre of Earth and Moon divides their distance as 1 : 81.30056
    const leo_vec3 moon = place(LEO_BODY_MOON, LEO_BODY_EARTH, J2000_JD),
                   both = place(LEO_BODY_EARTH_MOON, LEO_BODY_EARTH, J2000_JD);
    CHECK_NEAR(leo_norm(leo_sub(leo_scale(82.30056, both), moon)), 0, 1e-6 * leo_norm(moon));
    CHECK_NEAR(leo_norm(moon) / leo_norm(both), 82.30056, 1e-9);
}

static void velocity_is_the_slope_of_the_place(void)
{
    static const int bodies[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 301, 399, 199, 299, 499 };
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        leo_vec3 before, after, pos, vel;
        const double jd = 2444444.5 + (double)i, step_day = 0.01, center = i % 2 ? 0 : 10;
        const leo_ephemeris *set = leo_ephemeris_builtin();
        if (bodies[i] == (int)center)
            continue;
        leo_ephemeris_state(set, bodies[i], (int)center, jd, 0.3 - step_day, &before, NULL, NULL);
        leo_ephemeris_state(set, bodies[i], (int)center, jd, 0.3 + step_day, &after, NULL, NULL);
        CHECK(leo_ephemeris_state(set, bodies[i], (int)center, jd, 0.3, &pos, &vel, NULL) == LEO_OK);
        const leo_vec3 slope = leo_scale(1 / (2 * step_day * DAY_S), leo_sub(after, before));
        // third derivative of Mercury and of the Moon over 864 s: below 3e-6 of the velocity; rounding 1e-6 m/s
        CHECK_NEAR(leo_norm(leo_sub(slope, vel)), 0, 3e-6 * leo_norm(vel) + 1e-5);
    }
}

static void chains_add_up_and_turn_round(void)
{
    static const int bodies[] = { 0, 3, 10, 301, 399, 499, 5 };
    for (size_t a = 0; a < 7; a++)
        for (size_t b = 0; b < 7; b++) {
            const leo_vec3 there = place(bodies[a], bodies[b], 2455555.25),
                           back = place(bodies[b], bodies[a], 2455555.25);
            CHECK(leo_norm(leo_add(there, back)) <= 4e-16 * (leo_norm(there) + 1e12));
            const leo_vec3 by_sun =
                leo_sub(place(bodies[a], 10, 2455555.25), place(bodies[b], 10, 2455555.25));
            CHECK(leo_norm(leo_sub(there, by_sun)) <= 1e-3); // some ulp of 8e11 m
        }
}

static void two_part_dates_lose_nothing(void)
{
    leo_vec3 a, b;
    const leo_ephemeris *set = leo_ephemeris_builtin();
    CHECK(leo_ephemeris_state(set, 301, 399, 2459000.5, 0.123456789012345, &a, NULL, NULL) == LEO_OK);
    CHECK(leo_ephemeris_state(set, 301, 399, 2459000.5, 0.123456789012345 + 1e-12, &b, NULL, NULL) == LEO_OK);
    // 8.64e-8 s at 1 km/s
    CHECK(leo_norm(leo_sub(a, b)) > 5e-5 && leo_norm(leo_sub(a, b)) < 1.5e-4);
    CHECK(leo_ephemeris_state(set, 301, 399, 0, 2459000.5, &a, NULL, NULL) == LEO_OK);
    CHECK(leo_ephemeris_state(set, 301, 399, 2459000, 0.5, &b, NULL, NULL) == LEO_OK);
    CHECK(leo_norm(leo_sub(a, b)) == 0);
}

static void axes_of_the_moon_face_the_earth(void)
{
    double worst = 0, square = 0;
    for (int i = 0; i < 2000; i++) {
        const double jd = 2440000.5 + 7.3 * i;
        leo_mat3 pa, later;
        leo_vec3 spin, spin_later;
        CHECK(leo_ephemeris_moon_axes(leo_ephemeris_builtin(), jd, 0, &pa, &spin, NULL) == LEO_OK);
        const leo_vec3 to_earth = leo_mat_vec(pa, leo_unit(place(LEO_BODY_EARTH, LEO_BODY_MOON, jd)));
        worst = fmax(worst, acos(to_earth.x));
        // the rotation vector carries the axes on
        leo_ephemeris_moon_axes(leo_ephemeris_builtin(), jd, 60 / DAY_S, &later, &spin_later, NULL);
        const leo_vec3 x = leo_vec(pa.m[0][0], pa.m[0][1], pa.m[0][2]);
        const leo_vec3 moved = leo_sub(leo_vec(later.m[0][0], later.m[0][1], later.m[0][2]), x);
        const leo_vec3 mean = leo_scale(0.5, leo_add(spin, spin_later));
        square = fmax(square, leo_norm(leo_sub(moved, leo_scale(60, leo_cross(mean, x)))));
    }
    // optical librations reach 8.2 degrees in longitude and 6.9 in latitude: together below 10.8
    CHECK(worst * 57.29578 > 9 && worst * 57.29578 < 10.8);
    CHECK_NEAR(square, 0, 2e-8); // (2.66e-6 * 60)^2 / 2
}

static void facts_are_found_by_number_and_name(void)
{
    CHECK(leo_body_find("Moon", 4) == leo_body_facts_of(LEO_BODY_MOON));
    CHECK(leo_body_find("MARS", 4) == leo_body_facts_of(LEO_BODY_MARS));
    CHECK(leo_body_find("jupiter!", 7) == leo_body_facts_of(5));
    CHECK(leo_body_find("luna", 4) == NULL && leo_body_find("", 0) == NULL && leo_body_facts_of(-25) == NULL);
    // DE405's own constants (au^3/day^2), to what was learnt since
    const double to_si = AU_M * AU_M * AU_M / (DAY_S * DAY_S);
    CHECK_NEAR(leo_body_facts_of(10)->gm_m3_s2 / (0.00029591220828559109 * to_si), 1, 1e-10);
    CHECK_NEAR(leo_body_facts_of(5)->gm_m3_s2 / (2.8253459095242264e-07 * to_si), 1, 1e-7);
    CHECK_NEAR(leo_body_facts_of(3)->gm_m3_s2 / (8.9970113467124988e-10 * to_si), 1, 1e-7);
    // the orbiters since 1998 moved Mars by 1.4e-6
    CHECK_NEAR(leo_body_facts_of(499)->gm_m3_s2 / (9.5495351057792581e-11 * to_si), 1, 2e-6);
    CHECK_NEAR(1 / leo_body_facts_of(499)->flattening, 169.89, 0.01);
}

static void says_which_sets_do_not_cover_a_date(void)
{
    leo_error error = { 0 };
    leo_vec3 pos;
    const leo_ephemeris *set = leo_ephemeris_builtin();
    leo_ephemeris_about about;
    CHECK(leo_ephemeris_layer(set, 0, &about) && !leo_ephemeris_layer(set, 1, &about) &&
          !leo_ephemeris_layer(set, -1, &about));
    CHECK(about.first_jd == 2436912.5 && about.last_jd == 2473488.5);
    CHECK(leo_ephemeris_state(set, 301, 10, about.first_jd, 0, &pos, NULL, &error) == LEO_OK);
    CHECK(leo_ephemeris_state(set, 301, 10, about.last_jd, 0, &pos, NULL, &error) == LEO_OK);
    CHECK(leo_ephemeris_state(set, 301, 10, about.last_jd, 1 / DAY_S, &pos, NULL, &error) ==
          LEO_OUT_OF_RANGE);
    CHECK_TEXT(error.message, "moon (301) from sun (10) at JD 2473488.500012 (TDB, 2060-01-30) is in no set: "
                              "DE405 covers 1959-12-10 .. "
                              "2060-01-30; add one that covers it: leonov data add FILE");
    CHECK(leo_ephemeris_state(set, 301, 10, about.first_jd, -1 / DAY_S, &pos, NULL, NULL) ==
          LEO_OUT_OF_RANGE);
    CHECK(leo_ephemeris_state(set, 599, 10, J2000_JD, 0, &pos, NULL, NULL) == LEO_OUT_OF_RANGE);
    CHECK(leo_ephemeris_state(NULL, 301, 10, J2000_JD, 0, &pos, NULL, NULL) == LEO_OUT_OF_RANGE);
    CHECK(leo_ephemeris_state(set, 301, 10, NAN, 0, &pos, NULL, NULL) == LEO_BAD_ARGUMENT);
    CHECK(leo_ephemeris_state(set, 301, 10, J2000_JD, INFINITY, &pos, NULL, NULL) == LEO_BAD_ARGUMENT);
    leo_mat3 pa;
    CHECK(leo_ephemeris_moon_axes(set, about.last_jd, 1, &pa, NULL, NULL) == LEO_OUT_OF_RANGE);
}

/* One segment of type 2, good. */
static kernel good(void)
{
    kernel k = kernel_begin(6, 0);
    const double words[12] = { 500, 500, 1, 0, 2, 0, 3, 0, 0, 1000, 8, 1 };
    kernel_segment(&k, -25, 399, 1, 2, 0, 1000);
    for (int i = 0; i < 12; i++)
        kernel_word(&k, words[i]);
    kernel_close(&k);
    return k;
}

/* Refused, with `place` (file and byte) and a message that has `part`. */
static void check_refused(leo_bytes bytes, const char *where, const char *part)
{
    leo_error error = { 0 };
    CHECK(leo_ephemeris_parse(bytes, NULL, arena, &error) == NULL && error.status == LEO_BAD_INPUT);
    CHECK_TEXT(error.where, where);
    if (!strstr(error.message, part)) {
        CHECK(!"the message has the part wanted");
        printf("    %s: %s\n", error.where, error.message);
    }
}

static void broken_kernels_are_refused(void)
{
    enum { SUMMARY = 2048 + 24, WORDS = 4096 };
    const struct {
        size_t byte;
        int size; // 4: an integer, 8: a double
        double value;
        const char *where, *part;
    } cases[] = {
        { 8, 4, 3, "k: byte 8", "an SPK has 2 and 6" },
        { 88, 4, 0x2d474942, "k: byte 88", "byte order" }, // "BIG-"
        { 76, 4, 9, "k: byte 4192", "the file has 4 records" },
        { 76, 4, -1, "k: byte 4192", "the file has 4 records" },
        { 2048, 8, 3, "k: byte 76", "circle" },
        { 2064, 8, 26, "k: byte 2048", "at most 25" },
        { 2064, 8, NAN, "k: byte 2048", "at most 25" },
        { 2064, 8, 0, "k: byte 76", "no segment" },
        { SUMMARY, 8, NAN, "k: byte 2072", "must be finite" },
        { SUMMARY + 8, 8, -1, "k: byte 2072", "must be finite and rise" },
        { SUMMARY + 8, 8, 2000, "k: byte 2072", "its records cover" },
        { SUMMARY + 16, 4, 399, "k: byte 2072", "from itself" },
        { SUMMARY + 24, 4, 2, "k: byte 2072", "frame 2" },
        { SUMMARY + 28, 4, 19, "k: byte 2072", "type 19" },
        { SUMMARY + 32, 4, 0, "k: byte 2072", "the file has 524" },
        { SUMMARY + 36, 4, 525, "k: byte 2072", "the file has 524" },
        { SUMMARY + 36, 4, 514, "k: byte 2072", "at least" },
        { WORDS, 8, 501, "k: byte 2072", "record 1: middle 501" },
        { WORDS + 8, 8, NAN, "k: byte 2072", "half length" },
        { WORDS + 72, 8, -1000, "k: byte 2072", "above 1e-6" },
        { WORDS + 80, 8, 9, "k: byte 2072", "9 words in a record" },
        { WORDS + 80, 8, 1e9, "k: byte 2072", "words in a record" },
        { WORDS + 88, 8, 1e300, "k: byte 2072", "1e+300 records" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kernel k = good();
        if (cases[i].size == 4)
            kernel_int(&k, cases[i].byte, (int32_t)cases[i].value);
        else
            kernel_double(&k, cases[i].byte, cases[i].value);
        check_refused(kernel_bytes(&k, "k"), cases[i].where, cases[i].part);
        free(k.bytes);
    }
    kernel k = good();
    k.bytes[699 + 7] = '\n'; // CR made LF, as a transfer as text does
    check_refused(kernel_bytes(&k, "k"), "k: byte 96", "sent as text");
    free(k.bytes);
}

static void words_that_are_no_numbers_are_refused_when_asked_for(void)
{
    kernel k = good();
    kernel_double(&k, 4096 + 16, NAN);
    leo_error error = { 0 };
    const leo_ephemeris *set = leo_ephemeris_parse(kernel_bytes(&k, "k"), NULL, arena, &error);
    leo_vec3 pos;
    CHECK(set && leo_ephemeris_state(set, -25, 399, J2000_JD, 0.001, &pos, NULL, &error) == LEO_BAD_INPUT);
    free(k.bytes);
}

static void no_cut_of_a_file_is_accepted(void)
{
    kernel k = good();
    const leo_bytes whole = kernel_bytes(&k, "k");
    CHECK(leo_ephemeris_parse(whole, NULL, arena, NULL) != NULL);
    for (size_t size = 0; size < whole.size; size += size < 1024 ? 1 : 7) {
        unsigned char *cut = malloc(size + 1); // exactly: a read behind it is seen by the sanitizer
        memcpy(cut, whole.data, size);
        cut[size] = 0;
        leo_error error = { 0 };
        CHECK(leo_ephemeris_parse((leo_bytes){ "k", cut, size }, NULL, arena, &error) == NULL &&
              error.message[0]);
        free(cut);
    }
    free(k.bytes);
    check_refused((leo_bytes){ "text", (const unsigned char *)"KPL/FK\n\\begindata\n", 18 }, "text",
                  "is no ephemeris");
}

enum { DE_RECORD = 8 * 1018 };

static void de_put(unsigned char *file, size_t byte, double value, int size)
{
    const int32_t whole = (int32_t)value;
    if (size == 4)
        memcpy(file + byte, &whole, 4);
    else
        memcpy(file + byte, &value, 8);
}

/* Two records of a DE file in the layout of DE405; all series are 0 but the Sun's, which stands at 1, 2, 3 km. */
static unsigned char *write_de(int constants)
{
    static const int pointers[13][3] = { { 3, 14, 4 },  { 171, 10, 2 }, { 231, 13, 2 }, { 309, 11, 1 },
                                         { 342, 8, 1 }, { 366, 7, 1 },  { 387, 6, 1 },  { 405, 6, 1 },
                                         { 423, 6, 1 }, { 441, 13, 8 }, { 753, 11, 2 }, { 819, 10, 4 },
                                         { 899, 10, 4 } };
    unsigned char *file = calloc(4 * DE_RECORD + 1, 1);
    de_put(file, 2652, 2451536.5, 8);
    de_put(file, 2660, 2451600.5, 8);
    de_put(file, 2668, 32, 8);
    de_put(file, 2676, constants, 4);
    de_put(file, 2680, 149597870.691, 8);
    de_put(file, 2688, 81.30056, 8);
    for (int i = 0; i < 13; i++)
        for (int k = 0; k < 3; k++)
            de_put(file, (i < 12 ? 2696 + 12 * (size_t)i : 2844) + 4 * (size_t)k, pointers[i][k], 4);
    de_put(file, 2840, 405, 4);
    for (int r = 0; r < 2; r++) {
        const size_t at = (2 + (size_t)r) * DE_RECORD;
        de_put(file, at, 2451536.5 + 32 * r, 8);
        de_put(file, at + 8, 2451568.5 + 32 * r, 8);
        for (int part = 0; part < 2; part++)
            for (int k = 0; k < 3; k++)
                de_put(file, at + 8 * (752 + 33 * (size_t)part + 11 * (size_t)k), 1 + k, 8);
    }
    return file;
}

static void files_of_jpl_are_read_by_their_layout(void)
{
    for (int constants = 156; constants <= 645; constants += 489) {
        unsigned char *file = write_de(constants);
        leo_error error = { 0 };
        const leo_ephemeris *set =
            leo_ephemeris_parse((leo_bytes){ "d/x.bin", file, 4 * DE_RECORD }, NULL, arena, &error);
        leo_vec3 pos;
        leo_ephemeris_about about;
        CHECK(set && leo_ephemeris_state(set, 10, 0, 2451590.5, 0, &pos, NULL, &error) == LEO_OK);
        CHECK(pos.x == 1e3 && pos.y == 2e3 && pos.z == 3e3);
        CHECK(leo_ephemeris_layer(set, 0, &about) && about.first_jd == 2451536.5 &&
              about.last_jd == 2451600.5);
        CHECK_TEXT(about.name, "x.bin");
        CHECK_TEXT(about.what, "DE405: Sun, Moon, planets, librations");
        check_refused((leo_bytes){ "d", file, 4 * DE_RECORD - 8 }, "d: byte 32568", "ends inside a record");
        de_put(file, 3 * DE_RECORD, 2451569.5, 8);
        check_refused((leo_bytes){ "d", file, 4 * DE_RECORD }, "d: byte 24432",
                      "record 4 covers JD 2451569.5");
        de_put(file, 2696, -7, 4);
        check_refused((leo_bytes){ "d", file, 4 * DE_RECORD }, "d: byte 2696", "series 1: word -7");
        de_put(file, 2688, 1, 8);
        check_refused((leo_bytes){ "d", file, 4 * DE_RECORD }, "d: byte 2688", "must be near 81.3");
        de_put(file, 2676, 1e9, 4);
        check_refused((leo_bytes){ "d", file, 4 * DE_RECORD }, "d: byte 2676", "0 .. 3000");
        free(file);
    }
}

int main(void)
{
    arena = leo_arena_create(NULL);
    RUN(meets_published_points_of_de405);
    RUN(the_moon_keeps_its_distance_and_month);
    RUN(perihelion_and_barycentre_lie_where_they_should);
    RUN(velocity_is_the_slope_of_the_place);
    RUN(chains_add_up_and_turn_round);
    RUN(two_part_dates_lose_nothing);
    RUN(axes_of_the_moon_face_the_earth);
    RUN(facts_are_found_by_number_and_name);
    RUN(says_which_sets_do_not_cover_a_date);
    RUN(broken_kernels_are_refused);
    RUN(words_that_are_no_numbers_are_refused_when_asked_for);
    RUN(no_cut_of_a_file_is_accepted);
    RUN(files_of_jpl_are_read_by_their_layout);
    leo_arena_destroy(arena);
    return check_result();
}
