/* SPDX-License-Identifier: MIT */
#ifndef LEO_RECORD_OEM_H
#define LEO_RECORD_OEM_H

/* trajectory.oem: an Orbit Ephemeris Message of CCSDS. */

#include <leonov/types.h>

typedef struct leo_oem leo_oem;

/* `object` names the craft; epochs are given with every point. */
leo_oem *leo_oem_create(const char *path, const char *object, leo_epoch epoch, leo_error *error);

/* Take up a file at `size` bytes. */
leo_oem *leo_oem_open(const char *path, long size, leo_epoch epoch, leo_error *error);

leo_status leo_oem_add(leo_oem *oem, double elapsed_s, leo_vec3 pos_gcrf_m, leo_vec3 vel_gcrf_m_s,
                       leo_error *error);

/* Write out everything, with STOP_TIME at the last point. `size` is set to the bytes in the file. */
leo_status leo_oem_flush(leo_oem *oem, long *size, leo_error *error);

/* Flush and close; NULL is fine. */
leo_status leo_oem_close(leo_oem *oem, leo_error *error);

/* TAI of an epoch, "1965-03-18T07:08:50.739004" with six decimals; `text` holds 40 bytes. */
void leo_oem_tai_text(leo_epoch epoch, char text[40]);

#endif
