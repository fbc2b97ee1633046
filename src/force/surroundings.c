/* SPDX-License-Identifier: MIT */
/* Where a spacecraft is, in which air, in which light. */
#include "force/surroundings.h"

#include "base/error.h"
#include "time/epoch.h"

static const double PI = 3.14159265358979323846, DAY_S = 86400;

static int days_in(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 366 : 365;
}

leo_status leo_sampler_fill(leo_sampler *sampler, const leo_dynamics_setup *setup, const leo_force_host *host,
                            leo_error *error)
{
    sampler->setup = setup;
    sampler->host = host;
    sampler->light = leo_light_of(host);
    sampler->flattening = leo_body_facts_of(host->center)->flattening;
    int bodies[LEO_SKY_BODIES];
    const int count = leo_force_bodies(setup->forces, setup->configs, host->center, bodies);
    for (int i = 0; i < count; i++) {
        const int slot = leo_force_slot(host, bodies[i]);
        if (slot >= 0)
            sampler->used[sampler->used_count++] = slot;
    }
    if (!sampler->wants_air)
        return LEO_OK;
    if (!setup->atmosphere)
        return leo_fail(error, LEO_BAD_INPUT, "forces.drag", "no model of the air was chosen");
    if (sampler->light.sun_is_known == 0)
        return leo_fail(error, LEO_BAD_INPUT, "forces.drag", "the place of the Sun is not known here");
    if (setup->atmosphere->edges && setup->craft.drag_area_m2 > 0)
        sampler->edge_count = setup->atmosphere->edges(setup->atmosphere_config, &sampler->edges_km);
    // bands are those of the Earth, too
    if (host->center != LEO_BODY_EARTH && (!setup->atmosphere->is_users || sampler->edge_count > 0))
        return leo_fail(
            error, LEO_BAD_INPUT, "forces.drag",
            "%s is air of the Earth: around another body give the density, "
            "atmosphere: { model: exponential, layers: one, density: .., height: .., scale-height: .. }",
            setup->atmosphere->name);
    return leo_air_clock_of(host->epoch, &sampler->clock, error);
}

void leo_sampler_instant(const leo_sampler *sampler, double elapsed_s, leo_surroundings *here)
{
    const leo_sky *sky = sampler->setup->sky;
    here->elapsed_s = elapsed_s;
    here->fixed_from_icrf = leo_sky_fixed_from_icrf(sky, elapsed_s);
    here->spin_icrf_rad_s = sampler->wants_spin ? leo_sky_spin_icrf_rad_s(sky, elapsed_s) : leo_vec(0, 0, 0);
    for (int i = 0; i < sampler->used_count; i++)
        here->body_m[sampler->used[i]] = leo_sky_body_m(sky, sampler->used[i], elapsed_s);
}

/* Above the ellipsoid of a body that is not the Earth: the latitude on it by iteration, good to 1e-12 rad. */
static leo_geodetic above(leo_vec3 p, double radius_m, double flattening)
{
    const double e2 = flattening * (2 - flattening), across = sqrt(p.x * p.x + p.y * p.y);
    double lat = atan2(p.z, across * (1 - e2)), alt = 0;
    for (int i = 0; i < 10; i++) {
        const double s = sin(lat), n = radius_m / sqrt(1 - e2 * s * s);
        lat = atan2(p.z + e2 * n * s, across);
        alt = across * cos(lat) + p.z * sin(lat) - radius_m * sqrt(1 - e2 * sin(lat) * sin(lat));
    }
    return (leo_geodetic){ lat, across > 0 ? atan2(p.y, p.x) : 0, alt };
}

leo_status leo_air_clock_of(leo_epoch epoch, leo_air_clock *clock, leo_error *error)
{
    leo_calendar utc;
    leo_status status = leo_epoch_utc_fields(epoch, 3, &utc, error);
    if (status == LEO_OK)
        status = leo_epoch_day_of_year(epoch, &clock->day_of_year, error);
    if (status == LEO_OK)
        clock->year = utc.year;
    return status;
}

leo_air_place leo_air_place_of(const leo_air_clock *clock, const leo_surroundings *here, leo_vec3 sun_icrf_m)
{
    int year = clock->year;
    double day = clock->day_of_year + here->elapsed_s / DAY_S;
    for (; day >= 1 + days_in(year); year++)
        day -= days_in(year);
    for (; day < 1; year--)
        day += days_in(year - 1);
    const leo_vec3 sun_fixed = leo_mat_vec(here->fixed_from_icrf, sun_icrf_m);
    double lst = PI + here->place.lon_rad - atan2(sun_fixed.y, sun_fixed.x);
    lst = lst < 0 ? lst + 2 * PI : lst >= 2 * PI ? lst - 2 * PI : lst;
    return (leo_air_place){ .place = here->place,
                            .pos_gcrf_m = here->pos_icrf_m,
                            .sun_gcrf_m = sun_icrf_m,
                            .day_of_year = day,
                            .utc_s = (day - floor(day)) * DAY_S,
                            .lst_rad = lst,
                            .year = year };
}

leo_vec3 leo_icrf_from_enu(const leo_surroundings *here, leo_vec3 enu)
{
    const double sp = sin(here->place.lat_rad), cp = cos(here->place.lat_rad);
    const double sl = sin(here->place.lon_rad), cl = cos(here->place.lon_rad);
    const leo_vec3 fixed = leo_vec(-sl * enu.x - sp * cl * enu.y + cp * cl * enu.z,
                                   cl * enu.x - sp * sl * enu.y + cp * sl * enu.z, cp * enu.y + sp * enu.z);
    return leo_mat_tvec(here->fixed_from_icrf, fixed);
}

leo_geodetic leo_sampler_place(const leo_sampler *sampler, leo_vec3 pos_fixed_m)
{
    const leo_force_host *host = sampler->host;
    return host->center == LEO_BODY_EARTH ? leo_geodetic_from_itrf(pos_fixed_m)
                                          : above(pos_fixed_m, host->radius_m, sampler->flattening);
}

/* A parabola between two edges, up in one layer and down in the next; straight lines below and above them all. */
double leo_sampler_air_edge(const leo_sampler *sampler, const leo_surroundings *here)
{
    const double *edge = sampler->edges_km,
                 alt_km = leo_sampler_place(sampler, here->pos_fixed_m).alt_m / 1000;
    const int last = sampler->edge_count - 1;
    if (last < 0)
        return 1;
    int below = -1; // edges that lie below
    while (below < last && alt_km >= edge[below + 1])
        below++;
    if (below < 0)
        return alt_km - edge[0];
    double value = alt_km - edge[below];
    if (below < last)
        value *= (edge[below + 1] - alt_km) / (edge[below + 1] - edge[below]);
    return below % 2 ? -value : value;
}

static leo_status fill_air(const leo_sampler *sampler, leo_surroundings *here, leo_error *error)
{
    const leo_dynamics_setup *setup = sampler->setup;
    const leo_force_host *host = sampler->host;
    here->place = leo_sampler_place(sampler, here->pos_fixed_m);
    here->wind_icrf_m_s = leo_cross(here->spin_icrf_rad_s, here->pos_icrf_m);
    leo_air_place at = leo_air_place_of(&sampler->clock, here, leo_light_sun_m(&sampler->light, here));
    leo_weather_now weather;
    leo_status status = LEO_OK;
    if (setup->atmosphere->wants_weather) {
        at.weather = &weather;
        status = leo_weather_at(setup->weather ? setup->weather : leo_weather_builtin(),
                                leo_epoch_add(host->epoch, here->elapsed_s), &weather, error);
    }
    if (status == LEO_OK)
        status = setup->atmosphere->at(setup->atmosphere_config, &at, &here->air, error);
    if (status != LEO_OK || !setup->wind)
        return status;
    leo_vec3 enu;
    status = setup->wind->at(setup->wind_config, &at, &enu, error);
    if (status == LEO_OK)
        here->wind_icrf_m_s = leo_add(here->wind_icrf_m_s, leo_icrf_from_enu(here, enu));
    return status;
}

leo_status leo_sampler_state(const leo_sampler *sampler, leo_vec3 pos_m, leo_vec3 vel_m_s, double mass_kg,
                             leo_surroundings *here, leo_error *error)
{
    const leo_spacecraft *craft = &sampler->setup->craft;
    here->pos_icrf_m = pos_m;
    here->vel_icrf_m_s = vel_m_s;
    here->mass_kg = mass_kg > 0 ? mass_kg : craft->mass_kg;
    here->pos_fixed_m = leo_mat_vec(here->fixed_from_icrf, pos_m);
    here->drag_area_m2 = craft->drag_area_m2;
    here->srp_area_m2 = here->srp_push_m2 = craft->srp_area_m2;
    if (!isfinite(leo_dot(pos_m, pos_m) + leo_dot(vel_m_s, vel_m_s)))
        return leo_fail(error, LEO_RETRY_STEP, "dynamics", "the trial state is not a number");
    here->sunlit = sampler->wants_light ? leo_light_sunlit(&sampler->light, here) : 1;
    return sampler->wants_air ? fill_air(sampler, here, error) : LEO_OK;
}

leo_status leo_sampler_slope(const leo_sampler *sampler, leo_surroundings *here, leo_error *error)
{
    static const double HALF_STEP_M = 50;
    double slope[3];
    for (int axis = 0; axis < 3; axis++) {
        double rho[2];
        for (int side = 0; side < 2; side++) {
            const double h = side ? HALF_STEP_M : -HALF_STEP_M;
            leo_surroundings there = *here;
            there.pos_icrf_m =
                leo_add(here->pos_icrf_m, leo_vec(axis == 0 ? h : 0, axis == 1 ? h : 0, axis == 2 ? h : 0));
            there.pos_fixed_m = leo_mat_vec(there.fixed_from_icrf, there.pos_icrf_m);
            const leo_status status = fill_air(sampler, &there, error);
            if (status != LEO_OK)
                return status;
            rho[side] = there.air.density_kg_m3;
        }
        slope[axis] = (rho[1] - rho[0]) / (2 * HALF_STEP_M);
    }
    here->density_gradient_icrf_kg_m4 = leo_vec(slope[0], slope[1], slope[2]);
    return LEO_OK;
}
