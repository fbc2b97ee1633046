/* SPDX-License-Identifier: MIT */

/*
 * The thermosphere: Jacchia 1971 in the closed form of Roberts.
 *
 *     Tc   = 379 + 3.24 Fm + 1.3 (F - Fm)                           night minimum, quiet
 *     Tl   = Tc (1 + 0.3 [S + (C - S) cos^3(tau/2)])                C = cos^2.2(|lat - d|/2), S = sin^2.2(|lat + d|/2)
 *     tau  = H - 37 deg + 6 deg sin(H + 43 deg),  -180 .. 180       H hour angle, d declination of the Sun
 *     Tinf = Tl + dT(Kp);  Tx = 371.6678 + 0.0518806 Tinf - 294.3505 exp(-0.00216222 Tinf) at 125 km
 *     T    = Tx + (Tx - 183) P4(z)/35^4 up to 125 km;  Tinf - (Tinf - Tx) exp(-E) above
 *     E    = l(Tinf) (Tx - 183)/(Tinf - Tx) (z - 125)/35 / (R + z)
 *     n_i  = diffusive equilibrium of N2, O2, O, Ar, He from 100 km on, H from 500 km on, integrated in closed form
 *
 *     log10 of the density gains the semi-annual, the seasonal-latitudinal and (below 200 km) the geomagnetic term;
 *     helium its seasonal one.
 *
 * Source  Jacchia, SAO Special Report 332 (1971); Roberts, Celestial Mechanics 4 (1971) 368, with the corrections of
 *         Long et al. (ed.), GTDS Mathematical Theory, FDD/552-89/0001 (1989); Vallado, Fundamentals of Astrodynamics
 *         and Applications, 4th ed. (2013), appendix B.
 * Valid   100 km .. 2500 km, Tinf 500 .. 2000 K.
 * Error   15-20 % (1 sigma) of the density against satellite drag. The published pieces do not meet; here they do:
 *         below 125 km the densities approach those of the upper piece from 110.6 km on (1e-3 at most); the step of
 *         the Kp terms at 200 km is spread over 170 .. 230 km, the beginning of H over 440 .. 500 km, and the end at
 *         2500 km over 100 km. Outside those bands the values are those of the source.
 */
#include "world/air_upper.h"

#include <math.h>

static const double PI = 3.14159265358979323846, LN10 = 2.30258509299404568402;
static const double GAS_J_MOL_K = 8.31432, AVOGADRO = 6.022045e23, G0_M_S2 = 9.80665;
static const double EARTH_KM = 6356.766;
static const double BASE_KM = 90, BASE_K = 183, DIFFUSION_KM = 100, INFLECTION_KM = 125;

const double LEO_AIR_MOLAR_MASS_G[LEO_AIR_SPECIES] = { 28.0134, 31.9988, 15.9994, 39.9480, 4.0026, 1.00797 };
static const double thermal_diffusion[LEO_AIR_SPECIES] = { 0, 0, 0, 0, -0.38, 0 };

enum { HEAVY = LEO_AIR_H }; // species that diffuse from 100 km on

// clang-format off
static const double share_100km[HEAVY] = { 0.78110, 0.161778, 0.095544, 0.0093432, 0.61471e-5 };
static const double temperature_rows[5] = { -89284375.0, 3542400.0, -52687.5, 340.5, -0.8 };
static const double slope_rows[5] = { 0.1031445e+5, 0.2341230e+1, 0.1579202e-2, -0.1252487e-5, 0.2462708e-9 };
static const double density_100km_rows[7] = { 0.1985549e-10, -0.1833490e-14, 0.1711735e-17, -0.1021474e-20,
    0.3727894e-24, -0.7734110e-28, 0.7026942e-32 };
static const double number_125km_rows[HEAVY][7] = { // log10 of the number in 1 cm^3
    { 0.1093155e2, 0.1186783e-2, -0.1677341e-5, 0.1420228e-8, -0.7139785e-12, 0.1969715e-15, -0.2296182e-19 },
    { 0.9924237e1, 0.1600311e-2, -0.2274761e-5, 0.1938454e-8, -0.9782183e-12, 0.2698450e-15, -0.3131808e-19 },
    { 0.1097083e2, 0.6118742e-4, -0.1165003e-6, 0.9239354e-10, -0.3490739e-13, 0.5116298e-17, 0 },
    { 0.8049405e1, 0.2382822e-2, -0.3391366e-5, 0.2909714e-8, -0.1481702e-11, 0.4127600e-15, -0.4837461e-19 },
    { 0.7646886e1, -0.4383486e-3, 0.4694319e-6, -0.2894886e-9, 0.9451989e-13, -0.1270838e-16, 0 },
};
// clang-format on

/* The temperature profile of one place. */
typedef struct profile {
    double exospheric_k, inflection_k, slope;
} profile;

/* The pieces of Roberts' integral between 100 and 125 km. */
typedef struct integral {
    double q1, q2, q3, q4, q5, q6, r1, r2, x, y, scale;
} integral;

static double polynomial(const double *rows, int count, double x)
{
    double sum = 0;
    for (int i = count - 1; i >= 0; i--)
        sum = sum * x + rows[i];
    return sum;
}

/* 0 below 0, 1 above 1, with two continuous derivatives. */
static double fade(double x)
{
    return x <= 0 ? 0 : x >= 1 ? 1 : x * x * x * (10 + x * (6 * x - 15));
}

static double local_k(const leo_air_drivers *d)
{
    const double night = 379 + 3.24 * d->f107_mean + 1.3 * (d->f107 - d->f107_mean);
    const double eta = fabs(d->lat_rad - d->sun_lat_rad) / 2, theta = fabs(d->lat_rad + d->sun_lat_rad) / 2;
    const double h = d->hour_angle_rad;
    const double tau = remainder(h + (-37 + 6 * sin(h + 43 * PI / 180)) * PI / 180, 2 * PI);
    const double c = pow(cos(eta), 2.2), s = pow(sin(theta), 2.2), noon = cos(tau / 2);
    return night * (1 + 0.3 * (s + (c - s) * noon * noon * noon));
}

/* log10 of the factor on the density of all species. */
static double variation(const leo_air_drivers *d, double z, double high)
{
    const double year = (d->day_of_year - 1) / 365.2422;
    const double magnetic = (1 - high) * (0.012 * d->kp + 1.2e-5 * exp(d->kp));
    const double wave = (1 + sin(2 * PI * year + 6.035)) / 2;
    const double tau = year + 0.09544 * (pow(wave, 1.65) - 0.5);
    const double f = (5.876e-7 * pow(z, 2.331) + 0.06328) * exp(-0.002868 * z);
    const double g = 0.02835 + (0.3817 + 0.17829 * sin(2 * PI * tau + 4.137)) * sin(4 * PI * tau + 4.259);
    const double above = z - 90, s = sin(d->lat_rad);
    const double seasonal =
        0.014 * above * exp(-0.0013 * above * above) * sin(2 * PI * year + 1.72) * s * fabs(s);
    return magnetic + f * g + seasonal;
}

/* ln of the factor on helium. */
static double helium_variation(const leo_air_drivers *d)
{
    const double side = d->sun_lat_rad >= 0 ? 1 : -1;
    const double s = sin(PI / 4 - side * d->lat_rad / 2);
    return LN10 * 0.65 * fabs(d->sun_lat_rad) / (23.439291 * PI / 180) * (s * s * s - 0.35355);
}

static double temperature_below(const profile *p, double z)
{
    const double rise = p->inflection_k - BASE_K;
    return p->inflection_k + rise / (35.0 * 35 * 35 * 35) * polynomial(temperature_rows, 5, z);
}

/* E, so that Tinf - T = (Tinf - Tx) exp(-E). */
static double exponent_above(const profile *p, double z)
{
    return p->slope * (p->inflection_k - BASE_K) / (p->exospheric_k - p->inflection_k) * (z - INFLECTION_KM) /
           (INFLECTION_KM - BASE_KM) / (EARTH_KM + z);
}

static double temperature_above(const profile *p, double exponent)
{
    return p->exospheric_k - (p->exospheric_k - p->inflection_k) * exp(-exponent);
}

/* A real root of z^4 + c3 z^3 + c2 z^2 + c1 z + c0 by Newton's iteration, which settles in six turns at most. */
static double root(const double c[4], double z)
{
    for (int i = 0; i < 12; i++) {
        const double value = (((z + c[3]) * z + c[2]) * z + c[1]) * z + c[0];
        const double slope = ((4 * z + 3 * c[3]) * z + 2 * c[2]) * z + c[1];
        const double step = value / slope;
        z -= step;
        if (fabs(step) < 1e-12 * z)
            break;
    }
    return z;
}

static integral integrate(const profile *p)
{
    const double c4 = temperature_rows[4], rise = p->inflection_k - BASE_K, quartic = 35.0 * 35 * 35 * 35;
    const double c[4] = { (quartic * p->inflection_k / rise + temperature_rows[0]) / c4,
                          temperature_rows[1] / c4, temperature_rows[2] / c4, temperature_rows[3] / c4 };
    const double r1 = root(c, 166.10), r2 = root(c, 61.32), ra = EARTH_KM;
    const double x = -(c[3] + r1 + r2) / 2, square = c[0] / (r1 * r2), y = sqrt(square - x * x);
    const double u1 = (r1 + ra) * (r1 + ra) * (r1 * r1 - 2 * x * r1 + square) * (r1 - r2);
    const double u2 = (r2 + ra) * (r2 + ra) * (r2 * r2 - 2 * x * r2 + square) * (r1 - r2);
    const double v = (ra * ra + 2 * x * ra + square) * (ra + r1) * (ra + r2);
    const double w1 = r1 * r2 * ra * (ra + r1) * (ra + square / r1),
                 w2 = r1 * r2 * ra * (ra + r2) * (ra + square / r2);
    const double big_x = -2 * r1 * r2 * ra * (ra * ra + 2 * x * ra + square);

    integral i = { .r1 = r1, .r2 = r2, .x = x, .y = y };
    i.q2 = 1 / u1;
    i.q3 = -1 / u2;
    i.q5 = 1 / v;
    i.q4 = (1 + r1 * r2 * (ra * ra - square) * i.q5 + w1 * i.q2 + w2 * i.q3) / big_x;
    i.q6 = -i.q5 - 2 * (x + ra) * i.q4 - (r2 + ra) * i.q3 - (r1 + ra) * i.q2;
    i.q1 = -2 * i.q4 - i.q3 - i.q2;
    i.scale = -G0_M_S2 / (GAS_J_MOL_K * rise) * quartic * ra * ra / c4;
    return i;
}

/* ln of the number densities in 1 cm^3, without variations, 100 .. 125 km. */
static void diffuse(const profile *p, const integral *i, double z, double ln_number[HEAVY])
{
    const double z0 = DIFFUSION_KM, ra = EARTH_KM, square = i->x * i->x + i->y * i->y;
    const double ln_f = i->q1 * log((z + ra) / (z0 + ra)) + i->q2 * log((z - i->r1) / (z0 - i->r1)) +
                        i->q3 * log((z - i->r2) / (z0 - i->r2)) +
                        i->q4 * log((z * z - 2 * i->x * z + square) / (z0 * z0 - 2 * i->x * z0 + square));
    const double rest = i->q5 * (z - z0) / ((z + ra) * (ra + z0)) +
                        i->q6 / i->y * atan(i->y * (z - z0) / (i->y * i->y + (z - i->x) * (z0 - i->x)));
    const double fall = i->scale * (ln_f + rest);
    const double cooling = log(temperature_below(p, z0) / temperature_below(p, z));
    const double ln_total = log(AVOGADRO * polynomial(density_100km_rows, 7, p->exospheric_k));
    for (int s = 0; s < HEAVY; s++)
        ln_number[s] = ln_total + log(share_100km[s]) + (1 + thermal_diffusion[s]) * cooling +
                       LEO_AIR_MOLAR_MASS_G[s] * fall;
}

static void number_at_125(const leo_air_drivers *d, const profile *p, double ln_number[HEAVY])
{
    for (int s = 0; s < HEAVY; s++)
        ln_number[s] = LN10 * polynomial(number_125km_rows[s], 7, p->exospheric_k);
    ln_number[LEO_AIR_HE] += helium_variation(d);
}

static void below(const leo_air_drivers *d, const profile *p, double z, double ln_number[HEAVY])
{
    const integral i = integrate(p);
    diffuse(p, &i, z, ln_number);
    const double near = fade((z - 110.6) / (INFLECTION_KM - 110.6));
    if (near == 0)
        return;
    double mine[HEAVY], upper[HEAVY];
    diffuse(p, &i, INFLECTION_KM, mine);
    number_at_125(d, p, upper);
    for (int s = 0; s < HEAVY; s++)
        ln_number[s] += near * (upper[s] - mine[s]);
}

/* Also returns the ln of hydrogen, -HUGE_VAL where there is none. */
static double above(const leo_air_drivers *d, const profile *p, double z, double temperature_k,
                    double exponent, double ln_number[HEAVY])
{
    const double gamma = G0_M_S2 * EARTH_KM * EARTH_KM / (GAS_J_MOL_K * p->slope * p->exospheric_k) *
                         (p->exospheric_k - p->inflection_k) / (p->inflection_k - BASE_K) *
                         (INFLECTION_KM - BASE_KM) / (EARTH_KM + INFLECTION_KM);
    const double cooling = log(p->inflection_k / temperature_k);
    number_at_125(d, p, ln_number);
    for (int s = 0; s < HEAVY; s++) {
        const double g = gamma * LEO_AIR_MOLAR_MASS_G[s];
        ln_number[s] += (1 + thermal_diffusion[s] + g) * cooling - g * exponent;
    }
    const double begun = fade((z - 440) / 60);
    if (begun == 0)
        return -HUGE_VAL;
    const double exponent_500 = exponent_above(p, 500), k500 = temperature_above(p, exponent_500);
    const double g = gamma * LEO_AIR_MOLAR_MASS_G[LEO_AIR_H], lg = log10(k500);
    return log(begun) + LN10 * (73.13 - (39.4 - 5.5 * lg) * lg) + (1 + g) * log(k500 / temperature_k) -
           g * (exponent - exponent_500);
}

void leo_upper_air_at(const leo_air_drivers *drivers, double alt_m, leo_upper_air *air)
{
    const double z = alt_m / 1000, kp = drivers->kp, storm = exp(kp);
    const double high = fade((z - 170) / 60);
    const double warmer = (1 - high) * (14 * kp + 0.02 * storm) + high * (28 * kp + 0.03 * storm);
    profile p = { .exospheric_k = local_k(drivers) + warmer };
    p.inflection_k = 371.6678 + 0.0518806 * p.exospheric_k - 294.3505 * exp(-0.00216222 * p.exospheric_k);
    p.slope = polynomial(slope_rows, 5, p.exospheric_k);

    double ln_number[LEO_AIR_SPECIES];
    ln_number[LEO_AIR_H] = -HUGE_VAL;
    if (z < INFLECTION_KM) {
        air->temperature_k = temperature_below(&p, z);
        below(drivers, &p, z, ln_number);
    } else {
        const double exponent = exponent_above(&p, z);
        air->temperature_k = temperature_above(&p, exponent);
        ln_number[LEO_AIR_H] = above(drivers, &p, z, air->temperature_k, exponent, ln_number);
    }
    const double left = fade((2500 - z) / 100); // 1 up to 2400 km
    const double common = LN10 * (6 + variation(drivers, z, high));
    air->density_kg_m3 = air->total_m3 = 0;
    for (int s = 0; s < LEO_AIR_SPECIES; s++) {
        air->number_m3[s] = left * exp(ln_number[s] + common);
        air->total_m3 += air->number_m3[s];
        air->density_kg_m3 += air->number_m3[s] * LEO_AIR_MOLAR_MASS_G[s] * (1e-3 / AVOGADRO);
    }
}
