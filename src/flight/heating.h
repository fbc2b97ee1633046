/* SPDX-License-Identifier: MIT */
#ifndef LEO_FLIGHT_HEATING_H
#define LEO_FLIGHT_HEATING_H

/* Convective heat flux at the stagnation point of a blunt nose, on a cold wall. */
double leo_stagnation_heat_w_m2(double density_kg_m3, double speed_m_s, double nose_radius_m);

#endif
