/* SPDX-License-Identifier: MIT */
/* GMAT, Orekit and STK: the same scenario, independent tools. */
#include "cases.h"

enum { MOST_ROWS = 3000 };

/* GMAT's constants. */
static const double GM_EARTH = 398600.4415e9;
static const case_body moon = { LEO_BODY_MOON, 4902.8005821478e9 }, sun = { LEO_BODY_SUN, 132712440017.99e9 },
                       jupiter = { LEO_BODY_JUPITER_BARYCENTRE, 126712767.857796e9 };

typedef struct point_case {
    char name[64], epoch[64], forces[256];
    double start[6], duration_s, end[6], miss_m;
} point_case;

/* One line: name, tool, epoch, forces (may stand in quotes with commas), then fourteen numbers. */
static int read_case(leo_lines *lines, point_case *c)
{
    char text[2048];
    if (!leo_lines_next(lines) || lines->length >= sizeof text)
        return 0;
    memcpy(text, lines->text, lines->length);
    text[lines->length] = 0;
    char *tail = text + lines->length;
    for (int commas = 0; commas < 14 && tail > text;)
        commas += *--tail == ',';
    double v[14];
    char *at = tail + 1;
    for (int i = 0; i < 14; i++, at++)
        v[i] = strtod(at, &at);
    *tail = 0;
    char *field[4] = { text, NULL, NULL, NULL };
    for (int i = 1; i < 4; i++) {
        field[i] = strchr(field[i - 1], ',');
        if (!field[i])
            return 0;
        *field[i]++ = 0;
    }
    snprintf(c->name, sizeof c->name, "%.63s", field[0]);
    snprintf(c->epoch, sizeof c->epoch, "%.63s", field[2]);
    snprintf(c->forces, sizeof c->forces, "%.255s", field[3]);
    memcpy(c->start, v, sizeof c->start);
    c->duration_s = v[6];
    memcpy(c->end, v + 7, sizeof c->end);
    c->miss_m = v[13];
    return 1;
}

static leo_epoch epoch_of(const char *text)
{
    leo_epoch epoch = { 0, 0 };
    leo_error error = { 0 };
    const char *space = strchr(text, ' ');
    if (!space)
        return arc_utc("2020-01-01T00:00:00Z");
    CHECK(leo_epoch_read(text, (size_t)(space - text), leo_timescale_find(space + 1, strlen(space + 1)), NULL,
                         &epoch, &error) == LEO_OK);
    case_say(&error);
    return epoch;
}

static leo_gravity *field_of(const char *name, leo_arena *arena)
{
    char path[128];
    leo_error error = { 0 };
    snprintf(path, sizeof path, "gravity/%s", name);
    leo_gravity *field = leo_gravity_parse(arc_file(arena, path), 0, arena, &error);
    case_say(&error);
    return field;
}

/* GMAT takes the tide-free C20. */
static leo_gravity *tide_free_jgm3(leo_arena *arena)
{
    leo_gravity *field = field_of("JGM3_70.gfc", arena);
    const int count = (field->degree + 1) * (field->degree + 2) / 2;
    double *c = LEO_TAKE(arena, double, count);
    memcpy(c, field->c, (size_t)count * sizeof *c);
    c[3] = -4.8416537488647e-4;
    field->c = c;
    return field;
}

static void fly_case(const point_case *c)
{
    case_flight flight;
    leo_force_gravity_config gravity = { 0 };
    case_gravity old = { 0 };
    leo_force_radiation_config light = { .coefficient = 1, .pressure_pa = 1367 / 299792458. };
    case_open(&flight, epoch_of(c->epoch), c->duration_s);
    flight.setup.gm_m3_s2 = strstr(c->name, "gm2") ? 398600.435436e9 : GM_EARTH;
    if (strstr(c->forces, "JGM-3")) {
        old.field = flight.setup.field = tide_free_jgm3(flight.arena);
        flight.setup.gm_m3_s2 = 0;
        old.degree = strstr(c->forces, "12x12") ? 12 : strstr(c->forces, "70x70") ? 70 : 2;
        old.order = strstr(c->forces, "order 0") ? 0 : old.degree;
        case_add(&flight, &case_gravity_force, &old);
    } else
        case_add(&flight, &leo_force_gravity, &gravity);
    if (strstr(c->forces, "Moon"))
        case_add(&flight, &case_body_force, &moon);
    if (strstr(c->forces, "Sun"))
        case_add(&flight, &case_body_force, &sun);
    if (strstr(c->forces, "Jupiter"))
        case_add(&flight, &case_body_force, &jupiter);
    if (strstr(c->forces, "radiation")) {
        flight.setup.craft = (leo_spacecraft){ .mass_kg = 300, .srp_area_m2 = 16 * 1.8 };
        case_add(&flight, &leo_force_radiation, &light);
    }
    double worst = INFINITY;
    if (case_ready(&flight)) {
        const double *s = c->start, *e = c->end;
        const double rows[2][7] = { { 0, s[0], s[1], s[2], s[3], s[4], s[5] },
                                    { c->duration_s, e[0], e[1], e[2], e[3], e[4], e[5] } };
        const leo_propagator_setup setup = { .accuracy_m = fmax(1e-5, c->miss_m / 100),
                                             .ground = LEO_GROUND_IGNORED };
        case_worst_m(&flight, &setup, &rows[0][0], 7, 2, 1000, &c->duration_s, &worst, 1);
    }
    char figure[160];
    snprintf(figure, sizeof figure, "%s, end after %.0f s", c->name, c->duration_s);
    verify("GMAT, single cases", figure, worst, 3 * c->miss_m, "m",
           strstr(c->name, "gm2") ? "Nyx, published test" : "GMAT, published by Nyx");
    case_close(&flight);
}

static void seventeen_cases_of_gmat(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_lines lines = leo_lines_of(arc_file(arena, "orbit-crosscheck/gmat_point_cases.csv"));
    point_case c;
    int count = 0;
    leo_lines_next(&lines);
    while (read_case(&lines, &c)) {
        fly_case(&c);
        count++;
    }
    CHECK(count == 17);
    leo_arena_destroy(arena);
}

static double rows_of_file[MOST_ROWS * 7];

/* How far off until 2 h and until the end. */
static void compare(case_flight *flight, const leo_propagator_setup *setup, const char *file, double scale,
                    double goals[2], const char *group, const char *name, const char *source)
{
    leo_arena *arena = leo_arena_create(NULL);
    const int count = case_numbers(arc_file(arena, file), 7, rows_of_file, MOST_ROWS);
    leo_arena_destroy(arena);
    CHECK(count > 10);
    if (count <= 10 || !flight->dynamics)
        return;
    const double until_s[2] = { 7200.5, 86401 };
    double worst[2];
    case_worst_m(flight, setup, rows_of_file, 7, count, scale, until_s, worst, 2);
    for (int k = 0; k < 2; k++) {
        char figure[160];
        if (k == 1 && rows_of_file[(count - 1) * 7] < 7201)
            break;
        snprintf(figure, sizeof figure, "%s, %s", name, k ? "24 h" : "2 h");
        verify(group, figure, worst[k], goals[k], "m", source);
    }
}

static void a_finite_burn_along_the_velocity(void)
{
    static double rows[400 * 13];
    leo_arena *arena = leo_arena_create(NULL);
    const int count = case_numbers(arc_file(arena, "orbit-crosscheck/gmat_finite_burn.csv"), 13, rows, 400);
    leo_arena_destroy(arena);
    CHECK(count == 301);
    case_flight flight;
    case_open(&flight, epoch_of("2002-01-01T00:00:00 TAI"), 3000);
    leo_force_gravity_config gravity = { 0 };
    flight.setup.gm_m3_s2 = GM_EARTH;
    flight.setup.craft.mass_kg = 1756;
    case_add(&flight, &leo_force_gravity, &gravity);
    case_add(&flight, &case_body_force, &moon);
    case_add(&flight, &case_body_force, &sun);
    case_add(&flight, &case_body_force, &jupiter);
    if (case_ready(&flight)) {
        const leo_burn burn = {
            .begin_s = 0, .length_s = 3000, .axes = LEO_BURN_VNC, .direction = { 1, 0, 0 }, .thrust_n = 10
        };
        const leo_propagator_setup setup = { .accuracy_m = 1e-6, .burns = &burn, .burn_count = 1 };
        const double until_s = 3001;
        double worst;
        case_worst_m(&flight, &setup, rows, 13, count, 1000, &until_s, &worst, 1);
        verify("Burns", "10 N along the velocity for 3000 s, with Moon, Sun and Jupiter, largest miss", worst,
               3e-7, "m", "GMAT, published by Nyx");
    }
    case_close(&flight);
}

static void two_hours_of_gmat_with_moon_or_sun(void)
{
    for (int k = 0; k < 2; k++) {
        case_flight flight;
        leo_force_gravity_config gravity = { 0 };
        case_open(&flight, arc_utc("2021-03-20T00:00:00Z"), 86400);
        flight.setup.gm_m3_s2 = GM_EARTH;
        case_add(&flight, &leo_force_gravity, &gravity);
        case_add(&flight, &case_body_force, k ? &sun : &moon);
        case_ready(&flight);
        double goals[2] = { 1, 10 };
        compare(&flight, &(leo_propagator_setup){ .accuracy_m = 1e-4 },
                k ? "orbit-crosscheck/gmat_2021/twobody_sun_2h.csv"
                  : "orbit-crosscheck/gmat_2021/twobody_moon_2h.csv",
                1000, goals, "GMAT, 2021", k ? "two bodies and the Sun" : "two bodies and the Moon",
                "GMAT, published by Open Space Toolkit");
        case_close(&flight);
    }
}

static void a_day_of_stk(void)
{
    static const struct {
        const char *field, *file, *name;
        int degree;
    } set[2] = {
        { "EGM2008_120.gfc", "orbit-crosscheck/stk/egm2008_100x100_24h.csv", "EGM2008 100x100", 100 },
        { "EGM96_180.gfc", "orbit-crosscheck/stk/egm96_70x70_24h.csv", "EGM96 70x70", 70 },
    };
    for (int k = 0; k < 2; k++) {
        case_flight flight;
        leo_force_gravity_config gravity = { .degree = set[k].degree };
        case_open(&flight, arc_utc("2021-03-20T00:00:00Z"), 86400);
        flight.setup.field = field_of(set[k].field, flight.arena);
        case_add(&flight, &leo_force_gravity, &gravity);
        case_ready(&flight);
        double goals[2] = { 1, 10 };
        compare(&flight, &(leo_propagator_setup){ .accuracy_m = 1e-3 }, set[k].file, 1000, goals, "STK",
                set[k].name, "STK, published by Open Space Toolkit");
        case_close(&flight);
    }
}

/* The value behind `key` in a scenario, from `from` on. */
static double value_of(const char *text, const char *key)
{
    const char *at = strstr(text, key);
    return at ? strtod(at + strlen(key), NULL) : 0;
}

typedef struct scenario {
    leo_epoch epoch;
    double mass_kg, area_m2, cd, thrust_n, isp_s, start[6];
    int degree, drag, msis, with_moon, with_sun;
    leo_vec3 direction;
} scenario;

static scenario read_scenario(const char *text)
{
    scenario s = { .mass_kg = value_of(text, " mass:"),
                   .area_m2 = value_of(text, "drag-cross-section:"),
                   .cd = value_of(text, "drag-coefficient:"),
                   .thrust_n = value_of(text, " thrust:"),
                   .isp_s = value_of(text, "specific-impulse:"),
                   .degree = (int)value_of(text, " degree:") };
    static const char *const keys[6] = { " x:", " y:", " z:", " vx:", " vy:", " vz:" };
    for (int i = 0; i < 6; i++)
        s.start[i] = value_of(text, keys[i]);
    const char *date = strstr(text, "value: \"");
    char utc[32];
    snprintf(utc, sizeof utc, "%.19sZ", date ? date + 8 : "");
    s.epoch = arc_utc(utc);
    s.drag = strstr(text, "ATMOSPHERIC_DRAG") != NULL;
    s.msis = strstr(text, "NRLMSIS") != NULL;
    s.with_moon = strstr(text, "body: MOON") != NULL;
    s.with_sun = strstr(text, "body: SUN") != NULL;
    const char *direction = strstr(text, "direction:");
    if (direction) {
        char *at = NULL;
        double v[3] = { 0 };
        for (int i = 0; i < 3; i++) {
            const char *dash = strstr(direction, "- ");
            v[i] = strtod(dash + 2, &at);
            direction = at;
        }
        s.direction = leo_vec(v[0], v[1], v[2]);
    }
    return s;
}

static void fly_scenario(const char *name, const char *label)
{
    leo_arena *arena = leo_arena_create(NULL);
    char path[160];
    snprintf(path, sizeof path, "orbit-crosscheck/scenarios/%s.yaml", name);
    const scenario s = read_scenario((const char *)arc_file(arena, path).data);
    case_flight flight;
    case_open(&flight, s.epoch, 86400);
    leo_force_gravity_config gravity = { .degree = s.degree };
    unsigned char air[256] = { 0 };
    flight.setup.field = field_of("EGM96_180.gfc", flight.arena);
    flight.setup.craft = (leo_spacecraft){ .mass_kg = s.mass_kg, .drag_area_m2 = s.area_m2 * s.cd };
    case_add(&flight, &leo_force_gravity, &gravity);
    if (s.with_moon)
        case_add(&flight, &case_body_force, &moon);
    if (s.with_sun)
        case_add(&flight, &case_body_force, &sun);
    if (s.drag) {
        flight.setup.atmosphere = leo_atmosphere_find(s.msis ? "nrlmsise-00" : "exponential", &flight.error);
        flight.setup.atmosphere_config = air; // the exponential in bands, the day's activity
        case_add(&flight, &leo_force_drag, "");
    }
    case_ready(&flight);
    const leo_burn burn = { .begin_s = 0,
                            .length_s = 86400,
                            .axes = LEO_BURN_VNC,
                            .direction = s.direction,
                            .thrust_n = s.thrust_n,
                            .isp_s = s.isp_s };
    const leo_propagator_setup setup = { .accuracy_m = 1e-3, .burns = &burn, .burn_count = s.thrust_n > 0 };
    static const struct {
        const char *folder, *source;
        double scale;
    } tools[2] = { { "gmat", "GMAT, published by Open Space Toolkit", 1000 },
                   { "orekit", "Orekit, published by Open Space Toolkit", 1 } };
    for (int k = 0; k < 2; k++) {
        if ((k == 0 && s.msis) || (k == 1 && (s.with_moon || s.with_sun)))
            continue;
        double goals[2] = { 1, 10 };
        char figure[160];
        snprintf(path, sizeof path, "orbit-crosscheck/%s/%s.csv", tools[k].folder, name);
        snprintf(figure, sizeof figure, "%s: %s", tools[k].folder, label);
        compare(&flight, &setup, path, tools[k].scale, goals, "GMAT and Orekit, scenarios", figure,
                tools[k].source);
    }
    case_close(&flight);
    leo_arena_destroy(arena);
}

static void a_day_of_gmat_and_orekit(void)
{
    fly_scenario("001-force-model-spherical-a", "two bodies, a");
    fly_scenario("001-force-model-spherical-b", "two bodies, b");
    fly_scenario("002-force-model-non-spherical-60x60", "EGM96 60x60");
    fly_scenario("003-force-model-exponential-320", "drag, exponential, 320 km");
    fly_scenario("003-force-model-exponential-500", "drag, exponential, 500 km");
    fly_scenario("003-force-model-nrlmsis-470-small-area", "drag, NRLMSISE-00, 470 km");
    fly_scenario("004-force-model-moon", "two bodies and the Moon");
    fly_scenario("004-force-model-sun", "two bodies and the Sun");
    fly_scenario("006-force-model-constant-thrust", "0.02 N along the velocity");
    fly_scenario("010-thruster-direction-intrack", "60x60, drag, thrust along the velocity");
    fly_scenario("010-thruster-direction-radial", "60x60, drag, thrust outward");
    fly_scenario("011-thruster-params-mass-increase", "60x60, drag, thrust, 1000 kg");
}

int main(void)
{
    RUN(seventeen_cases_of_gmat);
    RUN(a_finite_burn_along_the_velocity);
    RUN(two_hours_of_gmat_with_moon_or_sun);
    RUN(a_day_of_stk);
    RUN(a_day_of_gmat_and_orekit);
    return check_result();
}
