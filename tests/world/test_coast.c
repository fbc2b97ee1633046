/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "world/coast.h"

/* The nearest point of the coast to a place, in degrees on the map. */
static double nearest_deg(double lon_deg, double lat_deg)
{
    const leo_coast *coast = leo_coast_world();
    double best = 1e9;
    for (int i = 0; i < coast->line_count; i++)
        for (int k = 0; k < coast->lines[i].count; k++) {
            const leo_coast_point p = coast->lines[i].points[k];
            best = fmin(best, hypot((p.lon_deg - lon_deg) * cos(p.lat_deg * 0.0174533), p.lat_deg - lat_deg));
        }
    return best;
}

static void capes_lie_where_atlases_put_them(void)
{
    // the crude set is thinned to 25 km; half a degree holds that and the spacing of its points
    CHECK(nearest_deg(-9.5, 38.78) < 0.5);    // Cabo da Roca
    CHECK(nearest_deg(18.47, -34.36) < 0.5);  // Cape of Good Hope
    CHECK(nearest_deg(-65.1, -54.7) < 0.5);   // Cabo San Diego, Tierra del Fuego
    CHECK(nearest_deg(104.3, 77.72) < 0.6);   // Cape Chelyuskin
    CHECK(nearest_deg(153.64, -28.64) < 0.5); // Cape Byron
    CHECK(nearest_deg(-169.67, 66.08) < 0.6); // Cape Dezhnev, beyond the 180th meridian
    CHECK(nearest_deg(36.2, 45.3) < 1);       // Strait of Kerch
}

static void oceans_and_inner_asia_are_far_from_it(void)
{
    CHECK(nearest_deg(-123.4, -48.9) > 20); // Point Nemo
    CHECK(nearest_deg(86.7, 46.3) > 15);    // pole of inaccessibility of Eurasia
}

static void lines_are_sound(void)
{
    const leo_coast *coast = leo_coast_world();
    int points = 0;
    CHECK(coast->line_count > 500);
    for (int i = 0; i < coast->line_count; i++) {
        const leo_coast_line line = coast->lines[i];
        CHECK(line.count >= 2);
        points += line.count;
        for (int k = 0; k < line.count; k++) {
            CHECK(fabs(line.points[k].lon_deg) <= 180 && fabs(line.points[k].lat_deg) <= 90);
            // within a bin of 20 degrees: nothing runs across the map
            CHECK(fabs(line.points[k].lon_deg - line.points[0].lon_deg) <= 20.001);
        }
    }
    printf("    %d lines, %d points\n", coast->line_count, points);
    CHECK(points > 5000 && points < 15000);
}

int main(void)
{
    RUN(capes_lie_where_atlases_put_them);
    RUN(oceans_and_inner_asia_are_far_from_it);
    RUN(lines_are_sound);
    return check_result();
}
