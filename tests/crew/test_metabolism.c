/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "crew/metabolism.h"

static const double LPM = 1e-3 / 60, O2_MAX = 3.3e-3 / 60, O2_KG_MOL = 31.998e-3, CO2_KG_MOL = 44.009e-3;

/* The value in column `column` (from 0) of the row that begins with `item`, or NaN. */
static double read_value(const char *name, const char *item, int column)
{
    const char *folder = check_reference_data();
    if (!folder)
        SKIP_LOUDLY("LEO_REFERENCE_DATA");
    char path[1024], line[256];
    snprintf(path, sizeof path, "%s/life-support/%s", folder, name);
    FILE *file = fopen(path, "r");
    if (!file)
        SKIP_LOUDLY(path);
    double value = NAN;
    while (fgets(line, sizeof line, file)) {
        const char *at = line;
        if (strncmp(line, item, strlen(item)) != 0 || line[strlen(item)] != ',')
            continue;
        for (int i = 0; at && i < column; i++) {
            at = strchr(at, ',');
            at = at ? at + 1 : NULL;
        }
        value = at ? strtod(at, NULL) : NAN;
        break;
    }
    fclose(file);
    return value;
}

static void weir_releases_twenty_kilojoules_a_litre(void)
{
    CHECK_NEAR(leo_metabolism_energy_j_m3(0.85) / 1e6, 20.4, 0.05);
    CHECK_NEAR(leo_metabolism_energy_j_m3(0) * LPM, 275, 0.5); // W for a litre a minute
    CHECK_NEAR((leo_metabolism_energy_j_m3(1) - leo_metabolism_energy_j_m3(0)) * LPM, 77, 0.2);
}

static void a_day_uses_the_oxygen_of_the_daily_balance(void)
{
    const double power = read_value("bvad_2004_daily_balance.csv", "food energy", 2) * 1e6 / 86400;
    const double o2 = read_value("bvad_2004_daily_balance.csv", "oxygen", 2);
    const double co2 = read_value("bvad_2004_daily_balance.csv", "carbon dioxide", 2);
    const double quotient = read_value("bvad_2004_daily_balance.csv", "respiratory quotient", 2);
    const double day = 86400 * LEO_STPD_MOL_M3;
    const double uptake = power / leo_metabolism_energy_j_m3(quotient);
    printf("  O2 %.4f of %.4f kg, CO2 %.4f of %.4f kg\n", uptake * day * O2_KG_MOL, o2,
           uptake * quotient * day * CO2_KG_MOL, co2);
    // the table's own energy and oxygen differ by 1.6 % from Weir's formula: within 2 %
    CHECK_NEAR(uptake * day * O2_KG_MOL, o2, 0.02 * o2);
    CHECK_NEAR(uptake * quotient * day * CO2_KG_MOL, co2, 0.02 * co2);
    CHECK_NEAR((co2 / CO2_KG_MOL) / (o2 / O2_KG_MOL), quotient, 0.001);
}

static void sleep_and_an_ordinary_day_are_as_measured(void)
{
    const double basal = 44 * 1.83; // W/m^2 and m^2 of the standard man
    const char *file = "bvad_rev2_metabolic.csv";
    const double kg_m3 = LEO_STPD_MOL_M3 * O2_KG_MOL;
    // within 15 %: the card's error of activities
    const double sleep = leo_metabolism_o2_m3_s(leo_activities[0].multiple * basal, 0.85, O2_MAX) * kg_m3;
    const double asleep = read_value(file, "sleep", 1);
    CHECK_NEAR(sleep, asleep, 0.15 * asleep);
    double day = 0; // 16 h awake, half of them at rest and half at light work
    for (int i = 1; i <= 2; i++)
        day += leo_metabolism_o2_m3_s(leo_activities[i].multiple * basal, 0.85, O2_MAX) * kg_m3 / 2;
    const double nominal = read_value(file, "nominal", 1);
    CHECK_NEAR(day, nominal, 0.15 * nominal);
    const double quotient = read_value(file, "nominal", 2) / CO2_KG_MOL / (nominal / O2_KG_MOL);
    CHECK_NEAR(leo_metabolism_quotient(0.85, 0.15), quotient, 0.05 * quotient);
}

static void demand_and_energy_agree(void)
{
    for (double w = 70; w < 1000; w += 50) {
        const double o2 = leo_metabolism_o2_m3_s(w, 0.85, O2_MAX);
        const double q = leo_metabolism_quotient(0.85, o2 / O2_MAX);
        CHECK_NEAR(o2 * leo_metabolism_energy_j_m3(q), w, 1e-11 * w); // what three steps of Newton leave
    }
    CHECK_NEAR(leo_metabolism_o2_m3_s(550, 0.85, O2_MAX) / LPM, 1.6, 0.03);
}

static void nobody_takes_up_more_than_his_most(void)
{
    CHECK(leo_metabolism_o2_m3_s(3000, 0.85, O2_MAX) == O2_MAX);
    CHECK(leo_metabolism_quotient(0.85, 1) == 1 && leo_metabolism_quotient(0.85, 7) == 1);
    CHECK(leo_metabolism_quotient(0.85, -1) == 0.85);
}

static void activities_are_listed_once(void)
{
    for (int i = 0; i < LEO_ACTIVITY_COUNT; i++) {
        CHECK_TEXT(leo_activity_names[i], leo_activities[i].name);
        CHECK(i == 0 || leo_activities[i].multiple > leo_activities[i - 1].multiple);
    }
    CHECK(leo_activity_names[LEO_ACTIVITY_COUNT] == NULL);
    CHECK_TEXT(leo_activities[LEO_ACTIVITY_REST].name, "rest");
}

int main(void)
{
    RUN(weir_releases_twenty_kilojoules_a_litre);
    RUN(a_day_uses_the_oxygen_of_the_daily_balance);
    RUN(sleep_and_an_ordinary_day_are_as_measured);
    RUN(demand_and_energy_agree);
    RUN(nobody_takes_up_more_than_his_most);
    RUN(activities_are_listed_once);
    return check_result();
}
