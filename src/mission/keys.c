/* SPDX-License-Identifier: MIT */
/*
 * The sections of a mission file and their keys. The reader checks keys against these rows and leo_explain prints
 * them. Rows over a struct fill it; rows of type LEO_TEXT without a struct are read by the file named beside them.
 */
#include "mission/reader.h"
#include "mission/settings.h"

#include <string.h>

static const char *const frame_words[] = { "tod", "gcrf", NULL };
static const char *const means_words[] = { "warning", "loss", NULL };
static const char *const statistic_words[] = { "max", "min", "mean", "rise", NULL };
static const char *const enabled_words[] = { "no", "yes", NULL };

// clang-format off
const leo_field leo_origin_fields[] = { // reader.c
    { "value",  LEO_TEXT, 0, NULL, 0, 0, NULL, NULL, "The value itself." },
    { "basis",  LEO_TEXT, 0, NULL, 0, 0, "",   NULL, "Where it comes from: sourced, derived, estimated or calibrated." },
    { "source", LEO_TEXT, 0, NULL, 0, 0, "",   NULL, "A key of `sources`, or a list of them." },
    { "to",     LEO_TEXT, 0, NULL, 0, 0, "",   NULL, "Of `basis: calibrated`: what it was calibrated to." },
    { "note",   LEO_TEXT, 0, NULL, 0, 0, "",   NULL, "A sentence." },
    { 0 }
};

static const char *const space_weathers[] = { "given", "measured", NULL };
const leo_field leo_world_fields[] = { // settings.c
    { "f10.7",           LEO_REAL_AT(leo_world_settings, f107),                "1",     50, 500,   "120",  NULL,
      "Solar radio flux at 10.7 cm of the day before, in units of 1e-22 W/(m^2 Hz)." },
    { "f10.7-mean",      LEO_REAL_AT(leo_world_settings, f107_mean),           "1",     50, 500,   "120",  NULL,
      "Mean of that flux over 81 days." },
    { "kp",              LEO_REAL_AT(leo_world_settings, kp),                  "1",     0,  9,     "2",    NULL,
      "Geomagnetic planetary index." },
    { "atmosphere",      LEO_TEXT_AT(leo_world_settings, atmosphere),          NULL,    0,  0,     "jacchia-roberts", NULL,
      "Model of the air: jacchia-roberts, nrlmsise-00, met, harris-priester, us-1976 or exponential." },
    { "space-weather",   LEO_CHOICE_AT(leo_world_settings, weather_measured),  NULL,    0,  0,     "given", space_weathers,
      "Given: flux and index as said here, on every day; measured: those of the data pack, day by day." },
    { "wind",            LEO_TEXT_AT(leo_world_settings, wind),                NULL,    0,  0,     "none", NULL,
      "Heights with their wind to the east and north, `0 m: 3 m/s, 1 m/s; 9 km: 21 m/s, -3 m/s`, or none." },
    { "ground-altitude", LEO_REAL_AT(leo_world_settings, ground_alt_m),        "m",  -450,  9000,  "0 m",  NULL,
      "Height of the ground at the landing site above the WGS 84 ellipsoid." },
    { "albedo",          LEO_REAL_AT(leo_world_settings, albedo),              "1",     0,  1,     "0.30", NULL,
      "Part of the sunlight that the Earth sends back." },
    { "infrared",        LEO_REAL_AT(leo_world_settings, infrared_w_m2),       "W/m^2", 0,  1000,  "237 W/m^2", NULL,
      "Heat radiation of the Earth at its surface." },
    { "solar-constant",  LEO_REAL_AT(leo_world_settings, solar_constant_w_m2), "W/m^2", 0,  5000,  "1361 W/m^2", NULL,
      "Sunlight at one astronomical unit." },
    { 0 }
};

const leo_field leo_solver_fields[] = { // settings.c
    { "flight-tolerance", LEO_REAL_AT(leo_solver_settings, flight_tolerance), "1", 1e-13, 1e-4, "1e-10", NULL,
      "Relative error allowed in a step of the motion." },
    { "cabin-tolerance",  LEO_REAL_AT(leo_solver_settings, cabin_tolerance),  "1", 1e-12, 1e-3, "1e-6",  NULL,
      "Relative error allowed in a step of gas, heat and crew." },
    { "longest-window",   LEO_REAL_AT(leo_solver_settings, longest_window_s), "s", 1e-3, 3600,  "60 s",  NULL,
      "Longest time that the wings fly before they meet." },
    { 0 }
};

const leo_field leo_orbit_fields[] = { // orbit.c
    { "frame",               LEO_CHOICE_AT(leo_orbit_config, frame),          NULL,  0, 0,        "tod", frame_words,
      "Axes: true equator and equinox of date, or GCRF." },
    { "semi-major-axis",     LEO_REAL_AT(leo_orbit_config, sma_m),            "m",   0, 1e12,     NULL, NULL,
      "Half the length of the ellipse; osculating, as all elements." },
    { "eccentricity",        LEO_REAL_AT(leo_orbit_config, ecc),              "1",   0, 100,      NULL, NULL,
      "Below 1: a closed orbit." },
    { "inclination",         LEO_REAL_AT(leo_orbit_config, inc_rad),          "rad", 0, 3.1415926535897936, NULL, NULL,
      "Between the planes of orbit and equator." },
    { "raan",                LEO_REAL_AT(leo_orbit_config, raan_rad),         "rad", -6.2831853071795872, 6.2831853071795872, NULL, NULL,
      "Right ascension of the ascending node." },
    { "argument-of-perigee", LEO_REAL_AT(leo_orbit_config, argp_rad),         "rad", -6.2831853071795872, 6.2831853071795872, NULL, NULL,
      "From the ascending node to the perigee." },
    { "true-anomaly",        LEO_REAL_AT(leo_orbit_config, true_anomaly_rad), "rad", -6.2831853071795872, 6.2831853071795872, NULL, NULL,
      "From the perigee to the craft, at the epoch." },
    { 0 }
};

const leo_field leo_vector_fields[] = { // orbit.c
    { "frame",    LEO_CHOICE_AT(leo_orbit_config, frame), NULL, 0, 0, "tod", frame_words,
      "Axes: true equator and equinox of date, or GCRF." },
    { "position", LEO_TEXT, 0, NULL, 0, 0, NULL, NULL, "Instead of elements: [x, y, z] with units, geocentric." },
    { "velocity", LEO_TEXT, 0, NULL, 0, 0, NULL, NULL, "Instead of elements: [vx, vy, vz] with units." },
    { 0 }
};

const leo_field leo_telemetry_fields[] = { // telemetry.c
    { "rate", LEO_TEXT, 0, NULL, 0, 0, "1 Hz", NULL, "How often all channels are recorded." },
    { "fast", LEO_TEXT, 0, NULL, 0, 0, "",     NULL, "A list of { from, to, rate }: spans with a higher rate." },
    { 0 }
};

const leo_field leo_fast_fields[] = { // telemetry.c
    { "from", LEO_TEXT, 0, NULL, 0, 0, NULL, NULL, "A time or an event." },
    { "to",   LEO_TEXT, 0, NULL, 0, 0, NULL, NULL, "A time or an event." },
    { "rate", LEO_TEXT, 0, NULL, 0, 0, NULL, NULL, "How often, between these." },
    { 0 }
};

const leo_field leo_entry_fields[] = { // timeline.c
    { "name",    LEO_TEXT, 0, NULL, 0, 0, "", NULL, "The event that it leaves; default: the text of its first command." },
    { "at",      LEO_TEXT, 0, NULL, 0, 0, "", NULL, "When, by the clock: 1965-03-18T08:28:13Z, 08:28:13Z or T+01:28:13." },
    { "when",    LEO_TEXT, 0, NULL, 0, 0, "", NULL, "When, by channels: `airlock.pressure < 0.1 kPa and outer-hatch.open > 0.5`." },
    { "after",   LEO_TEXT, 0, NULL, 0, 0, "", NULL, "When, by an event; together with `when`: the condition counts only after it." },
    { "delay",   LEO_TEXT, 0, NULL, 0, 0, "0 s", NULL, "Time added after that." },
    { "if",      LEO_TEXT, 0, NULL, 0, 0, "", NULL, "A condition looked at in that instant; if it does not hold, nothing is done." },
    { "do",      LEO_TEXT, 0, NULL, 0, 0, "", NULL, "A command or a list of them: `THING.VERB`, `THING.INPUT VALUE`. Without it the entry marks an event." },
    { "part",    LEO_TEXT, 0, NULL, 0, 0, "", NULL, "Of a fault: the thing that fails." },
    { "mode",    LEO_TEXT, 0, NULL, 0, 0, "", NULL, "Of a fault: a value of its input `fault`." },
    { "size",    LEO_TEXT, 0, NULL, 0, 0, "", NULL, "Of a fault: the value of its input `fault-size`." },
    { "note",    LEO_TEXT, 0, NULL, 0, 0, "", NULL, "A sentence." },
    { "enabled", LEO_CHOICE, 0, NULL, 0, 0, "yes", enabled_words, "`no` takes the entry out." },
    { "basis",   LEO_TEXT, 0, NULL, 0, 0, "", NULL, "Where its numbers come from." },
    { "source",  LEO_TEXT, 0, NULL, 0, 0, "", NULL, "A key of `sources`." },
    { "to",      LEO_TEXT, 0, NULL, 0, 0, "", NULL, "Of `basis: calibrated`: what it was calibrated to." },
    { 0 }
};

const leo_field leo_limit_fields[] = { // limits.c
    { "name",  LEO_TEXT, 0, NULL, 0, 0, NULL,  NULL, "The event that passing it leaves." },
    { "when",  LEO_TEXT, 0, NULL, 0, 0, NULL,  NULL, "The condition that must not hold." },
    { "for",   LEO_TEXT, 0, NULL, 0, 0, "0 s", NULL, "How long without a break until it counts." },
    { "means", LEO_CHOICE, 0, NULL, 0, 0, "warning", means_words, "A warning, or the loss of the crew or the craft." },
    { "note",  LEO_TEXT, 0, NULL, 0, 0, "",    NULL, "A sentence." },
    { "basis", LEO_TEXT, 0, NULL, 0, 0, "",    NULL, "Where its numbers come from." },
    { "source", LEO_TEXT, 0, NULL, 0, 0, "",   NULL, "A key of `sources`." },
    { 0 }
};

const leo_field leo_history_fields[] = { // history.c
    { "what",       LEO_TEXT, 0, NULL, 0, 0, NULL, NULL, "What was recorded, in words." },
    { "event",      LEO_TEXT, 0, NULL, 0, 0, "", NULL, "The event that is timed or placed, or at which a channel is read; `EVENT + DURATION` reads later." },
    { "time",       LEO_TEXT, 0, NULL, 0, 0, "", NULL, "When the event happened." },
    { "interval",   LEO_TEXT, 0, NULL, 0, 0, "", NULL, "[EVENT, EVENT]: how long from one to the other; with `value`." },
    { "channel",    LEO_TEXT, 0, NULL, 0, 0, "", NULL, "The channel that is measured." },
    { "at",         LEO_TEXT, 0, NULL, 0, 0, "", NULL, "The time or event at which the channel is read." },
    { "statistic",  LEO_CHOICE, 0, NULL, 0, 0, "", statistic_words, "Of the channel between `from` and `to`; rise: the largest value less the first." },
    { "from",       LEO_TEXT, 0, NULL, 0, 0, "", NULL, "A time or event; default: the epoch." },
    { "to",         LEO_TEXT, 0, NULL, 0, 0, "", NULL, "A time or event; default: the end." },
    { "value",      LEO_TEXT, 0, NULL, 0, 0, "", NULL, "What was recorded, with its unit." },
    { "latitude",   LEO_TEXT, 0, NULL, 0, 0, "", NULL, "Of the place, geodetic." },
    { "longitude",  LEO_TEXT, 0, NULL, 0, 0, "", NULL, "Of the place, east positive." },
    { "within",     LEO_TEXT, 0, NULL, 0, 0, "", NULL, "Distance from the place that counts as a hit." },
    { "tolerance",  LEO_TEXT, 0, NULL, 0, 0, "", NULL, "Difference that counts as a hit." },
    { "because",    LEO_TEXT, 0, NULL, 0, 0, "", NULL, "Why that tolerance." },
    { "source",     LEO_TEXT, 0, NULL, 0, 0, "", NULL, "A key of `sources`, or a list of them." },
    { "calibrated", LEO_TEXT, 0, NULL, 0, 0, "", NULL, "The inputs that were calibrated to this row: it is no validation." },
    { "others",     LEO_TEXT, 0, NULL, 0, 0, "", NULL, "What other sources say: a list of { value | time | text, source }." },
    { "likely",     LEO_TEXT, 0, NULL, 0, 0, "", NULL, "The likely reason of a miss." },
    { "note",       LEO_TEXT, 0, NULL, 0, 0, "", NULL, "A sentence." },
    { 0 }
};

const leo_field leo_other_fields[] = { // history.c
    { "value",  LEO_TEXT, 0, NULL, 0, 0, "", NULL, "What it says, with its unit." },
    { "time",   LEO_TEXT, 0, NULL, 0, 0, "", NULL, "What it says." },
    { "text",   LEO_TEXT, 0, NULL, 0, 0, "", NULL, "What it says." },
    { "source", LEO_TEXT, 0, NULL, 0, 0, "", NULL, "A key of `sources`." },
    { 0 }
};

const leo_section leo_sections[] = {
    { "mission",    "The name of the mission.", NULL, "text", NULL },
    { "name",       "In a vehicle's file: the name of the vehicle.", NULL, "text", NULL },
    { "epoch",      "The instant at which the flight starts, UTC.", NULL, "text", NULL },
    { "end",        "The instant at which the flight ends at the latest: UTC or T+.", NULL, "text", NULL },
    { "clock-zero", "The instant from which T+ counts, UTC; default: the epoch.", NULL, "text", NULL },
    { "vehicle",    "The file of the craft, relative to this one.", NULL, "text", NULL },
    { "include",    "A file or a list of files, relative to this one, whose sections belong to the mission.", NULL, "text or list", NULL },
    { "sources",    "Documents: a key and its title. Numbers refer to them by `source`.", NULL, "map", NULL },
    { "world",      "The Sun, the air and the ground.", leo_world_fields, "map", NULL },
    { "forces",     "What pulls and pushes: only the forces named act. Without the section: gravity, sun, moon, drag.", NULL, "map of maps", NULL },
    { "orbit",      "Where the flight starts: elements, or position and velocity.", leo_orbit_fields, "map", leo_vector_fields },
    { "solver",     "Accuracy.", leo_solver_fields, "map", NULL },
    { "telemetry",  "How often channels are recorded.", leo_telemetry_fields, "map", leo_fast_fields },
    { "parts",      "What the craft is built of: NAME: { kind: KIND, ... } with the keys and the initial inputs of its kind.", NULL, "map of maps", NULL },
    { "crew",       "Who flies: NAME: { ... } with the keys and the initial inputs of the kind `person`.", NULL, "map of maps", NULL },
    { "timeline",   "What is done, by the clock, by conditions or after events.", leo_entry_fields, "list of maps", NULL },
    { "faults",     "What breaks, as in the timeline.", leo_entry_fields, "list of maps", NULL },
    { "limits",     "Conditions that must not hold.", leo_limit_fields, "list of maps", NULL },
    { "history",    "What was recorded then, to compare with the flight.", leo_history_fields, "list of maps", leo_other_fields },
    { 0 }
};
// clang-format on

const leo_section *leo_section_find(const char *name)
{
    for (const leo_section *section = leo_sections; section->name; section++)
        if (strcmp(section->name, name) == 0)
            return section;
    return NULL;
}
