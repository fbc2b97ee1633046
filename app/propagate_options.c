/* SPDX-License-Identifier: MIT */
/* The options of leonov propagate, and the settings that they mean: "--for 2 h" is "span=2 h". */
#include "propagate.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

__attribute__((format(printf, 2, 3))) static void add(propagate_settings *to, const char *format, ...);

static void add(propagate_settings *to, const char *format, ...)
{
    if (to->count >= SETTINGS - 1) {
        to->too_long = 1;
        return;
    }
    va_list args;
    va_start(args, format);
    to->too_long |= vsnprintf(to->text[to->count], SET_ROOM, format, args) >= SET_ROOM;
    va_end(args);
    to->items[to->count] = to->text[to->count];
    to->items[++to->count] = NULL;
}

static void add_key(propagate_settings *to, const char *key, const char *value)
{
    if (value)
        add(to, "%s=%s", key, value);
}

/* ---- options that are more than a key ---------------------------------------------------------------------------------- */

/* "70x70" or "70"; 0 when it is neither. */
static int read_degrees(const char *text, long *degree, long *order)
{
    char *end;
    *degree = *order = strtol(text, &end, 10);
    if (end == text || *degree < 0)
        return 0;
    if (*end == 'x' || *end == 'X') {
        const char *rest = end + 1;
        *order = strtol(rest, &end, 10);
        if (end == rest || *order < 0)
            return 0;
    }
    return *end == 0;
}

/* Order 0 of a degree means the zonal terms; in a setup it means that of the degree. */
static void add_degrees(propagate_settings *to, long degree, long order)
{
    add(to, "forces.gravity.degree=%ld", degree);
    add(to, "forces.gravity.order=%ld", order);
    if (degree > 0 && order == 0)
        add(to, "forces.gravity.terms=zonal");
}

/* "70x70", "0", "FILE.gfc[:NxM]" or "NAME[:NxM]". */
static void add_gravity(propagate_settings *to, const char *text)
{
    long degree, order;
    if (!text)
        return;
    const char *colon = strrchr(text, ':');
    if (read_degrees(text, &degree, &order)) {
        add_degrees(to, degree, order);
        return;
    }
    const int cut = colon && read_degrees(colon + 1, &degree, &order);
    const int length = (int)(cut ? (size_t)(colon - text) : strlen(text));
    const int is_file =
        memchr(text, '/', (size_t)length) || (length > 4 && strncmp(text + length - 4, ".gfc", 4) == 0);
    if (is_file)
        snprintf(to->gravity_file, sizeof to->gravity_file, "%.*s", length, text);
    else
        add(to, "forces.gravity.field=%.*s", length, text);
    if (cut) {
        add_degrees(to, degree, order);
    } else {
        add(to, "forces.gravity.degree=all");
    }
}

/* Words of "x y z vx vy vz", with units behind them or in km and km/s; 0 when there are not six. */
static int add_state(propagate_settings *to, const char *text)
{
    char copy[SET_ROOM], *words[12];
    int count = 0;
    if (!text)
        return 1;
    if (strlen(text) >= sizeof copy)
        return 0;
    strcpy(copy, text);
    for (char *p = copy; *p;) {
        while (isspace((unsigned char)*p) || *p == ',' || *p == '[' || *p == ']')
            *p++ = 0;
        if (!*p)
            break;
        if (count == 12)
            return 0;
        words[count++] = p;
        while (*p && !isspace((unsigned char)*p) && *p != ',' && *p != ']')
            p++;
    }
    if (count == 6) {
        add(to, "state.position=[%s km, %s km, %s km]", words[0], words[1], words[2]);
        add(to, "state.velocity=[%s km/s, %s km/s, %s km/s]", words[3], words[4], words[5]);
    } else if (count == 12) {
        add(to, "state.position=[%s %s, %s %s, %s %s]", words[0], words[1], words[2], words[3], words[4],
            words[5]);
        add(to, "state.velocity=[%s %s, %s %s, %s %s]", words[6], words[7], words[8], words[9], words[10],
            words[11]);
    }
    return count == 6 || count == 12;
}

/* "earth=398600.4415 km3/s2": powers may go without their sign. */
static void add_gm(propagate_settings *to, const char *text)
{
    char spelt[SET_ROOM];
    size_t length = 0;
    int in_unit = 0;
    for (const char *p = text; *p && length + 2 < sizeof spelt; p++) {
        in_unit |= *p == ' ';
        if (in_unit && p > text && isalpha((unsigned char)p[-1]) && isdigit((unsigned char)*p))
            spelt[length++] = '^';
        spelt[length++] = *p;
    }
    spelt[length] = 0;
    add(to, "gm.%s", spelt);
}

int propagate_settings_of(const propagate_wish *w, propagate_settings *to)
{
    add_key(to, "epoch", w->epoch);
    add_key(to, "time-system", w->time_system);
    add_key(to, "frame", w->frame);
    add_key(to, "center", w->center);
    add_key(to, "spacecraft.mass", w->mass);
    add_gravity(to, w->gravity);
    if (w->third_bodies)
        add(to, "forces.third-bodies=%s%s%s", strcmp(w->third_bodies, "none") ? "[" : "", w->third_bodies,
            strcmp(w->third_bodies, "none") ? "]" : "");
    if (w->drag && strcmp(w->drag, "off") != 0) {
        add(to, "forces.drag=on");
        add(to, "atmosphere.model=%s", w->drag);
    } else if (w->drag) {
        add(to, "forces.drag=off");
    }
    if (w->srp)
        add(to, "forces.radiation-pressure=on");
    if (w->tides)
        add(to, "forces.solid-tide=on");
    if (w->relativity)
        add(to, "forces.relativity=on");
    if (w->albedo)
        add(to, "forces.albedo=on");
    for (int i = 0; i < w->gm.count; i++)
        add_gm(to, w->gm.items[i]);
    add_key(to, "accuracy", w->accuracy);
    add_key(to, "method", w->method);
    add_key(to, "span", w->span);
    add_key(to, "until", w->until);
    add_key(to, "step", w->step);
    add_key(to, "output-frame", w->out_frame);
    add_key(to, "output-time", w->out_time);
    add_key(to, "kernel", w->kernel);
    if (w->events)
        add(to, "events=%s%s%s", strcmp(w->events, "all") ? "[" : "", w->events,
            strcmp(w->events, "all") ? "]" : "");
    if (w->columns)
        add(to, "columns=[%s]", w->columns);
    if (w->stm || w->covariance)
        add(to, "stm=yes");
    const int good = add_state(to, w->state);
    for (int i = 0; i < w->set.count; i++)
        add(to, "%s", w->set.items[i]);
    return good && !to->too_long;
}

/* ---- command line -------------------------------------------------------------------------------------------------------- */

int propagate_read(int argc, char **argv, propagate_wish *w)
{
    const option_row rows[] = {
        { .name = "--state",
          .value = "\"X Y Z VX VY VZ\"",
          .doc = "km and km/s, or each with its unit",
          .text = &w->state },
        { .name = "--epoch", .value = "DATE", .doc = "of the state: 2025-02-26T12:00:00", .text = &w->epoch },
        { .name = "--time-system",
          .value = "NAME",
          .doc = "UTC (usual), UT1, TAI, TT, TDB, TCG, TCB, GPS",
          .text = &w->time_system },
        { .name = "--frame",
          .value = "NAME",
          .doc = "of the state: GCRF (usual), EME2000, MOD, TOD, TEME, ITRF, ...",
          .text = &w->frame },
        { .name = "--center",
          .value = "BODY",
          .doc = "earth (usual), moon, sun, mars, ...",
          .text = &w->center },
        { .name = "--at",
          .value = "DATE",
          .doc = "of an OEM: start there instead of at its first state",
          .text = &w->at },
        { .name = "--mass",
          .value = "MASS",
          .doc = "of the spacecraft, such as \"452 t\"",
          .text = &w->mass },
        { .name = "--gravity",
          .value = "NxM",
          .doc = "degree and order, or FILE.gfc[:NxM], or NAME[:NxM]; usual: 20x20",
          .text = &w->gravity },
        { .name = "--third-bodies",
          .value = "LIST",
          .doc = "sun,moon,jupiter, or none; usual: sun,moon",
          .text = &w->third_bodies },
        { .name = "--drag",
          .value = "MODEL",
          .doc = "us-1976, harris-priester, jacchia-roberts, nrlmsise-00, ...",
          .text = &w->drag },
        { .name = "--srp", .doc = "pressure of sunlight", .flag = &w->srp },
        { .name = "--tides", .doc = "solid tides of the Earth", .flag = &w->tides },
        { .name = "--relativity", .doc = "the relativistic terms", .flag = &w->relativity },
        { .name = "--albedo", .doc = "light and heat from the Earth", .flag = &w->albedo },
        { .name = "--gm",
          .value = "BODY=VALUE",
          .doc = "such as \"earth=398600.4415 km3/s2\"",
          .list = &w->gm },
        { .name = "--accuracy",
          .value = "LENGTH",
          .doc = "after a day or the span: \"1 cm\"; usual: 1 m",
          .text = &w->accuracy },
        { .name = "--method",
          .value = "NAME",
          .doc = "auto (usual), dop853, gauss-jackson, picard-chebyshev",
          .text = &w->method },
        { .name = "--for", .value = "TIME", .doc = "\"8 h\", \"-1 d\"; usual: 1 d", .text = &w->span },
        { .name = "--until", .value = "DATE", .doc = "instead of --for", .text = &w->until },
        { .name = "--step", .value = "TIME", .doc = "between states written; usual: 60 s", .text = &w->step },
        { .name = "--out",
          .value = "FILE",
          .doc = "FILE.oem or FILE.csv; of several inputs, a folder; usual: standard output",
          .text = &w->out },
        { .name = "--form", .value = "oem|csv", .doc = "of the output, whatever its name", .text = &w->form },
        { .name = "--out-frame",
          .value = "NAME",
          .doc = "axes of the output; usual: those of the state",
          .text = &w->out_frame },
        { .name = "--out-time",
          .value = "NAME",
          .doc = "time system of the output; usual: that of the epoch",
          .text = &w->out_time },
        { .name = "--stm", .doc = "carry the state-transition matrix along (see --json)", .flag = &w->stm },
        { .name = "--covariance", .doc = "carry the covariance of the input along", .flag = &w->covariance },
        { .name = "--events",
          .value = "LIST",
          .doc = "ascending-node,periapsis,shadow-entry,... or all",
          .text = &w->events },
        { .name = "--columns",
          .value = "LIST",
          .doc = "of FILE.csv: elements,geodetic,air,magnetic,light,sun,moon,acceleration,lvlh",
          .text = &w->columns },
        { .name = "--data",
          .value = "FILE",
          .doc = "a set of data over those in use; may be repeated",
          .list = &w->data },
        { .name = "--set",
          .value = "KEY=VALUE",
          .doc = "any key of a setup file; may be repeated",
          .list = &w->set },
        { .name = "--kernel",
          .value = "NAME",
          .doc = "baseline, avx2, avx512, best (usual); equal results",
          .text = &w->kernel },
        { .name = "--threads", .value = "N", .doc = "for several inputs", .text = &w->threads },
        { .name = "--json", .doc = "print a summary as JSON", .flag = &w->json },
        { .name = "--quiet", .doc = "no progress bar, no summary", .flag = &w->quiet },
        { 0 },
    };
    const int code = options_read("propagate", argc, argv, rows, 0, INPUTS, w->inputs, &w->input_count);
    if (code >= 0)
        return code;
    const char *wrong = NULL;
    if (w->input_count == 0 && !w->state && w->set.count == 0)
        wrong = "an INPUT is needed (setup file, OPM or OEM), or --state and --epoch";
    else if (w->form && strcmp(w->form, "oem") != 0 && strcmp(w->form, "csv") != 0)
        wrong = "--form is oem or csv";
    else if (w->span && w->until)
        wrong = "--for and --until contradict each other";
    else if (w->threads && (atoi(w->threads) < 1 || atoi(w->threads) > THREADS_MAX))
        wrong = "--threads is a number from 1 to 64";
    if (!wrong)
        return -1;
    fprintf(stderr, "leonov propagate: %s\nleonov propagate --help lists its options\n", wrong);
    return EXIT_BAD_INPUT;
}
