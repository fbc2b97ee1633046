/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include "base/error.h"
#include "base/text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

leo_status leo_file_read(const char *path, size_t limit, leo_arena *arena, leo_bytes *bytes, leo_error *error)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return leo_fail(error, LEO_IO, path, "cannot be opened: %s", strerror(errno));
    struct stat about;
    leo_status status = LEO_OK;
    unsigned char *data = NULL;
    if (fstat(fileno(file), &about) != 0 || !S_ISREG(about.st_mode))
        status = leo_fail(error, LEO_IO, path, "is not a regular file");
    else if (about.st_size < 0 || (size_t)about.st_size > limit)
        status = leo_fail(error, LEO_BAD_INPUT, path, "%lld bytes: at most %zu are read",
                          (long long)about.st_size, limit);
    else if (!(data = leo_arena_take(arena, (size_t)about.st_size + 1, 1)))
        status = leo_fail(error, LEO_NO_MEMORY, path, "no memory for %lld bytes", (long long)about.st_size);
    else if (fread(data, 1, (size_t)about.st_size, file) != (size_t)about.st_size)
        status = leo_fail(error, LEO_IO, path, "cannot be read to its end");
    fclose(file);
    if (status == LEO_OK)
        *bytes = (leo_bytes){ path, data, (size_t)about.st_size };
    return status;
}

leo_lines leo_lines_of(leo_bytes bytes)
{
    leo_lines lines = { .bytes = bytes };
    if (bytes.size >= 3 && memcmp(bytes.data, "\xEF\xBB\xBF", 3) == 0)
        lines.at = 3;
    return lines;
}

int leo_lines_next(leo_lines *lines)
{
    if (lines->at >= lines->bytes.size)
        return 0;
    const char *begin = (const char *)lines->bytes.data + lines->at;
    const size_t left = lines->bytes.size - lines->at;
    const char *end = memchr(begin, '\n', left);
    size_t length = end ? (size_t)(end - begin) : left;
    lines->at += length + (end != NULL);
    if (length > 0 && begin[length - 1] == '\r')
        length--;
    lines->text = begin;
    lines->length = length;
    lines->number++;
    return 1;
}

void leo_lines_where(const leo_lines *lines, size_t column, char where[256])
{
    if (column > 0)
        snprintf(where, 256, "%.200s:%ld:%zu", lines->bytes.name, lines->number, column);
    else
        snprintf(where, 256, "%.200s:%ld", lines->bytes.name, lines->number);
}

int leo_number_read(const char *text, size_t length, double *value)
{
    char buffer[64];
    if (length == 0 || length >= sizeof buffer)
        return 0;
    for (size_t i = 0; i < length; i++)
        buffer[i] = (char)(text[i] == 'd' || text[i] == 'D' ? 'e' : text[i]);
    buffer[length] = 0;
    return leo_text_number_read(buffer, value) == buffer + length;
}

leo_status leo_lines_number(const leo_lines *lines, size_t first, size_t width, double *value,
                            leo_error *error)
{
    size_t begin = first < lines->length ? first : lines->length;
    size_t end = width < lines->length - begin ? begin + width : lines->length;
    while (begin < end && lines->text[begin] == ' ')
        begin++;
    while (end > begin && lines->text[end - 1] == ' ')
        end--;
    if (leo_number_read(lines->text + begin, end - begin, value))
        return LEO_OK;
    char where[256];
    leo_lines_where(lines, first + 1, where);
    if (begin == end)
        return leo_fail(error, LEO_BAD_INPUT, where, "nothing in columns %zu to %zu: expected a number",
                        first + 1, first + width);
    return leo_fail(error, LEO_BAD_INPUT, where, "expected a number, got '%.*s'",
                    (int)(end - begin < 40 ? end - begin : 40), lines->text + begin);
}

static int is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\f' || c == '\v';
}

int leo_lines_word(const leo_lines *lines, size_t *at, char separator, const char **word, size_t *length)
{
    size_t begin = *at;
    if (separator) {
        if (begin > lines->length ||
            (begin == lines->length && begin > 0 && lines->text[begin - 1] != separator))
            return 0;
        if (lines->length == 0)
            return 0;
        size_t end = begin;
        while (end < lines->length && lines->text[end] != separator)
            end++;
        *at = end + 1;
        while (begin < end && is_space(lines->text[begin]))
            begin++;
        while (end > begin && is_space(lines->text[end - 1]))
            end--;
        *word = lines->text + begin;
        *length = end - begin;
        return 1;
    }
    while (begin < lines->length && is_space(lines->text[begin]))
        begin++;
    size_t end = begin;
    while (end < lines->length && !is_space(lines->text[end]))
        end++;
    *at = end;
    *word = lines->text + begin;
    *length = end - begin;
    return end > begin;
}
