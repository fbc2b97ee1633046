/* SPDX-License-Identifier: MIT */

/*
 * Gravity in spherical harmonics, without a singularity at the poles.
 *
 *     U = GM/r sum rho^n A_nm(u) (C_nm r_m + S_nm i_m)        rho = R/r, u = z/r, r_m + i i_m = ((x + i y)/r)^m
 *     g = GM/r^2 [ a1 + s a4, a2 + t a4, a3 + u a4 ]          s = x/r, t = y/r
 *     a1 + i a2 = sum rho^n m A_nm (...)^(m-1),  a3 = sum rho^n A_n,m+1 D_nm,  a4 = -sum rho^n A_n+1,m+1 D_nm
 *
 *     A_nm = d^m P_n / du^m: (n-m) A_nm = (2n-1) u A_n-1,m - (n+m-1) A_n-2,m, column by column from A_mm = (2m-1)!!
 *
 * Source  Pines, Uniform representation of the gravitational potential and its derivatives, AIAA J. 11 (1973);
 *         Lundberg & Schutz, Recursion formulas of Legendre functions, J. Guidance 11 (1988).
 * Valid   everywhere outside the Brillouin sphere, poles included; degree 20 at most (plain, not normalised, functions
 *         stay within 1e25 there).
 * Error   of the sums 1e-15 relative. Of EGM2008 cut at degree 20: 4e-5 m/s^2 rms at 250 km height, by
 *         the power of its degrees up to 120; cut at degree 8: 8e-5 m/s^2. No tides, no secular rates.
 * Axes    of the field: ITRF in, ITRF out.
 */
#include "world/gravity.h"

#include "world/gravity_model.h"
#include "world/gravity_table.h"

#include <math.h>

enum { ROOM = LEO_GRAVITY_DEGREE_MAX + 2 };

// clang-format off
static const double inverse[ROOM] = {
    0, 1.0 / 1, 1.0 / 2, 1.0 / 3, 1.0 / 4, 1.0 / 5, 1.0 / 6, 1.0 / 7, 1.0 / 8, 1.0 / 9, 1.0 / 10, 1.0 / 11,
    1.0 / 12, 1.0 / 13, 1.0 / 14, 1.0 / 15, 1.0 / 16, 1.0 / 17, 1.0 / 18, 1.0 / 19, 1.0 / 20, 1.0 / 21,
};
// clang-format on

/* Column m of rho^n A_nm, n = m .. last, from its head rho^m A_mm. */
static void column(int m, int last, double head, double u_rho, double rho2, double *a)
{
    a[m] = head;
    if (last > m)
        a[m + 1] = (2 * m + 1) * u_rho * head;
    for (int n = m + 2; n <= last; n++) {
        const double part = inverse[n - m];
        a[n] = (2 * n - 1) * part * u_rho * a[n - 1] - (n + m - 1) * part * rho2 * a[n - 2];
    }
}

static int cut(const leo_gravity *field, int degree)
{
    degree = degree < field->degree ? degree : field->degree;
    return degree < 0 ? 0 : degree > LEO_GRAVITY_DEGREE_MAX ? LEO_GRAVITY_DEGREE_MAX : degree;
}

leo_vec3 leo_gravity_accel(const leo_gravity *field, int degree, leo_vec3 pos_itrf_m)
{
    const int last = cut(field, degree);
    const double r = leo_norm(pos_itrf_m);
    const double s = pos_itrf_m.x / r, t = pos_itrf_m.y / r, u = pos_itrf_m.z / r;
    const double rho = field->radius_m / r, rho2 = rho * rho, u_rho = u * rho;

    double columns[2][ROOM];
    double *here = columns[0], *next = columns[1];
    double head = 1; // rho^m A_mm
    column(0, last + 1, head, u_rho, rho2, here);

    double re = 1, im = 0, re_before = 0, im_before = 0; // ((x + i y)/r)^m and ^(m-1)
    double a1 = 0, a2 = 0, a3 = 0, a4 = 0;
    for (int m = 0; m != last + 1; m++) { // with <= gcc 12 warns of an overflow that cannot be
        head *= (2 * m + 1) * rho;
        column(m + 1, last + 1, head, u_rho, rho2, next);
        next[m] = 0;

        double flat_c = 0, flat_s = 0, slope_c = 0, slope_s = 0, fall_c = 0, fall_s = 0;
        int k = m * (m + 1) / 2 + m;
        for (int n = m; n <= last; k += ++n) {
            const double c = LEO_GRAVITY_FACTOR[k] * field->c[k], d = LEO_GRAVITY_FACTOR[k] * field->s[k];
            flat_c += here[n] * c;
            flat_s += here[n] * d;
            slope_c += next[n] * c;
            slope_s += next[n] * d;
            fall_c += next[n + 1] * c;
            fall_s += next[n + 1] * d;
        }
        a1 += m * (flat_c * re_before + flat_s * im_before);
        a2 += m * (flat_s * re_before - flat_c * im_before);
        a3 += slope_c * re + slope_s * im;
        a4 -= fall_c * re + fall_s * im;

        re_before = re;
        im_before = im;
        re = re_before * s - im_before * t;
        im = re_before * t + im_before * s;
        double *swap = here;
        here = next;
        next = swap;
    }
    a4 /= rho;
    const double k = field->gm_m3_s2 / (r * r);
    return leo_vec(k * (a1 + s * a4), k * (a2 + t * a4), k * (a3 + u * a4));
}

double leo_gravity_potential(const leo_gravity *field, int degree, leo_vec3 pos_itrf_m)
{
    const int last = cut(field, degree);
    const double r = leo_norm(pos_itrf_m);
    const double s = pos_itrf_m.x / r, t = pos_itrf_m.y / r, u = pos_itrf_m.z / r;
    const double rho = field->radius_m / r;

    double a[ROOM];
    double head = 1, re = 1, im = 0, sum = 0;
    for (int m = 0; m != last + 1; m++) { // with <= gcc 12 warns of an overflow that cannot be
        column(m, last, head, u * rho, rho * rho, a);
        head *= (2 * m + 1) * rho;
        double sum_c = 0, sum_s = 0;
        for (int n = m; n <= last; n++) {
            const int k = n * (n + 1) / 2 + m;
            sum_c += a[n] * LEO_GRAVITY_FACTOR[k] * field->c[k];
            sum_s += a[n] * LEO_GRAVITY_FACTOR[k] * field->s[k];
        }
        sum += sum_c * re + sum_s * im;
        const double before = re;
        re = before * s - im * t;
        im = before * t + im * s;
    }
    return field->gm_m3_s2 / r * sum;
}

leo_vec3 leo_gravity_correction_accel(double gm_m3_s2, double radius_m, const double c[15],
                                      const double s[15], leo_vec3 pos_fixed_m)
{
    double own_c[15], own_s[15];
    for (int i = 0; i < 15; i++) {
        own_c[i] = i < 3 ? 0 : c[i];
        own_s[i] = i < 3 ? 0 : s[i];
    }
    const leo_gravity field = {
        .gm_m3_s2 = gm_m3_s2, .radius_m = radius_m, .degree = 4, .c = own_c, .s = own_s
    };
    return leo_gravity_accel(&field, field.degree, pos_fixed_m);
}
