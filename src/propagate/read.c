/* SPDX-License-Identifier: MIT */
/* The tree of a setup: head, state, spacecraft, time by decree. */
#include "base/error.h"
#include "base/text.h"
#include "propagate/setup.h"
#include "time/epoch.h"
#include "world/body.h"

#include <ctype.h>
#include <string.h>

static const char *const methods[] = { "auto", "dop853", "gauss-jackson", "picard-chebyshev", NULL };
static const char *const kernels[] = { "best", "baseline", "avx2", "avx512", NULL };
static const char *const no_yes[] = { "no", "yes", NULL };
static const char *const theories[] = { "iau-2006", "iau-1980", NULL }; // leo_earth_axes
static const char *const grounds[] = { "stops", "ignored", NULL };      // leo_ground

#define HEAD_TEXT(m) LEO_TEXT_AT(leo_setup_head, m), NULL, 0, 0
#define HEAD_REAL(m) LEO_REAL_AT(leo_setup_head, m)

// clang-format off
const leo_field leo_setup_head_fields[] = {
    { "object",       HEAD_TEXT(object),      "UNKNOWN", NULL, "Name of what is propagated." },
    { "object-id",    HEAD_TEXT(object_id),   "UNKNOWN", NULL, "Its international designator." },
    { "epoch",        HEAD_TEXT(epoch),       NULL,      NULL, "Date of the state on the clock of `time-system`." },
    { "time-system",  HEAD_TEXT(time_system), "UTC",     NULL, "UTC, UT1, TAI, TT, TDB, TCG, TCB or GPS." },
    { "frame",        HEAD_TEXT(frame),       "GCRF",    NULL, "Axes of the state: GCRF, ICRF, EME2000, MOD, TOD, TEME, ITRF, MOON_PA, IAU_MARS, ..." },
    { "center",       HEAD_TEXT(center),      "earth",   NULL, "Central body: earth, moon, sun, mars or another planet." },
    { "until",        HEAD_TEXT(until),       "",        NULL, "Where to end: a date, or T+ and a time; instead of `span`." },
    { "span",         HEAD_REAL(span_s),      "s", -6.4e8, 6.4e8, "1 d",  NULL, "How long to propagate; negative: back." },
    { "step",         HEAD_REAL(step_s),      "s", 1e-3, 1e8,     "60 s", NULL, "Between the states that are written; what is computed does not depend on it." },
    { "accuracy",     HEAD_REAL(accuracy_m),  "m", 1e-6, 1e4,     "1 m",  NULL, "What the position may be off after a day or after the span, whichever is longer." },
    { "method",       LEO_CHOICE_AT(leo_setup_head, method), NULL, 0, 0, "auto", methods, "How to integrate; usually chosen by the accuracy." },
    { "kernel",       LEO_CHOICE_AT(leo_setup_head, kernel), NULL, 0, 0, "best", kernels, "Instructions that are used; the results have the same bits." },
    { "stm",          LEO_CHOICE_AT(leo_setup_head, stm),    NULL, 0, 0, "no", no_yes, "Carry the state-transition matrix along." },
    { "stm-degree",   LEO_COUNT_AT(leo_setup_head, stm_degree), NULL, 0, 200, "0", NULL, "Degree of gravity in its partial derivatives; 0: 20 at most." },
    { "ground",       LEO_CHOICE_AT(leo_setup_head, ground), NULL, 0, 0, "stops", grounds, "What an orbit that meets the ground comes to; ignored: it goes through." },
    { "output-frame", HEAD_TEXT(output_frame), "", NULL, "Axes of what is written; usually those of the state." },
    { "output-time",  HEAD_TEXT(output_time),  "", NULL, "Time system of what is written; usually that of the epoch." },
    { 0 }
};

const leo_field leo_setup_craft_fields[] = {
    { "mass",             LEO_REAL_AT(leo_setup_craft, mass_kg),          "kg",  1e-9, 1e12, "1000 kg", NULL, "Mass at the epoch." },
    { "drag-area",        LEO_REAL_AT(leo_setup_craft, drag_area_m2),     "m^2", 0, 1e8, "0 m^2", NULL, "Cross-section in the air." },
    { "drag-coefficient", LEO_REAL_AT(leo_setup_craft, drag_coefficient), "1",   0, 10,  "2.2",   NULL, "Of that area." },
    { "srp-area",         LEO_REAL_AT(leo_setup_craft, srp_area_m2),      "m^2", 0, 1e8, "0 m^2", NULL, "Cross-section in sunlight." },
    { "reflectivity",     LEO_REAL_AT(leo_setup_craft, reflectivity),     "1",   0, 10,  "1.3",   NULL, "Coefficient of radiation pressure: 1 absorbs all." },
    { 0 }
};

typedef struct element_values {
    double sma_m, ecc, inc_rad, raan_rad, argp_rad, true_rad, mean_rad;
} element_values;

#define ELEMENT(m) LEO_REAL_AT(element_values, m)
#define TURN 6.2831853071795872
#define NOT_GIVEN "-1e9 rad"

static const leo_field element_fields[] = {
    { "semi-major-axis",     ELEMENT(sma_m),    "m",   -1e15, 1e15, NULL, NULL, "Half the length of the ellipse; negative for a hyperbola." },
    { "eccentricity",        ELEMENT(ecc),      "1",   0, 1e6, NULL, NULL, "Below 1: a closed orbit." },
    { "inclination",         ELEMENT(inc_rad),  "rad", 0, TURN / 2, NULL, NULL, "To the x-y plane of the frame." },
    { "raan",                ELEMENT(raan_rad), "rad", -TURN, TURN, NULL, NULL, "Right ascension of the ascending node." },
    { "argument-of-perigee", ELEMENT(argp_rad), "rad", -TURN, TURN, NULL, NULL, "From the node to the point nearest to the centre." },
    { "true-anomaly",        ELEMENT(true_rad), "rad", -1e9, TURN, NOT_GIVEN, NULL, "From that point to the spacecraft." },
    { "mean-anomaly",        ELEMENT(mean_rad), "rad", -1e9, 1e6, NOT_GIVEN, NULL, "Instead of the true one." },
    { 0 }
};

typedef struct time_values {
    double tai_utc_s, tai_ut1_s, pole_x_rad, pole_y_rad;
    int earth_axes; // leo_earth_axes
} time_values;

static const leo_field time_fields[] = {
    { "tai-utc", LEO_REAL_AT(time_values, tai_utc_s),  "s", -1e6, 1e5, "-1e6 s", NULL, "TAI - UTC, the same at all times." },
    { "tai-ut1", LEO_REAL_AT(time_values, tai_ut1_s),  "s", -1e6, 1e5, "-1e6 s", NULL, "TAI - UT1, the same at all times." },
    { "pole-x",  LEO_REAL_AT(time_values, pole_x_rad), "rad", -1e-4, 1e-4, "0 rad", NULL, "Of the pole, with `tai-ut1`." },
    { "pole-y",  LEO_REAL_AT(time_values, pole_y_rad), "rad", -1e-4, 1e-4, "0 rad", NULL, "Of the pole, with `tai-ut1`." },
    { "earth-axes", LEO_CHOICE_AT(time_values, earth_axes), NULL, 0, 0, "iau-2006", theories, "Precession, nutation, sidereal time: iau-2006, or those of 1976, 1980, 1982." },
    { 0 }
};
// clang-format on

static const double NONE_S = -1e6, NONE_RAD = -1e9;

static const char *const sections[] = { "state", "spacecraft",    "forces",     "atmosphere",
                                        "wind",  "space-weather", "time",       "gm",
                                        "burns", "events",        "covariance", "frame-epoch",
                                        "note",  "attitude",      "columns",    NULL };

/* ---- time -------------------------------------------------------------------------------------------------------------- */

static void read_decree(leo_reader *reader, const leo_data *data, leo_setup *setup)
{
    const leo_node *node = leo_node_find(reader->root, "time"),
                   *map = node ? leo_want_map(reader, node) : NULL;
    time_values values = { 0 };
    const leo_target target = { time_fields, &values };
    setup->data = *(data ? data : leo_data_builtin());
    leo_read_targets(reader, map, reader->root, "`time`", "time", &target, 1, NULL);
    if (!map || reader->problems)
        return;
    setup->data.earth_axes = (leo_earth_axes)values.earth_axes;
    if (values.tai_utc_s > NONE_S)
        setup->data.clocks.leap = leo_leap_constant(values.tai_utc_s, reader->arena, reader->error);
    if (values.tai_ut1_s > NONE_S)
        setup->data.clocks.orientation =
            leo_orientation_constant((leo_orientation){ .ut1_minus_tai_s = -values.tai_ut1_s,
                                                        .pole_x_rad = values.pole_x_rad,
                                                        .pole_y_rad = values.pole_y_rad },
                                     reader->arena, reader->error);
    if ((values.tai_utc_s > NONE_S && !setup->data.clocks.leap) ||
        (values.tai_ut1_s > NONE_S && !setup->data.clocks.orientation))
        leo_no_memory(reader);
}

/* Where the text of a key stands; the root when it was left to its default. */
static const leo_node *at_key(const leo_reader *reader, const char *key)
{
    const leo_node *node = leo_node_find(reader->root, key);
    return node ? node : reader->root;
}

static leo_timescale scale_of(leo_reader *reader, const char *key, const char *text)
{
    leo_nearest nearest = { .word = text };
    char hint[LEO_HINT_ROOM];
    const leo_timescale scale = leo_timescale_find(text, strlen(text));
    if (scale != LEO_SCALES)
        return scale;
    for (int i = 0; i < LEO_SCALES; i++)
        leo_nearest_offer(&nearest, leo_timescale_name((leo_timescale)i));
    leo_problem(reader, at_key(reader, key),
                "`%s`: `%.40s`: must be one of UTC, UT1, TAI, TT, TDB, TCG, TCB, GPS%s", key, text,
                leo_nearest_hint(&nearest, hint));
    return LEO_UTC;
}

static leo_status read_date(leo_reader *reader, const leo_setup *setup, const leo_node *at, const char *text,
                            leo_epoch *epoch)
{
    leo_error why = { 0 };
    size_t length = strlen(text);
    if (length && text[length - 1] == 'Z' && setup->scale != LEO_UTC && at->file && strchr(text, 'T'))
        return leo_problem(reader, at, "`%.60s`: the Z says UTC, but `time-system` is %s", text,
                           leo_timescale_name(setup->scale));
    if (leo_epoch_read(text, length, setup->scale, &setup->data.clocks, epoch, &why) != LEO_OK)
        return leo_problem(reader, at, "%s", why.message);
    return LEO_OK;
}

leo_status leo_setup_instant(leo_reader *reader, const leo_setup *setup, const leo_node *text,
                             double *elapsed_s)
{
    leo_error why = { 0 };
    leo_quantity duration;
    leo_epoch epoch;
    if (strncmp(text->text, "T+", 2) == 0 || strncmp(text->text, "T-", 2) == 0) {
        if (leo_duration_read(text->text + 2, &duration, &why) != LEO_OK)
            return leo_problem(reader, text, "%s", why.message);
        *elapsed_s = text->text[1] == '-' ? -duration.value : duration.value;
        return LEO_OK;
    }
    const leo_status status = read_date(reader, setup, text, text->text, &epoch);
    if (status == LEO_OK)
        *elapsed_s = leo_epoch_since(epoch, setup->epoch);
    return status;
}

/* ---- names ------------------------------------------------------------------------------------------------------------- */

static leo_frame frame_of(leo_reader *reader, const char *key, const char *text)
{
    leo_nearest nearest = { .word = text };
    char hint[LEO_HINT_ROOM];
    const leo_frame frame = leo_frame_find(text, strlen(text));
    if (frame != LEO_FRAMES)
        return frame;
    for (int i = 0; i < LEO_FRAMES; i++)
        leo_nearest_offer(&nearest, leo_frame_name((leo_frame)i));
    leo_problem(reader, at_key(reader, key), "`%s`: no frame `%.40s` is known%s", key, text,
                leo_nearest_hint(&nearest, hint));
    return LEO_GCRF;
}

static int center_of(leo_reader *reader, const char *text)
{
    static const int able[] = { LEO_BODY_EARTH, LEO_BODY_MOON,    LEO_BODY_SUN,
                                LEO_BODY_MARS,  LEO_BODY_MERCURY, LEO_BODY_VENUS };
    char lower[64] = { 0 }, hint[LEO_HINT_ROOM];
    for (size_t i = 0; text[i] && i + 1 < sizeof lower; i++)
        lower[i] = (char)tolower((unsigned char)text[i]);
    leo_nearest nearest = { .word = lower };
    const leo_body_facts *facts = leo_body_find(text, strlen(text));
    for (size_t i = 0; i < sizeof able / sizeof able[0]; i++) {
        if (facts && facts->body == able[i])
            return able[i];
        const leo_body_facts *known = leo_body_facts_of(able[i]);
        if (known)
            leo_nearest_offer(&nearest, known->name);
    }
    leo_problem(reader, at_key(reader, "center"),
                "`center`: `%.40s`: must be one of earth, moon, sun, mars, mercury, venus%s", text,
                leo_nearest_hint(&nearest, hint));
    return LEO_BODY_EARTH;
}

/* ---- state ------------------------------------------------------------------------------------------------------------- */

leo_status leo_setup_vector(leo_reader *reader, const leo_node *node, const char *unit, double axes[3])
{
    return leo_setup_values(reader, node, unit, axes, 3);
}

leo_status leo_setup_values(leo_reader *reader, const leo_node *node, const char *unit, double *values,
                            int count)
{
    if (node->kind != LEO_NODE_LIST || node->count != count)
        return leo_problem(reader, node, "`%s`: must be a list of %s values with units, such as 1 %s",
                           node->key ? node->key : "", count == 3 ? "three" : "four", unit);
    int i = 0;
    for (const leo_node *item = node->first; item; item = item->next, i++) {
        const leo_node *text = leo_want_text(reader, item);
        leo_quantity quantity;
        leo_error why = { 0 };
        if (!text)
            return LEO_BAD_INPUT;
        if (leo_quantity_read(text->text, unit, LEO_TEMPERATURE_POINT, &quantity, &why) != LEO_OK)
            return leo_problem(reader, text, "`%s`: %s", node->key ? node->key : "", why.message);
        values[i] = quantity.value;
    }
    return LEO_OK;
}

static void read_vectors(leo_reader *reader, const leo_node *map, leo_setup *setup)
{
    static const char *const keys[] = { "position", "velocity", NULL };
    const leo_node *pos = leo_node_find(map, "position"), *vel = leo_node_find(map, "velocity");
    double r[3], v[3];
    leo_read_targets(reader, map, map, "`state`", "state", NULL, 0, keys);
    if (!pos || !vel) {
        leo_problem_at_key(reader, map, "`state` needs `%s`: three values with units",
                           pos ? "velocity" : "position");
        return;
    }
    const leo_status status = leo_setup_vector(reader, pos, "m", r);
    if (leo_setup_vector(reader, vel, "m/s", v) != LEO_OK || status != LEO_OK)
        return;
    setup->state = (leo_state){ { r[0], r[1], r[2] }, { v[0], v[1], v[2] } };
    const double radius = leo_norm(setup->state.pos_m);
    if (!(radius > 0))
        leo_problem(reader, pos, "`position`: must not be the centre");
}

/* E - e sin E = M, or its like for a hyperbola; Newton, safe by halving. */
static double true_from_mean(double mean, double ecc)
{
    if (ecc < 1) {
        mean = remainder(mean, TURN);
        double e = mean + (mean < 0 ? -ecc : ecc);
        for (int i = 0; i < 60; i++) {
            const double step = (e - ecc * sin(e) - mean) / (1 - ecc * cos(e));
            e -= leo_clamp(step, -1, 1);
            if (fabs(step) < 1e-15)
                break;
        }
        return 2 * atan2(sqrt(1 + ecc) * sin(e / 2), sqrt(1 - ecc) * cos(e / 2));
    }
    double h = asinh(mean / ecc);
    for (int i = 0; i < 100; i++) {
        const double step = (ecc * sinh(h) - h - mean) / (ecc * cosh(h) - 1);
        h -= leo_clamp(step, -1, 1);
        if (fabs(step) < 1e-15)
            break;
    }
    return 2 * atan2(sqrt(ecc + 1) * sinh(h / 2), sqrt(ecc - 1) * cosh(h / 2));
}

static void read_elements(leo_reader *reader, const leo_node *map, leo_setup *setup)
{
    element_values values = { 0 };
    const leo_target target = { element_fields, &values };
    const int problems = reader->problems;
    leo_read_targets(reader, map, map, "`state`", "state", &target, 1, NULL);
    if (reader->problems > problems)
        return;
    const int by_true = values.true_rad > NONE_RAD, by_mean = values.mean_rad > NONE_RAD;
    if (by_true == by_mean) {
        leo_problem_at_key(reader, map, "`state`: give one of `true-anomaly` and `mean-anomaly`");
        return;
    }
    const double gm = setup->gm_m3_s2 > 0 ? setup->gm_m3_s2
                      : setup->field      ? setup->field->gm_m3_s2
                                          : leo_body_facts_of(setup->center)->gm_m3_s2;
    const leo_elements elements = {
        values.sma_m,    values.ecc,
        values.inc_rad,  values.raan_rad,
        values.argp_rad, by_true ? values.true_rad : true_from_mean(values.mean_rad, values.ecc)
    };
    leo_orbit_state state;
    leo_error why = { 0 };
    if (leo_orbit_state_from_elements(&elements, gm, &state, &why) != LEO_OK)
        leo_problem(reader, map, "impossible orbit: %s", why.message);
    else
        setup->state = (leo_state){ state.pos_m, state.vel_m_s };
}

static void read_state(leo_reader *reader, leo_setup *setup)
{
    const leo_node *node = leo_node_find(reader->root, "state");
    const leo_node *map = node ? leo_want_map(reader, node) : NULL;
    if (!map) {
        leo_problem(reader, node ? node : reader->root,
                    "`state` is missing: `position` and `velocity`, or Kepler elements");
        return;
    }
    if (leo_node_find(map, "position") || leo_node_find(map, "velocity"))
        read_vectors(reader, map, setup);
    else
        read_elements(reader, map, setup);
}

static void to_icrf(leo_reader *reader, leo_setup *setup)
{
    leo_error why = { 0 };
    leo_state turned;
    leo_epoch at = setup->epoch;
    const leo_node *fixed = leo_node_find(reader->root, "frame-epoch");
    // a frame of date at an epoch of its own
    if (fixed && fixed->kind == LEO_NODE_TEXT && setup->frame != LEO_GCRF && setup->frame != LEO_EME2000 &&
        read_date(reader, setup, fixed, fixed->text, &at) != LEO_OK)
        return;
    if (leo_frame_turn(setup->frame, LEO_GCRF, &setup->data, at, &setup->state, &turned, &why) != LEO_OK)
        leo_problem(reader, at_key(reader, "epoch"), "%s", why.message);
    else
        setup->start = (leo_orbit_state){ turned.pos_m, turned.vel_m_s };
}

/* ---- all ------------------------------------------------------------------------------------------------------------- */

static void read_span(leo_reader *reader, leo_setup *setup)
{
    const leo_node *until = leo_node_find(reader->root, "until"), *span = leo_node_find(reader->root, "span");
    setup->span_s = setup->head.span_s;
    setup->span_key = span || !until ? "span" : "until";
    setup->span_place = leo_place_text(reader, span ? span : until ? until : reader->root);
    if (until && until->kind == LEO_NODE_TEXT && until->text[0]) {
        if (span)
            leo_problem_at_key(reader, until, "give `span` or `until`, not both");
        else
            leo_setup_instant(reader, setup, until, &setup->span_s);
    }
    if (fabs(setup->span_s) > 6.4e8)
        leo_problem(reader, until ? until : reader->root, "%g days: at most 20 years are propagated at once",
                    setup->span_s / 86400);
}

void leo_setup_read(leo_reader *reader, const leo_data *data, leo_setup *setup)
{
    leo_setup_head *head = &setup->head;
    const leo_target top = { leo_setup_head_fields, head }, craft = { leo_setup_craft_fields, &setup->craft };
    read_decree(reader, data, setup);
    leo_read_targets(reader, reader->root, reader->root, "a setup", "setup", &top, 1, sections);
    const leo_node *map = leo_node_find(reader->root, "spacecraft");
    leo_read_targets(reader, map ? leo_want_map(reader, map) : NULL, reader->root, "`spacecraft`",
                     "spacecraft", &craft, 1, NULL);
    if (reader->problems)
        return; // texts of the head may be missing
    setup->note = leo_member_text(reader, reader->root, "note", "");
    setup->source = reader->root->file;
    setup->scale = scale_of(reader, "time-system", head->time_system);
    setup->output_scale =
        head->output_time[0] ? scale_of(reader, "output-time", head->output_time) : setup->scale;
    setup->frame = frame_of(reader, "frame", head->frame);
    setup->output_frame =
        head->output_frame[0] ? frame_of(reader, "output-frame", head->output_frame) : setup->frame;
    setup->center = center_of(reader, head->center);
    if (reader->problems ||
        read_date(reader, setup, at_key(reader, "epoch"), head->epoch, &setup->epoch) != LEO_OK)
        return;
    read_span(reader, setup);
    leo_setup_read_forces(reader, setup);
    leo_setup_read_air(reader, setup);
    if (reader->problems)
        return;
    read_state(reader, setup);
    if (reader->problems == 0)
        to_icrf(reader, setup);
    leo_setup_read_burns(reader, setup);
    leo_setup_read_events(reader, setup);
    leo_setup_read_columns(reader, setup);
    if (reader->problems == 0)
        leo_setup_read_attitude(reader, setup);
    if (reader->problems == 0 && head->stm) // else nobody asks for it
        leo_setup_read_covariance(reader, setup);
}
