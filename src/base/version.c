/* SPDX-License-Identifier: MIT */
#include <leonov/leonov.h>

const char *leo_version(void)
{
    return LEO_VERSION;
}
