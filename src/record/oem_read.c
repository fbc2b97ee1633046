/* SPDX-License-Identifier: MIT */
/*
 * Orbit Ephemeris Messages: reading and writing.
 *
 * Source  CCSDS 502.0-B-3, Orbit Data Messages, 2023, chapter 5; versions 1.0 and 2.0 are subsets of it.
 * Valid   TIME_SYSTEM must be the same in all segments; covariances are lower triangles of 6 by 6.
 */
#include "record/oem_read.h"
#include "base/error.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

static const leo_ndm_row *const tables[] = { leo_ndm_header_rows, leo_ndm_oem_metadata_rows,
                                             leo_ndm_epoch_rows, NULL };

/* A state of XML: elements by name. */
static const char *const state_keys[] = { "X",     "Y",      "Z",      "X_DOT", "Y_DOT",
                                          "Z_DOT", "X_DDOT", "Y_DDOT", "Z_DDOT" };
static const char *const state_units[] = { "km", "km/s", "km/s**2" };

static const char *const blocks[] = { "header", "body",        "segment",          "metadata",
                                      "data",   "stateVector", "covarianceMatrix", NULL };

typedef enum place { IN_HEADER, IN_METADATA, IN_DATA, IN_STATE, IN_COVARIANCE } place;

typedef struct oem_reader {
    leo_oem_message *oem;
    leo_arena *arena;
    leo_error *error;
    place where;
    leo_oem_segment *segment;
    leo_oem_covariance *covariance;
    int triangle; // figures of the covariance so far
    int row;      // and its rows
    int is_xml;
    unsigned given; // bits of state_keys
    leo_oem_point point;
} oem_reader;

static leo_status no_memory(oem_reader *reader)
{
    return leo_fail(reader->error, LEO_NO_MEMORY, reader->oem->file, "no memory");
}

static leo_status add_point(oem_reader *reader, const leo_oem_point *point)
{
    leo_oem_segment *segment = reader->segment;
    if (segment->count == segment->room) {
        const int room = segment->room ? 2 * segment->room : 64;
        leo_oem_point *points = LEO_TAKE(reader->arena, leo_oem_point, room);
        if (!points)
            return no_memory(reader);
        if (segment->count)
            memcpy(points, segment->points, (size_t)segment->count * sizeof *points);
        segment->points = points;
        segment->room = room;
    }
    segment->points[segment->count++] = *point;
    return leo_ndm_check_date(point->epoch, "EPOCH", reader->oem->file, reader->error);
}

/* The words of a row; at most `room`; -1 when there are more. */
static int split(const char *text, char *copy, size_t size, char **words, int room)
{
    int count = 0;
    if (strlen(text) >= size)
        return -1;
    strcpy(copy, text);
    for (char *p = copy; *p;) {
        while (isspace((unsigned char)*p))
            *p++ = 0;
        if (!*p)
            break;
        if (count == room)
            return -1;
        words[count++] = p;
        while (*p && !isspace((unsigned char)*p))
            p++;
    }
    return count;
}

static leo_status read_number(oem_reader *reader, const leo_ndm_item *item, const char *word, size_t at,
                              double *value)
{
    if (leo_number_read(word, strlen(word), value))
        return LEO_OK;
    return leo_ndm_refuse(reader->oem->file, item->line, item->text_column + (int)at, reader->error,
                          "`%.60s` is not a number", word);
}

static leo_status take_state_row(oem_reader *reader, const leo_ndm_item *item)
{
    char copy[1024], *words[10];
    const int count = split(item->text, copy, sizeof copy, words, 10);
    if (count != 7 && count != 10)
        return leo_ndm_refuse(reader->oem->file, item->line, item->column, reader->error,
                              "a state needs a date and 6 or 9 figures, found %s",
                              count < 0 ? "more" : "another count");
    leo_oem_point point = { .epoch = { leo_arena_text(reader->arena, words[0]), item->line, item->column },
                            .has_accel = count == 10 };
    if (!point.epoch.text)
        return no_memory(reader);
    double *const values[] = { point.pos_km, point.vel_km_s, point.accel_km_s2 };
    for (int i = 1; i < count; i++) {
        const leo_status status =
            read_number(reader, item, words[i], (size_t)(words[i] - copy), &values[(i - 1) / 3][(i - 1) % 3]);
        if (status != LEO_OK)
            return status;
    }
    return add_point(reader, &point);
}

/* The covariance before this place is whole? */
static leo_status end_covariance(oem_reader *reader, const leo_ndm_item *item)
{
    leo_oem_covariance *covariance = reader->covariance;
    reader->covariance = NULL;
    if (!covariance)
        return LEO_OK;
    if (!reader->is_xml && reader->row != 6)
        return leo_ndm_refuse(reader->oem->file, item->line, item->column, reader->error,
                              "a covariance has 6 rows, this one %d", reader->row);
    leo_status status = leo_ndm_complete(leo_ndm_epoch_rows, &covariance->values, "a covariance",
                                         reader->oem->file, item->line, reader->error);
    if (status == LEO_OK)
        status = leo_ndm_complete(leo_ndm_covariance_rows, &covariance->values, "a covariance",
                                  reader->oem->file, item->line, reader->error);
    return status == LEO_OK
               ? leo_ndm_check_date(covariance->values.epoch, "EPOCH", reader->oem->file, reader->error)
               : status;
}

static leo_status begin_covariance(oem_reader *reader)
{
    leo_oem_covariance *covariance = LEO_TAKE(reader->arena, leo_oem_covariance, 1);
    if (!covariance)
        return no_memory(reader);
    leo_oem_segment *segment = reader->segment;
    // a frame that is not given again is that of the covariance before
    if (segment->last_covariance) {
        covariance->values.ref_frame = segment->last_covariance->values.ref_frame;
        covariance->values.ref_frame.line = 0;
        segment->last_covariance->next = covariance;
    } else {
        segment->covariances = covariance;
    }
    segment->last_covariance = reader->covariance = covariance;
    reader->row = reader->triangle = 0;
    return LEO_OK;
}

static leo_status take_covariance_row(oem_reader *reader, const leo_ndm_item *item)
{
    char copy[1024], *words[6];
    const int wanted = reader->row + 1, count = split(item->text, copy, sizeof copy, words, 6);
    if (!reader->covariance)
        return leo_ndm_refuse(reader->oem->file, item->line, item->column, reader->error,
                              "a covariance begins with its EPOCH");
    if (wanted > 6)
        return leo_ndm_refuse(reader->oem->file, item->line, item->column, reader->error,
                              "a covariance has 6 rows; this is one more");
    if (count != wanted)
        return leo_ndm_refuse(reader->oem->file, item->line, item->column, reader->error,
                              "row %d of a covariance has %d figures, this one %s%d", wanted, wanted,
                              count < 0 ? "more than " : "", count < 0 ? 6 : count);
    for (int i = 0; i < count; i++) {
        leo_ndm_number *number = &reader->covariance->values.lower[reader->triangle++];
        const leo_status status =
            read_number(reader, item, words[i], (size_t)(words[i] - copy), &number->value);
        if (status != LEO_OK)
            return status;
        number->line = item->line;
        number->column = item->text_column + (int)(words[i] - copy);
    }
    reader->row++;
    return LEO_OK;
}

static leo_status begin_segment(oem_reader *reader)
{
    leo_oem_segment *segment = LEO_TAKE(reader->arena, leo_oem_segment, 1);
    if (!segment)
        return no_memory(reader);
    if (reader->oem->last)
        reader->oem->last->next = segment;
    else
        reader->oem->segments = segment;
    reader->oem->last = reader->segment = segment;
    return LEO_OK;
}

static leo_status end_metadata(oem_reader *reader, const leo_ndm_item *item)
{
    const leo_ndm_metadata *meta = &reader->segment->metadata, *first = &reader->oem->segments->metadata;
    const char *file = reader->oem->file;
    leo_status status =
        leo_ndm_complete(leo_ndm_oem_metadata_rows, meta, "the metadata", file, item->line, reader->error);
    const struct {
        leo_ndm_text date;
        const char *key;
    } dates[] = { { meta->start_time, "START_TIME" },
                  { meta->useable_start_time, "USEABLE_START_TIME" },
                  { meta->useable_stop_time, "USEABLE_STOP_TIME" },
                  { meta->stop_time, "STOP_TIME" } };
    for (int i = 0; status == LEO_OK && i < 4; i++)
        status = leo_ndm_check_date(dates[i].date, dates[i].key, file, reader->error);
    if (status != LEO_OK)
        return status;
    if (first->time_system.line && strcmp(meta->time_system.text, first->time_system.text) != 0)
        return leo_ndm_refuse(file, meta->time_system.line, meta->time_system.column, reader->error,
                              "TIME_SYSTEM %.20s: must be %.20s as in line %ld, the same in all segments",
                              meta->time_system.text, first->time_system.text, first->time_system.line);
    const leo_ndm_number *degree = &meta->interpolation_degree;
    if (degree->line && !(degree->value >= 1 && degree->value <= 100 && degree->value == (int)degree->value))
        return leo_ndm_refuse(file, degree->line, degree->column, reader->error,
                              "INTERPOLATION_DEGREE %g: must be a whole number from 1", degree->value);
    return LEO_OK;
}

static leo_status open_block(oem_reader *reader, const leo_ndm_item *item)
{
    const char *const *name = blocks;
    while (*name && strcmp(*name, item->key) != 0)
        name++;
    if (!*name)
        return leo_ndm_refuse(reader->oem->file, item->line, item->column, reader->error,
                              "unknown block <%.60s> in an OEM", item->key);
    if (strcmp(item->key, "segment") == 0)
        return begin_segment(reader);
    if (strcmp(item->key, "metadata") == 0) {
        const leo_oem_segment *now = reader->segment;
        if (reader->is_xml && (!now || now->metadata.object_name.line))
            return leo_ndm_refuse(reader->oem->file, item->line, item->column, reader->error,
                                  "<metadata> stands once in each <segment>");
        if (!reader->is_xml && reader->where != IN_HEADER && reader->where != IN_DATA)
            return leo_ndm_refuse(reader->oem->file, item->line, item->column, reader->error,
                                  "META_START inside %s",
                                  reader->where == IN_METADATA ? "metadata" : "a covariance");
        reader->where = IN_METADATA;
        return reader->is_xml ? LEO_OK : begin_segment(reader);
    }
    if (strcmp(item->key, "header") != 0 && strcmp(item->key, "body") != 0 && !reader->segment)
        return leo_ndm_refuse(reader->oem->file, item->line, item->column, reader->error,
                              "%s before the metadata", item->key);
    if (strcmp(item->key, "data") == 0)
        reader->where = IN_DATA;
    if (strcmp(item->key, "stateVector") == 0) {
        reader->where = IN_STATE;
        reader->point = (leo_oem_point){ .epoch = { NULL, 0, 0 } };
        reader->given = 0;
    }
    if (strcmp(item->key, "covarianceMatrix") == 0) {
        reader->where = IN_COVARIANCE;
        return reader->is_xml ? begin_covariance(reader) : LEO_OK;
    }
    return LEO_OK;
}

static leo_status close_state(oem_reader *reader, const leo_ndm_item *item)
{
    if (!reader->point.epoch.line || (reader->given & 0x3F) != 0x3F)
        return leo_ndm_refuse(reader->oem->file, item->line, item->column, reader->error,
                              "a state needs EPOCH, X, Y, Z, X_DOT, Y_DOT and Z_DOT");
    reader->point.has_accel = (reader->given & 0x1C0) == 0x1C0;
    return add_point(reader, &reader->point);
}

static leo_status close_block(oem_reader *reader, const leo_ndm_item *item)
{
    leo_status status = LEO_OK;
    if (strcmp(item->key, "metadata") == 0) {
        if (reader->where != IN_METADATA)
            return leo_ndm_refuse(reader->oem->file, item->line, item->column, reader->error,
                                  "META_STOP without META_START");
        status = end_metadata(reader, item);
        reader->where = IN_DATA;
    } else if (strcmp(item->key, "stateVector") == 0) {
        status = close_state(reader, item);
        reader->where = IN_DATA;
    } else if (strcmp(item->key, "covarianceMatrix") == 0) {
        if (reader->where != IN_COVARIANCE)
            return leo_ndm_refuse(reader->oem->file, item->line, item->column, reader->error,
                                  "COVARIANCE_STOP without COVARIANCE_START");
        status = end_covariance(reader, item);
        reader->where = IN_DATA;
    }
    return status;
}

static leo_status take_state_key(oem_reader *reader, const leo_ndm_item *item)
{
    leo_ndm_number number = { 0 };
    if (strcmp(item->key, "EPOCH") == 0) {
        reader->point.epoch = (leo_ndm_text){ item->text, item->line, item->text_column };
        return LEO_OK;
    }
    double *const values[] = { reader->point.pos_km, reader->point.vel_km_s, reader->point.accel_km_s2 };
    for (int i = 0; i < 9; i++) {
        if (strcmp(item->key, state_keys[i]) != 0)
            continue;
        const leo_ndm_row row = { state_keys[i], 1, 0, state_units[i / 3], 1 };
        const leo_status status = leo_ndm_take(&row, item, reader->oem->file, &number, reader->error);
        if (status == LEO_OK && reader->given & 1U << i)
            return leo_ndm_refuse(reader->oem->file, item->line, item->column, reader->error,
                                  "`%s` is given twice", item->key);
        reader->given |= 1U << i;
        values[i / 3][i % 3] = number.value;
        return status;
    }
    return leo_ndm_unknown(item, reader->oem->file, tables, reader->error);
}

static leo_status take_covariance_key(oem_reader *reader, const leo_ndm_item *item)
{
    // in KVN, each EPOCH begins a matrix
    if (!reader->is_xml && strcmp(item->key, "EPOCH") == 0) {
        leo_status status = end_covariance(reader, item);
        if (status == LEO_OK)
            status = begin_covariance(reader);
        if (status != LEO_OK)
            return status;
    }
    const leo_ndm_row *row = leo_ndm_find(leo_ndm_epoch_rows, item->key);
    if (!row && reader->is_xml)
        row = leo_ndm_find(leo_ndm_covariance_rows, item->key);
    if (!row)
        return leo_ndm_unknown(item, reader->oem->file,
                               (const leo_ndm_row *const[]){ leo_ndm_epoch_rows, NULL }, reader->error);
    if (!reader->covariance)
        return leo_ndm_refuse(reader->oem->file, item->line, item->column, reader->error,
                              "a covariance begins with its EPOCH");
    return leo_ndm_take(row, item, reader->oem->file, &reader->covariance->values, reader->error);
}

static leo_status take_key(oem_reader *reader, const leo_ndm_item *item)
{
    leo_oem_message *oem = reader->oem;
    if (strcmp(item->key, "COMMENT") == 0) {
        leo_ndm_notes *const notes[] = { &oem->header.comments,
                                         reader->segment ? &reader->segment->metadata.comments : NULL,
                                         reader->segment ? &reader->segment->comments : NULL,
                                         reader->segment ? &reader->segment->comments : NULL,
                                         reader->covariance ? &reader->covariance->values.comments
                                         : reader->segment  ? &reader->segment->comments
                                                            : NULL };
        return leo_ndm_note_add(notes[reader->where], item, reader->arena, reader->error);
    }
    const leo_ndm_row *row;
    switch (reader->where) {
    case IN_HEADER:
        if (strcmp(item->key, "CCSDS_OEM_VERS") == 0 && !oem->header.version.line) {
            oem->header.version = (leo_ndm_text){ item->text, item->line, item->text_column };
            return LEO_OK;
        }
        if ((row = leo_ndm_find(leo_ndm_header_rows, item->key)))
            return leo_ndm_take(row, item, oem->file, &oem->header, reader->error);
        break;
    case IN_METADATA:
        if ((row = leo_ndm_find(leo_ndm_oem_metadata_rows, item->key)))
            return leo_ndm_take(row, item, oem->file, &reader->segment->metadata, reader->error);
        break;
    case IN_STATE:
        return take_state_key(reader, item);
    case IN_COVARIANCE:
        return take_covariance_key(reader, item);
    case IN_DATA:
        return leo_ndm_refuse(oem->file, item->line, item->column, reader->error,
                              "`%.60s`: among states there are lines of figures and COMMENT only", item->key);
    }
    return leo_ndm_unknown(item, oem->file, tables, reader->error);
}

static leo_status check(const oem_reader *reader, const leo_ndm_item *end)
{
    const leo_oem_message *oem = reader->oem;
    leo_status status = leo_ndm_complete(leo_ndm_header_rows, &oem->header, "the header", oem->file,
                                         end->line, reader->error);
    if (status == LEO_OK)
        status = leo_ndm_check_date(oem->header.creation_date, "CREATION_DATE", oem->file, reader->error);
    if (status != LEO_OK)
        return status;
    if (!oem->segments)
        return leo_ndm_refuse(oem->file, end->line, 1, reader->error, "no metadata and no states in it");
    if (reader->where != IN_DATA && !reader->is_xml)
        return leo_ndm_refuse(oem->file, end->line, 1, reader->error, "ends inside %s",
                              reader->where == IN_METADATA ? "metadata" : "a covariance");
    for (const leo_oem_segment *segment = oem->segments; segment; segment = segment->next) {
        if (!segment->metadata.object_name.line)
            return leo_ndm_refuse(oem->file, end->line, 1, reader->error, "a segment without metadata");
        if (segment->count == 0)
            return leo_ndm_refuse(oem->file, segment->metadata.object_name.line, 1, reader->error,
                                  "no states in the segment that begins here");
    }
    return LEO_OK;
}

leo_oem_message *leo_oem_parse(leo_bytes bytes, leo_arena *arena, leo_error *error)
{
    const leo_ndm_item *item = leo_ndm_items(bytes, "oem", arena, error);
    leo_oem_message *oem = item ? LEO_TAKE(arena, leo_oem_message, 1) : NULL;
    if (!oem || !(oem->file = leo_arena_text(arena, bytes.name))) {
        leo_fail(error, LEO_NO_MEMORY, bytes.name, "no memory");
        return NULL;
    }
    oem_reader reader = { .oem = oem, .arena = arena, .error = error };
    leo_status status = LEO_OK;
    for (; status == LEO_OK && item->kind != LEO_NDM_END; item = item->next) {
        if (item->kind == LEO_NDM_OPEN && strcmp(item->key, "header") == 0)
            reader.is_xml = 1;
        if (item->kind == LEO_NDM_KEY)
            status = take_key(&reader, item);
        else if (item->kind == LEO_NDM_OPEN)
            status = open_block(&reader, item);
        else if (item->kind == LEO_NDM_CLOSE)
            status = close_block(&reader, item);
        else if (reader.where == IN_COVARIANCE)
            status = take_covariance_row(&reader, item);
        else if (reader.where == IN_DATA)
            status = take_state_row(&reader, item);
        else
            status = leo_ndm_refuse(oem->file, item->line, item->column, error, "figures before META_STOP");
    }
    if (status == LEO_OK)
        status = check(&reader, item);
    return status == LEO_OK ? oem : NULL;
}
