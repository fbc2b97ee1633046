/* SPDX-License-Identifier: MIT */

/*
 * The sums of a field of gravity, in vectors of LANES doubles (1, 2, 4 or 8): included by gravity_kernel_*.c, each of
 * which is compiled for another set of instructions. The same operations in the same order in each, so the same bits. The
 * card is that of world/gravity_model.c.
 *
 *     LANES   doubles in a vector
 *     KERNEL  name of the row to define
 */
#include "world/gravity_layout.h"

#include <string.h>

#define INLINE static inline __attribute__((always_inline))

#if LANES == 1
typedef double vector;
#else
typedef double vector __attribute__((vector_size(8 * LANES)));
#endif

enum { SUMS = 5 }; // a1, a2, a3, and Q, complex

INLINE vector load(const double *from)
{
    vector v;
    memcpy(&v, from, sizeof v);
    return v;
}

INLINE void store(double *to, vector v)
{
    memcpy(to, &v, sizeof v);
}

INLINE vector all(double x)
{
#if LANES == 1
    return x;
#elif LANES == 2
    return (vector){ x, x };
#elif LANES == 4
    return (vector){ x, x, x, x };
#else
    return (vector){ x, x, x, x, x, x, x, x };
#endif
}

INLINE vector root(vector v)
{
    double part[LANES];
    store(part, v);
    for (int i = 0; i < LANES; i++)
        part[i] = sqrt(part[i]);
    return load(part);
}

/* Positions, and the powers 0 .. 8 of rho (s + i t). */
typedef struct place {
    vector s, t, u, rho, pull; // pull = GM / r^2
    vector twice_u_rho, rho2;
    vector re[9], im[9];
} place;

INLINE void multiply(vector *re, vector *im, vector a_re, vector a_im, vector b_re, vector b_im)
{
    const vector real = a_re * b_re - a_im * b_im;
    *im = a_re * b_im + a_im * b_re;
    *re = real;
}

INLINE void find_place(const leo_gravity_model *model, vector x, vector y, vector z, place *here)
{
    const vector r2 = x * x + y * y + z * z;
    const vector r = root(r2);
    here->s = x / r;
    here->t = y / r;
    here->u = z / r;
    here->rho = all(model->radius_m) / r;
    here->pull = all(model->gm_m3_s2) / r2;
    const vector u_rho = here->u * here->rho;
    here->twice_u_rho = u_rho + u_rho;
    here->rho2 = here->rho * here->rho;

    vector *re = here->re, *im = here->im;
    re[0] = all(1);
    im[0] = all(0);
    re[1] = here->rho * here->s;
    im[1] = here->rho * here->t;
    multiply(&re[2], &im[2], re[1], im[1], re[1], im[1]);
    multiply(&re[3], &im[3], re[2], im[2], re[1], im[1]);
    multiply(&re[4], &im[4], re[2], im[2], re[2], im[2]);
    multiply(&re[5], &im[5], re[4], im[4], re[1], im[1]);
    multiply(&re[6], &im[6], re[4], im[4], re[2], im[2]);
    multiply(&re[7], &im[7], re[4], im[4], re[3], im[3]);
    multiply(&re[8], &im[8], re[4], im[4], re[4], im[4]);
}

/* A column on its way: P_n, rho^2 P_n-1, and the sums F (flat), G (of F), H (slope), for c and s. */
typedef struct column {
    vector p, before;
    vector fc, fs, gc, gs, hc, hs;
} column;

INLINE void step(column *col, vector c, vector s, vector slope_c, vector slope_s, vector q, const place *here)
{
    const vector p = col->p;
    col->fc += p * c;
    col->fs += p * s;
    col->hc += p * slope_c;
    col->hs += p * slope_s;
    col->gc += col->fc;
    col->gs += col->fs;
    col->p = here->twice_u_rho * p - q * col->before;
    col->before = here->rho2 * p;
}

/* The same five numbers for every lane: lanes are positions. */
INLINE void step_all(column *col, const double *term, const place *here)
{
    step(col, all(term[0]), all(term[1]), all(term[2]), all(term[3]), all(term[4]), here);
}

/* What columns k add; re + i im = (rho (s + i t))^(k - 1); `reach` is N + k + 2. Returns K_c. */
INLINE vector add_column(vector sum[SUMS], const column *col, vector k, vector reach, vector re, vector im)
{
    const vector kc = reach * col->fc - col->gc, ks = reach * col->fs - col->gs;
    sum[0] += k * (col->fc * re + col->fs * im);
    sum[1] += k * (col->fs * re - col->fc * im);
    sum[2] += col->hc * re + col->hs * im;
    sum[3] += kc * re + ks * im;
    sum[4] += kc * im - ks * re;
    return kc;
}

#define TREE(sum, i)                                              \
    (((sum)[0][i] + (sum)[4][i]) + ((sum)[2][i] + (sum)[6][i])) + \
        (((sum)[1][i] + (sum)[5][i]) + ((sum)[3][i] + (sum)[7][i]))

/* Lanes are positions. `sum[j]` gathers the columns k with k mod 8 = j. */
INLINE void pull_of_pairs(const leo_gravity_model *model, const place *here, vector accel[3])
{
    const int last = model->degree;
    const double *term = model->pairs;
    vector sum[8][SUMS];
    memset(sum, 0, sizeof sum);
    vector base_re = all(0), base_im = all(0), k0 = all(0);
    for (int k = 0; k < model->columns; k += 2) {
        column even = { .p = all(1) }, odd = { .p = all(1) };
        step_all(&even, term, here);
        term += LEO_GRAVITY_TERM;
        for (int n = k + 1; n <= last; n++, term += 2 * LEO_GRAVITY_TERM) {
            step_all(&even, term, here);
            step_all(&odd, term + LEO_GRAVITY_TERM, here);
        }
        const int j = k & 7;
        vector re, im;
        if (k < 8) {
            re = j ? here->re[j - 1] : all(0);
            im = j ? here->im[j - 1] : all(0);
        } else {
            if (k == 8) {
                base_re = here->re[7];
                base_im = here->im[7];
            } else if (j == 0) {
                multiply(&base_re, &base_im, base_re, base_im, here->re[8], here->im[8]);
            }
            multiply(&re, &im, base_re, base_im, here->re[j], here->im[j]);
        }
        const vector kc = add_column(sum[j], &even, all(k), all(last + k + 2), re, im);
        k0 = k ? k0 : kc;
        if (k < 8) {
            re = here->re[j];
            im = here->im[j];
        } else {
            multiply(&re, &im, base_re, base_im, here->re[j + 1], here->im[j + 1]);
        }
        add_column(sum[j + 1], &odd, all(k + 1), all(last + k + 3), re, im);
    }
    const vector a1 = here->rho * (TREE(sum, 0)), a2 = here->rho * (TREE(sum, 1));
    const vector a3 = here->rho * (TREE(sum, 2)), q_re = TREE(sum, 3), q_im = TREE(sum, 4);
    const vector p20 = here->twice_u_rho * here->twice_u_rho - all(4.0 / 3) * here->rho2;
    const vector fall = k0 + (here->re[1] * q_re - here->im[1] * q_im) + here->u * a3 +
                        all(3 * model->c20) * p20 + all(model->c00);
    accel[0] = here->pull * (a1 - here->s * fall);
    accel[1] = here->pull * (a2 - here->t * fall);
    accel[2] = here->pull * (a3 - here->u * fall);
}

static void eight(const leo_gravity_model *model, const leo_lanes3 *pos_fixed_m, leo_lanes3 *accel_m_s2)
{
    for (int i = 0; i < LEO_LANES; i += LANES) {
        place here;
        vector accel[3];
        find_place(model, load(pos_fixed_m->x + i), load(pos_fixed_m->y + i), load(pos_fixed_m->z + i),
                   &here);
        pull_of_pairs(model, &here, accel);
        store(accel_m_s2->x + i, accel[0]);
        store(accel_m_s2->y + i, accel[1]);
        store(accel_m_s2->z + i, accel[2]);
    }
}

#if LANES == 1

static leo_vec3 one(const leo_gravity_model *model, leo_vec3 pos_fixed_m)
{
    place here;
    vector accel[3];
    find_place(model, pos_fixed_m.x, pos_fixed_m.y, pos_fixed_m.z, &here);
    pull_of_pairs(model, &here, accel);
    return leo_vec(accel[0], accel[1], accel[2]);
}

#else

enum { PARTS = LEO_LANES / LANES }; // vectors in a block

// In step i of a block, column i begins: P = 1.
static const double begin[LEO_LANES][LEO_LANES] = {
    { 1, 0, 0, 0, 0, 0, 0, 0 }, { 0, 1, 0, 0, 0, 0, 0, 0 }, { 0, 0, 1, 0, 0, 0, 0, 0 },
    { 0, 0, 0, 1, 0, 0, 0, 0 }, { 0, 0, 0, 0, 1, 0, 0, 0 }, { 0, 0, 0, 0, 0, 1, 0, 0 },
    { 0, 0, 0, 0, 0, 0, 1, 0 }, { 0, 0, 0, 0, 0, 0, 0, 1 },
};

static const double count[LEO_LANES] = { 0, 1, 2, 3, 4, 5, 6, 7 };

/* Lanes are columns: each has its own five numbers. */
INLINE void step_each(column *col, const double *row, const place *here)
{
    step(col, load(row), load(row + LEO_LANES), load(row + 2 * LEO_LANES), load(row + 3 * LEO_LANES),
         load(row + 4 * LEO_LANES), here);
}

/* Two vectors of columns, the second of a block that begins `ahead` steps later; `lane`: which of a block they are. */
INLINE void run_columns(column col[2], const double *row_a, const double *row_b, int steps, int ahead,
                        const int lane[2], const place *here)
{
    column *a = &col[0], *b = &col[1];
    int i = 0;
    for (; i < ahead && i < steps; i++, row_a += LEO_GRAVITY_STEP) {
        a->p += load(begin[i]);
        step_each(a, row_a, here);
    }
    for (int j = 0; j < LEO_LANES && i < steps; i++, j++) {
        if (!ahead)
            a->p += load(begin[j] + lane[0]);
        b->p += load(begin[j] + lane[1]);
        step_each(a, row_a, here);
        step_each(b, row_b, here);
        row_a += LEO_GRAVITY_STEP;
        row_b += LEO_GRAVITY_STEP;
    }
    for (; i < steps; i++) {
        step_each(a, row_a, here);
        step_each(b, row_b, here);
        row_a += LEO_GRAVITY_STEP;
        row_b += LEO_GRAVITY_STEP;
    }
}

/* The powers k - 1 of rho (s + i t) for the columns of a block. */
typedef struct powers {
    double first_re[LEO_LANES], first_im[LEO_LANES]; // of block 0
    double re[LEO_LANES + 1], im[LEO_LANES + 1];     // 0 .. 8
    vector base_re, base_im;                         // 8p - 1
} powers;

INLINE void find_powers(const place *here, powers *z)
{
    z->first_re[0] = z->first_im[0] = 0;
    for (int j = 0; j <= LEO_LANES; j++) {
        z->re[j] = here->re[j][0];
        z->im[j] = here->im[j][0];
    }
    memcpy(z->first_re + 1, z->re, 7 * sizeof *z->re);
    memcpy(z->first_im + 1, z->im, 7 * sizeof *z->im);
    z->base_re = here->re[7];
    z->base_im = here->im[7];
}

INLINE void add_block(vector sum[PARTS][SUMS], const column col[PARTS], int p, int last, const place *here,
                      powers *z, double *k0)
{
    for (int part = 0; part < PARTS; part++) {
        const vector k = all(8 * p) + load(count + part * LANES);
        vector re, im;
        if (p == 0) {
            re = load(z->first_re + part * LANES);
            im = load(z->first_im + part * LANES);
        } else {
            multiply(&re, &im, z->base_re, z->base_im, load(z->re + part * LANES),
                     load(z->im + part * LANES));
        }
        const vector kc = add_column(sum[part], &col[part], k, all(last + 2) + k, re, im);
        if (p == 0 && part == 0)
            *k0 = kc[0];
    }
    if (p > 0)
        multiply(&z->base_re, &z->base_im, z->base_re, z->base_im, here->re[8], here->im[8]);
}

static leo_vec3 one(const leo_gravity_model *model, leo_vec3 pos_fixed_m)
{
    const int last = model->degree;
    place here;
    powers z;
    find_place(model, all(pos_fixed_m.x), all(pos_fixed_m.y), all(pos_fixed_m.z), &here);
    find_powers(&here, &z);
    vector sum[PARTS][SUMS];
    memset(sum, 0, sizeof sum);
    double k0 = 0;
    const double *row = model->blocks;
    for (int p = 0; 8 * p < model->columns; p++) {
        const int steps = last - 8 * p + 1;
        column col[2 * PARTS];
        memset(col, 0, sizeof col);
#if LANES == 8
        const double *next = row + (size_t)steps * LEO_GRAVITY_STEP;
        run_columns(col, row, next, steps, LEO_LANES, (const int[2]){ 0, 0 }, &here);
        add_block(sum, &col[0], p, last, &here, &z, &k0);
        p++;
        add_block(sum, &col[1], p, last, &here, &z, &k0);
        row = next + (size_t)(steps > LEO_LANES ? steps - LEO_LANES : 0) * LEO_GRAVITY_STEP;
#else
        for (int part = 0; part < PARTS; part += 2) {
            const int lane[2] = { part * LANES, (part + 1) * LANES };
            run_columns(&col[part], row + lane[0], row + lane[1], steps, 0, lane, &here);
        }
        add_block(sum, col, p, last, &here, &z, &k0);
        row += (size_t)steps * LEO_GRAVITY_STEP;
#endif
    }
    double lane[LEO_LANES][SUMS];
    for (int i = 0; i < SUMS; i++)
        for (int j = 0; j < LEO_LANES; j++)
            lane[j][i] = sum[j / LANES][i][j % LANES];
    const double rho = here.rho[0], u = here.u[0], pull = here.pull[0];
    const double a1 = rho * (TREE(lane, 0)), a2 = rho * (TREE(lane, 1)), a3 = rho * (TREE(lane, 2));
    const double q_re = TREE(lane, 3), q_im = TREE(lane, 4);
    const double p20 = here.twice_u_rho[0] * here.twice_u_rho[0] - 4.0 / 3 * here.rho2[0];
    const double fall = k0 + (z.re[1] * q_re - z.im[1] * q_im) + u * a3 + 3 * model->c20 * p20 + model->c00;
    return leo_vec(pull * (a1 - here.s[0] * fall), pull * (a2 - here.t[0] * fall), pull * (a3 - u * fall));
}

#endif

const leo_gravity_kernel KERNEL = { eight, one, LANES == 2 ? 16 : 6 };
