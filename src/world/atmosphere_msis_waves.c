/* SPDX-License-Identifier: MIT */

/*
 * The harmonic sums of NRLMSISE-00.
 *
 *     G = flux + steady + annual + semiannual (each even and odd in latitude) + daily, half-daily and third-daily waves
 *         + activity + longitude + universal time + activity with longitude and universal time
 *
 *     activity, daily     A = ap - 4;  A + (k' - 1)(A + (exp(-k A) - 1)/k)
 *     activity, history   the same function of each of the six values, weighted with powers of e^(-3 h d)
 *
 * The letters of the terms are those of the table. A wave cos(x - phase) is made of cosine and sine, so that a call needs
 * no trigonometry but that of the place.
 *
 * Source  Hedin, J. Geophys. Res. 92 (1987) 4649, appendix; Picone, Hedin, Drob, Aikin, J. Geophys. Res. 107 (A12) (2002)
 *         1468.
 * Valid, Error  see atmosphere_msis.c.
 */
#include "world/atmosphere_msis_waves.h"

#include <math.h>

static const double DAY_RAD = 1.72142e-2, HOUR_RAD = 0.2618, SECOND_RAD = 7.2722e-5, DEGREE_RAD = 1.74533e-2;

static leo_msis_phase turn(double angle)
{
    return (leo_msis_phase){ cos(angle), sin(angle) };
}

static leo_msis_phase twice(leo_msis_phase a)
{
    return (leo_msis_phase){ a.c * a.c - a.s * a.s, 2 * a.c * a.s };
}

/* cos(angle - phase) */
static double wave(leo_msis_phase angle, leo_msis_phase phase)
{
    return angle.c * phase.c + angle.s * phase.s;
}

static double dot3(const double a[3], double x, double y, double z)
{
    return a[0] * x + a[1] * y + a[2] * z;
}

/* Legendre functions of the sine c of the latitude, with its cosine s. */
static void legendre(double c, double s, leo_msis_here *here)
{
    double *p = here->zonal;
    p[0] = 1;
    p[1] = c;
    for (int n = 2; n <= 6; n++)
        p[n] = ((2 * n - 1) * c * p[n - 1] - (n - 1) * p[n - 2]) / n;
    double *const orders[3] = { here->first, here->second, here->third };
    double corner = 1;
    for (int m = 1; m <= 3; m++) {
        p = orders[m - 1];
        corner *= (2 * m - 1) * s;
        p[m - 1] = 0;
        p[m] = corner;
        for (int n = m + 1; n <= (m == 2 ? 7 : 6); n++)
            p[n] = ((2 * n - 1) * c * p[n - 1] - (n + m - 1) * p[n - 2]) / (n - m);
    }
}

void leo_msis_here_set(const leo_msis_input *input, leo_msis_here *here)
{
    const double lat = DEGREE_RAD * input->lat_deg;
    legendre(sin(lat), cos(lat), here);
    const leo_msis_phase local = turn(HOUR_RAD * input->lst_h), two = twice(local);
    here->local[0] = local;
    here->local[1] = two;
    here->local[2] = (leo_msis_phase){ two.c * local.c - two.s * local.s, two.s * local.c + two.c * local.s };
    here->year = turn(DAY_RAD * input->day_of_year);
    here->half_year = twice(here->year);
    here->ut = turn(SECOND_RAD * input->utc_s);
    here->lon = turn(DEGREE_RAD * input->lon_deg);
    here->lon_twice = twice(here->lon);
    here->flux = input->f107 - input->f107_mean;
    here->flux_mean = input->f107_mean - 150;
    here->activity = input->activity;
    here->lat_deg = input->lat_deg;
    for (int i = 0; i < 7; i++)
        here->ap[i] = input->ap[i];
    here->storm = 0;
    here->rate = -1;
    here->slope = 0;
}

/* How the air answers an ap: straight at first, with another slope beyond 1/rate. */
static double answer(double ap, double rate, double slope)
{
    const double a = ap - 4;
    return a + (slope - 1) * (a + (exp(-rate * a) - 1) / rate);
}

/* The weighted answer to 57 hours of ap; x is the weight that 3 h leave. */
static double past_answer(const leo_msis_upper *set, leo_msis_here *here)
{
    const double rate = fmax(set->past_rate, 1e-4), slope = set->past_slope;
    if (rate != here->rate || slope != here->slope) {
        here->rate = rate;
        here->slope = slope;
        for (int i = 0; i < 6; i++)
            here->pasts[i] = answer(here->ap[i + 1], rate, slope);
    }
    const double *g = here->pasts;
    const double hours =
        -10800 * fabs(set->past_decay) / (1 + set->past_decay_lat * (45 - fabs(here->lat_deg)));
    const double x = fmin(exp(hours), 0.99999), x2 = x * x, x3 = x2 * x, x4 = x2 * x2, x8 = x4 * x4;
    const double weight = 1 + (1 - x8 * x8 * x3) / (1 - x) * sqrt(x);
    return (g[0] + (g[1] * x + g[2] * x2 + g[3] * x3 + (g[4] * x4 + g[5] * x4 * x8) * (1 - x8) / (1 - x))) /
           weight;
}

static double flux_sum(const leo_msis_upper *set, const leo_msis_here *here)
{
    const double f = here->flux, m = here->flux_mean;
    return set->flux_daily * f * (1 + set->flux_cross * m) + set->flux_square * f * f + set->flux_mean * m +
           set->flux_mean_square * m * m;
}

/* The daily waves, without the factor of the flux. */
static double daily_sum(const leo_msis_upper *set, const leo_msis_here *here, double annual)
{
    const double *p1 = here->first, *p2 = here->second, *p3 = here->third, *a;
    const leo_msis_phase *t = here->local;
    double sum = 0;
    a = set->diurnal_cos;
    sum += (a[0] * p1[1] + a[1] * p1[3] + a[2] * p1[5] + a[3] * p1[2] * annual) * t[0].c;
    a = set->diurnal_sin;
    sum += (a[0] * p1[1] + a[1] * p1[3] + a[2] * p1[5] + a[3] * p1[2] * annual) * t[0].s;
    a = set->semidiurnal_cos;
    sum += (a[0] * p2[2] + a[1] * p2[4] + (a[2] * p2[3] + a[3] * p2[5]) * annual) * t[1].c;
    a = set->semidiurnal_sin;
    sum += (a[0] * p2[2] + a[1] * p2[4] + (a[2] * p2[3] + a[3] * p2[5]) * annual) * t[1].s;
    a = set->terdiurnal_sin;
    sum += (a[0] * p3[3] + (a[1] * p3[4] + a[2] * p3[6]) * annual) * t[2].s;
    a = set->terdiurnal_cos;
    sum += (a[0] * p3[3] + (a[1] * p3[4] + a[2] * p3[6]) * annual) * t[2].c;
    return sum;
}

static double longitude_half(const double a[9], const leo_msis_here *here, double annual)
{
    const double *p = here->first;
    return dot3(a, p[2], p[4], p[6]) + dot3(a + 3, p[1], p[3], p[5]) + dot3(a + 6, p[1], p[3], p[5]) * annual;
}

static double longitude_sum(const leo_msis_upper *set, const leo_msis_here *here, double annual)
{
    const double *p = here->zonal, *p2 = here->second;
    const double by_longitude = (1 + set->longitude_flux * here->flux_mean) *
                                (longitude_half(set->longitude_cos, here, annual) * here->lon.c +
                                 longitude_half(set->longitude_sin, here, annual) * here->lon.s);
    const double by_ut = (1 + set->ut_odd * p[1]) * (1 + set->ut_flux * here->flux_mean) *
                         (1 + set->ut_annual * p[1] * annual) * dot3(set->ut, p[1], p[3], p[5]) *
                         wave(here->ut, set->ut_phase);
    // the angle is that of the second of the day and twice the longitude together
    const leo_msis_phase both = { here->ut.c * here->lon_twice.c - here->ut.s * here->lon_twice.s,
                                  here->ut.s * here->lon_twice.c + here->ut.c * here->lon_twice.s };
    const double mixed = dot3(set->ut_longitude, p2[3], p2[5], p2[7]) * wave(both, set->ut_longitude_phase) *
                         (1 + set->ut_longitude_flux * here->flux_mean);
    return by_longitude + by_ut + mixed;
}

/* What activity adds: everywhere, by season, local time, longitude and universal time. */
typedef struct storm {
    const double *everywhere, *longitude, *annual, *ut;
    double odd;
    leo_msis_phase local_phase, longitude_phase, annual_phase, ut_phase;
} storm;

static double storm_sum(const storm *w, const leo_msis_here *here, double annual)
{
    const double *p = here->zonal, *p1 = here->first;
    const double everywhere =
        dot3(w->everywhere, 1, p[2], p[4]) + dot3(w->everywhere + 3, p[1], p[3], p[5]) * annual +
        dot3(w->everywhere + 6, p1[1], p1[3], p1[5]) * wave(here->local[0], w->local_phase);
    return everywhere +
           (1 + w->odd * p[1]) * dot3(w->longitude, p1[2], p1[4], p1[6]) *
               wave(here->lon, w->longitude_phase) +
           dot3(w->annual, p1[1], p1[3], p1[5]) * annual * wave(here->lon, w->annual_phase) +
           dot3(w->ut, p[1], p[3], p[5]) * wave(here->ut, w->ut_phase);
}

static double activity_sum(const leo_msis_upper *set, leo_msis_here *here, double annual)
{
    if (here->activity == LEO_MSIS_DAILY) {
        const storm today = {
            set->storm,         set->storm_longitude, set->storm_annual,          set->storm_ut,
            set->storm_odd,     set->storm_phase,     set->storm_longitude_phase, set->storm_annual_phase,
            set->storm_ut_phase
        };
        const double a = answer(here->ap[0], set->ap_rate, set->ap_slope);
        if (set == &leo_msis_uppers[LEO_MSIS_BASE])
            here->storm = a;
        return a * storm_sum(&today, here, annual);
    }
    if (set->past_decay == 0)
        return 0;
    const storm past = {
        set->past,       set->past_longitude,       set->past_annual,       set->past_ut,      set->past_odd,
        set->past_phase, set->past_longitude_phase, set->past_annual_phase, set->past_ut_phase
    };
    const double a = past_answer(set, here);
    if (set == &leo_msis_uppers[LEO_MSIS_BASE])
        here->storm = a;
    return a * storm_sum(&past, here, annual);
}

double leo_msis_upper_sum(const leo_msis_upper *set, leo_msis_here *here)
{
    const double *p = here->zonal, f = here->flux, m = here->flux_mean;
    const double daily = set->flux_daily * f + set->flux_square * f * f;
    const double annual = wave(here->year, set->day_annual_odd);
    const double flux = flux_sum(set, here);
    const double steady = set->steady[0] * p[2] + set->steady[1] * p[4] + set->steady[2] * p[6] +
                          set->steady[3] * p[1] + set->steady_flux * p[2] * m;
    const double even =
        set->annual * wave(here->year, set->day_annual) +
        (set->semiannual[0] + set->semiannual[1] * p[2]) * wave(here->half_year, set->day_semiannual);
    const double odd = (1 + set->flux_annual * m + daily) *
                           (set->annual_odd[0] * p[1] + set->annual_odd[1] * p[3]) * annual +
                       set->semiannual_odd * p[1] * wave(here->half_year, set->day_semiannual_odd);
    return flux + steady + even + odd + (1 + set->flux_diurnal * m + daily) * daily_sum(set, here, annual) +
           activity_sum(set, here, annual) + longitude_sum(set, here, annual);
}

double leo_msis_lower_sum(const leo_msis_lower *set, const leo_msis_here *here)
{
    const double *p = here->zonal, *p1 = here->first, *p2 = here->second, *p3 = here->third;
    const leo_msis_phase *t = here->local;
    const double annual = wave(here->year, set->day_annual_odd);
    double sum = set->flux_mean * here->flux_mean + dot3(set->steady, p[2], p[4], p[6]) +
                 dot3(set->steady + 3, p[1], p[3], p[5]) +
                 dot3(set->annual, 1, p[2], p[4]) * wave(here->year, set->day_annual) +
                 dot3(set->semiannual, 1, p[2], p[4]) * wave(here->half_year, set->day_semiannual) +
                 dot3(set->annual_odd, p[1], p[3], p[5]) * annual +
                 set->semiannual_odd * p[1] * wave(here->half_year, set->day_semiannual_odd);
    sum += dot3(set->diurnal_cos, p1[1], p1[3], p1[2] * annual) * t[0].c +
           dot3(set->diurnal_sin, p1[1], p1[3], p1[2] * annual) * t[0].s;
    const double *a = set->semidiurnal_cos, *b = set->semidiurnal_sin;
    sum += (a[0] * p2[2] + a[1] * p2[4] + (a[2] * p2[3] + a[3] * p2[5]) * annual) * t[1].c +
           (b[0] * p2[2] + b[1] * p2[4] + (b[2] * p2[3] + b[3] * p2[5]) * annual) * t[1].s +
           p3[3] * (set->terdiurnal_sin * t[2].s + set->terdiurnal_cos * t[2].c);
    const double *act = here->activity == LEO_MSIS_DAILY ? set->storm : set->past;
    sum += here->storm * (act[0] + act[1] * p[2]);
    const double *season = set->longitude_season;
    const leo_msis_phase *phase = set->longitude_phase;
    const double by_season =
        1 + p[1] * (season[0] * wave(here->year, phase[0]) + season[2] * wave(here->half_year, phase[2])) +
        season[1] * wave(here->year, phase[1]) + season[3] * wave(here->half_year, phase[3]);
    const double *c = set->longitude_cos, *s = set->longitude_sin;
    return sum +
           by_season * ((dot3(c, p1[2], p1[4], p1[6]) + dot3(c + 3, p1[1], p1[3], p1[5])) * here->lon.c +
                        (dot3(s, p1[2], p1[4], p1[6]) + dot3(s + 3, p1[1], p1[3], p1[5])) * here->lon.s);
}
