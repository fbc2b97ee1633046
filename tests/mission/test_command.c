/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700
#include "check.h"
#include "mission/plan.h"
#include "mission/reader.h"

#include <unistd.h>

static leo_plan *plan;
static leo_arena *arena;
static leo_error error;
static leo_command command;

static leo_status read_text(const char *text)
{
    error = (leo_error){ 0 };
    return leo_command_read(plan, text, arena, &command, &error);
}

static void a_verb_sets_its_input(void)
{
    CHECK(read_text("vent.open") == LEO_OK);
    CHECK_TEXT(command.text, "vent.open");
    CHECK_TEXT(command.input->key, "opening");
    CHECK(command.real == 1 && command.thing == leo_plan_thing(plan, "vent"));
}

static void an_input_is_set_by_its_key(void)
{
    CHECK(read_text("  vent.opening   50 %  ") == LEO_OK);
    CHECK_NEAR(command.real, 0.5, 1e-16);
    CHECK_TEXT(command.text, "vent.opening   50 %");
    CHECK(read_text("vent.fault stuck") == LEO_OK && command.real == 1);
    CHECK(read_text("retro.burn-time 1 min") == LEO_OK && command.real == 60);
}

static void a_command_is_written_into_the_block(void)
{
    const leo_thing *pilot = &plan->things[leo_plan_thing(plan, "pilot")];
    unsigned char *block = leo_arena_take(arena, 1, pilot->kind->input.size);
    memcpy(block, pilot->input, pilot->kind->input.size);
    CHECK(read_text("pilot.move lock") == LEO_OK);
    leo_command_apply(&command, block);
    CHECK_TEXT(leo_field_text(leo_field_find(pilot->kind->input.fields, "location"), block), "lock");
    CHECK(read_text("pilot.emotion 20 bpm") == LEO_OK);
    leo_command_apply(&command, block);
    CHECK_NEAR(leo_field_number(leo_field_find(pilot->kind->input.fields, "emotion"), block), 1.0 / 3, 1e-16);
    CHECK(read_text("pilot.activity sleep") == LEO_OK);
    leo_command_apply(&command, block);
    CHECK(leo_field_number(leo_field_find(pilot->kind->input.fields, "activity"), block) == command.real);
}

/* Without an arena a name must be one that the plan already holds. */
static void a_command_needs_no_memory_of_its_own(void)
{
    error = (leo_error){ 0 };
    CHECK(leo_command_read(plan, "pilot.move cabin", NULL, &command, &error) == LEO_OK);
    CHECK(command.name == plan->things[leo_plan_thing(plan, "cabin")].name);
    CHECK(leo_command_read(plan, "pilot.move moon", NULL, &command, &error) == LEO_BAD_INPUT);
    CHECK_TEXT(error.message, "`move`: the mission knows nothing named `moon`");
}

static void refuses_with_the_nearest(void)
{
    static const char *const wrong[][2] = {
        { "", "`` is no command: write THING.VERB or THING.INPUT VALUE" },
        { ".open", "`.open` is no command: write THING.VERB or THING.INPUT VALUE" },
        { "vent.", "`vent.` is no command: write THING.VERB or THING.INPUT VALUE" },
        { "vent open", "`vent open` is no command: write THING.VERB or THING.INPUT VALUE" },
        { "vnet.open", "there is no part or crew member `vnet`; did you mean `vent`?" },
        { "vent.opne", "`vent` (valve) has no command and no input `opne`; did you mean `open`?" },
        { "vent.open now", "`vent.open` takes no value, found `now`" },
        { "vent.opening 2", "`opening`: 2: must lie in 0 .. 1" },
        { "vent.diameter 1 m", "`vent` (valve) has no command and no input `diameter`" },
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        CHECK(read_text(wrong[i][0]) == LEO_BAD_INPUT);
        CHECK_TEXT(error.message, wrong[i][1]);
    }
    CHECK(read_text("pilot.move") == LEO_BAD_INPUT && strstr(error.message, "needs a value"));
    char long_text[2000];
    memset(long_text, 'a', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    CHECK(read_text(long_text) == LEO_BAD_INPUT);
    long_text[5] = '.';
    CHECK(read_text(long_text) == LEO_BAD_INPUT);
    long_text[10] = ' ';
    CHECK(read_text(long_text) == LEO_BAD_INPUT);
}

static leo_status read_condition(const char *text, leo_condition *condition)
{
    error = (leo_error){ 0 };
    return leo_condition_read(plan, text, arena, condition, &error);
}

static void reads_conditions(void)
{
    leo_condition c;
    CHECK(read_condition("cabin.pressure<0.1 kPa", &c) == LEO_OK && c.count == 1 && c.terms[0].value == 100 &&
          !c.terms[0].above);
    CHECK(read_condition("cabin.pressure >= 1 bar and altitude <= 100 km and landed > 0.5", &c) == LEO_OK &&
          c.count == 3);
    CHECK(c.terms[0].above && c.terms[0].value == 1e5 && c.terms[1].value == 1e5 && !c.terms[1].above);
    CHECK_TEXT(c.text, "cabin.pressure >= 1 bar and altitude <= 100 km and landed > 0.5");
    CHECK(read_condition("cabin.pressure < 1 kPa and", &c) == LEO_BAD_INPUT);
    CHECK(read_condition("", &c) == LEO_BAD_INPUT);
    CHECK(read_condition(" and ", &c) == LEO_BAD_INPUT);
    CHECK(read_condition("altitude is high", &c) == LEO_BAD_INPUT);
    char many[2000] = "altitude < 1 km";
    for (int i = 0; i < 20; i++)
        strcat(many, " and altitude < 1 km");
    CHECK(read_condition(many, &c) == LEO_BAD_INPUT);
}

static void explains_keys(void)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    error = (leo_error){ 0 };
    CHECK(leo_explain("valve.diameter", LEO_FORM_TEXT, file, &error) == LEO_OK);
    fclose(file);
    CHECK(strstr(text, "diameter: number, 0 .. 1 m") && !strstr(text, "stroke-time"));
    free(text);
    file = open_memstream(&text, &size);
    CHECK(leo_explain(NULL, LEO_FORM_JSON, file, &error) == LEO_OK);
    fclose(file);
    CHECK(text[0] == '[' && strstr(text, "\"true-anomaly\"") && strstr(text, "\"sun-elevation\""));
    free(text);
    file = open_memstream(&text, &size);
    CHECK(leo_explain("vavle", LEO_FORM_TEXT, file, &error) == LEO_BAD_INPUT);
    CHECK_TEXT(error.message, "nothing in a mission file is called `vavle`; did you mean `valve`?");
    fclose(file);
    free(text);
    CHECK(leo_explain("valve", LEO_FORM_TEXT, NULL, NULL) == LEO_BAD_ARGUMENT);
}

int main(void)
{
    const char *source = getenv("LEO_SOURCE_DIR");
    if (!source || chdir(source) != 0 || chdir("tests/mission") != 0) {
        printf("LEO_SOURCE_DIR must name the checkout\n");
        return EXIT_FAILURE;
    }
    plan = leo_plan_open("good/full.yaml", NULL, &error);
    arena = leo_arena_create(NULL);
    leo_error_print(&error, stdout);
    if (!plan)
        return EXIT_FAILURE;
    RUN(a_verb_sets_its_input);
    RUN(an_input_is_set_by_its_key);
    RUN(a_command_is_written_into_the_block);
    RUN(a_command_needs_no_memory_of_its_own);
    RUN(refuses_with_the_nearest);
    RUN(reads_conditions);
    RUN(explains_keys);
    leo_arena_destroy(arena);
    leo_plan_close(plan);
    return check_result();
}
