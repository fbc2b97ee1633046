/* SPDX-License-Identifier: MIT */

/* Ephemerides from a user's files: which reader takes them, and how their links become a set. */
#include "base/error.h"
#include "world/ephemeris_set.h"

#include <math.h>
#include <stdlib.h>

static const leo_ephemeris_kind *const spk_kinds[] = {
    &leo_spk_1,  &leo_chebyshev_kind, &leo_chebyshev_rates_kind,
    &leo_spk_5,  &leo_spk_8,          &leo_spk_9,
    &leo_spk_12, &leo_spk_13,         &leo_spk_18,
    &leo_spk_21,
};

const leo_ephemeris_kind *leo_spk_kind(int type)
{
    for (size_t i = 0; i < sizeof spk_kinds / sizeof *spk_kinds; i++)
        if (spk_kinds[i]->type == type)
            return spk_kinds[i];
    return NULL;
}

/* By target; of one target the later one first. */
static int compare(const void *left, const void *right)
{
    const leo_ephemeris_link *a = left, *b = right;
    if (a->target != b->target)
        return a->target < b->target ? -1 : 1;
    return (a->order < b->order) - (a->order > b->order);
}

static void sort(leo_ephemeris_link *links, int count, double *first_s, double *last_s)
{
    for (int i = 0; i < count; i++) {
        links[i].order = i;
        *first_s = fmin(*first_s, links[i].first_s);
        *last_s = fmax(*last_s, links[i].last_s);
    }
    if (count > 1)
        qsort(links, (size_t)count, sizeof *links, compare);
}

leo_status leo_ephemeris_settle(leo_ephemeris *set, leo_ephemeris_link *links, int link_count,
                                leo_ephemeris_link *turns, int turn_count, leo_error *error)
{
    set->first_s = INFINITY;
    set->last_s = -INFINITY;
    sort(links, link_count, &set->first_s, &set->last_s);
    sort(turns, turn_count, &set->first_s, &set->last_s);
    set->links = links;
    set->turns = turns;
    set->link_count = link_count;
    set->turn_count = turn_count;
    if (link_count + turn_count == 0)
        return leo_fail(error, LEO_BAD_INPUT, set->name, "no body in the file");
    return LEO_OK;
}

/* What follows the last slash. */
static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

leo_ephemeris *leo_ephemeris_parse(leo_bytes bytes, const leo_ephemeris *below, leo_arena *arena,
                                   leo_error *error)
{
    leo_ephemeris *set = LEO_TAKE(arena, leo_ephemeris, 1);
    char *name = leo_arena_text(arena, base_name(bytes.name));
    if (!set || !name) {
        leo_fail(error, LEO_NO_MEMORY, bytes.name, "no memory");
        return NULL;
    }
    *set = (leo_ephemeris){ .name = name, .below = below };
    leo_status status;
    if (leo_daf_is(bytes))
        status = leo_daf_open(bytes, set, arena, error);
    else if (leo_de_is(bytes))
        status = leo_de_open(bytes, set, arena, error);
    else
        status =
            leo_fail(error, LEO_BAD_INPUT, bytes.name,
                     "is no ephemeris: SPK and binary PCK kernels (DAF) and JPL's binary DE files are read");
    return status == LEO_OK ? set : NULL;
}
