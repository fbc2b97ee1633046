/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "math/interpolate.h"

static void tables_are_met_at_their_rows_and_kept_beyond_their_ends(void)
{
    const double x[] = { 0, 1, 3, 4 }, y[] = { 2, 5, 5, -1 };
    for (int i = 0; i < 4; i++) {
        CHECK(leo_interpolate_linear(x, y, 4, x[i]) == y[i]);
        CHECK_NEAR(leo_interpolate_monotone(x, y, 4, x[i]), y[i], 1e-15);
        CHECK_NEAR(leo_interpolate_lagrange(x, y, 4, x[i]), y[i], 1e-15);
    }
    CHECK(leo_interpolate_linear(x, y, 4, -9) == 2 && leo_interpolate_linear(x, y, 4, 9) == -1);
    CHECK(leo_interpolate_monotone(x, y, 4, -9) == 2 && leo_interpolate_monotone(x, y, 4, 9) == -1);
    CHECK_NEAR(leo_interpolate_linear(x, y, 4, 3.25), 3.5, 1e-15);
}

static void monotone_pieces_never_leave_their_rows(void)
{
    // The table of Fritsch and Carlson (1980), known for the overshoot of splines
    const double x[] = { 7.99, 8.09, 8.19, 8.7, 9.2, 10, 12, 15, 20 };
    const double y[] = {
        0, 2.76429e-5, 4.37498e-2, 0.169183, 0.469428, 0.943740, 0.998636, 0.999919, 0.999994
    };
    double last = 0;
    for (double at = 7.99; at <= 20; at += 0.001) {
        const double value = leo_interpolate_monotone(x, y, 9, at);
        CHECK(value >= last && value <= 0.999994);
        last = value;
    }
}

static void monotone_pieces_join_smoothly(void)
{
    const double x[] = { 0, 1, 3, 4, 7 }, y[] = { 0, 1, 2, 4, 5 };
    for (int i = 1; i < 4; i++) {
        const double h = 1e-6;
        const double left =
            (leo_interpolate_monotone(x, y, 5, x[i]) - leo_interpolate_monotone(x, y, 5, x[i] - h)) / h;
        const double right =
            (leo_interpolate_monotone(x, y, 5, x[i] + h) - leo_interpolate_monotone(x, y, 5, x[i])) / h;
        CHECK_NEAR(left, right, 1e-4); // second derivative times h, and rounding over h
    }
}

static void a_straight_line_stays_straight(void)
{
    const double x[] = { 0, 1, 3, 4 }, y[] = { 1, 3, 7, 9 };
    for (double at = 0; at <= 4; at += 0.125)
        CHECK_NEAR(leo_interpolate_monotone(x, y, 4, at), 1 + 2 * at, 1e-14);
}

static void lagrange_is_exact_for_polynomials(void)
{
    double x[6], y[6];
    for (int i = 0; i < 6; i++) {
        x[i] = 0.5 * i * i;
        y[i] = 1 + x[i] * (2 + x[i] * (-1 + x[i] * (0.5 + x[i] * (0.25 - 0.125 * x[i]))));
    }
    const double at = 3.3, want = 1 + at * (2 + at * (-1 + at * (0.5 + at * (0.25 - 0.125 * at))));
    CHECK_NEAR(leo_interpolate_lagrange(x, y, 6, at), want, 1e-11 * fabs(want));
}

int main(void)
{
    RUN(tables_are_met_at_their_rows_and_kept_beyond_their_ends);
    RUN(monotone_pieces_never_leave_their_rows);
    RUN(monotone_pieces_join_smoothly);
    RUN(a_straight_line_stays_straight);
    RUN(lagrange_is_exact_for_polynomials);
    return check_result();
}
