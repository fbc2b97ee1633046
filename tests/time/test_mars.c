/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "time/epoch.h"
#include "time/mars.h"

static const double DEG = 3.14159265358979323846 / 180;

static leo_epoch at(const char *utc)
{
    leo_epoch epoch = { 0 };
    CHECK(leo_epoch_from_utc(utc, &epoch, NULL) == LEO_OK);
    return epoch;
}

static int sol_of(const char *lander, const char *utc)
{
    const leo_mars_lander *found = leo_mars_lander_find(lander, strlen(lander));
    CHECK(found != NULL);
    return found ? leo_mars_sol(found, at(utc), NULL) : -1;
}

static void the_worked_example_of_mars24_comes_out(void)
{
    // NASA GISS, Mars24, Algorithm and Worked Examples, example A: 2000-01-06 00:00:00 UTC at the prime meridian
    const leo_mars_time mars = leo_mars_time_at(at("2000-01-06T00:00:00Z"));
    char text[16];
    CHECK_NEAR(mars.sol_date, 44795.99976, 5e-6);
    CHECK_NEAR(24 * mars.airy_mean_sol, 23.99425, 5e-6);
    CHECK_NEAR(mars.solar_longitude_rad / DEG, 277.18758, 1e-5);
    CHECK_NEAR(mars.equation_of_time_rad / DEG, -5.18774, 1e-5);
    CHECK_NEAR(mars.sun_declination_rad / DEG, -25.22838, 3.2e-4); // 0.42565 is rounded to five digits
    leo_mars_clock_text(mars.airy_mean_sol, text);
    CHECK_TEXT(text, "23:59:39");
    leo_mars_clock_text(leo_mars_true_sol(&mars, 0), text);
    CHECK_TEXT(text, "23:38:54");
}

static void spirits_midnight_comes_out(void)
{
    // example B: 2004-01-03 13:46:31 UTC, MTC 13.16537 h, Ls 327.32416 deg; it is true midnight at 184.702 deg west
    const leo_mars_time mars = leo_mars_time_at(at("2004-01-03T13:46:31Z"));
    CHECK_NEAR(24 * mars.airy_mean_sol, 13.16537, 1e-5);
    CHECK_NEAR(mars.solar_longitude_rad / DEG, 327.32416, 1e-5);
    const double since = leo_mars_true_sol(&mars, DEG * -184.702);
    CHECK_NEAR(since < 0.5 ? since : since - 1, 0, 3.0 / 86400);
}

static void teams_count_their_sols(void)
{
    // the day of landing
    CHECK(sol_of("curiosity", "2012-08-06T05:18:00Z") == 0 &&
          sol_of("Opportunity", "2004-01-25T05:00:00Z") == 1);
    CHECK(sol_of("curiosity", "2012-08-05T00:00:00Z") == -1);
    // Deimos before the Sun seen by Perseverance on its sol 1037, 2024-01-20 (NASA PIA26247)
    CHECK(sol_of("perseverance", "2024-01-20T00:00:00Z") == 1037 ||
          sol_of("perseverance", "2024-01-20T16:00:00Z") == 1037);
    // last word of Opportunity: sol 5111, 2018-06-10 (NASA)
    CHECK(sol_of("opportunity", "2018-06-10T12:00:00Z") == 5111);
    // last day of Phoenix: sol 151 was 2008-10-27/28; Viking 1 was last heard on sol 2245, 1982-11-11/13
    CHECK(abs(sol_of("viking-1", "1982-11-12T00:00:00Z") - 2245) <= 1);
    CHECK(!leo_mars_lander_find("beagle", 6) && !leo_mars_lander_find("", 0));
}

static void sols_begin_when_the_teams_say(void)
{
    // Sol 0 began at 2018-11-26T05:10:50.3 UTC for InSight (its seismometer's catalogue) and at 2012-08-05T13:49:59 UTC for
    // Curiosity (NAIF's kernel of its clock). Mean time is good to 3 s; Curiosity's clock stands at 137.42 deg, 5 s away
    static const struct {
        const char *name, *utc;
        double tolerance_s;
    } starts[] = { { "InSight", "2018-11-26T05:10:50.3Z", 3 }, { "Curiosity", "2012-08-05T13:49:59Z", 8 } };
    for (int i = 0; i < 2; i++) {
        double part;
        leo_mars_sol(leo_mars_lander_find(starts[i].name, strlen(starts[i].name)), at(starts[i].utc), &part);
        printf("    midnight of %s is missed by %.1f s\n", starts[i].name,
               (part < 0.5 ? part : part - 1) * 88775.244);
        CHECK_NEAR(part < 0.5 ? part : part - 1, 0, starts[i].tolerance_s / 88775);
    }
}

static void sols_and_years_have_their_length(void)
{
    const leo_mars_time a = leo_mars_time_at(at("2021-02-07T12:00:00Z")),
                        b = leo_mars_time_at(leo_epoch_add(at("2021-02-07T12:00:00Z"), 88775.244147));
    CHECK_NEAR(b.sol_date - a.sol_date, 1, 1e-7);
    // Mars year 36 began on 2021-02-07, year 37 on 2022-12-26 (Piqueux et al. 2015)
    const double from = a.solar_longitude_rad / DEG,
                 to = leo_mars_time_at(at("2022-12-26T12:00:00Z")).solar_longitude_rad / DEG;
    CHECK(from < 0.6 || from > 359.4);
    CHECK(to < 0.6 || to > 359.4);
    CHECK(isnan(leo_mars_time_at((leo_epoch){ NAN, 0 }).sol_date));
}

int main(void)
{
    RUN(the_worked_example_of_mars24_comes_out);
    RUN(spirits_midnight_comes_out);
    RUN(teams_count_their_sols);
    RUN(sols_begin_when_the_teams_say);
    RUN(sols_and_years_have_their_length);
    return check_result();
}
