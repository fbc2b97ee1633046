/* SPDX-License-Identifier: MIT */
/* Instants and durations as a mission file writes them. */
#include "base/error.h"
#include "base/text.h"
#include "mission/reader.h"
#include "time/epoch.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const double DAY_S = 86400;
static const double SLACK_S = 1e-6; // an instant written as the epoch may round to just before it

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "01:34:51" or "25:00:00.5": hours, minutes, seconds of a count, not of a day. */
static int clock_read(const char *text, double *seconds)
{
    double hours, minutes, rest;
    const char *p = leo_text_number_read(text, &hours);
    if (!p || *p != ':' || !is_digit(*text) || hours != floor(hours) || hours > 1e6)
        return 0;
    const char *q = leo_text_number_read(p + 1, &minutes);
    if (!q || q - p != 3 || *q != ':' || !is_digit(p[1]) || !is_digit(p[2]) || minutes >= 60)
        return 0;
    const char *r = leo_text_number_read(q + 1, &rest);
    if (!r || *r || !is_digit(q[1]) || !is_digit(q[2]) || rest >= 60)
        return 0;
    *seconds = 3600 * hours + 60 * minutes + rest;
    return 1;
}

leo_status leo_duration_read(const char *text, leo_quantity *duration, leo_error *error)
{
    double seconds;
    if (clock_read(text, &seconds)) {
        *duration = (leo_quantity){ .value = seconds, .written = seconds, .scale = 1, .unit = "s" };
        return LEO_OK;
    }
    return leo_quantity_read(text, "s", LEO_TEMPERATURE_POINT, duration, error);
}

int leo_time_looks(const char *text)
{
    return is_digit(text[0]) || (text[0] == 'T' && (text[1] == '+' || text[1] == '-'));
}

/* "08:28:13Z": the first such time at or after the epoch. */
static leo_status time_of_day(const leo_plan *plan, const char *text, double *elapsed_s, leo_error *error)
{
    for (int day = 0; day <= 1; day++) {
        leo_calendar date;
        leo_epoch instant;
        char whole[80];
        leo_status status = leo_epoch_utc_fields(leo_epoch_add(plan->epoch, day * DAY_S), 0, &date, error);
        if (status != LEO_OK)
            return status;
        snprintf(whole, sizeof whole, "%04d-%02d-%02dT%.40s", date.year, date.month, date.day, text);
        if ((status = leo_epoch_from_utc(whole, &instant, error)) != LEO_OK)
            return status;
        *elapsed_s = leo_epoch_since(instant, plan->epoch);
        if (*elapsed_s >= -SLACK_S)
            break;
    }
    return LEO_OK;
}

static leo_status since_clock_zero(const leo_plan *plan, const char *text, double *elapsed_s,
                                   leo_error *error)
{
    leo_quantity count;
    if (text[1] == '-')
        return leo_fail(error, LEO_BAD_INPUT, NULL,
                        "`%.60s` lies before the clock's zero; a flight starts at the epoch", text);
    const leo_status status = leo_duration_read(text + 2, &count, error);
    *elapsed_s = leo_epoch_since(plan->clock_zero, plan->epoch) + count.value;
    return status;
}

leo_status leo_time_read(const leo_plan *plan, const char *text, double *elapsed_s, leo_error *error)
{
    leo_status status;
    leo_error why = { 0 };
    if (text[0] == 'T' && (text[1] == '+' || text[1] == '-')) {
        status = since_clock_zero(plan, text, elapsed_s, &why);
    } else if (is_digit(text[0]) && strchr(text, '-')) {
        leo_epoch instant;
        status = leo_epoch_from_utc(text, &instant, &why);
        if (status == LEO_OK)
            *elapsed_s = leo_epoch_since(instant, plan->epoch);
    } else if (is_digit(text[0]) && strchr(text, ':')) {
        status = time_of_day(plan, text, elapsed_s, &why);
    } else {
        status = leo_fail(&why, LEO_BAD_INPUT, NULL,
                          "`%.60s` is not a time; write 1965-03-18T08:28:13Z, 08:28:13Z or T+01:34:51", text);
    }
    if (status != LEO_OK)
        return leo_fail(error, LEO_BAD_INPUT, NULL, "%s", why.message);
    if (*elapsed_s < -SLACK_S) {
        char epoch[40] = "", number[LEO_NUMBER_ROOM];
        leo_epoch_utc_text(plan->epoch, 0, epoch, NULL);
        return leo_fail(error, LEO_BAD_INPUT, NULL, "`%.60s` lies %s s before the epoch, %s", text,
                        leo_text_number_short(-*elapsed_s, 9, number), epoch);
    }
    *elapsed_s = fmax(*elapsed_s, 0);
    return LEO_OK;
}

/* "EVENT + DURATION": the last " + " or " - " after which a duration stands. */
static leo_status event_read(leo_reader *reader, const leo_node *text, leo_instant *instant)
{
    const char *sign = NULL;
    for (const char *p = text->text; *p; p++)
        if (p[0] == ' ' && (p[1] == '+' || p[1] == '-') && p[2] == ' ')
            sign = p;
    *instant = (leo_instant){ .event = text->text };
    if (!sign)
        return LEO_OK;
    leo_quantity offset;
    leo_error why = { 0 };
    if (leo_duration_read(sign + 3, &offset, &why) != LEO_OK)
        return leo_problem(reader, text, "`%s`: %s", text->text, why.message);
    size_t length = (size_t)(sign - text->text);
    const char *name = leo_text_trim(text->text, &length);
    instant->event = leo_print(reader, "%.*s", (int)length, name);
    instant->at_s = sign[1] == '-' ? -offset.value : offset.value;
    if (instant->at_s < 0)
        return leo_problem(reader, text, "`%s`: an instant before an event is not known in time", text->text);
    return LEO_OK;
}

leo_status leo_instant_read(leo_reader *reader, const leo_node *node, leo_instant *instant)
{
    *instant = (leo_instant){ 0 };
    const leo_node *text = leo_want_text(reader, node);
    if (!text)
        return LEO_BAD_INPUT;
    if (!leo_time_looks(text->text))
        return event_read(reader, text, instant);
    leo_error why = { 0 };
    if (leo_time_read(reader->plan, text->text, &instant->at_s, &why) != LEO_OK)
        return leo_problem(reader, text, "`%s`: %s", node->key ? node->key : "time", why.message);
    return LEO_OK;
}
