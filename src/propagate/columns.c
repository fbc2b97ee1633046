/* SPDX-License-Identifier: MIT */
/*
 * Groups of columns beside the states: what each is worked out from. columns_ready.c makes them ready.
 *
 * Formula  light: the part of the Sun's disc that the balls of the central body, Earth and Moon leave, as the pressure of light
 *          takes it; beta = asin(h.s), h along the momentum, s towards the Sun from the centre.
 *          air: speed |v - w|, w of air that turns with the body and of the wind of the setup.
 *          acceleration: all forces, and the thrust of burns and pushes that are on, begin included and end not.
 * Source   the models themselves: force/light.c, world/magnetic.c, world/atmosphere.h, orbit/elements.c.
 * Valid    elements in axes that do not turn; magnetic around the Earth in the years of IGRF; air from the lowest height of
 *          its model; a decimal year counts days of UTC by the length of the year.
 * Axes     those of the output; north, east, down of the ellipsoid for `magnetic`; fixed in the central body for `geodetic`.
 */
#include "propagate/columns.h"

#include "base/error.h"
#include "orbit/burn.h"
#include "time/epoch.h"
#include "world/body.h"
#include "world/magnetic.h"

static const double DEGREE = 3.14159265358979323846 / 180;

static int put_vec(double *values, leo_vec3 v)
{
    values[0] = v.x;
    values[1] = v.y;
    values[2] = v.z;
    return 3;
}

/* Along the momentum; fails where the motion is on a straight line. */
static leo_status normal_of(const leo_column_place *place, const char *word, leo_vec3 *normal,
                            leo_error *error)
{
    const leo_vec3 h = leo_cross(place->now.state.pos_m, place->now.state.vel_m_s);
    if (!(leo_norm(h) > 0))
        return leo_fail(error, LEO_OUT_OF_RANGE, "columns", "`%s`: motion on a straight line has no plane",
                        word);
    *normal = leo_unit(h);
    return LEO_OK;
}

/* ---- what the setup cannot have ------------------------------------------------------------------------------------------ */

static void check_elements(leo_reader *reader, const leo_setup *setup, const leo_node *node)
{
    static const leo_frame still[] = { LEO_GCRF, LEO_EME2000, LEO_MOD,    LEO_TOD,
                                       LEO_TEME, LEO_CIRF,    LEO_MOD_76, LEO_TOD_76 };
    for (size_t i = 0; i < sizeof still / sizeof *still; i++)
        if (still[i] == setup->output_frame)
            return;
    leo_problem(reader, node,
                "`elements`: the output is in %s, which turns with a body; elements are those of "
                "inertial axes: GCRF, EME2000, MOD, TOD, TEME, CIRF (`output-frame`)",
                leo_frame_name(setup->output_frame));
}

static void check_sun(leo_reader *reader, const leo_setup *setup, const leo_node *node)
{
    if (setup->center == LEO_BODY_SUN)
        leo_problem(reader, node, "`%s`: the Sun is the central body", node->text);
}

static void check_moon(leo_reader *reader, const leo_setup *setup, const leo_node *node)
{
    if (setup->center == LEO_BODY_MOON)
        leo_problem(reader, node, "`moon`: the Moon is the central body");
}

static void check_magnetic(leo_reader *reader, const leo_setup *setup, const leo_node *node)
{
    if (setup->center != LEO_BODY_EARTH)
        leo_problem(reader, node, "`magnetic`: the field of %s is not known, that of earth alone",
                    leo_body_facts_of(setup->center)->name);
}

static void check_air(leo_reader *reader, const leo_setup *setup, const leo_node *node)
{
    check_sun(reader, setup, node);
    if (setup->center == LEO_BODY_EARTH || setup->center == LEO_BODY_SUN)
        return;
    const char *center = leo_body_facts_of(setup->center)->name;
    if (!setup->atmosphere)
        leo_problem(reader, node, "`air`: no model of the air of %s is usual: give `atmosphere`", center);
    else if (!setup->atmosphere->is_users)
        leo_problem(reader, node, "`air`: %s is air of the Earth, not of %s", setup->atmosphere->name,
                    center);
}

/* ---- do the sets cover an instant ----------------------------------------------------------------------------------------- */

static leo_status year_at(const leo_propagation *p, double elapsed_s, double *year, leo_error *error)
{
    const leo_epoch epoch = leo_epoch_add(p->setup.epoch, elapsed_s);
    leo_calendar utc;
    double day;
    leo_status status = leo_epoch_utc_fields(epoch, 3, &utc, error);
    if (status == LEO_OK)
        status = leo_epoch_day_of_year(epoch, &day, error);
    if (status != LEO_OK)
        return status;
    if (utc.month == 1 && day > 300) // the fields are rounded up to the next year, the day is not
        utc.year--;
    const int leap = utc.year % 4 == 0 && (utc.year % 100 != 0 || utc.year % 400 == 0);
    *year = utc.year + (day - 1) / (leap ? 366 : 365);
    return LEO_OK;
}

static leo_status magnetic_covers(const leo_propagation *p, double elapsed_s, leo_error *error)
{
    double year;
    leo_vec3 field;
    const leo_status status = year_at(p, elapsed_s, &year, error);
    return status == LEO_OK ? leo_magnetic_at(leo_vec(LEO_EARTH_RADIUS_M, 0, 0), year, &field, error)
                            : status;
}

static leo_status air_covers(const leo_propagation *p, double elapsed_s, leo_error *error)
{
    leo_weather_now now;
    const leo_dynamics_setup *of = &p->columns->surroundings;
    if (!of->atmosphere->wants_weather)
        return LEO_OK;
    return leo_weather_at(of->weather ? of->weather : leo_weather_builtin(),
                          leo_epoch_add(p->setup.epoch, elapsed_s), &now, error);
}

/* ---- values ---------------------------------------------------------------------------------------------------------------- */

static leo_status elements_at(const leo_propagation *p, const leo_column_place *place, double *values,
                              leo_error *error)
{
    leo_orbit_summary orbit;
    const leo_elements *e = &orbit.elements;
    const leo_status status =
        leo_orbit_summarise(place->turned.pos_m, place->turned.vel_m_s, leo_dynamics_gm_m3_s2(p->dynamics),
                            leo_body_facts_of(p->setup.center)->radius_m, &orbit, error);
    if (status != LEO_OK)
        return status;
    const double all[] = { e->sma_m,
                           e->ecc,
                           e->inc_rad / DEGREE,
                           e->raan_rad / DEGREE,
                           e->argp_rad / DEGREE,
                           e->true_anomaly_rad / DEGREE,
                           orbit.perigee_alt_m,
                           orbit.apogee_alt_m };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        values[i] = all[i];
    return LEO_OK;
}

static leo_status geodetic_at(const leo_propagation *p, const leo_column_place *place, double *values,
                              leo_error *error)
{
    const leo_geodetic at = leo_sampler_place(&p->columns->sampler, place->here.pos_fixed_m);
    (void)error;
    values[0] = at.lat_rad / DEGREE;
    values[1] = at.lon_rad / DEGREE;
    values[2] = at.alt_m;
    return LEO_OK;
}

static leo_status air_at(const leo_propagation *p, const leo_column_place *place, double *values,
                         leo_error *error)
{
    (void)p;
    (void)error;
    values[0] = place->here.air.density_kg_m3;
    values[1] = place->here.air.temperature_k;
    values[2] = leo_norm(leo_sub(place->now.state.vel_m_s, place->here.wind_icrf_m_s));
    return LEO_OK;
}

static leo_status magnetic_at(const leo_propagation *p, const leo_column_place *place, double *values,
                              leo_error *error)
{
    double year;
    leo_vec3 field;
    leo_status status = year_at(p, place->here.elapsed_s, &year, error);
    if (status == LEO_OK)
        status = leo_magnetic_at(place->here.pos_fixed_m, year, &field, error);
    if (status != LEO_OK)
        return status;
    const leo_geodetic at = leo_geodetic_from_itrf(place->here.pos_fixed_m);
    put_vec(values, leo_scale(1e9, leo_magnetic_to_ned(field, at)));
    return LEO_OK;
}

static leo_status light_at(const leo_propagation *p, const leo_column_place *place, double *values,
                           leo_error *error)
{
    leo_vec3 normal = { 0, 0, 0 };
    (void)p;
    const leo_status status = normal_of(place, "light", &normal, error);
    if (status != LEO_OK)
        return status;
    values[0] = place->here.sunlit;
    values[1] = asin(leo_clamp(leo_dot(normal, leo_unit(place->sun_m)), -1, 1)) / DEGREE;
    return LEO_OK;
}

static leo_status sun_at(const leo_propagation *p, const leo_column_place *place, double *values,
                         leo_error *error)
{
    (void)p;
    (void)error;
    put_vec(values, leo_mat_vec(place->frame_from_icrf, place->sun_m));
    return LEO_OK;
}

static leo_status moon_at(const leo_propagation *p, const leo_column_place *place, double *values,
                          leo_error *error)
{
    (void)p;
    (void)error;
    put_vec(values, leo_mat_vec(place->frame_from_icrf, place->moon_m));
    return LEO_OK;
}

/* Burns and pushes that are on, newton, ICRF axes. */
static leo_vec3 thrust_of(const leo_setup *setup, const leo_column_place *place)
{
    const double t = place->here.elapsed_s;
    const leo_orbit_state *s = &place->now.state;
    leo_vec3 sum = { 0, 0, 0 };
    for (int i = 0; i < setup->burn_count; i++) {
        const leo_burn *burn = &setup->burns[i];
        if (burn->thrust_n > 0 && t >= burn->begin_s && t < burn->begin_s + burn->length_s)
            sum = leo_add_scaled(
                sum, burn->thrust_n,
                leo_burn_vector(burn->axes, leo_unit(burn->direction), s->pos_m, s->vel_m_s, NULL, NULL));
    }
    if (!setup->has_attitude)
        return sum;
    const leo_push push = leo_pushes_on(setup->turning.pushes, setup->turning.push_count, t, 1);
    return leo_add(sum, leo_mat_tvec(leo_quaternion_matrix(place->now.body_from_icrf), push.force_body_n));
}

static leo_status acceleration_at(const leo_propagation *p, const leo_column_place *place, double *values,
                                  leo_error *error)
{
    leo_vec3 a;
    const leo_orbit_state *s = &place->now.state;
    const leo_status status = leo_dynamics_accel(p->dynamics, place->here.elapsed_s, s->pos_m, s->vel_m_s,
                                                 place->now.mass_kg, &a, error);
    if (status != LEO_OK)
        return status;
    a = leo_add_scaled(a, 1 / place->now.mass_kg, thrust_of(&p->setup, place));
    put_vec(values, leo_mat_vec(place->frame_from_icrf, a));
    return LEO_OK;
}

static leo_status lvlh_at(const leo_propagation *p, const leo_column_place *place, double *values,
                          leo_error *error)
{
    leo_vec3 normal = { 0, 0, 0 };
    (void)p;
    const leo_status status = normal_of(place, "lvlh", &normal, error);
    if (status != LEO_OK)
        return status;
    const leo_mat3 axes = leo_lvlh_from_inertial(place->now.state.pos_m, place->now.state.vel_m_s);
    for (int row = 0; row < 3; row++)
        values += put_vec(values, leo_mat_vec(place->frame_from_icrf,
                                              leo_vec(axes.m[row][0], axes.m[row][1], axes.m[row][2])));
    return LEO_OK;
}

// clang-format off
const leo_column_group leo_column_groups[] = {
    { "elements", "osculating elements in the axes of the output, heights above a sphere",
      { { "semi_major_axis_m", "m" }, { "eccentricity", "1" }, { "inclination_@_deg", "deg" }, { "raan_@_deg", "deg" },
        { "argument_of_periapsis_@_deg", "deg" }, { "true_anomaly_deg", "deg" },
        { "periapsis_height_m", "m" }, { "apoapsis_height_m", "m" }, { 0 } },
      0, 0, 0, check_elements, NULL, elements_at },
    { "geodetic", "place above the ellipsoid of the central body",
      { { "latitude_deg", "deg" }, { "longitude_deg", "deg" }, { "height_m", "m" }, { 0 } },
      0, 0, 0, NULL, NULL, geodetic_at },
    { "air", "what the model of the air says, and the speed against it",
      { { "density_kg_m3", "kg/m^3" }, { "temperature_k", "K" }, { "speed_in_air_m_s", "m/s" }, { 0 } },
      1, 1, 0, check_air, air_covers, air_at },
    { "magnetic", "the main field of the Earth, north, east, down",
      { { "magnetic_north_nt", "nT" }, { "magnetic_east_nt", "nT" }, { "magnetic_down_nt", "nT" }, { 0 } },
      0, 0, 0, check_magnetic, magnetic_covers, magnetic_at },
    { "light", "part of the Sun that is seen, and its height above the plane of the orbit",
      { { "sunlit", "1" }, { "beta_deg", "deg" }, { 0 } },
      1, 0, 1, check_sun, NULL, light_at },
    { "sun", "place of the Sun from the central body",
      { { "sun_x_@_m", "m" }, { "sun_y_@_m", "m" }, { "sun_z_@_m", "m" }, { 0 } },
      1, 0, 0, check_sun, NULL, sun_at },
    { "moon", "place of the Moon from the central body",
      { { "moon_x_@_m", "m" }, { "moon_y_@_m", "m" }, { "moon_z_@_m", "m" }, { 0 } },
      1, 0, 0, check_moon, NULL, moon_at },
    { "acceleration", "of all forces, burns included",
      { { "ax_@_m_s2", "m/s^2" }, { "ay_@_m_s2", "m/s^2" }, { "az_@_m_s2", "m/s^2" }, { 0 } },
      0, 0, 0, NULL, NULL, acceleration_at },
    { "lvlh", "unit vectors along, against the momentum, down",
      { { "along_x_@", "1" }, { "along_y_@", "1" }, { "along_z_@", "1" },
        { "right_x_@", "1" }, { "right_y_@", "1" }, { "right_z_@", "1" },
        { "down_x_@", "1" }, { "down_y_@", "1" }, { "down_z_@", "1" }, { 0 } },
      0, 0, 0, NULL, NULL, lvlh_at },
    { 0 }
};
// clang-format on
