/* SPDX-License-Identifier: MIT */
/* Columns beside the states: read from the setup, made ready, read at an instant. */
#include "propagate/columns.h"

#include "base/error.h"
#include "base/text.h"
#include "time/epoch.h"

#include <ctype.h>
#include <string.h>

/* ---- which are wanted ---------------------------------------------------------------------------------------------------- */

static void want_group(leo_reader *reader, leo_setup *setup, const leo_node *text)
{
    leo_nearest nearest = { .word = text->text };
    char hint[LEO_HINT_ROOM];
    const leo_column_group *row = leo_column_groups;
    for (; row->word && strcmp(row->word, text->text) != 0; row++)
        leo_nearest_offer(&nearest, row->word);
    if (!row->word) {
        leo_problem(reader, text, "no columns `%.40s`%s", text->text, leo_nearest_hint(&nearest, hint));
        return;
    }
    for (int i = 0; i < setup->column_group_count; i++)
        if (setup->column_groups[i] == row) {
            leo_problem(reader, text, "`%s` stands twice", row->word);
            return;
        }
    const int problems = reader->problems;
    if (row->check)
        row->check(reader, setup, text);
    if (reader->problems == problems && setup->column_group_count < LEO_SETUP_COLUMN_GROUPS)
        setup->column_groups[setup->column_group_count++] = row;
}

void leo_setup_read_columns(leo_reader *reader, leo_setup *setup)
{
    const leo_node *node = leo_node_find(reader->root, "columns");
    if (!node || node->kind == LEO_NODE_EMPTY)
        return;
    if (node->kind == LEO_NODE_TEXT) {
        want_group(reader, setup, node);
        return;
    }
    const leo_node *list = leo_want_list(reader, node);
    for (const leo_node *item = list ? list->first : NULL; item; item = item->next) {
        const leo_node *text = leo_want_text(reader, item);
        if (text)
            want_group(reader, setup, text);
    }
}

/* ---- making ready --------------------------------------------------------------------------------------------------------- */

static const int seen[] = { LEO_BODY_SUN, LEO_BODY_EARTH, LEO_BODY_MOON };
enum { SEEN = sizeof seen / sizeof *seen };

/* The sky of the forces where it has all three bodies, else one more. */
static leo_status make_sky(leo_propagation *p, leo_columns *columns, leo_error *error)
{
    const leo_setup *setup = &p->setup;
    leo_sky_setup sky = { .data = &setup->data,
                          .center = setup->center,
                          .epoch = setup->epoch,
                          .from_s = setup->span_s < 0 ? setup->span_s : 0,
                          .to_s = setup->span_s > 0 ? setup->span_s : 0 };
    int missing = 0;
    for (int i = 0; i < SEEN; i++) {
        if (seen[i] == setup->center)
            continue;
        missing |= leo_sky_slot(p->sky, seen[i]) < 0;
        sky.bodies[sky.body_count++] = seen[i];
    }
    columns->sky = columns->wants_bodies && missing ? leo_sky_create(&sky, p->arena, error) : p->sky;
    return columns->sky ? LEO_OK : error ? error->status : LEO_NO_MEMORY;
}

static void fill_host(const leo_propagation *p, leo_columns *columns)
{
    const leo_body_facts *center = leo_body_facts_of(p->setup.center);
    leo_force_host *host = &columns->host;
    *host = (leo_force_host){ .center = center->body,
                              .gm_m3_s2 = leo_dynamics_gm_m3_s2(p->dynamics),
                              .radius_m = center->radius_m,
                              .epoch = p->setup.epoch };
    for (int i = 0; i < SEEN; i++) {
        const int slot = leo_sky_slot(columns->sky, seen[i]);
        if (seen[i] == center->body || slot < 0 || slot > LEO_SKY_BODIES)
            continue;
        host->bodies[slot] = seen[i];
        host->body_radius_m[slot] = leo_body_facts_of(seen[i])->radius_m;
        host->body_count = slot >= host->body_count ? slot + 1 : host->body_count;
    }
}

static leo_status make_sampler(leo_propagation *p, leo_columns *columns, leo_error *error)
{
    static const leo_force *const none[] = { NULL };
    static const void *const no_configs[] = { NULL };
    const leo_setup *setup = &p->setup;
    // of the craft only that it has an area, so that layers of air are looked at
    columns->surroundings = (leo_dynamics_setup){ .sky = columns->sky,
                                                  .craft = { .mass_kg = 1, .drag_area_m2 = 1 },
                                                  .forces = none,
                                                  .configs = no_configs,
                                                  .atmosphere = setup->atmosphere,
                                                  .atmosphere_config = setup->atmosphere_config,
                                                  .wind = setup->wind,
                                                  .wind_config = setup->wind_config,
                                                  .weather = setup->weather };
    if (!setup->atmosphere && columns->sampler.wants_air)
        columns->surroundings.atmosphere = leo_atmosphere_find("nrlmsise-00", error);
    const leo_status status =
        leo_sampler_fill(&columns->sampler, &columns->surroundings, &columns->host, error);
    for (int i = 0; i < SEEN && columns->wants_bodies; i++) {
        const int slot = leo_force_slot(&columns->host, seen[i]);
        if (slot >= 0)
            columns->sampler.used[columns->sampler.used_count++] = slot;
    }
    return status;
}

static leo_status name_columns(leo_propagation *p, leo_columns *columns, leo_error *error)
{
    enum { ROOM = 64 };
    char frame[LEO_FRAME_WORD];
    leo_propagation_frame_word(p->setup.output_frame, frame);
    columns->columns = LEO_TAKE(p->arena, leo_orbit_column, columns->count);
    char *text = LEO_TAKE(p->arena, char, ROOM * columns->count);
    if (!columns->columns || !text)
        return leo_fail(error, LEO_NO_MEMORY, "columns", "no memory");
    leo_orbit_column *next = columns->columns;
    for (int g = 0; g < p->setup.column_group_count; g++)
        for (int i = 0; p->setup.column_groups[g]->columns[i].name; i++, text += ROOM) {
            const char *name = p->setup.column_groups[g]->columns[i].name, *at = strchr(name, '@');
            if (at)
                snprintf(text, ROOM, "%.*s%s%s", (int)(at - name), name, frame, at + 1);
            else
                snprintf(text, ROOM, "%s", name);
            *next++ = (leo_orbit_column){ text, p->setup.column_groups[g]->columns[i].unit };
        }
    return LEO_OK;
}

leo_status leo_columns_create(leo_propagation *p, leo_error *error)
{
    const leo_setup *setup = &p->setup;
    if (setup->column_group_count == 0)
        return LEO_OK;
    leo_columns *columns = p->columns = LEO_TAKE(p->arena, leo_columns, 1);
    if (!columns)
        return leo_fail(error, LEO_NO_MEMORY, "columns", "no memory");
    columns->sampler.wants_spin = 1;
    for (int g = 0; g < setup->column_group_count; g++) {
        const leo_column_group *row = setup->column_groups[g];
        columns->wants_bodies |= row->wants_bodies;
        columns->sampler.wants_air |= row->wants_air;
        columns->sampler.wants_light |= row->wants_light;
        for (int i = 0; row->columns[i].name; i++)
            columns->count++;
    }
    leo_status status = make_sky(p, columns, error);
    if (status == LEO_OK) {
        fill_host(p, columns);
        status = make_sampler(p, columns, error);
    }
    if (status == LEO_OK)
        status = name_columns(p, columns, error);
    for (int g = 0; status == LEO_OK && g < setup->column_group_count; g++)
        for (int end = 0; status == LEO_OK && setup->column_groups[g]->covers && end < 2; end++)
            status = setup->column_groups[g]->covers(p, end ? setup->span_s : 0, error);
    return status;
}

/* ---- reading -------------------------------------------------------------------------------------------------------------- */

leo_status leo_columns_at(const leo_propagation *p, double elapsed_s, double *values, leo_error *error)
{
    const leo_columns *columns = p->columns;
    leo_column_place at = { .here = { 0 } };
    leo_propagator_at(p->propagator, elapsed_s, &at.now);
    leo_status status =
        leo_frame_from_gcrf(p->setup.output_frame, &p->setup.data, leo_epoch_add(p->setup.epoch, elapsed_s),
                            &at.frame_from_icrf, NULL, error);
    if (status == LEO_OK)
        status = leo_propagation_turn(p, p->setup.output_frame, elapsed_s, &at.now.state, &at.turned, error);
    if (status != LEO_OK)
        return status;
    leo_sampler_instant(&columns->sampler, elapsed_s, &at.here);
    const int sun = leo_force_slot(&columns->host, LEO_BODY_SUN),
              moon = leo_force_slot(&columns->host, LEO_BODY_MOON);
    if (sun >= 0)
        at.sun_m = at.here.body_m[sun];
    if (moon >= 0)
        at.moon_m = at.here.body_m[moon];
    status = leo_sampler_state(&columns->sampler, at.now.state.pos_m, at.now.state.vel_m_s, at.now.mass_kg,
                               &at.here, error);
    for (int g = 0; status == LEO_OK && g < p->setup.column_group_count; g++) {
        status = p->setup.column_groups[g]->at(p, &at, values, error);
        for (int i = 0; p->setup.column_groups[g]->columns[i].name; i++)
            values++;
    }
    return status;
}

size_t leo_propagation_column_count(const leo_propagation *p)
{
    return p && p->columns ? (size_t)p->columns->count : 0;
}

leo_orbit_column leo_propagation_column(const leo_propagation *p, size_t index)
{
    return index < leo_propagation_column_count(p) ? p->columns->columns[index] : (leo_orbit_column){ 0 };
}

leo_status leo_propagation_columns(const leo_propagation *p, double elapsed_s, double *values, size_t room,
                                   leo_error *error)
{
    const leo_status status = leo_propagation_check_instant(p, elapsed_s, error);
    const size_t count = leo_propagation_column_count(p);
    if (status != LEO_OK)
        return status;
    if (count == 0 || room < count)
        return leo_fail(error, LEO_BAD_ARGUMENT, "columns",
                        "room for %zu values: the setup asks for %zu columns", room, count);
    return leo_columns_at(p, elapsed_s, values, error);
}
