/* SPDX-License-Identifier: MIT */

/*
 * The same small network of oxygen by another solver: CVODE of SUNDIALS, with its own right-hand side written from
 * the equations (no code of ours but the numbers of the gas).
 *
 *     cabin --hole--> lock --hole--> vacuum,  wall between cabin and lock
 */
#include "links.h"

#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunmatrix/sunmatrix_dense.h>

static const double CABIN_M3 = 4, LOCK_M3 = 2.5, INNER_M2 = 2e-5, OUTER_M2 = 3e-5, WALL_J_K = 2e4,
                    FILM_W_K = 6;
static const double END_S = 3000;

enum { CABIN_KG, CABIN_J, LOCK_KG, LOCK_J, WALL_K, STATES };

static double hole(double area, double p1, double t1, double p2, double gamma, double r)
{
    const double ratio = p2 / p1, critical = pow(2 / (gamma + 1), gamma / (gamma - 1));
    double psi;
    if (ratio <= critical)
        psi = pow(2 / (gamma + 1), (gamma + 1) / (2 * (gamma - 1)));
    else if (ratio <= 0.999)
        psi = sqrt(2 / (gamma - 1) * (pow(ratio, 2 / gamma) - pow(ratio, (gamma + 1) / gamma)));
    else
        psi = sqrt(2 / (gamma - 1) * (pow(0.999, 2 / gamma) - pow(0.999, (gamma + 1) / gamma))) *
              (1 - ratio) / 0.001;
    return area * p1 * sqrt(gamma / (r * t1)) * psi;
}

static int rate(realtype t, N_Vector y_vector, N_Vector f_vector, void *context)
{
    const double *y = N_VGetArrayPointer(y_vector);
    double *f = N_VGetArrayPointer(f_vector);
    const double r = leo_gas_table[LEO_O2].r_j_kg_k, cp = leo_gas_table[LEO_O2].cp_j_kg_k, cv = cp - r;
    const double gamma = cp / cv;
    const double cabin_k = y[CABIN_J] / (cv * y[CABIN_KG]), lock_k = y[LOCK_J] / (cv * y[LOCK_KG]);
    const double cabin_pa = y[CABIN_J] * r / (cv * CABIN_M3), lock_pa = y[LOCK_J] * r / (cv * LOCK_M3);
    const double in = cabin_pa > lock_pa ? hole(INNER_M2, cabin_pa, cabin_k, lock_pa, gamma, r)
                                         : -hole(INNER_M2, lock_pa, lock_k, cabin_pa, gamma, r);
    const double out = hole(OUTER_M2, lock_pa, lock_k, 0, gamma, r);
    const double carried = in * cp * (in > 0 ? cabin_k : lock_k);
    const double from_cabin = FILM_W_K * (cabin_k - y[WALL_K]), from_lock = FILM_W_K * (lock_k - y[WALL_K]);
    (void)t, (void)context;
    f[CABIN_KG] = -in;
    f[CABIN_J] = -carried - from_cabin;
    f[LOCK_KG] = in - out;
    f[LOCK_J] = carried - out * cp * lock_k - from_lock;
    f[WALL_K] = (from_cabin + from_lock) / WALL_J_K;
    return 0;
}

static void by_cvode(const double start[STATES], double end[STATES])
{
    SUNContext context;
    SUNContext_Create(NULL, &context);
    N_Vector y = N_VNew_Serial(STATES, context), tolerance = N_VNew_Serial(STATES, context);
    SUNMatrix matrix = SUNDenseMatrix(STATES, STATES, context);
    SUNLinearSolver linear = SUNLinSol_Dense(y, matrix, context);
    void *cvode = CVodeCreate(CV_BDF, context);
    memcpy(N_VGetArrayPointer(y), start, sizeof(double) * STATES);
    for (int i = 0; i < STATES; i++)
        N_VGetArrayPointer(tolerance)[i] = 1e-13 * start[i];
    CHECK(CVodeInit(cvode, rate, 0, y) == CV_SUCCESS);
    CHECK(CVodeSVtolerances(cvode, 1e-12, tolerance) == CV_SUCCESS);
    CHECK(CVodeSetLinearSolver(cvode, linear, matrix) == CV_SUCCESS);
    CVodeSetMaxNumSteps(cvode, 1000000);
    realtype t = 0;
    CHECK(CVode(cvode, END_S, y, &t, CV_NORMAL) == CV_SUCCESS);
    memcpy(end, N_VGetArrayPointer(y), sizeof(double) * STATES);
    CVodeFree(&cvode);
    SUNLinSolFree(linear);
    SUNMatDestroy(matrix);
    N_VDestroy(tolerance);
    N_VDestroy(y);
    SUNContext_Free(&context);
}

static void agrees_with_cvode(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_network *n = leo_network_create(arena, NULL);
    const int cabin = tank(n, "cabin", LEO_O2, CABIN_M3, 1e5, 293),
              lock = tank(n, "lock", LEO_O2, LOCK_M3, 4e4, 285);
    const int wall = leo_network_add_heat(n, "wall", WALL_J_K, 300, NULL), out = leo_network_outside(n);
    link_t links[4] = { { n, cabin, lock, INNER_M2, 0, -1 },
                        { n, lock, out, OUTER_M2, 0, -1 },
                        { n, cabin, wall, 0, FILM_W_K, -1 },
                        { n, lock, wall, 0, FILM_W_K, -1 } };
    for (int i = 0; i < 4; i++)
        join(&links[i], i < 2 ? hole_rates : heat_rates, "link");
    seal(n, 1e-8);
    const leo_gas a = gas_now(n, cabin), b = gas_now(n, lock);
    const double start[STATES] = { a.total_kg, a.energy_j, b.total_kg, b.energy_j, 300 };
    double end[STATES];
    by_cvode(start, end);
    fly(n, END_S);
    const leo_gas cabin_end = gas_now(n, cabin), lock_end = gas_now(n, lock);
    const double ours[STATES] = { cabin_end.total_kg, cabin_end.energy_j, lock_end.total_kg,
                                  lock_end.energy_j, gas_now(n, wall).temperature_k };
    for (int i = 0; i < STATES; i++) {
        printf("  %.12g against %.12g: %.2g\n", ours[i], end[i], ours[i] / end[i] - 1);
        CHECK_NEAR(ours[i] / end[i], 1, 1e-7); // our 1e-8 a step, ten or so steps of memory
    }
    leo_arena_destroy(arena);
}

int main(void)
{
    RUN(agrees_with_cvode);
    return check_result();
}
