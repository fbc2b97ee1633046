/* SPDX-License-Identifier: MIT */
/*
 * What one pull of a field of spherical harmonics costs: the plain scalar loop, one position with the columns in the
 * lanes, eight positions in the lanes; the fastest of several rounds. Beside each the largest relative difference from
 * the same sums in long doubles.
 *
 * To degree 70 the field is EGM2008; above, noise of the size of Kaula's rule, 1e-5 / n^2.
 */
#include "base/error.h"
#include "world/gravity_model.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { DEGREE = 120, ROWS = (DEGREE + 1) * (DEGREE + 2) / 2, PLACES = 64 };

typedef struct bench {
    leo_gravity field;
    leo_vec3 pos[PLACES];
    leo_lanes3 lanes[PLACES / LEO_LANES];
    double work_ns; // that a round should take
    int rounds;
    double sink; // what the calls gave, so that none is left out
} bench;

static double now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return 1e9 * (double)now.tv_sec + (double)now.tv_nsec;
}

static unsigned long long seed = 88172645463325252ull;

/* -1 .. 1, the same in every run */
static double random_number(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (double)(seed >> 11) / 4503599627370496.0 - 1;
}

static void make_field(bench *b)
{
    static double c[ROWS], s[ROWS];
    const leo_gravity *earth = leo_gravity_earth();
    for (int n = 0; n <= DEGREE; n++)
        for (int m = 0; m <= n; m++) {
            const int i = n * (n + 1) / 2 + m;
            c[i] = n <= earth->degree ? earth->c[i] : 1e-5 / n / n * random_number();
            s[i] = n <= earth->degree ? earth->s[i] : m ? 1e-5 / n / n * random_number() : 0;
        }
    b->field = *earth;
    b->field.degree = DEGREE;
    b->field.c = c;
    b->field.s = s;
    for (int i = 0; i < PLACES; i++) {
        const double u = random_number(), lon = 3.14 * random_number(), r = 6.7e6 + 1e5 * random_number();
        b->pos[i] = leo_scale(r, leo_vec(sqrt(1 - u * u) * cos(lon), sqrt(1 - u * u) * sin(lon), u));
        leo_lanes3_set(&b->lanes[i / LEO_LANES], i % LEO_LANES, b->pos[i]);
    }
}

/* Pines' sums in long doubles, normalised. */
static void exact(const leo_gravity *field, int degree, leo_vec3 pos, long double accel[3])
{
    static long double a[DEGREE + 3][DEGREE + 3];
    const long double x = pos.x, y = pos.y, z = pos.z, r = sqrtl(x * x + y * y + z * z);
    const long double s = x / r, t = y / r, u = z / r;
    a[0][0] = 1;
    for (int m = 0; m <= degree + 1; m++) {
        if (m > 0)
            a[m][m] = a[m - 1][m - 1] * sqrtl(m == 1 ? 3 : (2 * m + 1) / (2.0L * m));
        for (int n = m + 1; n <= degree + 1; n++) {
            const long double d = (long double)(n - m) * (n + m);
            a[n][m] = u * a[n - 1][m] * sqrtl((2.0L * n + 1) * (2 * n - 1) / d);
            if (n > m + 1)
                a[n][m] -=
                    a[n - 2][m] * sqrtl((2.0L * n + 1) * (n + m - 1) * (n - m - 1) / (d * (2 * n - 3)));
        }
    }
    long double g[4] = { 0 }, fall = 1;
    for (int n = 0; n <= degree; n++, fall *= field->radius_m / r) {
        long double re = 1, im = 0, re1 = 0, im1 = 0;
        for (int m = 0; m <= n; m++) {
            const long double c = field->c[n * (n + 1) / 2 + m], d = field->s[n * (n + 1) / 2 + m];
            const long double q = c * re + d * im, half = m ? 1 : 0.5L;
            const long double slope = m < n ? sqrtl(half * (n - m) * (n + m + 1)) * a[n][m + 1] : 0;
            g[0] += fall * m * a[n][m] * (c * re1 + d * im1);
            g[1] += fall * m * a[n][m] * (d * re1 - c * im1);
            g[2] += fall * slope * q;
            g[3] -= fall * ((n + m + 1) * a[n][m] + u * slope) * q;
            re1 = re;
            im1 = im;
            re = re1 * s - im1 * t;
            im = re1 * t + im1 * s;
        }
    }
    const long double k = field->gm_m3_s2 / (r * r);
    accel[0] = k * (g[0] + s * g[3]);
    accel[1] = k * (g[1] + t * g[3]);
    accel[2] = k * (g[2] + u * g[3]);
}

/* The pull at every place, in one of three ways. */
typedef void way(const bench *b, const leo_gravity_model *model, leo_vec3 accel[PLACES]);

static void scalar(const bench *b, const leo_gravity_model *model, leo_vec3 accel[PLACES])
{
    for (int i = 0; i < PLACES; i++)
        accel[i] = leo_gravity_model_accel_scalar(model, b->pos[i]);
}

static void one(const bench *b, const leo_gravity_model *model, leo_vec3 accel[PLACES])
{
    for (int i = 0; i < PLACES; i++)
        accel[i] = leo_gravity_model_accel(model, b->pos[i]);
}

static void eight(const bench *b, const leo_gravity_model *model, leo_vec3 accel[PLACES])
{
    for (int i = 0; i < PLACES; i += LEO_LANES) {
        leo_lanes3 out;
        leo_gravity_model_accel8(model, &b->lanes[i / LEO_LANES], &out);
        for (int j = 0; j < LEO_LANES; j++)
            accel[i + j] = leo_lanes3_get(&out, j);
    }
}

static double error_of(const bench *b, int degree, const leo_vec3 accel[PLACES])
{
    double worst = 0;
    for (int i = 0; i < PLACES; i++) {
        long double want[3];
        exact(&b->field, degree, b->pos[i], want);
        const leo_vec3 miss = { (double)(accel[i].x - want[0]), (double)(accel[i].y - want[1]),
                                (double)(accel[i].z - want[2]) };
        worst = fmax(worst, leo_norm(miss) / leo_norm(accel[i]));
    }
    return worst;
}

/* ns for each position, of the fastest round */
static double time_of(bench *b, const leo_gravity_model *model, way *pull, leo_vec3 accel[PLACES])
{
    double best_ns = INFINITY;
    int calls = 1;
    for (int round = 0; round < b->rounds; round++) {
        const double begin_ns = now_ns();
        for (int i = 0; i < calls; i++) {
            pull(b, model, accel);
            b->sink += accel[i % PLACES].x;
        }
        const double round_ns = now_ns() - begin_ns;
        best_ns = fmin(best_ns, round_ns / calls / PLACES);
        if (round_ns < b->work_ns && round == 0)
            calls = (int)fmin(1e6, 1 + b->work_ns * calls / (round_ns + 1));
    }
    return best_ns;
}

static void print_line(const char *name, double value, const char *unit, double error, const char *error_unit)
{
    printf("{\"bench\":\"gravity\",\"name\":\"%s\",\"value\":%.6g,\"unit\":\"%s\",\"error\":%.3g,"
           "\"error_unit\":\"%s\"}\n",
           name, value, unit, error, error_unit);
}

static double measure(bench *b, const leo_gravity_model *model, way *pull, const char *how,
                      const char *kernel)
{
    leo_vec3 accel[PLACES];
    char name[96];
    const int degree = leo_gravity_model_degree(model);
    const double each_ns = time_of(b, model, pull, accel);
    snprintf(name, sizeof name, "degree %d, %s%s%s", degree, how, kernel[0] ? ", " : "", kernel);
    print_line(name, each_ns, "ns", error_of(b, degree, accel), "relative, to the same sums in long doubles");
    return each_ns;
}

static int bench_degree(bench *b, int degree, leo_kernel kernel, leo_error *error)
{
    leo_arena *arena = leo_arena_create(NULL);
    const leo_gravity_model *model =
        leo_gravity_model_create(&b->field, degree, degree, kernel, arena, error);
    if (model) {
        const char *word = leo_kernel_name(kernel);
        const double scalar_ns = measure(b, model, scalar, "scalar loop", "");
        const double one_ns = measure(b, model, one, "one position", word);
        const double eight_ns = measure(b, model, eight, "each of eight", word);
        leo_vec3 a[PLACES], c[PLACES], d[PLACES];
        scalar(b, model, a);
        one(b, model, c);
        eight(b, model, d);
        const double differ = memcmp(a, c, sizeof a) != 0 || memcmp(a, d, sizeof a) != 0;
        char name[96];
        snprintf(name, sizeof name, "degree %d, scalar loop over one position, %s", degree, word);
        print_line(name, scalar_ns / one_ns, "times", differ, "1 where bits differ");
        snprintf(name, sizeof name, "degree %d, scalar loop over each of eight, %s", degree, word);
        print_line(name, scalar_ns / eight_ns, "times", differ, "1 where bits differ");
        if (degree == 70 && kernel == LEO_KERNEL_BASELINE)
            print_line("degree 70, memory of the model", (double)leo_arena_used(arena) / 1024, "KiB", 0,
                       "none");
    }
    leo_arena_destroy(arena);
    return model != NULL;
}

int main(int count, char **words)
{
    static bench b;
    const int brief = count > 1 && strcmp(words[1], "--brief") == 0;
    b.work_ns = brief ? 1e4 : 2e7;
    b.rounds = brief ? 2 : 12;
    make_field(&b);
    static const int degrees[] = { 2, 4, 8, 20, 36, 50, 70, 100, 120 };
    const leo_kernel best = leo_kernel_choose(LEO_KERNEL_BEST);
    leo_error error = { 0 };
    int fine = 1;
    for (size_t i = 0; fine && i < sizeof degrees / sizeof *degrees; i++)
        fine = bench_degree(&b, degrees[i], best, &error);
    for (leo_kernel kernel = LEO_KERNEL_BASELINE; fine && kernel < best; kernel++)
        fine = bench_degree(&b, 20, kernel, &error) && bench_degree(&b, 70, kernel, &error);
    if (!fine)
        fprintf(stderr, "bench.gravity: %s: %s\n", error.where, error.message);
    return !fine || isnan(b.sink);
}
