/* SPDX-License-Identifier: MIT */

/*
 * The user's own sets of data: a folder of files, laid over the built-in sets in the order in which they were added. It is
 * $LEONOV_DATA, else $XDG_DATA_HOME/leonov, else ~/.local/share/leonov. Files are kept as NNN-NAME.
 */
#include "app.h"
#include "user_data.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { NUMBER_LENGTH = 4 };

int data_folder(char *path, size_t size)
{
    const char *own = getenv("LEONOV_DATA"), *xdg = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    int length = -1;
    if (own && *own)
        length = snprintf(path, size, "%s", own);
    else if (xdg && *xdg)
        length = snprintf(path, size, "%s/leonov", xdg);
    else if (home && *home)
        length = snprintf(path, size, "%s/.local/share/leonov", home);
    if (length < 0 || (size_t)length >= size)
        path[0] = 0;
    return path[0] != 0;
}

const char *data_today(char text[16])
{
    const time_t now = time(NULL);
    struct tm utc;
    text[0] = 0;
    if (gmtime_r(&now, &utc))
        strftime(text, 16, "%Y-%m-%d", &utc);
    return text;
}

static int is_number(const char *name)
{
    for (int i = 0; i < NUMBER_LENGTH - 1; i++)
        if (name[i] < '0' || name[i] > '9')
            return 0;
    return name[NUMBER_LENGTH - 1] == '-' && name[NUMBER_LENGTH];
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int data_files(char *const folder, char *names[], int room)
{
    int count = 0;
    DIR *open = opendir(folder);
    for (struct dirent *entry = open ? readdir(open) : NULL; entry; entry = readdir(open))
        if (strlen(entry->d_name) > NUMBER_LENGTH && is_number(entry->d_name) && count < room &&
            (names[count] = strdup(entry->d_name)) != NULL)
            count++;
    if (open)
        closedir(open);
    qsort(names, (size_t)count, sizeof *names, by_name);
    return count;
}

const char *data_plain_name(const char *name)
{
    return name + NUMBER_LENGTH;
}

leo_data *data_open(const text_list *extra, leo_error *error)
{
    char folder[PATH_ROOM], *names[LIST_ROOM];
    const char *paths[2 * LIST_ROOM + 1] = { 0 };
    int count = 0, files = data_folder(folder, sizeof folder) ? data_files(folder, names, LIST_ROOM) : 0;
    leo_status status = LEO_OK;
    for (int i = 0; i < files; i++) {
        const size_t length = strlen(folder) + strlen(names[i]) + 2;
        char *path = malloc(length);
        if (path) {
            snprintf(path, length, "%s/%s", folder, names[i]);
            paths[count++] = path;
        } else {
            status = error->status = LEO_NO_MEMORY;
        }
        free(names[i]);
    }
    const int own = count;
    for (int i = 0; extra && i < extra->count; i++)
        paths[count++] = extra->items[i];
    leo_data *data = status == LEO_OK ? leo_data_open(paths, error) : NULL;
    for (int i = 0; i < own; i++)
        free((void *)(size_t)paths[i]);
    return data;
}

/* Every folder on the way to `path`. */
static int make_folders(const char *path)
{
    char part[PATH_ROOM];
    for (size_t i = 1; i <= strlen(path) && i < sizeof part; i++)
        if (path[i] == '/' || path[i] == 0) {
            memcpy(part, path, i);
            part[i] = 0;
            if (mkdir(part, 0777) != 0 && errno != EEXIST)
                return 0;
        }
    return 1;
}

static leo_status refuse(leo_error *error, leo_status status, const char *where, const char *what)
{
    error->status = status;
    snprintf(error->where, sizeof error->where, "%.*s", (int)sizeof error->where - 1, where);
    snprintf(error->message, sizeof error->message, "%.*s", (int)sizeof error->message - 1, what);
    return status;
}

/* Into a file beside it first, so that an interrupted copy is never taken for a set. */
static leo_status copy(const char *from, const char *to, leo_error *error)
{
    char part[PATH_ROOM + 8], block[65536];
    snprintf(part, sizeof part, "%.*s.part", PATH_ROOM, to);
    FILE *in = fopen(from, "rb"), *out = in ? fopen(part, "wb") : NULL;
    int good = in && out;
    for (size_t length; good && (length = fread(block, 1, sizeof block, in)) > 0;)
        good = fwrite(block, 1, length, out) == length;
    good = good && !ferror(in);
    const int reason = errno;
    if (in)
        fclose(in);
    if (out)
        good = fclose(out) == 0 && good;
    if (good && rename(part, to) == 0)
        return LEO_OK;
    remove(part);
    return refuse(error, LEO_IO, to, strerror(reason));
}

leo_status data_add(const char *path, char *where, size_t size, leo_error *error)
{
    char folder[PATH_ROOM], *names[LIST_ROOM];
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *const one[] = { path, NULL };
    leo_data *data = leo_data_open(one, error);
    if (!data)
        return error->status;
    leo_data_close(data);
    if (!data_folder(folder, sizeof folder))
        return refuse(error, LEO_IO, "LEONOV_DATA", "there is no HOME: say where with LEONOV_DATA");
    if (!make_folders(folder))
        return refuse(error, LEO_IO, folder, strerror(errno));
    const int count = data_files(folder, names, LIST_ROOM);
    const int last = count ? atoi(names[count - 1]) : 0;
    leo_status status =
        last >= 999 ? refuse(error, LEO_IO, folder, "no number is left: remove some sets") : LEO_OK;
    if (status == LEO_OK) {
        const int length = snprintf(where, size, "%s/%03d-%s", folder, last + 1, name);
        status = length < 0 || (size_t)length >= size ? refuse(error, LEO_IO, path, "the path is too long")
                                                      : copy(path, where, error);
    }
    for (int i = 0; i < count; i++) { // an older file of the same name gives way
        char old[PATH_ROOM];
        const int length = snprintf(old, sizeof old, "%s/%s", folder, names[i]);
        if (status == LEO_OK && strcmp(data_plain_name(names[i]), name) == 0 && length > 0 &&
            (size_t)length < sizeof old)
            unlink(old);
        free(names[i]);
    }
    return status;
}

leo_status data_remove(const char *name, leo_error *error)
{
    char folder[PATH_ROOM] = "", *names[LIST_ROOM];
    const char *plain[LIST_ROOM + 1] = { 0 };
    const int count = data_folder(folder, sizeof folder) ? data_files(folder, names, LIST_ROOM) : 0;
    leo_status status = LEO_BAD_INPUT;
    for (int i = 0; i < count; i++) {
        char path[PATH_ROOM];
        plain[i] = data_plain_name(names[i]);
        const int length = snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        if (strcmp(plain[i], name) == 0 && length > 0 && (size_t)length < sizeof path)
            status = unlink(path) == 0 ? LEO_OK : refuse(error, LEO_IO, path, strerror(errno));
    }
    if (status == LEO_BAD_INPUT) {
        const char *near = nearest_name(name, plain);
        char text[PATH_ROOM + 128];
        snprintf(text, sizeof text, "is not among the %d set%s in %.900s%s%.200s%s", count,
                 count == 1 ? "" : "s", folder, near ? "; did you mean `" : "", near ? near : "",
                 near ? "`?" : "");
        refuse(error, LEO_BAD_INPUT, name, text);
    }
    for (int i = 0; i < count; i++)
        free(names[i]);
    return status;
}
