/* SPDX-License-Identifier: MIT */

/*
 * Frames by name, states from one to another, and axes that go with an orbit or a place.
 *
 *     r' = M r        v' = M (v - w x r)        M  axes of the frame from GCRF, w  their rotation vector in GCRF
 *
 * Source  Names and local axes: CCSDS 502.0-B-3 (2023), annex B. Axes: frame_earth.c, frame_iau.c.
 * Error   rounding.
 */
#include "base/error.h"
#include "world/frame_inside.h"

#include <string.h>

typedef struct frame_row {
    const char *name;
    leo_frame_axes *axes; // NULL: GCRF itself, or a frame of the IAU's report
} frame_row;

static const frame_row frames[LEO_FRAMES] = {
    [LEO_GCRF] = { "GCRF", NULL },
    [LEO_EME2000] = { "EME2000", leo_axes_eme2000 },
    [LEO_MOD] = { "MOD", leo_axes_mod },
    [LEO_TOD] = { "TOD", leo_axes_tod },
    [LEO_TEME] = { "TEME", leo_axes_teme },
    [LEO_MOD_76] = { "MOD_76", leo_axes_mod_76 },
    [LEO_TOD_76] = { "TOD_76", leo_axes_tod_76 },
    [LEO_ITRF_76] = { "ITRF_76", leo_axes_itrf_76 },
    [LEO_CIRF] = { "CIRF", leo_axes_cirf },
    [LEO_TIRF] = { "TIRF", leo_axes_tirf },
    [LEO_ITRF] = { "ITRF", leo_axes_itrf },
    [LEO_MOON_PA] = { "MOON_PA", leo_axes_moon_pa },
    [LEO_MOON_ME] = { "MOON_ME", leo_axes_moon_me },
    [LEO_IAU_MARS] = { "IAU_MARS", NULL },
    [LEO_IAU_MOON] = { "IAU_MOON", NULL },
    [LEO_IAU_SUN] = { "IAU_SUN", NULL },
    [LEO_IAU_MERCURY] = { "IAU_MERCURY", NULL },
    [LEO_IAU_VENUS] = { "IAU_VENUS", NULL },
    [LEO_IAU_JUPITER] = { "IAU_JUPITER", NULL },
    [LEO_IAU_SATURN] = { "IAU_SATURN", NULL },
    [LEO_IAU_URANUS] = { "IAU_URANUS", NULL },
    [LEO_IAU_NEPTUNE] = { "IAU_NEPTUNE", NULL },
};

typedef struct synonym {
    const char *name;
    leo_frame frame;
} synonym;

static const synonym synonyms[] = {
    { "ICRF", LEO_GCRF },
    { "ICRF3", LEO_GCRF },
    { "GCRS", LEO_GCRF },
    { "ICRS", LEO_GCRF },
    { "J2000", LEO_EME2000 },
    { "MJ2000EQ", LEO_EME2000 },
    { "FK5", LEO_EME2000 },
    { "TOD_EARTH", LEO_TOD },
    { "TRUEOFDATE", LEO_TOD },
    { "MOD_EARTH", LEO_MOD },
    { "CIRS", LEO_CIRF },
    { "TIRS", LEO_TIRF },
    { "ITRS", LEO_ITRF },
    { "ECEF", LEO_ITRF },
    { "WGS84", LEO_ITRF },
    { "IGS20", LEO_ITRF },
    { "IGS14", LEO_ITRF },
    { "SLR08", LEO_ITRF },
    { "MOON_PA_DE421", LEO_MOON_PA },
    { "MOON_PA_DE440", LEO_MOON_PA },
    { "MOON_ME_DE421", LEO_MOON_ME },
};

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c == '-' ? '_' : c;
}

static int is_named(const char *name, size_t length, const char *want)
{
    for (size_t i = 0; i < length; i++)
        if (!want[i] || upper(name[i]) != want[i])
            return 0;
    return !want[length];
}

/* ITRF with a year or a version: ITRF2014, ITRF-97, ITRF2000. */
static int is_itrf_of_a_year(const char *name, size_t length)
{
    if (length < 5 || !is_named(name, 4, "ITRF"))
        return 0;
    size_t at = name[4] == '-' || name[4] == '_' ? 5 : 4;
    const size_t digits = length - at;
    for (size_t i = at; i < length; i++)
        if (name[i] < '0' || name[i] > '9')
            return 0;
    return (digits == 2 && strncmp(name + at, "76", 2) != 0) || digits == 4;
}

const char *leo_frame_name(leo_frame frame)
{
    return (unsigned)frame < LEO_FRAMES ? frames[frame].name : "?";
}

leo_frame leo_frame_find(const char *name, size_t length)
{
    for (int k = 0; k < LEO_FRAMES; k++)
        if (is_named(name, length, frames[k].name))
            return (leo_frame)k;
    for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++)
        if (is_named(name, length, synonyms[i].name))
            return synonyms[i].frame;
    return is_itrf_of_a_year(name, length) ? LEO_ITRF : LEO_FRAMES;
}

static leo_frame of_1980(leo_frame frame)
{
    return frame == LEO_MOD    ? LEO_MOD_76
           : frame == LEO_TOD  ? LEO_TOD_76
           : frame == LEO_ITRF ? LEO_ITRF_76
                               : frame;
}

leo_status leo_frame_from_gcrf(leo_frame frame, const leo_data *data, leo_epoch epoch,
                               leo_mat3 *frame_from_gcrf, leo_vec3 *spin_gcrf_rad_s, leo_error *error)
{
    if ((unsigned)frame >= LEO_FRAMES)
        return leo_fail(error, LEO_BAD_ARGUMENT, "frame", "%d: there is no such frame", (int)frame);
    if (!(fabs(epoch.whole_s) < 3.2e11 && fabs(epoch.part_s) < 3.2e11))
        return leo_fail(error, LEO_BAD_ARGUMENT, "epoch",
                        "%g + %g s: must be finite and in the years 1 .. 9999", epoch.whole_s, epoch.part_s);
    if (frame == LEO_GCRF) {
        *frame_from_gcrf = (leo_mat3){ { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } } };
        if (spin_gcrf_rad_s)
            *spin_gcrf_rad_s = leo_vec(0, 0, 0);
        return LEO_OK;
    }
    if (!data)
        data = leo_data_builtin();
    if (data->earth_axes == LEO_EARTH_1980)
        frame = of_1980(frame);
    if (!frames[frame].axes)
        return leo_axes_iau(frame, epoch, frame_from_gcrf, spin_gcrf_rad_s, error);
    return frames[frame].axes(data, epoch, frame_from_gcrf, spin_gcrf_rad_s, error);
}

leo_status leo_frame_turn(leo_frame from, leo_frame to, const leo_data *data, leo_epoch epoch,
                          const leo_state *state, leo_state *turned, leo_error *error)
{
    if (from == to) {
        *turned = *state;
        return LEO_OK;
    }
    leo_mat3 a, b;
    leo_vec3 spin_a, spin_b;
    leo_status status = leo_frame_from_gcrf(from, data, epoch, &a, &spin_a, error);
    if (status == LEO_OK)
        status = leo_frame_from_gcrf(to, data, epoch, &b, &spin_b, error);
    if (status != LEO_OK)
        return status;
    const leo_vec3 pos = leo_mat_tvec(a, state->pos_m);
    const leo_vec3 spin = leo_sub(spin_a, spin_b); // of `from` relative to `to`
    const leo_vec3 vel = leo_add(leo_mat_tvec(a, state->vel_m_s), leo_cross(spin, pos));
    *turned = (leo_state){ leo_mat_vec(b, pos), leo_mat_vec(b, vel) };
    return LEO_OK;
}

static leo_mat3 rows(leo_vec3 x, leo_vec3 y, leo_vec3 z)
{
    return (leo_mat3){ { { x.x, x.y, x.z }, { y.x, y.y, y.z }, { z.x, z.y, z.z } } };
}

leo_mat3 leo_rsw_from_inertial(leo_vec3 pos_m, leo_vec3 vel_m_s)
{
    const leo_vec3 r = leo_unit(pos_m), w = leo_unit(leo_cross(pos_m, vel_m_s));
    return rows(r, leo_cross(w, r), w);
}

leo_mat3 leo_lvlh_from_inertial(leo_vec3 pos_m, leo_vec3 vel_m_s)
{
    const leo_vec3 z = leo_scale(-1, leo_unit(pos_m)), y = leo_scale(-1, leo_unit(leo_cross(pos_m, vel_m_s)));
    return rows(leo_cross(y, z), y, z);
}

leo_mat3 leo_vnc_from_inertial(leo_vec3 pos_m, leo_vec3 vel_m_s)
{
    const leo_vec3 v = leo_unit(vel_m_s), n = leo_unit(leo_cross(pos_m, vel_m_s));
    return rows(v, n, leo_cross(v, n));
}

leo_mat3 leo_enu_from_fixed(double lat_rad, double lon_rad)
{
    const double cb = cos(lat_rad), sb = sin(lat_rad), cl = cos(lon_rad), sl = sin(lon_rad);
    return rows(leo_vec(-sl, cl, 0), leo_vec(-sb * cl, -sb * sl, cb), leo_vec(cb * cl, cb * sl, sb));
}
