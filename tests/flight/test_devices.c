/* SPDX-License-Identifier: MIT */
/* The table of devices: what every row must have. */
#include "check.h"
#include "flight/device.h"

static const leo_field *row_of(const leo_field *rows, const char *key)
{
    for (; rows && rows->key; rows++)
        if (strcmp(rows->key, key) == 0)
            return rows;
    return NULL;
}

static void check_rows(const char *kind, const leo_block *block, const leo_block *other)
{
    for (const leo_field *row = block->fields; row && row->key; row++) {
        int good = row->doc && row->doc[0] && row->offset < block->size && !row_of(row + 1, row->key);
        good = good && (row->type == LEO_REAL) == (row->unit != NULL) &&
               (row->type == LEO_CHOICE) == (row->choices != NULL);
        if (row->type == LEO_REAL) {
            good = good && row->min < row->max;
            if (row->fallback) {
                char *rest;
                const double value = strtod(row->fallback, &rest);
                good = good && rest != row->fallback && value >= row->min && value <= row->max;
            }
        }
        if (row->type == LEO_CHOICE && row->fallback) {
            int known = 0;
            for (int i = 0; row->choices[i]; i++)
                known |= strcmp(row->choices[i], row->fallback) == 0;
            good = good && known;
        }
        good = good &&
               (!other || !row_of(other->fields, row->key)); // config and input share one namespace in a file
        if (!good)
            printf("  row %s.%s\n", kind, row->key);
        CHECK(good);
    }
}

static void every_row_is_complete_and_every_default_is_legal(void)
{
    for (int i = 0; leo_devices[i]; i++) {
        const leo_device *device = leo_devices[i];
        const leo_kind *kind = &device->kind;
        CHECK(kind->name && kind->summary && device->mass_kg && device->outputs);
        CHECK(!device->mount_key == !!device->attached); // it is a body or stands on one
        if (device->mount_key)
            CHECK(row_of(kind->config.fields, device->mount_key)->type == LEO_NAME);
        check_rows(kind->name, &kind->config, &kind->input);
        check_rows(kind->name, &kind->input, NULL);
        check_rows(kind->name, &kind->output, NULL);
        for (int j = 0; j < i; j++)
            CHECK(strcmp(kind->name, leo_devices[j]->kind.name) != 0);
    }
}

static void every_verb_sets_an_input_to_a_word_it_knows(void)
{
    for (int i = 0; leo_devices[i]; i++)
        for (const leo_verb *verb = leo_devices[i]->kind.verbs; verb && verb->word; verb++) {
            const leo_field *row = row_of(leo_devices[i]->kind.input.fields, verb->input);
            int known = 0;
            for (int k = 0; row && row->choices && row->choices[k]; k++)
                known |= verb->value && strcmp(row->choices[k], verb->value) == 0;
            CHECK(known && verb->doc);
        }
}

static void every_input_starts_somewhere(void)
{
    for (int i = 0; leo_devices[i]; i++)
        for (const leo_field *row = leo_devices[i]->kind.input.fields; row && row->key; row++)
            CHECK(row->fallback != NULL);
}

int main(void)
{
    RUN(every_row_is_complete_and_every_default_is_legal);
    RUN(every_verb_sets_an_input_to_a_word_it_knows);
    RUN(every_input_starts_somewhere);
    return check_result();
}
