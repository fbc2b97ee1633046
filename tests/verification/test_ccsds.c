/* SPDX-License-Identifier: MIT */
/* Every orbit message of the reference set: good ones are read, written and read again; bad ones are refused with a line. */
#include "verify.h"

#include "record/oem_read.h"
#include "record/opm.h"

#include <dirent.h>

static const char SOURCE[] = "CCSDS 502.0-B messages of Orekit's tests";

typedef struct tally {
    int good, read, same, bad, refused;
} tally;

static leo_bytes read_whole(const char *folder, const char *name, leo_arena *arena, leo_error *error)
{
    char path[4096];
    leo_bytes bytes = { 0 };
    snprintf(path, sizeof path, "%s/%s/%s", check_reference_data(), folder, name);
    CHECK(leo_file_read(path, 1 << 28, arena, &bytes, error) == LEO_OK);
    bytes.name = leo_arena_text(arena, path);
    return bytes;
}

static int same_opm(const leo_opm *a, const leo_opm *b)
{
    int same = a->state.x_km.value == b->state.x_km.value && a->state.z_km.value == b->state.z_km.value &&
               a->state.vy_km_s.value == b->state.vy_km_s.value &&
               strcmp(a->state.epoch.text, b->state.epoch.text) == 0 &&
               a->kepler.sma_km.value == b->kepler.sma_km.value &&
               a->craft.mass_kg.value == b->craft.mass_kg.value &&
               strcmp(a->metadata.ref_frame.text, b->metadata.ref_frame.text) == 0 &&
               a->has_covariance == b->has_covariance;
    for (int i = 0; i < LEO_NDM_TRIANGLE; i++)
        same &= a->covariance.lower[i].value == b->covariance.lower[i].value;
    const leo_opm_maneuver *m = a->maneuvers, *n = b->maneuvers;
    for (; m && n; m = m->next, n = n->next)
        same &= m->dv1_km_s.value == n->dv1_km_s.value && m->delta_mass_kg.value == n->delta_mass_kg.value;
    return same && !m && !n;
}

static int same_oem(const leo_oem_message *a, const leo_oem_message *b)
{
    const leo_oem_segment *s = a->segments, *t = b->segments;
    for (; s && t; s = s->next, t = t->next) {
        if (s->count != t->count)
            return 0;
        for (int i = 0; i < s->count; i++)
            if (memcmp(s->points[i].pos_km, t->points[i].pos_km, 72) != 0 ||
                strcmp(s->points[i].epoch.text, t->points[i].epoch.text) != 0)
                return 0;
        const leo_oem_covariance *c = s->covariances, *d = t->covariances;
        for (; c && d; c = c->next, d = d->next)
            for (int i = 0; i < LEO_NDM_TRIANGLE; i++)
                if (c->values.lower[i].value != d->values.lower[i].value)
                    return 0;
        if (c || d)
            return 0;
    }
    return !s && !t;
}

/* Written and read again: the same values? */
static int opm_comes_back(const leo_opm *opm, leo_arena *arena)
{
    char *text = NULL;
    size_t size = 0;
    leo_error error = { 0 };
    FILE *file = open_memstream(&text, &size);
    leo_opm_write(opm, file, &error);
    fclose(file);
    const leo_opm *again = leo_opm_parse((leo_bytes){ "again", (unsigned char *)text, size }, arena, &error);
    const int same = again && same_opm(opm, again);
    free(text);
    return same;
}

static int oem_comes_back(const leo_oem_message *oem, leo_arena *arena)
{
    char *text = NULL;
    size_t size = 0;
    leo_error error = { 0 };
    FILE *file = open_memstream(&text, &size);
    leo_oem_write(oem, file, &error);
    fclose(file);
    const leo_oem_message *again =
        leo_oem_parse((leo_bytes){ "again", (unsigned char *)text, size }, arena, &error);
    const int same = again && same_oem(oem, again);
    free(text);
    return same;
}

/* What is wrong in a file stands in its name. Names of what the standard leaves open (frames, centres) are not wrong. */
static int is_bad(const char *name)
{
    static const char *const words[] = { "error",  "wrong-", "inconsistent", "incompatible", "spurious",
                                         "within", "too-",   "non-standard", ".txt.pre",     ".txt.post",
                                         NULL };
    for (int i = 0; words[i]; i++)
        if (strstr(name, words[i]))
            return 1;
    return 0;
}

static void count(tally *all, const char *name, int read, int same, const leo_error *error)
{
    char line[300];
    snprintf(line, sizeof line, "%s:", name);
    const char *at = strstr(error->where, line);
    if (is_bad(name)) {
        all->bad++;
        const int has_line = at && at[strlen(line)] > '0' && at[strlen(line)] <= '9';
        all->refused += !read && has_line;
        if (read || !has_line)
            printf("  %s: %s, at '%s'\n", name, read ? "was read" : "refused without a line", error->where);
    } else {
        all->good++;
        all->read += read;
        all->same += same;
        if (!read || !same)
            printf("  %s: %s %s %s\n", name, read ? "changed" : "not read", error->where, error->message);
    }
}

static void each_file(const char *folder, int is_opm, tally *all)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", check_reference_data(), folder);
    DIR *list = opendir(path);
    if (!list)
        SKIP_LOUDLY(folder);
    for (const struct dirent *entry = readdir(list); entry; entry = readdir(list)) {
        if (entry->d_name[0] == '.')
            continue;
        leo_error error = { 0 };
        leo_arena *arena = leo_arena_create(NULL);
        const leo_bytes bytes = read_whole(folder, entry->d_name, arena, &error);
        if (is_opm) {
            const leo_opm *opm = leo_opm_parse(bytes, arena, &error);
            count(all, entry->d_name, opm != NULL, opm && opm_comes_back(opm, arena), &error);
        } else {
            const leo_oem_message *oem = leo_oem_parse(bytes, arena, &error);
            count(all, entry->d_name, oem != NULL, oem && oem_comes_back(oem, arena), &error);
        }
        leo_arena_destroy(arena);
    }
    closedir(list);
}

static void orbit_parameter_messages_are_told_apart(void)
{
    tally all = { 0 };
    each_file("ccsds/odm/opm", 1, &all);
    printf("  %d good, %d bad\n", all.good, all.bad);
    CHECK(all.good == 22 && all.bad == 5);
    verify("Exchange", "OPM: good messages not read", all.good - all.read, 0, "files", SOURCE);
    verify("Exchange", "OPM: messages changed by writing and reading", all.good - all.same, 0, "files",
           SOURCE);
    verify("Exchange", "OPM: wrong messages not refused with a line", all.bad - all.refused, 0, "files",
           SOURCE);
}

static void orbit_ephemeris_messages_are_told_apart(void)
{
    tally all = { 0 };
    each_file("ccsds/odm/oem", 0, &all);
    printf("  %d good, %d bad\n", all.good, all.bad);
    verify("Exchange", "OEM: good messages not read", all.good - all.read, 0, "files", SOURCE);
    verify("Exchange", "OEM: messages changed by writing and reading", all.good - all.same, 0, "files",
           SOURCE);
    verify("Exchange", "OEM: wrong messages not refused with a line", all.bad - all.refused, 0, "files",
           SOURCE);
}

static leo_oem_message *flown(const char *name, leo_arena *arena)
{
    leo_error error = { 0 };
    leo_oem_message *oem = leo_oem_parse(read_whole("oem", name, arena, &error), arena, &error);
    CHECK(oem && leo_oem_resolve(oem, NULL, &error) == LEO_OK);
    if (error.status != LEO_OK)
        printf("  %s: %s\n", error.where, error.message);
    return error.status == LEO_OK ? oem : NULL;
}

static void ephemerides_that_were_flown_are_read(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    const leo_oem_message *iss = flown("ISS_OEM_2024-02-16.txt", arena);
    const leo_oem_message *xml = flown("ISS_OEM_2025-02-26_first200.xml", arena);
    const leo_oem_message *orion = flown("Artemis_II_OEM_2026_04_10_Post-ICPS-Sep-to-EI.asc", arena);
    CHECK(iss && iss->segments->count > 5000 && iss->segments->points[0].pos_km[0] == -4986.025943021530);
    CHECK(xml && xml->segments->count == 200);
    CHECK(orion && orion->segments->count > 3000);
    double worst = 0;
    for (int i = 0; iss && i < iss->segments->count; i++) {
        double pos[3], vel[3];
        leo_error error = { 0 };
        CHECK(leo_oem_at(iss, iss->segments->points[i].instant, NULL, pos, vel, &error) == LEO_OK);
        worst = fmax(worst, fabs(pos[0] - iss->segments->points[i].pos_km[0]));
    }
    verify("Exchange", "ISS OEM 2024 interpolated at its own states", worst, 0, "km",
           "NASA/JSC TOPO, 2024-02-16");
    leo_arena_destroy(arena);
}

int main(void)
{
    if (!check_reference_data())
        SKIP_LOUDLY("the reference data");
    RUN(orbit_parameter_messages_are_told_apart);
    RUN(orbit_ephemeris_messages_are_told_apart);
    RUN(ephemerides_that_were_flown_are_read);
    return check_result();
}
