/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "schema/explain.h"
#include "schema/read.h"

typedef struct tank {
    double volume_m3, pressure_pa, temperature_k, share;
    int law, count;
    const char *at, *label;
} tank;

static const char *const laws[] = { "ideal", "real", NULL };

// clang-format off
static const leo_field rows[] = {
    { "volume",      LEO_REAL_AT(tank, volume_m3),     "m^3", 0, 10,    NULL,      NULL, "Room inside." },
    { "pressure",    LEO_REAL_AT(tank, pressure_pa),   "Pa",  0, 30e6,  "1 atm",   NULL, "Pressure inside." },
    { "temperature", LEO_REAL_AT(tank, temperature_k), "K",   100, 500, "20 degC", NULL, "Temperature inside." },
    { "share",       LEO_REAL_AT(tank, share),         "1",   0, 1,     "21 %",    NULL, "Of oxygen." },
    { "law",         LEO_CHOICE_AT(tank, law),         NULL,  0, 0,     "real",    laws, "Law of the gas." },
    { "count",       LEO_COUNT_AT(tank, count),        NULL,  1, 9,     "2",       NULL, "How many." },
    { "at",          LEO_NAME_AT(tank, at),            NULL,  0, 0,     "none",    NULL, "Where it stands." },
    { "label",       LEO_TEXT_AT(tank, label),         NULL,  0, 0,     "",        NULL, "What is written on it." },
    { 0 }
};
// clang-format on

static leo_arena *arena;
static tank block;

static const char *read_key(const char *key, const char *text)
{
    static leo_error error;
    error = (leo_error){ 0 };
    const leo_status status = leo_field_read(leo_field_find(rows, key), text, arena, &block, NULL, &error);
    return status == LEO_OK ? "" : error.message;
}

static void defaults_go_through_the_same_reader(void)
{
    leo_error error = { 0 };
    block = (tank){ 0 };
    CHECK(leo_fields_default(rows, arena, &block, &error) == LEO_OK);
    CHECK_NEAR(block.pressure_pa, 101325, 0);
    CHECK_NEAR(block.temperature_k, 293.15, 0);
    CHECK_NEAR(block.share, 0.21, 1e-16);
    CHECK(block.law == 1 && block.count == 2);
    CHECK_TEXT(block.at, "none");
    CHECK_TEXT(block.label, "");
    CHECK(leo_fields_check(rows, sizeof(tank), &error) == LEO_OK);
}

static void reads_each_type(void)
{
    CHECK_TEXT(read_key("volume", "250 L"), "");
    CHECK_NEAR(block.volume_m3, 0.25, 1e-16);
    CHECK_TEXT(read_key("law", "ideal"), "");
    CHECK_TEXT(read_key("count", "9"), "");
    CHECK_TEXT(read_key("at", "cabin"), "");
    CHECK(block.law == 0 && block.count == 9);
    CHECK_TEXT(block.at, "cabin");
}

static void ranges_include_their_ends(void)
{
    CHECK_TEXT(read_key("volume", "0 m^3"), "");
    CHECK_TEXT(read_key("volume", "10000 L"), "");
    CHECK_TEXT(read_key("count", "1"), "");
    CHECK_TEXT(read_key("share", "100 %"), "");
}

static void refuses_with_what_was_found_and_what_is_allowed(void)
{
    CHECK_TEXT(read_key("volume", "11 m^3"), "11 m^3: must lie in 0 .. 10 m^3");
    CHECK_TEXT(read_key("volume", "20000 L"), "20000 L (20 m^3): must lie in 0 .. 10000 L (0 .. 10 m^3)");
    CHECK_TEXT(read_key("temperature", "-200 degC"),
               "-200 degC (73.15 K): must lie in -173.15 .. 226.85 degC (100 .. 500 K)");
    CHECK_TEXT(read_key("share", "1.2"), "1.2: must lie in 0 .. 1");
    CHECK_TEXT(read_key("count", "10"), "10: must lie in 1 .. 9");
    CHECK_TEXT(read_key("count", "1.5"), "`1.5` is not a whole number");
    CHECK_TEXT(read_key("count", "two"), "`two` is not a whole number");
    CHECK_TEXT(read_key("law", "reel"), "`reel`: must be one of: ideal, real; did you mean `real`?");
    CHECK_TEXT(read_key("at", ""), "needs a name");
    CHECK_TEXT(read_key("volume", ""), "`` is not a number with a unit of volume, such as 1 m^3");
}

static void a_refused_value_changes_nothing(void)
{
    block.volume_m3 = 7;
    read_key("volume", "11 m^3");
    read_key("volume", "11 kg");
    CHECK(block.volume_m3 == 7);
}

static void puts_numbers_and_takes_them_back(void)
{
    for (const leo_field *field = rows; field->key; field++) {
        if (field->type == LEO_NAME || field->type == LEO_TEXT)
            continue;
        leo_field_put(field, 3, &block);
        CHECK(leo_field_number(field, &block) == 3);
    }
    CHECK(isnan(leo_field_number(leo_field_find(rows, "label"), &block)));
    CHECK(leo_field_count(rows) == 8 && leo_field_count(NULL) == 0);
    CHECK(leo_field_find(rows, "nothing") == NULL && leo_field_find(NULL, "volume") == NULL);
}

static void finds_rows_that_are_wrong(void)
{
    const leo_field no_unit[] = { { "a", LEO_REAL, 0, "furlong", 0, 1, "0", NULL, "A." }, { 0 } };
    const leo_field twice[] = { { "a", LEO_COUNT, 0, NULL, 0, 1, "0", NULL, "A." },
                                { "a", LEO_COUNT, 4, NULL, 0, 1, "0", NULL, "A." },
                                { 0 } };
    const leo_field outside[] = { { "a", LEO_REAL, 4, "m", 0, 1, "0 m", NULL, "A." }, { 0 } };
    const leo_field bad_default[] = { { "a", LEO_REAL, 0, "m", 0, 1, "2 m", NULL, "A." }, { 0 } };
    const leo_field *const wrong[] = { no_unit, twice, outside, bad_default };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        leo_error error = { 0 };
        CHECK(leo_fields_check(wrong[i], 8, &error) != LEO_OK);
        CHECK_TEXT(error.where, "a");
    }
}

static void explains_rows(void)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    leo_explain_rows("keys", rows, "temperature", LEO_ROWS_KEYS, file);
    fclose(file);
    CHECK_TEXT(
        text,
        "  keys\n    temperature: number, 100 .. 500 K; default 20 degC\n        Temperature inside.\n");
    free(text);
    json_t *json = leo_explain_rows_json(rows, NULL, LEO_ROWS_KEYS);
    CHECK(json_array_size(json) == 8);
    CHECK(json_is_true(json_object_get(json_array_get(json, 0), "required")));
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(json, 2), "default")), "20 degC");
    json_decref(json);
}

int main(void)
{
    arena = leo_arena_create(NULL);
    RUN(defaults_go_through_the_same_reader);
    RUN(reads_each_type);
    RUN(ranges_include_their_ends);
    RUN(refuses_with_what_was_found_and_what_is_allowed);
    RUN(a_refused_value_changes_nothing);
    RUN(puts_numbers_and_takes_them_back);
    RUN(finds_rows_that_are_wrong);
    RUN(explains_rows);
    leo_arena_destroy(arena);
    return check_result();
}
