/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "verify.h"
#include "world/body.h"
#include "world/geodesy.h"
#include "world/gravity_model.h"

enum { FILE_LIMIT = 1 << 26, PLACES = 703 };

static leo_arena *arena;

static leo_gravity *parse(leo_bytes bytes)
{
    leo_error error = { 0 };
    leo_gravity *field = leo_gravity_parse(bytes, 0, arena, &error);
    if (!field)
        printf("  %s: %s\n", error.where, error.message);
    CHECK(field != NULL);
    return field;
}

static leo_bytes bytes_of(const char *name)
{
    static char path[1024];
    leo_error error = { 0 };
    leo_bytes bytes;
    snprintf(path, sizeof path, "%s/gravity/%s", check_reference_data(), name);
    if (leo_file_read(path, FILE_LIMIT, arena, &bytes, &error) != LEO_OK)
        SKIP_LOUDLY(path);
    return bytes;
}

/* What `xz -dc` makes of a file; size 0 where that command is absent. */
static leo_bytes bytes_of_packed(const char *name)
{
    char command[1200];
    leo_bytes bytes = { name, NULL, 0 };
    snprintf(command, sizeof command, "xz -dc '%s/gravity/%s'", check_reference_data(), name);
    FILE *pipe = popen(command, "r");
    unsigned char *data = leo_arena_take(arena, FILE_LIMIT + 1, 1);
    if (pipe && data) {
        bytes.data = data;
        bytes.size = fread(data, 1, FILE_LIMIT, pipe);
    }
    if (pipe)
        pclose(pipe);
    return bytes;
}

static leo_gravity_model *model_of(const leo_gravity *field, int degree, int order)
{
    leo_error error = { 0 };
    leo_gravity_model *model = leo_gravity_model_create(field, degree, order, LEO_KERNEL_BEST, arena, &error);
    if (!model)
        printf("  %s: %s\n", error.where, error.message);
    CHECK(model != NULL);
    return model;
}

typedef struct jeod {
    double potential, accel, gradient;
    int potentials, accels, gradients;
} jeod;

/* One row of the set: the field cut at a degree and an order, with or without its central term. */
static void compare_case(const char *line, const leo_gravity *field, jeod *worst)
{
    int number, degree, order, perturbing, with_gradient;
    double x, y, z, u, a[3], g[6];
    if (sscanf(line, "%d,%d,%d,%d,%d,%lf,%lf,%lf,%lf,%lf,%lf,%lf,%lf,%lf,%lf,%lf,%lf,%lf", &number, &degree,
               &order, &perturbing, &with_gradient, &x, &y, &z, &u, &a[0], &a[1], &a[2], &g[0], &g[1], &g[2],
               &g[3], &g[4], &g[5]) != 18)
        return;
    const size_t count = (size_t)(field->degree + 1) * (size_t)(field->degree + 2) / 2;
    double *c = LEO_TAKE(arena, double, count);
    memcpy(c, field->c, count * sizeof *c);
    c[0] = perturbing ? 0 : 1;
    leo_gravity cut = *field;
    cut.c = c;
    const leo_gravity_model *model = model_of(&cut, degree, order);
    const leo_vec3 pos = { x, y, z }, want = { a[0], a[1], a[2] };
    const double miss = leo_norm(leo_sub(leo_gravity_model_accel(model, pos), want)) / leo_norm(want);
    worst->accel = fmax(worst->accel, miss);
    worst->accels++;
    if (order > 0 || degree == 0) { // of zonal rows the set has the potential of the central term alone
        worst->potential = fmax(worst->potential, fabs(leo_gravity_model_potential(model, pos) / u - 1));
        worst->potentials++;
    }
    if (with_gradient) {
        const leo_mat3 got = leo_gravity_model_gradient(model, degree, pos);
        const double *m = got.m[0], *n = got.m[1], *o = got.m[2];
        const double found[6] = { m[0], m[1], m[2], n[1], n[2], o[2] };
        double off = 0, size = 0;
        for (int i = 0; i < 6; i++) {
            off = fmax(off, fabs(found[i] - g[i]));
            size = fmax(size, fabs(g[i]));
        }
        worst->gradient = fmax(worst->gradient, off / size);
        worst->gradients++;
    }
}

static void agrees_with_the_cases_of_jeod(void)
{
    const leo_gravity *field = parse(bytes_of("GGM02C_160.gfc"));
    leo_lines lines = leo_lines_of(bytes_of("jeod_ggm02c_cases.csv"));
    jeod worst = { 0 };
    while (field && leo_lines_next(&lines)) {
        char line[1024];
        snprintf(line, sizeof line, "%.*s", (int)lines.length, lines.text);
        compare_case(line, field, &worst);
    }
    CHECK(worst.accels == 40 && worst.potentials > 20 && worst.gradients > 20);
    char figure[128];
    const char *source = "NASA JSC, JEOD, grav_geospherical unit tests, GGM02C";
    verify("Gravity", "JEOD: 40 accelerations", worst.accel, 1e-13, "relative", source);
    snprintf(figure, sizeof figure, "JEOD: %d potentials", worst.potentials);
    verify("Gravity", figure, worst.potential, 1e-13, "relative", source);
    snprintf(figure, sizeof figure, "JEOD: %d gradients", worst.gradients);
    verify("Gravity", figure, worst.gradient, 1e-13, "of the largest element", source);
}

typedef double quantity(const leo_gravity_model *model, leo_vec3 pos_itrf_m);

/* Without the centrifugal term, in milligal. */
static double gravitation_mgal(const leo_gravity_model *model, leo_vec3 pos)
{
    return 1e5 * leo_norm(leo_gravity_model_accel(model, pos));
}

/* With it. */
static double gravity_mgal(const leo_gravity_model *model, leo_vec3 pos)
{
    const double spin_rad_s = 7.292115e-5; // as the grids say
    const leo_vec3 out = { pos.x, pos.y, 0 };
    return 1e5 * leo_norm(leo_add_scaled(leo_gravity_model_accel(model, pos), spin_rad_s * spin_rad_s, out));
}

/* A grid of the ICGEM service on the ellipsoid of WGS 84: the largest difference. */
static double compare_grid(const char *name, const leo_gravity_model *model, quantity *of, int relative)
{
    leo_lines lines = leo_lines_of(bytes_of(name));
    int in_rows = 0, count = 0;
    double worst = 0;
    while (leo_lines_next(&lines)) {
        char line[256];
        double lon, lat, want;
        snprintf(line, sizeof line, "%.*s", (int)lines.length, lines.text);
        if (!in_rows) {
            in_rows = strncmp(line, "end_of_head", 11) == 0;
        } else if (sscanf(line, "%lf %lf %lf", &lon, &lat, &want) == 3) {
            const leo_geodetic place = { .lat_rad = lat / 57.295779513082320877,
                                         .lon_rad = lon / 57.295779513082320877 };
            const double miss = fabs(of(model, leo_itrf_from_geodetic(place)) - want);
            worst = fmax(worst, relative ? miss / want : miss);
            count++;
        }
    }
    CHECK(count == PLACES);
    return worst;
}

/*
 * The grid of the potential of JGM-3 is free of the permanent tide, its file and the other grids are not: they
 * part by 3.1108e-8 * 0.3 / sqrt(5) in C20 (Lemoine et al., NASA/TP-1998-206861, section 11.1).
 */
static const leo_gravity *without_the_permanent_tide(const leo_gravity *field)
{
    const size_t count = (size_t)(field->degree + 1) * (size_t)(field->degree + 2) / 2;
    double *c = LEO_TAKE(arena, double, count);
    leo_gravity *freed = LEO_TAKE(arena, leo_gravity, 1);
    memcpy(c, field->c, count * sizeof *c);
    c[3] += 3.1108e-8 * 0.3 / sqrt(5);
    *freed = *field;
    freed->c = c;
    return freed;
}

static void agrees_with_the_grids_of_icgem(const char *grid, const leo_gravity *field,
                                           const leo_gravity *field_of_potential)
{
    const char *source = "GFZ, ICGEM calculation service, 10 degree grid on WGS 84";
    char name[64], figure[128];
    const int degree = field->degree;
    const leo_gravity_model *model = model_of(field, degree, degree);
    const leo_gravity_model *of_potential = model_of(field_of_potential, degree, degree);
    snprintf(name, sizeof name, "icgem_grids/potential_%s.gdf", grid);
    snprintf(figure, sizeof figure, "ICGEM: potential of %s, degree %d, tide-free", grid, degree);
    verify("Gravity", figure, compare_grid(name, of_potential, leo_gravity_model_potential, 1), 1e-9,
           "relative", source);
    snprintf(name, sizeof name, "icgem_grids/gravitation_%s.gdf", grid);
    snprintf(figure, sizeof figure, "ICGEM: gravitation of %s, degree %d", grid, degree);
    verify("Gravity", figure, compare_grid(name, model, gravitation_mgal, 0), 1e-3, "mGal", source);
    snprintf(name, sizeof name, "icgem_grids/gravity_%s.gdf", grid);
    snprintf(figure, sizeof figure, "ICGEM: gravity of %s, degree %d", grid, degree);
    verify("Gravity", figure, compare_grid(name, model, gravity_mgal, 0), 1e-3, "mGal", source);
}

static int count_different_bits(leo_vec3 a, leo_vec3 b)
{
    unsigned long long x[3], y[3];
    int bits = 0;
    memcpy(x, &a, sizeof x);
    memcpy(y, &b, sizeof y);
    for (int i = 0; i < 3; i++)
        bits += __builtin_popcountll(x[i] ^ y[i]);
    return bits;
}

/* Places on a spiral from pole to pole, in every kernel that this processor has, alone and by eights. */
static void kernels_agree_to_the_bit(void)
{
    const leo_kernel best = leo_kernel_choose(LEO_KERNEL_BEST);
    int bits = 0, places = 0;
    for (leo_kernel kernel = LEO_KERNEL_BASELINE; kernel <= best; kernel++) {
        leo_error error = { 0 };
        const leo_gravity_model *model =
            leo_gravity_model_create(leo_gravity_earth(), 70, 70, kernel, arena, &error);
        for (int k = 0; k <= 500; k++) {
            leo_lanes3 pos, accel;
            for (int j = 0; j < LEO_LANES; j++, places++) {
                const double u = 1 - 2 * (8 * k + j) / 4007.0, w = sqrt(1 - u * u), lon = 0.37 * (8 * k + j);
                leo_lanes3_set(&pos, j, leo_scale(6.6e6, leo_vec(w * cos(lon), w * sin(lon), u)));
            }
            leo_gravity_model_accel8(model, &pos, &accel);
            for (int j = 0; j < LEO_LANES; j++) {
                const leo_vec3 p = leo_lanes3_get(&pos, j), want = leo_gravity_model_accel_scalar(model, p);
                bits += count_different_bits(leo_lanes3_get(&accel, j), want) +
                        count_different_bits(leo_gravity_model_accel(model, p), want);
            }
        }
    }
    char figure[128];
    snprintf(figure, sizeof figure, "kernels up to %s against the scalar loop, degree 70, %d places",
             leo_kernel_name(best), places);
    verify("Gravity", figure, bits, 0, "bits", "each other");
}

int main(void)
{
    arena = leo_arena_create(NULL);
    RUN(kernels_agree_to_the_bit);
    if (!check_reference_data())
        SKIP_LOUDLY("LEO_REFERENCE_DATA");
    RUN(agrees_with_the_cases_of_jeod);
    const leo_gravity *jgm3 = parse(bytes_of("JGM3_70.gfc"));
    if (jgm3)
        agrees_with_the_grids_of_icgem("JGM3", jgm3, without_the_permanent_tide(jgm3));
    const leo_bytes packed = bytes_of_packed("EGM96_360.gfc.xz");
    const leo_gravity *egm96 = packed.size > 0 ? parse(packed) : NULL;
    if (egm96)
        agrees_with_the_grids_of_icgem("EGM96", egm96, egm96);
    else
        printf("  EGM96 is passed over: xz is absent\n");
    leo_arena_destroy(arena);
    return check_result();
}
