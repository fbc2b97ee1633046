/* SPDX-License-Identifier: MIT */
/*
 * Orbit Ephemeris Messages: instants, interpolation, writing.
 *
 * Formula  LAGRANGE of degree d: one polynomial through the d + 1 points around the instant, for each of the six numbers.
 *          HERMITE of degree d: through positions and velocities of (d + 1) / 2 points; its slope is the velocity.
 * Source   CCSDS 502.0-B-3, Orbit Data Messages, 2023, 5.2.4 and annex; divided differences as in any book of numerics.
 * Error    At the points of the table none.
 */
#include "base/error.h"
#include "base/text.h"
#include "record/oem_read.h"
#include "time/epoch.h"

#include <ctype.h>
#include <string.h>

enum { DEGREE_USUAL = 7, NODES_MAX = 24 };

leo_status leo_oem_resolve(leo_oem_message *oem, const leo_clocks *clocks, leo_error *error)
{
    const leo_ndm_text system = oem->segments->metadata.time_system;
    oem->scale = leo_timescale_find(system.text, strlen(system.text));
    if (oem->scale == LEO_SCALES)
        return leo_ndm_refuse(oem->file, system.line, system.column, error,
                              "TIME_SYSTEM %.20s: must be one of UTC, UT1, TAI, TT, TDB, TCG, TCB, GPS",
                              system.text);
    for (leo_oem_segment *segment = oem->segments; segment; segment = segment->next) {
        for (int i = 0; i < segment->count; i++) {
            leo_oem_point *point = &segment->points[i];
            leo_error why = { 0 };
            size_t length = strlen(point->epoch.text);
            if (length && point->epoch.text[length - 1] == 'Z')
                length--; // the time system of the message is what counts
            if (leo_epoch_read(point->epoch.text, length, oem->scale, clocks, &point->instant, &why) !=
                LEO_OK)
                return leo_ndm_refuse(oem->file, point->epoch.line, point->epoch.column, error, "%.900s",
                                      why.message);
            if (i > 0 && !(leo_epoch_since(point->instant, segment->points[i - 1].instant) > 0))
                return leo_ndm_refuse(oem->file, point->epoch.line, point->epoch.column, error,
                                      "`%.40s` is not later than the state before it", point->epoch.text);
        }
    }
    oem->is_resolved = 1;
    return LEO_OK;
}

static int is_word(leo_ndm_text text, const char *word)
{
    if (!text.line)
        return 0;
    size_t i = 0;
    for (; text.text[i] && word[i]; i++)
        if (toupper((unsigned char)text.text[i]) != word[i])
            return 0;
    return text.text[i] == word[i];
}

/* The last point at or before the instant; the search is by halves. */
static int point_before(const leo_oem_segment *segment, leo_epoch instant)
{
    int low = 0, high = segment->count - 1;
    while (low < high) {
        const int middle = (low + high + 1) / 2;
        if (leo_epoch_since(instant, segment->points[middle].instant) >= 0)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/* Newton's form through nodes that may come twice (then `slope` is used): value and slope at `t`. */
static void newton(const double *node, double *table, const double *slope, int count, double t, double *value,
                   double *rate)
{
    for (int k = 1; k < count; k++)
        for (int i = count - 1; i >= k; i--)
            table[i] =
                node[i] == node[i - k] ? slope[i] : (table[i] - table[i - 1]) / (node[i] - node[i - k]);
    *value = table[count - 1];
    *rate = 0;
    for (int i = count - 2; i >= 0; i--) {
        *rate = *rate * (t - node[i]) + *value;
        *value = *value * (t - node[i]) + table[i];
    }
}

typedef struct window {
    const leo_oem_point *points;
    int count;
    double scale_s; // times are counted in this unit from the first point
    double at;
} window;

static window window_around(const leo_oem_segment *segment, leo_epoch instant, int count)
{
    count = count < segment->count ? count : segment->count;
    int first = point_before(segment, instant) - (count - 1) / 2;
    first = first < 0 ? 0 : first > segment->count - count ? segment->count - count : first;
    window made = { .points = segment->points + first, .count = count, .scale_s = 1 };
    if (count > 1)
        made.scale_s = leo_epoch_since(made.points[count - 1].instant, made.points[0].instant) / (count - 1);
    made.at = leo_epoch_since(instant, made.points[0].instant) / made.scale_s;
    return made;
}

static double node_time(const window *in, int i)
{
    return leo_epoch_since(in->points[i].instant, in->points[0].instant) / in->scale_s;
}

static void by_hermite(const window *in, double pos_km[3], double vel_km_s[3])
{
    double node[NODES_MAX], table[NODES_MAX], slope[NODES_MAX];
    for (int axis = 0; axis < 3; axis++) {
        for (int i = 0; i < 2 * in->count; i++) {
            node[i] = node_time(in, i / 2);
            table[i] = in->points[i / 2].pos_km[axis];
            slope[i] = in->points[i / 2].vel_km_s[axis] * in->scale_s;
        }
        newton(node, table, slope, 2 * in->count, in->at, &pos_km[axis], &vel_km_s[axis]);
        vel_km_s[axis] /= in->scale_s;
    }
}

static void by_lagrange(const window *in, double pos_km[3], double vel_km_s[3])
{
    double node[NODES_MAX], table[NODES_MAX], none[NODES_MAX] = { 0 }, rate;
    for (int axis = 0; axis < 6; axis++) {
        for (int i = 0; i < in->count; i++) {
            node[i] = node_time(in, i);
            table[i] = axis < 3 ? in->points[i].pos_km[axis] : in->points[i].vel_km_s[axis - 3];
        }
        newton(node, table, none, in->count, in->at, axis < 3 ? &pos_km[axis] : &vel_km_s[axis - 3], &rate);
    }
}

static int covers(const leo_oem_segment *segment, leo_epoch instant)
{
    return leo_epoch_since(instant, segment->points[0].instant) >= 0 &&
           leo_epoch_since(segment->points[segment->count - 1].instant, instant) >= 0;
}

leo_status leo_oem_at(const leo_oem_message *oem, leo_epoch instant, const leo_oem_segment **found,
                      double pos_km[3], double vel_km_s[3], leo_error *error)
{
    if (!oem->is_resolved)
        return leo_fail(error, LEO_BAD_ARGUMENT, oem->file, "leo_oem_resolve was not called");
    const leo_oem_segment *segment = oem->segments;
    while (segment && !covers(segment, instant))
        segment = segment->next;
    if (!segment)
        return leo_fail(error, LEO_OUT_OF_RANGE, oem->file,
                        "no states there: they begin at %.40s and end at %.40s, in segments",
                        oem->segments->points[0].epoch.text,
                        oem->last->points[oem->last->count - 1].epoch.text);
    if (found)
        *found = segment;
    const leo_oem_point *before = &segment->points[point_before(segment, instant)];
    if (leo_epoch_since(instant, before->instant) == 0) {
        memcpy(pos_km, before->pos_km, sizeof before->pos_km);
        memcpy(vel_km_s, before->vel_km_s, sizeof before->vel_km_s);
        return LEO_OK;
    }
    const leo_ndm_metadata *meta = &segment->metadata;
    int degree = meta->interpolation_degree.line ? (int)meta->interpolation_degree.value : DEGREE_USUAL;
    if (is_word(meta->interpolation, "LINEAR"))
        degree = 1;
    const int lagrange = is_word(meta->interpolation, "LAGRANGE") || is_word(meta->interpolation, "LINEAR");
    int nodes = lagrange ? degree + 1 : (degree + 2) / 2;
    const int most =
        lagrange ? NODES_MAX / 2 : NODES_MAX / 4; // beyond that, rounding grows faster than accuracy
    nodes = nodes > most ? most : nodes;
    const window in = window_around(segment, instant, nodes);
    if (lagrange)
        by_lagrange(&in, pos_km, vel_km_s);
    else
        by_hermite(&in, pos_km, vel_km_s);
    return LEO_OK;
}

static void write_point(const leo_oem_point *point, FILE *file)
{
    char digits[LEO_NUMBER_ROOM];
    const double *const values[] = { point->pos_km, point->vel_km_s, point->accel_km_s2 };
    fputs(point->epoch.text, file);
    for (int i = 0; i < (point->has_accel ? 9 : 6); i++)
        fprintf(file, " %s", leo_text_number(values[i / 3][i % 3], digits));
    fputc('\n', file);
}

static void write_covariance(const leo_oem_covariance *covariance, FILE *file)
{
    char digits[LEO_NUMBER_ROOM];
    leo_ndm_write(leo_ndm_epoch_rows, &covariance->values, file);
    for (int i = 0, k = 0; i < 6; i++)
        for (int j = 0; j <= i; j++, k++)
            fprintf(file, "%s%c", leo_text_number(covariance->values.lower[k].value, digits),
                    j < i ? ' ' : '\n');
}

leo_status leo_oem_write(const leo_oem_message *oem, FILE *file, leo_error *error)
{
    fprintf(file, "CCSDS_OEM_VERS = 3.0\n");
    leo_ndm_notes_write(&oem->header.comments, file);
    leo_ndm_write(leo_ndm_header_rows, &oem->header, file);
    for (const leo_oem_segment *segment = oem->segments; segment; segment = segment->next) {
        fputs("\nMETA_START\n", file);
        leo_ndm_notes_write(&segment->metadata.comments, file);
        leo_ndm_write(leo_ndm_oem_metadata_rows, &segment->metadata, file);
        fputs("META_STOP\n\n", file);
        leo_ndm_notes_write(&segment->comments, file);
        for (int i = 0; i < segment->count; i++)
            write_point(&segment->points[i], file);
        if (segment->covariances)
            fputs("\nCOVARIANCE_START\n", file);
        for (const leo_oem_covariance *c = segment->covariances; c; c = c->next)
            write_covariance(c, file);
        if (segment->covariances)
            fputs("COVARIANCE_STOP\n", file);
    }
    return ferror(file) ? leo_fail(error, LEO_IO, NULL, "cannot be written") : LEO_OK;
}
