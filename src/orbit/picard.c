/* SPDX-License-Identifier: MIT */

/*
 * Picard-Chebyshev: which pieces, with how many nodes.
 *
 *     A piece spans a part of a turn, equal in eccentric anomaly: half a turn at first. Its nodes are as few as the
 *     accuracy allows. What a piece has wrong is seen by an audit: the full force once more along the solution found, at
 *     eight nodes more, integrated. What is read between the nodes may lie half the accuracy off. The end is weighed by how
 *     far it would carry the craft until the end of the span T:
 *
 *         E = |dr| + |dv| / n + 3/2 n T (da / a) a sqrt((1 + e) / (1 - e)),   da = 2 a^2 (v dv / GM + r dr / r^3)
 *
 *     Pieces add up at random, so that one of length h may have E = accuracy / 3 sqrt(h / T). The first two pieces are
 *     audited, then one in seven (either half of a turn by turns), and any whose sweeps left more undone than at the
 *     audits; each one where the orbit is eccentric or a force has kinks or follows the velocity. A piece that is refused
 *     is flown again with more nodes, then shorter.
 *
 * Source  see picard_solve.c and picard_rule.c. The weight: first-order change of the mean motion.
 * Valid   smooth forces, closed orbits or short arcs; else it says LEO_NO_CONVERGENCE.
 * Error   as asked, 1e-5 m at best after a day in low orbit.
 * Axes    those of the dynamics.
 */
#include "orbit/picard.h"

#include "base/error.h"
#include "orbit/picard_solve.h"

#include <math.h>
#include <string.h>

enum { AUDIT_EACH = 7, TRIES_MAX = 14, RULE_MIN = 1, RULE_MAX = LEO_PICARD_RULES - 2, AROUND = 4 };

static const double PI = 3.14159265358979323846, DAY_S = 86400, SHORTEST_RAD = 0.2;

typedef struct node {
    double elapsed_s;
    leo_vec3 pos_m, vel_m_s;
} node;

struct leo_picard {
    leo_picard_work work;
    double accuracy_m, span_s, start_s;
    leo_picard_end now; // at the end of the last piece
    double angle_rad;   // of a piece, in eccentric anomaly
    int rule;
    int rule_floor, floor_left; // a rule that was refused is not tried again for so many audits
    int flown;                  // pieces, up to 2
    int until_audit;            // pieces that need none yet
    double audited_left;        // the most that sweeps left to do in an audited piece
    double begin_s, end_s;
    int count;
    node nodes[LEO_PICARD_NODES_MAX + 2], trial[LEO_PICARD_NODES_MAX + 2];
};

/* The orbit at one end of a piece, to weigh what is wrong there. */
typedef struct weight {
    double gm_m3_s2, span_s;
} weight;

static double weigh(const void *context, const leo_picard_end *from, const leo_picard_end *to)
{
    const weight *w = context;
    const leo_vec3 dr = leo_sub(to->pos_m, from->pos_m), dv = leo_sub(to->vel_m_s, from->vel_m_s);
    const double r = leo_norm(to->pos_m), gm = w->gm_m3_s2;
    const double inverse_a = 2 / r - leo_dot(to->vel_m_s, to->vel_m_s) / gm;
    if (!(inverse_a * r > 1e-2))
        return leo_norm(dr) + leo_norm(dv) * w->span_s;
    const double a = 1 / inverse_a, n = sqrt(gm * inverse_a) * inverse_a;
    const double radial = leo_dot(to->pos_m, to->vel_m_s), cos_part = 1 - r * inverse_a;
    const double e = fmin(sqrt(cos_part * cos_part + radial * radial / (gm * a)), 0.99);
    const double da = 2 * a * a * (leo_dot(to->vel_m_s, dv) / gm + leo_dot(to->pos_m, dr) / (r * r * r));
    return leo_norm(dr) + leo_norm(dv) / n + 1.5 * n * w->span_s * fabs(da) * sqrt((1 + e) / (1 - e));
}

/* Time to go `angle_rad` further in eccentric anomaly; by the local circular rate where the orbit is not closed. */
static double length_of(double gm, leo_vec3 pos_m, leo_vec3 vel_m_s, double angle_rad, double *ecc)
{
    const double r = leo_norm(pos_m), inverse_a = 2 / r - leo_dot(vel_m_s, vel_m_s) / gm;
    if (!(inverse_a * r > 1e-2)) {
        *ecc = 1;
        return angle_rad * sqrt(r / gm) * r;
    }
    const double n = sqrt(gm * inverse_a) * inverse_a;
    const double e_cos = 1 - r * inverse_a, e_sin = leo_dot(pos_m, vel_m_s) * sqrt(inverse_a / gm);
    *ecc = sqrt(e_cos * e_cos + e_sin * e_sin);
    const double turned = e_sin * cos(angle_rad) + e_cos * sin(angle_rad);
    return (angle_rad - (turned - e_sin)) / n;
}

leo_picard *leo_picard_create(const leo_dynamics *dynamics, double accuracy_m, leo_arena *arena,
                              leo_error *error)
{
    if (!dynamics || !(accuracy_m >= 1e-6 && accuracy_m <= 1e4)) {
        leo_fail(error, LEO_BAD_ARGUMENT, "accuracy", "%g m: must lie in 1e-6 .. 1e4 m", accuracy_m);
        return NULL;
    }
    leo_picard *picard = LEO_TAKE(arena, leo_picard, 1);
    const int follows = !leo_dynamics_is_smooth(dynamics);
    const double leftover = fmax(1e-6 * fmin(accuracy_m, 1e-2), 1e-12);
    if (!picard || !leo_picard_ladder_create(&picard->work.ladder, leftover, LEO_KERNEL_BEST, arena)) {
        leo_fail(error, LEO_NO_MEMORY, "orbit.picard", "no memory for the rules");
        return NULL;
    }
    picard->work.dynamics = dynamics;
    picard->work.follows_velocity = follows;
    picard->accuracy_m = accuracy_m;
    return picard;
}

/* Do the middle and the full fidelity give the same bits? */
static leo_status compare_fidelities(leo_picard *picard, leo_error *error)
{
    leo_picard_work *work = &picard->work;
    double elapsed_s[LEO_LANES];
    for (int i = 0; i < LEO_LANES; i++) {
        elapsed_s[i] = picard->start_s;
        leo_lanes3_set(&work->pos_m[0], i, picard->now.pos_m);
        leo_lanes3_set(&work->vel_m_s[0], i, picard->now.vel_m_s);
    }
    leo_dynamics_instants8(work->dynamics, elapsed_s, &work->instants[0]);
    leo_lanes3 *middle = &work->accel_m_s2[0], *full = &work->accel_m_s2[1];
    leo_status status = leo_dynamics_accel8(work->dynamics, LEO_FIDELITY_MIDDLE, work->instants, work->pos_m,
                                            work->vel_m_s, middle, error);
    if (status == LEO_OK)
        status = leo_dynamics_accel8(work->dynamics, LEO_FIDELITY_FULL, work->instants, work->pos_m,
                                     work->vel_m_s, full, error);
    work->evaluations[LEO_FIDELITY_MIDDLE] += LEO_LANES;
    work->evaluations[LEO_FIDELITY_FULL] += LEO_LANES;
    work->middle_is_full = memcmp(middle, full, sizeof *full) == 0;
    return status;
}

leo_status leo_picard_start(leo_picard *picard, double elapsed_s, leo_vec3 pos_m, leo_vec3 vel_m_s,
                            leo_error *error)
{
    const double size = leo_norm(pos_m) + leo_norm(vel_m_s) + fabs(elapsed_s);
    if (!(size < 1e15) || !(leo_norm(pos_m) > 0))
        return leo_fail(error, LEO_BAD_ARGUMENT, "orbit.picard",
                        "the state at start is not a number or at the centre");
    picard->start_s = picard->begin_s = picard->end_s = elapsed_s;
    picard->now = (leo_picard_end){ pos_m, vel_m_s };
    picard->span_s = DAY_S;
    picard->angle_rad = PI;
    picard->rule_floor = RULE_MIN;
    picard->work.contraction = 1;
    picard->work.first = INFINITY;
    picard->work.fewer = 1;
    picard->until_audit = picard->floor_left = picard->flown = 0;
    picard->audited_left = 0;
    picard->count = 0;
    const leo_status status = compare_fidelities(picard, error);
    picard->rule = picard->work.middle_is_full ? 2 : 5;
    return status;
}

/* Where the next piece ends: never beyond `limit_s`, and not so that a crumb is left. `part`: of its full length. */
static leo_picard_piece next_piece(const leo_picard *picard, double limit_s, double *part, double *ecc)
{
    const double remaining = limit_s - picard->end_s, angle = copysign(picard->angle_rad, remaining);
    const double gm = leo_dynamics_gm_m3_s2(picard->work.dynamics);
    const double full = length_of(gm, picard->now.pos_m, picard->now.vel_m_s, angle, ecc);
    double length = full;
    if (fabs(full) >= fabs(remaining))
        length = remaining;
    else if (fabs(full) > 0.5 * fabs(remaining))
        length = 0.5 * remaining;
    *part = length / full;
    return (leo_picard_piece){ picard->end_s, length, picard->now.pos_m, picard->now.vel_m_s };
}

static void note_nodes(leo_picard *picard, const leo_picard_piece *piece, int k, const leo_picard_end *end)
{
    const leo_picard_work *work = &picard->work;
    const leo_picard_rule *rule = &work->ladder.rule[k];
    picard->trial[0] =
        (node){ .elapsed_s = piece->begin_s, .pos_m = piece->pos_m, .vel_m_s = piece->vel_m_s };
    picard->trial[rule->nodes + 1] =
        (node){ .elapsed_s = piece->begin_s + piece->length_s, .pos_m = end->pos_m, .vel_m_s = end->vel_m_s };
    for (int i = 0; i < rule->nodes; i++)
        picard->trial[i + 1] = (node){ piece->begin_s + rule->at[i] * piece->length_s,
                                       leo_lanes3_get(&work->pos_m[i / LEO_LANES], i % LEO_LANES),
                                       leo_lanes3_get(&work->vel_m_s[i / LEO_LANES], i % LEO_LANES) };
}

/* Newton's divided differences through positions and velocities of AROUND nodes, each counted twice. */
static void hermite(const node *near, double elapsed_s, leo_vec3 *pos_m, leo_vec3 *vel_m_s)
{
    enum { POINTS = 2 * AROUND };
    double t[POINTS];
    leo_vec3 d[POINTS];
    for (int i = 0; i < AROUND; i++) {
        t[2 * i] = t[2 * i + 1] = near[i].elapsed_s;
        d[2 * i] = d[2 * i + 1] = near[i].pos_m;
    }
    for (int order = 1; order < POINTS; order++)
        for (int i = POINTS - 1; i >= order; i--)
            d[i] = order == 1 && i % 2 ? near[i / 2].vel_m_s
                                       : leo_scale(1 / (t[i] - t[i - order]), leo_sub(d[i], d[i - 1]));
    leo_vec3 pos = d[POINTS - 1], vel = { 0 };
    for (int i = POINTS - 2; i >= 0; i--) {
        vel = leo_add_scaled(pos, elapsed_s - t[i], vel);
        pos = leo_add_scaled(d[i], elapsed_s - t[i], pos);
    }
    *pos_m = pos;
    *vel_m_s = vel;
}

/* The solution at `elapsed_s` through the `count` nodes of a piece, rising or falling in time. */
static void read_nodes(const node *nodes, int count, double elapsed_s, leo_vec3 *pos_m, leo_vec3 *vel_m_s)
{
    const double sign = nodes[count - 1].elapsed_s > nodes[0].elapsed_s ? 1 : -1;
    int low = 0, high = count - 1; // nodes[low] <= elapsed < nodes[high]
    while (high - low > 1) {
        const int middle = (low + high) / 2;
        if (sign * (nodes[middle].elapsed_s - elapsed_s) <= 0)
            low = middle;
        else
            high = middle;
    }
    int first = low - (AROUND / 2 - 1);
    first = first < 0 ? 0 : first > count - AROUND ? count - AROUND : first;
    hermite(nodes + first, elapsed_s, pos_m, vel_m_s);
}

typedef struct trial {
    leo_picard_end end;
    double wrong;  // at the end, by the audit and by its weight; 0 without
    double inside; // and in between, m
    int audited;
} trial;

/* How far what is read between the nodes lies from the positions of the audit. */
static double compare_inside(const leo_picard *picard, const leo_picard_piece *piece, int k)
{
    const leo_picard_rule *audit = &picard->work.ladder.rule[k + 1];
    double worst = 0;
    for (int i = 0; i < audit->nodes; i++) {
        leo_vec3 pos, vel;
        read_nodes(picard->trial, picard->work.ladder.rule[k].nodes + 2,
                   piece->begin_s + audit->at[i] * piece->length_s, &pos, &vel);
        const leo_vec3 want = leo_lanes3_get(&picard->work.pos_m[i / LEO_LANES], i % LEO_LANES);
        worst = fmax(worst, leo_norm(leo_sub(pos, want)));
    }
    return worst;
}

/* One piece on rule `k`, audited where that is due or where the sweeps say so. */
static leo_status try_piece(leo_picard *picard, const leo_picard_piece *piece, int k, int audit_due,
                            double allowed, trial *t, leo_error *error)
{
    leo_picard_work *work = &picard->work;
    const weight w = { leo_dynamics_gm_m3_s2(work->dynamics), picard->span_s };
    leo_status status = leo_picard_solve(work, piece, k, weigh, &w, allowed, &t->end, error);
    if (status != LEO_OK)
        return status;
    const leo_picard_product product = leo_picard_to_velocity(&work->ladder, k);
    leo_picard_velocities(&product, piece, work->accel_m_s2, work->vel_m_s);
    note_nodes(picard, piece, k, &t->end);
    t->audited = audit_due || work->left > 4 * picard->audited_left;
    t->wrong = t->inside = 0;
    if (!t->audited)
        return LEO_OK;
    leo_picard_end better;
    status = leo_picard_audit(work, piece, k, &better, error);
    t->wrong = weigh(&w, &t->end, &better);
    t->inside = compare_inside(picard, piece, k);
    t->end = better;
    return status;
}

/* More nodes where there are some, else a shorter piece. */
static void harder(leo_picard *picard, double excess)
{
    picard->rule_floor = picard->rule + 1;
    picard->floor_left = 2 * AUDIT_EACH;
    if (picard->rule < RULE_MAX)
        picard->rule += excess > 10 && picard->rule + 2 <= RULE_MAX ? 2 : 1;
    else
        picard->angle_rad *= 0.6;
    picard->rule_floor = picard->rule_floor < RULE_MAX ? picard->rule_floor : RULE_MAX;
}

/* After an audit that found less than was allowed: a longer piece, or fewer nodes, to be audited at once. */
static void easier(leo_picard *picard, double ratio)
{
    if (picard->floor_left > 0 && --picard->floor_left == 0)
        picard->rule_floor = RULE_MIN;
    if (ratio < 1e-2 && picard->angle_rad < PI && picard->rule <= 5)
        picard->angle_rad = fmin(1.25 * picard->angle_rad, PI);
    else if (ratio < 1e-3 && picard->rule > picard->rule_floor)
        picard->rule--;
    else
        return;
    picard->until_audit = 0;
}

static void accept(leo_picard *picard, const leo_picard_piece *piece, double limit_s, int k, const trial *t,
                   int audit_each)
{
    const double end_s = piece->begin_s + piece->length_s;
    const int is_last = piece->length_s == limit_s - piece->begin_s;
    picard->begin_s = piece->begin_s;
    picard->end_s = is_last ? limit_s : end_s;
    picard->now = t->end;
    picard->flown += picard->flown < 2;
    picard->count = picard->work.ladder.rule[k].nodes + 2;
    memcpy(picard->nodes, picard->trial, sizeof(node) * (size_t)picard->count);
    picard->nodes[picard->count - 1] =
        (node){ .elapsed_s = picard->end_s, .pos_m = t->end.pos_m, .vel_m_s = t->end.vel_m_s };
    if (!t->audited) {
        picard->until_audit--;
        return;
    }
    picard->audited_left = fmax(picard->audited_left, picard->work.left);
    picard->until_audit = picard->flown < 2 ? 0 : audit_each - 1;
}

/*
 * Where sweeps may end: an error of the position all along a piece pulls the craft by the gradient of gravity. The last
 * change of the sweeps is some ten times what they leave.
 */
static void set_goals(leo_picard *picard, const leo_picard_piece *piece, double allowed)
{
    const weight w = { leo_dynamics_gm_m3_s2(picard->work.dynamics), picard->span_s };
    const double r = leo_norm(piece->pos_m), v = leo_norm(piece->vel_m_s);
    const double off_m = 1e-7 * r, rate = sqrt(w.gm_m3_s2 / r) / r;
    const leo_picard_end off = { leo_scale(1 + off_m / r, piece->pos_m),
                                 leo_scale(1 + off_m * rate / v, piece->vel_m_s) };
    const double gain = weigh(&w, &picard->now, &off) / off_m;
    const double digits = 2e-15 * (r + v * fabs(piece->length_s));
    const double full_m = fmax(fmin(2 * allowed / gain, 1e-2), digits);
    const double middle_m = fmax(fmin(1.5e5 * full_m, 0.3), full_m);
    picard->work.goals = (leo_picard_goals){ 100 * middle_m, middle_m, full_m };
}

/* What the last digits of a state weigh. */
static double rounding(const leo_picard *picard)
{
    const double part = 1 + 4e-16;
    const leo_picard_end off = { leo_scale(part, picard->now.pos_m), leo_scale(part, picard->now.vel_m_s) };
    const weight w = { leo_dynamics_gm_m3_s2(picard->work.dynamics), picard->span_s };
    return weigh(&w, &picard->now, &off);
}

leo_status leo_picard_step(leo_picard *picard, double limit_s, leo_error *error)
{
    if (!(fabs(limit_s - picard->end_s) > 0) || !(fabs(limit_s) < 1e15))
        return leo_fail(error, LEO_BAD_ARGUMENT, "orbit.picard", "%g s: must lie beyond the end, %g s",
                        limit_s, picard->end_s);
    picard->span_s = fmax(picard->span_s, fabs(limit_s - picard->start_s));
    const double angle_rad = picard->angle_rad;
    leo_error last = { 0 };
    for (int try = 0; try < TRIES_MAX && picard->angle_rad > SHORTEST_RAD; try++) {
        double part, ecc;
        const leo_picard_piece piece = next_piece(picard, limit_s, &part, &ecc);
        const int nodes = 8 + (int)(part * LEO_LANES * picard->rule); // some eight serve the ends
        const int k = part == 1 ? picard->rule : nodes / LEO_LANES < RULE_MIN ? RULE_MIN : nodes / LEO_LANES;
        const double share = fmin(fabs(piece.length_s) / picard->span_s, 1);
        const double allowed = fmax(picard->accuracy_m / 3 * sqrt(share), rounding(picard));
        const int each = ecc > 0.1 || picard->work.follows_velocity ? 1 : AUDIT_EACH;
        set_goals(picard, &piece, allowed);
        trial t = { 0 };
        last = (leo_error){ 0 };
        const leo_status status =
            try_piece(picard, &piece, k, each == 1 || picard->until_audit <= 0, allowed, &t, &last);
        const double inside = 0.5 * picard->accuracy_m;
        const double excess = t.wrong > t.inside * allowed / inside ? t.wrong / allowed : t.inside / inside;
        if (status == LEO_OK && t.wrong <= allowed && t.inside <= inside) {
            accept(picard, &piece, limit_s, k, &t, each);
            if (t.audited && part == 1)
                easier(picard, excess);
            return LEO_OK;
        }
        if (status == LEO_OK)
            leo_fail(&last, LEO_NO_CONVERGENCE, NULL,
                     "an audit found %g m at the end and %g m inside, %g m and %g m are allowed", t.wrong,
                     t.inside, allowed, inside);
        picard->work.contraction = 1;
        harder(picard, status == LEO_OK ? excess : INFINITY);
    }
    picard->angle_rad = angle_rad;
    return leo_fail(error, LEO_NO_CONVERGENCE, "orbit.picard", "no piece at %.17g s serves: %s",
                    picard->end_s, last.message);
}

void leo_picard_at(const leo_picard *picard, double elapsed_s, leo_vec3 *pos_m, leo_vec3 *vel_m_s)
{
    if (picard->count < AROUND || elapsed_s == picard->end_s) {
        *pos_m = picard->now.pos_m;
        *vel_m_s = picard->now.vel_m_s;
        return;
    }
    read_nodes(picard->nodes, picard->count, elapsed_s, pos_m, vel_m_s);
}

double leo_picard_begin_s(const leo_picard *picard)
{
    return picard->begin_s;
}

double leo_picard_end_s(const leo_picard *picard)
{
    return picard->end_s;
}

void leo_picard_evaluations(const leo_picard *picard, long count[3])
{
    memcpy(count, picard->work.evaluations, sizeof picard->work.evaluations);
}
