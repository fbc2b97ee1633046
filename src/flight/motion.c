/* SPDX-License-Identifier: MIT */
/* What can be read of a flight: everything about the motion at one instant, and the outputs of the devices.
 */
#include "flight/flight.h"

#include "base/error.h"
#include "flight/moment.h"
#include "orbit/elements.h"
#include "world/body.h"
#include "world/shadow.h"

#include <math.h>

/* Osculating elements; a vehicle that is not on an ellipse has zeros where an ellipse has numbers. */
static void fill_orbit(const leo_flight *flight, leo_motion *motion)
{
    const leo_mat3 tod_from_gcrf = leo_earth_tod_from_gcrf(flight->setup.earth, motion->elapsed_s);
    leo_orbit_summary sum;
    if (leo_orbit_summarise(leo_mat_vec(tod_from_gcrf, motion->pos_gcrf_m),
                            leo_mat_vec(tod_from_gcrf, motion->vel_gcrf_m_s), LEO_EARTH_GM_M3_S2,
                            LEO_EARTH_RADIUS_M, &sum, NULL) != LEO_OK)
        return;
    motion->sma_m = sum.elements.sma_m;
    motion->ecc = sum.elements.ecc;
    motion->inc_rad = sum.elements.inc_rad;
    motion->raan_rad = sum.elements.raan_rad;
    motion->argp_rad = sum.elements.argp_rad;
    motion->perigee_alt_m = sum.perigee_alt_m;
    motion->apogee_alt_m = isfinite(sum.apogee_alt_m) ? sum.apogee_alt_m : 0;
    motion->period_s = isfinite(sum.period_s) ? sum.period_s : 0;
}

static void fill_air(const leo_moment *moment, leo_motion *motion)
{
    const leo_device_view *view = &moment->view;
    motion->air = moment->here.air;
    motion->air_speed_m_s = view->air_speed_m_s;
    motion->dynamic_pressure_pa = view->dynamic_pressure_pa;
    motion->mach = view->sound_speed_m_s > 0 ? view->air_speed_m_s / view->sound_speed_m_s : 0;
    const double size = moment->reference_diameter_m;
    motion->knudsen = size > 0 ? fmin(view->mean_free_path_m / size, 1e12) : 0;
    motion->drag_coefficient = moment->reference_drag;
    motion->drag_area_m2 = moment->here.drag_area_m2;
    motion->heat_flux_w_m2 = moment->heat_flux_w_m2;
}

leo_status leo_flight_at(const leo_flight *flight, double elapsed_s, leo_motion *motion, leo_error *error)
{
    const leo_flight_books *books = flight->books;
    if (!(elapsed_s >= books->begin_s && elapsed_s <= books->end_s))
        return leo_fail(error, LEO_BAD_ARGUMENT, "flight",
                        "%.9g s is not inside the last step, %.9g to %.9g s", elapsed_s, books->begin_s,
                        books->end_s);
    const int landed = books->landed && elapsed_s >= books->landed_s;
    const double gas_kg = elapsed_s == books->end_s ? books->gas_kg : books->gas_before_kg;
    double *state = flight->trial;
    leo_moment moment;
    leo_status status;
    if (landed) {
        status = leo_moment_landed(flight, elapsed_s, &moment, error);
    } else {
        leo_flight_state_at(flight, elapsed_s, state);
        for (int i = 0; i < flight->state_count; i++)
            flight->looked[i] = state[i];
        *flight->looked_s = elapsed_s;
        status = leo_moment_full(flight, LEO_MOMENT_READING, elapsed_s, state, gas_kg, &moment,
                                 flight->trial_rate, error);
    }
    if (status == LEO_RETRY_STEP) { // no step is left to be shortened
        if (error && error->status == LEO_RETRY_STEP)
            error->status = LEO_OUT_OF_RANGE;
        return LEO_OUT_OF_RANGE;
    }
    if (status != LEO_OK)
        return status;
    const leo_surroundings *here = &moment.here;
    const leo_vec3 pos = here->pos_icrf_m, vel = here->vel_icrf_m_s;
    const double speed = leo_norm(vel);
    *motion = (leo_motion){
        .elapsed_s = elapsed_s,
        .pos_gcrf_m = pos,
        .vel_gcrf_m_s = vel,
        .pos_itrf_m = here->pos_fixed_m,
        .vel_itrf_m_s =
            leo_mat_vec(here->fixed_from_icrf, leo_sub(vel, leo_cross(here->spin_icrf_rad_s, pos))),
        .place = here->place,
        .mass_kg = here->mass_kg,
        .inertial_speed_m_s = speed,
        .flight_path_rad = asin(leo_clamp(leo_dot(pos, vel) / (leo_norm(pos) * speed), -1, 1)),
        .load_factor = landed ? 1 : leo_norm(moment.felt_gcrf_m_s2) / LEO_G0_M_S2,
        .heat_load_j_m2 = state[LEO_HEAT],
        .thrust_n = leo_norm(moment.thrust_gcrf_n),
        .delta_v_m_s = state[LEO_DELTA_V],
        .sun_gcrf_m = here->body_m[LEO_SUN_SLOT],
        .sunlit = here->sunlit,
        .sun_elevation_rad = leo_sun_elevation_rad(pos, here->body_m[LEO_SUN_SLOT]),
        .work_j_kg = state[LEO_WORK],
        .landed = landed,
    };
    fill_air(&moment, motion);
    fill_orbit(flight, motion);
    return LEO_OK;
}

double leo_flight_energy_j_kg(const leo_flight *flight, const leo_motion *motion)
{
    const leo_flight_setup *setup = &flight->setup;
    const leo_surroundings here = { .elapsed_s = motion->elapsed_s,
                                    .pos_icrf_m = motion->pos_gcrf_m,
                                    .vel_icrf_m_s = motion->vel_gcrf_m_s,
                                    .mass_kg = motion->mass_kg,
                                    .pos_fixed_m = motion->pos_itrf_m,
                                    .place = motion->place };
    double potential = 0;
    for (int i = 0; setup->forces[i]; i++)
        if (flight->made[i] && setup->forces[i]->potential)
            potential += setup->forces[i]->potential(flight->made[i], &here);
    const leo_vec3 momentum = leo_cross(motion->pos_gcrf_m, motion->vel_gcrf_m_s);
    return 0.5 * leo_dot(motion->vel_gcrf_m_s, motion->vel_gcrf_m_s) - potential -
           leo_dot(flight->spin_ref_gcrf_rad_s, momentum);
}

void leo_flight_outputs(const leo_flight *flight, const leo_motion *motion)
{
    leo_moment moment = { 0 };
    double *state = flight->trial;
    const int landed = motion->landed;
    if (!landed && motion->elapsed_s == *flight->looked_s)
        state = flight->looked;
    else
        leo_flight_state_at(flight, landed ? flight->books->end_s : motion->elapsed_s, state);
    leo_device_view *view = &moment.view;
    const leo_vec3 up_itrf = leo_geodetic_up(motion->place);
    view->elapsed_s = motion->elapsed_s;
    view->pos_gcrf_m = motion->pos_gcrf_m;
    view->vel_gcrf_m_s = motion->vel_gcrf_m_s;
    view->up_gcrf = leo_mat_tvec(leo_earth_itrf_from_gcrf(flight->setup.earth, motion->elapsed_s), up_itrf);
    view->height_m = motion->place.alt_m - flight->setup.ground_alt_m;
    view->sink_m_s = -leo_dot(motion->vel_itrf_m_s, up_itrf);
    view->mass_kg = motion->mass_kg;
    view->air_speed_m_s = motion->air_speed_m_s;
    view->density_kg_m3 = motion->air.density_kg_m3;
    view->temperature_k = motion->air.temperature_k;
    view->pressure_pa = motion->air.pressure_pa;
    view->sound_speed_m_s = motion->air.sound_speed_m_s;
    view->mean_free_path_m = motion->air.mean_free_path_m;
    view->dynamic_pressure_pa = motion->dynamic_pressure_pa;
    view->landed = landed;
    for (int i = 0; i < flight->setup.thing_count; i++) {
        const leo_flight_thing *thing = &flight->setup.things[i];
        const leo_device_view own = leo_moment_view(flight, &moment, i, state);
        if (thing->device->outputs)
            thing->device->outputs(thing, &own);
    }
}
