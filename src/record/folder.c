/* SPDX-License-Identifier: MIT */
#include "record/folder.h"
#include "base/error.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

leo_status leo_folder_refused(const char *path, const char *doing, leo_error *error)
{
    const int reason = errno;
    return leo_fail(error, LEO_IO, path, "cannot %s: %s", doing,
                    reason ? strerror(reason) : "unknown reason");
}

leo_status leo_folder_path(const char *folder, const char *name, char *path, leo_error *error)
{
    const int length = snprintf(path, LEO_PATH_ROOM, "%s/%s", folder, name);
    if (length < 0 || length >= LEO_PATH_ROOM)
        return leo_fail(error, LEO_IO, folder, "the path is longer than %d bytes", LEO_PATH_ROOM - 1);
    return LEO_OK;
}

leo_status leo_folder_make(const char *path, leo_error *error)
{
    char part[LEO_PATH_ROOM];
    const size_t length = strlen(path);
    if (length == 0 || length >= sizeof part)
        return leo_fail(error, LEO_IO, path, "the path must have 1 to %d bytes", LEO_PATH_ROOM - 1);
    memcpy(part, path, length + 1);
    for (size_t i = 1; i <= length; i++) {
        if (part[i] != '/' && part[i] != 0)
            continue;
        part[i] = 0;
        if (mkdir(part, 0777) != 0 && errno != EEXIST)
            return leo_folder_refused(part, "make the folder", error);
        if (i < length)
            part[i] = '/';
    }
    struct stat about;
    if (stat(path, &about) != 0)
        return leo_folder_refused(path, "look at the folder", error);
    if (!S_ISDIR(about.st_mode))
        return leo_fail(error, LEO_IO, path, "is a file: a record is a folder");
    return LEO_OK;
}

leo_status leo_folder_must_be_empty(const char *path, leo_error *error)
{
    DIR *folder = opendir(path);
    if (!folder)
        return errno == ENOENT ? LEO_OK : leo_folder_refused(path, "open the folder", error);
    int things = 0;
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder))
        things += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(folder);
    if (things)
        return leo_fail(error, LEO_IO, path, "holds %d things already: a record needs a new or empty folder",
                        things);
    return LEO_OK;
}

leo_status leo_folder_flush(FILE *file, const char *path, leo_error *error)
{
    errno = 0;
    if (fflush(file) != 0 || ferror(file))
        return leo_folder_refused(path, "write", error);
    return LEO_OK;
}

leo_status leo_folder_close(FILE *file, const char *path, leo_error *error)
{
    const leo_status status = leo_folder_flush(file, path, error);
    errno = 0;
    if (fclose(file) != 0 && status == LEO_OK)
        return leo_folder_refused(path, "close", error);
    return status;
}

leo_status leo_folder_write(const char *path, const void *bytes, size_t size, leo_error *error)
{
    char draft[LEO_PATH_ROOM];
    const int length = snprintf(draft, sizeof draft, "%s.part", path);
    if (length < 0 || length >= LEO_PATH_ROOM)
        return leo_fail(error, LEO_IO, path, "the path is longer than %d bytes", LEO_PATH_ROOM - 1);
    errno = 0;
    FILE *file = fopen(draft, "wb");
    if (!file)
        return leo_folder_refused(draft, "open for writing", error);
    fwrite(bytes, 1, size, file);
    leo_status status = leo_folder_close(file, draft, error);
    if (status == LEO_OK && rename(draft, path) != 0)
        status = leo_folder_refused(path, "rename the finished file", error);
    if (status != LEO_OK)
        remove(draft);
    return status;
}

leo_status leo_folder_read(const char *path, char **bytes, size_t *size, leo_error *error)
{
    errno = 0;
    *bytes = NULL;
    *size = 0;
    FILE *file = fopen(path, "rb");
    if (!file)
        return leo_folder_refused(path, "open", error);
    long length = -1;
    if (fseek(file, 0, SEEK_END) == 0)
        length = ftell(file);
    if (length < 0 || fseek(file, 0, SEEK_SET) != 0) {
        fclose(file);
        return leo_folder_refused(path, "read", error);
    }
    char *block = malloc((size_t)length + 1);
    if (!block) {
        fclose(file);
        return leo_fail(error, LEO_NO_MEMORY, path, "no memory for %ld bytes", length);
    }
    const size_t got = fread(block, 1, (size_t)length, file);
    const int bad = ferror(file);
    fclose(file);
    if (bad || got != (size_t)length) {
        free(block);
        return leo_folder_refused(path, "read", error);
    }
    block[length] = 0;
    *bytes = block;
    *size = (size_t)length;
    return LEO_OK;
}

leo_status leo_folder_append(const char *path, long size, FILE **file, leo_error *error)
{
    struct stat about;
    errno = 0;
    if (stat(path, &about) != 0)
        return leo_folder_refused(path, "find", error);
    if (about.st_size < size)
        return leo_fail(error, LEO_IO, path, "has %ld bytes, the checkpoint knows of %ld: it was changed",
                        (long)about.st_size, size);
    if (truncate(path, size) != 0)
        return leo_folder_refused(path, "cut", error);
    *file = fopen(path, "r+b");
    if (!*file || fseek(*file, 0, SEEK_END) != 0)
        return leo_folder_refused(path, "open for writing", error);
    return LEO_OK;
}
