/* SPDX-License-Identifier: MIT */

/* What is in use, and how old it is. */
#include "base/error.h"
#include "base/cpu.h"
#include "record/data_list.h"
#include "record/json.h"
#include "world/coast.h"

#include <erfa.h>
#include <erfaextra.h>
#include <expat.h>
#include <hdf5.h>
#include <libfyaml.h>
#include <string.h>
#include <xxhash.h>

enum { LIBRARY_COUNT = 6, WORD_ROOM = 96 };

#ifdef __clang__
static const char *const COMPILER = __VERSION__;
#else
static const char *const COMPILER = "gcc " __VERSION__;
#endif

typedef struct leo_doctor_library {
    const char *name, *licence;
    char version[WORD_ROOM];
} leo_doctor_library;

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
    list[5] = (leo_doctor_library){ .name = "expat", .licence = "MIT" };
    snprintf(list[5].version, WORD_ROOM, "%s", XML_ExpatVersion() + strlen("expat_"));
    snprintf(list[0].version, WORD_ROOM, "%s (SOFA %s)", eraVersion(), eraSofaVersion());
    snprintf(list[1].version, WORD_ROOM, "%s", fy_library_version());
    snprintf(list[2].version, WORD_ROOM, "%s", jansson_version_str());
    snprintf(list[3].version, WORD_ROOM, "%u.%u.%u", hash / 10000, hash / 100 % 100, hash % 100);
    snprintf(list[4].version, WORD_ROOM, "%u.%u.%u", major, minor, release);
}

static int count_coast_points(void)
{
    const leo_coast *coast = leo_coast_world();
    int count = 0;
    for (int i = 0; i < coast->line_count; i++)
        count += coast->lines[i].count;
    return count;
}

/* Not measured day by day, so not of the pack: the coast lines of the map. */
static json_t *coast_lines(void)
{
    char span[WORD_ROOM];
    snprintf(span, sizeof span, "%d points", count_coast_points());
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "kind", "coast lines", "name",
                     "GSHHG, crude", "span", span, "origin", "built in", "dated", "2017-06-15", "age", "",
                     "hash", "-", "licence", "LGPL-3, read at build time");
}

static json_t *examine(const leo_data *data, const char *today)
{
    leo_doctor_library libraries[LIBRARY_COUNT];
    json_t *library_list = json_array(), *set_list = leo_data_list(data, today);
    list_libraries(libraries);
    for (int i = 0; i < LIBRARY_COUNT; i++)
        json_array_append_new(library_list, json_pack("{s:s, s:s, s:s}", "name", libraries[i].name, "version",
                                                      libraries[i].version, "licence", libraries[i].licence));
    if (set_list)
        json_array_append_new(set_list, coast_lines());
    return json_pack("{s:s, s:s, s:s, s:o, s:o}", "version", leo_version(), "compiler", COMPILER, "kernel",
                     leo_kernel_name(leo_kernel_choose(LEO_KERNEL_BEST)), "libraries", library_list, "data",
                     set_list);
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
    fprintf(file, "Leonov      %s\ncompiler    %s\nkernel      %s\n\nlibraries\n", text_of(found, "version"),
            text_of(found, "compiler"), text_of(found, "kernel"));
    json_array_foreach(json_object_get(found, "libraries"), i, row) fprintf(
        file, "  %-10s %-22s %s\n", text_of(row, "name"), text_of(row, "version"), text_of(row, "licence"));
    fputs("\ndata\n", file);
    leo_data_list_print(json_object_get(found, "data"), file);
}

leo_status leo_doctor(const leo_data *data, const char *today, leo_form form, FILE *file, leo_error *error)
{
    if (!file)
        return leo_fail(error, LEO_BAD_ARGUMENT, "leo_doctor", "a file must be given");
    json_t *found = examine(data, today);
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
