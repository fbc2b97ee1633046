/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "mission/plan.h"
#include "time/epoch.h"

#include <stdio.h>
#include <string.h>

static const double DAY_S = 86400;

static leo_status refuse(const char *text, leo_error *error)
{
    return leo_fail(
        error, LEO_BAD_INPUT, text,
        "is no instant: say T+01:34:51, 1965-03-18T08:34:51Z, 08:34:51Z, or a time with its unit (s, min, "
        "h, d) since the epoch");
}

/* "12", "12.5": digits and one point, whatever the locale. Moves `text` on; 0 when there is no number. */
static int read_decimal(const char **text, double *value)
{
    const char *at = *text;
    double number = 0, place = 1;
    int digits = 0, after_point = 0;
    for (; (*at >= '0' && *at <= '9') || (*at == '.' && !after_point); at++) {
        if (*at == '.') {
            after_point = 1;
            continue;
        }
        number = 10 * number + (*at - '0');
        place *= after_point ? 10 : 1;
        digits++;
    }
    *value = number / place;
    *text = at;
    return digits > 0 && digits <= 15;
}

/* "01:34:51.5" */
static int read_clock(const char *text, double *seconds)
{
    double part[3] = { 0 };
    for (int i = 0; i < 3; i++) {
        if (!read_decimal(&text, &part[i]) || *text != (i < 2 ? ':' : '\0'))
            return 0;
        text += i < 2;
    }
    *seconds = 3600 * part[0] + 60 * part[1] + part[2];
    return part[1] < 60 && part[2] < 60;
}

static int read_duration(const char *text, double *seconds)
{
    static const struct {
        const char *name;
        double s;
    } units[] = { { "s", 1 }, { "min", 60 }, { "h", 3600 }, { "d", 86400 } };
    if (!read_decimal(&text, seconds))
        return 0;
    text += *text == ' ';
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (strcmp(text, units[i].name) == 0) {
            *seconds *= units[i].s;
            return 1;
        }
    return 0;
}

/* "08:34:51Z": the date of the epoch, or a day later when that lies before the epoch. */
static leo_status read_time_of_day(const leo_plan *plan, const char *text, double *elapsed_s,
                                   leo_error *error)
{
    char date[40], full[96];
    leo_epoch instant;
    leo_status status = leo_epoch_utc_text(plan->epoch, 0, date, error);
    snprintf(full, sizeof full, "%.11s%.80s", date, text);
    if (status == LEO_OK)
        status = leo_epoch_from_utc(full, &instant, error);
    if (status != LEO_OK)
        return status;
    *elapsed_s = leo_epoch_since(instant, plan->epoch);
    if (*elapsed_s >= 0)
        return LEO_OK;
    status = leo_epoch_utc_text(leo_epoch_add(plan->epoch, DAY_S), 0, date, error);
    snprintf(full, sizeof full, "%.11s%.80s", date, text);
    if (status == LEO_OK)
        status = leo_epoch_from_utc(full, &instant, error);
    *elapsed_s = leo_epoch_since(instant, plan->epoch);
    return status;
}

leo_status leo_plan_instant(const leo_plan *plan, const char *text, double *elapsed_s, leo_error *error)
{
    if (!plan || !text || !elapsed_s)
        return leo_fail(error, LEO_BAD_ARGUMENT, "leo_plan_instant",
                        "plan, text and elapsed_s must be given");
    const size_t length = strlen(text);
    double seconds = 0;
    leo_status status = LEO_OK;
    if (strncmp(text, "T+", 2) == 0) {
        if (!read_clock(text + 2, &seconds) && !read_duration(text + 2, &seconds))
            return refuse(text, error);
        seconds += leo_epoch_since(plan->clock_zero, plan->epoch);
    } else if (length > 0 && text[length - 1] == 'Z') {
        leo_epoch instant;
        if (!strchr(text, 'T') && strchr(text, ':')) {
            status = read_time_of_day(plan, text, &seconds, error);
        } else if ((status = leo_epoch_from_utc(text, &instant, error)) == LEO_OK) {
            seconds = leo_epoch_since(instant, plan->epoch);
        }
    } else if (!read_duration(text, &seconds)) {
        return refuse(text, error);
    }
    if (status == LEO_OK && seconds < 0)
        return leo_fail(error, LEO_BAD_INPUT, text, "lies %g s before the epoch of the mission", -seconds);
    if (status == LEO_OK)
        *elapsed_s = seconds;
    return status;
}
