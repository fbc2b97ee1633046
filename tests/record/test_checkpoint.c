/* SPDX-License-Identifier: MIT */
#include "record/checkpoint.h"
#include "record/folder.h"
#include "record/scratch.h"

static char path[2200];

static const leo_checkpoint sample = { .version = LEO_CHECKPOINT_VERSION,
                                       .plan_hash = 0x1234,
                                       .state_size = 5,
                                       .rows = 7,
                                       .oem_size = -1,
                                       .next_s = 8.5,
                                       .mission = "mission/a.yaml" };

static void gives_back_what_was_written(void)
{
    leo_error error = { 0 };
    leo_checkpoint back;
    void *state;
    CHECK(leo_checkpoint_write(path, &sample, "abcde", &error) == LEO_OK);
    CHECK(leo_checkpoint_read(path, &back, &state, &error) == LEO_OK);
    CHECK(back.plan_hash == 0x1234 && back.rows == 7 && back.oem_size == -1 && back.next_s == 8.5);
    CHECK_TEXT(back.mission, "mission/a.yaml");
    CHECK(state && memcmp(state, "abcde", 5) == 0);
    free(state);
}

static void every_damaged_byte_is_noticed(void)
{
    leo_error error = { 0 };
    char *bytes, copy[2300];
    size_t size, missed = 0;
    CHECK(leo_folder_read(path, &bytes, &size, &error) == LEO_OK);
    snprintf(copy, sizeof copy, "%s.damaged", path);
    for (size_t i = 0; i < size; i += 3) {
        leo_error wrong = { 0 };
        leo_checkpoint back;
        void *state;
        bytes[i] ^= 0x10;
        leo_folder_write(copy, bytes, size, &error);
        bytes[i] ^= 0x10;
        missed += leo_checkpoint_read(copy, &back, &state, &wrong) != LEO_IO;
    }
    CHECK(missed == 0);
    free(bytes);
}

static void refuses_an_absent_or_short_file(void)
{
    leo_error error = { 0 }, second = { 0 };
    leo_checkpoint back;
    void *state;
    CHECK(leo_checkpoint_read("/none/checkpoint.bin", &back, &state, &error) == LEO_IO);
    CHECK(strstr(error.message, "No such file") != NULL);
    leo_folder_write(path, "LEOCHECK", 8, &second);
    CHECK(leo_checkpoint_read(path, &back, &state, &second) == LEO_IO);
    CHECK(strstr(second.message, "is not a checkpoint") != NULL);
}

static void a_file_that_cannot_be_finished_leaves_the_old_one(void)
{
    leo_error error = { 0 };
    char target[2300], *bytes;
    size_t size;
    snprintf(target, sizeof target, "%s.old", path);
    CHECK(leo_folder_write(target, "old", 3, &error) == LEO_OK);
    char command[5000];
    snprintf(command, sizeof command, "ln -sf /dev/full '%s.part'", target);
    CHECK(system(command) == 0);
    CHECK(leo_folder_write(target, "new text", 8, &error) == LEO_IO);
    CHECK(strstr(error.message, "No space left on device") != NULL);
    CHECK(leo_folder_read(target, &bytes, &size, NULL) == LEO_OK);
    CHECK(size == 3 && memcmp(bytes, "old", 3) == 0);
    free(bytes);
}

int main(void)
{
    snprintf(path, sizeof path, "%s/checkpoint.bin", scratch_folder("checkpoint"));
    RUN(gives_back_what_was_written);
    RUN(every_damaged_byte_is_noticed);
    RUN(refuses_an_absent_or_short_file);
    RUN(a_file_that_cannot_be_finished_leaves_the_old_one);
    return check_result();
}
