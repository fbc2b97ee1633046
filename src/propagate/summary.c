/* SPDX-License-Identifier: MIT */
/* What was propagated, as JSON. Numbers are in SI and in the axes that their names tell. */
#include "base/error.h"
#include "base/text.h"
#include "propagate/propagation.h"
#include "record/json.h"
#include "schema/explain.h"
#include "time/epoch.h"

#include <inttypes.h>
#include <string.h>

static json_t *vector(leo_vec3 v)
{
    return json_pack("[o, o, o]", leo_json_real(v.x), leo_json_real(v.y), leo_json_real(v.z));
}

static json_t *date(const leo_propagation *p, double elapsed_s)
{
    char text[48];
    return leo_propagation_date(p, elapsed_s, 9, text, NULL) == LEO_OK ? json_string(text) : json_null();
}

static json_t *state(const leo_propagation *p, double elapsed_s, const leo_orbit_state *icrf, double mass_kg)
{
    leo_state turned = { { 0, 0, 0 }, { 0, 0, 0 } };
    leo_propagation_turn(p, p->setup.output_frame, elapsed_s, icrf, &turned, NULL);
    json_t *made = json_pack("{s:o, s:o, s:o, s:o, s:o}", "elapsed_s", leo_json_real(elapsed_s), "date",
                             date(p, elapsed_s), "mass_kg", leo_json_real(mass_kg), "position_icrf_m",
                             vector(icrf->pos_m), "velocity_icrf_m_s", vector(icrf->vel_m_s));
    if (p->setup.output_frame != LEO_GCRF) {
        json_object_set_new(made, "position_m", vector(turned.pos_m));
        json_object_set_new(made, "velocity_m_s", vector(turned.vel_m_s));
    }
    leo_elements e;
    const double gm = leo_dynamics_gm_m3_s2(p->dynamics);
    if (leo_elements_from_state(icrf->pos_m, icrf->vel_m_s, gm, &e, NULL) == LEO_OK)
        json_object_set_new(
            made, "elements_icrf",
            json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "semi_major_axis_m", leo_json_real(e.sma_m),
                      "eccentricity", leo_json_real(e.ecc), "inclination_rad", leo_json_real(e.inc_rad),
                      "raan_rad", leo_json_real(e.raan_rad), "argument_of_perigee_rad",
                      leo_json_real(e.argp_rad), "true_anomaly_rad", leo_json_real(e.true_anomaly_rad)));
    return made;
}

static json_t *values_of(const leo_field *fields, const void *config)
{
    json_t *map = json_object();
    for (; config && fields && fields->key; fields++) {
        const double number = leo_field_number(fields, config);
        if (fields->type == LEO_REAL || fields->type == LEO_COUNT)
            json_object_set_new(map, fields->key,
                                fields->type == LEO_COUNT ? json_integer((json_int_t)number)
                                                          : leo_json_real(number));
        else if (fields->type == LEO_CHOICE)
            json_object_set_new(map, fields->key, json_string(fields->choices[(int)number]));
        else if (leo_field_text(fields, config))
            json_object_set_new(map, fields->key, json_string(leo_field_text(fields, config)));
    }
    return map;
}

static json_t *forces(const leo_setup *setup)
{
    json_t *map = json_object();
    for (int i = 0; leo_forces[i]; i++)
        if (setup->configs[i])
            json_object_set_new(map, leo_forces[i]->name,
                                values_of(leo_forces[i]->fields, setup->configs[i]));
    json_t *gravity = json_object_get(map, "gravity");
    json_object_set_new(gravity, "field", json_string(setup->field ? setup->field->name : "a point"));
    return map;
}

static json_t *model(const char *name, const leo_field *fields, const void *config)
{
    json_t *map = values_of(fields, config);
    json_object_set_new(map, "model", json_string(name));
    return map;
}

static json_t *sets(const leo_propagation *p)
{
    int count = 0;
    json_t *list = json_array();
    leo_arena *arena = leo_arena_create(NULL);
    const leo_data_set *rows = arena ? leo_data_in_use(p->data_given, arena, &count) : NULL;
    for (int i = 0; rows && i < count; i++) {
        char hash[20];
        snprintf(hash, sizeof hash, "%016" PRIx64, rows[i].hash);
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s, s:s}", "kind", rows[i].kind, "name",
                                              rows[i].name, "origin", rows[i].origin, "span", rows[i].span,
                                              "hash", hash));
    }
    leo_arena_destroy(arena);
    return list;
}

static json_t *matrix(const double m[6][6])
{
    json_t *rows = json_array();
    for (int i = 0; i < 6; i++) {
        json_t *row = json_array();
        for (int j = 0; j < 6; j++)
            json_array_append_new(row, leo_json_real(m[i][j]));
        json_array_append_new(rows, row);
    }
    return rows;
}

static json_t *attitude_at(const leo_quaternion q, leo_vec3 rate_body_rad_s)
{
    return json_pack("{s:[o, o, o, o], s:o}", "quaternion_body_from_icrf", leo_json_real(q.s),
                     leo_json_real(q.v.x), leo_json_real(q.v.y), leo_json_real(q.v.z), "rate_body_rad_s",
                     vector(rate_body_rad_s));
}

static json_t *attitude(const leo_turning *turning, const leo_propagated *now)
{
    json_t *inertia = json_array();
    for (int i = 0; i < 3; i++)
        json_array_append_new(inertia,
                              vector(leo_vec(turning->inertia_kg_m2.m[i][0], turning->inertia_kg_m2.m[i][1],
                                             turning->inertia_kg_m2.m[i][2])));
    return json_pack("{s:o, s:b, s:i, s:o, s:o}", "inertia_kg_m2", inertia, "gravity_gradient",
                     turning->gravity_gradient != 0, "torques_and_forces", turning->push_count, "start",
                     attitude_at(turning->body_from_icrf, turning->rate_body_rad_s), "end",
                     attitude_at(now->body_from_icrf, now->rate_body_rad_s));
}

static json_t *events(const leo_propagation *p)
{
    json_t *list = json_array();
    for (int i = 0; i < p->event_count; i++) {
        const leo_found_event *e = &p->events[i];
        json_array_append_new(list,
                              json_pack("{s:s, s:o, s:o, s:o, s:o, s:o}", "name", e->event->name, "elapsed_s",
                                        leo_json_real(e->elapsed_s), "date", date(p, e->elapsed_s), "mass_kg",
                                        leo_json_real(e->mass_kg), "position_icrf_m", vector(e->state.pos_m),
                                        "velocity_icrf_m_s", vector(e->state.vel_m_s)));
    }
    return list;
}

static void add_models(const leo_propagation *p, json_t *root)
{
    const leo_setup *setup = &p->setup;
    json_object_set_new(root, "forces", forces(setup));
    json_object_set_new(root, "gm_m3_s2", leo_json_real(leo_dynamics_gm_m3_s2(p->dynamics)));
    if (setup->atmosphere)
        json_object_set_new(
            root, "atmosphere",
            model(setup->atmosphere->name, setup->atmosphere->fields, setup->atmosphere_config));
    if (setup->wind)
        json_object_set_new(root, "wind", model(setup->wind->name, setup->wind->fields, setup->wind_config));
    json_object_set_new(root, "spacecraft", values_of(leo_setup_craft_fields, &setup->craft));
    json_object_set_new(root, "burns", json_integer(setup->burn_count));
    if (setup->burns_left_out)
        json_object_set_new(root, "burns_before_the_state", json_integer(setup->burns_left_out));
    if (setup->note[0])
        json_object_set_new(root, "note", json_string(setup->note));
}

leo_status leo_propagation_summary(const leo_propagation *p, FILE *file, leo_error *error)
{
    if (!p)
        return error && error->status != LEO_OK ? error->status
                                                : leo_fail(error, LEO_BAD_ARGUMENT, NULL, "no propagation");
    const leo_setup *setup = &p->setup;
    const leo_propagation_work work = leo_propagation_work_done(p);
    const double now_s = leo_propagation_now_s(p);
    double stm[6][6], covariance[6][6];
    leo_propagated now;
    leo_propagator_at(p->propagator, now_s, &now);
    json_t *root = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "source", setup->source, "object",
                             setup->head.object, "center", leo_body_facts_of(setup->center)->name, "frame",
                             leo_frame_name(setup->output_frame), "time_system",
                             leo_timescale_name(setup->output_scale), "epoch", setup->head.epoch);
    if (!root)
        return leo_fail(error, LEO_NO_MEMORY, NULL, "no memory");
    json_object_set_new(root, "method", json_string(work.method));
    json_object_set_new(root, "reason", json_string(work.reason));
    json_object_set_new(root, "kernel",
                        json_string(leo_kernel_name(leo_kernel_choose((leo_kernel)setup->head.kernel))));
    if (setup->center == LEO_BODY_EARTH)
        json_object_set_new(root, "earth_axes",
                            json_string(setup->data.earth_axes == LEO_EARTH_1980 ? "IAU 1980" : "IAU 2006"));
    json_object_set_new(root, "accuracy_m", leo_json_real(setup->head.accuracy_m));
    json_object_set_new(root, "evaluations", json_integer(work.evaluations));
    json_object_set_new(root, "start", state(p, 0, &setup->start, setup->craft.mass_kg));
    json_object_set_new(root, "end", state(p, now_s, &now.state, now.mass_kg));
    add_models(p, root);
    if (setup->has_attitude)
        json_object_set_new(root, "attitude", attitude(&setup->turning, &now));
    json_object_set_new(root, "events", events(p));
    if (leo_propagation_stm(p, stm, NULL) == LEO_OK)
        json_object_set_new(root, "stm", matrix((const double(*)[6])stm));
    if (setup->has_covariance)
        json_object_set_new(root, "covariance_start", matrix((const double(*)[6])setup->covariance));
    if (leo_propagation_covariance(p, covariance, NULL) == LEO_OK)
        json_object_set_new(root, "covariance_end", matrix((const double(*)[6])covariance));
    json_object_set_new(root, "data", sets(p));
    const int failed = json_dumpf(root, file, JSON_INDENT(2) | JSON_REAL_PRECISION(17));
    fputc('\n', file);
    json_decref(root);
    return failed || ferror(file) ? leo_fail(error, LEO_IO, NULL, "cannot be written") : LEO_OK;
}
