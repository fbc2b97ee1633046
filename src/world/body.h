/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_BODY_H
#define LEO_WORLD_BODY_H

/*
 * Constants of nature and of the bodies.
 *
 * Source  Earth: GM of EGM2008 (TT-compatible, atmosphere included); ellipsoid WGS 84 (NIMA TR8350.2, 2000).
 *         Sun, Moon: GM of DE430 (Folkner et al., IPN PR 42-196, 2014). Radii: IAU 2015 (Archinal et al., 2018);
 *         of the Sun IAU 2015 resolution B3. Astronomical unit: IAU 2012 resolution B2. g0: CGPM 1901.
 */

static const double LEO_EARTH_GM_M3_S2 = 3.986004415e14;
static const double LEO_SUN_GM_M3_S2 = 1.32712440041939400e20;
static const double LEO_MOON_GM_M3_S2 = 4.902800066e12;

static const double LEO_EARTH_RADIUS_M = 6378137.0;      // equatorial, WGS 84
static const double LEO_EARTH_MEAN_RADIUS_M = 6371008.8; // (2 a + b) / 3
static const double LEO_EARTH_FLATTENING = 1 / 298.257223563;
static const double LEO_EARTH_SPIN_RAD_S = 7.292115146706979e-5; // IAU 2000 Earth rotation angle, UT1 rate
static const double LEO_SUN_RADIUS_M = 6.957e8;
static const double LEO_MOON_RADIUS_M = 1.7374e6;

static const double LEO_AU_M = 149597870700.0;
static const double LEO_LIGHT_SPEED_M_S = 299792458.0;
static const double LEO_G0_M_S2 = 9.80665;

#endif
