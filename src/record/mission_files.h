/* SPDX-License-Identifier: MIT */
#ifndef LEO_RECORD_MISSION_FILES_H
#define LEO_RECORD_MISSION_FILES_H

/* The mission as flown, inside its record: mission/<files>, mission/overrides.txt. */

#include "mission/plan.h"
#include "record/checkpoint.h"

/* Copy every file of the plan. `name` is set to the mission file's path relative to the record. */
leo_status leo_record_write_mission(const char *folder, const leo_plan *plan,
                                    char name[LEO_CHECKPOINT_NAME_ROOM], leo_error *error);

#endif
