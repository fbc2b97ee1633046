/* SPDX-License-Identifier: MIT */
#include "app.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int is_terminal(FILE *file)
{
    return isatty(fileno(file));
}

const char *paint_on(FILE *file, paint colour)
{
    static const char *const codes[] = {
        [PAINT_NONE] = "\033[0m", [PAINT_BOLD] = "\033[1m",   [PAINT_FAINT] = "\033[2m",
        [PAINT_RED] = "\033[31m", [PAINT_GREEN] = "\033[32m", [PAINT_YELLOW] = "\033[33m",
    };
    const char *wish = getenv("NO_COLOR");
    return is_terminal(file) && !(wish && *wish) ? codes[colour] : "";
}
