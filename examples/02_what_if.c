/* SPDX-License-Identifier: MIT */
/*
 * What if? Fly a mission as it is written and once more with something changed, and watch a channel of both.
 *
 *     ./02_what_if missions/voskhod-2.yaml CHANNEL FROM_S TO_S KEY=VALUE...
 *
 * Two runs live side by side: nothing is shared between them but the code.
 */
#include <leonov/leonov.h>

#include <stdio.h>
#include <stdlib.h>

enum { LINES = 12 };

typedef struct side {
    leo_plan *plan;
    leo_run *run;
    int channel;
} side;

static side prepare(const char *mission, const char *const *set, const char *channel, leo_error *error)
{
    side made = { 0 };
    made.plan = leo_plan_open(mission, &(leo_plan_options){ .set = set }, error);
    made.run = leo_run_create(made.plan, NULL, error);
    made.channel = made.run ? leo_plan_channel_find(made.plan, channel, error) : -1;
    return made;
}

static void done(side flown)
{
    leo_run_destroy(flown.run);
    leo_plan_close(flown.plan);
}

static leo_status value_at(side flown, double elapsed_s, double *value, leo_error *error)
{
    const leo_status status = leo_run_until(flown.run, elapsed_s, NULL, error);
    return status == LEO_OK ? leo_run_read(flown.run, flown.channel, value, error) : status;
}

static leo_status watch(side written, side changed, double from_s, double to_s, leo_error *error)
{
    const leo_channel channel = leo_plan_channel(written.plan, (size_t)written.channel);
    printf("elapsed s   as written   changed     %s, %s\n", channel.name, channel.unit);
    for (int i = 0; i <= LINES; i++) {
        const double at_s = from_s + (to_s - from_s) * i / LINES;
        double one, other;
        leo_status status = value_at(written, at_s, &one, error);
        if (status != LEO_OK || (status = value_at(changed, at_s, &other, error)) != LEO_OK)
            return status;
        printf("%9.0f   %10.6g   %10.6g\n", at_s, one, other);
    }
    return LEO_OK;
}

int main(int count, char **words)
{
    if (count < 6) {
        fprintf(stderr, "usage: %s MISSION CHANNEL FROM_S TO_S KEY=VALUE...\n", words[0]);
        return 2;
    }
    leo_error error = { 0 };
    const side written = prepare(words[1], NULL, words[2], &error);
    const side changed = prepare(words[1], (const char *const *)words + 5, words[2], &error);
    if (error.status == LEO_OK)
        watch(written, changed, atof(words[3]), atof(words[4]), &error);
    if (error.status != LEO_OK)
        leo_error_print(&error, stderr);
    done(changed);
    done(written);
    return error.status == LEO_OK ? 0 : 1;
}
