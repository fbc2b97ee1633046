/* SPDX-License-Identifier: MIT */

/*
 * What the world outside does to the craft, sampled from the flight's dense output.
 *
 *     direct sunlight   S (AU/d)^2 nu                  nu  sunlit fraction, cone of the Earth's shadow
 *     albedo            a S (AU/d)^2 max(0, cos z) F   z   zenith angle of the Sun below the craft
 *     infrared          q F                            F = (R / r)^2, plate that faces the Earth
 *
 * Source  Gilmore, Spacecraft Thermal Control Handbook, Aerospace Press 2002, chapter 2.
 * Valid   low orbits; the Earth is a diffuse sphere lit as the point below the craft. Linear between five
 *         samples of a window.
 * Error   albedo 30 % locally (clouds), infrared 15 %.
 */
#include "base/error.h"
#include "run/run.h"
#include "world/body.h"

#include <math.h>

static void sample(const leo_world_settings *world, const leo_motion *motion, leo_outside *outside)
{
    const double r = leo_norm(motion->pos_gcrf_m);
    const double d = leo_norm(motion->sun_gcrf_m);
    const double flux = world->solar_constant_w_m2 * (LEO_AU_M / d) * (LEO_AU_M / d);
    const double cos_zenith = leo_dot(motion->pos_gcrf_m, motion->sun_gcrf_m) / (r * d);
    const double near = fmin(1, LEO_EARTH_RADIUS_M / r);
    *outside = (leo_outside){
        .elapsed_s = motion->elapsed_s,
        .pressure_pa = motion->air.pressure_pa,
        .temperature_k = motion->air.temperature_k,
        .solar_w_m2 = flux * motion->sunlit,
        .albedo_w_m2 = world->albedo * flux * fmax(0, cos_zenith) * near * near,
        .infrared_w_m2 = world->infrared_w_m2 * near * near,
        .load_factor = motion->load_factor,
        .heat_flux_w_m2 = motion->heat_flux_w_m2,
    };
}

leo_status leo_run_outside_sample(leo_run *run, double begin_s, double end_s, leo_error *error)
{
    run->outside_begin_s = begin_s;
    run->outside_span_s = end_s - begin_s;
    for (int i = 0; i < LEO_OUTSIDE_NODES; i++) {
        const double t =
            i == LEO_OUTSIDE_NODES - 1 ? end_s : begin_s + run->outside_span_s * i / (LEO_OUTSIDE_NODES - 1);
        leo_motion motion;
        const leo_status status = leo_flight_at(run->flight, t, &motion, error);
        if (status != LEO_OK)
            return status;
        sample(&run->plan->world, &motion, &run->outside[i]);
    }
    return LEO_OK;
}

static double mix(double a, double b, double part)
{
    return a + part * (b - a);
}

leo_status leo_run_outside_at(void *context, double elapsed_s, leo_outside *outside, leo_error *error)
{
    const leo_run *run = context;
    (void)error;
    double place = 0;
    if (run->outside_span_s > 0)
        place = leo_clamp((elapsed_s - run->outside_begin_s) / run->outside_span_s, 0, 1) *
                (LEO_OUTSIDE_NODES - 1);
    int i = (int)place;
    if (i > LEO_OUTSIDE_NODES - 2)
        i = LEO_OUTSIDE_NODES - 2;
    const double part = place - i;
    const leo_outside *a = &run->outside[i], *b = &run->outside[i + 1];
    *outside = (leo_outside){
        .elapsed_s = elapsed_s,
        .pressure_pa = mix(a->pressure_pa, b->pressure_pa, part),
        .temperature_k = mix(a->temperature_k, b->temperature_k, part),
        .solar_w_m2 = mix(a->solar_w_m2, b->solar_w_m2, part),
        .albedo_w_m2 = mix(a->albedo_w_m2, b->albedo_w_m2, part),
        .infrared_w_m2 = mix(a->infrared_w_m2, b->infrared_w_m2, part),
        .load_factor = mix(a->load_factor, b->load_factor, part),
        .heat_flux_w_m2 = mix(a->heat_flux_w_m2, b->heat_flux_w_m2, part),
    };
    return LEO_OK;
}
