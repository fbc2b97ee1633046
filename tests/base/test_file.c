/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include "base/cpu.h"
#include "check.h"

static leo_bytes bytes_of(const char *text)
{
    return (leo_bytes){ "set.txt", (const unsigned char *)text, strlen(text) };
}

static void lines_end_in_lf_or_crlf_and_a_mark_is_skipped(void)
{
    leo_lines lines = leo_lines_of(bytes_of("\xEF\xBB\xBF"
                                            "one\r\ntwo\n\nlast"));
    const char *wanted[] = { "one", "two", "", "last" };
    for (int i = 0; i < 4; i++) {
        CHECK(leo_lines_next(&lines));
        CHECK(lines.length == strlen(wanted[i]) && memcmp(lines.text, wanted[i], lines.length) == 0);
        CHECK(lines.number == i + 1);
    }
    CHECK(!leo_lines_next(&lines));
}

static void numbers_stand_in_columns(void)
{
    leo_lines lines = leo_lines_of(bytes_of("  41684  -1.5D-03 x\n"));
    leo_error error = { 0 };
    double value;
    CHECK(leo_lines_next(&lines));
    CHECK(leo_lines_number(&lines, 0, 7, &value, &error) == LEO_OK && value == 41684);
    CHECK(leo_lines_number(&lines, 8, 10, &value, &error) == LEO_OK && value == -1.5e-3);
    CHECK(leo_lines_number(&lines, 18, 4, &value, &error) == LEO_BAD_INPUT);
    CHECK_TEXT(error.where, "set.txt:1:19");
    CHECK_TEXT(error.message, "expected a number, got 'x'");
    error = (leo_error){ 0 };
    CHECK(leo_lines_number(&lines, 100, 4, &value, &error) == LEO_BAD_INPUT);
}

static void what_is_no_number_is_refused(void)
{
    static const char *const wrong[] = {
        "", "nan", "inf", "0x10", "1e999", "1.2.3", "--1", "e5", "12a", "1 2"
    };
    double value;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CHECK(!leo_number_read(wrong[i], strlen(wrong[i]), &value));
    CHECK(leo_number_read("-12.25e2", 8, &value) && value == -1225);
}

static void words_are_parted_by_spaces_or_by_a_separator(void)
{
    leo_lines lines = leo_lines_of(bytes_of("a  bc\n1, ,3\n"));
    const char *word;
    size_t at = 0, length;
    CHECK(leo_lines_next(&lines));
    CHECK(leo_lines_word(&lines, &at, 0, &word, &length) && length == 1 && word[0] == 'a');
    CHECK(leo_lines_word(&lines, &at, 0, &word, &length) && length == 2 && word[0] == 'b');
    CHECK(!leo_lines_word(&lines, &at, 0, &word, &length));
    CHECK(leo_lines_next(&lines));
    at = 0;
    CHECK(leo_lines_word(&lines, &at, ',', &word, &length) && length == 1 && word[0] == '1');
    CHECK(leo_lines_word(&lines, &at, ',', &word, &length) && length == 0);
    CHECK(leo_lines_word(&lines, &at, ',', &word, &length) && length == 1 && word[0] == '3');
    CHECK(!leo_lines_word(&lines, &at, ',', &word, &length));
}

static void a_file_that_is_not_there_says_so(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_error error = { 0 };
    leo_bytes bytes;
    CHECK(leo_file_read("/nowhere/at/all", 100, arena, &bytes, &error) == LEO_IO);
    CHECK_TEXT(error.where, "/nowhere/at/all");
    error = (leo_error){ 0 };
    CHECK(leo_file_read("/", 100, arena, &bytes, &error) == LEO_IO);
    leo_arena_destroy(arena);
}

static void a_kernel_is_never_better_than_the_processor(void)
{
    const leo_kernel best = leo_kernel_choose(LEO_KERNEL_BEST);
    CHECK(best != LEO_KERNEL_BEST);
    CHECK(leo_kernel_choose(LEO_KERNEL_BASELINE) == LEO_KERNEL_BASELINE);
    CHECK(leo_kernel_choose(LEO_KERNEL_AVX512) <= best);
    CHECK_TEXT(leo_kernel_name(LEO_KERNEL_AVX2), "avx2");
}

int main(void)
{
    RUN(lines_end_in_lf_or_crlf_and_a_mark_is_skipped);
    RUN(numbers_stand_in_columns);
    RUN(what_is_no_number_is_refused);
    RUN(words_are_parted_by_spaces_or_by_a_separator);
    RUN(a_file_that_is_not_there_says_so);
    RUN(a_kernel_is_never_better_than_the_processor);
    return check_result();
}
