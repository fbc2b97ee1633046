/* SPDX-License-Identifier: MIT */
#ifndef LEO_RECORD_HDF5_H
#define LEO_RECORD_HDF5_H

/* What writing and reading HDF5 files have in common: silence on stderr, reasons of failures, text
 * attributes. */

#include <leonov/types.h>

#include <hdf5.h>

/* The host's way of printing HDF5's errors, to be put back. */
typedef struct leo_hdf5_quiet {
    H5E_auto2_t print;
    void *context;
} leo_hdf5_quiet;

leo_hdf5_quiet leo_hdf5_hush(void);
void leo_hdf5_speak(leo_hdf5_quiet quiet);

/* LEO_IO naming `path`, with the deepest reason that HDF5 gave. */
leo_status leo_hdf5_fail(const char *path, const char *doing, leo_error *error);

/* A text attribute, UTF-8. */
leo_status leo_hdf5_text(hid_t object, const char *key, const char *text);

#endif
