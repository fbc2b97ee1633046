/* SPDX-License-Identifier: MIT */
#ifndef LEO_RECORD_CHECKPOINT_H
#define LEO_RECORD_CHECKPOINT_H

/*
 * checkpoint.bin: what takes up an interrupted record.
 *
 *     leo_checkpoint     fixed size, zero padded
 *     run state          `state_size` bytes of leo_run_save
 *     hash               8 bytes over everything before
 */

#include <leonov/types.h>

enum { LEO_CHECKPOINT_VERSION = 1, LEO_CHECKPOINT_NAME_ROOM = 256 };

typedef struct leo_checkpoint {
    char magic[8]; // "LEOCHECK"
    uint64_t version;
    uint64_t plan_hash;
    uint64_t state_size;
    uint64_t rows;                          // of telemetry.h5
    int64_t oem_size;                       // bytes of trajectory.oem; -1: none
    int64_t events_size;                    // bytes of events.jsonl
    uint64_t event_count;                   // lines of events.jsonl
    double next_s;                          // next instant of telemetry
    double last_row_s;                      // last row of telemetry.h5
    double oem_last_s;                      // last point of trajectory.oem
    double done;                            // nonzero: the flight is over
    char mission[LEO_CHECKPOINT_NAME_ROOM]; // mission file, relative to the record
} leo_checkpoint;

leo_status leo_checkpoint_write(const char *path, const leo_checkpoint *checkpoint, const void *state,
                                leo_error *error);

/*
 * `state` is a block of malloc. LEO_IO when the file is absent, damaged, or of another version of the format.
 */
leo_status leo_checkpoint_read(const char *path, leo_checkpoint *checkpoint, void **state, leo_error *error);

#endif
