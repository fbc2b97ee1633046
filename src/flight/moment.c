/* SPDX-License-Identifier: MIT */
/*
 * Everything that acts on a vehicle at one instant, in GCRF.
 *
 *     dr/dt = v,   m dv/dt = sum of forces and thrusts          (Cowell's method)
 *     J = v^2/2 - U - W.(r x v),   dJ/dt = f.(v - W x r) + g.((w - W) x r)
 *         U potential of the Earth's field, g its gradient, f every other acceleration, w rotation of the
 * Earth, W its rotation at time 0, kept fixed, so that the wandering of the axis counts as work
 *
 * Source  Vallado: Fundamentals of Astrodynamics and Applications, 4th edition 2013, sections 3.3 (Jacobi),
 *         8.6.
 * Valid   a point mass: no lift, no attitude. Mass that leaves does so with the velocity of the vehicle, but
 *         for the exhaust, whose momentum is the thrust.
 * Error   that of the forces.
 * Axes    GCRF; heights above WGS 84 along its normal.
 */
#include "flight/moment.h"

#include "base/error.h"
#include "flight/heating.h"
#include "time/epoch.h"
#include "world/body.h"
#include "world/shadow.h"

static const double DEEPEST_M = -300; // a trial state below that is no flight

static leo_vec3 vec_at(const double *state, int first)
{
    return leo_vec(state[first], state[first + 1], state[first + 2]);
}

leo_device_view leo_moment_view(const leo_flight *flight, const leo_moment *moment, int thing,
                                const double *state)
{
    const leo_flight_thing *body = &flight->setup.things[flight->mount[thing]];
    leo_device_view view = moment->view;
    view.mounted = body->device->attached ? body->device->attached(body) : 1;
    view.state = state + flight->own[thing];
    return view;
}

/* Adds the wind to the turning of the air. */
static leo_status blow(const leo_flight *flight, leo_surroundings *here, leo_error *error)
{
    const leo_vec3 sun = leo_earth_sun_gcrf_m(flight->setup.earth, here->elapsed_s);
    const leo_air_place at = leo_air_place_of(&flight->clock, here, sun);
    leo_vec3 enu;
    const leo_status status = flight->setup.wind->at(flight->setup.wind_config, &at, &enu, error);
    if (status == LEO_OK)
        here->wind_icrf_m_s = leo_add(here->wind_icrf_m_s, leo_icrf_from_enu(here, enu));
    return status;
}

leo_status leo_moment_place(const leo_flight *flight, double elapsed_s, const double *state,
                            leo_moment *moment, leo_error *error)
{
    const leo_earth *earth = flight->setup.earth;
    leo_surroundings *here = &moment->here;
    *moment = (leo_moment){ 0 };
    here->elapsed_s = elapsed_s;
    here->pos_icrf_m = vec_at(state, LEO_POS);
    here->vel_icrf_m_s = vec_at(state, LEO_VEL);
    if (!isfinite(leo_dot(here->pos_icrf_m, here->pos_icrf_m) +
                  leo_dot(here->vel_icrf_m_s, here->vel_icrf_m_s)))
        return leo_fail(error, LEO_RETRY_STEP, "flight", "the trial state is not a number");
    here->fixed_from_icrf = leo_earth_itrf_from_gcrf(earth, elapsed_s);
    here->pos_fixed_m = leo_mat_vec(here->fixed_from_icrf, here->pos_icrf_m);
    here->place = leo_geodetic_from_itrf(here->pos_fixed_m);
    here->spin_icrf_rad_s = leo_earth_spin_gcrf_rad_s(earth, elapsed_s);
    const leo_vec3 ground_vel = leo_cross(here->spin_icrf_rad_s, here->pos_icrf_m);
    here->wind_icrf_m_s = ground_vel;
    if (flight->setup.wind) {
        const leo_status status = blow(flight, here, error);
        if (status != LEO_OK)
            return status;
    }
    leo_device_view *view = &moment->view;
    view->elapsed_s = elapsed_s;
    view->pos_gcrf_m = here->pos_icrf_m;
    view->vel_gcrf_m_s = here->vel_icrf_m_s;
    view->up_gcrf = leo_mat_tvec(here->fixed_from_icrf, leo_geodetic_up(here->place));
    view->height_m = here->place.alt_m - flight->setup.ground_alt_m;
    view->sink_m_s = -leo_dot(leo_sub(here->vel_icrf_m_s, ground_vel), view->up_gcrf);
    view->air_speed_m_s = leo_norm(leo_sub(here->vel_icrf_m_s, here->wind_icrf_m_s));
    if (view->height_m < DEEPEST_M)
        return leo_fail(error, LEO_RETRY_STEP, "flight", "the trial state lies %.0f m below the ground",
                        -view->height_m);
    return LEO_OK;
}

/* A model other than the usual one. */
static leo_status ask_atmosphere(const leo_flight *flight, leo_surroundings *here, leo_error *error)
{
    const leo_flight_setup *setup = &flight->setup;
    leo_air_place at = leo_air_place_of(&flight->clock, here, here->body_m[LEO_SUN_SLOT]);
    leo_weather_now weather;
    if (setup->atmosphere->wants_weather) {
        const leo_weather *set = setup->weather ? setup->weather : leo_weather_builtin();
        const leo_status status =
            leo_weather_at(set, leo_epoch_add(setup->epoch, here->elapsed_s), &weather, error);
        if (status != LEO_OK)
            return status;
        at.weather = &weather;
    }
    return setup->atmosphere->at(NULL, &at, &here->air, error);
}

static leo_status find_air(const leo_flight *flight, leo_moment *moment, leo_error *error)
{
    const leo_earth *earth = flight->setup.earth;
    leo_surroundings *here = &moment->here;
    leo_device_view *view = &moment->view;
    const double t = here->elapsed_s;
    here->body_m[LEO_SUN_SLOT] = leo_earth_sun_gcrf_m(earth, t);
    here->body_m[LEO_MOON_SLOT] = leo_earth_moon_gcrf_m(earth, t);
    for (int i = LEO_OTHERS_SLOT; i < flight->seen; i++)
        here->body_m[i] = leo_sky_body_m(flight->setup.sky, flight->sky_slot[i], t);
    here->sunlit = leo_sunlit_fraction(here->pos_icrf_m, here->body_m[LEO_SUN_SLOT]);
    const leo_status status =
        flight->setup.atmosphere
            ? ask_atmosphere(flight, here, error)
            : leo_air_at(&flight->setup.air, here->place, here->pos_icrf_m, here->body_m[LEO_SUN_SLOT],
                         leo_earth_day_of_year(earth, t), &here->air, error);
    if (status != LEO_OK)
        return status;
    view->density_kg_m3 = here->air.density_kg_m3;
    view->temperature_k = here->air.temperature_k;
    view->pressure_pa = here->air.pressure_pa;
    view->sound_speed_m_s = here->air.sound_speed_m_s;
    view->mean_free_path_m = here->air.mean_free_path_m;
    view->dynamic_pressure_pa = 0.5 * view->density_kg_m3 * view->air_speed_m_s * view->air_speed_m_s;
    return LEO_OK;
}

static leo_status weigh(const leo_flight *flight, const double *state, double gas_kg, leo_moment *moment,
                        leo_error *error)
{
    double mass_kg = gas_kg;
    for (int i = 0; i < flight->setup.thing_count; i++) {
        const leo_flight_thing *thing = &flight->setup.things[i];
        const leo_device_view view = leo_moment_view(flight, moment, i, state);
        if (view.mounted)
            mass_kg += thing->device->mass_kg(thing, &view);
    }
    moment->here.mass_kg = moment->view.mass_kg = mass_kg;
    if (!(mass_kg > 0))
        return leo_fail(error, LEO_OUT_OF_RANGE, "vehicle.mass", "%g kg: no body is attached any more",
                        mass_kg);
    return LEO_OK;
}

/* Drag areas, thrusts and own rates of the devices, in their order. */
static void gather(const leo_flight *flight, const double *state, leo_moment *moment, double *rate)
{
    double nose_radius_m = 0, reference_m2 = 0;
    for (int i = 0; i < flight->setup.thing_count; i++) {
        const leo_flight_thing *thing = &flight->setup.things[i];
        const leo_device_view view = leo_moment_view(flight, moment, i, state);
        double *own_rate = rate + flight->own[i];
        for (int s = 0; s < thing->device->state_count; s++)
            own_rate[s] = 0;
        if (!view.mounted || !thing->device->share)
            continue;
        leo_device_share share = { 0 };
        thing->device->share(thing, &view, &share, own_rate);
        moment->here.drag_area_m2 += share.drag_area_m2;
        moment->here.srp_area_m2 += share.area_m2;
        moment->thrust_gcrf_n = leo_add(moment->thrust_gcrf_n, share.thrust_gcrf_n);
        if (!(nose_radius_m > 0))
            nose_radius_m = share.nose_radius_m;
        if (!(reference_m2 > 0) && share.area_m2 > 0) {
            reference_m2 = share.area_m2;
            moment->reference_drag = share.drag_coefficient;
            moment->reference_diameter_m = share.diameter_m;
        }
    }
    moment->heat_flux_w_m2 =
        leo_stagnation_heat_w_m2(moment->view.density_kg_m3, moment->view.air_speed_m_s, nose_radius_m);
}

static leo_status add_forces(const leo_flight *flight, leo_moment_purpose purpose, leo_moment *moment,
                             leo_error *error)
{
    const leo_flight_setup *setup = &flight->setup;
    const leo_surroundings *here = &moment->here;
    leo_vec3 field = leo_vec(0, 0, 0), other = leo_vec(0, 0, 0);
    for (int i = 0; setup->forces[i]; i++) {
        const leo_force *force = setup->forces[i];
        const void *made = flight->made[i];
        if (!made)
            continue;
        if (purpose == LEO_MOMENT_READING && force->nature != LEO_FORCE_SURFACE)
            continue;
        leo_vec3 accel;
        const leo_status status = force->accel(made, here, &accel, error);
        if (status != LEO_OK)
            return status;
        if (force->potential)
            field = leo_add(field, accel);
        else
            other = leo_add(other, accel);
        if (force->nature == LEO_FORCE_SURFACE)
            moment->felt_gcrf_m_s2 = leo_add(moment->felt_gcrf_m_s2, accel);
    }
    const leo_vec3 push = leo_scale(1 / here->mass_kg, moment->thrust_gcrf_n);
    moment->felt_gcrf_m_s2 = leo_add(moment->felt_gcrf_m_s2, push);
    if (purpose == LEO_MOMENT_READING)
        return LEO_OK;
    other = leo_add(other, push);
    moment->accel_gcrf_m_s2 = leo_add(field, other);
    const leo_vec3 turning = leo_cross(flight->spin_ref_gcrf_rad_s, here->pos_icrf_m);
    const leo_vec3 wander = leo_sub(leo_cross(here->spin_icrf_rad_s, here->pos_icrf_m), turning);
    moment->work_rate_w_kg = leo_dot(other, leo_sub(here->vel_icrf_m_s, turning)) + leo_dot(field, wander);
    return LEO_OK;
}

leo_status leo_moment_full(const leo_flight *flight, leo_moment_purpose purpose, double elapsed_s,
                           const double *state, double gas_kg, leo_moment *moment, double *rate,
                           leo_error *error)
{
    leo_status status = leo_moment_place(flight, elapsed_s, state, moment, error);
    if (status != LEO_OK || (status = find_air(flight, moment, error)) != LEO_OK ||
        (status = weigh(flight, state, gas_kg, moment, error)) != LEO_OK)
        return status;
    gather(flight, state, moment, rate);
    if ((status = add_forces(flight, purpose, moment, error)) != LEO_OK || purpose == LEO_MOMENT_READING)
        return status;
    for (int i = 0; i < 3; i++)
        rate[LEO_POS + i] = state[LEO_VEL + i];
    rate[LEO_VEL] = moment->accel_gcrf_m_s2.x;
    rate[LEO_VEL + 1] = moment->accel_gcrf_m_s2.y;
    rate[LEO_VEL + 2] = moment->accel_gcrf_m_s2.z;
    rate[LEO_DELTA_V] = leo_norm(moment->thrust_gcrf_n) / moment->here.mass_kg;
    rate[LEO_HEAT] = moment->heat_flux_w_m2;
    rate[LEO_WORK] = moment->work_rate_w_kg;
    return LEO_OK;
}

leo_status leo_moment_landed(const leo_flight *flight, double elapsed_s, leo_moment *moment, leo_error *error)
{
    const leo_vec3 pos =
        leo_mat_tvec(leo_earth_itrf_from_gcrf(flight->setup.earth, elapsed_s), flight->books->landed_itrf_m);
    const leo_vec3 vel = leo_cross(leo_earth_spin_gcrf_rad_s(flight->setup.earth, elapsed_s), pos);
    double *state = flight->trial;
    for (int i = 0; i < flight->state_count; i++)
        state[i] = flight->now[i];
    state[LEO_POS] = pos.x, state[LEO_POS + 1] = pos.y, state[LEO_POS + 2] = pos.z;
    state[LEO_VEL] = vel.x, state[LEO_VEL + 1] = vel.y, state[LEO_VEL + 2] = vel.z;
    leo_status status = leo_moment_place(flight, elapsed_s, state, moment, error);
    if (status != LEO_OK || (status = find_air(flight, moment, error)) != LEO_OK)
        return status;
    moment->view.landed = 1;
    if ((status = weigh(flight, state, flight->books->gas_kg, moment, error)) != LEO_OK)
        return status;
    gather(flight, state, moment, flight->trial_rate);
    moment->thrust_gcrf_n = leo_vec(0, 0, 0);
    moment->heat_flux_w_m2 = 0;
    return LEO_OK;
}

leo_status leo_flight_rates(void *context, double t, const double *y, double *dydt, leo_error *error)
{
    const leo_flight *flight = context;
    leo_moment moment;
    return leo_moment_full(flight, LEO_MOMENT_RATES, t, y, flight->books->gas_kg, &moment, dydt, error);
}

void leo_flight_state_at(const leo_flight *flight, double elapsed_s, double *state)
{
    if (elapsed_s == flight->books->end_s)
        for (int i = 0; i < flight->state_count; i++)
            state[i] = flight->now[i];
    else
        leo_dop853_at(flight->solver, elapsed_s, state);
}
