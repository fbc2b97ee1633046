/* SPDX-License-Identifier: MIT */

/*
 * Kernels written here after the layouts of NAIF's required reading, from motion in closed form, and what the reader makes
 * of them. Lengths in km inside a kernel.
 */
#include "base/error.h"
#include "check.h"
#include "kernel.h"

enum { CRAFT = -25 };

static const double PI = 3.14159265358979323846, GM = 398600.4418, J2000_JD = 2451545.0, BEGIN_S = 7e8;

static leo_arena *arena;

/* An ellipse in the plane of x and y turned about x: a 7000 km, e 0.05; Kepler's equation by Newton. */
static void orbit(double t_s, double pos[3], double vel[3])
{
    const double a = 7000, e = 0.05, n = sqrt(GM / (a * a * a)), mean = n * (t_s - BEGIN_S);
    double E = mean;
    for (int i = 0; i < 20; i++)
        E -= (E - e * sin(E) - mean) / (1 - e * cos(E));
    const double b = a * sqrt(1 - e * e), rate = n / (1 - e * cos(E)), c = 0.6, s = 0.8;
    const double x = a * (cos(E) - e), y = b * sin(E), vx = -a * sin(E) * rate, vy = b * cos(E) * rate;
    pos[0] = x, pos[1] = c * y, pos[2] = s * y;
    vel[0] = vx, vel[1] = c * vy, vel[2] = s * vy;
}

static void acceleration(double t_s, double accel[3])
{
    double pos[3], vel[3];
    orbit(t_s, pos, vel);
    const double r = sqrt(pos[0] * pos[0] + pos[1] * pos[1] + pos[2] * pos[2]);
    for (int i = 0; i < 3; i++)
        accel[i] = -GM * pos[i] / (r * r * r);
}

static const leo_ephemeris *parse(const kernel *k)
{
    leo_error error = { 0 };
    const leo_ephemeris *set = leo_ephemeris_parse(kernel_bytes(k, "test.bsp"), NULL, arena, &error);
    CHECK(set != NULL);
    if (!set)
        printf("    %s: %s\n", error.where, error.message);
    return set;
}

/* The largest departures from the orbit between the two times: km and km/s. */
static void compare(const kernel *k, double from_s, double to_s, double *pos_km, double *vel_km_s)
{
    const leo_ephemeris *set = parse(k);
    *pos_km = *vel_km_s = 0;
    for (int i = 0; set && i <= 997; i++) {
        const double t_s = from_s + (to_s - from_s) * i / 997;
        double pos[3], vel[3];
        leo_vec3 p, v;
        leo_error error = { 0 };
        orbit(t_s, pos, vel);
        if (leo_ephemeris_state(set, CRAFT, LEO_BODY_EARTH, J2000_JD, t_s / 86400, &p, &v, &error) !=
            LEO_OK) {
            CHECK(!"covered");
            printf("    %s\n", error.message);
            break;
        }
        *pos_km = fmax(*pos_km, leo_norm(leo_sub(leo_scale(1e-3, p), leo_vec(pos[0], pos[1], pos[2]))));
        *vel_km_s = fmax(*vel_km_s, leo_norm(leo_sub(leo_scale(1e-3, v), leo_vec(vel[0], vel[1], vel[2]))));
    }
    free(k->bytes);
}

/* A Julian date of two doubles resolves 7e8 s to 1e-7 s: 8e-7 km, 8e-10 km/s on this orbit. */
static const double TIME_KM = 1.2e-6, TIME_KM_S = 1.5e-9;

static void words(kernel *k, const double *values, int count)
{
    for (int i = 0; i < count; i++)
        kernel_word(k, values[i]);
}

/* Coefficients of Chebyshev of a coordinate over begin .. begin + length. */
static void chebyshev(double begin_s, double length_s, int terms, int coordinate, int of_velocity, double *c)
{
    for (int k = 0; k < terms; k++)
        c[k] = 0;
    for (int j = 0; j < terms; j++) {
        const double angle = PI * (j + 0.5) / terms;
        double state[2][3];
        orbit(begin_s + length_s * (1 + cos(angle)) / 2, state[0], state[1]);
        for (int k = 0; k < terms; k++)
            c[k] += (k ? 2.0 : 1.0) / terms * state[of_velocity][coordinate] * cos(k * angle);
    }
}

static kernel write_series(int type, int big)
{
    enum { TERMS = 18, RECORDS = 12 };
    const double length_s = 500;
    kernel k = kernel_begin(6, big);
    kernel_segment(&k, CRAFT, 399, 1, type, BEGIN_S, BEGIN_S + RECORDS * length_s);
    for (int i = 0; i < RECORDS; i++) {
        kernel_word(&k, BEGIN_S + length_s * (i + 0.5));
        kernel_word(&k, length_s / 2);
        for (int part = 0; part < (type == 3 ? 2 : 1); part++)
            for (int n = 0; n < 3; n++) {
                double c[TERMS];
                chebyshev(BEGIN_S + length_s * i, length_s, TERMS, n, part, c);
                words(&k, c, TERMS);
            }
    }
    const double trailer[4] = { BEGIN_S, length_s, 2 + TERMS * (type == 3 ? 6 : 3), RECORDS };
    words(&k, trailer, 4);
    kernel_close(&k);
    return k;
}

static void series_of_chebyshev_give_the_orbit_back(void)
{
    for (int type = 2; type <= 3; type++)
        for (int big = 0; big < 2; big++) {
            kernel k = write_series(type, big);
            double pos_km, vel_km_s;
            compare(&k, BEGIN_S, BEGIN_S + 6000, &pos_km, &vel_km_s);
            CHECK_NEAR(pos_km, 0, TIME_KM);
            // a slope of 18 terms over 250 s magnifies what the date leaves by up to 17^2 / 250
            CHECK_NEAR(vel_km_s, 0, type == 3 ? TIME_KM_S : 17 * 17 / 250.0 * TIME_KM);
        }
}

/* Epochs that are not equally spaced: 60 s, swung by a third. */
static double swung(int i)
{
    return BEGIN_S + 60 * i + 20 * sin(0.7 * i);
}

/* `subtype` of type 18, else 1: states. */
static kernel write_states(int type, int subtype, int rows, double window_word)
{
    const int equal = type == 8 || type == 12;
    kernel k = kernel_begin(6, 0);
    const double first_s = equal ? BEGIN_S : swung(0),
                 last_s = equal ? BEGIN_S + 60.0 * (rows - 1) : swung(rows - 1);
    kernel_segment(&k, CRAFT, 399, 1, type, first_s, last_s);
    for (int i = 0; i < rows; i++) {
        const double t_s = equal ? BEGIN_S + 60 * i : swung(i);
        double pos[3], vel[3], accel[3];
        orbit(t_s, pos, vel);
        acceleration(t_s, accel);
        words(&k, pos, 3);
        words(&k, vel, 3);
        if (subtype == 0) {
            words(&k, vel, 3);
            words(&k, accel, 3);
        }
    }
    for (int i = 0; !equal && i < rows; i++)
        kernel_word(&k, swung(i));
    for (int i = 99; !equal && i < rows - 1; i += 100)
        kernel_word(&k, swung(i));
    if (equal) {
        kernel_word(&k, BEGIN_S);
        kernel_word(&k, 60);
    }
    if (type == 5)
        kernel_word(&k, GM);
    else if (type == 18)
        kernel_word(&k, subtype);
    if (type != 5)
        kernel_word(&k, window_word);
    kernel_word(&k, rows);
    kernel_close(&k);
    return k;
}

static void rows_of_states_give_the_orbit_back(void)
{
    // tolerances: resolution of the date; for the cut windows of type 18 the middle is looked at
    enum { ROWS = 230 };
    const struct {
        int type, subtype;
        double window_word;
    } cases[] = { { 5, 1, 0 },  { 8, 1, 11 }, { 8, 1, 12 }, { 9, 1, 11 }, { 9, 1, 12 },
                  { 12, 1, 7 }, { 13, 1, 7 }, { 13, 1, 6 }, { 18, 0, 8 }, { 18, 1, 12 } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kernel k = write_states(cases[i].type, cases[i].subtype, ROWS, cases[i].window_word);
        double pos_km, vel_km_s;
        compare(&k, BEGIN_S + 600, BEGIN_S + 60 * (ROWS - 12), &pos_km, &vel_km_s);
        printf("    type %d, window word %g: %.2g km, %.2g km/s\n", cases[i].type, cases[i].window_word,
               pos_km, vel_km_s);
        CHECK_NEAR(pos_km, 0, TIME_KM);
        CHECK_NEAR(vel_km_s, 0, TIME_KM_S);
    }
}

static void two_body_rows_stand_far_apart_and_still_hold(void)
{
    // three states over three revolutions: only the motion between them can be right
    kernel k = kernel_begin(6, 0);
    kernel_segment(&k, CRAFT, 399, 1, 5, BEGIN_S - 500, BEGIN_S + 18000);
    for (int i = 0; i < 3; i++) {
        double pos[3], vel[3];
        orbit(BEGIN_S + 8000 * i, pos, vel);
        words(&k, pos, 3);
        words(&k, vel, 3);
    }
    const double trailer[5] = { BEGIN_S, BEGIN_S + 8000, BEGIN_S + 16000, GM, 3 };
    words(&k, trailer, 5);
    kernel_close(&k);
    double pos_km, vel_km_s;
    compare(&k, BEGIN_S - 500, BEGIN_S + 18000, &pos_km, &vel_km_s);
    CHECK_NEAR(pos_km, 0, 2 * TIME_KM);
    CHECK_NEAR(vel_km_s, 0, 2 * TIME_KM_S);
}

static void two_body_rows_that_disagree_are_blended_smoothly(void)
{
    // two states of different orbits: half of each in the middle, and a velocity that is the slope of the place
    kernel k = kernel_begin(6, 0);
    const double words_of[16] = { 7000, 0, 0, 0, 7.5, 0, 7100, 900, 50, -1, 7.4, 0.3, 0, 100, GM, 2 };
    kernel_segment(&k, CRAFT, 399, 1, 5, 0, 100);
    words(&k, words_of, 16);
    kernel_close(&k);
    const leo_ephemeris *set = parse(&k);
    for (double t_s = 1; t_s < 100; t_s += 7) {
        leo_vec3 before, after, pos, vel;
        leo_ephemeris_state(set, CRAFT, 399, J2000_JD, (t_s - 0.01) / 86400, &before, NULL, NULL);
        leo_ephemeris_state(set, CRAFT, 399, J2000_JD, (t_s + 0.01) / 86400, &after, NULL, NULL);
        CHECK(leo_ephemeris_state(set, CRAFT, 399, J2000_JD, t_s / 86400, &pos, &vel, NULL) == LEO_OK);
        // rounding of 7e6 m over 0.02 s: 1e-7 m/s
        CHECK_NEAR(leo_norm(leo_sub(leo_scale(50, leo_sub(after, before)), vel)), 0, 1e-3);
    }
    free(k.bytes);
}

static void two_body_motion_is_also_straight_and_hyperbolic(void)
{
    // energy 0 and above: from the state at the start and back by symmetry, momentum and energy must stay
    for (int fast = 0; fast < 2; fast++) {
        kernel k = kernel_begin(6, 0);
        const double speed = sqrt((fast ? 5 : 2) * GM / 7000), state[6] = { 7000, 0, 0, 0, speed, 0 };
        kernel_segment(&k, CRAFT, 399, 1, 5, BEGIN_S, BEGIN_S + 1e5);
        words(&k, state, 6);
        const double trailer[3] = { BEGIN_S, GM, 1 };
        words(&k, trailer, 3);
        kernel_close(&k);
        const leo_ephemeris *set = parse(&k);
        leo_vec3 p, v;
        CHECK(leo_ephemeris_state(set, CRAFT, 399, J2000_JD, (BEGIN_S + 1e5) / 86400, &p, &v, NULL) ==
              LEO_OK);
        p = leo_scale(1e-3, p);
        v = leo_scale(1e-3, v);
        CHECK_NEAR(leo_norm(leo_cross(p, v)), 7000 * speed, 1e-9 * 7000 * speed);
        CHECK_NEAR(leo_dot(v, v) / 2 - GM / leo_norm(p), (fast ? 1.5 : 0) * GM / 7000, 1e-9 * GM / 7000);
        CHECK(leo_norm(p) > 1e5);
        free(k.bytes);
    }
}

static void cut_windows_follow_the_required_reading(void)
{
    /*
     * x = t^4 in units of 100 s, four rows a window: in the middle a cubic through rows i-1 .. i+2 misses t^4 by
     * (t-t0)(t-t1)(t-t2)(t-t3); in the first interval type 18 keeps three rows (0, 1, 2), and so a parabola, type 9
     * shifts and keeps four.
     */
    for (int type = 9; type <= 18; type += 9) {
        kernel k = kernel_begin(6, 1);
        kernel_segment(&k, CRAFT, 399, 1, type, 0, 700);
        for (int i = 0; i < 8; i++) {
            const double state[6] = { pow(i, 4), 0, 0, 1, 1, 1 };
            words(&k, state, 6);
        }
        for (int i = 0; i < 8; i++)
            kernel_word(&k, 100 * i);
        if (type == 18)
            kernel_word(&k, 1);
        kernel_word(&k, type == 18 ? 4 : 3);
        kernel_word(&k, 8);
        kernel_close(&k);
        const leo_ephemeris *set = parse(&k);
        leo_vec3 p;
        CHECK(leo_ephemeris_state(set, CRAFT, 399, J2000_JD, 350.0 / 86400, &p, NULL, NULL) == LEO_OK);
        CHECK_NEAR(p.x / 1e3, pow(3.5, 4) - 1.5 * 0.5 * 0.5 * 1.5, 1e-9);
        CHECK(leo_ephemeris_state(set, CRAFT, 399, J2000_JD, 50.0 / 86400, &p, NULL, NULL) == LEO_OK);
        // parabola through (0, 0), (1, 1), (2, 16) at 1/2: 7 t^2 - 6 t = -1.25
        const double shifted = pow(0.5, 4) - 0.5 * -0.5 * -1.5 * -2.5;
        CHECK_NEAR(p.x / 1e3, type == 18 ? -1.25 : shifted, 1e-9);
        free(k.bytes);
    }
}

/* A line of modified differences: `n` words wide, `terms` used; a(s) = sum d_j b_j(s). */
static void write_line(kernel *k, int n, int terms, double reference_s, const double *g, double d[3][6])
{
    kernel_word(k, reference_s);
    for (int i = 0; i < n; i++)
        kernel_word(k, i < terms ? g[i] : 0);
    for (int c = 0; c < 3; c++) {
        kernel_word(k, 7000 + 100 * c);
        kernel_word(k, 1.5 - c);
    }
    for (int c = 0; c < 3; c++)
        for (int i = 0; i < n; i++)
            kernel_word(k, i < terms ? d[c][i] : 0);
    kernel_word(k, terms + 1);
    for (int c = 0; c < 3; c++)
        kernel_word(k, terms - c);
}

/* Velocity and position of coordinate `c` by Gauss-Legendre quadrature (10 points, exact to degree 19). */
static void integrate(const double *g, const double *d, int terms, double s, int c, double *pos, double *vel)
{
    static const double x[5] = { 0.1488743389816312, 0.4333953941292472, 0.6794095682990244,
                                 0.8650633666889845, 0.9739065285171717 };
    static const double w[5] = { 0.2955242247147529, 0.2692667193099963, 0.2190863625159820,
                                 0.1494513491505806, 0.0666713443086881 };
    double once = 0, twice = 0;
    for (int i = 0; i < 10; i++) {
        const double u = s / 2 * (1 + (i < 5 ? x[i] : -x[i - 5]));
        double b = 1, a = 0;
        for (int j = 0; j < terms; j++) {
            a += d[j] * b;
            b *= (u + (j > 0 ? g[j - 1] : 0)) / g[j];
        }
        once += w[i % 5] * s / 2 * a;
        twice += w[i % 5] * s / 2 * a * (s - u);
    }
    *vel = 1.5 - c + once;
    *pos = 7000 + 100 * c + (1.5 - c) * s + twice;
}

static void modified_differences_are_the_integral_of_their_polynomial(void)
{
    const double g[6] = { 50, 120, 170, 260, 310, 400 };
    double d[3][6] = { { 8e-3, -2e-3, 7e-4, 3e-4, -1e-4, 5e-5 },
                       { -5e-3, 4e-3, -6e-4, 2e-4, 8e-5, 0 },
                       { 2e-3, 1e-3, 9e-4, -4e-4, 0, 0 } };
    for (int variant = 0; variant < 3;
         variant++) { // type 1; type 21 by its terms; type 21 by the words of a line
        const int type = variant ? 21 : 1, n = variant ? 20 : 15;
        kernel k = kernel_begin(6, 0);
        kernel_segment(&k, CRAFT, 399, 1, type, 900, 1200);
        for (int i = 0; i < 3; i++)
            write_line(&k, n, 6, 1000 + 100 * i, g, d);
        for (int i = 0; i < 3; i++)
            kernel_word(&k, 1000 + 100 * i);
        if (variant)
            kernel_word(&k, variant == 1 ? n : 4 * n + 11);
        kernel_word(&k, 3);
        kernel_close(&k);
        const leo_ephemeris *set = parse(&k);
        for (double t_s = 900; set && t_s <= 1200; t_s += 12.5) {
            // the first line whose epoch is not before the date
            const double reference_s = t_s <= 1000 ? 1000 : t_s <= 1100 ? 1100 : 1200;
            leo_vec3 p, v;
            CHECK(leo_ephemeris_state(set, CRAFT, 399, J2000_JD, t_s / 86400, &p, &v, NULL) == LEO_OK);
            for (int c = 0; c < 3; c++) {
                double pos, vel;
                integrate(g, d[c], 6 - c, t_s - reference_s, c, &pos, &vel);
                CHECK_NEAR((&p.x)[c] / 1e3, pos, 1e-9);
                CHECK_NEAR((&v.x)[c] / 1e3, vel, 1e-11);
            }
        }
        free(k.bytes);
    }
}

static void later_segments_and_upper_sets_come_first(void)
{
    kernel k = kernel_begin(6, 0);
    for (int i = 0; i < 2; i++) {
        const double c[8] = { 500, 500, 10 + i, 0, 20, 0, 30, 0 }, trailer[4] = { 0, 1000, 8, 1 };
        kernel_segment(&k, CRAFT, 399, 1, 2, 0, i ? 500 : 1000);
        words(&k, c, 8);
        words(&k, trailer, 4);
        kernel_close(&k);
    }
    const leo_ephemeris *set =
        leo_ephemeris_parse(kernel_bytes(&k, "/somewhere/two.bsp"), leo_ephemeris_builtin(), arena, NULL);
    leo_vec3 p, q, moon, craft;
    CHECK(leo_ephemeris_state(set, CRAFT, 399, J2000_JD, 100.0 / 86400, &p, NULL, NULL) == LEO_OK);
    CHECK(leo_ephemeris_state(set, CRAFT, 399, J2000_JD, 900.0 / 86400, &q, NULL, NULL) == LEO_OK);
    CHECK(p.x == 11e3 && q.x == 10e3 && p.y == 20e3 && p.z == 30e3);
    // the Moon comes from below: craft from Moon is craft from Earth less Moon from Earth
    CHECK(leo_ephemeris_state(set, LEO_BODY_MOON, 399, J2000_JD, 100.0 / 86400, &moon, NULL, NULL) == LEO_OK);
    CHECK(leo_ephemeris_state(set, CRAFT, LEO_BODY_MOON, J2000_JD, 100.0 / 86400, &craft, NULL, NULL) ==
          LEO_OK);
    CHECK(leo_norm(leo_sub(craft, leo_sub(p, moon))) == 0);
    leo_ephemeris_about about;
    CHECK(leo_ephemeris_layer(set, 0, &about) && leo_ephemeris_layer(set, 1, &about) &&
          !leo_ephemeris_layer(set, 2, &about));
    CHECK(leo_ephemeris_layer(set, 0, &about));
    CHECK_TEXT(about.name, "two.bsp");
    CHECK_TEXT(about.what, "body -25");
    free(k.bytes);
}

static void axes_of_the_ecliptic_are_turned_to_icrf(void)
{
    kernel k = kernel_begin(6, 0);
    const double c[8] = { 500, 500, 1, 0, 2, 0, 3, 0 }, trailer[4] = { 0, 1000, 8, 1 };
    kernel_segment(&k, CRAFT, 399, 17, 2, 0, 1000);
    words(&k, c, 8);
    words(&k, trailer, 4);
    kernel_close(&k);
    const leo_ephemeris *set = parse(&k);
    leo_vec3 p;
    CHECK(leo_ephemeris_state(set, CRAFT, 399, J2000_JD, 0, &p, NULL, NULL) == LEO_OK);
    const double eps = 84381.448 / 3600 * PI / 180; // IAU 1976
    CHECK_NEAR(p.x, 1e3, 1e-9);
    CHECK_NEAR(p.y, 1e3 * (2 * cos(eps) - 3 * sin(eps)), 1e-9);
    CHECK_NEAR(p.z, 1e3 * (2 * sin(eps) + 3 * cos(eps)), 1e-9);
    free(k.bytes);
}

static void axes_of_the_moon_come_from_a_kernel_of_turns(void)
{
    // phi = 0.1 + 1e-7 s about the middle, theta = 0.4, psi = 2 + 2.6e-6 s, as two terms each over 1000 s
    kernel k = kernel_begin(5, 1);
    const double c[8] = { 500, 500, 0.1, 5e-5, 0.4, 0, 2, 1.3e-3 }, trailer[4] = { 0, 1000, 8, 1 };
    kernel_segment(&k, 31008, 0, 1, 2, 0, 1000);
    words(&k, c, 8);
    words(&k, trailer, 4);
    kernel_close(&k);
    const leo_ephemeris *set = parse(&k);
    leo_mat3 pa;
    leo_vec3 spin;
    CHECK(leo_ephemeris_moon_axes(set, J2000_JD, 500.0 / 86400, &pa, &spin, NULL) == LEO_OK);
    // 3-1-3, written out; the third axis of the Moon leans by theta and the node lies at phi
    CHECK_NEAR(pa.m[2][2], cos(0.4), 1e-15);
    CHECK_NEAR(pa.m[2][0], sin(0.4) * sin(0.1), 1e-15);
    CHECK_NEAR(pa.m[0][2], sin(0.4) * sin(2), 1e-15);
    // phi turns about z of ICRF, psi about the Moon's own third axis
    const leo_vec3 axis = leo_vec(pa.m[2][0], pa.m[2][1], pa.m[2][2]);
    const leo_vec3 wanted = leo_add(leo_vec(0, 0, 1e-7), leo_scale(2.6e-6, axis));
    CHECK_NEAR(leo_norm(leo_sub(spin, wanted)), 0, 1e-20);
    // DE440 (Park et al. 2021): a small turn of 67.8526 arcseconds about the third axis
    CHECK_NEAR(leo_ephemeris_me_from_pa(set, J2000_JD, 500.0 / 86400).m[0][1], -67.8526 / 206264.806247,
               2e-10);
    free(k.bytes);
}

int main(void)
{
    arena = leo_arena_create(NULL);
    RUN(series_of_chebyshev_give_the_orbit_back);
    RUN(rows_of_states_give_the_orbit_back);
    RUN(two_body_rows_stand_far_apart_and_still_hold);
    RUN(two_body_rows_that_disagree_are_blended_smoothly);
    RUN(two_body_motion_is_also_straight_and_hyperbolic);
    RUN(cut_windows_follow_the_required_reading);
    RUN(modified_differences_are_the_integral_of_their_polynomial);
    RUN(later_segments_and_upper_sets_come_first);
    RUN(axes_of_the_ecliptic_are_turned_to_icrf);
    RUN(axes_of_the_moon_come_from_a_kernel_of_turns);
    leo_arena_destroy(arena);
    return check_result();
}
