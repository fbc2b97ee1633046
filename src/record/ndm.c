/* SPDX-License-Identifier: MIT */
/*
 * Blocks of keywords by rows, and the rows that messages share.
 *
 * Source  CCSDS 502.0-B-3, Orbit Data Messages, 2023, tables 3-1 to 3-4 and 5-2 to 5-3.
 */
#include "record/ndm.h"
#include "base/error.h"
#include "base/text.h"
#include "schema/unit.h"

#include <ctype.h>
#include <stdarg.h>
#include <string.h>

#define HEADER(m) LEO_NDM_TEXT_AT(leo_ndm_header, m)
#define META(m) LEO_NDM_TEXT_AT(leo_ndm_metadata, m)
#define COV(i) 1, offsetof(leo_ndm_covariance, lower) + (i) * sizeof(leo_ndm_number)

// clang-format off
const leo_ndm_row leo_ndm_header_rows[] = {
    { "CLASSIFICATION", HEADER(classification), NULL, 0 },
    { "CREATION_DATE",  HEADER(creation_date),  NULL, 1 },
    { "ORIGINATOR",     HEADER(originator),     NULL, 1 },
    { "MESSAGE_ID",     HEADER(message_id),     NULL, 0 },
    { 0 }
};

const leo_ndm_row leo_ndm_opm_metadata_rows[] = {
    { "OBJECT_NAME",     META(object_name),     NULL, 1 },
    { "OBJECT_ID",       META(object_id),       NULL, 1 },
    { "CENTER_NAME",     META(center_name),     NULL, 1 },
    { "REF_FRAME",       META(ref_frame),       NULL, 1 },
    { "REF_FRAME_EPOCH", META(ref_frame_epoch), NULL, 0 },
    { "TIME_SYSTEM",     META(time_system),     NULL, 1 },
    { 0 }
};

const leo_ndm_row leo_ndm_oem_metadata_rows[] = {
    { "OBJECT_NAME",          META(object_name),        NULL, 1 },
    { "OBJECT_ID",            META(object_id),          NULL, 1 },
    { "CENTER_NAME",          META(center_name),        NULL, 1 },
    { "REF_FRAME",            META(ref_frame),          NULL, 1 },
    { "REF_FRAME_EPOCH",      META(ref_frame_epoch),    NULL, 0 },
    { "TIME_SYSTEM",          META(time_system),        NULL, 1 },
    { "START_TIME",           META(start_time),         NULL, 1 },
    { "USEABLE_START_TIME",   META(useable_start_time), NULL, 0 },
    { "USEABLE_STOP_TIME",    META(useable_stop_time),  NULL, 0 },
    { "STOP_TIME",            META(stop_time),          NULL, 1 },
    { "INTERPOLATION",        META(interpolation),      NULL, 0 },
    { "INTERPOLATION_DEGREE", LEO_NDM_NUMBER_AT(leo_ndm_metadata, interpolation_degree), NULL, 0 },
    { 0 }
};

const leo_ndm_row leo_ndm_epoch_rows[] = {
    { "EPOCH", LEO_NDM_TEXT_AT(leo_ndm_covariance, epoch), NULL, 1 },
    { "COV_REF_FRAME", LEO_NDM_TEXT_AT(leo_ndm_covariance, ref_frame), NULL, 0 },
    { 0 }
};

const leo_ndm_row leo_ndm_covariance_rows[] = {
    { "COV_REF_FRAME", LEO_NDM_TEXT_AT(leo_ndm_covariance, ref_frame), NULL, 0 },
    { "CX_X",         COV(0),  "km**2",      1 },
    { "CY_X",         COV(1),  "km**2",      1 },
    { "CY_Y",         COV(2),  "km**2",      1 },
    { "CZ_X",         COV(3),  "km**2",      1 },
    { "CZ_Y",         COV(4),  "km**2",      1 },
    { "CZ_Z",         COV(5),  "km**2",      1 },
    { "CX_DOT_X",     COV(6),  "km**2/s",    1 },
    { "CX_DOT_Y",     COV(7),  "km**2/s",    1 },
    { "CX_DOT_Z",     COV(8),  "km**2/s",    1 },
    { "CX_DOT_X_DOT", COV(9),  "km**2/s**2", 1 },
    { "CY_DOT_X",     COV(10), "km**2/s",    1 },
    { "CY_DOT_Y",     COV(11), "km**2/s",    1 },
    { "CY_DOT_Z",     COV(12), "km**2/s",    1 },
    { "CY_DOT_X_DOT", COV(13), "km**2/s**2", 1 },
    { "CY_DOT_Y_DOT", COV(14), "km**2/s**2", 1 },
    { "CZ_DOT_X",     COV(15), "km**2/s",    1 },
    { "CZ_DOT_Y",     COV(16), "km**2/s",    1 },
    { "CZ_DOT_Z",     COV(17), "km**2/s",    1 },
    { "CZ_DOT_X_DOT", COV(18), "km**2/s**2", 1 },
    { "CZ_DOT_Y_DOT", COV(19), "km**2/s**2", 1 },
    { "CZ_DOT_Z_DOT", COV(20), "km**2/s**2", 1 },
    { 0 }
};
// clang-format on

leo_status leo_ndm_refuse(const char *file, long line, int column, leo_error *error, const char *format, ...)
{
    char where[sizeof error->where], message[sizeof error->message];
    const size_t length = strlen(file), room = sizeof where - 48;
    snprintf(where, sizeof where, "%s%s:%ld:%d", length > room ? "..." : "",
             length > room ? file + length - room : file, line, column > 0 ? column : 1);
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    return leo_fail(error, LEO_BAD_INPUT, where, "%s", message);
}

const leo_ndm_row *leo_ndm_find(const leo_ndm_row *rows, const char *key)
{
    for (; rows->key; rows++)
        if (strcmp(rows->key, key) == 0)
            return rows;
    return NULL;
}

int leo_ndm_is_keyword(const char *text)
{
    static const char user[] = "USER_DEFINED_";
    const int free = strncmp(text, user, sizeof user - 1) == 0;
    if (!*text)
        return 0;
    for (; *text; text++)
        if (!isupper((unsigned char)*text) && !isdigit((unsigned char)*text) && *text != '_' &&
            !(free && (islower((unsigned char)*text) || strchr(".-+", *text))))
            return 0;
    return 1;
}

/* The standard's "km**3/s**2" as the reader of units wants it. */
static int read_unit(const char *text, leo_unit_def *unit)
{
    char plain[64];
    size_t length = 0;
    for (; *text; text++) {
        if (length + 2 > sizeof plain)
            return 0;
        const int power = text[0] == '*' && text[1] == '*';
        plain[length++] = power ? '^' : *text;
        text += power;
    }
    plain[length] = 0;
    return leo_unit_read(plain, unit, NULL) == LEO_OK;
}

/* Units are for the reader's eye: they must be those of the standard, however they are spelt. */
static int same_unit(const char *given, const char *wanted)
{
    leo_unit_def a, b;
    if (strcmp(given, wanted) == 0 || strcmp(given, "1") == 0 || strcmp(given, "n/a") == 0)
        return 1;
    return read_unit(given, &a) && read_unit(wanted, &b) && leo_unit_same(&a, &b) && a.scale == b.scale;
}

leo_status leo_ndm_take(const leo_ndm_row *row, const leo_ndm_item *item, const char *file, void *block,
                        leo_error *error)
{
    char *member = (char *)block + row->offset;
    const long before =
        row->number ? ((leo_ndm_number *)(void *)member)->line : ((leo_ndm_text *)(void *)member)->line;
    if (before)
        return leo_ndm_refuse(file, item->line, item->column, error, "`%s` is given twice, first in line %ld",
                              row->key, before);
    if (!item->text[0])
        return leo_ndm_refuse(file, item->line, item->column, error, "`%s` has no value", row->key);
    if (!row->number) {
        *(leo_ndm_text *)(void *)member = (leo_ndm_text){ item->text, item->line, item->text_column };
        return LEO_OK;
    }
    if (item->unit && row->unit && !same_unit(item->unit, row->unit))
        return leo_ndm_refuse(file, item->line, item->text_column, error, "`%s`: unit [%.40s]: must be [%s]",
                              row->key, item->unit, row->unit);
    double value;
    if (!leo_number_read(item->text, strlen(item->text), &value))
        return leo_ndm_refuse(file, item->line, item->text_column, error, "`%s`: `%.60s` is not a number",
                              row->key, item->text);
    *(leo_ndm_number *)(void *)member = (leo_ndm_number){ value, item->line, item->text_column };
    return LEO_OK;
}

leo_status leo_ndm_complete(const leo_ndm_row *rows, const void *block, const char *what, const char *file,
                            long line, leo_error *error)
{
    for (; rows->key; rows++) {
        const char *member = (const char *)block + rows->offset;
        const long given = rows->number ? ((const leo_ndm_number *)(const void *)member)->line
                                        : ((const leo_ndm_text *)(const void *)member)->line;
        if (rows->required && !given)
            return leo_ndm_refuse(file, line, 1, error, "%s needs `%s`", what, rows->key);
    }
    return LEO_OK;
}

leo_status leo_ndm_unknown(const leo_ndm_item *item, const char *file, const leo_ndm_row *const *tables,
                           leo_error *error)
{
    leo_nearest nearest = { .word = item->key };
    for (; *tables; tables++)
        for (const leo_ndm_row *row = *tables; row->key; row++)
            leo_nearest_offer(&nearest, row->key);
    char hint[LEO_HINT_ROOM];
    return leo_ndm_refuse(file, item->line, item->column, error, "unknown keyword `%.60s` here%s", item->key,
                          leo_nearest_hint(&nearest, hint));
}

void leo_ndm_write(const leo_ndm_row *rows, const void *block, FILE *file)
{
    for (; rows->key; rows++) {
        const char *member = (const char *)block + rows->offset;
        char digits[LEO_NUMBER_ROOM];
        if (rows->number) {
            const leo_ndm_number *number = (const leo_ndm_number *)(const void *)member;
            if (number->line)
                fprintf(file, "%s = %s%s%s%s\n", rows->key, leo_text_number(number->value, digits),
                        rows->unit ? " [" : "", rows->unit ? rows->unit : "", rows->unit ? "]" : "");
        } else {
            const leo_ndm_text *text = (const leo_ndm_text *)(const void *)member;
            if (text->line)
                fprintf(file, "%s = %s\n", rows->key, text->text);
        }
    }
}

leo_status leo_ndm_note_add(leo_ndm_notes *notes, const leo_ndm_item *item, leo_arena *arena,
                            leo_error *error)
{
    leo_ndm_note *note = LEO_TAKE(arena, leo_ndm_note, 1);
    if (!note)
        return leo_fail(error, LEO_NO_MEMORY, NULL, "no memory");
    *note = (leo_ndm_note){ item->key, item->text, item->line, NULL };
    if (notes->last)
        notes->last->next = note;
    else
        notes->first = note;
    notes->last = note;
    return LEO_OK;
}

void leo_ndm_notes_write(const leo_ndm_notes *notes, FILE *file)
{
    for (const leo_ndm_note *note = notes->first; note; note = note->next)
        fprintf(file, strcmp(note->key, "COMMENT") == 0 ? "%s %s\n" : "%s = %s\n", note->key, note->text);
}

void leo_ndm_matrix(const leo_ndm_covariance *covariance, double matrix[6][6])
{
    for (int i = 0, k = 0; i < 6; i++)
        for (int j = 0; j <= i; j++, k++)
            matrix[i][j] = matrix[j][i] = covariance->lower[k].value;
}

/* Digits in number, or -1. */
static int skip_digits(const char **text, int count)
{
    for (int i = 0; i < count; i++, ++*text)
        if (!isdigit((unsigned char)**text))
            return 0;
    return 1;
}

int leo_ndm_is_date(const char *text)
{
    const char *p = text;
    if (!skip_digits(&p, 4) || *p++ != '-')
        return 0;
    const char *day = p;
    if (skip_digits(&p, 3) && *p == 'T') {
        p++;
    } else {
        p = day;
        if (!skip_digits(&p, 2) || *p++ != '-' || !skip_digits(&p, 2) || *p++ != 'T')
            return 0;
    }
    if (!skip_digits(&p, 2) || *p++ != ':' || !skip_digits(&p, 2))
        return 0;
    if (*p == ':') {
        p++;
        if (!skip_digits(&p, 2))
            return 0;
        if (*p == '.')
            for (p++; isdigit((unsigned char)*p);)
                p++;
    }
    return *p == 0 || (*p == 'Z' && p[1] == 0);
}

leo_status leo_ndm_check_date(leo_ndm_text date, const char *key, const char *file, leo_error *error)
{
    if (!date.line || leo_ndm_is_date(date.text))
        return LEO_OK;
    return leo_ndm_refuse(file, date.line, date.column, error,
                          "`%s`: `%.40s` is not a date such as 2006-06-03T00:00:00.123 or 2006-154T00:00:00",
                          key, date.text);
}

const leo_ndm_item *leo_ndm_items(leo_bytes bytes, const char *root, leo_arena *arena, leo_error *error)
{
    size_t at = 0;
    const unsigned char *data = bytes.data;
    if (bytes.size >= 3 && data[0] == 0xEF && data[1] == 0xBB && data[2] == 0xBF)
        at = 3;
    while (at < bytes.size && isspace(data[at]))
        at++;
    // UTF-16 begins with a mark or with zeros between its letters: only XML may
    const int wide =
        bytes.size >= 2 && ((data[0] == 0xFE && data[1] == 0xFF) || (data[0] == 0xFF && data[1] == 0xFE) ||
                            data[0] == 0 || data[1] == 0);
    if (wide || (at < bytes.size && data[at] == '<'))
        return leo_ndm_xml(bytes, root, arena, error);
    return leo_ndm_kvn(bytes, root, arena, error);
}
