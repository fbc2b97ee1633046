/* SPDX-License-Identifier: MIT */
#ifndef LEO_FLIGHT_SPHERE_H
#define LEO_FLIGHT_SPHERE_H

/* The air that meets a sphere. */
typedef struct leo_sphere_flow {
    double mach;
    double knudsen;     // mean free path over diameter
    double reynolds;    // by diameter
    double speed_ratio; // speed over the most probable thermal speed, v / sqrt(2 p / rho)
    double temperature_k;
} leo_sphere_flow;

/*
 * Drag coefficient of a sphere from free molecular to subsonic flow, by its frontal area.
 * `supercritical_drag` is that of the sphere at low Mach numbers beyond the critical Reynolds number: 0.2
 * when smooth, 0.3 .. 0.45 rough.
 */
double leo_sphere_drag(const leo_sphere_flow *flow, double supercritical_drag);

/* Its pieces, for tests: continuum below the critical Reynolds number, free molecular. */
double leo_sphere_drag_continuum(double mach);
double leo_sphere_drag_free_molecular(double speed_ratio, double temperature_k);

/* Reynolds number of a body of that size in air (viscosity by Sutherland's law). */
double leo_reynolds(double density_kg_m3, double speed_m_s, double size_m, double temperature_k);

#endif
