/* SPDX-License-Identifier: MIT */
#include "base/text.h"
#include "world/atmosphere_row.h"

#include <string.h>

const leo_atmosphere *const leo_atmospheres[] = {
    &leo_atmosphere_us76,
    &leo_atmosphere_exponential,
    &leo_atmosphere_constant,
    &leo_atmosphere_harris_priester,
    &leo_atmosphere_jacchia_roberts,
    &leo_atmosphere_msis,
    &leo_atmosphere_met,
    NULL,
};

const leo_wind *const leo_winds[] = { &leo_wind_none, &leo_wind_constant, &leo_wind_profile, NULL };

const leo_atmosphere *leo_atmosphere_find(const char *name, leo_error *error)
{
    leo_nearest nearest = { .word = name };
    for (int i = 0; leo_atmospheres[i]; i++) {
        if (strcmp(name, leo_atmospheres[i]->name) == 0)
            return leo_atmospheres[i];
        leo_nearest_offer(&nearest, leo_atmospheres[i]->name);
    }
    char hint[LEO_HINT_ROOM];
    leo_fail(error, LEO_BAD_INPUT, "atmosphere", "`%.60s`: no such model of the air%s", name,
             leo_nearest_hint(&nearest, hint));
    return NULL;
}

const leo_wind *leo_wind_find(const char *name, leo_error *error)
{
    leo_nearest nearest = { .word = name };
    for (int i = 0; leo_winds[i]; i++) {
        if (strcmp(name, leo_winds[i]->name) == 0)
            return leo_winds[i];
        leo_nearest_offer(&nearest, leo_winds[i]->name);
    }
    char hint[LEO_HINT_ROOM];
    leo_fail(error, LEO_BAD_INPUT, "wind", "`%.60s`: no such model of the wind%s", name,
             leo_nearest_hint(&nearest, hint));
    return NULL;
}

leo_status leo_atmosphere_check(const leo_atmosphere *model, const leo_air_place *here, leo_error *error)
{
    const double alt = here->place.alt_m;
    if (!isfinite(alt))
        return leo_fail(error, LEO_RETRY_STEP, "atmosphere", "%g m: the height is not finite", alt);
    if (alt < model->low_m)
        return leo_fail(error, LEO_OUT_OF_RANGE, "atmosphere", "%g m: %s is known from %g m up", alt,
                        model->name, model->low_m);
    if (model->wants_weather && !here->weather)
        return leo_fail(error, LEO_BAD_INPUT, "atmosphere", "%s asks for space weather, and none was given",
                        model->name);
    return LEO_OK;
}

void leo_atmosphere_from_density(double density_kg_m3, double alt_m, leo_air *air)
{
    leo_air standard;
    if (alt_m < 86e3)
        leo_air_standard(alt_m, &standard);
    else
        leo_air_standard_upper(alt_m, &standard);
    leo_air_derive(density_kg_m3, standard.temperature_k, standard.molar_mass_kg_mol, 1.4, air);
}
