/* SPDX-License-Identifier: MIT */
#ifndef LEO_WORLD_ATMOSPHERE_MSIS_TABLE_H
#define LEO_WORLD_ATMOSPHERE_MSIS_TABLE_H

/* The coefficients of NRLMSISE-00, grouped by the functions they multiply; Pnm is the Legendre function of degree n and
 * order m, without normalisation. A phase stands as its cosine and sine. */

typedef struct leo_msis_phase {
    double c, s;
} leo_msis_phase;

/* Of the upper thermosphere. */
typedef struct leo_msis_upper {
    double scale;
    double flux_daily, flux_square, flux_mean, flux_mean_square, flux_cross;
    double flux_annual, flux_diurnal; // in the factors on the odd annual and on the daily waves
    double steady[4];                 // P20 P40 P60 P10
    double steady_flux;               // P20
    double annual, semiannual[2];     // 1;  1 P20
    double annual_odd[2], semiannual_odd;
    leo_msis_phase day_annual, day_semiannual, day_annual_odd, day_semiannual_odd;
    double diurnal_cos[4], diurnal_sin[4];         // P11 P31 P51; P21 with the odd annual
    double semidiurnal_cos[4], semidiurnal_sin[4]; // P22 P42; P32 P52 with the odd annual
    double terdiurnal_sin[3], terdiurnal_cos[3];   // P33; P43 P63 with the odd annual
    double longitude_flux, longitude_cos[9],
        longitude_sin[9];                     // P21 P41 P61 P11 P31 P51; P11 P31 P51 with the odd annual
    double ut[3], ut_odd, ut_flux, ut_annual; // P10 P30 P50
    leo_msis_phase ut_phase;
    double ut_longitude[3], ut_longitude_flux; // P32 P52 P72
    leo_msis_phase ut_longitude_phase;
    double ap_rate, ap_slope, storm[9]; // daily ap: P0 P20 P40; P10 P30 P50 annual; P11 P31 P51 by local time
    double storm_longitude[3], storm_odd, storm_annual[3],
        storm_ut[3]; // P21 P41 P61;  P11 P31 P51;  P10 P30 P50
    leo_msis_phase storm_phase, storm_longitude_phase, storm_annual_phase, storm_ut_phase;
    // the same for the history of ap
    double past_rate, past_slope, past_decay, past_decay_lat, past[9];
    double past_longitude[3], past_odd, past_annual[3], past_ut[3];
    leo_msis_phase past_phase, past_longitude_phase, past_annual_phase, past_ut_phase;
} leo_msis_upper;

/* Of the lower thermosphere and what is below. */
typedef struct leo_msis_lower {
    double scale, flux_mean;
    double steady[6];                     // P20 P40 P60 P10 P30 P50
    double annual[3], semiannual[3];      // 1 P20 P40
    double annual_odd[3], semiannual_odd; // P10 P30 P50
    leo_msis_phase day_annual, day_semiannual, day_annual_odd, day_semiannual_odd;
    double diurnal_cos[3], diurnal_sin[3];         // P11 P31; P21 with the odd annual
    double semidiurnal_cos[4], semidiurnal_sin[4]; // P22 P42; P32 P52 with the odd annual
    double terdiurnal_sin, terdiurnal_cos;
    double storm[2], past[2];                  // P0 P20
    double longitude_cos[6], longitude_sin[6]; // P21 P41 P61 P11 P31 P51
    double longitude_season[4];                // annual odd, annual, semiannual odd, semiannual
    leo_msis_phase longitude_phase[4];
} leo_msis_lower;

enum {
    LEO_MSIS_EXOSPHERE, // temperature far up
    LEO_MSIS_SLOPE,     // of the temperature at 120 km
    LEO_MSIS_BASE,      // temperature at 120 km
    LEO_MSIS_SET_HE,    // number densities at 120 km
    LEO_MSIS_SET_O,
    LEO_MSIS_SET_N2,
    LEO_MSIS_SET_O2,
    LEO_MSIS_SET_AR,
    LEO_MSIS_SET_H,
    LEO_MSIS_SET_N,
    LEO_MSIS_SET_HOT,
    LEO_MSIS_UPPER_SETS
};

enum {
    LEO_MSIS_110, // temperatures at nodes, by their height in km
    LEO_MSIS_100,
    LEO_MSIS_90,
    LEO_MSIS_72,
    LEO_MSIS_55,
    LEO_MSIS_45,
    LEO_MSIS_32,
    LEO_MSIS_20,
    LEO_MSIS_15,
    LEO_MSIS_10,
    LEO_MSIS_0,
    LEO_MSIS_0_SLOPE,
    LEO_MSIS_72_SLOPE,
    LEO_MSIS_32_SLOPE,
    LEO_MSIS_LOWER_SETS
};

extern const leo_msis_upper leo_msis_uppers[LEO_MSIS_UPPER_SETS];
extern const leo_msis_lower leo_msis_lowers[LEO_MSIS_LOWER_SETS];

#endif
