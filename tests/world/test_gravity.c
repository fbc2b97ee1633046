/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "world/gravity.h"

enum { ROWS = (LEO_GRAVITY_DEGREE_MAX + 1) * (LEO_GRAVITY_DEGREE_MAX + 2) / 2 };

static leo_vec3 difference(const leo_gravity *field, int degree, leo_vec3 p)
{
    // five-point differences of the potential; 200 m
    const double h = 200;
    double g[3];
    for (int i = 0; i < 3; i++) {
        double u[5];
        for (int k = -2; k <= 2; k++) {
            leo_vec3 q = p;
            (i == 0 ? &q.x : i == 1 ? &q.y : &q.z)[0] += k * h;
            u[k + 2] = leo_gravity_potential(field, degree, q);
        }
        g[i] = (u[0] - 8 * u[1] + 8 * u[3] - u[4]) / (12 * h);
    }
    return leo_vec(g[0], g[1], g[2]);
}

static void is_the_gradient_of_its_potential(void)
{
    const leo_gravity *earth = leo_gravity_earth();
    const leo_vec3 places[] = {
        { 6.6e6, 1e5, -2e5 }, { -3.1e6, 4.2e6, 4.1e6 }, { 1, 2, 6.7e6 }, { 0, 0, -6.7e6 }
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        for (int degree = 0; degree <= 20; degree++) {
            const leo_vec3 a = leo_gravity_accel(earth, degree, places[i]);
            const leo_vec3 d = difference(earth, degree, places[i]);
            // rounding of a potential of 6e7 over 200 m: 6e7 * 2e-16 * 2 / 200 = 1e-10, summed unfavourably
            CHECK_NEAR(leo_norm(leo_sub(a, d)), 0, 5e-10);
        }
}

static void a_point_attracts_by_the_square_of_the_distance(void)
{
    const leo_gravity *earth = leo_gravity_earth();
    const leo_vec3 p = { 4e6, -5e6, 3e6 };
    const double r = leo_norm(p);
    const leo_vec3 a = leo_gravity_accel(earth, 0, p);
    const leo_vec3 want = leo_scale(-earth->gm_m3_s2 / (r * r * r), p);
    CHECK_NEAR(leo_norm(leo_sub(a, want)), 0, 1e-14 * leo_norm(want));
    CHECK_NEAR(leo_gravity_potential(earth, 0, p), earth->gm_m3_s2 / r, 1e-7);
    // far away only the point is left
    const leo_vec3 far = { 4e9, -5e9, 3e9 };
    CHECK_NEAR(leo_norm(leo_gravity_accel(earth, 20, far)) * leo_dot(far, far) / earth->gm_m3_s2, 1, 1e-8);
}

static void oblateness_is_the_textbooks(void)
{
    // J2 = 1.08262617e-3 (EGM2008, plain, tide-free); on the equator g = GM/r^2 (1 + 3/2 J2 (R/r)^2)
    const leo_gravity *earth = leo_gravity_earth();
    double c[ROWS] = { 0 }, s[ROWS] = { 0 };
    c[0] = 1;
    c[3] = earth->c[3];
    const leo_gravity field = {
        .name = "zonal", .gm_m3_s2 = earth->gm_m3_s2, .radius_m = earth->radius_m, .degree = 2, .c = c, .s = s
    };
    const double j2 = 1.08262617385e-3, rho = earth->radius_m / 7e6, g = earth->gm_m3_s2 / 49e12;
    const leo_vec3 equator = leo_gravity_accel(&field, 2, leo_vec(7e6, 0, 0));
    CHECK_NEAR(equator.x / -g, 1 + 1.5 * j2 * rho * rho, 1e-11);
    const leo_vec3 pole = leo_gravity_accel(&field, 2, leo_vec(0, 0, 7e6));
    CHECK_NEAR(pole.z / -g, 1 - 3 * j2 * rho * rho, 1e-11);
    CHECK(pole.x == 0 && pole.y == 0);
}

static void poles_are_no_special_places(void)
{
    const leo_gravity *earth = leo_gravity_earth();
    for (int side = -1; side <= 1; side += 2) {
        const leo_vec3 pole = leo_gravity_accel(earth, 20, leo_vec(0, 0, side * 6.6e6));
        const leo_vec3 near = leo_gravity_accel(earth, 20, leo_vec(1e-3, -2e-3, side * 6.6e6));
        CHECK(isfinite(pole.x) && isfinite(pole.y) && isfinite(pole.z));
        CHECK_NEAR(leo_norm(leo_sub(pole, near)), 0, 1e-8);
    }
}

static void is_harmonic_outside_the_earth(void)
{
    // the divergence of the acceleration vanishes, without central term's help: differences over 500 m
    const leo_gravity *earth = leo_gravity_earth();
    const leo_vec3 p = { 3e6, 4e6, 4.2e6 };
    const double h = 500;
    const double trace = (leo_gravity_accel(earth, 20, leo_vec(p.x + h, p.y, p.z)).x -
                          leo_gravity_accel(earth, 20, leo_vec(p.x - h, p.y, p.z)).x +
                          leo_gravity_accel(earth, 20, leo_vec(p.x, p.y + h, p.z)).y -
                          leo_gravity_accel(earth, 20, leo_vec(p.x, p.y - h, p.z)).y +
                          leo_gravity_accel(earth, 20, leo_vec(p.x, p.y, p.z + h)).z -
                          leo_gravity_accel(earth, 20, leo_vec(p.x, p.y, p.z - h)).z) /
                         (2 * h);
    // one term is 1e-6 1/s^2; the third differences of a field of degree 20 leave (h/r)^2 n^2 of the anomaly: 1e-12
    CHECK_NEAR(trace, 0, 3e-12);
}

static void degrees_beyond_the_field_are_cut(void)
{
    const leo_gravity *earth = leo_gravity_earth();
    const leo_vec3 p = { 3e6, 4e6, 4.2e6 };
    const leo_vec3 a = leo_gravity_accel(earth, 20, p), b = leo_gravity_accel(earth, 99, p);
    CHECK(a.x == b.x && a.y == b.y && a.z == b.z);
    CHECK(leo_gravity_accel(earth, -3, p).x == leo_gravity_accel(earth, 0, p).x);
    CHECK(earth->degree == 70 && earth->c[0] == 1);
}

static int read_field(const char *path, double *c, double *s)
{
    FILE *file = fopen(path, "r");
    if (!file)
        return 0;
    char line[256];
    while (fgets(line, sizeof line, file)) {
        int n, m;
        double value_c, value_s;
        for (char *d = line; *d; d++)
            *d = *d == 'd' || *d == 'D' ? 'e' : *d;
        if (sscanf(line, "gfc %d %d %lf %lf", &n, &m, &value_c, &value_s) == 4 &&
            n <= LEO_GRAVITY_DEGREE_MAX) {
            c[n * (n + 1) / 2 + m] = value_c;
            s[n * (n + 1) / 2 + m] = value_s;
        }
    }
    fclose(file);
    return 1;
}

/* One row of the table of NASA JSC's dynamics environment: GGM02C cut at a degree and an order. */
static int jeod_case(const char *line, const double *c, const double *s)
{
    int number, degree, order, perturbing, gradient;
    double x, y, z, u, ax, ay, az;
    if (sscanf(line, "%d,%d,%d,%d,%d,%lf,%lf,%lf,%lf,%lf,%lf,%lf", &number, &degree, &order, &perturbing,
               &gradient, &x, &y, &z, &u, &ax, &ay, &az) != 12)
        return 0;
    double cut_c[ROWS], cut_s[ROWS];
    memcpy(cut_c, c, sizeof cut_c);
    memcpy(cut_s, s, sizeof cut_s);
    for (int n = 0; n <= LEO_GRAVITY_DEGREE_MAX; n++)
        for (int m = order + 1; m <= n; m++)
            cut_c[n * (n + 1) / 2 + m] = cut_s[n * (n + 1) / 2 + m] = 0;
    cut_c[0] = perturbing ? 0 : 1;
    const leo_gravity field = { .name = "GGM02C",
                                .gm_m3_s2 = 3.986004415e14,
                                .radius_m = 6378136.3,
                                .degree = LEO_GRAVITY_DEGREE_MAX,
                                .c = cut_c,
                                .s = cut_s };
    const leo_vec3 p = { x, y, z };
    const leo_vec3 miss = leo_sub(leo_gravity_accel(&field, degree, p), leo_vec(ax, ay, az));
    // 1e-13 relative, as the publishers of the set ask; of the parts' sum for what is a difference of large terms
    CHECK_NEAR(leo_norm(miss), 0, 1e-13 * leo_norm(leo_vec(ax, ay, az)));
    if (order > 0 || degree == 0) // zonal rows were published with the potential of the point alone
        CHECK_NEAR(leo_gravity_potential(&field, degree, p), u, 1e-13 * fabs(u));
    return 1;
}

static void agrees_with_the_cases_of_jeod(const char *folder)
{
    static double c[ROWS], s[ROWS];
    char path[512], line[1024];
    snprintf(path, sizeof path, "%s/gravity/GGM02C_160.gfc", folder);
    if (!read_field(path, c, s))
        SKIP_LOUDLY(path);
    snprintf(path, sizeof path, "%s/gravity/jeod_ggm02c_cases.csv", folder);
    FILE *file = fopen(path, "r");
    if (!file)
        SKIP_LOUDLY(path);
    int count = 0;
    while (fgets(line, sizeof line, file))
        count += jeod_case(line, c, s);
    fclose(file);
    CHECK(count == 40);
}

static void holds_the_published_coefficients(const char *folder)
{
    static double c[ROWS], s[ROWS];
    char path[512];
    snprintf(path, sizeof path, "%s/gravity/EGM2008_120.gfc", folder);
    if (!read_field(path, c, s))
        SKIP_LOUDLY(path);
    for (int i = 0; i < ROWS; i++)
        CHECK(leo_gravity_earth()->c[i] == c[i] && leo_gravity_earth()->s[i] == s[i]);
}

int main(void)
{
    RUN(is_the_gradient_of_its_potential);
    RUN(a_point_attracts_by_the_square_of_the_distance);
    RUN(oblateness_is_the_textbooks);
    RUN(poles_are_no_special_places);
    RUN(is_harmonic_outside_the_earth);
    RUN(degrees_beyond_the_field_are_cut);
    if (!check_reference_data())
        SKIP_LOUDLY("LEO_REFERENCE_DATA");
    agrees_with_the_cases_of_jeod(check_reference_data());
    holds_the_published_coefficients(check_reference_data());
    return check_result();
}
