/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "crew/tissue.h"

static void prebreathing_takes_out_what_the_rule_of_four_hours_says(void)
{
    // oxygen from 79.0 kPa: nitrogen of the slow compartment and its ratio to 29.6, 40.6 and 27.4 kPa
    static const double rows[][5] = { { 0, 79.0, 2.67, 1.95, 2.88 },
                                      { 60, 70.4, 2.38, 1.73, 2.57 },
                                      { 120, 62.7, 2.12, 1.54, 2.29 },
                                      { 180, 55.9, 1.89, 1.38, 2.04 },
                                      { 240, 49.8, 1.68, 1.23, 1.82 } };
    for (int i = 0; i < 5; i++) {
        const double p = leo_tissue_after_pa(79.0e3, 0, 0, LEO_TISSUE_SLOW_S, rows[i][0] * 60);
        CHECK_NEAR(p / 1e3, rows[i][1], 0.051); // rounding of the table
        CHECK_NEAR(p / 29.6e3, rows[i][2], 0.0051);
        CHECK_NEAR(p / 40.6e3, rows[i][3], 0.0051);
        CHECK_NEAR(p / 27.4e3, rows[i][4], 0.0051);
    }
}

static void half_of_the_difference_is_gone_after_a_half_time(void)
{
    CHECK_NEAR(leo_tissue_after_pa(80e3, 20e3, 20e3, 300, 300), 50e3, 1e-8);
    CHECK(leo_tissue_after_pa(80e3, 20e3, 20e3, 300, 0) == 80e3);
    CHECK_NEAR(leo_tissue_after_pa(80e3, 20e3, 20e3, 300, 1e7), 20e3, 1e-8);
}

static void a_chain_of_ramps_is_one_ramp(void)
{
    static const double half_times_s[] = { 300, 2400, 21600 };
    for (int h = 0; h < 3; h++) {
        const double once = leo_tissue_after_pa(75e3, 75e3, 20e3, half_times_s[h], 7200);
        double chain = 75e3;
        for (int i = 0; i < 7200; i += 2) { // short steps: the series for small k t
            const double begin = 75e3 - 55e3 * i / 7200, end = 75e3 - 55e3 * (i + 2) / 7200;
            chain = leo_tissue_after_pa(chain, begin, end, half_times_s[h], 2);
        }
        CHECK_NEAR(chain, once, 1e-12 * 3600 * once); // 3600 roundings
    }
}

static void obeys_its_differential_equation(void)
{
    const double h = 1200, k = log(2) / h, t = 900, d = 0.5, rate = -10;
    const double here = leo_tissue_after_pa(60e3, 70e3, 70e3 + rate * t, h, t);
    const double before = leo_tissue_after_pa(60e3, 70e3, 70e3 + rate * (t - d), h, t - d);
    const double after = leo_tissue_after_pa(60e3, 70e3, 70e3 + rate * (t + d), h, t + d);
    CHECK_NEAR((after - before) / (2 * d), k * (70e3 + rate * t - here), 1e-6); // h^2 of a central difference
}

static void the_lungs_hold_vapour_too(void)
{
    CHECK_NEAR(leo_tissue_alveolar_pa(0.79, 101325), 75.1e3, 50);
    CHECK(leo_tissue_alveolar_pa(0.79, 5000) == 0);
}

static void agrees_with_the_half_times_of_buhlmann(void)
{
    const char *folder = check_reference_data();
    if (!folder)
        SKIP_LOUDLY("LEO_REFERENCE_DATA");
    char path[1024], line[256];
    snprintf(path, sizeof path, "%s/life-support/buhlmann_zhl16.csv", folder);
    FILE *file = fopen(path, "r");
    if (!file)
        SKIP_LOUDLY(path);
    int rows = 0;
    while (fgets(line, sizeof line, file)) {
        const char *comma = strchr(line, ',');
        const double half_time_min = comma ? strtod(comma + 1, NULL) : 0;
        if (!(half_time_min > 0))
            continue;
        rows++; // p = p0 + (pi - p0) (1 - 2^(-t/T))
        const double want = 75e3 + (150e3 - 75e3) * (1 - pow(2, -40 / half_time_min));
        CHECK_NEAR(leo_tissue_after_pa(75e3, 150e3, 150e3, half_time_min * 60, 2400), want, 1e-8 * want);
    }
    fclose(file);
    CHECK(rows >= 16);
}

int main(void)
{
    RUN(prebreathing_takes_out_what_the_rule_of_four_hours_says);
    RUN(half_of_the_difference_is_gone_after_a_half_time);
    RUN(a_chain_of_ramps_is_one_ramp);
    RUN(obeys_its_differential_equation);
    RUN(the_lungs_hold_vapour_too);
    RUN(agrees_with_the_half_times_of_buhlmann);
    return check_result();
}
