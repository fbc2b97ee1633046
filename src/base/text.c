/* SPDX-License-Identifier: MIT */
/*
 * Decimal to binary: at most 15 significant digits and a power of ten of at most 22 are exact doubles, so that one
 * multiplication or division rounds correctly (W. D. Clinger, How to read floating point numbers accurately, 1990).
 * All other numbers, and all printing, go to the C library under the "C" locale of this thread only.
 */
#include "base/text.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXACT_DIGITS = 15, EXACT_POWER = 22, NUMBER_LENGTH_MAX = 400, WORD_MAX = 63 };

static const double powers_of_ten[EXACT_POWER + 1] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                       1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                       1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Run `strtod` or `snprintf` with a decimal point, whatever the host has set. */
static locale_t plain_locale(locale_t *plain)
{
    *plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    return *plain ? uselocale(*plain) : (locale_t)0;
}

static void usual_locale(locale_t plain, locale_t before)
{
    if (plain) {
        uselocale(before);
        freelocale(plain);
    }
}

/* What a number is made of. */
typedef struct decimal {
    const char *end;
    double digits; // all significant digits as one whole number, if `count` allows
    int count;     // significant digits
    int point;     // digits after the point
    long power;    // written after the e
    int negative;
} decimal;

static const char *scan_digits(const char *p, decimal *d, int after_point)
{
    for (; is_digit(*p); p++) {
        if (d->count || *p != '0')
            d->count++;
        if (d->count <= EXACT_DIGITS)
            d->digits = 10 * d->digits + (*p - '0');
        d->point += after_point;
    }
    return p;
}

static const char *scan_power(const char *p, decimal *d)
{
    if (*p != 'e' && *p != 'E')
        return p;
    const char *q = p + 1;
    const int negative = *q == '-';
    if (*q == '-' || *q == '+')
        q++;
    if (!is_digit(*q))
        return p;
    for (; is_digit(*q); q++)
        if (d->power < 100000)
            d->power = 10 * d->power + (*q - '0');
    if (negative)
        d->power = -d->power;
    return q;
}

static int scan(const char *text, decimal *d)
{
    const char *p = text;
    *d = (decimal){ 0 };
    d->negative = *p == '-';
    if (*p == '-' || *p == '+')
        p++;
    const char *whole = p;
    p = scan_digits(p, d, 0);
    int found = p > whole;
    if (*p == '.') {
        const char *part = p + 1;
        p = scan_digits(part, d, 1);
        found |= p > part;
    }
    d->end = scan_power(p, d);
    return found;
}

const char *leo_text_number_read(const char *text, double *value)
{
    decimal d;
    if (!scan(text, &d))
        return NULL;
    const long power = d.power - d.point;
    if (d.count <= EXACT_DIGITS && labs(power) <= EXACT_POWER) {
        *value = power < 0 ? d.digits / powers_of_ten[-power] : d.digits * powers_of_ten[power];
    } else {
        char copy[NUMBER_LENGTH_MAX + 1];
        const size_t length = (size_t)(d.end - text);
        if (length > NUMBER_LENGTH_MAX)
            return NULL;
        memcpy(copy, text, length);
        copy[length] = '\0';
        locale_t plain, before = plain_locale(&plain);
        *value = strtod(copy, NULL);
        usual_locale(plain, before);
        return isfinite(*value) ? d.end : NULL;
    }
    if (d.negative)
        *value = -*value;
    return d.end;
}

const char *leo_text_number(double value, char text[LEO_NUMBER_ROOM])
{
    locale_t plain, before = plain_locale(&plain);
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, LEO_NUMBER_ROOM, "%.*g", digits, value);
        if (strtod(text, NULL) == value)
            break;
    }
    usual_locale(plain, before);
    return text;
}

const char *leo_text_number_short(double value, int digits, char text[LEO_NUMBER_ROOM])
{
    locale_t plain, before = plain_locale(&plain);
    snprintf(text, LEO_NUMBER_ROOM, "%.*g", digits < 1 ? 1 : digits > 17 ? 17 : digits, value);
    usual_locale(plain, before);
    return text;
}

static int is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

const char *leo_text_trim(const char *text, size_t *length)
{
    while (*length && is_space(*text)) {
        text++;
        --*length;
    }
    while (*length && is_space(text[*length - 1]))
        --*length;
    return text;
}

/* Bytes of the UTF-8 sequence at `p`, of which `left` can be read; 0: not valid. */
static size_t utf8_length(const unsigned char *p, size_t left)
{
    if (p[0] < 0x80)
        return 1;
    const size_t length = p[0] >= 0xC2 && p[0] <= 0xDF   ? 2
                          : (p[0] & 0xF0) == 0xE0        ? 3
                          : p[0] >= 0xF0 && p[0] <= 0xF4 ? 4
                                                         : 0;
    if (length == 0 || length > left)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    const int overlong = (p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xF0 && p[1] < 0x90);
    const int beyond = (p[0] == 0xED && p[1] > 0x9F) || (p[0] == 0xF4 && p[1] > 0x8F);
    return overlong || beyond ? 0 : length;
}

size_t leo_text_utf8_end(const char *bytes, size_t size)
{
    const unsigned char *p = (const unsigned char *)bytes;
    size_t at = 0;
    while (at < size) {
        const size_t length = utf8_length(p + at, size - at);
        if (length == 0)
            return at;
        at += length;
    }
    return size;
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

/* Optimal string alignment by three rows of the usual table. */
int leo_text_distance(const char *a, const char *b)
{
    const int la = (int)strnlen(a, WORD_MAX), lb = (int)strnlen(b, WORD_MAX);
    int rows[3][WORD_MAX + 1];
    int *older = rows[0], *old = rows[1], *row = rows[2];
    for (int j = 0; j <= lb; j++)
        old[j] = j;
    memcpy(older, old, sizeof rows[0]);
    for (int i = 1; i <= la; i++) {
        row[0] = i;
        for (int j = 1; j <= lb; j++) {
            const int changed = a[i - 1] != b[j - 1];
            row[j] = smaller(smaller(old[j], row[j - 1]) + 1, old[j - 1] + changed);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = smaller(row[j], older[j - 2] + 1);
        }
        int *free_row = older;
        older = old;
        old = row;
        row = free_row;
    }
    return old[lb];
}

void leo_nearest_offer(leo_nearest *nearest, const char *name)
{
    if (!nearest->word || !name)
        return;
    const size_t length = strlen(nearest->word);
    int distance = leo_text_distance(nearest->word, name);
    if (length >= 3 && distance > 2 && strncmp(nearest->word, name, length) == 0)
        distance = 2; // the beginning of a longer name
    if (distance > 1 + (int)length / 4)
        return;
    if (!nearest->best || distance < nearest->distance) {
        nearest->best = name;
        nearest->distance = distance;
    }
}

const char *leo_nearest_hint(const leo_nearest *nearest, char hint[LEO_HINT_ROOM])
{
    hint[0] = '\0';
    if (nearest->best)
        snprintf(hint, LEO_HINT_ROOM, "; did you mean `%.60s`?", nearest->best);
    return hint;
}

void leo_builder_add(leo_builder *builder, const char *text)
{
    const size_t length = strlen(text);
    if (builder->length + length + 1 > builder->room) {
        const size_t room = 2 * (builder->length + length + 1);
        char *larger = leo_arena_take(builder->arena, room, 1);
        if (!larger) {
            builder->failed = 1;
            return;
        }
        if (builder->length)
            memcpy(larger, builder->text, builder->length);
        builder->text = larger;
        builder->room = room;
    }
    memcpy(builder->text + builder->length, text, length + 1);
    builder->length += length;
}

const char *leo_builder_text(const leo_builder *builder)
{
    return builder->text ? builder->text : "";
}
