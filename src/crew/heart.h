/* SPDX-License-Identifier: MIT */
#ifndef LEO_CREW_HEART_H
#define LEO_CREW_HEART_H

/* Pulse; the card stands in heart.c. */

typedef struct leo_heart {
    double resting_hz, age_s;
    double o2_rest_m3_s, o2_max_m3_s; // uptake at rest and at most
} leo_heart;

/* Lag of the pulse behind what it is driven by, and of fear dying away, s. */
static const double LEO_HEART_LAG_S = 57.6, LEO_EMOTION_LAG_S = 90;

double leo_heart_highest_hz(const leo_heart *heart);

/* The pulse that uptake, core temperature and load factor drive to, without emotion and thirst; below the highest. */
double leo_heart_steady_hz(const leo_heart *heart, double o2_m3_s, double core_k, double load_factor);

/* What the loss of water adds; `lost` is its part of the body's mass. */
double leo_heart_thirst_hz(double lost);

/* Emotion left `since_s` after it stood at `emotion_hz`. */
double leo_heart_emotion_hz(double emotion_hz, double since_s);

#endif
