/* SPDX-License-Identifier: MIT */

/*
 * US Standard Atmosphere 1976 from -5 to 1000 km, vacuum above: air_standard.c up to 86 km, air_standard_upper.c from
 * there. At 86 km the two meet to 4e-5 of the density and 4e-4 of the temperature, as they do in the document.
 *
 * Source, Valid, Error  as in those two.
 */
#include "world/atmosphere_row.h"

static leo_status at(const void *config, const leo_air_place *here, leo_air *air, leo_error *error)
{
    (void)config;
    const leo_status status = leo_atmosphere_check(&leo_atmosphere_us76, here, error);
    if (status != LEO_OK)
        return status;
    const double alt = here->place.alt_m;
    if (alt < 86e3)
        leo_air_standard(alt, air);
    else if (alt <= 1000e3)
        leo_air_standard_upper(alt, air);
    else
        leo_atmosphere_from_density(0, alt, air);
    return LEO_OK;
}

const leo_atmosphere leo_atmosphere_us76 = {
    .name = "us-1976",
    .summary = "U.S. Standard Atmosphere 1976: a mean over place, season and Sun",
    .low_m = -5000,
    .high_m = 1000e3,
    .at = at,
};
