/* SPDX-License-Identifier: MIT */

/*
 * Gas in a node: mixture of ideal gases with constant heat capacities, or Redlich-Kwong for high-pressure
 * bottles.
 *
 *     ideal   T = U / sum m cv,  p = sum m R T / V,  h = cp T
 *     real    p = R T/(v-b) - a/(sqrt(T) v (v+b)),  a = 0.42748 R^2 Tc^2.5/pc,  b = 0.08664 R Tc/pc
 *             U = n (cv T - 3a/(2 b sqrt(T)) ln(1 + b/v)),  h = (U + p V)/m      v  molar volume
 *             mixtures: sqrt(a) and b linear in the mole fractions; T from U by Newton
 *     water   p_sat = 610.94 exp(17.625 t/(t + 243.04)), t in Celsius
 *
 * Source  heat capacities at 300 K: Lemmon, McLinden & Friend, NIST Chemistry WebBook (SRD 69), read
 *         as ideal-gas values; standard atomic weights: IUPAC 2021, abridged; equation of state:
 *         Redlich & Kwong, Chem. Rev. 44 (1949) 233; saturation: Alduchov & Eskridge, J. Appl.
 *         Meteorol. 35 (1996) 601.
 * Valid   ideal: 200 to 400 K, below 2 MPa. Real: above the critical temperature (155 K for O2), below
 *         30 MPa.
 * Error   cp 1 % over 250 to 350 K; mass stored at 20 MPa and 300 K: 1.4 % (O2 against the reference
 *         equation); saturation 0.4 % from -40 to 50 Celsius.
 */
#include "network/gas.h"

#include "base/error.h"

#include <math.h>

#define MOLAR_O 15.999e-3
#define MOLAR_N 14.007e-3
#define MOLAR_C 12.011e-3
#define MOLAR_H 1.008e-3
#define MOLAR_O2 (2 * MOLAR_O)
#define MOLAR_N2 (2 * MOLAR_N)
#define MOLAR_CO2 (MOLAR_C + 2 * MOLAR_O)
#define MOLAR_H2O (2 * MOLAR_H + MOLAR_O)
#define HEAT(molar, cp) \
    .r_j_kg_k = 8.31446261815324 / (molar), .cp_j_kg_k = (cp), .cv_j_kg_k = (cp)-8.31446261815324 / (molar)

const double leo_element_molar_kg_mol[4] = { MOLAR_O, MOLAR_N, MOLAR_C, MOLAR_H };

// clang-format off
const leo_gas_constants leo_gas_table[LEO_GAS_COUNT] = {
    [LEO_O2] = { "o2", MOLAR_O2, HEAT(MOLAR_O2, 919), 154.58, 5.043e6,
                 { { [LEO_LEDGER_O] = 1 } } },
    [LEO_N2] = { "n2", MOLAR_N2, HEAT(MOLAR_N2, 1040), 126.19, 3.396e6,
                 { { [LEO_LEDGER_N] = 1 } } },
    [LEO_CO2] = { "co2", MOLAR_CO2, HEAT(MOLAR_CO2, 846), 304.13, 7.377e6,
                  { { [LEO_LEDGER_O] = 2 * MOLAR_O / MOLAR_CO2, [LEO_LEDGER_C] = MOLAR_C / MOLAR_CO2 } } },
    [LEO_H2O] = { "h2o", MOLAR_H2O, HEAT(MOLAR_H2O, 1865), 647.10, 22.064e6,
                  { { [LEO_LEDGER_O] = MOLAR_O / MOLAR_H2O, [LEO_LEDGER_H] = 2 * MOLAR_H / MOLAR_H2O } } },
};
// clang-format on

const double leo_air_mole_fraction[LEO_GAS_COUNT] = { [LEO_O2] = 0.2095, [LEO_N2] = 0.7905 };

/* Colder or hotter is no gas of a cabin: a trial step went wrong. An empty node has the temperature EMPTY_K. */
static const double COLDEST_K = 1, HOTTEST_K = 4000, EMPTY_K = 290;

/* Below this many thin masses (about 1 Pa) the temperature of what is left goes over to EMPTY_K. */
static const double WISP = 100;

double leo_water_saturation_pa(double temperature_k)
{
    const double t = temperature_k - 273.15;
    return 610.94 * exp(17.625 * t / (t + 243.04));
}

typedef struct real_gas {
    double a, b, moles; // of the mixture; a in Pa m^6 K^0.5 / mol^2, b in m^3/mol
} real_gas;

static real_gas mix_real(const double mass_kg[LEO_GAS_COUNT])
{
    double root_a = 0, b = 0, moles = 0;
    for (int i = 0; i < LEO_GAS_COUNT; i++) {
        const leo_gas_constants *g = &leo_gas_table[i];
        const double n = mass_kg[i] / g->molar_kg_mol;
        if (!(n > 0))
            continue;
        const double rt = LEO_GAS_CONSTANT * g->critical_temperature_k;
        root_a += n * sqrt(0.42748 * rt * rt * sqrt(g->critical_temperature_k) / g->critical_pressure_pa);
        b += n * 0.08664 * rt / g->critical_pressure_pa;
        moles += n;
    }
    return moles > 0 ? (real_gas){ root_a / moles * (root_a / moles), b / moles, moles } : (real_gas){ 0 };
}

static double real_pressure_pa(const real_gas *gas, double v, double t)
{
    return LEO_GAS_CONSTANT * t / (v - gas->b) - gas->a / (sqrt(t) * v * (v + gas->b));
}

/* U - sum m cv T, as minus this over sqrt(T) */
static double departure(const real_gas *gas, double volume_m3)
{
    const double v = volume_m3 / gas->moles;
    return gas->moles * 1.5 * gas->a / gas->b * log1p(gas->b / v);
}

static leo_status derive_real(const double mass_kg[LEO_GAS_COUNT], leo_gas *gas, double heat_capacity,
                              leo_error *error)
{
    const real_gas mixture = mix_real(mass_kg);
    if (!(mixture.moles > 0))
        return leo_fail(error, LEO_RETRY_STEP, NULL, "no gas left");
    const double v = gas->volume_m3 / mixture.moles;
    if (!(v > 1.05 * mixture.b))
        return leo_fail(error, LEO_RETRY_STEP, NULL, "denser than Redlich-Kwong can tell");
    const double dep = departure(&mixture, gas->volume_m3);
    double t = fmax(gas->energy_j / heat_capacity, 50);
    for (int i = 0; i < 30; i++) {
        const double root = sqrt(t);
        const double step =
            (heat_capacity * t - dep / root - gas->energy_j) / (heat_capacity + 0.5 * dep / (root * t));
        t = fmax(t - step, 0.5 * t);
        if (fabs(step) < 1e-13 * t)
            break;
    }
    gas->temperature_k = t;
    gas->pressure_pa = real_pressure_pa(&mixture, v, t);
    if (!(gas->pressure_pa >= 0) || !(t > COLDEST_K && t < HOTTEST_K))
        return leo_fail(error, LEO_RETRY_STEP, NULL, "%g K: beyond Redlich-Kwong", t);
    gas->cv_j_kg_k = (heat_capacity + 0.5 * dep / (t * sqrt(t))) / gas->total_kg;
    return LEO_OK;
}

leo_status leo_gas_derive(leo_gas_law law, const double mass_kg[LEO_GAS_COUNT], double energy_j,
                          double volume_m3, double thin_kg, leo_gas *gas, leo_error *error)
{
    double total = 0, mr = 0, mcv = 0;
    for (int i = 0; i < LEO_GAS_COUNT; i++) {
        const double m = mass_kg[i];
        if (!(m > -10 * thin_kg))
            return leo_fail(error, LEO_RETRY_STEP, NULL, "%g kg of %s", m, leo_gas_table[i].name);
        const double held = m > 0 ? m : 0;
        gas->mass_kg[i] = held;
        total += held;
        mr += held * leo_gas_table[i].r_j_kg_k;
        mcv += held * leo_gas_table[i].cv_j_kg_k;
    }
    if (!(volume_m3 > 0) || !isfinite(energy_j))
        return leo_fail(error, LEO_RETRY_STEP, NULL, "%g m^3, %g J", volume_m3, energy_j);
    gas->total_kg = total;
    gas->energy_j = energy_j;
    gas->volume_m3 = volume_m3;
    gas->density_kg_m3 = total / volume_m3;
    if (!(total > 0)) { // nothing at all: nitrogen that weighs nothing
        const leo_gas_constants *n2 = &leo_gas_table[LEO_N2];
        gas->r_j_kg_k = n2->r_j_kg_k, gas->cp_j_kg_k = n2->cp_j_kg_k, gas->cv_j_kg_k = n2->cv_j_kg_k;
        gas->gamma = n2->cp_j_kg_k / n2->cv_j_kg_k;
        gas->temperature_k = EMPTY_K, gas->pressure_pa = 0, gas->enthalpy_j_kg = n2->cp_j_kg_k * EMPTY_K;
        for (int i = 0; i < LEO_GAS_COUNT; i++)
            gas->partial_pa[i] = 0;
        return LEO_OK;
    }
    gas->r_j_kg_k = mr / total;
    gas->cv_j_kg_k = mcv / total;
    gas->cp_j_kg_k = gas->cv_j_kg_k + gas->r_j_kg_k;
    gas->gamma = gas->cp_j_kg_k / gas->cv_j_kg_k;
    if (law == LEO_GAS_REAL && total > thin_kg) {
        const leo_status status = derive_real(mass_kg, gas, mcv, error);
        if (status != LEO_OK)
            return status;
        gas->enthalpy_j_kg = (energy_j + gas->pressure_pa * volume_m3) / total;
    } else {
        // a wisp of gas at 290 K stands in as the node runs empty, so that temperature stays smooth and bounded
        const double scale_kg = WISP * thin_kg;
        const double wisp_kg = total < 40 * scale_kg ? scale_kg * exp(-total / scale_kg) : 0;
        const double wisp_j_k = wisp_kg * gas->cv_j_kg_k;
        const double t = (energy_j + wisp_j_k * EMPTY_K) / (mcv + wisp_j_k);
        if (!(t > COLDEST_K && t < HOTTEST_K))
            return leo_fail(error, LEO_RETRY_STEP, NULL, "%g K", t);
        gas->temperature_k = t;
        gas->pressure_pa = mr * t / volume_m3;
        gas->enthalpy_j_kg = gas->cp_j_kg_k * t;
    }
    const double per_mole = gas->pressure_pa / mr;
    for (int i = 0; i < LEO_GAS_COUNT; i++)
        gas->partial_pa[i] = gas->mass_kg[i] * leo_gas_table[i].r_j_kg_k * per_mole;
    return LEO_OK;
}

/* Molar volume at (p, T), the largest root: Newton from the ideal gas. */
static leo_status molar_volume(const real_gas *mixture, double p, double t, double *volume, leo_error *error)
{
    double v = LEO_GAS_CONSTANT * t / p + mixture->b;
    for (int i = 0; i < 100; i++) {
        const double h = 1e-6 * v;
        const double f = real_pressure_pa(mixture, v, t) - p;
        const double slope =
            (real_pressure_pa(mixture, v + h, t) - real_pressure_pa(mixture, v - h, t)) / (2 * h);
        const double step = f / slope;
        v = fmax(v - step, 0.5 * (v + mixture->b));
        if (fabs(step) < 1e-14 * v) {
            *volume = v;
            return LEO_OK;
        }
    }
    // differences leave the last digits open: accept what fits the pressure to twelve
    if (fabs(real_pressure_pa(mixture, v, t) / p - 1) < 1e-12) {
        *volume = v;
        return LEO_OK;
    }
    return leo_fail(error, LEO_OUT_OF_RANGE, NULL, "no gas of %g Pa at %g K", p, t);
}

leo_status leo_gas_fill(const leo_gas_setup *setup, double mass_kg[LEO_GAS_COUNT], double *energy_j,
                        leo_error *error)
{
    double sum = 0;
    for (int i = 0; i < LEO_GAS_COUNT; i++) {
        if (!(setup->mole_fraction[i] >= 0))
            return leo_fail(error, LEO_BAD_INPUT, setup->name, "%g of %s: must not be negative",
                            setup->mole_fraction[i], leo_gas_table[i].name);
        sum += setup->mole_fraction[i];
    }
    if (!(fabs(sum - 1) < 1e-9))
        return leo_fail(error, LEO_BAD_INPUT, setup->name, "gas fractions add up to %.12g: must be 1", sum);
    if (!(setup->volume_m3 > 0 && setup->pressure_pa >= 0 && setup->temperature_k > COLDEST_K &&
          setup->temperature_k < HOTTEST_K))
        return leo_fail(error, LEO_BAD_INPUT, setup->name, "%g m^3, %g Pa, %g K: not a volume of gas",
                        setup->volume_m3, setup->pressure_pa, setup->temperature_k);
    const double t = setup->temperature_k;
    double moles = setup->pressure_pa * setup->volume_m3 / (LEO_GAS_CONSTANT * t);
    for (int i = 0; i < LEO_GAS_COUNT; i++)
        mass_kg[i] = setup->mole_fraction[i] / sum * leo_gas_table[i].molar_kg_mol;
    real_gas mixture = { 0 };
    if (setup->law == LEO_GAS_REAL && setup->pressure_pa > 0) {
        mixture = mix_real(mass_kg);
        double v = 0;
        const leo_status status = molar_volume(&mixture, setup->pressure_pa, t, &v, error);
        if (status != LEO_OK)
            return status;
        moles = setup->volume_m3 / v;
    }
    *energy_j = 0;
    for (int i = 0; i < LEO_GAS_COUNT; i++) {
        mass_kg[i] *= moles;
        *energy_j += mass_kg[i] * leo_gas_table[i].cv_j_kg_k * t;
    }
    if (mixture.moles > 0) {
        mixture.moles = moles;
        *energy_j -= departure(&mixture, setup->volume_m3) / sqrt(t);
    }
    return LEO_OK;
}

/*
 * So thin, the air outside does not flow into a craft as through an orifice: its molecules come one by one. It fades out as
 * p^2 / (p + 0.01 Pa): 1 % less at 1 Pa (some 80 km up), nothing to speak of in orbit.
 */
static const double MOLECULES_PA = 0.01;

void leo_gas_outside(double outside_pa, double temperature_k, leo_gas *gas)
{
    const double pressure_pa = outside_pa > 0 ? outside_pa * (outside_pa / (outside_pa + MOLECULES_PA)) : 0;
    double molar = 0, cp = 0;
    for (int i = 0; i < LEO_GAS_COUNT; i++)
        molar += leo_air_mole_fraction[i] * leo_gas_table[i].molar_kg_mol;
    const double moles = pressure_pa / (LEO_GAS_CONSTANT * temperature_k);
    for (int i = 0; i < LEO_GAS_COUNT; i++) {
        const double share = leo_air_mole_fraction[i] * leo_gas_table[i].molar_kg_mol;
        gas->mass_kg[i] = moles * share;
        gas->partial_pa[i] = pressure_pa * leo_air_mole_fraction[i];
        cp += share / molar * leo_gas_table[i].cp_j_kg_k;
    }
    gas->total_kg = gas->density_kg_m3 = moles * molar;
    gas->volume_m3 = 1;
    gas->pressure_pa = pressure_pa;
    gas->temperature_k = temperature_k;
    gas->r_j_kg_k = LEO_GAS_CONSTANT / molar;
    gas->cp_j_kg_k = cp;
    gas->cv_j_kg_k = cp - gas->r_j_kg_k;
    gas->gamma = gas->cp_j_kg_k / gas->cv_j_kg_k;
    gas->enthalpy_j_kg = cp * temperature_k;
    gas->energy_j = gas->total_kg * gas->cv_j_kg_k * temperature_k;
}
