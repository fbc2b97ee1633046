/* SPDX-License-Identifier: MIT */

/*
 * The pull of the tides that Sun and Moon raise in the solid Earth, as corrections of its field.
 *
 *   step 1  dCnm - i dSnm = knm/(2n + 1) Sum GMj/GM (R/rj)^(n+1) Pnm(sin Fj) exp(-i m Lj)           n = 2, 3
 *           dC4m - i dS4m = k2m+/5       Sum GMj/GM (R/rj)^3     P2m(sin Fj) exp(-i m Lj)           m = 0 .. 2
 *   step 2  dC20          = Sum  ip cos T - op sin T
 *           dC21, dS21    = Sum  ip sin T + op cos T,  ip cos T - op sin T
 *           dC22, dS22    = Sum  A cos T, -A sin T             T = m (GMST + pi) - N.(l, l', F, D, Om)
 *   pole    dC21, dS21    = -1.333e-9 (m1 + 0.0115 m2), -1.333e-9 (m2 - 0.0115 m1)                  m in arc seconds
 *   F, L  latitude and longitude of the body, P fully normalised
 *
 * Source  IERS Conventions (2010), chapter 6: equations 6.6 - 6.8, 6.24; Love numbers of an Earth that is not quite elastic:
 *         table 6.3; amplitudes: tables 6.5a - c; secular pole as revised in 2018 (section 7.1.4). Fundamental arguments
 *         of IERS 2003.
 * Valid   a field that is free of tides, or one of zero tide, from which the lasting part
 *         (4.4228e-8 * -0.31460 k20) is not added again. A field that does not say is taken as free of tides.
 * Error   terms of tables 6.5 below 0.5e-12 (0.3e-12 of degree 2, order 2) are left out: 3e-12 together, 2e-11 m/s^2 in low
 *         orbit, where the whole is 1e-7 .. 4e-7 m/s^2. Ocean tides are left out: about 10 % of the whole.
 * Axes    ICRF in, ICRF out; the corrections in ITRF.
 */
#include "base/error.h"
#include "force/force.h"
#include "time/epoch.h"
#include "time/orientation.h"
#include "world/gravity_model.h"

#include <erfa.h>
#include <erfam.h>

/* Love numbers k2m, their imaginary parts, and those of degree 4; of degree 3. */
static const double K2[3] = { 0.30190, 0.29830, 0.30102 }, K2_IM[3] = { 0, -0.00144, -0.00130 },
                    K2_PLUS[3] = { -0.00089, -0.00080, -0.00057 }, K3[4] = { 0.093, 0.093, 0.093, 0.094 };
static const double LASTING_C20 = 4.4228e-8 * -0.31460 * 0.30190;

typedef struct term {
    int order, l, lp, f, d, om;
    double ip, op; // 1e-12
} term;

// clang-format off
static const term terms[] = {
    { 0,  0,  0,  0,  0,  1,  16.6, -6.7 }, { 0,  0, -1,  0,  0,  0,  -1.2,  0.8 }, { 0,  0,  0, -2,  2, -2,  -5.5,  4.3 },
    { 0,  1,  0,  0, -2,  0,  -0.3,  0.7 }, { 0, -1,  0,  0,  0,  0,  -1.2,  3.7 }, { 0,  0,  0,  0, -2,  0,   0.0,  0.6 },
    { 0,  0,  0, -2,  0, -2,   0.6,  6.3 }, { 0,  0,  0, -2,  0, -1,   0.2,  2.6 }, { 0, -1,  0, -2,  0, -2,   0.4,  1.1 },
    { 0, -1,  0, -2,  0, -1,   0.2,  0.5 },
    { 1,  1,  0,  2,  0,  2,  -0.7,  0.1 }, { 1,  0,  0,  2,  0,  1,  -1.3,  0.1 }, { 1,  0,  0,  2,  0,  2,  -6.8,  0.6 },
    { 1,  1,  0,  0,  0,  0,   1.3, -0.1 }, { 1,  0,  1,  2, -2,  2,  -1.9,  0.1 }, { 1,  0,  0,  2, -2,  1,   0.5,  0.0 },
    { 1,  0,  0,  2, -2,  2, -43.4,  2.9 }, { 1,  0, -1,  2, -2,  2,   0.6,  0.0 }, { 1,  0,  1,  0,  0,  0,   1.6, -0.1 },
    { 1,  0,  0,  0,  0, -1,  -8.8,  0.5 }, { 1,  0,  0,  0,  0,  0, 470.9, -30.2 }, { 1,  0,  0,  0,  0,  1,  68.1, -4.6 },
    { 1,  0,  0,  0,  0,  2,  -1.6,  0.1 }, { 1,  0, -1,  0,  0,  0, -20.6, -0.3 }, { 1,  0,  0, -2,  2, -2,  -5.0,  0.3 },
    { 1,  1,  0,  0, -2,  0,  -0.5,  0.0 }, { 1, -1,  0,  0,  0,  0,  -2.1,  0.1 }, { 1,  0,  0, -2,  0, -2,  -0.6,  0.0 },
    { 2,  1,  0,  2,  0,  2,  -0.3,  0.0 }, { 2,  0,  0,  2,  0,  2,  -1.2,  0.0 },
};
// clang-format on

typedef struct made {
    int sun_slot, moon_slot, pole;
    double gm_m3_s2, radius_m, sun_gm_m3_s2, moon_gm_m3_s2;
    double lasting_c20; // not to be added
    leo_epoch epoch;
} made;

static const void *prepare(const void *config, const leo_force_host *host, leo_arena *arena, leo_error *error)
{
    const leo_force_tide_config *tide = config;
    const int sun = leo_force_slot(host, LEO_BODY_SUN), moon = leo_force_slot(host, LEO_BODY_MOON);
    made *self = LEO_TAKE(arena, made, 1);
    if (!self) {
        leo_fail(error, LEO_NO_MEMORY, "forces.solid-tide", "no memory");
        return NULL;
    }
    if (host->center != LEO_BODY_EARTH || sun < 0 || moon < 0) {
        leo_fail(error, LEO_BAD_INPUT, "forces.solid-tide",
                 "needs the Earth as central body and the places of Sun and Moon");
        return NULL;
    }
    const int lasts =
        host->field && (host->field->tides == LEO_TIDE_ZERO || host->field->tides == LEO_TIDE_MEAN);
    *self = (made){ .sun_slot = sun,
                    .moon_slot = moon,
                    .pole = tide->pole,
                    .gm_m3_s2 = host->gm_m3_s2,
                    .radius_m = host->field ? host->field->radius_m : host->radius_m,
                    .sun_gm_m3_s2 = host->body_gm_m3_s2[sun],
                    .moon_gm_m3_s2 = host->body_gm_m3_s2[moon],
                    .lasting_c20 = lasts ? LASTING_C20 : 0,
                    .epoch = host->epoch };
    return self;
}

enum { AT_20 = 3, AT_21, AT_22, AT_30, AT_40 = 10, COEFFICIENTS = 15 };

/* Adds step 1 of one body to the coefficients. */
static void raise(const made *self, double gm_m3_s2, leo_vec3 body_fixed_m, double *c, double *s)
{
    const double r = leo_norm(body_fixed_m), near = self->radius_m / r;
    const double x = body_fixed_m.x / r, y = -body_fixed_m.y / r, z = body_fixed_m.z / r;
    const double size2 = gm_m3_s2 / self->gm_m3_s2 * near * near * near, size3 = size2 * near;
    // (x - i y)^m
    const double re[4] = { 1, x, x * x - y * y, x * x * x - 3 * x * y * y };
    const double im[4] = { 0, y, 2 * x * y, 3 * x * x * y - y * y * y };
    const double p2[3] = { sqrt(5) * (1.5 * z * z - 0.5), sqrt(15) * z, sqrt(15) / 2 };
    const double p3[4] = { sqrt(7) * z * (2.5 * z * z - 1.5), sqrt(7. / 6) * (7.5 * z * z - 1.5),
                           sqrt(7. / 60) * 15 * z, sqrt(7. / 360) * 15 };
    for (int m = 0; m <= 2; m++) {
        const double a = size2 / 5 * p2[m] * re[m], b = size2 / 5 * p2[m] * im[m];
        c[AT_20 + m] += K2[m] * a - K2_IM[m] * b;
        s[AT_20 + m] -= K2[m] * b + K2_IM[m] * a;
        c[AT_40 + m] += K2_PLUS[m] * a;
        s[AT_40 + m] -= K2_PLUS[m] * b;
    }
    for (int m = 0; m <= 3; m++) {
        c[AT_30 + m] += K3[m] / 7 * size3 * p3[m] * re[m];
        s[AT_30 + m] -= K3[m] / 7 * size3 * p3[m] * im[m];
    }
}

/* Adds step 2. The turn of the Earth is taken from its axes: their x axis leads the origin of date by it. */
static void tune(double centuries_tt, const leo_mat3 *fixed_from_icrf, double *c, double *s)
{
    const double t = centuries_tt;
    const double l = eraFal03(t), lp = eraFalp03(t), f = eraFaf03(t), d = eraFad03(t), om = eraFaom03(t);
    const double turn = atan2(fixed_from_icrf->m[0][1], fixed_from_icrf->m[0][0]);
    const double sidereal = turn + (0.014506 + 4612.156534 * t) * ERFA_DAS2R;
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        const term *k = &terms[i];
        const double angle =
            k->order * (sidereal + ERFA_DPI) - (k->l * l + k->lp * lp + k->f * f + k->d * d + k->om * om);
        const double in = 1e-12 * (k->ip * cos(angle) - k->op * sin(angle));
        const double out = 1e-12 * (k->ip * sin(angle) + k->op * cos(angle));
        c[AT_20 + k->order] += k->order == 1 ? out : in;
        if (k->order > 0)
            s[AT_20 + k->order] += k->order == 1 ? in : -out;
    }
}

/* Adds what the wandering of the pole raises; nothing where it was not observed. */
static void wander(leo_epoch epoch, double centuries_tt, double *c, double *s)
{
    leo_orientation seen;
    if (leo_orientation_at(epoch, &seen, NULL) != LEO_OK)
        return;
    const double years = 100 * centuries_tt;
    const double m1 = seen.pole_x_rad / ERFA_DAS2R - (0.0550 + 0.001677 * years);
    const double m2 = -(seen.pole_y_rad / ERFA_DAS2R - (0.3205 + 0.003460 * years));
    c[AT_21] += -1.333e-9 * (m1 + 0.0115 * m2);
    s[AT_21] += -1.333e-9 * (m2 - 0.0115 * m1);
}

static leo_status accel(const void *made_, const leo_surroundings *here, leo_vec3 *accel_icrf_m_s2,
                        leo_error *error)
{
    const made *self = made_;
    if (!(leo_norm(here->pos_fixed_m) > 1e5))
        return leo_fail(error, LEO_RETRY_STEP, "forces.solid-tide", "%g m from the centre of the Earth",
                        leo_norm(here->pos_fixed_m));
    double c[COEFFICIENTS] = { 0 }, s[COEFFICIENTS] = { 0 };
    const leo_mat3 *turn = &here->fixed_from_icrf;
    raise(self, self->sun_gm_m3_s2, leo_mat_vec(*turn, here->body_m[self->sun_slot]), c, s);
    raise(self, self->moon_gm_m3_s2, leo_mat_vec(*turn, here->body_m[self->moon_slot]), c, s);
    const leo_epoch now = leo_epoch_add(self->epoch, here->elapsed_s);
    const double centuries = (now.whole_s + now.part_s + 32.184) / (36525. * 86400);
    tune(centuries, turn, c, s);
    if (self->pole)
        wander(now, centuries, c, s);
    c[AT_20] -= self->lasting_c20;
    *accel_icrf_m_s2 = leo_mat_tvec(
        *turn, leo_gravity_correction_accel(self->gm_m3_s2, self->radius_m, c, s, here->pos_fixed_m));
    return LEO_OK;
}

// clang-format off
static const char *const poles[] = { "still", "wandering", NULL };
static const leo_field fields[] = {
    { "pole", LEO_CHOICE_AT(leo_force_tide_config, pole), NULL, 0, 0, "wandering", poles,
      "With the tide that the wandering of the pole raises, or without." },
    { 0 }
};
// clang-format on

static const int bodies[] = { LEO_BODY_SUN, LEO_BODY_MOON, 0 };

const leo_force leo_force_solid_tide = {
    .name = "solid-tide",
    .summary = "Pull of the tides of the solid Earth",
    .fields = fields,
    .size = sizeof(leo_force_tide_config),
    .prepare = prepare,
    .accel = accel,
    .nature = LEO_FORCE_GRAVITATION,
    .bodies = bodies,
};
