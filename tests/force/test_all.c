/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "force/force.h"

static void every_row_has_what_it_needs(void)
{
    int count = 0;
    for (; leo_forces[count]; count++) {
        const leo_force *force = leo_forces[count];
        CHECK(force->name && force->name[0] && force->summary && force->summary[0]);
        CHECK(force->accel != NULL);
        CHECK((force->switches != NULL) == (force->switching != NULL));
        CHECK(!force->accel8 || force->coarsest > LEO_FIDELITY_FULL);
        CHECK((force->fields != NULL) == (force->size > 0));
        for (int other = 0; other < count; other++)
            CHECK(strcmp(force->name, leo_forces[other]->name) != 0);
        for (const leo_field *f = force->fields; f && f->key; f++) {
            CHECK(f->doc && f->doc[0] && f->fallback);
            CHECK(f->offset < force->size);
            const double usual = strtod(f->fallback, NULL);
            const int is_number = f->type == LEO_REAL || f->type == LEO_COUNT;
            CHECK(!is_number || (usual >= f->min && usual <= f->max));
            CHECK(f->type != LEO_REAL || f->unit);
        }
    }
    CHECK(count == 17);
}

static void the_order_of_summation_stands(void)
{
    const char *const order[] = {
        "gravity", "sun",        "moon",      "earth",   "mercury", "venus", "mars",
        "jupiter", "saturn",     "uranus",    "neptune", "pluto",   "drag",  "radiation-pressure",
        "albedo",  "solid-tide", "relativity"
    };
    for (int i = 0; i < 17; i++)
        CHECK_TEXT(leo_forces[i]->name, order[i]);
}

static void what_a_suit_feels_is_told_from_what_it_falls_with(void)
{
    for (int i = 0; leo_forces[i]; i++) {
        const int surface = leo_forces[i] == &leo_force_drag || leo_forces[i] == &leo_force_radiation ||
                            leo_forces[i] == &leo_force_albedo;
        CHECK((leo_forces[i]->nature == LEO_FORCE_SURFACE) == surface);
        CHECK((leo_forces[i]->potential != NULL) == (leo_forces[i] == &leo_force_gravity));
    }
}

int main(void)
{
    RUN(every_row_has_what_it_needs);
    RUN(the_order_of_summation_stands);
    RUN(what_a_suit_feels_is_told_from_what_it_falls_with);
    return check_result();
}
