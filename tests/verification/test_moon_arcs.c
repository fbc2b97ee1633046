/* SPDX-License-Identifier: MIT */
/* Clementine round the Moon, and the coasts of Artemis II. */
#include "arc.h"

enum { ROWS = 49 };

static void clementine_in_lunar_orbit(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_lines lines = leo_lines_of(arc_file(arena, "lunar-orbit/clementine_1994-03-01.csv"));
    static leo_state truth[ROWS], flown[ROWS];
    double at_s[ROWS];
    int count = 0;
    leo_lines_next(&lines);
    while (count < ROWS && leo_lines_next(&lines)) {
        double v[7];
        size_t at = 0, length;
        const char *word;
        for (int i = 0; i < 7; i++)
            CHECK(leo_lines_word(&lines, &at, ',', &word, &length) && leo_number_read(word, length, &v[i]));
        at_s[count] = 60 * v[0];
        truth[count++] = (leo_state){ leo_vec(1e3 * v[1], 1e3 * v[2], 1e3 * v[3]),
                                      leo_vec(1e3 * v[4], 1e3 * v[5], 1e3 * v[6]) };
    }
    CHECK(count == ROWS);
    arc_setup setup = { .center = LEO_BODY_MOON,
                        .epoch = arc_utc("1994-03-01T00:00:00Z"),
                        .to_s = 86400,
                        .field = leo_gravity_moon(),
                        .degree = 50,
                        .forces = { "earth", "sun", "radiation-pressure", "relativity", "venus", "jupiter" },
                        .craft = { .mass_kg = 424, .srp_area_m2 = 2.1432 } };
    // axes of the reconstruction are EME2000, whose bias to GCRF is below 0.1 m here
    leo_state start;
    leo_error error = { 0 };
    for (int i = 0; i < count; i++)
        CHECK(leo_frame_turn(LEO_EME2000, LEO_GCRF, NULL, setup.epoch, &truth[i], &truth[i], &error) ==
              LEO_OK);
    start = truth[0];
    arc made = arc_make(&setup);
    if (arc_fly(&made, start, at_s, count, flown)) {
        double worst3 = 0, worst24 = 0;
        for (int i = 0; i < count; i++) {
            const double miss = leo_norm(leo_sub(flown[i].pos_m, truth[i].pos_m));
            worst24 = fmax(worst24, miss);
            if (at_s[i] <= 3 * 3600)
                worst3 = fmax(worst3, miss);
        }
        verify("Lunar orbit", "Clementine, largest miss in 3 h", worst3, 50, "m",
               "JPL reconstruction by NASA JEOD");
        verify("Lunar orbit", "Clementine, largest miss in 24 h", worst24, 600, "m",
               "JPL reconstruction by NASA JEOD");
    }
    arc_free(&made);
    leo_arena_destroy(arena);
}

typedef struct orion {
    leo_epoch epoch[4000];
    leo_state state[4000];
    int count;
} orion;

static void read_orion(orion *table)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_lines lines = leo_lines_of(arc_file(arena, "oem/Artemis_II_OEM_2026_04_10_Post-ICPS-Sep-to-EI.asc"));
    while (leo_lines_next(&lines) && table->count < 4000) {
        size_t at = 0, length;
        const char *word;
        double v[6];
        if (lines.length < 100 || memcmp(lines.text, "2026", 4) != 0)
            continue;
        CHECK(leo_lines_word(&lines, &at, 0, &word, &length));
        leo_error error = { 0 };
        CHECK(leo_epoch_read(word, length, LEO_UTC, NULL, &table->epoch[table->count], &error) == LEO_OK);
        for (int i = 0; i < 6; i++)
            CHECK(leo_lines_word(&lines, &at, 0, &word, &length) && leo_number_read(word, length, &v[i]));
        const leo_state state = { leo_vec(1e3 * v[0], 1e3 * v[1], 1e3 * v[2]),
                                  leo_vec(1e3 * v[3], 1e3 * v[4], 1e3 * v[5]) };
        CHECK(leo_frame_turn(LEO_EME2000, LEO_GCRF, NULL, table->epoch[table->count], &state,
                             &table->state[table->count], &error) == LEO_OK);
        table->count++;
    }
    leo_arena_destroy(arena);
}

/* The first row at or after an instant. */
static int row_at(const orion *table, const char *utc)
{
    const leo_epoch epoch = arc_utc(utc);
    int i = 0;
    while (i < table->count - 1 && leo_epoch_since(table->epoch[i], epoch) < -1e-3)
        i++;
    return i;
}

static void artemis_ii_coasts(void)
{
    static orion table;
    static const struct {
        const char *from, *to, *name;
        double goal_m;
    } coasts[] = {
        { "2026-04-05T15:00:00Z", "2026-04-05T22:39:00Z", "04-05 15:00 to 22:39", 50 },
        { "2026-04-08T14:30:00Z", "2026-04-09T09:20:00Z", "04-08 14:30 to 04-09 09:20", 200 },
        { "2026-04-06T17:34:52Z", "2026-04-07T09:58:51Z", "04-06 17:34 to 04-07 09:58, round the Moon",
          1000 },
    };
    read_orion(&table);
    CHECK(table.count > 3000);
    for (int k = 0; k < 3; k++) {
        const int from = row_at(&table, coasts[k].from);
        int to = row_at(&table, coasts[k].to);
        if (leo_epoch_since(table.epoch[to], arc_utc(coasts[k].to)) > 1e-3)
            to--; // the last row that is still a coast
        const double span_s = leo_epoch_since(table.epoch[to], table.epoch[from]);
        arc_setup setup = { .center = LEO_BODY_EARTH,
                            .epoch = table.epoch[from],
                            .to_s = span_s,
                            .field = leo_gravity_earth(),
                            .degree = 8,
                            .forces = { "sun", "moon", "venus", "mars", "jupiter", "relativity",
                                        "solid-tide" },
                            .craft = { .mass_kg = 26000 } };
        leo_state flown;
        arc made = arc_make(&setup);
        if (arc_fly(&made, table.state[from], &span_s, 1, &flown))
            verify("Cislunar", coasts[k].name, leo_norm(leo_sub(flown.pos_m, table.state[to].pos_m)),
                   coasts[k].goal_m, "m", "Artemis II OEM, NASA/JSC/FOD, 2026-04-10");
        arc_free(&made);
    }
}

int main(void)
{
    RUN(clementine_in_lunar_orbit);
    RUN(artemis_ii_coasts);
    return check_result();
}
