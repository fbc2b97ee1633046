/* SPDX-License-Identifier: MIT */

/*
 * Frames of the Earth, evaluated at the instant.
 *
 *     eme2000 = B gcrf                                       mod = P B gcrf           tod = N P B gcrf
 *     cirf    = R3(-s) P(X, Y) gcrf                          tirf = R3(ERA) cirf      itrf = W tirf
 *     spin    = p x p' + p d(ERA)/dt + polar motion          p = (X, Y, Z), the pole
 *
 *     of 1976/1980, from EME2000 (taken as the mean equator and equinox of J2000 of that theory):
 *     mod_76 = P76 eme2000       tod_76 = N80 mod_76         teme = R3(-E) tod_76     itrf_76 = W R3(GMST82 + E) tod_76
 *     E      = dpsi cos(eps) + 0.00264" sin(Om) + 0.000063" sin(2 Om)
 *
 * Source  IERS Conventions (2010), chapter 5; ERFA: eraBp00 (bias), eraBp06, eraPnm06a, eraS06, eraEra00, eraPom00;
 *         eraPmat76, eraNutm80, eraGmst82, eraEqeq94. TEME: Vallado, Crawford, Hujsak & Kelso, AIAA 2006-6753.
 * Valid   MOD, TOD, TEME: a few centuries around 2000; CIRF, TIRF, ITRF: where the Earth orientation is known, whose
 *         dX and dY move CIRF. TOD and those of 1976/1980 are the theory alone.
 * Error   IAU 2006/2000A 0.3 mas where dX and dY are not used; the theory of 1976/1980 departs by up to 70 mas (2 m in a low
 *         orbit) from the pole observed.
 */
#include "world/frame_inside.h"

#include "time/epoch.h"

#include <erfa.h>
#include <erfam.h>

static const double TURN_RAD_S = 6.283185307179586 * 1.00273781191135448 / 86400; // of the Earth, by UT1
static const double SIDE_S = 1800;                                                // half of a difference

static leo_mat3 from_erfa(double r[3][3])
{
    leo_mat3 m;
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            m.m[i][j] = r[i][j];
    return m;
}

static void no_spin(leo_vec3 *spin)
{
    if (spin)
        *spin = leo_vec(0, 0, 0);
}

static leo_mat3 bias(void)
{
    double rb[3][3], rp[3][3], rbp[3][3];
    eraBp00(ERFA_DJ00, 0, rb, rp, rbp);
    return from_erfa(rb);
}

leo_status leo_axes_eme2000(const leo_data *data, leo_epoch epoch, leo_mat3 *frame_from_gcrf, leo_vec3 *spin,
                            leo_error *error)
{
    (void)data, (void)epoch, (void)error;
    *frame_from_gcrf = bias();
    no_spin(spin);
    return LEO_OK;
}

leo_status leo_axes_mod(const leo_data *data, leo_epoch epoch, leo_mat3 *frame_from_gcrf, leo_vec3 *spin,
                        leo_error *error)
{
    (void)data, (void)error;
    double tt1, tt2, rbp[3][3];
    leo_epoch_tt(epoch, &tt1, &tt2);
    eraPmat06(tt1, tt2, rbp);
    *frame_from_gcrf = from_erfa(rbp);
    no_spin(spin);
    return LEO_OK;
}

leo_status leo_axes_tod(const leo_data *data, leo_epoch epoch, leo_mat3 *frame_from_gcrf, leo_vec3 *spin,
                        leo_error *error)
{
    (void)data, (void)error;
    double tt1, tt2, rnpb[3][3];
    leo_epoch_tt(epoch, &tt1, &tt2);
    eraPnm06a(tt1, tt2, rnpb);
    *frame_from_gcrf = from_erfa(rnpb);
    no_spin(spin);
    return LEO_OK;
}

/* ---- by the celestial and terrestrial origins ---- */

/* The pole with the offsets observed. */
static leo_status pole_of(const leo_data *data, leo_epoch epoch, leo_orientation *o, double *x, double *y,
                          leo_error *error)
{
    const leo_status status = leo_orientation_in(data->clocks.orientation, epoch, o, error);
    if (status != LEO_OK)
        return status;
    double tt1, tt2, rnpb[3][3];
    leo_epoch_tt(epoch, &tt1, &tt2);
    eraPnm06a(tt1, tt2, rnpb);
    eraBpn2xy(rnpb, x, y);
    *x += o->dx_rad;
    *y += o->dy_rad;
    return LEO_OK;
}

typedef struct turn {
    leo_orientation now;
    leo_mat3 cirf, tirf, itrf; // from GCRF
} turn;

static leo_status turn_at(const leo_data *data, leo_epoch epoch, turn *t, leo_error *error)
{
    double x, y, tt1, tt2, tai1, tai2, rc2i[3][3], rpom[3][3], r[3][3];
    const leo_status status = pole_of(data, epoch, &t->now, &x, &y, error);
    if (status != LEO_OK)
        return status;
    leo_epoch_tt(epoch, &tt1, &tt2);
    leo_epoch_tai(epoch, &tai1, &tai2);
    eraC2ixys(x, y, eraS06(tt1, tt2, x, y), rc2i);
    t->cirf = from_erfa(rc2i);
    eraCr(rc2i, r);
    eraRz(eraEra00(tai1, tai2 + t->now.ut1_minus_tai_s / ERFA_DAYSEC), r);
    t->tirf = from_erfa(r);
    eraPom00(t->now.pole_x_rad, t->now.pole_y_rad, eraSp00(tt1, tt2), rpom);
    t->itrf = leo_mat_mul(from_erfa(rpom), t->tirf);
    return LEO_OK;
}

/* The rotation vector of ITRF (or, without polar motion, TIRF) by differences over an hour, less at the end of the set. */
static leo_status spin_at(const leo_data *data, leo_epoch epoch, const turn *t, int with_polar_motion,
                          leo_vec3 *spin, leo_error *error)
{
    leo_orientation a, b;
    double ax, ay, bx, by, before_s = -SIDE_S, after_s = SIDE_S;
    if (pole_of(data, leo_epoch_add(epoch, before_s), &a, &ax, &ay, NULL) != LEO_OK)
        before_s = 0;
    leo_status status = pole_of(data, leo_epoch_add(epoch, before_s), &a, &ax, &ay, error);
    if (status == LEO_OK && pole_of(data, leo_epoch_add(epoch, after_s), &b, &bx, &by, NULL) != LEO_OK) {
        after_s = 0;
        status = pole_of(data, epoch, &b, &bx, &by, error);
    }
    if (status != LEO_OK)
        return status;
    const double dt = after_s - before_s;
    if (dt == 0)
        return leo_orientation_in(data->clocks.orientation, leo_epoch_add(epoch, SIDE_S), &a, error);
    const leo_vec3 pole = { t->cirf.m[2][0], t->cirf.m[2][1], t->cirf.m[2][2] };
    const double dx = (bx - ax) / dt, dy = (by - ay) / dt;
    const leo_vec3 drift = { dx, dy, -(pole.x * dx + pole.y * dy) / pole.z };
    const double rate = TURN_RAD_S * (1 + (b.ut1_minus_tai_s - a.ut1_minus_tai_s) / dt);
    *spin = leo_add_scaled(leo_cross(pole, drift), rate, pole);
    if (with_polar_motion) { // of Rx(-yp) Ry(-xp)
        const double dxp = (b.pole_x_rad - a.pole_x_rad) / dt, dyp = (b.pole_y_rad - a.pole_y_rad) / dt;
        *spin = leo_add(*spin, leo_mat_tvec(t->tirf, leo_vec(-dyp, -dxp, 0)));
    }
    return LEO_OK;
}

leo_status leo_axes_cirf(const leo_data *data, leo_epoch epoch, leo_mat3 *frame_from_gcrf, leo_vec3 *spin,
                         leo_error *error)
{
    turn t;
    const leo_status status = turn_at(data, epoch, &t, error);
    if (status == LEO_OK)
        *frame_from_gcrf = t.cirf;
    no_spin(spin);
    return status;
}

leo_status leo_axes_tirf(const leo_data *data, leo_epoch epoch, leo_mat3 *frame_from_gcrf, leo_vec3 *spin,
                         leo_error *error)
{
    turn t;
    const leo_status status = turn_at(data, epoch, &t, error);
    if (status != LEO_OK)
        return status;
    *frame_from_gcrf = t.tirf;
    return spin ? spin_at(data, epoch, &t, 0, spin, error) : LEO_OK;
}

leo_status leo_axes_itrf(const leo_data *data, leo_epoch epoch, leo_mat3 *frame_from_gcrf, leo_vec3 *spin,
                         leo_error *error)
{
    turn t;
    const leo_status status = turn_at(data, epoch, &t, error);
    if (status != LEO_OK)
        return status;
    *frame_from_gcrf = t.itrf;
    return spin ? spin_at(data, epoch, &t, 1, spin, error) : LEO_OK;
}

/* ---- the theory of 1976 and 1980 ---- */

static leo_mat3 mod_76(leo_epoch epoch)
{
    double tt1, tt2, p[3][3];
    leo_epoch_tt(epoch, &tt1, &tt2);
    eraPmat76(tt1, tt2, p);
    return leo_mat_mul(from_erfa(p), bias());
}

static leo_mat3 tod_76(leo_epoch epoch)
{
    double tt1, tt2, n[3][3];
    leo_epoch_tt(epoch, &tt1, &tt2);
    eraNutm80(tt1, tt2, n);
    return leo_mat_mul(from_erfa(n), mod_76(epoch));
}

static double equation_of_equinoxes(leo_epoch epoch)
{
    double tt1, tt2;
    leo_epoch_tt(epoch, &tt1, &tt2);
    return eraEqeq94(tt1, tt2);
}

static leo_mat3 about_z(double angle, leo_mat3 of)
{
    const double c = cos(angle), s = sin(angle);
    return leo_mat_mul((leo_mat3){ { { c, s, 0 }, { -s, c, 0 }, { 0, 0, 1 } } }, of);
}

leo_status leo_axes_mod_76(const leo_data *data, leo_epoch epoch, leo_mat3 *frame_from_gcrf, leo_vec3 *spin,
                           leo_error *error)
{
    (void)data, (void)error;
    *frame_from_gcrf = mod_76(epoch);
    no_spin(spin);
    return LEO_OK;
}

leo_status leo_axes_tod_76(const leo_data *data, leo_epoch epoch, leo_mat3 *frame_from_gcrf, leo_vec3 *spin,
                           leo_error *error)
{
    (void)data, (void)error;
    *frame_from_gcrf = tod_76(epoch);
    no_spin(spin);
    return LEO_OK;
}

leo_status leo_axes_teme(const leo_data *data, leo_epoch epoch, leo_mat3 *frame_from_gcrf, leo_vec3 *spin,
                         leo_error *error)
{
    (void)data, (void)error;
    *frame_from_gcrf = about_z(equation_of_equinoxes(epoch), tod_76(epoch));
    no_spin(spin);
    return LEO_OK;
}

leo_status leo_axes_itrf_76(const leo_data *data, leo_epoch epoch, leo_mat3 *frame_from_gcrf, leo_vec3 *spin,
                            leo_error *error)
{
    leo_orientation o, later;
    const leo_status status = leo_orientation_in(data->clocks.orientation, epoch, &o, error);
    if (status != LEO_OK)
        return status;
    double tai1, tai2, w[3][3];
    leo_epoch_tai(epoch, &tai1, &tai2);
    const double gmst = eraGmst82(tai1, tai2 + o.ut1_minus_tai_s / ERFA_DAYSEC);
    const leo_mat3 pef = about_z(gmst + equation_of_equinoxes(epoch), tod_76(epoch));
    eraPom00(o.pole_x_rad, o.pole_y_rad, 0, w);
    *frame_from_gcrf = leo_mat_mul(from_erfa(w), pef);
    if (spin) {
        double growth = 0; // of UT1, by the day ahead or, at the end of the set, none
        if (leo_orientation_in(data->clocks.orientation, leo_epoch_add(epoch, SIDE_S), &later, NULL) ==
            LEO_OK)
            growth = (later.ut1_minus_tai_s - o.ut1_minus_tai_s) / SIDE_S;
        *spin = leo_scale(TURN_RAD_S * (1 + growth), leo_vec(pef.m[2][0], pef.m[2][1], pef.m[2][2]));
    }
    return LEO_OK;
}
