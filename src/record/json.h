/* SPDX-License-Identifier: MIT */
#ifndef LEO_RECORD_JSON_H
#define LEO_RECORD_JSON_H

#include <jansson.h>
#include <leonov/leonov.h>

/* A number, or null when it is not finite. */
json_t *leo_json_real(double value);

/* UTC of an instant, or null. */
json_t *leo_json_utc(const leo_plan *plan, double elapsed_s);

json_t *leo_json_event(const leo_plan *plan, const leo_event *event);

#endif
