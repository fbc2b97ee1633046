/* SPDX-License-Identifier: MIT */

/*
 * Jacchia-Roberts 1971 above 105 km, joined to US 1976 below 86 km: air.c, with the space weather of the instant. Takes
 * the observed flux of the day before, its mean over 81 days, and Kp of 6.7 h before.
 *
 * Source, Valid, Error  as in air.c and air_upper.c.
 */
#include "world/atmosphere_row.h"

static leo_status at(const void *config, const leo_air_place *here, leo_air *air, leo_error *error)
{
    (void)config;
    const leo_status status = leo_atmosphere_check(&leo_atmosphere_jacchia_roberts, here, error);
    if (status != LEO_OK)
        return status;
    const leo_air_settings settings = { .f107 = here->weather->f107_previous,
                                        .f107_mean = here->weather->f107_mean,
                                        .kp = here->weather->kp_3h };
    return leo_air_at(&settings, here->place, here->pos_gcrf_m, here->sun_gcrf_m, here->day_of_year, air,
                      error);
}

const leo_atmosphere leo_atmosphere_jacchia_roberts = {
    .name = "jacchia-roberts",
    .summary = "Jacchia-Roberts 1971, joined to US 1976 below: Sun, season, flux, geomagnetic activity",
    .wants_weather = 1,
    .low_m = -500,
    .high_m = 2500e3,
    .at = at,
};
