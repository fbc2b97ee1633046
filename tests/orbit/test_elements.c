/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "orbit/elements.h"

static const double GM_KM = 398600.4418e9, DEG = 3.14159265358979323846 / 180;

static void the_textbook_state_gives_the_textbook_elements(void)
{
    // Vallado 2013, example 2-5: figures to 4 - 7 digits
    leo_elements k;
    CHECK(leo_elements_from_state(leo_vec(6524.834e3, 6862.875e3, 6448.296e3),
                                  leo_vec(4901.327, 5533.756, -1976.341), GM_KM, &k, NULL) == LEO_OK);
    CHECK_NEAR(k.sma_m, 36127.343e3, 10);
    CHECK_NEAR(k.ecc, 0.832853, 1e-6);
    CHECK_NEAR(k.inc_rad / DEG, 87.870, 1e-3);
    CHECK_NEAR(k.raan_rad / DEG, 227.898, 1e-3);
    CHECK_NEAR(k.argp_rad / DEG, 53.38, 1e-2);
    CHECK_NEAR(k.true_anomaly_rad / DEG, 92.335, 1e-3);
}

static void the_textbook_elements_give_the_textbook_state(void)
{
    // Vallado 2013, example 2-6: p 11067.790 km, e 0.83285, i 87.87, raan 227.89, argp 53.38, nu 92.335 deg
    const double e = 0.83285;
    const leo_elements k = { .sma_m = 11067.790e3 / (1 - e * e),
                             .ecc = e,
                             .inc_rad = 87.87 * DEG,
                             .raan_rad = 227.89 * DEG,
                             .argp_rad = 53.38 * DEG,
                             .true_anomaly_rad = 92.335 * DEG };
    leo_orbit_state s;
    CHECK(leo_orbit_state_from_elements(&k, GM_KM, &s, NULL) == LEO_OK);
    // printed: 6525.344 6861.535 6449.125 km, 4.902276 5.533124 -1.975709 km/s
    CHECK_NEAR(s.pos_m.x, 6525.344e3, 60);
    CHECK_NEAR(s.pos_m.y, 6861.535e3, 60);
    CHECK_NEAR(s.pos_m.z, 6449.125e3, 60);
    CHECK_NEAR(s.vel_m_s.x, 4902.276, 0.05);
    CHECK_NEAR(s.vel_m_s.y, 5533.124, 0.05);
    CHECK_NEAR(s.vel_m_s.z, -1975.709, 0.05);
}

static void elements_and_states_turn_into_each_other(void)
{
    for (int i = 0; i < 300; i++) {
        const leo_elements k = { .sma_m = (i % 7 ? 1 : -1) * (7e6 + 1e5 * i),
                                 .ecc = i % 7 ? 0.003 * i : 1.1 + 0.01 * i,
                                 .inc_rad = 0.01 + 0.0103 * i,
                                 .raan_rad = 0.0207 * i,
                                 .argp_rad = fmod(0.1 + 0.31 * i, 6.28),
                                 .true_anomaly_rad = i % 7 ? fmod(0.2 + 0.17 * i, 6.28) : 0.5 };
        leo_orbit_state s;
        leo_elements back;
        CHECK(leo_orbit_state_from_elements(&k, GM_KM, &s, NULL) == LEO_OK);
        CHECK(leo_elements_from_state(s.pos_m, s.vel_m_s, GM_KM, &back, NULL) == LEO_OK);
        const double angle =
            1e-14 / fmin(fmax(k.ecc, 3e-3), 1) / sin(k.inc_rad) + 1e-13; // rounding over e and sin i
        CHECK(fabs(back.sma_m / k.sma_m - 1) < 1e-12 && fabs(back.ecc - k.ecc) < 1e-13 * (1 + k.ecc * k.ecc));
        CHECK(fabs(back.inc_rad - k.inc_rad) < 1e-13 &&
              fabs(remainder(back.raan_rad - k.raan_rad, 360 * DEG)) < angle);
        if (i) { // a circle has no perigee
            CHECK(fabs(remainder(back.argp_rad - k.argp_rad, 360 * DEG)) < 10 * angle);
            CHECK(fabs(remainder(back.true_anomaly_rad - k.true_anomaly_rad, 360 * DEG)) < 10 * angle);
        }
    }
}

static void angles_without_meaning_count_from_the_next_one(void)
{
    leo_elements k;
    const double v = sqrt(GM_KM / 7e6);
    leo_elements_from_state(leo_vec(0, 7e6, 0), leo_vec(-v, 0, 0), GM_KM, &k, NULL); // circular, equatorial
    CHECK(k.ecc < 1e-11 && k.inc_rad == 0 && k.raan_rad == 0 && k.argp_rad == 0);
    CHECK_NEAR(k.true_anomaly_rad, 90 * DEG, 1e-15);
    leo_elements_from_state(leo_vec(0, 7e6, 0), leo_vec(v, 0, 0), GM_KM, &k, NULL); // the other way round
    CHECK_NEAR(k.inc_rad, 180 * DEG, 1e-15);
}

static void the_voskhod_orbit_is_as_published(void)
{
    // TASS, 18 March 1965: 173 and 498 km, 90.9 min (heights over a mean Earth radius; the period is that
    // from node to node, so only to half a per cent here)
    const leo_elements k = { .sma_m = 6690.3e3, .ecc = 0.0223, .inc_rad = 64.79 * DEG };
    leo_orbit_state s;
    leo_orbit_summary sum;
    leo_orbit_state_from_elements(&k, GM_KM, &s, NULL);
    CHECK(leo_orbit_summarise(s.pos_m, s.vel_m_s, GM_KM, 6371e3, &sum, NULL) == LEO_OK);
    CHECK_NEAR(sum.perigee_alt_m, 173e3, 4e3);
    CHECK_NEAR(sum.period_s / 60, 90.9, 0.15);
    CHECK_NEAR(sum.apogee_alt_m - sum.perigee_alt_m, 2 * 6690.3e3 * 0.0223, 1e-3);
}

static void impossible_orbits_are_refused_by_name(void)
{
    const leo_elements good = { .sma_m = 6690.3e3, .ecc = 0.0223, .inc_rad = 1.1 };
    CHECK(leo_orbit_check(&good, 6378137, "orbit", NULL) == LEO_OK);
    leo_elements bad = good;
    leo_error error = { 0 };
    bad.ecc = 1.2;
    CHECK(leo_orbit_check(&bad, 6378137, "orbit", &error) == LEO_BAD_INPUT);
    CHECK_TEXT(error.where, "orbit.eccentricity");
    CHECK_TEXT(error.message,
               "impossible orbit: the eccentricity must be at least 0 and below 1 (found 1.2)");
    bad = good;
    bad.ecc = 0.1;
    error = (leo_error){ 0 };
    CHECK(leo_orbit_check(&bad, 6378137, NULL, &error) == LEO_BAD_INPUT);
    CHECK_TEXT(error.where, "semi-major-axis");
    CHECK_TEXT(error.message,
               "impossible orbit: the perigee lies below the ground; its height in km (found -356.867)");
    bad = good;
    bad.sma_m = NAN;
    CHECK(leo_orbit_check(&bad, 6378137, NULL, NULL) == LEO_BAD_INPUT);
    leo_orbit_state s;
    leo_elements k;
    bad = (leo_elements){ .sma_m = 7e6, .ecc = 1 };
    CHECK(leo_orbit_state_from_elements(&bad, GM_KM, &s, NULL) == LEO_BAD_INPUT);
    bad = (leo_elements){ .sma_m = 7e6, .ecc = 1.5 };
    CHECK(leo_orbit_state_from_elements(&bad, GM_KM, &s, NULL) == LEO_BAD_INPUT);
    bad = (leo_elements){ .sma_m = -7e6, .ecc = 1.5, .true_anomaly_rad = 3 };
    CHECK(leo_orbit_state_from_elements(&bad, GM_KM, &s, NULL) == LEO_BAD_INPUT);
    CHECK(leo_elements_from_state(leo_vec(7e6, 0, 0), leo_vec(1e3, 0, 0), GM_KM, &k, NULL) == LEO_BAD_INPUT);
    CHECK(leo_elements_from_state(leo_vec(0, 0, 0), leo_vec(1e3, 0, 0), GM_KM, &k, NULL) == LEO_BAD_INPUT);
    CHECK(leo_elements_from_state(leo_vec(7e6, NAN, 0), leo_vec(1e3, 0, 0), GM_KM, &k, NULL) ==
          LEO_BAD_INPUT);
}

int main(void)
{
    RUN(the_textbook_state_gives_the_textbook_elements);
    RUN(the_textbook_elements_give_the_textbook_state);
    RUN(elements_and_states_turn_into_each_other);
    RUN(angles_without_meaning_count_from_the_next_one);
    RUN(the_voskhod_orbit_is_as_published);
    RUN(impossible_orbits_are_refused_by_name);
    return check_result();
}
