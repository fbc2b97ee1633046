/* SPDX-License-Identifier: MIT */
/*
 * An OPM, or one state of an OEM, as a setup. Every value keeps its place in the message.
 *
 * Comments of an OEM such as "MASS=452886.00", "DRAG_AREA=1574.20", which ephemerides of the space station carry in kg and
 * m^2, are taken for the spacecraft; the summary says so.
 */
#include "base/error.h"
#include "base/text.h"
#include "propagate/setup.h"
#include "record/oem_read.h"
#include "record/opm.h"
#include "world/body.h"

#include <stdio.h>
#include <string.h>

typedef struct builder {
    leo_arena *arena;
    leo_node *root;
    int failed; // no memory
} builder;

static leo_node *put(builder *to, leo_node *map, const char *key, leo_node_kind kind, const char *text,
                     long line, int column)
{
    leo_node *node = to->failed ? NULL : leo_setup_child(to->arena, map, key, kind, text, line, column);
    to->failed |= !node;
    return node;
}

static void put_text(builder *to, leo_node *map, const char *key, leo_ndm_text text)
{
    if (text.line && map)
        put(to, map, key, LEO_NODE_TEXT, text.text, text.line, text.column);
}

/* "6503.514 km" */
static void put_value(builder *to, leo_node *map, const char *key, double value, const char *unit, long line,
                      int column)
{
    char digits[LEO_NUMBER_ROOM], text[LEO_NUMBER_ROOM + 16];
    if (!map)
        return;
    snprintf(text, sizeof text, "%s%s%s", leo_text_number(value, digits), unit[0] ? " " : "", unit);
    const char *kept = leo_arena_text(to->arena, text);
    to->failed |= !kept;
    put(to, map, key, LEO_NODE_TEXT, kept, line, column);
}

static void put_number(builder *to, leo_node *map, const char *key, leo_ndm_number number, const char *unit)
{
    if (number.line)
        put_value(to, map, key, number.value, unit, number.line, number.column);
}

static void put_vector(builder *to, leo_node *map, const char *key, const double *axes, const char *unit,
                       long line, int column)
{
    leo_node *list = map ? put(to, map, key, LEO_NODE_LIST, "", line, column) : NULL;
    for (int i = 0; i < 3; i++)
        put_value(to, list, NULL, axes[i], unit, line, column);
}

static leo_node *begin(builder *to, const char *file)
{
    to->root = leo_setup_child(to->arena, NULL, NULL, LEO_NODE_MAP, "", 1, 1);
    to->failed = !to->root;
    if (to->root)
        to->root->file = file;
    return to->root;
}

static void put_metadata(builder *to, const leo_ndm_metadata *meta)
{
    put_text(to, to->root, "object", meta->object_name);
    put_text(to, to->root, "object-id", meta->object_id);
    put_text(to, to->root, "center", meta->center_name);
    put_text(to, to->root, "frame", meta->ref_frame);
    put_text(to, to->root, "frame-epoch", meta->ref_frame_epoch);
    put_text(to, to->root, "time-system", meta->time_system);
}

static void put_covariance(builder *to, const leo_ndm_covariance *covariance)
{
    leo_node *map = put(to, to->root, "covariance", LEO_NODE_MAP, "", covariance->lower[0].line, 1);
    if (map && covariance->ref_frame.text)
        put(to, map, "frame", LEO_NODE_TEXT, covariance->ref_frame.text,
            covariance->ref_frame.line ? covariance->ref_frame.line : covariance->lower[0].line,
            covariance->ref_frame.column);
    leo_node *list = map ? put(to, map, "lower", LEO_NODE_LIST, "", covariance->lower[0].line, 1) : NULL;
    for (int i = 0; i < LEO_NDM_TRIANGLE; i++)
        put_number(to, list, NULL, covariance->lower[i], "");
}

/* Thrust and specific impulse follow from what the maneuver does to velocity and mass; read_burns.c works them out. */
static void put_maneuvers(builder *to, const leo_opm *opm)
{
    if (!opm->maneuvers)
        return;
    leo_node *list = put(to, to->root, "burns", LEO_NODE_LIST, "", opm->maneuvers->ignition.line, 1);
    for (const leo_opm_maneuver *m = opm->maneuvers; m && list; m = m->next) {
        leo_node *map = put(to, list, NULL, LEO_NODE_MAP, "", m->ignition.line, 1);
        const double dv[3] = { m->dv1_km_s.value, m->dv2_km_s.value, m->dv3_km_s.value };
        put_text(to, map, "at", m->ignition);
        put_number(to, map, "duration", m->duration_s, "s");
        put_text(to, map, "axes", m->ref_frame);
        put_vector(to, map, "delta-v", dv, "km/s", m->dv1_km_s.line, m->dv1_km_s.column);
        if (m->delta_mass_kg.line)
            put_value(to, map, "mass-used", -m->delta_mass_kg.value, "kg", m->delta_mass_kg.line,
                      m->delta_mass_kg.column);
    }
}

leo_node *leo_setup_from_opm(leo_bytes bytes, leo_arena *arena, leo_error *error)
{
    const leo_opm *opm = leo_opm_parse(bytes, arena, error);
    builder to = { .arena = arena };
    if (!opm)
        return NULL;
    if (begin(&to, opm->file)) {
        const leo_opm_state *s = &opm->state;
        const double pos[3] = { s->x_km.value, s->y_km.value, s->z_km.value };
        const double vel[3] = { s->vx_km_s.value, s->vy_km_s.value, s->vz_km_s.value };
        put_metadata(&to, &opm->metadata);
        put_text(&to, to.root, "epoch", s->epoch);
        leo_node *state = put(&to, to.root, "state", LEO_NODE_MAP, "", s->x_km.line, 1);
        put_vector(&to, state, "position", pos, "km", s->x_km.line, s->x_km.column);
        put_vector(&to, state, "velocity", vel, "km/s", s->vx_km_s.line, s->vx_km_s.column);
        const long line = opm->craft.mass_kg.line ? opm->craft.mass_kg.line : s->epoch.line;
        leo_node *craft = put(&to, to.root, "spacecraft", LEO_NODE_MAP, "", line, 1);
        put_number(&to, craft, "mass", opm->craft.mass_kg, "kg");
        put_number(&to, craft, "drag-area", opm->craft.drag_area_m2, "m^2");
        put_number(&to, craft, "drag-coefficient", opm->craft.drag_coefficient, "");
        put_number(&to, craft, "srp-area", opm->craft.srp_area_m2, "m^2");
        put_number(&to, craft, "reflectivity", opm->craft.srp_coefficient, "");
        if (opm->has_covariance)
            put_covariance(&to, &opm->covariance);
        put_maneuvers(&to, opm);
    }
    if (to.failed)
        leo_fail(error, LEO_NO_MEMORY, bytes.name, "no memory");
    return to.failed ? NULL : to.root;
}

/* ---- OEM ------------------------------------------------------------------------------------------------------------- */

static void put_craft_comments(builder *to, const leo_oem_segment *segment)
{
    static const struct {
        const char *word, *key, *unit;
    } words[] = { { "MASS=", "mass", "kg" },
                  { "DRAG_AREA=", "drag-area", "m^2" },
                  { "DRAG_COEFF=", "drag-coefficient", "" },
                  { "SOLAR_RAD_AREA=", "srp-area", "m^2" },
                  { "SOLAR_RAD_COEFF=", "reflectivity", "" } };
    leo_node *map = NULL;
    for (const leo_ndm_note *note = segment->comments.first; note; note = note->next) {
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
            const size_t length = strlen(words[i].word);
            double value;
            if (strncmp(note->text, words[i].word, length) != 0 ||
                !leo_number_read(note->text + length, strlen(note->text + length), &value))
                continue;
            if (!map)
                map = put(to, to->root, "spacecraft", LEO_NODE_MAP, "", note->line, 1);
            if (map && !leo_node_find(map, words[i].key))
                put_value(to, map, words[i].key, value, words[i].unit, note->line, 1);
        }
    }
    if (map)
        put(to, to->root, "note", LEO_NODE_TEXT,
            "the spacecraft's figures are those of the comments of the OEM", map->line, 1);
}

/* The covariance that belongs to the state, if there is one at that very date. */
static const leo_ndm_covariance *covariance_at(const leo_oem_segment *segment, const char *epoch)
{
    for (const leo_oem_covariance *c = segment->covariances; c; c = c->next)
        if (strcmp(c->values.epoch.text, epoch) == 0)
            return &c->values;
    return NULL;
}

static leo_status state_at(leo_oem_message *oem, const char *at, const leo_data *data,
                           const leo_oem_segment **segment, leo_oem_point *point, leo_error *error)
{
    const leo_clocks *clocks = data ? &data->clocks : NULL;
    *segment = oem->segments;
    *point = oem->segments->points[0];
    if (!at)
        return LEO_OK;
    leo_error why = { 0 };
    leo_epoch instant;
    size_t length = strlen(at);
    if (length && at[length - 1] == 'Z')
        length--;
    leo_status status = leo_oem_resolve(oem, clocks, error);
    if (status != LEO_OK)
        return status;
    if (leo_epoch_read(at, length, oem->scale, clocks, &instant, &why) != LEO_OK)
        return leo_fail(error, LEO_BAD_INPUT, "at", "%s", why.message);
    point->epoch.text = at;
    return leo_oem_at(oem, instant, segment, point->pos_km, point->vel_km_s, error);
}

leo_node *leo_setup_from_oem(leo_bytes bytes, const char *at, const leo_data *data, leo_arena *arena,
                             leo_error *error)
{
    leo_oem_message *oem = leo_oem_parse(bytes, arena, error);
    const leo_oem_segment *segment;
    leo_oem_point point;
    builder to = { .arena = arena };
    if (!oem || state_at(oem, at, data, &segment, &point, error) != LEO_OK)
        return NULL;
    if (begin(&to, oem->file)) {
        put_metadata(&to, &segment->metadata);
        put_text(&to, to.root, "epoch", point.epoch);
        leo_node *state = put(&to, to.root, "state", LEO_NODE_MAP, "", point.epoch.line, 1);
        put_vector(&to, state, "position", point.pos_km, "km", point.epoch.line, point.epoch.column);
        put_vector(&to, state, "velocity", point.vel_km_s, "km/s", point.epoch.line, point.epoch.column);
        put_craft_comments(&to, segment);
        const leo_ndm_covariance *covariance = covariance_at(segment, point.epoch.text);
        if (covariance)
            put_covariance(&to, covariance);
    }
    if (to.failed)
        leo_fail(error, LEO_NO_MEMORY, bytes.name, "no memory");
    return to.failed ? NULL : to.root;
}
