/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_EPHEMERIS_BUILTIN_H
#define LEO_WORLD_EPHEMERIS_BUILTIN_H

#include "world/ephemeris.h"

/* What leo_ephemeris_builtin returns, and the bytes of its table. */
extern const leo_ephemeris LEO_EPHEMERIS_DE405;
leo_bytes leo_ephemeris_builtin_bytes(void);

#endif
