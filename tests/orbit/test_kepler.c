/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "orbit/kepler.h"

static const double DEG = 3.14159265358979323846 / 180;

static void the_textbook_case_comes_out(void)
{
    // Vallado 2013, example 2-1: M 235.4 deg, e 0.4 gives E 220.512074767522 deg
    double E;
    CHECK(leo_kepler_eccentric(235.4 * DEG, 0.4, &E, NULL) == LEO_OK);
    CHECK_NEAR(E / DEG, 220.512074767522, 1e-11);
}

static void the_equation_is_met_everywhere(void)
{
    for (int i = 0; i <= 100; i++)
        for (int j = -40; j <= 40; j++) {
            const double e = i == 100 ? 0.999999 : 0.01 * i, M = 0.25 * j;
            double E, nu, back;
            CHECK(leo_kepler_eccentric(M, e, &E, NULL) == LEO_OK);
            CHECK(fabs(E - e * sin(E) - M) < 4e-15 * (1 + fabs(M)));
            CHECK(leo_kepler_true_from_mean(M, e, &nu, NULL) == LEO_OK);
            CHECK(leo_kepler_mean_from_true(nu, e, &back, NULL) == LEO_OK);
            CHECK(fabs(back - M) < 1e-14 * (1 + fabs(M)) / (1 - e)); // rounding of nu, stretched near apogee
        }
}

static void ends_are_exact_and_tiny_anomalies_keep_their_digits(void)
{
    double E;
    leo_kepler_eccentric(0, 0.9, &E, NULL);
    CHECK(E == 0);
    leo_kepler_eccentric(1e-9, 0.9, &E, NULL);
    CHECK_NEAR(E, 1e-8, 1e-20); // E = M / (1 - e), next term 1e-8^3 e / (6 (1 - e)) = 1.5e-24
    leo_kepler_eccentric(-180 * DEG, 0.9, &E, NULL);
    CHECK_NEAR(fabs(E), 180 * DEG, 1e-15);
}

static void refuses_what_is_no_ellipse(void)
{
    double E;
    leo_error error = { 0 };
    CHECK(leo_kepler_eccentric(1, 1, &E, &error) == LEO_BAD_INPUT);
    CHECK_TEXT(error.message, "1: must be at least 0 and below 1");
    CHECK(leo_kepler_eccentric(INFINITY, 0.1, &E, NULL) == LEO_BAD_INPUT);
    CHECK(leo_kepler_mean_from_true(1, -0.1, &E, NULL) == LEO_BAD_INPUT);
    CHECK(leo_kepler_true_from_mean(NAN, 0.1, &E, NULL) == LEO_BAD_INPUT);
}

int main(void)
{
    RUN(the_textbook_case_comes_out);
    RUN(the_equation_is_met_everywhere);
    RUN(ends_are_exact_and_tiny_anomalies_keep_their_digits);
    RUN(refuses_what_is_no_ellipse);
    return check_result();
}
