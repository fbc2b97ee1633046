/* SPDX-License-Identifier: MIT */
#ifndef LEO_PART_INFLATABLE_H
#define LEO_PART_INFLATABLE_H

#include "part/part.h"

extern const leo_part leo_part_inflatable;

/* Nonzero: `part` is an inflatable and the gas node is its main volume or one of its beams. */
int leo_inflatable_owns(const leo_part_at *part, int node);

/* Nonzero: `part` (may be NULL) is an inflatable that was jettisoned. */
int leo_inflatable_gone(const leo_part_at *part);

#endif
