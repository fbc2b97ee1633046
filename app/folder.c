/* SPDX-License-Identifier: MIT */
#include "app.h"
#include "fly.h"

#include <ctype.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static int is_taken(const char *path)
{
    DIR *folder = opendir(path);
    if (!folder) {
        FILE *file = fopen(path, "rb");
        if (file)
            fclose(file);
        return file != NULL;
    }
    int things = 0;
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder))
        things += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(folder);
    return things > 0;
}

/* "Voskhod 2" -> runs/voskhod-2, or the first free of runs/voskhod-2-2, -3, ... */
int folder_for_mission(const char *mission, char *path, size_t size)
{
    enum { NUMBERS = 100000 };
    char slug[128];
    size_t length = 0;
    for (const char *at = mission; *at && length < sizeof slug - 1; at++) {
        const unsigned char c = (unsigned char)*at;
        if (isalnum(c))
            slug[length++] = (char)tolower(c);
        else if (length > 0 && slug[length - 1] != '-')
            slug[length++] = '-';
    }
    while (length > 0 && slug[length - 1] == '-')
        length--;
    slug[length] = 0;
    for (int number = 1; number < NUMBERS; number++) {
        if (number == 1)
            snprintf(path, size, "runs/%s", length ? slug : "mission");
        else
            snprintf(path, size, "runs/%s-%d", length ? slug : "mission", number);
        if (!is_taken(path))
            return 1;
    }
    return 0;
}

static char *read_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    size_t size = 0, room = 0;
    char *text = NULL;
    for (;;) {
        if (size + 1 >= room) {
            room = room ? 2 * room : 4096;
            char *more = realloc(text, room);
            if (!more)
                break;
            text = more;
        }
        const size_t got = fread(text + size, 1, room - size - 1, file);
        size += got;
        if (got == 0)
            break;
    }
    fclose(file);
    if (text)
        text[size] = 0;
    return text;
}

int folder_read_overrides(const char *mission_path, const char **items, int room, char **text)
{
    static const char marker[] = "/mission/";
    char path[PATH_ROOM];
    const char *folder = NULL;
    for (const char *at = strstr(mission_path, marker); at; at = strstr(at + 1, marker))
        folder = at;
    items[0] = NULL;
    *text = NULL;
    if (!folder)
        return 0;
    snprintf(path, sizeof path, "%.*s/overrides.txt", (int)(folder - mission_path + (long)sizeof marker - 2),
             mission_path);
    *text = read_text(path);
    int count = 0;
    for (char *line = *text; line && *line && count < room;) {
        char *end = strchr(line, '\n');
        if (end)
            *end = 0;
        if (*line)
            items[count++] = line;
        line = end ? end + 1 : NULL;
    }
    items[count] = NULL;
    return count;
}
