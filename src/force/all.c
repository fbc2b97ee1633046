/* SPDX-License-Identifier: MIT */
#include "force/force.h"

/* The order is the order of summation. */
const leo_force *const leo_forces[] = {
    &leo_force_gravity,    &leo_force_sun,        &leo_force_moon,
    &leo_force_earth,      &leo_force_mercury,    &leo_force_venus,
    &leo_force_mars,       &leo_force_jupiter,    &leo_force_saturn,
    &leo_force_uranus,     &leo_force_neptune,    &leo_force_pluto,
    &leo_force_drag,       &leo_force_radiation,  &leo_force_albedo,
    &leo_force_solid_tide, &leo_force_relativity, NULL,
};
