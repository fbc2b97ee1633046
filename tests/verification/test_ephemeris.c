/* SPDX-License-Identifier: MIT */

/*
 * Ephemerides against JPL's own test points, against one another, and the axes of the Moon against the SPICE kernel of
 * DE421.
 */
#include "base/memory.h"
#include "verify.h"
#include "world/ephemeris.h"

enum { POINTS_MAX = 4000, LIBRATIONS = 15, PATH_ROOM = 4096 };

static const double AU_M = 149597870700.0, DAY_S = 86400, TURN = 6.283185307179586476925;

static leo_arena *arena;
static const char *folder;

typedef struct point {
    int target, center, coordinate;
    double jd, value;
} point;

static int read_points(const char *name, point *points)
{
    char path[PATH_ROOM], line[256];
    int count = 0, model;
    snprintf(path, sizeof path, "%s/ephemeris/%s", folder, name);
    FILE *file = fopen(path, "r");
    if (!file)
        SKIP_LOUDLY(path);
    while (fgets(line, sizeof line, file)) {
        point *p = &points[count];
        if (count < POINTS_MAX && sscanf(line, "%d %*s %lf %d %d %d %lf", &model, &p->jd, &p->target,
                                         &p->center, &p->coordinate, &p->value) == 6)
            count++;
    }
    fclose(file);
    return count;
}

static const leo_ephemeris *read_set(const char *name)
{
    char path[PATH_ROOM];
    snprintf(path, sizeof path, "%s/ephemeris/%s", folder, name);
    leo_bytes bytes;
    leo_error error = { 0 };
    if (leo_file_read(path, 1 << 28, arena, &bytes, &error) != LEO_OK)
        SKIP_LOUDLY(path);
    const leo_ephemeris *set = leo_ephemeris_parse(bytes, NULL, arena, &error);
    CHECK(set != NULL);
    if (!set)
        printf("    %s: %s\n", error.where, error.message);
    return set;
}

/* Angles of the principal axes and their rates in radians a day. */
static leo_status librations(const leo_ephemeris *set, double jd, double value[6])
{
    leo_mat3 pa;
    leo_vec3 spin;
    const leo_status status = leo_ephemeris_moon_axes(set, jd, 0, &pa, &spin, NULL);
    if (status != LEO_OK)
        return status;
    const leo_vec3 w = leo_mat_vec(pa, spin);
    const double phi = atan2(pa.m[2][0], -pa.m[2][1]), theta = acos(pa.m[2][2]),
                 psi = atan2(pa.m[0][2], pa.m[1][2]);
    const double phi_rate = (w.x * sin(psi) + w.y * cos(psi)) / sin(theta);
    const double rates[3] = { phi_rate, w.x * cos(psi) - w.y * sin(psi), w.z - phi_rate * cos(theta) };
    const double angles[3] = { phi, theta, psi };
    for (int i = 0; i < 3; i++) {
        value[i] = angles[i];
        value[3 + i] = rates[i] * DAY_S;
    }
    return LEO_OK;
}

/* In astronomical units of the set, and days. */
static leo_status coordinates(const leo_ephemeris *set, const point *p, double au_m, double value[6])
{
    static const int bodies[] = { 0, 1, 2, 399, 4, 5, 6, 7, 8, 9, 301, 10, 0, 3 };
    leo_vec3 pos, vel;
    const leo_status status =
        leo_ephemeris_state(set, bodies[p->target], bodies[p->center], p->jd, 0, &pos, &vel, NULL);
    const double all[6] = { pos.x, pos.y, pos.z, vel.x * DAY_S, vel.y * DAY_S, vel.z * DAY_S };
    for (int i = 0; i < 6; i++)
        value[i] = all[i] / au_m;
    return status;
}

static int compare(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

typedef struct found {
    int bodies, turns;
    double worst, median, worst_turn; // au and au/day; rad and rad/day
} found;

static found compare_points(const leo_ephemeris *set, const char *name, double au_m, int outermost,
                            double last_jd)
{
    static point points[POINTS_MAX];
    static double errors[POINTS_MAX];
    found f = { 0 };
    const int count = read_points(name, points);
    for (int i = 0; i < count; i++) {
        const point *p = &points[i];
        double value[6];
        const int c = p->coordinate - 1;
        if (p->target == LIBRATIONS && librations(set, p->jd, value) == LEO_OK) {
            const double off = value[c] - p->value;
            f.worst_turn = fmax(f.worst_turn, fabs(c < 3 ? remainder(off, TURN) : off));
            f.turns++;
        }
        const int outer =
            (p->target > outermost && p->target < 10) || (p->center > outermost && p->center < 10);
        if (p->jd > last_jd || p->target > 13 || p->center < 1 || p->center > 13 || outer || p->target < 1 ||
            coordinates(set, p, au_m, value) != LEO_OK)
            continue;
        errors[f.bodies] = fabs(value[c] - p->value);
        f.worst = fmax(f.worst, errors[f.bodies++]);
    }
    if (f.bodies > 0) {
        qsort(errors, (size_t)f.bodies, sizeof *errors, compare);
        f.median = errors[f.bodies / 2];
    }
    printf("    %s: %d coordinates, worst %.3g au, median %.3g; %d of librations, worst %.3g rad\n", name,
           f.bodies, f.worst, f.median, f.turns, f.worst_turn);
    return f;
}

static void files_of_jpl_meet_their_test_points(void)
{
    const found f405 =
        compare_points(read_set("de405_2002_2004.unxp"), "testpo_405_2003.txt", 149597870691.0, 9, INFINITY);
    CHECK(f405.bodies > 3);
    verify("Ephemeris", "DE405 file (big endian), JPL test points of 2003", f405.worst, 1e-13, "au",
           "JPL testpo.405");
    // the header of this piece says DE440, so that its departure from DE430 is what is seen
    const found f430 = compare_points(read_set("de430_2023.lnxp"), "testpo_430.txt", AU_M, 9, INFINITY);
    CHECK(f430.bodies >= 3);
    verify("Ephemeris", "DE440 file (little endian, 2023) against points of DE430", f430.worst, 1e-9, "au",
           "JPL testpo.430");
    const found f431 = compare_points(read_set("de440_2000.lnxp"), "testpo_431_2000.txt", AU_M, 9, INFINITY);
    CHECK(f431.bodies == 5);
    verify("Ephemeris", "DE440 file (little endian, 2000) against points of DE431", f431.worst, 1e-5, "au",
           "JPL testpo.431");
    const found f440 = compare_points(read_set("de440_2007.unxp"), "testpo_440_2007.txt", AU_M, 9, INFINITY);
    CHECK(f440.bodies > 8);
    verify("Ephemeris", "DE440 file, JPL test points of 2007", f440.worst, 1e-13, "au", "JPL testpo.440");
    verify("Ephemeris", "DE440 file, librations of 2007", f440.worst_turn, 1e-13, "rad", "JPL testpo.440");
}

static void the_built_in_ephemeris_meets_test_points(void)
{
    const found f405 =
        compare_points(leo_ephemeris_builtin(), "testpo_405_2003.txt", 149597870691.0, 9, INFINITY);
    CHECK(f405.bodies > 3);
    verify("Ephemeris", "DE405 built in, JPL test points of 2003", f405.worst, 1e-13, "au", "JPL testpo.405");
    const found f430 = compare_points(leo_ephemeris_builtin(), "testpo_430.txt", AU_M, 6, INFINITY);
    CHECK(f430.bodies > 500);
    const found until_2041 = compare_points(leo_ephemeris_builtin(), "testpo_430.txt", AU_M, 6, 2466608.5);
    verify("Ephemeris", "DE405 built in against DE430, 1960-2041, to Saturn: median", until_2041.median, 1e-9,
           "au", "JPL testpo.430");
    verify("Ephemeris", "DE405 built in against DE430, 1960-2059, to Saturn: largest", f430.worst, 1e-5, "au",
           "JPL testpo.430");
}

static void a_file_of_jpl_and_the_built_in_set_are_one(void)
{
    const leo_ephemeris *file = read_set("de405_2002_2004.unxp"), *builtin = leo_ephemeris_builtin();
    static const int bodies[] = { 1, 2, 3, 399, 4, 5, 6, 7, 8, 9, 10, 301 };
    leo_ephemeris_about about;
    CHECK(file && leo_ephemeris_layer(file, 0, &about));
    double worst_m = 0;
    for (double jd = about.first_jd; jd < about.last_jd; jd += 0.777)
        for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
            leo_vec3 a = { 0 }, b = { 0 };
            CHECK(leo_ephemeris_state(file, bodies[i], 0, jd, 0, &a, NULL, NULL) == LEO_OK &&
                  leo_ephemeris_state(builtin, bodies[i], 0, jd, 0, &b, NULL, NULL) == LEO_OK);
            worst_m = fmax(worst_m, leo_norm(leo_sub(a, b)));
        }
    verify("Ephemeris", "DE405 built in against JPL's file, 2002-2004", worst_m, 1e-6, "m",
           "JPL DE405 (unxp)");
}

/* From one set of axes to another, as a rotation vector's length. */
static double angle_between(leo_mat3 a, leo_mat3 b)
{
    double sum = 0;
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            sum += (a.m[i][j] - b.m[i][j]) * (a.m[i][j] - b.m[i][j]);
    return sqrt(sum / 2);
}

static void axes_of_the_moon_agree_between_ephemerides(void)
{
    const leo_ephemeris *pck = read_set("moon_pa_de421_1900-2050.bpc"), *builtin = leo_ephemeris_builtin();
    double worst_pa = 0, worst_me = 0, worst_spin = 0;
    int count = 0;
    for (double jd = 2437000.5; jd < 2469807.5; jd += 97.3, count++) {
        leo_mat3 a, b;
        leo_vec3 spin_a, spin_b;
        CHECK(leo_ephemeris_moon_axes(pck, jd, 0, &a, &spin_a, NULL) == LEO_OK);
        CHECK(leo_ephemeris_moon_axes(builtin, jd, 0, &b, &spin_b, NULL) == LEO_OK);
        const leo_mat3 me_a = leo_mat_mul(leo_ephemeris_me_from_pa(pck, jd, 0), a),
                       me_b = leo_mat_mul(leo_ephemeris_me_from_pa(builtin, jd, 0), b);
        worst_pa = fmax(worst_pa, angle_between(a, b));
        worst_me = fmax(worst_me, angle_between(me_a, me_b));
        worst_spin = fmax(worst_spin, leo_norm(leo_sub(spin_a, spin_b)));
    }
    const double radius_m = 1737400;
    printf("    %d dates: principal axes %.3g m, mean Earth axes %.3g m at the surface, spin %.3g rad/s\n",
           count, worst_pa * radius_m, worst_me * radius_m, worst_spin);
    // NAIF found 0.79 m and 0.46 m between DE418 and DE421, 2000-2020 (moon_080317.tf)
    verify_missed(
        "Ephemeris", "DE405 against DE421, principal axes, 1960-2049", worst_pa * radius_m, 1,
        "m at the surface", "SPICE moon_pa_de421_1900-2050.bpc",
        "the principal axes of DE405 themselves lie so far from those of DE421; lay the kernel over it");
    verify_missed("Ephemeris", "DE405 against DE421, mean Earth axes, 1960-2049", worst_me * radius_m, 1,
                  "m at the surface", "SPICE moon_pa_de421, moon_080317.tf",
                  "the librations of DE405 (1998) differ by so much; lay the kernel over it");
}

static void the_kernel_of_de421_is_read_as_it_stands(void)
{
    // the middle of the first record: phi, theta, psi are the alternating sums of the coefficients
    char path[PATH_ROOM];
    snprintf(path, sizeof path, "%s/ephemeris/moon_pa_de421_1900-2050.bpc", folder);
    leo_bytes bytes;
    CHECK(leo_file_read(path, 1 << 28, arena, &bytes, NULL) == LEO_OK);
    int begin; // of the segment, from the summary in record 4
    memcpy(&begin, bytes.data + 3 * 1024 + 24 + 16 + 12, 4);
    double record[32], trailer[4];
    memcpy(record, bytes.data + 8 * ((size_t)begin - 1), sizeof record);
    int end;
    memcpy(&end, bytes.data + 3 * 1024 + 24 + 16 + 16, 4);
    memcpy(trailer, bytes.data + 8 * ((size_t)end - 4), sizeof trailer);
    const int terms = ((int)trailer[2] - 2) / 3;
    double value[6], angle[3] = { 0 };
    CHECK(terms > 4 && terms <= 10);
    for (int k = 0; k < 3; k++)
        for (int i = 0; i < terms; i += 2)
            angle[k] += (i % 4 ? -1 : 1) * record[2 + k * terms + i];
    CHECK(librations(read_set("moon_pa_de421_1900-2050.bpc"), 2451545.0 + record[0] / DAY_S, value) ==
          LEO_OK);
    double worst = 0;
    for (int k = 0; k < 3; k++)
        worst = fmax(worst, fabs(remainder(value[k] - angle[k], TURN)));
    verify("Ephemeris", "binary PCK of DE421, angles in the middle of its first record", worst, 1e-12, "rad",
           "SPICE moon_pa_de421_1900-2050.bpc, by hand");
}

static void mean_earth_axes_are_those_of_the_frame_kernel(void)
{
    // moon_080317.tf: TKFRAME_31007_ANGLES = (67.92 78.56 0.30) about 3, 2, 1, arcseconds; small angles, to second order
    const double a = 0.30 / 206264.806247096, b = 78.56 / 206264.806247096, c = 67.92 / 206264.806247096;
    const leo_mat3 me = leo_ephemeris_me_from_pa(read_set("moon_pa_de421_1900-2050.bpc"), 2451545, 0);
    double worst = fmax(fabs(me.m[0][1] + c), fmax(fabs(me.m[0][2] - b), fabs(me.m[1][2] + a)));
    verify("Ephemeris", "mean Earth axes of DE421 from principal axes", worst, 1e-6, "rad",
           "NAIF moon_080317.tf");
}

int main(void)
{
    folder = check_reference_data();
    if (!folder)
        SKIP_LOUDLY("reference data (LEO_REFERENCE_DATA)");
    arena = leo_arena_create(NULL);
    RUN(files_of_jpl_meet_their_test_points);
    RUN(the_built_in_ephemeris_meets_test_points);
    RUN(a_file_of_jpl_and_the_built_in_set_are_one);
    RUN(axes_of_the_moon_agree_between_ephemerides);
    RUN(the_kernel_of_de421_is_read_as_it_stands);
    RUN(mean_earth_axes_are_those_of_the_frame_kernel);
    leo_arena_destroy(arena);
    return check_result();
}
