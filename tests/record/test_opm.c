/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "record/opm.h"

#include <unistd.h>

static const char GOOD[] = "\xEF\xBB\xBF"
                           "CCSDS_OPM_VERS = 3.0\r\n"
                           "COMMENT by hand\r\n"
                           "CREATION_DATE = 2024-01-01T00:00:00\r\n"
                           "ORIGINATOR = TEST\r\n"
                           "OBJECT_NAME = BALL = 1\r\n"
                           "OBJECT_ID = 2024-001A\r\n"
                           "CENTER_NAME = EARTH\r\n"
                           "REF_FRAME = GCRF\r\n"
                           "TIME_SYSTEM = UTC\r\n"
                           "EPOCH = 2024-01-01T12:00:00.5\r\n"
                           "X = 6778.137 [km]\r\n"
                           "Y = -0.1\r\n"
                           "Z = 1.25e-3 [km]\r\n"
                           "X_DOT = 0.1 [km/s]\r\n"
                           "Y_DOT = 7.5\r\n"
                           "Z_DOT = 0\r\n"
                           "MASS = 100 [kg]\r\n"
                           "DRAG_AREA = 2 [m**2]\r\n"
                           "DRAG_COEFF = 2.2\r\n"
                           "MAN_EPOCH_IGNITION = 2024-01-01T13:00:00\r\n"
                           "MAN_DURATION = 0 [s]\r\n"
                           "MAN_REF_FRAME = RTN\r\n"
                           "MAN_DV_1 = 0 [km/s]\r\n"
                           "MAN_DV_2 = 0.001 [km/s]\r\n"
                           "MAN_DV_3 = 0 [km/s]\r\n"
                           "USER_DEFINED_NOTE = [kept] as is [m]\r\n";

static const char XML[] =
    "<?xml version=\"1.0\"?>\n<ndm><MESSAGE_ID>7</MESSAGE_ID><opm id=\"CCSDS_OPM_VERS\" "
    "version=\"3.0\"><header>"
    "<CREATION_DATE>2024-01-01T00:00:00</CREATION_DATE><ORIGINATOR>TEST</ORIGINATOR></"
    "header><body><segment>\n"
    "<metadata><OBJECT_NAME>BALL = "
    "1</OBJECT_NAME><OBJECT_ID>2024-001A</OBJECT_ID><CENTER_NAME>EARTH</CENTER_NAME>"
    "<REF_FRAME>GCRF</REF_FRAME><TIME_SYSTEM>UTC</TIME_SYSTEM></metadata><data><stateVector>\n"
    "<EPOCH>2024-01-01T12:00:00.5</EPOCH><X units=\"km\">6778.137</X><Y>-0.1</Y><Z units=\"km\">1.25e-3</Z>"
    "<X_DOT>0.1</X_DOT><Y_DOT>7.5</Y_DOT><Z_DOT>0</Z_DOT></stateVector></data></segment></body></opm></"
    "ndm>\n";

static leo_opm *read_text(const char *text, leo_arena *arena, leo_error *error)
{
    return leo_opm_parse((leo_bytes){ "test.opm", (const unsigned char *)text, strlen(text) }, arena, error);
}

static void messages_are_read_whole(void)
{
    leo_error error = { 0 };
    leo_arena *arena = leo_arena_create(NULL);
    const leo_opm *opm = read_text(GOOD, arena, &error);
    CHECK(opm != NULL);
    if (opm) {
        CHECK_TEXT(opm->header.comments.first->text, "by hand");
        CHECK_TEXT(opm->metadata.object_name.text, "BALL = 1");
        CHECK(opm->state.x_km.value == 6778.137);
        CHECK(opm->state.x_km.line == 11 && opm->state.x_km.column == 5);
        CHECK(opm->craft.drag_area_m2.value == 2);
        CHECK(opm->craft.srp_area_m2.line == 0);
        CHECK(opm->maneuvers && opm->maneuvers->dv2_km_s.value == 0.001);
        CHECK_TEXT(opm->user.first->text, "[kept] as is [m]");
    }
    leo_arena_destroy(arena);
}

static void xml_says_the_same_as_kvn(void)
{
    leo_error error = { 0 };
    leo_arena *arena = leo_arena_create(NULL);
    const leo_opm *kvn = read_text(GOOD, arena, &error), *xml = read_text(XML, arena, &error);
    CHECK(kvn && xml);
    if (kvn && xml) {
        CHECK_TEXT(xml->state.epoch.text, kvn->state.epoch.text);
        CHECK_TEXT(xml->metadata.object_name.text, kvn->metadata.object_name.text);
        CHECK(xml->state.z_km.value == kvn->state.z_km.value);
        CHECK(xml->state.x_km.line == 4);
    }
    leo_arena_destroy(arena);
}

static void a_message_written_reads_back_the_same(void)
{
    leo_error error = { 0 };
    leo_arena *arena = leo_arena_create(NULL);
    const leo_opm *first = read_text(GOOD, arena, &error);
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    CHECK(first && file && leo_opm_write(first, file, &error) == LEO_OK);
    fclose(file);
    const leo_opm *again = read_text(text, arena, &error);
    CHECK(again != NULL);
    if (again) {
        CHECK(again->state.x_km.value == first->state.x_km.value &&
              again->state.z_km.value == first->state.z_km.value);
        CHECK(again->maneuvers->dv2_km_s.value == first->maneuvers->dv2_km_s.value);
        CHECK_TEXT(again->user.first->text, first->user.first->text);
        CHECK_TEXT(again->metadata.object_name.text, first->metadata.object_name.text);
    }
    free(text);
    leo_arena_destroy(arena);
}

/* `line` of GOOD replaced. */
static void refused(const char *line, const char *instead, const char *where, const char *part)
{
    char text[4096];
    leo_error error = { 0 };
    const char *at = strstr(GOOD, line);
    CHECK(at != NULL);
    if (!at)
        return;
    snprintf(text, sizeof text, "%.*s%s%s", (int)(at - GOOD), GOOD, instead, at + strlen(line));
    leo_arena *arena = leo_arena_create(NULL);
    CHECK(read_text(text, arena, &error) == NULL);
    CHECK_TEXT(error.where, where);
    if (!strstr(error.message, part))
        CHECK_TEXT(error.message, part);
    leo_arena_destroy(arena);
}

static void wrong_messages_are_refused_with_their_place(void)
{
    refused("Y = -0.1", "Y = zero", "test.opm:12:5", "not a number");
    refused("Y = -0.1", "Y = nan", "test.opm:12:5", "not a number");
    refused("Y = -0.1", "Y = 1e999", "test.opm:12:5", "not a number");
    refused("Y = -0.1", "YY = -0.1", "test.opm:12:1", "did you mean");
    refused("Y = -0.1", "X = -0.1", "test.opm:12:1", "given twice, first in line 11");
    refused("Y = -0.1", "Y = -0.1 [m]", "test.opm:12:5", "must be [km]");
    refused("Y = -0.1", "Y =", "test.opm:12:1", "no value");
    refused("Y = -0.1\r\n", "", "test.opm:25:1", "needs `Y`");
    refused("CCSDS_OPM_VERS", "CCSDS_OEM_VERS", "test.opm:1:1", "must be CCSDS_OPM_VERS");
    refused("EPOCH = 2024-01-01T12:00:00.5", "EPOCH = yesterday", "test.opm:10:9", "not a date");
    refused("MASS = 100", "MASS = -100", "test.opm:17:8", "negative");
    refused("MAN_EPOCH_IGNITION = 2024-01-01T13:00:00\r\n", "", "test.opm:20:1", "before MAN_EPOCH_IGNITION");
    refused("DRAG_COEFF = 2.2", "drag = 2.2", "test.opm:19:1", "capital letters");
    refused("DRAG_COEFF = 2.2", "what is this", "test.opm:19:1", "expected KEY = VALUE");
}

static void wrong_xml_is_refused_with_its_place(void)
{
    static const struct {
        const char *text, *where;
    } rows[] = {
        { "<opm version=\"3.0\"><header>", "test.opm:1:" },
        { "<oem version=\"3.0\"/>", "test.opm:1:1" },
        { "<opm/>", "test.opm:1:1" },
        { "<ndm></ndm>", "test.opm:1:" },
        { "<opm version=\"3.0\"><data>x<y/></data></opm>", "test.opm:1:" },
        { "<opm version=\"3\"><header><USER_DEFINED parameter=\"a=b\">1</USER_DEFINED></header></opm>",
          "test.opm:1:" },
        { "", "test.opm:1:1" },
        { "\xFF\xFE<", "test.opm:1:" }
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        leo_error error = { 0 };
        leo_arena *arena = leo_arena_create(NULL);
        CHECK(read_text(rows[i].text, arena, &error) == NULL);
        CHECK(error.message[0] && strncmp(error.where, rows[i].where, strlen(rows[i].where)) == 0);
        leo_arena_destroy(arena);
    }
}

/* Whatever is cut off, the reader answers: a message or an error with a place. */
static void a_message_cut_anywhere_is_read_or_refused(void)
{
    const char *const texts[] = { GOOD, XML };
    for (int t = 0; t < 2; t++) {
        for (size_t size = 0; size < strlen(texts[t]); size += 7) {
            char text[4096] = { 0 };
            memcpy(text, texts[t], size);
            leo_error error = { 0 };
            leo_arena *arena = leo_arena_create(NULL);
            const leo_opm *opm = read_text(text, arena, &error);
            CHECK(opm ? error.status == LEO_OK : error.where[0] != 0);
            leo_arena_destroy(arena);
        }
    }
}

int main(void)
{
    RUN(messages_are_read_whole);
    RUN(xml_says_the_same_as_kvn);
    RUN(a_message_written_reads_back_the_same);
    RUN(wrong_messages_are_refused_with_their_place);
    RUN(wrong_xml_is_refused_with_its_place);
    RUN(a_message_cut_anywhere_is_read_or_refused);
    return check_result();
}
