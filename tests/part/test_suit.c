/* SPDX-License-Identifier: MIT */
#include "part/hatch.h"
#include "part/inflatable.h"
#include "part/suit.h"
#include "rig.h"

typedef struct eva {
    rig *r;
    leo_part_at *cabin, *lock, *suit, *tank, *feed, *vent, *air;
} eva;

static eva build(void)
{
    eva e = { .r = rig_create() };
    e.cabin = rig_add(e.r, "cabin", "volume", WORDS("volume", "2 m^3"));
    e.air = rig_add(e.r, "air", "bottle", WORDS("volume", "4 L", "pressure", "10 MPa", "gas", "air"));
    e.lock = rig_add(e.r, "lock", "inflatable", WORDS("volume", "2.5 m^3", "bottle", "air"));
    e.suit = rig_add(e.r, "berkut", "suit", WORDS("location", "cabin"));
    e.tank = rig_add(e.r, "pack", "bottle",
                     WORDS("volume", "6 L", "pressure", "22 MPa", "surroundings", "berkut.shell"));
    e.feed = rig_add(e.r, "ventilation", "supply", WORDS("from", "pack", "to", "berkut"));
    e.vent = rig_add(e.r, "vent", "valve", WORDS("from", "lock", "to", "outside", "diameter", "23 mm"));
    rig_seal(e.r);
    return e;
}

static void a_lock_unfolds_with_two_groups_of_beams_of_three(void)
{
    for (int failed = 0; failed < 2; failed++) {
        eva e = build();
        double start[LEO_LEDGER_COUNT];
        leo_network_ledger(e.r->network, start);
        if (failed)
            rig_say(e.r, e.lock, "fault", "failed");
        rig_say(e.r, e.lock, "inflate", "yes");
        rig_fly(e.r, 600);
        CHECK_NEAR(rig_read(e.r, e.lock, "volume"), 2.5, 0.01);
        CHECK_TEXT(e.r->last_notice, "deployed");
        CHECK_NEAR(rig_read(e.r, e.lock, "beam-pressure"), 0.62 * 101325, 0.06 * 0.62 * 101325);
        CHECK((rig_read(e.r, e.lock, "weakest-beam") < 30e3) == failed);
        rig_closed(e.r, start, 5e7);
        rig_destroy(e.r);
    }
}

static void a_jettisoned_lock_leaves_its_gas_outside_and_takes_its_links_along(void)
{
    eva e = build();
    rig_say(e.r, e.lock, "inflate", "yes");
    rig_say(e.r, e.vent, "opening", "1");
    rig_fly(e.r, 600);
    CHECK(leo_suit_move(e.suit, "lock", &e.r->error) == LEO_OK);
    CHECK(rig_say(e.r, e.lock, "jettisoned", "yes") == LEO_BAD_INPUT);
    CHECK(strstr(e.r->error.message, "berkut") != NULL);
    CHECK(leo_suit_move(e.suit, "cabin", NULL) == LEO_OK);
    double start[LEO_LEDGER_COUNT];
    leo_network_ledger(e.r->network, start);
    CHECK(rig_say(e.r, e.lock, "jettisoned", "yes") == LEO_OK);
    rig_fly(e.r, 700);
    CHECK(rig_read(e.r, e.lock, "mass") < 1e-6);
    CHECK(rig_read(e.r, e.vent, "flow") == 0);
    rig_closed(e.r, start, 5e7);
    rig_destroy(e.r);
}

static void a_suit_in_vacuum_holds_both_its_settings(void)
{
    eva e = build();
    rig_say(e.r, e.feed, "running", "yes");
    CHECK(rig_say(e.r, e.suit, "helmet", "shut") == LEO_OK);
    CHECK(leo_suit_move(e.suit, "outside", NULL) == LEO_OK);
    leo_network_changed(e.r->network);
    double start[LEO_LEDGER_COUNT];
    leo_network_ledger(e.r->network, start);
    rig_fly(e.r, 600);
    // steady: what comes in goes out, a little above the set pressure
    CHECK_NEAR(rig_read(e.r, e.suit, "pressure"), 0.40 * 101325, 2000);
    CHECK(rig_read(e.r, e.suit, "pressure") > 0.40 * 101325);
    CHECK_NEAR(rig_read(e.r, e.suit, "relief-flow"), rig_read(e.r, e.feed, "flow"),
               0.01 * rig_read(e.r, e.feed, "flow"));
    CHECK(rig_read(e.r, e.suit, "o2-fraction") > 0.9);
    const double high = leo_suit_work_w(e.suit, rig_view(e.r), 0.5);
    rig_say(e.r, e.suit, "setting", "low");
    rig_fly(e.r, 900);
    CHECK_NEAR(rig_read(e.r, e.suit, "pressure"), 0.27 * 101325, 2000);
    const double low = leo_suit_work_w(e.suit, rig_view(e.r), 0.5);
    // torque goes with pressure: 27.4/40.6 of the part that is not friction (4 W of 0.5 motions a second)
    CHECK_NEAR((low - 4) / (high - 4), 27.36 / 40.53, 0.03);
    CHECK(leo_suit_work_w(e.suit, rig_view(e.r), 0) == 0);
    rig_closed(e.r, start, 5e7);
    rig_destroy(e.r);
}

static void a_torn_suit_loses_what_a_choked_hole_loses(void)
{
    // 0.101 g/s for a mm^2 of Cd A at 40.6 kPa of O2 at 293 K
    eva e = build();
    rig_say(e.r, e.feed, "running", "yes");
    rig_say(e.r, e.suit, "helmet", "shut");
    leo_suit_move(e.suit, "outside", NULL);
    rig_say(e.r, e.suit, "fault-size", "1 mm^2");
    rig_say(e.r, e.suit, "fault", "leaking");
    rig_fly(e.r, 1200);
    const leo_gas *gas = &rig_view(e.r)->gas[leo_suit_node(e.suit)];
    const double wanted = 0.101e-3 * 0.6 * gas->pressure_pa / 40.6e3 * sqrt(293.15 / gas->temperature_k);
    const double lost = rig_read(e.r, e.feed, "flow") - rig_read(e.r, e.suit, "relief-flow");
    CHECK_NEAR(lost, wanted, 0.02 * wanted); // and the leak of the sound suit, 1 %
    rig_destroy(e.r);
}

static void a_helmet_opens_neither_against_pressure_nor_in_vacuum(void)
{
    eva e = build();
    rig_say(e.r, e.suit, "helmet", "shut");
    rig_say(e.r, e.feed, "running", "yes");
    rig_fly(e.r, 300);
    CHECK(leo_suit_gauge_pa(e.suit, rig_view(e.r)) > 30e3);
    CHECK(rig_say(e.r, e.suit, "helmet", "open") == LEO_BAD_INPUT);
    CHECK(leo_suit_helmet_open(e.suit) == 0);
    rig_say(e.r, e.feed, "running", "no");
    leo_suit_move(e.suit, "lock", NULL);
    leo_network_changed(e.r->network);
    rig_fly(e.r, 4000);
    CHECK(rig_say(e.r, e.suit, "helmet", "open") == LEO_BAD_INPUT);
    CHECK(leo_suit_move(e.suit, "pack", &e.r->error) == LEO_BAD_INPUT);
    CHECK(leo_suit_location_node(e.suit) == leo_network_find(e.r->network, "lock"));
    rig_destroy(e.r);
}

static void an_open_helmet_mixes_the_suit_with_the_cabin(void)
{
    eva e = build();
    rig_say(e.r, e.feed, "running", "yes");
    rig_fly(e.r, 600);
    CHECK_NEAR(rig_read(e.r, e.suit, "pressure"), rig_read(e.r, e.cabin, "pressure"), 100);
    // the metered oxygen goes out into the cabin
    CHECK(rig_read(e.r, e.cabin, "o2-fraction") > 0.25);
    rig_destroy(e.r);
}

int main(void)
{
    RUN(a_lock_unfolds_with_two_groups_of_beams_of_three);
    RUN(a_jettisoned_lock_leaves_its_gas_outside_and_takes_its_links_along);
    RUN(a_suit_in_vacuum_holds_both_its_settings);
    RUN(a_torn_suit_loses_what_a_choked_hole_loses);
    RUN(a_helmet_opens_neither_against_pressure_nor_in_vacuum);
    RUN(an_open_helmet_mixes_the_suit_with_the_cabin);
    return check_result();
}
