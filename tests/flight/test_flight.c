/* SPDX-License-Identifier: MIT */
/* Coasting: against other programs, the ledger, and what must not change a bit. */
#include "rig.h"

static const char EPOCH[] = "1965-03-18T07:08:47Z";

/* Voskhod 2 at injection, true equator of date taken as GCRF: only the orbit matters here. */
static void voskhod_orbit(rig *r)
{
    r->setup.pos_gcrf_m = leo_vec(3601.28e3, 95.41e3, 5459.68e3);
    r->setup.vel_gcrf_m_s = leo_vec(-4336.6, 5991.3, 2755.8);
}

static void voskhod(rig *r, double span_s)
{
    rig_open(r, EPOCH, span_s);
    voskhod_orbit(r);
    rig_add(r, "sphere", "body");
    rig_set(r, "sphere", "mass", 2850, NULL);
    rig_set(r, "sphere", "drag", 0, "sphere");
    rig_set(r, "sphere", "diameter", 2.3, NULL);
    rig_set(r, "sphere", "nose-radius", 1.15, NULL);
    rig_add(r, "cone", "body");
    rig_set(r, "cone", "mass", 2570 - 275, NULL);
    rig_add(r, "retro", "engine");
    rig_set(r, "retro", "on", 0, "cone");
    rig_set(r, "retro", "thrust", 15830, NULL);
    rig_set(r, "retro", "specific-impulse", 266, NULL);
    rig_set(r, "retro", "propellant", 275, NULL);
}

/* Position and velocity of one row of a table, in m and m/s. */
static void read_point_case(const char *name, double state0[6], double state1[6], double *duration_s)
{
    char path[512], line[1024];
    const char *folder = check_reference_data();
    if (!folder)
        SKIP_LOUDLY("LEO_REFERENCE_DATA");
    snprintf(path, sizeof path, "%s/orbit-crosscheck/gmat_point_cases.csv", folder);
    FILE *file = fopen(path, "r");
    if (!file)
        SKIP_LOUDLY("orbit-crosscheck/gmat_point_cases.csv");
    int found = 0;
    while (!found && fgets(line, sizeof line, file)) {
        if (strncmp(line, name, strlen(name)) != 0 || line[strlen(name)] != ',')
            continue;
        // from the end backward: miss, six of the end, duration, six of the start; texts before may hold commas
        char *field[40];
        int count = 0;
        for (char *at = strtok(line, ","); at && count < 40; at = strtok(NULL, ","))
            field[count++] = at;
        for (int i = 0; i < 6; i++) {
            state0[i] = 1e3 * strtod(field[count - 14 + i], NULL);
            state1[i] = 1e3 * strtod(field[count - 7 + i], NULL);
        }
        *duration_s = strtod(field[count - 8], NULL);
        found = 1;
    }
    fclose(file);
    CHECK(found);
}

static void a_coast_on_a_point_mass_ends_where_gmat_ends(void)
{
    // GMAT RK89 of 10 s steps, GM 398600.4415; an independent run of the case agrees to 2e-5 m, its figures have 11
    // decimals of a km. Here: 1e-13 per step, some 1000 steps of 7e6 m
    double s0[6], s1[6], duration_s = 0;
    read_point_case("two_body_leo_1d", s0, s1, &duration_s);
    rig r;
    rig_open(&r, "2000-01-01T00:00:00Z", duration_s);
    rig_force(&r, "sun", 0);
    rig_force(&r, "moon", 0);
    rig_force(&r, "drag", 0);
    r.gravity.degree = 0;
    r.setup.rel_tol = 1e-13;
    r.setup.pos_gcrf_m = leo_vec(s0[0], s0[1], s0[2]);
    r.setup.vel_gcrf_m_s = leo_vec(s0[3], s0[4], s0[5]);
    rig_add(&r, "body", "body");
    rig_set(&r, "body", "mass", 1000, NULL);
    rig_start(&r);
    rig_fly(&r, duration_s, NULL);
    const leo_motion end = rig_now(&r);
    const double miss = leo_norm(leo_sub(end.pos_gcrf_m, leo_vec(s1[0], s1[1], s1[2])));
    const double miss_v = leo_norm(leo_sub(end.vel_gcrf_m_s, leo_vec(s1[3], s1[4], s1[5])));
    printf("  miss %.3g m, %.3g m/s after %.0f s\n", miss, miss_v, duration_s);
    CHECK(miss < 1e-3 && miss_v < 1e-6);
    rig_close(&r);
}

/* A line of numbers at `t_s` in a file of GMAT: s, km, km/s. */
static int read_gmat_row(const char *name, double t_s, double state[7])
{
    char path[512], line[1024];
    snprintf(path, sizeof path, "%s/orbit-crosscheck/gmat/%s", check_reference_data(), name);
    FILE *file = fopen(path, "r");
    if (!file)
        SKIP_LOUDLY(name);
    int found = 0;
    while (!found && fgets(line, sizeof line, file)) {
        char *at = line;
        for (int i = 0; i < 7; i++) {
            state[i] = strtod(at, &at) * (i ? 1e3 : 1);
            at++;
        }
        found = fabs(state[0] - t_s) < 1e-3 && line[0] != 'S';
    }
    fclose(file);
    return found;
}

static void a_coast_with_the_moon_ends_where_gmat_ends(void)
{
    // GMAT, two-body and the Moon of DE430, 24 h; published agreement between tools 1 - 2 m. The printed times carry
    // 1e-7 s of noise, 1 mm of path
    double s0[7], s1[7];
    if (!check_reference_data())
        SKIP_LOUDLY("LEO_REFERENCE_DATA");
    CHECK(read_gmat_row("004-force-model-moon.csv", 0, s0) &&
          read_gmat_row("004-force-model-moon.csv", 86400, s1));
    rig r;
    rig_open(&r, "2021-03-20T00:00:00Z", 86400);
    rig_force(&r, "sun", 0);
    rig_force(&r, "drag", 0);
    r.gravity.degree = 0;
    r.setup.rel_tol = 1e-13;
    r.setup.pos_gcrf_m = leo_vec(s0[1], s0[2], s0[3]);
    r.setup.vel_gcrf_m_s = leo_vec(s0[4], s0[5], s0[6]);
    rig_add(&r, "body", "body");
    rig_set(&r, "body", "mass", 100, NULL);
    rig_start(&r);
    rig_fly(&r, s1[0], NULL);
    const leo_motion end = rig_now(&r);
    const double miss = leo_norm(leo_sub(end.pos_gcrf_m, leo_vec(s1[1], s1[2], s1[3])));
    printf("  miss %.3g m after %.7f s\n", miss, s1[0]);
    CHECK(miss < 1);
    rig_close(&r);
}

static void the_energy_ledger_closes_in_a_field_that_turns(void)
{
    // J less the work of all but the Earth's field. What is left: the integrator, 1e-11 of 3e7 J/kg per step, 450 steps
    // of either sign (6e-3); and the rotation vector, which is the pole's and leaves out precession: 1e-11 rad/s times
    // r times the part of g that J2 bends (2e-6 W/kg), over a quarter of a revolution before it turns round (3e-3)
    rig r;
    voskhod(&r, 26000);
    rig_start(&r);
    const leo_motion begin = rig_now(&r);
    leo_flight_event events[8];
    const double start = leo_flight_energy_j_kg(r.flight, &begin) - begin.work_j_kg;
    double worst = 0;
    while (leo_flight_end_s(r.flight) < 26000 && rig_window(&r, 26000, events) >= 0) {
        const leo_motion now = rig_now(&r);
        worst = fmax(worst, fabs(leo_flight_energy_j_kg(r.flight, &now) - now.work_j_kg - start));
    }
    const leo_motion end = rig_now(&r);
    printf("  J %.6f MJ/kg, work %.6f J/kg, ledger off by %.3g J/kg\n",
           leo_flight_energy_j_kg(r.flight, &end) / 1e6, end.work_j_kg, worst);
    CHECK(end.work_j_kg < -1); // drag took something
    CHECK(worst < 0.01);
    rig_close(&r);
}

static void the_orbit_is_that_of_the_published_elements(void)
{
    // TASS: 173 x 498 km (above a mean sphere), 64.79 deg, 90.9 min between nodes
    rig r;
    voskhod(&r, 6000);
    rig_start(&r);
    const leo_motion m = rig_now(&r);
    CHECK_NEAR(m.inc_rad * 180 / 3.14159265358979, 64.79, 0.3);
    CHECK_NEAR(m.perigee_alt_m + 6378137 - 6371000, 173e3, 5e3);
    CHECK_NEAR(m.apogee_alt_m + 6378137 - 6371000, 472e3,
               5e3); // osculating at perigee: below the mean apogee
    CHECK_NEAR(m.period_s / 60, 90.8, 0.15);
    CHECK_NEAR(m.inertial_speed_m_s, 7890, 10);
    CHECK_NEAR(m.place.alt_m, 173e3, 12e3);
    CHECK(m.load_factor > 1e-7 && m.load_factor < 1e-4 && m.mach > 5 && m.knudsen > 10);
    CHECK_NEAR(m.mass_kg, 5420, 1e-9);
    CHECK_NEAR(leo_norm(m.vel_itrf_m_s), m.air_speed_m_s, 1e-6);
    rig_close(&r);
}

static void planets_act_where_there_is_a_sky(void)
{
    // 2 GM r/d^3 of Venus, 1.1 au away in March 1965 (beyond the Sun: 1.7): 3.249e14 * 2 * 6.5e6 / (2.5e11)^3 = 2.7e-13
    // m/s^2, that is micrometres in the 600 s
    double end[2][3];
    for (int with = 0; with < 2; with++) {
        rig r;
        voskhod(&r, 1000);
        leo_sky_setup around = { .center = LEO_BODY_EARTH,
                                 .bodies = { LEO_BODY_MOON, LEO_BODY_VENUS_BARYCENTRE },
                                 .body_count = 2,
                                 .epoch = r.setup.epoch,
                                 .to_s = 1000 };
        r.setup.sky = leo_sky_create(&around, r.arena, &r.error);
        CHECK(r.setup.sky != NULL);
        rig_force(&r, "venus", with);
        rig_start(&r);
        rig_fly(&r, 600, NULL);
        const leo_motion motion = rig_now(&r);
        memcpy(end[with], &motion.pos_gcrf_m, sizeof end[with]);
        rig_close(&r);
    }
    double moved = 0;
    for (int i = 0; i < 3; i++)
        moved += fabs(end[1][i] - end[0][i]);
    CHECK(moved > 0 && moved < 1e-5);
    rig r;
    voskhod(&r, 1000);
    rig_force(&r, "venus", 1);
    rig_start(&r);
    CHECK(!r.flight && r.error.status == LEO_BAD_INPUT);
    CHECK_TEXT(r.error.where, "forces.venus");
    rig_close(&r);
}

static void another_atmosphere_is_another_air(void)
{
    // NRLMSISE-00 and Jacchia differ by some 15 % (1 sigma) each, US 1976 holds for a more active Sun than that of 1965
    const char *const names[] = { NULL, "nrlmsise-00", "us-1976" };
    double density[3];
    for (int i = 0; i < 3; i++) {
        rig r;
        voskhod(&r, 1000);
        r.setup.atmosphere = names[i] ? leo_atmosphere_find(names[i], NULL) : NULL;
        rig_start(&r);
        rig_fly(&r, 1, NULL);
        density[i] = rig_now(&r).air.density_kg_m3;
        rig_close(&r);
    }
    CHECK(density[1] != density[0] && density[1] > 0.6 * density[0] && density[1] < 1.6 * density[0]);
    CHECK(density[2] != density[0] && density[2] > 0.5 * density[0] && density[2] < 3 * density[0]);
    rig r;
    voskhod(&r, 1000);
    r.setup.atmosphere = leo_atmosphere_find("nrlmsise-00", NULL);
    r.setup.weather = leo_weather_constant(250, 250, 100, r.arena, NULL);
    rig_start(&r);
    rig_fly(&r, 1, NULL);
    CHECK(rig_now(&r).air.density_kg_m3 > 1.2 * density[1]);
    rig_close(&r);
}

static void wind_blows_at_the_air_not_at_the_ground(void)
{
    rig r;
    leo_motion motion[2];
    for (int i = 0; i < 2; i++) {
        voskhod(&r, 1000);
        const leo_wind *row = leo_wind_find("constant", NULL);
        void *config = leo_arena_take(r.arena, 1, row->size);
        rig_write(rig_row(row->fields, "east"), config, 100, NULL);
        r.setup.wind = i ? row : NULL;
        r.setup.wind_config = config;
        rig_start(&r);
        rig_fly(&r, 1e-3, NULL);
        motion[i] = rig_now(&r);
        rig_close(&r);
    }
    const leo_vec3 ground = motion[0].vel_itrf_m_s;
    const double lon = motion[0].place.lon_rad;
    const leo_vec3 east = { -sin(lon), cos(lon), 0 };
    CHECK_NEAR(motion[0].air_speed_m_s, leo_norm(ground), 1e-9);
    CHECK_NEAR(motion[1].air_speed_m_s, leo_norm(leo_add_scaled(ground, -100, east)), 1e-6);
    CHECK_NEAR(leo_norm(leo_sub(motion[1].vel_itrf_m_s, ground)), 0, 1e-6);
}

static void reading_changes_nothing(void)
{
    rig quiet, curious;
    voskhod(&quiet, 5000);
    voskhod(&curious, 5000);
    rig_start(&quiet);
    rig_start(&curious);
    leo_flight_event events[8];
    leo_motion motion;
    for (int i = 0; i < 40; i++) {
        rig_window(&quiet, 5000, events);
        CHECK(leo_flight_step(curious.flight, 5000, NULL) == LEO_OK);
        const double begin = leo_flight_begin_s(curious.flight), end = leo_flight_end_s(curious.flight);
        for (int k = 0; k <= 10; k++) {
            const double t = k < 10 ? begin + (end - begin) * k / 10 : end;
            CHECK(leo_flight_at(curious.flight, t, &motion, NULL) == LEO_OK);
            leo_flight_outputs(curious.flight, &motion);
        }
        int count = 8;
        leo_flight_settle(curious.flight, events, &count, NULL);
    }
    CHECK(leo_flight_end_s(quiet.flight) == leo_flight_end_s(curious.flight));
    const leo_motion a = rig_now(&quiet), b = rig_now(&curious);
    CHECK(memcmp(&a.pos_gcrf_m, &b.pos_gcrf_m, sizeof a.pos_gcrf_m) == 0);
    CHECK(memcmp(&a.vel_gcrf_m_s, &b.vel_gcrf_m_s, sizeof a.vel_gcrf_m_s) == 0);
    rig_close(&quiet);
    rig_close(&curious);
}

static void a_restored_flight_goes_on_bit_for_bit(void)
{
    rig one, other;
    voskhod(&one, 9000);
    voskhod(&other, 9000);
    rig_start(&one);
    rig_start(&other);
    rig_fly(&one, 4000, NULL);
    leo_flight_exchange(one.flight, -0.5, leo_vec(1, 2, 3)); // left pending: must be saved too
    rig_say(&one, "retro", "ignite");
    const size_t size = leo_flight_state_size(one.flight);
    char *saved = LEO_TAKE(one.arena, char, size), *again = LEO_TAKE(one.arena, char, size);
    leo_flight_save(one.flight, saved);
    for (int i = 0; i < one.count; i++) { // the caller's part
        const leo_kind *kind = &one.things[i].device->kind;
        memcpy(other.things[i].input, one.things[i].input, kind->input.size);
        memcpy(other.things[i].memory, one.things[i].memory, kind->memory.size);
    }
    leo_flight_restore(other.flight, saved);
    leo_flight_save(other.flight, again);
    CHECK(memcmp(saved, again, size) == 0);
    rig_fly(&one, 4400, NULL);
    rig_fly(&other, 4400, NULL);
    leo_flight_save(one.flight, saved);
    leo_flight_save(other.flight, again);
    CHECK(memcmp(saved, again, size) == 0);
    CHECK(rig_now(&one).delta_v_m_s > 100);
    rig_close(&one);
    rig_close(&other);
}

static void redo_ends_where_a_shorter_step_would_have_ended(void)
{
    rig cut, direct;
    voskhod(&cut, 9000);
    voskhod(&direct, 9000);
    rig_start(&cut);
    rig_start(&direct);
    rig_fly(&cut, 1000, NULL);
    rig_fly(&direct, 1000, NULL);
    CHECK(leo_flight_step(cut.flight, 1060, NULL) == LEO_OK);
    CHECK(leo_flight_redo(cut.flight, 1020, NULL) == LEO_OK);
    CHECK(leo_flight_step(direct.flight, 1020, NULL) == LEO_OK);
    const leo_motion a = rig_now(&cut), b = rig_now(&direct);
    CHECK(memcmp(&a.pos_gcrf_m, &b.pos_gcrf_m, sizeof a.pos_gcrf_m) == 0 && a.elapsed_s == 1020);
    CHECK(leo_flight_redo(cut.flight, 1050, NULL) == LEO_BAD_ARGUMENT);
    leo_motion m;
    CHECK(leo_flight_at(cut.flight, 1050, &m, NULL) == LEO_BAD_ARGUMENT);
    rig_close(&cut);
    rig_close(&direct);
}

static void exchange_moves_what_is_conserved(void)
{
    rig r;
    voskhod(&r, 900);
    rig_start(&r);
    rig_fly(&r, 60, NULL);
    const leo_motion before = rig_now(&r);
    leo_flight_exchange(r.flight, -20, leo_vec(5400, 0, 0));
    const leo_motion after = rig_now(&r);
    CHECK_NEAR(after.mass_kg, 5400, 1e-9);
    CHECK_NEAR(after.vel_gcrf_m_s.x - before.vel_gcrf_m_s.x, 1, 1e-9);
    CHECK(after.vel_gcrf_m_s.y == before.vel_gcrf_m_s.y && after.pos_gcrf_m.x == before.pos_gcrf_m.x);
    const double ledger = leo_flight_energy_j_kg(r.flight, &after) - after.work_j_kg -
                          (leo_flight_energy_j_kg(r.flight, &before) - before.work_j_kg);
    CHECK(fabs(ledger) < 1e-7 * 7800); // rounding of 3e7 J/kg, several times
    rig_close(&r);
}

static void what_cannot_fly_is_refused(void)
{
    rig r;
    voskhod(&r, 900);
    r.setup.pos_gcrf_m = leo_vec(6e6, 0, 0);
    rig_start(&r);
    CHECK(!r.flight && r.error.status == LEO_BAD_INPUT && strstr(r.error.message, "below the ground"));
    rig_close(&r);

    voskhod(&r, 900);
    r.setup.vel_gcrf_m_s.x = NAN;
    rig_start(&r);
    CHECK(!r.flight && r.error.status == LEO_BAD_INPUT);
    rig_close(&r);

    voskhod(&r, 900);
    r.setup.rel_tol = 1e-3;
    rig_start(&r);
    CHECK(!r.flight && strcmp(r.error.where, "solver.flight-tolerance") == 0);
    rig_close(&r);

    voskhod(&r, 900);
    rig_set(&r, "retro", "on", 0, "boat");
    rig_start(&r);
    CHECK(!r.flight);
    CHECK_TEXT(r.error.message, "`on: boat`: there is no body of that name");
    rig_close(&r);

    voskhod(&r, 900);
    rig_set(&r, "sphere", "diameter", 0, NULL);
    rig_start(&r);
    CHECK(!r.flight);
    CHECK_TEXT(r.error.message, "`drag: sphere` needs a `diameter`");
    rig_close(&r);

    voskhod(&r, 900);
    rig_start(&r);
    leo_error error = { 0 };
    CHECK(leo_flight_step(r.flight, 0, &error) == LEO_BAD_ARGUMENT);
    error = (leo_error){ 0 };
    CHECK(leo_flight_step(r.flight, 1e4, &error) == LEO_OUT_OF_RANGE);
    rig_say(&r, "sphere", "separate");
    rig_say(&r, "cone", "separate");
    error = (leo_error){ 0 };
    CHECK(leo_flight_step(r.flight, 60, &error) == LEO_OUT_OF_RANGE &&
          strstr(error.message, "no body is attached"));
    rig_close(&r);
}

int main(void)
{
    RUN(a_coast_on_a_point_mass_ends_where_gmat_ends);
    RUN(a_coast_with_the_moon_ends_where_gmat_ends);
    RUN(the_energy_ledger_closes_in_a_field_that_turns);
    RUN(the_orbit_is_that_of_the_published_elements);
    RUN(planets_act_where_there_is_a_sky);
    RUN(another_atmosphere_is_another_air);
    RUN(wind_blows_at_the_air_not_at_the_ground);
    RUN(reading_changes_nothing);
    RUN(a_restored_flight_goes_on_bit_for_bit);
    RUN(redo_ends_where_a_shorter_step_would_have_ended);
    RUN(exchange_moves_what_is_conserved);
    RUN(what_cannot_fly_is_refused);
    return check_result();
}
