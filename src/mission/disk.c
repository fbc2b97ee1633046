/* SPDX-License-Identifier: MIT */
/* Mission files from the disk. */
#include "mission/disk.h"
#include "base/error.h"
#include "base/text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static leo_status read_open_file(FILE *file, leo_arena *arena, const char **text, size_t *size,
                                 leo_error *error)
{
    struct stat about;
    char number[LEO_NUMBER_ROOM];
    if (fstat(fileno(file), &about) != 0)
        return leo_fail(error, LEO_IO, NULL, "cannot be read: %s", strerror(errno));
    if (!S_ISREG(about.st_mode))
        return leo_fail(error, LEO_BAD_INPUT, NULL, "is not a file");
    if (about.st_size > LEO_FILE_SIZE_MAX)
        return leo_fail(error, LEO_BAD_INPUT, NULL, "is %s MB large; a mission file has at most %d MB",
                        leo_text_number_short((double)about.st_size / (1 << 20), 3, number),
                        LEO_FILE_SIZE_MAX >> 20);
    *size = (size_t)about.st_size;
    char *bytes = leo_arena_take(arena, *size + 1, 1);
    if (!bytes)
        return leo_fail(error, LEO_NO_MEMORY, NULL, "no memory");
    *size = fread(bytes, 1, *size, file);
    *text = bytes;
    return ferror(file) ? leo_fail(error, LEO_IO, NULL, "cannot be read") : LEO_OK;
}

leo_status leo_disk_read(void *context, const char *path, leo_arena *arena, const char **text, size_t *size,
                         leo_error *error)
{
    (void)context;
    FILE *file = fopen(path, "rb");
    if (!file)
        return leo_fail(error, LEO_IO, NULL, "cannot be opened: %s", strerror(errno));
    const leo_status status = read_open_file(file, arena, text, size, error);
    fclose(file);
    return status;
}
