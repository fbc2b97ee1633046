/* SPDX-License-Identifier: MIT */
/* The section `orbit`: elements, or position and velocity, to a state in GCRF at the epoch. */
#include "base/error.h"
#include "mission/reader.h"
#include "mission/settings.h"
#include "orbit/elements.h"
#include "world/body.h"
#include "world/earth.h"

#include <string.h>

static const char *const element_keys[] = { "semi-major-axis",     "eccentricity", "inclination", "raan",
                                            "argument-of-perigee", "true-anomaly", NULL };
static const char *const vector_keys[] = { "position", "velocity", NULL };

static int count_of(const leo_node *map, const char *const *keys)
{
    int count = 0;
    for (; *keys; keys++)
        count += leo_node_find(map, *keys) != NULL;
    return count;
}

/* [x, y, z] with units. */
static leo_status read_vector(leo_reader *reader, const leo_node *map, const char *key, const char *unit,
                              leo_vec3 *vector)
{
    const leo_node *node = leo_node_find(map, key);
    double axes[3] = { 0 };
    if (node->kind != LEO_NODE_LIST || node->count != 3)
        return leo_problem(reader, node, "`%s`: must be a list of three values with units, such as 1 %s", key,
                           unit);
    int i = 0;
    for (const leo_node *item = node->first; item; item = item->next, i++) {
        const leo_node *text = leo_want_text(reader, item);
        leo_quantity quantity;
        leo_error why = { 0 };
        if (!text)
            return LEO_BAD_INPUT;
        if (leo_quantity_read(text->text, unit, LEO_TEMPERATURE_POINT, &quantity, &why) != LEO_OK)
            return leo_problem(reader, text, "`%s`: %s", key, why.message);
        axes[i] = quantity.value;
        leo_note_number(reader, leo_print(reader, "orbit.%s.%c", key, "xyz"[i]), text->text, quantity.value,
                        unit, text);
    }
    *vector = (leo_vec3){ axes[0], axes[1], axes[2] };
    return LEO_OK;
}

static leo_status state_from_vectors(leo_reader *reader, const leo_node *map, leo_orbit_state *state)
{
    leo_elements elements;
    leo_error why = { 0 };
    const leo_status pos = read_vector(reader, map, "position", "m", &state->pos_m);
    if (read_vector(reader, map, "velocity", "m/s", &state->vel_m_s) != LEO_OK || pos != LEO_OK)
        return LEO_BAD_INPUT;
    const double radius = leo_norm(state->pos_m);
    if (radius < LEO_EARTH_RADIUS_M * (1 - LEO_EARTH_FLATTENING))
        return leo_problem(
            reader, leo_node_find(map, "position"),
            "impossible orbit: `position` is %.6g km from the centre of the Earth, below the ground",
            radius / 1e3);
    if (leo_elements_from_state(state->pos_m, state->vel_m_s, LEO_EARTH_GM_M3_S2, &elements, &why) != LEO_OK)
        return leo_problem(reader, leo_node_find(map, "velocity"), "impossible orbit: %s", why.message);
    return LEO_OK;
}

static leo_status state_from_elements(leo_reader *reader, const leo_node *map, const leo_orbit_config *config,
                                      leo_orbit_state *state)
{
    const leo_elements elements = { config->sma_m,    config->ecc,      config->inc_rad,
                                    config->raan_rad, config->argp_rad, config->true_anomaly_rad };
    leo_error why = { 0 };
    if (leo_orbit_check(&elements, LEO_EARTH_RADIUS_M, "orbit", &why) == LEO_OK &&
        leo_orbit_state_from_elements(&elements, LEO_EARTH_GM_M3_S2, state, &why) == LEO_OK)
        return LEO_OK;
    const char *dot = strchr(why.where, '.');
    const leo_node *at = dot ? leo_node_find(map, dot + 1) : NULL;
    return leo_problem(reader, at ? at : map, "%s", why.message);
}

static void to_gcrf(leo_reader *reader, const leo_node *map, int frame, const leo_orbit_state *state)
{
    leo_plan *plan = reader->plan;
    plan->pos_gcrf_m = state->pos_m;
    plan->vel_gcrf_m_s = state->vel_m_s;
    if (frame == LEO_FRAME_GCRF)
        return;
    leo_error why = { 0 };
    leo_arena *arena = leo_arena_create(NULL);
    const leo_earth *earth = leo_earth_create(plan->data, plan->epoch, 0, arena, &why);
    if (earth) {
        const leo_mat3 tod_from_gcrf = leo_earth_tod_from_gcrf(earth, 0);
        plan->pos_gcrf_m = leo_mat_tvec(tod_from_gcrf, state->pos_m);
        plan->vel_gcrf_m_s = leo_mat_tvec(tod_from_gcrf, state->vel_m_s);
    } else {
        const leo_node *epoch = leo_node_find(reader->root, "epoch");
        leo_problem(reader, epoch ? epoch : map, "`epoch`: %s", why.message);
    }
    leo_arena_destroy(arena);
}

/* Elements and vectors do not go together, and one vector needs the other. */
static leo_status check_form(leo_reader *reader, const leo_node *map, int vectors)
{
    leo_status status = LEO_OK;
    for (int i = 0; vectors && element_keys[i]; i++) {
        const leo_node *node = leo_node_find(map, element_keys[i]);
        if (node)
            status = leo_problem_at_key(
                reader, node, "`%s`: give elements, or position and velocity, not both", element_keys[i]);
    }
    for (int i = 0; vectors && vector_keys[i]; i++)
        if (!leo_node_find(map, vector_keys[i]))
            status = leo_problem_at_key(reader, map, "`orbit` needs `%s`: %s", vector_keys[i],
                                        leo_field_find(leo_vector_fields, vector_keys[i])->doc);
    return status;
}

void leo_read_orbit(leo_reader *reader)
{
    const leo_node *section = leo_node_find(reader->root, "orbit");
    if (!section) {
        leo_problem(reader, reader->root, "`orbit` is missing: %s", leo_section_find("orbit")->doc);
        return;
    }
    const leo_node *map = section->kind == LEO_NODE_EMPTY ? section : leo_want_map(reader, section);
    const int problems = reader->problems, vectors = map && count_of(map, vector_keys) > 0;
    if (!map || check_form(reader, map, vectors) != LEO_OK)
        return;
    leo_orbit_config config = { 0 };
    const leo_field frame_row[2] = { *leo_field_find(leo_vector_fields, "frame") };
    const leo_target target = { vectors ? frame_row : leo_orbit_fields, &config };
    leo_read_targets(reader, map, map, "`orbit`", "orbit", &target, 1, vectors ? vector_keys : NULL);
    if (reader->problems > problems)
        return;
    leo_orbit_state state;
    const leo_status status =
        vectors ? state_from_vectors(reader, map, &state) : state_from_elements(reader, map, &config, &state);
    if (status == LEO_OK && leo_node_find(reader->root, "epoch"))
        to_gcrf(reader, map, config.frame, &state);
}
