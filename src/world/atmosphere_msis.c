/* SPDX-License-Identifier: MIT */

/*
 * NRLMSISE-00 as a row: atmosphere_msis_model.c with the space weather of the instant.
 *
 * Takes the observed flux of the day before and its mean over 81 days. `activity: daily` (what the model does unless told
 * otherwise, and what other tools do) takes the mean ap of the day alone, `history` that of the last 57 hours. `oxygen: drag` counts the hot oxygen that a satellite
 * feels above 500 km ("gtd7d"), `cold` leaves it out ("gtd7").
 *
 * Source, Valid, Error  as in atmosphere_msis_model.c.
 */
#include "world/atmosphere_msis.h"
#include "world/atmosphere_row.h"

static const double PI = 3.14159265358979323846, AVOGADRO = 6.022045e23;

enum { DAILY, HISTORY };
enum { DRAG, COLD };
static const char *const activity_words[] = { "daily", "history", NULL };
static const char *const oxygen_words[] = { "drag", "cold", NULL };

typedef struct msis {
    int activity, oxygen;
} msis;

// clang-format off
static const leo_field fields[] = {
    { "activity", LEO_CHOICE_AT(msis, activity), NULL, 0, 0, "daily", activity_words, "daily: geomagnetic activity of the day, as the model has it of itself; history: of the last 57 hours." },
    { "oxygen",   LEO_CHOICE_AT(msis, oxygen),   NULL, 0, 0, "drag",    oxygen_words,   "drag: density with the hot oxygen above 500 km; cold: without." },
    { 0 },
};
// clang-format on

static leo_status check_weather(const leo_weather_now *w, leo_error *error)
{
    if (!(w->f107_previous > 0 && w->f107_previous <= 1000))
        return leo_fail(error, LEO_OUT_OF_RANGE, "space weather", "F10.7 of %g: must lie in 0 .. 1000",
                        w->f107_previous);
    if (!(w->f107_mean > 0 && w->f107_mean <= 1000))
        return leo_fail(error, LEO_OUT_OF_RANGE, "space weather", "mean F10.7 of %g: must lie in 0 .. 1000",
                        w->f107_mean);
    for (int i = 0; i < 7; i++)
        if (!(w->ap[i] >= 0 && w->ap[i] <= 400))
            return leo_fail(error, LEO_OUT_OF_RANGE, "space weather", "ap of %g: must lie in 0 .. 400",
                            w->ap[i]);
    return LEO_OK;
}

static void fill(const leo_msis_output *out, double density, int oxygen, leo_air *air)
{
    const double *n = out->number_m3;
    double total = 0;
    for (int i = 0; i < LEO_MSIS_HOT_O; i++)
        total += n[i];
    if (oxygen == DRAG)
        total += n[LEO_MSIS_HOT_O];
    const double twos = n[LEO_MSIS_N2] + n[LEO_MSIS_O2], ones = total - twos;
    leo_air_derive(density, out->temperature_k, density * AVOGADRO / total,
                   (3.5 * twos + 2.5 * ones) / (2.5 * twos + 1.5 * ones), air);
}

static leo_status at(const void *config, const leo_air_place *here, leo_air *air, leo_error *error)
{
    static const msis usual = { DAILY, DRAG };
    const msis *c = config ? config : &usual;
    leo_status status = leo_atmosphere_check(&leo_atmosphere_msis, here, error);
    if (status == LEO_OK)
        status = check_weather(here->weather, error);
    if (status != LEO_OK)
        return status;
    const double alt = here->place.alt_m;
    if (alt > leo_atmosphere_msis.high_m) {
        leo_atmosphere_from_density(0, alt, air);
        return LEO_OK;
    }
    leo_msis_input input = {
        .alt_km = alt / 1000,
        .lat_deg = here->place.lat_rad * (180 / PI),
        .lon_deg = here->place.lon_rad * (180 / PI),
        .day_of_year = (int)here->day_of_year,
        .utc_s = here->utc_s,
        .lst_h = here->lst_rad * (12 / PI),
        .f107 = here->weather->f107_previous,
        .f107_mean = here->weather->f107_mean,
        .activity = c->activity == DAILY ? LEO_MSIS_DAILY : LEO_MSIS_HISTORY,
    };
    for (int i = 0; i < 7; i++)
        input.ap[i] = here->weather->ap[i];
    leo_msis_output output;
    leo_msis_at(&input, &output);
    fill(&output, c->oxygen == DRAG ? output.drag_kg_m3 : output.density_kg_m3, c->oxygen, air);
    return LEO_OK;
}

/* Where the model changes its form: splines, nodes without harmonics, gases that go over to diffusion alone. */
static int edges(const void *config, const double **alt_km)
{
    static const double form_km[] = { 32.5, 62.5, 72.5, 123.435, 160, 200, 240, 250, 300, 320, 450 };
    (void)config;
    *alt_km = form_km;
    return sizeof form_km / sizeof *form_km;
}

const leo_atmosphere leo_atmosphere_msis = {
    .name = "nrlmsise-00",
    .summary = "NRLMSISE-00: ground to exosphere, Sun, season, local time, flux, geomagnetic activity",
    .fields = fields,
    .size = sizeof(msis),
    .wants_weather = 1,
    .low_m = -500,
    .high_m = 2500e3,
    .at = at,
    .edges = edges,
};
