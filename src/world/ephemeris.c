/* SPDX-License-Identifier: MIT */

/*
 * A state between any two bodies, from sets that lie over one another.
 *
 *     target - ... - common - ... - center
 *
 * From either end the links are followed towards the barycentre until both meet; only the links up to there are summed. For
 * each link the topmost set that covers the date answers. Where no set has a link of Mercury, Venus or Mars, the body is
 * its barycentre: exact for the first two, within 0.3 m for Mars (Phobos 0.2 m, Deimos 0.1 m).
 *
 *     pa_from_icrf = R3(psi) R1(theta) R3(phi)
 *     spin in PA   = (phi' sin theta sin psi + theta' cos psi, phi' sin theta cos psi - theta' sin psi,
 *                     phi' cos theta + psi')
 *     me_from_pa   = R1(-a) R2(-b) R3(-c)
 *
 * Source  Newhall & Williams, Estimation of the lunar physical librations, Celest. Mech. 66 (1997) 21. a, b, c: DE403
 *         Roncoli, Lunar constants and models document, JPL D-32296, 2005; DE421 Folkner et al., IPN PR 42-178, 2009;
 *         DE430 Folkner et al., IPN PR 42-196, 2014; DE440 Park et al., AJ 161 (2021) 105. None are published for DE405:
 *         those of DE421, less the mean rotation from the axes of DE405 to those of DE421 over 1960-2049 (0.0038, -0.5572
 *         and 5.2013 arcseconds about 1, 2, 3).
 * Valid   where a set covers.
 * Error   that of the sets; rounding below 1e-15 of the distance. Mean Earth axes of DE405 against DE421: 2.2 m at the surface.
 * Axes    ICRF.
 */
#include "base/error.h"
#include "math/rotation.h"
#include "world/ephemeris_set.h"

#include <erfa.h>
#include <stdio.h>

enum { LONGEST_CHAIN = 12 };

static const double ARCSEC = 4.84813681109535994e-6;

static double nearest(double x)
{
    return (double)(long long)(x < 0 ? x - 0.5 : x + 0.5);
}

/* Whole days and the rest, without loss. */
static leo_instant instant_of(double jd1, double jd2)
{
    const double days1 = jd1 - LEO_J2000_JD, whole1 = nearest(days1), whole2 = nearest(jd2);
    return (leo_instant){ (whole1 + whole2) * LEO_DAY_S, ((days1 - whole1) + (jd2 - whole2)) * LEO_DAY_S };
}

/* The first link of `body` that covers `at_s`. */
static const leo_ephemeris_link *find(const leo_ephemeris_link *links, int count, int body, double at_s)
{
    int low = 0, high = count;
    while (low < high) {
        const int middle = (low + high) / 2;
        if (links[middle].target < body)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < count && links[low].target == body; low++)
        if (at_s >= links[low].first_s && at_s <= links[low].last_s)
            return &links[low];
    return NULL;
}

static const leo_ephemeris_link *find_link(const leo_ephemeris *set, int body, double at_s)
{
    for (; set; set = set->below) {
        const leo_ephemeris_link *link = find(set->links, set->link_count, body, at_s);
        if (link)
            return link;
    }
    return NULL;
}

static const leo_ephemeris_link *find_turn(const leo_ephemeris *set, double at_s)
{
    for (; set; set = set->below) {
        const leo_ephemeris_link *link = find(set->turns, set->turn_count, LEO_BODY_MOON, at_s);
        if (link)
            return link;
    }
    return NULL;
}

/* The barycentre that a planet may be taken for; 0 for none. */
static int barycentre_of(int body)
{
    return body == LEO_BODY_MERCURY || body == LEO_BODY_VENUS || body == LEO_BODY_MARS ? body / 100 : 0;
}

typedef struct chain {
    int count;
    int body[LONGEST_CHAIN + 1];                   // [0] is where it begins
    const leo_ephemeris_link *link[LONGEST_CHAIN]; // from body[i] to body[i + 1]; NULL: they are the same
} chain;

/* Follow `body` until no link leads on, or `stop` is met. */
static void follow(const leo_ephemeris *set, int body, int stop, double at_s, chain *c)
{
    c->count = 0;
    c->body[0] = body;
    while (c->count < LONGEST_CHAIN && body != LEO_BODY_BARYCENTRE && body != stop) {
        const leo_ephemeris_link *link = find_link(set, body, at_s);
        const int next = link ? link->center : barycentre_of(body);
        if (!link && !next)
            break;
        c->link[c->count++] = link;
        c->body[c->count] = body = next;
    }
}

/* How many links of either chain lead to the first body that both know; 0 when there is none. */
static int meet(const chain *a, const chain *b, int *links_a, int *links_b)
{
    for (int i = 0; i <= a->count; i++)
        for (int k = 0; k <= b->count; k++)
            if (a->body[i] == b->body[k]) {
                *links_a = i;
                *links_b = k;
                return 1;
            }
    return 0;
}

static const double COS_OBLIQUITY = 0.91748206206918181, SIN_OBLIQUITY = 0.39777715593191371; // 84381.448"

static leo_vec3 to_icrf(int axes, leo_vec3 v)
{
    if (axes == LEO_AXES_ICRF)
        return v;
    return leo_vec(v.x, COS_OBLIQUITY * v.y - SIN_OBLIQUITY * v.z, SIN_OBLIQUITY * v.y + COS_OBLIQUITY * v.z);
}

static void sum(const chain *c, int links, leo_instant t, leo_vec3 *pos_m, leo_vec3 *vel_m_s)
{
    leo_vec3 pos = { 0, 0, 0 }, vel = { 0, 0, 0 };
    for (int i = 0; i < links; i++) {
        const leo_ephemeris_link *link = c->link[i];
        leo_vec3 value, rate = { 0, 0, 0 };
        if (!link)
            continue;
        link->kind->state(link, t, &value, vel_m_s ? &rate : NULL);
        pos = leo_add_scaled(pos, link->scale, to_icrf(link->axes, value));
        vel = leo_add_scaled(vel, link->scale, to_icrf(link->axes, rate));
    }
    *pos_m = pos;
    if (vel_m_s)
        *vel_m_s = vel;
}

/* The short way: one link leads from `target` to `center`. 0 when none does. */
static int step(const leo_ephemeris *set, int target, int center, leo_instant t, leo_vec3 *pos_m,
                leo_vec3 *vel_m_s)
{
    const leo_ephemeris_link *link = find_link(set, target, t.days_s + t.rest_s);
    if (!link || link->center != center)
        return 0;
    leo_vec3 value;
    link->kind->state(link, t, &value, vel_m_s);
    *pos_m = leo_scale(link->scale, to_icrf(link->axes, value));
    if (vel_m_s)
        *vel_m_s = leo_scale(link->scale, to_icrf(link->axes, *vel_m_s));
    return 1;
}

const char *leo_ephemeris_name(int body, char text[48])
{
    const leo_body_facts *facts = leo_body_facts_of(body);
    if (facts)
        snprintf(text, 48, "%s (%d)", facts->name, body);
    else
        snprintf(text, 48, "body %d", body);
    return text;
}

static void date_text(double jd, char text[24])
{
    int year, month, day;
    double fraction;
    if (jd > -60000 && jd < 1e8 && eraJd2cal(jd, 0, &year, &month, &day, &fraction) == 0)
        snprintf(text, 24, "%04d-%02d-%02d", year, month, day);
    else
        snprintf(text, 24, "JD %.1f", jd);
}

/* "DE405 covers 1959-12-10 .. 2060-01-30, ..." */
static void spans_text(const leo_ephemeris *set, char *text, size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    for (; set && used + 200 < size; set = set->below) {
        char first[24], last[24];
        date_text(LEO_J2000_JD + set->first_s / LEO_DAY_S, first);
        date_text(LEO_J2000_JD + set->last_s / LEO_DAY_S, last);
        used += (size_t)snprintf(text + used, size - used, "%s%.100s covers %s .. %s", used ? ", " : "",
                                 set->name, first, last);
    }
}

static leo_status uncovered(const leo_ephemeris *set, const char *what, double jd, leo_error *error)
{
    char date[24], spans[600];
    date_text(jd, date);
    spans_text(set, spans, sizeof spans);
    return leo_fail(error, LEO_OUT_OF_RANGE, "ephemeris",
                    "%s at JD %.6f (TDB, %s) is in no set: %s; add one that covers it: leonov data add FILE",
                    what, jd, date, spans[0] ? spans : "there is none");
}

static int finite_vec(leo_vec3 v)
{
    return isfinite(v.x) && isfinite(v.y) && isfinite(v.z);
}

static leo_status check_finite(int target, int center, double jd, leo_vec3 pos, const leo_vec3 *vel,
                               leo_error *error)
{
    if (finite_vec(pos) && (!vel || finite_vec(*vel)))
        return LEO_OK;
    return leo_fail(error, LEO_BAD_INPUT, "ephemeris",
                    "body %d from body %d at JD %.6f: the set holds words that are no finite numbers", target,
                    center, jd);
}

static leo_status check_date(double jd1, double jd2, leo_error *error)
{
    if (fabs(jd1) < 1e9 && fabs(jd2) < 1e9)
        return LEO_OK;
    return leo_fail(error, LEO_BAD_ARGUMENT, "ephemeris", "Julian date %g + %g: must be finite and below 1e9",
                    jd1, jd2);
}

leo_status leo_ephemeris_state(const leo_ephemeris *set, int target, int center, double jd1, double jd2,
                               leo_vec3 *pos_m, leo_vec3 *vel_m_s, leo_error *error)
{
    if (check_date(jd1, jd2, error) != LEO_OK)
        return LEO_BAD_ARGUMENT;
    const leo_instant t = instant_of(jd1, jd2);
    if (step(set, target, center, t, pos_m, vel_m_s))
        return check_finite(target, center, jd1 + jd2, *pos_m, vel_m_s, error);
    chain to, from;
    int to_links, from_links;
    follow(set, target, center, t.days_s + t.rest_s, &to);
    if (to.body[to.count] == center) {
        from.count = 0;
        from.body[0] = center;
    } else {
        follow(set, center, target, t.days_s + t.rest_s, &from);
    }
    if (!meet(&to, &from, &to_links, &from_links)) {
        char what[128], to_name[48], from_name[48];
        snprintf(what, sizeof what, "%s from %s", leo_ephemeris_name(target, to_name),
                 leo_ephemeris_name(center, from_name));
        return uncovered(set, what, jd1 + jd2, error);
    }
    leo_vec3 back_pos, back_vel;
    sum(&to, to_links, t, pos_m, vel_m_s);
    if (from_links > 0) {
        sum(&from, from_links, t, &back_pos, vel_m_s ? &back_vel : NULL);
        *pos_m = leo_sub(*pos_m, back_pos);
        if (vel_m_s)
            *vel_m_s = leo_sub(*vel_m_s, back_vel);
    }
    return check_finite(target, center, jd1 + jd2, *pos_m, vel_m_s, error);
}

leo_status leo_ephemeris_moon_axes(const leo_ephemeris *set, double jd1, double jd2, leo_mat3 *pa_from_icrf,
                                   leo_vec3 *spin_icrf_rad_s, leo_error *error)
{
    if (check_date(jd1, jd2, error) != LEO_OK)
        return LEO_BAD_ARGUMENT;
    const leo_instant t = instant_of(jd1, jd2);
    const leo_ephemeris_link *turn = find_turn(set, t.days_s + t.rest_s);
    if (!turn)
        return uncovered(set, "the orientation of the Moon", jd1 + jd2, error);
    leo_vec3 angles, rates; // phi, theta, psi
    turn->kind->state(turn, t, &angles, &rates);
    if (!finite_vec(angles) || !finite_vec(rates))
        return leo_fail(error, LEO_BAD_INPUT, "ephemeris",
                        "librations at JD %.6f: the set holds words that are no finite numbers", jd1 + jd2);
    leo_mat3 pa = leo_mat_mul(leo_rotation_z(angles.z),
                              leo_mat_mul(leo_rotation_x(angles.y), leo_rotation_z(angles.x)));
    if (turn->axes == LEO_AXES_ECLIPTIC) {
        const leo_mat3 ecliptic = {
            { { 1, 0, 0 }, { 0, COS_OBLIQUITY, SIN_OBLIQUITY }, { 0, -SIN_OBLIQUITY, COS_OBLIQUITY } }
        };
        pa = leo_mat_mul(pa, ecliptic);
    }
    *pa_from_icrf = pa;
    if (spin_icrf_rad_s) {
        const double st = sin(angles.y), ct = cos(angles.y), sp = sin(angles.z), cp = cos(angles.z);
        const leo_vec3 spin_pa = { rates.x * st * sp + rates.y * cp, rates.x * st * cp - rates.y * sp,
                                   rates.x * ct + rates.z };
        *spin_icrf_rad_s = leo_mat_tvec(pa, spin_pa);
    }
    return LEO_OK;
}

/* Angles of R1, R2, R3, arcseconds, by the number of the ephemeris. */
typedef struct mean_axes {
    int from_model; // and later ones, up to the next row
    double a, b, c;
} mean_axes;

static const mean_axes mean_axes_rows[] = {
    { 0, 0.1462, 79.0768, 63.8986 }, { 405, 0.2962, 79.1172, 62.7187 }, { 418, 0.30, 78.56, 67.92 },
    { 430, 0.285, 78.580, 67.573 },  { 440, 0.2785, 78.6944, 67.8526 },
};

static leo_mat3 me_from_pa_of(int model)
{
    const mean_axes *row = mean_axes_rows;
    for (size_t i = 0; i < sizeof mean_axes_rows / sizeof *mean_axes_rows; i++)
        if (model >= mean_axes_rows[i].from_model)
            row = &mean_axes_rows[i];
    return leo_mat_mul(leo_rotation_x(-row->a * ARCSEC),
                       leo_mat_mul(leo_rotation_y(-row->b * ARCSEC), leo_rotation_z(-row->c * ARCSEC)));
}

leo_mat3 leo_ephemeris_me_from_pa(const leo_ephemeris *set, double jd1, double jd2)
{
    const leo_instant t = instant_of(jd1, jd2);
    const leo_ephemeris_link *turn = find_turn(set, t.days_s + t.rest_s);
    return me_from_pa_of(turn ? turn->model : 0);
}

leo_mat3 leo_ephemeris_pa421_from_pa(const leo_ephemeris *set, double jd1, double jd2)
{
    return leo_mat_mul(leo_mat_transpose(me_from_pa_of(421)), leo_ephemeris_me_from_pa(set, jd1, jd2));
}

int leo_ephemeris_layer(const leo_ephemeris *set, int index, leo_ephemeris_about *about)
{
    for (int i = 0; set && i < index; i++)
        set = set->below;
    if (!set || index < 0)
        return 0;
    *about = (leo_ephemeris_about){ set->name, set->what, LEO_J2000_JD + set->first_s / LEO_DAY_S,
                                    LEO_J2000_JD + set->last_s / LEO_DAY_S };
    return 1;
}
