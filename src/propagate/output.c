/* SPDX-License-Identifier: MIT */
/*
 * States of a propagation as an OEM or as comma-separated values.
 *
 * Source  CCSDS 502.0-B-3, Orbit Data Messages, 2023, chapter 5. CREATION_DATE is the epoch of the state, so that equal
 *         inputs leave equal files.
 */
#include "base/error.h"
#include "base/text.h"
#include "propagate/columns.h"
#include "time/epoch.h"

#include <ctype.h>
#include <string.h>

enum { DECIMALS = 6, STEPS_MAX = 100000000 };

typedef struct writer {
    leo_propagation *p;
    const leo_propagation_output *out;
    double step_s; // with the sign of the span
    long count;    // of states; the last stands at the end
    long next;
    leo_orbit_point *kept; // of an OEM that is flown back: written in order of time at the end
    double quaternion[4];  // of the row before
    double *values;        // of the columns beside the states; NULL: none
    long far_at; // where in the file the date of the end of the flight stands; -1: it cannot be gone back to
} writer;

static double time_of(const writer *w, long index)
{
    return index == 0 ? 0 : index == w->count - 1 ? w->p->setup.span_s : (double)index * w->step_s;
}

/* The message must read the same line by line, whatever the name of the object holds. */
static void write_word(const char *key, const char *text, FILE *file)
{
    fprintf(file, "%s = ", key);
    for (; *text; text++)
        fputc(iscntrl((unsigned char)*text) ? ' ' : *text, file);
    fputc('\n', file);
}

static const char *center_name(const leo_setup *setup, char text[32])
{
    const char *name = leo_body_facts_of(setup->center)->name;
    size_t i = 0;
    for (; name[i] && i < 31; i++)
        text[i] = (char)toupper((unsigned char)name[i]);
    text[i] = 0;
    return text;
}

static leo_status write_oem_head(writer *w, leo_error *error)
{
    const leo_setup *setup = &w->p->setup;
    const double end = setup->span_s;
    char first[48], last[48], center[32];
    leo_status status = leo_propagation_date(w->p, end < 0 ? end : 0, DECIMALS, first, error);
    if (status == LEO_OK)
        status = leo_propagation_date(w->p, end < 0 ? 0 : end, DECIMALS, last, error);
    if (status != LEO_OK)
        return status;
    FILE *file = w->out->file;
    fprintf(file, "CCSDS_OEM_VERS = 2.0\nCREATION_DATE = %s\nORIGINATOR = LEONOV\n\nMETA_START\n", first);
    write_word("OBJECT_NAME", setup->head.object, file);
    write_word("OBJECT_ID", setup->head.object_id, file);
    write_word("CENTER_NAME", center_name(setup, center), file);
    // the standard has no GCRF around other bodies, and its TOD needs no epoch: it is of each date
    write_word("REF_FRAME",
               setup->output_frame == LEO_GCRF && setup->center != LEO_BODY_EARTH
                   ? "ICRF"
                   : leo_frame_name(setup->output_frame),
               file);
    write_word("TIME_SYSTEM", leo_timescale_name(setup->output_scale), file);
    fputs("START_TIME = ", file);
    w->far_at = end < 0 ? ftell(file) : -1;
    fprintf(file, "%s\nSTOP_TIME = ", first);
    w->far_at = end < 0 ? w->far_at : ftell(file);
    fprintf(file, "%s\nINTERPOLATION = HERMITE\nINTERPOLATION_DEGREE = 7\nMETA_STOP\n\n", last);
    return LEO_OK;
}

/* Of a flight that ended early: the head says what states there are. All dates have the same length. */
static void mend_oem_head(const writer *w, long states)
{
    char date[48];
    FILE *file = w->out->file;
    if (states <= 0 || w->far_at < 0 || fflush(file) != 0 ||
        leo_propagation_date(w->p, time_of(w, states - 1), DECIMALS, date, NULL) != LEO_OK ||
        fseek(file, w->far_at, SEEK_SET) != 0)
        return;
    fputs(date, file);
    fseek(file, 0, SEEK_END);
}

void leo_propagation_frame_word(leo_frame frame, char word[LEO_FRAME_WORD])
{
    const char *name = leo_frame_name(frame);
    size_t i = 0;
    for (; name[i] && i + 1 < LEO_FRAME_WORD; i++)
        word[i] = (char)(name[i] == ' ' || name[i] == '-' ? '_' : tolower((unsigned char)name[i]));
    word[i] = 0;
}

static void write_csv_head(const writer *w)
{
    const leo_setup *setup = &w->p->setup;
    char frame[LEO_FRAME_WORD], scale[16] = "";
    const char *clock = leo_timescale_name(setup->output_scale);
    leo_propagation_frame_word(setup->output_frame, frame);
    for (size_t i = 0; clock[i] && i + 1 < sizeof scale; i++)
        scale[i] = (char)tolower((unsigned char)clock[i]);
    fprintf(w->out->file, "epoch_%s,elapsed_s,x_%s_m,y_%s_m,z_%s_m,vx_%s_m_s,vy_%s_m_s,vz_%s_m_s,mass_kg",
            scale, frame, frame, frame, frame, frame, frame);
    if (setup->has_attitude)
        fprintf(w->out->file,
                ",q_w_body_from_%s,q_x_body_from_%s,q_y_body_from_%s,q_z_body_from_%s,rate_x_body_rad_s,"
                "rate_y_body_rad_s,rate_z_body_rad_s",
                frame, frame, frame, frame);
    for (size_t i = 0; i < leo_propagation_column_count(w->p); i++)
        fprintf(w->out->file, ",%s", leo_propagation_column(w->p, i).name);
    fputc('\n', w->out->file);
}

/* A number with a fixed count of decimals, whatever the locale of the host. */
static const char *fixed(double value, int decimals, char text[64])
{
    snprintf(text, 64, "%.*f", decimals, value);
    for (char *c = text; *c; c++)
        if (*c == ',')
            *c = '.';
    return text;
}

/* Of q and -q the one that is nearer to that of the row before. */
static leo_status write_attitude(writer *w, double elapsed_s, leo_error *error)
{
    char digits[64];
    leo_attitude_point a;
    const char *frame = leo_frame_name(w->p->setup.output_frame);
    const leo_status status = leo_propagation_attitude(w->p, elapsed_s, frame, &a, error);
    if (status != LEO_OK)
        return status;
    const double rate[3] = { a.rate_body_rad_s.x, a.rate_body_rad_s.y, a.rate_body_rad_s.z };
    double same = 0;
    for (int i = 0; i < 4; i++)
        same += a.quaternion[i] * w->quaternion[i];
    for (int i = 0; i < 4; i++)
        w->quaternion[i] = same < 0 ? -a.quaternion[i] : a.quaternion[i];
    for (int i = 0; i < 7; i++)
        fprintf(w->out->file, ",%s", leo_text_number(i < 4 ? w->quaternion[i] : rate[i - 4], digits));
    return LEO_OK;
}

/* What does not exist, such as the apoapsis of a hyperbola, is an empty field. */
static void write_columns(const writer *w)
{
    char digits[64];
    for (size_t i = 0; i < leo_propagation_column_count(w->p); i++)
        fprintf(w->out->file, ",%s", isfinite(w->values[i]) ? leo_text_number(w->values[i], digits) : "");
}

static leo_status write_state(writer *w, double elapsed_s, const leo_state *state, double mass_kg,
                              leo_error *error)
{
    char date[48], digits[64];
    leo_status status = leo_propagation_date(w->p, elapsed_s, DECIMALS, date, error);
    if (status == LEO_OK && w->values) // before the row is begun
        status = leo_columns_at(w->p, elapsed_s, w->values, error);
    const double values[6] = { state->pos_m.x,   state->pos_m.y,   state->pos_m.z,
                               state->vel_m_s.x, state->vel_m_s.y, state->vel_m_s.z };
    FILE *file = w->out->file;
    if (status != LEO_OK)
        return status;
    fputs(date, file);
    if (w->out->form == LEO_ORBIT_OEM) {
        for (int i = 0; i < 6; i++)
            fprintf(file, " %s", fixed(values[i] / 1e3, i < 3 ? 9 : 12, digits));
    } else {
        fprintf(file, ",%s", leo_text_number(elapsed_s, digits));
        for (int i = 0; i < 6; i++)
            fprintf(file, ",%s", leo_text_number(values[i], digits));
        fprintf(file, ",%s", leo_text_number(mass_kg, digits));
    }
    leo_status written = LEO_OK;
    if (w->p->setup.has_attitude && w->out->form == LEO_ORBIT_CSV)
        written = write_attitude(w, elapsed_s, error);
    if (written == LEO_OK && w->values)
        write_columns(w);
    fputc('\n', file);
    return written;
}

/* All states of the grid inside the last piece. */
static leo_status write_piece(writer *w, leo_error *error)
{
    const double end = leo_propagation_now_s(w->p), sign = w->p->setup.span_s < 0 ? -1 : 1;
    leo_status status = LEO_OK;
    while (status == LEO_OK && w->next < w->count && sign * (time_of(w, w->next) - end) <= 0) {
        const double at = time_of(w, w->next++);
        leo_propagated now;
        leo_state turned;
        leo_propagator_at(w->p->propagator, at, &now);
        status = leo_propagation_turn(w->p, w->p->setup.output_frame, at, &now.state, &turned, error);
        if (status == LEO_OK && w->kept)
            w->kept[w->next - 1] = (leo_orbit_point){ at, turned.pos_m, turned.vel_m_s, now.mass_kg };
        else if (status == LEO_OK && w->out->file && w->out->form != LEO_ORBIT_NONE)
            status = write_state(w, at, &turned, now.mass_kg, error);
        if (status != LEO_OK)
            w->next--;
    }
    return status;
}

/* Covariances in axes of the ICRF at start and end. */
static leo_status write_covariance(const writer *w, leo_error *error)
{
    const leo_setup *setup = &w->p->setup;
    double now[6][6];
    char date[48], digits[LEO_NUMBER_ROOM];
    if (!setup->has_covariance || !w->p->flight.with_stm || w->out->form != LEO_ORBIT_OEM)
        return LEO_OK;
    leo_status status = leo_propagation_covariance(w->p, now, error);
    fputs("\nCOVARIANCE_START\n", w->out->file);
    for (int which = 0; status == LEO_OK && which < 2; which++) {
        const int at_end = setup->span_s < 0 ? !which : which; // in order of time
        const double(*p)[6] = at_end ? (const double(*)[6])now : (const double(*)[6])setup->covariance;
        status = leo_propagation_date(w->p, at_end ? setup->span_s : 0, DECIMALS, date, error);
        fprintf(w->out->file, "EPOCH = %s\nCOV_REF_FRAME = %s\n", date,
                setup->center == LEO_BODY_EARTH ? "GCRF" : "ICRF");
        for (int r = 0; r < 6; r++)
            for (int c = 0; c <= r; c++)
                fprintf(w->out->file, "%s%c", leo_text_number(1e-6 * p[r][c], digits), c < r ? ' ' : '\n');
    }
    fputs("COVARIANCE_STOP\n", w->out->file);
    return status;
}

leo_status leo_propagation_fly(leo_propagation *p, const leo_propagation_output *output, leo_error *error)
{
    if (!p)
        return error && error->status != LEO_OK ? error->status
                                                : leo_fail(error, LEO_BAD_ARGUMENT, NULL, "no propagation");
    const leo_setup *setup = &p->setup;
    const double steps = ceil(fabs(setup->span_s) / setup->head.step_s - 1e-9);
    if (leo_propagation_now_s(p) != 0)
        return leo_fail(error, LEO_BAD_ARGUMENT, "fly", "the propagation does not stand at its start");
    if (steps > STEPS_MAX)
        return leo_fail(error, LEO_BAD_INPUT, "step", "%g states: at most %d are written", steps, STEPS_MAX);
    const size_t columns = leo_propagation_column_count(p);
    if (columns && output->form == LEO_ORBIT_OEM)
        return leo_fail(
            error, LEO_BAD_INPUT, "columns",
            "an OEM has none: write comma-separated values (FILE.csv, --form csv), or leave them out");
    writer w = { .p = p, .out = output, .count = (long)steps + 1, .far_at = -1 };
    w.step_s = setup->span_s < 0 ? -setup->head.step_s : setup->head.step_s;
    leo_status status = LEO_OK;
    leo_arena *arena = NULL;
    if (setup->span_s < 0 && output->form == LEO_ORBIT_OEM && output->file) {
        arena = leo_arena_create(NULL);
        w.kept = arena ? LEO_TAKE(arena, leo_orbit_point, w.count) : NULL;
        if (!w.kept)
            status = leo_fail(error, LEO_NO_MEMORY, "output", "no memory for %ld states", w.count);
    } else if (columns && output->form == LEO_ORBIT_CSV) {
        arena = leo_arena_create(NULL);
        w.values = arena ? LEO_TAKE(arena, double, columns) : NULL;
        if (!w.values)
            status = leo_fail(error, LEO_NO_MEMORY, "output", "no memory for %zu columns", columns);
    }
    if (status == LEO_OK && output->file && output->form == LEO_ORBIT_OEM)
        status = write_oem_head(&w, error);
    else if (output->file && output->form == LEO_ORBIT_CSV)
        write_csv_head(&w);
    if (status == LEO_OK)
        status = write_piece(&w, error);
    while (status == LEO_OK && leo_propagation_now_s(p) != setup->span_s) {
        status = leo_propagation_step(p, setup->span_s, error);
        if (status == LEO_OK)
            status = write_piece(&w, error);
        if (status == LEO_OK && output->progress &&
            output->progress(output->context, leo_propagation_now_s(p), setup->span_s))
            status = leo_fail(error, LEO_INTERRUPTED, NULL, "interrupted");
    }
    const leo_status flown = status;
    status = LEO_OK; // what was flown back is written even where the flight ended early
    for (long i = w.next - 1; status == LEO_OK && w.kept && i >= 0; i--)
        status = write_state(&w, w.kept[i].elapsed_s, &(leo_state){ w.kept[i].pos_m, w.kept[i].vel_m_s },
                             w.kept[i].mass_kg, error);
    leo_arena_destroy(arena);
    if (flown != LEO_OK) {
        if (output->file && output->form == LEO_ORBIT_OEM)
            mend_oem_head(&w, w.next);
        return flown;
    }
    if (status == LEO_OK && output->file)
        status = write_covariance(&w, error);
    if (status == LEO_OK && output->file && (fflush(output->file) != 0 || ferror(output->file)))
        status = leo_fail(error, LEO_IO, NULL, "the output cannot be written");
    return status;
}
