/* SPDX-License-Identifier: MIT */
/* Good mission files: every section arrives in the plan as it was written. */
#define _XOPEN_SOURCE 700
#include "base/error.h"
#include "check.h"
#include "mission/plan.h"
#include "schema/read.h"
#include "time/epoch.h"

#include <unistd.h>

static const double DEG = 3.14159265358979323846 / 180;
static const double UTC_1965 = 1 + 1.5e-8; // SI seconds in a second of UTC (IERS, TAI-UTC of 1964 and 1965)

static void tell(void *context, const leo_error *problem)
{
    ++*(int *)context;
    printf("  %s: %s\n", problem->where, problem->message);
}

static leo_plan *open_with(const char *path, const char *const *set)
{
    int problems = 0;
    leo_error error = { 0 };
    leo_plan *plan =
        leo_plan_open(path, &(leo_plan_options){ .set = set, .problem = tell, .context = &problems }, &error);
    CHECK(plan != NULL && problems == 0);
    if (!plan)
        exit(check_result());
    return plan;
}

static leo_plan *open_plan(const char *path)
{
    return open_with(path, NULL);
}

static const leo_entry *entry_of(const leo_plan *plan, const char *name)
{
    for (int i = 0; i < plan->entry_count; i++)
        if (strcmp(plan->entries[i].name, name) == 0)
            return &plan->entries[i];
    CHECK(0);
    return &plan->entries[0];
}

static leo_number number_of(const leo_plan *plan, const char *path)
{
    for (size_t i = 0; i < leo_plan_number_count(plan); i++)
        if (strcmp(leo_plan_number(plan, i).path, path) == 0)
            return leo_plan_number(plan, i);
    printf("  no number %s\n", path);
    CHECK(0);
    return (leo_number){ .text = "", .basis = "", .source = "", .place = "" };
}

static double config_of(const leo_plan *plan, const char *thing, const char *key)
{
    const leo_thing *found = &plan->things[leo_plan_thing(plan, thing)];
    const leo_field *field = leo_field_find(found->kind->config.fields, key);
    return field ? leo_field_number(field, found->config)
                 : leo_field_number(leo_field_find(found->kind->input.fields, key), found->input);
}

static const leo_history_row *row_of(const leo_plan *plan, const char *what)
{
    for (int i = 0; i < plan->history_count; i++)
        if (strcmp(plan->history[i].what, what) == 0)
            return &plan->history[i];
    CHECK(0);
    return &plan->history[0];
}

static void reads_the_head(void)
{
    leo_plan *plan = open_plan("good/full.yaml");
    char text[40];
    CHECK_TEXT(leo_plan_name(plan), "Everything");
    CHECK_TEXT(plan->vehicle, "test craft");
    // T+ counts SI seconds from the clock's zero, 527 s of UTC before the epoch
    CHECK_NEAR(leo_plan_end_s(plan), 3 * 3600 - 527 * UTC_1965, 1e-9);
    CHECK_NEAR(leo_epoch_since(plan->epoch, plan->clock_zero), 527 * UTC_1965, 1e-9);
    CHECK(leo_plan_utc(plan, 0, 1, text, NULL) == LEO_OK);
    CHECK_TEXT(text, "1965-03-18T07:08:47.0Z");
    CHECK(plan->source_count == 3);
    CHECK(plan->world.f107 == 74 && plan->world.kp == 1.3 && plan->world.albedo == 0.30);
    CHECK(plan->solver.longest_window_s == 30);
    leo_plan_close(plan);
}

static void only_the_forces_named_act(void)
{
    leo_plan *plan = open_plan("good/full.yaml"), *usual = open_plan("good/vectors.yaml");
    for (int i = 0; leo_forces[i]; i++) {
        const char *name = leo_forces[i]->name;
        const int named = !strcmp(name, "gravity") || !strcmp(name, "drag");
        CHECK((plan->force_configs[i] != NULL) == named);
        const int acts = named || !strcmp(name, "sun") || !strcmp(name, "moon");
        CHECK((usual->force_configs[i] != NULL) == acts);
        if (!strcmp(name, "gravity")) {
            CHECK(((const leo_force_gravity_config *)plan->force_configs[i])->degree == 4);
            CHECK(((const leo_force_gravity_config *)usual->force_configs[i])->degree == 8);
            CHECK_TEXT(usual->field->name, "EGM2008");
            CHECK(usual->atmosphere == NULL);
        }
    }
    leo_plan_close(plan);
    leo_plan_close(usual);
}

static void elements_become_a_state_of_the_same_energy(void)
{
    // vis viva, and the perigee of the ellipse: whatever the axes, they do not change
    const double gm = 3.986004415e14, a = 6690e3, e = 0.02;
    leo_plan *plan = open_plan("good/full.yaml");
    const double r = sqrt(leo_dot(plan->pos_gcrf_m, plan->pos_gcrf_m));
    const double v2 = leo_dot(plan->vel_gcrf_m_s, plan->vel_gcrf_m_s);
    CHECK_NEAR(r, a * (1 - e), 1e-6);
    CHECK_NEAR(v2, gm * (2 / r - 1 / a), 1e-6);
    CHECK_NEAR(leo_dot(plan->pos_gcrf_m, plan->vel_gcrf_m_s) / r, 0, 1e-8);
    leo_plan_close(plan);
    plan = open_plan("good/vectors.yaml");
    CHECK(plan->pos_gcrf_m.x == 6600e3 && plan->vel_gcrf_m_s.y == 7800 && plan->pos_gcrf_m.z == 0);
    leo_plan_close(plan);
}

/* Between 1965 and 2000 the equinox went 35 years times 50.3 arcsec (IAU 2006: 5028.796 arcsec a century) = 0.486 deg. */
static void true_of_date_axes_are_turned_by_precession(void)
{
    const char *const tod[] = { "orbit.frame=tod", NULL }, *const gcrf[] = { "orbit.frame=gcrf", NULL };
    leo_plan *a = open_with("good/full.yaml", tod), *b = open_with("good/full.yaml", gcrf);
    const double cosine = leo_dot(a->pos_gcrf_m, b->pos_gcrf_m) / leo_dot(b->pos_gcrf_m, b->pos_gcrf_m);
    const double turn = acos(cosine) / DEG;
    printf("  turned by %.4f deg\n", turn);
    CHECK(turn > 0.05 && turn < 0.49);
    leo_plan_close(a);
    leo_plan_close(b);
}

static void things_stand_in_order_with_their_channels(void)
{
    leo_plan *plan = open_plan("good/full.yaml");
    CHECK(plan->thing_count == 7);
    CHECK_TEXT(plan->things[0].name, "ball");
    CHECK(plan->things[0].wing == LEO_WING_FLIGHT && plan->things[2].wing == LEO_WING_CABIN);
    CHECK(leo_plan_thing(plan, "pilot") == 6 && leo_plan_thing(plan, "nobody") == -1);
    for (int i = 0; i < plan->channel_count; i++) {
        CHECK(leo_plan_channel_find(plan, leo_plan_channel(plan, (size_t)i).name, NULL) == i);
        const leo_channel_row *row = &plan->channels[i];
        CHECK(row->thing < 0 || plan->things[row->thing].first_channel +
                                        (size_t)(row->field - plan->things[row->thing].kind->output.fields) ==
                                    (size_t)i);
    }
    leo_error error = { 0 };
    CHECK(leo_plan_channel_find(plan, "cabin.presure", &error) == -1);
    CHECK_TEXT(error.message, "there is no channel `cabin.presure`; did you mean `cabin.pressure`?");
    CHECK_TEXT(leo_plan_channel(plan, 99999).name, "");
    leo_plan_close(plan);
}

static void a_mission_refines_a_part_of_its_vehicle(void)
{
    leo_plan *plan = open_plan("good/full.yaml");
    CHECK(config_of(plan, "retro", "burn-time") == 41);
    CHECK(config_of(plan, "retro", "thrust") == 15800);
    leo_plan_close(plan);
}

static void numbers_know_where_they_come_from(void)
{
    leo_plan *plan = open_plan("good/full.yaml");
    leo_number n = number_of(plan, "parts.retro.burn-time");
    CHECK_TEXT(n.basis, "calibrated");
    CHECK_TEXT(n.source, "Log; calibrated to: landing place");
    CHECK_TEXT(n.text, "41 s");
    CHECK_TEXT(n.place, "good/full.yaml:31:74");
    CHECK_TEXT(number_of(plan, "parts.retro.thrust").basis, "unstated");
    n = number_of(plan, "parts.ball.diameter");
    CHECK(n.value == 2.3 && !strcmp(n.unit, "m") && !strcmp(n.basis, "sourced") && !strcmp(n.source, "Book"));
    CHECK_TEXT(number_of(plan, "world.kp").basis, "sourced");
    CHECK_TEXT(number_of(plan, "world.kp").source, "Log");
    CHECK_TEXT(number_of(plan, "world.f10.7").basis, "estimated");
    CHECK_TEXT(number_of(plan, "world.f10.7").source, "Book, Log");
    CHECK_TEXT(number_of(plan, "world.albedo").basis, "default");
    CHECK_TEXT(number_of(plan, "timeline.fire").source, "Diary");
    leo_plan_close(plan);
}

static void reads_times_of_every_form(void)
{
    leo_plan *plan = open_plan("good/full.yaml");
    CHECK_NEAR(entry_of(plan, "start")->at_s, (21 * 60 + 13) * UTC_1965, 1e-6);
    // the first six o'clock at or after the epoch is on the next day
    CHECK_NEAR(entry_of(plan, "next-day")->at_s, (86400 - (3600 + 527)) * UTC_1965, 1e-6);
    CHECK_NEAR(entry_of(plan, "vent.open")->at_s, 3600 + 30 - 527 * UTC_1965, 1e-6);
    CHECK_NEAR(entry_of(plan, "vent.fault leaking")->at_s, 5400 - 527 * UTC_1965, 1e-6);
    leo_plan_close(plan);
}

static void reads_entries(void)
{
    leo_plan *plan = open_plan("good/full.yaml");
    CHECK(plan->entry_count == 8);
    const leo_entry *start = entry_of(plan, "start");
    CHECK(start->trigger == LEO_AT && start->command_count == 0 && start->enabled && !start->is_fault);
    CHECK_TEXT(start->note, "nothing is done");
    const leo_entry *when = entry_of(plan, "vent.close");
    CHECK(when->trigger == LEO_WHEN && when->delay_s == 60 && when->command_count == 2);
    CHECK_TEXT(when->after, "vent.open");
    CHECK(when->condition.count == 2 && !when->condition.terms[0].above && when->condition.terms[1].above);
    CHECK_NEAR(when->condition.terms[0].value, 10132.5, 1e-11);
    CHECK(when->condition.terms[1].value == 80e3);
    const leo_entry *after = entry_of(plan, "pilot.move lock");
    CHECK(after->trigger == LEO_AFTER && after->delay_s == 90 && !after->enabled &&
          after->only_if.count == 1);
    CHECK_TEXT(after->after, "door.open");
    CHECK_TEXT(after->commands[0].name, "lock");
    const leo_entry *fault = entry_of(plan, "vent.fault leaking");
    CHECK(fault->is_fault && fault->command_count == 2);
    CHECK_TEXT(fault->commands[1].text, "vent.fault-size 20 %");
    CHECK_NEAR(fault->commands[1].real, 0.2, 1e-16);
    leo_plan_close(plan);
}

static void reads_limits_and_rates(void)
{
    leo_plan *plan = open_plan("good/full.yaml");
    CHECK(plan->limit_count == 2 && plan->limits[0].for_s == 120 && plan->limits[0].severity == LEO_LOSES);
    CHECK(plan->limits[1].severity == LEO_WARNS);
    CHECK_NEAR(plan->limits[1].condition.terms[0].value, 311.65, 1e-12);
    CHECK(plan->rate_count == 3 && plan->rates[0].rate_hz == 2 && plan->rates[1].rate_hz == 10);
    CHECK(!plan->rates[1].from.event && !strcmp(plan->rates[1].to.event, "retro.cutoff"));
    CHECK(!strcmp(plan->rates[2].from.event, "landing") && plan->rates[2].from.at_s == 60);
    leo_plan_close(plan);
}

static void reads_history(void)
{
    leo_plan *plan = open_plan("good/full.yaml");
    CHECK(plan->history_count == 8);
    const leo_history_row *row = row_of(plan, "fire");
    CHECK(row->measure == LEO_MEASURE_EVENT && row->tolerance == 1 && !strcmp(row->unit, "s"));
    CHECK_NEAR(row->value, (2 * 3600 - 527) * UTC_1965, 1e-6);
    CHECK_TEXT(row->calibrated, "timeline.fire");
    row = row_of(plan, "from fire to ground");
    CHECK(row->measure == LEO_MEASURE_INTERVAL && row->value == 1560 && !strcmp(row->shown_unit, "min") &&
          row->shown_scale == 60);
    CHECK_TEXT(row->source, "Book, Diary");
    row = row_of(plan, "pressure");
    CHECK(row->measure == LEO_MEASURE_AT && !row->from.event);
    CHECK_NEAR(row->value, 101325, 0.02); // 760 mmHg and 1 atm differ by 1.4e-7
    CHECK_TEXT(row->shown_unit, "mmHg");
    row = row_of(plan, "pressure later");
    CHECK(row->from.at_s == 300 && !strcmp(row->from.event, "vent.open"));
    CHECK(row_of(plan, "load")->measure == LEO_MEASURE_MAX);
    row = row_of(plan, "warm");
    CHECK(row->measure == LEO_MEASURE_RISE && row->to.at_s == plan->end_s);
    CHECK_NEAR(row->value, 1, 1e-15); // a difference of 1.8 degF
    CHECK_NEAR(row->tolerance, 0.5, 1e-16);
    row = row_of(plan, "temperature");
    CHECK_NEAR(row->value, 310.15, 1e-12); // 98.6 degF is 37 degC
    CHECK_NEAR((row->value - row->shown_offset) / row->shown_scale, 98.6, 1e-12);
    CHECK_NEAR(row->tolerance, 5.0 / 9, 1e-15);
    CHECK_TEXT(row->others, "37 degC (Log); warm");
    row = row_of(plan, "landing");
    CHECK(row->measure == LEO_MEASURE_PLACE && row->tolerance == 40e3 && !strcmp(row->shown_unit, "km"));
    CHECK_NEAR(row->lat_rad, 59.567 * DEG, 1e-15);
    leo_plan_close(plan);
}

static void files_keep_their_places_to_each_other(void)
{
    leo_plan *plan = open_plan("broken/../good/full.yaml");
    CHECK(plan->file_count == 3);
    CHECK_TEXT(plan->files[0].name, "full.yaml");
    CHECK_TEXT(plan->files[1].name, "craft.yaml");
    CHECK(plan->files[1].size == strlen(plan->files[1].text));
    leo_plan_close(plan);
    plan = open_plan("../../missions/voskhod-2.yaml");
    CHECK_TEXT(plan->files[0].name, "missions/voskhod-2.yaml");
    CHECK_TEXT(plan->files[1].name, "vehicles/voskhod-3kd.yaml");
    leo_plan_close(plan);
}

static void the_hash_is_of_texts_and_overrides(void)
{
    const char *const set[] = { "retro.burn-time=45 s", NULL };
    leo_plan *a = open_plan("good/full.yaml"), *b = open_plan("./good/full.yaml"),
             *c = open_with("good/full.yaml", set);
    CHECK(a->hash == b->hash && a->hash != c->hash);
    leo_plan_close(a);
    leo_plan_close(b);
    leo_plan_close(c);
}

static void rows_of_every_table_are_sound(void)
{
    leo_error error = { 0 };
    CHECK(leo_fields_check(leo_motion_fields, sizeof(leo_motion), &error) == LEO_OK);
    for (int i = 0; leo_parts[i]; i++) {
        const leo_kind *kind = &leo_parts[i]->kind;
        CHECK(leo_fields_check(kind->config.fields, kind->config.size, &error) == LEO_OK);
        CHECK(leo_fields_check(kind->input.fields, kind->input.size, &error) == LEO_OK);
        CHECK(leo_fields_check(kind->output.fields, kind->output.size, &error) == LEO_OK);
    }
    for (int i = 0; leo_devices[i]; i++) {
        const leo_kind *kind = &leo_devices[i]->kind;
        CHECK(leo_fields_check(kind->config.fields, kind->config.size, &error) == LEO_OK);
        CHECK(leo_fields_check(kind->input.fields, kind->input.size, &error) == LEO_OK);
    }
    const leo_kind *kind = &leo_person.kind;
    CHECK(leo_fields_check(kind->config.fields, kind->config.size, &error) == LEO_OK);
    CHECK(leo_fields_check(kind->input.fields, kind->input.size, &error) == LEO_OK);
    for (int i = 0; leo_forces[i]; i++)
        CHECK(leo_fields_check(leo_forces[i]->fields, leo_forces[i]->size, &error) == LEO_OK);
    leo_error_print(&error, stdout);
}

static void a_person_writes_an_instant(void)
{
    leo_plan *plan = open_plan("good/full.yaml");
    static const struct {
        const char *text;
        double elapsed_s;
    } good[] = { { "T+01:00:00", 3600 - 527 * (1 + 1.5e-8) },
                 { "90 min", 5400 },
                 { "1.5 h", 5400 },
                 { "0 s", 0 },
                 { "07:08:47Z", 0 },
                 { "1965-03-18T07:08:57Z", 10 * (1 + 1.5e-8) } };
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        double elapsed_s = -1;
        CHECK(leo_plan_instant(plan, good[i].text, &elapsed_s, NULL) == LEO_OK);
        CHECK_NEAR(elapsed_s, good[i].elapsed_s, 1e-6);
    }
    const char *const wrong[] = { "",   "soon",   "5", "5 kg", "-1 s", "T-1 h", "1965-03-18T07:00:00Z",
                                  "T+", "T+1:2:3" };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        double elapsed_s = -1;
        leo_error error = { 0 };
        CHECK(leo_plan_instant(plan, wrong[i], &elapsed_s, &error) != LEO_OK && error.message[0] &&
              elapsed_s == -1);
    }
    leo_plan_close(plan);
}

/* 100 bytes would cut the last character: messages stay UTF-8, for whoever packs them into JSON. */
static void messages_stay_utf8_where_they_are_cut(void)
{
    char text[200] = "a", wanted[300];
    for (int i = 0; i < 60; i++)
        strcat(text, "\xC3\xA9");
    leo_error error = { 0 };
    leo_command command;
    leo_plan *plan = open_plan("good/vectors.yaml");
    CHECK(leo_command_read(plan, text, NULL, &command, &error) == LEO_BAD_INPUT);
    snprintf(wanted, sizeof wanted, "`%.99s?` is no command: write THING.VERB or THING.INPUT VALUE", text);
    CHECK_TEXT(error.message, wanted);
    leo_plan_close(plan);
}

int main(void)
{
    const char *source = getenv("LEO_SOURCE_DIR");
    if (!source || chdir(source) != 0 || chdir("tests/mission") != 0) {
        printf("LEO_SOURCE_DIR must name the checkout\n");
        return EXIT_FAILURE;
    }
    RUN(reads_the_head);
    RUN(only_the_forces_named_act);
    RUN(elements_become_a_state_of_the_same_energy);
    RUN(true_of_date_axes_are_turned_by_precession);
    RUN(things_stand_in_order_with_their_channels);
    RUN(a_mission_refines_a_part_of_its_vehicle);
    RUN(numbers_know_where_they_come_from);
    RUN(reads_times_of_every_form);
    RUN(reads_entries);
    RUN(reads_limits_and_rates);
    RUN(reads_history);
    RUN(files_keep_their_places_to_each_other);
    RUN(the_hash_is_of_texts_and_overrides);
    RUN(rows_of_every_table_are_sound);
    RUN(a_person_writes_an_instant);
    RUN(messages_stay_utf8_where_they_are_cut);
    return check_result();
}
