/* SPDX-License-Identifier: MIT */
#ifndef LEO_CREW_BODY_H
#define LEO_CREW_BODY_H

/* What person.c and body.c share: the blocks of a person and what the body does at one instant. */

#include "crew/breathing.h"
#include "crew/heart.h"
#include "crew/heat.h"
#include "part/part.h"

typedef struct leo_person_config {
    double mass_kg, height_m, age_s;
    double resting_pulse_hz, o2_max_m3_s, basal_w_m2, respiratory_quotient, vital_capacity_m3;
    double clothing_clo, draught_m_s;
    double tissue_nitrogen_pa, load_tolerance;
    const char *wears;
} leo_person_config;

typedef struct leo_person_input {
    const char *location;
    int activity;
    double emotion_hz; // taken up at once and set back to 0
} leo_person_input;

enum { LEO_TISSUE_COUNT = 5 };

typedef struct leo_person_memory {
    int place;                          // the node that `location` names
    double emotion_hz, emotion_since_s; // when it was last raised
    double tissue_pa[LEO_TISSUE_COUNT]; // at `tissue_since_s`
    double lung_nitrogen_pa, tissue_since_s;
    int settled;        // nonzero: `lung_nitrogen_pa` is known
    leo_heat_body body; // follows from the config
    leo_heart heart;
} leo_person_memory;

typedef struct leo_person_output {
    double metabolic_w, suit_work_w, vo2_m3_s, co2_output_m3_s;
    double pulse_hz, emotion_hz, breathing_hz, ventilation_m3_s;
    double core_k, skin_k, sweat_kg_s, sweat_lost_kg, water_lost_kg, wetness, evaporative_w, heat_stored_j;
    double inspired_o2_pa, inspired_co2_pa, alveolar_o2_pa, saturation, consciousness;
    double tissue_n2_pa, tissue_ratio, load, vision, o2_used_kg, outside;
} leo_person_output;

/* Slots of a person: states, then nodes. */
enum {
    LEO_BODY_CORE,
    LEO_BODY_SKIN,
    LEO_BODY_O2,     // uptake, m^3/s STPD
    LEO_BODY_CO2,    // output, m^3/s STPD
    LEO_BODY_PULSE,  // without emotion and thirst
    LEO_BODY_AWARE,  // reserve of consciousness
    LEO_BODY_VISION, // reserve of vision
    // accounts
    LEO_BODY_O2_USED,
    LEO_BODY_CO2_GIVEN,
    LEO_BODY_VAPOUR_GIVEN,
    LEO_BODY_SWEAT,  // secreted
    LEO_BODY_DRIP,   // of it, what dripped
    LEO_BODY_STORED, // heat in the tissues since the start
    LEO_BODY_FUEL,   // energy of food, of vapour and of the gases exchanged
    LEO_BODY_STATES,
    LEO_BODY_SUIT = LEO_BODY_STATES, // gas node of the suit worn, -1
    LEO_BODY_SHELL,                  // its shell, -1
    LEO_BODY_PART_COUNT              // of the craft
};

/* Others of a person. */
enum { LEO_BODY_WEARS, LEO_BODY_PARTS /* first part of the craft */ };

typedef struct leo_body_now {
    int mouth, skin; // gas nodes that are breathed and that touch the skin
    leo_breathed breathed;
    leo_heat_flows heat;
    double metabolic_w; // with suit work and shivering
    double suit_work_w;
    double o2_demand_m3_s, co2_demand_m3_s;
    double o2_kg_s, co2_kg_s; // exchanged
    double mouth_vapour_kg_s, skin_vapour_kg_s;
    double aware_drain_hz, vision_drain_hz, pulse_hz;
} leo_body_now;

/* LEO_RETRY_STEP: temperatures beyond what a body can have. */
leo_status leo_body_at(const leo_part_at *person, const leo_view *view, leo_body_now *now, leo_error *error);

/* The element of a person. */
leo_status leo_body_rates(const void *person, const leo_view *view, double *rate, leo_error *error);

#endif
