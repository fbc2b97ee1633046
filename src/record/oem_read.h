/* SPDX-License-Identifier: MIT */
#ifndef LEO_RECORD_OEM_READ_H
#define LEO_RECORD_OEM_READ_H

/* Orbit Ephemeris Messages of CCSDS, versions 1 to 3, KVN and XML: states of one object, in segments. */

#include "record/ndm.h"
#include "time/scale.h"

typedef struct leo_oem_point {
    leo_ndm_text epoch;
    double pos_km[3], vel_km_s[3];
    double accel_km_s2[3]; // only where `has_accel`
    int has_accel;
    leo_epoch instant; // set by leo_oem_resolve
} leo_oem_point;

typedef struct leo_oem_covariance leo_oem_covariance;
struct leo_oem_covariance {
    leo_ndm_covariance values;
    leo_oem_covariance *next;
};

typedef struct leo_oem_segment leo_oem_segment;
struct leo_oem_segment {
    leo_ndm_metadata metadata;
    leo_ndm_notes comments; // of the data
    leo_oem_point *points;
    int count, room;
    leo_oem_covariance *covariances, *last_covariance;
    leo_oem_segment *next;
};

typedef struct leo_oem_message {
    const char *file;
    leo_ndm_header header;
    leo_oem_segment *segments, *last;
    int is_resolved;
    leo_timescale scale;
} leo_oem_message;

/* `bytes` need not outlive the call. LEO_BAD_INPUT at file:line:column. */
leo_oem_message *leo_oem_parse(leo_bytes bytes, leo_arena *arena, leo_error *error);

/*
 * Turn the dates into instants.
 *
 *   returns   LEO_BAD_INPUT at file:line:column: a time system that is not one of leo_timescale, a date that does not exist,
 *             dates that do not rise within a segment
 */
leo_status leo_oem_resolve(leo_oem_message *oem, const leo_clocks *clocks, leo_error *error);

/*
 * The state at an instant, in km and km/s of the segment's frame, by the method that the segment names (LAGRANGE, HERMITE,
 * LINEAR), degree 7 where it names none. At a point of the table it is that point.
 *
 *   returns   LEO_OUT_OF_RANGE  outside the useable time of every segment; the error names the span
 */
leo_status leo_oem_at(const leo_oem_message *oem, leo_epoch instant, const leo_oem_segment **segment,
                      double pos_km[3], double vel_km_s[3], leo_error *error);

/* As KVN of version 3.0; every value reads back the same. */
leo_status leo_oem_write(const leo_oem_message *oem, FILE *file, leo_error *error);

#endif
