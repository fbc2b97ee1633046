/* SPDX-License-Identifier: MIT */

/*
 * Moist air by what people say of it, and how it burns.
 *
 *     humidity    h = p_H2O / p_sat(T)
 *     fire index  F = (x_O2/0.2095)^2 (p/101325)^0.8
 *
 * Source  humidity: definition. Fire index: engineering index shaped after the growth of flame spread
 *         with oxygen fraction and pressure in Olson et al., Combustion and Flame 157 (2010) 549, and
 *         Hirsch & Beeson, NASA/TM-2001-210857; exponents estimated.
 * Valid   F between 34 kPa of oxygen and 110 kPa of air.
 * Error   F is an index for alarms and comparison: a factor of two against any one material.
 */
#include "part/air.h"

#include "base/error.h"
#include "network/gas.h"

#include <math.h>

leo_status leo_air_mixture(const char *where, double pressure_pa, double temperature_k, double o2_fraction,
                           double co2_fraction, double humidity, double mole_fraction[LEO_GAS_COUNT],
                           leo_error *error)
{
    if (o2_fraction + co2_fraction > 1)
        return leo_fail(error, LEO_BAD_INPUT, where, "O2 and CO2 add up to %g of the dry gas: at most 1",
                        o2_fraction + co2_fraction);
    const double vapour =
        pressure_pa > 0 ? humidity * leo_water_saturation_pa(temperature_k) / pressure_pa : 0;
    if (vapour > 1)
        return leo_fail(error, LEO_BAD_INPUT, where,
                        "a humidity of %g at %g K is more than the pressure of %g Pa", humidity,
                        temperature_k, pressure_pa);
    mole_fraction[LEO_H2O] = vapour;
    mole_fraction[LEO_O2] = (1 - vapour) * o2_fraction;
    mole_fraction[LEO_CO2] = (1 - vapour) * co2_fraction;
    mole_fraction[LEO_N2] = (1 - vapour) * (1 - o2_fraction - co2_fraction);
    return LEO_OK;
}

double leo_gas_humidity(const leo_gas *gas)
{
    return gas->partial_pa[LEO_H2O] / leo_water_saturation_pa(fmax(200, gas->temperature_k));
}

double leo_gas_o2_fraction(const leo_gas *gas)
{
    return gas->pressure_pa > 0 ? gas->partial_pa[LEO_O2] / gas->pressure_pa : 0;
}

double leo_gas_fire_index(const leo_gas *gas)
{
    const double rich = leo_gas_o2_fraction(gas) / 0.2095;
    return rich * rich * pow(fmax(0, gas->pressure_pa) / 101325, 0.8);
}
