/* SPDX-License-Identifier: MIT */

/*
 * The Harris-Priester atmosphere with a bulge that follows the Sun.
 *
 *     rho = m(h) + (M(h) - m(h)) cos^n(psi/2)      psi  between the place and the top of the bulge
 *     m, M  between the heights of the table exponentially: m = m_i exp((h - h_i)/(h_i+1 - h_i) ln(m_i+1/m_i))
 *     the top of the bulge: the Sun, 30 deg to the east about the Earth's axis
 *
 * Source  Harris & Priester, J. Atmos. Sci. 19 (1962) 286; Montenbruck & Gill, Satellite Orbits, Springer 2012, section
 *         3.5.2 with table 3.8, mean solar activity.
 * Valid   100 .. 1000 km, vacuum above; n from 2 (orbits of low inclination) to 6 (polar orbits).
 * Error   that of a fixed mean activity: a factor of two at 400 km, five at 800 km over a solar cycle. Temperature and
 *         molar mass are those of US 1976.
 * Axes    place and Sun in the same axes with z along the Earth's axis; GCRF will do (0.1 deg by 2010).
 */
#include "world/atmosphere_row.h"

static const double LAG_RAD = 0.52359877559829887308; // 30 deg

typedef struct level {
    double alt_km, low_kg_m3, high_kg_m3;
} level;

typedef struct harris_priester {
    double exponent;
} harris_priester;

// clang-format off
static const leo_field fields[] = {
    { "exponent", LEO_REAL_AT(harris_priester, exponent), "1", 2, 6, "4", NULL, "How sharp the bulge is: 2 for low inclinations, 6 for polar orbits." },
    { 0 },
};

static const level levels[] = {
    { 100, 4.974e-7, 4.974e-7 }, { 120, 2.490e-8, 2.490e-8 }, { 130, 8.377e-9, 8.710e-9 },
    { 140, 3.899e-9, 4.059e-9 }, { 150, 2.122e-9, 2.215e-9 }, { 160, 1.263e-9, 1.344e-9 },
    { 170, 8.008e-10, 8.758e-10 }, { 180, 5.283e-10, 6.010e-10 }, { 190, 3.617e-10, 4.297e-10 },
    { 200, 2.557e-10, 3.162e-10 }, { 210, 1.839e-10, 2.396e-10 }, { 220, 1.341e-10, 1.853e-10 },
    { 230, 9.949e-11, 1.455e-10 }, { 240, 7.488e-11, 1.157e-10 }, { 250, 5.709e-11, 9.308e-11 },
    { 260, 4.403e-11, 7.555e-11 }, { 270, 3.430e-11, 6.182e-11 }, { 280, 2.697e-11, 5.095e-11 },
    { 290, 2.139e-11, 4.226e-11 }, { 300, 1.708e-11, 3.526e-11 }, { 320, 1.099e-11, 2.511e-11 },
    { 340, 7.214e-12, 1.819e-11 }, { 360, 4.824e-12, 1.337e-11 }, { 380, 3.274e-12, 9.955e-12 },
    { 400, 2.249e-12, 7.492e-12 }, { 420, 1.558e-12, 5.684e-12 }, { 440, 1.091e-12, 4.355e-12 },
    { 460, 7.701e-13, 3.362e-12 }, { 480, 5.474e-13, 2.612e-12 }, { 500, 3.916e-13, 2.042e-12 },
    { 520, 2.819e-13, 1.605e-12 }, { 540, 2.042e-13, 1.267e-12 }, { 560, 1.488e-13, 1.005e-12 },
    { 580, 1.092e-13, 7.997e-13 }, { 600, 8.070e-14, 6.390e-13 }, { 620, 6.012e-14, 5.123e-13 },
    { 640, 4.519e-14, 4.121e-13 }, { 660, 3.430e-14, 3.325e-13 }, { 680, 2.632e-14, 2.691e-13 },
    { 700, 2.043e-14, 2.185e-13 }, { 720, 1.607e-14, 1.779e-13 }, { 740, 1.281e-14, 1.452e-13 },
    { 760, 1.036e-14, 1.190e-13 }, { 780, 8.496e-15, 9.776e-14 }, { 800, 7.069e-15, 8.059e-14 },
    { 840, 4.680e-15, 5.741e-14 }, { 880, 3.200e-15, 4.210e-14 }, { 920, 2.210e-15, 3.130e-14 },
    { 960, 1.560e-15, 2.360e-14 }, { 1000, 1.150e-15, 1.810e-14 },
};
// clang-format on

enum { LEVEL_COUNT = sizeof levels / sizeof *levels };

/* cos^2(psi/2) */
static double bulge(const leo_air_place *here)
{
    const leo_vec3 pos = leo_unit(here->pos_gcrf_m), sun = leo_unit(here->sun_gcrf_m);
    const double c = cos(LAG_RAD), s = sin(LAG_RAD);
    const double cosine = pos.x * (c * sun.x - s * sun.y) + pos.y * (s * sun.x + c * sun.y) + pos.z * sun.z;
    return leo_clamp(0.5 + 0.5 * cosine, 0, 1);
}

static leo_status at(const void *config, const leo_air_place *here, leo_air *air, leo_error *error)
{
    const harris_priester *c = config;
    const leo_status status = leo_atmosphere_check(&leo_atmosphere_harris_priester, here, error);
    if (status != LEO_OK)
        return status;
    const double alt = here->place.alt_m, alt_km = alt / 1000;
    double density = 0;
    if (alt_km <= levels[LEVEL_COUNT - 1].alt_km) {
        int i = 0;
        while (i < LEVEL_COUNT - 2 && alt_km > levels[i + 1].alt_km)
            i++;
        const level *a = &levels[i], *b = &levels[i + 1];
        const double part = (alt_km - a->alt_km) / (b->alt_km - a->alt_km);
        const double low = a->low_kg_m3 * exp(part * log(b->low_kg_m3 / a->low_kg_m3));
        const double high = a->high_kg_m3 * exp(part * log(b->high_kg_m3 / a->high_kg_m3));
        density = low + (high - low) * pow(bulge(here), 0.5 * (c ? c->exponent : 4));
    }
    leo_atmosphere_from_density(density, alt, air);
    return LEO_OK;
}

static int edges(const void *config, const double **alt_km)
{
    static const double level_km[] = {
        100, 120, 130, 140, 150, 160, 170, 180, 190, 200, 210, 220, 230, 240, 250, 260,  270,
        280, 290, 300, 320, 340, 360, 380, 400, 420, 440, 460, 480, 500, 520, 540, 560,  580,
        600, 620, 640, 660, 680, 700, 720, 740, 760, 780, 800, 840, 880, 920, 960, 1000,
    };
    (void)config;
    *alt_km = level_km;
    return LEVEL_COUNT;
}

const leo_atmosphere leo_atmosphere_harris_priester = {
    .name = "harris-priester",
    .summary = "Harris-Priester at mean solar activity, with a bulge that follows the Sun",
    .fields = fields,
    .size = sizeof(harris_priester),
    .low_m = 100e3,
    .high_m = 1000e3,
    .at = at,
    .edges = edges,
};
