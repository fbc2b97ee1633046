/* SPDX-License-Identifier: MIT */
/*
 * Orbit Parameter Messages.
 *
 * Source  CCSDS 502.0-B-3, Orbit Data Messages, 2023, chapter 3; versions 1.0 and 2.0 are subsets of it.
 * Valid   Units in brackets are the standard's; others are refused. Kepler elements may stand beside the state, which is
 *         what counts.
 */
#include "record/opm.h"
#include "base/error.h"

#include <string.h>

#define STATE(m) LEO_NDM_NUMBER_AT(leo_opm_state, m)
#define KEPLER(m) LEO_NDM_NUMBER_AT(leo_opm_kepler, m)
#define CRAFT(m) LEO_NDM_NUMBER_AT(leo_opm_craft, m)
#define MAN(m) LEO_NDM_NUMBER_AT(leo_opm_maneuver, m)

// clang-format off
static const leo_ndm_row state_rows[] = {
    { "EPOCH", LEO_NDM_TEXT_AT(leo_opm_state, epoch), NULL, 1 },
    { "X",     STATE(x_km),    "km",   1 },
    { "Y",     STATE(y_km),    "km",   1 },
    { "Z",     STATE(z_km),    "km",   1 },
    { "X_DOT", STATE(vx_km_s), "km/s", 1 },
    { "Y_DOT", STATE(vy_km_s), "km/s", 1 },
    { "Z_DOT", STATE(vz_km_s), "km/s", 1 },
    { 0 }
};

static const leo_ndm_row kepler_rows[] = {
    { "SEMI_MAJOR_AXIS",   KEPLER(sma_km),           "km",         1 },
    { "ECCENTRICITY",      KEPLER(ecc),              NULL,         1 },
    { "INCLINATION",       KEPLER(inc_deg),          "deg",        1 },
    { "RA_OF_ASC_NODE",    KEPLER(raan_deg),         "deg",        1 },
    { "ARG_OF_PERICENTER", KEPLER(argp_deg),         "deg",        1 },
    { "TRUE_ANOMALY",      KEPLER(true_anomaly_deg), "deg",        0 },
    { "MEAN_ANOMALY",      KEPLER(mean_anomaly_deg), "deg",        0 },
    { "GM",                KEPLER(gm_km3_s2),        "km**3/s**2", 1 },
    { 0 }
};

static const leo_ndm_row craft_rows[] = {
    { "MASS",            CRAFT(mass_kg),          "kg",   0 },
    { "SOLAR_RAD_AREA",  CRAFT(srp_area_m2),      "m**2", 0 },
    { "SOLAR_RAD_COEFF", CRAFT(srp_coefficient),  NULL,   0 },
    { "DRAG_AREA",       CRAFT(drag_area_m2),     "m**2", 0 },
    { "DRAG_COEFF",      CRAFT(drag_coefficient), NULL,   0 },
    { 0 }
};

static const leo_ndm_row maneuver_rows[] = {
    { "MAN_EPOCH_IGNITION", LEO_NDM_TEXT_AT(leo_opm_maneuver, ignition),  NULL, 1 },
    { "MAN_DURATION",       MAN(duration_s),    "s",    0 },
    { "MAN_DELTA_MASS",     MAN(delta_mass_kg), "kg",   0 },
    { "MAN_REF_FRAME",      LEO_NDM_TEXT_AT(leo_opm_maneuver, ref_frame), NULL, 1 },
    { "MAN_DV_1",           MAN(dv1_km_s),      "km/s", 1 },
    { "MAN_DV_2",           MAN(dv2_km_s),      "km/s", 1 },
    { "MAN_DV_3",           MAN(dv3_km_s),      "km/s", 1 },
    { 0 }
};

/* Blocks of XML, and whether they may come again. */
static const struct { const char *name; int many; } blocks[] = {
    { "header", 0 }, { "body", 0 }, { "segment", 0 }, { "metadata", 0 }, { "data", 0 }, { "stateVector", 0 },
    { "keplerianElements", 0 }, { "spacecraftParameters", 0 }, { "covarianceMatrix", 0 }, { "maneuverParameters", 1 },
    { "userDefinedParameters", 0 },
};
// clang-format on

enum { BLOCKS = sizeof blocks / sizeof blocks[0], MANEUVERS_MAX = 10000 };

static const leo_ndm_row *const tables[] = { leo_ndm_header_rows, leo_ndm_opm_metadata_rows,
                                             state_rows,          kepler_rows,
                                             craft_rows,          leo_ndm_covariance_rows,
                                             maneuver_rows,       NULL };

typedef struct opm_reader {
    leo_opm *opm;
    leo_arena *arena;
    leo_error *error;
    long seen[BLOCKS];
    int maneuvers;
} opm_reader;

static leo_status open_block(opm_reader *reader, const leo_ndm_item *item)
{
    for (int i = 0; i < BLOCKS; i++) {
        if (strcmp(item->key, blocks[i].name) != 0)
            continue;
        if (reader->seen[i] && !blocks[i].many)
            return leo_ndm_refuse(reader->opm->file, item->line, item->column, reader->error,
                                  "a second <%s>; the first is in line %ld", item->key, reader->seen[i]);
        reader->seen[i] = item->line;
        return LEO_OK;
    }
    return leo_ndm_refuse(reader->opm->file, item->line, item->column, reader->error,
                          "unknown block <%.60s> in an OPM", item->key);
}

/* A maneuver begins with its ignition. */
static leo_status take_maneuver(opm_reader *reader, const leo_ndm_row *row, const leo_ndm_item *item)
{
    leo_opm *opm = reader->opm;
    if (row == maneuver_rows) {
        leo_opm_maneuver *maneuver = LEO_TAKE(reader->arena, leo_opm_maneuver, 1);
        if (!maneuver)
            return leo_fail(reader->error, LEO_NO_MEMORY, opm->file, "no memory");
        if (++reader->maneuvers > MANEUVERS_MAX)
            return leo_ndm_refuse(opm->file, item->line, item->column, reader->error,
                                  "more than %d maneuvers", MANEUVERS_MAX);
        if (opm->last_maneuver)
            opm->last_maneuver->next = maneuver;
        else
            opm->maneuvers = maneuver;
        opm->last_maneuver = maneuver;
    }
    if (!opm->last_maneuver)
        return leo_ndm_refuse(opm->file, item->line, item->column, reader->error,
                              "`%s` before MAN_EPOCH_IGNITION", item->key);
    return leo_ndm_take(row, item, opm->file, opm->last_maneuver, reader->error);
}

static leo_ndm_notes *comments_now(leo_opm *opm)
{
    if (!opm->header.originator.line || !opm->header.creation_date.line)
        return &opm->header.comments;
    const leo_ndm_metadata *meta = &opm->metadata;
    if (!meta->object_id.line || !meta->center_name.line || !meta->ref_frame.line || !meta->time_system.line)
        return &opm->metadata.comments;
    return &opm->comments;
}

static leo_status take_key(opm_reader *reader, const leo_ndm_item *item)
{
    leo_opm *opm = reader->opm;
    const leo_ndm_row *row;
    if (strcmp(item->key, "COMMENT") == 0)
        return leo_ndm_note_add(comments_now(opm), item, reader->arena, reader->error);
    if (strncmp(item->key, "USER_DEFINED_", 13) == 0)
        return leo_ndm_note_add(&opm->user, item, reader->arena, reader->error);
    if (strcmp(item->key, "CCSDS_OPM_VERS") == 0) {
        if (opm->header.version.line)
            return leo_ndm_refuse(opm->file, item->line, item->column, reader->error,
                                  "a second message begins here");
        opm->header.version = (leo_ndm_text){ item->text, item->line, item->text_column };
        return LEO_OK;
    }
    if ((row = leo_ndm_find(maneuver_rows, item->key)))
        return take_maneuver(reader, row, item);
    const struct {
        const leo_ndm_row *rows;
        void *block;
    } places[] = { { leo_ndm_header_rows, &opm->header }, { leo_ndm_opm_metadata_rows, &opm->metadata },
                   { state_rows, &opm->state },           { kepler_rows, &opm->kepler },
                   { craft_rows, &opm->craft },           { leo_ndm_covariance_rows, &opm->covariance } };
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        if ((row = leo_ndm_find(places[i].rows, item->key))) {
            opm->has_covariance |= places[i].rows == leo_ndm_covariance_rows;
            return leo_ndm_take(row, item, opm->file, places[i].block, reader->error);
        }
    return leo_ndm_unknown(item, opm->file, tables, reader->error);
}

static int has_kepler(const leo_opm_kepler *kepler)
{
    return kepler->sma_km.line || kepler->ecc.line || kepler->inc_deg.line || kepler->raan_deg.line ||
           kepler->argp_deg.line || kepler->true_anomaly_deg.line || kepler->mean_anomaly_deg.line ||
           kepler->gm_km3_s2.line;
}

static leo_status check_kepler(const leo_opm *opm, long end, leo_error *error)
{
    const leo_opm_kepler *kepler = &opm->kepler;
    if (!has_kepler(kepler))
        return LEO_OK;
    const leo_status status =
        leo_ndm_complete(kepler_rows, kepler, "the block of Kepler elements", opm->file, end, error);
    if (status != LEO_OK)
        return status;
    if (!kepler->true_anomaly_deg.line == !kepler->mean_anomaly_deg.line)
        return leo_ndm_refuse(opm->file, kepler->sma_km.line, 1, error,
                              "Kepler elements need one of TRUE_ANOMALY and MEAN_ANOMALY");
    return LEO_OK;
}

static leo_status check_numbers(const leo_opm *opm, leo_error *error)
{
    const leo_opm_craft *craft = &opm->craft;
    const leo_ndm_number *const positive[] = { &craft->mass_kg, &craft->srp_area_m2, &craft->drag_area_m2 };
    for (int i = 0; i < 3; i++)
        if (positive[i]->line && positive[i]->value < 0)
            return leo_ndm_refuse(opm->file, positive[i]->line, positive[i]->column, error,
                                  "%g: must not be negative", positive[i]->value);
    for (int i = 0, k = 0; opm->has_covariance && i < 6; k += ++i + 1) {
        const leo_ndm_number *variance = &opm->covariance.lower[k];
        if (variance->value < 0)
            return leo_ndm_refuse(opm->file, variance->line, variance->column, error,
                                  "%g: a variance must not be negative", variance->value);
    }
    return LEO_OK;
}

static leo_status check(const leo_opm *opm, long end, leo_error *error)
{
    leo_status status =
        leo_ndm_complete(leo_ndm_header_rows, &opm->header, "the header", opm->file, end, error);
    if (status == LEO_OK)
        status = leo_ndm_complete(leo_ndm_opm_metadata_rows, &opm->metadata, "the metadata", opm->file, end,
                                  error);
    if (status == LEO_OK)
        status = leo_ndm_complete(state_rows, &opm->state, "the state", opm->file, end, error);
    if (status == LEO_OK)
        status = check_kepler(opm, end, error);
    if (status == LEO_OK && opm->has_covariance)
        status = leo_ndm_complete(leo_ndm_covariance_rows, &opm->covariance, "the covariance", opm->file, end,
                                  error);
    if (status == LEO_OK)
        status = leo_ndm_check_date(opm->header.creation_date, "CREATION_DATE", opm->file, error);
    if (status == LEO_OK)
        status = leo_ndm_check_date(opm->state.epoch, "EPOCH", opm->file, error);
    for (const leo_opm_maneuver *m = opm->maneuvers; status == LEO_OK && m; m = m->next) {
        status = leo_ndm_complete(maneuver_rows, m, "a maneuver", opm->file, m->ignition.line, error);
        if (status == LEO_OK)
            status = leo_ndm_check_date(m->ignition, "MAN_EPOCH_IGNITION", opm->file, error);
    }
    return status == LEO_OK ? check_numbers(opm, error) : status;
}

leo_opm *leo_opm_parse(leo_bytes bytes, leo_arena *arena, leo_error *error)
{
    const leo_ndm_item *item = leo_ndm_items(bytes, "opm", arena, error);
    leo_opm *opm = item ? LEO_TAKE(arena, leo_opm, 1) : NULL;
    if (!opm) {
        leo_fail(error, LEO_NO_MEMORY, bytes.name, "no memory");
        return NULL;
    }
    opm->file = leo_arena_text(arena, bytes.name);
    opm_reader reader = { .opm = opm, .arena = arena, .error = error };
    leo_status status = opm->file ? LEO_OK : leo_fail(error, LEO_NO_MEMORY, bytes.name, "no memory");
    for (; status == LEO_OK && item->kind != LEO_NDM_END; item = item->next) {
        if (item->kind == LEO_NDM_KEY)
            status = take_key(&reader, item);
        else if (item->kind == LEO_NDM_OPEN)
            status = open_block(&reader, item);
        else if (item->kind == LEO_NDM_ROW)
            status = leo_ndm_refuse(opm->file, item->line, item->column, error,
                                    "`%.40s`: expected KEY = VALUE", item->text);
    }
    if (status == LEO_OK)
        status = check(opm, item->line, error);
    return status == LEO_OK ? opm : NULL;
}

leo_status leo_opm_write(const leo_opm *opm, FILE *file, leo_error *error)
{
    fprintf(file, "CCSDS_OPM_VERS = 3.0\n");
    leo_ndm_notes_write(&opm->header.comments, file);
    leo_ndm_write(leo_ndm_header_rows, &opm->header, file);
    leo_ndm_notes_write(&opm->metadata.comments, file);
    leo_ndm_write(leo_ndm_opm_metadata_rows, &opm->metadata, file);
    leo_ndm_notes_write(&opm->comments, file);
    leo_ndm_write(state_rows, &opm->state, file);
    leo_ndm_write(kepler_rows, &opm->kepler, file);
    leo_ndm_write(craft_rows, &opm->craft, file);
    leo_ndm_write(leo_ndm_covariance_rows, &opm->covariance, file);
    for (const leo_opm_maneuver *m = opm->maneuvers; m; m = m->next)
        leo_ndm_write(maneuver_rows, m, file);
    leo_ndm_notes_write(&opm->user, file);
    return ferror(file) ? leo_fail(error, LEO_IO, NULL, "cannot be written") : LEO_OK;
}
