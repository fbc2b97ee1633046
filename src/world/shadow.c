/* SPDX-License-Identifier: MIT */

/*
 * Sunlight in the cones of the Earth's shadow.
 *
 *     a = asin(Rs / |s - r|)  b = asin(R / |r|)  c = angle between s - r and -r
 *     c >= a + b: 1;   c <= b - a: 0;   c <= a - b: 1 - b^2/a^2;   else 1 - A / (pi a^2)
 *     A = a^2 acos(x/a) + b^2 acos((c - x)/b) - c y,   x = (c^2 + a^2 - b^2)/(2 c),  y = sqrt(a^2 - x^2)
 *
 * Source  Montenbruck & Gill, Satellite Orbits, Springer 2012, section 3.4.2.
 * Valid   outside the Earth. Spherical Earth of mean radius 6371.0 km, no atmosphere, discs taken as flat.
 * Error   the limb lies up to 14 km off a sphere: about 6 s of a low orbit's sunset. Refraction and absorption lower
 *         the edge by a further few seconds.
 */
#include "world/shadow.h"

#include "world/body.h"

static const double PI = 3.14159265358979323846;

double leo_sunlit_fraction(leo_vec3 pos_gcrf_m, leo_vec3 sun_gcrf_m)
{
    const leo_vec3 to_sun = leo_sub(sun_gcrf_m, pos_gcrf_m);
    const double r = leo_norm(pos_gcrf_m), d = leo_norm(to_sun);
    const double a = asin(fmin(1, LEO_SUN_RADIUS_M / d));
    const double b = asin(fmin(1, LEO_EARTH_MEAN_RADIUS_M / r));
    const double c = atan2(leo_norm(leo_cross(pos_gcrf_m, to_sun)), -leo_dot(pos_gcrf_m, to_sun));
    if (c >= a + b)
        return 1;
    if (c <= b - a)
        return 0;
    if (c <= a - b)
        return 1 - (b * b) / (a * a);
    const double x = (c * c + a * a - b * b) / (2 * c);
    const double y = sqrt(fmax(0, a * a - x * x));
    const double covered =
        a * a * acos(leo_clamp(x / a, -1, 1)) + b * b * acos(leo_clamp((c - x) / b, -1, 1)) - c * y;
    return leo_clamp(1 - covered / (PI * a * a), 0, 1);
}

double leo_sun_elevation_rad(leo_vec3 pos_gcrf_m, leo_vec3 sun_gcrf_m)
{
    const leo_vec3 to_sun = leo_sub(sun_gcrf_m, pos_gcrf_m);
    return atan2(leo_dot(pos_gcrf_m, to_sun), leo_norm(leo_cross(pos_gcrf_m, to_sun)));
}
