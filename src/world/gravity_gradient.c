/* SPDX-License-Identifier: MIT */

/*
 * The second derivatives of the potential. With Z = s + i t, D = C - i S and the letters of world/gravity_model.c,
 *
 *     U_xx = GM/r^3 Re sum rho^n D [ (s^2 A2 - A1) Z^m - 2 s m A1 Z^(m-1) + m (m-1) A0 Z^(m-2) ]
 *     U_xy = GM/r^3 Re sum rho^n D [ s t A2 Z^m - m (t + i s) A1 Z^(m-1) + i m (m-1) A0 Z^(m-2) ]
 *     U_yy = GM/r^3 Re sum rho^n D [ (t^2 A2 - A1) Z^m - 2 i t m A1 Z^(m-1) - m (m-1) A0 Z^(m-2) ]
 *     U_xz = GM/r^3 Re sum rho^n D [ s (u A2 - A1z) Z^m + m (Az - u A1) Z^(m-1) ]
 *     U_yz = GM/r^3 Re sum rho^n D [ t (u A2 - A1z) Z^m + i m (Az - u A1) Z^(m-1) ]
 *     U_zz = GM/r^3 Re sum rho^n D [ u^2 A2 - A1 - 2 u A1z + Azz ] Z^m
 *
 *     A0 = A_nm, A1 = A_n+1,m+1, A2 = A_n+2,m+2, Az = A_n,m+1, A1z = A_n+1,m+2, Azz = A_n,m+2
 *     A_n+1,m+1 = (n + m + 1) A_nm + u A_n,m+1
 *
 * Source  Pines, AIAA J. 11 (1973), second derivatives, by (1/r) d/dr of r^-(n+m+1) A_nm(z/r) = -r^-(n+m+3) A_n+1,m+1.
 * Valid   as world/gravity_model.c.
 * Error   1e-14 of the largest element at degree 20.
 * Axes    of the field.
 */
#include "world/gravity_layout.h"

/* Column m + j of the recursion, running with n. */
typedef struct column {
    int k;
    double p, before;
} column;

static inline void advance(column *col, int n, double quotient, double twice_u_rho, double rho2)
{
    if (n < col->k)
        return;
    const double q = quotient * ((double)(n - col->k) * (n + col->k));
    const double next = twice_u_rho * col->p - q * col->before;
    col->before = rho2 * col->p;
    col->p = next;
}

/* Sums over n of rho^(n-m) w A D, for the A of the card; [0] by C, [1] by S. */
typedef struct sums {
    double a0[2], a1[2], a2[2], az[2], a1z[2], azz[2];
} sums;

static sums sum_column(const leo_gravity_model *model, int degree, int m, double u, double rho)
{
    const int full = model->degree;
    const double twice_u_rho = 2 * u * rho, rho2 = rho * rho;
    column col[3] = { { m, 1, 0 }, { m + 1, 1, 0 }, { m + 2, 1, 0 } };
    sums sum = { 0 };
    size_t at = leo_gravity_term_at(full, m, m);
    for (int n = m; n <= degree; n++) {
        const double apart = m > 0 ? 0 : n == 0 ? model->c00 : n == 2 ? model->c20 : 0;
        const double d[2] = { model->pairs[at] + apart, model->pairs[at + 1] };
        const double a0 = col[0].p;
        const double az = n > m ? 2 * (n - m) * rho * col[1].p : 0;
        const double azz = n > m + 1 ? 4.0 * (n - m) * (n - m - 1) * rho2 * col[2].p : 0;
        const double a1 = (n + m + 1) * a0 + u * az, a1z = (n + m + 2) * az + u * azz;
        const double a2 = (n + m + 3) * a1 + u * a1z;
        for (int i = 0; i < 2; i++) {
            sum.a0[i] += a0 * d[i];
            sum.a1[i] += a1 * d[i];
            sum.a2[i] += a2 * d[i];
            sum.az[i] += az * d[i];
            sum.a1z[i] += a1z * d[i];
            sum.azz[i] += azz * d[i];
        }
        for (int j = 0; j < 3; j++)
            advance(&col[j], n, model->quotient[n], twice_u_rho, rho2);
        at += leo_gravity_next_term(n, m);
    }
    return sum;
}

/* Re[D (a + i b)(re + i im)] for D = d[0] - i d[1] */
static double real_part(const double d[2], double a, double b, const double z[2])
{
    const double re = a * z[0] - b * z[1], im = a * z[1] + b * z[0];
    return d[0] * re + d[1] * im;
}

leo_mat3 leo_gravity_model_gradient(const leo_gravity_model *model, int degree, leo_vec3 pos_fixed_m)
{
    degree = degree < 0 ? 0 : degree < model->degree ? degree : model->degree;
    const double r = leo_norm(pos_fixed_m), rho = model->radius_m / r;
    const double s = pos_fixed_m.x / r, t = pos_fixed_m.y / r, u = pos_fixed_m.z / r;
    const int orders = model->columns - 1 < degree ? model->columns - 1 : degree;
    // rho^m Z^m, rho^m Z^(m-1), rho^m Z^(m-2)
    double z[2] = { 1, 0 }, z1[2] = { 0, 0 }, z2[2] = { 0, 0 };
    double xx = 0, xy = 0, yy = 0, xz = 0, yz = 0, zz = 0;
    for (int m = 0; m <= orders; m++) {
        const sums sum = sum_column(model, degree, m, u, rho);
        const double mm = (double)m * (m - 1);
        xx += real_part(sum.a2, s * s, 0, z) - real_part(sum.a1, 1, 0, z) -
              real_part(sum.a1, 2 * s * m, 0, z1) + real_part(sum.a0, mm, 0, z2);
        xy += real_part(sum.a2, s * t, 0, z) - real_part(sum.a1, m * t, m * s, z1) +
              real_part(sum.a0, 0, mm, z2);
        yy += real_part(sum.a2, t * t, 0, z) - real_part(sum.a1, 1, 0, z) -
              real_part(sum.a1, 0, 2 * t * m, z1) - real_part(sum.a0, mm, 0, z2);
        xz += real_part(sum.a2, s * u, 0, z) - real_part(sum.a1z, s, 0, z) + real_part(sum.az, m, 0, z1) -
              real_part(sum.a1, m * u, 0, z1);
        yz += real_part(sum.a2, t * u, 0, z) - real_part(sum.a1z, t, 0, z) + real_part(sum.az, 0, m, z1) -
              real_part(sum.a1, 0, m * u, z1);
        zz += real_part(sum.a2, u * u, 0, z) - real_part(sum.a1, 1, 0, z) - real_part(sum.a1z, 2 * u, 0, z) +
              real_part(sum.azz, 1, 0, z);

        for (int i = 0; i < 2; i++) {
            z2[i] = rho * z1[i];
            z1[i] = rho * z[i];
        }
        const double old = z[0];
        z[0] = rho * (old * s - z[1] * t);
        z[1] = rho * (old * t + z[1] * s);
    }
    const double k = model->gm_m3_s2 / (r * r * r);
    return (
        leo_mat3){ { { k * xx, k * xy, k * xz }, { k * xy, k * yy, k * yz }, { k * xz, k * yz, k * zz } } };
}
