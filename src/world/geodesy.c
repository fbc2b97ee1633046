/* SPDX-License-Identifier: MIT */

/*
 * Places on the ellipsoid WGS 84, and distances on it.
 *
 *     tan lat = (z + e'^2 b sin^3 beta) / (p - e^2 a cos^3 beta),  tan beta = (1 - f) tan lat,  p = hypot(x, y)
 *     alt     = p cos lat + z sin lat - a sqrt(1 - e^2 sin^2 lat)
 *
 * Source  Bowring, Survey Review 28 (1985) 218, iterated four times; distance: Vincenty, Survey Review 23 (1975) 88.
 *         Where Vincenty's iteration does not settle (nearly antipodal places) the way is cut on the meridian half-way
 *         and the point of the cut is sought that makes it shortest. Ellipsoid: NIMA TR8350.2 (2000).
 * Valid   everywhere but within 43 km of the centre (see the header).
 * Error   4e-9 m from 10 km below the ground to 1e7 m height, above that the rounding of the position; distances
 *         0.1 mm, near antipodes 1 mm.
 * Axes    ITRF.
 */
#include "world/geodesy.h"

#include "world/body.h"

static const double PI = 3.14159265358979323846;

/* Metres squared stay far from the ends of a double's range, so this need not be hypot. */
static double length(double a, double b)
{
    return sqrt(a * a + b * b);
}

leo_geodetic leo_geodetic_from_itrf(leo_vec3 pos_itrf_m)
{
    const double a = LEO_EARTH_RADIUS_M, f = LEO_EARTH_FLATTENING, b = a * (1 - f);
    const double e2 = f * (2 - f), ep2 = e2 / (1 - e2);
    const double p = length(pos_itrf_m.x, pos_itrf_m.y), z = pos_itrf_m.z, r = length(p, z);
    const double lon = p > 0 ? atan2(pos_itrf_m.y, pos_itrf_m.x) : 0;
    if (r < 43e3)
        return (leo_geodetic){ r > 0 ? atan2(z, p) : 0, lon, r - a };

    // sine and cosine of the reduced latitude, without angles
    double sb = b * z * (1 + ep2 * b / r), cb = a * p;
    double up = 0, out = 0;
    for (int i = 0; i < 4; i++) {
        const double k = 1 / length(sb, cb);
        sb *= k;
        cb *= k;
        up = z + ep2 * b * sb * sb * sb;
        out = p - e2 * a * cb * cb * cb;
        sb = (1 - f) * up;
        cb = out;
    }
    const double k = 1 / length(up, out), s = k * up, c = k * out;
    return (leo_geodetic){ atan2(up, out), lon, p * c + z * s - a * sqrt(1 - e2 * s * s) };
}

leo_vec3 leo_itrf_from_geodetic(leo_geodetic place)
{
    const double f = LEO_EARTH_FLATTENING, e2 = f * (2 - f);
    const double s = sin(place.lat_rad), c = cos(place.lat_rad);
    const double n = LEO_EARTH_RADIUS_M / sqrt(1 - e2 * s * s);
    const double p = (n + place.alt_m) * c;
    return leo_vec(p * cos(place.lon_rad), p * sin(place.lon_rad), ((1 - e2) * n + place.alt_m) * s);
}

leo_vec3 leo_geodetic_up(leo_geodetic place)
{
    const double c = cos(place.lat_rad);
    return leo_vec(c * cos(place.lon_rad), c * sin(place.lon_rad), sin(place.lat_rad));
}

/* Vincenty's inverse; returns 0 when the iteration does not settle. */
static int vincenty(leo_geodetic from, leo_geodetic to, double *distance_m)
{
    const double f = LEO_EARTH_FLATTENING, a = LEO_EARTH_RADIUS_M, b = a * (1 - f);
    const double span = remainder(to.lon_rad - from.lon_rad, 2 * PI);
    const double s1 = (1 - f) * sin(from.lat_rad), c1 = cos(from.lat_rad), n1 = hypot(s1, c1);
    const double s2 = (1 - f) * sin(to.lat_rad), c2 = cos(to.lat_rad), n2 = hypot(s2, c2);
    const double sin_u1 = s1 / n1, cos_u1 = c1 / n1, sin_u2 = s2 / n2, cos_u2 = c2 / n2;

    double lambda = span;
    for (int i = 0; i < 100; i++) {
        const double sl = sin(lambda), cl = cos(lambda);
        const double across = cos_u2 * sl, along = cos_u1 * sin_u2 - sin_u1 * cos_u2 * cl;
        const double sin_sigma = hypot(across, along);
        const double cos_sigma = sin_u1 * sin_u2 + cos_u1 * cos_u2 * cl;
        if (sin_sigma < 1e-15) {
            *distance_m = 0;
            return cos_sigma > 0; // the same place; or its antipode
        }
        const double sigma = atan2(sin_sigma, cos_sigma);
        const double sin_alpha = cos_u1 * cos_u2 * sl / sin_sigma;
        const double cos2_alpha = 1 - sin_alpha * sin_alpha;
        const double middle = cos2_alpha > 1e-15 ? cos_sigma - 2 * sin_u1 * sin_u2 / cos2_alpha : 0;
        const double c = f / 16 * cos2_alpha * (4 + f * (4 - 3 * cos2_alpha));
        const double next =
            span + (1 - c) * f * sin_alpha *
                       (sigma + c * sin_sigma * (middle + c * cos_sigma * (2 * middle * middle - 1)));
        const double change = fabs(next - lambda);
        lambda = next;
        if (fabs(lambda) > PI)
            return 0;
        if (change > 1e-13)
            continue;
        const double u2 = cos2_alpha * (a * a - b * b) / (b * b);
        const double big_a = 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)));
        const double big_b = u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)));
        const double m2 = middle * middle;
        const double delta =
            big_b * sin_sigma *
            (middle + big_b / 4 *
                          (cos_sigma * (2 * m2 - 1) -
                           big_b / 6 * middle * (4 * sin_sigma * sin_sigma - 3) * (4 * m2 - 3)));
        *distance_m = b * big_a * (sigma - delta);
        return 1;
    }
    return 0;
}

/* The way over a point of latitude `lat_rad` on the meridian half-way. */
static double way_over(leo_geodetic from, leo_geodetic to, double lon_rad, double lat_rad)
{
    const leo_geodetic cut = { lat_rad, lon_rad, 0 };
    double first, second;
    if (!vincenty(from, cut, &first) || !vincenty(cut, to, &second))
        return INFINITY;
    return first + second;
}

static double shortest_over_the_middle(leo_geodetic from, leo_geodetic to)
{
    const double span = remainder(to.lon_rad - from.lon_rad, 2 * PI);
    const double lon = from.lon_rad + span / 2;
    enum { PIECES = 64 };
    const double piece = PI / PIECES;
    double best = INFINITY, best_lat = 0;
    for (int i = 0; i <= PIECES; i++) {
        const double lat = -PI / 2 + i * piece, way = way_over(from, to, lon, lat);
        if (way < best) {
            best = way;
            best_lat = lat;
        }
    }
    // golden section around the best of them
    const double golden = 0.6180339887498949;
    double low = fmax(best_lat - piece, -PI / 2), high = fmin(best_lat + piece, PI / 2);
    for (int i = 0; i < 40; i++) {
        const double left = high - golden * (high - low), right = low + golden * (high - low);
        const double at_left = way_over(from, to, lon, left), at_right = way_over(from, to, lon, right);
        best = fmin(best, fmin(at_left, at_right));
        if (at_left < at_right)
            high = right;
        else
            low = left;
    }
    return best;
}

double leo_geodetic_distance_m(leo_geodetic from, leo_geodetic to)
{
    double distance;
    return vincenty(from, to, &distance) ? distance : shortest_over_the_middle(from, to);
}
