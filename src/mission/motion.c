/* SPDX-License-Identifier: MIT */
/* Channels of the vehicle in motion. */
#include "mission/plan.h"

// clang-format off
const leo_field leo_motion_fields[] = {
    // key                place                                          unit    min max fallback choices
    { "elapsed",           LEO_REAL_AT(leo_motion, elapsed_s),           "s",      0, 1e10, NULL, NULL, "Time since the epoch of the mission." },
    { "altitude",          LEO_REAL_AT(leo_motion, place.alt_m),         "m",      0, 1e12, NULL, NULL, "Height above the WGS 84 ellipsoid." },
    { "latitude",          LEO_REAL_AT(leo_motion, place.lat_rad),       "rad",    -2, 2,   NULL, NULL, "Geodetic latitude below the craft." },
    { "longitude",         LEO_REAL_AT(leo_motion, place.lon_rad),       "rad",    -4, 4,   NULL, NULL, "Longitude below the craft, east positive." },
    { "mass",              LEO_REAL_AT(leo_motion, mass_kg),             "kg",     0, 1e7,  NULL, NULL, "Of all that is attached." },
    { "inertial-speed",    LEO_REAL_AT(leo_motion, inertial_speed_m_s),  "m/s",    0, 1e6,  NULL, NULL, "Speed in axes that do not turn." },
    { "air-speed",         LEO_REAL_AT(leo_motion, air_speed_m_s),       "m/s",    0, 1e6,  NULL, NULL, "Speed relative to the air, which turns with the Earth." },
    { "flight-path-angle", LEO_REAL_AT(leo_motion, flight_path_rad),     "rad",    -2, 2,   NULL, NULL, "Of the inertial velocity above the local horizontal." },
    { "position-x",        LEO_REAL_AT(leo_motion, pos_gcrf_m.x),        "m",      0, 1e12, NULL, NULL, "Position in GCRF." },
    { "position-y",        LEO_REAL_AT(leo_motion, pos_gcrf_m.y),        "m",      0, 1e12, NULL, NULL, "Position in GCRF." },
    { "position-z",        LEO_REAL_AT(leo_motion, pos_gcrf_m.z),        "m",      0, 1e12, NULL, NULL, "Position in GCRF." },
    { "velocity-x",        LEO_REAL_AT(leo_motion, vel_gcrf_m_s.x),      "m/s",    0, 1e6,  NULL, NULL, "Velocity in GCRF." },
    { "velocity-y",        LEO_REAL_AT(leo_motion, vel_gcrf_m_s.y),      "m/s",    0, 1e6,  NULL, NULL, "Velocity in GCRF." },
    { "velocity-z",        LEO_REAL_AT(leo_motion, vel_gcrf_m_s.z),      "m/s",    0, 1e6,  NULL, NULL, "Velocity in GCRF." },
    { "mach",              LEO_REAL_AT(leo_motion, mach),                "1",      0, 1e3,  NULL, NULL, "Air speed over the speed of sound." },
    { "knudsen",           LEO_REAL_AT(leo_motion, knudsen),             "1",      0, 1e12, NULL, NULL, "Mean free path over the diameter of the craft." },
    { "dynamic-pressure",  LEO_REAL_AT(leo_motion, dynamic_pressure_pa), "Pa",     0, 1e9,  NULL, NULL, "Of the oncoming air." },
    { "load-factor",       LEO_REAL_AT(leo_motion, load_factor),         "1",      0, 1e3,  NULL, NULL, "Felt acceleration over standard gravity; 1 on the ground." },
    { "drag-coefficient",  LEO_REAL_AT(leo_motion, drag_coefficient),    "1",      0, 10,   NULL, NULL, "Of the body that leads." },
    { "drag-area",         LEO_REAL_AT(leo_motion, drag_area_m2),        "m^2",    0, 1e6,  NULL, NULL, "Drag coefficient times area, of all that is attached." },
    { "heat-flux",         LEO_REAL_AT(leo_motion, heat_flux_w_m2),      "W/m^2",  0, 1e10, NULL, NULL, "At the stagnation point." },
    { "heat-load",         LEO_REAL_AT(leo_motion, heat_load_j_m2),      "J/m^2",  0, 1e12, NULL, NULL, "Heat flux over time so far." },
    { "thrust",            LEO_REAL_AT(leo_motion, thrust_n),            "N",      0, 1e9,  NULL, NULL, "Of all engines." },
    { "delta-v",           LEO_REAL_AT(leo_motion, delta_v_m_s),         "m/s",    0, 1e6,  NULL, NULL, "Acceleration by thrust over time so far." },
    { "air-density",       LEO_REAL_AT(leo_motion, air.density_kg_m3),   "kg/m^3", 0, 10,   NULL, NULL, "Of the air around the craft." },
    { "air-temperature",   LEO_REAL_AT(leo_motion, air.temperature_k),   "K",      0, 1e4,  NULL, NULL, "Of the air around the craft." },
    { "air-pressure",      LEO_REAL_AT(leo_motion, air.pressure_pa),     "Pa",     0, 1e6,  NULL, NULL, "Of the air around the craft." },
    { "sunlit",            LEO_REAL_AT(leo_motion, sunlit),              "1",      0, 1,    NULL, NULL, "Part of the Sun's disc that is seen: 0 in the umbra, 1 in full light." },
    { "sun-elevation",     LEO_REAL_AT(leo_motion, sun_elevation_rad),   "rad",    -2, 2,   NULL, NULL, "Of the Sun above the local horizontal." },
    { "semi-major-axis",   LEO_REAL_AT(leo_motion, sma_m),               "m",      0, 1e12, NULL, NULL, "Osculating." },
    { "eccentricity",      LEO_REAL_AT(leo_motion, ecc),                 "1",      0, 100,  NULL, NULL, "Osculating." },
    { "inclination",       LEO_REAL_AT(leo_motion, inc_rad),             "rad",    0, 4,    NULL, NULL, "Osculating, true equator of date." },
    { "raan",              LEO_REAL_AT(leo_motion, raan_rad),            "rad",    0, 7,    NULL, NULL, "Right ascension of the ascending node, true equator and equinox of date." },
    { "argument-of-perigee", LEO_REAL_AT(leo_motion, argp_rad),          "rad",    0, 7,    NULL, NULL, "Osculating." },
    { "perigee",           LEO_REAL_AT(leo_motion, perigee_alt_m),       "m",      0, 1e12, NULL, NULL, "Osculating, above the equatorial radius." },
    { "apogee",            LEO_REAL_AT(leo_motion, apogee_alt_m),        "m",      0, 1e12, NULL, NULL, "Osculating, above the equatorial radius." },
    { "period",            LEO_REAL_AT(leo_motion, period_s),            "s",      0, 1e9,  NULL, NULL, "Of the osculating ellipse." },
    { "landed",            LEO_COUNT_AT(leo_motion, landed),             NULL,     0, 1,    NULL, NULL, "1 on the ground." },
    { 0 }
};
// clang-format on
