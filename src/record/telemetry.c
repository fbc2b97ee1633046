/* SPDX-License-Identifier: MIT */
#include "record/telemetry.h"
#include "base/error.h"
#include "record/hdf5.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One channel, or the time: its dataset and its part of the block. */
typedef struct leo_lane {
    const char *group, *name;
    const char *unit, *doc;
    leo_storage storage;
    hid_t set;
    double fill;
    int sparse; // the present block was never in the file
    unsigned char *block;
} leo_lane;

struct leo_telemetry {
    char *path;
    int descriptor; // of the same file, to reserve room
    hid_t file;
    leo_lane *lanes; // the time first
    size_t lane_count;
    unsigned char *memory;
    size_t begin, rows; // first row of the block, all rows
    int made;           // datasets exist
};

static const char *const STORAGE_NOTE = "time and motion in float64; all other channels rounded to float32";

static size_t width(const leo_lane *lane)
{
    return lane->storage == LEO_STORE_LONG ? sizeof(double) : sizeof(float);
}

static hid_t type_of(const leo_lane *lane)
{
    return lane->storage == LEO_STORE_LONG ? H5T_NATIVE_DOUBLE : H5T_NATIVE_FLOAT;
}

static void put(leo_lane *lane, size_t row, double value)
{
    if (lane->storage == LEO_STORE_LONG) {
        ((double *)(void *)lane->block)[row] = value;
    } else {
        ((float *)(void *)lane->block)[row] = (float)value;
    }
}

static leo_telemetry *take_memory(const char *path, const leo_column *columns, size_t count)
{
    leo_telemetry *telemetry = calloc(1, sizeof *telemetry);
    if (!telemetry)
        return NULL;
    telemetry->file = H5I_INVALID_HID;
    telemetry->descriptor = -1;
    telemetry->path = malloc(strlen(path) + 1);
    telemetry->lanes = calloc(count + 1, sizeof *telemetry->lanes);
    size_t size = sizeof(double);
    for (size_t i = 0; i < count; i++)
        size += columns[i].storage == LEO_STORE_LONG ? sizeof(double) : sizeof(float);
    // every lane starts on a multiple of 8 bytes because the block has an even number of rows
    telemetry->memory = calloc(size, LEO_TELEMETRY_BLOCK);
    if (!telemetry->path || !telemetry->lanes || !telemetry->memory) {
        leo_telemetry_drop(telemetry);
        return NULL;
    }
    memcpy(telemetry->path, path, strlen(path) + 1);
    telemetry->lane_count = count + 1;
    unsigned char *at = telemetry->memory;
    for (size_t i = 0; i <= count; i++) {
        leo_lane *lane = &telemetry->lanes[i];
        *lane = i == 0 ? (leo_lane){ .group = "time",
                                     .name = "elapsed",
                                     .unit = "s",
                                     .doc = "Seconds elapsed since the epoch of the mission.",
                                     .storage = LEO_STORE_LONG }
                       : (leo_lane){ .group = columns[i - 1].group,
                                     .name = columns[i - 1].name,
                                     .unit = columns[i - 1].unit,
                                     .doc = columns[i - 1].doc,
                                     .storage = columns[i - 1].storage };
        lane->set = H5I_INVALID_HID;
        lane->sparse = 1;
        lane->block = at;
        at += width(lane) * LEO_TELEMETRY_BLOCK;
    }
    return telemetry;
}

/*
 * Room on the disk for what is about to be written, asked of the system first: a write that fails inside
 * HDF5 1.10 leaves the library in a state in which it crashes when the program ends.
 */
static leo_status reserve(leo_telemetry *telemetry)
{
    const hsize_t per_lane = 6144, whole_file = 65536; // headers, attributes and one node of an index
    hsize_t size = 0, room = whole_file;
    if (telemetry->file >= 0 && H5Fget_filesize(telemetry->file, &size) < 0)
        return LEO_IO;
    for (size_t i = 0; i < telemetry->lane_count; i++)
        room += per_lane + width(&telemetry->lanes[i]) * LEO_TELEMETRY_BLOCK;
    if (telemetry->descriptor < 0)
        telemetry->descriptor = open(telemetry->path, O_WRONLY | O_CREAT, 0666);
    if (telemetry->descriptor < 0)
        return LEO_IO;
    errno = posix_fallocate(telemetry->descriptor, 0, (off_t)(size + room));
    return errno ? LEO_IO : LEO_OK;
}

static leo_status create_file(leo_telemetry *telemetry, const leo_fact *facts, size_t fact_count)
{
    if (reserve(telemetry) != LEO_OK)
        return LEO_IO;
    telemetry->file = H5Fcreate(telemetry->path, H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    if (telemetry->file < 0)
        return LEO_IO;
    leo_status status = leo_hdf5_text(telemetry->file, "storage", STORAGE_NOTE);
    for (size_t i = 0; status == LEO_OK && i < fact_count; i++)
        status = leo_hdf5_text(telemetry->file, facts[i].key, facts[i].text);
    return status == LEO_OK && H5Fflush(telemetry->file, H5F_SCOPE_GLOBAL) >= 0 ? LEO_OK : LEO_IO;
}

leo_telemetry *leo_telemetry_create(const char *path, const leo_column *columns, size_t count,
                                    const leo_fact *facts, size_t fact_count, leo_error *error)
{
    leo_telemetry *telemetry = take_memory(path, columns, count);
    if (!telemetry) {
        leo_fail(error, LEO_NO_MEMORY, path, "no memory for a block of %zu channels", count);
        return NULL;
    }
    const leo_hdf5_quiet quiet = leo_hdf5_hush();
    errno = 0;
    if (create_file(telemetry, facts, fact_count) != LEO_OK) {
        leo_hdf5_fail(path, "create", error);
        leo_hdf5_speak(quiet);
        leo_telemetry_drop(telemetry);
        return NULL;
    }
    leo_hdf5_speak(quiet);
    return telemetry;
}

static leo_status make_dataset(leo_telemetry *telemetry, leo_lane *lane, hid_t properties, hid_t space)
{
    const float fill_short = (float)lane->fill;
    const void *fill =
        lane->storage == LEO_STORE_LONG ? (const void *)&lane->fill : (const void *)&fill_short;
    char path[512];
    snprintf(path, sizeof path, "/%s/%s", lane->group, lane->name);
    if (H5Pset_fill_value(properties, type_of(lane), fill) < 0)
        return LEO_IO;
    hid_t links = H5Pcreate(H5P_LINK_CREATE);
    if (links < 0)
        return LEO_IO;
    if (H5Pset_create_intermediate_group(links, 1) >= 0)
        lane->set = H5Dcreate2(telemetry->file, path, type_of(lane), space, links, properties, H5P_DEFAULT);
    H5Pclose(links);
    if (lane->set < 0)
        return LEO_IO;
    leo_status status = leo_hdf5_text(lane->set, "units", lane->unit);
    if (status == LEO_OK)
        status = leo_hdf5_text(lane->set, "doc", lane->doc);
    return status;
}

/* The datasets, with the first value of each channel as its fill value. */
static leo_status make_datasets(leo_telemetry *telemetry)
{
    const hsize_t none = 0, unlimited = H5S_UNLIMITED, chunk = LEO_TELEMETRY_BLOCK;
    const hid_t space = H5Screate_simple(1, &none, &unlimited);
    const hid_t properties = H5Pcreate(H5P_DATASET_CREATE);
    leo_status status =
        space >= 0 && properties >= 0 && H5Pset_chunk(properties, 1, &chunk) >= 0 ? LEO_OK : LEO_IO;
    for (size_t i = 0; status == LEO_OK && i < telemetry->lane_count; i++) {
        leo_lane *lane = &telemetry->lanes[i];
        float first;
        memcpy(&first, lane->block, sizeof first);
        lane->fill = first;
        if (lane->storage == LEO_STORE_LONG)
            memcpy(&lane->fill, lane->block, sizeof lane->fill);
        status = make_dataset(telemetry, lane, properties, space);
    }
    if (properties >= 0)
        H5Pclose(properties);
    if (space >= 0)
        H5Sclose(space);
    telemetry->made = status == LEO_OK;
    return status;
}

/* All values of the block have the bits of the fill value. */
static int is_fill_only(const leo_lane *lane, size_t rows)
{
    if (lane->storage == LEO_STORE_LONG) {
        const double *value = (const double *)(const void *)lane->block;
        for (size_t i = 0; i < rows; i++)
            if (memcmp(&value[i], &lane->fill, sizeof *value) != 0)
                return 0;
        return 1;
    }
    const float *value = (const float *)(const void *)lane->block;
    const float fill = (float)lane->fill;
    for (size_t i = 0; i < rows; i++)
        if (memcmp(&value[i], &fill, sizeof fill) != 0)
            return 0;
    return 1;
}

static leo_status write_block(leo_telemetry *telemetry)
{
    const size_t rows = telemetry->rows - telemetry->begin;
    const hsize_t extent = telemetry->rows, offset = telemetry->begin;
    for (size_t i = 0; i < telemetry->lane_count; i++) {
        leo_lane *lane = &telemetry->lanes[i];
        if (H5Dset_extent(lane->set, &extent) < 0)
            return LEO_IO;
        if (lane->sparse && is_fill_only(lane, rows))
            continue;
        for (size_t row = rows; row < LEO_TELEMETRY_BLOCK; row++)
            put(lane, row, lane->fill);
        if (H5Dwrite_chunk(lane->set, H5P_DEFAULT, 0, &offset, width(lane) * LEO_TELEMETRY_BLOCK,
                           lane->block) < 0)
            return LEO_IO;
        lane->sparse = 0;
    }
    return LEO_OK;
}

leo_status leo_telemetry_flush(leo_telemetry *telemetry, leo_error *error)
{
    if (telemetry->rows == telemetry->begin)
        return LEO_OK;
    const leo_hdf5_quiet quiet = leo_hdf5_hush();
    errno = 0;
    leo_status status = reserve(telemetry);
    if (status == LEO_OK && !telemetry->made)
        status = make_datasets(telemetry);
    if (status == LEO_OK)
        status = write_block(telemetry);
    if (status == LEO_OK && H5Fflush(telemetry->file, H5F_SCOPE_GLOBAL) < 0)
        status = LEO_IO;
    if (status != LEO_OK)
        status = leo_hdf5_fail(telemetry->path, "write", error);
    leo_hdf5_speak(quiet);
    if (status == LEO_OK && leo_telemetry_full(telemetry)) {
        telemetry->begin = telemetry->rows;
        for (size_t i = 0; i < telemetry->lane_count; i++)
            telemetry->lanes[i].sparse = 1;
    }
    return status;
}

leo_status leo_telemetry_add(leo_telemetry *telemetry, double elapsed_s, const double *values,
                             leo_error *error)
{
    if (leo_telemetry_full(telemetry))
        return leo_fail(error, LEO_BAD_ARGUMENT, telemetry->path, "the block is full: flush it first");
    const size_t row = telemetry->rows - telemetry->begin;
    put(&telemetry->lanes[0], row, elapsed_s);
    for (size_t i = 1; i < telemetry->lane_count; i++)
        put(&telemetry->lanes[i], row, values[i - 1]);
    telemetry->rows++;
    return LEO_OK;
}

size_t leo_telemetry_rows(const leo_telemetry *telemetry)
{
    return telemetry->rows;
}

int leo_telemetry_full(const leo_telemetry *telemetry)
{
    return telemetry->rows - telemetry->begin >= LEO_TELEMETRY_BLOCK;
}

/* Open a dataset, cut it to the rows wanted and read back its last, unfinished block. */
static leo_status take_up(leo_telemetry *telemetry, leo_lane *lane)
{
    char path[512];
    snprintf(path, sizeof path, "/%s/%s", lane->group, lane->name);
    lane->set = H5Dopen2(telemetry->file, path, H5P_DEFAULT);
    if (lane->set < 0)
        return LEO_IO;
    const hid_t properties = H5Dget_create_plist(lane->set);
    if (properties < 0)
        return LEO_IO;
    const herr_t known = H5Pget_fill_value(properties, H5T_NATIVE_DOUBLE, &lane->fill);
    H5Pclose(properties);
    const hid_t space = H5Dget_space(lane->set);
    if (known < 0 || space < 0)
        return LEO_IO;
    hsize_t present = 0;
    H5Sget_simple_extent_dims(space, &present, NULL);
    H5Sclose(space);
    const hsize_t rows = telemetry->rows, begin = telemetry->begin, count = rows - begin;
    if (present < rows || H5Dset_extent(lane->set, &rows) < 0)
        return LEO_IO;
    lane->sparse = 0; // its chunk may be in the file
    if (count == 0)
        return LEO_OK;
    const hid_t from = H5Dget_space(lane->set), to = H5Screate_simple(1, &count, NULL);
    leo_status status = LEO_IO;
    if (from >= 0 && to >= 0 && H5Sselect_hyperslab(from, H5S_SELECT_SET, &begin, NULL, &count, NULL) >= 0 &&
        H5Dread(lane->set, type_of(lane), to, from, H5P_DEFAULT, lane->block) >= 0)
        status = LEO_OK;
    H5Sclose(from);
    H5Sclose(to);
    return status;
}

leo_telemetry *leo_telemetry_open(const char *path, const leo_column *columns, size_t count, size_t rows,
                                  leo_error *error)
{
    leo_telemetry *telemetry = take_memory(path, columns, count);
    if (!telemetry) {
        leo_fail(error, LEO_NO_MEMORY, path, "no memory for a block of %zu channels", count);
        return NULL;
    }
    telemetry->rows = rows;
    telemetry->begin = rows - rows % LEO_TELEMETRY_BLOCK;
    const leo_hdf5_quiet quiet = leo_hdf5_hush();
    errno = 0;
    telemetry->file = H5Fopen(path, H5F_ACC_RDWR, H5P_DEFAULT);
    leo_status status = telemetry->file >= 0 ? LEO_OK : LEO_IO;
    telemetry->made = rows > 0;
    for (size_t i = 0; telemetry->made && status == LEO_OK && i < telemetry->lane_count; i++)
        status = take_up(telemetry, &telemetry->lanes[i]);
    if (status != LEO_OK)
        leo_hdf5_fail(path, "take up", error);
    leo_hdf5_speak(quiet);
    if (status == LEO_OK)
        return telemetry;
    leo_telemetry_drop(telemetry);
    return NULL;
}

leo_status leo_telemetry_close(leo_telemetry *telemetry, leo_error *error)
{
    if (!telemetry)
        return LEO_OK;
    leo_status status = leo_telemetry_flush(telemetry, error);
    const leo_hdf5_quiet quiet = leo_hdf5_hush();
    errno = 0;
    for (size_t i = 0; i < telemetry->lane_count; i++) {
        hid_t *set = &telemetry->lanes[i].set;
        if (*set >= 0 && H5Dclose(*set) < 0 && status == LEO_OK)
            status = leo_hdf5_fail(telemetry->path, "close", error);
        *set = H5I_INVALID_HID;
    }
    hsize_t size = 0;
    const herr_t known = H5Fget_filesize(telemetry->file, &size);
    if (H5Fclose(telemetry->file) < 0 && status == LEO_OK)
        status = leo_hdf5_fail(telemetry->path, "close", error);
    telemetry->file = H5I_INVALID_HID;
    // give back the room that was reserved and not needed
    if (status == LEO_OK && known >= 0 && telemetry->descriptor >= 0 &&
        ftruncate(telemetry->descriptor, (off_t)size) != 0)
        status = leo_hdf5_fail(telemetry->path, "cut", error);
    leo_hdf5_speak(quiet);
    leo_telemetry_drop(telemetry);
    return status;
}

void leo_telemetry_drop(leo_telemetry *telemetry)
{
    if (!telemetry)
        return;
    const leo_hdf5_quiet quiet = leo_hdf5_hush();
    for (size_t i = 0; i < telemetry->lane_count; i++)
        if (telemetry->lanes[i].set >= 0)
            H5Dclose(telemetry->lanes[i].set);
    if (telemetry->file >= 0)
        H5Fclose(telemetry->file);
    leo_hdf5_speak(quiet);
    if (telemetry->descriptor >= 0)
        close(telemetry->descriptor);
    free(telemetry->path);
    free(telemetry->lanes);
    free(telemetry->memory);
    free(telemetry);
}
