/* SPDX-License-Identifier: MIT */
#include "part/radiation.h"
#include "rig.h"

static void a_bare_plate_in_sunlight_reaches_its_known_temperature(void)
{
    // black sphere at 1361 W/m^2: (S/(4 sigma))^(1/4) = 278.3 K, Gilmore chapter 2
    const leo_surface sphere = { .area_m2 = 1, .absorptivity = 1, .emissivity = 1, .sun_fraction = 0.25 };
    const leo_outside sun = { .solar_w_m2 = 1361 };
    CHECK_NEAR(leo_radiation_w(&sphere, &sun, 278.33), 0, 0.05);
    CHECK(leo_radiation_w(&sphere, &sun, 300) < 0 && leo_radiation_w(&sphere, &sun, 250) > 0);
    CHECK(leo_radiation_skin_k(&sphere, &sun, 300) > 299.99);
}

static void a_blanket_slows_heat_and_keeps_the_skin_apart(void)
{
    leo_surface s = { .area_m2 = 2, .absorptivity = 0.3, .emissivity = 0.8, .sun_fraction = 0.25 };
    const leo_outside shade = { 0 };
    const double bare = leo_radiation_w(&s, &shade, 300);
    s.mli_emittance = 0.03;
    const double covered = leo_radiation_w(&s, &shade, 300);
    CHECK(covered < 0 && covered > 0.05 * bare);
    CHECK(leo_radiation_skin_k(&s, &shade, 300) < 150);
    s.mli_emittance = 1e9; // a blanket that conducts perfectly is none
    CHECK_NEAR(leo_radiation_w(&s, &shade, 300), bare, 1e-3 * fabs(bare));
}

static void a_wall_warms_gas_and_loses_to_space(void)
{
    rig *r = rig_create();
    leo_part_at *cabin = rig_add(r, "cabin", "volume", WORDS("volume", "2 m^3"));
    leo_part_at *wall =
        rig_add(r, "wall", "wall",
                WORDS("capacity", "50 kJ/K", "inside", "cabin", "inside-conductance", "20 W/K", "area",
                      "10 m^2", "blanket-emittance", "0.02", "heat", "100 W"));
    rig_seal(r);
    double start[LEO_LEDGER_COUNT];
    leo_network_ledger(r->network, start);
    rig_fly(r, 200000);
    // steady: 100 W = A m sigma (T^4 - T_o^4), T_o^4 = m T^4/(e + m)
    const double t = rig_read(r, wall, "temperature");
    CHECK_NEAR(10 * 0.02 * 5.670374419e-8 * pow(t, 4) * 0.8 / 0.82, 100, 1);
    CHECK_NEAR(rig_read(r, cabin, "temperature"), t, 0.01);
    rig_closed(r, start, 2e7);
    rig_destroy(r);
}

static void heat_of_entry_comes_through_by_its_share(void)
{
    rig *r = rig_create();
    leo_part_at *wall = rig_add(r, "wall", "wall",
                                WORDS("capacity", "50 kJ/K", "area", "10 m^2", "entry-share", "0.001",
                                      "blanket-emittance", "1e-9", "temperature", "270 K"));
    leo_part_at *shut = rig_add(
        r, "shut", "wall",
        WORDS("capacity", "50 kJ/K", "area", "10 m^2", "blanket-emittance", "1e-9", "temperature", "270 K"));
    rig_seal(r);
    double start[LEO_LEDGER_COUNT];
    leo_network_ledger(r->network, start);
    r->outside.heat_flux_w_m2 = 1.5e6;
    rig_fly(r, 100);
    // 0.001 x 1.5 MW/m^2 x 10 m^2 for 100 s into 50 kJ/K: 30 K
    CHECK_NEAR(rig_read(r, wall, "temperature") - 270, 30, 1e-3);
    CHECK_NEAR(rig_read(r, shut, "temperature"), 270, 1e-3);
    rig_closed(r, start, 2e7);
    rig_destroy(r);
}

static void a_conditioner_dries_to_its_dew_point_and_cools_to_its_set_point(void)
{
    rig *r = rig_create();
    leo_part_at *cabin =
        rig_add(r, "cabin", "volume", WORDS("volume", "2 m^3", "temperature", "303.15 K", "humidity", "0.9"));
    leo_part_at *cooler = rig_add(r, "cooler", "conditioner", WORDS("at", "cabin"));
    rig_seal(r);
    double start[LEO_LEDGER_COUNT];
    leo_network_ledger(r->network, start);
    const double before = rig_read(r, cabin, "h2o-pressure") * 2 / (leo_gas_table[LEO_H2O].r_j_kg_k * 303.15);
    rig_fly(r, 7200);
    // no warmer than the set point; colder by what the leaving vapour takes (enthalpy, as from any vessel)
    CHECK_NEAR(rig_read(r, cabin, "temperature"), 289.7, 1.5);
    CHECK_NEAR(rig_read(r, cabin, "h2o-pressure"), leo_water_saturation_pa(281.15), 1);
    const double after = rig_read(r, cabin, "h2o-pressure") * 2 /
                         (leo_gas_table[LEO_H2O].r_j_kg_k * rig_read(r, cabin, "temperature"));
    CHECK_NEAR(rig_read(r, cooler, "water"), before - after, 1e-9);
    rig_closed(r, start, 1e6);
    rig_say(r, cooler, "fault", "failed");
    CHECK(rig_read(r, cooler, "heat") == 0);
    rig_destroy(r);
}

static leo_status breathe(const void *self, const leo_view *view, double *rate, leo_error *error)
{
    const rig *r = self;
    const int cabin = leo_network_find(r->network, "cabin"), lungs = leo_network_find(r->network, "lungs");
    (void)error;
    // two resting people: 0.55 l/min O2 and RQ 0.85; 2 g/min of vapour
    leo_share_gas(r->network, view, rate, cabin, lungs, LEO_O2, 1.2e-5, 300);
    leo_share_gas(r->network, view, rate, lungs, cabin, LEO_CO2, 1.2e-5 * 44.009 / 31.998 * 0.85, 300);
    leo_share_gas(r->network, view, rate, lungs, cabin, LEO_H2O, 2.5e-5, 300);
    return LEO_OK;
}

static void a_regenerator_holds_oxygen_and_carbon_dioxide_for_a_day(void)
{
    rig *r = rig_create();
    leo_part_at *cabin = rig_add(r, "cabin", "volume", WORDS("volume", "2 m^3"));
    rig_add(r, "lungs", "volume", WORDS("volume", "1000 m^3", "co2-fraction", "0.1", "humidity", "0.9"));
    leo_part_at *bed = rig_add(r, "bed", "regenerator", WORDS("at", "cabin"));
    rig_add(r, "cooler", "conditioner", WORDS("at", "cabin"));
    r->error = (leo_error){ 0 };
    rig_must(leo_craft_build(&r->craft, &r->error), &r->error);
    const int nodes[] = { leo_network_find(r->network, "cabin"), leo_network_find(r->network, "lungs") };
    rig_must(leo_network_add_element(r->network, "people", breathe, r, nodes, 2, NULL, 0, &r->error),
             &r->error);
    const leo_network_options options = { .outside = rig_outside,
                                          .outside_context = r,
                                          .longest_step_s = 60 };
    rig_must(leo_network_seal(r->network, &options, &r->error), &r->error);
    double start[LEO_LEDGER_COUNT];
    leo_network_ledger(r->network, start);
    rig_fly(r, 86400);
    printf("  O2 %.0f Pa, CO2 %.0f Pa, used %.3f, %.2f K\n", rig_read(r, cabin, "o2-pressure"),
           rig_read(r, cabin, "co2-pressure"), rig_read(r, bed, "used"), rig_read(r, cabin, "temperature"));
    CHECK_NEAR(rig_read(r, cabin, "o2-pressure"), 21330, 2000);
    CHECK(rig_read(r, cabin, "co2-pressure") < 1000);
    // 1.2e-5 kg/s for a day at 1.5 to 0.75 O2 a CO2
    CHECK_NEAR(rig_read(r, bed, "o2-made"), 1.2e-5, 0.05e-5);
    rig_closed(r, start, 1e8);
    rig_destroy(r);
}

static void the_yields_of_superoxide_are_those_of_the_reactions(void)
{
    // kg O2 and CO2 for a kg of KO2: 3/4 M(O2)/M(KO2) = 0.3376; CO2 carbonate 0.3095, bicarbonate 0.6190
    rig *r = rig_create();
    leo_part_at *cabin =
        rig_add(r, "cabin", "volume",
                WORDS("volume", "50 m^3", "co2-fraction", "0.2", "humidity", "0", "o2-fraction", "0.2"));
    leo_part_at *bed = rig_add(r, "bed", "regenerator", WORDS("at", "cabin", "superoxide", "1 kg"));
    rig_seal(r);
    const leo_gas *gas = &rig_view(r)->gas[leo_network_find(r->network, "cabin")];
    const double o2 = gas->mass_kg[LEO_O2], co2 = gas->mass_kg[LEO_CO2];
    double start[LEO_LEDGER_COUNT];
    leo_network_ledger(r->network, start);
    rig_fly(r, 5000);
    gas = &rig_view(r)->gas[leo_network_find(r->network, "cabin")];
    const double used = rig_read(r, bed, "used");
    CHECK(used > 0.05);
    CHECK_NEAR((gas->mass_kg[LEO_O2] - o2) / used, 0.75 * 31.998 / 71.096, 1e-9);
    CHECK_NEAR((co2 - gas->mass_kg[LEO_CO2]) / used, 0.5 * 44.009 / 71.096, 1e-9);
    CHECK(rig_read(r, cabin, "temperature") > 294);
    rig_closed(r, start, 1e8);
    rig_destroy(r);
}

int main(void)
{
    RUN(a_bare_plate_in_sunlight_reaches_its_known_temperature);
    RUN(a_blanket_slows_heat_and_keeps_the_skin_apart);
    RUN(a_wall_warms_gas_and_loses_to_space);
    RUN(heat_of_entry_comes_through_by_its_share);
    RUN(a_conditioner_dries_to_its_dew_point_and_cools_to_its_set_point);
    RUN(a_regenerator_holds_oxygen_and_carbon_dioxide_for_a_day);
    RUN(the_yields_of_superoxide_are_those_of_the_reactions);
    return check_result();
}
