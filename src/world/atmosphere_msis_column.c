/* SPDX-License-Identifier: MIT */

/*
 * The vertical of NRLMSISE-00.
 *
 *     z* = (z - 120) (R + 120)/(R + z);   T = Ti - (Ti - T0) exp(-s z*) from za = 123.435 km up
 *     n  = n0 (T0/T)^(1 + a + g) exp(-s g z*),   g = M G(120)/(s Rg Ti)
 *     below za: 1/T is a cubic spline in geopotential height through five nodes, with the slope of the upper piece at za
 *     n  = n(za) (T(za)/T)^(1 + a) exp(-M G(za)/Rg times the integral of 1/T)
 *
 * Source  Hedin, J. Geophys. Res. 96 (1991) 1159, appendix; Picone, Hedin, Drob, Aikin, J. Geophys. Res. 107 (A12) (2002)
 *         1468. Gravity: U.S. Standard Atmosphere 1976, Harrison's formula of latitude.
 * Valid, Error  see atmosphere_msis.c.
 */
#include "world/atmosphere_msis_column.h"

#include <math.h>

static const double GAS = 831.4, BASE_KM = 120, JOINT_KM = 123.435;

void leo_msis_gravity(double lat_deg, double *gravity, double *radius_km)
{
    const double c = cos(2 * 1.74533e-2 * lat_deg);
    *gravity = 980.616 * (1 - 0.0026373 * c);
    *radius_km = 2 * *gravity / (3.085462e-6 + 2.27e-9 * c) * 1e-5;
}

static double geopotential(double alt_km, double from_km, double radius_km)
{
    return (alt_km - from_km) * (radius_km + from_km) / (radius_km + alt_km);
}

/* The second derivatives of a cubic spline with given slopes at both ends, by elimination. */
static void bend(leo_msis_spline *s, double first, double last)
{
    const int n = s->count;
    double off[LEO_MSIS_NODES], right[LEO_MSIS_NODES];
    double h = s->x[1] - s->x[0], rise = (s->y[1] - s->y[0]) / h;
    off[0] = 0.5;
    right[0] = 3 * (rise - first) / h;
    for (int i = 1; i < n; i++) {
        const double after = i < n - 1 ? s->x[i + 1] - s->x[i] : 0;
        const double next = i < n - 1 ? (s->y[i + 1] - s->y[i]) / after : last;
        const double pivot = 2 * (h + after) - h * off[i - 1];
        off[i] = after / pivot;
        right[i] = (6 * (next - rise) - h * right[i - 1]) / pivot;
        h = after;
        rise = next;
    }
    s->bend[n - 1] = right[n - 1];
    for (int i = n - 2; i >= 0; i--)
        s->bend[i] = right[i] - off[i] * s->bend[i + 1];
}

void leo_msis_spline_set(leo_msis_spline *spline, const double *nodes_km, const double *nodes_k, int count,
                         const double slopes_k_km[2], double radius_km)
{
    const double top = nodes_km[0], bottom = nodes_km[count - 1];
    spline->count = count;
    spline->top_km = top;
    spline->bottom_km = bottom;
    spline->top_k = nodes_k[0];
    spline->span_km = geopotential(bottom, top, radius_km);
    for (int i = 0; i < count; i++) {
        spline->x[i] = geopotential(nodes_km[i], top, radius_km) / spline->span_km;
        spline->y[i] = 1 / nodes_k[i];
    }
    const double lever = (radius_km + bottom) / (radius_km + top);
    bend(spline, -slopes_k_km[0] * spline->y[0] * spline->y[0] * spline->span_km,
         -slopes_k_km[1] * spline->y[count - 1] * spline->y[count - 1] * spline->span_km * lever * lever);
}

leo_msis_point leo_msis_spline_at(const leo_msis_spline *spline, double alt_km, double gravity,
                                  double radius_km)
{
    const double *x = spline->x, *y = spline->y, *w = spline->bend;
    const double z = fmax(alt_km, spline->bottom_km);
    const double at = geopotential(z, spline->top_km, radius_km) / spline->span_km;
    double integral = 0, inverse = y[0];
    for (int i = 0; i < spline->count - 1; i++) {
        const double h = x[i + 1] - x[i];
        const int ends = i == spline->count - 2 || at <= x[i + 1];
        const double b = ends ? (at - x[i]) / h : 1, a = 1 - b, a2 = a * a, b2 = b * b;
        integral += h * ((1 - a2) * y[i] + b2 * y[i + 1]) / 2 +
                    h * h * h / 24 * ((2 * a2 - 1 - a2 * a2) * w[i] + (b2 * b2 - 2 * b2) * w[i + 1]);
        if (ends) {
            inverse = a * y[i] + b * y[i + 1] + h * h / 6 * ((a2 - 1) * a * w[i] + (b2 - 1) * b * w[i + 1]);
            break;
        }
    }
    const double lever = 1 + spline->top_km / radius_km, weight = gravity / (lever * lever);
    return (leo_msis_point){ .temperature_k = 1 / inverse,
                             .cooling = log(spline->top_k * inverse),
                             .fall = -weight * spline->span_km / GAS * integral };
}

void leo_msis_column_set(leo_msis_column *column, const double nodes_k[4], double bottom_slope_k_km)
{
    static const double heights[LEO_MSIS_NODES] = { 123.435, 110, 100, 90, 72.5 };
    const double radius = column->radius_km, lever = (radius + BASE_KM) / (radius + JOINT_KM);
    const double above = (column->exospheric_k - column->base_k) *
                         exp(-column->slope * geopotential(JOINT_KM, BASE_KM, radius));
    const double nodes[LEO_MSIS_NODES] = { column->exospheric_k - above, nodes_k[0], nodes_k[1], nodes_k[2],
                                           nodes_k[3] };
    const double slopes[2] = { above * column->slope * lever * lever, bottom_slope_k_km };
    leo_msis_spline_set(&column->lower, heights, nodes, LEO_MSIS_NODES, slopes, radius);
}

leo_msis_point leo_msis_column_at(const leo_msis_column *column, double alt_km)
{
    const double radius = column->radius_km, lever = 1 + BASE_KM / radius;
    const double height = geopotential(fmax(alt_km, JOINT_KM), BASE_KM, radius);
    const double t =
        column->exospheric_k - (column->exospheric_k - column->base_k) * exp(-column->slope * height);
    const double cooling = log(column->base_k / t);
    const double weight = column->gravity / (lever * lever * column->slope * GAS * column->exospheric_k);
    leo_msis_point point = { t, cooling, weight * (cooling - column->slope * height) };
    if (alt_km < JOINT_KM) {
        const leo_msis_point below = leo_msis_spline_at(&column->lower, alt_km, column->gravity, radius);
        point.temperature_k = below.temperature_k;
        point.cooling += below.cooling;
        point.fall += below.fall;
    }
    return point;
}
