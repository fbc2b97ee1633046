/* SPDX-License-Identifier: MIT */

/*
 * The main field of the Earth from its Gauss coefficients.
 *
 *     V = a sum (a/r)^(n+1) (g cos(m lon) + h sin(m lon)) P(n,m)(sin lat);   B = -grad V,  a = 6371.2 km
 *     P(n,m) = cos^m(lat) Q(n,m):  Q(m,m) = sqrt((2m - 1)/(2m)) Q(m-1,m-1),  Q(1,1) = 1
 *     Q(n,m) = ((2n - 1) sin(lat) Q(n-1,m) - k(n-1,m) Q(n-2,m))/k(n,m),  k(n,m) = sqrt(n^2 - m^2)
 *     dP/d(colatitude) = cos^(m-1)(lat) (n sin(lat) Q(n,m) - k(n,m) Q(n-1,m)),  for m = 0: -sqrt(n (n + 1)/2) P(n,1)
 *
 * Nothing is divided by the cosine of the latitude: the poles are places like others.
 *
 * Source  Alken et al., International Geomagnetic Reference Field: the thirteenth generation, Earth, Planets and Space 73
 *         (2021) 49; coefficients of the fourteenth generation (magnetic_table.c), linear between the epochs.
 * Valid   1955 .. 2030, from 5000 km of the centre outward; beyond some 5 radii the solar wind rules.
 * Error   of the sum: 0.01 nT. Of the field: 10 nT (rms) of the main field to 2020, growing by 20 nT a year in the
 *         forecast; the crust adds 100-200 nT near the ground, the ring current up to hundreds of nT in storms.
 * Axes    ITRF.
 */
#include "world/magnetic.h"

#include "base/error.h"
#include "world/magnetic_table.h"

static const double RADIUS_M = 6371.2e3, LOWEST_M = 5000e3, TESLA = 1e-9;

void leo_magnetic_sum(const double *gauss_nt, int degree, leo_vec3 pos_itrf_m, leo_vec3 *field_itrf_t)
{
    const double across = hypot(pos_itrf_m.x, pos_itrf_m.y), r = hypot(across, pos_itrf_m.z);
    const double sine = pos_itrf_m.z / r, cosine = across / r;
    const double cos_lon = across > 0 ? pos_itrf_m.x / across : 1,
                 sin_lon = across > 0 ? pos_itrf_m.y / across : 0;
    double up = 0, south = 0, east = 0;
    double corner = 1, power = 1, lower_power = 0; // Q(m,m), cos^m and cos^(m-1) of the latitude
    double cm = 1, sm = 0;                         // of m times the longitude
    double ring = (RADIUS_M / r) * (RADIUS_M / r); // (a/r)^(m+2)
    for (int m = 0; m <= degree; m++) {
        if (m > 0) {
            corner *= m > 1 ? sqrt((2 * m - 1) / (2.0 * m)) : 1;
            lower_power = power;
            power *= cosine;
            const double next = cm * cos_lon - sm * sin_lon;
            sm = sm * cos_lon + cm * sin_lon;
            cm = next;
            ring *= RADIUS_M / r;
        }
        double q = corner, before = 0, k_before = 0, reach = ring;
        for (int n = m; n <= degree; n++) {
            const double k = sqrt((double)(n * n - m * m));
            if (n > m) {
                const double now = ((2 * n - 1) * sine * q - k_before * before) / k;
                before = q;
                q = now;
                reach *= RADIUS_M / r;
            }
            k_before = k;
            if (n == 0)
                continue;
            const double *row = gauss_nt + n * n - 1;
            const double g = m ? row[2 * m - 1] : row[0], h = m ? row[2 * m] : 0;
            const double along = g * cm + h * sm;
            up += reach * (n + 1) * along * power * q;
            if (m > 0) {
                south -= reach * along * lower_power * (n * sine * q - k * before);
                east += reach * m * (g * sm - h * cm) * lower_power * q;
            }
            // the zonal terms change with latitude as the first order does
            if (m == 1)
                south += reach * row[0] * sqrt(n * (n + 1) / 2.0) * power * q;
        }
    }
    const double outward = cosine * up + sine * south; // away from the axis
    *field_itrf_t = leo_scale(TESLA, leo_vec(outward * cos_lon - east * sin_lon,
                                             outward * sin_lon + east * cos_lon, sine * up - cosine * south));
}

leo_status leo_magnetic_at(leo_vec3 pos_itrf_m, double year, leo_vec3 *field_itrf_t, leo_error *error)
{
    const double r = leo_norm(pos_itrf_m);
    const int last_year = LEO_MAGNETIC_FIRST_YEAR + LEO_MAGNETIC_YEARS * (LEO_MAGNETIC_EPOCHS - 1);
    if (!isfinite(r))
        return leo_fail(error, LEO_RETRY_STEP, "magnetic field", "%g m: the place is not finite", r);
    if (r < LOWEST_M)
        return leo_fail(error, LEO_OUT_OF_RANGE, "magnetic field",
                        "%g m from the centre of the Earth: the field is known from %g m on", r, LOWEST_M);
    if (!(year >= LEO_MAGNETIC_FIRST_YEAR && year <= last_year))
        return leo_fail(error, LEO_OUT_OF_RANGE, "magnetic field",
                        "year %.3f: IGRF-14 is built in for %d .. %d", year, LEO_MAGNETIC_FIRST_YEAR,
                        last_year);
    const double epochs = (year - LEO_MAGNETIC_FIRST_YEAR) / LEO_MAGNETIC_YEARS;
    const int low = epochs < LEO_MAGNETIC_EPOCHS - 1 ? (int)epochs : LEO_MAGNETIC_EPOCHS - 2;
    const double part = epochs - low, *a = leo_magnetic_nt[low], *b = leo_magnetic_nt[low + 1];
    double gauss_nt[LEO_MAGNETIC_COUNT];
    for (int i = 0; i < LEO_MAGNETIC_COUNT; i++)
        gauss_nt[i] = a[i] + part * (b[i] - a[i]);
    leo_magnetic_sum(gauss_nt, LEO_MAGNETIC_DEGREE, pos_itrf_m, field_itrf_t);
    return LEO_OK;
}

leo_vec3 leo_magnetic_to_ned(leo_vec3 field_itrf_t, leo_geodetic place)
{
    const double c = cos(place.lon_rad), s = sin(place.lon_rad);
    const double cl = cos(place.lat_rad), sl = sin(place.lat_rad);
    const double outward = c * field_itrf_t.x + s * field_itrf_t.y;
    return leo_vec(cl * field_itrf_t.z - sl * outward, c * field_itrf_t.y - s * field_itrf_t.x,
                   -(cl * outward + sl * field_itrf_t.z));
}

leo_status leo_magnetic_ned(leo_geodetic place, double year, leo_vec3 *field_ned_t, leo_error *error)
{
    leo_vec3 field;
    const leo_status status = leo_magnetic_at(leo_itrf_from_geodetic(place), year, &field, error);
    if (status == LEO_OK)
        *field_ned_t = leo_magnetic_to_ned(field, place);
    return status;
}
