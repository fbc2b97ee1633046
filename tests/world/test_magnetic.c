/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "world/magnetic.h"

static const double RAD = 0.017453292519943295;

static void a_dipole_is_the_textbooks(void)
{
    // g(1,0) alone: at the equator g to the north, over the pole 2 g down, (a/r)^3 outward
    const double g[3] = { -30000, 0, 0 };
    leo_vec3 field;
    leo_magnetic_sum(g, 1, leo_vec(6371200, 0, 0), &field);
    CHECK_NEAR(field.z, 30000e-9, 1e-18);
    CHECK_NEAR(field.x, 0, 1e-18);
    leo_magnetic_sum(g, 1, leo_vec(0, 0, 2 * 6371200.0), &field);
    CHECK_NEAR(field.z, -2 * 30000e-9 / 8, 1e-18);
    // a dipole along x is the same, turned
    const double h[3] = { 0, -30000, 0 };
    leo_magnetic_sum(h, 1, leo_vec(0, 6371200, 0), &field);
    CHECK_NEAR(field.x, 30000e-9, 1e-18);
    leo_magnetic_sum(h, 1, leo_vec(2 * 6371200.0, 0, 0), &field);
    CHECK_NEAR(field.x, -2 * 30000e-9 / 8, 1e-18);
}

static void meets_the_places_of_the_calculator(void)
{
    // NOAA NCEI, DGRF 2010.0, 5 km: north, east, down in nT, printed to 0.1; the coefficients of 2010 are definitive
    static const double rows[][5] = {
        { -80, -165, -5010.8, 11907.1, -58846.0 },
        { -80, -150, -1719.9, 14061.6, -57289.8 },
        { -80, -135, 1894.7, 15338.7, -55404.5 },
        { -80, -120, 5656.0, 15669.3, -53288.8 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        leo_vec3 field;
        CHECK(leo_magnetic_ned((leo_geodetic){ rows[i][0] * RAD, rows[i][1] * RAD, 5000 }, 2010, &field,
                               NULL) == LEO_OK);
        CHECK_NEAR(1e9 * field.x, rows[i][2], 0.06); // half of the last digit
        CHECK_NEAR(1e9 * field.y, rows[i][3], 0.06);
        CHECK_NEAR(1e9 * field.z, rows[i][4], 0.06);
    }
}

static leo_vec3 at(leo_vec3 pos, double year)
{
    leo_vec3 field = { 0 };
    CHECK(leo_magnetic_at(pos, year, &field, NULL) == LEO_OK);
    return field;
}

static void has_neither_sources_nor_currents(void)
{
    const leo_vec3 places[] = { { 4e6, 5e6, 2e6 }, { -6e6, 1e6, -3e6 }, { 10, 0, 7e6 }, { 0, -3e6, -6e6 } };
    const double d = 500;
    for (int i = 0; i < 4; i++) {
        const leo_vec3 p = places[i];
        const leo_vec3 x = leo_scale(0.5 / d, leo_sub(at(leo_add(p, leo_vec(d, 0, 0)), 1965.2),
                                                      at(leo_sub(p, leo_vec(d, 0, 0)), 1965.2)));
        const leo_vec3 y = leo_scale(0.5 / d, leo_sub(at(leo_add(p, leo_vec(0, d, 0)), 1965.2),
                                                      at(leo_sub(p, leo_vec(0, d, 0)), 1965.2)));
        const leo_vec3 z = leo_scale(0.5 / d, leo_sub(at(leo_add(p, leo_vec(0, 0, d)), 1965.2),
                                                      at(leo_sub(p, leo_vec(0, 0, d)), 1965.2)));
        // the field changes by some 3e-11 T/m; differences over 1 km are good to (d/r)^2 of that, and to rounding
        CHECK_NEAR(x.x + y.y + z.z, 0, 1e-17);
        CHECK_NEAR(x.y - y.x, 0, 1e-17);
        CHECK_NEAR(y.z - z.y, 0, 1e-17);
        CHECK_NEAR(z.x - x.z, 0, 1e-17);
    }
}

static void the_poles_are_places_like_others(void)
{
    for (double side = -1; side <= 1; side += 2) {
        const leo_vec3 on = at(leo_vec(0, 0, side * 6.4e6), 2024.5),
                       near = at(leo_vec(1e-3, 1e-3, side * 6.4e6), 2024.5);
        CHECK_NEAR(leo_norm(leo_sub(on, near)), 0, 1e-12);
        CHECK(leo_norm(on) > 50e-6 && leo_norm(on) < 70e-6);
    }
}

static void the_years_meet_without_steps(void)
{
    const leo_vec3 p = { 4e6, 5e6, 2e6 };
    for (int year = 1960; year < 2030; year += 5)
        CHECK_NEAR(leo_norm(leo_sub(at(p, year - 1e-9), at(p, year + 1e-9))), 0, 1e-15);
    at(p, 1955);
    at(p, 2030);
}

static void refuses_what_it_does_not_know(void)
{
    leo_vec3 field;
    leo_error error = { 0 };
    const leo_vec3 p = { 7e6, 0, 0 };
    CHECK(leo_magnetic_at(p, 1954.99, &field, &error) == LEO_OUT_OF_RANGE &&
          strstr(error.message, "1955 .. 2030"));
    CHECK(leo_magnetic_at(p, 2030.01, &field, NULL) == LEO_OUT_OF_RANGE);
    CHECK(leo_magnetic_at(p, NAN, &field, NULL) == LEO_OUT_OF_RANGE);
    CHECK(leo_magnetic_at(leo_vec(4.9e6, 0, 0), 2000, &field, NULL) == LEO_OUT_OF_RANGE);
    CHECK(leo_magnetic_at(leo_vec(0, 0, 0), 2000, &field, NULL) == LEO_OUT_OF_RANGE);
    CHECK(leo_magnetic_at(leo_vec(NAN, 0, 0), 2000, &field, NULL) == LEO_RETRY_STEP);
    CHECK(leo_magnetic_at(leo_vec(INFINITY, 0, 0), 2000, &field, NULL) == LEO_RETRY_STEP);
}

int main(void)
{
    RUN(a_dipole_is_the_textbooks);
    RUN(meets_the_places_of_the_calculator);
    RUN(has_neither_sources_nor_currents);
    RUN(the_poles_are_places_like_others);
    RUN(the_years_meet_without_steps);
    RUN(refuses_what_it_does_not_know);
    return check_result();
}
