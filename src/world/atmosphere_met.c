/* SPDX-License-Identifier: MIT */

/*
 * The Marshall Engineering Thermosphere (MET): Jacchia 1970 with the seasons of Jacchia 1971.
 *
 *     Tc  = 383 + 3.32 Fm + 1.80 (F - Fm);  Tl = Tc (1 + 0.31 [S + (C - S) cos^3(tau/2)])
 *     C   = cos^2.5(|lat - d|/2), S = sin^2.5(|lat + d|/2), tau = H - 37 deg + 6 deg sin(H + 43 deg)
 *     Ti  = Tl + dT + ds;  dT = ap + 100 (1 - exp(-0.08 ap)), or 28 Kp + 0.03 exp(Kp)
 *     ds  = 2.41 + Fm (0.349 + 0.206 sin(2 pi t + 226.5 deg)) sin(4 pi t + 247.6 deg),
 *           t = y + 0.1145 ([(1 + sin(2 pi y + 342.3 deg))/2]^2.16 - 1/2),  y the part of the year
 *     Tx  = 444.3807 + 0.02385 Ti - 392.8292 exp(-0.0021357 Ti) at 125 km, a quartic below from 183 K at 90 km,
 *           Tx + (2/pi)(Ti - Tx) atan(1.9 (pi/2)(Tx - 183)/35/(Ti - Tx) (z - 125)(1 + 4.5e-6 (z - 125)^2.5)) above
 *     rho   to 105 km by the balance of mixed air, M(z) a polynomial; above, N2, O2, O, Ar, He each by its own; H from
 *           500 km. The integrals of g/T by Gauss's rule with 4, 5 or 6 points between 90, 105, 125, 160, 200, 300, 500,
 *           1500 and 2500 km.
 *     then  the season of the density below 170 km, and of helium: from 440 km on, whole from 500 km
 *
 * The Sun's angles are the model's own, by the date, good to 0.05 deg.
 *
 * Source  Jacchia, SAO Special Reports 313 (1970) and 332 (1971); Hickey, NASA CR-179359 and CR-179389 (1988); figures as
 *         in NASA's JEOD, environment/atmosphere/MET (2018 and later).
 * Valid   90 .. 2500 km, 1901 .. 2099.
 * Error   of this form of it: 1e-6 of JEOD's verification runs. Of the model: 15-20 % (1 sigma) of the density of a day.
 *         It steps as published: at 500 km, where hydrogen begins, by some 1 %.
 */
#include "world/atmosphere_row.h"

static const double PI = 3.14159265358979323846, GAS_J_MOL_K = 8.31432, AVOGADRO = 6.02257e23;
static const double DEGREE = 0.017453292519943295769, YEAR_DAYS = 365.2422, LOW_K = 183;

enum { N2, O2, O, AR, HE, H, GASES };
static const double molar_g[GASES] = { 28.0134, 31.9988, 15.9994, 39.948, 4.0026, 1.00797 };
static const double share[GASES] = { 0.78110, 0.20955, 0, 0.0093432, 1.289e-5, 0 };
static const double SEA_LEVEL_G = 28.96, MIXED_TOP_KM = 105, MIXED_TOP_G = 27.72594278125;

enum { AP, KP };
static const char *const index_words[] = { "ap", "kp", NULL };

typedef struct met {
    int index;
} met;

// clang-format off
static const leo_field fields[] = {
    { "index", LEO_CHOICE_AT(met, index), NULL, 0, 0, "ap", index_words, "Geomagnetic index that warms the air: ap of 6 h before, or kp of 6.7 h before." },
    { 0 },
};
// clang-format on

/* What the place and time make of the drivers. */
typedef struct column {
    double exospheric_k, inflection_k; // inflection: at 125 km
    double year_part, declination_rad;
} column;

typedef struct sun_angles {
    double declination_rad, hour_rad, year_part;
} sun_angles;

static sun_angles sun_of(const leo_air_place *here)
{
    const double day = floor(here->day_of_year), minutes = here->utc_s / 60;
    const double days =
        365.0 * (here->year - 1900) + floor((here->year - 1901) / 4.0) + day - 1; // from 1900-01-01
    const double centuries = (days + 0.5) / 36525;
    const double d = days - 20818 + minutes / 1440; // from 1956-12-31
    const double lon = 0.0172028 * d + 0.0335 * sin(0.017202 * (d - 3)) - 1.407;
    const double tilt = (23.4523 - 0.013 * centuries) * DEGREE;
    const double greenwich =
        99.6909833 + centuries * (36000.76892 + 0.00038708 * centuries) + 0.250684477 * minutes;
    const double ascension = atan2(cos(tilt) * sin(lon), cos(lon));
    return (sun_angles){ .declination_rad = asin(sin(lon) * sin(tilt)),
                         .hour_rad = remainder(greenwich * DEGREE + here->place.lon_rad - ascension, 2 * PI),
                         .year_part = day / YEAR_DAYS };
}

static double exospheric(const leo_weather_now *w, int index, double lat_rad, const sun_angles *sun)
{
    const double night = 383 + 3.32 * w->f107_mean + 1.8 * (w->f107_previous - w->f107_mean);
    const double theta = fabs(lat_rad + sun->declination_rad) / 2,
                 eta = fabs(lat_rad - sun->declination_rad) / 2;
    const double h = sun->hour_rad,
                 tau = remainder(h - 37 * DEGREE + 6 * DEGREE * sin(h + 43 * DEGREE), 2 * PI);
    const double s = pow(sin(theta), 2.5), c = pow(cos(eta), 2.5), noon = cos(tau / 2);
    const double warmed =
        index == KP ? 28 * w->kp_3h + 0.03 * exp(w->kp_3h) : w->ap[3] + 100 * (1 - exp(-0.08 * w->ap[3]));
    const double y = sun->year_part;
    const double t = y + 0.1145 * (pow((1 + sin(2 * PI * y + 342.3 * DEGREE)) / 2, 2.16) - 0.5);
    const double season = 2.41 + w->f107_mean * (0.349 + 0.206 * sin(2 * PI * t + 226.5 * DEGREE)) *
                                     sin(4 * PI * t + 247.6 * DEGREE);
    return night * (1 + 0.31 * (s + (c - s) * noon * noon * noon)) + warmed + season;
}

static double temperature(const column *c, double alt_km)
{
    const double z = alt_km - 125, rise = c->inflection_k - LOW_K;
    if (z <= 0)
        return c->inflection_k + rise * z * (1.9 / 35 + z * z * (-1.7 / 42875 - 0.8 / 1500625 * z));
    const double reach = 2 / PI * (c->exospheric_k - c->inflection_k);
    return c->inflection_k + reach * atan2(1.9 / 35 * rise * z * (1 + 4.5e-6 * z * z * sqrt(z)), reach);
}

static double mixed_molar_g(double alt_km)
{
    static const double rows[7] = {
        28.15204, -0.085586, 1.284e-4, -1.0056e-5, -1.021e-5, 1.5044e-6, 9.9826e-8
    };
    double sum = 0;
    for (int i = 6; i >= 0; i--)
        sum = sum * (alt_km - 100) + rows[i];
    return sum;
}

/* Gauss's rule: half of the points (they are symmetric) and their weights. */
typedef struct rule {
    int count; // of pairs, 0 among them counts once
    double x[3], weight[3];
} rule;

static const rule rules[] = {
    { 2, { 0.33998104358485626, 0.86113631159405258 }, { 0.65214515486254614, 0.34785484513745386 } },
    { 3,
      { 0, 0.53846931010568309, 0.90617984593866399 },
      { 0.28444444444444444, 0.47862867049936647, 0.23692688505618909 } },
    { 3,
      { 0.23861918608319691, 0.66120938646626451, 0.93246951420315203 },
      { 0.46791393457269105, 0.36076157304813861, 0.17132449237917034 } },
};

static double pull(const column *c, double alt_km, int mixed)
{
    const double lever = 1 + alt_km / 6356.766;
    return 9.80665 / (lever * lever) / temperature(c, alt_km) * (mixed ? mixed_molar_g(alt_km) : 1);
}

/* The integral of g/T, or of M g/T in the mixed air, from the given edge up, over R. */
static double integral(const column *c, int edge, double top_km)
{
    static const double edges[] = { 90, 105, 125, 160, 200, 300, 500, 1500, 2500 };
    double sum = 0;
    for (int i = edge; i < 8 && edges[i] < top_km; i++) {
        const double half = (fmin(top_km, edges[i + 1]) - edges[i]) / 2, middle = edges[i] + half;
        const rule *r = &rules[i < 2 ? i : 2];
        double part = 0;
        for (int k = 0; k < r->count; k++)
            part += r->weight[k] * (pull(c, middle - half * r->x[k], edge == 0) +
                                    pull(c, middle + half * r->x[k], edge == 0));
        sum += half * part;
    }
    return sum / GAS_J_MOL_K;
}

/* Number densities in 1/m^3; returns the density in kg/m^3. */
static double compose(const column *c, double alt_km, double n[GASES])
{
    const double mixed_km = fmin(alt_km, MIXED_TOP_KM), t = temperature(c, alt_km),
                 mixed_k = temperature(c, mixed_km);
    const double molar = alt_km < MIXED_TOP_KM ? mixed_molar_g(alt_km) : MIXED_TOP_G;
    const double density = 2.1926e-5 * molar / mixed_k * exp(-integral(c, 0, mixed_km));
    const double all = AVOGADRO * density * 1000 / molar, air = all * molar / SEA_LEVEL_G;
    for (int i = 0; i < GASES; i++)
        n[i] = share[i] * air;
    n[O2] = all * (molar / SEA_LEVEL_G * (1 + share[O2]) - 1);
    n[O] = 2 * all * (1 - molar / SEA_LEVEL_G);
    if (alt_km <= MIXED_TOP_KM)
        return density;
    const double fall = integral(c, 1, alt_km), cooling = mixed_k / t;
    for (int i = 0; i < H; i++)
        n[i] *= cooling * exp(-molar_g[i] * fall);
    n[HE] *= pow(cooling, -0.38);
    if (alt_km > 500) {
        const double k500 = temperature(c, 500), l = log10(k500);
        n[H] =
            pow(10, 79.13 - 39.4 * l + 5.5 * l * l) * (k500 / t) * exp(-molar_g[H] * integral(c, 6, alt_km));
    }
    double sum = 0;
    for (int i = 0; i < GASES; i++)
        sum += molar_g[i] * n[i];
    return 1e-3 * sum / AVOGADRO;
}

/* The factor of the season on the density of the lower thermosphere. */
static double season_below(const column *c, double alt_km, double lat_rad)
{
    const double z = alt_km - 90, s = sin(lat_rad);
    return pow(10, 0.014 * z * exp(-0.0013 * z * z) * sin(2 * PI * c->year_part + 1.72) * s * fabs(s));
}

/* Moves helium to its season, in part between 440 and 500 km; returns the density with it. */
static double season_of_helium(const column *c, double alt_km, double lat_rad, double density, double *helium)
{
    const double side = c->declination_rad < 0 ? -1 : 1, s = sin(PI / 4 - side * lat_rad / 2);
    const double change = fabs(0.65 * c->declination_rad / 0.4091) * (s * s * s - 0.35355);
    const double before = *helium, after = before * pow(10, change);
    const double whole = density + 6.646e-27 * (after - before);
    const double turn = alt_km < 500 ? cos(PI / 2 * (alt_km - 440) / 60) : 0, kept = turn * turn;
    *helium = after * pow(before / after, kept);
    return whole * pow(density / whole, kept);
}

static leo_status check_weather(const leo_weather_now *w, leo_error *error)
{
    if (!(w->f107_previous >= 40 && w->f107_previous <= 500 && w->f107_mean >= 40 && w->f107_mean <= 500))
        return leo_fail(error, LEO_OUT_OF_RANGE, "space weather",
                        "F10.7 of %g, mean %g: must lie in 40 .. 500", w->f107_previous, w->f107_mean);
    if (!(w->ap[3] >= 0 && w->ap[3] <= 400 && w->kp_3h >= 0 && w->kp_3h <= 9))
        return leo_fail(error, LEO_OUT_OF_RANGE, "space weather",
                        "ap of %g, Kp of %g: must lie in 0 .. 400 and 0 .. 9", w->ap[3], w->kp_3h);
    return LEO_OK;
}

static leo_status at(const void *config, const leo_air_place *here, leo_air *air, leo_error *error)
{
    const met *m = config;
    leo_status status = leo_atmosphere_check(&leo_atmosphere_met, here, error);
    if (status == LEO_OK)
        status = check_weather(here->weather, error);
    if (status != LEO_OK)
        return status;
    const double alt = here->place.alt_m, alt_km = alt / 1000, lat = here->place.lat_rad;
    if (alt > leo_atmosphere_met.high_m) {
        leo_atmosphere_from_density(0, alt, air);
        return LEO_OK;
    }
    const sun_angles sun = sun_of(here);
    column c = { .exospheric_k = exospheric(here->weather, m ? m->index : AP, lat, &sun),
                 .year_part = sun.year_part,
                 .declination_rad = sun.declination_rad };
    c.inflection_k = 444.3807 + 0.02385 * c.exospheric_k - 392.8292 * exp(-0.0021357 * c.exospheric_k);
    double n[GASES];
    double density = compose(&c, alt_km, n), total = 0;
    for (int i = 0; i < GASES; i++)
        total += n[i];
    const double molar = alt_km <= MIXED_TOP_KM ? 1e-3 * mixed_molar_g(alt_km) : density * AVOGADRO / total;
    const double twos = n[N2] + n[O2], ones = total - twos;
    if (alt_km <= 170)
        density *= season_below(&c, alt_km, lat);
    else if (alt_km > 440)
        density = season_of_helium(&c, alt_km, lat, density, &n[HE]);
    leo_air_derive(density, temperature(&c, alt_km), molar,
                   (3.5 * twos + 2.5 * ones) / (2.5 * twos + 1.5 * ones), air);
    return LEO_OK;
}

static int edges(const void *config, const double **alt_km)
{
    static const double form_km[] = { 105, 125, 170, 440, 500 };
    (void)config;
    *alt_km = form_km;
    return sizeof form_km / sizeof *form_km;
}

const leo_atmosphere leo_atmosphere_met = {
    .name = "met",
    .summary = "Marshall Engineering Thermosphere (Jacchia 1970): Sun, season, flux, geomagnetic activity",
    .fields = fields,
    .size = sizeof(met),
    .wants_weather = 1,
    .low_m = 90e3,
    .high_m = 2500e3,
    .at = at,
    .edges = edges,
};
