/* SPDX-License-Identifier: MIT */

/*
 * SPICE kernels in the DAF container: SPK (places) and binary PCK (turns).
 *
 *     record 1   id word, ND, NI, name, first and last summary record, free word, byte order, test of the transfer
 *     then       comments; summary records, each followed by a record of names; words of the segments
 *     summary    ND doubles (span), NI integers packed two in a word; words of a segment are numbered from 1
 *
 * Of several segments of a target that cover a date the last in the file is taken.
 *
 * Source  NAIF, DAF Required Reading; SPK Required Reading; PCK Required Reading.
 * Valid   both byte orders; SPK with ND 2, NI 6, types as leo_spk_kind; PCK with ND 2, NI 5, type 2, of the Moon; segments
 *         in J2000 or ECLIPJ2000 axes.
 * Error   none of its own: words are taken as they stand.
 */
#include "base/error.h"
#include "world/ephemeris_set.h"

#include <math.h>
#include <stdio.h>

enum { RECORD_BYTES = 1024, RECORD_WORDS = 128, SUMMARY_WORDS = 5, ND = 2 };

/* Classes of frame that turn with the Moon: 31000 + what the kernel of frames says. */
typedef struct moon_frame {
    int id, model;
} moon_frame;

static const moon_frame moon_frames[] = {
    { 31000, 421 }, { 31002, 403 }, { 31004, 418 }, { 31006, 421 }, { 31008, 440 },
};

typedef struct daf {
    leo_bytes bytes;
    int swapped, ni;
    const char *name;
} daf;

static int int_at(const daf *f, size_t byte)
{
    uint32_t bits;
    int32_t value;
    memcpy(&bits, f->bytes.data + byte, sizeof bits);
    if (f->swapped)
        bits = __builtin_bswap32(bits);
    memcpy(&value, &bits, sizeof value);
    return value;
}

static double double_at(const daf *f, size_t byte)
{
    return leo_word_at(f->bytes.data + byte, f->swapped);
}

/* "name: byte N" */
static const char *where_of(const daf *f, size_t byte, char where[256])
{
    snprintf(where, 256, "%.200s: byte %zu", f->bytes.name, byte);
    return where;
}

int leo_daf_is(leo_bytes bytes)
{
    return bytes.size >= 8 && (memcmp(bytes.data, "DAF/", 4) == 0 || memcmp(bytes.data, "NAIF/DAF", 8) == 0);
}

/* What a transfer as text would have damaged: CR, LF, CRLF, CR NUL, and two bytes above 127. */
static int transferred_whole(const unsigned char *record)
{
    static const unsigned char test[] = "FTPSTR:\r:\n:\r\n:\r\0:\x81:\x10\xce:ENDFTP";
    for (size_t i = 96; i + sizeof test - 1 <= RECORD_BYTES; i++)
        if (memcmp(record + i, "FTPSTR", 6) == 0)
            return memcmp(record + i, test, sizeof test - 1) == 0;
    return 1; // files of before 1999 have none
}

static leo_status open_header(daf *f, leo_error *error)
{
    char where[256];
    if (f->bytes.size < RECORD_BYTES)
        return leo_fail(error, LEO_BAD_INPUT, where_of(f, f->bytes.size, where),
                        "the file ends in its first record: a DAF has 1024 bytes there");
    const unsigned char *record = f->bytes.data;
    f->swapped = 0;
    if (int_at(f, 8) != ND)
        f->swapped = 1;
    f->ni = int_at(f, 12);
    if (int_at(f, 8) != ND || (f->ni != 6 && f->ni != 5))
        return leo_fail(error, LEO_BAD_INPUT, where_of(f, 8, where),
                        "%d doubles and %d integers in a summary: an SPK has 2 and 6, a binary PCK 2 and 5",
                        int_at(f, 8), f->ni);
    const char *order = f->swapped == LEO_LITTLE_ENDIAN_HOST ? "BIG-IEEE" : "LTL-IEEE";
    const int spells = record[88] >= ' ' && record[88] < 127 && record[88] != ' ';
    if (spells && memcmp(record + 88, order, 8) != 0)
        return leo_fail(error, LEO_BAD_INPUT, where_of(f, 88, where),
                        "byte order `%.8s`, but the numbers are of `%s`: LTL-IEEE and BIG-IEEE are read",
                        (const char *)record + 88, order);
    if (!transferred_whole(record))
        return leo_fail(error, LEO_BAD_INPUT, where_of(f, 96, where),
                        "the test of the transfer is damaged: the file was sent as text");
    return LEO_OK;
}

/* Axes of a segment; -1 when they are none that we read. */
static int axes_of(int frame)
{
    return frame == 1 ? LEO_AXES_ICRF : frame == 17 ? LEO_AXES_ECLIPTIC : -1;
}

typedef struct summary {
    size_t byte;
    double first_s, last_s;
    int target, center, frame, type, begin, end;
} summary;

static summary summary_at(const daf *f, size_t byte)
{
    const size_t ints = byte + 8 * ND;
    const int pck = f->ni == 5;
    return (summary){ .byte = byte,
                      .first_s = double_at(f, byte),
                      .last_s = double_at(f, byte + 8),
                      .target = int_at(f, ints),
                      .center = pck ? 0 : int_at(f, ints + 4),
                      .frame = int_at(f, ints + (pck ? 4 : 8)),
                      .type = int_at(f, ints + (pck ? 8 : 12)),
                      .begin = int_at(f, ints + (pck ? 12 : 16)),
                      .end = int_at(f, ints + (pck ? 16 : 20)) };
}

static leo_status check_summary(const daf *f, const summary *s, leo_error *error)
{
    char where[256];
    where_of(f, s->byte, where);
    if (!(s->first_s <= s->last_s && fabs(s->first_s) < 1e13 && fabs(s->last_s) < 1e13))
        return leo_fail(error, LEO_BAD_INPUT, where,
                        "segment of body %d covers %g .. %g s: must be finite and rise", s->target,
                        s->first_s, s->last_s);
    if (axes_of(s->frame) < 0)
        return leo_fail(error, LEO_BAD_INPUT, where,
                        "segment of body %d is in frame %d: 1 (J2000) and 17 (ECLIPJ2000) are read",
                        s->target, s->frame);
    if (s->begin < 1 || s->end < s->begin || (size_t)s->end > f->bytes.size / 8)
        return leo_fail(error, LEO_BAD_INPUT, where,
                        "segment of body %d has the words %d .. %d: the file has %zu", s->target, s->begin,
                        s->end, f->bytes.size / 8);
    return LEO_OK;
}

static leo_words words_of(const daf *f, const summary *s)
{
    return (leo_words){ f->bytes.data + 8 * ((size_t)s->begin - 1), (size_t)(s->end - s->begin) + 1,
                        f->swapped };
}

static leo_status open_place(const daf *f, const summary *s, leo_ephemeris_link *link, leo_error *error)
{
    char where[256];
    where_of(f, s->byte, where);
    *link = (leo_ephemeris_link){ .target = s->target,
                                  .center = s->center,
                                  .axes = axes_of(s->frame),
                                  .first_s = s->first_s,
                                  .last_s = s->last_s,
                                  .scale = 1e3,
                                  .kind = leo_spk_kind(s->type),
                                  .words = words_of(f, s) };
    if (s->target == s->center)
        return leo_fail(error, LEO_BAD_INPUT, where, "a segment of body %d from itself", s->target);
    if (!link->kind)
        return leo_fail(error, LEO_BAD_INPUT, where,
                        "segment of body %d has the type %d: 1, 2, 3, 5, 8, 9, 12, 13, 18 and 21 are read",
                        s->target, s->type);
    return link->kind->open(link, where, error);
}

static leo_status open_turn(const daf *f, const summary *s, leo_ephemeris_link *link, leo_error *error)
{
    char where[256];
    where_of(f, s->byte, where);
    const moon_frame *frame = NULL;
    for (size_t i = 0; i < sizeof moon_frames / sizeof *moon_frames; i++)
        if (moon_frames[i].id == s->target)
            frame = &moon_frames[i];
    if (!frame)
        return leo_fail(error, LEO_BAD_INPUT, where,
                        "axes of class %d: those of the Moon are read (31000, 31002, 31004, 31006, 31008)",
                        s->target);
    if (s->type != 2)
        return leo_fail(error, LEO_BAD_INPUT, where, "axes of class %d have the type %d: type 2 is read",
                        s->target, s->type);
    *link = (leo_ephemeris_link){ .target = LEO_BODY_MOON,
                                  .center = LEO_BODY_MOON,
                                  .axes = axes_of(s->frame),
                                  .model = frame->model,
                                  .first_s = s->first_s,
                                  .last_s = s->last_s,
                                  .scale = 1,
                                  .kind = &leo_chebyshev_kind,
                                  .words = words_of(f, s) };
    return link->kind->open(link, where, error);
}

/* Where the summaries of record `number` begin and how many there are; `next` is the record after. */
static leo_status summary_record(const daf *f, int number, int *count, int *next, leo_error *error)
{
    char where[256];
    if (number < 2 || (size_t)number > f->bytes.size / RECORD_BYTES)
        return leo_fail(error, LEO_BAD_INPUT, where_of(f, f->bytes.size, where),
                        "summaries are said to stand in record %d: the file has %zu records", number,
                        f->bytes.size / RECORD_BYTES);
    const size_t byte = ((size_t)number - 1) * RECORD_BYTES;
    const double next_record = double_at(f, byte), summaries = double_at(f, byte + 16);
    const int most = (RECORD_WORDS - 3) / SUMMARY_WORDS;
    if (!(summaries >= 0 && summaries <= most) || !(next_record >= 0 && next_record < 2e9))
        return leo_fail(error, LEO_BAD_INPUT, where_of(f, byte, where),
                        "%g summaries, the next record %g: at most %d, and a record of the file", summaries,
                        next_record, most);
    *count = (int)summaries;
    *next = (int)next_record;
    return LEO_OK;
}

/* How many segments there are in all. A chain longer than the file goes in a circle. */
static leo_status count_segments(const daf *f, int *total, leo_error *error)
{
    char where[256];
    const size_t records = f->bytes.size / RECORD_BYTES;
    size_t walked = 0;
    *total = 0;
    for (int record = int_at(f, 76), count, next; record != 0; record = next) {
        const leo_status status = summary_record(f, record, &count, &next, error);
        if (status != LEO_OK)
            return status;
        if (++walked > records)
            return leo_fail(error, LEO_BAD_INPUT, where_of(f, 76, where),
                            "the summary records go in a circle");
        *total += count;
    }
    if (*total == 0)
        return leo_fail(error, LEO_BAD_INPUT, where_of(f, 76, where), "no segment in the file");
    return LEO_OK;
}

/* "moon (301), earth (399), body -25": of links sorted by target, as many as a line holds. */
static const char *list_bodies(const leo_ephemeris_link *links, int count, leo_arena *arena)
{
    char text[160] = "", name[48];
    size_t used = 0;
    for (int i = 0; i < count; i++) {
        if (i > 0 && links[i].target == links[i - 1].target)
            continue;
        if (used > sizeof text - 64) {
            snprintf(text + used, sizeof text - used, ", ...");
            break;
        }
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", used ? ", " : "",
                                 leo_ephemeris_name(links[i].target, name));
    }
    return leo_arena_text(arena, text);
}

leo_status leo_daf_open(leo_bytes bytes, leo_ephemeris *set, leo_arena *arena, leo_error *error)
{
    daf f = { .bytes = bytes };
    int total, opened = 0;
    leo_status status = open_header(&f, error);
    if (status == LEO_OK)
        status = count_segments(&f, &total, error);
    if (status != LEO_OK)
        return status;
    leo_ephemeris_link *links = LEO_TAKE(arena, leo_ephemeris_link, total);
    if (!links)
        return leo_fail(error, LEO_NO_MEMORY, bytes.name, "no memory for %d segments", total);
    for (int record = int_at(&f, 76), count, next; record != 0 && status == LEO_OK; record = next) {
        status = summary_record(&f, record, &count, &next, error);
        for (int i = 0; i < count && status == LEO_OK; i++) {
            const summary s =
                summary_at(&f, ((size_t)record - 1) * RECORD_BYTES + 8 * (3 + (size_t)i * SUMMARY_WORDS));
            status = check_summary(&f, &s, error);
            if (status == LEO_OK)
                status = f.ni == 5 ? open_turn(&f, &s, &links[opened], error)
                                   : open_place(&f, &s, &links[opened], error);
            opened++;
        }
    }
    if (status != LEO_OK)
        return status;
    status = f.ni == 5 ? leo_ephemeris_settle(set, NULL, 0, links, opened, error)
                       : leo_ephemeris_settle(set, links, opened, NULL, 0, error);
    if (status != LEO_OK)
        return status;
    set->what = f.ni == 5 ? "axes of the Moon" : list_bodies(links, opened, arena);
    return set->what ? LEO_OK : leo_fail(error, LEO_NO_MEMORY, bytes.name, "no memory");
}
