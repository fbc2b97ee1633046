/* SPDX-License-Identifier: MIT */
#include "record/oem.h"
#include "record/folder.h"
#include "record/scratch.h"
#include "time/epoch.h"

static char path[2200];
static leo_epoch epoch;

/* A point that tells its number. */
static void add(leo_oem *oem, int first, int end)
{
    leo_error error = { 0 };
    for (int i = first; i < end; i++)
        leo_oem_add(oem, 60.0 * i, (leo_vec3){ 6.6e6 + i, -1e6 / 3, 0.001 },
                    (leo_vec3){ 7800.0625, -i, 0.75e-9 }, &error);
    CHECK(error.status == LEO_OK);
}

static char *text_of_file(void)
{
    char *text = NULL;
    size_t size;
    leo_folder_read(path, &text, &size, NULL);
    return text;
}

static void times_are_tai(void)
{
    char text[40];
    // IERS, UTC in 1965: TAI - UTC = 3.64013 s + (MJD - 38761) 0.001296 s; MJD 38837.297766 gives 3.7390119 s
    leo_oem_tai_text(epoch, text);
    CHECK(strncmp(text, "1965-03-18T07:08:50.7390", 24) == 0);
}

static void writes_kilometres_with_nine_decimals(void)
{
    leo_error error = { 0 };
    leo_oem *oem = leo_oem_create(path, "Ball", epoch, &error);
    CHECK(oem != NULL);
    add(oem, 0, 3);
    CHECK(leo_oem_close(oem, &error) == LEO_OK);
    char *text = text_of_file();
    CHECK(text &&
          strstr(text,
                 " 6600.000000000 -333.333333333 0.000001000 7.800062500000 0.000000000000 0.000000000001\n"
                 "1965-03-18T07:09:50.7390") != NULL);
    CHECK(text && strstr(text, "REF_FRAME = GCRF\nTIME_SYSTEM = TAI\n") != NULL);
    free(text);
}

static void stop_time_is_that_of_the_last_point(void)
{
    char *text = text_of_file();
    CHECK(text && strstr(text, "STOP_TIME = 1965-03-18T07:10:50.7390") != NULL);
    free(text);
}

static void taken_up_at_a_size_it_ends_as_if_never_stopped(void)
{
    leo_error error = { 0 };
    long size = 0;
    leo_oem *oem = leo_oem_create(path, "Ball", epoch, &error);
    add(oem, 0, 9);
    CHECK(leo_oem_close(oem, &error) == LEO_OK);
    char *whole = text_of_file();
    oem = leo_oem_create(path, "Ball", epoch, &error);
    add(oem, 0, 4);
    CHECK(leo_oem_flush(oem, &size, &error) == LEO_OK);
    add(oem, 4, 7); // lost: the checkpoint knows of four
    CHECK(leo_oem_close(oem, &error) == LEO_OK);
    oem = leo_oem_open(path, size, epoch, &error);
    CHECK(oem != NULL);
    add(oem, 4, 9);
    CHECK(leo_oem_close(oem, &error) == LEO_OK);
    char *resumed = text_of_file();
    CHECK_TEXT(resumed, whole);
    free(whole);
    free(resumed);
}

static void refuses_a_file_shorter_than_its_checkpoint(void)
{
    leo_error error = { 0 };
    CHECK(leo_oem_open(path, 1000000, epoch, &error) == NULL);
    CHECK(error.status == LEO_IO);
    CHECK(strstr(error.message, "it was changed") != NULL);
}

static void a_full_disk_is_an_error(void)
{
    leo_error error = { 0 };
    long size;
    leo_oem *oem = leo_oem_create("/dev/full", "Ball", epoch, &error);
    CHECK(oem != NULL);
    if (!oem)
        return;
    leo_oem_flush(oem, &size, &error);
    CHECK(error.status == LEO_IO);
    CHECK(strstr(error.message, "No space left on device") != NULL);
    leo_oem_close(oem, NULL);
}

int main(void)
{
    leo_error error = { 0 };
    snprintf(path, sizeof path, "%s/trajectory.oem", scratch_folder("oem"));
    CHECK(leo_epoch_from_utc("1965-03-18T07:08:47Z", &epoch, &error) == LEO_OK);
    RUN(times_are_tai);
    RUN(writes_kilometres_with_nine_decimals);
    RUN(stop_time_is_that_of_the_last_point);
    RUN(taken_up_at_a_size_it_ends_as_if_never_stopped);
    RUN(refuses_a_file_shorter_than_its_checkpoint);
    RUN(a_full_disk_is_an_error);
    return check_result();
}
