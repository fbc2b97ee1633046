/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_GRAVITY_MODEL_H
#define LEO_WORLD_GRAVITY_MODEL_H

/*
 * A field of gravity cut to a degree and laid out for the kernels: any degree up to the field's own. One position, or eight
 * at once; every kernel gives the same bits for the same position.
 */

#include "base/cpu.h"
#include "base/memory.h"
#include "math/lanes.h"
#include "world/gravity.h"

typedef struct leo_gravity_model leo_gravity_model; // const after it was made

/*
 * `degree` >= `order` >= 0; both are cut to the field's. LEO_KERNEL_BEST takes what the processor has.
 *
 *   returns   NULL with LEO_BAD_ARGUMENT (order above degree, negative) or LEO_NO_MEMORY
 */
leo_gravity_model *leo_gravity_model_create(const leo_gravity *field, int degree, int order,
                                            leo_kernel kernel, leo_arena *arena, leo_error *error);

int leo_gravity_model_degree(const leo_gravity_model *model);
double leo_gravity_model_gm_m3_s2(const leo_gravity_model *model);
double leo_gravity_model_radius_m(const leo_gravity_model *model);

/*
 * The whole field, central term included, m/s^2, in the axes of the field. `r` and `accel` may be the same. The position
 * must not be the centre.
 */
leo_vec3 leo_gravity_model_accel(const leo_gravity_model *model, leo_vec3 pos_fixed_m);
void leo_gravity_model_accel8(const leo_gravity_model *model, const leo_lanes3 *pos_fixed_m,
                              leo_lanes3 *accel_m_s2);

/* The plain scalar loop, whatever the processor has: the twin that tests and benchmarks compare with. */
leo_vec3 leo_gravity_model_accel_scalar(const leo_gravity_model *model, leo_vec3 pos_fixed_m);

/* Positive potential, J/kg, and the gradient of the acceleration, 1/s^2 (symmetric, traceless), up to `degree`. */
double leo_gravity_model_potential(const leo_gravity_model *model, leo_vec3 pos_fixed_m);
leo_mat3 leo_gravity_model_gradient(const leo_gravity_model *model, int degree, leo_vec3 pos_fixed_m);

/*
 * Corrections of the coefficients of degree 2 .. 4 (tides), fully normalised, index n (n + 1) / 2 + m, 15 of each, entries
 * below degree 2 ignored: the acceleration that they add.
 */
leo_vec3 leo_gravity_correction_accel(double gm_m3_s2, double radius_m, const double c[15],
                                      const double s[15], leo_vec3 pos_fixed_m);

#endif
