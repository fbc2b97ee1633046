/* SPDX-License-Identifier: MIT */
#ifndef LEO_PART_RADIATION_H
#define LEO_PART_RADIATION_H

#include "network/network.h"

/* A surface that faces space. */
typedef struct leo_surface {
    double area_m2;
    double absorptivity, emissivity;
    double mli_emittance;  // effective, of the blanket; 0: bare
    double sun_fraction;   // of the area, seen by the Sun as a plate
    double earth_fraction; // of the area, seen by the Earth as a plate
} leo_surface;

/* Heat that goes into what lies below the surface at `temperature_k`, W (negative: it cools). */
double leo_radiation_w(const leo_surface *surface, const leo_outside *outside, double temperature_k);

/* Temperature of the outermost layer. */
double leo_radiation_skin_k(const leo_surface *surface, const leo_outside *outside, double temperature_k);

#endif
