/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "crew/heart.h"

static const double YEAR_S = 365.25 * 86400, LPM = 1e-3 / 60, CORE_K = 36.8 + 273.15;

static leo_heart man_of_thirty(void)
{
    return (leo_heart){
        .resting_hz = 65.0 / 60, .age_s = 30 * YEAR_S, .o2_rest_m3_s = 0.3 * LPM, .o2_max_m3_s = 3.3 * LPM
    };
}

static double bpm(double o2_lpm, double core_k, double load)
{
    const leo_heart man = man_of_thirty();
    return 60 * leo_heart_steady_hz(&man, o2_lpm * LPM, core_k, load);
}

static void runs_from_rest_to_its_highest_with_uptake(void)
{
    const leo_heart man = man_of_thirty();
    CHECK_NEAR(60 * leo_heart_highest_hz(&man), 187, 1e-9); // 208 - 0.7 30
    CHECK_NEAR(bpm(0.3, CORE_K, 0), 65, 1e-9);
    CHECK_NEAR(bpm(1.8, CORE_K, 0), 126, 1e-9); // half of the reserve
    CHECK_NEAR(bpm(3.3, CORE_K, 0), 187, 1e-9);
    CHECK_NEAR(bpm(5.0, CORE_K + 2, 9), 187, 1e-9);
}

static void heat_thirst_and_load_come_on_top(void)
{
    CHECK_NEAR(bpm(0.3, CORE_K + 1, 0) - 65, 33, 1e-9); // ISO 9886
    CHECK_NEAR(leo_heart_thirst_hz(0.02) * 60, 8, 1e-9);
    CHECK(leo_heart_thirst_hz(-1) == 0);
    CHECK_NEAR(bpm(0.3, CORE_K, 9) - 65, 40, 1e-9);
    CHECK_NEAR(bpm(0.3, CORE_K - 1, 0.5), 65, 1e-9);
}

static void emotion_dies_away(void)
{
    CHECK_NEAR(leo_heart_emotion_hz(40.0 / 60, 90) * 60, 40 / exp(1), 1e-9);
    CHECK(leo_heart_emotion_hz(1, -5) == 1);
}

static void stays_within_what_a_heart_can_do(void)
{
    CHECK(bpm(-1, CORE_K, 0) >= 0.6 * 65 - 1e-9);
    for (double o2 = 0; o2 < 4; o2 += 0.1)
        CHECK(bpm(o2 + 0.1, CORE_K, 0) >= bpm(o2, CORE_K, 0));
}

int main(void)
{
    RUN(runs_from_rest_to_its_highest_with_uptake);
    RUN(heat_thirst_and_load_come_on_top);
    RUN(emotion_dies_away);
    RUN(stays_within_what_a_heart_can_do);
    return check_result();
}
