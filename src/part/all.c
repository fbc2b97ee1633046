/* SPDX-License-Identifier: MIT */

/* Every kind of part. To add one: a file, two lines here, a test, a mission that uses it. */
#include "part/part.h"

extern const leo_part leo_part_volume, leo_part_inflatable, leo_part_bottle, leo_part_valve, leo_part_leak,
    leo_part_relief, leo_part_regulator, leo_part_supply, leo_part_hatch, leo_part_wall, leo_part_regenerator,
    leo_part_conditioner, leo_part_suit;

const leo_part *const leo_parts[] = {
    &leo_part_volume,      &leo_part_inflatable,
    &leo_part_bottle,      &leo_part_valve,
    &leo_part_leak,        &leo_part_relief,
    &leo_part_regulator,   &leo_part_supply,
    &leo_part_hatch,       &leo_part_wall,
    &leo_part_regenerator, &leo_part_conditioner,
    &leo_part_suit,        NULL,
};
