/* SPDX-License-Identifier: MIT */
/*
 * Propagate an orbit and watch it pass its nodes.
 *
 *     cc 03_propagate.c $(pkg-config --cflags --libs leonov) -lm -o 03_propagate
 *     ./03_propagate INPUT [KEY=VALUE...]        INPUT is a setup file, an OPM or an OEM; "-": the settings alone
 *
 * States come in any frame: here over the turning Earth, as latitude and longitude of a sphere.
 */
#include <leonov/propagate.h>

#include <math.h>
#include <string.h>

static const char *const usual[] = { "epoch=2024-02-16T12:00:00",
                                     "frame=EME2000",
                                     "state.position=[-4986.026 km, -3800.912 km, 2615.051 km]",
                                     "state.velocity=[4.866330 km/s, -2.774321 km/s, 5.229345 km/s]",
                                     "span=3 h",
                                     "accuracy=1 m",
                                     "events=[ascending-node, descending-node]",
                                     NULL };

static leo_status watch(leo_propagation *p, leo_error *error)
{
    const double step_s = leo_propagation_span_s(p) / 12, degree = acos(-1) / 180;
    leo_status status = LEO_OK;
    for (int i = 0; i <= 12 && status == LEO_OK; i++) {
        leo_orbit_point at;
        char date[48];
        status = leo_propagation_to(p, i * step_s, error);
        if (status == LEO_OK)
            status = leo_propagation_point(p, i * step_s, "ITRF", &at, error);
        if (status == LEO_OK)
            status = leo_propagation_date(p, i * step_s, 0, date, error);
        if (status != LEO_OK)
            break;
        const double across = hypot(at.pos_m.x, at.pos_m.y), radius = hypot(across, at.pos_m.z);
        printf("%s  %6.1f km from the centre  %6.2f deg  %7.2f deg\n", date, radius / 1e3,
               atan2(at.pos_m.z, across) / degree, atan2(at.pos_m.y, at.pos_m.x) / degree);
    }
    return status;
}

int main(int count, char **words)
{
    leo_error error = { 0 };
    const int given = count > 1;
    const leo_propagation_options options = { .set = given ? (const char *const *)words + 2 : usual };
    const char *input = given && strcmp(words[1], "-") != 0 ? words[1] : NULL;
    leo_propagation *p = leo_propagation_open(input, &options, &error);
    const leo_status status = p ? watch(p, &error) : error.status;
    for (size_t i = 0; p && i < leo_propagation_event_count(p); i++) {
        const leo_orbit_happening event = leo_propagation_event(p, i);
        printf("%8.1f s  %s\n", event.point.elapsed_s, event.name);
    }
    if (p)
        printf("%s: %ld evaluations of the forces\n", leo_propagation_work_done(p).method,
               leo_propagation_work_done(p).evaluations);
    if (status != LEO_OK)
        leo_error_print(&error, stderr);
    leo_propagation_close(p);
    return status == LEO_OK ? 0 : 1;
}
