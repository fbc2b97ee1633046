/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "network/gas.h"
#include "part/air.h"
#include "part/link.h"

static leo_gas gas_of(double pressure_pa, double o2_fraction, double humidity)
{
    leo_gas_setup setup = {
        .name = "x", .volume_m3 = 1, .pressure_pa = pressure_pa, .temperature_k = 293.15
    };
    double mass[LEO_GAS_COUNT], energy;
    leo_gas gas = { 0 };
    CHECK(leo_air_mixture("x", pressure_pa, 293.15, o2_fraction, 0, humidity, setup.mole_fraction, NULL) ==
          LEO_OK);
    CHECK(leo_gas_fill(&setup, mass, &energy, NULL) == LEO_OK);
    CHECK(leo_gas_derive(LEO_GAS_IDEAL, mass, energy, 1, 1e-9, &gas, NULL) == LEO_OK);
    return gas;
}

static void air_is_what_was_asked_for(void)
{
    const leo_gas air = gas_of(101325, 0.2095, 0.5);
    CHECK_NEAR(leo_gas_humidity(&air), 0.5, 1e-12);
    CHECK_NEAR(air.partial_pa[LEO_H2O], 0.5 * 2339, 10); // saturation at 20 C: 2339 Pa (steam tables)
    CHECK_NEAR(leo_gas_o2_fraction(&air), 0.2095 * (1 - air.partial_pa[LEO_H2O] / 101325), 1e-12);
    CHECK_NEAR(gas_of(101325, 0.2095, 0).density_kg_m3, 1.2, 0.01); // 1.204 with argon
}

static void fire_grows_with_oxygen_and_pressure(void)
{
    // 1 in air, 9.6 in the oxygen cabin of 34.5 kPa, 24 on a pad of oxygen at 110 kPa: by the formula with a pencil
    const leo_gas air = gas_of(101325, 0.2095, 0), cabin = gas_of(34.5e3, 1, 0), pad = gas_of(110e3, 1, 0);
    CHECK_NEAR(leo_gas_fire_index(&air), 1, 1e-12);
    CHECK_NEAR(leo_gas_fire_index(&cabin), 9.6, 0.1);
    CHECK_NEAR(leo_gas_fire_index(&pad), 24.3, 0.1);
}

static void refuses_air_that_cannot_be(void)
{
    double fraction[LEO_GAS_COUNT];
    leo_error error = { 0 };
    CHECK(leo_air_mixture("cabin", 1000, 293.15, 0.2, 0, 0.9, fraction, &error) == LEO_BAD_INPUT);
    CHECK_TEXT(error.where, "cabin");
    CHECK(leo_air_mixture("cabin", 1e5, 293.15, 0.9, 0.2, 0, fraction, NULL) == LEO_BAD_INPUT);
}

static void strokes_reach_their_ends_exactly(void)
{
    CHECK(leo_stroke_open(0) == 0 && leo_stroke_open(1) == 1 && leo_stroke_open(0.001) == 0);
    CHECK_NEAR(leo_stroke_rate(0.5, 1, 2), 0.5, 1e-15);
    CHECK_NEAR(leo_stroke_rate(0.5, 0, 2), -0.5, 1e-15);
    CHECK(leo_stroke_rate(1, 1, 2) == 0);
    CHECK_NEAR(leo_normal_mol_s(0.0224139695), 1, 1e-8); // molar volume at 0 C and 1 atm
}

int main(void)
{
    RUN(air_is_what_was_asked_for);
    RUN(fire_grows_with_oxygen_and_pressure);
    RUN(refuses_air_that_cannot_be);
    RUN(strokes_reach_their_ends_exactly);
    return check_result();
}
