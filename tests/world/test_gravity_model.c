/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "world/gravity_model.h"

#include "base/error.h"

#include <float.h>

enum { HIGH = 360, ROWS = (HIGH + 1) * (HIGH + 2) / 2 };

static unsigned long long seed = 88172645463325252ull;

/* -1 .. 1, the same in every run */
static double random_number(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (double)(seed >> 11) / 4503599627370496.0 - 1;
}

/* EGM2008 to degree 70, above that noise of the size of Kaula's rule, 1e-5 / n^2 */
static const leo_gravity *high_field(void)
{
    static double c[ROWS], s[ROWS];
    static leo_gravity field;
    if (field.degree)
        return &field;
    const leo_gravity *earth = leo_gravity_earth();
    field = *earth;
    field.name = "noise above degree 70";
    field.degree = HIGH;
    field.c = c;
    field.s = s;
    for (int n = 0; n <= HIGH; n++)
        for (int m = 0; m <= n; m++) {
            const int i = n * (n + 1) / 2 + m;
            c[i] = n <= earth->degree ? earth->c[i] : 1e-5 / n / n * random_number();
            s[i] = n <= earth->degree ? earth->s[i] : m ? 1e-5 / n / n * random_number() : 0;
        }
    return &field;
}

static leo_vec3 random_place(void)
{
    const double r = 6.7e6 + 2e5 * random_number(), u = random_number(), lon = 3.2 * random_number();
    const double flat = r * sqrt(1 - u * u);
    return leo_vec(flat * cos(lon), flat * sin(lon), r * u);
}

static leo_gravity_model *model_of(const leo_gravity *field, int degree, int order, leo_kernel kernel,
                                   leo_arena *arena)
{
    leo_error error = { 0 };
    leo_gravity_model *model = leo_gravity_model_create(field, degree, order, kernel, arena, &error);
    if (!model)
        printf("  %s: %s\n", error.where, error.message);
    CHECK(model != NULL);
    return model;
}

typedef struct textbook {
    long double potential, accel[3];
} textbook;

/*
 * The sums as textbooks have them, by latitude and longitude in long doubles; not at the poles.
 * Heiskanen & Moritz, Physical Geodesy (1967), eq. 2-39 and its derivatives.
 */
static textbook by_the_textbook(const leo_gravity *field, int degree, leo_vec3 pos)
{
    const long double x = pos.x, y = pos.y, z = pos.z, flat2 = x * x + y * y;
    const long double r = sqrtl(flat2 + z * z), u = z / r, w = sqrtl(flat2) / r, lon = atan2l(y, x);
    static long double p[HIGH + 2][HIGH + 2];
    p[0][0] = 1;
    for (int m = 1; m <= degree + 1; m++)
        p[m][m] = p[m - 1][m - 1] * w * sqrtl(m == 1 ? 3 : (2 * m + 1) / (2.0L * m));
    for (int m = 0; m <= degree + 1; m++)
        for (int n = m + 1; n <= degree + 1; n++) {
            const long double d = (long double)(n - m) * (n + m);
            p[n][m] = u * p[n - 1][m] * sqrtl((2.0L * n + 1) * (2 * n - 1) / d);
            if (n > m + 1)
                p[n][m] -=
                    p[n - 2][m] * sqrtl((2.0L * n + 1) * (n + m - 1) * (n - m - 1) / (d * (2 * n - 3)));
        }
    long double v = 0, by_r = 0, by_lat = 0, by_lon = 0, fall = 1;
    for (int n = 0; n <= degree; n++, fall *= field->radius_m / r)
        for (int m = 0; m <= n; m++) {
            const long double c = field->c[n * (n + 1) / 2 + m], s = field->s[n * (n + 1) / 2 + m];
            const long double q = c * cosl(m * lon) + s * sinl(m * lon);
            const long double step = m < n ? sqrtl((m ? 1 : 0.5L) * (n - m) * (n + m + 1)) * p[n][m + 1] : 0;
            v += fall * p[n][m] * q;
            by_r -= fall * (n + 1) * p[n][m] * q;
            by_lat += fall * (step - m * u / w * p[n][m]) * q;
            by_lon += fall * m * p[n][m] * (s * cosl(m * lon) - c * sinl(m * lon));
        }
    const long double k = field->gm_m3_s2 / (r * r), cl = cosl(lon), sl = sinl(lon);
    by_lon /= w;
    return (textbook){ field->gm_m3_s2 / r * v,
                       { k * (by_r * w * cl - by_lat * u * cl - by_lon * sl),
                         k * (by_r * w * sl - by_lat * u * sl + by_lon * cl), k * (by_r * u + by_lat * w) } };
}

static double miss_of(leo_vec3 accel, const textbook *want)
{
    const leo_vec3 miss = { (double)(accel.x - want->accel[0]), (double)(accel.y - want->accel[1]),
                            (double)(accel.z - want->accel[2]) };
    return leo_norm(miss) / leo_norm(accel);
}

static void sums_as_the_textbooks_do(void)
{
    static const int degrees[] = { 0, 1, 2, 8, 36, 70, 360 };
    leo_arena *arena = leo_arena_create(NULL);
    for (size_t i = 0; i < sizeof degrees / sizeof *degrees; i++) {
        const leo_gravity_model *model =
            model_of(high_field(), degrees[i], degrees[i], LEO_KERNEL_BEST, arena);
        for (int k = 0; k < 10; k++) {
            const leo_vec3 p = random_place();
            const textbook want = by_the_textbook(high_field(), degrees[i], p);
            // some roundings of 1.1e-16 in the direction and in GM / r^2
            CHECK_NEAR(miss_of(leo_gravity_model_accel(model, p), &want), 0, 8e-16);
            CHECK_NEAR(leo_gravity_model_potential(model, p), (double)want.potential,
                       6e-16 * (double)want.potential);
        }
    }
    leo_arena_destroy(arena);
}

static void anomalies_alone_are_right_to_thirteen_digits(void)
{
    // without the central term nothing hides the rounding of the sums; running sums of N lose about N / 10 more
    static double c[ROWS];
    memcpy(c, high_field()->c, sizeof c);
    c[0] = 0;
    leo_gravity field = *high_field();
    field.c = c;
    leo_arena *arena = leo_arena_create(NULL);
    static const int degrees[] = { 2, 20, 70, 360 };
    static const double bound[] = { 2e-15, 4e-15, 2e-14, 1e-13 };
    for (int i = 0; i < 4; i++) {
        const leo_gravity_model *model = model_of(&field, degrees[i], degrees[i], LEO_KERNEL_BEST, arena);
        for (int k = 0; k < 10; k++) {
            const leo_vec3 p = random_place();
            const textbook want = by_the_textbook(&field, degrees[i], p);
            CHECK_NEAR(miss_of(leo_gravity_model_accel(model, p), &want), 0, bound[i]);
        }
    }
    leo_arena_destroy(arena);
}

static int same_bits(leo_vec3 a, leo_vec3 b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

/* Every kernel, every way of calling it, at `count` times eight places. */
static void compare_kernels(int degree, int order, int count, leo_arena *arena)
{
    const leo_gravity_model *model[3];
    for (int i = 0; i < 3; i++)
        model[i] = model_of(high_field(), degree, order, (leo_kernel)(LEO_KERNEL_BASELINE + i), arena);
    int different = 0;
    for (int k = 0; k < count; k++) {
        leo_lanes3 pos, accel;
        for (int j = 0; j < LEO_LANES; j++)
            leo_lanes3_set(&pos, j, random_place());
        if (k == 0) {
            leo_lanes3_set(&pos, 0, leo_vec(0, 0, 6.6e6));
            leo_lanes3_set(&pos, 1, leo_vec(-0.0, 0, -6.6e6));
            leo_lanes3_set(&pos, 2, leo_vec(6.6e6, 0, 0));
            leo_lanes3_set(&pos, 3, leo_vec(0, -6.6e6, -0.0));
            leo_lanes3_set(&pos, 4, leo_vec(1e-3, 1e-9, 6.6e6));
            leo_lanes3_set(&pos, 5, leo_vec(3.8e8, 1e7, -2e6));
        }
        leo_vec3 want[LEO_LANES];
        for (int j = 0; j < LEO_LANES; j++)
            want[j] = leo_gravity_model_accel_scalar(model[0], leo_lanes3_get(&pos, j));
        for (int i = 0; i < 3; i++) {
            leo_gravity_model_accel8(model[i], &pos, &accel);
            for (int j = 0; j < LEO_LANES; j++) {
                different += !same_bits(leo_lanes3_get(&accel, j), want[j]);
                different += !same_bits(leo_gravity_model_accel(model[i], leo_lanes3_get(&pos, j)), want[j]);
            }
        }
    }
    if (different)
        printf("  degree %d, order %d: %d different\n", degree, order, different);
    CHECK(different == 0);
}

static void every_kernel_gives_the_same_bits(void)
{
    static const int cases[][3] = { { 0, 0, 20 },    { 1, 1, 20 },    { 2, 0, 20 },    { 2, 2, 50 },
                                    { 4, 4, 50 },    { 6, 6, 50 },    { 7, 7, 50 },    { 8, 8, 100 },
                                    { 9, 8, 50 },    { 13, 7, 50 },   { 15, 15, 50 },  { 16, 16, 50 },
                                    { 20, 20, 100 }, { 20, 3, 50 },   { 36, 36, 100 }, { 36, 15, 20 },
                                    { 70, 70, 100 }, { 70, 20, 50 },  { 70, 0, 50 },   { 120, 120, 20 },
                                    { 120, 7, 20 },  { 360, 360, 2 }, { 360, 1, 4 } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        leo_arena *arena = leo_arena_create(NULL);
        compare_kernels(cases[i][0], cases[i][1], cases[i][2], arena);
        leo_arena_destroy(arena);
    }
}

static void every_compiler_gives_the_same_bits(void)
{
    // the coefficients are weighed in long doubles, which are not the same on every processor
    if (LDBL_MANT_DIG != 64)
        return;
    leo_arena *arena = leo_arena_create(NULL);
    const leo_gravity_model *model = model_of(leo_gravity_earth(), 70, 70, LEO_KERNEL_BEST, arena);
    const leo_vec3 accel = leo_gravity_model_accel(model, leo_vec(6.6e6, -1.5e6, 2.25e6));
    CHECK(accel.x == -0x1.d0544c0812af7p+2);
    CHECK(accel.y == 0x1.a61f400f9a9fcp+0);
    CHECK(accel.z == -0x1.3d687579382e5p+1);
    leo_arena_destroy(arena);
}

static void orders_above_the_cut_are_left_out(void)
{
    static double c[ROWS], s[ROWS];
    const leo_gravity *field = high_field();
    leo_gravity cut = *field;
    for (int n = 0; n <= 70; n++)
        for (int m = 0; m <= n; m++) {
            const int i = n * (n + 1) / 2 + m;
            c[i] = m <= 10 ? field->c[i] : 0;
            s[i] = m <= 10 ? field->s[i] : 0;
        }
    cut.c = c;
    cut.s = s;
    leo_arena *arena = leo_arena_create(NULL);
    const leo_gravity_model *a = model_of(&cut, 70, 70, LEO_KERNEL_BEST, arena);
    const leo_gravity_model *b = model_of(field, 70, 10, LEO_KERNEL_BEST, arena);
    for (int k = 0; k < 20; k++) {
        const leo_vec3 p = random_place();
        CHECK(same_bits(leo_gravity_model_accel(a, p), leo_gravity_model_accel(b, p)));
        CHECK(leo_gravity_model_potential(a, p) == leo_gravity_model_potential(b, p));
        const leo_mat3 ga = leo_gravity_model_gradient(a, 30, p), gb = leo_gravity_model_gradient(b, 30, p);
        CHECK(memcmp(&ga, &gb, sizeof ga) == 0);
    }
    leo_arena_destroy(arena);
}

static void poles_are_no_special_places_at_degree_360(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    const leo_gravity_model *model = model_of(high_field(), HIGH, HIGH, LEO_KERNEL_BEST, arena);
    for (int side = -1; side <= 1; side += 2) {
        const leo_vec3 pole = leo_gravity_model_accel(model, leo_vec(0, 0, side * 6.4e6));
        const leo_vec3 near = leo_gravity_model_accel(model, leo_vec(1e-3, -2e-3, side * 6.4e6));
        CHECK(isfinite(pole.x) && isfinite(pole.y) && isfinite(pole.z));
        // a millimetre on a gradient of 1.5e-6 1/s^2, and ten times that for the anomalies
        CHECK_NEAR(leo_norm(leo_sub(pole, near)), 0, 4e-8);
        // of what is close to the pole the textbook knows
        const leo_vec3 p = { 3e2, -2e2, side * 6.4e6 };
        const textbook want = by_the_textbook(high_field(), HIGH, p);
        CHECK_NEAR(miss_of(leo_gravity_model_accel(model, p), &want), 0, 1e-14);
    }
    const leo_vec3 far = leo_gravity_model_accel(model, leo_vec(4e10, -5e10, 3e10));
    CHECK_NEAR(leo_norm(far) * 50e20 / high_field()->gm_m3_s2, 1, 1e-10);
    leo_arena_destroy(arena);
}

static leo_vec3 along(leo_vec3 p, int axis, double h)
{
    (axis == 0 ? &p.x : axis == 1 ? &p.y : &p.z)[0] += h;
    return p;
}

static void the_gradient_is_that_of_the_acceleration(void)
{
    static const int degrees[] = { 0, 2, 5, 20, 70 };
    leo_arena *arena = leo_arena_create(NULL);
    for (size_t i = 0; i < sizeof degrees / sizeof *degrees; i++) {
        const leo_gravity_model *model =
            model_of(high_field(), degrees[i], degrees[i], LEO_KERNEL_BEST, arena);
        for (int k = 0; k < 8; k++) {
            const leo_vec3 p = k == 0 ? leo_vec(0, 0, 6.6e6) : random_place();
            const leo_mat3 g = leo_gravity_model_gradient(model, 99, p);
            const double h = 50;
            for (int b = 0; b < 3; b++) {
                const leo_vec3 d =
                    leo_scale(1 / (12 * h),
                              leo_sub(leo_scale(8, leo_sub(leo_gravity_model_accel(model, along(p, b, h)),
                                                           leo_gravity_model_accel(model, along(p, b, -h)))),
                                      leo_sub(leo_gravity_model_accel(model, along(p, b, 2 * h)),
                                              leo_gravity_model_accel(model, along(p, b, -2 * h)))));
                // rounding of 9 m/s^2 over 50 m: 1e-15 * 1.5 / 50
                CHECK_NEAR(g.m[0][b], d.x, 3e-16);
                CHECK_NEAR(g.m[1][b], d.y, 3e-16);
                CHECK_NEAR(g.m[2][b], d.z, 3e-16);
            }
            CHECK_NEAR(g.m[0][0] + g.m[1][1] + g.m[2][2], 0, 1e-20);
            CHECK(g.m[0][1] == g.m[1][0] && g.m[0][2] == g.m[2][0] && g.m[1][2] == g.m[2][1]);
        }
    }
    leo_arena_destroy(arena);
}

static void corrections_add_what_changed_coefficients_add(void)
{
    double dc[15], ds[15], c[15], s[15];
    const leo_gravity *earth = leo_gravity_earth();
    leo_gravity changed = *earth;
    for (int n = 0, i = 0; n <= 4; n++)
        for (int m = 0; m <= n; m++, i++) {
            dc[i] = 1e-4 * random_number();
            ds[i] = m ? 1e-4 * random_number() : 0;
            c[i] = earth->c[i] + (n > 1 ? dc[i] : 0);
            s[i] = earth->s[i] + (n > 1 ? ds[i] : 0);
        }
    changed.degree = 4;
    changed.c = c;
    changed.s = s;
    leo_arena *arena = leo_arena_create(NULL);
    const leo_gravity_model *with = model_of(&changed, 4, 4, LEO_KERNEL_BEST, arena);
    const leo_gravity_model *without = model_of(earth, 4, 4, LEO_KERNEL_BEST, arena);
    for (int k = 0; k < 20; k++) {
        const leo_vec3 p = random_place();
        const leo_vec3 want = leo_sub(leo_gravity_model_accel(with, p), leo_gravity_model_accel(without, p));
        const leo_vec3 got = leo_gravity_correction_accel(earth->gm_m3_s2, earth->radius_m, dc, ds, p);
        CHECK(leo_norm(want) > 1e-4);
        CHECK_NEAR(leo_norm(leo_sub(got, want)), 0, 1e-14); // two roundings of 10 m/s^2
    }
    leo_arena_destroy(arena);
}

static void the_moon_pulls_as_its_mass_says(void)
{
    // 1.62 m/s^2 at 1738 km (GM 4902.8 km^3/s^2), and lumps of some 1e-3 of it
    leo_arena *arena = leo_arena_create(NULL);
    const leo_gravity *moon = leo_gravity_moon();
    const leo_gravity_model *model = model_of(moon, 50, 50, LEO_KERNEL_BEST, arena);
    CHECK(leo_gravity_model_degree(model) == 50);
    CHECK(leo_gravity_model_gm_m3_s2(model) == 4.90279980693169e12);
    CHECK(leo_gravity_model_radius_m(model) == 1738000);
    CHECK(moon->tides == LEO_TIDE_FREE && moon->body == 301 && leo_gravity_earth()->body == 399);
    CHECK_NEAR(leo_norm(leo_gravity_model_accel(model, leo_vec(1.788e6, 0, 0))), 1.5336, 6e-3);
    leo_arena_destroy(arena);
}

static void refuses_orders_above_the_degree(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_error error = { 0 };
    CHECK(!leo_gravity_model_create(leo_gravity_earth(), 4, 5, LEO_KERNEL_BEST, arena, &error));
    CHECK(error.status == LEO_BAD_ARGUMENT);
    CHECK_TEXT(error.message, "degree 4, order 5: must be degree >= order >= 0");
    CHECK(!leo_gravity_model_create(leo_gravity_earth(), -1, -1, LEO_KERNEL_BEST, arena, NULL));
    leo_gravity large = *leo_gravity_earth();
    large.degree = 2190;
    error = (leo_error){ 0 };
    CHECK(!leo_gravity_model_create(&large, 2190, 0, LEO_KERNEL_BEST, arena, &error));
    CHECK_TEXT(error.message, "degree 2190: at most 1200");
    const leo_gravity_model *model = model_of(leo_gravity_earth(), 500, 400, LEO_KERNEL_BEST, arena);
    CHECK(leo_gravity_model_degree(model) == 70);
    leo_arena_destroy(arena);
}

int main(void)
{
    RUN(sums_as_the_textbooks_do);
    RUN(anomalies_alone_are_right_to_thirteen_digits);
    RUN(every_kernel_gives_the_same_bits);
    RUN(every_compiler_gives_the_same_bits);
    RUN(orders_above_the_cut_are_left_out);
    RUN(poles_are_no_special_places_at_degree_360);
    RUN(the_gradient_is_that_of_the_acceleration);
    RUN(corrections_add_what_changed_coefficients_add);
    RUN(the_moon_pulls_as_its_mass_says);
    RUN(refuses_orders_above_the_degree);
    return check_result();
}
