/* SPDX-License-Identifier: MIT */
#ifndef LEO_NETWORK_GAS_H
#define LEO_NETWORK_GAS_H

#include "network/network.h"

static const double LEO_GAS_CONSTANT = 8.31446261815324; // J/(mol K), exact (SI 2019)

/* One of the four gases. The ledger counts with these same masses, so that reactions close exactly. */
typedef struct leo_gas_constants {
    const char *name; // as in channel names: "o2"
    double molar_kg_mol;
    double r_j_kg_k, cp_j_kg_k, cv_j_kg_k;
    double critical_temperature_k, critical_pressure_pa;
    leo_ledger_weight weight; // of one kilogram: kg of O, N, C, H
} leo_gas_constants;

extern const leo_gas_constants leo_gas_table[LEO_GAS_COUNT];

/* Molar masses of the elements in the order of the ledger, kg/mol. */
extern const double leo_element_molar_kg_mol[4];

/* Saturation pressure of water, Pa. */
double leo_water_saturation_pa(double temperature_k);

/* Air of the ground, mole fractions; argon is counted as nitrogen. */
extern const double leo_air_mole_fraction[LEO_GAS_COUNT];

/*
 * Everything that follows from masses, energy and volume. `thin_kg` is a mass so small that its temperature
 * does not matter: much below it the temperature is held in bounds. LEO_RETRY_STEP: negative amounts, or a
 * temperature beyond what the law can tell; `error` says which.
 */
leo_status leo_gas_derive(leo_gas_law law, const double mass_kg[LEO_GAS_COUNT], double energy_j,
                          double volume_m3, double thin_kg, leo_gas *gas, leo_error *error);

/* Masses and energy of a volume filled to a pressure at a temperature. */
leo_status leo_gas_fill(const leo_gas_setup *setup, double mass_kg[LEO_GAS_COUNT], double *energy_j,
                        leo_error *error);

/* Ideal gas of given composition, pressure and temperature in one cubic metre: what the outside is made of.
 */
void leo_gas_outside(double outside_pa, double temperature_k, leo_gas *gas);

#endif
