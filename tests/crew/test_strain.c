/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "crew/breathing.h"
#include "crew/strain.h"

/* US Standard Atmosphere 1976. */
static double pressure_at_feet(double feet)
{
    const double h = feet * 0.3048;
    return h < 11000 ? 101325 * pow(1 - 2.25577e-5 * h, 5.25588) : 22632.06 * exp(-(h - 11000) / 6341.62);
}

static double index_of(double oxygen, double pressure_pa)
{
    return leo_breathing_alveolar_o2_pa(oxygen, pressure_pa, LEO_LUNG_CO2_PA, LEO_USUAL_QUOTIENT);
}

/* Seconds until a full reserve is gone. */
static double time_left_s(double drain_hz)
{
    double reserve = 1, t = 0;
    for (; reserve > 0 && t < 7200; t += 0.05)
        reserve += 0.05 * leo_strain_rate_hz(reserve, drain_hz, LEO_STRAIN_CONSCIOUSNESS_BACK_S);
    return t;
}

static void consciousness_lasts_as_long_as_the_table_says(void)
{
    static const double rows[][3] = { { 18000, 1200, 1800 }, { 22000, 300, 600 }, { 25000, 180, 360 },
                                      { 28000, 150, 180 },   { 30000, 60, 180 },  { 35000, 30, 60 },
                                      { 40000, 15, 20 },     { 43000, 9, 15 },    { 50000, 6, 9 },
                                      { 60000, 6, 9 } };
    for (int i = 0; i < 10; i++) {
        const double t = time_left_s(leo_strain_hypoxia_hz(index_of(0.2095, pressure_at_feet(rows[i][0]))));
        CHECK(t > rows[i][1] && t < rows[i][2]);
    }
    // ten knee bends at 25 000 ft: 1 .. 1.5 min; uptake about four times that at rest
    const double drain = leo_strain_hypoxia_hz(index_of(0.2095, pressure_at_feet(25000)));
    const double t = time_left_s(drain * leo_strain_work_factor(4));
    CHECK(t > 60 && t < 90);
}

static void nobody_faints_where_no_oxygen_is_prescribed(void)
{
    CHECK(leo_strain_hypoxia_hz(index_of(0.2095, 101325)) == 0);
    CHECK(leo_strain_hypoxia_hz(index_of(0.2095, pressure_at_feet(12000))) == 0);
    CHECK(leo_strain_hypoxia_hz(index_of(1, 27400)) == 0); // the reserve setting of the suit
    CHECK(leo_strain_hypoxia_hz(index_of(0.265, 70300)) == 0);
    CHECK(leo_strain_hypoxia_hz(index_of(1, 12000)) > 0);
}

static void less_oxygen_never_leaves_more_time(void)
{
    double before = 1;
    for (double p = -8000; p < 10000; p += 10) {
        const double drain = leo_strain_hypoxia_hz(p);
        CHECK(drain <= before && (before == 1 || before - drain < 0.01 * before + 1e-5)); // and without jumps
        before = drain;
    }
}

static void carbon_dioxide_takes_consciousness_in_minutes(void)
{
    CHECK(leo_strain_co2_hz(4000) == 0);
    CHECK_NEAR(1 / leo_strain_co2_hz(10000), 300, 1e-9);
    CHECK_NEAR(1 / leo_strain_co2_hz(17000), 60, 1e-9);
    CHECK(leo_strain_co2_hz(6999.999) < leo_strain_co2_hz(7000.001));
    CHECK_NEAR(leo_strain_co2_hz(7000.001) / leo_strain_co2_hz(6999.999), 1, 1e-5);
}

static void load_is_borne_as_long_as_on_the_centrifuge(void)
{
    CHECK(leo_strain_load_hz(1) == 0 && leo_strain_load_hz(4) == 0);
    for (double g = 8.2; g <= 9; g += 0.2) {
        const double t = 1 / leo_strain_load_hz(g);
        CHECK(t > 60 && t < 185);
    }
    for (double g = 12; g <= 14; g += 0.5)
        CHECK(1 / leo_strain_load_hz(g) > 10 && 1 / leo_strain_load_hz(g) < 30);
}

static void a_reserve_comes_back_and_stays_in_bounds(void)
{
    double r = 1;
    CHECK(leo_strain_rate_hz(1, 0, 20) == 0);
    for (int i = 0; i < 2000; i++) {
        r += 0.05 * leo_strain_rate_hz(r, 0.1, 20);
        CHECK(r > -0.0201);
    }
    CHECK(r < 0);
    for (int i = 0; i < 2000; i++)
        r += 0.05 * leo_strain_rate_hz(r, 0, 20);
    CHECK_NEAR(r, 1, 0.01); // 100 s are five times the recovery: exp(-5)
}

int main(void)
{
    RUN(consciousness_lasts_as_long_as_the_table_says);
    RUN(nobody_faints_where_no_oxygen_is_prescribed);
    RUN(less_oxygen_never_leaves_more_time);
    RUN(carbon_dioxide_takes_consciousness_in_minutes);
    RUN(load_is_borne_as_long_as_on_the_centrifuge);
    RUN(a_reserve_comes_back_and_stays_in_bounds);
    return check_result();
}
