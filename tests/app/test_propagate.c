/* SPDX-License-Identifier: MIT */
#include "app/command.h"

static const char OPM[] =
    "CCSDS_OPM_VERS = 2.0\nCREATION_DATE = 2024-01-01T00:00:00\nORIGINATOR = TEST\n"
    "OBJECT_NAME = BALL\nOBJECT_ID = 1\nCENTER_NAME = EARTH\nREF_FRAME = EME2000\n"
    "TIME_SYSTEM = TT\nEPOCH = 2024-01-01T00:00:00\nX = 7000 [km]\nY = 0\nZ = 0\nX_DOT = 0\n"
    "Y_DOT = 4\nZ_DOT = 6.4\nMASS = 2000 [kg]\n";

static int propagate(const char *arguments)
{
    char all[8000];
    snprintf(all, sizeof all, "propagate %s", arguments);
    return leonov(all);
}

static void a_state_on_the_command_line_is_enough(void)
{
    CHECK(propagate("--state '7000 0 0 0 4 6.4' --epoch 2024-01-01T00:00:00 --for '30 min' --step '10 min' "
                    "--form csv") == 0);
    CHECK(strncmp(out, "epoch_utc,elapsed_s,x_gcrf_m,", 29) == 0);
    CHECK(strstr(out, "2024-01-01T00:00:00.000000,0,7000000,0,0,0,4000,6400,1000\n") != NULL);
    CHECK(strstr(out, "2024-01-01T00:30:00.000000,1800,") != NULL);
    CHECK(propagate("--state '7000000 m, 0 m, 0 m, 0 m/s, 4 km/s, 6400 m/s' --epoch 2024-01-01T00:00:00 "
                    "--for '1 min' "
                    "--form csv") == 0);
    CHECK(strstr(out, ",7000000,0,0,0,4000,6400,") != NULL);
}

static void a_message_keeps_its_frame_and_clock(void)
{
    CHECK(propagate("ball.opm --for '1 h' --step '30 min'") == 0);
    CHECK(strstr(out, "REF_FRAME = EME2000\n") && strstr(out, "TIME_SYSTEM = TT\n"));
    CHECK(strstr(out, "2024-01-01T00:00:00.000000 7000.000000000 ") != NULL);
    CHECK(propagate("ball.opm --for '1 h' --out-frame ITRF --out-time UTC --step '1 h'") == 0);
    CHECK(strstr(out, "REF_FRAME = ITRF\n") && strstr(out, "2023-12-31T23:58:50.816000 "));
}

static void a_flight_back_is_written_in_order_of_time(void)
{
    CHECK(propagate("ball.opm --for '-1 h' --step '30 min'") == 0);
    const char *first = strstr(out, "\n2023-12-31T23:00:00.000000 "),
               *last = strstr(out, "\n2024-01-01T00:00:00.000000 ");
    CHECK(first && last && first < last && strstr(out, "STOP_TIME = 2024-01-01T00:00:00.000000") != NULL);
}

static void kernels_give_equal_files(void)
{
    static char first[1 << 16], other[1 << 16];
    CHECK(propagate("ball.opm --for '3 h' --gravity 30x30 --accuracy '1 cm' --kernel baseline --out "
                    "first.csv --quiet") == 0);
    CHECK(propagate("ball.opm --for '3 h' --gravity 30x30 --accuracy '1 cm' --out other.csv --quiet") == 0);
    const size_t size = read_into(first, sizeof first, "first.csv");
    CHECK(size > 1000 && read_into(other, sizeof other, "other.csv") == size &&
          memcmp(first, other, size) == 0);
}

static void several_inputs_fly_side_by_side_as_they_do_alone(void)
{
    static char alone[1 << 16], beside[1 << 16];
    write_file("b.opm", OPM);
    write_file("c.opm", OPM);
    CHECK(propagate("ball.opm --for '2 h' --out alone.oem --quiet") == 0);
    CHECK(propagate("ball.opm b.opm c.opm --for '2 h' --out . --threads 3 --json") == 0);
    CHECK(out[0] == '[' && strstr(out, "\"source\": \"c.opm\"") != NULL);
    const size_t size = read_into(alone, sizeof alone, "alone.oem");
    CHECK(size > 1000 && read_into(beside, sizeof beside, "c.oem") == size &&
          memcmp(alone, beside, size) == 0);
}

static void outputs_are_never_lost_silently(void)
{
    write_file("deep.opm", OPM);
    CHECK(propagate("ball.opm deep.opm --for '1 h' --out made --quiet") == 0); // the folder is made
    CHECK(read_into(out, sizeof out, "made/deep.oem") > 1000);
    CHECK(propagate("ball.opm made/../ball.opm --for '1 h' --out made") == 2);
    CHECK(strstr(err, "both would be written to made/ball.oem") != NULL);
    CHECK(propagate("made/deep.oem --for '10 min' --out made/../made/deep.oem") == 2);
    CHECK(strstr(err, "made/../made/deep.oem: is an input") != NULL);
    CHECK(propagate("ball.opm deep.opm --for '1 h' --out ball.opm") == 2);
    CHECK(strstr(err, "ball.opm: no folder") != NULL);
    CHECK(propagate("--state '7000 0 0 0 1 1' --epoch 2024-01-01T00:00:00 --for '1 h' --out hit.oem") == 3);
    CHECK(strstr(err, "meets the ground") && strstr(err, "hit.oem: unfinished"));
    // the head says what states there are, so that the file is good for what it holds
    for (int back = 0; back < 2; back++) {
        CHECK(propagate(
                  back ? "--state '6850 0 0 0 1 5' --epoch 2024-01-01 --for=-1d --step 60s --out hit.oem"
                       : "--state '6850 0 0 0 1 5' --epoch 2024-01-01 --for 1d --step 60s --out hit.oem") ==
              3);
        read_into(out, sizeof out, "hit.oem");
        const char *stop = strstr(out, back ? "START_TIME = " : "STOP_TIME = "),
                   *blank = strstr(out, "\n\n2");
        const char *last = strrchr(out, '\n');
        for (int lines = 0; last && last > out && lines < 1; lines++)
            while (--last > out && *last != '\n')
                ;
        const char *row = back ? blank + 2 : last + 1;
        CHECK(stop && blank && last && memcmp(stop + (back ? 13 : 12), row, 26) == 0);
        CHECK(propagate("hit.oem --for '1 min' --quiet") == 0);
    }
    CHECK(propagate("ball.opm --for '1 h' --out /dev/full") == 3);
    CHECK(strstr(err, "/dev/full: the output cannot be written") != NULL);
}

static void the_summary_tells_forces_data_and_events(void)
{
    CHECK(propagate("ball.opm --for '2 h' --json --events ascending-node --stm --gravity 12x10") == 0);
    CHECK(strstr(out, "\"method\"") && strstr(out, "\"reason\"") && strstr(out, "\"field\": \"EGM2008\""));
    CHECK(strstr(out, "\"degree\": 12") && strstr(out, "\"order\": 10") && strstr(out, "\"stm\""));
    CHECK(strstr(out, "\"name\": \"ascending-node\"") && strstr(out, "\"hash\""));
}

static void refused(const char *arguments, const char *part)
{
    CHECK(propagate(arguments) == 2);
    if (!strstr(err, part))
        CHECK_TEXT(err, part);
}

static void wrong_input_ends_with_2_and_its_place(void)
{
    char text[1024];
    snprintf(text, sizeof text, "%s", OPM);
    memcpy(strstr(text, "Y_DOT = 4"), "Y_DOT = x", 9);
    write_file("bad.opm", text);
    refused("bad.opm", "bad.opm:14:9: `Y_DOT`: `x` is not a number");
    refused("none.opm", "none.opm");
    refused("", "an INPUT is needed");
    refused("ball.opm --gravitty 3", "did you mean '--gravity'");
    refused("ball.opm --accuracy '1 kg'", "accuracy");
    refused("ball.opm --drag nrlmsise-0", "nrlmsise-00");
    refused("ball.opm --gravity 900", "reaches to degree");
    refused("ball.opm --gravity 12x13", "`order`: 13: must not be above the degree, 12");
    refused("ball.opm --gm earth=398600.4415", "needs a unit of gravitational parameter, such as km^3/s^2");
    refused("ball.opm --for '6000 d'", "`span`: the start is covered, the end is not");
    refused("ball.opm --until 2042-01-01T00:00:00", "`until`: the start is covered, the end is not");
    refused("ball.opm --for '1 h' --until 2024-01-02T00:00:00", "contradict");
    refused("ball.opm --state '1 2 3'", "six numbers");
    refused("ball.opm --third-bodies sun,vulcan", "no force `vulcan`");
    refused("ball.opm --at 2024-01-01T00:00:00", "chosen from an OEM");
    refused("--state '7000 0 0 0 4 6.4' --epoch 2024-01-01T00:00:00 --at 2024-01-01T00:00:00",
            "chosen from an OEM");
    refused("ball.opm --data none.gfc", "none.gfc: cannot be opened");
}

static void a_span_outside_the_data_names_set_and_remedy(void)
{
    CHECK(propagate("--state '7000 0 0 0 4 6.4' --epoch 2190-01-01T00:00:00 --for '30 min'") == 2);
    CHECK(err[0] && strstr(err, "leonov data add") != NULL);
}

int main(void)
{
    if (!getenv("LEO_COMMAND"))
        SKIP_LOUDLY("LEO_COMMAND");
    snprintf(base, sizeof base, "%s", scratch_folder("propagate"));
    write_file("ball.opm", OPM);
    RUN(a_state_on_the_command_line_is_enough);
    RUN(a_message_keeps_its_frame_and_clock);
    RUN(a_flight_back_is_written_in_order_of_time);
    RUN(kernels_give_equal_files);
    RUN(several_inputs_fly_side_by_side_as_they_do_alone);
    RUN(outputs_are_never_lost_silently);
    RUN(the_summary_tells_forces_data_and_events);
    RUN(wrong_input_ends_with_2_and_its_place);
    RUN(a_span_outside_the_data_names_set_and_remedy);
    return check_result();
}
