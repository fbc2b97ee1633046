/* SPDX-License-Identifier: MIT */
#ifndef LEO_TESTS_SCRATCH_H
#define LEO_TESTS_SCRATCH_H

/* A folder of its own for a test, in the build tree; emptied by the next run of the same test. */
#include "check.h"

#include <sys/stat.h>

static inline const char *scratch_folder(const char *name)
{
    static char path[2048];
    char command[8192];
    const char *build = getenv("LEO_BINARY_DIR");
    snprintf(path, sizeof path, "%s/scratch/%s", build ? build : "/tmp", name);
    snprintf(command, sizeof command, "chmod -R u+w '%s' 2>/dev/null; rm -rf '%s' && mkdir -p '%s'", path,
             path, path);
    if (system(command) != 0)
        printf("  cannot make %s\n", path);
    return path;
}

#endif
