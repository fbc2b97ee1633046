/* SPDX-License-Identifier: MIT */
/* The sections `world`, `solver` and `forces`. */
#include "base/error.h"
#include "base/text.h"
#include "mission/reader.h"
#include "world/weather_set.h"

#include <string.h>

static void read_section(leo_reader *reader, const char *name, const leo_field *fields, void *block)
{
    const leo_node *section = leo_node_find(reader->root, name);
    const leo_target target = { fields, block };
    leo_read_targets(reader, section ? leo_want_map(reader, section) : NULL, section ? section : reader->root,
                     leo_print(reader, "`%s`", name), name, &target, 1, NULL);
}

/* Without the section `forces`. */
static int acts_usually(const char *name)
{
    static const char *const usual[] = { "gravity", "sun", "moon", "drag" };
    for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
        if (strcmp(usual[i], name) == 0)
            return 1;
    return 0;
}

static const void *read_force(leo_reader *reader, const leo_force *force, const leo_node *node)
{
    void *config = leo_arena_take(reader->arena, 1, force->size);
    const leo_target target = { force->fields, config };
    if (!config)
        leo_no_memory(reader);
    else
        leo_read_targets(reader, node ? leo_want_map(reader, node) : NULL, node ? node : reader->root,
                         leo_print(reader, "force `%s`", force->name),
                         leo_print(reader, "forces.%s", force->name), &target, 1, NULL);
    return config;
}

/* Bartels' table, between its thirds. */
static double ap_of_kp(double kp)
{
    const int thirds = (int)(3 * kp);
    const double low = leo_weather_ap(thirds), high = leo_weather_ap(thirds + 1);
    return low + (3 * kp - thirds) * (high - low);
}

/* Jacchia-Roberts in the weather given is what a flight takes when nothing else is said. */
static void choose_air(leo_reader *reader)
{
    leo_plan *plan = reader->plan;
    const leo_world_settings *world = &plan->world;
    const leo_node *section = leo_node_find(reader->root, "world");
    const leo_node *name = leo_node_find(section, "atmosphere");
    leo_error why = { 0 };
    if (!world->atmosphere) // refused already
        return;
    const leo_atmosphere *model = leo_atmosphere_find(world->atmosphere, &why);
    if (!model) {
        leo_problem(reader, name ? name : reader->root, "`atmosphere`: %s", why.message);
        return;
    }
    if (!world->weather_measured && strcmp(world->atmosphere, "jacchia-roberts") == 0)
        return;
    plan->atmosphere = model;
    plan->weather = !world->weather_measured ? leo_weather_constant(world->f107, world->f107_mean,
                                                                    ap_of_kp(world->kp), reader->arena, &why)
                    : plan->data             ? plan->data->weather
                                             : leo_weather_builtin();
    if (!plan->weather)
        leo_problem(reader, section ? section : reader->root, "`world`: %s", why.message);
}

/* The row of winds by height, with its one text. */
static void choose_wind(leo_reader *reader)
{
    leo_plan *plan = reader->plan;
    const leo_node *node = leo_node_find(leo_node_find(reader->root, "world"), "wind");
    leo_error why = { 0 };
    if (!plan->world.wind || strcmp(plan->world.wind, "none") == 0)
        return;
    const leo_wind *row = leo_wind_find("profile", &why);
    void *config = row ? leo_arena_take(reader->arena, 1, row->size) : NULL;
    if (!config) {
        leo_no_memory(reader);
        return;
    }
    for (const leo_field *field = row->fields; field->key; field++)
        if (field->type == LEO_TEXT)
            *(const char **)(void *)((char *)config + field->offset) = plan->world.wind;
    if (row->prepare && row->prepare(config, &why) != LEO_OK)
        leo_problem(reader, node ? node : reader->root, "`wind`: %s", why.message);
    plan->wind = row;
    plan->wind_config = config;
}

/* The field by its name, and does it go as far as it is wanted to? */
static void choose_field(leo_reader *reader, const leo_force_gravity_config *gravity, const leo_node *node)
{
    const leo_node *map = node && node->kind == LEO_NODE_MAP ? node : NULL;
    const leo_node *name = leo_node_find(map, "field"), *degree = leo_node_find(map, "degree");
    const leo_gravity *field = leo_gravity_earth();
    leo_error why = { 0 };
    if (gravity->field && strcmp(gravity->field, "built-in") != 0)
        field = leo_data_field(reader->plan->data, gravity->field, &why);
    if (!field)
        leo_problem(reader, name ? name : reader->root, "`field`: %s", why.message);
    else if (field->body && field->body != LEO_BODY_EARTH)
        leo_problem(reader, name ? name : reader->root, "`field`: %s is not a field of the Earth",
                    field->name);
    else if (gravity->degree > field->degree)
        leo_problem(reader, degree ? degree : reader->root, "`degree`: %d: %s goes to degree %d",
                    gravity->degree, field->name, field->degree);
    else
        reader->plan->field = field;
}

static void check_names(leo_reader *reader, const leo_node *map)
{
    for (const leo_node *member = map->first; member; member = member->next) {
        leo_nearest nearest = { .word = member->key };
        int known = 0;
        for (const leo_force *const *force = leo_forces; *force; force++) {
            known |= strcmp((*force)->name, member->key) == 0;
            leo_nearest_offer(&nearest, (*force)->name);
        }
        char hint[LEO_HINT_ROOM];
        if (!known)
            leo_problem_at_key(reader, member, "unknown force `%s`%s", member->key,
                               leo_nearest_hint(&nearest, hint));
    }
}

static void read_forces(leo_reader *reader)
{
    const leo_node *section = leo_node_find(reader->root, "forces");
    const leo_node *map = section ? leo_want_map(reader, section) : NULL;
    int count = 0;
    while (leo_forces[count])
        count++;
    const void **configs = LEO_TAKE(reader->arena, const void *, count + 1);
    if (!configs) {
        leo_no_memory(reader);
        return;
    }
    if (map)
        check_names(reader, map);
    for (int i = 0; i < count; i++) {
        const leo_node *node = leo_node_find(map, leo_forces[i]->name);
        if (section ? node != NULL : acts_usually(leo_forces[i]->name))
            configs[i] = read_force(reader, leo_forces[i], node);
        if (configs[i] && leo_forces[i] == &leo_force_gravity)
            choose_field(reader, configs[i], node);
    }
    reader->plan->force_configs = configs;
}

void leo_read_settings(leo_reader *reader)
{
    read_section(reader, "world", leo_world_fields, &reader->plan->world);
    read_section(reader, "solver", leo_solver_fields, &reader->plan->solver);
    choose_air(reader);
    choose_wind(reader);
    read_forces(reader);
}
