/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "network/gas.h"
#include "network/orifice.h"

static const double O2_ONLY[LEO_GAS_COUNT] = { [LEO_O2] = 1 };

static leo_gas filled(leo_gas_law law, double pressure_pa, double temperature_k, double volume_m3)
{
    leo_gas_setup setup = { .name = "x",
                            .volume_m3 = volume_m3,
                            .pressure_pa = pressure_pa,
                            .temperature_k = temperature_k,
                            .mole_fraction = { [LEO_O2] = 1 },
                            .law = law };
    double mass[LEO_GAS_COUNT], energy;
    leo_gas gas = { 0 };
    leo_error error = { 0 };
    CHECK(leo_gas_fill(&setup, mass, &energy, &error) == LEO_OK);
    CHECK(leo_gas_derive(law, mass, energy, volume_m3, 1e-12, &gas, &error) == LEO_OK);
    return gas;
}

static double compressibility(double pressure_pa, double temperature_k)
{
    const leo_gas gas = filled(LEO_GAS_REAL, pressure_pa, temperature_k, 1);
    return pressure_pa / (gas.density_kg_m3 * gas.r_j_kg_k * temperature_k);
}

static void redlich_kwong_gives_the_known_compressibility_of_oxygen(void)
{
    // solved from the cubic in Z with another program, four digits
    CHECK_NEAR(compressibility(10e6, 300), 0.9471, 1e-4);
    CHECK_NEAR(compressibility(20e6, 300), 0.9427, 1e-4);
    CHECK_NEAR(compressibility(20e6, 273), 0.9020, 1e-4);
    CHECK_NEAR(compressibility(20e6, 253), 0.8606, 1e-4);
}

static void three_bottles_of_two_litres_hold_1_846_kg(void)
{
    CHECK_NEAR(filled(LEO_GAS_REAL, 22e6, 293.15, 6e-3).total_kg, 1.846, 0.008);
    CHECK_NEAR(filled(LEO_GAS_REAL, 22e6, 300, 6e-3).total_kg, 1.786, 0.02);
}

static void temperature_comes_back_from_energy(void)
{
    for (double t = 200; t < 360; t += 25) {
        CHECK_NEAR(filled(LEO_GAS_REAL, 15e6, t, 2e-3).temperature_k, t, 1e-9 * t);
        CHECK_NEAR(filled(LEO_GAS_REAL, 15e6, t, 2e-3).pressure_pa, 15e6, 15e6 * 1e-9);
        CHECK_NEAR(filled(LEO_GAS_IDEAL, 1e5, t, 2).temperature_k, t, 1e-12 * t);
    }
}

static void energy_of_a_real_gas_fits_its_pressure(void)
{
    // du/dv at constant T = T dp/dT - p, by differences
    const double t = 280, p = 18e6, h = 1e-3;
    const leo_gas mid = filled(LEO_GAS_REAL, p, t, 1);
    double mass[LEO_GAS_COUNT] = { mid.total_kg };
    double u[2], pressure[2];
    for (int i = 0; i < 2; i++) {
        const double volume = 1 + (i ? h : -h);
        double low = mid.energy_j * 0.5, high = mid.energy_j * 1.5; // energy at which the temperature is t
        leo_gas gas = { 0 };
        for (int k = 0; k < 60; k++) {
            u[i] = 0.5 * (low + high);
            leo_gas_derive(LEO_GAS_REAL, mass, u[i], volume, 1e-9, &gas, NULL);
            *(gas.temperature_k < t ? &low : &high) = u[i];
        }
    }
    for (int i = 0; i < 2; i++) {
        leo_gas gas = { 0 };
        leo_gas_derive(LEO_GAS_REAL, mass, mid.energy_j + (i ? 1e5 : -1e5), 1, 1e-9, &gas, NULL);
        pressure[i] = gas.pressure_pa;
        u[i] = u[i] + 0;
        if (i)
            pressure[1] = (pressure[1] - pressure[0]) / (2e5 / (mid.cv_j_kg_k * mid.total_kg));
    }
    CHECK_NEAR((u[1] - u[0]) / (2 * h), t * pressure[1] - p, 2e-3 * fabs(t * pressure[1] - p));
}

static void approaches_the_ideal_gas_when_thin(void)
{
    const leo_gas real = filled(LEO_GAS_REAL, 1000, 300, 1), ideal = filled(LEO_GAS_IDEAL, 1000, 300, 1);
    CHECK_NEAR(real.total_kg, ideal.total_kg, 1e-5 * ideal.total_kg);
    CHECK_NEAR(real.enthalpy_j_kg, ideal.enthalpy_j_kg, 1e-4 * ideal.enthalpy_j_kg);
}

static void refuses_what_is_no_gas(void)
{
    leo_error error = { 0 };
    leo_gas_setup setup = { .name = "tank", .volume_m3 = 1, .pressure_pa = 1e5, .temperature_k = 300 };
    double mass[LEO_GAS_COUNT], energy;
    CHECK(leo_gas_fill(&setup, mass, &energy, &error) == LEO_BAD_INPUT); // fractions add up to nothing
    CHECK_TEXT(error.where, "tank");
    memcpy(setup.mole_fraction, O2_ONLY, sizeof O2_ONLY);
    setup.volume_m3 = 0;
    CHECK(leo_gas_fill(&setup, mass, &energy, NULL) == LEO_BAD_INPUT);
    leo_gas gas = { 0 };
    const double negative[LEO_GAS_COUNT] = { -1 };
    CHECK(leo_gas_derive(LEO_GAS_IDEAL, negative, 1, 1, 1e-9, &gas, NULL) == LEO_RETRY_STEP);
    const double some[LEO_GAS_COUNT] = { 1 };
    CHECK(leo_gas_derive(LEO_GAS_IDEAL, some, -1, 1, 1e-9, &gas, NULL) == LEO_RETRY_STEP);
}

static void an_empty_node_has_no_pressure(void)
{
    leo_gas gas = { 0 };
    const double none[LEO_GAS_COUNT] = { 0 };
    CHECK(leo_gas_derive(LEO_GAS_IDEAL, none, 0, 1, 1e-9, &gas, NULL) == LEO_OK);
    CHECK(gas.pressure_pa == 0 && gas.temperature_k > 0 && gas.gamma > 1);
}

static void elements_add_up_to_molecules(void)
{
    for (int i = 0; i < LEO_GAS_COUNT; i++) {
        double sum = 0;
        for (int k = 0; k < LEO_LEDGER_ENERGY; k++)
            sum += leo_gas_table[i].weight.per_unit[k];
        CHECK_NEAR(sum, 1, 1e-15);
    }
    CHECK_NEAR(leo_gas_table[LEO_CO2].molar_kg_mol, 44.009e-3, 1e-8); // IUPAC
    CHECK_NEAR(leo_water_saturation_pa(310.15), 6282, 30); // 47.1 mmHg at 37 C, physiology's constant
}

static void choked_flow_matches_published_fluxes(void)
{
    // kg/(s m^2 Pa) at 293.15 K: air 0.040418 / sqrt(T) (Shapiro), gases from the closed form with pencil
    const leo_gas vacuum = filled(LEO_GAS_IDEAL, 0, 293.15, 1), o2 = filled(LEO_GAS_IDEAL, 1e5, 293.15, 1);
    CHECK_NEAR(leo_orifice_flow(1, &o2, &vacuum) / 1e5, 2.4779e-3, 2e-6);
    leo_gas air = { 0 };
    leo_gas_outside(1e5, 293.15, &air);
    air.gamma = 1.4; // dry air with argon
    air.r_j_kg_k = 287.05;
    CHECK_NEAR(leo_orifice_flow(1, &air, &vacuum) / 1e5, 2.3604e-3, 2e-7);
}

static void flow_is_antisymmetric_and_continuous(void)
{
    const leo_gas high = filled(LEO_GAS_IDEAL, 1e5, 290, 1);
    for (double p = 0; p <= 1e5; p += 2500) {
        const leo_gas low = filled(LEO_GAS_IDEAL, p, 300, 1);
        CHECK(leo_orifice_flow(1e-4, &high, &low) == -leo_orifice_flow(1e-4, &low, &high));
    }
    const double gamma = 1.395, critical = pow(2 / (gamma + 1), gamma / (gamma - 1));
    CHECK_NEAR(leo_orifice_psi(critical - 1e-9, gamma), leo_orifice_psi(critical + 1e-9, gamma), 1e-9);
    CHECK_NEAR(leo_orifice_psi(0.999 - 1e-9, gamma), leo_orifice_psi(0.999 + 1e-9, gamma), 1e-7);
    CHECK(leo_orifice_psi(1, gamma) == 0);
    double steepest = 0;
    for (double r = 0; r < 1; r += 1e-5)
        steepest = fmax(steepest, fabs(leo_orifice_psi(r + 1e-5, gamma) - leo_orifice_psi(r, gamma)) / 1e-5);
    CHECK(steepest < 50); // without the chord it grows beyond every bound
}

int main(void)
{
    RUN(redlich_kwong_gives_the_known_compressibility_of_oxygen);
    RUN(three_bottles_of_two_litres_hold_1_846_kg);
    RUN(temperature_comes_back_from_energy);
    RUN(energy_of_a_real_gas_fits_its_pressure);
    RUN(approaches_the_ideal_gas_when_thin);
    RUN(refuses_what_is_no_gas);
    RUN(an_empty_node_has_no_pressure);
    RUN(elements_add_up_to_molecules);
    RUN(choked_flow_matches_published_fluxes);
    RUN(flow_is_antisymmetric_and_continuous);
    return check_result();
}
