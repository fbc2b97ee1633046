/* SPDX-License-Identifier: MIT */
#ifndef LEO_RECORD_DATA_LIST_H
#define LEO_RECORD_DATA_LIST_H

#include <jansson.h>
#include <leonov/leonov.h>

/* The sets in use as an array of objects: kind, name, span, origin, dated, age, hash, licence. NULL: no memory. */
json_t *leo_data_list(const leo_data *data, const char *today);
void leo_data_list_print(const json_t *list, FILE *file);

#endif
