/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_FRAME_INSIDE_H
#define LEO_WORLD_FRAME_INSIDE_H

/* What the files of the frames share. */

#include "world/frame.h"

/* Axes and rotation vector, as leo_frame_from_gcrf; `spin` may be NULL, `data` may not. */
typedef leo_status leo_frame_axes(const leo_data *data, leo_epoch epoch, leo_mat3 *frame_from_gcrf,
                                  leo_vec3 *spin, leo_error *error);

extern leo_frame_axes leo_axes_eme2000, leo_axes_mod, leo_axes_tod, leo_axes_teme, leo_axes_mod_76,
    leo_axes_tod_76, leo_axes_cirf, leo_axes_tirf, leo_axes_itrf, leo_axes_itrf_76; // frame_earth.c
extern leo_frame_axes leo_axes_moon_pa, leo_axes_moon_me;                           // frame_iau.c

/* Axes of the report of the IAU working group. LEO_BAD_ARGUMENT when the frame is not one of them. */
leo_status leo_axes_iau(leo_frame frame, leo_epoch epoch, leo_mat3 *frame_from_gcrf, leo_vec3 *spin,
                        leo_error *error);

#endif
