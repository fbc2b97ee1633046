/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_MAGNETIC_H
#define LEO_WORLD_MAGNETIC_H

/* The main field of the Earth: the International Geomagnetic Reference Field. */

#include "math/vec.h"
#include "world/geodesy.h"

/*
 * Flux density in ITRF axes, tesla, at a decimal year.
 *
 *   returns   LEO_OUT_OF_RANGE outside the built-in years (the error names them), or below 5000 km from the centre
 */
leo_status leo_magnetic_at(leo_vec3 pos_itrf_m, double year, leo_vec3 *field_itrf_t, leo_error *error);

/* North, east, down at a geodetic place. */
leo_status leo_magnetic_ned(leo_geodetic place, double year, leo_vec3 *field_ned_t, leo_error *error);

/*
 * The field of other coefficients, in nT and Schmidt semi-normalised: g(n,0), g(n,1), h(n,1), g(n,2), ... of each degree
 * from 1 on, degree (degree + 2) of them. And a field turned to north, east, down of a place.
 */
void leo_magnetic_sum(const double *gauss_nt, int degree, leo_vec3 pos_itrf_m, leo_vec3 *field_itrf_t);
leo_vec3 leo_magnetic_to_ned(leo_vec3 field_itrf_t, leo_geodetic place);

#endif
