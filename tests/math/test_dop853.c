/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "base/error.h"
#include "math/dop853.h"
#include "math/vec.h"

/* Rooted trees: every Runge-Kutta order condition belongs to one (Butcher). */
enum { STAGES = 16, MOST_TREES = 220, HIGHEST = 8 };

typedef struct tree {
    int order, child_count, child[HIGHEST];
    double gamma;
} tree;

static tree trees[MOST_TREES];
static int tree_count;

static void grow(tree t, int left, int largest)
{
    if (left == 0) {
        t.gamma = t.order;
        for (int i = 0; i < t.child_count; i++)
            t.gamma *= trees[t.child[i]].gamma;
        if (tree_count < MOST_TREES)
            trees[tree_count++] = t;
        return;
    }
    for (int c = 0; c <= largest; c++)
        if (trees[c].order <= left) {
            tree bigger = t;
            bigger.child[bigger.child_count++] = c;
            grow(bigger, left - trees[c].order, c);
        }
}

static void grow_all(void)
{
    tree_count = 0;
    for (int order = 1; order <= HIGHEST; order++)
        grow((tree){ .order = order }, order - 1, tree_count - 1);
}

static void weights_of(int which, double phi[STAGES])
{
    for (int s = 0; s < STAGES; s++)
        phi[s] = 1;
    for (int c = 0; c < trees[which].child_count; c++) {
        double inner[STAGES];
        weights_of(trees[which].child[c], inner);
        for (int s = 0; s < STAGES; s++) {
            double sum = 0;
            for (int j = 0; j < s; j++)
                sum += leo_dop853_figures.a[s][j] * inner[j];
            phi[s] *= sum;
        }
    }
}

/* The largest miss among the conditions of all trees up to `order`, for weights over the part `s` of a step.
 */
static double worst_condition(const double weight[STAGES], int order, double s)
{
    double worst = 0;
    for (int t = 0; t < tree_count; t++) {
        if (trees[t].order > order)
            continue;
        double phi[STAGES], sum = 0;
        weights_of(t, phi);
        for (int i = 0; i < STAGES; i++)
            sum += weight[i] * phi[i];
        worst = fmax(worst, fabs(sum - pow(s, trees[t].order) / trees[t].gamma));
    }
    return worst;
}

static void figures_meet_all_200_order_conditions(void)
{
    const leo_dop853_tableau *f = &leo_dop853_figures;
    grow_all();
    CHECK(tree_count == 200); // 1 + 1 + 2 + 4 + 9 + 20 + 48 + 115 (Hairer et al., II.2, table 2.1)
    double b[STAGES] = { 0 }, fifth[STAGES] = { 0 }, third[STAGES] = { 0 };
    for (int s = 0; s < 12; s++) {
        b[s] = f->b[s];
        fifth[s] = f->b[s] - f->error5[s];
        CHECK(f->a[12][s] == f->b[s]); // first same as last
    }
    third[0] = f->weight3[0];
    third[8] = f->weight3[1];
    third[11] = f->weight3[2];
    // terms up to 30 cancel, in doubles: 100 * 2.2e-16 * 30 / 10
    CHECK(worst_condition(b, 8, 1) < 1e-13);
    CHECK(worst_condition(fifth, 5, 1) < 1e-13);
    CHECK(worst_condition(third, 3, 1) < 1e-13);
    CHECK(worst_condition(fifth, 6, 1) > 1e-6); // and no more than that
    CHECK(worst_condition(third, 4, 1) > 1e-4);
    for (int s = 0; s < STAGES; s++) {
        double row = 0;
        for (int j = 0; j < s; j++)
            row += f->a[s][j];
        CHECK(fabs(row - f->c[s]) < 1e-13);
    }
}

static void dense_output_meets_the_conditions_of_order_seven(void)
{
    const leo_dop853_tableau *f = &leo_dop853_figures;
    for (double s = 0.1; s < 0.95; s += 0.2) {
        const double r = 1 - s;
        double weight[STAGES];
        for (int i = 0; i < STAGES; i++) { // the stage i alone is one: what the interpolant says
            const double rise = i < 12 ? f->b[i] : 0, bend = (i == 0) - rise, last = rise - (i == 12) - bend;
            const double inner =
                f->dense[0][i] + s * (f->dense[1][i] + r * (f->dense[2][i] + s * f->dense[3][i]));
            weight[i] = s * (rise + r * (bend + s * (last + r * inner)));
        }
        CHECK(worst_condition(weight, 7, s) < 1e-12);
    }
}

static const double GM = 3.986004418e14;

static leo_status kepler(void *context, double t, const double *y, double *dydt, leo_error *error)
{
    (void)t;
    (void)error;
    if (context)
        (*(int *)context)++;
    const double r = sqrt(y[0] * y[0] + y[1] * y[1] + y[2] * y[2]), k = -GM / (r * r * r);
    for (int i = 0; i < 3; i++) {
        dydt[i] = y[3 + i];
        dydt[3 + i] = k * y[i];
    }
    return LEO_OK;
}

static const double SMA_M = 6690.3e3, ECC = 0.0223;

static void at_perigee(double y[6])
{
    const double r = SMA_M * (1 - ECC), v = sqrt(GM * (1 + ECC) / r);
    memcpy(y, (double[6]){ r, 0, 0, 0, v * 0.6, v * 0.8 }, 6 * sizeof *y);
}

static double period_s(void)
{
    return 2 * 3.14159265358979323846 * sqrt(SMA_M * SMA_M * SMA_M / GM);
}

static leo_dop853 *kepler_solver(leo_arena *arena, double tol, int *calls)
{
    double abs_tol[6];
    for (int i = 0; i < 6; i++)
        abs_tol[i] = tol * (i < 3 ? 6.7e6 : 7.7e3);
    return leo_dop853_create(arena, 6, abs_tol, tol, kepler, calls);
}

static double miss_after_one_orbit_with_steps_of(double step_s)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_dop853 *solver = kepler_solver(arena, 1e-2, NULL); // so loose that the longest step decides
    double y[6];
    at_perigee(y);
    leo_dop853_limit(solver, step_s);
    CHECK(leo_dop853_start(solver, 0, y, NULL) == LEO_OK);
    while (leo_dop853_end(solver) < period_s())
        CHECK(leo_dop853_step(solver, period_s(), NULL) == LEO_OK);
    const double *end = leo_dop853_state(solver);
    const double miss = sqrt(pow(end[0] - y[0], 2) + pow(end[1] - y[1], 2) + pow(end[2] - y[2], 2));
    leo_arena_destroy(arena);
    return miss;
}

static void error_falls_with_the_eighth_power_of_the_step(void)
{
    const double coarse = miss_after_one_orbit_with_steps_of(period_s() / 24);
    const double fine = miss_after_one_orbit_with_steps_of(period_s() / 48);
    const double order = log2(coarse / fine);
    printf("  misses %.3g m and %.3g m: order %.2f\n", coarse, fine, order);
    CHECK(order > 7.5 && order < 9); // 8, but for the next term of the series
}

static void dense_error_falls_with_the_eighth_power_in_one_step(void)
{
    // order 7: the local error goes as h^8
    double miss[2];
    for (int i = 0; i < 2; i++) {
        leo_arena *arena = leo_arena_create(NULL);
        leo_dop853 *long_one = kepler_solver(arena, 1e-1, NULL), *exact = kepler_solver(arena, 1e-14, NULL);
        const double h = i ? 400 : 800;
        double y[6], dense[6];
        at_perigee(y);
        leo_dop853_limit(long_one, h);
        leo_dop853_start(long_one, 0, y, NULL);
        while (leo_dop853_end(long_one) < 1200 - h)
            CHECK(leo_dop853_step(long_one, 1200 - h, NULL) == LEO_OK);
        leo_dop853_start(exact, leo_dop853_end(long_one), leo_dop853_state(long_one), NULL);
        CHECK(leo_dop853_step(long_one, 1200, NULL) == LEO_OK);
        CHECK(leo_dop853_end(long_one) - leo_dop853_begin(long_one) == h);
        const double t = leo_dop853_begin(long_one) + 0.3 * h;
        while (leo_dop853_end(exact) < t)
            CHECK(leo_dop853_step(exact, t, NULL) == LEO_OK);
        leo_dop853_at(long_one, t, dense);
        const double *want = leo_dop853_state(exact);
        miss[i] = sqrt(pow(dense[0] - want[0], 2) + pow(dense[1] - want[1], 2) + pow(dense[2] - want[2], 2));
        leo_arena_destroy(arena);
    }
    const double order = log2(miss[0] / miss[1]);
    printf("  dense misses %.3g m and %.3g m: order %.2f\n", miss[0], miss[1], order);
    CHECK(order > 7 && order < 9.5);
}

static void a_hundred_orbits_come_home(void)
{
    // Local errors of one sign: an energy error of steps * tolerance, which runs away along the track as 3 pi
    // N / 2
    leo_arena *arena = leo_arena_create(NULL);
    int calls = 0;
    const double tol = 1e-12, end_s = 100 * period_s();
    leo_dop853 *solver = kepler_solver(arena, tol, &calls);
    double y[6];
    at_perigee(y);
    CHECK(leo_dop853_start(solver, 0, y, NULL) == LEO_OK);
    int steps = 0;
    for (; leo_dop853_end(solver) < end_s; steps++)
        if (leo_dop853_step(solver, end_s, NULL) != LEO_OK)
            break;
    const double *e = leo_dop853_state(solver);
    const double miss = sqrt(pow(e[0] - y[0], 2) + pow(e[1] - y[1], 2) + pow(e[2] - y[2], 2));
    const double r = sqrt(e[0] * e[0] + e[1] * e[1] + e[2] * e[2]);
    const double energy = 0.5 * (e[3] * e[3] + e[4] * e[4] + e[5] * e[5]) - GM / r;
    const double drift = fabs(energy / (-GM / (2 * SMA_M)) - 1);
    printf("  %d steps, %d calls, miss %.3g m, energy %.3g\n", steps, calls, miss, drift);
    CHECK(drift < steps * tol);
    CHECK(miss < 1.5 * 3.1416 * 100 * steps * tol * SMA_M);
    CHECK(miss < 0.5); // an independent run of the same pair at 1e-11 keeps 1 cm in a day of 16 orbits;
                       // (100/16)^2 * 1 cm
    leo_arena_destroy(arena);
}

static void steps_do_not_depend_on_reading(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_dop853 *quiet = kepler_solver(arena, 1e-10, NULL), *read = kepler_solver(arena, 1e-10, NULL);
    double y[6], out[6];
    at_perigee(y);
    leo_dop853_start(quiet, 0, y, NULL);
    leo_dop853_start(read, 0, y, NULL);
    for (int i = 0; i < 50; i++) {
        leo_dop853_step(quiet, 1e9, NULL);
        leo_dop853_step(read, 1e9, NULL);
        for (double s = 0; s <= 1; s += 0.1)
            leo_dop853_at(read, leo_dop853_begin(read) + s * (leo_dop853_end(read) - leo_dop853_begin(read)),
                          out);
    }
    CHECK(leo_dop853_end(quiet) == leo_dop853_end(read));
    CHECK(memcmp(leo_dop853_state(quiet), leo_dop853_state(read), sizeof y) == 0);
    leo_arena_destroy(arena);
}

static void redo_is_the_same_as_having_stopped_there(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_dop853 *cut = kepler_solver(arena, 1e-12, NULL), *direct = kepler_solver(arena, 1e-12, NULL);
    double y[6], before[6], dense[6];
    at_perigee(y);
    leo_dop853_start(cut, 0, y, NULL);
    leo_dop853_start(direct, 0, y, NULL);
    for (int i = 0; i < 5; i++)
        leo_dop853_step(cut, 1e9, NULL), leo_dop853_step(direct, 1e9, NULL);
    leo_dop853_step(cut, 1e9, NULL);
    const double middle = 0.4 * leo_dop853_begin(cut) + 0.6 * leo_dop853_end(cut);
    leo_dop853_at(cut, middle, before);
    CHECK(leo_dop853_redo(cut, middle, NULL) == LEO_OK);
    leo_dop853_step(direct, middle, NULL);
    CHECK(leo_dop853_end(cut) == middle && leo_dop853_end(direct) == middle);
    CHECK(memcmp(leo_dop853_state(cut), leo_dop853_state(direct), sizeof y) == 0);
    leo_dop853_at(cut, middle, dense);
    CHECK(fabs(dense[0] - before[0]) < 1e-3); // dense output: ten tolerances of 6.7e6 * 1e-12, and rounding
    leo_error error = { 0 };
    CHECK(leo_dop853_redo(cut, middle + 1, &error) == LEO_BAD_ARGUMENT);
    leo_arena_destroy(arena);
}

static void a_restored_solver_goes_on_bit_for_bit(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_dop853 *one = kepler_solver(arena, 1e-11, NULL), *other = kepler_solver(arena, 1e-11, NULL);
    double y[6], a[6], b[6];
    at_perigee(y);
    leo_dop853_start(one, 0, y, NULL);
    for (int i = 0; i < 7; i++)
        leo_dop853_step(one, 1e9, NULL);
    double *saved = LEO_TAKE(arena, double, leo_dop853_saved_count(one));
    leo_dop853_save(one, saved);
    leo_dop853_restore(other, saved);
    leo_dop853_at(one, leo_dop853_begin(one) + 1, a);
    leo_dop853_at(other, leo_dop853_begin(other) + 1, b);
    CHECK(memcmp(a, b, sizeof a) == 0);
    for (int i = 0; i < 7; i++)
        leo_dop853_step(one, 1e9, NULL), leo_dop853_step(other, 1e9, NULL);
    CHECK(leo_dop853_end(one) == leo_dop853_end(other));
    CHECK(memcmp(leo_dop853_state(one), leo_dop853_state(other), sizeof y) == 0);
    leo_arena_destroy(arena);
}

/* y' = -y^2 that is "not physical" beyond t = 1 */
static leo_status walled(void *context, double t, const double *y, double *dydt, leo_error *error)
{
    (void)context;
    if (t > 1)
        return leo_error_note(error, LEO_RETRY_STEP, "wall", "here", 1, "t = %g is beyond the wall", t);
    dydt[0] = -y[0] * y[0];
    return LEO_OK;
}

static leo_status failing(void *context, double t, const double *y, double *dydt, leo_error *error)
{
    (void)context;
    dydt[0] = y[0];
    return t > 0.5 ? leo_error_note(error, LEO_OUT_OF_RANGE, "table", "here", 1, "no data at %g", t) : LEO_OK;
}

static void a_model_can_ask_for_shorter_steps_or_stop(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    const double abs_tol = 1e-10, y = 1;
    leo_dop853 *solver = leo_dop853_create(arena, 1, &abs_tol, 1e-10, walled, NULL);
    leo_error error = { 0 };
    CHECK(leo_dop853_start(solver, 0, &y, &error) == LEO_OK);
    leo_status status = LEO_OK;
    for (int i = 0; i < 10000 && status == LEO_OK; i++)
        status = leo_dop853_step(solver, 2, &error);
    CHECK(status == LEO_NO_CONVERGENCE && error.status == LEO_NO_CONVERGENCE);
    CHECK(strstr(error.message, "beyond the wall"));
    CHECK_NEAR(leo_dop853_end(solver), 1, 1e-6);
    CHECK_NEAR(leo_dop853_state(solver)[0], 1 / (1 + leo_dop853_end(solver)), 1e-8); // y = 1 / (1 + t)
    solver = leo_dop853_create(arena, 1, &abs_tol, 1e-10, failing, NULL);
    error = (leo_error){ 0 };
    CHECK(leo_dop853_start(solver, 0, &y, &error) == LEO_OK);
    for (status = LEO_OK; status == LEO_OK;)
        status = leo_dop853_step(solver, 2, &error);
    CHECK(status == LEO_OUT_OF_RANGE && leo_dop853_end(solver) <= 0.5);
    error = (leo_error){ 0 };
    CHECK(leo_dop853_step(solver, -1, &error) == LEO_BAD_ARGUMENT);
    CHECK(leo_dop853_create(arena, 1, &(double){ 0 }, 1e-10, failing, NULL) == NULL);
    leo_arena_destroy(arena);
}

static leo_status square_wave(void *context, double t, const double *y, double *dydt, leo_error *error)
{
    (void)context;
    (void)y;
    (void)error;
    dydt[0] = t < 0.37 ? 1 : -1;
    return LEO_OK;
}

static void a_jump_is_crossed_within_the_tolerance(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    const double abs_tol = 1e-8, y = 0;
    leo_dop853 *solver = leo_dop853_create(arena, 1, &abs_tol, 1e-8, square_wave, NULL);
    leo_dop853_start(solver, 0, &y, NULL);
    while (leo_dop853_end(solver) < 1)
        if (leo_dop853_step(solver, 1, NULL) != LEO_OK)
            break;
    CHECK_NEAR(leo_dop853_state(solver)[0], 0.37 - 0.63, 1e-6);
    leo_arena_destroy(arena);
}

int main(void)
{
    RUN(figures_meet_all_200_order_conditions);
    RUN(dense_output_meets_the_conditions_of_order_seven);
    RUN(error_falls_with_the_eighth_power_of_the_step);
    RUN(dense_error_falls_with_the_eighth_power_in_one_step);
    RUN(a_hundred_orbits_come_home);
    RUN(steps_do_not_depend_on_reading);
    RUN(redo_is_the_same_as_having_stopped_there);
    RUN(a_restored_solver_goes_on_bit_for_bit);
    RUN(a_model_can_ask_for_shorter_steps_or_stop);
    RUN(a_jump_is_crossed_within_the_tolerance);
    return check_result();
}
