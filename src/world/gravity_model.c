/* SPDX-License-Identifier: MIT */

/*
 * Gravity in spherical harmonics of any degree, laid out for vectors, without a singularity at the poles.
 *
 *     U = GM/r sum rho^n A_nm(u) Re[(C_nm - i S_nm) (s + i t)^m]     rho = R/r, s = x/r, t = y/r, u = z/r
 *     g = GM/r^2 [ a1 + s a4, a2 + t a4, a3 + u a4 ]
 *     a1 + i a2 = sum rho^n m A_nm (C + i S) conj(s + i t)^(m-1), written out in reals
 *     a3 = sum rho^n A_n,m+1 Re[(C - i S)(s + i t)^m]
 *     a4 = -u a3 - sum rho^n (n + m + 1) A_nm Re[(C - i S)(s + i t)^m]
 *
 * A_nm is the m-th derivative of the Legendre polynomial. Column k of it is kept with leading coefficient 2^(n-k):
 *
 *     rho^n A_nk = rho^k l_nk P_n,   P_k = 1,   P_n+1 = 2 u rho P_n - q_n+1 rho^2 P_n-1
 *     l_nk = (2n - 1)!! / ((n - k)! 2^(n-k)),   q_n+1 = 4 (n - k)(n + k) / ((2n + 1)(2n - 1))
 *
 * Normalisation and l go into the coefficients: w_nk = l_nk sqrt((2 - delta_k0)(2n + 1)(n - k)!/(n + k)!), and for the
 * slope v_nk = 2 (n - k + 1) w_n,k-1, so that a term costs seven products and seven sums. The factor n + m + 1 costs
 * none: with the running sums F_n of a column and G = sum F_n,
 *
 *     sum (n + k + 1) f_n = (N + k + 2) F_N - G
 *
 * which rounds by some N eps of the largest term; so C20, a thousand times the others, stands apart with C00.
 *
 * Columns are summed by k mod 8, then those eight sums pairwise, in every kernel alike: equal bits.
 *
 * Source  Pines, Uniform representation of the gravitational potential and its derivatives, AIAA J. 11 (1973);
 *         Lundberg & Schutz, Recursion formulas of Legendre functions, J. Guidance 11 (1988).
 * Valid   outside the body's Brillouin sphere, poles included; degree 1200 at most: there the terms stay within
 *         the range of a double at the poles too (1e150 of P times 1e111 of w).
 * Error   of the sums: 1e-15 of the acceleration at degree 360. That of the field: see its table.
 * Axes    of the field, in and out.
 */
#include "base/error.h"
#include "world/gravity_layout.h"

enum { DEGREE_MAX = 1200 };

/* w_nk for n = k .. last, from w_kk. */
static void weigh_column(int k, int last, long double head, long double *w)
{
    w[k] = head;
    for (int n = k; n < last; n++)
        w[n + 1] = w[n] * sqrtl((2 * n + 3.0L) * (2 * n + 1) / ((n + 1.0L - k) * (n + 1 + k))) / 2;
}

static long double next_head(int k, long double head)
{
    return k == 0 ? sqrtl(3) : head * sqrtl((2 * k + 3.0L) / (2 * k + 2));
}

/* Column k: `here` has w_nk, `before` w_n,k-1. Terms above `order` are left out, and C00, C20, which stand apart. */
static void fill_column(const leo_gravity *field, leo_gravity_model *model, int k, int order,
                        const long double *here, const long double *before, double *pairs, double *blocks)
{
    const int last = model->degree;
    for (int n = k; n <= last; n++) {
        double term[LEO_GRAVITY_TERM] = { 0 };
        const int row = n * (n + 1) / 2;
        if (k == 0 && n == 2)
            model->c20 = (double)(here[n] * field->c[row]);
        else if (k <= order && n > 0) {
            term[0] = (double)(here[n] * field->c[row + k]);
            term[1] = (double)(here[n] * field->s[row + k]);
        }
        if (k > 0 && k - 1 <= order) {
            const long double v = 2 * (n - k + 1) * before[n];
            term[2] = (double)(v * field->c[row + k - 1]);
            term[3] = (double)(v * field->s[row + k - 1]);
        }
        term[4] = (double)(4.0L * (n - k) * (n + k) / ((2 * n + 1.0L) * (2 * n - 1.0L)));
        double *pair = pairs + leo_gravity_term_at(last, n, k);
        double *block =
            blocks + leo_gravity_block_at(last, k / 8) + (size_t)LEO_GRAVITY_STEP * (size_t)(n - k / 8 * 8);
        for (int i = 0; i < LEO_GRAVITY_TERM; i++) {
            pair[i] = term[i];
            block[LEO_LANES * i + k % 8] = term[i];
        }
    }
}

static leo_status fill(const leo_gravity *field, leo_gravity_model *model, int order, leo_arena *arena,
                       leo_error *error)
{
    const int last = model->degree;
    // columns to the end of the last pair, and of the last two blocks, where there are any
    const int whole = (model->columns + 15) / 16 * 16;
    const int filled = whole < last + 1 ? whole : last + 1;
    double *pairs = LEO_TAKE(arena, double, leo_gravity_pair_at(last, (filled + 1) / 2));
    double *blocks = LEO_TAKE(arena, double, leo_gravity_block_at(last, (filled + 7) / 8));
    double *quotient = LEO_TAKE(arena, double, last + 1);
    long double *w = LEO_TAKE(arena, long double, 2 * (last + 1));
    if (!pairs || !blocks || !quotient || !w)
        return leo_fail(error, LEO_NO_MEMORY, field->name, "no memory for a field of degree %d", last);
    long double head = 1, *here = w, *before = w + last + 1;
    for (int k = 0; k < filled; k++) {
        weigh_column(k, last, head, here);
        fill_column(field, model, k, order, here, before, pairs, blocks);
        head = next_head(k, head);
        long double *swap = here;
        here = before;
        before = swap;
    }
    for (int n = 0; n <= last; n++)
        quotient[n] = 4 / ((2 * n + 1.0) * (2 * n - 1.0));
    model->pairs = pairs;
    model->blocks = blocks;
    model->quotient = quotient;
    return LEO_OK;
}

leo_gravity_model *leo_gravity_model_create(const leo_gravity *field, int degree, int order,
                                            leo_kernel kernel, leo_arena *arena, leo_error *error)
{
    static const leo_gravity_kernel *const kernels[] = { &leo_gravity_kernel_baseline,
                                                         &leo_gravity_kernel_baseline,
                                                         &leo_gravity_kernel_avx2,
                                                         &leo_gravity_kernel_avx512 };
    if (order < 0 || degree < order) {
        leo_fail(error, LEO_BAD_ARGUMENT, "gravity", "degree %d, order %d: must be degree >= order >= 0",
                 degree, order);
        return NULL;
    }
    degree = degree < field->degree ? degree : field->degree;
    order = order < degree ? order : degree;
    if (degree > DEGREE_MAX) {
        leo_fail(error, LEO_BAD_ARGUMENT, field->name, "degree %d: at most %d", degree, DEGREE_MAX);
        return NULL;
    }
    leo_gravity_model *model = LEO_TAKE(arena, leo_gravity_model, 1);
    if (!model) {
        leo_fail(error, LEO_NO_MEMORY, field->name, "no memory");
        return NULL;
    }
    model->degree = degree;
    model->columns = (order + 1 < degree ? order + 1 : degree) + 1;
    model->gm_m3_s2 = field->gm_m3_s2;
    model->radius_m = field->radius_m;
    model->c00 = field->c[0];
    model->kernel = kernels[leo_kernel_choose(kernel)];
    return fill(field, model, order, arena, error) == LEO_OK ? model : NULL;
}

int leo_gravity_model_degree(const leo_gravity_model *model)
{
    return model->degree;
}

double leo_gravity_model_gm_m3_s2(const leo_gravity_model *model)
{
    return model->gm_m3_s2;
}

double leo_gravity_model_radius_m(const leo_gravity_model *model)
{
    return model->radius_m;
}

leo_vec3 leo_gravity_model_accel(const leo_gravity_model *model, leo_vec3 pos_fixed_m)
{
    const leo_gravity_kernel *kernel =
        model->degree < model->kernel->one_from ? &leo_gravity_kernel_scalar : model->kernel;
    return kernel->one(model, pos_fixed_m);
}

void leo_gravity_model_accel8(const leo_gravity_model *model, const leo_lanes3 *pos_fixed_m,
                              leo_lanes3 *accel_m_s2)
{
    model->kernel->eight(model, pos_fixed_m, accel_m_s2);
}

leo_vec3 leo_gravity_model_accel_scalar(const leo_gravity_model *model, leo_vec3 pos_fixed_m)
{
    return leo_gravity_kernel_scalar.one(model, pos_fixed_m);
}

double leo_gravity_model_potential(const leo_gravity_model *model, leo_vec3 pos_fixed_m)
{
    const int last = model->degree;
    const double r = leo_norm(pos_fixed_m), rho = model->radius_m / r;
    const double step_re = rho * pos_fixed_m.x / r, step_im = rho * pos_fixed_m.y / r;
    const double twice_u_rho = 2 * (pos_fixed_m.z / r * rho), rho2 = rho * rho;
    double sum = 0, re = 1, im = 0;
    for (int k = 0; k < model->columns; k++) {
        double p = 1, before = 0, sum_c = 0, sum_s = 0;
        size_t at = leo_gravity_term_at(last, k, k);
        for (int n = k; n <= last; n++) {
            sum_c += p * model->pairs[at];
            sum_s += p * model->pairs[at + 1];
            const double next = twice_u_rho * p - model->pairs[at + 4] * before;
            before = rho2 * p;
            p = next;
            at += leo_gravity_next_term(n, k);
        }
        sum += sum_c * re + sum_s * im;
        const double old = re;
        re = old * step_re - im * step_im;
        im = old * step_im + im * step_re;
    }
    const double p20 = twice_u_rho * twice_u_rho - 4.0 / 3 * rho2;
    return model->gm_m3_s2 / r * (sum + model->c20 * p20 + model->c00);
}
