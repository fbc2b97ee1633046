/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "check.h"
#include "schema/unit.h"

/* Factors as printed in NIST Special Publication 811 (2008), Appendix B.8, exact ones in full; ppm, % by definition. */
static const struct {
    const char *unit, *si;
    double factor, tolerance;
} printed[] = {
    { "ft", "m", 0.3048, 0 },
    { "in", "m", 0.0254, 0 },
    { "yd", "m", 0.9144, 0 },
    { "mi", "m", 1609.344, 0 },
    { "nmi", "m", 1852, 0 },
    { "au", "m", 149597870700.0, 0 },
    { "min", "s", 60, 0 },
    { "h", "s", 3600, 0 },
    { "d", "s", 86400, 0 },
    { "yr", "s", 365.25 * 86400, 0 },
    { "lb", "kg", 0.45359237, 0 },
    { "t", "kg", 1000, 0 },
    { "g", "kg", 1e-3, 0 },
    { "kgf", "N", 9.80665, 0 },
    { "lbf", "N", 4.4482216152605, 1e-13 },
    { "atm", "Pa", 101325, 0 },
    { "at", "Pa", 98066.5, 0 },
    { "kgf/cm^2", "Pa", 98066.5, 1e-10 },
    { "bar", "Pa", 1e5, 0 },
    { "mbar", "Pa", 100, 1e-12 },
    { "hPa", "Pa", 100, 0 },
    { "MPa", "Pa", 1e6, 0 },
    { "torr", "Pa", 133.3224, 5e-5 },
    { "mmHg", "Pa", 133.3224, 5e-5 },
    { "mmH2O", "Pa", 9.80665, 0 },
    { "psi", "Pa", 6894.757, 5e-4 },
    { "Wh", "J", 3600, 0 },
    { "kcal", "J", 4184, 1e-12 },
    { "Btu", "J", 1055.056, 5e-4 },
    { "Btu/h", "W", 0.2930711, 5e-8 },
    { "kcal/h", "W", 4184.0 / 3600, 1e-15 },
    { "Ah", "C", 3600, 0 },
    { "deg", "rad", 0.01745329, 5e-9 },
    { "arcmin", "rad", 2.908882e-4, 5e-11 },
    { "arcsec", "rad", 4.848137e-6, 5e-13 },
    { "rev", "rad", 6.283185, 5e-7 },
    { "rpm", "rad/s", 0.1047198, 5e-8 },
    { "mrad", "rad", 1e-3, 0 },
    { "bpm", "Hz", 1.0 / 60, 0 },
    { "1/min", "Hz", 1.0 / 60, 0 },
    { "kn", "m/s", 0.5144444, 5e-8 },
    { "km/h", "m/s", 1 / 3.6, 1e-16 },
    { "g0", "m/s^2", 9.80665, 0 },
    { "L", "m^3", 1e-3, 0 },
    { "mL", "m^3", 1e-6, 1e-22 },
    { "cm^2", "m^2", 1e-4, 1e-20 },
    { "mm^2", "m^2", 1e-6, 1e-21 },
    { "dm^3", "m^3", 1e-3, 1e-18 },
    { "NL/min", "m^3/s", 1e-3 / 60, 0 },
    { "clo", "m^2 K/W", 0.155, 0 },
    { "met", "W/m^2", 58.2, 0 },
    { "%", "1", 0.01, 0 },
    { "ppm", "1", 1e-6, 0 },
};

static void factors_agree_with_the_printed_table(void)
{
    for (size_t i = 0; i < sizeof printed / sizeof printed[0]; i++) {
        leo_unit_def unit, si;
        CHECK(leo_unit_read(printed[i].unit, &unit, NULL) == LEO_OK);
        CHECK(leo_unit_read(printed[i].si, &si, NULL) == LEO_OK);
        CHECK(leo_unit_same(&unit, &si) && si.scale == 1);
        if (!(fabs(unit.scale - printed[i].factor) <= printed[i].tolerance))
            printf("  %s\n", printed[i].unit);
        CHECK_NEAR(unit.scale, printed[i].factor, printed[i].tolerance);
    }
}

/* A prefix shifts the point, whatever the unit: kilo over milli is a million. */
static void prefixes_multiply(void)
{
    for (const leo_unit_row *row = leo_units; row->name; row++) {
        char kilo[24], milli[24];
        leo_unit_def a, b;
        snprintf(kilo, sizeof kilo, "k%s", row->name);
        snprintf(milli, sizeof milli, "m%s", row->name);
        if (!row->prefixes || leo_unit_read(kilo, &a, NULL) != LEO_OK ||
            leo_unit_read(milli, &b, NULL) != LEO_OK ||
            !leo_unit_same(&a, &b)) // "mmol" but "min" is a minute
            continue;
        CHECK_NEAR(a.scale / b.scale, 1e6, 1e-9);
    }
}

static void names_are_unique_and_readable(void)
{
    for (const leo_unit_row *row = leo_units; row->name; row++) {
        leo_unit_def unit;
        CHECK(leo_unit_read(row->name, &unit, NULL) == LEO_OK);
        CHECK(strcmp(row->name, "kg") == 0 || unit.scale == row->scale);
        for (const leo_unit_row *other = row + 1; other->name; other++)
            CHECK(strcmp(row->name, other->name) != 0);
    }
}

static double read_as(const char *text, const char *unit, leo_temperature temperature)
{
    leo_quantity quantity;
    leo_error error = { 0 };
    if (leo_quantity_read(text, unit, temperature, &quantity, &error) != LEO_OK) {
        printf("  %s\n", error.message);
        return NAN;
    }
    // the way back: what was written is found again from SI
    CHECK_NEAR((quantity.value - quantity.offset) / quantity.scale, quantity.written,
               1e-12 * fabs(quantity.written) + (quantity.written == 0 ? 1e-300 : 0));
    return quantity.value;
}

static void reads_products_quotients_and_powers(void)
{
    const leo_temperature point = LEO_TEMPERATURE_POINT;
    CHECK_NEAR(read_as("2.5 m^3", "m^3", point), 2.5, 0);
    CHECK_NEAR(read_as("250kg", "kg", point), 250, 0);
    CHECK_NEAR(read_as("1 W/(m^2 K)", "W/(m^2 K)", point), 1, 0);
    CHECK_NEAR(read_as("3 kg*m/s", "N s", point), 3, 0);
    CHECK_NEAR(read_as("1 kg m^-3", "kg/m^3", point), 1, 0);
    CHECK_NEAR(read_as("2 mm\xC2\xB2", "m^2", point), 2e-6, 1e-21);
    CHECK_NEAR(read_as("36 km/h", "m/s", point), 10, 2e-15);
    CHECK_NEAR(read_as("6 deg/s", "rad/s", point), 0.10471975511965977, 1e-16);
    CHECK_NEAR(read_as("45 %", "1", point), 0.45, 1e-16);
    CHECK_NEAR(read_as("45%", "1", point), 0.45, 1e-16);
    CHECK_NEAR(read_as("0.3", "1", point), 0.3, 0);
    CHECK_NEAR(read_as("  -4e-3 rad ", "rad", point), -4e-3, 0);
    CHECK_NEAR(read_as("60 bpm", "1/s", point), 1, 0);
}

/* Fixed points of the scales: ice and steam point, and where Fahrenheit and Celsius meet. */
static void temperatures_have_an_offset_only_as_points(void)
{
    CHECK_NEAR(read_as("0 degC", "K", LEO_TEMPERATURE_POINT), 273.15, 0);
    CHECK_NEAR(read_as("32 degF", "K", LEO_TEMPERATURE_POINT), 273.15, 1e-12);
    CHECK_NEAR(read_as("212 degF", "K", LEO_TEMPERATURE_POINT), 373.15, 1e-12);
    CHECK_NEAR(read_as("-40 degF", "K", LEO_TEMPERATURE_POINT),
               read_as("-40 degC", "K", LEO_TEMPERATURE_POINT), 1e-12);
    CHECK_NEAR(read_as("1.8 degF", "K", LEO_TEMPERATURE_DIFFERENCE), 1, 1e-15);
    CHECK_NEAR(read_as("1.5 degC", "K", LEO_TEMPERATURE_DIFFERENCE), 1.5, 0);
    CHECK_NEAR(read_as("10 W/degC", "W/K", LEO_TEMPERATURE_POINT), 10, 0);
}

static const char *refusal(const char *text, const char *unit)
{
    static leo_error error;
    leo_quantity quantity;
    error = (leo_error){ 0 };
    CHECK(leo_quantity_read(text, unit, LEO_TEMPERATURE_POINT, &quantity, &error) == LEO_BAD_INPUT);
    return error.message;
}

static void says_what_is_wrong_and_what_is_needed(void)
{
    CHECK_TEXT(refusal("2.5", "m^3"), "2.5: needs a unit of volume, such as m^3");
    CHECK_TEXT(refusal("2.5 kg", "m^3"), "2.5 kg is a mass; needs a volume, such as m^3");
    // one dimension, two quantities: the unit that is asked for tells
    CHECK_TEXT(refusal("2.5 kg", "N m"), "2.5 kg is a mass; needs a torque, such as N m");
    CHECK_TEXT(refusal("2.5", "N m"), "2.5: needs a unit of torque, such as N m");
    CHECK_TEXT(refusal("2.5 kg", "J"), "2.5 kg is a mass; needs an energy, such as J");
    CHECK_TEXT(refusal("2.5 m", "1"), "2.5 m is a length; needs a ratio (a number, or %)");
    CHECK_TEXT(refusal("0.3", "rad"), "0.3: needs a unit of angle, such as rad");
    CHECK_TEXT(refusal("398600.4", "m^3/s^2"),
               "398600.4: needs a unit of gravitational parameter, such as km^3/s^2");
    CHECK_TEXT(refusal("2", "m^2/s^3"), "2: needs a unit, such as m^2/s^3");
    CHECK_TEXT(refusal("much", "m^2/s^3"), "`much` is not a number with a unit, such as 1 m^2/s^3");
    CHECK_TEXT(refusal("5 %", "rad"), "5 % is a ratio; needs an angle, such as rad");
    CHECK_TEXT(refusal("2.5 kgg", "kg"), "2.5 kgg: unknown unit `kgg`; did you mean `kg`?");
    CHECK_TEXT(refusal("2 mmhg", "Pa"), "2 mmhg: unknown unit `mmhg`; did you mean `mmHg`?");
    CHECK_TEXT(refusal("much", "kg"), "`much` is not a number with a unit of mass, such as 1 kg");
    CHECK_TEXT(refusal("1,5 kg", "kg"), "`1,5 kg` is not a number with a unit of mass, such as 1 kg");
    CHECK_TEXT(refusal("nan kg", "kg"), "`nan kg` is not a number with a unit of mass, such as 1 kg");
    CHECK_TEXT(refusal("1e300 Gm", "mm"), "1e300 Gm: too large");
    CHECK_TEXT(refusal("1 m^x", "m"), "1 m^x: a power must be a whole number from 1 to 9, as in m^2");
    CHECK_TEXT(refusal("1 W/(m^2 K", "W/(m^2 K)"), "1 W/(m^2 K: a parenthesis is not closed in the unit");
    CHECK_TEXT(refusal("1 m kg s A K", "m"),
               "1 m kg s A K is an unnamed quantity; needs a length, such as m");
}

static void bad_units_end_in_errors(void)
{
    const char *const wrong[] = { "",
                                  "/",
                                  "m/",
                                  "m^",
                                  "m^10",
                                  "m^0",
                                  "(",
                                  ")",
                                  "((((((m))))))",
                                  "m)",
                                  "m**s",
                                  "x",
                                  "mmmmmmmmmmmmmmmmmmm",
                                  "m m m m m m m m m m m m m m",
                                  "((m^9)^9)^9",
                                  "1e5",
                                  "m^-" };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        leo_unit_def unit;
        leo_error error = { 0 };
        CHECK(leo_unit_read(wrong[i], &unit, &error) == LEO_BAD_INPUT && error.message[0]);
    }
}

static void prints_quantities(void)
{
    char text[96];
    CHECK_TEXT(leo_quantity_text(2.5, "m^3", text), "2.5 m^3");
    CHECK_TEXT(leo_quantity_text(0.45, "1", text), "0.45");
}

int main(void)
{
    RUN(factors_agree_with_the_printed_table);
    RUN(prefixes_multiply);
    RUN(names_are_unique_and_readable);
    RUN(reads_products_quotients_and_powers);
    RUN(temperatures_have_an_offset_only_as_points);
    RUN(says_what_is_wrong_and_what_is_needed);
    RUN(bad_units_end_in_errors);
    RUN(prints_quantities);
    return check_result();
}
