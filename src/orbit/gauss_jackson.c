/* SPDX-License-Identifier: MIT */

/*
 * Gauss-Jackson, order 8, summed form.
 *
 *     v(t_n + s h) = h   (1 - nabla)^-s / (-ln(1 - nabla))   a_n
 *     r(t_n + s h) = h^2 (1 - nabla)^-s /  ln(1 - nabla)^2   a_n
 *
 * read as power series of the back difference nabla: nabla^-1 and nabla^-2 are the running sums S and T, the rest is cut
 * behind nabla^8. s = 1 predicts, s = 0 corrects, s in between reads inside a step, s = -8 .. 0 starts.
 *
 * Source  Berry & Healy, Implementation of Gauss-Jackson Integration for Orbit Propagation, J. Astronaut. Sci. 52 (2004)
 *         331-357 (start, sums, PEC); Jackson, Note on the numerical integration of d2x/dt2 = f(x, t), MNRAS 84 (1924)
 *         602-606. The series are multiplied out here: 1 / -ln(1 - x) = x^-1 (1 - x/2 - x^2/12 - ...).
 * Valid   accelerations without kinks, near-circular orbits (fixed step); position-dependent and velocity-dependent alike.
 * Error   of order h^9 for the position; at 180 steps a revolution millimetres a day for a field of degree 20 in low orbit.
 * Axes    those of the dynamics.
 */
#include "orbit/gauss_jackson.h"

#include "base/error.h"

#include <string.h>

enum { POINTS = LEO_GJ_POINTS, SERIES = POINTS + 2, MOST_ROUNDS = 60 };

static const double MOST_ROUGH = 0.05; // some nine steps a revolution

/* A running sum in two doubles, so that rounding does not grow with the number of steps. */
typedef struct sum3 {
    leo_lanes3 high, low;
} sum3;

struct leo_gauss_jackson {
    const leo_dynamics *dynamics;
    double step_s;
    int lanes;
    double origin_s, begin_s, end_s; // the newest point lies `newest` steps from the origin
    long newest, evaluations;
    int oldest_at;            // in the ring
    leo_lanes3 ring[POINTS];  // accelerations
    sum3 first, second;       // S and T at the newest point
    double predict_v[POINTS]; // weights of the accelerations themselves, oldest first, s = 1
    double predict_r[POINTS];
    double start_v[POINTS][POINTS], start_r[POINTS][POINTS]; // of the start: s = -8 .. 0, by ordinates
    leo_lanes3 pos_m[POINTS], vel_m_s[POINTS];               // of the start
};

/* Coefficients of x^0 .. of x / -ln(1 - x), and of its square. */
static void logarithm_series(double once[SERIES], double twice[SERIES])
{
    for (int k = 0; k < SERIES; k++) {
        once[k] = k == 0;
        for (int j = 1; j <= k; j++)
            once[k] -= once[k - j] / (j + 1);
    }
    for (int k = 0; k < SERIES; k++) {
        twice[k] = 0;
        for (int j = 0; j <= k; j++)
            twice[k] += once[j] * once[k - j];
    }
}

void leo_gauss_jackson_weights(double s, double velocity[LEO_GJ_POINTS], double position[LEO_GJ_POINTS])
{
    double once[SERIES], twice[SERIES], shift[SERIES];
    logarithm_series(once, twice);
    shift[0] = 1; // (1 - x)^-s
    for (int k = 1; k < SERIES; k++)
        shift[k] = shift[k - 1] * (s + k - 1) / k;
    for (int j = 0; j < POINTS; j++) {
        velocity[j] = position[j] = 0;
        for (int k = 0; k <= j + 1; k++)
            velocity[j] += shift[k] * once[j + 1 - k];
        for (int k = 0; k <= j + 2; k++)
            position[j] += shift[k] * twice[j + 2 - k];
    }
}

/* From weights of back differences at the newest point to weights of the accelerations, oldest first. */
static void by_ordinates(const double differences[POINTS], double ordinates[POINTS])
{
    for (int k = 0; k < POINTS; k++) {
        double binomial = 1, sum = 0; // j over k, j from k on
        for (int j = k; j < POINTS; j++) {
            sum += differences[j] * binomial;
            binomial = binomial * (j + 1) / (j + 1 - k);
        }
        ordinates[POINTS - 1 - k] = k % 2 ? -sum : sum;
    }
}

static void ordinates_at(double s, double velocity[POINTS], double position[POINTS])
{
    double v[POINTS], r[POINTS];
    leo_gauss_jackson_weights(s, v, r);
    by_ordinates(v, velocity);
    by_ordinates(r, position);
}

leo_status leo_gauss_jackson_set_step(leo_gauss_jackson *gj, double step_s, leo_error *error)
{
    if (!(fabs(step_s) > 1e-6 && fabs(step_s) < 1e7))
        return leo_fail(error, LEO_BAD_ARGUMENT, "gauss-jackson.step",
                        "%g s: must lie between 1e-6 and 1e7 s, either sign", step_s);
    gj->step_s = step_s;
    return LEO_OK;
}

leo_gauss_jackson *leo_gauss_jackson_create(const leo_dynamics *dynamics, double step_s, int lanes,
                                            leo_arena *arena, leo_error *error)
{
    if (!dynamics || lanes < 1 || lanes > LEO_LANES) {
        leo_fail(error, LEO_BAD_ARGUMENT, "gauss-jackson", "%d lanes: must be 1 .. %d, with dynamics", lanes,
                 LEO_LANES);
        return NULL;
    }
    leo_gauss_jackson *gj = LEO_TAKE(arena, leo_gauss_jackson, 1);
    if (!gj) {
        leo_fail(error, LEO_NO_MEMORY, "gauss-jackson", "no memory");
        return NULL;
    }
    gj->dynamics = dynamics;
    gj->lanes = lanes;
    if (leo_gauss_jackson_set_step(gj, step_s, error) != LEO_OK)
        return NULL;
    ordinates_at(1, gj->predict_v, gj->predict_r);
    for (int i = 0; i < POINTS; i++)
        ordinates_at(i - (POINTS - 1), gj->start_v[i], gj->start_r[i]);
    return gj;
}

/* sum += term, the rounding error kept in `low` (Knuth's two-sum). */
static inline void add(double *high, double *low, double term)
{
    const double sum = *high + term, part = sum - *high;
    *low += (*high - (sum - part)) + (term - part);
    *high = sum;
}

static void add_lanes(sum3 *sum, const leo_lanes3 *term)
{
    for (int i = 0; i < LEO_LANES; i++) {
        add(&sum->high.x[i], &sum->low.x[i], term->x[i]);
        add(&sum->high.y[i], &sum->low.y[i], term->y[i]);
        add(&sum->high.z[i], &sum->low.z[i], term->z[i]);
    }
}

/* T grows by S with both its parts. */
static void add_sum(sum3 *sum, const sum3 *term)
{
    add_lanes(sum, &term->high);
    for (int i = 0; i < LEO_LANES; i++) {
        sum->low.x[i] += term->low.x[i];
        sum->low.y[i] += term->low.y[i];
        sum->low.z[i] += term->low.z[i];
    }
}

static const leo_lanes3 *acceleration(const leo_gauss_jackson *gj, int from_oldest)
{
    return &gj->ring[(gj->oldest_at + from_oldest) % POINTS];
}

/* h^2 (T + (s - 1) S + sum of weights times accelerations), and h (S + ...), of one axis and lane. */
static inline double position_of(double h, double s, double t_high, double t_low, double s_high, double s_low,
                                 double sum)
{
    return h * h * (t_high + ((s - 1) * s_high + (t_low + (s - 1) * s_low + sum)));
}

static inline double velocity_of(double h, double s_high, double s_low, double sum)
{
    return h * (s_high + (s_low + sum));
}

/* All lanes at `s` steps from the newest point. */
static void solution(const leo_gauss_jackson *gj, double s, const double weight_v[POINTS],
                     const double weight_r[POINTS], leo_lanes3 *pos_m, leo_lanes3 *vel_m_s)
{
    leo_lanes3 sum_r = { 0 }, sum_v = { 0 };
    for (int k = 0; k < POINTS; k++) {
        const leo_lanes3 *a = acceleration(gj, k);
        for (int i = 0; i < LEO_LANES; i++) {
            sum_r.x[i] += weight_r[k] * a->x[i];
            sum_r.y[i] += weight_r[k] * a->y[i];
            sum_r.z[i] += weight_r[k] * a->z[i];
            sum_v.x[i] += weight_v[k] * a->x[i];
            sum_v.y[i] += weight_v[k] * a->y[i];
            sum_v.z[i] += weight_v[k] * a->z[i];
        }
    }
    const double h = gj->step_s;
    const sum3 *S = &gj->first, *T = &gj->second;
    for (int i = 0; i < LEO_LANES; i++) {
        pos_m->x[i] = position_of(h, s, T->high.x[i], T->low.x[i], S->high.x[i], S->low.x[i], sum_r.x[i]);
        pos_m->y[i] = position_of(h, s, T->high.y[i], T->low.y[i], S->high.y[i], S->low.y[i], sum_r.y[i]);
        pos_m->z[i] = position_of(h, s, T->high.z[i], T->low.z[i], S->high.z[i], S->low.z[i], sum_r.z[i]);
        vel_m_s->x[i] = velocity_of(h, S->high.x[i], S->low.x[i], sum_v.x[i]);
        vel_m_s->y[i] = velocity_of(h, S->high.y[i], S->low.y[i], sum_v.y[i]);
        vel_m_s->z[i] = velocity_of(h, S->high.z[i], S->low.z[i], sum_v.z[i]);
    }
}

static leo_status evaluate(leo_gauss_jackson *gj, double elapsed_s, const leo_lanes3 *pos_m,
                           const leo_lanes3 *vel_m_s, leo_lanes3 *accel_m_s2, leo_error *error)
{
    double at[LEO_LANES];
    for (int i = 0; i < LEO_LANES; i++)
        at[i] = elapsed_s;
    leo_instants8 instants;
    leo_dynamics_instants8(gj->dynamics, at, &instants);
    gj->evaluations++;
    return leo_dynamics_accel8(gj->dynamics, LEO_FIDELITY_FULL, &instants, pos_m, vel_m_s, accel_m_s2, error);
}

/* A first guess of the points: going round at the rate of a circle is close enough for the iteration. */
static void guess_points(leo_gauss_jackson *gj, int before, const leo_lanes3 *pos, const leo_lanes3 *vel)
{
    const double gm = leo_dynamics_gm_m3_s2(gj->dynamics);
    for (int i = 0; i < LEO_LANES; i++) {
        const leo_vec3 r = leo_lanes3_get(pos, i), v = leo_lanes3_get(vel, i);
        const double n = sqrt(gm / (leo_norm(r) * leo_dot(r, r)));
        for (int k = 0; k < POINTS; k++) {
            const double angle = n * (k - before) * gj->step_s, c = cos(angle), s = sin(angle);
            leo_lanes3_set(&gj->pos_m[k], i, leo_add(leo_scale(c, r), leo_scale(s / n, v)));
            leo_lanes3_set(&gj->vel_m_s[k], i, leo_sub(leo_scale(c, v), leo_scale(n * s, r)));
        }
    }
}

static double largest_change(const leo_lanes3 *a, const leo_lanes3 *b)
{
    double most = 0;
    for (int i = 0; i < LEO_LANES; i++) {
        const double change = leo_norm(leo_sub(leo_lanes3_get(a, i), leo_lanes3_get(b, i)));
        const double relative = change / leo_norm(leo_lanes3_get(b, i));
        most = relative > most || isnan(relative) ? relative : most;
    }
    return most;
}

/* Sums at the newest point such that the start's point `before` holds the state given. */
static void fit_sums(leo_gauss_jackson *gj, int before, const leo_lanes3 *pos, const leo_lanes3 *vel)
{
    const double h = gj->step_s, s = before - (POINTS - 1);
    const double *weight_v = gj->start_v[before], *weight_r = gj->start_r[before];
    gj->first = gj->second = (sum3){ 0 };
    const double *state_r[3] = { pos->x, pos->y, pos->z }, *state_v[3] = { vel->x, vel->y, vel->z };
    double *S[3] = { gj->first.high.x, gj->first.high.y, gj->first.high.z };
    double *T[3] = { gj->second.high.x, gj->second.high.y, gj->second.high.z };
    for (int axis = 0; axis < 3; axis++)
        for (int i = 0; i < LEO_LANES; i++) {
            double sum_r = 0, sum_v = 0;
            for (int k = 0; k < POINTS; k++) {
                const leo_lanes3 *point = &gj->ring[k];
                const double a = axis == 0 ? point->x[i] : axis == 1 ? point->y[i] : point->z[i];
                sum_r += weight_r[k] * a;
                sum_v += weight_v[k] * a;
            }
            S[axis][i] = state_v[axis][i] / h - sum_v;
            T[axis][i] = state_r[axis][i] / (h * h) - (s - 1) * S[axis][i] - sum_r;
        }
}

/* The eighth difference over the acceleration: where it is not small, the points are too far apart for their polynomial. */
static double roughness(const leo_gauss_jackson *gj)
{
    static const double binomial[POINTS] = { 1, -8, 28, -56, 70, -56, 28, -8, 1 };
    double most = 0;
    for (int i = 0; i < gj->lanes; i++) {
        leo_vec3 sum = { 0, 0, 0 };
        for (int k = 0; k < POINTS; k++)
            sum = leo_add_scaled(sum, binomial[k], leo_lanes3_get(&gj->ring[k], i));
        most = fmax(most, leo_norm(sum) / leo_norm(leo_lanes3_get(&gj->ring[0], i)));
    }
    return most;
}

static leo_status iterate_start(leo_gauss_jackson *gj, int before, const leo_lanes3 *pos,
                                const leo_lanes3 *vel, leo_error *error)
{
    double change_before = INFINITY;
    for (int round = 0; round < MOST_ROUNDS; round++) {
        for (int k = 0; k < POINTS; k++) {
            const leo_status status = evaluate(gj, gj->origin_s + (k - before) * gj->step_s, &gj->pos_m[k],
                                               &gj->vel_m_s[k], &gj->ring[k], error);
            if (status != LEO_OK)
                return status;
        }
        fit_sums(gj, before, pos, vel);
        double change = 0;
        for (int k = 0; k < POINTS; k++) {
            leo_lanes3 r, v;
            solution(gj, k - (POINTS - 1), gj->start_v[k], gj->start_r[k], &r, &v);
            change =
                fmax(change, fmax(largest_change(&r, &gj->pos_m[k]), largest_change(&v, &gj->vel_m_s[k])));
            gj->pos_m[k] = r;
            gj->vel_m_s[k] = v;
        }
        if (change < 1e-15 || (change < 1e-12 && change >= change_before)) {
            if (roughness(gj) < MOST_ROUGH)
                return LEO_OK;
            break;
        }
        if (!(change < 1e3))
            break;
        change_before = change;
    }
    return leo_fail(error, LEO_NO_CONVERGENCE, "gauss-jackson",
                    "the nine points of the start do not settle with a step of %g s: take a shorter one",
                    gj->step_s);
}

leo_status leo_gauss_jackson_start(leo_gauss_jackson *gj, double elapsed_s, const leo_vec3 *pos_m,
                                   const leo_vec3 *vel_m_s, leo_error *error)
{
    const leo_sky *sky = leo_dynamics_sky(gj->dynamics);
    const double half = (POINTS / 2) * gj->step_s;
    const int centred = leo_sky_covers(sky, elapsed_s - half) && leo_sky_covers(sky, elapsed_s + half);
    const int before = centred ? POINTS / 2 : 0;
    const double last_s = elapsed_s + (POINTS - 1 - before) * gj->step_s;
    if (!leo_sky_covers(sky, last_s))
        return leo_fail(error, LEO_OUT_OF_RANGE, "gauss-jackson",
                        "the sky does not cover the nine points of the start, to %g s", last_s);
    leo_lanes3 pos, vel;
    for (int i = 0; i < LEO_LANES; i++) { // lanes that are not used repeat the first
        leo_lanes3_set(&pos, i, pos_m[i < gj->lanes ? i : 0]);
        leo_lanes3_set(&vel, i, vel_m_s[i < gj->lanes ? i : 0]);
    }
    gj->origin_s = elapsed_s;
    gj->oldest_at = 0;
    guess_points(gj, before, &pos, &vel);
    const leo_status status = iterate_start(gj, before, &pos, &vel, error);
    gj->newest = POINTS - 1 - before;
    gj->begin_s = elapsed_s;
    gj->end_s = last_s;
    return status;
}

leo_status leo_gauss_jackson_step(leo_gauss_jackson *gj, leo_error *error)
{
    const double next_s = gj->origin_s + (double)(gj->newest + 1) * gj->step_s;
    if (!leo_sky_covers(leo_dynamics_sky(gj->dynamics), next_s))
        return leo_fail(error, LEO_OUT_OF_RANGE, "gauss-jackson",
                        "the sky does not cover the end of the next step, %g s", next_s);
    leo_lanes3 pos, vel, accel;
    solution(gj, 1, gj->predict_v, gj->predict_r, &pos, &vel);
    const leo_status status = evaluate(gj, next_s, &pos, &vel, &accel, error);
    if (status != LEO_OK)
        return status;
    gj->ring[gj->oldest_at] = accel;
    gj->oldest_at = (gj->oldest_at + 1) % POINTS;
    add_lanes(&gj->first, &accel);
    add_sum(&gj->second, &gj->first);
    gj->newest++;
    gj->begin_s = gj->end_s;
    gj->end_s = next_s;
    return LEO_OK;
}

void leo_gauss_jackson_at(const leo_gauss_jackson *gj, int lane, double elapsed_s, leo_vec3 *pos_m,
                          leo_vec3 *vel_m_s)
{
    double weight_v[POINTS], weight_r[POINTS];
    const double s = (elapsed_s - gj->end_s) / gj->step_s;
    ordinates_at(s, weight_v, weight_r);
    leo_vec3 sum_r = { 0, 0, 0 }, sum_v = { 0, 0, 0 };
    for (int k = 0; k < POINTS; k++) {
        const leo_vec3 a = leo_lanes3_get(acceleration(gj, k), lane);
        sum_r = leo_add_scaled(sum_r, weight_r[k], a);
        sum_v = leo_add_scaled(sum_v, weight_v[k], a);
    }
    const leo_vec3 S = leo_lanes3_get(&gj->first.high, lane), S_low = leo_lanes3_get(&gj->first.low, lane);
    const leo_vec3 T = leo_lanes3_get(&gj->second.high, lane), T_low = leo_lanes3_get(&gj->second.low, lane);
    const double h = gj->step_s;
    *pos_m = leo_vec(position_of(h, s, T.x, T_low.x, S.x, S_low.x, sum_r.x),
                     position_of(h, s, T.y, T_low.y, S.y, S_low.y, sum_r.y),
                     position_of(h, s, T.z, T_low.z, S.z, S_low.z, sum_r.z));
    if (vel_m_s)
        *vel_m_s = leo_vec(velocity_of(h, S.x, S_low.x, sum_v.x), velocity_of(h, S.y, S_low.y, sum_v.y),
                           velocity_of(h, S.z, S_low.z, sum_v.z));
}

double leo_gauss_jackson_begin_s(const leo_gauss_jackson *gj)
{
    return gj->begin_s;
}

double leo_gauss_jackson_end_s(const leo_gauss_jackson *gj)
{
    return gj->end_s;
}

long leo_gauss_jackson_evaluations(const leo_gauss_jackson *gj)
{
    return gj->evaluations;
}
