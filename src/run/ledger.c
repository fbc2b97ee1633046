/* SPDX-License-Identifier: MIT */

/*
 * The ledger: what is conserved, over the whole run.
 *
 * Matter and heat: the totals of the network over nodes, bodies, accounts and what left. Motion: the
 * Jacobi-type energy in the turning field less the work of all other forces, which coast, burn and entry
 * leave as it was.
 */
#include "base/error.h"
#include "run/run.h"

#include <math.h>

static const struct {
    const char *name, *unit;
    double tolerance;
} rows[] = {
    [LEO_LEDGER_O] = { "oxygen", "kg", 1e-12 },         [LEO_LEDGER_N] = { "nitrogen", "kg", 1e-12 },
    [LEO_LEDGER_C] = { "carbon", "kg", 1e-12 },         [LEO_LEDGER_H] = { "hydrogen", "kg", 1e-12 },
    [LEO_LEDGER_ENERGY] = { "heat energy", "J", 1e-9 },
};

/* Relative to the kinetic energy of the orbit: the error of the flight integrator at its usual tolerance. */
static const double MOTION_TOLERANCE = 1e-9;

enum { MOTION_ROW = LEO_LEDGER_COUNT, ROW_COUNT };

void leo_run_ledger_start(leo_run *run)
{
    leo_network_ledger(run->network, run->books.ledger_start);
}

void leo_run_ledger_follow(leo_run *run, const leo_motion *motion)
{
    const double now = leo_flight_energy_j_kg(run->flight, motion) - motion->work_j_kg;
    if (run->books.windows == 0)
        run->books.motion_start_j_kg = now;
    const double drift = fabs(now - run->books.motion_start_j_kg);
    if (!motion->landed && drift > run->books.motion_drift_j_kg)
        run->books.motion_drift_j_kg = drift;
}

/* Matter is measured against all gas carried at the start, heat against its own total. */
static double scale_of(const leo_run *run, size_t index)
{
    double scale = fabs(run->books.ledger_start[LEO_LEDGER_ENERGY]);
    if (index != LEO_LEDGER_ENERGY) {
        scale = 0;
        for (int i = LEO_LEDGER_O; i <= LEO_LEDGER_H; i++)
            scale += fabs(run->books.ledger_start[i]);
    }
    return scale > 0 ? scale : 1;
}

size_t leo_run_ledger_count(const leo_run *run)
{
    return run ? ROW_COUNT : 0;
}

leo_ledger_row leo_run_ledger(const leo_run *run, size_t index)
{
    if (!run || index >= ROW_COUNT)
        return (leo_ledger_row){ .name = "", .unit = "" };
    if (index == MOTION_ROW) {
        const double speed2 = leo_dot(run->plan->vel_gcrf_m_s, run->plan->vel_gcrf_m_s);
        const double scale = speed2 > 0 ? speed2 / 2 : 1;
        const double start = run->books.motion_start_j_kg;
        const double error = run->books.motion_drift_j_kg / scale;
        return (leo_ledger_row){ .name = "energy of motion",
                                 .unit = "J/kg",
                                 .start = start,
                                 .end = start + run->books.motion_drift_j_kg,
                                 .error = error,
                                 .tolerance = MOTION_TOLERANCE,
                                 .closed = error <= MOTION_TOLERANCE };
    }
    double total[LEO_LEDGER_COUNT];
    leo_network_ledger(run->network, total);
    const double start = run->books.ledger_start[index], end = total[index];
    const double error = (end - start) / scale_of(run, index);
    return (leo_ledger_row){ .name = rows[index].name,
                             .unit = rows[index].unit,
                             .start = start,
                             .end = end,
                             .error = error,
                             .tolerance = rows[index].tolerance,
                             .closed = fabs(error) <= rows[index].tolerance };
}

leo_status leo_run_ledger_check(leo_run *run, leo_error *error)
{
    for (size_t i = 0; i < ROW_COUNT; i++) {
        const leo_ledger_row row = leo_run_ledger(run, i);
        if (!row.closed)
            return leo_fail(error, LEO_NOT_CLOSED, "ledger",
                            "%s: from %.15g to %.15g %s, off by %.3g of it; allowed %g", row.name, row.start,
                            row.end, row.unit, row.error, row.tolerance);
    }
    return LEO_OK;
}
