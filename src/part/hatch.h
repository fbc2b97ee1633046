/* SPDX-License-Identifier: MIT */
#ifndef LEO_PART_HATCH_H
#define LEO_PART_HATCH_H

#include "part/part.h"

extern const leo_part leo_part_hatch;

int leo_part_is_hatch(const leo_part_at *part);

/* 1 if the hatch stands open between nodes a and b (in either order), wide enough to pass; else 0. */
int leo_hatch_joins(const leo_part_at *hatch, int a, int b);

#endif
