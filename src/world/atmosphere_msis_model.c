/* SPDX-License-Identifier: MIT */

/*
 * NRLMSISE-00: the temperature and seven gases of the air from the ground to the exosphere.
 *
 *     from 72.5 km up   each gas in diffusive balance along the vertical (atmosphere_msis_column.c) from its density at
 *                       120 km, joined below the turbopause to the mixed air:  n = d (1 + (m/d)^A)^(1/A),  A = 28/(28.95 - M)
 *                       times exp(R/(1 + exp((z - z1)/h1))) for the mixing ratio at the ground, and again for chemistry
 *     62.5 .. 72.5 km   from those to full mixing, linearly;  below: mixed air of constant ratios, the temperature by
 *                       two splines
 *     hot oxygen        in balance at 4000 K, fading below 550 km
 *     rho               1.66e-24 g times the sum of n M
 *
 * Everything is summed as logarithms, so that a gas costs one exponential.
 *
 * Source  Picone, Hedin, Drob, Aikin, NRLMSISE-00 empirical model of the atmosphere, J. Geophys. Res. 107 (A12) (2002)
 *         1468; Hedin, J. Geophys. Res. 96 (1991) 1159 and 92 (1987) 4649.
 * Valid   the ground to 1000 km; goes on smoothly to 2500 km. Below 123 km the flux and activity of the day count little.
 * Error   of this form of it: 5e-7 of the published cases. Of the model: 15 % (1 sigma) of the density of a day between
 *         200 and 600 km, 30 % in storms. As published it takes whole days of the year and different temperature nodes
 *         above 300 km: small steps at midnight (0.5 % at most), at 123 km and at 300 km.
 */
#include "world/atmosphere_msis.h"
#include "world/atmosphere_msis_column.h"
#include "world/atmosphere_msis_waves.h"

#include <math.h>

static const double MIXED = 28.95, TURBOPAUSE = 28, ATOMIC_MASS_G = 1.66e-24;
static const double TOP_KM = 72.5, SPLIT_KM = 32.5, MIX_KM = 62.5;
static const double FLUX_RATIO = 0.0310302; // per unit of the flux's mean above 150, of oxygen's dissociation

/* exp of a step of the given height, half of it at `at_km`, `scale_km` wide. */
typedef struct bend {
    double ratio, at_km, scale_km;
} bend;

typedef struct gas {
    int set;
    double molar_g, diffusion, number; // thermal diffusion; density at 120 km before the harmonics, 1/cm^3
    double mixed_km;                   // where diffusion and mixing are alike
    double mixed_to_km;                // above, diffusion alone
    double ground;                     // mixing ratio to N2; 0: none is kept
    bend to_ground, chemistry;
} gas;

// products stand as published: a value of the lower boundary times a fitted factor
// clang-format off
static const gas gases[] = {
    [LEO_MSIS_HE] = { LEO_MSIS_SET_HE, 4, -0.38, 2.456e7, 100, 200, 6.71072e-6, { 0, 110, 10 * 0.7 }, { 0 } },
    [LEO_MSIS_O] = { LEO_MSIS_SET_O, 16, 0, 8.594e10, 105, 300, 0, { 0 },
        { -8 * 4.47749, 90 * 0.795046, 2 * 4.01612 } },
    [LEO_MSIS_N2] = { LEO_MSIS_SET_N2, 28, 0, 2.81e11, 105, 160, 0, { 0 }, { 0 } },
    [LEO_MSIS_O2] = { LEO_MSIS_SET_O2, 32, 0, 3.3e10, 105, 250, 0.26827, { 0, 110 * 1.08738, 10 * 1.22947 }, { 0 } },
    [LEO_MSIS_AR] = { LEO_MSIS_SET_AR, 40, 0.17, 1.33e9, 105, 240, 1.19615e-2,
        { 0, 110 * 1.10016, 10 * 0.734129 }, { 0 } },
    [LEO_MSIS_H] = { LEO_MSIS_SET_H, 1, -0.38, 1.761e5, 95, 320, 1.68986e-6, { 0, 110 * 1.15241, 10 * 2.22784 },
        { -8 * 172.783, 90 * 0.744294, 2 * 1.03604 } },
    [LEO_MSIS_N] = { LEO_MSIS_SET_N, 14, 0, 1e7, 105, 450, 3.07165, { 0, 110 * 1.0993, 10 * 3.90631 },
        { -8 * 4.6383, 90 * 0.986161, 2 * 16.3536 } },
};
// clang-format on

enum { GASES = sizeof gases / sizeof *gases };

/* The steps of O and O2 have two widths. */
typedef struct double_bend {
    double ratio, at_km, scale_km, other_km;
} double_bend;

static const double_bend oxygen_bend = { -7.60535e-2, 110 * 1.1502, 10 * 3.44689, 10 * 1.2884 };
static const double_bend molecular_bend = { -0.74623, 110 * 1.1502, -10 * 3.44689, -10 * 1.2884 };

/* What the gases of one place share. */
typedef struct state {
    const leo_msis_input *input;
    leo_msis_here here;
    leo_msis_column column;
    double alt_km;
    leo_msis_point point;
    leo_msis_point mixed[3]; // at 105, 100 and 95 km
    int have[3];
    double mixed_n2;      // ln of the mixed N2 at 120 km by its amount, once below 450 km
    double mixed_n2_here; // the same at the height, below 160 km
} state;

static double step_of(double ratio, double at_km, double scale_km, double alt_km)
{
    const double e = (alt_km - at_km) / scale_km;
    return e > 70 ? 0 : e < -70 ? ratio : ratio / (1 + exp(e));
}

static double double_step_of(const double_bend *b, double ratio, double alt_km)
{
    const double e = (alt_km - b->at_km) / b->scale_km, f = (alt_km - b->at_km) / b->other_km;
    return e > 70 || f > 70 ? 0 : e < -70 && f < -70 ? ratio : ratio / (1 + 0.5 * (exp(e) + exp(f)));
}

/* ln of what diffusion (d) and mixing (m) make together, all as logarithms. */
static double join(double d, double m, double molar_g)
{
    const double a = TURBOPAUSE / (MIXED - molar_g), y = a * (m - d);
    return y < -10 ? d : y > 10 ? m : d + log(1 + exp(y)) / a;
}

static double along(double ln_number, const leo_msis_point *point, double diffusion, double molar_g)
{
    return ln_number + (1 + diffusion) * point->cooling + molar_g * point->fall;
}

static const leo_msis_point *mixed_point(state *s, double alt_km)
{
    const int i = alt_km == 105 ? 0 : alt_km == 100 ? 1 : 2;
    if (!s->have[i])
        s->mixed[i] = leo_msis_column_at(&s->column, alt_km);
    s->have[i] = 1;
    return &s->mixed[i];
}

/* At 120 km, 1/cm^3, without the harmonics; logarithms below are relative to it. */
static double amount(const gas *g)
{
    return g->number * leo_msis_uppers[g->set].scale;
}

static double nitrogen(state *s)
{
    const gas *g = &gases[LEO_MSIS_N2];
    const double base = leo_msis_upper_sum(&leo_msis_uppers[g->set], &s->here);
    const double diffused = along(base, &s->point, g->diffusion, g->molar_g);
    if (s->alt_km > 450)
        return diffused;
    const double lat = 1.74533e-2 * s->input->lat_deg;
    const double season = cos(1.72142e-2 * (s->input->day_of_year + 8.6165));
    const double turbopause = g->mixed_km * 0.949154 * (1 + 0.118339 * sin(lat) * season);
    const leo_msis_point there = leo_msis_column_at(&s->column, turbopause);
    s->mixed_n2 = along(base, &there, g->diffusion - 1, g->molar_g - MIXED);
    if (s->alt_km > g->mixed_to_km)
        return diffused;
    s->mixed_n2_here = along(s->mixed_n2, &s->point, 0, MIXED);
    return join(diffused, s->mixed_n2_here, g->molar_g);
}

static double number_of(state *s, int which)
{
    const gas *g = &gases[which];
    const double flux_ratio = 1 + FLUX_RATIO * s->here.flux_mean;
    const double base = leo_msis_upper_sum(&leo_msis_uppers[g->set], &s->here);
    double n = along(base, &s->point, g->diffusion, g->molar_g);
    if (s->alt_km <= g->mixed_to_km) {
        const double mixed = along(base, mixed_point(s, g->mixed_km), g->diffusion - 1, g->molar_g - MIXED);
        n = join(n, along(mixed, &s->point, 0, MIXED), g->molar_g);
        if (g->ground > 0) {
            const double ratio = g->ground * amount(&gases[LEO_MSIS_N2]) / amount(g);
            n += step_of(s->mixed_n2 + log(ratio) - mixed, g->to_ground.at_km, g->to_ground.scale_km,
                         s->alt_km);
        }
        if (which == LEO_MSIS_O)
            n += double_step_of(&oxygen_bend, oxygen_bend.ratio * flux_ratio, s->alt_km);
        if (g->chemistry.ratio < 0)
            n += step_of(g->chemistry.ratio, g->chemistry.at_km, g->chemistry.scale_km, s->alt_km);
    }
    if (which == LEO_MSIS_O2)
        n += double_step_of(&molecular_bend, molecular_bend.ratio * flux_ratio, s->alt_km);
    return n;
}

static double hot_oxygen(state *s, const double nodes_k[4], double bottom_slope)
{
    const leo_msis_upper *set = &leo_msis_uppers[LEO_MSIS_SET_HOT];
    const double hot_k = 4000, fade_km = 76, from_km = 550;
    leo_msis_column hot = s->column;
    hot.exospheric_k = hot.base_k = hot_k;
    if (s->alt_km < 123.435)
        leo_msis_column_set(&hot, nodes_k, bottom_slope);
    const leo_msis_point point = leo_msis_column_at(&hot, s->alt_km);
    const double lever = 1 + from_km / hot.radius_km,
                 scale = 831.4 * hot_k * lever * lever / (hot.gravity * 16);
    const double faded = fade_km / scale * (exp(-(s->alt_km - from_km) / fade_km) - 1);
    return 1e6 * set->scale * exp(along(leo_msis_upper_sum(set, &s->here), &point, 0, 16) - faded);
}

static double node(const leo_msis_lower *set, const leo_msis_here *here, double mean_k)
{
    return set->scale * mean_k / (1 - leo_msis_lower_sum(set, here));
}

/* The four temperatures of the lower thermosphere and the slope at its foot. */
static double thermosphere_nodes(const leo_msis_here *here, double alt_km, double nodes_k[4])
{
    static const double means[4] = { 240, 195, 187, 213 };
    const leo_msis_lower *sets = &leo_msis_lowers[LEO_MSIS_110], *slope = &leo_msis_lowers[LEO_MSIS_72_SLOPE];
    const int varies = alt_km < 300;
    for (int i = 0; i < 4; i++)
        nodes_k[i] = varies ? node(&sets[i], here, means[i]) : sets[i].scale * means[i];
    const double ratio = nodes_k[3] / (means[3] * sets[3].scale);
    return -2 * slope->scale * (varies ? 1 + leo_msis_lower_sum(slope, here) : 1) * ratio * ratio;
}

static void weigh(leo_msis_output *out)
{
    static const double molar[LEO_MSIS_SPECIES] = { 4, 16, 28, 32, 40, 1, 14, 16 };
    double sum = 0;
    for (int i = 0; i < LEO_MSIS_HOT_O; i++)
        sum += molar[i] * out->number_m3[i];
    out->density_kg_m3 = 1e-3 * ATOMIC_MASS_G * sum;
    out->drag_kg_m3 = 1e-3 * ATOMIC_MASS_G * (sum + molar[LEO_MSIS_HOT_O] * out->number_m3[LEO_MSIS_HOT_O]);
}

/* From 72.5 km up; at that height where the input is lower. Leaves in `bottom` the temperature and its slope there. */
static void thermosphere(state *s, leo_msis_output *out, double bottom[2])
{
    const leo_msis_upper *u = leo_msis_uppers;
    const double alt = s->alt_km;
    leo_msis_column *c = &s->column;
    c->exospheric_k = 1041.3 * u[LEO_MSIS_EXOSPHERE].scale *
                      (alt > 123.435 ? 1 + leo_msis_upper_sum(&u[LEO_MSIS_EXOSPHERE], &s->here) : 1);
    const double gradient = 16.6728 * u[LEO_MSIS_SLOPE].scale *
                            (alt > TOP_KM ? 1 + leo_msis_upper_sum(&u[LEO_MSIS_SLOPE], &s->here) : 1);
    c->base_k = 386 * u[LEO_MSIS_BASE].scale * (1 + leo_msis_upper_sum(&u[LEO_MSIS_BASE], &s->here));
    c->slope = gradient / (c->exospheric_k - c->base_k);
    double nodes_k[4];
    bottom[1] = thermosphere_nodes(&s->here, alt, nodes_k);
    bottom[0] = nodes_k[3];
    if (alt <= 450)
        leo_msis_column_set(c, nodes_k, bottom[1]);
    s->point = leo_msis_column_at(c, alt);
    out->exospheric_k = c->exospheric_k;
    out->temperature_k = s->point.temperature_k;
    // those last whose answer to activity differs from the rest, so that the common one is worked out once
    static const int order[] = { LEO_MSIS_O2, LEO_MSIS_AR, LEO_MSIS_H, LEO_MSIS_N, LEO_MSIS_HE, LEO_MSIS_O };
    out->number_m3[LEO_MSIS_N2] = 1e6 * amount(&gases[LEO_MSIS_N2]) * exp(nitrogen(s));
    if (s->input->alt_km >= MIX_KM)
        for (int i = 0; i < GASES - 1; i++)
            out->number_m3[order[i]] = 1e6 * amount(&gases[order[i]]) * exp(number_of(s, order[i]));
    if (s->input->alt_km >= TOP_KM)
        out->number_m3[LEO_MSIS_HOT_O] = 1e6 * hot_oxygen(s, nodes_k, bottom[1]);
}

/* Below 72.5 km; `out` comes with the air at that height. */
static void middle(const state *s, const double bottom[2], leo_msis_output *out)
{
    static const double high_km[4] = { 72.5, 55, 45, 32.5 }, low_km[5] = { 32.5, 20, 15, 10, 0 };
    static const double means[7] = { 261, 264, 229, 217, 217, 223, 286.76 };
    const leo_msis_lower *sets = &leo_msis_lowers[LEO_MSIS_55];
    const leo_msis_lower *high_slope = &leo_msis_lowers[LEO_MSIS_32_SLOPE],
                         *low_slope = &leo_msis_lowers[LEO_MSIS_0_SLOPE];
    const double alt = s->input->alt_km, gravity = s->column.gravity, radius = s->column.radius_km;
    double high_k[4] = { bottom[0] };
    for (int i = 0; i < 3; i++)
        high_k[i + 1] = node(&sets[i], &s->here, means[i]);
    double ratio = high_k[3] / (sets[2].scale * means[2]);
    const double slope =
        2.5 * high_slope->scale * (1 + leo_msis_lower_sum(high_slope, &s->here)) * ratio * ratio;
    leo_msis_spline spline;
    leo_msis_spline_set(&spline, high_km, high_k, 4, (double[2]){ bottom[1], slope }, radius);
    leo_msis_point point = leo_msis_spline_at(&spline, alt, gravity, radius);
    double fall = point.cooling + MIXED * point.fall;
    if (alt <= SPLIT_KM) {
        double low_k[5] = { high_k[3] };
        for (int i = 0; i < 4; i++)
            low_k[i + 1] = node(&sets[3 + i], &s->here, means[3 + i]);
        ratio = low_k[4] / (sets[6].scale * means[6]);
        const double ground =
            -2.9394 * low_slope->scale * (1 + leo_msis_lower_sum(low_slope, &s->here)) * ratio * ratio;
        leo_msis_spline_set(&spline, low_km, low_k, 5, (double[2]){ slope, ground }, radius);
        spline.bottom_km = -10; // goes on below sea level with the last piece
        point = leo_msis_spline_at(&spline, alt, gravity, radius);
        fall += point.cooling + MIXED * point.fall;
    }
    out->temperature_k = point.temperature_k;

    // from what diffusion makes at 72.5 km to full mixing at 62.5 km
    const double part = alt > MIX_KM ? 1 - (TOP_KM - alt) / (TOP_KM - MIX_KM) : 0;
    const double mixed = 1e6 * amount(&gases[LEO_MSIS_N2]) * exp(s->mixed_n2_here),
                 top = out->number_m3[LEO_MSIS_N2];
    const double n2 = mixed * exp(fall) * (1 + part * (top / mixed - 1));
    static const int kept[] = { LEO_MSIS_HE, LEO_MSIS_O2, LEO_MSIS_AR };
    for (int i = 0; i < 3; i++) {
        const double ratio_n2 = gases[kept[i]].ground;
        const double departs = part > 0 ? out->number_m3[kept[i]] / (top * ratio_n2) - 1 : 0;
        out->number_m3[kept[i]] = n2 * ratio_n2 * (1 + part * departs);
    }
    out->number_m3[LEO_MSIS_N2] = n2;
    out->number_m3[LEO_MSIS_O] = out->number_m3[LEO_MSIS_H] = out->number_m3[LEO_MSIS_N] = 0;
    out->number_m3[LEO_MSIS_HOT_O] = 0;
}

void leo_msis_at(const leo_msis_input *input, leo_msis_output *output)
{
    state s = { .input = input, .alt_km = fmax(input->alt_km, TOP_KM) };
    leo_msis_here_set(input, &s.here);
    leo_msis_gravity(input->lat_deg, &s.column.gravity, &s.column.radius_km);
    *output = (leo_msis_output){ 0 };
    double bottom[2];
    thermosphere(&s, output, bottom);
    if (input->alt_km < TOP_KM)
        middle(&s, bottom, output);
    weigh(output);
}
