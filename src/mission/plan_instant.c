/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "mission/reader.h"

#include <string.h>

leo_status leo_plan_instant(const leo_plan *plan, const char *text, double *elapsed_s, leo_error *error)
{
    if (!plan || !text || !elapsed_s)
        return leo_fail(error, LEO_BAD_ARGUMENT, "leo_plan_instant",
                        "plan, text and elapsed_s must be given");
    leo_error why = { 0 };
    leo_quantity duration;
    double found_s = 0;
    leo_status status;
    // a time of the mission has a `T`, a `:` or a `Z`; all else is a time since the epoch
    if (strpbrk(text, "T:Z")) {
        status = leo_time_read(plan, text, &found_s, &why);
    } else {
        status = leo_duration_read(text, &duration, &why);
        found_s = duration.value;
    }
    if (status != LEO_OK)
        return leo_fail(error, LEO_BAD_INPUT, text, "%s", why.message);
    if (!(found_s >= 0))
        return leo_fail(error, LEO_BAD_INPUT, text, "lies before the epoch of the mission");
    *elapsed_s = found_s;
    return LEO_OK;
}
