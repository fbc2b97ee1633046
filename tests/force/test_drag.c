/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "force/force.h"

static leo_surroundings at_400_km(void)
{
    leo_surroundings here = { .pos_icrf_m = { 6.78e6, 0, 0 },
                              .vel_icrf_m_s = { 0, 7670, 0 },
                              .mass_kg = 420e3 };
    here.air.density_kg_m3 = 2.8e-12;
    here.drag_area_m2 = 2.2 * 1600;
    return here;
}

static leo_vec3 drag_on(leo_surroundings here)
{
    leo_vec3 a = { 0 };
    CHECK(leo_force_drag.accel(NULL, &here, &a, NULL) == LEO_OK);
    return a;
}

static void matches_the_hand_calculation(void)
{
    // 0.5 * 2.8e-12 * 2.2 * 1600 / 420e3 * 7670^2, with a pocket calculator: five digits
    const leo_vec3 a = drag_on(at_400_km());
    CHECK_NEAR(a.y, -6.9026e-7, 1e-11);
    CHECK(a.x == 0 && a.z == 0);
}

static void vanishes_when_the_air_moves_along(void)
{
    leo_surroundings here = at_400_km();
    here.wind_icrf_m_s = here.vel_icrf_m_s;
    CHECK(leo_norm(drag_on(here)) == 0);
}

static void never_adds_energy_relative_to_the_air(void)
{
    leo_surroundings here = at_400_km();
    for (int i = 0; i < 100; i++) {
        here.vel_icrf_m_s = leo_vec(8000 * sin(i), 8000 * cos(2 * i), 8000 * sin(3 * i + 1));
        here.wind_icrf_m_s = leo_vec(300 * cos(i), -400, 20);
        const leo_vec3 v = leo_sub(here.vel_icrf_m_s, here.wind_icrf_m_s);
        CHECK(leo_dot(drag_on(here), v) < 0);
        CHECK(leo_norm(leo_cross(drag_on(here), v)) <= 1e-12 * leo_norm(drag_on(here)) * leo_norm(v));
    }
}

static void asks_for_a_shorter_step_when_the_mass_is_gone(void)
{
    leo_surroundings here = at_400_km();
    leo_error error = { 0 };
    leo_vec3 a;
    here.mass_kg = 0;
    CHECK(leo_force_drag.accel(NULL, &here, &a, &error) == LEO_RETRY_STEP);
    CHECK(error.source[0] && error.message[0]);
    here = at_400_km();
    here.drag_area_m2 = NAN;
    CHECK(leo_force_drag.accel(NULL, &here, &a, NULL) == LEO_RETRY_STEP);
}

int main(void)
{
    RUN(matches_the_hand_calculation);
    RUN(vanishes_when_the_air_moves_along);
    RUN(never_adds_energy_relative_to_the_air);
    RUN(asks_for_a_shorter_step_when_the_mass_is_gone);
    return check_result();
}
