/* SPDX-License-Identifier: MIT */

/*
 * The same density everywhere, for check cases.
 *
 *     rho = rho0
 *
 * Source  the definition.
 * Valid   any height. Temperature and molar mass are those of US 1976 at that height, pressure follows from them.
 * Error   none as a definition; it is no model of the Earth's air.
 */
#include "world/atmosphere_row.h"

typedef struct constant {
    double density_kg_m3;
} constant;

// clang-format off
static const leo_field fields[] = {
    { "density", LEO_REAL_AT(constant, density_kg_m3), "kg/m^3", 0, 1000, "0 kg/m^3", NULL, "Density of the air, everywhere." },
    { 0 },
};
// clang-format on

static leo_status at(const void *config, const leo_air_place *here, leo_air *air, leo_error *error)
{
    const constant *c = config;
    const leo_status status = leo_atmosphere_check(&leo_atmosphere_constant, here, error);
    if (status == LEO_OK)
        leo_atmosphere_from_density(c ? c->density_kg_m3 : 0, here->place.alt_m, air);
    return status;
}

const leo_atmosphere leo_atmosphere_constant = {
    .name = "constant",
    .summary = "The same density everywhere, for check cases",
    .fields = fields,
    .size = sizeof(constant),
    .low_m = -1e9,
    .high_m = 1e12,
    .at = at,
    .is_users = 1,
};
