/* SPDX-License-Identifier: MIT */
#include "base/text.h"
#include "check.h"

#include <locale.h>
#include <stdint.h>

static double number(const char *text)
{
    double value = -77;
    const char *end = leo_text_number_read(text, &value);
    return end && !*end ? value : -99;
}

/* Values that decide whether a conversion rounds correctly: halfway cases of V. Paxson, A program for testing IEEE
   decimal-binary conversion (1991), table 1; the limits of the format (IEEE 754-2019, table 3.5). */
static void reads_numbers_to_the_last_bit(void)
{
    CHECK(number("2.50") == 2.5);
    CHECK(number("-0.1") == -0.1);
    CHECK(number(".5") == 0.5 && number("5.") == 5);
    CHECK(number("+1e3") == 1000 && number("1E-3") == 0.001);
    CHECK(number("9007199254740993") == 9007199254740992.0);
    CHECK(number("5e-324") > 0 && number("2e-324") == 0);
    CHECK(number("1.7976931348623157e308") < HUGE_VAL);
    CHECK(number("5e125") == 5e125 && number("69e267") == 69e267 && number("999e-26") == 999e-26);
    CHECK(number("0.000000000000000000000000000000000000001") == 1e-39);
    CHECK(number("123456789012345678901234567890") == 123456789012345678901234567890.0);
}

static void refuses_what_is_no_number(void)
{
    const char *const wrong[] = { "", "-", ".", "e5", "+.e1", "nan", "inf", "abc", "1e400", "-1e999" };
    double value;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        CHECK(leo_text_number_read(wrong[i], &value) == NULL);
    // no hexadecimal and no exponent without digits: the number ends before
    CHECK(strcmp(leo_text_number_read("0x10", &value), "x10") == 0 && value == 0);
    CHECK(strcmp(leo_text_number_read("2e", &value), "e") == 0 && value == 2);
    CHECK(strcmp(leo_text_number_read("2.5 m", &value), " m") == 0 && value == 2.5);
    CHECK(strcmp(leo_text_number_read("2,5", &value), ",5") == 0 && value == 2);
}

static uint64_t next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state ^ *state >> 29;
}

static void prints_what_reads_back_as_the_same_number(void)
{
    uint64_t state = 1965;
    char text[LEO_NUMBER_ROOM];
    int same = 0;
    for (int i = 0; i < 20000; i++) {
        const uint64_t bits = next_random(&state);
        double value, back;
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value)) {
            same++;
            continue;
        }
        const char *end = leo_text_number_read(leo_text_number(value, text), &back);
        same += end && !*end && back == value;
    }
    CHECK(same == 20000);
    CHECK_TEXT(leo_text_number(0.1, text), "0.1");
    CHECK_TEXT(leo_text_number(-2.5e-12, text), "-2.5e-12");
    CHECK_TEXT(leo_text_number_short(3.14159265, 4, text), "3.142");
}

static void does_not_hear_the_locale(void)
{
    const char *const commas[] = { "de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "ru_RU.UTF-8" };
    char text[LEO_NUMBER_ROOM];
    for (size_t i = 0; i < sizeof commas / sizeof commas[0]; i++)
        if (setlocale(LC_ALL, commas[i]))
            break;
    printf("  locale %s\n", setlocale(LC_ALL, NULL));
    CHECK(number("1234567890123456.75") == 1234567890123456.75);
    CHECK_TEXT(leo_text_number(0.5, text), "0.5");
    CHECK_TEXT(leo_text_number_short(0.5, 3, text), "0.5");
    setlocale(LC_ALL, "C");
}

static void counts_changes_between_words(void)
{
    CHECK(leo_text_distance("", "abc") == 3);
    CHECK(leo_text_distance("valve", "valve") == 0);
    CHECK(leo_text_distance("vlave", "valve") == 1);
    CHECK(leo_text_distance("kitten", "sitting") == 3); // Levenshtein's own pair in every textbook
    CHECK(leo_text_distance("volume", "volme") == leo_text_distance("volme", "volume"));
}

static void offers_the_nearest_name_or_none(void)
{
    char hint[LEO_HINT_ROOM];
    leo_nearest nearest = { .word = "presure" };
    leo_nearest_offer(&nearest, "temperature");
    CHECK_TEXT(leo_nearest_hint(&nearest, hint), "");
    leo_nearest_offer(&nearest, "pressure");
    leo_nearest_offer(&nearest, "measure");
    CHECK_TEXT(leo_nearest_hint(&nearest, hint), "; did you mean `pressure`?");
    leo_nearest beginning = { .word = "propell" };
    leo_nearest_offer(&beginning, "propellant-left");
    CHECK_TEXT(leo_nearest_hint(&beginning, hint), "; did you mean `propellant-left`?");
}

/* Byte sequences of the Unicode Standard 15, table 3-7 and section 3.9. */
static void knows_utf8(void)
{
    CHECK(leo_text_utf8_end("caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x9A\x80", 14) == 14);
    CHECK(leo_text_utf8_end("ab\xFF", 3) == 2);
    CHECK(leo_text_utf8_end("\xC0\xAF", 2) == 0);     // overlong
    CHECK(leo_text_utf8_end("\xE0\x9F\x80", 3) == 0); // overlong
    CHECK(leo_text_utf8_end("\xED\xA0\x80", 3) == 0); // a surrogate
    CHECK(leo_text_utf8_end("\xF4\x90\x80\x80", 4) == 0);
    CHECK(leo_text_utf8_end("a\xE2\x82", 3) == 1); // cut
    CHECK(leo_text_utf8_end("\x80", 1) == 0);
}

static void trims_white_space(void)
{
    size_t length = 7;
    const char *text = leo_text_trim("  a b\t\n", &length);
    CHECK(length == 3 && strncmp(text, "a b", 3) == 0);
    length = 3;
    leo_text_trim("   ", &length);
    CHECK(length == 0);
}

static void builds_texts_that_grow(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_builder builder = { .arena = arena };
    CHECK_TEXT(leo_builder_text(&builder), "");
    for (int i = 0; i < 1000; i++)
        leo_builder_add(&builder, i % 2 ? "b" : "aa");
    CHECK(builder.length == 1500 && strlen(leo_builder_text(&builder)) == 1500 && !builder.failed);
    CHECK(strncmp(leo_builder_text(&builder), "aabaab", 6) == 0);
    leo_arena_destroy(arena);
}

static void fails_softly_without_memory(void)
{
    leo_builder builder = { .arena = NULL };
    leo_builder_add(&builder, "text");
    CHECK(builder.failed);
    CHECK_TEXT(leo_builder_text(&builder), "");
}

int main(void)
{
    RUN(reads_numbers_to_the_last_bit);
    RUN(refuses_what_is_no_number);
    RUN(prints_what_reads_back_as_the_same_number);
    RUN(does_not_hear_the_locale);
    RUN(counts_changes_between_words);
    RUN(offers_the_nearest_name_or_none);
    RUN(knows_utf8);
    RUN(trims_white_space);
    RUN(builds_texts_that_grow);
    RUN(fails_softly_without_memory);
    return check_result();
}
