/* SPDX-License-Identifier: MIT */
#include "app/command.h"

#include <signal.h>
#include <unistd.h>

static const char MISSION[] =
    "mission: Ball 1\n"
    "epoch: 1965-03-18T07:08:47Z\n"
    "end: T+20 min\n"
    "orbit: { frame: tod, semi-major-axis: 6690.3 km, eccentricity: 0.0223, inclination: 64.79 "
    "deg, raan: 316 deg, argument-of-perigee: 67 deg, true-anomaly: 0 deg }\n"
    "forces: { gravity: { degree: 4 }, drag: {} }\n"
    "parts:\n"
    "  ball: { kind: body, mass: 100 kg, area: 1 m^2, drag-coefficient: 2.2 }\n"
    "timeline:\n"
    "  - { name: begin, at: T+100 s }\n"
    "history:\n"
    "  - { what: begin, event: begin, time: T+90 s, tolerance: 1 s, because: test }\n";

static void helps(void)
{
    CHECK(leonov("--help") == 0);
    CHECK(strstr(out, "leonov fly") != NULL);
    CHECK(leonov("") == 2);
    CHECK(leonov("--version") == 0 && strncmp(out, "leonov ", 7) == 0);
    static const char *const commands[] = {
        "fly", "check", "channels", "explain", "report", "data", "doctor"
    };
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        char arguments[64];
        snprintf(arguments, sizeof arguments, "%s --help", commands[i]);
        CHECK(leonov(arguments) == 0 && strstr(out, "--help") != NULL);
    }
}

static void names_the_nearest_word(void)
{
    CHECK(leonov("flie x") == 2);
    CHECK(strstr(err, "unknown command 'flie'; did you mean 'fly'?") != NULL);
    CHECK(leonov("fly ball.yaml --strickt") == 2);
    CHECK(strstr(err, "unknown option '--strickt'; did you mean '--strict'?") != NULL);
    CHECK(leonov("fly") == 2 && strstr(err, "a MISSION is needed") != NULL);
    CHECK(leonov("fly ball.yaml --out") == 2 && strstr(err, "a value is missing after '--out'") != NULL);
}

static void keeps_sets_of_the_users_own(void)
{
    write_file("tiny.gfc",
               "modelname TINY\nproduct_type gravity_field\nearth_gravity_constant 3.986004415e14\n"
               "radius 6378136.3\nmax_degree 2\nnorm fully_normalized\ntide_system tide_free\n"
               "errors no\nend_of_head\ngfc 0 0 1 0\ngfc 2 0 -4.84e-4 0\ngfc 2 1 0 0\n"
               "gfc 2 2 2.4e-6 -1.4e-6\n");
    write_file("cut.gfc",
               "modelname CUT\nproduct_type gravity_field\nearth_gravity_constant 3.986004415e14\n");
    CHECK(leonov("data") == 0 && strstr(out, "EGM2008") != NULL && strstr(out, "TINY") == NULL);
    CHECK(leonov("data add tiny.gfc") == 0 && strstr(out, "own/001-tiny.gfc") != NULL);
    CHECK(leonov("data --json") == 0 && out[0] == '[' && strstr(out, "\"TINY\"") != NULL);
    CHECK(leonov("doctor") == 0 && strstr(out, "TINY") != NULL && strstr(out, "kernel") != NULL);
    CHECK(leonov("data add tiny.gfc") == 0 &&
          strstr(out, "own/002-tiny.gfc") != NULL); // takes the other's place
    CHECK(leonov("data add cut.gfc") == 2 && strstr(err, "cut.gfc") != NULL);
    CHECK(leonov("data add nowhere.gfc") == 3 || leonov("data add nowhere.gfc") == 2);
    CHECK(leonov("data remove tine.gfc") == 2 && strstr(err, "did you mean `tiny.gfc`?") != NULL);
    CHECK(leonov("data remove tiny.gfc") == 0);
    CHECK(leonov("data") == 0 && strstr(out, "TINY") == NULL);
    CHECK(leonov("data ad tiny.gfc") == 2 && strstr(err, "none of list, add FILE, remove NAME") != NULL);
}

static void tells_an_instant_on_every_clock(void)
{
    // Allison & McEwen (2000): MSD 44795.9998 at 2000-01-06T00:00 UTC; GPS time is TAI - 19 s
    CHECK(leonov("time 2000-01-06T00:00:00Z") == 0);
    CHECK(strstr(out, "TAI  2000-01-06T00:00:32.000000") != NULL);
    CHECK(strstr(out, "GPS  2000-01-06T00:00:13.000000") != NULL);
    CHECK(strstr(out, "MSD 44795.9998") != NULL || strstr(out, "MSD 44795.99976") != NULL);
    CHECK(leonov("time 2000-01-06T00:01:04.184 --time-system TT --json") == 0);
    CHECK(strstr(out, "2000-01-06T00:00:00.000000") != NULL && strstr(out, "\"curiosity\"") != NULL);
    CHECK(leonov("time 2000-13-06") == 2 && strstr(err, "no such month") != NULL);
    CHECK(leonov("time 2000-01-06 --time-system UTT") == 2 && strstr(err, "none of UTC") != NULL);
    CHECK(leonov("time 1950-01-06 --time-system TT") == 0 && strstr(out, "UTC  -") != NULL);
}

static void flies_into_a_folder_of_its_own(void)
{
    CHECK(leonov("fly ball.yaml") == 0);
    CHECK(strstr(out, "Ball 1") != NULL && strstr(out, "runs/ball-1/report.html") != NULL);
    CHECK(strstr(out, "0 of 1 rows within tolerance; 1 missed in all") != NULL);
    CHECK(err[0] == 0); // no bar where there is no terminal
    CHECK(leonov("fly ball.yaml") == 0);
    CHECK(strstr(out, "runs/ball-1-2/report.html") != NULL);
    CHECK(leonov("fly ball.yaml --no-record --json") == 0 && out[0] == '{' &&
          strstr(out, "\"history\"") != NULL);
    CHECK(leonov("fly ball.yaml --no-record --quiet") == 0 && out[0] == 0);
    CHECK(leonov("report runs/ball-1 --out page.html") == 0);
}

static void a_miss_is_an_exit_status_only_when_strict(void)
{
    CHECK(leonov("fly ball.yaml --no-record --strict") == 1);
    CHECK(leonov("fly ball.yaml --no-record") == 0);
}

/* The text after the key, up to the end of the line. */
static void copy_line(const char *key, char line[256])
{
    const char *at = strstr(out, key);
    snprintf(line, 256, "%.*s", at ? (int)strcspn(at, "\n") : 0, at ? at : "");
}

static void stops_and_goes_on_to_the_same_hash(void)
{
    char whole[256], resumed[256];
    CHECK(leonov("fly ball.yaml --no-record --json") == 0);
    copy_line("\"hash\"", whole);
    CHECK(leonov("fly ball.yaml --until \"10 min\" --out half") == 0);
    CHECK(strstr(err, "leonov fly --resume half") != NULL);
    CHECK(leonov("fly --resume half --json") == 0);
    copy_line("\"hash\"", resumed);
    CHECK(whole[0] && strcmp(whole, resumed) == 0);
}

static void an_override_stays_with_the_record(void)
{
    CHECK(leonov("fly ball.yaml --set ball.mass=200\\ kg --until T+00:05:00 --out heavy") == 0);
    CHECK(leonov("fly --resume heavy --json") == 0);
    CHECK(strstr(out, "ball.mass=200 kg") != NULL);
}

static void shows_a_problem_where_it_stands(void)
{
    write_file("bad.yaml", "mission: Bad\nepoch: 1965-03-18T07:08:47Z\nend: T+20 min\ncolour: red\n");
    CHECK(leonov("check bad.yaml") == 2);
    CHECK(strstr(err, "bad.yaml:4:1") != NULL);
    CHECK(strstr(err, "    colour: red\n    ^") != NULL);
    CHECK(leonov("check bad.yaml --json") == 2 && strstr(out, "\"good\": false") != NULL);
    CHECK(leonov("check ball.yaml") == 0);
    CHECK(leonov("check none.yaml") != 0 && strstr(err, "none.yaml") != NULL);
}

static void lists_what_there_is(void)
{
    CHECK(leonov("channels ball.yaml") == 0 && strstr(out, "altitude") != NULL);
    CHECK(leonov("channels ball.yaml --json") == 0 && out[0] == '[');
    CHECK(leonov("explain body") == 0 && strstr(out, "drag-coefficient") != NULL);
    CHECK(leonov("explain --json") == 0 && out[0] != 0);
    CHECK(leonov("doctor") == 0 && strstr(out, "HDF5") != NULL);
    CHECK(leonov("doctor --json") == 0 && out[0] == '{');
}

static void a_full_disk_ends_with_3(void)
{
    CHECK(leonov("channels ball.yaml --json >/dev/full && : ") == 3);
    CHECK(leonov("fly ball.yaml --out /proc/none/record") == 3);
    CHECK(strstr(err, "cannot make the folder") != NULL);
}

static void an_interrupt_leaves_a_record_and_says_how_to_go_on(void)
{
    char command[8192];
    // a mission long enough that the signal arrives in mid-flight
    snprintf(command, sizeof command,
             "cd '%s' && sed 's/T+20 min/T+30 d/' ball.yaml > long.yaml && { '%s' fly long.yaml --out long "
             "--quiet 2>err & "
             "sleep 1; kill -INT $!; wait $!; }",
             base, getenv("LEO_COMMAND"));
    const int status = system(command);
    read_into(err, sizeof err, "err");
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 130);
    CHECK(strstr(err, "leonov fly --resume long") != NULL);
    CHECK(leonov("report long") == 0);
}

int main(void)
{
    if (!getenv("LEO_COMMAND"))
        SKIP_LOUDLY("LEO_COMMAND");
    snprintf(base, sizeof base, "%s", scratch_folder("command"));
    write_file("ball.yaml", MISSION);
    RUN(helps);
    RUN(names_the_nearest_word);
    RUN(keeps_sets_of_the_users_own);
    RUN(tells_an_instant_on_every_clock);
    RUN(flies_into_a_folder_of_its_own);
    RUN(a_miss_is_an_exit_status_only_when_strict);
    RUN(stops_and_goes_on_to_the_same_hash);
    RUN(an_override_stays_with_the_record);
    RUN(shows_a_problem_where_it_stands);
    RUN(lists_what_there_is);
    RUN(a_full_disk_ends_with_3);
    RUN(an_interrupt_leaves_a_record_and_says_how_to_go_on);
    return check_result();
}
