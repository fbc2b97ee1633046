/* SPDX-License-Identifier: MIT */
#ifndef LEO_FORCE_THIRD_BODY_H
#define LEO_FORCE_THIRD_BODY_H

#include "math/vec.h"

/* The pull of a distant body on a craft, less its pull on the central body, which the axes share. */
leo_vec3 leo_third_body_accel(double gm_m3_s2, leo_vec3 body_m, leo_vec3 pos_m);

/* Its partial derivatives by the position, 1/s^2. */
leo_mat3 leo_third_body_gradient(double gm_m3_s2, leo_vec3 body_m, leo_vec3 pos_m);

#endif
