/* SPDX-License-Identifier: MIT */

/*
 * Density that falls exponentially with height, in one piece or in 28 bands.
 *
 *     rho = rho0 exp(-(h - h0)/H)
 *
 * Source  the bands: Vallado, Fundamentals of Astrodynamics and Applications, 4th ed. (2013), table 8-4 (US 1976 below
 *         25 km, CIRA-72 to 500 km, CIRA-72 with an exospheric temperature of 1000 K above).
 * Valid   bands: from the ground up, the last reaches without end; below the ground the first. One piece: any height.
 * Error   the bands follow a mean atmosphere within some 10 %, and step by up to 1 % where they meet; a day above 300 km
 *         may be at a third or at five times that. Temperature and molar mass are those of US 1976.
 */
#include "world/atmosphere_row.h"

typedef struct band {
    double base_km, density_kg_m3, scale_km;
} band;

typedef struct exponential {
    int layers;
    double density_kg_m3, height_m, scale_height_m;
} exponential;

enum { BANDS, ONE };
static const char *const layer_words[] = { "bands", "one", NULL };

// clang-format off
static const leo_field fields[] = {
    { "layers", LEO_CHOICE_AT(exponential, layers), NULL, 0, 0, "bands", layer_words, "bands: 28 of them, from tables; one: by the three values that follow." },
    { "density", LEO_REAL_AT(exponential, density_kg_m3), "kg/m^3", 0, 1000, "1.225 kg/m^3", NULL, "Density at the height of reference." },
    { "height", LEO_REAL_AT(exponential, height_m), "m", -1e5, 1e9, "0 m", NULL, "Height of reference." },
    { "scale-height", LEO_REAL_AT(exponential, scale_height_m), "m", 1, 1e9, "7249 m", NULL, "The height in which the density falls to 1/e." },
    { 0 },
};

static const band bands[] = {
    { 0, 1.225, 7.249 },        { 25, 3.899e-2, 6.349 },    { 30, 1.774e-2, 6.682 },    { 40, 3.972e-3, 7.554 },
    { 50, 1.057e-3, 8.382 },    { 60, 3.206e-4, 7.714 },    { 70, 8.770e-5, 6.549 },    { 80, 1.905e-5, 5.799 },
    { 90, 3.396e-6, 5.382 },    { 100, 5.297e-7, 5.877 },   { 110, 9.661e-8, 7.263 },   { 120, 2.438e-8, 9.473 },
    { 130, 8.484e-9, 12.636 },  { 140, 3.845e-9, 16.149 },  { 150, 2.070e-9, 22.523 },  { 180, 5.464e-10, 29.740 },
    { 200, 2.789e-10, 37.105 }, { 250, 7.248e-11, 45.546 }, { 300, 2.418e-11, 53.628 }, { 350, 9.518e-12, 53.298 },
    { 400, 3.725e-12, 58.515 }, { 450, 1.585e-12, 60.828 }, { 500, 6.967e-13, 63.822 }, { 600, 1.454e-13, 71.835 },
    { 700, 3.614e-14, 88.667 }, { 800, 1.170e-14, 124.64 }, { 900, 5.245e-15, 181.05 }, { 1000, 3.019e-15, 268.00 },
};
// clang-format on

enum { BAND_COUNT = sizeof bands / sizeof *bands };

static leo_status at(const void *config, const leo_air_place *here, leo_air *air, leo_error *error)
{
    const exponential *c = config;
    const leo_status status = leo_atmosphere_check(&leo_atmosphere_exponential, here, error);
    if (status != LEO_OK)
        return status;
    const double alt = here->place.alt_m;
    double density;
    if (c && c->layers == ONE) {
        density = c->density_kg_m3 * exp(-(alt - c->height_m) / c->scale_height_m);
        if (!isfinite(density))
            return leo_fail(error, LEO_OUT_OF_RANGE, "atmosphere",
                            "%g m: the density of the exponential overflows there", alt);
    } else {
        int i = BAND_COUNT - 1;
        while (i > 0 && alt < 1000 * bands[i].base_km)
            i--;
        density = bands[i].density_kg_m3 * exp(-(alt / 1000 - bands[i].base_km) / bands[i].scale_km);
    }
    leo_atmosphere_from_density(density, alt, air);
    return LEO_OK;
}

static int edges(const void *config, const double **alt_km)
{
    static const double foot_km[] = { 25,  30,  40,  50,  60,  70,  80,  90,  100, 110, 120, 130, 140, 150,
                                      180, 200, 250, 300, 350, 400, 450, 500, 600, 700, 800, 900, 1000 };
    const exponential *c = config;
    *alt_km = foot_km;
    return c && c->layers == ONE ? 0 : BAND_COUNT - 1;
}

const leo_atmosphere leo_atmosphere_exponential = {
    .name = "exponential",
    .summary = "Density that falls exponentially with height, in bands or in one piece",
    .fields = fields,
    .size = sizeof(exponential),
    .low_m = -100e3,
    .high_m = 1e12,
    .at = at,
    .is_users = 1,
    .edges = edges,
};
