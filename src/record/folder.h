/* SPDX-License-Identifier: MIT */
#ifndef LEO_RECORD_FOLDER_H
#define LEO_RECORD_FOLDER_H

/* Files and folders: every refusal of the system becomes LEO_IO with the path and its reason. */

#include <leonov/types.h>
#include <stdio.h>

enum { LEO_PATH_ROOM = 4096 };

/* LEO_IO naming `path` with the reason in errno. */
leo_status leo_folder_refused(const char *path, const char *doing, leo_error *error);

/* `folder/name` into `path`, which holds LEO_PATH_ROOM bytes. */
leo_status leo_folder_path(const char *folder, const char *name, char *path, leo_error *error);

/* Make the folder with all that it stands in; it may exist. */
leo_status leo_folder_make(const char *path, leo_error *error);

/* Fails when `path` holds anything. A folder that does not exist is empty. */
leo_status leo_folder_must_be_empty(const char *path, leo_error *error);

/* Write a whole file: under another name first, renamed when complete, so that a kill leaves the old one. */
leo_status leo_folder_write(const char *path, const void *bytes, size_t size, leo_error *error);

/* Read a whole file into a block of malloc with a zero after its last byte. */
leo_status leo_folder_read(const char *path, char **bytes, size_t *size, leo_error *error);

/* Write out what the stream holds; close it as well (also when that fails). */
leo_status leo_folder_flush(FILE *file, const char *path, leo_error *error);
leo_status leo_folder_close(FILE *file, const char *path, leo_error *error);

/* Open a file to append to, cut to `size` bytes first. LEO_IO when it is shorter than that. */
leo_status leo_folder_append(const char *path, long size, FILE **file, leo_error *error);

#endif
