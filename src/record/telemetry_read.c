/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "record/hdf5.h"
#include "record/telemetry.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

typedef struct leo_listed {
    char *group, *name, *unit, *doc;
    leo_storage storage;
} leo_listed;

struct leo_telemetry_file {
    char *path;
    hid_t file;
    size_t rows, count, room;
    leo_listed *listed;
    char group[256]; // being listed
};

static char *copy_of(const char *text)
{
    char *copy = malloc(strlen(text) + 1);
    if (copy)
        strcpy(copy, text);
    return copy;
}

static char *attribute_of(hid_t object, const char *key)
{
    char *text = NULL;
    const hid_t attribute = H5Aopen(object, key, H5P_DEFAULT);
    const hid_t type = attribute >= 0 ? H5Aget_type(attribute) : H5I_INVALID_HID;
    if (type >= 0 && H5Tget_class(type) == H5T_STRING && !H5Tis_variable_str(type)) {
        text = calloc(H5Tget_size(type) + 1, 1);
        if (text && H5Aread(attribute, type, text) < 0)
            *text = 0;
    }
    if (type >= 0)
        H5Tclose(type);
    if (attribute >= 0)
        H5Aclose(attribute);
    return text ? text : copy_of("");
}

static size_t length_of(hid_t set)
{
    hsize_t length = 0;
    const hid_t space = H5Dget_space(set);
    if (space >= 0 && H5Sget_simple_extent_ndims(space) == 1)
        H5Sget_simple_extent_dims(space, &length, NULL);
    if (space >= 0)
        H5Sclose(space);
    return (size_t)length;
}

static herr_t list_dataset(hid_t group, const char *name, const H5L_info_t *info, void *context)
{
    (void)info;
    leo_telemetry_file *file = context;
    const hid_t set = H5Dopen2(group, name, H5P_DEFAULT);
    if (set < 0)
        return 0;
    if (file->count == file->room) {
        const size_t room = file->room ? 2 * file->room : 64;
        leo_listed *more = realloc(file->listed, room * sizeof *more);
        if (!more) {
            H5Dclose(set);
            return -1;
        }
        file->listed = more;
        file->room = room;
    }
    const hid_t type = H5Dget_type(set);
    file->listed[file->count++] = (leo_listed){
        .group = copy_of(file->group),
        .name = copy_of(name),
        .unit = attribute_of(set, "units"),
        .doc = attribute_of(set, "doc"),
        .storage = type >= 0 && H5Tget_size(type) == sizeof(double) ? LEO_STORE_LONG : LEO_STORE_SHORT,
    };
    const leo_listed *listed = &file->listed[file->count - 1];
    const int complete = listed->group && listed->name && listed->unit && listed->doc;
    const size_t rows = length_of(set);
    if (rows < file->rows)
        file->rows = rows;
    H5Tclose(type);
    H5Dclose(set);
    return complete ? 0 : -1;
}

static herr_t list_group(hid_t root, const char *name, const H5L_info_t *info, void *context)
{
    (void)info;
    leo_telemetry_file *file = context;
    if (strcmp(name, "time") == 0)
        return 0;
    const hid_t group = H5Gopen2(root, name, H5P_DEFAULT);
    if (group < 0)
        return 0;
    snprintf(file->group, sizeof file->group, "%s", name);
    hsize_t at = 0;
    const herr_t result = H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, &at, list_dataset, file);
    H5Gclose(group);
    return result;
}

static leo_status list_all(leo_telemetry_file *file)
{
    const hid_t time = H5Dopen2(file->file, "/time/elapsed", H5P_DEFAULT);
    if (time < 0)
        return LEO_OK; // nothing was flown yet
    file->rows = length_of(time);
    H5Dclose(time);
    hsize_t at = 0;
    return H5Literate(file->file, H5_INDEX_NAME, H5_ITER_INC, &at, list_group, file) < 0 ? LEO_IO : LEO_OK;
}

leo_telemetry_file *leo_telemetry_file_open(const char *path, leo_error *error)
{
    leo_telemetry_file *file = calloc(1, sizeof *file);
    char *name = file ? copy_of(path) : NULL;
    if (!name) {
        free(file);
        leo_fail(error, LEO_NO_MEMORY, path, "no memory");
        return NULL;
    }
    file->path = name;
    const leo_hdf5_quiet quiet = leo_hdf5_hush();
    errno = 0;
    file->file = H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT);
    leo_status status = file->file >= 0 ? list_all(file) : LEO_IO;
    if (status != LEO_OK)
        leo_hdf5_fail(path, "read", error);
    leo_hdf5_speak(quiet);
    if (status == LEO_OK)
        return file;
    leo_telemetry_file_close(file);
    return NULL;
}

void leo_telemetry_file_close(leo_telemetry_file *file)
{
    if (!file)
        return;
    const leo_hdf5_quiet quiet = leo_hdf5_hush();
    if (file->file >= 0)
        H5Fclose(file->file);
    leo_hdf5_speak(quiet);
    for (size_t i = 0; i < file->count; i++) {
        free(file->listed[i].group);
        free(file->listed[i].name);
        free(file->listed[i].unit);
        free(file->listed[i].doc);
    }
    free(file->listed);
    free(file->path);
    free(file);
}

size_t leo_telemetry_file_rows(const leo_telemetry_file *file)
{
    return file->rows;
}

size_t leo_telemetry_file_count(const leo_telemetry_file *file)
{
    return file->count;
}

leo_column leo_telemetry_file_column(const leo_telemetry_file *file, size_t index)
{
    if (index >= file->count)
        return (leo_column){ .group = "", .name = "", .unit = "", .doc = "" };
    const leo_listed *listed = &file->listed[index];
    return (leo_column){ listed->group, listed->name, listed->unit, listed->doc, listed->storage };
}

leo_status leo_telemetry_file_read(leo_telemetry_file *file, int index, double *values, leo_error *error)
{
    const leo_column column = index < 0 ? (leo_column){ .group = "time", .name = "elapsed" }
                                        : leo_telemetry_file_column(file, (size_t)index);
    char path[600];
    snprintf(path, sizeof path, "/%s/%s", column.group, column.name);
    const leo_hdf5_quiet quiet = leo_hdf5_hush();
    errno = 0;
    leo_status status = LEO_IO;
    const hsize_t count = file->rows, begin = 0;
    const hid_t set = H5Dopen2(file->file, path, H5P_DEFAULT);
    const hid_t from = set >= 0 ? H5Dget_space(set) : H5I_INVALID_HID;
    const hid_t to = H5Screate_simple(1, &count, NULL);
    if (from >= 0 && to >= 0 && H5Sselect_hyperslab(from, H5S_SELECT_SET, &begin, NULL, &count, NULL) >= 0 &&
        H5Dread(set, H5T_NATIVE_DOUBLE, to, from, H5P_DEFAULT, values) >= 0)
        status = LEO_OK;
    if (status != LEO_OK)
        leo_hdf5_fail(file->path, "read a channel", error);
    if (to >= 0)
        H5Sclose(to);
    if (from >= 0)
        H5Sclose(from);
    if (set >= 0)
        H5Dclose(set);
    leo_hdf5_speak(quiet);
    return status;
}
