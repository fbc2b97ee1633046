/* SPDX-License-Identifier: MIT */

/*
 * Gauss-Legendre collocation of a second-order equation in a stretched variable.
 *
 *     v_i = v_0 + h sum_j V_ij a_j,   r_i = r_0 + s_i h v_0 + h^2 sum_j W_ij a_j,   W = V V
 *     V_ij = s'(x_j) int_-1^x_i l_j dx        l_j  Lagrange polynomials of the roots x_j of Legendre's P_N
 *     l_j = w_j sum_k (2 k + 1) / 2 P_k(x_j) P_k,   int_-1^x P_k = (P_k+1 - P_k-1) / (2 k + 1)
 *     s(x) = (1 + asin(q x) / asin q) / 2,   1 / q = cosh(-ln(leftover) / N)
 *
 *     The map s(x) spreads the roots, which crowd at both ends, so that some 1.2 nodes for each period of the shortest
 *     wave suffice for the end of the piece, where polynomials in s need 1.6; smooth functions are left with the error
 *     `leftover` between the nodes and its square at the end.
 *
 * Source  Kosloff & Tal-Ezer, A modified Chebyshev pseudospectral method with an O(1/N) time step restriction,
 *         J. Comput. Phys. 104 (1993); Abramowitz & Stegun, Handbook of Mathematical Functions, 1964, 22.7, 25.4.29;
 *         Hairer, Norsett, Wanner, Solving Ordinary Differential Equations I, Springer 1993, II.7.
 * Valid   8 .. 80 nodes.
 * Error   above; rounding 1e-15 of the displacement.
 * Axes    any.
 */
#include "orbit/picard_rule.h"

#include <math.h>

/* P_0 .. P_last at x. */
static void legendre(int last, double x, double *p)
{
    p[0] = 1;
    p[1] = x;
    for (int k = 1; k < last; k++)
        p[k + 1] = ((2 * k + 1) * x * p[k] - k * p[k - 1]) / (k + 1);
}

/* Roots of P_n and their weights on -1 .. 1, by Newton's method from a good guess. */
static void gauss(int n, double *x, double *w)
{
    double p[LEO_PICARD_NODES_MAX + 1];
    for (int i = 0; i < n / 2; i++) {
        double root = cos(3.14159265358979323846 * (i + 0.75) / (n + 0.5)), slope = 1;
        for (int pass = 0; pass < 5; pass++) {
            legendre(n, root, p);
            slope = n * (p[n - 1] - root * p[n]) / (1 - root * root);
            root -= p[n] / slope;
        }
        legendre(n, root, p);
        slope = n * (p[n - 1] - root * p[n]) / (1 - root * root);
        x[n - 1 - i] = root;
        x[i] = -root;
        w[i] = w[n - 1 - i] = 2 / ((1 - root * root) * slope * slope);
    }
}

/* V for the rows at the roots `row` of this or another rule, laid out [group][node][8]. */
static void integrate(const leo_picard_ladder *ladder, const leo_picard_rule *from, const double *row,
                      int row_groups, double *v)
{
    const int n = from->nodes;
    double *integrals = ladder->scratch; // of P_k for eight rows
    for (int g = 0; g < row_groups; g++) {
        for (int lane = 0; lane < LEO_LANES; lane++) {
            double p[LEO_PICARD_NODES_MAX + 1];
            legendre(n, row[g * LEO_LANES + lane], p);
            for (int k = 0; k < n; k++)
                integrals[k * LEO_LANES + lane] = 0.5 * (p[k + 1] - (k > 0 ? p[k - 1] : -1));
        }
        leo_picard_combine(ladder->kernel, n, integrals, ladder->basis, v + (size_t)g * n * LEO_LANES);
    }
}

/* W = `rows` times V of `from`: `rows` leads from its nodes to `row_groups` groups. */
static void twice(const leo_picard_ladder *ladder, const leo_picard_rule *from, const double *rows,
                  int row_groups, double *w)
{
    const int n = from->nodes;
    for (int k = 0; k < n; k++)
        for (int j = 0; j < n; j++)
            ladder->basis[(size_t)k * n + j] =
                from->vel[((size_t)(k / LEO_LANES) * n + j) * LEO_LANES + k % LEO_LANES];
    for (int g = 0; g < row_groups; g++)
        leo_picard_combine(ladder->kernel, n, rows + (size_t)g * n * LEO_LANES, ladder->basis,
                           w + (size_t)g * n * LEO_LANES);
}

int leo_picard_ladder_create(leo_picard_ladder *ladder, double leftover, leo_kernel kernel, leo_arena *arena)
{
    enum { MAX = LEO_PICARD_NODES_MAX, ALL = MAX * MAX };
    *ladder = (leo_picard_ladder){ .stretch = -log(leftover),
                                   .kernel = leo_kernel_choose(kernel),
                                   .basis = LEO_TAKE(arena, double, ALL),
                                   .scratch = LEO_TAKE(arena, double, MAX *LEO_LANES) };
    int is_there = ladder->basis && ladder->scratch;
    leo_picard_cross *const crosses[] = { &ladder->start, &ladder->next, &ladder->audit };
    for (int i = 0; i < 3; i++) {
        *crosses[i] = (leo_picard_cross){ 0, 0, LEO_TAKE(arena, double, ALL), LEO_TAKE(arena, double, ALL) };
        is_there = is_there && crosses[i]->pos && crosses[i]->vel;
    }
    for (int k = 0; k < LEO_PICARD_RULES; k++) {
        const int n = LEO_LANES * (k + 1);
        leo_picard_rule *rule = &ladder->rule[k];
        *rule = (leo_picard_rule){ .nodes = n,
                                   .groups = k + 1,
                                   .at = LEO_TAKE(arena, double, n),
                                   .weight = LEO_TAKE(arena, double, n),
                                   .root = LEO_TAKE(arena, double, n),
                                   .pos = LEO_TAKE(arena, double, n *n),
                                   .vel = LEO_TAKE(arena, double, n *n) };
        is_there = is_there && rule->at && rule->weight && rule->root && rule->pos && rule->vel;
    }
    return is_there;
}

/* w_j P_k(x_j), [k][j]: what turns integrals of P_k into V. */
static void fill_basis(const leo_picard_rule *rule, double *basis)
{
    double p[LEO_PICARD_NODES_MAX + 1];
    for (int j = 0; j < rule->nodes; j++) {
        legendre(rule->nodes, rule->root[j], p);
        for (int k = 0; k < rule->nodes; k++)
            basis[(size_t)k * rule->nodes + j] = rule->weight[j] * p[k];
    }
}

static void make(leo_picard_ladder *ladder, leo_picard_rule *rule)
{
    const double q = 1 / cosh(ladder->stretch / rule->nodes), whole = asin(q);
    gauss(rule->nodes, rule->root, rule->weight);
    for (int j = 0; j < rule->nodes; j++) {
        const double x = rule->root[j];
        rule->at[j] = 0.5 * (1 + asin(q * x) / whole);
        rule->weight[j] *= 0.5 * q / (whole * sqrt(1 - q * q * x * x));
    }
    fill_basis(rule, ladder->basis);
    integrate(ladder, rule, rule->root, rule->groups, rule->vel);
    twice(ladder, rule, rule->vel, rule->groups, rule->pos);
    rule->is_made = 1;
}

const leo_picard_rule *leo_picard_rule_ready(leo_picard_ladder *ladder, int k)
{
    if (!ladder->rule[k].is_made)
        make(ladder, &ladder->rule[k]);
    return &ladder->rule[k];
}

void leo_picard_cross_ready(leo_picard_ladder *ladder, leo_picard_cross *cross, int from, int to)
{
    const leo_picard_rule *source = leo_picard_rule_ready(ladder, from);
    const leo_picard_rule *target = leo_picard_rule_ready(ladder, to);
    if (cross->from == from && cross->to == to)
        return;
    const double q = 1 / cosh(ladder->stretch / source->nodes), whole = asin(q);
    double root[LEO_PICARD_NODES_MAX]; // where the nodes of the target stand in the variable of the source
    for (int i = 0; i < target->nodes; i++)
        root[i] = sin((2 * target->at[i] - 1) * whole) / q;
    fill_basis(source, ladder->basis);
    integrate(ladder, source, root, target->groups, cross->vel);
    twice(ladder, source, cross->vel, target->groups, cross->pos);
    cross->from = from;
    cross->to = to;
}

leo_picard_product leo_picard_to_own(const leo_picard_ladder *ladder, int k)
{
    const leo_picard_rule *rule = &ladder->rule[k];
    return (leo_picard_product){ rule->pos, rule->at, rule->groups, rule->groups, ladder->kernel };
}

leo_picard_product leo_picard_to_velocity(const leo_picard_ladder *ladder, int k)
{
    const leo_picard_rule *rule = &ladder->rule[k];
    return (leo_picard_product){ rule->vel, rule->at, rule->groups, rule->groups, ladder->kernel };
}

leo_picard_product leo_picard_across(const leo_picard_ladder *ladder, const leo_picard_cross *cross)
{
    const leo_picard_rule *from = &ladder->rule[cross->from], *to = &ladder->rule[cross->to];
    return (leo_picard_product){ cross->pos, to->at, to->groups, from->groups, ladder->kernel };
}

leo_picard_product leo_picard_across_to_velocity(const leo_picard_ladder *ladder,
                                                 const leo_picard_cross *cross)
{
    leo_picard_product product = leo_picard_across(ladder, cross);
    product.matrix = cross->vel;
    return product;
}

void leo_picard_finish(const leo_picard_rule *rule, const leo_picard_piece *piece,
                       const leo_lanes3 *accel_m_s2, leo_vec3 *pos_m, leo_vec3 *vel_m_s)
{
    leo_vec3 sum = { 0 }, moment = { 0 };
    for (int i = 0; i < rule->nodes; i++) {
        const leo_vec3 a = leo_lanes3_get(&accel_m_s2[i / LEO_LANES], i % LEO_LANES);
        sum = leo_add_scaled(sum, rule->weight[i], a);
        moment = leo_add_scaled(moment, rule->weight[i] * (1 - rule->at[i]), a);
    }
    const double h = piece->length_s;
    *pos_m = leo_add(piece->pos_m, leo_add_scaled(leo_scale(h, piece->vel_m_s), h * h, moment));
    *vel_m_s = leo_add_scaled(piece->vel_m_s, h, sum);
}
