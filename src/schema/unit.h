/* SPDX-License-Identifier: MIT */
#ifndef LEO_SCHEMA_UNIT_H
#define LEO_SCHEMA_UNIT_H

/*
 * Units as people write them: "km", "mmHg", "W/(m^2 K)", "NL/min". A unit is a scale, for temperatures an offset, and
 * a dimension over the seven SI base quantities and the angle.
 */

#include <leonov/types.h>

enum { LEO_BASE_COUNT = 8 /* m kg s A K mol cd rad */, LEO_UNIT_ROOM = 48 };

typedef struct leo_unit_def {
    double scale, offset; // SI = value * scale + offset; offset only of a temperature that stands alone
    signed char power[LEO_BASE_COUNT];
} leo_unit_def;

/*
 * Read a unit: names with SI prefixes, joined by spaces, `*` or `/`, with whole powers (`^-2`) and parentheses; "1"
 * may stand for no unit, as in "1/min".
 *
 *   returns   LEO_BAD_INPUT  a name that is not known (with the nearest), or wrong grammar
 */
leo_status leo_unit_read(const char *text, leo_unit_def *unit, leo_error *error);

/* Nonzero when both measure the same quantity. */
int leo_unit_same(const leo_unit_def *a, const leo_unit_def *b);

/* What a unit measures: "a volume", "a pressure", "an unnamed quantity". */
const char *leo_unit_quantity(const leo_unit_def *unit);

/* Whether a temperature means a point on the scale (20 degC is 293.15 K) or a difference (20 degC is 20 K). */
typedef enum leo_temperature { LEO_TEMPERATURE_POINT, LEO_TEMPERATURE_DIFFERENCE } leo_temperature;

/* A number with its unit: SI = written * scale + offset, where "SI" is the unit that was asked for. */
typedef struct leo_quantity {
    double value; // in the unit asked for
    double written, scale, offset;
    char unit[LEO_UNIT_ROOM]; // as written; "" for a pure number
} leo_quantity;

/*
 * Read "2.5 m^3" as a quantity of `unit` (a row's unit, such as "m^3"; "1" for a ratio, which may go without a unit).
 *
 *   returns   LEO_BAD_INPUT  no number, no unit, another dimension, an unknown unit; the message tells what is needed
 */
leo_status leo_quantity_read(const char *text, const char *unit, leo_temperature temperature,
                             leo_quantity *quantity, leo_error *error);

/* "2.5 m^3", or "2.5" when the unit is "1" or empty. */
const char *leo_quantity_text(double value, const char *unit, char text[96]);

/* One named unit, for the reference and the tests. */
typedef struct leo_unit_row {
    const char *name;
    double scale, offset;
    signed char power[LEO_BASE_COUNT];
    int prefixes; // nonzero: takes SI prefixes
    const char *doc;
} leo_unit_row;

extern const leo_unit_row leo_units[]; // ended by a NULL name

#endif
