/* SPDX-License-Identifier: MIT */

/*
 * Time on Mars.
 *
 *     MSD = (JD_TT - 2405522.0028779) / 1.0274912517           MTC = MSD mod 1
 *     M   = 19.3871 + 0.52402073 d        a = 270.3871 + 0.524038496 d        d  days of TT from J2000, degrees
 *     C   = (10.691 + 3e-7 d) sin M + 0.623 sin 2M + 0.050 sin 3M + 0.005 sin 4M + 0.0005 sin 5M + sum P
 *     Ls  = a + C      EOT = 2.861 sin 2Ls - 0.071 sin 4Ls + 0.002 sin 6Ls - C      P  seven pulls of other planets
 *     LMST = MTC + east longitude / 360   LTST = LMST + EOT / 360
 *     declination = asin(0.42565 sin Ls) + 0.25 sin Ls
 *
 * Source  Allison & McEwen, Planet. Space Sci. 48 (2000) 215, with the constants revised for Mars24 (NASA GISS, 2015 and
 *         after). Landers: mission reports of JPL, NASA and CNSA; longitudes in the IAU 2000 frame as surveyed; that of
 *         InSight, whose site is at 135.6234 deg, is where its clock was set before the landing.
 * Valid   1874 .. 2127.
 * Error   Ls 0.008 deg, mean time 3 s, true time 8 s. Pathfinder, Spirit and Opportunity kept clocks near true solar time: their
 *         midnights lie up to 52 min from those of mean time here.
 */
#include "time/mars.h"

#include "time/epoch.h"

#include <math.h>
#include <stdio.h>

static const double DEG = 3.14159265358979323846 / 180, TURN_RAD = 6.28318530717958647692;

// clang-format off
/* Amplitude, degrees; period, years; phase, degrees. */
static const double pulls[][3] = {
    { 0.0071, 2.2353, 49.409 }, { 0.0057, 2.7543, 168.173 }, { 0.0039, 1.1177, 191.837 }, { 0.0037, 15.7866, 21.736 },
    { 0.0021, 2.1354, 15.704 }, { 0.0020, 2.4694,  95.528 }, { 0.0018, 32.8493, 49.095 },
};

#define DEGREES(x) ((x) * (3.14159265358979323846 / 180))
static const leo_mars_lander landers[] = {
    { "viking-1",     "1976-07-20T11:53:06Z", DEGREES(-47.951),  DEGREES(22.269),  0 },
    { "viking-2",     "1976-09-03T22:37:50Z", DEGREES(134.28),   DEGREES(47.670),  0 },
    { "pathfinder",   "1997-07-04T16:56:55Z", DEGREES(-33.253),  DEGREES(19.095),  1 },
    { "spirit",       "2004-01-04T04:26:00Z", DEGREES(175.4785), DEGREES(-14.5718), 1 },
    { "opportunity",  "2004-01-25T04:54:00Z", DEGREES(-5.5266),  DEGREES(-1.9462), 1 },
    { "phoenix",      "2008-05-25T23:38:24Z", DEGREES(-125.7492), DEGREES(68.2188), 0 },
    { "curiosity",    "2012-08-06T05:17:57Z", DEGREES(137.4417), DEGREES(-4.5895), 0 },
    { "insight",      "2018-11-26T19:44:52Z", DEGREES(135.97), DEGREES(4.5024),  0 },
    { "perseverance", "2021-02-18T20:43:49Z", DEGREES(77.4509),  DEGREES(18.4446), 0 },
    { "zhurong",      "2021-05-14T23:18:00Z", DEGREES(109.925),  DEGREES(25.066),  1 },
};
// clang-format on

static double part_of(double sols)
{
    return sols - floor(sols);
}

leo_mars_time leo_mars_time_at(leo_epoch epoch)
{
    double jd1, jd2;
    leo_epoch_tt(epoch, &jd1, &jd2);
    const double d = (jd1 - 2451545) + jd2;
    const double sols = ((jd1 - 2405522) + (jd2 - 0.0028779)) / 1.0274912517;
    const double m = DEG * (19.3871 + 0.52402073 * d), mean_sun_deg = 270.3871 + 0.524038496 * d;
    double centre_deg = (10.691 + 3e-7 * d) * sin(m) + 0.623 * sin(2 * m) + 0.050 * sin(3 * m) +
                        0.005 * sin(4 * m) + 0.0005 * sin(5 * m);
    for (size_t i = 0; i < sizeof pulls / sizeof *pulls; i++)
        centre_deg += pulls[i][0] * cos(DEG * (0.985626 * d / pulls[i][1] + pulls[i][2]));
    double ls = fmod(DEG * (mean_sun_deg + centre_deg), TURN_RAD);
    ls = ls < 0 ? ls + TURN_RAD : ls;
    return (leo_mars_time){
        .sol_date = sols,
        .airy_mean_sol = part_of(sols),
        .solar_longitude_rad = ls,
        .sun_declination_rad = asin(0.42565 * sin(ls)) + DEG * 0.25 * sin(ls),
        .equation_of_time_rad =
            DEG * (2.861 * sin(2 * ls) - 0.071 * sin(4 * ls) + 0.002 * sin(6 * ls) - centre_deg),
    };
}

double leo_mars_mean_sol(const leo_mars_time *time, double lon_rad)
{
    return part_of(time->airy_mean_sol + lon_rad / TURN_RAD);
}

double leo_mars_true_sol(const leo_mars_time *time, double lon_rad)
{
    return part_of(time->airy_mean_sol + (lon_rad + time->equation_of_time_rad) / TURN_RAD);
}

double leo_mars_local_date(const leo_mars_time *time, double lon_rad)
{
    return floor(time->sol_date + lon_rad / TURN_RAD);
}

void leo_mars_clock_text(double part_of_sol, char text[16])
{
    const int second = (int)floor(part_of(part_of_sol) * 86400) % 86400;
    snprintf(text, 16, "%02d:%02d:%02d", second / 3600 % 24, second / 60 % 60, second % 60);
}

const leo_mars_lander *leo_mars_lander_at(int index)
{
    return index >= 0 && (size_t)index < sizeof landers / sizeof *landers ? &landers[index] : NULL;
}

const leo_mars_lander *leo_mars_lander_find(const char *name, size_t length)
{
    for (int k = 0; leo_mars_lander_at(k); k++) {
        const char *want = landers[k].name;
        size_t i = 0;
        while (i < length && want[i] &&
               (name[i] >= 'A' && name[i] <= 'Z' ? name[i] - 'A' + 'a' : name[i]) == want[i])
            i++;
        if (i == length && !want[i])
            return &landers[k];
    }
    return NULL;
}

int leo_mars_sol(const leo_mars_lander *lander, leo_epoch epoch, double *part_of_sol)
{
    leo_epoch landing = { 0, 0 };
    leo_epoch_from_utc(lander->landing, &landing, NULL); // of the table above: always a date
    const leo_mars_time then = leo_mars_time_at(landing), now = leo_mars_time_at(epoch);
    if (part_of_sol)
        *part_of_sol = leo_mars_mean_sol(&now, lander->lon_rad);
    const double sols =
        leo_mars_local_date(&now, lander->lon_rad) - leo_mars_local_date(&then, lander->lon_rad);
    return (int)fmax(-1e9, fmin(1e9, sols)) + lander->first_sol;
}
