/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_ATMOSPHERE_ROW_H
#define LEO_WORLD_ATMOSPHERE_ROW_H

/* The rows of the table, and what they share. */

#include "base/error.h"
#include "world/atmosphere.h"

extern const leo_atmosphere leo_atmosphere_us76, leo_atmosphere_exponential, leo_atmosphere_constant,
    leo_atmosphere_harris_priester, leo_atmosphere_jacchia_roberts, leo_atmosphere_msis, leo_atmosphere_met;

extern const leo_wind leo_wind_none, leo_wind_constant, leo_wind_profile;

/* LEO_OUT_OF_RANGE below where the model holds, LEO_RETRY_STEP where the height is no number. */
leo_status leo_atmosphere_check(const leo_atmosphere *model, const leo_air_place *here, leo_error *error);

/* The air of a model that knows its density alone: temperature and molar mass are those of US 1976 at that height. */
void leo_atmosphere_from_density(double density_kg_m3, double alt_m, leo_air *air);

#endif
