/* SPDX-License-Identifier: MIT */
#ifndef LEO_CREW_HEAT_H
#define LEO_CREW_HEAT_H

/* Heat balance of a body of two nodes, core and skin; the card stands in heat.c. */

typedef struct leo_heat_body {
    double mass_kg, area_m2;
} leo_heat_body;

/* What touches the skin. */
typedef struct leo_heat_around {
    double pressure_pa, gas_k, vapour_pa; // of the gas on the skin
    double speed_m_s;                     // of that gas
    double radiant_k;                     // mean temperature of the surfaces that the body faces
    double clothing_k_m2_w;               // thermal resistance of the clothing
} leo_heat_around;

/* What is breathed. */
typedef struct leo_heat_breath {
    double pressure_pa, gas_k, vapour_pa;
} leo_heat_breath;

/* Rates of a whole body, positive when they leave it. */
typedef struct leo_heat_flows {
    double blood_kg_s_m2; // to the skin, per area
    double shiver_w;      // metabolic heat of shivering, added to what was given
    double breath_latent_w, breath_dry_w;
    double convection_w, radiation_w; // dry heat of the skin
    double evaporation_w;             // latent heat of the skin: sweat that evaporates and diffusion
    double sweat_kg_s;                // that evaporates
    double secreted_kg_s;             // that the glands give; the rest drips
    double wetness;                   // wet part of the skin, 0.06 .. wettest
    double core_k_s, skin_k_s;        // dT/dt
} leo_heat_flows;

/* Area of the skin after DuBois and DuBois. */
double leo_heat_area_m2(double mass_kg, double height_m);

/* Vapour pressure over water in the Antoine form that the two-node model was fitted with. */
double leo_heat_saturation_pa(double temperature_k);

/* Blood flow to the skin, and the part of the body's mass that the skin node stands for at that flow. */
double leo_heat_blood_kg_s_m2(double core_k, double skin_k);
double leo_heat_skin_part(double blood_kg_s_m2);

/*
 * Everything that a state (core_k, skin_k) does. `heat_w` is metabolic heat (mechanical work already taken
 * off), without shivering. `skin_part` is leo_heat_skin_part(leo_heat_blood_kg_s_m2(core_k, skin_k));
 * reference programs that march in steps of a minute give that of the step before.
 */
leo_heat_flows leo_heat_at(const leo_heat_body *body, const leo_heat_around *around,
                           const leo_heat_breath *breath, double core_k, double skin_k, double heat_w,
                           double skin_part);

/* Water that a flow of latent heat carries: heat over 2448 kJ/kg. */
double leo_heat_vapour_kg_s(double latent_w);

#endif
