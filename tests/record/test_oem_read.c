/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "record/oem_read.h"
#include "time/epoch.h"

#include <stdlib.h>

static const char HEAD[] = "CCSDS_OEM_VERS = 2.0\nCREATION_DATE = 2024-01-01T00:00:00\nORIGINATOR = TEST\n";
static const char META[] =
    "META_START\nOBJECT_NAME = BALL\nOBJECT_ID = 1\nCENTER_NAME = EARTH\nREF_FRAME = GCRF\n"
    "TIME_SYSTEM = TAI\nSTART_TIME = 2024-001T00:00:00\nSTOP_TIME = 2024-001T00:10:00\n";
static const char STOP[] = "META_STOP\nCOMMENT MASS=100\n";

static leo_oem_message *read_text(const char *text, leo_arena *arena, leo_error *error)
{
    return leo_oem_parse((leo_bytes){ "test.oem", (const unsigned char *)text, strlen(text) }, arena, error);
}

/* x = t^3 km with t in minutes, y = 1 - t, z = 0; its rates in km/s. */
static size_t states(char *text, size_t room, int count)
{
    size_t length = 0;
    for (int i = 0; i < count; i++)
        length +=
            (size_t)snprintf(text + length, room - length, "2024-001T00:%02d:00 %d %d 0 %.17g %.17g 0\n", i,
                             i * i * i, 1 - i, 3.0 * i * i / 60, -1.0 / 60);
    return length;
}

static void message(char *text, size_t room, const char *interpolation, const char *after)
{
    char rows[2048];
    states(rows, sizeof rows, 6);
    snprintf(text, room, "%s%s%s%s%s%s", HEAD, META, interpolation, STOP, rows, after);
}

static void interpolation_meets_a_cubic_and_its_own_points(void)
{
    static const char *const forms[] = { "INTERPOLATION = LAGRANGE\nINTERPOLATION_DEGREE = 5\n",
                                         "INTERPOLATION = Hermite\nINTERPOLATION_DEGREE = 3\n",
                                         "INTERPOLATION = HERMITE\n", "" };
    for (int f = 0; f < 4; f++) {
        char text[4096];
        leo_error error = { 0 };
        leo_arena *arena = leo_arena_create(NULL);
        message(text, sizeof text, forms[f], "");
        leo_oem_message *oem = read_text(text, arena, &error);
        CHECK(oem && leo_oem_resolve(oem, NULL, &error) == LEO_OK);
        for (int k = 0; oem && k <= 20; k++) {
            const double t = k / 4.0;
            const leo_oem_segment *segment = NULL;
            double pos[3], vel[3];
            const leo_epoch at = leo_epoch_add(oem->segments->points[0].instant, 60 * t);
            CHECK(leo_oem_at(oem, at, &segment, pos, vel, &error) == LEO_OK);
            // a cubic is met by all of them; 1e-12 is rounding
            CHECK_NEAR(pos[0] + 1, t * t * t + 1, 1e-12 * (1 + t * t * t));
            CHECK_NEAR(vel[0] + 1, 3 * t * t / 60 + 1, 1e-12);
            CHECK(k % 4 || pos[0] == t * t * t);
        }
        double pos[3], vel[3];
        if (oem)
            CHECK(leo_oem_at(oem, leo_epoch_add(oem->segments->points[0].instant, -1), NULL, pos, vel,
                             &error) == LEO_OUT_OF_RANGE);
        leo_arena_destroy(arena);
    }
}

static const char COVARIANCE[] =
    "COVARIANCE_START\nEPOCH = 2024-001T00:00:00\nCOV_REF_FRAME = RTN\n1\n2 3\n4 5 6\n7 8 9 "
    "10\n11 12 13 14 15\n16 17 18 19 20 21e-7\nCOVARIANCE_STOP\n";

static void a_message_written_reads_back_the_same(void)
{
    char text[4096], *copy = NULL;
    size_t size = 0;
    leo_error error = { 0 };
    leo_arena *arena = leo_arena_create(NULL);
    message(text, sizeof text, "", COVARIANCE);
    const leo_oem_message *first = read_text(text, arena, &error);
    FILE *file = open_memstream(&copy, &size);
    CHECK(first && leo_oem_write(first, file, &error) == LEO_OK);
    fclose(file);
    const leo_oem_message *again = read_text(copy, arena, &error);
    CHECK(again != NULL);
    if (again) {
        CHECK(again->segments->count == 6);
        CHECK(memcmp(again->segments->points[3].vel_km_s, first->segments->points[3].vel_km_s, 24) == 0);
        double matrix[6][6];
        leo_ndm_matrix(&again->segments->covariances->values, matrix);
        CHECK(matrix[5][5] == 21e-7 && matrix[0][5] == 16 && matrix[5][0] == 16);
        CHECK_TEXT(again->segments->covariances->values.ref_frame.text, "RTN");
        CHECK_TEXT(again->segments->comments.first->text, "MASS=100");
    }
    free(copy);
    leo_arena_destroy(arena);
}

static void refused(const char *text, const char *where, const char *part)
{
    leo_error error = { 0 };
    leo_arena *arena = leo_arena_create(NULL);
    leo_oem_message *oem = read_text(text, arena, &error);
    CHECK(!oem || leo_oem_resolve(oem, NULL, &error) != LEO_OK);
    CHECK_TEXT(error.where, where);
    if (!strstr(error.message, part))
        CHECK_TEXT(error.message, part);
    leo_arena_destroy(arena);
}

static void with(const char *after, const char *where, const char *part)
{
    char text[4096];
    message(text, sizeof text, "", after);
    refused(text, where, part);
}

static void wrong_messages_are_refused_with_their_place(void)
{
    with("2024-001T00:09:00 1 2 3 4 5\n", "test.oem:20:1", "6 or 9 figures");
    with("2024-001T00:09:00 1 2 3 4 5 6 7\n", "test.oem:20:1", "6 or 9 figures");
    with("2024-001T00:09:00 1 2 x 4 5 6\n", "test.oem:20:23", "`x` is not a number");
    with("2024-001T00:01:00 1 2 3 4 5 6\n", "test.oem:20:1", "not later");
    with("2024-366T00:09:61 1 2 3 4 5 6\n", "test.oem:20:1", "");
    with("KEY = 1\n", "test.oem:20:1", "among states");
    with("COVARIANCE_START\n1\n", "test.oem:21:1", "begins with its EPOCH");
    with("COVARIANCE_START\nEPOCH = 2024-001T00:00:00\n1\n2\n", "test.oem:23:1",
         "row 2 of a covariance has 2");
    with("COVARIANCE_START\nEPOCH = 2024-001T00:00:00\n1\nCOVARIANCE_STOP\n", "test.oem:23:1",
         "6 rows, this one 1");
    with("COVARIANCE_START\nEPOCH = 2024-001T00:00:00\n1\n", "test.oem:22:1", "ends inside a covariance");
    with("META_STOP\n", "test.oem:20:1", "without META_START");
    with("META_START\nMETA_START\n", "test.oem:21:1", "inside metadata");
    with("COVARIANCE_START\nMETA_START\n", "test.oem:21:1", "inside a covariance");
    with("META_START\nOBJECT_NAME = B\nMETA_STOP\n", "test.oem:22:1", "needs `OBJECT_ID`");
    refused(HEAD, "test.oem:3:1", "no metadata");
    char text[4096];
    snprintf(text, sizeof text, "%s%s%s", HEAD, META, "WRONG_KEY = 1\n");
    refused(text, "test.oem:12:1", "unknown keyword");
    snprintf(text, sizeof text, "%s%s%s", HEAD, META, "META_STOP\n");
    refused(text, "test.oem:5:1", "no states");
}

/* Time must grow with the length of the file, not with its square: a million lines are read. */
static void a_million_lines_are_read(void)
{
    enum { LINES = 1000000, ROOM = 64 };
    char *text = malloc(4096 + (size_t)LINES * ROOM);
    size_t length = (size_t)sprintf(text, "%s%s%s", HEAD, META, STOP);
    for (int i = 0; i < LINES; i++)
        length += (size_t)sprintf(text + length, "20%02d-%03dT%02d:%02d:%02d 7000 %d 0 0 7.5 0\n",
                                  24 + i / 28000000, 1 + i / 86400, i / 3600 % 24, i / 60 % 60, i % 60, i);
    leo_error error = { 0 };
    leo_arena *arena = leo_arena_create(NULL);
    leo_oem_message *oem = read_text(text, arena, &error);
    CHECK(oem && oem->segments->count == LINES);
    CHECK(oem && leo_oem_resolve(oem, NULL, &error) == LEO_OK);
    double pos[3], vel[3];
    if (oem)
        CHECK(leo_oem_at(oem, leo_epoch_add(oem->segments->points[0].instant, 777777), NULL, pos, vel,
                         &error) == LEO_OK &&
              pos[1] == 777777);
    leo_arena_destroy(arena);
    free(text);
}

int main(void)
{
    RUN(interpolation_meets_a_cubic_and_its_own_points);
    RUN(a_message_written_reads_back_the_same);
    RUN(wrong_messages_are_refused_with_their_place);
    RUN(a_million_lines_are_read);
    return check_result();
}
