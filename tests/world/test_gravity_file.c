/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "check.h"
#include "world/ephemeris.h"
#include "world/gravity.h"

#define HEAD                                    \
    "Words of the publisher\n"                  \
    "begin_of_head ======\n"                    \
    "product_type gravity_field\n"              \
    "modelname Test-2\n"                        \
    "earth_gravity_constant 0.3986004415D+15\n" \
    "radius 0.63781363E+07\n"                   \
    "max_degree 2\n"                            \
    "norm fully_normalized\n"                   \
    "tide_system zero_tide\n"                   \
    "key L M C S\n"                             \
    "end_of_head ======\n"
#define HEAD_OF_0 "gravity_constant 62.6\nradius 16000\nmax_degree 0\nend_of_head\n"
#define ROWS_OF_2 "gfc 2 0 -4.84d-4 0\ngfct 2 1 -2.0e-10 1.4E-9 0 0 20050101\ngfc 2 2 2.4e-6 -1.4e-6\n"

static leo_arena *arena;
static leo_error error;

static leo_gravity *parse_n(const char *text, size_t size, int degree_max)
{
    error = (leo_error){ 0 };
    return leo_gravity_parse((leo_bytes){ "a.gfc", (const unsigned char *)text, size }, degree_max, arena,
                             &error);
}

static leo_gravity *parse(const char *text)
{
    return parse_n(text, strlen(text), 0);
}

static void refused(const char *text, const char *where, const char *message)
{
    CHECK(!parse(text));
    CHECK(error.status == LEO_BAD_INPUT);
    CHECK_TEXT(error.where, where);
    CHECK_TEXT(error.message, message);
}

static void reads_head_and_rows(void)
{
    const leo_gravity *f = parse(HEAD "gfc 0 0 1 0\n" ROWS_OF_2);
    CHECK(f != NULL);
    if (!f)
        return;
    CHECK_TEXT(f->name, "Test-2");
    CHECK_TEXT(f->source, "a.gfc");
    CHECK(f->body == LEO_BODY_EARTH && f->tides == LEO_TIDE_ZERO && f->degree == 2);
    CHECK(f->gm_m3_s2 == 3.986004415e14 && f->radius_m == 6378136.3);
    const double c[] = { 1, 0, 0, -4.84e-4, -2e-10, 2.4e-6 }, s[] = { 0, 0, 0, 0, 1.4e-9, -1.4e-6 };
    CHECK(memcmp(f->c, c, sizeof c) == 0 && memcmp(f->s, s, sizeof s) == 0);
}

static void degrees_zero_and_one_may_be_absent_and_rows_in_any_order(void)
{
    const leo_gravity *f =
        parse(HEAD "gfc 2 2 2.4e-6 -1.4e-6\n\ngfc 2 1 0 0\ntrnd 2 1 1e-12 0\ngfc 2 0 -4.84d-4 0");
    CHECK(f && f->c[0] == 1 && f->c[1] == 0 && f->c[3] == -4.84e-4 && f->c[5] == 2.4e-6);
}

static void line_ends_and_marks_of_other_systems_are_fine(void)
{
    static const char text[] = "\xEF\xBB\xBF" HEAD ROWS_OF_2;
    char other[2 * sizeof text];
    size_t size = 0;
    for (const char *p = text; *p; p++) {
        if (*p == '\n')
            other[size++] = '\r';
        other[size++] = *p;
    }
    other[size] = 0;
    CHECK(parse(other) != NULL);
}

static void a_smaller_degree_may_be_asked_for(void)
{
    const leo_gravity *f = parse_n(HEAD ROWS_OF_2, strlen(HEAD ROWS_OF_2), 1);
    CHECK(f && f->degree == 1);
    f = parse_n(HEAD ROWS_OF_2, strlen(HEAD ROWS_OF_2), 99);
    CHECK(f && f->degree == 2);
}

static void bodies_are_told_by_their_gm(void)
{
    const leo_gravity *moon =
        parse("earth_gravity_constant 4.90279980693169E+12\nradius 1738000\nmax_degree 0\n"
              "end_of_head\n");
    CHECK(moon && moon->body == LEO_BODY_MOON && moon->tides == LEO_TIDE_UNKNOWN && moon->c[0] == 1);
    const leo_gravity *other = parse(HEAD_OF_0);
    CHECK(other && other->body == 0);
}

static void says_where_and_what_is_wrong(void)
{
    refused("", "a.gfc", "ends after line 0 without end_of_head: not a whole ICGEM file");
    refused("radius 1\nradius 2\n", "a.gfc:2:8", "'2': expected each key once");
    refused("radius -1\n", "a.gfc:1:8", "'-1': expected a radius in m, above zero");
    refused("radius nan\n", "a.gfc:1:8", "'nan': expected a radius in m, above zero");
    refused("radius\n", "a.gfc:1:7", "the line ends here: expected a radius in m, above zero");
    refused("max_degree 2.5\n", "a.gfc:1:12", "'2.5': expected a whole degree from 0 to 10800");
    refused("max_degree 1e9\n", "a.gfc:1:12", "'1e9': expected a whole degree from 0 to 10800");
    refused("norm unnormalized\n" HEAD_OF_0, "a.gfc:1:6",
            "'unnormalized': expected fully_normalized: other coefficients are not read");
    refused("product_type topography\n", "a.gfc:1:14", "'topography': expected gravity_field");
    refused("gravity_constant 1\nradius 1\nmax_degree 10000\nend_of_head\n", "a.gfc",
            "ends after line 4 without degree 2, order 0: max_degree is 10000");
    refused("radius 1\nmax_degree 2\nend_of_head\n", "a.gfc:3",
            "the head ends without earth_gravity_constant");
    refused(HEAD, "a.gfc", "ends after line 11 without degree 2, order 0: max_degree is 2");
    refused(HEAD "gfc 2 0 -4.84d-4 0\ngfc 2 0 -4.84d-4 0\n", "a.gfc:13:5",
            "'2': expected each degree and order once (fields in pieces of time are not read)");
    refused(HEAD "gfc 3 0 1e-6 0\n              ", "a.gfc:12:5",
            "'3': expected a degree of at most max_degree");
    refused(HEAD "gfc 2 3 1e-6 0\n              ", "a.gfc:12:7",
            "'3': expected an order of at most the degree");
    refused(HEAD "gfc 2 -1 1e-6 0\n             ", "a.gfc:12:7",
            "'-1': expected an order of at most the degree");
    refused(HEAD "gfc 2 0 inf 0\n               ", "a.gfc:12:9", "'inf': expected the number C");
    refused(HEAD "gfc 2 0 1e-6 0.13 NaN 8\n             ", "a.gfc:12:19",
            "'NaN': expected numbers: C, S, their errors, a date");
    refused(HEAD "gfc 2 0 1e-6 NaN\n            ", "a.gfc:12:14", "'NaN': expected the number S");
    refused(HEAD "gfc 2 0 1e-6\n                ", "a.gfc:12:13",
            "the line ends here: expected the number S");
    refused(HEAD "gcf 2 0 1e-6 0\n              ", "a.gfc:12:1",
            "'gcf': expected gfc, gfct, trnd, dot, asin or acos");
    refused(HEAD "gfc 2 0 -4.84d-4 0\ngfc 2 1 0 0\n", "a.gfc",
            "ends after line 13 without degree 2, order 2: max_degree is 2");
    refused(HEAD "gfc 0 0 0 0\n" ROWS_OF_2, "a.gfc", "0: C of degree 0 must lie near 1 (from 0.5 to 2)");
}

static void no_cut_of_a_file_is_read_as_whole(void)
{
    static const char text[] = HEAD ROWS_OF_2;
    for (size_t size = 0; size + 8 < sizeof text; size++) { // a last number that is cut looks whole
        CHECK(!parse_n(text, size, 0));
        CHECK(error.status == LEO_BAD_INPUT && error.message[0]);
    }
}

static leo_gravity *parse_file(const char *folder, const char *name, int degree_max)
{
    char path[512];
    leo_bytes bytes;
    snprintf(path, sizeof path, "%s/gravity/%s", folder, name);
    error = (leo_error){ 0 };
    if (leo_file_read(path, 1 << 26, arena, &bytes, &error) != LEO_OK)
        SKIP_LOUDLY(path);
    return leo_gravity_parse(bytes, degree_max, arena, &error);
}

static void published_files_are_read(const char *folder)
{
    static const struct {
        const char *name;
        int degree, body;
        leo_tide_system tides;
    } files[] = { { "EGM2008_120.gfc", 120, LEO_BODY_EARTH, LEO_TIDE_FREE },
                  { "EGM96_180.gfc", 180, LEO_BODY_EARTH, LEO_TIDE_FREE },
                  { "GGM05S_180.gfc", 180, LEO_BODY_EARTH, LEO_TIDE_ZERO },
                  { "GGM02C_160.gfc", 160, LEO_BODY_EARTH, LEO_TIDE_ZERO },
                  { "JGM3_70.gfc", 70, LEO_BODY_EARTH, LEO_TIDE_UNKNOWN },
                  { "moon_GL0660B_150.gfc", 150, LEO_BODY_MOON, LEO_TIDE_FREE },
                  { "moon_LP150Q_150.gfc", 150, LEO_BODY_MOON, LEO_TIDE_FREE } };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        const leo_gravity *f = parse_file(folder, files[i].name, 0);
        CHECK(f && f->degree == files[i].degree && f->body == files[i].body);
        CHECK(f && f->tides == files[i].tides);
    }
}

static void the_tables_are_the_published_coefficients(const char *folder)
{
    const leo_gravity *built_in[] = { leo_gravity_earth(), leo_gravity_moon() };
    const char *names[] = { "EGM2008_120.gfc", "moon_GL0660B_150.gfc" };
    for (int i = 0; i < 2; i++) {
        const leo_gravity *f = parse_file(folder, names[i], built_in[i]->degree), *b = built_in[i];
        const size_t count = (size_t)(b->degree + 1) * (size_t)(b->degree + 2) / 2;
        CHECK(f && f->gm_m3_s2 == b->gm_m3_s2 && f->radius_m == b->radius_m && f->tides == b->tides);
        CHECK(f && f->degree == b->degree && memcmp(f->c, b->c, count * sizeof *b->c) == 0);
        CHECK(f && memcmp(f->s, b->s, count * sizeof *b->s) == 0);
    }
}

static void defects_are_refused_where_they_are(const char *folder)
{
    static const char *const files[][2] = {
        { "invalid_data_line.gfc", ":18:10" },
        { "invalid_degree_and_order.gfc", ":18:9" },
        { "invalid_gfc_data_lines.gfc", ":17:34" },
        { "invalid_gfct_data_lines.gfc", ":22:33" },
        { "invalid_order.gfc", ":18:13" },
        { "missing_mandatory_fields.gfc", ":14" },
        { "no_end_of_head.gfc", ":17:1" },
        { "two_begin_of_head.gfc", ":8:1" },
        { "unnormalized_coefficients.gfc", ":16:29" },
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char name[128];
        snprintf(name, sizeof name, "malformed/%s", files[i][0]);
        CHECK(!parse_file(folder, name, 0) && error.status == LEO_BAD_INPUT);
        const char *place = strstr(error.where, files[i][0]);
        CHECK_TEXT(place ? place + strlen(files[i][0]) : error.where, files[i][1]);
    }
}

int main(void)
{
    arena = leo_arena_create(NULL);
    RUN(reads_head_and_rows);
    RUN(degrees_zero_and_one_may_be_absent_and_rows_in_any_order);
    RUN(line_ends_and_marks_of_other_systems_are_fine);
    RUN(a_smaller_degree_may_be_asked_for);
    RUN(bodies_are_told_by_their_gm);
    RUN(says_where_and_what_is_wrong);
    RUN(no_cut_of_a_file_is_read_as_whole);
    if (!check_reference_data())
        SKIP_LOUDLY("LEO_REFERENCE_DATA");
    published_files_are_read(check_reference_data());
    the_tables_are_the_published_coefficients(check_reference_data());
    defects_are_refused_where_they_are(check_reference_data());
    leo_arena_destroy(arena);
    return check_result();
}
