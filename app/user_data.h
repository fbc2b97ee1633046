/* SPDX-License-Identifier: MIT */
#ifndef LEO_APP_USER_DATA_H
#define LEO_APP_USER_DATA_H

#include "app.h"

/* The folder of the user's sets, which need not exist. 0 when the environment names none. */
int data_folder(char *path, size_t size);

/* Its files in the order in which they were added; free each name. */
int data_files(char *folder, char *names[], int room);

/* The name that the user gave: without its number. */
const char *data_plain_name(const char *name);

/* Today by the host's clock, UTC: "2026-11-21". */
const char *data_today(char text[16]);

/* The user's sets, and the files `extra` (may be NULL) over them. Close with leo_data_close. */
leo_data *data_open(const text_list *extra, leo_error *error);

/* Read the file at `path` through and keep a copy; `where` is set to the copy's path. */
leo_status data_add(const char *path, char *where, size_t size, leo_error *error);
leo_status data_remove(const char *name, leo_error *error);

#endif
