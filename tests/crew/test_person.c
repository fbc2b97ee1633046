/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "craft.h"
#include "crew/heat.h"
#include "network/gas.h"
#include "part/suit.h"

/* A room of 30 m^3 at 22 deg C with walls that hold its temperature, and a lock that a hatch joins to it. */
static box *room(const char *name, const char *pressure, const char *o2, const char *activity)
{
    box *b = box_create();
    box_add(b, "cabin", "volume",
            (const char *[]){ "volume", "30 m^3", "temperature", "295 K", "pressure", pressure, "o2-fraction",
                              o2, "co2-fraction", "0", NULL });
    box_add(b, "lock", "volume", (const char *[]){ "volume", "2 m^3", "pressure", "1 kPa", NULL });
    box_add(
        b, "hatch", "hatch",
        (const char *[]){ "from", "cabin", "to", "lock", "diameter", "0.7 m", "open-limit", "2 kPa", NULL });
    box_add(b, "walls", "wall",
            (const char *[]){ "inside", "cabin", "capacity", "30 MJ/K", "inside-conductance", "500 W/K",
                              "temperature", "295 K", NULL });
    box_add(b, name, "person",
            (const char *[]){ "mass", "70 kg", "height", "1.73 m", "age", "30 yr", "location", "cabin",
                              "activity", activity, NULL });
    box_seal(b);
    return b;
}

static void rows_are_sound(void)
{
    leo_error error = { 0 };
    const leo_kind *kind = &leo_person.kind;
    CHECK(leo_fields_check(kind->config.fields, kind->config.size, &error) == LEO_OK);
    CHECK(leo_fields_check(kind->input.fields, kind->input.size, &error) == LEO_OK);
    CHECK(leo_fields_check(kind->output.fields, kind->output.size, &error) == LEO_OK);
    CHECK_TEXT(error.message, "");
    for (const leo_verb *verb = kind->verbs; verb->word; verb++)
        CHECK(leo_field_find(kind->input.fields, verb->input) != NULL);
}

static void rests_at_his_set_point_for_six_hours(void)
{
    box *b = room("anna", "101.3 kPa", "0.2095", "rest");
    box_fly(b, 6 * 3600);
    CHECK_NEAR(box_get(b, "anna", "core-temperature") - 273.15, 36.8, 0.1);
    CHECK_NEAR(box_get(b, "anna", "pulse") * 60, 65, 3);
    CHECK(box_get(b, "anna", "breathing-rate") * 60 > 12 && box_get(b, "anna", "breathing-rate") * 60 < 16);
    CHECK(box_get(b, "anna", "consciousness") > 0.999 && box_get(b, "anna", "vision") == 1);
    CHECK_NEAR(box_get(b, "anna", "metabolic-rate"), 105, 5);
    CHECK_NEAR(box_get(b, "anna", "tissue-n2"), 75.1e3, 300);
    CHECK(box_get(b, "anna", "saturation") > 0.96);
    // skin and breath of a resting person lose 0.6 .. 1.0 litre of water a day
    CHECK(box_get(b, "anna", "water-lost") * 4 > 0.5 && box_get(b, "anna", "water-lost") * 4 < 1.2);
    box_destroy(b);
}

static void uses_oxygen_and_gives_carbon_dioxide_by_the_quotient(void)
{
    box *b = room("anna", "101.3 kPa", "0.2095", "rest");
    const leo_gas before = box_gas(b, "cabin");
    box_fly(b, 24 * 3600);
    const leo_gas after = box_gas(b, "cabin");
    const double o2 = before.mass_kg[LEO_O2] - after.mass_kg[LEO_O2];
    const double co2 = after.mass_kg[LEO_CO2] - before.mass_kg[LEO_CO2];
    CHECK_NEAR(o2, box_get(b, "anna", "o2-used"), 1e-9);
    CHECK_NEAR(after.mass_kg[LEO_N2], before.mass_kg[LEO_N2], 1e-9);
    CHECK_NEAR((co2 / leo_gas_table[LEO_CO2].molar_kg_mol) / (o2 / leo_gas_table[LEO_O2].molar_kg_mol), 0.85,
               0.005);
    // 105 W: 0.62 .. 0.65 kg of oxygen a day (20.4 kJ a litre)
    CHECK_NEAR(o2, 105 * 86400 / 20.4e6 * 1.4276, 0.02 * o2);
    box_destroy(b);
}

static void every_account_closes(void)
{
    box *b = room("anna", "101.3 kPa", "0.2095", "hard");
    double before[LEO_LEDGER_COUNT], after[LEO_LEDGER_COUNT];
    leo_network_ledger(b->network, before);
    box_fly(b, 3600);
    box_say(b, "anna", "activity", "struggle");
    box_fly(b, 4800);
    box_say(b, "anna", "activity", "sleep");
    box_fly(b, 7200);
    leo_network_ledger(b->network, after);
    const double moved_j = 7200 * 450; // metabolic energy alone
    for (int i = LEO_LEDGER_O; i <= LEO_LEDGER_H; i++)
        CHECK(fabs(after[i] - before[i]) < 1e-12 * 40);
    CHECK(fabs(after[LEO_LEDGER_ENERGY] - before[LEO_LEDGER_ENERGY]) <
          1e-9 * moved_j + 1e-15 * before[LEO_LEDGER_ENERGY]);
    box_destroy(b);
}

static void heat_stored_is_that_of_both_nodes_and_of_the_tissue_that_changed_sides(void)
{
    box *b = room("anna", "101.3 kPa", "0.2095", "hard");
    const double m_c = 70 * 0.97 * 3600;
    double shifted = 0, alpha_before = 0, gap_before = 0, body_before = 0, stored_before = 0;
    for (int i = 0; i <= 720; i++) {
        if (i)
            box_fly(b, 5.0 * i);
        const double core = box_get(b, "anna", "core-temperature"),
                     skin = box_get(b, "anna", "skin-temperature");
        const double alpha = leo_heat_skin_part(leo_heat_blood_kg_s_m2(core, skin));
        const double body = m_c * (alpha * skin + (1 - alpha) * core),
                     stored = box_get(b, "anna", "heat-stored");
        // d(body) = heat - m c (T_cr - T_sk) d(alpha)
        if (i)
            shifted += (body - body_before) - (stored - stored_before) +
                       m_c * (alpha - alpha_before) * (core - skin + gap_before) / 2;
        alpha_before = alpha;
        gap_before = core - skin;
        body_before = body;
        stored_before = stored;
    }
    CHECK(stored_before > 1e5);
    CHECK(fabs(shifted) < 1e-3 * stored_before); // the rule of trapezia over 5 s
    box_destroy(b);
}

static void work_warms_quickens_and_wets(void)
{
    box *b = room("anna", "101.3 kPa", "0.2095", "rest");
    box_fly(b, 600);
    const double pulse = box_get(b, "anna", "pulse"), breath = box_get(b, "anna", "breathing-rate");
    box_say(b, "anna", "activity", "hard");
    box_fly(b, 600 + 57.6 + 37.5);
    const double soon = box_get(b, "anna", "pulse");
    printf("  pulse %.1f, %.1f", pulse * 60, soon * 60);
    box_fly(b, 1800);
    printf(", %.1f\n", box_get(b, "anna", "pulse") * 60);
    CHECK(box_get(b, "anna", "pulse") > soon && soon > pulse + 15.0 / 60);
    CHECK(box_get(b, "anna", "breathing-rate") > breath + 5.0 / 60);
    CHECK(box_get(b, "anna", "core-temperature") > 273.15 + 37);
    CHECK(box_get(b, "anna", "sweat-rate") > 0);
    CHECK_NEAR(box_get(b, "anna", "vo2") * 60e3, 450.0 / 341, 0.06);
    box_destroy(b);
}

static void emotion_shows_at_once_and_dies_away(void)
{
    box *b = room("anna", "101.3 kPa", "0.2095", "light");
    box_fly(b, 600);
    const double pulse = box_get(b, "anna", "pulse"), breath = box_get(b, "anna", "breathing-rate");
    CHECK(box_say(b, "anna", "emotion", "40 bpm") == LEO_OK);
    box_fly(b, 600);
    CHECK_NEAR(60 * (box_get(b, "anna", "pulse") - pulse), 40, 0.01);
    CHECK_NEAR(box_get(b, "anna", "breathing-rate") / breath, 1.25, 0.001);
    CHECK(box_say(b, "anna", "activity", "rest") == LEO_OK); // does not startle again
    box_fly(b, 690);
    CHECK_NEAR(60 * box_get(b, "anna", "emotion"), 40 / exp(1), 1e-6);
    CHECK(box_say(b, "anna", "emotion", "40 bpm") == LEO_OK);
    box_fly(b, 690);
    CHECK_NEAR(60 * box_get(b, "anna", "emotion"), 40 + 40 / exp(1), 1e-6);
    box_destroy(b);
}

static void thin_air_takes_consciousness_and_then_work(void)
{
    // 30.1 kPa of air: 30 000 ft, 1 .. 3 min for a person at rest
    box *b = room("anna", "30.1 kPa", "0.2095", "rest");
    box_fly(b, 60);
    CHECK(box_get(b, "anna", "consciousness") > 0);
    box_fly(b, 180);
    CHECK(box_get(b, "anna", "consciousness") == 0);
    box_say(b, "anna", "activity", "hard");
    box_fly(b, 200);
    CHECK(box_get(b, "anna", "metabolic-rate") < 150);
    box_destroy(b);
    b = room("anna", "30.1 kPa", "1", "rest");
    box_fly(b, 600);
    CHECK(box_get(b, "anna", "consciousness") > 0.999);
    box_destroy(b);
}

static void load_dims_the_sight(void)
{
    box *b = room("anna", "101.3 kPa", "0.2095", "rest");
    b->load = 9;
    box_fly(b, 60);
    CHECK_NEAR(box_get(b, "anna", "vision"), 1 - 60 * 1.4 / 108, 0.01);
    CHECK_NEAR(box_get(b, "anna", "load"), 9, 1e-12);
    box_fly(b, 100);
    CHECK(box_get(b, "anna", "vision") == 0);
    b->load = 0;
    box_fly(b, 200);
    CHECK(box_get(b, "anna", "vision") > 0.95);
    box_destroy(b);
}

static void refuses_to_walk_through_walls(void)
{
    box *b = room("anna", "101.3 kPa", "0.2095", "rest");
    box_fly(b, 1);
    CHECK(box_say(b, "anna", "location", "lock") == LEO_BAD_INPUT);
    CHECK_TEXT(b->error.message, "no open hatch joins `cabin` and `lock`");
    CHECK(box_say(b, "anna", "location", "lok") == LEO_BAD_INPUT);
    CHECK(strstr(b->error.message, "nearest: `lock`") != NULL);
    CHECK(box_say(b, "anna", "location", "walls") == LEO_BAD_INPUT);
    CHECK(box_say(b, "anna", "location", "cabin") == LEO_OK);
    box_destroy(b);
}

static void refuses_a_place_without_air(void)
{
    box *b = room("anna", "2 kPa", "1", "rest"); // as after a decompression
    box_fly(b, 1);
    CHECK(box_say(b, "hatch", "opening", "1") == LEO_OK);
    box_fly(b, 4.5);
    CHECK(box_say(b, "anna", "location", "lock") == LEO_BAD_INPUT);
    CHECK(strstr(b->error.message, "below 6.27 kPa only in a suit that is shut and under pressure") != NULL);
    box_fly(b, 20);
    CHECK(box_say(b, "anna", "location", "lock") == LEO_BAD_INPUT);
    CHECK_TEXT(b->error.message, "has lost consciousness and stays in `cabin`");
    box_destroy(b);
}

static void moves_with_his_breath_through_an_open_hatch(void)
{
    box *b = box_create();
    box_add(b, "cabin", "volume", (const char *[]){ "volume", "30 m^3", NULL });
    box_add(b, "lock", "volume", (const char *[]){ "volume", "2 m^3", NULL });
    box_add(b, "hatch", "hatch",
            (const char *[]){ "from", "cabin", "to", "lock", "diameter", "0.7 m", "mixing", "0 m^3/s",
                              "opening", "1", NULL });
    box_add(b, "anna", "person",
            (const char *[]){ "mass", "70 kg", "height", "1.73 m", "location", "cabin", NULL });
    box_seal(b);
    box_fly(b, 10);
    CHECK(box_say(b, "anna", "location", "lock") == LEO_OK);
    const double co2 = box_gas(b, "lock").mass_kg[LEO_CO2];
    box_fly(b, 610);
    // 4.3e-6 m^3/s of carbon dioxide; less what flows back through the hatch
    CHECK(box_gas(b, "lock").mass_kg[LEO_CO2] - co2 > 600 * 4e-6 * 1.96 * 0.9);
    CHECK(box_get(b, "anna", "outside") == 0);
    box_destroy(b);
}

static void refuses_what_is_no_suit(void)
{
    static const char *const names[] = { "cabin", "berkut" };
    for (int i = 0; i < 2; i++) {
        box *b = box_create();
        box_add(b, "cabin", "volume", (const char *[]){ "volume", "30 m^3", NULL });
        box_add(b, "anna", "person",
                (const char *[]){ "mass", "70 kg", "height", "1.73 m", "location", "cabin", "wears", names[i],
                                  NULL });
        leo_error error = { 0 };
        CHECK(leo_craft_build(&b->craft, &error) == LEO_BAD_INPUT);
        CHECK_TEXT(error.message, i ? "wears: `berkut` is not there" : "wears: `cabin` is no suit");
        box_destroy(b);
    }
}

/* ---- in a suit ---- */

/* Anna outside in a vented suit: 30 normal litres of oxygen a minute from a full bottle. */
static box *suited_from(const char *bottle, const char *pressure, const char *setting, const char *activity)
{
    box *b = box_create();
    box_add(b, "cabin", "volume", (const char *[]){ "volume", "30 m^3", NULL });
    box_add(b, "hatch", "hatch",
            (const char *[]){ "from", "cabin", "to", "outside", "diameter", "0.7 m", NULL });
    box_add(b, "bottle", "bottle", (const char *[]){ "volume", bottle, "pressure", "27 MPa", NULL });
    box_add(b, "berkut", "suit",
            (const char *[]){ "location", "outside", "helmet", "shut", "pressure", pressure, "o2-fraction",
                              "0.99", "setting", setting, "temperature", "300 K", NULL });
    box_add(b, "oxygen", "supply",
            (const char *[]){ "from", "bottle", "to", "berkut", "running", "yes", NULL });
    box_add(b, "anna", "person",
            (const char *[]){ "mass", "70 kg", "height", "1.68 m", "age", "30 yr", "location", "outside",
                              "wears", "berkut", "activity", activity, "tissue-nitrogen", "79.0 kPa", NULL });
    b->temperature_k = 800;
    box_seal(b);
    return b;
}

static box *suited(const char *pressure, const char *setting, const char *activity)
{
    return suited_from("6 L", pressure, setting, activity);
}

static void tell(const char *when, box *b)
{
    printf("  %s: %.1f kPa, M %.0f W, work %.1f W, pulse %.0f, breaths %.0f, O2 %.2f L/min, core %+.2f K, "
           "skin %.1f C, "
           "evaporation %.0f W, wet %.2f, water %.3f kg, vapour %.2f kPa, gas %.1f C, CO2 %.2f kPa\n",
           when, box_get(b, "berkut", "pressure") / 1e3, box_get(b, "anna", "metabolic-rate"),
           box_get(b, "anna", "suit-work"), 60 * box_get(b, "anna", "pulse"),
           60 * box_get(b, "anna", "breathing-rate"), 6e4 * box_get(b, "anna", "vo2"),
           box_get(b, "anna", "core-temperature") - 309.95, box_get(b, "anna", "skin-temperature") - 273.15,
           box_get(b, "anna", "evaporative-heat"), box_get(b, "anna", "skin-wetness"),
           box_get(b, "anna", "water-lost"), box_get(b, "berkut", "h2o-pressure") / 1e3,
           box_get(b, "berkut", "temperature") - 273.15, box_get(b, "anna", "inspired-co2") / 1e3);
}

static void hard_work_outside_heats_the_core(void)
{
    // a rise by 1.2 .. 2.0 K in 24 min at about 550 W; Leonov's was given as 1.8 K
    box *high = suited("40.6 kPa", "high", "hard"), *low = suited("27.4 kPa", "low", "hard");
    box_fly(high, 24 * 60);
    box_fly(low, 24 * 60);
    tell("0.40 atm", high);
    tell("0.27 atm", low);
    const double rise_high = box_get(high, "anna", "core-temperature") - 309.95;
    const double rise_low = box_get(low, "anna", "core-temperature") - 309.95;
    CHECK(rise_high > 1.2 && rise_high < 2.0);
    CHECK(rise_low < rise_high);
    // lower pressure: less work to move, more evaporation, more pulse in reserve
    CHECK(box_get(low, "anna", "suit-work") < 0.8 * box_get(high, "anna", "suit-work"));
    CHECK(box_get(low, "anna", "evaporative-heat") > box_get(high, "anna", "evaporative-heat"));
    CHECK(box_get(low, "anna", "pulse") < box_get(high, "anna", "pulse"));
    CHECK(box_get(high, "anna", "water-lost") < 1.5);
    box_destroy(high);
    box_destroy(low);
}

static void every_account_closes_in_a_suit(void)
{
    box *b = suited("40.6 kPa", "high", "work");
    double before[LEO_LEDGER_COUNT], after[LEO_LEDGER_COUNT];
    leo_network_ledger(b->network, before);
    box_fly(b, 600);
    box_say(b, "berkut", "setting", "low");
    box_say(b, "anna", "activity", "struggle");
    box_fly(b, 1200);
    leo_network_ledger(b->network, after);
    for (int i = LEO_LEDGER_O; i <= LEO_LEDGER_H; i++)
        CHECK(fabs(after[i] - before[i]) < 1e-12 * 40);
    CHECK(fabs(after[LEO_LEDGER_ENERGY] - before[LEO_LEDGER_ENERGY]) < 1e-9 * 1200 * 450);
    box_destroy(b);
}

static void the_relief_valve_carries_off_the_latent_heat(void)
{
    box *b = suited("40.6 kPa", "high", "hard");
    box_fly(b, 1800);
    const leo_gas gas = box_gas(b, "berkut");
    const double carried = box_get(b, "berkut", "relief-flow") * gas.mass_kg[LEO_H2O] / gas.total_kg;
    // settled: what leaves is what evaporates
    CHECK_NEAR(carried, leo_heat_vapour_kg_s(box_get(b, "anna", "evaporative-heat")), 0.03 * carried);
    CHECK(gas.partial_pa[LEO_H2O] < leo_heat_saturation_pa(box_get(b, "anna", "skin-temperature")));
    box_destroy(b);
}

static void breathing_oxygen_washes_out_nitrogen(void)
{
    box *b = suited_from("20 L", "40.6 kPa", "high", "rest");
    box_fly(b, 7200);
    // two hours from 79.0 kPa: 62.7 kPa in the slow compartment, ratio 1.54; a little nitrogen is left in the suit at first
    CHECK_NEAR(box_get(b, "anna", "tissue-n2") / 1e3, 62.7, 0.2);
    CHECK_NEAR(box_get(b, "anna", "tissue-ratio"), 1.54 * 40.6 / (box_get(b, "berkut", "pressure") / 1e3),
               0.01);
    CHECK(box_get(b, "anna", "alveolar-o2") > 20e3 && box_get(b, "anna", "consciousness") > 0.999);
    box_destroy(b);
}

static void a_bottle_lasts_as_long_as_its_flow_says(void)
{
    // 1666 normal litres at 30 a minute are 55 min; then the suit holds little oxygen and much of what was breathed out
    box *b = suited("40.6 kPa", "high", "rest");
    box_fly(b, 50 * 60);
    CHECK(box_get(b, "anna", "consciousness") > 0.999 && box_get(b, "anna", "inspired-co2") < 1000);
    box_fly(b, 90 * 60);
    CHECK(box_get(b, "anna", "consciousness") == 0);
    box_destroy(b);
}

static void a_suit_out_of_oxygen_takes_consciousness(void)
{
    box *b = suited("40.6 kPa", "high", "work");
    box_fly(b, 60);
    box_say(b, "oxygen", "running", "no");
    box_say(b, "berkut", "fault", "leaking");
    box_say(b, "berkut", "fault-size", "30 mm^2");
    box_fly(b, 180);
    CHECK(box_get(b, "anna", "consciousness") == 0);
    box_destroy(b);
}

static void the_suit_goes_where_its_wearer_goes(void)
{
    box *b = box_create();
    box_add(b, "cabin", "volume",
            (const char *[]){ "volume", "30 m^3", "o2-fraction", "0.9", "pressure", "30 kPa", NULL });
    box_add(b, "lock", "volume",
            (const char *[]){ "volume", "2 m^3", "o2-fraction", "0.9", "pressure", "30 kPa", NULL });
    box_add(b, "hatch", "hatch",
            (const char *[]){ "from", "cabin", "to", "lock", "diameter", "0.7 m", "opening", "1", NULL });
    box_add(b, "berkut", "suit",
            (const char *[]){ "location", "lock", "pressure", "30 kPa", "o2-fraction", "0.9", NULL });
    box_add(b, "anna", "person",
            (const char *[]){ "mass", "70 kg", "height", "1.68 m", "location", "cabin", "wears", "berkut",
                              NULL });
    box_seal(b);
    const leo_part_at *suit = leo_craft_find(&b->craft, "berkut");
    CHECK(leo_suit_location_node(suit) == leo_network_find(b->network, "cabin"));
    box_fly(b, 10);
    CHECK(box_say(b, "anna", "location", "lock") == LEO_OK);
    CHECK(leo_suit_location_node(suit) == leo_network_find(b->network, "lock"));
    const leo_gas before = box_gas(b, "lock");
    CHECK(before.partial_pa[LEO_O2] > 0);
    box_fly(b, 20);
    CHECK_NEAR(box_get(b, "anna", "inspired-o2"), box_gas(b, "lock").partial_pa[LEO_O2], 1e-6);
    CHECK(box_say(b, "berkut", "helmet", "shut") == LEO_OK);
    box_fly(b, 30);
    CHECK_NEAR(box_get(b, "anna", "inspired-o2"), box_gas(b, "berkut").partial_pa[LEO_O2], 1e-6);
    box_destroy(b);
}

int main(void)
{
    RUN(rows_are_sound);
    RUN(rests_at_his_set_point_for_six_hours);
    RUN(uses_oxygen_and_gives_carbon_dioxide_by_the_quotient);
    RUN(every_account_closes);
    RUN(heat_stored_is_that_of_both_nodes_and_of_the_tissue_that_changed_sides);
    RUN(work_warms_quickens_and_wets);
    RUN(emotion_shows_at_once_and_dies_away);
    RUN(thin_air_takes_consciousness_and_then_work);
    RUN(load_dims_the_sight);
    RUN(refuses_to_walk_through_walls);
    RUN(refuses_a_place_without_air);
    RUN(moves_with_his_breath_through_an_open_hatch);
    RUN(refuses_what_is_no_suit);
    RUN(hard_work_outside_heats_the_core);
    RUN(every_account_closes_in_a_suit);
    RUN(the_relief_valve_carries_off_the_latent_heat);
    RUN(breathing_oxygen_washes_out_nitrogen);
    RUN(a_bottle_lasts_as_long_as_its_flow_says);
    RUN(a_suit_out_of_oxygen_takes_consciousness);
    RUN(the_suit_goes_where_its_wearer_goes);
    return check_result();
}
