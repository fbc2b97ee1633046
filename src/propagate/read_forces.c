/* SPDX-License-Identifier: MIT */
/*
 * The tree of a setup: forces, atmosphere, wind, space weather, GM.
 *
 * Without `forces`: gravity of the central body to degree 20, the Sun, and the Moon (seen from the Moon, the Earth); in orbit
 * around the Sun all planets.
 */
#include "base/error.h"
#include "base/text.h"
#include "propagate/setup.h"

#include <string.h>

static const char *const usual_earth[] = { "gravity", "sun", "moon", NULL };
static const char *const usual_moon[] = { "gravity", "sun", "earth", NULL };
static const char *const usual_sun[] = { "gravity", "earth",   "moon",   "mercury", "venus",
                                         "mars",    "jupiter", "saturn", NULL };
static const char *const usual_planet[] = { "gravity", "sun", NULL };
static const char *const third_bodies[] = { "sun",     "moon",   "earth",  "mercury", "venus", "mars",
                                            "jupiter", "saturn", "uranus", "neptune", "pluto", NULL };

static int is_in(const char *const *list, const char *word)
{
    for (; *list; list++)
        if (strcmp(*list, word) == 0)
            return 1;
    return 0;
}

static int force_index(const char *name)
{
    for (int i = 0; leo_forces[i]; i++)
        if (strcmp(leo_forces[i]->name, name) == 0)
            return i;
    return -1;
}

/* ---- gravity of the central body -------------------------------------------------------------------------------------- */

static const leo_gravity *own_field(const leo_setup *setup)
{
    for (const leo_gravity *const *field = setup->data.fields; field && *field; field++)
        if ((*field)->body == setup->center || ((*field)->body == 0 && setup->center == LEO_BODY_EARTH))
            return *field;
    if (setup->center == LEO_BODY_EARTH)
        return leo_gravity_earth();
    return setup->center == LEO_BODY_MOON ? leo_gravity_moon() : NULL;
}

static void choose_field(leo_reader *reader, leo_setup *setup, leo_force_gravity_config *config,
                         const leo_node *node, int default_degree)
{
    leo_error why = { 0 };
    const leo_node *degree = leo_node_find(node, "degree"), *name = leo_node_find(node, "field");
    const leo_node *order = leo_node_find(node, "order");
    setup->field = own_field(setup);
    if (name && config->field && config->field[0] && strcmp(config->field, "built-in") != 0 &&
        !(setup->field = leo_data_field(&setup->data, config->field, &why))) {
        leo_problem(reader, name, "`field`: %s", why.message);
        return;
    }
    if (setup->field && name && setup->field->body && setup->field->body != setup->center)
        leo_problem(reader, name, "`field`: %s is no field of the central body", setup->field->name);
    if (!degree)
        config->degree = setup->field ? default_degree : 0;
    const int most = setup->field ? setup->field->degree : 0;
    if (config->degree > most && degree)
        leo_problem(reader, degree, "`degree`: %d: %s reaches to degree %d", config->degree,
                    setup->field ? setup->field->name : "the central body, of which no field is known,",
                    most);
    config->degree = config->degree > most ? most : config->degree;
    // a setting of the degree alone lowers the order of the file with it
    const int of_file = order && order->line > 0 && degree && degree->line == 0;
    if (config->order > config->degree && order && !of_file)
        leo_problem(reader, order, "`order`: %d: must not be above the degree, %d", config->order,
                    config->degree);
    if (config->order > config->degree)
        config->order = config->degree;
}

/* ---- forces -------------------------------------------------------------------------------------------------------------- */

/* `c20`: another value in the field, such as that of another tide system. */
static void change_c20(leo_reader *reader, leo_setup *setup, const leo_node *node)
{
    double c20;
    const leo_gravity *old = setup->field;
    if (!node)
        return;
    if (node->kind != LEO_NODE_TEXT || !leo_number_read(node->text, strlen(node->text), &c20) || !old ||
        old->degree < 2) {
        leo_problem(reader, node, "`c20`: `%.40s`: must be a number, with a field of degree 2 at least",
                    node->text);
        return;
    }
    const size_t count = (size_t)(old->degree + 1) * (size_t)(old->degree + 2) / 2;
    leo_gravity *field = LEO_TAKE(reader->arena, leo_gravity, 1);
    double *c = LEO_TAKE(reader->arena, double, count);
    if (!field || !c) {
        leo_no_memory(reader);
        return;
    }
    memcpy(c, old->c, count * sizeof *c);
    c[3] = c20; // n (n + 1) / 2 + m
    *field = *old;
    field->c = c;
    setup->field = field;
}

/* `degree: all` is the degree of the field. */
static void spell_degree(leo_reader *reader, const leo_setup *setup)
{
    leo_node *map = leo_node_find(leo_node_find(reader->root, "forces"), "gravity");
    leo_node *degree = leo_node_find(map, "degree"), *name = leo_node_find(map, "field");
    const leo_gravity *field = name && name->kind == LEO_NODE_TEXT && strcmp(name->text, "built-in") != 0
                                   ? leo_data_field(&setup->data, name->text, NULL)
                                   : own_field(setup);
    if (degree && degree->kind == LEO_NODE_TEXT && strcmp(degree->text, "all") == 0)
        degree->text = leo_print(reader, "%d", field ? field->degree : 0);
}

static void put_force(leo_reader *reader, leo_setup *setup, int index, const leo_node *node)
{
    enum { USUAL_DEGREE = 20 };
    static const char *const gravity_keys[] = { "c20", NULL };
    const leo_force *force = leo_forces[index];
    const size_t size = force->size > sizeof(double) ? force->size : sizeof(double);
    void *config = leo_arena_take(reader->arena, size, 1);
    const leo_node *map = node && node->kind == LEO_NODE_MAP ? node : NULL;
    const leo_target target = { force->fields, config };
    if (!config) {
        leo_no_memory(reader);
        return;
    }
    if (force == &leo_force_gravity)
        spell_degree(reader, setup);
    leo_read_targets(reader, map, node ? node : reader->root,
                     leo_print(reader, "the force `%s`", force->name),
                     leo_print(reader, "forces.%s", force->name), &target, 1,
                     force == &leo_force_gravity ? gravity_keys : NULL);
    if (force == &leo_force_gravity) {
        choose_field(reader, setup, config, map, USUAL_DEGREE);
        change_c20(reader, setup, leo_node_find(map, "c20"));
    }
    setup->configs[index] = config;
}

static void unknown_force(leo_reader *reader, const leo_node *node, const char *name)
{
    leo_nearest nearest = { .word = name };
    char hint[LEO_HINT_ROOM];
    for (int i = 0; leo_forces[i]; i++)
        leo_nearest_offer(&nearest, leo_forces[i]->name);
    leo_nearest_offer(&nearest, "third-bodies");
    leo_problem(reader, node, "no force `%.40s`%s", name, leo_nearest_hint(&nearest, hint));
}

/* `third-bodies: [sun, moon]` or `none`: these and no others. */
static void read_third_bodies(leo_reader *reader, leo_setup *setup, const leo_node *node)
{
    for (int i = 0; leo_forces[i]; i++)
        if (is_in(third_bodies, leo_forces[i]->name))
            setup->configs[i] = NULL;
    if (node->kind == LEO_NODE_TEXT && (strcmp(node->text, "none") == 0 || strcmp(node->text, "off") == 0))
        return;
    const leo_node *first = node->kind == LEO_NODE_LIST   ? node->first
                            : node->kind == LEO_NODE_TEXT ? node
                                                          : NULL;
    for (const leo_node *item = first; item; item = node->kind == LEO_NODE_LIST ? item->next : NULL) {
        const leo_node *text = leo_want_text(reader, item);
        const int index = text && is_in(third_bodies, text->text) ? force_index(text->text) : -1;
        if (text && index < 0)
            unknown_force(reader, text, text->text);
        else if (text)
            put_force(reader, setup, index, NULL);
    }
}

static void read_force(leo_reader *reader, leo_setup *setup, const leo_node *node)
{
    const int index = force_index(node->key);
    if (strcmp(node->key, "third-bodies") == 0) {
        read_third_bodies(reader, setup, node);
    } else if (index < 0) {
        unknown_force(reader, node, node->key);
    } else if (node->kind == LEO_NODE_TEXT &&
               (strcmp(node->text, "off") == 0 || strcmp(node->text, "no") == 0)) {
        setup->configs[index] = NULL;
    } else if (node->kind == LEO_NODE_TEXT && strcmp(node->text, "on") != 0 &&
               strcmp(node->text, "yes") != 0) {
        leo_problem(reader, node, "`%s`: must be on, off or a map of its keys, found `%.40s`", node->key,
                    node->text);
    } else if (node->kind == LEO_NODE_LIST) {
        leo_problem(reader, node, "`%s`: must be on, off or a map of its keys, found a list", node->key);
    } else {
        put_force(reader, setup, index, node);
    }
}

static void usual_forces(leo_reader *reader, leo_setup *setup)
{
    const char *const *usual = setup->center == LEO_BODY_EARTH  ? usual_earth
                               : setup->center == LEO_BODY_MOON ? usual_moon
                               : setup->center == LEO_BODY_SUN  ? usual_sun
                                                                : usual_planet;
    for (; *usual; usual++)
        if (force_index(*usual) >= 0)
            put_force(reader, setup, force_index(*usual), NULL);
}

static void put_gm(leo_reader *reader, leo_setup *setup, const leo_node *item, int body, double gm_m3_s2)
{
    int i = 0;
    if (body == setup->center) {
        setup->gm_m3_s2 = gm_m3_s2;
        return;
    }
    while (setup->others[i].gm_m3_s2 > 0 && setup->others[i].body != body)
        i++;
    if (i < LEO_SKY_BODIES)
        setup->others[i] = (leo_body_gm){ body, gm_m3_s2 };
    else
        leo_problem_at_key(reader, item, "`gm`: more than %d bodies", LEO_SKY_BODIES);
}

static void read_gm(leo_reader *reader, leo_setup *setup)
{
    const leo_node *node = leo_node_find(reader->root, "gm"), *map = node ? leo_want_map(reader, node) : NULL;
    for (const leo_node *item = map ? map->first : NULL; item; item = item->next) {
        const leo_node *text = leo_want_text(reader, item);
        const leo_body_facts *facts = leo_body_find(item->key, strlen(item->key));
        leo_quantity quantity;
        leo_error why = { 0 };
        if (!text)
            continue;
        if (!facts)
            leo_problem_at_key(reader, item, "`gm`: no body `%.40s`", item->key);
        else if (leo_quantity_read(text->text, "m^3/s^2", LEO_TEMPERATURE_POINT, &quantity, &why) != LEO_OK)
            leo_problem(reader, text, "`gm.%s`: %s", item->key, why.message);
        else if (!(quantity.value > 0))
            leo_problem(reader, text, "`gm.%s`: must be positive", item->key);
        else
            put_gm(reader, setup, item, facts->body, quantity.value);
    }
}

/*
 * With `forces` in the file those and no others; settings laid over a file without them change the usual ones. A map that
 * settings made has line 0.
 */
void leo_setup_read_forces(leo_reader *reader, leo_setup *setup)
{
    const leo_node *node = leo_node_find(reader->root, "forces"),
                   *map = node ? leo_want_map(reader, node) : NULL;
    read_gm(reader, setup);
    if (!node || node->line == 0)
        usual_forces(reader, setup);
    for (const leo_node *item = map ? map->first : NULL; item; item = item->next)
        read_force(reader, setup, item);
    const int gravity = force_index("gravity");
    if (!setup->configs[gravity]) { // the central body pulls in any case
        setup->field = own_field(setup);
        put_force(reader, setup, gravity, NULL);
        leo_force_gravity_config *config = setup->configs[gravity];
        if (config)
            config->degree = config->order = 0;
    }
}

/* ---- air ----------------------------------------------------------------------------------------------------------------- */

typedef struct weather_values {
    double f107, f107_mean, ap;
} weather_values;

// clang-format off
static const leo_field weather_fields[] = {
    { "f107",      LEO_REAL_AT(weather_values, f107),      "1", 50, 1000, NULL, NULL, "Solar radio flux at 10.7 cm, 1e-22 W/(m^2 Hz)." },
    { "f107-mean", LEO_REAL_AT(weather_values, f107_mean), "1", 50, 1000, NULL, NULL, "Its mean over 81 days." },
    { "ap",        LEO_REAL_AT(weather_values, ap),        "1", 0,  400,  NULL, NULL, "Geomagnetic index ap." },
    { 0 }
};
// clang-format on

static void read_weather(leo_reader *reader, leo_setup *setup)
{
    const leo_node *node = leo_node_find(reader->root, "space-weather");
    const leo_node *map = node ? leo_want_map(reader, node) : NULL;
    const int problems = reader->problems;
    weather_values values;
    leo_error why = { 0 };
    const leo_target target = { weather_fields, &values };
    setup->weather = setup->data.weather;
    if (!map)
        return;
    leo_read_targets(reader, map, map, "`space-weather`", "space-weather", &target, 1, NULL);
    if (reader->problems > problems)
        return;
    setup->weather = leo_weather_constant(values.f107, values.f107_mean, values.ap, reader->arena, &why);
    if (!setup->weather)
        leo_problem(reader, map, "`space-weather`: %s", why.message);
}

/* `KEY: NAME` or `KEY: { model: NAME, ... }`; the node of the name, NULL when there is none. */
static const leo_node *model_of(leo_reader *reader, const char *key, const leo_node **map)
{
    const leo_node *node = leo_node_find(reader->root, key);
    *map = NULL;
    if (!node || node->kind == LEO_NODE_EMPTY || node->kind == LEO_NODE_TEXT)
        return node && node->kind == LEO_NODE_TEXT ? node : NULL;
    if (!(*map = leo_want_map(reader, node)))
        return NULL;
    const leo_node *model = leo_node_find(*map, "model");
    if (!model)
        leo_problem_at_key(reader, node, "`%s` needs `model`", key);
    return model ? leo_want_text(reader, model) : NULL;
}

static void *model_config(leo_reader *reader, const leo_node *map, const char *what, const leo_field *fields,
                          size_t size)
{
    static const char *const also[] = { "model", NULL };
    void *config = leo_arena_take(reader->arena, size > sizeof(double) ? size : sizeof(double), 1);
    const leo_target target = { fields, config };
    if (!config)
        leo_no_memory(reader);
    else
        leo_read_targets(reader, map, reader->root, leo_print(reader, "`%s`", what), what, &target, 1, also);
    return config;
}

void leo_setup_read_air(leo_reader *reader, leo_setup *setup)
{
    const leo_node *map, *model = model_of(reader, "atmosphere", &map);
    const int drag = force_index("drag");
    leo_error why = { 0 };
    read_weather(reader, setup);
    if (model || (drag >= 0 && setup->configs[drag])) {
        setup->atmosphere = leo_atmosphere_find(model ? model->text : "nrlmsise-00", &why);
        if (!setup->atmosphere)
            leo_problem(reader, model ? model : reader->root, "`atmosphere`: %s", why.message);
        else
            setup->atmosphere_config =
                model_config(reader, map, "atmosphere", setup->atmosphere->fields, setup->atmosphere->size);
    }
    model = model_of(reader, "wind", &map);
    if (!model)
        return;
    void *config = NULL;
    setup->wind = leo_wind_find(model->text, &why);
    if (!setup->wind)
        leo_problem(reader, model, "`wind`: %s", why.message);
    else
        setup->wind_config = config =
            model_config(reader, map, "wind", setup->wind->fields, setup->wind->size);
    if (config && setup->wind->prepare && setup->wind->prepare(config, &why) != LEO_OK)
        leo_problem(reader, map ? map : model, "`wind`: %s", why.message);
}
