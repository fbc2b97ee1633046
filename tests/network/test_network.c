/* SPDX-License-Identifier: MIT */
#include "links.h"

static const double BORE_M2 = 0.8 * 3.14159265358979 / 4 * 0.02 * 0.02;

static void blows_down_isothermally_as_the_closed_form_says(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_network *n = leo_network_create(arena, NULL);
    link_t hole = { .network = n,
                    .a = tank(n, "lock", LEO_N2, 2.5, 1e5, 293.15),
                    .b = leo_network_outside(n),
                    .area_m2 = BORE_M2,
                    .bath = leo_network_add_heat(n, "bath", 1e15, 293.15, NULL) };
    join(&hole, hole_rates, "hole");
    seal(n, 1e-9);
    const leo_gas start = gas_now(n, hole.a);
    const double c = sqrt(start.gamma * start.r_j_kg_k * 293.15) *
                     pow(2 / (start.gamma + 1), (start.gamma + 1) / (2 * (start.gamma - 1)));
    const double tau = 2.5 / (BORE_M2 * c);
    for (double t = 50; t <= 250; t += 50) {
        fly(n, t);
        CHECK_NEAR(gas_now(n, hole.a).pressure_pa / 1e5 / exp(-t / tau), 1, 1e-6);
    }
    leo_arena_destroy(arena);
}

static void blows_down_isentropically_as_the_closed_form_says(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_network *n = leo_network_create(arena, NULL);
    link_t hole = { .network = n,
                    .a = tank(n, "lock", LEO_O2, 2.5, 1e5, 293.15),
                    .b = leo_network_outside(n),
                    .area_m2 = BORE_M2,
                    .bath = -1 };
    join(&hole, hole_rates, "hole");
    seal(n, 1e-9);
    const leo_gas start = gas_now(n, hole.a);
    const double g = start.gamma,
                 c = sqrt(g * start.r_j_kg_k * 293.15) * pow(2 / (g + 1), (g + 1) / (2 * (g - 1)));
    const double tau = 2.5 / (BORE_M2 * c);
    for (double t = 25; t <= 150; t += 25) {
        fly(n, t);
        const leo_gas now = gas_now(n, hole.a);
        CHECK_NEAR(now.pressure_pa / 1e5 / pow(1 + (g - 1) * t / (2 * tau), -2 * g / (g - 1)), 1, 1e-6);
        CHECK_NEAR(now.temperature_k / 293.15 / pow(now.pressure_pa / 1e5, (g - 1) / g), 1, 1e-6);
    }
    leo_arena_destroy(arena);
}

static void filling_an_empty_tank_heats_it_to_gamma_t0(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_network *n = leo_network_create(arena, NULL);
    link_t hole = { .network = n,
                    .a = tank(n, "source", LEO_N2, 1e6, 1e5, 300),
                    .b = tank(n, "empty", LEO_N2, 1, 0, 300),
                    .area_m2 = 1e-4,
                    .bath = -1 };
    join(&hole, hole_rates, "hole");
    seal(n, 1e-9);
    fly(n, 20);
    const leo_gas now = gas_now(n, hole.b);
    CHECK(now.pressure_pa > 3e4);
    CHECK_NEAR(now.temperature_k / (300 * now.gamma), 1, 1e-6);
    leo_arena_destroy(arena);
}

static void two_tanks_end_where_moles_and_energy_say(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_network *n = leo_network_create(arena, NULL);
    link_t hole = { .network = n,
                    .a = tank(n, "a", LEO_O2, 2.5, 1e5, 290),
                    .b = tank(n, "b", LEO_O2, 5, 3e4, 310),
                    .area_m2 = 1e-3,
                    .bath = -1 };
    join(&hole, hole_rates, "hole");
    seal(n, 1e-8);
    const leo_gas a0 = gas_now(n, hole.a), b0 = gas_now(n, hole.b);
    fly(n, 2000);
    const leo_gas a = gas_now(n, hole.a), b = gas_now(n, hole.b);
    const double energy = a0.energy_j + b0.energy_j;
    // one gas of constant gamma: p V/(gamma-1) adds up
    CHECK_NEAR(a.pressure_pa / ((a0.gamma - 1) * energy / 7.5), 1, 1e-10);
    CHECK_NEAR(b.pressure_pa / a.pressure_pa, 1, 1e-10);
    CHECK_NEAR((a.total_kg + b.total_kg) / (a0.total_kg + b0.total_kg), 1, 1e-13);
    CHECK_NEAR((a.energy_j + b.energy_j) / energy, 1, 1e-13);
    leo_arena_destroy(arena);
}

static void a_hatch_between_cabin_and_lock_opens_within_a_second_of_steps(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_network *n = leo_network_create(arena, NULL);
    link_t hatch = { .network = n,
                     .a = tank(n, "cabin", LEO_N2, 5, 101325, 293),
                     .b = tank(n, "lock", LEO_N2, 2.5, 100625, 293),
                     .bath = -1 };
    join(&hatch, hole_rates, "hatch");
    seal(n, 1e-6);
    fly(n, 600);
    hatch.area_m2 = 0.8 * 3.14159265358979 / 4 * 0.65 * 0.65;
    leo_network_changed(n);
    const long before = leo_network_work(n).steps;
    fly(n, 600.2);
    CHECK_NEAR(gas_now(n, hatch.a).pressure_pa, gas_now(n, hatch.b).pressure_pa, 0.5);
    fly(n, 7200);
    CHECK(leo_network_work(n).steps - before < 400);
    CHECK_NEAR(gas_now(n, hatch.a).pressure_pa, (101325 * 5 + 100625 * 2.5) / 7.5, 0.1);
    leo_arena_destroy(arena);
}

typedef struct craft {
    leo_network *network;
    link_t link[8];
} craft_t;

/* Cabin, lock, bottle, wall: every link moves something for all the time. */
static void build_busy_with(craft_t *c, leo_arena *arena, double rel_tol, double longest_step_s)
{
    leo_network *n = c->network = leo_network_create(arena, NULL);
    const int cabin = tank(n, "cabin", LEO_N2, 4, 1e5, 293), lock = tank(n, "lock", LEO_O2, 2.5, 4e4, 280);
    const int spare = tank(n, "spare", LEO_CO2, 3, 2e4, 300), damp = tank(n, "damp", LEO_H2O, 1, 1e3, 310);
    leo_gas_setup bottle = { .name = "bottle",
                             .volume_m3 = 6e-3,
                             .pressure_pa = 2e7,
                             .temperature_k = 293,
                             .mole_fraction = { [LEO_O2] = 1 },
                             .law = LEO_GAS_REAL };
    const int store = leo_network_add_gas(n, &bottle, NULL);
    const int wall = leo_network_add_heat(n, "wall", 5e4, 270, NULL);
    const int out = leo_network_outside(n);
    const link_t links[8] = {
        { n, cabin, lock, 1e-6, 0, -1 },   { n, lock, spare, 1e-7, 0, -1 }, { n, spare, damp, 1e-7, 0, -1 },
        { n, store, cabin, 1e-10, 0, -1 }, { n, cabin, out, 1e-8, 0, -1 },  { n, cabin, wall, 0, 5, -1 },
        { n, store, wall, 0, 2, -1 },      { n, lock, wall, 0, 3, -1 },
    };
    memcpy(c->link, links, sizeof links);
    for (int i = 0; i < 8; i++)
        join(&c->link[i], i < 5 ? hole_rates : heat_rates, "link");
    seal_with(n, rel_tol, longest_step_s);
}

static void build_busy(craft_t *c, leo_arena *arena, double rel_tol)
{
    build_busy_with(c, arena, rel_tol, 60);
}

static void elements_and_energy_are_what_they_were_after_26_hours(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    craft_t c;
    build_busy(&c, arena, 1e-6);
    double start[LEO_LEDGER_COUNT], end[LEO_LEDGER_COUNT];
    leo_network_ledger(c.network, start);
    const size_t used = leo_arena_used(arena);
    fly(c.network, 93600);
    CHECK(leo_arena_used(arena) == used);
    leo_network_ledger(c.network, end);
    for (int i = 0; i < LEO_LEDGER_COUNT; i++) {
        printf("  line %d: %.3g of %.6g\n", i, (end[i] - start[i]) / start[i], start[i]);
        CHECK_NEAR(end[i] / start[i], 1, i < LEO_LEDGER_ENERGY ? 1e-12 : 1e-9);
    }
    const leo_network_count work = leo_network_work(c.network);
    printf("  %ld steps, %ld rejected, %ld element calls\n", work.steps, work.rejected, work.rate_calls);
    leo_arena_destroy(arena);
}

static void tighter_tolerances_agree_ever_more(void)
{
    double pressure[4];
    for (int i = 0; i < 4; i++) {
        leo_arena *arena = leo_arena_create(NULL);
        craft_t c;
        build_busy_with(&c, arena, i < 3 ? pow(10, -3 - 2 * i) : 1e-10, 0);
        fly(c.network, 20000);
        pressure[i] = gas_now(c.network, c.link[0].b).pressure_pa;
        leo_arena_destroy(arena);
    }
    const double e0 = fabs(pressure[0] - pressure[3]), e1 = fabs(pressure[1] - pressure[3]);
    const double e2 = fabs(pressure[2] - pressure[3]);
    printf("  errors %.3g %.3g %.3g Pa of %.6g\n", e0, e1, e2, pressure[3]);
    // error per step times a dozen steps or so
    CHECK(e0 < 1e-2 * pressure[3] && e1 < 1e-4 * pressure[3] && e2 < 1e-6 * pressure[3]);
    CHECK(e1 < 0.1 * e0 && e2 < 0.1 * e0);
}

static void goes_on_bit_for_bit_after_a_restore(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    craft_t a, b;
    build_busy(&a, arena, 1e-6);
    build_busy(&b, arena, 1e-6);
    fly(a.network, 1000);
    void *bytes = leo_arena_take(arena, 1, leo_network_state_size(a.network));
    leo_network_save(a.network, bytes);
    leo_network_restore(b.network, bytes);
    const leo_view *view;
    fly(a.network, 9000);
    while (leo_network_end_s(b.network) < 9000) { // looking changes nothing
        CHECK(leo_network_step(b.network, 9000, NULL) == LEO_OK);
        CHECK(leo_network_at(b.network, 0.5 * (leo_network_begin_s(b.network) + leo_network_end_s(b.network)),
                             &view, NULL) == LEO_OK);
    }
    void *end_a = leo_arena_take(arena, 1, leo_network_state_size(a.network));
    void *end_b = leo_arena_take(arena, 1, leo_network_state_size(a.network));
    leo_network_save(a.network, end_a);
    leo_network_save(b.network, end_b);
    CHECK(memcmp(end_a, end_b, leo_network_state_size(a.network)) == 0);
    leo_arena_destroy(arena);
}

static void a_step_taken_again_is_the_shorter_step(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    craft_t a, b;
    build_busy(&a, arena, 1e-6);
    build_busy(&b, arena, 1e-6);
    for (int i = 0; i < 12; i++)
        leo_network_step(a.network, 9000, NULL);
    const double early = leo_network_begin_s(a.network) +
                         0.3 * (leo_network_end_s(a.network) - leo_network_begin_s(a.network));
    CHECK(leo_network_redo(a.network, early, NULL) == LEO_OK);
    for (int i = 0; i < 11; i++)
        leo_network_step(b.network, 9000, NULL);
    leo_network_step(b.network, early, NULL);
    CHECK(leo_network_end_s(a.network) == early && leo_network_end_s(b.network) == early);
    void *end_a = leo_arena_take(arena, 1, leo_network_state_size(a.network));
    void *end_b = leo_arena_take(arena, 1, leo_network_state_size(a.network));
    leo_network_save(a.network, end_a);
    leo_network_save(b.network, end_b);
    CHECK(memcmp(end_a, end_b, leo_network_state_size(a.network)) == 0);
    leo_arena_destroy(arena);
}

static leo_status creator(const void *self, const leo_view *view, double *rate, leo_error *error)
{
    const link_t *l = self;
    (void)view, (void)error;
    rate[leo_network_mass_state(l->network, l->a)] += 1e-6;
    return LEO_OK;
}

static void an_element_that_creates_oxygen_is_named_and_refused(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_network *n = leo_network_create(arena, NULL);
    link_t link = { .network = n, .a = tank(n, "cabin", LEO_O2, 1, 1e5, 300), .b = -1, .bath = -1 };
    join(&link, creator, "miracle");
    seal(n, 1e-6);
    leo_error error = { 0 };
    CHECK(leo_network_step(n, 1, &error) == LEO_NOT_CLOSED);
    CHECK_TEXT(error.where, "miracle");
    CHECK(strstr(error.message, "oxygen") != NULL);
    leo_arena_destroy(arena);
}

static void refuses_what_makes_no_network(void)
{
    leo_arena *arena = leo_arena_create(NULL);
    leo_error error = { 0 };
    leo_network *n = leo_network_create(arena, &error);
    tank(n, "cabin", LEO_O2, 1, 1e5, 300);
    CHECK(leo_network_add_heat(n, "cabin", 1, 300, &error) == -1);
    CHECK(error.status == LEO_BAD_INPUT);
    CHECK(leo_network_add_heat(n, "wall", -1, 300, NULL) == -1);
    CHECK(leo_network_find(n, "outside") == leo_network_outside(n));
    CHECK(leo_network_find(n, "nowhere") == -1);
    leo_error late = { 0 };
    seal(n, 1e-6);
    CHECK(leo_network_add_heat(n, "late", 1, 300, &late) == -1);
    CHECK(late.status == LEO_BAD_ARGUMENT);
    leo_arena_destroy(arena);
}

int main(void)
{
    RUN(blows_down_isothermally_as_the_closed_form_says);
    RUN(blows_down_isentropically_as_the_closed_form_says);
    RUN(filling_an_empty_tank_heats_it_to_gamma_t0);
    RUN(two_tanks_end_where_moles_and_energy_say);
    RUN(a_hatch_between_cabin_and_lock_opens_within_a_second_of_steps);
    RUN(elements_and_energy_are_what_they_were_after_26_hours);
    RUN(tighter_tolerances_agree_ever_more);
    RUN(goes_on_bit_for_bit_after_a_restore);
    RUN(a_step_taken_again_is_the_shorter_step);
    RUN(an_element_that_creates_oxygen_is_named_and_refused);
    RUN(refuses_what_makes_no_network);
    return check_result();
}
