/* SPDX-License-Identifier: MIT */
/* Check cases of the NASA Engineering and Safety Center that turn, flown through setup files as a user writes them. */
#include "arc.h"

#include "record/scratch.h"

#include <leonov/propagate.h>

#define CIRCLE                                                         \
    "state:\n  position: [-4292653.41 m, 955168.47 m, 5139356.57 m]\n" \
    "  velocity: [109.649663 m/s, -7527.72649 m/s, 1484.521489 m/s]\n"
#define ELLIPSE                                                       \
    "state:\n  position: [-4315967.74 m, 960356.2 m, 5167269.53 m]\n" \
    "  velocity: [129.091037 m/s, -7491.513855 m/s, 1452.515654 m/s]\n"
#define STATION                                                                  \
    "  inertia: { xx: 1.02e8 kg m^2, yy: 0.91e8 kg m^2, zz: 1.64e8 kg m^2,\n"    \
    "             xy: -6.96e6 kg m^2, xz: -5.48e6 kg m^2, yz: 5.90e5 kg m^2 }\n" \
    "  yaw-pitch-roll: [0 deg, -11.6 deg, 0 deg]\n  gravity-gradient: off\n"
#define CYLINDER                                                          \
    "  inertia: { xx: 500 kg m^2, yy: 12250 kg m^2, zz: 12250 kg m^2 }\n" \
    "  pitch-yaw-roll: [85 deg, 1 deg, 0 deg]\n  rate-relative-to: lvlh\n"
#define TORQUE "  torques: [ { at: T+1000 s, duration: 1000 s, torque: [10 N m, 0 N m, 0 N m] } ]\n"
#define FORCE "  forces: [ { at: T+1000 s, duration: 1000 s, force: [10 N, 0 N, 0 N] } ]\n"

typedef struct nesc {
    const char *name, *what, *mass, *start, *attitude;
} nesc;

static const nesc cases[] = {
    { "2", "free tumbling", "400 t", CIRCLE, STATION "  rate-relative-to: lvlh\n" },
    { "9A", "torque from rest", "400 t", CIRCLE, STATION TORQUE },
    { "9C", "torque and force from rest", "400 t", CIRCLE, STATION TORQUE FORCE },
    { "9D", "torque and force, turning", "400 t", CIRCLE, STATION TORQUE FORCE "  rate-relative-to: lvlh\n" },
    { "10A", "gravity gradient, circle", "1 t", CIRCLE, CYLINDER },
    { "10C", "gravity gradient, ellipse", "1 t", ELLIPSE, CYLINDER },
};

/* Logged: time, position, velocity, rate, quaternion, acceleration. */
enum { LOGGED = 17 };

typedef struct miss {
    int rows;
    double pos_m, quaternion, rate_rad_s;
} miss;

static leo_propagation *open_case(const nesc *c, const char *folder, leo_error *error)
{
    char path[2300];
    snprintf(path, sizeof path, "%s/nesc-%s.yaml", folder, c->name);
    FILE *file = fopen(path, "wb");
    if (!file)
        return NULL;
    fprintf(file,
            "object: NESC %s\nepoch: 2007-11-20T00:00:00\ntime: { tai-utc: 32 s, tai-ut1: 32.469 s }\n%s"
            "spacecraft: { mass: %s }\nforces: { gravity: { degree: 0 } }\n"
            "gm: { earth: 398600.4415 km^3/s^2 }\nspan: 8 h\naccuracy: 1 mm\nattitude:\n  axes: lvlh\n%s",
            c->name, c->start, c->mass, c->attitude);
    fclose(file);
    return leo_propagation_open(path, NULL, error);
}

static void compare(leo_propagation *p, const double *v, miss *worst, leo_error *error)
{
    leo_orbit_point point;
    leo_attitude_point a;
    if (leo_propagation_to(p, v[0], error) != LEO_OK ||
        leo_propagation_point(p, v[0], NULL, &point, error) != LEO_OK ||
        leo_propagation_attitude(p, v[0], NULL, &a, error) != LEO_OK)
        return;
    double same = 0, other = 0;
    for (int i = 0; i < 4; i++) {
        same += fabs(a.quaternion[i] - v[10 + i]);
        other += fabs(a.quaternion[i] + v[10 + i]);
    }
    worst->rows++;
    worst->quaternion = fmax(worst->quaternion, fmin(same, other));
    worst->pos_m = fmax(worst->pos_m, leo_norm(leo_sub(point.pos_m, leo_vec(v[1], v[2], v[3]))));
    worst->rate_rad_s =
        fmax(worst->rate_rad_s, leo_norm(leo_sub(a.rate_body_rad_s, leo_vec(v[7], v[8], v[9]))));
}

/* Rows of a case: its name, run, set, then the numbers. */
static miss fly(const nesc *c, leo_bytes log, const char *folder)
{
    miss worst = { 0 };
    leo_error error = { 0 };
    leo_propagation *p = open_case(c, folder, &error);
    leo_lines lines = leo_lines_of(log);
    while (p && leo_lines_next(&lines)) {
        size_t at = 0, length, skipped;
        const char *word, *other;
        double v[LOGGED];
        int numbers = 0;
        if (!leo_lines_word(&lines, &at, ',', &word, &length) || length != strlen(c->name) ||
            memcmp(word, c->name, length) != 0 || !leo_lines_word(&lines, &at, ',', &other, &skipped) ||
            !leo_lines_word(&lines, &at, ',', &other, &skipped))
            continue;
        while (numbers < LOGGED && leo_lines_word(&lines, &at, ',', &word, &length) &&
               leo_number_read(word, length, &v[numbers]))
            numbers++;
        if (numbers == LOGGED)
            compare(p, v, &worst, &error);
    }
    if (error.status != LEO_OK) {
        printf("  FAILED case %s: %s: %s\n", c->name, error.where, error.message);
        check_failures++;
    }
    leo_propagation_close(p);
    return worst;
}

static void eight_hours_through_setup_files(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    const leo_bytes log = arc_file(arena, "nesc-6dof/orbit/jeod_checkpoints.csv");
    const char *folder = scratch_folder("nesc-setup");
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        const nesc *c = &cases[k];
        char figure[160];
        const miss worst = fly(c, log, folder);
        CHECK(worst.rows >= 1);
        printf("  case %s: %d rows, %.3g m, quaternion %.3g, rate %.3g rad/s\n", c->name, worst.rows,
               worst.pos_m, worst.quaternion, worst.rate_rad_s);
        snprintf(figure, sizeof figure, "case %s through a setup file: %s, position within 8 h", c->name,
                 c->what);
        verify("NESC, orbit", figure, worst.rows ? worst.pos_m : INFINITY, 1e-3, "m", "JEOD, dyncomp");
        snprintf(figure, sizeof figure, "case %s through a setup file: %s, quaternion within 8 h", c->name,
                 c->what);
        verify("NESC, orbit", figure, worst.rows ? worst.quaternion : INFINITY, 1e-7, "1", "JEOD, dyncomp");
    }
    leo_arena_destroy(arena);
}

int main(void)
{
    RUN(eight_hours_through_setup_files);
    return check_result();
}
