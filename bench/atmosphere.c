/* SPDX-License-Identifier: MIT */
/*
 * What one call of a model of the air costs, along an orbit that sees all latitudes, longitudes and hours; the fastest of
 * several rounds. Beside each its error against published values:
 *
 *     us-1976          table I of the document at 200 km
 *     exponential      Vallado's example at 747.2119 km
 *     harris-priester  its table at the foot of the bulge, 400 km
 *     jacchia-roberts  GMAT R2018a at 300 km (Kp 4, F10.7 100, 2017-01-01T00:00 UTC, 45 N, 0 E; Sun to 0.01 deg)
 *     nrlmsise-00      run 1 of the 17 shipped with it, density at 400 km
 *     met              NASA JEOD's verification at 400 km
 *     magnetic field   NOAA NCEI's calculator for DGRF 2010, nT
 */
#include "base/error.h"
#include "world/atmosphere.h"
#include "world/atmosphere_msis.h"
#include "world/magnetic.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { PLACES = 64 };

static const double RAD = 0.017453292519943295;

typedef struct bench {
    leo_air_place places[PLACES];
    leo_weather_now weather;
    int rounds, turns; // rounds of so many turns over all places
    double sink;       // what the calls gave, so that none is left out
} bench;

static double now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return 1e9 * (double)now.tv_sec + (double)now.tv_nsec;
}

static void print_line(const char *name, double value, double error, const char *error_unit)
{
    printf("{\"bench\":\"atmosphere\",\"name\":\"%s\",\"value\":%.6g,\"unit\":\"ns\",\"error\":%.3g,\"error_"
           "unit\":\"%s\"}\n",
           name, value, error, error_unit);
}

static void make_places(bench *b, double alt_m)
{
    for (int i = 0; i < PLACES; i++) {
        const leo_geodetic place = { 1.3 * sin(0.7 * i), remainder(2.4 * i, 6.28318), alt_m };
        b->places[i] = (leo_air_place){ .place = place,
                                        .pos_gcrf_m = leo_itrf_from_geodetic(place),
                                        .sun_gcrf_m = { 1.2e11, 8e10, 3e10 },
                                        .day_of_year = 200.0 + i / 64.0,
                                        .utc_s = 86400.0 * i / 64,
                                        .lst_rad = fmod(0.3 + 2.5 * i, 6.28318),
                                        .year = 2012,
                                        .weather = &b->weather };
    }
}

/* ns per call, fastest of the rounds. */
static double model_ns(bench *b, const leo_atmosphere *model, const void *config)
{
    double best = INFINITY;
    for (int round = 0; round < b->rounds; round++) {
        const double begun = now_ns();
        for (int turn = 0; turn < b->turns; turn++)
            for (int i = 0; i < PLACES; i++) {
                leo_air air = { 0 };
                model->at(config, &b->places[i], &air, NULL);
                b->sink += air.density_kg_m3;
            }
        best = fmin(best, (now_ns() - begun) / (b->turns * PLACES));
    }
    return best;
}

static double field_ns(bench *b)
{
    double best = INFINITY;
    for (int round = 0; round < b->rounds; round++) {
        const double begun = now_ns();
        for (int turn = 0; turn < b->turns; turn++)
            for (int i = 0; i < PLACES; i++) {
                leo_vec3 field = { 0 };
                leo_magnetic_at(b->places[i].pos_gcrf_m, 2012.3, &field, NULL);
                b->sink += field.x;
            }
        best = fmin(best, (now_ns() - begun) / (b->turns * PLACES));
    }
    return best;
}

/* The relative difference of the density at one place from a published one. */
static double off(const char *name, const leo_air_place *here, double want_kg_m3)
{
    leo_air air = { .density_kg_m3 = NAN };
    leo_atmosphere_find(name, NULL)->at(NULL, here, &air, NULL);
    return fabs(air.density_kg_m3 / want_kg_m3 - 1);
}

static double error_of(const char *name)
{
    leo_air_place here = { .place = { 0, 0, 200e3 } };
    if (strcmp(name, "us-1976") == 0)
        return off(name, &here, 2.541e-10);
    here.place.alt_m = 747211.9;
    if (strcmp(name, "exponential") == 0)
        return off(name, &here, 2.1219854e-14);
    here = (leo_air_place){ .place = { 0, 0, 400e3 },
                            .pos_gcrf_m = { cos(210 * RAD), sin(210 * RAD), 0 },
                            .sun_gcrf_m = { 1, 0, 0 } };
    if (strcmp(name, "harris-priester") == 0)
        return off(name, &here, 2.249e-12);
    leo_weather_now weather = { .f107_previous = 100, .f107_mean = 100, .kp_3h = 4 };
    // local midnight at longitude 0, less the equation of time; declination of the Sun that day
    here = (leo_air_place){ .place = { 45 * RAD, 0, 300e3 },
                            .pos_gcrf_m = { 1, 0, 1 },
                            .day_of_year = 1.0 + 0.7548,
                            .sun_gcrf_m = { cos(-23.018 * RAD) * cos(180.831 * RAD),
                                            cos(-23.018 * RAD) * sin(180.831 * RAD), sin(-23.018 * RAD) },
                            .weather = &weather };
    if (strcmp(name, "jacchia-roberts") == 0)
        return off(name, &here, 1.30609e-11);
    weather = (leo_weather_now){ .f107_previous = 150, .f107_mean = 150, .ap = { 4, 4, 4, 4, 4, 4, 4 } };
    const leo_msis_input in = { .alt_km = 400,
                                .lat_deg = 60,
                                .lon_deg = -70,
                                .day_of_year = 172,
                                .utc_s = 29000,
                                .lst_h = 16,
                                .f107 = 150,
                                .f107_mean = 150,
                                .ap = { 4 } };
    if (strcmp(name, "nrlmsise-00") == 0) {
        leo_msis_output out;
        leo_msis_at(&in, &out);
        return fabs(out.density_kg_m3 / 4.074714e-12 - 1);
    }
    weather = (leo_weather_now){ .f107_previous = 230, .f107_mean = 230, .ap = { 0, 0, 0, 20.3 } };
    here = (leo_air_place){ .place = { 55 * RAD, 45 * RAD, 400e3 },
                            .year = 2000,
                            .day_of_year = 1 + 5508.0 / 86400,
                            .utc_s = 5508,
                            .weather = &weather };
    return strcmp(name, "met") == 0 ? off(name, &here, 6.900325309508664e-12) : 0;
}

int main(int count, char **words)
{
    static bench b;
    const int brief = count > 1 && strcmp(words[1], "--brief") == 0;
    b.rounds = brief ? 2 : 20;
    b.turns = brief ? 1 : 100;
    b.weather = (leo_weather_now){ .f107_previous = 120,
                                   .f107 = 121,
                                   .f107_mean = 118,
                                   .ap_daily = 12,
                                   .ap = { 12, 9, 12, 15, 15, 10, 8 },
                                   .kp_3h = 2.7,
                                   .kp_mean = 2.3 };
    static const double heights[] = { 120e3, 400e3, 700e3 };
    for (int h = 0; h < 3; h++) {
        make_places(&b, heights[h]);
        for (int i = 0; leo_atmospheres[i]; i++) {
            char name[96];
            snprintf(name, sizeof name, "%s, %g km", leo_atmospheres[i]->name, heights[h] / 1000);
            print_line(name, model_ns(&b, leo_atmospheres[i], NULL), error_of(leo_atmospheres[i]->name),
                       "relative");
        }
    }
    const int daily[2] = { 1, 0 }; // the second choice of the first field, the first of the second
    make_places(&b, 400e3);
    print_line("nrlmsise-00 by the day's ap, 400 km",
               model_ns(&b, leo_atmosphere_find("nrlmsise-00", NULL), daily), error_of("nrlmsise-00"),
               "relative");
    leo_vec3 field;
    const leo_geodetic place = { -80 * RAD, -165 * RAD, 5000 };
    const int known = leo_magnetic_ned(place, 2010, &field, NULL) == LEO_OK;
    print_line("magnetic field, degree 13, 400 km", field_ns(&b),
               known ? leo_norm(leo_sub(leo_scale(1e9, field), leo_vec(-5010.8, 11907.1, -58846.0)))
                     : INFINITY,
               "nT");
    return isnan(b.sink);
}
