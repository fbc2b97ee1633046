/* SPDX-License-Identifier: MIT */
#ifndef LEO_MISSION_DISK_H
#define LEO_MISSION_DISK_H

#include "mission/reader.h"

/* A leo_file_fn: a regular file of at most LEO_FILE_SIZE_MAX bytes. */
leo_status leo_disk_read(void *context, const char *path, leo_arena *arena, const char **text, size_t *size,
                         leo_error *error);

#endif
