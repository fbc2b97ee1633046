/* SPDX-License-Identifier: MIT */
/*
 * One day in low orbit under a field of degree N, Sun and Moon: what it costs, and the largest error over the day.
 *
 *     dop853  step by step, one plain scalar evaluation of the field at a time, at the loosest tolerance of
 *             1e-9 / 3^k that stays within 1 cm
 *     picard  Picard-Chebyshev asked for 1 cm, its memory and matrices made anew each time
 *     gauss-jackson  as the propagator steps it when asked for 1 cm
 *     batch   many such trajectories, on one thread and on all, for each
 *
 * The error is seen every ten minutes against an integration in long doubles by the classical Runge-Kutta pair's order 8
 * in steps of 5 s, with sums of the field in long doubles; the axes of the Earth, Sun and Moon are the tables of the run.
 * To degree 70 the field is EGM2008; above, noise of the size of Kaula's rule, 1e-5 / n^2. Times are the fastest of several.
 */
#include "base/error.h"
#include "math/dop853.h"
#include "orbit/elements.h"
#include "orbit/picard.h"
#include "orbit/propagator.h"
#include "time/epoch.h"
#include "world/body.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { DEGREE = 120, ROWS = (DEGREE + 1) * (DEGREE + 2) / 2, SAMPLES = 144, BATCH = 64 };

static const double SAMPLE_S = 600, STEP_S = 5, GOAL_M = 1e-2;

typedef struct bench {
    leo_arena *arena;
    leo_gravity field;
    leo_sky *sky;
    leo_dynamics *dynamics;
    leo_gravity_model *model;
    int moon_slot, sun_slot;
    int degree, samples, rounds;
    const char *orbit;
    leo_orbit_state start;
    leo_vec3 truth[SAMPLES + 1];
    double plain_ms; // of the plain scalar DOP853
    leo_error error;
} bench;

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return 1e3 * (double)now.tv_sec + 1e-6 * (double)now.tv_nsec;
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
}

typedef struct longs {
    long double x, y, z;
} longs;

/* Factors of the recursion and of the derivatives, see world/gravity.c; normalised. */
static long double up[DEGREE + 3][DEGREE + 3], down[DEGREE + 3][DEGREE + 3], heads[DEGREE + 3],
    slopes[DEGREE + 1][DEGREE + 1], falls[DEGREE + 1][DEGREE + 1];

static void make_factors(void)
{
    heads[0] = 1;
    for (int m = 0; m <= DEGREE + 2; m++) {
        if (m > 0)
            heads[m] = heads[m - 1] * sqrtl((m == 1 ? 2.0L : 1.0L) * (2 * m + 1) / (2.0L * m));
        for (int n = m + 1; n <= DEGREE + 2; n++) {
            const long double k = (2.0L * n + 1) / ((n - m) * (long double)(n + m));
            up[n][m] = sqrtl(k * (2 * n - 1));
            down[n][m] = n > m + 1 ? sqrtl(k * (n + m - 1) * (n - m - 1) / (2 * n - 3)) : 0;
        }
    }
    for (int n = 0; n <= DEGREE; n++)
        for (int m = 0; m <= n; m++) {
            const long double k = m == 0 ? 0.5L : 1, up_m = n + m + 1.0L;
            slopes[n][m] = sqrtl(k * (n - m) * up_m);
            falls[n][m] = sqrtl(k * up_m * (up_m + 1) * (2 * n + 1) / (2.0L * n + 3));
        }
}

/* Column m of rho^n A_nm from its head. */
static void column(int m, int last, long double head, long double u_rho, long double rho2, long double *a)
{
    a[m] = head;
    for (int n = m + 1; n <= last; n++)
        a[n] = up[n][m] * u_rho * a[n - 1] - (n > m + 1 ? down[n][m] * rho2 * a[n - 2] : 0);
}

static longs long_gravity(const leo_gravity *field, int degree, longs p)
{
    long double columns[2][DEGREE + 3], *here = columns[0], *next = columns[1];
    const long double r = sqrtl(p.x * p.x + p.y * p.y + p.z * p.z), rho = field->radius_m / r;
    const long double s = p.x / r, t = p.y / r, u = p.z / r;
    long double re = 1, im = 0, re_before = 0, im_before = 0, a1 = 0, a2 = 0, a3 = 0, a4 = 0, power = 1;
    column(0, degree + 1, 1, u * rho, rho * rho, here);
    for (int m = 0; m <= degree; m++) {
        power *= rho;
        column(m + 1, degree + 1, heads[m + 1] * power, u * rho, rho * rho, next);
        next[m] = 0;
        for (int n = m; n <= degree; n++) {
            const long double c = field->c[n * (n + 1) / 2 + m], d = field->s[n * (n + 1) / 2 + m];
            a1 += m * here[n] * (c * re_before + d * im_before);
            a2 += m * here[n] * (d * re_before - c * im_before);
            a3 += slopes[n][m] * next[n] * (c * re + d * im);
            a4 -= falls[n][m] * next[n + 1] * (c * re + d * im);
        }
        re_before = re;
        im_before = im;
        re = re_before * s - im_before * t;
        im = re_before * t + im_before * s;
        long double *swap = here;
        here = next;
        next = swap;
    }
    a4 /= rho;
    const long double k = field->gm_m3_s2 / (r * r);
    return (longs){ k * (a1 + s * a4), k * (a2 + t * a4), k * (a3 + u * a4) };
}

static longs long_pull(double gm, leo_vec3 body, longs p)
{
    const longs d = { body.x - p.x, body.y - p.y, body.z - p.z };
    const long double near2 = d.x * d.x + d.y * d.y + d.z * d.z, near3 = near2 * sqrtl(near2);
    const long double far2 =
        (long double)body.x * body.x + (long double)body.y * body.y + (long double)body.z * body.z;
    const long double far3 = far2 * sqrtl(far2);
    return (longs){ gm * (d.x / near3 - body.x / far3), gm * (d.y / near3 - body.y / far3),
                    gm * (d.z / near3 - body.z / far3) };
}

static void long_rates(const bench *b, double t, const long double y[6], long double dydt[6])
{
    const leo_mat3 m = leo_sky_fixed_from_icrf(b->sky, t);
    const longs p = { y[0], y[1], y[2] };
    const longs fixed = { m.m[0][0] * p.x + m.m[0][1] * p.y + m.m[0][2] * p.z,
                          m.m[1][0] * p.x + m.m[1][1] * p.y + m.m[1][2] * p.z,
                          m.m[2][0] * p.x + m.m[2][1] * p.y + m.m[2][2] * p.z };
    const longs g = long_gravity(&b->field, b->degree, fixed);
    const int slots[2] = { b->sun_slot, b->moon_slot };
    for (int i = 0; i < 3; i++) {
        dydt[i] = y[3 + i];
        dydt[3 + i] = m.m[0][i] * g.x + m.m[1][i] * g.y + m.m[2][i] * g.z;
    }
    for (int i = 0; i < 2; i++) {
        const longs a = long_pull(leo_sky_gm_m3_s2(b->sky, slots[i]), leo_sky_body_m(b->sky, slots[i], t), p);
        dydt[3] += a.x;
        dydt[4] += a.y;
        dydt[5] += a.z;
    }
}

/* The day in steps of STEP_S by the twelve stages of order 8. */
static void make_truth(bench *b)
{
    const leo_dop853_tableau *f = &leo_dop853_figures;
    long double y[6] = { b->start.pos_m.x,   b->start.pos_m.y,   b->start.pos_m.z,
                         b->start.vel_m_s.x, b->start.vel_m_s.y, b->start.vel_m_s.z };
    const int each = (int)(SAMPLE_S / STEP_S);
    b->truth[0] = b->start.pos_m;
    for (int step = 0; step < b->samples * each; step++) {
        long double k[12][6];
        for (int stage = 0; stage < 12; stage++) {
            long double at[6];
            for (int i = 0; i < 6; i++) {
                at[i] = y[i];
                for (int j = 0; j < stage; j++)
                    at[i] += (long double)STEP_S * f->a[stage][j] * k[j][i];
            }
            long_rates(b, (step + f->c[stage]) * STEP_S, at, k[stage]);
        }
        for (int i = 0; i < 6; i++)
            for (int j = 0; j < 12; j++)
                y[i] += (long double)STEP_S * f->b[j] * k[j][i];
        if ((step + 1) % each == 0)
            b->truth[(step + 1) / each] = leo_vec((double)y[0], (double)y[1], (double)y[2]);
    }
}

static double apart(const bench *b, int sample, leo_vec3 pos)
{
    return leo_norm(leo_sub(pos, b->truth[sample]));
}

typedef struct plain {
    const bench *bench;
    long evaluations;
} plain;

static leo_status plain_rates(void *context, double t, const double *y, double *dydt, leo_error *error)
{
    (void)error;
    plain *p = context;
    const bench *b = p->bench;
    p->evaluations++;
    const leo_vec3 pos = leo_vec(y[0], y[1], y[2]);
    const leo_mat3 m = leo_sky_fixed_from_icrf(b->sky, t);
    leo_vec3 a = leo_mat_tvec(m, leo_gravity_model_accel_scalar(b->model, leo_mat_vec(m, pos)));
    const int slots[2] = { b->sun_slot, b->moon_slot };
    for (int i = 0; i < 2; i++) {
        const leo_vec3 body = leo_sky_body_m(b->sky, slots[i], t), d = leo_sub(body, pos);
        const double gm = leo_sky_gm_m3_s2(b->sky, slots[i]), near = leo_norm(d), far = leo_norm(body);
        a = leo_add_scaled(leo_add_scaled(a, gm / (near * near * near), d), -gm / (far * far * far), body);
    }
    memcpy(dydt, y + 3, 3 * sizeof *y);
    dydt[3] = a.x;
    dydt[4] = a.y;
    dydt[5] = a.z;
    return LEO_OK;
}

/* What a flight gave. */
typedef struct flown {
    double ms, error_m;
    long evaluations[3];
    size_t bytes;
} flown;

static leo_status fly_plain(bench *b, double tolerance, flown *f)
{
    const double scale = 7e6, abs_tol[6] = { tolerance * scale,        tolerance * scale,
                                             tolerance * scale,        tolerance * scale * 1e-3,
                                             tolerance * scale * 1e-3, tolerance * scale * 1e-3 };
    plain p = { b, 0 };
    leo_arena *arena = leo_arena_create(NULL);
    const double begin_ms = now_ms();
    leo_dop853 *solver = leo_dop853_create(arena, 6, abs_tol, 1e-300, plain_rates, &p);
    const double y[6] = { b->start.pos_m.x,   b->start.pos_m.y,   b->start.pos_m.z,
                          b->start.vel_m_s.x, b->start.vel_m_s.y, b->start.vel_m_s.z };
    leo_status status = solver ? leo_dop853_start(solver, 0, y, &b->error) : LEO_NO_MEMORY;
    f->error_m = 0;
    const double end_s = b->samples * SAMPLE_S;
    int sample = 1;
    while (status == LEO_OK && leo_dop853_end(solver) < end_s) {
        status = leo_dop853_step(solver, end_s, &b->error);
        for (double now[6]; sample <= b->samples && sample * SAMPLE_S <= leo_dop853_end(solver); sample++) {
            leo_dop853_at(solver, sample * SAMPLE_S, now);
            f->error_m = fmax(f->error_m, apart(b, sample, leo_vec(now[0], now[1], now[2])));
        }
    }
    f->ms = now_ms() - begin_ms;
    f->evaluations[0] = p.evaluations;
    f->bytes = leo_arena_used(arena);
    leo_arena_destroy(arena);
    return status;
}

static leo_status fly_picard(bench *b, double unused, flown *f)
{
    (void)unused;
    leo_arena *arena = leo_arena_create(NULL);
    const double begin_ms = now_ms(), end_s = b->samples * SAMPLE_S;
    leo_picard *picard = leo_picard_create(b->dynamics, GOAL_M, arena, &b->error);
    leo_status status =
        picard ? leo_picard_start(picard, 0, b->start.pos_m, b->start.vel_m_s, &b->error) : LEO_NO_MEMORY;
    f->error_m = 0;
    int sample = 1;
    while (status == LEO_OK && leo_picard_end_s(picard) < end_s) {
        status = leo_picard_step(picard, end_s, &b->error);
        for (; sample <= b->samples && sample * SAMPLE_S <= leo_picard_end_s(picard); sample++) {
            leo_orbit_state at;
            leo_picard_at(picard, sample * SAMPLE_S, &at.pos_m, &at.vel_m_s);
            f->error_m = fmax(f->error_m, apart(b, sample, at.pos_m));
        }
    }
    f->ms = now_ms() - begin_ms;
    if (picard)
        leo_picard_evaluations(picard, f->evaluations);
    f->bytes = leo_arena_used(arena);
    leo_arena_destroy(arena);
    return status;
}

/* Gauss-Jackson, as a propagator chooses its steps. */
static leo_status fly_gauss_jackson(bench *b, double unused, flown *f)
{
    (void)unused;
    leo_arena *arena = leo_arena_create(NULL);
    const double begin_ms = now_ms(), end_s = b->samples * SAMPLE_S;
    const leo_propagator_setup setup = {
        .dynamics = b->dynamics, .accuracy_m = GOAL_M, .method = LEO_METHOD_GAUSS_JACKSON, .span_s = end_s
    };
    leo_propagator *p = leo_propagator_create(&setup, arena, &b->error);
    leo_status status = p ? leo_propagator_start(p, 0, b->start, &b->error) : LEO_NO_MEMORY;
    f->error_m = 0;
    int sample = 1;
    while (status == LEO_OK && leo_propagator_end_s(p) < end_s) {
        status = leo_propagator_step(p, end_s, &b->error);
        for (; sample <= b->samples && sample * SAMPLE_S <= leo_propagator_end_s(p); sample++) {
            leo_propagated at;
            leo_propagator_at(p, sample * SAMPLE_S, &at);
            f->error_m = fmax(f->error_m, apart(b, sample, at.state.pos_m));
        }
    }
    f->ms = now_ms() - begin_ms;
    f->evaluations[0] = p ? leo_propagator_evaluations(p) : 0;
    f->bytes = leo_arena_used(arena);
    leo_arena_destroy(arena);
    return status;
}

typedef leo_status fly_fn(bench *b, double tolerance, flown *f);

/* The fastest of the rounds. */
static leo_status fly_often(bench *b, fly_fn *fly, double tolerance, flown *best)
{
    leo_status status = LEO_OK;
    for (int i = 0; i < b->rounds && status == LEO_OK; i++) {
        flown f = { 0 };
        status = fly(b, tolerance, &f);
        if (i == 0 || f.ms < best->ms)
            *best = f;
    }
    return status;
}

static void print_line(const bench *b, const char *method, const flown *f)
{
    printf(
        "{\"bench\":\"leo_day\",\"name\":\"%s, degree %d, %s\",\"value\":%.4g,\"unit\":\"ms\",\"error\":%.3g,"
        "\"error_unit\":\"m\",\"degree\":%d,\"full\":%ld,\"middle\":%ld,\"low\":%ld,\"bytes\":%zu,"
        "\"times_faster_than_dop853\":%.3g}\n",
        method, b->degree, b->orbit, f->ms, f->error_m, b->degree, f->evaluations[0], f->evaluations[1],
        f->evaluations[2], f->bytes, b->plain_ms / f->ms);
    fflush(stdout);
}

/* Trajectories that differ a little, one after another on `threads` threads: ms for each. The first is the known one. */
static leo_status fly_batch(bench *b, int count, int threads)
{
    static leo_orbit_state states[BATCH];
    flown f = { .ms = INFINITY };
    leo_status status = LEO_OK;
    const leo_propagator_setup setup = { .dynamics = b->dynamics,
                                         .accuracy_m = GOAL_M,
                                         .method = LEO_METHOD_PICARD };
    const double end_s = b->samples * SAMPLE_S;
    for (int round = 0; round < b->rounds && status == LEO_OK; round++) {
        for (int i = 0; i < count; i++) {
            states[i] = b->start;
            states[i].pos_m.x += 10 * i;
        }
        const double begin_ms = now_ms();
        status = leo_propagate_batch(&setup, 0, end_s, states, (size_t)count, threads, &b->error);
        f.ms = fmin(f.ms, (now_ms() - begin_ms) / count);
    }
    f.error_m = apart(b, b->samples, states[0].pos_m);
    printf("{\"bench\":\"leo_day\",\"name\":\"picard, each of a batch of %d on %d thread%s, degree %d, %s\","
           "\"value\":%.4g,\"unit\":\"ms\",\"error\":%.3g,\"error_unit\":\"m at the end\",\"degree\":%d,"
           "\"times_faster_than_dop853\":%.3g}\n",
           count, threads, threads == 1 ? "" : "s", b->degree, b->orbit, f.ms, f.error_m, b->degree,
           b->plain_ms / f.ms);
    fflush(stdout);
    return status;
}

static leo_status set_orbit(bench *b, const char *name, double perigee_m, double apogee_m, double inc_deg)
{
    const double degree = acos(-1) / 180, sma_m = 6378137 + 0.5 * (perigee_m + apogee_m);
    const leo_elements e = { .sma_m = sma_m,
                             .ecc = 0.5 * (apogee_m - perigee_m) / sma_m,
                             .inc_rad = inc_deg * degree,
                             .raan_rad = 1,
                             .argp_rad = 1 };
    b->orbit = name;
    return leo_orbit_state_from_elements(&e, b->field.gm_m3_s2, &b->start, &b->error);
}

static leo_status set_degree(bench *b, int degree)
{
    static leo_force_gravity_config gravity;
    gravity = (leo_force_gravity_config){ .degree = degree };
    const leo_force *forces[] = { &leo_force_gravity, &leo_force_sun, &leo_force_moon, NULL };
    const void *configs[] = { &gravity, "", "", NULL };
    const leo_dynamics_setup setup = {
        .sky = b->sky, .craft = { .mass_kg = 1000 }, .forces = forces, .configs = configs, .field = &b->field
    };
    b->degree = degree;
    b->dynamics = leo_dynamics_create(&setup, b->arena, &b->error);
    b->model = leo_gravity_model_create(&b->field, degree, degree, LEO_KERNEL_BEST, b->arena, &b->error);
    return b->dynamics && b->model ? LEO_OK : b->error.status;
}

static leo_status bench_day(bench *b)
{
    make_truth(b);
    flown f = { .error_m = INFINITY };
    leo_status status = LEO_OK;
    double tolerance = 3e-9;
    while (status == LEO_OK && !(f.error_m <= GOAL_M) && tolerance > 1e-15) {
        tolerance /= 3;
        status = fly_plain(b, tolerance, &f);
    }
    if (status == LEO_OK)
        status = fly_often(b, fly_plain, tolerance, &f);
    b->plain_ms = f.ms;
    print_line(b, "dop853", &f);
    if (status == LEO_OK)
        status = fly_often(b, fly_picard, 0, &f);
    print_line(b, "picard", &f);
    if (status == LEO_OK)
        status = fly_often(b, fly_gauss_jackson, 0, &f);
    print_line(b, "gauss-jackson", &f);
    if (b->degree != 20 && b->degree != 70)
        return status;
    const int sizes[] = { 1, 8, BATCH }, all = (int)sysconf(_SC_NPROCESSORS_ONLN);
    for (int i = 0; i < 3 && status == LEO_OK; i++)
        status = fly_batch(b, sizes[i], 1);
    return status == LEO_OK && all > 1 ? fly_batch(b, BATCH, all) : status;
}

int main(int count, char **words)
{
    static bench b;
    const int brief = count > 1 && strcmp(words[1], "--brief") == 0;
    b.samples = brief ? 2 : SAMPLES;
    b.rounds = brief ? 1 : 7;
    b.arena = leo_arena_create(NULL);
    make_field(&b);
    make_factors();
    leo_sky_setup sky = {
        .center = LEO_BODY_EARTH, .bodies = { LEO_BODY_MOON }, .body_count = 1, .from_s = -600, .to_s = 87000
    };
    leo_status status = leo_epoch_from_utc("2023-01-01T00:00:00Z", &sky.epoch, &b.error);
    if (status == LEO_OK)
        b.sky = leo_sky_create(&sky, b.arena, &b.error);
    if (!b.sky) {
        fprintf(stderr, "bench.leo_day: %s: %s\n", b.error.where, b.error.message);
        return 1;
    }
    b.sun_slot = leo_sky_slot(b.sky, LEO_BODY_SUN);
    b.moon_slot = leo_sky_slot(b.sky, LEO_BODY_MOON);
    static const int degrees[] = { 20, 36, 70, 120 };
    for (int i = 0; i < 4 && status == LEO_OK; i++) {
        status = set_degree(&b, degrees[i]);
        if (status == LEO_OK)
            status = set_orbit(&b, "173 x 498 km, 65 deg", 173e3, 498e3, 65);
        if (status == LEO_OK)
            status = bench_day(&b);
        if (status == LEO_OK)
            status = set_orbit(&b, "400 km, 51.6 deg", 400e3, 400e3, 51.6);
        if (status == LEO_OK)
            status = bench_day(&b);
    }
    if (status != LEO_OK)
        fprintf(stderr, "bench.leo_day: %s: %s\n", b.error.where, b.error.message);
    leo_arena_destroy(b.arena);
    return status != LEO_OK;
}
