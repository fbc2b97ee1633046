/* SPDX-License-Identifier: MIT */
#include "record/telemetry.h"
#include "record/scratch.h"

#include <signal.h>
#include <stdint.h>
#include <sys/resource.h>
#include <unistd.h>

enum { ROWS = 2 * LEO_TELEMETRY_BLOCK + 123, COLUMNS = 3 };

static const leo_column columns[COLUMNS] = {
    { "cabin", "pressure", "Pa", "Pressure of the gas.", LEO_STORE_SHORT },
    { "hatch", "open", "1", "1 while it stands open.", LEO_STORE_SHORT },
    { "motion", "latitude", "rad", "Latitude.", LEO_STORE_LONG },
};
static const leo_fact facts[] = { { "mission", "Test" }, { "version", "0" } };

static char file_path[2200];

static const char *fresh_path(const char *folder)
{
    snprintf(file_path, sizeof file_path, "%s/telemetry.h5", scratch_folder(folder));
    return file_path;
}

/* Rows whose values tell their number; the hatch opens in the second block only. */
static leo_status add_row(leo_telemetry *telemetry, size_t row, leo_error *error)
{
    const double values[COLUMNS] = { 1e5 - (double)row, row > 4000 && row < 4100, 1e-9 * (double)row };
    if (leo_telemetry_full(telemetry) && leo_telemetry_flush(telemetry, error) != LEO_OK)
        return error->status;
    return leo_telemetry_add(telemetry, (double)row, values, error);
}

static void write_rows(leo_telemetry *telemetry, size_t first, size_t end)
{
    leo_error error = { 0 };
    for (size_t row = first; row < end; row++)
        add_row(telemetry, row, &error);
    CHECK(error.status == LEO_OK);
    CHECK(leo_telemetry_rows(telemetry) == end);
}

static void check_rows(const char *path, size_t rows)
{
    leo_error error = { 0 };
    leo_telemetry_file *file = leo_telemetry_file_open(path, &error);
    CHECK(file != NULL);
    if (!file)
        return;
    CHECK(leo_telemetry_file_rows(file) == rows);
    CHECK(leo_telemetry_file_count(file) == COLUMNS);
    double *values = malloc(rows * sizeof *values);
    size_t wrong = 0;
    for (int i = -1; i < COLUMNS; i++) {
        CHECK(leo_telemetry_file_read(file, i, values, &error) == LEO_OK);
        for (size_t row = 0; row < rows; row++) {
            const double wanted[] = { (double)row, (float)(1e5 - (double)row), row > 4000 && row < 4100,
                                      1e-9 * (double)row };
            wrong += values[row] != wanted[i + 1];
        }
    }
    CHECK(wrong == 0);
    free(values);
    leo_telemetry_file_close(file);
}

static void gives_back_what_was_added(void)
{
    leo_error error = { 0 };
    const char *path = fresh_path("telemetry-back");
    leo_telemetry *telemetry = leo_telemetry_create(path, columns, COLUMNS, facts, 2, &error);
    CHECK(telemetry != NULL);
    write_rows(telemetry, 0, ROWS);
    CHECK(leo_telemetry_close(telemetry, &error) == LEO_OK);
    check_rows(path, ROWS);
}

static void keeps_units_and_docs_as_attributes(void)
{
    leo_error error = { 0 };
    leo_telemetry_file *file = leo_telemetry_file_open(file_path, &error);
    CHECK(file != NULL);
    if (!file)
        return;
    const leo_column column = leo_telemetry_file_column(file, 0);
    CHECK_TEXT(column.group, "cabin");
    CHECK_TEXT(column.name, "pressure");
    CHECK_TEXT(column.unit, "Pa");
    CHECK_TEXT(column.doc, "Pressure of the gas.");
    leo_telemetry_file_close(file);
}

static long size_of(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        return -1;
    const long size = ftell(file);
    fclose(file);
    return size;
}

static void stores_no_chunk_of_a_channel_that_stands_still(void)
{
    leo_error error = { 0 };
    const char *path = fresh_path("telemetry-still");
    leo_telemetry *telemetry = leo_telemetry_create(path, columns, COLUMNS, facts, 2, &error);
    const double still[COLUMNS] = { 101325, 0, 0.5 };
    for (size_t row = 0; row < ROWS; row++) {
        if (leo_telemetry_full(telemetry))
            leo_telemetry_flush(telemetry, &error);
        leo_telemetry_add(telemetry, (double)row, still, &error);
    }
    CHECK(leo_telemetry_close(telemetry, &error) == LEO_OK);
    // three chunks of time in float64 and the file's own books, nothing else
    CHECK(size_of(path) < 3L * LEO_TELEMETRY_BLOCK * 8 + 20000);
}

static void is_the_same_when_taken_up_at_any_row(void)
{
    const size_t cuts[] = { 1, 3599, 3600, 4050, 7201 };
    for (size_t i = 0; i < sizeof cuts / sizeof cuts[0]; i++) {
        leo_error error = { 0 };
        const char *path = fresh_path("telemetry-cut");
        leo_telemetry *telemetry = leo_telemetry_create(path, columns, COLUMNS, facts, 2, &error);
        write_rows(telemetry, 0, cuts[i] + 50); // further than the checkpoint knows
        CHECK(leo_telemetry_close(telemetry, &error) == LEO_OK);
        telemetry = leo_telemetry_open(path, columns, COLUMNS, cuts[i], &error);
        CHECK(telemetry != NULL);
        if (!telemetry)
            return;
        write_rows(telemetry, cuts[i], ROWS);
        CHECK(leo_telemetry_close(telemetry, &error) == LEO_OK);
        check_rows(path, ROWS);
    }
}

static void can_be_read_after_a_kill(void)
{
    leo_error error = { 0 };
    const char *path = fresh_path("telemetry-kill");
    leo_telemetry *telemetry = leo_telemetry_create(path, columns, COLUMNS, facts, 2, &error);
    write_rows(telemetry, 0, LEO_TELEMETRY_BLOCK + 500); // one flush on the way
    char command[5000];
    snprintf(command, sizeof command, "cp '%s' '%s.killed'", path, path);
    CHECK(system(command) == 0);
    strcat(file_path, ".killed");
    check_rows(file_path, LEO_TELEMETRY_BLOCK);
    leo_telemetry_drop(telemetry);
}

static void refuses_a_folder_that_may_not_be_written(void)
{
    leo_error error = { 0 };
    char path[2300];
    snprintf(path, sizeof path, "%s/none/telemetry.h5", scratch_folder("telemetry-none"));
    CHECK(leo_telemetry_create(path, columns, COLUMNS, facts, 2, &error) == NULL);
    CHECK(error.status == LEO_IO);
    CHECK_TEXT(error.where, path);
    CHECK(strstr(error.message, "No such file or directory") != NULL);
}

static void a_full_disk_is_an_error(void)
{
    const char *path = fresh_path("telemetry-full");
    leo_error error = { 0 };
    leo_telemetry *telemetry = leo_telemetry_create(path, columns, COLUMNS, facts, 2, &error);
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit before, small = { 60000, 60000 };
    getrlimit(RLIMIT_FSIZE, &before);
    small.rlim_max = before.rlim_max;
    setrlimit(RLIMIT_FSIZE, &small);
    for (size_t row = 0; row < ROWS && error.status == LEO_OK; row++)
        add_row(telemetry, row, &error);
    leo_telemetry_drop(telemetry);
    setrlimit(RLIMIT_FSIZE, &before);
    CHECK(error.status == LEO_IO);
    CHECK_TEXT(error.where, path);
    CHECK(strstr(error.message, "File too large") != NULL);
}

static void refuses_a_file_that_is_no_telemetry(void)
{
    leo_error error = { 0 };
    const char *path = fresh_path("telemetry-bad");
    FILE *file = fopen(path, "wb");
    fputs("not HDF5", file);
    fclose(file);
    CHECK(leo_telemetry_file_open(path, &error) == NULL);
    CHECK(error.status == LEO_IO);
    leo_error second = { 0 };
    CHECK(leo_telemetry_open(path, columns, COLUMNS, 10, &second) == NULL);
    CHECK(second.status == LEO_IO && second.message[0]);
}

int main(void)
{
    RUN(gives_back_what_was_added);
    RUN(keeps_units_and_docs_as_attributes);
    RUN(stores_no_chunk_of_a_channel_that_stands_still);
    RUN(is_the_same_when_taken_up_at_any_row);
    RUN(can_be_read_after_a_kill);
    RUN(refuses_a_folder_that_may_not_be_written);
    RUN(a_full_disk_is_an_error);
    RUN(refuses_a_file_that_is_no_telemetry);
    return check_result();
}
