/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_COAST_H
#define LEO_WORLD_COAST_H

/* The coast of the continents and islands as open lines, for maps. Taken at build time from GSHHG, crude
 * resolution. */

typedef struct leo_coast_point {
    double lon_deg, lat_deg; // -180 .. 180, -90 .. 90
} leo_coast_point;

typedef struct leo_coast_line {
    const leo_coast_point *points;
    int count;
} leo_coast_line;

/* No line crosses the 180th meridian: each stays on its side. */
typedef struct leo_coast {
    const leo_coast_line *lines;
    int line_count;
} leo_coast;

const leo_coast *leo_coast_world(void);

#endif
