/* SPDX-License-Identifier: MIT */

/*
 * Sunlight in the cones of the shadow of a ball.
 *
 *     a = asin(Rs / |s - r|)  b = asin(R / |p - r|)  c = angle between s - r and p - r
 *     c >= a + b: 1;   c <= b - a: 0;   c <= a - b: 1 - b^2/a^2;   else 1 - A / (pi a^2)
 *     A = a^2 acos(x/a) + b^2 acos((c - x)/b) - c y,   x = (c^2 + a^2 - b^2)/(2 c),  y = sqrt(a^2 - x^2)
 *
 * Source  Montenbruck & Gill, Satellite Orbits, Springer 2012, section 3.4.2.
 * Valid   outside the ball, which is nearer than the Sun. No atmosphere, discs taken as flat and evenly bright. For the
 *         Earth near itself a sphere of mean radius 6371.0 km.
 * Error   the limb of the Earth lies up to 14 km off that sphere: about 6 s of a low orbit's sunset. Refraction and
 *         absorption lower the edge by a further few seconds.
 */
#include "world/shadow.h"

#include "world/body.h"

static const double PI = 3.14159265358979323846;

/* Half angles of the Sun and of the ball, and the angle between their centres. */
typedef struct discs {
    double a, b, c;
} discs;

static discs look(leo_vec3 pos_m, leo_vec3 sun_m, leo_vec3 ball_m, double radius_m)
{
    const leo_vec3 to_sun = leo_sub(sun_m, pos_m), to_ball = leo_sub(ball_m, pos_m);
    const double d = leo_norm(to_sun), r = leo_norm(to_ball);
    return (discs){ .a = asin(fmin(1, LEO_SUN_RADIUS_M / d)),
                    .b = r < d ? asin(fmin(1, radius_m / r)) : 0,
                    .c = atan2(leo_norm(leo_cross(to_ball, to_sun)), leo_dot(to_ball, to_sun)) };
}

double leo_sunlit_past_ball(leo_vec3 pos_m, leo_vec3 sun_m, leo_vec3 ball_m, double radius_m)
{
    const discs seen = look(pos_m, sun_m, ball_m, radius_m);
    const double a = seen.a, b = seen.b, c = seen.c;
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

double leo_sunlit_fraction(leo_vec3 pos_gcrf_m, leo_vec3 sun_gcrf_m)
{
    return leo_sunlit_past_ball(pos_gcrf_m, sun_gcrf_m, leo_vec(0, 0, 0), LEO_EARTH_MEAN_RADIUS_M);
}

double leo_shadow_edge_rad(leo_vec3 pos_m, leo_vec3 sun_m, leo_vec3 ball_m, double radius_m,
                           leo_shadow_edge edge)
{
    const discs seen = look(pos_m, sun_m, ball_m, radius_m);
    return seen.c - (edge == LEO_EDGE_PENUMBRA ? seen.a + seen.b : fabs(seen.a - seen.b));
}

double leo_sun_elevation_rad(leo_vec3 pos_gcrf_m, leo_vec3 sun_gcrf_m)
{
    const leo_vec3 to_sun = leo_sub(sun_gcrf_m, pos_gcrf_m);
    return atan2(leo_dot(pos_gcrf_m, to_sun), leo_norm(leo_cross(pos_gcrf_m, to_sun)));
}
