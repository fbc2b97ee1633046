/* SPDX-License-Identifier: MIT */

/*
 * The push of gas that leaves the craft in one direction.
 *
 *     F = flow v (1 - p_o/p),  v = (1 + 1/gamma) sqrt(2 gamma R T / (gamma + 1))       sonic exit into vacuum
 *
 * Source  momentum and pressure at a sonic exit: Sutton and Biblarz, Rocket Propulsion Elements, Wiley 2010, chapter 3.
 * Valid   a plain hole or valve, no nozzle; the factor with p_o only lets the push go to zero with the flow. The direction
 *         keeps its place to the flight: the craft's own turning is not followed.
 * Error   10 %.
 * Axes    local: forward along the horizontal of the motion, left, up.
 */
#include "part/jet.h"

#include <math.h>
#include <stdio.h>

const char *const leo_jet_words[] = { "none", "forward", "backward", "left", "right", "up", "down", NULL };

double leo_jet_thrust_n(const leo_gas *gas, double flow_kg_s, double outside_pa)
{
    if (!(flow_kg_s > 0) || !(gas->pressure_pa > outside_pa))
        return 0;
    const double speed =
        (1 + 1 / gas->gamma) * sqrt(2 * gas->gamma * gas->r_j_kg_k * gas->temperature_k / (gas->gamma + 1));
    return flow_kg_s * speed * (1 - outside_pa / gas->pressure_pa);
}

int leo_jet_state(leo_part_at *self, leo_craft *craft, leo_error *error)
{
    char name[128];
    snprintf(name, sizeof name, "%.100s.jet", self->name);
    return leo_network_add_state(craft->network, name, 0, 0, NULL, error);
}

leo_vec3 leo_jet_push(int jet, double amount_n_s)
{
    static const leo_vec3 directions[] = {
        [LEO_JET_NONE] = { 0, 0, 0 },  [LEO_JET_FORWARD] = { 1, 0, 0 }, [LEO_JET_BACKWARD] = { -1, 0, 0 },
        [LEO_JET_LEFT] = { 0, 1, 0 },  [LEO_JET_RIGHT] = { 0, -1, 0 },  [LEO_JET_UP] = { 0, 0, 1 },
        [LEO_JET_DOWN] = { 0, 0, -1 },
    };
    return leo_scale(-amount_n_s, directions[jet]);
}
