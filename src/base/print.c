/* SPDX-License-Identifier: MIT */
#include <leonov/leonov.h>

void leo_error_print(const leo_error *error, FILE *file)
{
    if (!error || !file || error->status == LEO_OK)
        return;
    const char *message = error->message[0] ? error->message : leo_status_name(error->status);
    if (error->where[0])
        fprintf(file, "%s: %s\n", error->where, message);
    else
        fprintf(file, "%s\n", message);
}
