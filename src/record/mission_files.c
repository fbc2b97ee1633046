/* SPDX-License-Identifier: MIT */
#include "record/mission_files.h"
#include "base/error.h"
#include "record/folder.h"

#include <string.h>

static leo_status write_file(const char *folder, const leo_plan_file *file, leo_error *error)
{
    char name[LEO_PATH_ROOM], path[LEO_PATH_ROOM];
    if (file->name[0] == '/' || strstr(file->name, ".."))
        return leo_fail(error, LEO_BAD_INPUT, file->path, "cannot be copied into the record as '%s'",
                        file->name);
    snprintf(name, sizeof name, "mission/%s", file->name);
    leo_status status = leo_folder_path(folder, name, path, error);
    if (status != LEO_OK)
        return status;
    char *slash = strrchr(path, '/');
    *slash = 0;
    status = leo_folder_make(path, error);
    *slash = '/';
    return status == LEO_OK ? leo_folder_write(path, file->text, file->size, error) : status;
}

/* One override on each line: an override never holds a line end. */
static leo_status write_overrides(const char *folder, const leo_plan *plan, leo_error *error)
{
    char path[LEO_PATH_ROOM];
    leo_status status = leo_folder_path(folder, "mission/overrides.txt", path, error);
    if (status != LEO_OK)
        return status;
    for (int i = 0; i < plan->set_count; i++)
        if (strchr(plan->sets[i], '\n'))
            return leo_fail(error, LEO_BAD_INPUT, plan->sets[i], "an override must be one line");
    FILE *file = fopen(path, "wb");
    if (!file)
        return leo_folder_refused(path, "open for writing", error);
    for (int i = 0; i < plan->set_count; i++)
        fprintf(file, "%s\n", plan->sets[i]);
    return leo_folder_close(file, path, error);
}

leo_status leo_record_write_mission(const char *folder, const leo_plan *plan,
                                    char name[LEO_CHECKPOINT_NAME_ROOM], leo_error *error)
{
    leo_status status = LEO_OK;
    char path[LEO_PATH_ROOM];
    for (int i = 0; status == LEO_OK && i < plan->file_count; i++)
        status = write_file(folder, &plan->files[i], error);
    if (status == LEO_OK && plan->file_count > 0 &&
        snprintf(name, LEO_CHECKPOINT_NAME_ROOM, "mission/%s", plan->files[0].name) >=
            LEO_CHECKPOINT_NAME_ROOM)
        status = leo_fail(error, LEO_BAD_INPUT, plan->files[0].name, "the name is too long");
    if (status == LEO_OK)
        status = leo_folder_path(folder, "mission", path, error);
    if (status == LEO_OK)
        status = leo_folder_make(path, error);
    return status == LEO_OK ? write_overrides(folder, plan, error) : status;
}
