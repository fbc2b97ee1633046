/* SPDX-License-Identifier: MIT */

/*
 * Heat balance of a body of two nodes: core (cr) and skin (sk), per square metre of skin.
 *
 *     S_cr = M - C_res - E_res - K,  S_sk = K - C - R - E_sk,  K = (5.28 + 1.163 m_bl)(T_cr - T_sk)
 *     dT_cr/dt = S_cr A / ((1 - alpha) m c),  dT_sk/dt = S_sk A / (alpha m c),  c = 0.97 W h/(kg K)
 *     alpha = 0.0417737 + 0.7451833 / (m_bl + 0.585417)
 *     m_bl  = (6.3 + 120 warm_cr) / (1 + 0.5 cold_sk), 0.5 .. 90 kg/(h m^2)
 *     m_rsw = 170 warm_b exp(warm_sk / 10.7), at most 500 g/(h m^2)
 *     E_max = (p_s(T_sk) - p_v) / (R_ea + R_ecl)
 *     E_rsw = 0.68 m_rsw, at most E_max w_max/0.94; what is beyond drips
 *     w_max = 0.59 v^-0.08 clothed, 0.38 v^-0.29 bare
 *     E_sk  = E_rsw + 0.06 (1 - E_rsw/E_max) E_max,  w = 0.06 + 0.94 E_rsw/E_max
 *     shivering 19.4 cold_sk cold_cr;  E_res = 0.0023 M (44 - p_v);  C_res = 0.0014 M (34 - T_a)
 *     h_c = max(3, 8.6 v^0.53, 5.66 (met - 0.85)^0.39) P^0.53;  Lewis ratio 2.2/P;  f_cl = 1 + 0.15 clo
 *
 * with p in torr, P in atm, T in deg C; warm_x and cold_x: how far x lies above and below 33.7 (skin),
 * 36.8 (core), or their mean weighted with alpha (b). The reference programs put E_rsw up to
 * E_max w_max/0.94 as soon as w passes w_max, a jump of 8 %; here it gets there by itself, with the
 * same end.
 *
 * Source  A. P. Gagge, A. P. Fobelets, L. G. Berglund, A standard predictive index of human response to
 *         the thermal environment, ASHRAE Transactions 92(2B), 1986; ASHRAE Handbook of Fundamentals,
 *         Thermal comfort. Area: D. DuBois and E. F. DuBois, Archives of Internal Medicine 17 (1916) 863.
 * Valid   5 .. 45 deg C, to about 4 met, clothing much the same all over. Two things go beyond the source
 *         and change nothing at 1 atm: the third h_c also varies as P^0.53, and C_res varies as the
 *         density of the gas (P).
 * Error   0.1 .. 0.3 K of core temperature within its range; poor for hands and feet and for sun on one
 *         side. alpha changes with blood flow, which moves tissue between the nodes: the term
 *         m c d(alpha)/dt (T_cr - T_sk) is no heat, so the integral of the flows, not the temperatures,
 *         is the account of energy.
 */
#include "crew/heat.h"

#include <math.h>

static const double ZERO_C = 273.15, TORR = 133.322368421, ATM = 101325.0, HOUR = 3600.0;
static const double STEFAN_BOLTZMANN = 5.670374419e-8;
static const double SKIN_SET = 33.7, CORE_SET = 36.8, BLOOD_SET = 6.3;
static const double C_BODY = 0.97 * 3600; // J/(kg K)
static const double MET = 58.2;           // W/m^2
static const double CLO = 0.155;          // K m^2/W
static const double VAPOUR_J_KG = 0.68 * 3.6e6;

static double above(double x, double set)
{
    return x > set ? x - set : 0;
}

double leo_heat_area_m2(double mass_kg, double height_m)
{
    return 0.202 * pow(mass_kg, 0.425) * pow(height_m, 0.725);
}

double leo_heat_saturation_pa(double temperature_k)
{
    return TORR * exp(18.6686 - 4030.183 / (temperature_k - ZERO_C + 235.0));
}

double leo_heat_vapour_kg_s(double latent_w)
{
    return latent_w / VAPOUR_J_KG;
}

double leo_heat_blood_kg_s_m2(double core_k, double skin_k)
{
    const double warm_cr = above(core_k - ZERO_C, CORE_SET), cold_sk = above(SKIN_SET, skin_k - ZERO_C);
    const double m_bl = (BLOOD_SET + 120 * warm_cr) / (1 + 0.5 * cold_sk);
    return fmin(fmax(m_bl, 0.5), 90) / HOUR;
}

double leo_heat_skin_part(double blood_kg_s_m2)
{
    return 0.0417737 + 0.7451833 / (blood_kg_s_m2 * HOUR + 0.585417);
}

typedef struct surface {
    double f_cl, h_c, h_r, r_cl;
    double clothing_c; // temperature of the outside of the clothing
} surface;

static double convection_w_m2_k(const leo_heat_around *around, double met)
{
    const double calm = 3, blown = 8.600001 * pow(around->speed_m_s, 0.53);
    const double moving = met > 0.85 ? 5.66 * pow(met - 0.85, 0.39) : 0;
    return fmax(fmax(calm, blown), moving) * pow(around->pressure_pa / ATM, 0.53);
}

/* The clothing's temperature decides how much it radiates and the other way round; each pass gains a
 * factor 50. */
static surface dress(const leo_heat_around *around, double skin_c, double met)
{
    enum { PASSES = 4 };
    surface s = { .r_cl = around->clothing_k_m2_w, .h_r = 4.7 };
    s.f_cl = 1 + 0.15 * s.r_cl / CLO;
    s.h_c = convection_w_m2_k(around, met);
    const double gas_c = around->gas_k - ZERO_C, radiant_c = around->radiant_k - ZERO_C;
    const double r = s.f_cl * s.r_cl;
    for (int i = 0; i <= PASSES; i++) {
        s.clothing_c = (skin_c + r * (s.h_r * radiant_c + s.h_c * gas_c)) / (1 + r * (s.h_r + s.h_c));
        const double mean_k = (s.clothing_c + radiant_c) / 2 + ZERO_C;
        if (i < PASSES)
            s.h_r = 4 * 0.95 * STEFAN_BOLTZMANN * mean_k * mean_k * mean_k * 0.73;
    }
    return s;
}

/* Sweat, diffusion and wetness, W/m^2 and kg/(s m^2). */
static void sweat(const leo_heat_around *around, const surface *s, double core_c, double skin_c,
                  double skin_part, leo_heat_flows *flows)
{
    const double body_c = skin_part * skin_c + (1 - skin_part) * core_c;
    const double body_set = 0.1 * SKIN_SET + 0.9 * CORE_SET;
    const double m_rsw = fmin(170 * above(body_c, body_set) * exp(above(skin_c, SKIN_SET) / 10.7), 500);
    const double lewis = 2.2 / (around->pressure_pa / ATM);
    const double r_ea = 1 / (lewis * s->f_cl * s->h_c);
    const double r_ecl = s->r_cl / (lewis * (s->r_cl > 0 ? 0.45 : 1.0));
    const double dry = leo_heat_saturation_pa(skin_c + ZERO_C) - around->vapour_pa;
    const double e_max = dry / TORR / (r_ea + r_ecl);
    const double speed = fmax(around->speed_m_s, 0.1);
    const double w_max = s->r_cl > 0 ? 0.59 * pow(speed, -0.08) : 0.38 * pow(speed, -0.29);
    flows->secreted_kg_s = m_rsw / 1000 / HOUR;
    flows->wetness = w_max;
    double e_rsw = 0, e_diff = 0;
    if (e_max > 0) {
        const double part = fmin(0.68 * m_rsw / e_max, w_max / 0.94);
        e_rsw = part * e_max;
        e_diff = 0.06 * (1 - part) * e_max;
        flows->wetness = fmin(0.06 + 0.94 * part, w_max);
    }
    flows->sweat_kg_s = e_rsw / 0.68 / 1000 / HOUR;
    flows->evaporation_w = e_rsw + e_diff;
}

leo_heat_flows leo_heat_at(const leo_heat_body *body, const leo_heat_around *around,
                           const leo_heat_breath *breath, double core_k, double skin_k, double heat_w,
                           double skin_part)
{
    const double core_c = core_k - ZERO_C, skin_c = skin_k - ZERO_C, area = body->area_m2;
    const double m = heat_w / area;
    leo_heat_flows f = { .blood_kg_s_m2 = leo_heat_blood_kg_s_m2(core_k, skin_k) };
    const surface s = dress(around, skin_c, m / MET);
    sweat(around, &s, core_c, skin_c, skin_part, &f);

    const double shiver = 19.4 * above(SKIN_SET, skin_c) * above(CORE_SET, core_c);
    const double e_res = 0.0023 * m * above(44, breath->vapour_pa / TORR);
    const double c_res = 0.0014 * m * (34 - (breath->gas_k - ZERO_C)) * breath->pressure_pa / ATM;
    const double convection = s.f_cl * s.h_c * (s.clothing_c - (around->gas_k - ZERO_C));
    const double radiation = s.f_cl * s.h_r * (s.clothing_c - (around->radiant_k - ZERO_C));
    const double k = (5.28 + 1.163 * f.blood_kg_s_m2 * HOUR) * (core_c - skin_c);
    const double s_cr = m + shiver - e_res - c_res - k;
    const double s_sk = k - convection - radiation - f.evaporation_w;

    f.shiver_w = shiver * area;
    f.breath_latent_w = e_res * area;
    f.breath_dry_w = c_res * area;
    f.convection_w = convection * area;
    f.radiation_w = radiation * area;
    f.evaporation_w *= area;
    f.sweat_kg_s *= area;
    f.secreted_kg_s *= area;
    f.core_k_s = s_cr * area / ((1 - skin_part) * body->mass_kg * C_BODY);
    f.skin_k_s = s_sk * area / (skin_part * body->mass_kg * C_BODY);
    return f;
}
