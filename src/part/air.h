/* SPDX-License-Identifier: MIT */
#ifndef LEO_PART_AIR_H
#define LEO_PART_AIR_H

/* What is said about the gas of any node in channels and in the mission file. */

#include "part/part.h"

/* Mole fractions of moist air: dry fractions of O2 and CO2, the rest nitrogen, and relative humidity. */
leo_status leo_air_mixture(const char *where, double pressure_pa, double temperature_k, double o2_fraction,
                           double co2_fraction, double humidity, double mole_fraction[LEO_GAS_COUNT],
                           leo_error *error);

double leo_gas_humidity(const leo_gas *gas);    // relative, 1 = saturated
double leo_gas_o2_fraction(const leo_gas *gas); // by volume
double leo_gas_fire_index(const leo_gas *gas);  // 1 = air at sea level

#endif
