/* SPDX-License-Identifier: MIT */

/*
 * Axes fixed in the bodies.
 *
 *     fixed = R3(W) R1(90 deg - d0) R3(90 deg + a0) icrf        a0, d0  the north pole     W  prime meridian
 *     a0 = sum c_i T^i + sum A_j sin(theta_j)     d0: cosines     W = sum w_i d^i + sum C_j sin(theta_j)
 *
 * Source  Archinal et al., Report of the IAU working group on cartographic coordinates and rotational elements 2015,
 *         Celest. Mech. Dyn. Astr. 130 (2018) 22: Sun, planets; the Moon, whose series the report of 2009 gives (Archinal et
 *         al., Celest. Mech. Dyn. Astr. 109 (2011) 101). T in centuries, d in days of TDB from J2000.
 *         Moon PA and ME: world/ephemeris.c.
 * Valid   a few centuries around 2000; PA and ME within the ephemeris.
 * Error   as the report states: Mars 10 m on the ground and growing, Moon 150 m against its ephemeris, Venus, Uranus,
 *         Neptune 0.1 deg and more. Uranus and Neptune: rotation of the radio emission.
 * Axes    ICRF in.
 */
#include "world/frame_inside.h"

#include "base/error.h"
#include "math/rotation.h"

static const double DEG = 3.14159265358979323846 / 180, DAY_S = 86400, CENTURY_D = 36525;

/* An angle of the series, degrees and degrees a century, and what it moves, degrees. */
typedef struct wave {
    double phase, rate, pole_ra, pole_dec, meridian;
} wave;

typedef struct rotation {
    double ra, ra_century, dec, dec_century, meridian, meridian_day, meridian_day2;
    const wave *waves;
    int count;
} rotation;

// clang-format off
static const wave mercury[] = {
    { 174.7910857,  4.092335 * 36525, 0, 0,  0.01067257 }, { 349.5821714,  8.184670 * 36525, 0, 0, -0.00112309 },
    { 164.3732571, 12.277005 * 36525, 0, 0, -0.00011040 }, { 339.1643429, 16.369340 * 36525, 0, 0, -0.00002539 },
    { 153.9554286, 20.461675 * 36525, 0, 0, -0.00000571 },
};

static const wave mars[] = {
    { 198.991226, 19139.4819985, 0.000068, 0, 0 }, { 226.292679, 38280.8511281, 0.000238, 0, 0 },
    { 249.663391, 57420.7251593, 0.000052, 0, 0 }, { 266.183510, 76560.6367950, 0.000009, 0, 0 },
    {  79.398797,     0.5042615, 0.419057, 0, 0 },
    { 122.433576, 19139.9407476, 0, 0.000051, 0 }, {  43.058401, 38280.8753272, 0, 0.000141, 0 },
    {  57.663379, 57420.7517205, 0, 0.000031, 0 }, {  79.476401, 76560.6495004, 0, 0.000005, 0 },
    { 166.325722,     0.5042615, 0, 1.591274, 0 },
    { 129.071773, 19140.0328244, 0, 0, 0.000145 }, {  36.352167, 38281.0473591, 0, 0, 0.000157 },
    {  56.668646, 57420.9295360, 0, 0, 0.000040 }, {  67.364003, 76560.2552215, 0, 0, 0.000001 },
    { 104.792680, 95700.4387578, 0, 0, 0.000001 }, {  95.391654,     0.5042615, 0, 0, 0.584542 },
};

static const wave jupiter[] = {
    {  99.360714, 4850.4046, 0.000117,  0.000050, 0 }, { 175.895369, 1191.9605, 0.000938, 0.000404, 0 },
    { 300.323162,  262.5475, 0.001432,  0.000617, 0 }, { 114.012305, 6070.2476, 0.000030, -0.000013, 0 },
    {  49.511251,   64.3000, 0.002150,  0.000926, 0 },
};

static const wave neptune[] = { { 357.85, 52.316, 0.70, -0.51, -0.48 } };

static const wave moon[] = {
    { 125.045, -0.0529921 * 36525, -3.8787,  1.5419,  3.5610 }, { 250.089, -0.1059842 * 36525, -0.1204,  0.0239,  0.1208 },
    { 260.008, 13.0120009 * 36525,  0.0700, -0.0278, -0.0642 }, { 176.625, 13.3407154 * 36525, -0.0172,  0.0068,  0.0158 },
    { 357.529,  0.9856003 * 36525,  0,       0,       0.0252 }, { 311.589, 26.4057084 * 36525,  0.0072, -0.0029, -0.0066 },
    { 134.963, 13.0649930 * 36525,  0,       0.0009, -0.0047 }, { 276.617,  0.3287146 * 36525,  0,       0,      -0.0046 },
    {  34.226,  1.7484877 * 36525,  0,       0,       0.0028 }, {  15.134, -0.1589763 * 36525, -0.0052,  0.0008,  0.0052 },
    { 119.743,  0.0036096 * 36525,  0,       0,       0.0040 }, { 239.961,  0.1643573 * 36525,  0,       0,       0.0019 },
    {  25.053, 12.9590088 * 36525,  0.0043, -0.0009, -0.0044 },
};

#define WAVES(table) table, (int)(sizeof table / sizeof *table)
static const rotation rotations[LEO_FRAMES] = {
    [LEO_IAU_SUN]     = { 286.13, 0, 63.87, 0, 84.176, 14.1844000, 0, NULL, 0 },
    [LEO_IAU_MERCURY] = { 281.0103, -0.0328, 61.4155, -0.0049, 329.5988, 6.1385108, 0, WAVES(mercury) },
    [LEO_IAU_VENUS]   = { 272.76, 0, 67.16, 0, 160.20, -1.4813688, 0, NULL, 0 },
    [LEO_IAU_MARS]    = { 317.269202, -0.10927547, 54.432516, -0.05827105, 176.049863, 350.891982443297, 0, WAVES(mars) },
    [LEO_IAU_JUPITER] = { 268.056595, -0.006499, 64.495303, 0.002413, 284.95, 870.5360000, 0, WAVES(jupiter) },
    [LEO_IAU_SATURN]  = { 40.589, -0.036, 83.537, -0.004, 38.90, 810.7939024, 0, NULL, 0 },
    [LEO_IAU_URANUS]  = { 257.311, 0, -15.175, 0, 203.81, -501.1600928, 0, NULL, 0 },
    [LEO_IAU_NEPTUNE] = { 299.36, 0, 43.46, 0, 249.978, 541.1397757, 0, WAVES(neptune) },
    [LEO_IAU_MOON]    = { 269.9949, 0.0031, 66.5392, 0.0130, 38.3213, 13.17635815, -1.4e-12, WAVES(moon) },
};
// clang-format on

leo_status leo_axes_iau(leo_frame frame, leo_epoch epoch, leo_mat3 *frame_from_gcrf, leo_vec3 *spin,
                        leo_error *error)
{
    double jd1, jd2;
    if ((unsigned)frame >= LEO_FRAMES || rotations[frame].meridian_day == 0)
        return leo_fail(error, LEO_BAD_ARGUMENT, "frame", "%d: no axes of the IAU", (int)frame);
    const leo_status status = leo_epoch_jd(epoch, LEO_TDB, NULL, &jd1, &jd2, error);
    if (status != LEO_OK)
        return status;
    const rotation *r = &rotations[frame];
    const double d = (jd1 - 2451545) + jd2, t = d / CENTURY_D;
    double ra = r->ra + r->ra_century * t, dec = r->dec + r->dec_century * t;
    double meridian = r->meridian + d * (r->meridian_day + d * r->meridian_day2);
    double ra_day = r->ra_century / CENTURY_D, dec_day = r->dec_century / CENTURY_D;
    double meridian_day = r->meridian_day + 2 * d * r->meridian_day2;
    for (int i = 0; i < r->count; i++) {
        const wave *w = &r->waves[i];
        const double theta = DEG * (w->phase + w->rate * t), theta_day = DEG * w->rate / CENTURY_D;
        const double s = sin(theta), c = cos(theta);
        ra += w->pole_ra * s;
        dec += w->pole_dec * c;
        meridian += w->meridian * s;
        ra_day += w->pole_ra * c * theta_day;
        dec_day -= w->pole_dec * s * theta_day;
        meridian_day += w->meridian * c * theta_day;
    }
    const leo_mat3 node = leo_mat_mul(leo_rotation_x(DEG * (90 - dec)), leo_rotation_z(DEG * (90 + ra)));
    *frame_from_gcrf = leo_mat_mul(leo_rotation_z(DEG * fmod(meridian, 360)), node);
    if (spin) {
        const double k = DEG / DAY_S;
        const leo_vec3 along_node = { node.m[0][0], node.m[0][1], node.m[0][2] },
                       pole = { node.m[2][0], node.m[2][1], node.m[2][2] };
        *spin = leo_add(leo_scale(k * meridian_day, pole),
                        leo_add(leo_scale(-k * dec_day, along_node), leo_vec(0, 0, k * ra_day)));
    }
    return LEO_OK;
}

static leo_status moon_axes(const leo_data *data, leo_epoch epoch, leo_mat3 *pa_from_gcrf, leo_vec3 *spin,
                            leo_mat3 *me_from_pa, leo_error *error)
{
    double jd1, jd2;
    leo_status status = leo_epoch_jd(epoch, LEO_TDB, &data->clocks, &jd1, &jd2, error);
    if (status == LEO_OK)
        status = leo_ephemeris_moon_axes(data->ephemeris, jd1, jd2, pa_from_gcrf, spin, error);
    if (status == LEO_OK && me_from_pa)
        *me_from_pa = leo_ephemeris_me_from_pa(data->ephemeris, jd1, jd2);
    return status;
}

leo_status leo_axes_moon_pa(const leo_data *data, leo_epoch epoch, leo_mat3 *frame_from_gcrf, leo_vec3 *spin,
                            leo_error *error)
{
    return moon_axes(data, epoch, frame_from_gcrf, spin, NULL, error);
}

leo_status leo_axes_moon_me(const leo_data *data, leo_epoch epoch, leo_mat3 *frame_from_gcrf, leo_vec3 *spin,
                            leo_error *error)
{
    leo_mat3 pa, me_from_pa;
    const leo_status status = moon_axes(data, epoch, &pa, spin, &me_from_pa, error);
    if (status == LEO_OK)
        *frame_from_gcrf = leo_mat_mul(me_from_pa, pa);
    return status;
}
