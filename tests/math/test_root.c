/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "math/root.h"

static leo_status cubic(void *context, double x, double *value, leo_error *error)
{
    (void)context;
    (void)error;
    *value = x * x * x - x - 2;
    return LEO_OK;
}

static leo_status step_at_pi(void *context, double x, double *value, leo_error *error)
{
    (void)context;
    (void)error;
    *value = x < 3.14159265358979 ? -1 : 1;
    return LEO_OK;
}

static leo_status sour(void *context, double x, double *value, leo_error *error)
{
    (void)context;
    (void)x;
    (void)error;
    *value = 0;
    return LEO_OUT_OF_RANGE;
}

static void finds_the_root_of_a_cubic(void)
{
    // x^3 - x - 2 = 0 by the formula of Cardano
    const double d = sqrt(1 - 1.0 / 27), want = cbrt(1 + d) + cbrt(1 - d);
    leo_root root = { .before = 1, .after = 2, .at_before = -2, .at_after = 4 };
    CHECK(leo_root_find(cubic, NULL, &root, 1e-12, NULL) == LEO_OK);
    CHECK_NEAR(root.after, want, 1e-12);
    CHECK(root.at_after >= 0 && root.at_before <= 0 && root.after - root.before <= 1e-12);
    CHECK(root.calls < 12); // bisection: 40
}

static void a_jump_needs_no_more_than_bisection(void)
{
    leo_root root = { .before = 0, .after = 16, .at_before = -1, .at_after = 1 };
    CHECK(leo_root_find(step_at_pi, NULL, &root, 1e-9, NULL) == LEO_OK);
    CHECK_NEAR(root.after, 3.14159265358979, 1e-9);
    CHECK(root.calls <= 36); // log2(16 / 1e-9) = 33.9, one more by the method, one for rounding up
}

static void works_downward_as_well(void)
{
    leo_root root = { .before = 2, .after = 1, .at_before = 4, .at_after = -2 };
    CHECK(leo_root_find(cubic, NULL, &root, 1e-9, NULL) == LEO_OK);
    CHECK(root.before > root.after && root.at_after <= 0);
}

static void refuses_a_bracket_without_a_change_of_sign(void)
{
    leo_error error = { 0 };
    leo_root root = { .before = 2, .after = 3, .at_before = 4, .at_after = 22 };
    CHECK(leo_root_find(cubic, NULL, &root, 1e-9, &error) == LEO_BAD_ARGUMENT && error.message[0]);
    root = (leo_root){ .before = 2, .after = 3, .at_before = NAN, .at_after = 22 };
    CHECK(leo_root_find(cubic, NULL, &root, 1e-9, NULL) == LEO_BAD_ARGUMENT);
    root = (leo_root){ .before = 1, .after = 2, .at_before = -2, .at_after = 4 };
    CHECK(leo_root_find(sour, NULL, &root, 1e-9, NULL) == LEO_OUT_OF_RANGE);
    root = (leo_root){ .before = 1, .after = 2, .at_before = -2, .at_after = 4 };
    CHECK(leo_root_find(cubic, NULL, &root, 1e-30, NULL) == LEO_NO_CONVERGENCE);
}

int main(void)
{
    RUN(finds_the_root_of_a_cubic);
    RUN(a_jump_needs_no_more_than_bisection);
    RUN(works_downward_as_well);
    RUN(refuses_a_bracket_without_a_change_of_sign);
    return check_result();
}
