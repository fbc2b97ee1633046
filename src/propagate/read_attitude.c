/* SPDX-License-Identifier: MIT */

/*
 * The tree of a setup: the attitude at the start, the inertia, torques and forces in body axes.
 *
 * Turns are of the axes: yaw about z, pitch about y, roll about x, each about the axis where the turns before have brought it.
 * LVLH turns at |r x v|/r^2 about the orbit's momentum; what turns the plane of the orbit itself is not in that.
 */
#include "base/error.h"
#include "base/text.h"
#include "propagate/setup.h"

#include <string.h>

typedef struct attitude_values {
    const char *axes;
    int gradient, relative;
} attitude_values;

typedef struct inertia_values {
    double xx_kg_m2, yy_kg_m2, zz_kg_m2, xy_kg_m2, xz_kg_m2, yz_kg_m2;
} inertia_values;

typedef struct push_values {
    double length_s;
} push_values;

static const char *const off_on[] = { "off", "on", NULL };
static const char *const relatives[] = { "inertial", "lvlh", NULL };

#define INERTIA(m) LEO_REAL_AT(inertia_values, m), "kg m^2"

// clang-format off
const leo_field leo_setup_attitude_fields[] = {
    { "axes",             LEO_TEXT_AT(attitude_values, axes), NULL, 0, 0, NULL, NULL, "What the attitude at the start is relative to: lvlh, rsw, vnc, tnw, inertial (the ICRF) or a frame such as EME2000." },
    { "rate-relative-to", LEO_CHOICE_AT(attitude_values, relative), NULL, 0, 0, "inertial", relatives, "What `rate` counts from; lvlh: the axes of the orbit, which turn." },
    { "gravity-gradient", LEO_CHOICE_AT(attitude_values, gradient), NULL, 0, 0, "on", off_on, "The torque of the central body's pull, as of a point." },
    { 0 }
};

const leo_field leo_setup_inertia_fields[] = {
    { "xx", INERTIA(xx_kg_m2), 1e-15, 1e18, NULL, NULL, "Moment about the body's x axis through the centre of mass." },
    { "yy", INERTIA(yy_kg_m2), 1e-15, 1e18, NULL, NULL, "About y." },
    { "zz", INERTIA(zz_kg_m2), 1e-15, 1e18, NULL, NULL, "About z." },
    { "xy", INERTIA(xy_kg_m2), -1e18, 1e18, "0 kg m^2", NULL, "Element of the matrix: minus the integral of x y dm." },
    { "xz", INERTIA(xz_kg_m2), -1e18, 1e18, "0 kg m^2", NULL, "Minus the integral of x z dm." },
    { "yz", INERTIA(yz_kg_m2), -1e18, 1e18, "0 kg m^2", NULL, "Minus the integral of y z dm." },
    { 0 }
};

static const leo_field push_fields[] = {
    { "duration", LEO_REAL_AT(push_values, length_s), "s", 0, 1e9, NULL, NULL, "How long it acts." },
    { 0 }
};
// clang-format on

static const char *const sections[] = { "quaternion", "yaw-pitch-roll", "pitch-yaw-roll", "rate",
                                        "inertia",    "torques",        "forces",         NULL };

/* ---- how it stands ----------------------------------------------------------------------------------------------------- */

static leo_status read_quaternion(leo_reader *reader, const leo_node *node, leo_quaternion *q)
{
    double v[4];
    if (leo_setup_values(reader, node, "1", v, 4) != LEO_OK)
        return LEO_BAD_INPUT;
    const double length = sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2] + v[3] * v[3]);
    if (!(fabs(length - 1) <= 1e-3))
        return leo_problem(reader, node, "`quaternion`: has the length %g: must be 1", length);
    *q = (leo_quaternion){ v[0] / length, { v[1] / length, v[2] / length, v[3] / length } };
    return LEO_OK;
}

/* Exactly one of the three ways to say it. */
static leo_status read_turn(leo_reader *reader, const leo_node *map, leo_quaternion *body_from_axes)
{
    const leo_node *quaternion = leo_node_find(map, "quaternion"),
                   *yaw_first = leo_node_find(map, "yaw-pitch-roll"),
                   *pitch_first = leo_node_find(map, "pitch-yaw-roll");
    double a[3];
    if ((quaternion != NULL) + (yaw_first != NULL) + (pitch_first != NULL) != 1)
        return leo_problem_at_key(
            reader, map, "`attitude` needs one of `quaternion`, `yaw-pitch-roll` and `pitch-yaw-roll`");
    if (quaternion)
        return read_quaternion(reader, quaternion, body_from_axes);
    if (leo_setup_vector(reader, yaw_first ? yaw_first : pitch_first, "rad", a) != LEO_OK)
        return LEO_BAD_INPUT;
    const leo_mat3 pitch_then_yaw =
        leo_mat_mul(leo_yaw_pitch_roll(a[1], 0, 0), leo_yaw_pitch_roll(0, a[0], 0));
    *body_from_axes =
        leo_quaternion_of(yaw_first ? leo_yaw_pitch_roll(a[0], a[1], a[2])
                                    : leo_mat_mul(leo_yaw_pitch_roll(0, 0, a[2]), pitch_then_yaw));
    return LEO_OK;
}

static void read_start(leo_reader *reader, leo_setup *setup, const leo_node *map,
                       const attitude_values *values)
{
    const leo_vec3 r = setup->start.pos_m, v = setup->start.vel_m_s, momentum = leo_cross(r, v);
    const leo_node *rate = leo_node_find(map, "rate"), *axes = leo_node_find(map, "axes");
    leo_turning *turning = &setup->turning;
    leo_quaternion body_from_axes;
    leo_mat3 axes_from_icrf;
    leo_vec3 spin;
    double w[3] = { 0, 0, 0 };
    if (leo_setup_axes(reader, setup, axes, values->axes, &axes_from_icrf, &spin) != LEO_OK ||
        read_turn(reader, map, &body_from_axes) != LEO_OK ||
        (rate && leo_setup_vector(reader, rate, "rad/s", w) != LEO_OK))
        return;
    const leo_quaternion q = leo_quaternion_mul(body_from_axes, leo_quaternion_of(axes_from_icrf));
    if (!(fabs(q.s * q.s + leo_dot(q.v, q.v) - 1) < 1e-9)) { // axes of an orbit that is a straight line
        leo_problem(reader, axes, "`axes`: the orbit moves along its radius and has no axes `%.40s`",
                    values->axes);
        return;
    }
    const leo_vec3 orbit_rad_s = leo_scale(values->relative / leo_dot(r, r), momentum);
    turning->body_from_icrf = q;
    turning->rate_body_rad_s = leo_add(leo_vec(w[0], w[1], w[2]), leo_quaternion_turn(q, orbit_rad_s));
}

/* ---- what it is ---------------------------------------------------------------------------------------------------------- */

static void read_inertia(leo_reader *reader, leo_setup *setup, const leo_node *map)
{
    const int problems = reader->problems;
    const leo_node *node = leo_node_find(map, "inertia"),
                   *values_map = node ? leo_want_map(reader, node) : NULL;
    inertia_values i = { 0 };
    leo_error why = { 0 };
    const leo_target target = { leo_setup_inertia_fields, &i };
    if (!values_map) {
        if (reader->problems == problems)
            leo_problem_at_key(reader, node ? node : map,
                               "`attitude` needs `inertia`: { xx: .., yy: .., zz: .. }, in kg m^2");
        return;
    }
    leo_read_targets(reader, values_map, values_map, "`inertia`", "attitude.inertia", &target, 1, NULL);
    setup->turning.inertia_kg_m2 = (leo_mat3){ { { i.xx_kg_m2, i.xy_kg_m2, i.xz_kg_m2 },
                                                 { i.xy_kg_m2, i.yy_kg_m2, i.yz_kg_m2 },
                                                 { i.xz_kg_m2, i.yz_kg_m2, i.zz_kg_m2 } } };
    if (reader->problems == problems && leo_inertia_check(setup->turning.inertia_kg_m2, &why) != LEO_OK)
        leo_problem(reader, values_map, "`inertia`: %s", why.message);
}

/* ---- what pushes it -------------------------------------------------------------------------------------------------------- */

typedef struct push_kind {
    const char *list, *key, *unit, *shape;
} push_kind;

static const push_kind torque_kind = { "torques", "torque", "N m",
                                       "{ at: T+1000 s, duration: 1000 s, torque: [10 N m, 0 N m, 0 N m] }" },
                       force_kind = { "forces", "force", "N",
                                      "{ at: T+1000 s, duration: 1000 s, force: [10 N, 0 N, 0 N] }" };

static void read_push(leo_reader *reader, const leo_setup *setup, const push_kind *kind, const leo_node *item,
                      leo_push *push)
{
    const char *const keys[] = { "at", kind->key, NULL };
    const leo_node *map = leo_want_map(reader, item), *at = leo_node_find(map, "at");
    const leo_node *value = leo_node_find(map, kind->key);
    const int problems = reader->problems;
    push_values values = { 0 };
    const leo_target target = { push_fields, &values };
    double v[3];
    if (!map) {
        if (item->kind == LEO_NODE_EMPTY)
            leo_problem(reader, item, "an entry of `%s` is a map: %s", kind->list, kind->shape);
        return;
    }
    leo_read_targets(reader, map, map, leo_print(reader, "an entry of `%s`", kind->list),
                     leo_print(reader, "attitude.%s", kind->list), &target, 1, keys);
    if (reader->problems == problems && !(values.length_s > 0))
        leo_problem(reader, leo_node_find(map, "duration"), "`duration`: %g s: must be above 0",
                    values.length_s);
    if (!at || at->kind != LEO_NODE_TEXT || !value)
        leo_problem_at_key(reader, map, "an entry of `%s` needs `%s`: %s", kind->list,
                           value ? "at" : kind->key, kind->shape);
    if (reader->problems > problems || leo_setup_instant(reader, setup, at, &push->begin_s) != LEO_OK ||
        leo_setup_vector(reader, value, kind->unit, v) != LEO_OK)
        return;
    push->length_s = values.length_s;
    *(kind == &torque_kind ? &push->torque_body_n_m : &push->force_body_n) = leo_vec(v[0], v[1], v[2]);
}

static void read_pushes(leo_reader *reader, leo_setup *setup, const leo_node *map)
{
    const push_kind *const kinds[2] = { &torque_kind, &force_kind };
    leo_push *pushes = LEO_TAKE(reader->arena, leo_push, LEO_SETUP_PUSHES);
    int count = 0;
    if (!pushes) {
        leo_no_memory(reader);
        return;
    }
    for (int k = 0; k < 2; k++) {
        const leo_node *node = leo_node_find(map, kinds[k]->list),
                       *list = node ? leo_want_list(reader, node) : NULL;
        if (list && count + list->count > LEO_SETUP_PUSHES) {
            leo_problem(reader, list, "`%s`: %d, with the others: at most %d torques and forces act",
                        kinds[k]->list, count + list->count, LEO_SETUP_PUSHES);
            return;
        }
        for (const leo_node *item = list ? list->first : NULL; item; item = item->next)
            read_push(reader, setup, kinds[k], item, &pushes[count++]);
    }
    setup->turning.pushes = pushes;
    setup->turning.push_count = count;
}

/* Steps are a fraction of a turn: what spins beyond all use would be flown for ever. */
static void check_spin(leo_reader *reader, const leo_setup *setup, const leo_node *map)
{
    const double most_rad_s = 1000;
    const leo_turning *turning = &setup->turning;
    const leo_mat3 inverse = leo_inertia_inverse(turning->inertia_kg_m2);
    double spin_rad_s = leo_norm(turning->rate_body_rad_s);
    for (int i = 0; i < turning->push_count; i++)
        spin_rad_s +=
            leo_norm(leo_mat_vec(inverse, turning->pushes[i].torque_body_n_m)) * turning->pushes[i].length_s;
    if (!(spin_rad_s <= most_rad_s))
        leo_problem_at_key(reader, map,
                           "`attitude`: rate and torques together come to %g rad/s: at most %g rad/s",
                           spin_rad_s, most_rad_s);
}

/* ---- all ------------------------------------------------------------------------------------------------------------------- */

void leo_setup_read_attitude(leo_reader *reader, leo_setup *setup)
{
    const leo_node *node = leo_node_find(reader->root, "attitude");
    const leo_node *map = node ? leo_want_map(reader, node) : NULL;
    const leo_node *stm = leo_node_find(reader->root, "stm"), *method = leo_node_find(reader->root, "method");
    const int problems = reader->problems;
    attitude_values values = { 0 };
    const leo_target target = { leo_setup_attitude_fields, &values };
    if (!map)
        return;
    if (setup->head.stm)
        leo_problem(reader, stm ? stm : node,
                    "`stm`: the state-transition matrix is that of a point: not together with `attitude`");
    if (setup->head.method != LEO_METHOD_AUTO && setup->head.method != LEO_METHOD_DOP853)
        leo_problem(reader, method ? method : node, "`method`: the attitude goes along with dop853 only");
    leo_read_targets(reader, map, map, "`attitude`", "attitude", &target, 1, sections);
    read_inertia(reader, setup, map);
    read_pushes(reader, setup, map);
    if (reader->problems > problems)
        return;
    setup->turning.gravity_gradient = values.gradient;
    read_start(reader, setup, map, &values);
    if (reader->problems == problems)
        check_spin(reader, setup, map);
    setup->has_attitude = reader->problems == problems;
}
