/* SPDX-License-Identifier: MIT */
#ifndef LEO_NETWORK_ORIFICE_H
#define LEO_NETWORK_ORIFICE_H

#include "network/network.h"

/*
 * Mass flow in kg/s through a hole of effective area Cd A between two gases; positive from `a` to `b`.
 * Antisymmetric and continuous, with a finite slope at equal pressures.
 */
double leo_orifice_flow(double effective_area_m2, const leo_gas *a, const leo_gas *b);

/* Share of an open passage between two nodes: the flow above, as mixture of where it comes from. */
void leo_share_orifice(const leo_network *network, const leo_view *view, double *rate, int a, int b,
                       double effective_area_m2);

/* The flow function psi(r) itself, r = downstream over upstream pressure, 0..1. */
double leo_orifice_psi(double pressure_ratio, double gamma);

#endif
