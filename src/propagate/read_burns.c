/* SPDX-License-Identifier: MIT */
/* The tree of a setup: burns, events, covariance. */
#include "base/error.h"
#include "base/text.h"
#include "propagate/setup.h"
#include "time/epoch.h"
#include "world/body.h"

#include <ctype.h>
#include <string.h>

typedef struct burn_values {
    const char *axes;
    double length_s, thrust_n, isp_s, mass_used_kg;
} burn_values;

// clang-format off
static const leo_field burn_fields[] = {
    { "axes",      LEO_TEXT_AT(burn_values, axes), NULL, 0, 0, "GCRF", NULL, "rsw (= rtn), vnc, tnw, lvlh, or a frame such as EME2000." },
    { "duration",  LEO_REAL_AT(burn_values, length_s),     "s",  0, 1e8,  "0 s", NULL, "0: all at once." },
    { "thrust",    LEO_REAL_AT(burn_values, thrust_n),     "N",  0, 1e9,  "0 N", NULL, "With `direction`, instead of `delta-v`." },
    { "isp",       LEO_REAL_AT(burn_values, isp_s),        "s",  0, 1e6,  "0 s", NULL, "Specific impulse over g0; 0: no mass is used." },
    { "mass-used", LEO_REAL_AT(burn_values, mass_used_kg), "kg", -1, 1e9, "-1 kg", NULL, "Instead of `isp`." },
    { 0 }
};
// clang-format on

static const char *const burn_keys[] = { "at", "delta-v", "direction", NULL };

typedef enum axes_kind { AXES_FRAME, AXES_RSW, AXES_VNC, AXES_TNW, AXES_LVLH } axes_kind;

static int same_word(const char *a, const char *b)
{
    for (; *a && *b; a++, b++)
        if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
            return 0;
    return *a == *b;
}

static leo_status axes_of(leo_reader *reader, const leo_node *at, const char *text, axes_kind *kind,
                          leo_frame *frame)
{
    static const struct {
        const char *name;
        axes_kind kind;
    } names[] = { { "rsw", AXES_RSW }, { "rtn", AXES_RSW }, { "qsw", AXES_RSW },  { "ric", AXES_RSW },
                  { "vnc", AXES_VNC }, { "tnw", AXES_TNW }, { "lvlh", AXES_LVLH } };
    *frame = LEO_GCRF;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (same_word(names[i].name, text)) {
            *kind = names[i].kind;
            return LEO_OK;
        }
    *kind = AXES_FRAME;
    *frame = same_word("inertial", text) ? LEO_GCRF : leo_frame_find(text, strlen(text));
    if (*frame != LEO_FRAMES)
        return LEO_OK;
    return leo_problem(reader, at, "no axes `%.40s`: rsw, rtn, vnc, tnw, lvlh or the name of a frame", text);
}

leo_status leo_setup_axes(leo_reader *reader, const leo_setup *setup, const leo_node *at, const char *text,
                          leo_mat3 *axes_from_icrf, leo_vec3 *frame_spin_rad_s)
{
    axes_kind kind;
    leo_frame frame;
    leo_error why = { 0 };
    const leo_vec3 r = setup->start.pos_m, v = setup->start.vel_m_s;
    *frame_spin_rad_s = (leo_vec3){ 0, 0, 0 };
    if (axes_of(reader, at, text, &kind, &frame) != LEO_OK)
        return LEO_BAD_INPUT;
    if (kind == AXES_FRAME)
        return leo_frame_from_gcrf(frame, &setup->data, setup->epoch, axes_from_icrf, frame_spin_rad_s,
                                   &why) == LEO_OK
                   ? LEO_OK
                   : leo_problem(reader, at, "%s", why.message);
    *axes_from_icrf = kind == AXES_RSW    ? leo_rsw_from_inertial(r, v)
                      : kind == AXES_LVLH ? leo_lvlh_from_inertial(r, v)
                                          : leo_vnc_from_inertial(r, v);
    const leo_mat3 vnc = *axes_from_icrf;
    for (int c = 0; c < 3 && kind == AXES_TNW; c++) {
        axes_from_icrf->m[1][c] = -vnc.m[2][c];
        axes_from_icrf->m[2][c] = vnc.m[1][c];
    }
    return LEO_OK;
}

/* Components in the axes of the propagator's burns. */
static leo_status turn(leo_reader *reader, const leo_setup *setup, const leo_node *at, axes_kind kind,
                       leo_frame frame, double begin_s, leo_burn_axes *axes, leo_vec3 *v)
{
    static const leo_burn_axes same[] = { LEO_BURN_INERTIAL, LEO_BURN_RSW, LEO_BURN_VNC, LEO_BURN_VNC,
                                          LEO_BURN_LVLH };
    leo_mat3 from_gcrf;
    leo_error why = { 0 };
    *axes = same[kind];
    if (kind == AXES_TNW) // along the velocity, inward, along the momentum
        *v = (leo_vec3){ v->x, v->z, -v->y };
    if (kind != AXES_FRAME || frame == LEO_GCRF)
        return LEO_OK;
    if (leo_frame_from_gcrf(frame, &setup->data, leo_epoch_add(setup->epoch, begin_s), &from_gcrf, NULL,
                            &why) != LEO_OK)
        return leo_problem(reader, at, "%s", why.message);
    *v = leo_mat_tvec(from_gcrf, *v);
    return LEO_OK;
}

/*
 * Thrust and specific impulse of a burn given by what it does: with a constant flow of mass, v = c ln(m0 / m1), and thrust is
 * c times the flow.
 */
static leo_status by_effect(leo_reader *reader, const leo_node *map, const burn_values *values,
                            double *mass_kg, leo_burn *burn)
{
    const double dv = leo_norm(burn->delta_v_m_s), used = values->mass_used_kg;
    double speed = values->isp_s * LEO_G0_M_S2;
    if (used > 0) {
        if (!(used < *mass_kg))
            return leo_problem(reader, map, "uses %g kg of the %g kg that there are", used, *mass_kg);
        speed = dv / log(*mass_kg / (*mass_kg - used));
    }
    const double after = speed > 0 ? *mass_kg * exp(-dv / speed) : *mass_kg;
    burn->isp_s = speed / LEO_G0_M_S2;
    if (values->length_s > 0 && dv > 0) {
        burn->thrust_n =
            speed > 0 ? speed * (*mass_kg - after) / values->length_s : *mass_kg * dv / values->length_s;
        burn->direction = leo_scale(1 / dv, burn->delta_v_m_s);
        burn->length_s = values->length_s;
        burn->delta_v_m_s = (leo_vec3){ 0, 0, 0 };
    }
    *mass_kg = after;
    return LEO_OK;
}

static leo_status by_thrust(leo_reader *reader, const leo_node *map, const burn_values *values,
                            double *mass_kg, leo_burn *burn)
{
    if (!(values->thrust_n > 0 && values->length_s > 0))
        return leo_problem(reader, map, "a burn needs `delta-v`, or `direction`, `thrust` and `duration`");
    burn->thrust_n = values->thrust_n;
    burn->length_s = values->length_s;
    burn->isp_s = values->isp_s;
    if (values->isp_s > 0)
        *mass_kg -= values->length_s * values->thrust_n / (values->isp_s * LEO_G0_M_S2);
    if (values->mass_used_kg > 0)
        return leo_problem(reader, map, "`mass-used` goes with `delta-v`; with `thrust` give `isp`");
    return *mass_kg > 0 ? LEO_OK : leo_problem(reader, map, "burns more than the mass that there is");
}

static void read_burn(leo_reader *reader, leo_setup *setup, const leo_node *item, double *mass_kg)
{
    const leo_node *map = leo_want_map(reader, item), *at = leo_node_find(map, "at");
    const leo_node *dv = leo_node_find(map, "delta-v"), *direction = leo_node_find(map, "direction");
    burn_values values = { 0 };
    const leo_target target = { burn_fields, &values };
    const int problems = reader->problems;
    if (!map) {
        if (item->kind == LEO_NODE_EMPTY)
            leo_problem(reader, item,
                        "a burn is a map: { at: T+1 h, axes: rsw, delta-v: [0 m/s, 10 m/s, 0 m/s] }");
        return;
    }
    leo_read_targets(reader, map, map, "a burn", "burns", &target, 1, burn_keys);
    if (!at || at->kind != LEO_NODE_TEXT)
        leo_problem_at_key(reader, map, "a burn needs `at`: a date, or T+ and a time");
    if (!dv == !direction)
        leo_problem_at_key(reader, map, "a burn needs one of `delta-v` and `direction`");
    if (reader->problems > problems)
        return;
    leo_burn burn = { 0 };
    double axes[3];
    axes_kind kind;
    leo_frame frame;
    const leo_node *axes_node = leo_node_find(map, "axes") ? leo_node_find(map, "axes") : map;
    if (leo_setup_instant(reader, setup, at, &burn.begin_s) != LEO_OK ||
        axes_of(reader, axes_node, values.axes, &kind, &frame) != LEO_OK ||
        leo_setup_vector(reader, dv ? dv : direction, dv ? "m/s" : "1", axes) != LEO_OK)
        return;
    leo_vec3 v = { axes[0], axes[1], axes[2] };
    // a message tells what was done before its state as well
    if ((setup->span_s >= 0 && burn.begin_s < 0) || (setup->span_s < 0 && burn.begin_s > 0)) {
        setup->burns_left_out++;
        return;
    }
    if (turn(reader, setup, axes_node, kind, frame, burn.begin_s, &burn.axes, &v) != LEO_OK)
        return;
    if (!dv && !(leo_norm(v) > 0)) {
        leo_problem(reader, direction, "`direction`: must not be zero");
        return;
    }
    *(dv ? &burn.delta_v_m_s : &burn.direction) = dv ? v : leo_unit(v);
    if ((dv ? by_effect : by_thrust)(reader, map, &values, mass_kg, &burn) == LEO_OK)
        setup->burns[setup->burn_count++] = burn;
}

void leo_setup_read_burns(leo_reader *reader, leo_setup *setup)
{
    const leo_node *node = leo_node_find(reader->root, "burns"),
                   *list = node ? leo_want_list(reader, node) : NULL;
    double mass_kg = setup->craft.mass_kg;
    if (list && list->count > LEO_SETUP_BURNS) {
        leo_problem(reader, list, "%d burns: at most %d are flown", list->count, LEO_SETUP_BURNS);
        return;
    }
    for (const leo_node *item = list ? list->first : NULL; item; item = item->next)
        read_burn(reader, setup, item, &mass_kg);
}

/* ---- events ------------------------------------------------------------------------------------------------------------ */

static void want_event(leo_reader *reader, leo_setup *setup, const leo_node *text)
{
    const int all = strcmp(text->text, "all") == 0;
    leo_nearest nearest = { .word = text->text };
    char hint[LEO_HINT_ROOM];
    int found = 0;
    for (const leo_orbit_event *row = leo_orbit_events; row->name; row++) {
        leo_nearest_offer(&nearest, row->name);
        if (!all && strcmp(row->name, text->text) != 0)
            continue;
        found = 1;
        if (setup->event_count < LEO_SETUP_EVENTS)
            setup->events[setup->event_count++] = row;
    }
    if (!found)
        leo_problem(reader, text, "no event `%.40s`%s", text->text, leo_nearest_hint(&nearest, hint));
}

void leo_setup_read_events(leo_reader *reader, leo_setup *setup)
{
    const leo_node *node = leo_node_find(reader->root, "events");
    if (!node || node->kind == LEO_NODE_EMPTY)
        return;
    if (node->kind == LEO_NODE_TEXT) {
        want_event(reader, setup, node);
        return;
    }
    const leo_node *list = leo_want_list(reader, node);
    for (const leo_node *item = list ? list->first : NULL; item; item = item->next) {
        const leo_node *text = leo_want_text(reader, item);
        if (text)
            want_event(reader, setup, text);
    }
}

/* ---- covariance -------------------------------------------------------------------------------------------------------- */

/* J P J', with J of four 3x3 blocks: rotation, 0; rotation of the axes' own turning, rotation. */
static void turn_covariance(const leo_mat3 *gcrf_from_axes, const leo_mat3 *rate, double p[6][6])
{
    double j[6][6] = { { 0 } }, half[6][6];
    for (int r = 0; r < 3; r++)
        for (int c = 0; c < 3; c++) {
            j[r][c] = j[r + 3][c + 3] = gcrf_from_axes->m[r][c];
            j[r + 3][c] = rate->m[r][c];
        }
    for (int r = 0; r < 6; r++)
        for (int c = 0; c < 6; c++) {
            half[r][c] = 0;
            for (int k = 0; k < 6; k++)
                half[r][c] += j[r][k] * p[k][c];
        }
    for (int r = 0; r < 6; r++)
        for (int c = 0; c < 6; c++) {
            p[r][c] = 0;
            for (int k = 0; k < 6; k++)
                p[r][c] += half[r][k] * j[c][k];
        }
}

static void covariance_to_icrf(leo_reader *reader, leo_setup *setup, const leo_node *at, const char *axes)
{
    leo_mat3 from, rate;
    leo_vec3 spin;
    if (leo_setup_axes(reader, setup, at, axes, &from, &spin) != LEO_OK)
        return;
    const leo_mat3 back = leo_mat_transpose(from);
    const leo_mat3 cross = { { { 0, -spin.z, spin.y }, { spin.z, 0, -spin.x }, { -spin.y, spin.x, 0 } } };
    rate = leo_mat_mul(cross, back);
    turn_covariance(&back, &rate, setup->covariance);
    setup->has_covariance = 1;
}

void leo_setup_read_covariance(leo_reader *reader, leo_setup *setup)
{
    enum { TRIANGLE = 21 };
    const leo_node *node = leo_node_find(reader->root, "covariance"),
                   *map = node ? leo_want_map(reader, node) : NULL;
    const leo_node *lower = leo_node_find(map, "lower"), *frame = leo_node_find(map, "frame");
    static const leo_field keys[] = { { .key = "frame" }, { .key = "lower" }, { 0 } };
    if (!map)
        return;
    leo_check_keys(reader, map, keys, "`covariance`");
    if (!lower || lower->kind != LEO_NODE_LIST || lower->count != TRIANGLE) {
        leo_problem_at_key(
            reader, map,
            "`covariance` needs `lower`: 21 numbers, the lower triangle row by row in km and km/s");
        return;
    }
    const leo_node *item = lower->first;
    for (int r = 0; r < 6; r++)
        for (int c = 0; c <= r; c++, item = item->next) {
            double value;
            if (item->kind != LEO_NODE_TEXT || !leo_number_read(item->text, strlen(item->text), &value) ||
                (r == c && value < 0)) {
                leo_problem(reader, item, "`lower`: `%.40s`: must be a number%s", item->text,
                            r == c ? ", and not negative" : "");
                return;
            }
            setup->covariance[r][c] = setup->covariance[c][r] = 1e6 * value;
        }
    const leo_node *name = frame ? leo_want_text(reader, frame) : NULL;
    covariance_to_icrf(reader, setup, name ? name : map, name ? name->text : leo_frame_name(setup->frame));
}
