/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "world/geodesy.h"

#include <leonov/propagate.h>

#define STATION                                                        \
    "epoch=2024-02-16T12:00:00", "spacecraft.mass=400 t",              \
        "state.position=[-4986.0259 km, -3800.9118 km, 2615.0508 km]", \
        "state.velocity=[4.866330 km/s, -2.774321 km/s, 5.229345 km/s]"

enum { MOST = 64 };

static leo_propagation *open_with(const char *const *set)
{
    leo_error error = { 0 };
    leo_propagation *p = leo_propagation_open(NULL, &(leo_propagation_options){ .set = set }, &error);
    if (!p)
        printf("  %s: %s\n", error.where, error.message);
    CHECK(p != NULL);
    return p;
}

/* All columns at an instant. */
static void read_at(leo_propagation *p, double elapsed_s, double values[MOST])
{
    leo_error error = { 0 };
    memset(values, 0, MOST * sizeof *values);
    CHECK(p && leo_propagation_to(p, elapsed_s, &error) == LEO_OK);
    CHECK(p && leo_propagation_columns(p, elapsed_s, values, MOST, &error) == LEO_OK);
    if (error.status)
        printf("  %s: %s\n", error.where, error.message);
}

/* All columns at the start. */
static void start_of(const char *const *set, double values[MOST])
{
    leo_propagation *p = open_with(set);
    read_at(p, 0, values);
    leo_propagation_close(p);
}

/* A setting of a place over the Earth, in ITRF axes, and of a speed upward there. */
static void above(double lat_deg, double lon_deg, double alt_m, char pos[200], char vel[200])
{
    const double degree = acos(-1) / 180;
    const leo_geodetic place = { lat_deg * degree, lon_deg * degree, alt_m };
    const leo_vec3 r = leo_itrf_from_geodetic(place), v = leo_scale(3000, leo_geodetic_up(place));
    snprintf(pos, 200, "state.position=[%.17g m, %.17g m, %.17g m]", r.x, r.y, r.z);
    snprintf(vel, 200, "state.velocity=[%.17g m/s, %.17g m/s, %.17g m/s]", v.x, v.y, v.z);
}

static void the_magnetic_field_is_that_of_the_calculator(void)
{
    // NOAA NCEI, DGRF 2010.0, 5 km: north, east, down in nT, printed to 0.1
    static const double rows[][5] = { { 40, 45, 25165.4, 2446.5, 41520.3 },
                                      { -80, -165, -5010.8, 11907.1, -58846.0 } };
    for (int i = 0; i < 2; i++) {
        char pos[200], vel[200];
        double v[MOST];
        above(rows[i][0], rows[i][1], 5000, pos, vel);
        start_of((const char *const[]){ "epoch=2010-01-01T00:00:00", "frame=ITRF", pos, vel, "span=1 s",
                                        "columns=[magnetic, geodetic]", NULL },
                 v);
        for (int k = 0; k < 3; k++)
            CHECK_NEAR(v[k], rows[i][2 + k], 0.06); // half of the last digit
        CHECK_NEAR(v[3], rows[i][0], 1e-9);
        CHECK_NEAR(v[4], rows[i][1], 1e-9);
        CHECK_NEAR(v[5], 5000, 1e-6);
    }
}

static void the_air_is_that_of_the_table(void)
{
    // U.S. Standard Atmosphere, 1976, table I: geometric height, temperature, density, four digits
    static const double rows[][3] = { { 100e3, 195.08, 5.604e-7 }, { 400e3, 995.83, 2.803e-12 } };
    for (int i = 0; i < 2; i++) {
        char pos[200], vel[200];
        double v[MOST];
        above(30, 60, rows[i][0], pos, vel);
        start_of((const char *const[]){ "epoch=2010-01-01T00:00:00", "frame=ITRF", pos, vel, "span=1 s",
                                        "atmosphere=us-1976", "columns=air", NULL },
                 v);
        CHECK_NEAR(v[0], rows[i][2], 1e-3 * rows[i][2]);
        CHECK_NEAR(v[1], rows[i][1], 0.01);
        CHECK_NEAR(v[2], 3000, 1e-3); // the axes turn with the air, but for the pole's wander
        start_of((const char *const[]){ "epoch=2010-01-01T00:00:00", "frame=ITRF", pos, vel, "span=1 s",
                                        "atmosphere=us-1976", "wind={ model: constant, east: 400 m/s }",
                                        "columns=air", NULL },
                 v);
        CHECK_NEAR(v[2], sqrt(3000.0 * 3000 + 400 * 400), 1e-3);
    }
}

static void elements_are_those_of_gmat(void)
{
    // rows of a run of GMAT, published by Nyx: state in km and km/s, elements in km and degrees
    static const double rows[][12] = {
        { -2436.45, -2436.45, 6891.037, 5.088611, -5.088611, 0, 7712.186117895043, 0.0009995828314320525,
          63.43400340775114, 135, 90, 0 },
        { -2385.45825004198, -2487.229394297952, 6890.736696163634, 5.109664946275045, -5.067194067669807,
          -0.06006040895611067, 7712.308409908744, 0.001015423481192094, 63.43400340765255, 135.0000000237648,
          90.00424335934883, 0.5309311358858517 },
    };
    for (int i = 0; i < 2; i++) {
        const double *r = rows[i];
        char pos[200], vel[200];
        double v[MOST];
        snprintf(pos, sizeof pos, "state.position=[%.17g km, %.17g km, %.17g km]", r[0], r[1], r[2]);
        snprintf(vel, sizeof vel, "state.velocity=[%.17g km/s, %.17g km/s, %.17g km/s]", r[3], r[4], r[5]);
        start_of((const char *const[]){ "epoch=2002-01-01T00:00:00", "time-system=TAI", pos, vel,
                                        "gm.earth=398600.4415 km^3/s^2", "span=1 s", "columns=elements",
                                        NULL },
                 v);
        CHECK_NEAR(v[0], 1e3 * r[6], 1e-5);
        CHECK_NEAR(v[1], r[7], 1e-12);
        CHECK_NEAR(v[2], r[8], 1e-10);
        CHECK_NEAR(v[3], r[9], 1e-10);
        CHECK_NEAR(v[4] + v[5] - (v[5] > 180 ? 360 : 0), r[10] + r[11], 1e-10);
        CHECK_NEAR(v[4], r[10], 1e-7); // 1e-12 over the eccentricity
        CHECK_NEAR(v[6], 1e3 * r[6] * (1 - r[7]) - 6378137, 1e-3);
        CHECK_NEAR(v[7], 1e3 * r[6] * (1 + r[7]) - 6378137, 1e-3);
    }
}

/* Angle of the Sun over the plane of a circle with this inclination and node, of date. */
static double beta_of(const char *epoch, const char *inclination, const char *node)
{
    char at[80], inc[80], raan[80];
    double v[MOST];
    snprintf(at, sizeof at, "epoch=%s", epoch);
    snprintf(inc, sizeof inc, "state.inclination=%s", inclination);
    snprintf(raan, sizeof raan, "state.raan=%s", node);
    start_of((const char *const[]){ at, "frame=TOD", "state.semi-major-axis=6800 km", "state.eccentricity=0",
                                    inc, raan, "state.argument-of-perigee=0 deg", "state.true-anomaly=0 deg",
                                    "span=1 s", "columns=light", NULL },
             v);
    return v[1];
}

static void the_sun_stands_over_the_plane_as_the_seasons_have_it(void)
{
    // sin b = cos G sin W sin i - sin G cos e cos W sin i + sin G sin e cos i, with the Sun's longitude G a quarter turn at the
    // solstice (2024-06-20T20:51 UTC) and 0 at the equinox (2024-03-20T03:06 UTC), e = 23.4385 deg of date; the longitudes are
    // apparent ones, 20 arcseconds behind, the hour is good to a minute: 0.006 deg and 0.001 deg
    CHECK_NEAR(beta_of("2024-06-20T20:51:00", "51.64 deg", "180 deg"), 51.64 + 23.4385, 0.01);
    CHECK_NEAR(beta_of("2024-06-20T20:51:00", "51.64 deg", "0 deg"), 23.4385 - 51.64, 0.01);
    CHECK_NEAR(beta_of("2024-03-20T03:06:00", "51.64 deg", "90 deg"), 51.64, 0.01);
    CHECK_NEAR(beta_of("2024-03-20T03:06:00", "98 deg", "270 deg"), -82, 0.01);
}

static void sun_and_moon_are_as_far_as_almanacs_say(void)
{
    double v[MOST];
    // perihelion of 2024-01-03T00:38 UTC, 147 100 632 km; perigee of the Moon of 2024-03-10T07:04 UTC, 356 895 km
    start_of((const char *const[]){ STATION, "epoch=2024-01-03T00:38:00", "span=1 s", "columns=sun", NULL },
             v);
    CHECK_NEAR(sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]), 147100632e3, 200e3);
    start_of((const char *const[]){ STATION, "epoch=2024-03-10T07:04:00", "span=1 s", "columns=moon", NULL },
             v);
    CHECK_NEAR(sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]), 356895e3, 2e3);
}

static void the_acceleration_is_that_of_forces_and_burns(void)
{
    const char *const set[] = {
        STATION,
        "forces.gravity.degree=0",
        "forces.third-bodies=none",
        "gm.earth=398600.4418 km^3/s^2",
        "burns=[{ at: T+60 s, axes: vnc, direction: [1, 0, 0], thrust: 4000 N, duration: "
        "60 s }]",
        "span=10 min",
        "columns=[acceleration, lvlh]",
        "output-frame=ITRF",
        NULL
    };
    leo_propagation *p = open_with(set);
    for (int k = 0; p && k < 2; k++) {
        leo_orbit_point at;
        double v[MOST];
        read_at(p, k ? 90 : 30, v);
        leo_propagation_point(p, k ? 90 : 30, NULL, &at, NULL);
        const double pull = 398600.4418e9 / leo_dot(at.pos_m, at.pos_m);
        const leo_vec3 a = { v[0], v[1], v[2] }, along = { v[3], v[4], v[5] }, right = { v[6], v[7], v[8] },
                       down = { v[9], v[10], v[11] };
        CHECK_NEAR(leo_norm(leo_sub(leo_cross(right, down), along)), 0, 1e-15);
        CHECK_NEAR(leo_dot(right, down), 0, 1e-15);
        // 4000 N on 400 t along the velocity, which is a little off the horizontal
        const double up = leo_dot(at.pos_m, at.vel_m_s) / leo_norm(at.pos_m) / leo_norm(at.vel_m_s);
        CHECK_NEAR(leo_dot(a, down), pull - (k ? 0.01 * up : 0), 1e-13);
        if (k)
            CHECK_NEAR(leo_dot(a, along), 0.01 * sqrt(1 - up * up), 1e-13);
        else
            CHECK_NEAR(leo_dot(a, along), 0, 1e-14);
    }
    leo_propagation_close(p);
}

/* What is written, in memory. */
static char *flown(const char *const *set, leo_orbit_form form, leo_error *error)
{
    char *text = NULL;
    size_t size = 0;
    leo_propagation *p = open_with(set);
    FILE *file = open_memstream(&text, &size);
    const leo_propagation_output output = { .form = form, .file = file };
    leo_propagation_fly(p, &output, error);
    fclose(file);
    leo_propagation_close(p);
    return text;
}

static int fields_of(const char *line)
{
    int count = 1;
    for (; *line && *line != '\n'; line++)
        count += *line == ',';
    return count;
}

static void columns_watch_and_change_nothing(void)
{
    // radiation pressure, without the pull of the Moon: a sky that the columns must not share
    const char *const plain[] = { STATION,
                                  "forces.third-bodies=none",
                                  "forces.drag=on",
                                  "spacecraft.drag-area=1500 m^2",
                                  "span=2 h",
                                  "step=10 min",
                                  NULL };
    const char *set[16];
    int count = 0, dark = 0, bright = 0;
    for (; plain[count]; count++)
        set[count] = plain[count];
    set[count++] = "columns=[light, moon, air, geodetic, elements, magnetic, sun, acceleration, lvlh]";
    set[count] = NULL;
    leo_error error = { 0 };
    char *without = flown(plain, LEO_ORBIT_CSV, &error), *with = flown(set, LEO_ORBIT_CSV, &error);
    CHECK(error.status == LEO_OK);
    CHECK(strstr(with, ",mass_kg,sunlit,beta_deg,moon_x_gcrf_m,") != NULL);
    const char *a = without, *b = with;
    for (int row = 0; row < 14 && *a && *b; row++) {
        const size_t length = strcspn(a, "\n");
        CHECK(strncmp(a, b, length) == 0 && b[length] == ',');
        CHECK(fields_of(b) == 9 + 2 + 3 + 3 + 3 + 8 + 3 + 3 + 3 + 9);
        dark += row && strncmp(b + length, ",0,", 3) == 0;
        bright += row && strncmp(b + length, ",1,", 3) == 0;
        a += length + 1;
        b += strcspn(b, "\n") + 1;
    }
    CHECK(*a == 0 && *b == 0);
    CHECK(dark >= 3 && bright >= 6); // 36 of 93 minutes lie in the shadow, at beta 45 deg some 30
    free(without);
    free(with);
}

static void around_the_moon_there_is_light(void)
{
    const char *const set[] = { "center=moon",
                                "epoch=2024-02-16T12:00:00",
                                "state.position=[1838 km, 0 km, 0 km]",
                                "state.velocity=[0 km/s, 1.6 km/s, 0.3 km/s]",
                                "span=2 h",
                                "columns=[light, sun, geodetic, elements]",
                                NULL };
    leo_propagation *p = open_with(set);
    int dark = 0;
    for (double t = 0; p && t <= 7200; t += 600) {
        double v[MOST];
        read_at(p, t, v);
        dark += v[0] == 0;
        CHECK(v[0] >= 0 && v[0] <= 1);
        CHECK_NEAR(leo_norm(leo_vec(v[2], v[3], v[4])), 1.478e11, 5e8); // 0.988 au of mid-February
        CHECK(v[7] > 50e3 && v[7] < 150e3);
    }
    CHECK(dark >= 3 && dark <= 7);
    leo_propagation_close(p);
}

static void a_hyperbola_has_no_apoapsis(void)
{
    const char *const set[] = { "epoch=2024-02-16T12:00:00",
                                "state.position=[7000 km, 0 km, 0 km]",
                                "state.velocity=[0 km/s, 12 km/s, 1 km/s]",
                                "span=1 min",
                                "columns=elements",
                                NULL };
    leo_error error = { 0 };
    double v[MOST];
    start_of(set, v);
    CHECK(isinf(v[7]) && v[0] < 0 && v[1] > 1);
    char *text = flown(set, LEO_ORBIT_CSV, &error);
    CHECK(strstr(text, ",\n") != NULL && !strstr(text, "inf") && !strstr(text, "nan"));
    free(text);
}

static void quaternions_of_rows_keep_their_sign(void)
{
    const char *const set[] = {
        STATION,
        "span=1 d",
        "step=10 min",
        "output-frame=ITRF",
        "attitude={ axes: inertial, quaternion: [1, 0, 0, 0], inertia: { xx: 1 kg m^2, yy: "
        "1 kg m^2, zz: 1 kg m^2 } }",
        NULL
    };
    leo_error error = { 0 };
    char *text = flown(set, LEO_ORBIT_CSV, &error);
    double before[4] = { 0 };
    int rows = 0;
    for (char *line = strchr(text, '\n') + 1; *line; line = strchr(line, '\n') + 1) {
        char *field = line;
        double q[4], same = 0;
        for (int i = 0; i < 9; i++)
            field = strchr(field, ',') + 1;
        for (int i = 0; i < 4; i++, field++) {
            q[i] = strtod(field, &field);
            same += q[i] * before[i];
            before[i] = q[i];
        }
        CHECK(rows++ == 0 || same > 0.999);
    }
    CHECK(rows == 145);
    free(text);
}

static void a_refusal_around(const char *center, const char *wanted, const char *extra, const char *word)
{
    const char *const set[] = { STATION, "span=1 h", wanted, center, extra, NULL };
    leo_error error = { 0 };
    leo_propagation *p = leo_propagation_open(NULL, &(leo_propagation_options){ .set = set }, &error);
    CHECK(p == NULL && error.where[0]);
    if (!strstr(error.message, word))
        printf("  %s: %s\n", error.where, error.message);
    CHECK(strstr(error.message, word) != NULL);
    leo_propagation_close(p);
}

static void a_refusal(const char *wanted, const char *extra, const char *word)
{
    a_refusal_around("center=earth", wanted, extra, word);
}

static void what_cannot_be_is_refused(void)
{
    a_refusal("columns=[magnetik]", NULL, "did you mean `magnetic`?");
    a_refusal("columns=[sun, sun]", NULL, "twice");
    a_refusal("columns={ sun: 1 }", NULL, "must be a list");
    a_refusal("columns=[elements]", "output-frame=ITRF", "which turns with a body");
    a_refusal("columns=moon", "center=moon", "the Moon is the central body");
    a_refusal("columns=[light]", "center=sun", "the Sun is the central body");
    a_refusal("columns=[magnetic]", "center=mars", "that of earth alone");
    a_refusal("columns=[air]", "center=mars", "give `atmosphere`");
    a_refusal_around("center=mars", "columns=[air]", "atmosphere=us-1976", "air of the Earth");
    a_refusal_around("center=mars", "columns=[air]", "atmosphere=exponential",
                     "air of the Earth"); // its bands
    a_refusal("columns=[magnetic]", "epoch=2031-01-01T00:00:00",
              "not covered"); // the orientation of the Earth ends before
    const char *const set[] = { STATION, "span=1 h", "columns=sun", NULL };
    leo_error error = { 0 };
    double value;
    free(flown(set, LEO_ORBIT_OEM, &error));
    CHECK(error.status == LEO_BAD_INPUT && strstr(error.message, "comma-separated"));
    leo_propagation *p = open_with(set);
    CHECK(leo_propagation_column_count(p) == 3);
    CHECK_TEXT(leo_propagation_column(p, 1).name, "sun_y_gcrf_m");
    CHECK_TEXT(leo_propagation_column(p, 1).unit, "m");
    CHECK(leo_propagation_column(p, 3).name == NULL);
    CHECK(leo_propagation_columns(p, 0, &value, 1, &error) == LEO_BAD_ARGUMENT);
    CHECK(leo_propagation_columns(p, 60, &value, 1, &error) == LEO_OUT_OF_RANGE);
    leo_propagation_close(p);
}

/* With the time by decree, so that nothing else ends earlier. */
static void the_field_ends_with_its_years(void)
{
    const char *const set[] = {
        STATION,    "epoch=2029-12-31T23:00:00", "time={ tai-utc: 37 s, tai-ut1: 37 s }",
        "span=2 h", "columns=magnetic",          NULL
    };
    leo_error error = { 0 };
    leo_propagation *p = leo_propagation_open(NULL, &(leo_propagation_options){ .set = set }, &error);
    CHECK(p == NULL && error.status == LEO_OUT_OF_RANGE && strstr(error.message, "1955 .. 2030") != NULL);
    if (!strstr(error.message, "1955 .. 2030"))
        printf("  %s: %s\n", error.where, error.message);
    leo_propagation_close(p);
}

int main(void)
{
    RUN(the_magnetic_field_is_that_of_the_calculator);
    RUN(the_air_is_that_of_the_table);
    RUN(elements_are_those_of_gmat);
    RUN(the_sun_stands_over_the_plane_as_the_seasons_have_it);
    RUN(sun_and_moon_are_as_far_as_almanacs_say);
    RUN(the_acceleration_is_that_of_forces_and_burns);
    RUN(columns_watch_and_change_nothing);
    RUN(around_the_moon_there_is_light);
    RUN(a_hyperbola_has_no_apoapsis);
    RUN(quaternions_of_rows_keep_their_sign);
    RUN(what_cannot_be_is_refused);
    RUN(the_field_ends_with_its_years);
    return check_result();
}
