/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "run/run.h"

#include <math.h>
#include <string.h>

leo_status leo_run_look(leo_run *run, double elapsed_s, leo_error *error)
{
    (void)error;
    run->read_s = elapsed_s;
    run->view = NULL;
    run->motion_fresh = run->devices_fresh = 0;
    memset(run->fresh, 0, (size_t)run->plan->thing_count);
    return LEO_OK;
}

static leo_status need_motion(leo_run *run, leo_error *error)
{
    if (run->motion_fresh)
        return LEO_OK;
    const leo_status status = leo_flight_at(run->flight, run->read_s, &run->motion, error);
    run->motion_fresh = status == LEO_OK;
    return status;
}

/* Outputs of the thing for the instant looked at. */
static leo_status need_thing(leo_run *run, int thing, leo_error *error)
{
    leo_status status = LEO_OK;
    const leo_place *place = &run->places[thing];
    if (place->device) {
        if (run->devices_fresh)
            return LEO_OK;
        if ((status = need_motion(run, error)) != LEO_OK)
            return status;
        leo_flight_outputs(run->flight, &run->motion);
        run->devices_fresh = 1;
        return LEO_OK;
    }
    if (run->fresh[thing])
        return LEO_OK;
    if (!run->view && (status = leo_network_at(run->network, run->read_s, &run->view, error)) != LEO_OK)
        return status;
    place->part->part->outputs(place->part, run->view);
    run->fresh[thing] = 1;
    return LEO_OK;
}

static double field_value(const leo_field *field, const void *block)
{
    const char *at = (const char *)block + field->offset;
    double real;
    int count;
    if (field->type == LEO_REAL) {
        memcpy(&real, at, sizeof real);
        return real;
    }
    memcpy(&count, at, sizeof count);
    return count;
}

leo_status leo_run_channel(leo_run *run, int channel, double *value, leo_error *error)
{
    const leo_channel_row *row = &run->plan->channels[channel];
    leo_status status = row->thing < 0 ? need_motion(run, error) : need_thing(run, row->thing, error);
    if (status != LEO_OK)
        return status;
    *value =
        field_value(row->field, row->thing < 0 ? (const void *)&run->motion : run->places[row->thing].output);
    if (!isfinite(*value))
        status = leo_fail(error, LEO_OUT_OF_RANGE, row->shown.name, "not a finite number at %.6f s elapsed",
                          run->read_s);
    return status;
}

/* How far the condition holds: >= 0 when all its terms do. In units of each term's threshold, to compare
 * them. */
leo_status leo_run_condition(leo_run *run, const leo_condition *condition, double *margin, leo_error *error)
{
    *margin = HUGE_VAL;
    for (int i = 0; i < condition->count; i++) {
        const leo_term *term = &condition->terms[i];
        double value;
        const leo_status status = leo_run_channel(run, term->channel, &value, error);
        if (status != LEO_OK)
            return status;
        const double scale = term->value != 0 ? fabs(term->value) : 1;
        const double far = (term->above ? value - term->value : term->value - value) / scale;
        if (far < *margin)
            *margin = far;
    }
    return LEO_OK;
}

leo_status leo_run_read(leo_run *run, int channel, double *value, leo_error *error)
{
    if (!run || !value)
        return leo_fail(error, LEO_BAD_ARGUMENT, "leo_run_read", "run and value must be given");
    if (channel < 0 || channel >= run->plan->channel_count)
        return leo_fail(error, LEO_BAD_ARGUMENT, "leo_run_read", "channel %d: the mission has 0 to %d",
                        channel, run->plan->channel_count - 1);
    const leo_status status = leo_run_look(run, run->books.now_s, error);
    return status == LEO_OK ? leo_run_channel(run, channel, value, error) : status;
}

leo_status leo_run_read_all(leo_run *run, double *values, leo_error *error)
{
    if (!run || !values)
        return leo_fail(error, LEO_BAD_ARGUMENT, "leo_run_read_all", "run and values must be given");
    leo_status status = leo_run_look(run, run->books.now_s, error);
    const leo_channel_row *rows = run->plan->channels;
    const void *block = NULL;
    for (int i = 0; status == LEO_OK && i < run->plan->channel_count; i++) {
        const int thing = rows[i].thing;
        // channels of one thing follow each other: its outputs are asked for once
        if (i == 0 || thing != rows[i - 1].thing) {
            status = thing < 0 ? need_motion(run, error) : need_thing(run, thing, error);
            block = thing < 0 ? (const void *)&run->motion : run->places[thing].output;
            if (status != LEO_OK)
                break;
        }
        values[i] = field_value(rows[i].field, block);
        if (!isfinite(values[i]))
            status = leo_fail(error, LEO_OUT_OF_RANGE, rows[i].shown.name,
                              "not a finite number at %.6f s elapsed", run->read_s);
    }
    return status;
}
