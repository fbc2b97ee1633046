/* SPDX-License-Identifier: MIT */

/* What is built in, and how old it is. */
#include "base/error.h"
#include "record/json.h"
#include "time/epoch.h"
#include "time/orientation.h"
#include "world/coast.h"
#include "world/gravity.h"

#include <erfa.h>
#include <erfaextra.h>
#include <hdf5.h>
#include <libfyaml.h>
#include <string.h>
#include <xxhash.h>

enum { LIBRARY_COUNT = 5, SET_COUNT = 5, WORD_ROOM = 96 };

#ifdef __clang__
static const char *const COMPILER = __VERSION__;
#else
static const char *const COMPILER = "gcc " __VERSION__;
#endif

static const double MJD_ZERO = 2400000.5; // Julian date

typedef struct leo_doctor_library {
    const char *name, *licence;
    char version[WORD_ROOM];
} leo_doctor_library;

typedef struct leo_doctor_set {
    const char *name, *origin, *licence;
    char coverage[WORD_ROOM];
} leo_doctor_set;

static void list_libraries(leo_doctor_library list[LIBRARY_COUNT])
{
    unsigned major = 0, minor = 0, release = 0;
    H5get_libversion(&major, &minor, &release);
    const unsigned hash = XXH_versionNumber();
    list[0] = (leo_doctor_library){ .name = "ERFA", .licence = "BSD-3-Clause" };
    list[1] = (leo_doctor_library){ .name = "libfyaml", .licence = "MIT" };
    list[2] = (leo_doctor_library){ .name = "jansson", .licence = "MIT" };
    list[3] = (leo_doctor_library){ .name = "xxHash", .licence = "BSD-2-Clause" };
    list[4] = (leo_doctor_library){ .name = "HDF5", .licence = "BSD-style" };
    snprintf(list[0].version, WORD_ROOM, "%s (SOFA %s)", eraVersion(), eraSofaVersion());
    snprintf(list[1].version, WORD_ROOM, "%s", fy_library_version());
    snprintf(list[2].version, WORD_ROOM, "%s", jansson_version_str());
    snprintf(list[3].version, WORD_ROOM, "%u.%u.%u", hash / 10000, hash / 100 % 100, hash % 100);
    snprintf(list[4].version, WORD_ROOM, "%u.%u.%u", major, minor, release);
}

static int is_covered(double mjd)
{
    leo_orientation orientation;
    return leo_orientation_at(leo_epoch_from_tai(MJD_ZERO, mjd), &orientation, NULL) == LEO_OK;
}

/* The day at which the table begins or ends, between one that is covered and one that is not. */
static double edge_of(double covered, double uncovered)
{
    enum { HALVINGS = 24 };
    for (int i = 0; i < HALVINGS; i++) {
        const double middle = (covered + uncovered) / 2;
        if (is_covered(middle))
            covered = middle;
        else
            uncovered = middle;
    }
    return covered;
}

static void describe_orientation(char coverage[WORD_ROOM])
{
    enum { MJD_1900 = 15020, MJD_2000 = 51544, MJD_2100 = 88069 };
    char begin[40] = "?", end[40] = "?";
    if (!is_covered(MJD_2000)) {
        snprintf(coverage, WORD_ROOM, "does not cover the year 2000");
        return;
    }
    leo_epoch_utc_text(leo_epoch_from_tai(MJD_ZERO, edge_of(MJD_2000, MJD_1900)), 0, begin, NULL);
    leo_epoch_utc_text(leo_epoch_from_tai(MJD_ZERO, edge_of(MJD_2000, MJD_2100)), 0, end, NULL);
    snprintf(coverage, WORD_ROOM, "%.10s to %.10s", begin, end);
}

static int count_coast_points(void)
{
    const leo_coast *coast = leo_coast_world();
    int count = 0;
    for (int i = 0; i < coast->line_count; i++)
        count += coast->lines[i].count;
    return count;
}

static void list_sets(leo_doctor_set list[SET_COUNT])
{
    const leo_gravity *field = leo_gravity_earth();
    list[0] =
        (leo_doctor_set){ .name = "UTC", .origin = "ERFA, from IERS Bulletin C", .licence = "BSD-3-Clause" };
    list[1] =
        (leo_doctor_set){ .name = "orientation of the Earth", .origin = "IERS EOP C04", .licence = "public" };
    list[2] = (leo_doctor_set){ .name = "gravity field", .origin = field->name, .licence = "public" };
    list[3] = (leo_doctor_set){ .name = "coast lines",
                                .origin = "GSHHG, crude",
                                .licence = "LGPL-3, read at build time" };
    list[4] = (leo_doctor_set){ .name = "Sun and Moon",
                                .origin = "series of ERFA (Moshier; Meeus 1998)",
                                .licence = "BSD-3-Clause" };
    snprintf(list[0].coverage, WORD_ROOM,
             "1960-01-01 on; later leap seconds than this ERFA knows are missing");
    describe_orientation(list[1].coverage);
    snprintf(list[2].coverage, WORD_ROOM, "degree %d", field->degree);
    snprintf(list[3].coverage, WORD_ROOM, "%d points", count_coast_points());
    snprintf(list[4].coverage, WORD_ROOM, "1900 to 2100");
}

static json_t *examine(void)
{
    leo_doctor_library libraries[LIBRARY_COUNT];
    leo_doctor_set sets[SET_COUNT];
    json_t *library_list = json_array(), *set_list = json_array();
    list_libraries(libraries);
    list_sets(sets);
    for (int i = 0; i < LIBRARY_COUNT; i++)
        json_array_append_new(library_list, json_pack("{s:s, s:s, s:s}", "name", libraries[i].name, "version",
                                                      libraries[i].version, "licence", libraries[i].licence));
    for (int i = 0; i < SET_COUNT; i++)
        json_array_append_new(set_list, json_pack("{s:s, s:s, s:s, s:s}", "name", sets[i].name, "coverage",
                                                  sets[i].coverage, "origin", sets[i].origin, "licence",
                                                  sets[i].licence));
    return json_pack("{s:s, s:s, s:o, s:o}", "version", leo_version(), "compiler", COMPILER, "libraries",
                     library_list, "data", set_list);
}

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static void print_text(const json_t *found, FILE *file)
{
    const json_t *row;
    size_t i;
    fprintf(file, "Leonov      %s\ncompiler    %s\n\nlibraries\n", text_of(found, "version"),
            text_of(found, "compiler"));
    json_array_foreach(json_object_get(found, "libraries"), i, row) fprintf(
        file, "  %-10s %-22s %s\n", text_of(row, "name"), text_of(row, "version"), text_of(row, "licence"));
    fputs("\ndata\n", file);
    json_array_foreach(json_object_get(found, "data"), i, row)
        fprintf(file, "  %-25s %s\n  %-25s %s; %s\n", text_of(row, "name"), text_of(row, "coverage"), "",
                text_of(row, "origin"), text_of(row, "licence"));
}

leo_status leo_doctor(leo_form form, FILE *file, leo_error *error)
{
    if (!file)
        return leo_fail(error, LEO_BAD_ARGUMENT, "leo_doctor", "a file must be given");
    json_t *found = examine();
    if (!found)
        return leo_fail(error, LEO_NO_MEMORY, "leo_doctor", "no memory");
    int bad = 0;
    if (form == LEO_FORM_JSON)
        bad = json_dumpf(found, file, JSON_INDENT(2)) != 0 || fputc('\n', file) == EOF;
    else
        print_text(found, file);
    json_decref(found);
    return bad || ferror(file) ? leo_fail(error, LEO_IO, "leo_doctor", "cannot write") : LEO_OK;
}
