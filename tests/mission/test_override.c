/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700
#include "check.h"
#include "mission/plan.h"
#include "schema/read.h"

#include <unistd.h>

static leo_error error;

static leo_plan *open_set(const char *one, const char *two)
{
    const char *const set[] = { one, two, NULL };
    error = (leo_error){ 0 };
    return leo_plan_open("good/full.yaml", &(leo_plan_options){ .set = set }, &error);
}

static double input_of(const leo_plan *plan, const char *thing, const char *key)
{
    const leo_thing *found = &plan->things[leo_plan_thing(plan, thing)];
    const leo_field *field = leo_field_find(found->kind->input.fields, key);
    return field ? leo_field_number(field, found->input) : NAN;
}

static void sets_a_part(void)
{
    leo_plan *plan = open_set("retro.burn-time = 45 s", NULL);
    CHECK(plan && input_of(plan, "retro", "burn-time") == 45);
    CHECK(plan && plan->set_count == 1 && !strcmp(plan->sets[0], "retro.burn-time = 45 s"));
    int found = 0;
    for (size_t i = 0; i < leo_plan_number_count(plan); i++) {
        const leo_number n = leo_plan_number(plan, i);
        if (!strcmp(n.path, "parts.retro.burn-time")) {
            found++;
            CHECK_TEXT(n.basis, "set");
            CHECK_TEXT(n.place, "--set retro.burn-time = 45 s");
        }
    }
    CHECK(found == 1);
    leo_plan_close(plan);
    plan = open_set("parts.retro.burn-time=46 s", "parts.retro.pitch-error=2 deg");
    CHECK(plan && input_of(plan, "retro", "burn-time") == 46 &&
          input_of(plan, "retro", "pitch-error") > 0.03);
    leo_plan_close(plan);
}

static void sets_sections(void)
{
    leo_plan *plan = open_set("world.f10.7=100", "solver.flight-tolerance=1e-9");
    CHECK(plan && plan->world.f107 == 100 && plan->solver.flight_tolerance == 1e-9);
    leo_plan_close(plan);
    plan = open_set("end=T+2 h", "forces.sun.x=1");
    CHECK(!plan);
    CHECK_TEXT(error.where, "--set forces.sun.x=1");
    plan = open_set("end=T+2 h", "forces.gravity.degree=2");
    CHECK(plan && plan->end_s < 2 * 3600);
    leo_plan_close(plan);
    plan = open_set("telemetry.rate=5 Hz", "orbit.semi-major-axis=6700 km");
    CHECK(plan && plan->rates[0].rate_hz == 5);
    leo_plan_close(plan);
}

static void sets_entries_by_name(void)
{
    leo_plan *plan = open_set("timeline.fire.enabled=no", "faults.vent.fault leaking.enabled=no");
    int off = 0;
    for (int i = 0; plan && i < plan->entry_count; i++)
        off += !plan->entries[i].enabled && !strcmp(plan->entries[i].name, "fire");
    CHECK(off == 1);
    leo_plan_close(plan);
    plan = open_set("timeline.vent.open.delay=5 min", "limits.thin-air.for=10 s");
    CHECK(plan && plan->limits[0].for_s == 10);
    leo_plan_close(plan);
}

static void check_refused(const char *set, const char *message)
{
    char where[300];
    leo_plan *plan = open_set(set, NULL);
    CHECK(plan == NULL);
    snprintf(where, sizeof where, "--set %s", set);
    CHECK_TEXT(error.where, where);
    CHECK_TEXT(error.message, message);
    leo_plan_close(plan);
}

static void names_the_key_that_is_wrong(void)
{
    check_refused("retro.brun-time=45 s",
                  "unknown key `brun-time` in `retro` (engine); did you mean `burn-time`?");
    check_refused("retor.burn-time=45 s",
                  "`retor` is neither a section, a part nor a crew member; did you mean `retro`?");
    check_refused("retro.burn-time=45", "`burn-time`: 45: needs a unit of time, such as s");
    check_refused("retro.burn-time=45 kg", "`burn-time`: 45 kg is a mass; needs a time, such as s");
    check_refused("retro.burn-time=-1 s", "`burn-time`: -1 s: must lie in 0 .. 100000 s");
    check_refused("timeline.fier.enabled=no", "no entry `fier` in `timeline`; did you mean `fire`?");
    check_refused("timeline.fire.enabled=perhaps", "`enabled`: `perhaps`: must be one of: no, yes");
    check_refused("timeline.fire.enabeld=no",
                  "unknown key `enabeld` in an entry of `timeline`; did you mean `enabled`?");
    check_refused("timeline.fire=no", "write timeline.NAME.KEY=VALUE, for example timeline.NAME.enabled=no");
    check_refused("wrold.kp=1",
                  "`wrold` is neither a section, a part nor a crew member; did you mean `world`?");
    check_refused("world=1", "`world` needs a key: write world.KEY=VALUE");
    check_refused("retro=1", "`retro` needs a key: write retro.KEY=VALUE");
    check_refused("vehicle=other.yaml", "`vehicle` needs a key: write vehicle.KEY=VALUE");
    check_refused("end", "write KEY=VALUE");
    check_refused("=5", "write KEY=VALUE");
    check_refused("", "write KEY=VALUE");
    check_refused("mission=a\nb", "an override is one line of UTF-8");
    check_refused("history.x.value=5", "`history` cannot be set key by key");
    check_refused("orbit.eccentricity=1",
                  "impossible orbit: the eccentricity must be at least 0 and below 1 (found 1)");
}

static void later_overrides_win(void)
{
    leo_plan *plan = open_set("retro.burn-time=45 s", "retro.burn-time=50 s");
    CHECK(plan && input_of(plan, "retro", "burn-time") == 50);
    leo_plan_close(plan);
}

int main(void)
{
    const char *source = getenv("LEO_SOURCE_DIR");
    if (!source || chdir(source) != 0 || chdir("tests/mission") != 0) {
        printf("LEO_SOURCE_DIR must name the checkout\n");
        return EXIT_FAILURE;
    }
    RUN(sets_a_part);
    RUN(sets_sections);
    RUN(sets_entries_by_name);
    RUN(names_the_key_that_is_wrong);
    RUN(later_overrides_win);
    return check_result();
}
