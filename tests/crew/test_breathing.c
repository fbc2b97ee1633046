/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "crew/breathing.h"

static const double MMHG = 133.322368421, VITAL = 4.7e-3, LPM = 1e-3 / 60;

static leo_breathing in_air(double pressure_pa, double co2_pa, double co2_lpm, double emotion_bpm)
{
    const leo_breathed gas = { pressure_pa, 0.2095, co2_pa };
    return leo_breathing_at(&gas, co2_lpm * LPM, 0.85, VITAL, 0, emotion_bpm / 60);
}

static void lungs_hold_what_the_alveolar_equation_says(void)
{
    static const double rows[][3] = {
        { 101300, 0.2095, 13.8 }, { 40600, 1, 29.0 },     { 29600, 1, 18.0 },
        { 27400, 1, 15.8 },       { 70300, 0.265, 10.9 }, { 56500, 0.34, 11.1 }
    };
    for (int i = 0; i < 6; i++)
        CHECK_NEAR(leo_breathing_alveolar_o2_pa(rows[i][1], rows[i][0], 5330, 0.85) / 1e3, rows[i][2], 0.051);
}

static void blood_takes_oxygen_as_severinghaus_measured(void)
{
    // half saturated at 26.86 mmHg; mixed venous, threshold of lack and arterial blood of the textbooks, to 1
    // %
    static const double rows[][2] = { { 26.86, 0.50 }, { 40, 0.75 }, { 60, 0.90 }, { 100, 0.975 } };
    for (int i = 0; i < 4; i++)
        CHECK_NEAR(leo_breathing_saturation(rows[i][0] * MMHG), rows[i][1], i ? 0.01 : 0.0005);
    CHECK(leo_breathing_saturation(0) == 0 && leo_breathing_saturation(-100) == 0);
    CHECK(leo_breathing_saturation(1e7) <= 1);
}

static void a_resting_man_takes_twelve_to_sixteen_breaths(void)
{
    const leo_breathing rest = in_air(101325, 40, 0.21, 0);
    CHECK(rest.rate_hz * 60 > 12 && rest.rate_hz * 60 < 16);
    CHECK_NEAR(rest.tidal_m3, 0.5e-3, 0.05e-3);
    CHECK_NEAR(rest.alveolar_co2_pa, 5330, 40);
    CHECK(rest.saturation > 0.96);
}

static void hard_work_moves_forty_litres_a_minute(void)
{
    const leo_breathing work = in_air(101325, 40, 1.39, 0); // 550 W
    CHECK_NEAR(work.ventilation_m3_s / LPM, 42, 2);
    CHECK(work.rate_hz * 60 > 25 && work.rate_hz * 60 < 30);
}

static void breathed_carbon_dioxide_drives_breathing(void)
{
    double before = 0;
    for (double co2 = 0; co2 <= 8000; co2 += 500) {
        const leo_breathing b = in_air(101325, co2, 0.25, 0);
        CHECK(b.ventilation_m3_s > before && b.alveolar_co2_pa > co2);
        // what the lungs wash out is what the body makes
        const double washed = b.ventilation_m3_s * 0.7 * (b.alveolar_co2_pa - co2);
        CHECK_NEAR(washed, 863 * MMHG * 0.25 * LPM, 1e-12);
        before = b.ventilation_m3_s;
    }
    // 7.3 kPa (7 %) in the gas: 3 .. 7 times the flow at rest
    const double ratio =
        in_air(101325, 7300, 0.25, 0).ventilation_m3_s / in_air(101325, 0, 0.25, 0).ventilation_m3_s;
    CHECK(ratio > 3 && ratio < 9);
}

static void nobody_breathes_more_than_he_can(void)
{
    const leo_breathing b = in_air(101325, 40000, 0.25, 0);
    CHECK_NEAR(b.ventilation_m3_s, 35 * VITAL / 60, 1e-12);
    CHECK(b.rate_hz * 60 < 60);
}

static void thin_air_lowers_carbon_dioxide_in_the_lungs(void)
{
    // Boothby's table: 36.0, 30.4 and 27.0 mmHg at 10 000, 18 000 and 25 000 ft
    CHECK_NEAR(in_air(69682, 0, 0.25, 0).alveolar_co2_pa / MMHG, 36.0, 0.3);
    CHECK_NEAR(in_air(50600, 0, 0.25, 0).alveolar_co2_pa / MMHG, 30.4, 0.5);
    CHECK_NEAR(in_air(37601, 0, 0.25, 0).alveolar_co2_pa / MMHG, 27.0, 0.3);
}

static void fear_quickens_and_load_hampers(void)
{
    const leo_breathing calm = in_air(101325, 0, 0.9, 0), fear = in_air(101325, 0, 0.9, 40);
    CHECK_NEAR(fear.rate_hz / calm.rate_hz, 1.25, 1e-9);
    CHECK(fear.alveolar_co2_pa < calm.alveolar_co2_pa);
    const leo_breathed air = { 101325, 0.2095, 0 };
    const leo_breathing heavy = leo_breathing_at(&air, 0.3 * LPM, 0.85, VITAL, 9, 0);
    const leo_breathing light = leo_breathing_at(&air, 0.3 * LPM, 0.85, VITAL, 1, 0);
    CHECK_NEAR(heavy.tidal_m3 / light.tidal_m3, 0.5, 1e-9);
}

static void vacuum_leaves_nothing(void)
{
    const leo_breathed none = { 0, 0, 0 };
    const leo_breathing b = leo_breathing_at(&none, 0.25 * LPM, 0.85, VITAL, 0, 0);
    CHECK(b.alveolar_o2_pa == 0 && b.saturation == 0 && isfinite(b.rate_hz));
}

int main(void)
{
    RUN(lungs_hold_what_the_alveolar_equation_says);
    RUN(blood_takes_oxygen_as_severinghaus_measured);
    RUN(a_resting_man_takes_twelve_to_sixteen_breaths);
    RUN(hard_work_moves_forty_litres_a_minute);
    RUN(breathed_carbon_dioxide_drives_breathing);
    RUN(nobody_breathes_more_than_he_can);
    RUN(thin_air_lowers_carbon_dioxide_in_the_lungs);
    RUN(fear_quickens_and_load_hampers);
    RUN(vacuum_leaves_nothing);
    return check_result();
}
