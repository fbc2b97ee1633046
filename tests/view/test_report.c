/* SPDX-License-Identifier: MIT */
#include "record/folder.h"
#include "record/scratch.h"
#include "record/telemetry.h"

#include <leonov/leonov.h>

enum { COLUMNS = 14 };

static const double DAY_LONG_S = 93700, ORBIT_S = 5456;

static const leo_column columns[COLUMNS] = {
    { "motion", "altitude", "m", "Height above the ellipsoid.", LEO_STORE_LONG },
    { "motion", "latitude", "rad", "Geodetic latitude.", LEO_STORE_LONG },
    { "motion", "longitude", "rad", "Longitude, east positive.", LEO_STORE_LONG },
    { "motion", "load-factor", "1", "Felt acceleration over g0.", LEO_STORE_LONG },
    { "motion", "heat-flux", "W/m^2", "Heat flux at the nose.", LEO_STORE_LONG },
    { "cabin", "pressure", "Pa", "Pressure of the gas.", LEO_STORE_SHORT },
    { "airlock", "pressure", "Pa", "Pressure of the gas.", LEO_STORE_SHORT },
    { "suit", "pressure", "Pa", "Pressure of the gas.", LEO_STORE_SHORT },
    { "cabin", "o2-pressure", "Pa", "Partial pressure of oxygen.", LEO_STORE_SHORT },
    { "cabin", "o2-fraction", "1", "Fraction of oxygen.", LEO_STORE_SHORT },
    { "walker", "pulse", "1/s", "Heart rate.", LEO_STORE_SHORT },
    { "walker", "core-temperature", "K", "Temperature of the core.", LEO_STORE_SHORT },
    { "pilot", "pulse", "1/s", "Heart rate.", LEO_STORE_SHORT },
    { "bottle", "pressure", "Pa", "Pressure of the </script> gas.", LEO_STORE_SHORT },
};

/* A made-up flight: a walk outside at 5000 s, an entry at the end. */
static void fill_row(double t, double end_s, double *value)
{
    const double turn = 6.283185307179586 * t / ORBIT_S, walk = t > 4800 && t < 6200;
    const double to_end = end_s - t, entry = to_end < 1500;
    value[0] = entry ? fmax(100, 170e3 * to_end / 1500) : 330e3 - 160e3 * cos(turn);
    value[1] = asin(sin(1.13) * sin(turn + 1.1));
    value[2] =
        remainder(atan2(cos(1.13) * sin(turn + 1.1), cos(turn + 1.1)) - 7.292e-5 * t, 6.283185307179586);
    value[3] = entry ? 1 + 8 * exp(-pow((to_end - 700) / 90, 2)) : 0;
    value[4] = entry ? 6e5 * exp(-pow((to_end - 800) / 100, 2)) : 0;
    value[5] = 1.02e5 + 500 * sin(turn / 3);
    value[6] = walk ? 20 : 9e4;
    value[7] = walk ? 40.5e3 - (t > 5300 ? 13e3 : 0) : 1.0e5;
    value[8] = 0.45 * value[5] * (1 - t / 4e5);
    value[9] = 0.45 * (1 - t / 4e5);
    value[10] = (walk ? 145 + 10 * sin(t / 30) : 82 + 5 * sin(t / 900)) / 60;
    value[11] = 310.1 + (walk ? 1.2 * (t - 4800) / 1400 : 0.2 * sin(turn));
    value[12] = (78 + 3 * sin(t / 700)) / 60;
    value[13] = 2e7 - 50 * t;
}

static void write_telemetry(const char *folder, double end_s)
{
    char path[2300];
    leo_error error = { 0 };
    double value[COLUMNS], t = 0;
    snprintf(path, sizeof path, "%s/telemetry.h5", folder);
    leo_telemetry *telemetry = leo_telemetry_create(path, columns, COLUMNS, NULL, 0, &error);
    for (long tick = 0; t <= end_s; tick++) {
        const int fast = (t > 4600 && t < 6400) || t > end_s - 1700;
        if (!fast && tick % 10)
            continue;
        t = (double)tick / 10;
        fill_row(t, end_s, value);
        if (leo_telemetry_full(telemetry))
            leo_telemetry_flush(telemetry, &error);
        leo_telemetry_add(telemetry, t, value, &error);
    }
    CHECK(leo_telemetry_close(telemetry, &error) == LEO_OK);
}

static void write_text(const char *folder, const char *name, const char *text)
{
    char path[2300];
    leo_error error = { 0 };
    snprintf(path, sizeof path, "%s/%s", folder, name);
    CHECK(leo_folder_write(path, text, strlen(text), &error) == LEO_OK);
}

static const char HEAD[] =
    "{\"mission\": \"Walk & \\\"Return\\\" <test>\", \"vehicle\": \"vehicles/test.yaml\", \"epoch\": "
    "\"1965-03-18T07:08:47.000Z\", \"outcome\": \"completed\", \"version\": \"0.1.0\", \"plan\": "
    "\"00000000deadbeef\", "
    "\"hash\": \"0123456789abcdef\", \"overrides\": [\"retro.burn-time=45 s\"], \"work\": {\"windows\": 100, "
    "\"flight_steps\": 200, \"cabin_steps\": 3000, \"cabin_rejected\": 1}, \"end\": {\"time\": "
    "\"1965-03-19T09:10:27.000Z\", \"elapsed\": 93700, \"latitude_deg\": 59.57, \"longitude_deg\": 55.47, "
    "\"altitude_m\": 120, \"landed\": true}";

static const char EVENTS[] =
    ", \"events\": [{\"time\": \"1965-03-18T08:28:13.000Z\", \"elapsed\": 4766, \"name\": \"lock.vent\", "
    "\"kind\": "
    "\"command\", \"detail\": \"\"}, {\"time\": \"1965-03-18T08:34:51.000Z\", \"elapsed\": 5164, \"name\": "
    "\"walker.out\", "
    "\"kind\": \"mark\", \"detail\": \"feet last\"}, {\"time\": \"1965-03-19T08:36:27.000Z\", \"elapsed\": "
    "91660, "
    "\"name\": \"retro.ignite\", \"kind\": \"command\", \"detail\": \"\"}, {\"time\": "
    "\"1965-03-19T09:02:17.000Z\", "
    "\"elapsed\": 93500, \"name\": \"touchdown\", \"kind\": \"flight\", \"detail\": \"\"}]";

static const char HISTORY[] =
    ", \"history\": [{\"what\": \"out of the lock\", \"kind\": \"time\", \"now\": 5164, \"then\": 5164, "
    "\"difference\": "
    "0.3, \"tolerance\": 5, \"unit\": \"s\", \"pass\": true, \"reached\": true, \"because\": \"read off a "
    "clock\", "
    "\"source\": \"FAI\", \"calibrated\": \"\", \"others\": \"08:34:54 in the memoir\", \"likely\": \"\", "
    "\"time_now\": "
    "\"1965-03-18T08:34:51.300Z\", \"time_then\": \"1965-03-18T08:34:51.000Z\", \"shown_unit\": \"\", "
    "\"shown_scale\": 1, "
    "\"shown_offset\": 0}, {\"what\": \"suit pressure outside\", \"kind\": \"value\", \"now\": 40500, "
    "\"then\": 40530, "
    "\"difference\": -30, \"tolerance\": 1000, \"unit\": \"Pa\", \"pass\": true, \"reached\": true, "
    "\"because\": \"gauge\", "
    "\"source\": \"log\", \"calibrated\": \"suit.regulator.set\", \"others\": \"\", \"likely\": \"\", "
    "\"shown_unit\": "
    "\"atm\", \"shown_scale\": 101325, \"shown_offset\": 0}, {\"what\": \"rise of the core temperature\", "
    "\"kind\": "
    "\"value\", \"now\": 1.2, \"then\": 1.8, \"difference\": -0.6, \"tolerance\": 0.4, \"unit\": \"K\", "
    "\"pass\": false, "
    "\"reached\": true, \"because\": \"one thermometer\", \"source\": \"debriefing\", \"calibrated\": \"\", "
    "\"others\": "
    "\"\", \"likely\": \"the work of the way back is not all known\", \"shown_unit\": \"K\", "
    "\"shown_scale\": 1, "
    "\"shown_offset\": 0}, {\"what\": \"landing\", \"kind\": \"place\", \"now\": 120000, \"then\": 0, "
    "\"difference\": "
    "120000, \"tolerance\": 40000, \"unit\": \"m\", \"pass\": false, \"reached\": true, \"because\": \"the "
    "orbit\", "
    "\"source\": \"FAI\", \"calibrated\": \"\", \"others\": \"\", \"likely\": \"the air of that night\", "
    "\"now_latitude_deg\": 58.6, \"now_longitude_deg\": 54.9, \"then_latitude_deg\": 59.567, "
    "\"then_longitude_deg\": "
    "55.467, \"shown_unit\": \"km\", \"shown_scale\": 1000, \"shown_offset\": 0}, {\"what\": \"never seen\", "
    "\"kind\": "
    "\"interval\", \"now\": null, \"then\": 600, \"difference\": null, \"tolerance\": 30, \"unit\": \"s\", "
    "\"pass\": false, "
    "\"reached\": false, \"because\": \"a guess\", \"source\": \"x\", \"calibrated\": \"\", \"others\": "
    "\"\", \"likely\": "
    "\"\", \"shown_unit\": \"min\", \"shown_scale\": 60, \"shown_offset\": 0}]";

static const char TAIL[] = ", \"ledger\": [{\"name\": \"oxygen\", \"unit\": \"kg\", \"start\": 9.25, "
                           "\"end\": 9.25, \"error\": 3e-15, "
                           "\"tolerance\": 1e-12, \"closed\": true}], \"estimates\": [{\"path\": "
                           "\"parts.lock.volume\", \"text\": \"2.5 m^3\", "
                           "\"value\": 2.5, \"unit\": \"m^3\", \"basis\": \"estimated\", \"source\": \"\", "
                           "\"place\": \"test.yaml:4:5\"}], "
                           "\"bases\": {\"sourced\": 12, \"estimated\": 1}, \"sources\": {\"FAI\": \"Record "
                           "file of the FAI, 1965\"}}";

static char *page_of(const char *folder, leo_error *error)
{
    char path[2300], *text = NULL;
    size_t size = 0;
    snprintf(path, sizeof path, "%s/report.html", folder);
    if (leo_report(folder, NULL, error) == LEO_OK)
        leo_folder_read(path, &text, &size, error);
    return text;
}

static const char *make_flight(void)
{
    char summary[16384];
    const char *folder = scratch_folder("report");
    snprintf(summary, sizeof summary, "%s%s%s%s", HEAD, EVENTS, HISTORY, TAIL);
    write_text(folder, "summary.json", summary);
    write_telemetry(folder, DAY_LONG_S);
    return folder;
}

static char *page; // of the made-up flight

static void tells_hits_misses_and_calibrated_rows_apart(void)
{
    CHECK(strstr(page, "1 of 4 rows") != NULL);
    CHECK(strstr(page, "1 calibrated and not counted") != NULL);
    CHECK(strstr(page, "calibrated, not validation") != NULL);
    CHECK(strstr(page, "<b>Likely reason:</b> the air of that night") != NULL);
    CHECK(strstr(page, "<b>Others say:</b> 08:34:54 in the memoir") != NULL);
    CHECK(strstr(page, "not reached") != NULL);
}

static void shows_the_units_of_the_mission_file(void)
{
    // 40500 Pa and 40530 Pa over 101325 Pa, as many digits as the tolerance of 0.0099 atm has
    CHECK(strstr(page,
                 "<td>0.400<span class=\"unit\"> atm</span></td><td>0.400<span class=\"unit\"> atm</span>") !=
          NULL);
}

static void is_one_small_file_that_asks_for_nothing_else(void)
{
    CHECK(strlen(page) < 3000000);
    CHECK(strstr(page, "src=") == NULL);
    CHECK(strstr(page, "<link") == NULL);
    CHECK(strstr(page, "@import") == NULL);
    CHECK(strstr(page, "Chart.js v3.9") != NULL);
}

static void text_of_the_record_cannot_become_markup(void)
{
    CHECK(strstr(page, "<test>") == NULL);
    CHECK(strstr(page, "Walk &amp; &quot;Return&quot; &lt;test&gt;") != NULL);
    CHECK(strstr(page, "Pressure of the \\u003c/script> gas.") != NULL);
}

static void finds_the_walk_and_the_entry_by_the_rate_of_telemetry(void)
{
    CHECK(strstr(page, "<h2>Close-up</h2>") != NULL);
    CHECK(strstr(page, "<h2>Entry and landing</h2>") != NULL);
    CHECK(strstr(page, "\"id\":\"close-3\"") == NULL);
}

static void keeps_the_peak_when_it_thins_a_curve(void)
{
    // 1 + 8 at 700 s before the end, which the grid of the telemetry meets exactly
    const char *panel = strstr(page, "\"title\":\"Load factor\"");
    CHECK(panel != NULL);
    CHECK(panel && strstr(panel, ",9,") != NULL && strstr(panel, ",9,") < strstr(panel, "]}"));
}

static void puts_a_full_store_apart_from_the_cabin(void)
{
    const char *stores = strstr(page, "\"title\":\"Stores, pressure\"");
    CHECK(stores != NULL);
    CHECK(stores && strstr(stores, "\"name\":\"bottle\"") != NULL &&
          strstr(stores, "\"name\":\"cabin\"") == NULL);
}

static void a_flight_without_crew_history_or_telemetry_has_a_page_too(void)
{
    leo_error error = { 0 };
    const char *folder = scratch_folder("report-bare");
    write_text(
        folder, "summary.json",
        "{\"mission\": \"Bare\", \"outcome\": \"flying\", \"epoch\": \"2001-01-01T00:00:00Z\", \"end\": "
        "{\"elapsed\": 10}}");
    char *bare = page_of(folder, &error);
    CHECK(error.status == LEO_OK);
    CHECK(bare && strstr(bare, "Stopped in flight") != NULL);
    CHECK(bare && strstr(bare, "Then and now") == NULL && strstr(bare, "<script") == NULL);
    free(bare);
}

static void refuses_a_folder_that_is_no_record(void)
{
    leo_error absent = { 0 }, broken = { 0 };
    const char *folder = scratch_folder("report-none");
    CHECK(leo_report(folder, NULL, &absent) == LEO_IO);
    CHECK(strstr(absent.where, "summary.json") != NULL);
    write_text(folder, "summary.json", "{\"mission\": ");
    CHECK(leo_report(folder, NULL, &broken) == LEO_BAD_INPUT);
    CHECK(strncmp(broken.message, "1:", 2) == 0);
}

static void a_page_that_cannot_be_written_is_an_error(void)
{
    leo_error error = { 0 };
    const char *folder = scratch_folder("report-full");
    char command[5000];
    write_text(folder, "summary.json", "{\"mission\": \"Bare\"}");
    snprintf(command, sizeof command, "ln -s /dev/full '%s/report.html.part'", folder);
    CHECK(system(command) == 0);
    CHECK(leo_report(folder, NULL, &error) == LEO_IO);
    CHECK(strstr(error.message, "No space left on device") != NULL);
}

int main(void)
{
    leo_error error = { 0 };
    page = page_of(make_flight(), &error);
    CHECK(page != NULL);
    if (page) {
        RUN(tells_hits_misses_and_calibrated_rows_apart);
        RUN(shows_the_units_of_the_mission_file);
        RUN(is_one_small_file_that_asks_for_nothing_else);
        RUN(text_of_the_record_cannot_become_markup);
        RUN(finds_the_walk_and_the_entry_by_the_rate_of_telemetry);
        RUN(keeps_the_peak_when_it_thins_a_curve);
        RUN(puts_a_full_store_apart_from_the_cabin);
    }
    free(page);
    RUN(a_flight_without_crew_history_or_telemetry_has_a_page_too);
    RUN(refuses_a_folder_that_is_no_record);
    RUN(a_page_that_cannot_be_written_is_an_error);
    return check_result();
}
