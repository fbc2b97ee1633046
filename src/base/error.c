/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *base_name(const char *file)
{
    const char *src = strstr(file, "src/");
    return src ? src + 4 : file;
}

/* A text that was cut inside a character, or came in broken: what is not UTF-8 becomes `?`. */
static void mend(char *text, size_t size)
{
    for (size_t at = 0; (at += leo_text_utf8_end(text + at, size - at)) < size;)
        text[at] = '?';
}

leo_status leo_error_note(leo_error *error, leo_status status, const char *where, const char *file, int line,
                          const char *format, ...)
{
    if (!error || error->status != LEO_OK)
        return status;
    error->status = status;
    snprintf(error->where, sizeof error->where, "%s", where ? where : "");
    snprintf(error->source, sizeof error->source, "%s:%d", base_name(file), line);
    va_list args;
    va_start(args, format);
    vsnprintf(error->message, sizeof error->message, format, args);
    va_end(args);
    mend(error->where, strlen(error->where));
    mend(error->message, strlen(error->message));
    return status;
}

void leo_error_locate(leo_error *error, const char *where)
{
    if (error && where && error->status != LEO_OK)
        snprintf(error->where, sizeof error->where, "%s", where);
}

const char *leo_status_name(leo_status status)
{
    static const char *const names[] = {
        [LEO_OK] = "ok",
        [LEO_BAD_ARGUMENT] = "bad argument",
        [LEO_BAD_INPUT] = "bad input",
        [LEO_OUT_OF_RANGE] = "out of range",
        [LEO_NO_MEMORY] = "no memory",
        [LEO_NO_CONVERGENCE] = "no convergence",
        [LEO_IO] = "input or output failed",
        [LEO_RETRY_STEP] = "step too long",
        [LEO_NOT_CLOSED] = "ledger not closed",
        [LEO_INTERRUPTED] = "interrupted",
    };
    const size_t count = sizeof names / sizeof names[0];
    return (size_t)status < count && names[status] ? names[status] : "unknown status";
}
